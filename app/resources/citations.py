"""Ready citations of a record: plain text, APA, BibTeX, RIS, CSL-JSON, with its sources and the data's revision."""

import json
import re
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Request, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.api.addresses import Site
from app.api.formats import jsonld
from app.api.formats.events import page_address
from app.api.negotiation import JSON, preferred
from app.api.responses import find
from app.api.snapshots import snapshot_for
from app.db.records import Document, Evidence, Record
from app.db.snapshot import Snapshot
from app.domain.date_words import turn_words
from app.domain.edtf import OPEN
from app.domain.escape import single_line
from app.domain.titles import source_details, source_title
from app.errors import Problem, invalid
from app.query.coverage import data_state
from app.query.list_query import Projection
from app.query.parameter_types import Maybe, Single
from app.resource import Resource

NAME = "Communiqué"


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

CONTENT: dict[str, Any] = {media_type: {"schema": {"type": "string"}} for media_type in MEDIA_TYPES.values()}
CONTENT[MEDIA_TYPES[Style.csl]] = {"schema": {"type": "array", "items": {"type": "object"}}}


RECORD_CONTENT = {media_type: CONTENT[media_type] for media_type in RECORD_TYPES}


def _style(value: Any) -> Any:
    return STYLE_ALIASES.get(str(value).strip().lower().replace("_", "-"), value)


class CitationQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    style: Maybe[Annotated[Single[Style], BeforeValidator(_style)]] = Field(
        None,
        description="One style, as a file. Without it, all styles as JSON. `bib`, `biblatex`, `csl-json`, `citeproc`, "
        "`plain` and `apa7` are understood too.",
        examples=["bibtex"],
    )


def _title(record: dict[str, Any]) -> str:
    return single_line(record["title"])


def _source_title(source: dict[str, Any]) -> str:
    """The title of a source. Of one without a title it is a description, in brackets as reference styles have it."""
    return single_line(source["title"] or f"[{source_title(source)}]")


def _name(text: str | None) -> str | None:
    return text and single_line(text)


def _places(source: dict[str, Any]) -> str:
    """The cited paragraphs or rows of a source: ``paras. 1, 8``."""
    numbers, rows = source["paragraphs"], source["rows"]
    parts = [f"para{'s' * (len(numbers) > 1)}. {', '.join(map(str, numbers))}"] if numbers else []
    parts += [f"row{'s' * (len(rows) > 1)} {'; '.join(map(single_line, rows))}"] if rows else []
    return ", ".join(parts)


def plain(record: dict[str, Any], link: str, revision: int) -> str:
    """The citation of a record as plain text. Its sources are those that ``cited_sources`` reads."""
    cited = "; ".join(
        ", ".join(
            filter(
                None,
                (
                    single_line(source_title(source)),
                    *map(single_line, source_details(source)),
                    source["version"] and f"version {single_line(source['version'])}",
                    _places(source),
                    source["source_url"],
                ),
            )
        )
        for source in record["sources"]
    )
    title, date = _title(record), turn_words(record["date"]) if record.get("date") else ""
    titled = "as_written" in record or date in title  # the title of a figure ends with its date
    when = "" if titled else f" ({date})"
    return f"{title}{when}. {NAME}, data revision {revision}. {link}. Sources: {cited}."


def _years(edtf: str) -> str:
    """The year of a date, or the first and last year that it can cover, without leading zeros."""
    points = [point for point in edtf.split("/") if point != OPEN]
    years = "–".join(dict.fromkeys(str(int(point[:4])) for point in points))
    return f"{years} or earlier" if edtf.startswith(OPEN) else years


def _apa_date(published: str | None) -> str:
    """A date in APA style, as precise as the record; an interval is its years."""
    if not published:
        return "n.d."
    year, *parts = published.split("-")
    if "/" in published or not parts:
        return _years(published)
    day = f" {int(parts[1])}" if len(parts) > 1 else ""
    return f"{int(year)}, {MONTHS[int(parts[0]) - 1]}{day}"


def _apa(record: dict[str, Any], link: str, revision: int) -> str:
    year = record["updated_at"][:4]
    entries = [f"{NAME}. ({year}). {_title(record)} (Revision {revision}) [Data set]. {link}"]
    for source in record["sources"]:
        name = _name(source["author"] or source["publisher"])
        title, date = _source_title(source), f"({_apa_date(source['published'])})"
        entry = f"{name}. {date}. {title}." if name else f"{title}. {date}."
        entries.append(f"{entry} {source['source_url']}" if source["source_url"] else entry)
    return "\n".join(entries)


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip

_TEX = {char: f"\\{char}" for char in "&%$#_"} | {
    # BibTeX counts braces even after a backslash.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    # Old TeX fonts do not have these characters.
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in text)


def _tex_author(name: str | None) -> str | None:
    """The author of a source as one name: braces keep BibTeX from splitting it at an "and" or a comma."""
    if not name:
        return None
    escaped = _tex(single_line(name))
    return f"{{{escaped}}}" if re.search(r"\band\b|,", escaped, re.IGNORECASE) else escaped


def _bibtex_entry(kind: str, key: str, fields: dict[str, str | None]) -> str:
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{re.sub(r'[^A-Za-z0-9:.-]', '-', key)},\n" + ",\n".join(lines) + "\n}"


def _bibtex(record: dict[str, Any], link: str, revision: int) -> str:
    sources = ", ".join(f"{s['document']} ({_places(s)})" for s in record["sources"])
    entries = [
        _bibtex_entry(
            "misc",
            f"communique:{record['id']}",
            {
                "author": "{" + NAME + "}",
                "title": "{" + _tex(_title(record)) + "}",
                "year": record["updated_at"][:4],
                "note": _tex(f"Data revision {revision}. Sources: {sources}"),
                "url": link,
            },
        )
    ]
    for source in record["sources"]:
        year = source["published"] and _years(source["published"].removeprefix(f"{OPEN}/")).replace("–", "--")
        entries.append(
            _bibtex_entry(
                "misc",
                f"communique:document:{source['document']}",
                {
                    "author": _tex_author(source["author"]),
                    "title": "{" + _tex(_source_title(source)) + "}",
                    "publisher": source["publisher"] and _tex(single_line(source["publisher"])),
                    "year": year,
                    "note": _tex(f"Published {source['published']}") if source["published"] else None,
                    "version": source["version"] and _tex(single_line(source["version"])),
                    "url": source["source_url"],
                    "urldate": source["retrieved"],
                },
            )
        )
    return "\n\n".join(entries)


RIS_TYPES = {"article": "NEWS", "data-set": "DATA", "report": "RPRT", "law": "STAT"}
"""The types of RIS by the kind of a document. Others are ``GEN``, of no particular type."""


def _ris_entry(kind: str, fields: list[tuple[str, str | None]]) -> str:
    lines = [("TY", kind), *((tag, value) for tag, value in fields if value), ("ER", "")]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines)


def _ris(record: dict[str, Any], link: str, revision: int) -> str:
    """RIS, which reference managers import. A date has the form ``2026/02/03/``, without the parts that are unknown."""
    entries = [
        _ris_entry(
            "DATA",
            [
                ("TI", _title(record)),
                ("AU", NAME),
                ("PY", record["updated_at"][:4]),
                ("ET", f"Revision {revision}"),
                ("UR", link),
            ],
        )
    ]
    for source in record["sources"]:
        year, *parts = (source["published"] or "").split("/")[0].split("-")
        exact = year.isdigit() and "/" not in source["published"]
        entries.append(
            _ris_entry(
                RIS_TYPES.get(source["kind"], "GEN"),
                [
                    ("TI", _source_title(source)),
                    ("AU", _name(source["author"])),
                    ("PB", _name(source["publisher"])),
                    ("PY", source["published"] and _years(source["published"].removeprefix(f"{OPEN}/"))),
                    ("DA", "/".join([year, *parts, *[""] * (3 - len(parts))]) if exact else None),
                    ("ET", source["version"] and single_line(source["version"])),
                    ("UR", source["source_url"]),
                    ("N1", _places(source)),
                ],
            )
        )
    return "\n".join(entries)


def _parts(edtf: str | None) -> dict[str, Any] | None:
    """An EDTF date in the form of CSL; an interval is two dates. None for an open start, which CSL cannot express."""
    if not edtf:
        return None
    if edtf.startswith(OPEN):
        return {"literal": _years(edtf)}
    return {"date-parts": [[int(part) for part in point.split("-")] for point in edtf.split("/")]}


CSL_TYPES = {"article": "article", "data-set": "dataset", "report": "report", "treaty": "treaty", "law": "legislation"}
"""The types of CSL by the kind of a document. Others are a ``document``."""


# An id says whose entry it is, so that the entries of all citations can stand in one library.
def _csl(record: dict[str, Any], link: str, revision: int) -> list[dict[str, Any]]:
    own = {
        "id": f"communique{record['url']}",
        "type": "dataset",
        "title": _title(record),
        "author": [{"literal": NAME}],
        "issued": _parts(record["updated_at"][:10]),
        "version": f"revision {revision}",
        "URL": link,
        "note": "Sources: " + "; ".join(f"{s['document']}, {_places(s)}" for s in record["sources"]),
    }
    sources = [
        {
            "id": f"documents/{source['document']}",
            "type": CSL_TYPES.get(source["kind"], "document"),
            "title": _source_title(source),
            "publisher": _name(source["publisher"]),
            "author": [{"literal": single_line(source["author"])}] if source["author"] else None,
            "issued": _parts(source["published"]),
            "version": source["version"] and single_line(source["version"]),
            "URL": source["source_url"],
            "accessed": _parts(source["retrieved"]),
        }
        for source in record["sources"]
    ]
    return [{name: value for name, value in entry.items() if value} for entry in (own, *sources)]


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
API_LINK = "https://example.org/agreements/mfa-cooperation-plan-kz-tr-2026"
LINK = "https://example.org/explore/agreements/mfa-cooperation-plan-kz-tr-2026"
REVISION = 20261122090000


class CitationOut(BaseModel):
    """A record's citation in each style."""

    id: str = Field(description="Id of the record.", examples=[EXAMPLE["id"]])
    permalink: str = Field(description="Address of the record's page, which the citations name.", examples=[LINK])
    api_url: str = Field(description="Address of the record's JSON.", examples=[API_LINK])
    revision: int = Field(description="Revision of the cited data.", examples=[REVISION])
    text: str = Field(
        description="Plain text, with the sources and their paragraphs.", examples=[plain(EXAMPLE, LINK, REVISION)]
    )
    apa: str = Field(
        description="APA, seventh edition. The sources follow as separate entries.",
        examples=[_apa(EXAMPLE, LINK, REVISION)],
    )
    bibtex: str = Field(
        description="BibTeX entries for the record and its sources.", examples=[_bibtex(EXAMPLE, LINK, REVISION)]
    )
    ris: str = Field(
        description="RIS entries for the record and its sources.", examples=[_ris(EXAMPLE, LINK, REVISION)]
    )
    csl: list[dict[str, Any]] = Field(
        description="CSL-JSON items for the record and its sources.", examples=[_csl(EXAMPLE, LINK, REVISION)]
    )


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
        for document, row, read in snapshot.execute(
            select(evidence.document_id, evidence.row, evidence.columns)
            .select_from(model)
            .join(evidence, model.evidenced(evidence))
            .where(model.id == record["id"], evidence.row.is_not(None))
            .order_by(evidence.id)
        ):
            columns.setdefault((document, row), {}).update(dict.fromkeys(json.loads(read)))
        for source in sources:
            source["rows"] = [_row(row, [*columns[source["document"], row]]) for row in source["rows"]]
    return sources


def _row(row: str, columns: list[str]) -> str:
    """A row with the columns that were read: ``CHN-2019, column value``."""
    return f"{row}, column{'s' * (len(columns) > 1)} {', '.join(columns)}" if columns else row


def cite(request: Request, resource: Resource, spelling: str, query: CitationQuery) -> Response:
    """Answer with the citation of a record in one style, or in all of them as JSON."""
    with snapshot_for(request) as snapshot:
        _, body = find(snapshot, resource.model, spelling)
        state = data_state(snapshot)
        record, revision = json.loads(body), state.revision
        record["sources"] = cited_sources(snapshot, resource.model, record)
    record["title"] = resource.title(record)
    base = Site(request.scope).base
    link = page_address(record, base)
    styles: dict[str, Any] = {
        Style.text: plain(record, link, revision),
        Style.apa: _apa(record, link, revision),
        Style.bibtex: _bibtex(record, link, revision),
        Style.ris: _ris(record, link, revision),
        Style.csl: _csl(record, link, revision),
    }
    if query.style is None:
        links = {"permalink": link, "api_url": base + record["url"]}
        answer: dict[str, Any] = {"id": record["id"], **links, "revision": revision, **styles}
        return Response(json.dumps(answer, ensure_ascii=False), headers=state.headers, media_type="application/json")
    citation = styles[query.style]
    content = citation if isinstance(citation, str) else json.dumps(citation, ensure_ascii=False)
    return Response(content, headers={"Vary": "Accept", **state.headers}, media_type=MEDIA_TYPES[query.style])


def cite_as_accepted(request: Request, resource: Resource, spelling: str, query: Projection[Any]) -> Response | None:
    """The citation of a record, if ``Accept`` prefers one of its media types to JSON; otherwise None."""
    offered = (jsonld.MEDIA_TYPE, JSON, *RECORD_TYPES)
    style = RECORD_TYPES.get(preferred(request.headers.get("accept", ""), offered) or JSON)
    if style is None:
        return None
    parts = {"fields": query.fields, "include": query.include}
    message = "it cannot be used with a citation: ask for JSON"
    if errors := [invalid(name, request.query_params.get(name), message) for name, value in parts.items() if value]:
        raise Problem("invalid-parameter", errors)
    return cite(request, resource, spelling, CitationQuery(style=style))
