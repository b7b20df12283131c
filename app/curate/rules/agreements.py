"""Proposes agreements: what was signed or adopted, with its parties, day and meeting."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.curate.articles import Article
from app.curate.events.event import person_key
from app.curate.events.persons import profiles
from app.curate.events.profile import Profile
from app.curate.events.signing import Signing
from app.curate.events.signings import signings
from app.curate.events.values import Writer, id_of_city, join_quotes, slug
from app.curate.mentions.reading import Reading, reading_of
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal, Quote, stated_values
from app.curate.rules import rule
from app.curate.rules.meetings import VERSION as MEETINGS
from app.curate.rules.meetings import events_of
from app.domain.edtf import Precision, Span
from app.domain.vocabulary import AgreementStatus, AgreementType

VERSION = 33


@rule("agreements", VERSION)
def propose(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each agreement in the article."""
    reading = reading_of(article, names)
    people = profiles(reading, names)
    writer = Writer(reading, people, f"rule:meetings/{MEETINGS}")
    for signing in signings_of(article, names):
        values = _values(signing, reading, people, writer)
        yield Proposal(
            kind="agreement", confidence=_confidence(signing, reading), values=values,
            quotes=join_quotes([*_quotes(signing, people)]),
            why=_REASONS.get(signing.status, "The text says that it was signed or adopted."),
            by=f"rule:agreements/{VERSION}",
        )  # fmt: skip


_REASONS = {
    AgreementStatus.announced: "The text says that it is to be signed or adopted, or was agreed.",
    AgreementStatus.negotiated: "The text says that it was negotiated or initialled.",
    AgreementStatus.in_force: "The text says that it entered into force.",
}


def signings_of(article: Article, names: Names) -> list[Signing]:
    """The agreements of a text. They are read once for each article and names."""
    return article.derive(_Signings(names))


@dataclass(frozen=True)
class _Signings:
    names: Names

    def __call__(self, article: Article) -> list[Signing]:
        return signings(reading_of(article, self.names), events_of(article, self.names), self.names)


def _values(signing: Signing, reading: Reading, people: Mapping[str, Profile], writer: Writer) -> dict[str, Any]:
    event, date = signing.meeting, signing.date.value.edtf if signing.date else None
    codes = [*signing.parties]
    is_package = signing.type is AgreementType.package  # two packages of a year have the same words
    time = date if date is None or is_package else date[:4]
    values: dict[str, Any] = {
        "id": slug(" ".join(signing.title.value.split()[:8]), *codes, time),
        "title": _title(signing, reading, writer),
        "type": signing.type.value,
        "status": signing.status.value,
        "date": date,
        "city": id_of_city(signing.city.value) if signing.city else None,
        "parties": codes,
        "signatories": [_signatory(people[person_key(guest.mention)]) for guest in signing.signatories],
        "mechanism": event.mechanism.value.id if event and event.mechanism else None,
        "meeting": writer.id(event) if event else None,
        "valid": signing.valid.value if signing.valid else None,
        "count": signing.count.value if signing.count else None,
        "topics": [*signing.topics],
    }
    return stated_values(values)


def _signatory(person: Profile) -> dict[str, Any]:
    entry = {"official": person.key, "country": person.party, "position": person.title}
    return {name: value for name, value in entry.items() if value}


def _title(signing: Signing, reading: Reading, writer: Writer) -> str:
    """The words of the text; with the meeting or the parties where these are too general."""
    words = signing.title.value
    title = words[:1].upper() + words[1:]
    if signing.type is AgreementType.package:
        title = f"{signing.count.value} agreements" if signing.count else title
    meeting = writer.title(signing.meeting) if len(words.split()) < 3 and signing.meeting else ""
    if "meeting" in meeting.lower():
        return f"{title} of the {meeting[:1].lower()}{meeting[1:]}"
    names = [reading.countries.get(code, code) for code in signing.parties]
    if len(names) == 2 and not any(name in title for name in names) and " between " not in title:
        title += f" between {names[0]} and {names[1]}"
    return title


_INTENT = re.compile(r"\b(?:plan|strategy|decision)s? to [a-z]")
"""“A plan to raise trade” may be what two want, and no text."""


def _confidence(signing: Signing, reading: Reading) -> Confidence:
    """High if the text says who signed what and when, and how many texts a package has, with no other day between.

    What the words of one country adopt may be its own plan.
    """
    has_count = signing.type is not AgreementType.package or signing.count is not None
    has_date = signing.date is not None and signing.date.value.is_certain and not _tells_of_other_day(signing, reading)
    has_parties = bool(signing.parties) or (signing.meeting is not None and signing.meeting.mechanism is not None)
    is_of_union = len(signing.parties) == 1 and not signing.parties.keys() & reading.countries.keys()
    has_parties = has_parties and not (is_of_union and signing.status is AgreementStatus.signed)
    is_sure = has_count and has_date and has_parties and not (signing.is_of_plural or signing.is_ahead)
    is_of_one = signing.status is AgreementStatus.announced and len({*signing.cue.passage.countries}) == 1
    is_sure = is_sure and not is_of_one and not _INTENT.search(signing.title.value)
    is_sure = is_sure and not _PRIVATE_SIGNER.search(signing.cue.passage.text, 0, signing.cue.start)
    return Confidence.of(is_sure)


_PRIVATE_SIGNER = re.compile(
    r"\b(?:universit(?:y|ies)|schools?|firms?|compan(?:y|ies)|clubs?|teams?|unions?|federations?|labels?|airlines?|museums?|hospitals?"
    r"|captain|players?|pianist|singer|actor|author)\s(?:(?:has|have|had|also|both|then|already)\s)*\Z"
)
"""Who signs right before the verb, and is no state: “the universities signed”."""

_RECENT = timedelta(days=60)
"""Days before the publication of which an article reports. An earlier day is background."""


_AT_MEETING = re.compile(
    r"(?:At|Following|During|After|In\sthe\scourse\sof)\s(?:the\s(?:end|conclusion|close)\sof\s)?(?:the|their)\s(?:\w+\s)?"
    r"(?:session|meeting|talks|negotiations|consultations|visit|summit)\b"
)
"""The beginning of a sentence on a signing at the meeting of the text."""


def _tells_of_other_day(signing: Signing, reading: Reading) -> bool:
    """Whether the text reports on another day between the date of a signing and its words, or a noun such as “the
    signing” and a year that is not over do not say that it has happened."""
    day, publication = signing.date, reading.publication
    if day is None or publication is None or publication.start is None or publication.end is None:
        return False
    end = day.value.span.end if day.value.span else None
    if end and end > publication.end and signing.cue.words.lower().startswith(("signing", "signature")):
        return True
    if signing.meeting and _AT_MEETING.match(signing.cue.passage.text):
        return False
    first, last = (spot.passage.position for spot in (day.spot, signing.cue))
    return any(
        mention.edtf != day.value.edtf and _is_day_between(mention.span, publication.start - _RECENT, publication.end)
        for passage in reading.passages
        if first < passage.position <= last
        for mention in passage.dates
    )


def _is_day_between(span: Span | None, first: date, last: date) -> bool:
    """Whether a span is a day, or some days, within two days."""
    is_day = span is not None and span.precision in (Precision.day, Precision.range)
    return bool(span and is_day and span.start and span.end and first <= span.start and span.end <= last)


def _quotes(signing: Signing, people: Mapping[str, Profile]) -> Iterator[Quote]:
    yield signing.title.spot.quote("title", "type")
    yield signing.cue.quote("status")
    if date := signing.date:
        yield date.spot.passage.quote_date(date.value, date.reason)
    event = signing.meeting
    if event:
        reason = "Signed at the meeting that the article reports here."
        yield event.cues[0].quote("meeting", *(["mechanism"] if event.mechanism else []), reason=reason)
    if signing.city:
        yield signing.city.quote("city")
    for party in signing.parties.values():
        yield party.quote("parties")
    for guest in signing.signatories:
        person = people[person_key(guest.mention)]
        yield guest.spot.quote("signatories", reason=person.reason(guest.spot.words))
    if signing.valid:
        yield signing.valid.spot.quote("valid")
    if signing.count:
        yield signing.count.spot.quote("count")
    for spot in signing.topics.values():
        yield spot.quote("topics")
