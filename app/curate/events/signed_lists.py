"""Agreements that stand in lists: “The following were signed: (a) …; (b) …”, or items under “Documents signed”."""

import re
from collections.abc import Iterator, Mapping

from app.curate.events.event import Spot
from app.curate.events.signing_words import NOUN, NOUNS, VERB, is_unreal
from app.curate.mentions.reading import Passage
from app.curate.mentions.rows import BULLET
from app.domain.prose import UNITS, numbers
from app.domain.vocabulary import AgreementType

_HEADING_VERB = re.compile(
    r"\b(?P<signed>signed|inked|signatures?|signing|initialled|concluded|exchanged)\b|\b(?P<adopted>adopted|approved|issued)\b",
    re.IGNORECASE,
)

_NOT_YET = re.compile(
    r"\b(?:to be|will be|would be|not|yet|unsigned|for|expected|planned|awaiting|pending|before|drafts?|due|ready)\b",
    re.IGNORECASE,
)
"""Words that make the items of a heading plans: “To be signed”, “Ready for signature”."""

_ITEM_LETTER = re.compile(r"(?:^|[:;,]\s|\sand\s)\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s")

_ITEM_END = re.compile(r"[;.]\s*(?:and\s*)?$|,?\s*and\s*$")

_LEADING = re.compile(r"(?:an?|the)\s", re.IGNORECASE)

_COUNT = re.compile(rf"(?P<count>\d{{1,3}}|{'|'.join(UNITS[2:13])})\s(?=(?:[\w-]+\s){{0,3}}$)", re.IGNORECASE)

_IN_ALL = re.compile(r",\s(?P<count>\d{1,3})\s(?:in\s(?:all|total)|altogether)\b|\s\((?P<brackets>\d{1,3})\)")

_NAME_END = re.compile(
    r"[,;(]|\s(?:totalling|worth|signed|(?:between|by) the (?:[Gg]overnment|[Mm]inistr|Republic|Kingdom|State of|two"
    r"|Cabinet|Agenc|[Ss]ides|[Pp]arties|relevant|competent))"
)

_SUBJECT = re.compile(r"\s(?:on|in the field of)\s(?!behalf\b)[^,;()]{3,80}\Z")
"""What an agreement is about, behind its parties: “between the Ministry of A and the Ministry of B on minerals”."""

_PLURALS = ("agreements", "documents", "deals", "treaties", "protocols")


_FOLLOWING = re.compile(
    r"\b(?:following\b[^.;:]{0,80}\b(?:signed|adopted|concluded|inked|exchanged|initialled)|(?:signed|adopted|concluded|inked"
    r"|exchanged|initialled)\b[^.;:]{0,40}\bfollowing\b[^.;:]{0,40}):\s"
)
"""The opening of a list within a sentence: “the following documents were signed: ”."""


class Item:
    """An item of a list of agreements: its words, what it is, how many of it, and its title without its parties."""

    def __init__(self, spot: Spot, kind: AgreementType, count: tuple[int, Spot] | None, subject: str = "") -> None:
        self.spot, self.kind, self.count = spot, kind, count
        self.title = " ".join(f"{spot.words}{subject}".split())


def signing_verb(heading: Passage | None) -> re.Match[str] | None:
    """The verb of a heading that says that what stands under it is signed or adopted."""
    match = _HEADING_VERB.search(heading.text) if heading else None
    return match if heading and match and not _NOT_YET.search(heading.text) else None


def item_of(passage: Passage) -> Item | None:
    """The agreement that an item of a list names."""
    bullet = BULLET.match(passage.text)
    return _item(passage, bullet.end() if bullet else 0, len(passage.text))


def lettered_list(passage: Passage) -> tuple[re.Match[str], list[Item]] | None:
    """The agreements of a list within a sentence, with its verb: “… the signature of: (a) …; (b) …”, or “the
    following documents were signed: …; …”."""
    marks = [mark.end() for mark in _ITEM_LETTER.finditer(passage.text)]
    ends = [mark.start() for mark in _ITEM_LETTER.finditer(passage.text)][1:]
    if len(marks) < 2 and (colon := _FOLLOWING.search(passage.text)):
        separators = [*re.finditer(r";\s(?:and\s)?", passage.text[colon.end() :])]
        marks = [colon.end(), *(colon.end() + separator.end() for separator in separators)]
        ends = [colon.end() + separator.start() for separator in separators]
    verb = next((v for v in VERB.finditer(passage.text) if marks and v.end() <= marks[0]), None)
    if verb is None or not marks or is_unreal(passage.text, verb):
        return None
    items = (_item(passage, mark, end) for mark, end in zip(marks, [*ends, len(passage.text)], strict=True))
    return verb, [item for item in items if item]


def _item(passage: Passage, start: int, end: int) -> Item | None:
    text = passage.text
    if tail := _ITEM_END.search(text, start, end):
        end = tail.start()
    if lead := _LEADING.match(text, start, end):
        start = lead.end()
    noun = NOUN.search(text, start, end)
    if noun is None:
        return None
    count = _count(passage, start, noun, end)
    word = noun.group().lower()
    kind = AgreementType.package if word in _PLURALS else NOUNS.get(word) or NOUNS.get(word.removesuffix("s"))
    if kind is None or (kind is AgreementType.package and count is None):
        return None
    if count and count[1].start == start:
        start = count[1].end + 1
    stop = _NAME_END.search(text, noun.end(), end)
    subject = _SUBJECT.search(text, stop.end(), end) if stop and "between" in stop.group() else None
    return Item(Spot(passage, start, stop.start() if stop else end), kind, count, subject.group() if subject else "")


def _count(passage: Passage, start: int, noun: re.Match[str], end: int) -> tuple[int, Spot] | None:
    if not noun.group().lower().endswith(("s", "memoranda")):
        return None
    text = passage.text
    if match := _COUNT.match(text, start, noun.start()):
        value = next((int(number) for number in numbers(match["count"])), None)
        return (value, Spot(passage, *match.span("count"))) if value else None
    if match := _IN_ALL.search(text, noun.end(), end):
        name = "count" if match["count"] else "brackets"
        return int(match[name]), Spot(passage, *match.span(name))
    return None


def items_under(headings: Mapping[int, Passage], passage: Passage) -> Iterator[tuple[re.Match[str], Passage, Item]]:
    """The agreement of an item, with the heading over it and the verb of the heading."""
    heading = headings.get(passage.sentence.paragraph)
    verb = signing_verb(heading) if passage.sentence.number == 1 else None
    if heading and verb and (item := item_of(passage)):
        yield verb, heading, item
