"""The citation of a record in the style that a request names, or in all of them."""

import json
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Request, Response
from pydantic import BeforeValidator, Field
from sqlalchemy import select
from sqlalchemy.orm import aliased
from starlette.datastructures import URL

from app.api.addresses import Site
from app.api.formats import jsonld
from app.api.formats.events import page_address
from app.api.json_responses import media_types
from app.api.list_formats import CITATION_SUFFIXES
from app.api.negotiation import JSON, preferred_type
from app.api.record_lookup import find_record
from app.api.snapshots import snapshot_for
from app.db.records import Document, Evidence, Record
from app.db.snapshot import Snapshot
from app.domain.model import Model
from app.errors import Problem, invalid
from app.query.coverage import data_state
from app.query.list_parameters import PastQuery, Projection
from app.query.parameter_types import Maybe, Single
from app.resource import Resource
from app.resources import citation_styles


class Style(StrEnum):
    text = "text"
    apa = "apa"
    bibtex = "bibtex"
    ris = "ris"
    csl = "csl"


MEDIA_TYPES = {
    Style.text: "text/plain",
    Style.apa: "text/plain",
    Style.bibtex: "application/x-bibtex",
    Style.ris: "application/x-research-info-systems",
    Style.csl: "application/vnd.citationstyles.csl+json",
}


STYLE_ALIASES = {
    "plain": Style.text, "txt": Style.text, "apa7": Style.apa, "bib": Style.bibtex, "biblatex": Style.bibtex,
    "tex": Style.bibtex, "csl-json": Style.csl, "csljson": Style.csl, "citeproc": Style.csl, "json": Style.csl,
}  # fmt: skip
"""Other names of the styles, as reference managers have them."""

RECORD_TYPES = {MEDIA_TYPES[style]: style for style in (Style.bibtex, Style.ris, Style.csl)}
"""The media types by which a record itself is asked for its citation."""

SUFFIXES = dict(zip(CITATION_SUFFIXES, (Style.bibtex, Style.ris, Style.csl), strict=True))

RECORD_CONTENT: dict[str, Any] = {media_type: {"schema": {"type": "string"}} for media_type in RECORD_TYPES}
RECORD_CONTENT[MEDIA_TYPES[Style.csl]] = {"schema": {"type": "array", "items": {"type": "object"}}}


def _style(value: Any) -> Any:
    return STYLE_ALIASES.get(str(value).strip().lower().replace("_", "-"), value)


class CitationQuery(PastQuery):
    style: Maybe[Annotated[Single[Style], BeforeValidator(_style)]] = Field(
        None,
        description="One style, as a file. Without it, all styles as JSON. `bib`, `biblatex`, `csl-json`, `citeproc`, "
        "`plain` and `apa7` are understood too.",
        examples=["bibtex"],
    )


EXAMPLE: dict[str, Any] = {
    "id": "mfa-cooperation-plan-kz-tr-2026",
    "url": "/agreements/mfa-cooperation-plan-kz-tr-2026",
    "title": "Cooperation Plan between the Ministries of Foreign Affairs of Kazakhstan and Türkiye for 2026–2027",
    "date": "2026-02-02",
    "sources": [
        {
            "document": "jspg-8-report",
            "title": None,
            "publisher": None,
            "author": None,
            "published": "2026-02-03",
            "paragraphs": [1, 8],
            "rows": [],
            "kind": "article",
            "version": None,
            "source_url": None,
            "retrieved": None,
        }
    ],
    "updated_at": "2026-11-22T09:00:00Z",
}
REVISION = 20261122090000
API_LINK = f"https://example.org/agreements/mfa-cooperation-plan-kz-tr-2026?as_of={REVISION}"
LINK = f"https://example.org/explore/agreements/mfa-cooperation-plan-kz-tr-2026?as_of={REVISION}"


class CitationOut(Model):
    """A record's citation in each style."""

    id: str = Field(description="Id of the record.", examples=[EXAMPLE["id"]])
    permalink: str = Field(
        description="Address of the record's page as of the revision: the citations name it.", examples=[LINK]
    )
    api_url: str = Field(description="Address of the record's JSON as of the revision.", examples=[API_LINK])
    revision: int = Field(description="Revision of the cited data.", examples=[REVISION])
    text: str = Field(
        description="Plain text, with the sources and their paragraphs.",
        examples=[citation_styles.plain(EXAMPLE, LINK, REVISION)],
    )
    apa: str = Field(
        description="APA, seventh edition. The sources follow as separate entries.",
        examples=[citation_styles.apa(EXAMPLE, LINK, REVISION)],
    )
    bibtex: str = Field(
        description="BibTeX entries for the record and its sources.",
        examples=[citation_styles.bibtex(EXAMPLE, LINK, REVISION)],
    )
    ris: str = Field(
        description="RIS entries for the record and its sources.",
        examples=[citation_styles.ris(EXAMPLE, LINK, REVISION)],
    )
    csl: list[dict[str, Any]] = Field(
        description="CSL-JSON items for the record and its sources.",
        examples=[citation_styles.csl(EXAMPLE, LINK, REVISION)],
    )


def as_of_revision(address: str, revision: int) -> str:
    """The address of a record, or of its page, that shows it as it is in a revision, whatever is published later."""
    return str(URL(address).include_query_params(as_of=revision))


def cited_sources(snapshot: Snapshot, model: type[Record], record: dict[str, Any]) -> list[dict[str, Any]]:
    """The sources of a record, with what a citation says besides: their kind, version and address, and the columns of
    the rows."""
    ids = [source["document"] for source in record["sources"]]
    documents = {
        row.id: {"kind": row.kind, "version": row.version, "source_url": row.source_url, "retrieved": row.retrieved}
        for row in snapshot.execute(
            select(
                Document.id,
                Document.kind_.label("kind"),
                Document.version,
                Document.source_url,
                Document.retrieved,
            ).where(Document.id.in_(ids))
        )
    }
    sources = [source | documents[source["document"]] for source in record["sources"]]
    if any(source["rows"] for source in sources):
        evidence = aliased(Evidence)
        columns: dict[tuple[str, str], dict[str, None]] = {}
        for document, row, row_columns in snapshot.execute(
            select(evidence.document_id, evidence.row, evidence.columns)
            .select_from(model)
            .join(evidence, model.has_evidence(evidence))
            .where(model.id == record["id"], evidence.row.is_not(None))
            .order_by(evidence.id)
        ):
            columns.setdefault((document, row), {}).update(dict.fromkeys(json.loads(row_columns)))
        for source in sources:
            source["rows"] = [_row(row, [*columns[source["document"], row]]) for row in source["rows"]]
    return sources


def _own_source(document: dict[str, Any]) -> dict[str, Any]:
    """A document as the source of its own record, if no place of it supports the record: all values are editorial."""
    names = ("title", "publisher", "author")
    return {
        "document": document["id"],
        "published": document["date"],
        "paragraphs": [],
        "rows": [],
        **{name: document[name] for name in names},
    }


def _row(row: str, columns: list[str]) -> str:
    """A row with the columns that were read: ``CHN-2019, column value``."""
    return f"{row}, column{'s' * (len(columns) > 1)} {', '.join(columns)}" if columns else row


def cite(request: Request, resource: Resource, spelling: str, query: CitationQuery) -> Response:
    """Answer with the citation of a record in one style, or in all of them as JSON."""
    with snapshot_for(request) as snapshot:
        _, body = find_record(snapshot, resource.model, spelling)
        state = data_state(snapshot)
        record, revision = json.loads(body), state.revision
        if resource.model is Document and not record["sources"]:
            record["sources"] = [_own_source(record)]
        record["sources"] = cited_sources(snapshot, resource.model, record)
    record["title"] = resource.title(record)
    base = Site(request.scope).base
    link = as_of_revision(page_address(record, base), revision)
    styles: dict[str, Any] = {
        Style.text: citation_styles.plain(record, link, revision),
        Style.apa: citation_styles.apa(record, link, revision),
        Style.bibtex: citation_styles.bibtex(record, link, revision),
        Style.ris: citation_styles.ris(record, link, revision),
        Style.csl: citation_styles.csl(record, link, revision),
    }
    if query.style is None:
        links = {"permalink": link, "api_url": as_of_revision(base + record["url"], revision)}
        answer: dict[str, Any] = {"id": record["id"], **links, "revision": revision, **styles}
        return Response(json.dumps(answer, ensure_ascii=False), headers=state.headers, media_type="application/json")
    citation = styles[query.style]
    content = citation if isinstance(citation, str) else json.dumps(citation, ensure_ascii=False)
    return Response(content, headers={"Vary": "Accept", **state.headers}, media_type=MEDIA_TYPES[query.style])


def cite_as_accepted(request: Request, resource: Resource, spelling: str, query: Projection[Any]) -> Response | None:
    """The citation of a record, if ``Accept`` prefers one of its media types to JSON; otherwise None."""
    types = (jsonld.MEDIA_TYPE, JSON, *RECORD_TYPES, *media_types(resource))
    style = RECORD_TYPES.get(preferred_type(request.headers.get("accept", ""), types) or JSON)
    return cite_in_style(request, resource, spelling, query, style) if style else None


def cite_in_style(
    request: Request, resource: Resource, spelling: str, query: Projection[Any], style: Style
) -> Response:
    """The citation of a record in a style. Raises ``Problem`` for parameters that choose parts of a record."""
    parts = {"fields": query.fields, "include": query.include}
    message = "it cannot be used with a citation: ask for JSON"
    if errors := [invalid(name, request.query_params.get(name), message) for name, value in parts.items() if value]:
        raise Problem("invalid-parameter", errors)
    return cite(request, resource, spelling, CitationQuery(style=style))
