"""The records of the seed, for a reviewer to compare: their names, and which may be the same as a proposal."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

from pydantic import BaseModel, Field

from app.curate.contents import Values
from app.db.names import PARTY, PARTY_KINDS
from app.domain.edtf import Span
from app.domain.text import fold
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import SeedRecord

MAX_KNOWN_NAMES = 20
"""Records that are suggested for a reference."""


class KnownName(BaseModel):
    """A record by its id and name."""

    id: str = Field(examples=["hakan-fidan"])
    name: str = Field(description="Its name or title, or else what it measures.", examples=["Hakan Fidan"])


class KnownRecord(KnownName):
    """A record that may be the same as a proposed one."""

    kind: str = Field(examples=["meeting"])
    values: dict[str, Any] = Field(description="Its fields by their names in the seed.")
    reason: str = Field("", description="Why it may be the same.", examples=["it has the same mechanism and session"])


def yaml_value(value: Any) -> Any:
    """A value of the seed as its YAML has it; fields with their default are left out."""
    if isinstance(value, Span):
        return value.text
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return {
            field.alias or name: yaml_value(content)
            for name, field in fields.items()
            if name not in ("id", "evidence") and (content := getattr(value, name)) != field.default
        } | ({"id": value.id} if isinstance(value, SeedRecord) else {})
    if isinstance(value, list | tuple):
        return [yaml_value(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _texts(value: Any) -> tuple[str, ...]:
    """A list of codes or ids, in one order, whichever form its items have."""
    items = value if isinstance(value, list | tuple) else [value] if value else []
    texts = (item.get("party") or item.get("country") if isinstance(item, dict) else item for item in items)
    return tuple(sorted(str(name) for name in texts if name))


def _session(values: Values) -> Any:
    return (values["mechanism"], str(values["session"])) if values.get("mechanism") and values.get("session") else None


def _day(field: str) -> Callable[[Values], Any]:
    def key(values: Values) -> Any:
        parties = _texts(values.get(field))
        return (values.get("type"), values["date"], parties) if values.get("date") and parties else None

    return key


def _words(field: str) -> Callable[[Values], Any]:
    return lambda values: fold(str(values.get(field) or "")) or None


def _measure(values: Values) -> Any:
    pair = [str(values.get("reporter")), str(values.get("partner"))]
    if values.get("flow") in (None, "turnover"):  # both partners report the same turnover
        pair.sort()
    product = values.get("product")
    name = product.get("name") if isinstance(product, dict) else product
    texts = [fold(str(text or "")) for text in (name, values.get("scope"))]
    return *(str(values.get(field)) for field in ("indicator", "flow", "date", "kind")), *pair, *texts


_SAME_NAME = ("it has the same name", _words("name"))
_SAME_TITLE = ("it has the same title", _words("title"))

SIMILARITY_KEYS: dict[str, tuple[tuple[str, Callable[[Values], Any]], ...]] = {
    "official": (_SAME_NAME,),
    "mechanism": (_SAME_NAME,),
    "city": (_SAME_NAME,),
    "topic": (_SAME_NAME,),
    "organization": (_SAME_NAME,),
    "meeting": (
        ("it has the same mechanism and session", _session),
        ("it has the same type, date and countries", _day("countries")),
        _SAME_TITLE,
    ),
    "agreement": (("it has the same type, date and parties", _day("parties")), _SAME_TITLE),
    "milestone": (("it has the same type, date and countries", _day("countries")), _SAME_TITLE),
    "commitment": (_SAME_TITLE,),
    "statement": (("it says the same", _words("summary")),),
    "trade-stat": (("it measures the same for the same period", _measure),),
}
"""For each kind: why two records may be the same, and the function for the key that they then share."""


class KnownRecords:
    """The records of the seed."""

    def __init__(self, seed: Seed) -> None:
        self._records: dict[str, dict[str, SeedRecord]] = {
            kind: {record.id: record for record in records} for kind, records in seed.records.items()
        }
        self._folds: dict[tuple[str, str], tuple[str, ...]] = {}
        self._indexes: dict[tuple[str, str], Mapping[Any, list[str]]] = {}

    def _records_of(self, kind: str | None) -> Iterator[SeedRecord]:
        for name in self._kinds(kind):
            yield from self._records.get(name, {}).values()

    def records(self, kind: str) -> list[SeedRecord]:
        """The records of a kind."""
        return list(self._records_of(kind))

    def ids(self, kind: str | None) -> Iterator[str]:
        """The ids of a kind; ``party`` is any that can meet, ``None`` is all."""
        return (record.id for record in self._records_of(kind))

    def has(self, kind: str | None, record_id: str) -> bool:
        """Whether there is a record of a kind with this id."""
        return any(record_id in self._records.get(name, {}) for name in self._kinds(kind))

    def name(self, kind: str | None, record_id: str) -> str | None:
        """The name of a record; ``None`` if there is no such record."""
        record = next((r for k in self._kinds(kind) if (r := self._records.get(k, {}).get(record_id))), None)
        return _name(record) if record else None

    def _kinds(self, kind: str | None) -> list[str]:
        return list(PARTY_KINDS if kind == PARTY else [kind] if kind else self._records)

    def get(self, kind: str, record_id: str, reason: str = "") -> KnownRecord | None:
        """A record to compare with; ``None`` if there is no such record."""
        record = self._records.get(kind, {}).get(record_id)
        if record is None:
            return None
        return KnownRecord(id=record.id, name=_name(record), kind=kind, values=yaml_value(record), reason=reason)

    def documents(self, record: KnownRecord, fields: Iterable[str]) -> list[str]:
        """The ids of the documents that state the known value of one of the fields of a record."""
        places = self._records[record.kind][record.id].evidence
        return list(
            dict.fromkeys(p.document for p in places if p.says is None and not set(p.fields).isdisjoint(fields))
        )

    def suggestions(self, kind: str | None, words: str) -> list[KnownName]:
        """Records of a kind whose id or one of whose names has all the words; those that begin so come first."""
        matches = [
            (not any(text.startswith(fold(words)) for text in texts), _name(record), record.id)
            for record in self._records_of(kind)
            if has_words(texts := self._spellings(record), words)
        ]
        return [KnownName(id=record_id, name=name) for _, name, record_id in sorted(matches)[:MAX_KNOWN_NAMES]]

    def ids_of(self, kind: str | None, name: str) -> set[str]:
        """The ids of the records of a kind that have a name, in any spelling."""
        return {record.id for record in self._records_of(kind) if fold(name) in self._spellings(record)}

    def _spellings(self, record: SeedRecord) -> tuple[str, ...]:
        key = record.kind, record.id
        if key not in self._folds:
            texts = (record.id, _name(record), *(text for _, text in record.names()))
            self._folds[key] = tuple(dict.fromkeys(fold(text) for text in texts))
        return self._folds[key]

    def similar(self, kind: str, values: Values) -> list[KnownRecord]:
        """The records that may be the same as one with these values, each with the reason."""
        reasons: dict[str, str] = {}
        if str(values.get("id")) in self._records.get(kind, {}):
            reasons[str(values["id"])] = "it has the same id"
        for reason, key in SIMILARITY_KEYS.get(kind, ()):
            for record_id in self._by_key(kind, reason, key).get(repr(key(values)), ()):
                reasons.setdefault(record_id, reason)
        return [record for record_id, reason in reasons.items() if (record := self.get(kind, record_id, reason))]

    def _by_key(self, kind: str, reason: str, key: Callable[[Values], Any]) -> Mapping[Any, list[str]]:
        if (kind, reason) not in self._indexes:
            index: dict[Any, list[str]] = defaultdict(list)
            for record in self._records_of(kind):
                if (value := key(yaml_value(record))) is not None:
                    index[repr(value)].append(record.id)  # a text, as a faulty value may have no hash
            self._indexes[kind, reason] = index
        return self._indexes[kind, reason]


def has_words(texts: Iterable[str], words: str) -> bool:
    """Whether one of some folded texts has all the words, or beginnings of them."""
    parts = fold(words).split()
    return any(all(word in text for word in parts) for text in texts)


def _name(record: SeedRecord) -> str:
    return str(
        next((value for name in ("title", "name", "summary") if (value := getattr(record, name, None))), record.id)
    )
