"""Meetings of a text: sessions, forums, visits and talks, each once, with its sides, its date and its status."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.curate.lexical.amounts import NumberMention
from app.curate.lexical.dates import is_day
from app.curate.lexical.text import DateSpot, LexicalSentence, LexicalText, Sides, gap_between
from app.curate.mentions.dates import DateMention
from app.domain.figure_vocabulary import Indicator
from app.domain.vocabulary import MechanismKind, MeetingStatus, MeetingType

_CONTACTS = (MeetingType.visit, MeetingType.bilateral, MeetingType.phone_call)

_NEAR = 90
"""Characters between a body and the word for its session, or between a session and its number."""


@dataclass(frozen=True)
class MeetingMention:
    """A meeting. ``cue`` has the offsets in the line of the words that name it. ``date`` has the line that states it.

    ``is_certain`` says that the sentence itself names sides and day.
    """

    type: MeetingType
    line: LexicalSentence
    cue: tuple[int, int]
    sides: Sides
    date: DateSpot | None
    status: MeetingStatus
    session: NumberMention | None = None
    body: MechanismKind | None = None
    name: tuple[int, int] | None = None

    @property
    def is_contact(self) -> bool:
        return self.type in _CONTACTS

    @property
    def edtf(self) -> str | None:
        return self.date[1].edtf if self.date else None

    @property
    def is_certain(self) -> bool:
        own_date = self.date and self.date[0] is self.line and is_day(self.date[1]) and self.date[1].is_certain
        if self.date and len(self.line.dates) > 1 and not re.search(r"\d", self.date[1].text):
            return False  # “the day before” is one of several days of the sentence
        is_topic = self.line.lexicon.discussions.fullmatch(self.line.lower, *self.cue) is not None
        return bool(own_date) and not self.sides.reason and not is_topic  # the day may be that of the topic


def meeting_mentions(text: LexicalText) -> list[MeetingMention]:
    """The meetings of a text, in order. What the text denies is no meeting. The meetings of a text are found once."""
    return text.derive(_meetings)


def _meetings(text: LexicalText) -> list[MeetingMention]:
    meetings: list[MeetingMention] = []
    for line in text.statements:
        sessions = [*_sessions(text, line), *_forums(text, line)] or [*_next_session(text, line, meetings)]
        are_all = any(len(meeting.sides.codes) > 1 for meeting in sessions) and not _has_visit(line)
        contacts = [] if are_all else [*_contacts(text, line, [m for m in sessions if len(m.sides.codes) > 1])]
        for meeting in (*sessions, *contacts):
            _add(text, meetings, _with_date(text, meeting, meetings))
    for line in text.statements:  # a subtitle may name the next session before the text tells of this one
        for meeting in _next_session(text, line, meetings):
            _add(text, meetings, meeting)
    dated_meetings = [_with_date(text, meeting, meetings) for meeting in meetings]
    return [meeting for meeting in dated_meetings if _is_definite(meeting) or _is_of_officials(meeting)]


def _is_of_officials(meeting: MeetingMention) -> bool:
    """Whether a sentence names both sides and an official of one of them, on a day that the text does not say."""
    homes, sides = {person.country for person in meeting.line.people if not person.former}, {*meeting.sides.codes}
    is_named = len(sides) == 2 and not meeting.sides.reason and not homes.isdisjoint(sides)
    return meeting.is_contact and (homes == sides or is_named)


def _is_definite(meeting: MeetingMention) -> bool:
    """Whether a mention is of a certain meeting: it has a date or a number, is a session of a body whose countries the
    sentence names, is planned and has its own name, or is a visit to which somebody is invited."""
    line = meeting.line
    is_ahead = meeting.status is MeetingStatus.planned
    is_of_body = meeting.body is not None and not meeting.sides.reason
    is_invited = meeting.is_contact and not meeting.sides.reason and line.lexicon.invitations.search(line.lower)
    return bool(meeting.date or meeting.session or is_of_body or (is_ahead and (meeting.name or is_invited)))


def _has_visit(line: LexicalSentence) -> bool:
    return line.lexicon.meetings[MeetingType.visit].search(line.lower) is not None


def _add(text: LexicalText, meetings: list[MeetingMention], meeting: MeetingMention) -> None:
    """Add a meeting, or make the earlier mention of it more exact."""
    for number, earlier in enumerate(meetings):
        if _is_end(earlier, meeting):
            meetings[number] = replace(earlier, date=_date_until(earlier, meeting))
            return
        if not _is_same(earlier, meeting):
            continue
        if meeting.session and not earlier.session and not meeting.is_contact:
            meetings[number] = replace(meeting, date=meeting.date or earlier.date)
        elif _exactness(meeting) > _exactness(earlier):
            has_only_report_day = earlier.date is None and text.is_of_publication(meeting.date)
            base = earlier if has_only_report_day else meeting
            meetings[number] = replace(base, date=meeting.date)
        return
    meetings.append(meeting)


def _is_end(visit: MeetingMention, meeting: MeetingMention) -> bool:
    """Whether a sentence gives the last day of a visit."""
    if not (visit.is_contact and meeting.is_contact and {*visit.sides.codes} == {*meeting.sides.codes}):
        return False
    if not (visit.date and meeting.date and meeting.date[0] is meeting.line) or visit.line is meeting.line:
        return False
    first, last = visit.date[1].span, meeting.date[1].span
    if not (first and last and first.start and first.start == first.end and last.end and is_day(meeting.date[1])):
        return False
    days = (last.end - first.start).days
    return 0 < days < 15 and meeting.line.lexicon.visit_ends.search(meeting.line.lower) is not None


def _date_until(visit: MeetingMention, meeting: MeetingMention) -> DateSpot | None:
    """The date of a visit up to the day of another sentence."""
    if visit.date is None or meeting.date is None:
        return visit.date
    line, date = visit.date
    reason = f"It ends on {meeting.edtf}: “{meeting.date[1].text}”."
    return line, replace(date, edtf=f"{date.edtf}/{meeting.edtf}", reason=reason)


def _exactness(meeting: MeetingMention) -> tuple[bool, bool]:
    if meeting.date is None:
        return False, _is_of_officials(meeting)
    return True, is_day(meeting.date[1])


def _is_same(first: MeetingMention, second: MeetingMention) -> bool:
    if first.is_contact != second.is_contact or {*first.sides.codes} != {*second.sides.codes}:
        return False
    if not first.is_contact:
        if first.body is not second.body or (first.body is None and first.type is not second.type):
            return False
        if first.session and second.session:
            return first.session.value == second.session.value
    elif MeetingType.phone_call in (first.type, second.type) and first.type is not second.type:
        return False
    elif first.status is not second.status and not (first.date and second.date):
        return False  # a visit to come is not that of which the text reports
    spans = [meeting.date[1].span if meeting.date else None for meeting in (first, second)]
    return spans[0] is None or spans[1] is None or spans[0].overlaps(spans[1])


def _sessions(text: LexicalText, line: LexicalSentence) -> Iterator[MeetingMention]:
    """Sessions of the joint bodies that a sentence names."""
    lexicon = line.lexicon
    cues = [match.span() for match in lexicon.meetings[MeetingType.session].finditer(line.lower)]
    last_end = 0
    for kind, body in text.bodies(line):
        near = [cue for cue in cues if gap_between(cue, body) < _NEAR]
        if not near or body[0] < last_end or _is_denied(line, *near[0]):
            continue
        cue = min(near, key=lambda cue: gap_between(cue, body))
        last_end = max(cue[1], body[1])
        span = (min(body[0], cue[0]), last_end)
        sides = text.sides(line)
        first = min(body[0], cue[0])
        if lexicon.indefinite_numbers.search(line.lower, max(0, first - 15), first):
            continue  # “regular sessions of the commission”
        if not sides.codes or lexicon.session_papers.search(line.lower, cue[1], cue[1] + 30):
            continue
        date, status = _nearest(line, cue[0]), _status(text, line)
        yield from _of_dates(
            MeetingMention(MeetingType.session, line, span, sides, date, status, _session(line, span), kind)
        )


def _forums(text: LexicalText, line: LexicalSentence) -> Iterator[MeetingMention]:
    """Forums and summits with the names of two countries before the word, and summits and numbered meetings of an
    organisation."""
    lexicon = line.lexicon
    types = (MeetingType.conference, MeetingType.summit, *([] if text.bodies(line) else [MeetingType.session]))
    for type_ in types:
        for cue in lexicon.meetings[type_].finditer(line.lower):
            beside = [m for m in line.countries if m.is_country and 0 <= cue.start() - m.end < 30]
            reach = 60 if type_ is MeetingType.session else 25
            organizations = [m for m in line.countries if not m.is_country]
            bodies = [m for m in organizations if gap_between((m.start, m.end), cue.span()) < reach]
            is_of_body = type_ is not MeetingType.conference and len({m.code for m in bodies}) == 1
            beside = bodies[:1] if is_of_body else beside
            if not (is_of_body or len({m.code for m in beside}) == 2) or _is_denied(line, *cue.span()):
                continue
            if type_ is MeetingType.session and not (is_of_body and _session(line, cue.span())):
                continue
            span = min(beside[0].start, cue.start()), max(beside[-1].end, cue.end())
            sides = Sides(tuple(dict.fromkeys(m.code for m in beside)), tuple((line, m.start, m.end) for m in beside))
            date, status = _nearest(line, cue.start()), _status(text, line)
            yield MeetingMention(type_, line, span, sides, date, status, _session(line, span), name=span)


def _next_session(
    text: LexicalText, line: LexicalSentence, meetings: Sequence[MeetingMention]
) -> Iterator[MeetingMention]:
    """The session after the last one of ``meetings``: “the tenth session will be held in Lima”."""
    cue = line.lexicon.meetings[MeetingType.session].search(line.lower)
    last = next((meeting for meeting in reversed(meetings) if meeting.body and meeting.session), None)
    number = _session(line, cue.span()) if cue else None
    is_next = last and last.session and number and number.value == last.session.value + 1
    if cue and last and is_next and line.paragraph - last.line.paragraph < 2 and not _is_denied(line, *cue.span()):
        sides = replace(last.sides, reason="Those of the session before.")
        date = _nearest(line, cue.start())
        yield replace(
            last, line=line, cue=cue.span(), sides=sides, date=date, status=_status(text, line, date), session=number
        )


def _of_dates(meeting: MeetingMention) -> Iterator[MeetingMention]:
    """A session, or several: “the first on 3 May, the second on 4 June”."""
    line = meeting.line
    numbers = [number for number in line.ordinals if number.value < 100]
    days = [date for date in line.dates if is_day(date)]
    if len(numbers) < 2 or len(numbers) != len(days):
        yield meeting
        return
    for number, day in zip(numbers, days, strict=True):
        yield replace(meeting, session=number, date=(line, day))


def _session(line: LexicalSentence, span: tuple[int, int]) -> NumberMention | None:
    """The number of a session: the nearest ordinal to its words."""
    near = [number for number in line.ordinals if gap_between((number.start, number.end), span) < 40]
    return min(near, key=lambda number: gap_between((number.start, number.end), span), default=None)


def _contacts(text: LexicalText, line: LexicalSentence, sessions: Sequence[MeetingMention]) -> Iterator[MeetingMention]:
    """Visits and talks. A sentence with several dates, each beside a word for a meeting, has several."""
    cues = [
        (type_, cue.span())
        for type_ in _CONTACTS
        for cue in line.lexicon.meetings[type_].finditer(line.lower)
        if not _is_denied(line, *cue.span())
        and not line.is_in_post(cue.start())
        and (_has_both_sides_behind(line, cue.end()) or not _is_time(line, *cue.span()))
        and not line.lexicon.indefinite_numbers.search(line.lower, max(0, cue.start() - 10), cue.start())
    ]
    cues.sort(key=lambda cue: cue[1])
    sides = text.sides(line)
    tourists = [m.words for m in line.lexicon.measures if m.indicator is Indicator.tourists]
    if not cues or not sides.codes or any(words.search(line.lower) for words in tourists):
        return
    session_starts = {meeting.date[1].start for meeting in sessions if meeting.date}
    dates = [date for date in line.dates if date.start not in session_starts]
    are_alike = len({is_day(date) for date in dates}) == 1 and len({len(date.edtf or "") for date in dates}) == 1
    if len(dates) < 2 or not (len(cues) >= len(dates) or are_alike):
        type_, cue = cues[0]
        nearest = _nearest_of(line, dates, cue[0])
        yield MeetingMention(type_, line, cue, sides, nearest, _status(text, line, nearest))
        return
    for date in dates:
        type_, cue = min(cues, key=lambda cue: abs(cue[1][0] - date.start))
        sides_of_date = _sides_of_clause(text, line, date, sides)
        yield MeetingMention(type_, line, cue, sides_of_date, (line, date), _status(text, line, (line, date)))


def _sides_of_clause(text: LexicalText, line: LexicalSentence, date: DateMention, sides: Sides) -> Sides:
    """Who meets on one of several dates: the first country of the sentence, and the only other in the clause."""
    first = max(line.text.rfind(sign, 0, date.start) for sign in ",;") + 1
    last = min(
        (line.text.find(sign, date.end) for sign in ",;" if sign in line.text[date.end :]), default=len(line.text)
    )
    spots = text.country_spots(line)
    inside = [spot for spot in spots if first <= spot[1] < last]
    if (
        len({code for code, _, _ in inside}) != 1
        or len({code for code, _, _ in spots}) < 3
        or inside[0][0] == spots[0][0]
    ):
        return sides
    return Sides((spots[0][0], inside[0][0]), ((line, *spots[0][1:]), (line, *inside[0][1:])))


def _is_time(line: LexicalSentence, start: int, end: int) -> bool:
    """Whether a meeting only says when something else was, and has no date of its own with a year: “after the talks”,
    but not “during the visit in May 2019”."""
    dates_behind = [date for date in line.dates if date.states_year and 0 <= date.start - end < _NEAR]
    if any("," not in line.text[end : date.start] for date in dates_behind) and not line.lexicon.verb_is_last:
        return False
    if line.lexicon.verb_is_last:
        words = re.compile(r"\w*['’\w]*\s(\w+)").match(line.lower, end)
        return words is not None and line.lexicon.time_words.fullmatch(words[1]) is not None
    before = line.lower[:start].split()[-2:]
    return any(line.lexicon.time_words.fullmatch(" ".join(before[number:])) for number in range(len(before)))


def _has_both_sides_behind(line: LexicalSentence, end: int) -> bool:
    """Whether officials of both sides stand behind the word for talks: “at the talks of minister A with minister B”."""
    return len({person.country for person in line.people if person.post_start >= end and person.country}) == 2


def _nearest(line: LexicalSentence, offset: int) -> DateSpot | None:
    return _nearest_of(line, line.dates, offset)


def _nearest_of(line: LexicalSentence, dates: Sequence[DateMention], offset: int) -> DateSpot | None:
    """The nearest date to an offset; a day is nearer than a month or year."""
    if not dates:
        return None
    contrast = line.lexicon.contrast
    near = [d for d in dates if is_day(d) or not contrast.search(line.lower, *sorted((max(0, d.start - 1), offset)))]
    near = [d for d in near if not contrast.search(line.lower, *sorted((max(0, d.start - 1), offset)))] or near
    return (line, min(near, key=lambda date: (not is_day(date), abs(date.start - offset)))) if near else None


def _with_date(text: LexicalText, meeting: MeetingMention, meetings: Sequence[MeetingMention]) -> MeetingMention:
    """A meeting without a date, with that of the sentence before it in the paragraph if that has a day."""
    if meeting.date is not None:
        return replace(meeting, status=_status(text, meeting.line, meeting.date))
    if any(_is_same(earlier, meeting) and earlier.date for earlier in meetings):
        return meeting
    if meeting.name or meeting.session or meeting.status is MeetingStatus.planned:
        near = [
            e for e in meetings if e.date and {*e.sides.codes} == {*meeting.sides.codes} and _may_hold(text, e, meeting)
        ]
        near_before = [e for e in near if meeting.line.paragraph - 2 <= e.line.paragraph <= meeting.line.paragraph]
        is_only = meeting.status is MeetingStatus.planned and len({e.edtf for e in near}) == 1
        return replace(meeting, date=(near_before or near)[-1].date) if near_before or is_only else meeting
    before = [earlier for earlier in text.of_paragraph(meeting.line.paragraph) if earlier.number < meeting.line.number]
    days = [(earlier, date) for earlier in before for date in earlier.dates if is_day(date)]
    return replace(meeting, date=days[-1], status=_status(text, meeting.line, days[-1])) if days else meeting


def _may_hold(text: LexicalText, dated_meeting: MeetingMention, meeting: MeetingMention) -> bool:
    """Whether a meeting without a date may be on the day of another."""
    return dated_meeting.status is meeting.status or text.is_of_publication(dated_meeting.date)


def _status(text: LexicalText, line: LexicalSentence, date: DateSpot | None = None) -> MeetingStatus:
    """Planned or held: by the day and the day of publication, else by a word of the future."""
    is_ahead = line.lexicon.future.search(line.lower) is not None
    span, publication = date[1].span if date else None, text.publication
    if span and span.start and span.end and publication and publication.start and publication.end:
        if span.start > publication.end:
            return MeetingStatus.planned
        if span.end < publication.start:
            return MeetingStatus.held
    return MeetingStatus.planned if is_ahead else MeetingStatus.held


def _is_denied(line: LexicalSentence, start: int, end: int) -> bool:
    """Whether a negation stands near a word for a meeting."""
    return line.lexicon.negations.search(line.lower, max(0, start - 50), end + 60) is not None
