"""All records as a data set, in the words of four vocabularies: Frictionless, schema.org, DCAT-AP and Croissant."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy import select

from app.api.formats import jsonld
from app.api.formats.columns import Column, columns, model_of
from app.api.formats.registry import FORMATS
from app.db.records import Document
from app.db.snapshot import Snapshot
from app.domain.moments import moment_text
from app.domain.titles import source_title
from app.query.coverage import DataState, data_state
from app.resource import Resource

TITLE = "Communiqué"

DATA_DESCRIPTION = (
    "Diplomatic events, each with its source: who met whom, under which mechanism, what was signed, and which document "
    "says so."
)

KEYWORDS = ("diplomacy", "international relations", "meetings", "agreements", "trade")

TABULAR = ("csv", "ndjson", "parquet")
"""The formats of each list in the data set."""

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"

LICENCES = ({"name": "CC0-1.0", "title": "CC0 1.0 Universal", "path": CC0},)

CONTRIBUTORS = {"@type": "Organization", "name": "Communiqué contributors"}

DUMP = ("dump.zip", "application/zip")
"""Path and media type of the file with all lists."""

GEONAMES = {"title": "GeoNames: coordinates of cities (CC BY 4.0)", "path": "https://www.geonames.org"}

_FRICTIONLESS = {bool: "boolean", int: "integer", float: "number", date: "date", datetime: "datetime"}

_CROISSANT = {bool: "sc:Boolean", int: "sc:Integer", float: "sc:Float", date: "sc:Date", datetime: "sc:DateTime"}

_DATE_FORMATS = {date: "%Y-%m-%d", datetime: "%Y-%m-%dT%H:%M:%SZ"}


@dataclass(frozen=True)
class DataSet:
    """The lists of a service with the state of their data. ``base`` is the address before the paths of its files, and
    ``sources`` are the title and the address of each document, and the path of its record."""

    base: str
    resources: Sequence[Resource]
    state: DataState
    sources: Sequence[tuple[str, str | None, str]]

    @property
    def version(self) -> str:
        return str(self.state.revision)

    @property
    def published_at(self) -> str | None:
        moment = self.state.published_at
        return moment_text(moment) if moment else None


def read_data_set(snapshot: Snapshot, base: str, resources: Sequence[Resource]) -> DataSet:
    columns = (
        Document.id,
        Document.title,
        Document.publisher,
        Document.author,
        Document.date.label("published"),
        Document.source_url,
    )
    documents = snapshot.execute(select(*columns).order_by(Document.id)).mappings()
    sources = [(source_title(dict(row)), row["source_url"], f"/documents/{row['id']}") for row in documents]
    return DataSet(base, resources, data_state(snapshot), sources)


def list_file_path(resource: Resource, suffix: str) -> str:
    """The path of a list's file below the address of the data set."""
    return f"{resource.path.lstrip('/')}.{suffix}"


def list_name(resource: Resource) -> str:
    return resource.path.strip("/").replace("/", "-")


def column_description(out: type[BaseModel], column: Column) -> str | None:
    """What the field of a model says of a column's values."""
    model = out
    for name in column.path[:-1]:
        model = model_of(model, name)
    last = column.path[-1]
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    return fields[last].description


def table_schema(resource: Resource) -> dict[str, Any]:
    """The columns of a list's CSV in Frictionless Table Schema. Codes are strings, and so are dates in EDTF."""
    fields = []
    for column in columns(resource.out):
        field = {"name": column.name, "type": _FRICTIONLESS.get(column.kind, "string")}
        field |= {"format": _DATE_FORMATS[column.kind]} if column.kind in _DATE_FORMATS else {}
        field["description"] = column_description(resource.out, column) or column.name
        fields.append(field | ({"constraints": {"required": True}} if column.name == "id" else {}))
    return {"fields": fields, "primaryKey": "id", "missingValues": [""]}


def data_package(data: DataSet) -> dict[str, Any]:
    """Frictionless Data Package. Paths are relative, so that it fits a folder with the files as well."""
    sources = [{"title": title, **({"path": url} if url else {})} for title, url, _ in data.sources]
    package = {
        "profile": "tabular-data-package",
        "name": "communique",
        "title": TITLE,
        "description": DATA_DESCRIPTION,
        "homepage": f"{data.base}/dataset" if data.base else None,
        "version": data.version,
        "created": data.published_at,
        "keywords": list(KEYWORDS),
        "licenses": list(LICENCES),
        "contributors": [{"title": CONTRIBUTORS["name"], "role": "author"}],
        "sources": [*sources, GEONAMES],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": list_name(resource),
                "title": resource.plural.capitalize(),
                "description": resource.list_description,
                "path": list_file_path(resource, "csv"),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
                "schema": table_schema(resource),
            }
            for resource in data.resources
        ],
    }
    return jsonld.without_empty(package)


def served_package(data: DataSet) -> dict[str, Any]:
    """The data package, which names the file with all lists."""
    return {**data_package(data), "dump": dict(zip(("path", "mediatype"), DUMP, strict=True))}


def _files(data: DataSet) -> Iterator[tuple[str, str, str]]:
    """Name, path and media type of each tabular file of a list that this server can write, and of the file with all."""
    for resource in data.resources:
        for suffix in TABULAR:
            if FORMATS[suffix].is_installed:
                yield list_name(resource), list_file_path(resource, suffix), FORMATS[suffix].media_type
    yield "dump", *DUMP


def schema_org(data: DataSet) -> dict[str, Any]:
    """A ``Dataset`` of schema.org, with the files of each list."""
    return jsonld.without_empty(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "@id": f"{data.base}/dataset",
            "url": f"{data.base}/dataset",
            "name": TITLE,
            "description": DATA_DESCRIPTION,
            "keywords": list(KEYWORDS),
            "license": CC0,
            "isAccessibleForFree": True,
            "creator": CONTRIBUTORS,
            **({"version": data.version, "dateModified": data.published_at} if data.published_at else {}),
            "isBasedOn": [url for _, url, _ in data.sources if url],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": name,
                    "encodingFormat": media_type,
                    "contentUrl": f"{data.base}/{path}",
                }
                for name, path, media_type in _files(data)
            ],
        }
    )


_DCAT_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def dcat(data: DataSet) -> dict[str, Any]:
    """A ``dcat:Dataset`` by the profile DCAT-AP 3, in JSON-LD."""
    publication = {"@value": data.published_at, "@type": "xsd:dateTime"} if data.published_at else None
    return {
        "@context": _DCAT_CONTEXT,
        **jsonld.without_empty(
            {
                "@id": f"{data.base}/dataset",
                "@type": "dcat:Dataset",
                "dct:title": {"@value": TITLE, "@language": "en"},
                "dct:description": {"@value": DATA_DESCRIPTION, "@language": "en"},
                "dct:identifier": f"{data.base}/dataset",
                "dct:modified": publication,
                "dcat:version": data.version,
                "dcat:keyword": [{"@value": word, "@language": "en"} for word in KEYWORDS],
                "dcat:theme": [{"@id": "http://publications.europa.eu/resource/authority/data-theme/INTR"}],
                "dcat:landingPage": {"@id": f"{data.base}/dataset", "@type": "foaf:Document"},
                "dct:publisher": {"@type": "foaf:Agent", "foaf:name": CONTRIBUTORS["name"]},
                "dct:source": [{"@id": url} for _, url, _ in data.sources if url],
                "dcat:distribution": [
                    {
                        "@id": f"{data.base}/{path}",
                        "@type": "dcat:Distribution",
                        "dct:title": {"@value": path, "@language": "en"},
                        "dcat:accessURL": {"@id": f"{data.base}/{path}"},
                        "dcat:downloadURL": {"@id": f"{data.base}/{path}"},
                        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media_type}"},
                        "dct:license": {"@id": CC0, "@type": "dct:LicenseDocument"},
                    }
                    for _, path, media_type in _files(data)
                ],
            }
        ),
    }


_CROISSANT_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "isLiveDataset": "cr:isLiveDataset",
    "key": "cr:key",
    "recordSet": "cr:recordSet",
    "sc": "https://schema.org/",
    "source": "cr:source",
}


def croissant(data: DataSet) -> dict[str, Any]:
    """Croissant 1.0 of MLCommons: a record set for each list, read from its CSV. The data is live: files have no
    checksums here."""
    return {
        "@context": _CROISSANT_CONTEXT,
        **jsonld.without_empty(
            {
                "@type": "sc:Dataset",
                "name": TITLE,
                "description": DATA_DESCRIPTION,
                "conformsTo": "http://mlcommons.org/croissant/1.0",
                "isLiveDataset": True,
                "url": f"{data.base}/dataset",
                "license": CC0,
                "creator": {"@type": "sc:Organization", "name": CONTRIBUTORS["name"]},
                "citeAs": f"{TITLE}, data revision {data.version}, {data.base}/dataset",
                "keywords": list(KEYWORDS),
                "datePublished": data.published_at,
                "version": f"{data.version}.0.0",
                "distribution": [
                    {
                        "@type": "cr:FileObject",
                        "@id": list_file_path(resource, "csv"),
                        "name": list_file_path(resource, "csv"),
                        "contentUrl": f"{data.base}/{list_file_path(resource, 'csv')}",
                        "encodingFormat": "text/csv",
                    }
                    for resource in data.resources
                ],
                "recordSet": [_record_set(resource) for resource in data.resources],
            }
        ),
    }


def _record_set(resource: Resource) -> dict[str, Any]:
    name = list_name(resource)
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": resource.list_description,
        "key": {"@id": f"{name}/id"},
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{column.name}",
                "name": column.name,
                "description": column_description(resource.out, column) or column.name,
                "dataType": _CROISSANT.get(column.kind, "sc:Text"),
                "source": {
                    "fileObject": {"@id": list_file_path(resource, "csv")},
                    "extract": {"column": column.name},
                },
            }
            for column in columns(resource.out)
        ],
    }


DESCRIPTIONS: Mapping[str, tuple[str, Any]] = {
    "datapackage.json": ("application/vnd.datapackage+json", served_package),
    "jsonld": ("application/ld+json", schema_org),
    "dcat.jsonld": ('application/ld+json; profile="http://www.w3.org/ns/dcat#"', dcat),
    "croissant.json": ('application/ld+json; profile="http://mlcommons.org/croissant/1.0"', croissant),
}
"""The descriptions by the suffix of ``/dataset``: their media type, and what makes them."""
