"""Words that tell of a meeting: who meets whom, which session is held, who visits which country."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.curate.events.couples import is_couple, meetings_in_captions, meetings_of_signers
from app.curate.events.event import Event, Guest, Spot, end_of, guest_of, person_key, start_of
from app.curate.events.formats import format_of
from app.curate.events.groups import HEADS_OF_STATE, groups
from app.curate.events.meeting_people import HOLDER, LONGEST_REACH, meeting_people, with_visitor
from app.curate.events.owners import is_owner
from app.curate.events.summits import ORGANIZATIONS
from app.curate.events.timing import date_of, event_at, status_of
from app.curate.mentions.name_words import HONORIFIC
from app.curate.mentions.reading import Passage, Reading
from app.domain.vocabulary import CALLS, MeetingStatus, MeetingType, ParticipantRole

_BETWEEN = r"[^.;]{0,60}?"

_TALKS = (
    r"(?:[Tt]alks?|(?:(?:[Ss]ummit|[Ff]oreign\ [Mm]inisters[’'])\ )?[Mm]eetings?(?!\ of)|bilateral\ summit"
    r"|[Nn]egotiations|[Cc]onsultations|[Dd]iscussions?|conversation|audience|t[eê]te-[aà]-t[eê]te"
    r"|working\ (?:lunch|dinner|breakfast|session)|exchange\ of\ views)"
)

_MEETING_WORDS = re.compile(
    rf"""\b(?:
        (?P<guest>(?:was|were|is|been|be)\ (?:also\ )?(?:received|hosted|welcomed)
                \ (?:in\ audience\ )?by
            |paid\ an?\ (?:\w+\ )?call\ on|called\ on\b(?![^.;]{{0,120}}?\bto\ [a-z]+\b(?!\ [a-z]+\ of)))
      | (?P<host>(?<!\bas\ )(?<!\b(?:the|his|her)\ )
            (?:received|receives|receive|hosted|hosts|host|welcomed|welcomes)\b
            (?!\ by|\ (?:an?\ )?(?:tele)?phone\ ?call))
      | (?P<call>(?:spoke|speaks|speak|talked|talks|spoken)\b[^;]{{0,90}}?\b(?:tele)?phone\b(?:\ (?:with|to))?
            |(?:tele)?phone\ (?:call|conversation|talks?)\b(?:\ with|\ from|{_BETWEEN}\bbetween\b)?
            |called\b(?=\ [A-Z])|(?:rang|phoned|telephoned)\b)
      | (?P<video>(?:video[\ -]?(?:conference|call|link|conversation)|online\ (?:meeting|talks))\b
            (?:\ with|{_BETWEEN}\bbetween\b)?)
      | (?P<spoke>(?:spoke|spoken|speaks|talked)\ (?:(?:today|yesterday|earlier|again|on\ \w+)\ ){{0,2}}(?:to|with)\b)
      | (?P<met>(?:sat\ down|got\ together)\b[^.;,]{{0,40}}?\ with\b
            |(?:conferred|conversed|dined|lunched|negotiated|consulted)\ with\b
            |spent\b[^.;,]{{0,50}}?\ together\b
            |(?:talk|talked|spoke)\ for\ [^.;,]{{0,30}}?\b(?:hours?|minutes)\b
            |(?:discussed|reviewed|considered|debated)\b[^.;:]{{0,90}}?
                \b(?:at|during|in)\ (?:a|their|the)\ (?:\w+\ )?(?:meeting|talks)\b(?!\ between)
            |(?:discussed|reviewed|exchanged\ views\ on)\b[^.;:,]{{0,80}}?\ with\b
            |agreed\ in\ (?:\w+\ )?talks\b
            |(?:had|has|spent)\ [^.;,]{{0,30}}?\b(?:hours?|minutes)\ with\b
            |(?:met|meets|meet)\b(?:\ (?:again|separately|today|earlier|bilaterally|briefly))?(?:\ with)?
            |(?:held|holds|hold|holding|had|conducted)\b{_BETWEEN}\b{_TALKS}\b(?:{_BETWEEN}\bwith\b)?
            |(?<=,\ )meeting\ (?:both|with|separately\ with)\b
            |(?:[Mm]eeting|[Tt]alks)\ of(?=\ (?:the\ )?[A-Z][^.;]{{5,120}}?\ (?:with|and)\b)
            |joint\ (?:press|news|media)\ (?:conference|briefing|point|appearance)\b(?:\ with\b)?
            |{_TALKS}\ (?:will\ be|are\ to\ be|is\ to\ be|were|was)\ (?:also\ )?held\b{_BETWEEN}\bwith\b
            |{_TALKS}\ with\b
            |{_TALKS}\b(?!{_BETWEEN}\b(?:sign|agreement|memorandum|trade|relations|cooperation|ties)){_BETWEEN}\bbetween\b)
    )""",
    re.VERBOSE,
)
"""Cues of two who meet. The group that matches says whether the subject is the host or the guest, or calls."""

_BY_PHONE = re.compile(
    r"\b(?:tele)?phone\s(?:call|conversation|talks?)\b|\b(?:by|over the)\s(?:tele)?phone\b", re.IGNORECASE
)

_BY_VIDEO = re.compile(r"\bvideo[ -]?(?:conference|call|link)\b|\bonline\s(?:meeting|talks)\b", re.IGNORECASE)

_CALL = re.compile(r"\b(?:call|phone|telephone)\s(?:with|between|of)\b", re.IGNORECASE)
"""Words of a headline that tell of a call."""

_AFTER_DAYS = re.compile(r"\bafter\s(?:an?|his|her)\s[\w-]+[- ]days?\b")

_CEREMONY = re.compile(
    r"\b(?:guard of honou?r|honou?r guard|welcom(?:e|ing) ceremony|at the (?:[\w-]+ ){0,4}airport|red carpet)\b",
    re.IGNORECASE,
)
"""Words that make “was welcomed by” a reception at the door, and no talks."""

_OF_BOTH_BEFORE = re.compile(
    r"(?:^Their|\b(?:[Aa]t|[Dd]uring|[Ii]n|[Aa]fter|[Bb]efore)\stheir)\b[^.;]{0,20}?\b(?:meeting|talks)\b"
    r"|\b(?:[Tt]he\stop\sdiplomats|[Tt]he\stwo\s(?:foreign\s)?ministers)\sof\sthe\stwo\s(?:nations|countries|states)\s(?:met|held\s(?:an?\s)?"
    r"(?:\w+\s)?(?:talks|meeting))\b"
    r"|\b[Tt]he\s(?i:ministers|leaders|presidents|heads\sof\sstate)\s(?:met|held\s(?:\w+\s)?talks)\b"
    r"|\b(?:[Tt]hey|[Tt]he\stwo(?:\s(?:ministers|leaders|presidents|sides|premiers))?)\s(?:met|held\stalks)\b"
)

_LAST_TIME = re.compile(
    r"\b(?:[Tt]hey|[Tt]he\s(?:two|pair)|[Tt]he\s(?:two\s)?(?:foreign\s)?(?:ministers|leaders|presidents|sides))\s(?:had\s)?(?:last|previously|first)\s"
    r"(?:met|spoke|talked|saw\s(?:each\sother|one\sanother))\b|(?<=,\s)and\s(?:met|spoke)\b(?=\s(?:in\s|on\s|by\s))"
)
"""An earlier meeting of the two people of the text: “The two last spoke by phone in May, and met in Oslo in June”."""


_AGAIN = re.compile(
    r"\b(?:[Tt]hey|(?:[Tt]he|[Bb]oth)\s(?:two\s)?(?:(?:foreign|chief|top|prime|senior)\s)?"
    r"(?:leaders|ministers|presidents|sides|two|parties|men|women|officials|diplomats|counterparts|colleagues|premiers))\s"
    r"(?:have\s|also\s){0,2}(?:agreed\sto|plan\sto|intend\sto|expect\sto|hope\sto|are\s(?:set|due|expected|scheduled)\sto"
    r"|will|are\sto|look(?:ed)?\sforward\sto)\s(?:also\s|next\s)?(?:meet(?:ing)?|see(?:ing)?\s(?:each\sother|one\sanother)|get\stogether|sit\sdown|reconvene"
    r"|(?:talk|speak|confer)(?=\s(?:by|over|via)\s)|hold\s(?:their\s|the\s)?(?:next\s)?(?:talks|meeting))\b"
)


_MOST_EARLIER_EVENTS = 6
"""Meetings before a sentence to which “the ministers” may go back."""


def meetings_of_people(reading: Reading, visits: Sequence[Event]) -> Iterator[Event]:
    """The meetings of people in a text, in order. ``visits`` are those that it tells of."""
    before: list[Event] = []
    visitors = {id(visit.cues[0].passage): next(iter(visit.guests.values())) for visit in visits}
    visitor: Guest | None = None
    previous: Passage | None = None
    for number, passage in enumerate(reading.passages):
        if number:
            previous = _of_subject(reading.passages[max(0, number - _REMEMBERED_SENTENCES) : number])
        visitor = visitors.get(id(passage), visitor)
        meetings = [*_meetings(passage, previous, before, visitor)]
        yield from meetings
        yield from groups(passage, reading)
        if not meetings:
            meetings = [*_last_meetings(passage, before)] or [*_their_meeting(passage, previous)]
            meetings = meetings or [*_next_meeting(passage, before)]
            yield from meetings
            yield from meetings_in_captions(passage)
            yield from meetings_of_signers(passage)
        before = [*before, *meetings][-_MOST_EARLIER_EVENTS:]


_REMEMBERED_SENTENCES = 3


def _of_subject(before: Sequence[Passage]) -> Passage:
    """The sentence that names the person for whom “she” stands: the last, or an earlier one if the last only names an
    owner, as “the President’s office” does."""
    holders = (passage for passage in reversed(before) if passage.people and not is_owner(passage, passage.people[0]))
    is_open = before[-1].people and is_owner(before[-1], before[-1].people[0])
    return next(holders, before[-1]) if is_open else before[-1]


def _meetings(
    passage: Passage, previous: Passage | None, earlier: Sequence[Event], visitor: Guest | None
) -> Iterator[Event]:
    pairs: set[frozenset[str]] = set()
    for match in _MEETING_WORDS.finditer(passage.text):
        if _CEREMONY.search(passage.text, match.end()) and match.group().split()[-1] not in ("talks", "meeting"):
            continue
        is_session = _is_session(passage, match) or _is_within_session(passage, match)
        is_other = is_session or bool(match["spoke"] and not _is_call(passage, previous, match))
        pair = None if is_other or _is_of_many(passage, match) else meeting_people(passage, previous, match)
        if pair is None and not is_other:
            pair = with_visitor(passage, match, visitor)
        if pair is None and not is_other:
            yield from _of_same_two(passage, match, earlier)
        if pair is None:
            continue
        first, second = pair
        people = frozenset((person_key(first.mention), person_key(second.mention)))
        if len(people) == 2 and people not in pairs:
            pairs.add(people)
            cue = Spot(passage, *match.span())
            event = Event(_type(match), status_of(cue), [cue])
            if _FOR_MINUTES.match(match.group()) and (call := _call_of(people, earlier)):
                event.type = call.type
            _roles(match, first, second)
            for guest in (first, second):
                event.guests[person_key(guest.mention)] = guest
            event.date = None if _is_of_days(cue) else date_of(cue)
            event.is_direct = first.spot.passage is passage
            event.format = format_of(cue)
            yield event
            if not _add_further_guests(passage, match, event, second):
                yield from _separate_meetings(passage, match, event, second)


_FOR_MINUTES = re.compile(r"(?:talk|talked|spoke)\ for\ ")
"""Words that tell of a meeting or of a call: “They spoke for an hour”."""


def _call_of(people: frozenset[str], earlier: Sequence[Event]) -> Event | None:
    """The call of two people among the earlier events of the text."""
    return next((event for event in earlier if event.type in CALLS and people == event.guests.keys()), None)


def _of_same_two(passage: Passage, match: re.Match[str], earlier: Sequence[Event]) -> Iterator[Event]:
    """The meeting that the text told of before, whose subject is only “the Head of State” here."""
    after = next((mention for mention in passage.people if mention.start >= match.start()), None)
    latest = next((e for e in reversed(earlier) if e.type is _type(match)), None)
    if after is None or latest is None or not HOLDER.search(passage.text[: match.start()]):
        return
    if len(latest.guests) == 2 and person_key(after) in latest.guests and start_of(after) - match.end() < LONGEST_REACH:
        cue = Spot(passage, *match.span())
        event = Event(latest.type, status_of(cue), [cue], guests={**latest.guests}, date=date_of(cue), is_direct=False)
        if event.status is latest.status and event.date:
            yield event


_EACH_ALONE = re.compile(r"\b(?:both|separate|separately|bilateral meetings|meetings)\b")


def _separate_meetings(passage: Passage, match: re.Match[str], event: Event, second: Guest) -> Iterator[Event]:
    """The meetings with the others of a list: “held separate meetings with X, Y and Z”."""
    words = passage.text[match.start() : second.spot.start]
    last, first = second.spot.end, next(iter(event.guests.values()))
    is_each = bool(_EACH_ALONE.search(words)) or match.group().endswith("called on")
    for mention in passage.people:
        guest = guest_of(passage, mention)
        join = _LIST_JOIN.fullmatch(passage.text, last, guest.spot.start) if guest.spot.start >= last else None
        if join and (is_each or "separately" in join.group()):
            meeting = Event(event.type, event.status, event.cues, date=event.date, is_direct=event.is_direct)
            meeting.guests = {person_key(g.mention): replace(g, certain=False) for g in (first, guest)}
            yield meeting
            last = guest.spot.end


_THREE = re.compile(
    r"\b(?:[Tt]rilateral|[Tt]ripartite|[Tt]hree-way|the\sthree\s(?:countries|nations|states|ministers|leaders))\b"
)


def _add_further_guests(passage: Passage, match: re.Match[str], event: Event, second: Guest) -> bool:
    """Add those who meet together with the two, in a text on three: “had talks with A, Prime Minister of Norway, and B,
    Prime Minister of Sweden”. They are of other countries, and no word says that each met alone.

    Returns whether there are any."""
    is_of_three = any(_THREE.search(paragraph) for paragraph in passage.article.paragraphs)
    if (
        not is_of_three
        or match["host"]
        or match["guest"]
        or _EACH_ALONE.search(passage.text, match.start(), start_of(second.mention))
    ):
        return False
    last, codes = second.mention, {second.mention.post.party if second.mention.post else None}
    for mention in passage.people:
        join = mention.start > last.end and _LIST_JOIN.fullmatch(passage.text, end_of(last), start_of(mention))
        code = mention.post.party if mention.post else None
        if join and "separately" not in join.group() and code and None not in codes and code not in codes:
            event.guests[person_key(mention)] = replace(guest_of(passage, mention), certain=False)
            last = mention
            codes.add(code)
    return len(codes) > 1


_LIST_JOIN = re.compile(rf",?\s(?:and,?\s)?(?:separately,?\s)?(?:with\s)?(?:the\s)?(?:{HONORIFIC}\s){{0,3}}")


def _is_of_days(cue: Spot) -> bool:
    """Whether the date is the end of the visit on which they met: “left on Friday after a two-day …”."""
    after = _AFTER_DAYS.search(cue.passage.text, 0, cue.start)
    offset = cue.passage.sentence.start
    return bool(after and not any(date.start - offset > after.end() for date in cue.passage.dates))


def _is_of_many(passage: Passage, match: re.Match[str]) -> bool:
    """Whether somebody hosts three and more together: “hosted Presidents A of Chile, B of Peru and C of Kenya”."""
    post = next((m.post for m in passage.people if m.start >= match.end()), None)
    together = [m for m in passage.people if post and m.post and m.post.start == post.start]
    return bool(match["host"]) and len(together) > 2


def _is_call(passage: Passage, previous: Passage | None, match: re.Match[str]) -> bool:
    """Whether “spoke to” tells of a call: its sentence, the one before or the headline names one."""
    around = match.string[match.start() : match.end() + 2 * LONGEST_REACH]
    return bool(
        (previous and _BY_PHONE.search(previous.text))
        or _BY_PHONE.search(around)
        or _BY_VIDEO.search(around)
        or _CALL.search(passage.article.paragraphs[0][:200])
    )


def _is_session(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the talks of a cue are a session with a number: “the fifth round of consultations”. It is found as a
    session, and not again as talks."""
    near = [m for m in passage.mechanisms if m.start < match.end() and match.start() < m.end]
    near = [m for m in near if m.kind not in ORGANIZATIONS]
    is_numbered = any(ordinal.end <= match.start() for ordinal in passage.ordinals)
    return bool(near) and (is_numbered or any(_POLITICAL.fullmatch(m.design) for m in near))


_POLITICAL = re.compile(r"(?i:political|consular|inter-?ministerial|foreign (?:office|ministry)) consultations")

_FRAMEWORK = re.compile(r"\bwithin the framework of (?:the|their)\s")


def _is_within_session(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the talks are those of a session: “held talks within the framework of the sixth meeting of the …”."""
    frame = _FRAMEWORK.search(passage.text, match.end())
    has_mechanism = any(frame and m.start > frame.start() and m.kind not in ORGANIZATIONS for m in passage.mechanisms)
    return has_mechanism and any(frame and o.start == frame.end() for o in passage.ordinals)


def _their_meeting(passage: Passage, previous: Passage | None) -> Iterator[Event]:
    """“Their most recent meeting”: of the two whom this sentence or the one before names."""
    match = _OF_BOTH_BEFORE.search(passage.text)
    for source in (passage, previous):
        mentions = source.people if source else []
        mentions = mentions[:2] if source and is_couple(source, mentions[:2]) else mentions
        people = {person_key(mention): mention for mention in mentions}
        if match and source and len(people) == 2:
            cue = Spot(passage, *match.span())
            event = event_at(MeetingType.bilateral, cue, is_direct=False)
            event.guests = {key: guest_of(source, mention) for key, mention in people.items()}
            for guest in event.guests.values():
                guest.certain = False
            yield event
            return


def _last_meetings(passage: Passage, before: Sequence[Event]) -> Iterator[Event]:
    """Past meetings of the two people of the last event, each with its own date."""
    matches = [*_LAST_TIME.finditer(passage.text)]
    latest = next((e for e in reversed(before) if matches and _is_of_group(matches[0].group(), e)), None)
    if latest is None or passage.people or matches[0].group().startswith("and "):
        return
    ends = [*(match.start() for match in matches[1:]), len(passage.text)]
    offset = passage.sentence.start
    for match, end in zip(matches, ends, strict=True):
        cue = Spot(passage, *match.span())
        dates_elsewhere = [d for d in passage.dates if not match.start() <= d.start - offset < end]
        date = date_of(cue, dates_elsewhere.__contains__)
        if date:
            event = Event(_type_after(match), MeetingStatus.held, [cue], date=date, is_direct=False)
            event.guests = {key: Guest(g.mention, g.spot, certain=False) for key, g in latest.guests.items()}
            yield event


def _is_of_group(words: str, event: Event) -> bool:
    """Whether the guests of a meeting can be “the ministers”, “the presidents” or “the two” of the words."""
    titles = [guest.mention.post.title.lower() for guest in event.guests.values() if guest.mention.post]
    if _OF_MINISTERS.search(words):
        return len(event.guests) == 2 and not any(_HEAD.search(title) for title in titles)
    if HEADS_OF_STATE.search(words):
        return len(event.guests) == 2 and not any("foreign" in title for title in titles)
    return len(event.guests) == 2


_OF_MINISTERS = re.compile(r"(?<!prime )\b(?:ministers|diplomats)\b", re.IGNORECASE)

_HEAD = re.compile(r"\b(?:president|king|queen|emir|sultan|premier|prime minister)\b")


def _next_meeting(passage: Passage, before: Sequence[Event]) -> Iterator[Event]:
    """“They agreed to meet in Oslo in May”: the two of the meeting before. Without a time it is no more than a wish."""
    match = _AGAIN.search(passage.text)
    latest = next((e for e in reversed(before) if match and _is_of_group(match.group(), e)), None)
    if match and latest and not _is_for_session(passage, match):
        cue = Spot(passage, *match.span())
        event = Event(_type_after(match), MeetingStatus.planned, [cue], date=date_of(cue), is_direct=False)
        event.guests = {key: Guest(guest.mention, guest.spot, certain=False) for key, guest in latest.guests.items()}
        if event.date:
            yield event


def _is_for_session(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the words tell of a session with a number. It is found as a session, and not again as a meeting of
    two."""
    return any(
        mention.start > match.end() and any(match.end() < o.start < mention.start for o in passage.ordinals)
        for mention in passage.mechanisms
        if mention.kind not in ORGANIZATIONS
    )


def _type_after(match: re.Match[str]) -> MeetingType:
    around = match.string[match.start() : match.end() + LONGEST_REACH]
    if _BY_PHONE.search(around):
        return MeetingType.phone_call
    return MeetingType.video_call if _BY_VIDEO.search(around) else MeetingType.bilateral


def _type(match: re.Match[str]) -> MeetingType:
    around = match.string[match.start() : match.end() + LONGEST_REACH].split(". ")[0]
    if match["spoke"]:
        return MeetingType.video_call if _BY_VIDEO.search(around) else MeetingType.phone_call
    if match["call"] or (match["met"] and _BY_PHONE.search(around)):
        return MeetingType.phone_call
    if match["video"] or (match["met"] and _BY_VIDEO.search(around)):
        return MeetingType.video_call
    return MeetingType.bilateral


def _roles(match: re.Match[str], first: Guest, second: Guest) -> None:
    if match["host"]:
        first.role, second.role = ParticipantRole.host, ParticipantRole.guest
    elif match["guest"]:
        first.role, second.role = ParticipantRole.guest, ParticipantRole.host
    else:
        first.certain = second.certain = False
