"""Mechanisms in a text: standing formats of cooperation.

A name that several mechanisms share, such as JSPG, counts only with the members near it: in the sentence, else in the
paragraph, else in the headline. Where these are other countries, it is a new mechanism of the same design.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.curate.mentions.date_parts import WEEKDAY
from app.curate.mentions.mechanism_names import HEADS, SUBJECT_JOINS, generic_names
from app.curate.mentions.parties import PartyMention
from app.curate.mentions.regional import regional_formats
from app.curate.mentions.words import PhraseMatch, Phrases
from app.curate.names import MechanismNames, Names
from app.domain.text import fold
from app.domain.vocabulary import MechanismKind


@dataclass(frozen=True)
class MechanismMention:
    """A mechanism in a sentence. Offsets count characters in the sentence, from 0; ``end`` is exclusive.

    ``is_known`` is false for a new one. Its ``id`` is made of its design and members, and ``is_of_family`` says that
    the seed has others of this design. ``design`` is the name without members. ``near`` says where the members stand:
    ``name``, ``sentence``, ``paragraph``, ``officials`` or ``headline``.
    """

    id: str
    name: str
    design: str
    start: int
    end: int
    is_known: bool
    members: frozenset[str]
    kind: str | None
    near: str
    acronym: str | None = None
    is_of_family: bool = False
    is_regional: bool = False
    """Whether it is a format of a region and a partner, whose leaders and ministers both meet."""

    is_of_organization: bool = False
    """Whether it is the council of the ministers of an organisation."""

    @property
    def is_clear(self) -> bool:
        """Whether the words near the name leave no doubt of the mechanism. A new one needs its members beside it."""
        if self.is_known:
            return self.near not in ("officials", "headline")
        return self.near in ("name", "sentence") and not self.name.endswith("Forum")


@dataclass(frozen=True)
class Surroundings:
    """Country codes around a mechanism: those named in its sentence, its paragraph and the headline, and those of the
    officials in the sentence. Where a headline does not name two, the two countries of the text stand for it."""

    sentence: Sequence[str]
    paragraph: Sequence[str]
    headline: Sequence[str]
    officials: Sequence[str] = ()

    def levels(self) -> Iterator[tuple[str, Sequence[str]]]:
        yield "sentence", self.sentence
        yield "paragraph", self.paragraph
        yield "officials", self.officials
        yield "headline", self.headline


_ACRONYM = re.compile(r"(?:\s[Mm]eetings?)?\s\(([A-Z]{2,8})s?\)")


@dataclass(frozen=True)
class _Index:
    names: Phrases[str]
    families: Phrases[str]
    by_id: Mapping[str, MechanismNames]
    by_family: Mapping[str, Sequence[MechanismNames]]


def _index(names: Names) -> _Index:
    by_family: dict[str, list[MechanismNames]] = defaultdict(list)
    for mechanism in names.mechanisms:
        for spelling in mechanism.family_spellings:
            by_family[fold(spelling)].append(mechanism)
    spellings = {fold(s): s for m in names.mechanisms for s in m.family_spellings}
    entries = ((spelling, m.id) for m in names.mechanisms for spelling in (m.name, *m.spellings))
    return _Index(
        Phrases(entry for entry in entries if fold(entry[0]) not in by_family),
        Phrases((s if s.isupper() else s.lower(), key) for key, s in spellings.items()),
        {mechanism.id: mechanism for mechanism in names.mechanisms},
        by_family,
    )


def mechanisms(
    text: str, names: Names, near: Surroundings, countries: Mapping[str, str], parties: Sequence[PartyMention] = ()
) -> list[MechanismMention]:
    """The mechanisms in a sentence, whose parties are ``parties``. ``countries`` has the names of the countries by
    their codes."""
    index = names.derive(_index)
    mentions = [_of_seed(index.by_id[match.value], match, "name") for match in index.names.find(text)]
    formats = [*regional_formats(text, parties)]
    spans = [(mention.start, mention.end) for mention in formats]
    mentions = [m for m in mentions if _is_free(m.start, m.end, spans)]  # “EU” in “EU–Central Asia” is a member
    mentions += [
        MechanismMention(
            f.key, f.name, f.name, f.start, f.end, False, f.members, MechanismKind.consultations, "name",
            is_regional=True,
        )
        for f in formats
    ]  # fmt: skip
    spans = [(mention.start, mention.end) for mention in mentions]
    for match in index.families.find(text):
        if _is_free(match.start, match.end, spans):
            surroundings = _near_name(text, match.start, match.end, parties) or near
            mention = _of_family(text, index.by_family[match.value], match, surroundings, countries)
            spans.append((mention.start, mention.end) if mention else (match.start, match.end))
            if mention:
                mentions.append(mention)
    for council in _COUNCIL_OF.finditer(text):
        if any(council.start("body") <= p.start < council.end() and p.code in countries for p in parties):
            continue
        of_body = _council_of(council, mentions)
        if of_body.members and "Heads of State" in council["name"]:
            continue  # the summit of the organisation
        mentions = [m for m in mentions if not (council.start() <= m.start < council.end())]
        mentions.append(of_body)
        spans.append((of_body.start, of_body.end))
    for start, end, head, members in _of_dashed_pair(text, parties):
        if _is_free(start, end, spans):
            spans.append((start, end))
            mentions.append(_new(text, start, end, HEADS[head], members, "sentence", countries))
    for start, end, head in () if text.isupper() else generic_names(text):
        if _is_free(start, end, spans):
            pair = _pair(_near_name(text, start, end, parties) or near, countries)
            if pair:
                spans.append((start, end))
                mentions.append(_new(text, start, end, HEADS[head], *pair, countries))
    return sorted(mentions, key=lambda mention: mention.start)


_COUNCIL_OF = re.compile(
    r"\b(?P<name>(?:Council|Committee|Conference)\sof\s(?:the\s)?(?:[A-Z][\w-]+\s){0,3}?(?:Ministers|Presidents|Speakers|Heads\sof\s"
    r"(?:State|Government)))\sof\s(?:the\s)?"
    r"(?P<body>(?:[A-Z][a-z][\w-]+\s(?:of\s(?:the\s)?|for\s(?:the\s)?)?){1,5}?[A-Z][a-z][\w-]+(?!\s[A-Z][a-z])|[A-Z]{2,6})\b"
    r"(?:\s\((?P<acronym>[A-Z]{2,6})\))?"
)
"""The council of the ministers of an organisation: “Council of Foreign Ministers of the Nordic Council”."""


def _council_of(match: re.Match[str], mentions: Sequence[MechanismMention]) -> MechanismMention:
    """Such a council. Its members are those of the organisation, if the seed knows it."""
    body = next((m for m in mentions if match.start("body") <= m.start < match.end()), None)
    key = body.id if body else match["acronym"] or match["body"]
    name = f"{match['name']} of the {body.name if body else match['body']}"
    return MechanismMention(
        _id(f"{match['name']} {key}", frozenset()), name, name, match.start(), match.end(), False,
        body.members if body else frozenset(), MechanismKind.council, "name",
        is_of_organization=True,
    )  # fmt: skip


_PAIRED_HEAD = re.compile(
    r"\s(?P<name>(?:(?:[A-Z][\w-]+[’']?|and)\s){0,4}?(?P<head>Commission|Committee|Council|Dialogue|Group)\b"
    rf"(?:\s(?:on|for)\s(?!{WEEKDAY})(?:[A-Z][\w-]+(?:,\s|\s)?|and\s){{1,8}})?)(?![\w…]|\.\.)"
)


def _of_dashed_pair(text: str, parties: Sequence[PartyMention]) -> Iterator[tuple[int, int, str, frozenset[str]]]:
    """Mechanisms behind two countries joined by a dash: “Kenyan-Peruvian Commission for Trade and Science”."""
    for first, second in pairwise(parties):
        match = _PAIRED_HEAD.match(text, second.end) if text[first.end : second.start] in ("-", "–", "‑") else None
        if match and first.code != second.code:
            end = match.start("name") + len(match["name"].rstrip(" ,").removesuffix(" and"))
            yield match.start("name"), end, match["head"].lower(), frozenset((first.code, second.code))


_DASH = re.compile(r"\s?[–‑-]\s?")

_BEHIND_NAME = re.compile(r"\s(?:of|between)\s(?:the\s)?")

_AND = re.compile(r"\sand\s(?:the\s)?")


def _near_name(text: str, start: int, end: int, parties: Sequence[PartyMention]) -> Surroundings | None:
    """The two countries that are written in a name, if any: “the Peru–Oman Commission”, “the Commission of Peru and
    Oman”. They alone are its members."""
    for first, second in pairwise(parties):
        is_before = second.end <= start and text[second.end : start].strip() == "" and first.end <= second.start
        is_behind = first.start >= end and _BEHIND_NAME.fullmatch(text, end, first.start)
        join = _DASH if is_before else _AND
        if (is_before or is_behind) and first.code != second.code and join.fullmatch(text, first.end, second.start):
            pair = (first.code, second.code)
            return Surroundings(pair, (), ())
    return None


def _is_free(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return not any(start < last and first < end for first, last in spans)


def _of_seed(mechanism: MechanismNames, match: PhraseMatch[str], near: str) -> MechanismMention:
    design = next((s for s in mechanism.family_spellings if not s.isupper()), mechanism.name)
    return MechanismMention(
        mechanism.id, mechanism.name, design, match.start, match.end, True, mechanism.members, mechanism.kind, near
    )


def _of_family(
    text: str,
    family: Sequence[MechanismNames],
    match: PhraseMatch[str],
    near: Surroundings,
    countries: Mapping[str, str],
) -> MechanismMention | None:
    """The mechanism of a family that has the members near its name; or a new one of the family."""
    for level, codes in near.levels():
        candidates = [m for m in family if m.members and m.members <= set(codes)]
        if len(candidates) == 1:
            return _of_seed(candidates[0], match, level)
        states = [code for code in codes if code in countries]
        if len(states) == 2 and not candidates:
            return _new_of_family(text, family[0], match, frozenset(states), level, countries)
    return None


def _new_of_family(
    text: str,
    relative: MechanismNames,
    match: PhraseMatch[str],
    members: frozenset[str],
    near: str,
    countries: Mapping[str, str],
) -> MechanismMention:
    """A mechanism that has the acronym or the name of the family. Another name that the family also has, such as
    “Strategic Council”, is a name of its own in the text."""
    acronym = next((s for s in relative.family_spellings if s.isupper()), None)
    design = next((s for s in relative.family_spellings if not s.isupper()), relative.name)
    if fold(text[match.start : match.end]) not in (fold(acronym or design), fold(design)):
        wider = (span for *span, _ in generic_names(text) if span[0] <= match.start and match.end <= span[1])
        start, end = next(wider, (match.start, match.end))
        return _new(text, start, end, relative.kind, members, near, countries)
    name = design if acronym is None or fold(design) in fold(text) else acronym
    return MechanismMention(
        _id(acronym or design, members), f"{_pair_name(members, countries)} {name}", design, match.start, match.end,
        False, members, relative.kind, near, acronym, is_of_family=True,
    )  # fmt: skip


def _pair(near: Surroundings, countries: Mapping[str, str]) -> tuple[frozenset[str], str] | None:
    """The two countries near a name, and where they stand. None if there are more, or fewer."""
    for level, codes in near.levels():
        states = [code for code in codes if code in countries]
        if "EU" in codes and len(states) > 1:
            continue  # “the EU–Norway Council met in Spain”: two of the three are meant
        if len(states) == 2:
            return frozenset(states), level
        if len(states) == 1 and len(codes) == 2 and "EU" in codes:
            return frozenset(codes), level
        if len(states) > 2:
            return None
    return None


def _new(
    text: str,
    start: int,
    end: int,
    kind: str | None,
    members: frozenset[str],
    near: str,
    countries: Mapping[str, str],
) -> MechanismMention:
    design = _design(text[start:end])
    acronym = _ACRONYM.match(text, end)
    return MechanismMention(
        _id(acronym[1] if acronym else design, members), f"{_pair_name(members, countries)} {design}", design, start,
        end, False, members, kind, near, acronym[1] if acronym else None,
    )  # fmt: skip


def _design(text: str) -> str:
    """The name with capitals, as mechanisms are written: “joint economic commission” is “Joint Economic Commission”."""
    return " ".join(
        word if word in SUBJECT_JOINS or word[:1].isupper() else word[:1].upper() + word[1:] for word in text.split()
    )


def _pair_name(members: frozenset[str], countries: Mapping[str, str]) -> str:
    return "–".join(sorted((countries.get(code, code) for code in members), key=fold))


def _id(design: str, members: frozenset[str]) -> str:
    return "-".join([*fold(design).split(), *sorted(code.lower() for code in members)])
