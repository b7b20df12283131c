"""Identifiers: what ISO 3166, Wikidata and OpenSanctions call a party, an official or a mechanism."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.engine import without_index
from app.db.names import identifier_kind
from app.db.records import Evidence, FieldSet, Record
from app.db.tables.publication import Name
from app.domain.model import Model
from app.domain.vocabulary import IdentifierBasis, IdentifierScheme
from app.query.filters import Filter

PAGES = {
    IdentifierScheme.wikidata: "https://www.wikidata.org/wiki/{}",
    IdentifierScheme.opensanctions: "https://www.opensanctions.org/entities/{}/",
}


class IdentifierOut(Model):
    """What a standard or another data set calls a record."""

    scheme: IdentifierScheme = Field(description="What it is an id in.", examples=["iso-3166-1-alpha-3"])
    id: str = Field(description="The id.", examples=["KAZ"])
    url: str | None = Field(description="Page about it; null for codes of ISO 3166.", examples=[None])
    basis: IdentifierBasis = Field(
        description="Who says that it is that of the record: a `standard`, a `document` (the evidence of the record "
        "leads to it), or we (`editorial`).",
        examples=["standard"],
    )


Identifiers = Annotated[
    list[IdentifierOut],
    Field(description="Its ids in standards and other data sets; empty if it has none. `identifier` finds it."),
]


def identifiers(session: Session, model: type[Record], ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """The field ``identifiers`` of each record, by its id."""
    entries: dict[str, list[dict[str, Any]]] = {record_id: [] for record_id in ids}
    names = select(Name.record_id, Name.text).where(Name.kind == identifier_kind(model.kind), Name.record_id.in_(ids))
    rows = session.execute(names.order_by(Name.record_id, Name.position)).all()
    evidence = select(Evidence.record_id).where(
        Evidence.record_kind == model.kind,
        Evidence.record_id.in_({row.record_id for row in rows}),
        Evidence.fields.in_(FieldSet.sets_with(["external_ids"])),
    )
    documented_ids = set(session.scalars(evidence)) if rows else set()
    for record_id, text in rows:
        name, _, value = text.partition(":")
        scheme = IdentifierScheme(name)
        entries[record_id].append(_identifier(scheme, value, is_documented=record_id in documented_ids))
    return entries


def _identifier(scheme: IdentifierScheme, value: str, *, is_documented: bool) -> dict[str, Any]:
    page = PAGES.get(scheme)
    outside = IdentifierBasis.document if is_documented else IdentifierBasis.editorial
    basis = outside if page else IdentifierBasis.standard
    return {"scheme": scheme, "id": value, "url": page and page.format(value), "basis": basis}


def identified_by(model: type[Record]) -> Filter:
    """The record has one of the identifiers, each written as ``scheme:id``."""
    kind = identifier_kind(model.kind)
    identified_ids = select(Name.record_id).where(Name.kind == kind)
    return Filter(
        lambda _model, values: model.id.in_(values),
        kind,
        scan=lambda _model, values: without_index(model.id).in_(values),
        absent=lambda _model, _scan: model.id.not_in(identified_ids),
        selects=True,
    )


def identifier_field(example: str) -> Any:
    """The documentation of the filter."""
    schemes = ", ".join(f"`{scheme}`" for scheme in IdentifierScheme)
    return Field(
        None,
        description=f"Has this identifier, as `scheme:id`. Schemes are {schemes}. `none` finds records without any. "
        "Repeat for any of several.",
        examples=[[example]],
    )
