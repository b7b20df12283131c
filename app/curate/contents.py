"""What an accepted draft brings to the seed: a document, new records, and evidence for known ones."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from app.curate.drafts import Card, PutAside, State, Verdict, open_cards
from app.curate.proposals import Quote
from app.curate.seed_yaml import MODELS
from app.db.kinds import RecordKind
from app.domain import edtf
from app.domain.text import fold
from app.domain.vocabulary import MeetingStatus
from app.ingest.quotes import plain
from app.ingest.seed_files import SeedFiles
from app.ingest.seed_reader import LISTED_COUNTRY

Values: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[str, str]
"""Kind and id of a record."""

SHARED = ("country", "city", "topic", "mechanism", "organization", "official")
"""Kinds whose new records go to the file of their kind, because many documents mention them."""

OURS = ("title", "summary")
"""Fields in words of ours, of which another wording is no other value. A milestone's ``account`` is not among them."""

ITEM_NAMES = ("official", "party", "id", "title", "city", "country")
"""Fields that tell the items of a list apart, in this order."""

MAX_SAID = 300


@dataclass(frozen=True)
class Fault:
    """Why a draft cannot be accepted. ``proposals`` are the numbers of those that are to blame, if any is."""

    message: str
    proposals: tuple[int, ...] = ()
    level: str = "error"

    def __str__(self) -> str:
        number = "proposals " + ", ".join(map(str, self.proposals)) if self.proposals[1:] else ""
        number = number or (f"proposal {self.proposals[0]}" if self.proposals else "")
        return f"{number}: {self.message}" if number else self.message


@dataclass(frozen=True)
class Change:
    """A value of a known record that a newer document changes: ``field`` is its path, such as ``positions.0.as_of``.

    What was cited for the value of a whole field then says ``old``."""

    kind: str
    record: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Addition:
    """Items that a newer document adds to a list of a known record."""

    kind: str
    record: str
    field: str
    items: tuple[Any, ...]


@dataclass
class Contents:
    """``shared`` has the values of new records for the files of their kinds; ``records`` and ``supports`` are those of
    the file of the document. ``proposals`` are the numbers of the proposals about each record."""

    document: Values
    records: dict[str, dict[str, tuple[Values, list[Values]]]] = field(default_factory=lambda: defaultdict(dict))
    supports: dict[str, dict[str, list[Values]]] = field(default_factory=lambda: defaultdict(dict))
    shared: dict[str, dict[str, Values]] = field(default_factory=lambda: defaultdict(dict))
    changes: list[Change] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    proposals: dict[Key, list[int]] = field(default_factory=lambda: defaultdict(list))
    faults: list[Fault] = field(default_factory=list)


class SeedValues:
    """The records of the seed before, as their files have them."""

    def __init__(self, files: SeedFiles) -> None:
        self._values = {
            (kind, entry.name): entry.values
            for kind, entries in files.entries.items()
            for entry in entries
            if isinstance(entry.values, dict)
        }

    def get(self, kind: str, record: str) -> Values | None:
        """The values of a record. A country that only the list of ISO 3166 has is none of the seed's own."""
        return self._values.get((kind, record))

    def listed_country(self, code: str) -> Values | None:
        """What the list of ISO 3166 has for a code."""
        return self._values.get((LISTED_COUNTRY, code))


def contents_of(state: State, seed_values: SeedValues) -> Contents:
    """What a draft brings. What prevents it stands in ``faults``."""
    contents = Contents(_document(state))
    contents.faults += _open_questions(state)
    accepted_cards = [card for card in state.cards if card.verdict is Verdict.accepted]
    if cards_without_id := [card for card in accepted_cards if not isinstance(card.now.values.get("id", ""), str)]:
        contents.faults += [Fault("its id is not a text", (card.number,)) for card in cards_without_id]
        return contents
    new_ids = _new_ids(accepted_cards)
    for card in accepted_cards:
        values = _with_new_ids(card.now.values, new_ids)
        kind, record = card.now.kind, card.now.record or values.get("id", "")
        evidence = [_evidence(quote) for quote in card.now.quotes]
        if kind == "document":
            _describe(contents.document, values, evidence)
            continue
        if kind not in MODELS:
            contents.faults.append(Fault(f"there is no kind {kind!r}", (card.number,)))
        elif not record:
            contents.faults.append(Fault(f"the {kind} has no id", (card.number,)))
        else:
            _add(contents, card, kind, record, values, evidence, seed_values)
    document = contents.document
    if isinstance(document.get("editorial"), list):
        document["editorial"] = [name for name in document["editorial"] if document.get(str(name))]
    document["evidence"] = list(_each_once(document.get("evidence") or []))
    return contents


def _open_questions(state: State) -> Iterator[Fault]:
    if all(card.verdict is Verdict.rejected for card in state.cards):
        yield Fault("no proposal is accepted: review the draft first")
    for card in open_cards(state):
        name = card.now.record or card.now.values.get("id") or "without an id"
        yield Fault(f"accept or reject the {card.now.kind} {name}", (card.number,))
    for card in state.cards:
        if card.verdict is Verdict.accepted and card.now.candidates and not card.is_new and not card.now.record:
            yield Fault(f"say whether it is the same as {' or '.join(card.now.candidates)}, or new", (card.number,))


def _document(state: State) -> Values:
    return {**state.document, "set_aside": list(_set_aside(state.set_aside))}


def _set_aside(passages: Iterable[PutAside]) -> Iterator[Values]:
    """The passages as the seed has them: whole paragraphs by reason, then sentences."""
    passages = sorted(passages, key=lambda passage: (passage.paragraph, passage.sentences))
    whole: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for passage in passages:
        if not passage.sentences:
            whole[str(passage.why), passage.because].append(passage.paragraph)
    for (why, because), numbers in whole.items():
        yield {"why": why, "paragraphs": numbers, **({"because": because} if because else {})}
    in_whole = {number for numbers in whole.values() for number in numbers}
    for passage in passages:
        if passage.sentences and passage.paragraph not in in_whole:
            part: Values = {"why": str(passage.why), "paragraph": passage.paragraph, "sentences": passage.sentences}
            yield {**part, **({"because": passage.because} if passage.because else {})}


def _describe(document: Values, values: Values, evidence: list[Values]) -> None:
    """Take over what a proposal says of the document itself."""
    document.update({name: value for name, value in values.items() if name != "id"})
    document["evidence"] = [*document.get("evidence", []), *evidence]
    cited = {name for entry in evidence for name in entry["fields"]}
    document["editorial"] = [name for name in document.get("editorial", []) if name not in cited]


def _new_ids(cards: Iterable[Card]) -> dict[str, str]:
    """The ids of proposals that a reviewer changed, or said to be those of known records."""
    new_ids: dict[str, str] = {}
    for card in cards:
        target = card.now.record or card.now.values.get("id")
        for old in (card.first.values.get("id"), card.now.values.get("id")):
            if target and old != target and isinstance(old, str) and old:
                new_ids[old] = target
    return new_ids


def _with_new_ids(value: Any, new_ids: Mapping[str, str], name: str = "") -> Any:
    """The values with references to proposals by their present ids."""
    if isinstance(value, dict):
        return {key: item if not name and key == "id" else _with_new_ids(item, new_ids, key)
                for key, item in value.items()}  # fmt: skip
    if isinstance(value, list):
        return [_with_new_ids(item, new_ids, name) for item in value]
    return new_ids.get(value, value) if isinstance(value, str) else value


def _evidence(quote: Quote) -> Values:
    entry = quote.model_dump(exclude_defaults=True)
    entry |= {name: plain(entry[name]) for name in ("quote", "until") if name in entry}
    return {"fields": [], **entry, "reviewed": True}


def _each_once(evidence: Iterable[Values]) -> Iterator[Values]:
    """The evidence without a place that is cited again for the same field."""
    seen: set[tuple[Any, ...]] = set()
    for entry in evidence:
        place = tuple(entry.get(name) for name in ("paragraph", "quote", "until", "occurrence"))
        names = entry.get("fields") or ["record"]
        new = [name for name in names if (place, name) not in seen]
        seen |= {(place, name) for name in new}
        if new == names:
            yield entry
        elif new:
            yield {**entry, "fields": new}


def _add(
    contents: Contents,
    card: Card,
    kind: str,
    record: str,
    values: Values,
    evidence: list[Values],
    seed_values: SeedValues,
) -> None:
    """Add an accepted proposal about a record: as a new one, or as evidence for a known one."""
    numbers = contents.proposals[kind, record]
    numbers.append(card.number)
    iso_values = (
        seed_values.listed_country(record) if kind == "country" and seed_values.get(kind, record) is None else None
    )
    if iso_values is not None:
        contents.shared[kind][record] = {"id": record, "name": iso_values.get("name")}
        contents.supports[kind][record] = list(_each_once([*contents.supports[kind].get(record, []), *evidence]))
    elif card.now.record is not None:
        before = seed_values.get(kind, record)
        if before is None and len(numbers) == 1:
            contents.faults.append(Fault(f"there is no {kind} {record!r}", (card.number,)))
        _support(contents, kind, record, before or {}, values, evidence)
    elif seed_values.get(kind, record) is not None:
        message = f"there is a {kind} {record} already: say that it is the same, or give another id"
        contents.faults.append(Fault(message, (card.number,)))
    elif len(numbers) > 1:
        contents.faults.append(Fault(f"both are the {kind} {record}: reject one, or give it another id", (*numbers,)))
    elif kind in SHARED:
        contents.shared[kind][record] = values
        if kind in tuple(RecordKind):
            contents.supports[kind][record] = list(_each_once(evidence))
    else:
        contents.records[kind][record] = values, list(_each_once(evidence))


def _support(
    contents: Contents, kind: str, record: str, before: Values, values: Values, evidence: list[Values]
) -> None:
    """Add evidence for a known record. A value that it lacks is filled in; one that differs becomes ``says``."""
    if kind not in tuple(RecordKind):
        return
    cited_fields = dict.fromkeys(name for entry in evidence for name in entry["fields"] if not entry.get("says"))
    new_values: Values = {}
    other_values: dict[str, str] = {}
    for name in cited_fields:
        new, old = values.get(name), before.get(name)
        if new in (None, [], {}) or name in OURS:
            continue
        if old in (None, [], {}):
            new_values[name] = new
        elif isinstance(old, list):
            _complete(contents, kind, record, name, old, new if isinstance(new, list) else [new])
        elif _is_newer(name, old, new):
            _change(contents, Change(kind, record, name, str(old), str(new)))
        elif not _agrees(old, new):
            other_values[name] = short_form(new)
            if not other_values[name]:
                message = f"its {name} is not that of {record}: correct it, or say that the {kind} is new"
                contents.faults.append(Fault(message, (contents.proposals[kind, record][-1],)))
    if kind == "official" and not values.get("positions"):
        _renew_posts(contents, record, before, evidence)
    entries = list(_each_once(entry for place in evidence for entry in _split(place, other_values)))
    if new_values:
        values_before, entries_before = contents.records[kind].get(record, ({"id": record}, []))
        for name in new_values.keys() & values_before.keys():
            if not _agrees(values_before[name], new_values[name]):
                _disagree(contents, kind, record, name)
        contents.records[kind][record] = (
            {**new_values, **values_before}, list(_each_once([*entries_before, *entries])),
        )  # fmt: skip
    else:
        contents.supports[kind][record] = list(_each_once([*contents.supports[kind].get(record, []), *entries]))


def _disagree(contents: Contents, kind: str, record: str, name: str) -> None:
    """Two proposals have different values for a field of one record."""
    numbers = tuple(contents.proposals[kind, record])
    contents.faults.append(Fault(f"they have different values for {name} of {record}: correct one", numbers))


def _change(contents: Contents, change: Change) -> None:
    """Change a value once. Two proposals that change it to different values are a fault."""
    same_field = [other for other in contents.changes if (other.kind, other.record, other.field)
                  == (change.kind, change.record, change.field)]  # fmt: skip
    if not same_field:
        contents.changes.append(change)
    elif same_field[0].new != change.new:
        _disagree(contents, change.kind, change.record, change.field)


def _complete(contents: Contents, kind: str, record: str, name: str, old: list[Any], new: list[Any]) -> None:
    """Add the items that a list of a known record lacks, and renew the latest day on which a post was held."""
    earlier = [other for other in contents.additions if (other.kind, other.record, other.field) == (kind, record, name)]
    items = [item for other in earlier for item in other.items]
    numbers = {_item_name(item): number for number, item in enumerate(old)}
    new_items = [item for item in new if _item_name(item) not in {*numbers, *map(_item_name, items)}]
    if new_items:
        contents.additions[:] = [other for other in contents.additions if other not in earlier]
        contents.additions.append(Addition(kind, record, name, (*items, *new_items)))
    for item in new:
        number = numbers.get(_item_name(item))
        if number is not None and isinstance(item, dict) and item.get("as_of"):
            _renew(contents, record, number, old[number], str(item["as_of"]))


def _renew(contents: Contents, record: str, number: int, post: Any, day: str) -> None:
    """Let a post of a known official have been held on a day, if that is later than the latest so far."""
    as_of = str(post.get("as_of") or "") if isinstance(post, dict) else ""
    if as_of and day[:10] > as_of[:10]:
        _change(contents, Change("official", record, f"positions.{number}.as_of", as_of, day))


def _renew_posts(contents: Contents, record: str, before: Values, evidence: list[Values]) -> None:
    """Let the present posts that a quote names have been held on the day of the document."""
    quotes = [fold(entry["quote"]) for entry in evidence if "positions" in entry["fields"]]
    for number, post in enumerate(before.get("positions") or []):
        title, ended = fold(str(post.get("title"))), post.get("former") or post.get("end")
        if not ended and any(f" {title} " in f" {words} " for words in quotes):
            _renew(contents, record, number, post, str(contents.document.get("date") or ""))


def _is_newer(name: str, old: Any, new: Any) -> bool:
    """Whether a value replaces that of an older document: what was planned came about, or a date is more exact."""
    if name == "status":
        return bool(old == MeetingStatus.planned and new != old)
    if name != "date" or str(old) == str(new):
        return False
    try:
        wide, narrow = edtf.parse_event(str(old)), edtf.parse_event(str(new))
    except edtf.DateError:
        return False
    return all(
        outer is None or (inner is not None and (inner >= outer if at_start else inner <= outer))
        for outer, inner, at_start in ((wide.start, narrow.start, True), (wide.end, narrow.end, False))
    )


def _split(entry: Values, other_values: Mapping[str, str]) -> Iterator[Values]:
    """The entry for the fields that agree, and one for each field of which the document has another value."""
    agreeing = [name for name in entry["fields"] if name not in other_values]
    if agreeing or not entry["fields"]:
        yield {**entry, "fields": agreeing}
    for name in entry["fields"]:
        if name in other_values:
            yield {**entry, "fields": [name], "says": other_values[name]}


def _agrees(old: Any, new: Any) -> bool:
    """Whether a new value is the old one."""
    if isinstance(new, dict) or isinstance(old, dict):
        return isinstance(new, dict) and isinstance(old, dict) and _item_name(new) == _item_name(old)
    return _number(new) == _number(old)


def _item_name(item: Any) -> str:
    """What tells an item of a list from the others: its official, party, title or code; else all of it."""
    if not isinstance(item, dict):
        return str(item).casefold()
    return next((str(item[name]).casefold() for name in ITEM_NAMES if item.get(name)), str(sorted(item.items())))


def _number(value: Any) -> object:
    try:
        return float(value)
    except (TypeError, ValueError):
        return str(value)


def short_form(value: Any) -> str:
    """A value as ``says`` has it: a text, of a list the names of its items. It is empty if there is no short form."""
    if isinstance(value, list):
        text = ", ".join(str(next((item[n] for n in ITEM_NAMES if item.get(n)), "")) if isinstance(item, dict)
                         else str(item) for item in value)  # fmt: skip
    elif isinstance(value, dict):
        text = ""
    else:
        text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return text[:MAX_SAID]
