"""A milestone as read from a text, and the milestones of organisations: who joins one, and who founds one."""

import re
from dataclasses import dataclass

from app.curate.events.event import Spot, TextValue
from app.curate.events.summits import ORGANIZATIONS
from app.curate.mentions.dates import DateMention
from app.curate.mentions.mechanisms import MechanismMention
from app.curate.mentions.months import ENGLISH_MONTH
from app.curate.mentions.reading import Passage, Reading
from app.domain.vocabulary import MilestoneType


@dataclass
class TurningPoint:
    type: MilestoneType
    cue: Spot
    countries: list[TextValue[str]]
    date: TextValue[DateMention] | None
    mechanism: TextValue[str] | None = None
    name: str | None = None
    level: str | None = None
    """The kind of partnership to which two countries raise their relations."""

    is_plan: bool = False


def named_countries(passage: Passage) -> list[TextValue[str]]:
    """The countries of a sentence, but no former states, and the European Union, which has relations as they have."""
    return [
        TextValue(party.code, Spot.of(passage, party))
        for party in passage.parties
        if party.code in (*passage.countries, "EU") and len(party.code) == 2
    ]


def once_each(countries: list[TextValue[str]]) -> list[TextValue[str]]:
    return [*{country.value: country for country in reversed(countries)}.values()][::-1]


def of_organization(
    reading: Reading, number: int, kind: MilestoneType, cue: Spot, date: TextValue[DateMention] | None
) -> TurningPoint | None:
    """A country joins an organisation, or countries create a mechanism."""
    passage, previous = cue.passage, reading.passages[max(0, number - 1)]
    if date is None:
        return None
    text = passage.text
    after = [m for m in passage.mechanisms if 0 <= m.start - cue.end < 40 and not _AT.search(text, cue.end, m.start)]
    ends = [*(mention.end for mention in after), *(party.end for party in passage.parties)]
    if kind is MilestoneType.accession and any(_EVENT.match(text, end) for end in ends):
        return None
    if kind is MilestoneType.accession and not after and _OF_IT.match(text, cue.end):
        is_member = re.search(r"(?:member|observer)(?:\s(?:of|in|at))?$", cue.words)
        before = [m for m in passage.mechanisms if m.end <= cue.start and is_member]
        after = before[-1:] or ([] if passage.mechanisms else previous.mechanisms)
    mention = after[0] if after else None
    if kind is MilestoneType.accession:
        countries = [s for s in named_countries(passage) if s.spot.start < cue.start][-1:]
        countries = [s for s in countries if not _OWNS.match(text, s.spot.end)]
        name = mention.design if mention else _organization(reading, cue)
    else:
        of_paragraph = once_each(
            [s for p in reading.of_paragraph(passage.sentence.paragraph) for s in named_countries(p)]
        )
        countries = [s for s in of_paragraph if mention and s.value in mention.members]
        name = mention.design if mention else None
    if not countries or name is None:
        return None
    source = passage if mention in passage.mechanisms else previous
    mechanism = TextValue(mention.id, Spot.of(source, mention)) if mention else None
    return TurningPoint(kind, cue, countries, date, mechanism, name)


_OWNS = re.compile(r"[’']s?\s")
"""What stands behind a country of which only a part or a person joins: “Kenya’s bank joined”."""

_EVENT = re.compile(
    r"(?:[’']s)?\s(?:[\w-]+\s)?(?:talks|summits?|meetings?|sessions?|forum|elections?|mission|exercises?|conference|events?|call)\b"
)
"""What stands behind an organisation that a country did not join: “an observer at the talks of NATO”."""

_OF_IT = re.compile(
    rf"(?:\s(?:later|earlier|then|too|first))?(?:\W*\Z|[,;]|(?:\s(?:on|in|since))?\s(?:\d|{ENGLISH_MONTH})"
    r"|\s(?:it|(?:the|this)\s(?:\w+\s)?(?:treaty|alliance|organi[sz]ation|union|bloc|body|group|commission|council|format|framework))\b)"
)
"""What stands behind “joined” or “became a member of” if the organisation was named before."""

_AT = re.compile(r"\s(?:at|in|with|for|by|on|from|of)\s")
"""A preposition behind “joined”, so that no organisation is joined: “joined talks at the commission”."""


def _organization(reading: Reading, cue: Spot) -> str | None:
    """The organisation of the world that a country joins: right behind the words, else the last before them."""
    organizations = [p for p in cue.passage.parties if p.code not in reading.countries]
    text = cue.passage.text
    matches = [p for p in organizations if _JOINT.fullmatch(text, cue.end, p.start)]
    if not matches and _THE_BODY.match(text, cue.end):
        matches = [p for p in organizations if p.end <= cue.start][-1:]
    return text[matches[0].start : matches[0].end] if matches else None


_JOINT = re.compile(r"\s(?:the\s)?(?:[Tt]reaty\sof\s)?(?:the\s)?")
"""What stands between the words for an accession and the name of the organisation."""

_THE_BODY = re.compile(r"\sthe\s(?:[Tt]reaty|[Aa]lliance|[Oo]rgani[sz]ation|[Uu]nion|[Bb]loc|[Bb]ody)\b")


_NAMED_BEFORE = re.compile(
    r"(?:\s\([A-Z][\w+-]*\))?(?:,\s(?:then|originally|formerly|which)\s[^,.;]{0,60}?,?|,\swhich|,)?\s"
)
"""What stands between the name of an organisation and the words of its foundation."""

_THE_FORMAT = re.compile(
    r"\b(?:[Tt]he|[Tt]his)\s(?:[\w-]+\s)?(?:framework|format|mechanism|commission|council|committee|group|dialogue|organi[sz]ation|body),?\s$"
    r"|\bIt\s$"
)
"""A noun or pronoun for the mechanism that the text names before."""


def founded_body(reading: Reading, number: int, cue: Spot, date: TextValue[DateMention] | None) -> TurningPoint | None:
    """An organisation or a mechanism is founded: its name, or a noun for it, stands right before the words. Its
    members are the countries."""
    passage = cue.passage
    is_since = cue.words.lower().startswith("since its") or passage.text[: cue.start].endswith("since it ")
    if is_since and len(passage.mechanisms) == 1:
        mention = passage.mechanisms[0]
        return _foundation_of(mention, Spot.of(passage, mention), cue, date)
    for mention in passage.mechanisms:
        if (
            mention.members
            and mention.end <= cue.start
            and _NAMED_BEFORE.fullmatch(passage.text, mention.end, cue.start)
        ):
            spot = Spot.of(passage, mention)
            return _foundation_of(mention, spot, cue, date)
    if cue.start == 0 and (match := _SUBJECT_BEHIND.match(passage.text, cue.end)):
        behind = next((m for m in passage.mechanisms if m.start - cue.end <= len("the ") and m.members), None)
        if behind:
            return _foundation_of(behind, Spot.of(passage, behind), cue, date)
        before = [(p, m) for p in reading.passages[max(0, number - _FARTHEST) : number] for m in p.mechanisms]
        latest = next(
            (
                (p, m)
                for p, m in reversed(before)
                if match["head"].lower() in f"{m.design} {m.name} dialogue".lower() and m.members
            ),
            None,
        )
        return _foundation_of(latest[1], Spot(latest[0], latest[1].start, latest[1].end), cue, date) if latest else None
    the_format = _THE_FORMAT.search(passage.text[: cue.start])
    back = reading.passages[max(0, number - _FARTHEST) : number]
    earlier = [(p, m) for p in back[-_SENTENCES_BACK:] for m in p.mechanisms]
    if the_format and not earlier:
        head = the_format.group().strip(" ,").split()[-1].lower()
        earlier = [(p, m) for p in back for m in p.mechanisms if head in m.design.lower().split()]
    if earlier and date and not passage.mechanisms and the_format:
        source, mention = earlier[-1]
        return _foundation_of(mention, Spot.of(source, mention), cue, date)
    return None


_SUBJECT_BEHIND = re.compile(
    r"the\s(?:[\w+–-]+\s){0,6}?(?P<head>framework|format|commission|council|committee|group|dialogue|forum)\b",
    re.IGNORECASE,
)

_FARTHEST = 30
"""Sentences before “launched in 2004, the dialogue” in which its name is looked for."""

_SENTENCES_BACK = 4
"""Sentences before “the framework” in which its name is looked for."""


def _foundation_of(
    mention: MechanismMention, spot: Spot, cue: Spot, date: TextValue[DateMention] | None
) -> TurningPoint | None:
    if not mention.members:
        return None
    countries = [TextValue(code, spot, "A member, as far as is known.") for code in sorted(mention.members)]
    kind = MilestoneType.foundation if mention.kind in ORGANIZATIONS else MilestoneType.mechanism
    return TurningPoint(kind, cue, countries, date, TextValue(mention.id, spot), mention.design)
