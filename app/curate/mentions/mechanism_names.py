"""Names of the kind that mechanisms have, which no mechanism of the seed has: “joint working group”."""

import re
from collections.abc import Iterator, Sequence

from app.curate.mentions.date_parts import WEEKDAY
from app.curate.mentions.months import ENGLISH_MONTH
from app.curate.mentions.post_words import PORTFOLIOS
from app.curate.mentions.words import Word, word_set, words
from app.domain.prose import ORDINALS
from app.domain.vocabulary import MechanismKind

HEADS = {
    "group": MechanismKind.planning_group, "commission": MechanismKind.commission, "council": MechanismKind.council,
    "committee": MechanismKind.commission, "consultations": MechanismKind.consultations,
    "dialogue": MechanismKind.consultations, "cabinet": MechanismKind.council, "force": MechanismKind.planning_group,
    "assembly": MechanismKind.assembly, "forum": MechanismKind.consultations,
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

_REGIONS = word_set("gulf nordic arab turkic baltic")

_BEFORE_ORGANIZATION = _REGIONS | {"security"}
"""Words before “Cooperation Council” that make it an organisation."""

_OF_REGION = re.compile(rf"\s(?:of|for)\s(?:the\s)?(?:{'|'.join(sorted(map(str.title, _REGIONS)))})\b")
"""Words behind “Cooperation Council” that make it an organisation."""

SUBJECT_JOINS = word_set("and of for the on")

_SUBJECTS = PORTFOLIOS | word_set(
    "technical scientific humanitarian political military cooperation partnership relations issues matters"
)
"""Words of which the subject of a commission is made."""

_FOREIGN = word_set("un united security nato european national eu presidential")

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


_BETWEEN_MINISTRIES = re.compile(
    r"\b(?i:(?:bilateral|inter-?ministerial)\s)?(?i:foreign\s(?:office|ministry)|political|consular)\s[Cc]onsultations\b"
    r"|\b[Cc]onsultations\son\s(?:consular|political)\s(?:issues|matters)\b"
    r"|\b(?i:inter-?ministry)\s(?:of\s[Ff]oreign\s[Aa]ffairs\s)?[Cc]onsultations\b"
)
"""Consultations that ministries hold again and again, with a number or without."""


def generic_names(text: str) -> Iterator[tuple[int, int, str]]:
    """Names of the kind that mechanisms have: “Intergovernmental Commission on Trade”, “joint working group”."""
    all_words = words(text)
    for number, word in enumerate(all_words):
        if word.key in HEADS:
            first = _first_word(text, all_words, number)
            qualities = {all_words[n].key for n in range(first, number)}
            if qualities & _FOREIGN:
                continue
            if (last := _of_ministers(text, all_words, number)) is not None:
                yield all_words[first].start, all_words[last].end, word.key
                continue
            in_capitals = word.is_capitalized and all_words[first].is_capitalized
            is_marked = len(qualities & _MARKERS) > (0 if in_capitals and qualities & _STRONG else 1)
            is_marked = is_marked or (not in_capitals and bool(qualities & {"intergovernmental", "interstate"}))
            if (first and all_words[first - 1].key in _BEFORE_ORGANIZATION) or _OF_REGION.match(text, word.end):
                continue
            council = word.text in ("Council", "Committee") and qualities & {"cooperation", "partnership"}
            talks = word.text in ("Dialogue", "Consultations") and in_capitals and _is_numbered(all_words, first)
            if first < number and talks and qualities & _MARKERS:
                yield all_words[first].start, word.end, word.key
                continue
            last = _last_word(text, all_words, number)
            is_of_two = word.is_capitalized and last > number and text.startswith(" between ", all_words[last].end)
            if (first < number and ((is_marked and qualities & (_STRONG | {"strategic"})) or council)) or is_of_two:
                yield all_words[first].start, all_words[last].end, word.key
    for match in _JOINT_ON.finditer(text):
        if {word.key for word in words(match["subject"])} <= _SUBJECTS | SUBJECT_JOINS:
            yield match.start(), match.end(), match["head"]
    for match in _NUMBERED_BODY.finditer(text):
        name = match["name"]
        if not {word.key for word in words(name)} & _FOREIGN - {"national"}:
            yield match.start("name"), match.start("name") + len(name), match["head"].split()[-1].lower()
    for match in _NUMBERED_BODY_IN_SMALL_LETTERS.finditer(text):
        yield *match.span("name"), match["head"]
    for match in _BETWEEN_MINISTRIES.finditer(text):
        yield *match.span(), "consultations"
    for match in _ROUNDS.finditer(text):
        yield *match.span("name"), "consultations"
    for match in _TWO_PLUS_TWO.finditer(text):
        yield *match.span(), match["head"].lower()


_CAPITALS = r"[A-Z][\w’-]*"

_NUMBERED_BODY = re.compile(
    rf"\b(?i:\d{{1,3}}(?:st|nd|rd|th)|[ivx]{{1,5}}|(?:[a-z]+-)?(?:first|second|third|[a-z]+th)|inaugural|next)\s"
    rf"(?:(?:\w+\s)?(?:[Mm]eeting|[Ss]ession|[Rr]ound)\sof\s(?:the\s|their\s)?(?:[Tt]wo\s(?:countries|states)[’']s?\s)?)?"
    rf"(?:{_CAPITALS}(?:\s{_CAPITALS})?\s?[–‑-]\s?(?:{_CAPITALS}\s){{1,2}}?)?"
    rf"(?P<name>(?:{_CAPITALS}\s(?:and\s)?){{0,5}}?(?P<head>Commission|Committee|Council|Cabinet|Group|Dialogue|Task\sForce)\b"
    rf"(?:\s(?:on|for)\s(?!{WEEKDAY}|{ENGLISH_MONTH})(?:{_CAPITALS}(?:,\s|\sand\s|\s(?={_CAPITALS}))?){{1,8}})?)(?=\W)(?!…|\.\.)"
)
"""A body of which there are sessions with a number: “the 12th Peru–Kenya Binational Cabinet”, “the fourth meeting of
the Committee on Social Affairs”."""

_NUMBERED_BODY_IN_SMALL_LETTERS = re.compile(
    r"\b\w+(?:th|st|nd|rd)\s(?:meeting|session|sitting)\sof\s(?:the\s)?(?:[A-Z]\w+[–‑-][A-Z]\w+\s)?"
    r"(?P<name>(?:joint|intergovernmental|mixed|bilateral)\s(?:[a-z-]+\s){0,3}?(?P<head>commission|committee|council|group))\b(?!\son\s[a-z]+\sand\b)"
)
"""Such a body with a name in small letters: “the fourth meeting of the joint commission”."""

_JOINT_ON = re.compile(
    r"\bjoint\s(?P<head>commission|committee)\son\s(?P<subject>[a-z]+(?:,\s[a-z]+|\s[a-z]+){0,3}?\sand\s[a-z]+(?:\s[a-z]+)?)\b"
)
"""In small letters, a commission of two countries is known by its subject: “joint committee on trade and energy”."""


def _is_numbered(all_words: Sequence[Word], first: int) -> bool:
    """Whether an ordinal stands before a name: “the 38th Strategic Dialogue” is one of a series, and so of a
    mechanism."""
    return first > 0 and bool(_ORDINAL.fullmatch(all_words[first - 1].text))


_ORDINAL = re.compile(rf"\d{{1,3}}(?:st|nd|rd|th)|(?:[a-z]+-)?(?:{'|'.join(ORDINALS[1:11])})|[a-z]+th", re.IGNORECASE)


def _of_ministers(text: str, all_words: Sequence[Word], head: int) -> int | None:
    """The last word of “Council of Foreign Ministers”, which is a mechanism by its name alone."""
    if all_words[head].text not in ("Council", "Committee", "Conference") or head + 2 >= len(all_words):
        return None
    number = head + 1
    while number < len(all_words) and _space(text, all_words, number - 1) and number - head < 6:
        word = all_words[number]
        if word.text in ("Ministers", "Presidents", "Speakers", "Ombudspersons") and number > head + 2:
            return number
        if word.key not in _SUBJECTS | {"of", "and", "prime", "deputy"}:
            break
        number += 1
    return None


def _space(text: str, all_words: Sequence[Word], number: int) -> bool:
    return text[all_words[number].end : all_words[number + 1].start] in (" ", "-")


def _first_word(text: str, all_words: Sequence[Word], head: int) -> int:
    first = head
    while first and _space(text, all_words, first - 1):
        word = all_words[first - 1]
        joins = word.key == "and" and first > 1 and all_words[first - 2].key in _MARKERS
        if not (joins or word.key in _MARKERS or word.key == "inter"):
            break
        first -= 1
    return first


def _last_word(text: str, all_words: Sequence[Word], head: int) -> int:
    """The last word of the subject, if it is in capitals: “on Trade and Economic Cooperation”."""
    last = head
    if head + 2 < len(all_words) and all_words[head + 1].key in ("on", "for") and _space(text, all_words, head):
        number = head + 2
        while number < len(all_words) and all_words[number].key in _SUBJECTS | SUBJECT_JOINS:
            if all_words[number].is_capitalized and all_words[number].key in _SUBJECTS:
                last = number
            if number + 1 < len(all_words) and text[all_words[number].end : all_words[number + 1].start] not in (
                " ",
                "-",
                ", ",
            ):
                break
            number += 1
    return last
