"""Turns an entry of the seed into rows: its own, those that it owns, its names and its evidence.

A column gets its value from the field of its name, so a new field needs a column and no change here.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

from pydantic import BaseModel
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.db import tables
from app.db.engine import Base
from app.db.names import identifier_kind
from app.db.records import Document, DocumentParagraph, Evidence, FieldSet, SeedRow, SetAsidePassage
from app.db.tables.publication import Name
from app.domain.edtf import EARLIEST, Precision, Span
from app.domain.text import fold, sort_key, sorted_words
from app.domain.trade_figures import dimensions_text
from app.domain.vocabulary import AgreementRelation, CountryRole, NameRole
from app.ingest.data_sets import data_set_of
from app.ingest.places import SourceText
from app.ingest.seed_schema import TIMELINE_KINDS, AgreementSeed, CommitmentSeed, DocumentSeed, SeedRecord
from app.ingest.seed_schema.record import IdentifiedSeed

Row: TypeAlias = tuple[type[Base], dict[str, Any]]
"""A table, and the values of a row to write into it."""

DigestedRecord: TypeAlias = tuple[SeedRecord, str]
"""A record of the seed and its digest."""

TABLES: dict[str, type[SeedRow]] = {
    mapper.class_.kind: mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, SeedRow)
}
"""The table of each kind of record."""


def rows_of(record: SeedRecord) -> Iterator[Row]:
    """All rows that an entry makes, its own first."""
    record = record.with_derived_values()
    table = TABLES[record.kind]
    yield table, _values(table, record)
    yield from _links(table, record)
    if isinstance(record, CommitmentSeed):
        for role in CountryRole:
            keys = {"commitment_id": record.id, "role": role}
            yield from _in_order(tables.CommitmentCountry, getattr(record, role), "country_id", keys)
    if isinstance(record, AgreementSeed):
        for relation in AgreementRelation:
            keys = {"agreement_id": record.id, "relation": relation}
            yield from _in_order(tables.RelatedAgreement, getattr(record, relation), "other_id", keys)
    if isinstance(record, DocumentSeed):
        yield from _paragraphs(record)
    if record.kind in TIMELINE_KINDS:
        yield from _timeline(record)
    yield from _names(record)
    if isinstance(record, IdentifiedSeed):
        yield from _identifiers(record)
    yield from _evidence(record)


def _values(table: type[Base], entry: BaseModel) -> dict[str, Any]:
    return {column: value(entry) for column, value in _columns(table, type(entry)).items()}


@cache
def _columns(table: type[Base], model: type[BaseModel]) -> dict[str, Callable[[Any], Any]]:
    """Functions that give the value of each column for an entry.

    ``venue`` is the field of that name, ``city_id`` the id in ``city``, ``name_key`` the sort key of ``name``, and
    ``product_hs`` the ``hs`` of ``product``. ``date`` and ``date_start`` are parts of the date in ``date``, and
    ``possible_first`` is a part of the property ``possible``. A list without a table of its own is a JSON array.
    """
    functions: dict[str, Callable[[Any], Any]] = {}
    for column in table.__mapper__.columns.keys():  # noqa: SIM118 - the collection has columns, its keys are names
        field, _, part = column.rpartition("_")
        if column in model.model_fields:
            functions[column] = _whole(column)
        elif field in model.model_fields or isinstance(getattr(model, field, None), property):
            functions[column] = _part(field, part)
    return functions


def _whole(field: str) -> Callable[[Any], Any]:
    def value(entry: Any) -> Any:
        content = getattr(entry, field)
        if isinstance(content, dict):
            return dimensions_text(content)
        if isinstance(content, list):
            return json.dumps(content, ensure_ascii=False)
        return content.text if isinstance(content, Span) else content

    return value


def _part(field: str, part: str) -> Callable[[Any], Any]:
    if part == "id":
        return lambda entry: getattr(entry, field)
    if part == "key":
        return lambda entry: getattr(entry, field) and sort_key(getattr(entry, field))
    if part == "start":
        return lambda entry: _start(getattr(entry, field))
    return lambda entry: getattr(getattr(entry, field), part, None)


def _start(span: Span | None) -> dt.date | None:
    """The first day that a date can cover; ``EARLIEST`` if its start is open."""
    if span is None:
        return None
    return EARLIEST if span.precision is Precision.before else span.start


def _links(table: type[Base], record: SeedRecord) -> Iterator[Row]:
    """The rows of link tables, from lists of ids or of entries in an entry."""
    for field, link, owner, column in _link_tables(table, type(record)):
        yield from _in_order(link, getattr(record, field), column, {owner: record.id})


@cache
def _link_tables(table: type[Base], model: type[SeedRecord]) -> list[tuple[str, type[Base], str, str]]:
    """The fields of an entry with rows in a link table: the table, its column for the entry's id, and its column for
    the linked id."""
    link_tables = []
    for field, relation in table.__mapper__.relationships.items():
        link = relation.mapper.class_
        if field in model.model_fields and hasattr(link, "position"):
            key_by_column = {column.name: key for column in link.__table__.columns for key in column.foreign_keys}
            owners = [
                name for name, key in key_by_column.items() if key.ondelete and key.column.table is table.__table__
            ]
            other_columns = [name for name in key_by_column if name not in owners]
            link_tables.append((field, link, owners[0], (other_columns or owners)[0]))
    return link_tables


def _in_order(link: type[Base], entries: list[Any], column: str, keys: Mapping[str, Any]) -> Iterator[Row]:
    for position, entry in enumerate(entries):
        values = _values(link, entry) if isinstance(entry, BaseModel) else {column: entry}
        yield link, {**values, **keys, "position": position}


def _timeline(record: Any) -> Iterator[Row]:
    values = _values(tables.TimelineEntry, record) | {"digest": "", "record_kind": record.kind}
    yield tables.TimelineEntry, values
    is_agreement = isinstance(record, AgreementSeed)
    countries = [party.country for party in record.parties] if is_agreement else record.countries
    yield from _in_order(tables.TimelineCountry, countries, "country_id", {"entry_id": record.id})


def _paragraphs(record: DocumentSeed) -> Iterator[Row]:
    """The rows of a document's passages that are set aside, in order of the text, and of its numbers of sentences."""
    owner = {"document_id": record.id}
    passages = [(number, passage) for passage in record.set_aside for number in passage.paragraph_numbers]
    for position, (number, passage) in enumerate(sorted(passages, key=lambda pair: (pair[0], pair[1].sentences))):
        sentences = json.dumps(passage.sentences) if passage.sentences else None
        values = {"paragraph": number, "sentences": sentences, "why": passage.why, "because": passage.because}
        yield SetAsidePassage, {**owner, "position": position, **values}
    for counts in record.sentences:
        yield DocumentParagraph, {**owner, **counts.model_dump()}


def _names(record: SeedRecord) -> Iterator[Row]:
    for position, (role, spelling) in enumerate([(NameRole.id, record.id), *record.names()]):
        folded_name = fold(spelling)
        yield (
            Name,
            {
                "kind": record.kind,
                "record_id": record.id,
                "position": position,
                "text": spelling,
                "folded": folded_name,
                "sorted_words": sorted_words(folded_name) if record.kind == tables.Official.kind else None,
                "role": role,
            },
        )


def _identifiers(record: IdentifiedSeed) -> Iterator[Row]:
    """The identifiers as names of a kind of their own, so that no list takes them for other spellings."""
    for position, (scheme, value) in enumerate(record.identifiers(), 1):
        text = f"{scheme}:{value}"
        names = {"kind": identifier_kind(record.kind), "record_id": record.id, "position": position}
        yield Name, {**names, "text": text, "folded": fold(text), "sorted_words": None, "role": NameRole.code}


def _evidence(record: SeedRecord) -> Iterator[Row]:
    """A row for each place. Its id contains the first of the fields, so it does not depend on other places, and stays
    when a field is added."""
    for place in record.evidence:
        # The column `quote` is the whole sentence, which `write_quotes` sets; the quote of the seed is `as_written`.
        values = {column: value for column, value in _values(Evidence, place).items() if column != "quote"}
        first = place.fields[0] if place.fields else "record"
        at = place.start if place.row is None else fold(place.row).replace(" ", "-")
        yield (
            Evidence,
            {
                **values,
                "id": f"{record.kind}.{record.id.lower()}.{first}.{place.document}.{at}",
                "digest": "",
                "record_kind": record.kind,
                "record_id": record.id,
                "fields": " ".join(sorted(place.fields)),
                **({} if place.row is None else {"start": None, "end": None}),
                "columns": None if place.row is None else json.dumps(place.columns, ensure_ascii=False),
                "as_written": place.as_written,
                "method": place.method,
            },
        )


def write_field_sets(session: Session) -> None:
    """Derive the fields in each set that the evidence has: see ``FieldSet``."""
    session.execute(delete(FieldSet))
    sets = session.scalars(select(Evidence.fields).distinct()).all()
    rows = [{"field": field, "fields": fields} for fields in sets for field in fields.split()]
    if rows:
        session.execute(insert(FieldSet), rows)


def write_quotes(session: Session, texts: Mapping[str, SourceText] | None) -> None:
    """Set the quote of every place: the sentence around a span or the cells of a row, or null without the texts."""
    if texts is None:
        session.execute(update(Evidence).where(Evidence.quote.is_not(None)).values(quote=None, dirty=True))
        return
    columns = (Evidence.id, Evidence.start, Evidence.end, Evidence.row, Evidence.columns, Evidence.quote)
    places = session.execute(
        select(*columns, Document.sha256, Document.key, Document.language).join(
            Document, Document.id == Evidence.document_id
        )
    )
    quotes = [(place.id, place.quote, _quote(texts[place.sha256], place)) for place in places]
    changed_quotes = [{"id": id, "quote": new, "dirty": True} for id, old, new in quotes if new != old]
    if changed_quotes:
        session.execute(update(Evidence), changed_quotes)


def _quote(text: SourceText, place: Any) -> str:
    if place.row is None:
        return text.quote(place.start, place.end, place.language)
    data_set = data_set_of(text, tuple(json.loads(place.key)))
    return data_set.quotation(place.row, json.loads(place.columns))
