"""Formats of a region and one partner: “C5+1”, “Central Asia plus Japan”, “EU–Central Asia”, “GCC-India dialogue”."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.curate.mentions.parties import PartyForm, PartyMention

_CENTRAL_ASIA = frozenset({"KZ", "KG", "TJ", "TM", "UZ"})
_VISEGRAD = frozenset({"CZ", "HU", "PL", "SK"})

REGIONS = {
    "central asia": _CENTRAL_ASIA,
    "central asian": _CENTRAL_ASIA,
    "c5": _CENTRAL_ASIA,
    "gcc": frozenset({"AE", "BH", "KW", "OM", "QA", "SA"}),
    "visegrad group": _VISEGRAD,
    "visegrad": _VISEGRAD,
    "v4": _VISEGRAD,
    "nordic-baltic eight": frozenset({"DK", "EE", "FI", "IS", "LT", "LV", "NO", "SE"}),
    "caricom": frozenset(), "asean": frozenset(), "mercosur": frozenset(), "arab league": frozenset(),
    "africa": frozenset(), "western balkans": frozenset({"AL", "BA", "ME", "MK", "RS", "XK"}),
}  # fmt: skip
"""Regions and groups that meet a partner, by their names in lower case, with their members if these are few."""

_NAMES = "|".join(sorted(map(re.escape, REGIONS), key=len, reverse=True))

_JOIN = r"(?:\s?[–—+‑-]\s?|\s(?:plus|\+)\s)"

_REGION_FIRST = re.compile(rf"\b(?P<region>{_NAMES})(?P<join>{_JOIN})\Z", re.IGNORECASE)

_REGION_LAST = re.compile(rf"(?P<join>{_JOIN})(?P<region>{_NAMES})\b", re.IGNORECASE)

_C5_PLUS_1 = re.compile(r"\bC5\s?\+\s?1\b")
"""The five countries of Central Asia and the United States."""

_KIND = re.compile(
    r"[”»\"]?\s(?:\w+\s)?(?P<kind>[Dd]ialogue|[Mm]inisterial(?:\s[Mm]eeting)?|[Ff]oreign\s[Mm]inisters)\b"
)

_DIALOGUE = re.compile(r"[”»\"]?\sDialogue\b")
"""The last word of a name, behind quotation marks or not."""

_MEETS_BEHIND = re.compile(
    r"[”»\"]?\s(?:[\w’-]+\s){0,2}?(?:[Ss]ummits?|[Dd]ialogue|[Mm]inisterial|[Mm]eetings?|[Ff]orum|[Ff]ormat|[Ll]eaders|[Ff]oreign\s[Mm]inisters"
    r"|[Cc]onference|[Tt]alks|[Ff]ramework|[Mm]echanism)\b"
)

_MEETS_BEFORE = re.compile(
    r"\b(?:[Ss]ummit|[Dd]ialogue|[Mm]eeting|[Ff]orum|[Ff]ormat|[Cc]onference|[Ff]ramework)s?\s(?:(?:of|in|within|under)\s)?(?:the\s)?[“«\"]?\Z"
)
"""Words before or behind a name that make it a format of meetings, and no pipeline or trade."""


_MEMBERS = r"(?:states|countries|nations|republics|leaders|presidents|heads\sof\sstate|(?:\w+\s)?ministers)"

_ALL_MEMBERS = re.compile(
    rf"\b(?P<first>Central\sAsian|Visegrad|GCC|Western\sBalkan|Nordic)\s{_MEMBERS}\b"
    rf"|\b(?i:{_MEMBERS})\s(?:of|in|from)\s(?:the\s)?(?P<last>Central\sAsia|Visegrad\sGroup|GCC|Western\sBalkans)\b"
)
"""All members of a region: “the five Central Asian states”, “the Heads of State of Central Asia”."""


def members_of_regions(text: str) -> Iterator[PartyMention]:
    """The members of the regions whose states or leaders a sentence names together."""
    for match in _ALL_MEMBERS.finditer(text):
        region = (match["first"] or match["last"]).lower()
        for code in sorted(REGIONS.get(region) or REGIONS.get(f"{region}s") or ()):
            yield PartyMention(code, PartyForm.name, *match.span())


class RegionalMention(NamedTuple):
    """A format in a sentence. Offsets count characters in it. ``members`` are those of the region and the partner."""

    name: str
    key: str
    members: frozenset[str]
    start: int
    end: int


def regional_formats(text: str, parties: Sequence[PartyMention]) -> Iterator[RegionalMention]:
    """The formats that a sentence names, from left to right. ``parties`` are those of the sentence."""
    for party in parties:
        before = _REGION_FIRST.search(text, max(0, party.start - 40), party.start)
        after = _REGION_LAST.match(text, party.end)
        match = before or after
        if match and _is_format(text, min(match.start(), party.start), max(match.end(), party.end)):
            region = match["region"].lower()
            start, end = (match.start(), party.end) if before else (party.start, match.end())
            name = " ".join((text[start:end] + (" Dialogue" if _DIALOGUE.match(text, end) else "")).split())
            key = "central-asia" if REGIONS[region] is _CENTRAL_ASIA else "-".join(region.split())
            yield RegionalMention(
                name, f"{key}-{party.code.lower()}", REGIONS[region] | {party.code},
                start, _end_with_kind(text, end),
            )  # fmt: skip
    for match in _C5_PLUS_1.finditer(text):
        end = _end_with_kind(text, match.end())
        yield RegionalMention("C5+1", "central-asia-us", _CENTRAL_ASIA | {"US"}, match.start(), end)


def _is_format(text: str, start: int, end: int) -> bool:
    return bool(_MEETS_BEHIND.match(text, end) or _MEETS_BEFORE.search(text[max(0, start - 30) : start]))


def _end_with_kind(text: str, end: int) -> int:
    """The end of a name with what kind of meeting it is, such as “Dialogue”, which is part of the name."""
    match = _KIND.match(text, end)
    return match.end() if match else end
