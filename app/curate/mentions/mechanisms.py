"""Mechanisms in a text: standing formats of cooperation.

A name that several mechanisms share, such as JSPG, counts only with the members near it: in the sentence, else in the
paragraph, else in the headline. Where these are other countries, it is a new mechanism of the same design.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.curate.mentions.parties import PartyMention
from app.curate.mentions.posts import PORTFOLIOS
from app.curate.mentions.regional import regional_formats
from app.curate.mentions.words import Match, Phrases, Word, word_set, words
from app.curate.names import Mechanism, Names
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


@dataclass(frozen=True)
class Surroundings:
    """Country codes around a mechanism: those named in its sentence, its paragraph and the headline, and those of the
    officials in the sentence."""

    sentence: Sequence[str]
    paragraph: Sequence[str]
    headline: Sequence[str]
    officials: Sequence[str] = ()

    def levels(self) -> Iterator[tuple[str, Sequence[str]]]:
        yield "sentence", self.sentence
        yield "paragraph", self.paragraph
        yield "officials", self.officials
        yield "headline", self.headline


_HEADS = {
    "group": MechanismKind.planning_group, "commission": MechanismKind.commission, "council": MechanismKind.council,
    "committee": MechanismKind.commission, "consultations": MechanismKind.consultations,
    "dialogue": MechanismKind.consultations, "assembly": MechanismKind.assembly, "forum": MechanismKind.consultations,
}  # fmt: skip
"""The nouns that mechanisms are called by."""

_MARKERS = word_set("""
    joint intergovernmental interstate interparliamentary supreme high level strategic bilateral business economic
    planning cooperation working political trade governmental ministerial partnership coordination coordinating
    consultative sub mixed customs industrial technological investment consular security energy highlevel association
    """)
"""Words that tell a mechanism of two countries from other groups and councils."""

_STRONG = word_set(
    "joint intergovernmental governmental interstate supreme interparliamentary mixed bilateral business association"
)

_REGIONS = word_set("gulf nordic arab turkic baltic security")
"""Words before “Cooperation Council” that make it an organisation."""

_SUBJECT_JOINS = word_set("and of for the on")

_SUBJECTS = PORTFOLIOS | word_set(
    "technical scientific humanitarian political military cooperation partnership relations issues matters"
)
"""Words of which the subject of a commission is made."""

_ACRONYM = re.compile(r"\s\(([A-Z]{2,8})\)")

_FOREIGN = word_set("un united security nato european national eu presidential")


@dataclass(frozen=True)
class _Index:
    own: Phrases[str]
    families: Phrases[str]
    by_id: Mapping[str, Mechanism]
    by_family: Mapping[str, Sequence[Mechanism]]


def _index(names: Names) -> _Index:
    by_family: dict[str, list[Mechanism]] = defaultdict(list)
    for mechanism in names.mechanisms:
        for spelling in mechanism.family_spellings:
            by_family[fold(spelling)].append(mechanism)
    spellings = {fold(s): s for m in names.mechanisms for s in m.family_spellings}
    own = ((spelling, m.id) for m in names.mechanisms for spelling in (m.name, *m.spellings))
    return _Index(
        Phrases(entry for entry in own if fold(entry[0]) not in by_family),
        Phrases((s if s.isupper() else s.lower(), key) for key, s in spellings.items()),
        {mechanism.id: mechanism for mechanism in names.mechanisms},
        by_family,
    )


def mechanisms(
    text: str, names: Names, near: Surroundings, countries: Mapping[str, str], parties: Sequence[PartyMention] = ()
) -> list[MechanismMention]:
    """The mechanisms in a sentence, whose parties are ``parties``. ``countries`` has the names of the countries by
    their codes."""
    index = names.derived(_index)
    mentions = [_of_seed(index.by_id[match.value], match, "name") for match in index.own.find(text)]
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
            own = _near_name(text, match.start, match.end, parties) or near
            mention = _of_family(index.by_family[match.value], match, own, countries)
            spans.append((match.start, match.end))
            if mention:
                mentions.append(mention)
    for council in _COUNCIL_OF.finditer(text):
        if any(council.start("body") <= p.start < council.end() and p.code in countries for p in parties):
            continue
        of_body = _council_of(council, mentions)
        mentions = [m for m in mentions if not (council.start() <= m.start < council.end())]
        mentions.append(of_body)
        spans.append((of_body.start, of_body.end))
    for start, end, head, members in _of_dashed_pair(text, parties):
        if _is_free(start, end, spans):
            spans.append((start, end))
            mentions.append(_new(text, start, end, _HEADS[head], members, "sentence", countries))
    for start, end, head in () if text.isupper() else _generic(text):
        if _is_free(start, end, spans):
            pair = _pair(_near_name(text, start, end, parties) or near, countries)
            if pair:
                mentions.append(_new(text, start, end, _HEADS[head], *pair, countries))
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
    r"\s(?P<name>(?:(?:[A-Z][\w-]+|and)\s){0,4}?(?P<head>Commission|Committee|Council|Dialogue|Group)\b"
    r"(?:\s(?:on|for)\s(?:[A-Z][\w-]+(?:,\s|\s)?|and\s){1,8})?)"
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


def _of_seed(mechanism: Mechanism, match: Match[str], near: str) -> MechanismMention:
    design = next((s for s in mechanism.family_spellings if not s.isupper()), mechanism.name)
    return MechanismMention(
        mechanism.id, mechanism.name, design, match.start, match.end, True, mechanism.members, mechanism.kind, near
    )


def _of_family(
    family: Sequence[Mechanism], match: Match[str], near: Surroundings, countries: Mapping[str, str]
) -> MechanismMention | None:
    """The mechanism of a family that has the members near its name; or a new one of the family."""
    for level, codes in near.levels():
        fitting = [m for m in family if m.members and m.members <= set(codes)]
        if len(fitting) == 1:
            return _of_seed(fitting[0], match, level)
        states = [code for code in codes if code in countries]
        if len(states) == 2 and not fitting:
            return _new_of_family(family[0], match, frozenset(states), level, countries)
    return None


def _new_of_family(
    relative: Mechanism, match: Match[str], members: frozenset[str], near: str, countries: Mapping[str, str]
) -> MechanismMention:
    acronym = next((s for s in relative.family_spellings if s.isupper()), None)
    design = next((s for s in relative.family_spellings if not s.isupper()), relative.name)
    return MechanismMention(
        _id(acronym or design, members), f"{_pair_name(members, countries)} {design}", design, match.start, match.end,
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
    kind: MechanismKind,
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
        word if word in _SUBJECT_JOINS or word[:1].isupper() else word[:1].upper() + word[1:] for word in text.split()
    )


def _pair_name(members: frozenset[str], countries: Mapping[str, str]) -> str:
    return "–".join(sorted((countries.get(code, code) for code in members), key=fold))


def _id(design: str, members: frozenset[str]) -> str:
    return "-".join([*fold(design).split(), *sorted(code.lower() for code in members)])


_TWO_PLUS_TWO = re.compile(
    r"\b(?:two[ -]plus[ -]two|2\s?\+\s?2)\s(?:(?:ministerial|strategic|security|political)\s)?"
    r"(?P<head>consultations|dialogue|forum)\b",
    re.IGNORECASE,
)
"""Talks of the foreign and defence ministers of two countries."""


_ROUNDS = re.compile(
    r"\b\w+(?:th|st|nd|rd)\s(?:round|session)\sof\s(?:the\s)?(?:their\s|bilateral\s)?"
    r"(?P<name>(?!peace|ceasefire|direct|indirect)(?:[A-Za-z][a-z-]+\s){1,4}(?i:talks|consultations|dialogue))\b(?!\son\s[a-z])"
)
"""Talks of which there are rounds with a number: “the fifth round of maritime talks”."""


def _generic(text: str) -> Iterator[tuple[int, int, str]]:
    """What is called as a mechanism is: “Intergovernmental Commission on Trade”, “joint working group”."""
    all_words = words(text)
    for number, word in enumerate(all_words):
        if word.folded in _HEADS:
            first = _first_word(text, all_words, number)
            qualities = {all_words[n].folded for n in range(first, number)}
            if qualities & _FOREIGN:
                continue
            if (last := _of_ministers(text, all_words, number)) is not None:
                yield all_words[first].start, all_words[last].end, word.folded
                continue
            in_capitals = word.is_capitalized and all_words[first].is_capitalized
            is_marked = len(qualities & _MARKERS) > (0 if in_capitals and qualities & _STRONG else 1)
            is_marked = is_marked or (not in_capitals and bool(qualities & {"intergovernmental", "interstate"}))
            if first and all_words[first - 1].folded in _REGIONS:
                continue
            council = word.text in ("Council", "Committee") and qualities & {"cooperation", "partnership"}
            talks = word.text in ("Dialogue", "Consultations") and in_capitals and _is_numbered(all_words, first)
            if first < number and talks and qualities & _MARKERS:
                yield all_words[first].start, word.end, word.folded
                continue
            if first < number and ((is_marked and qualities & (_STRONG | {"strategic"})) or council):
                yield all_words[first].start, all_words[_last_word(text, all_words, number)].end, word.folded
    for match in _JOINT_ON.finditer(text):
        if {word.folded for word in words(match["subject"])} <= _SUBJECTS | _SUBJECT_JOINS:
            yield match.start(), match.end(), match["head"]
    for match in _ROUNDS.finditer(text):
        yield *match.span("name"), "consultations"
    for match in _TWO_PLUS_TWO.finditer(text):
        yield *match.span(), match["head"].lower()


_JOINT_ON = re.compile(
    r"\bjoint\s(?P<head>commission|committee)\son\s(?P<subject>[a-z]+(?:,\s[a-z]+|\s[a-z]+){0,3}?\sand\s[a-z]+(?:\s[a-z]+)?)\b"
)
"""In small letters, a commission of two countries is known by its subject: “joint committee on trade and energy”."""


def _is_numbered(all_words: Sequence[Word], first: int) -> bool:
    """Whether an ordinal stands before a name: “the 38th Strategic Dialogue” is one of a series, and so of a
    mechanism."""
    return first > 0 and bool(_ORDINAL.fullmatch(all_words[first - 1].text))


_ORDINAL = re.compile(
    r"\d{1,3}(?:st|nd|rd|th)|(?:[a-z]+-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|[a-z]+th",
    re.IGNORECASE,
)


def _of_ministers(text: str, all_words: Sequence[Word], head: int) -> int | None:
    """The last word of “Council of Foreign Ministers”, which is a mechanism by its name alone."""
    if all_words[head].text not in ("Council", "Committee", "Conference") or head + 2 >= len(all_words):
        return None
    number = head + 1
    while number < len(all_words) and _space(text, all_words, number - 1) and number - head < 6:
        word = all_words[number]
        if word.text in ("Ministers", "Presidents", "Speakers", "Ombudspersons") and number > head + 2:
            return number
        if word.folded not in _SUBJECTS | {"of", "and", "prime", "deputy"}:
            break
        number += 1
    return None


def _space(text: str, all_words: Sequence[Word], number: int) -> bool:
    return text[all_words[number].end : all_words[number + 1].start] in (" ", "-")


def _first_word(text: str, all_words: Sequence[Word], head: int) -> int:
    first = head
    while first and _space(text, all_words, first - 1):
        word = all_words[first - 1]
        joins = word.folded == "and" and first > 1 and all_words[first - 2].folded in _MARKERS
        if not (joins or word.folded in _MARKERS or word.folded == "inter"):
            break
        first -= 1
    return first


def _last_word(text: str, all_words: Sequence[Word], head: int) -> int:
    """The last word of the subject, if it is in capitals: “on Trade and Economic Cooperation”."""
    last = head
    if head + 2 < len(all_words) and all_words[head + 1].folded in ("on", "for") and _space(text, all_words, head):
        number = head + 2
        while number < len(all_words) and all_words[number].folded in _SUBJECTS | _SUBJECT_JOINS:
            if all_words[number].is_capitalized and all_words[number].folded in _SUBJECTS:
                last = number
            if number + 1 < len(all_words) and text[all_words[number].end : all_words[number + 1].start] not in (
                " ",
                "-",
                ", ",
            ):
                break
            number += 1
    return last
