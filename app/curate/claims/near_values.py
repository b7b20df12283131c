"""The value of a record in place of one detail of a sentence, if the two cannot both be true."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.curate.claims.amounts import Amount, amounts, nouns_behind
from app.curate.claims.bounds import is_within
from app.curate.claims.events import FUTURE
from app.curate.claims.facts import RecordContent
from app.curate.claims.framing import has_definite_event
from app.curate.claims.near_details import Detail, roots
from app.curate.claims.sentences import ClaimSentence, party_names
from app.curate.claims.times import days_between, fineness, lasts_years, parts_that_differ
from app.curate.claims.wording import any_word, root
from app.curate.mentions.cities import named_capitals
from app.curate.mentions.posts import posts as find_posts
from app.domain.edtf import Precision, Span
from app.domain.figure_vocabulary import Qualifier
from app.domain.position_classes import class_of

_SLIP_DAYS = 31
"""The most days between a date and the recorded one for which it may be the same date with a slip."""

_TRAVEL_DAYS = 2
"""The most days by which travel begins before an event, or ends after it."""

_ROUNDING = 0.03
"""The most by which two numbers differ of which one may be the other, rounded, as a share."""

_CHAIR = any_word("chair* led headed represented")
_ADDRESSEE = re.compile(r"\b(?:to|with|at)\s(?:[A-Z]\w+\s){0,3}$")
_MEETING_WORDS = frozenset(map(root, ("met", "meet", "meeting", "visit", "talks", "received")))
_OWN_EVENT = re.compile(r"[’']s? (?:[\w-]+ ){0,4}(?:talks|meeting|session|visit|trip|conversation|host|guest)\b")
_BODIES = frozenset(map(root, ("council", "group")))
_MANY_WORDS = 3
"""Words of its topic beyond which a sentence need not say where, when or of which country somebody spoke."""

_TOPIC_WORDS = 2
"""The least words of its topic that a sentence must have of a title in which names are compared."""

_PRESENT = any_word("present currently now already")

_PART_NOUN = re.compile(r"\s(?:dozen|\w+\s(?:on|about|of|for)\s[a-z])")
"""Words after a number that counts only a part: “three agreements on energy”."""

_TITLE_NAME = re.compile(r"(?<=\s)([A-Z][\w’-]+(?:\s(?:of\s)?[A-Z][\w’-]+)+)")


@dataclass(frozen=True)
class NearRecord:
    """A record that shares much with a sentence. ``shared_words`` are the roots of the words that both have,
    ``other_words`` those of words that the sentence alone has."""

    sentence: ClaimSentence
    content: RecordContent
    shared_words: frozenset[str]
    other_words: frozenset[str]

    @property
    def shared_people(self) -> frozenset[str]:
        return self.sentence.people & self.content.people

    @property
    def has_city(self) -> bool:
        """Whether the sentence has a city of the record, or names it as a capital: “the Turkish capital”."""
        sentence = self.sentence
        capitals = named_capitals(sentence.text, sentence.facts.names, sentence.passage.parties)
        return not self.content.cities.isdisjoint([*sentence.cities, *(capital.city.name for capital in capitals)])

    @property
    def has_mechanism(self) -> bool:
        return bool(self.sentence.mechanisms & self.content.mechanisms)

    @property
    def has_ordinal(self) -> bool:
        return any(ordinal.value in self.content.numbers for ordinal in self.sentence.passage.ordinals)

    def has_date(self, precision: Precision = Precision.month) -> bool:
        """Whether the sentence has a date of the record, at least as fine as ``precision``."""
        spans = [span for span in self.sentence.spans if fineness(span) <= precision]
        return any(span.overlaps(date) for span in spans for date in self.content.dates)

    @property
    def is_certain_event(self) -> bool:
        """Whether the sentence names one certain event: “the talks”, or those of somebody in the record."""
        text = self.sentence.text
        owners = [person.end for person in self.sentence.passage.people if person.id in self.content.people]
        return has_definite_event(self.sentence) or any(_OWN_EVENT.match(text, end) for end in owners)

    @property
    def topic(self) -> frozenset[str]:
        """The words that both have, without those for any meeting."""
        return self.shared_words - _MEETING_WORDS

    @property
    def other_people(self) -> str:
        """The names of the people of the record whom the sentence does not name."""
        names = {person.id: person.name for person in self.sentence.facts.names.people}
        other_ids = sorted(self.content.people - self.sentence.people)
        return ", ".join(names.get(person, person) for person in other_ids)

    @property
    def has_post_of_others(self) -> bool:
        """Whether the sentence names the post of somebody whom only the record names, with the country."""
        other_ids = self.content.people - self.sentence.people
        posts = {(str(post.post_class), post.party) for post in self.sentence.facts.posts if post.person in other_ids}
        return any(
            post.party is not None and (str(class_of(post.title)), post.party) in posts
            for post in find_posts(self.sentence.text, self.sentence.passage.parties)
        )


def record_value(near: NearRecord, detail: Detail) -> str | None:
    """The value of a record in place of a detail of a sentence. None if the record has none, or if both may be true."""
    return _VALUES[detail.field](near, detail) if detail.field in _VALUES else None


def _recorded_person(near: NearRecord, detail: Detail) -> str | None:
    """Who spoke, signed or took part. A speaker is compared only if he is an official of the records, or the sentence
    tells where, when or of whom he spoke. Other people are compared only if the sentence names one certain event."""
    sentence, content = near.sentence, near.content
    if content.kind == "statement":
        is_official = any(person.id == detail.value for person in sentence.facts.names.people)
        may_be_speaker = detail.field == "speaker" or is_official or near.shared_people
        says_when_or_where = (
            is_official
            or len(near.topic) > _MANY_WORDS
            or sentence.spans
            or sentence.cities
            or sentence.mechanisms
            or sentence.parties
        )
        is_addressee = _ADDRESSEE.search(sentence.text[: detail.start])
        is_of_statement = may_be_speaker and says_when_or_where and near.topic and not is_addressee
        return near.other_people if is_of_statement else None
    if detail.field == "speaker":
        return None
    has_post = near.has_post_of_others
    is_chair = (
        near.has_ordinal and (near.has_mechanism or len(near.topic) > 1) and _CHAIR.search(sentence.text) is not None
    )
    identifies_event = (
        len(near.shared_people) > 1
        or is_chair
        or (bool(near.shared_people) and near.has_date())
        or (has_post and (near.has_date() or near.has_ordinal))
        or (len(near.topic) > 1 and (has_post or bool(near.shared_people)))
    )
    is_event = content.kind == "agreement" or (content.kind == "meeting" and identifies_event)
    is_certain = len(near.topic) > 1 and near.has_date() and near.has_city
    return near.other_people if is_event and (has_post or is_chair or is_certain or near.is_certain_event) else None


def _recorded_mechanism(near: NearRecord, _: Detail) -> str | None:
    """The mechanism of an event. It is compared only if the sentence has the city of the event, or its year and some of
    its words: two of a meeting, three of a milestone, and one of a milestone of the two countries."""
    is_meeting = near.content.kind == "meeting"
    is_event = is_meeting or near.content.kind == "milestone"
    is_of_pair = len(near.content.parties) > 1 and near.content.parties <= near.sentence.countries
    has_words = len(near.shared_words) > (1 if is_meeting else 0 if is_of_pair else 2)
    if near.has_mechanism or not is_event or not (near.has_city or (has_words and near.has_date(Precision.year))):
        return None
    names = {mechanism.id: mechanism.name for mechanism in near.sentence.facts.names.mechanisms}
    return ", ".join(names[name] for name in sorted(near.content.mechanisms))


def _recorded_session(near: NearRecord, _: Detail) -> str | None:
    """The number of a session. It is compared only if the sentence has its day, its month or two of its people, or
    tells of one to come and names no date."""
    content, sentence = near.content, near.sentence
    is_coming = content.is_planned and not sentence.spans and FUTURE.search(sentence.text)
    identifies_event = near.has_date() or is_coming or len(near.shared_people) > 1
    return f"{content.session:g}" if content.kind == "meeting" and content.session and identifies_event else None


def _recorded_date(near: NearRecord, detail: Detail) -> str | None:
    """The date of an event of which the sentence certainly tells.

    Meetings recur. So the sentence must have two people of a meeting and its topic or city, the word “council” or
    “group” for the body of a session, the mechanism and the city, or somebody and “the talks”, and a date near the
    recorded one. Nobody visits a city twice in a month. For events of other kinds a year counts, however far off. For a
    statement or a promise, the only year in its title counts.
    """
    content, span = near.content, detail.value
    if not isinstance(span, Span) or not content.dates or content.kind == "trade-stat":
        return None
    if content.kind in ("statement", "commitment"):
        is_of_title = (
            fineness(span) == Precision.year
            and not lasts_years(span)
            and len(content.years) == 1
            and len(near.shared_words) > 2
        )
        return min(content.years) if is_of_title else None
    if lasts_years(span):
        return next((date.text for date in content.dates if lasts_years(date)), None)
    date_of_record = content.dates[0]
    is_slip = parts_that_differ(span, date_of_record) == 1 or days_between(span, date_of_record) <= _SLIP_DAYS
    if content.kind != "meeting":
        identifies_event = near.shared_words and (is_slip or fineness(span) > Precision.month)
        return date_of_record.text if identifies_event else None
    is_body = content.session and _BODIES & near.shared_words
    is_pair = len(near.shared_people) > 1 and (near.topic or near.has_city)
    is_visit = near.shared_people and near.has_city and _are_days_of_a_month(span, date_of_record)
    is_certain = near.shared_people and near.is_certain_event
    identifies_event = is_pair or is_body or is_certain or (near.has_mechanism and near.has_city)
    return date_of_record.text if is_visit or (identifies_event and is_slip) else None


def _are_days_of_a_month(span: Span, date_of_record: Span) -> bool:
    """Whether two dates are days of one month, too far apart for the beginning and the end of a journey."""
    are_days = fineness(span) == fineness(date_of_record) == Precision.day
    return are_days and span.text[:7] == date_of_record.text[:7] and days_between(span, date_of_record) > _TRAVEL_DAYS


def _recorded_party(near: NearRecord, _: Detail) -> str | None:
    """The party that holds a place in a ranking to which a sentence puts another party: only one can hold it. Or the
    only party of a list in a title that the sentence replaces by another: “after Russia and Iraq”."""
    sentence, content = near.sentence, near.content
    ranks = {
        amount.value for amount in sentence.amounts if amount.unit == "rank" and amount.qualifier == Qualifier.exact
    }
    ranked_parties = content.parties - sentence.countries
    if content.rank_holder and ranks == {content.rank} and ranked_parties == content.rank_holder:
        return party_names(sentence, ranked_parties)
    listed_parties = {
        party.code for party in sentence.facts.names.parties
        if party.code not in content.parties and re.search(rf"\b{re.escape(party.name)}\b", content.title)
    }  # fmt: skip
    other_parties = listed_parties - sentence.countries
    return party_names(sentence, other_parties) if len(other_parties) == 1 < len(listed_parties) else None


def _recorded_city(near: NearRecord, _: Detail) -> str | None:
    """The city of a meeting or of a statement. It is compared only if the sentence has the date and the mechanism of a
    meeting, its day and two people, its day, one of its people and “the talks”, or its number with two words or one of
    its people; or the speaker and the date of a statement."""
    sentence, content = near.sentence, near.content
    if content.kind == "statement":
        identifies_event = near.shared_people and len(near.shared_words) > 1 and near.has_date()
    else:
        has_day = any(fineness(span) == Precision.day for span in sentence.spans)
        identifies_event = (
            (has_day and len(near.shared_people) > 1)
            or (near.has_date() and near.has_mechanism)
            or (near.has_date(Precision.day) and near.shared_people and near.is_certain_event)
            or ((len(near.shared_words) > 1 or near.shared_people) and near.has_ordinal)
        )
    has_other_city = content.kind in ("meeting", "statement") and not near.has_city
    return ", ".join(sorted(content.cities)) if has_other_city and identifies_event else None


def _recorded_number(near: NearRecord, detail: Detail) -> str | None:
    """The number in the title of a record for what the sentence counts or measures. What is so now may differ from what
    statements promise."""
    sentence, content = near.sentence, near.content
    is_other_time = sentence.spans and not any(span.text[:4] in content.years for span in sentence.spans)
    may_contradict = content.kind in ("statement", "commitment", "agreement") or _is_only_figure(near)
    if is_other_time or not may_contradict or _PRESENT.search(sentence.text):
        return None
    amount = next(amount for amount in sentence.amounts if amount.start == detail.start)
    nouns = nouns_behind(sentence.text, amount)
    for amount_of_record in amounts(content.title):
        is_same_noun = amount.unit != "count" or nouns & nouns_behind(content.title, amount_of_record)
        is_year = amount_of_record.unit == "count" and 1900 <= amount_of_record.value <= 2100
        if is_within(amount_of_record.value, amount) or _PART_NOUN.match(sentence.text, amount.end):
            return None
        if (
            not is_year
            and amount_of_record.unit == amount.unit
            and is_same_noun
            and amount_of_record.value != amount.value
        ):
            return (
                None
                if content.kind == "trade-stat" and _is_rounded(amount, amount_of_record)
                else amount_of_record.text
            )
    return None


def _is_only_figure(near: NearRecord) -> bool:
    """Whether a figure of the parties of a sentence is the only one of its kind, or the only one for the time that the
    sentence names. The sentence must have no word that the record lacks: it may limit the figure."""
    sentence, content = near.sentence, near.content
    if content.kind != "trade-stat" or content.rank or near.other_words or not content.parties <= sentence.countries:
        return False
    series = content.title.split(":")[0]
    figures = [figure for figure in sentence.facts.contents if figure.title.split(":")[0] == series]
    if sentence.spans:
        figures = [figure for figure in figures if any(span in figure.dates for span in sentence.spans)]
    return figures == [content] and not sentence.open_dates


def _is_rounded(amount: Amount, amount_of_record: Amount) -> bool:
    """Whether two numbers may be the same, one of them rounded."""
    return abs(amount.value - amount_of_record.value) < _ROUNDING * max(amount.value, amount_of_record.value)


def _recorded_name(near: NearRecord, detail: Detail) -> str | None:
    """The name in a title that stands where the name of the sentence stands: before the same noun, or as the only other
    name of several words."""
    text, names, title = near.sentence.text, near.sentence.facts.names, near.content.title
    if near.content.kind not in ("statement", "milestone") or len(near.topic) < _TOPIC_WORDS:
        return None
    noun = re.match(r"\s(\w{4,})", text[detail.start + len(detail.text) :])
    match = re.search(rf"\b([A-Z][\w’-]+)\s{re.escape(noun[1])}\b", title) if noun else None
    if match and match[1] not in text:
        return match[1]
    known_names = {name for records in (names.parties, names.mechanisms, names.people) for record in records
                   for name in record.name.split()}  # fmt: skip
    title_names = [name for name in _TITLE_NAME.findall(title) if not known_names & {*name.split()}]
    other_names = [name for name in title_names if not roots(name) & roots(text)]
    return other_names[0] if len(other_names) == 1 and " " in detail.text else None


def _recorded_person_or_name(near: NearRecord, detail: Detail) -> str | None:
    return _recorded_person(near, detail) or _recorded_name(near, detail)


_VALUES: dict[str, Callable[[NearRecord, Detail], str | None]] = {
    "date": _recorded_date,
    "parties": _recorded_party,
    "city": _recorded_city,
    "mechanism": _recorded_mechanism,
    "value": _recorded_number,
    "session": _recorded_session,
    "attributed_to": lambda near, _: near.content.institution or None,
    "speaker": _recorded_person_or_name,
    "participants": _recorded_person_or_name,
    "title": _recorded_person_or_name,
}
"""How each field is compared."""
