"""What an accepted proposal makes of a known record: evidence for it, values that it lacks, newer or correct ones."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.curate.contents import OWN_FIELDS, Addition, Contents, Fault, ValueChange, Values, each_once
from app.curate.lexical.people import post_classes
from app.curate.mentions.people import ONE_PER_COUNTRY
from app.curate.proposals import WORDED_FIELDS
from app.db.kinds import RecordKind
from app.domain import edtf
from app.domain.text import fold
from app.domain.vocabulary import MeetingStatus

NO_VALUES: tuple[object, ...] = (None, [], {}, "")
"""What a field without a value holds."""

ITEM_NAMES = ("official", "title", "party", "id", "city", "country")
"""Fields that tell the items of a list apart, in this order."""

COMPANIONS = {
    "value": ("unit", "as_written"),
    "unit": ("as_written",),
    "qualifier": ("as_written",),
    "city": ("country",),
}
"""For a field, the fields that mean nothing without it. They are corrected with it, and need no evidence."""

RENEWED_DATES = ("date", "due", "established", "opened", "closed")
"""Dates that become more exact. The date of a figure does not: a part of its period is another period."""

SPELLED_FIELDS = ("name", "venue", "scope", "attributed_to", "instrument")
"""Names, whose case and accents are no other value."""

MAX_SAID = 300


def contradictions(kind: str, document: Values, before: Values, values: Values, evidence: list[Values]) -> list[str]:
    """The cited fields of which a reviewer must say whether the article corrects the known value.

    ``document`` and ``before`` are the values of the article and of the known record. A value that is only less exact,
    or was planned, contradicts the known one if the article is a corrected edition of another document. The day of a
    promise that follows from the day of the article does not: an article may repeat an older promise.
    """
    is_edition = bool(document.get("supersedes"))
    return [
        name
        for name in _cited_fields(_with_unit(before, values, evidence))
        if name not in WORDED_FIELDS
        and not (name == "made" and _is_inferred(name, evidence))
        and (new := values.get(name)) not in NO_VALUES
        and (old := before.get(name)) not in NO_VALUES
        and not isinstance(old, list)
        and short_form(new)
        and not _agrees(name, old, new)
        and not is_renewal(kind, name, old, new)
        and (is_edition or not (is_renewal(kind, name, new, old) or _is_day_of(kind, name, old, new)))
    ]


def is_answer_to(known_values: Values | None, before: Values, fields: list[str]) -> bool:
    """Whether an answer was about these fields with the values that they have (``before``). ``known_values`` are those
    that it was about; ``None`` for an answer that does not say so."""
    return known_values is None or all(
        name in known_values and _agrees(name, known_values[name], before[name]) for name in fields
    )


def fields_to_correct(before: Values, values: Values, fields: list[str]) -> list[str]:
    """All fields that change if the reviewer corrects ``fields``: also the unit of a value, and a title."""
    companions = [companion for name in fields for companion in (*COMPANIONS.get(name, ()), *OWN_FIELDS)]
    both_have = (name for name in companions if before.get(name) and values.get(name))
    return list(dict.fromkeys([*fields, *(name for name in both_have if before[name] != values[name])]))


def support(
    contents: Contents, kind: str, record: str, before: Values, values: Values, evidence: list[Values],
    corrects: bool | None = None, known_values: Values | None = None,
) -> None:  # fmt: skip
    """Add evidence for a known record, and the values that the record lacks. A value that differs becomes ``says`` of
    the evidence, or with ``corrects`` the value of the record.

    ``corrects`` is the answer of the reviewer, and ``known_values`` are the values that the answer is about. A
    contradiction without an answer is a fault, and so is an answer about values that have changed since. ``values`` has
    a title or summary only if it corrects the known one.
    """
    if kind not in tuple(RecordKind):
        return
    evidence = _with_unit(before, values, evidence)
    disputed_fields = contradictions(kind, contents.document, before, values, evidence)
    if not is_answer_to(known_values, before, disputed_fields):
        corrects = None
    if disputed_fields and corrects is None:
        message = (
            f"say whether the article corrects the {' and '.join(disputed_fields)} of {record}, or leaves it as it is"
        )
        contents.faults.append(Fault(message, (contents.proposals[kind, record][-1],)))
    corrected_fields = fields_to_correct(before, values, disputed_fields) if corrects else []
    if corrects is False:
        contents.differences |= {(kind, record, name, _text(values[name])) for name in disputed_fields}
    for name in corrected_fields:
        _change(contents, ValueChange(kind, record, name, _text(before[name]), _text(values[name])))
    new_values: Values = {}
    other_values: dict[str, str] = {}
    for name in _cited_fields(evidence):
        new, old = values.get(name), before.get(name)
        if new in NO_VALUES or name in (*OWN_FIELDS, *corrected_fields):
            continue
        if old in NO_VALUES:
            new_values[name] = new
        elif isinstance(old, list):
            _complete(contents, kind, record, name, old, new if isinstance(new, list) else [new])
        elif is_renewal(kind, name, old, new):
            _change(contents, ValueChange(kind, record, name, str(old), str(new)))
        elif _agrees(name, old, new):
            contents.confirmations.add((kind, record, name))
        else:
            other_values[name] = short_form(new)
            if not other_values[name]:
                message = f"its {name} is not that of {record}: correct it, or say that the {kind} is new"
                contents.faults.append(Fault(message, (contents.proposals[kind, record][-1],)))
    if kind == "official" and not values.get("positions"):
        _renew_posts(contents, record, before, evidence)
    entries = list(each_once(entry for citation in evidence for entry in _split(citation, other_values)))
    if new_values:
        values_before, entries_before = contents.records[kind].get(record, ({"id": record}, []))
        for name in new_values.keys() & values_before.keys():
            if not _agrees(name, values_before[name], new_values[name]):
                disagree(contents, kind, record, name)
        contents.records[kind][record] = (
            {**new_values, **values_before}, list(each_once([*entries_before, *entries])),
        )  # fmt: skip
    else:
        contents.supports[kind][record] = list(each_once([*contents.supports[kind].get(record, []), *entries]))


def _cited_fields(evidence: list[Values]) -> list[str]:
    """The fields for whose values words are cited."""
    return list(dict.fromkeys(name for entry in evidence for name in entry["fields"] if not entry.get("says")))


def _with_unit(before: Values, values: Values, evidence: list[Values]) -> list[Values]:
    """The evidence. If the unit differs, the words for the value are cited for the unit too, as they state both."""
    if before.get("unit") in NO_VALUES or values.get("unit") in (*NO_VALUES, before["unit"]):
        return evidence
    return [
        {**entry, "fields": [*entry["fields"], "unit"]}
        if "value" in entry["fields"] and "unit" not in entry["fields"] and not entry.get("says")
        else entry
        for entry in evidence
    ]


def _is_inferred(name: str, evidence: list[Values]) -> bool:
    """Whether no words state the value of a field."""
    return all(entry.get("reason") for entry in evidence if name in entry["fields"])


def disagree(contents: Contents, kind: str, record: str, name: str) -> None:
    """Add the fault that two proposals have different values for a field of one record."""
    numbers = tuple(contents.proposals[kind, record])
    contents.faults.append(Fault(f"they have different values for {name} of {record}: correct one", numbers))


def _change(contents: Contents, change: ValueChange) -> None:
    """Change a value once. Two proposals that change it to different values are a fault."""
    same_field = [earlier for earlier in contents.changes if (earlier.kind, earlier.record, earlier.field)
                  == (change.kind, change.record, change.field)]  # fmt: skip
    if not same_field:
        contents.changes.append(change)
    elif same_field[0].new != change.new:
        disagree(contents, change.kind, change.record, change.field)


def _complete(contents: Contents, kind: str, record: str, name: str, old: list[Any], new: list[Any]) -> None:
    """Add the items that a list of a known record lacks, and renew the latest day on which a post was held."""
    earlier = [
        addition
        for addition in contents.additions
        if (addition.kind, addition.record, addition.field) == (kind, record, name)
    ]
    items = [item for addition in earlier for item in addition.items]
    numbers = {_item_name(item): number for number, item in enumerate(old)}
    new_items = [item for item in new if _item_name(item) not in {*numbers, *map(_item_name, items)}]
    if new_items:
        contents.additions[:] = [addition for addition in contents.additions if addition not in earlier]
        contents.additions.append(Addition(kind, record, name, (*items, *new_items)))
    for item in new:
        number = numbers.get(_item_name(item))
        if number is not None and isinstance(item, dict) and item.get("as_of"):
            _renew(contents, record, number, old[number], str(item["as_of"]))


def _renew(contents: Contents, record: str, number: int, post: Any, day: str) -> None:
    """Change the latest day on which an official is known to have held a post (``as_of``), if this day is later."""
    as_of = str(post.get("as_of") or "") if isinstance(post, dict) else ""
    if as_of and day[:10] > as_of[:10]:
        _change(contents, ValueChange("official", record, f"positions.{number}.as_of", as_of, day))


def _renew_posts(contents: Contents, record: str, before: Values, evidence: list[Values]) -> None:
    """Change ``as_of`` of the present posts that a quote names to the day of the document. A post of which each country
    has one is named in other words and languages too: “Minister of Foreign Affairs” is the Foreign Minister."""
    quotes = [entry["quote"] for entry in evidence if "positions" in entry["fields"]]
    language = str(contents.document.get("language") or "")
    classes = {post_class for words in quotes for post_class in post_classes(words, language)} & {*ONE_PER_COUNTRY}
    for number, post in enumerate(before.get("positions") or []):
        title, is_over = fold(str(post.get("title"))), post.get("former") or post.get("end")
        is_named = post.get("class") in classes or any(f" {title} " in f" {fold(words)} " for words in quotes)
        if is_named and not is_over:
            _renew(contents, record, number, post, str(contents.document.get("date") or ""))


def is_renewal(kind: str, name: str, old: Any, new: Any) -> bool:
    """Whether a value replaces that of an older document: a planned event took place, or a date is more exact. A day of
    several on which an event took place is no more exact date."""
    if name == "status":
        return bool(old == MeetingStatus.planned and new != old)
    return _is_within(kind, name, old, new) and not _has_days(old)


def _is_day_of(kind: str, name: str, old: Any, new: Any) -> bool:
    """Whether a document has only some days of an event that took several."""
    return _is_within(kind, name, old, new) and _has_days(old)


def _has_days(date: Any) -> bool:
    """Whether a date is a range from day to day."""
    return all(len(part) == len("2026-05-04") for part in str(date).split("/")) and "/" in str(date)


def _is_within(kind: str, name: str, old: Any, new: Any) -> bool:
    """Whether a date is another one that lies in the old one."""
    if name not in RENEWED_DATES or kind == "trade-stat" or str(old) == str(new):
        return False
    try:
        wide, narrow = edtf.parse_event(str(old)), edtf.parse_event(str(new))
    except edtf.DateError:
        return False
    return wide.contains(narrow)


def _split(entry: Values, other_values: Mapping[str, str]) -> Iterator[Values]:
    """The entry for the fields that agree, and an entry with ``says`` for each field with another value."""
    same_fields = [name for name in entry["fields"] if name not in other_values]
    if same_fields or not entry["fields"]:
        yield {**entry, "fields": same_fields}
    for name in entry["fields"]:
        if name in other_values:
            yield {**entry, "fields": [name], "says": other_values[name]}


def _agrees(name: str, old: Any, new: Any) -> bool:
    """Whether a new value of a field is the old one. A name may have another case or other accents."""
    if name in SPELLED_FIELDS and isinstance(old, str) and isinstance(new, str):
        return fold(new) == fold(old)
    if isinstance(new, dict) or isinstance(old, dict):
        return isinstance(new, dict) and isinstance(old, dict) and _item_name(new) == _item_name(old)
    return _number(new) == _number(old)


def _item_name(item: Any) -> str:
    """What tells an item of a list from the others: the first of ``ITEM_NAMES`` that it has; else all of it."""
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
        text = _text(value)
    return text[:MAX_SAID]


def _text(value: Any) -> str:
    """A value that is no list or mapping, as the seed writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
