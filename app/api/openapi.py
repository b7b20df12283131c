"""The OpenAPI document: FastAPI derives it from the routes, and this module adds what FastAPI cannot know."""

import warnings
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.warnings import UnsupportedFieldAttributeWarning

from app import errors
from app.api.documentation import describe_problem
from app.api.formats.jsonld import MEDIA_TYPE
from app.api.json_responses import PartialPage
from app.api.negotiation import JSON
from app.api.snapshots import REVISION_HEADER
from app.db.records import Evidence, Record
from app.query.changes import RecordChange
from app.query.facets import FACETS
from app.query.groups import LIST_PARAMETERS
from app.query.list_parameters import Filters, ListQuery, Projection
from app.resource import Resource

API_DESCRIPTION = """\
Who met whom, when, under which mechanism; what was signed; what trade and investment was reported; what was
promised; and **which document says so**.

You need no key and no account. All data is read with `GET`. Start with these three:

1. [`/meetings?mechanism=JSPG`](/meetings?mechanism=JSPG): every recorded meeting of the Joint Strategic Planning
   Groups, newest first, with its chairs, what was signed, and the documents that say so.
2. [`/evidence?record=jspg-kz-tr-8&field=session`](/evidence?record=jspg-kz-tr-8&field=session): the passages that say
   that it was the eighth session.
3. [`/meetings.csv?mechanism=JSPG`](/meetings.csv?mechanism=JSPG): the same meetings for a spreadsheet; also `.xlsx`,
   `.ics`, `.atom`, `.ndjson` and more.

[The guide](/guide) explains the API with live examples. [The reference](/docs) sends each request from its page.

- **Names** work in any spelling: `country=Turkey`, `country=TUR` and `country=Türkiye` mean the same.
- **Dates** are a day, month, year or interval: `date=2025`, `date=2025-07`, `date=../2010`. A record whose exact day
  is not known is found if it *may* match; `date_match=certain` finds only records that certainly do.
- **A mistake is 422**, with the nearest valid values: an unknown parameter, or a value that is not valid. Only `_`,
  `utm_…`, `fbclid` and `gclid` are ignored everywhere. Frames, `/oembed`, `/reconcile/suggest/…`, `.atom` and `.ics`
  ignore all unknown parameters. Errors are `application/problem+json`, and each `type` is the address of
  [a page](/guide/errors).
- **Lists** have `items`, `total` and `next_cursor`. Send that as `cursor` for the next page. `group_by=year` counts.
- **Words**: `q=Erdogan` works on every list, and [`/search`](/search?q=strategic+planning) searches all of them.
- **Changes**: send an answer's `ETag` as `If-None-Match`, and an unchanged answer is 304. `updated_since` finds the
  records that changed ([how to keep a copy](/guide/keep-a-copy)). `as_of=2026-11-22` gives the answer of that day.
- **Sources**: every record names its documents and their paragraphs. A value that no document states is `null`.
  `include=evidence` gives the passages for each field, and [`/methodology`](/methodology) the rules.
- **Checking**: `POST` a text to [`/check`](/check), and each claim in it is compared with the records.
- **Tools**: [`/integrations`](/integrations) has tested snippets for spreadsheets, pandas, Grafana, calendars and more,
  and for clients generated from this document. We add fields and never remove one.
"""


def tags(resources: Sequence[Resource]) -> list[dict[str, str]]:
    """The headings of the operations."""
    return [
        *(
            {"name": resource.tag, "description": resource.tag_description}
            for resource in resources
            if resource.tag_description
        ),
        {"name": "changes", "description": "What changed since a revision or a day, for those who keep a copy."},
        {"name": "citations", "description": "A record ready to cite: plain text, APA, BibTeX, RIS, CSL-JSON."},
        {
            "name": "service",
            "description": "Checks of texts, the data set, reports of mistakes, the meaning of names, health, kinds of "
            "errors.",
        },
    ]


_HEADERS = {
    "Cache-Control": "How long a cache may reuse the answer without asking again.",
    "ETag": "Strong validator of the answer: send it as `If-None-Match`.",
    "Last-Modified": "When the data was last published: send it as `If-Modified-Since`.",
    "X-Data-Revision": "Revision of the data; it grows when a record changes.",
}

_SEEN_REVISION = {
    "name": REVISION_HEADER,
    "in": "header",
    "required": False,
    "description": "The `X-Data-Revision` of an earlier answer. The answer is then never from an older state of the "
    "data, whichever server gives it; it is 503 if no server has that state yet. Through a cache, also send "
    "`Cache-Control: no-cache`.",
    "schema": {"type": "integer", "minimum": 0, "title": REVISION_HEADER, "examples": [1]},
}

_FILE_HEADERS = {
    "Content-Disposition": "A name for the file.",
    "Accept-Ranges": "`bytes`: `Range` can request a part of the file.",
}

_PAGE_HEADERS = {
    "Link": 'The first page (`rel="first"`) and the next one, if there is one (`rel="next"`; RFC 8288).',
    "X-Total-Count": "Records in the whole result.",
}

RANGES = {
    "206": {"description": "The range that `Range` requests."},
    "416": describe_problem("unsatisfiable-range"),
}

_LOCK = Lock()

_REFERENCE = "#/components/schemas/{model}"


def _schemas(model: Any) -> dict[str, Any]:
    """A model's schema and those that it needs, by name."""
    schema = model.model_json_schema(ref_template=_REFERENCE, mode="serialization")
    return {**schema.pop("$defs", {}), schema["title"]: schema}


def _describe_answer(path: str, operation: dict[str, Any], document: dict[str, Any]) -> None:
    """Add to a successful answer its headers, and the shapes that parameters can give it."""
    answer = operation["responses"].get("200", {})
    files = operation["operationId"].startswith("export")
    headers = _HEADERS | (_FILE_HEADERS if files else {})
    headers |= {"X-Total-Count": "Rows in the file."} if files and path != "/dump.zip" else {}
    headers |= _PAGE_HEADERS if operation["operationId"].startswith(("list", "count", "search")) else {}
    operation["responses"] |= RANGES if files else {}
    if {"304"} <= operation["responses"].keys():
        operation.setdefault("parameters", []).append(dict(_SEEN_REVISION))
        answer["headers"] = {
            name: {"description": text, "schema": {"type": "string"}} for name, text in headers.items()
        }
    if JSON in answer.get("content", {}):
        _describe_shapes(path, operation, answer["content"], document["components"]["schemas"])


SHAPING_PARAMETERS = {"fields", "group_by", "shape", "style", "sum"}
"""Parameters that give an answer another shape. Most tools read one shape for each path and media type, so these
parameters are described only for files and facets. Lists, records and citations accept them too."""


def _describe_shapes(path: str, operation: dict[str, Any], content: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Give each path one shape of JSON, except files, whose parameters choose it."""
    parameters = operation.get("parameters", [])
    if "{format}" not in path:
        hidden_names = {"shape", *LIST_PARAMETERS} if path.endswith(FACETS) else SHAPING_PARAMETERS
        operation["parameters"] = [parameter for parameter in parameters if parameter["name"] not in hidden_names]
        return
    names = {parameter["name"] for parameter in parameters}
    schemas |= _schemas(PartialPage)
    partial = {"type": "object", "additionalProperties": True, "description": "With `fields`: only these fields."}
    array = {"type": "array", "items": partial, "description": "With `shape=array`: the bare list."}
    choices = [content[JSON]["schema"]]
    if "fields" in names:
        choices.append({"$ref": _REFERENCE.format(model="PartialPage")} if "shape" in names else partial)
    if "shape" in names:
        choices.append(array)
    content[JSON]["schema"] = {"anyOf": choices} if len(choices) > 1 else choices[0]


def document_of(app: FastAPI) -> dict[str, Any]:
    """The document of an application, built once: FastAPI cannot build it in two threads."""
    with _LOCK:
        if app.openapi_schema is None:
            with warnings.catch_warnings():  # building deferred models warns; FastAPI silences the same warning
                warnings.simplefilter("ignore", UnsupportedFieldAttributeWarning)
                app.openapi_schema = _build(app)
        return app.openapi_schema


def yaml_of(app: FastAPI) -> str:
    """The document in YAML, without ``servers``, which depend on the request. It is made once."""
    from app.domain.yaml_text import yaml_text

    document = document_of(app)
    with _LOCK:
        if app.state.openapi_text is None:
            parts = {name: part for name, part in document.items() if name != "servers"}
            app.state.openapi_text = yaml_text(parts)
        text: str = app.state.openapi_text
        return text


def _build(app: Any) -> dict[str, Any]:
    document: dict[str, Any] = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description.replace("](/", f"]({app.state.root}/"),
        routes=app.documented_routes,
        tags=app.openapi_tags,
        servers=app.servers,
        contact=app.contact,
        license_info=app.license_info,
    )
    document["security"] = []
    schemas = document["components"]["schemas"]
    schemas |= _schemas(errors.ProblemBody) | _schemas(RecordChange)
    schemas["RecordChange"]["properties"] |= {"history": _optional_list("include=history", "VersionOut")}
    general = [name for model in (Filters, ListQuery, Projection) for name in model.model_fields]
    linked_data = {MEDIA_TYPE: {"schema": {"type": "object", "description": "The same as JSON-LD."}}}
    resources = app.state.resources
    lists = {resource.path for resource in resources if not resource.owner}
    citations = {resource.record_url("{id}/citation"): number for number, resource in enumerate(resources, 1)}

    def position(path: str) -> tuple[bool, bool, bool, int]:
        """Lists, items, files, all else, citations: the order in which a reader looks for them."""
        item, file = path.removesuffix("/{id}"), path.removesuffix(".{format}")
        return path not in lists, item not in lists, file not in lists, citations.get(path, 0)

    document["paths"] = {path: document["paths"][path] for path in sorted(document["paths"], key=position)}
    operations = [(path, operation) for path, methods in document["paths"].items() for operation in methods.values()]
    for path, operation in operations:
        # The parameters of a resource go before those of all lists; inheritance gives them the other way round.
        operation.get("parameters", []).sort(key=lambda parameter: parameter["name"] in general)
        _describe_answer(path, operation, document)
        for resource in resources:
            if path in (resource.path, resource.record_url("{id}")):
                operation["responses"]["200"]["content"] |= linked_data
            for parameter in operation.get("parameters", []):
                if parameter["name"] == "id" and path.startswith(resource.record_url("{id}")):
                    parameter["schema"]["examples"] = [resource.example]
        for parameter in operation.get("parameters", []):
            if parameter["required"]:  # so that "Try it out" has it filled in
                parameter["example"] = parameter["schema"]["examples"][0]
            if parameter["schema"].get("type") == "array" and "comma" in parameter["description"]:
                parameter |= {"style": "form", "explode": False}
                examples = parameter["schema"]["examples"]
                parameter["schema"]["examples"] = [",".join(example).split(",") for example in examples]
            if parameter["name"] == "limit" and "{format}" in path:  # without it a file is whole
                parameter["schema"].pop("default", None)
    for resource in resources:
        envelope = schemas[f"Page_{resource.out.__name__}_"]["properties"]
        envelope["withdrawn"] = _optional_list("withdrawn=include", "RecordChange")
        fields = schemas[resource.out.__name__]["properties"]
        fields |= _included_fields(resource, resources)
        fields["id"]["examples"] = [resource.example]
        if not resource.address:
            fields["url"]["examples"] = [resource.record_url(resource.example)]
    _open_values(document)
    return document


def _included_fields(resource: Resource, resources: Sequence[Resource]) -> dict[str, Any]:
    """The fields that a record has only with ``include``. Its body does not have them, so its model does not either."""
    models: dict[str, type[Record]] = {"evidence": Evidence} | {
        name: include.model for name, include in resource.out.includes.items() if include.own_field
    }
    names = {
        name: [candidate.out.__name__ for candidate in resources if issubclass(candidate.model, model)]
        for name, model in models.items()
    } | {"history": ["VersionOut"]}
    return {name: _optional_list(f"include={name}", *schemas) for name, schemas in names.items()}


def _optional_list(parameter: str, *schemas: str) -> dict[str, Any]:
    """The schema of a field that an answer has only with a parameter: a list of what any of ``schemas`` describes."""
    return {"type": "array", "description": f"Only with `{parameter}`.", "items": _any_of(schemas)}


def _any_of(schemas: Sequence[str]) -> dict[str, Any]:
    choices = [{"$ref": _REFERENCE.format(model=name)} for name in schemas]
    return choices[0] if len(choices) == 1 else {"anyOf": choices}


def _open_values(document: dict[str, Any]) -> None:
    """Turn the enums of answers into strings whose description lists the known values.

    The values grow, and a generated client refuses a whole page for a value that its enum lacks. Enums of parameters
    stay closed. Enums that no parameter has are dropped.
    """
    schemas = document["components"]["schemas"]
    for schema in schemas.values():
        for name, field in schema.get("properties", {}).items():
            values: list[str] = []
            open_field = _with_open_enums(field, schemas, values)
            if values:
                values_text = ", ".join(f"`{value}`" for value in dict.fromkeys(values))
                open_field["description"] = f"{field['description']} Known values: {values_text}; more may come."
                schema["properties"][name] = open_field
    names_in_use = {name for part in (document["paths"], *schemas.values()) for name in _references(part)}
    document["components"]["schemas"] = {
        name: schema for name, schema in schemas.items() if name in names_in_use or "enum" not in schema
    }


def _with_open_enums(schema: dict[str, Any], schemas: dict[str, Any], values: list[str]) -> dict[str, Any]:
    """The schema with a string in place of each enum, whose values are appended to ``values``."""
    target = schemas.get(schema.get("$ref", "").rpartition("/")[2], {})
    enum = target.get("enum") or schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    if enum:
        values += enum
        return {name: value for name, value in schema.items() if name not in ("$ref", "enum", "const")} | {
            "type": "string"
        }
    if "anyOf" in schema:
        choices = [_with_open_enums(choice, schemas, values) for choice in schema["anyOf"]]
        return schema | {"anyOf": [choice for at, choice in enumerate(choices) if choice not in choices[:at]]}
    if "items" in schema:
        return schema | {"items": _with_open_enums(schema["items"], schemas, values)}
    return dict(schema)


def _references(node: Any) -> Iterator[str]:
    """The names of the schemas that a part of the document refers to."""
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].rpartition("/")[2]
        for child in node.values():
            yield from _references(child)
    elif isinstance(node, list):
        for child in node:
            yield from _references(child)
