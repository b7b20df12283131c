"""The OpenAPI document: what FastAPI makes of the routes, and what it cannot know of the answers."""

from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app import errors
from app.api.documentation import describe_problem
from app.api.formats.jsonld import MEDIA_TYPE
from app.api.negotiation import JSON
from app.api.responses import Groups
from app.api.snapshots import HEADER
from app.query.list_query import Filters, ListQuery, Projection
from app.resource import Resource

DESCRIPTION = """\
Who met whom, when, under which mechanism; what was signed; what trade and investment was reported; what was
promised; and **which document says so**.

No key and no account; every question is a `GET`. Three to begin with:

1. [`/meetings?mechanism=JSPG`](/meetings?mechanism=JSPG): every recorded meeting of the Joint Strategic Planning
   Groups, newest first, with who chaired it, what was signed, and the documents that say so.
2. [`/evidence?record=jspg-kz-tr-8&field=session`](/evidence?record=jspg-kz-tr-8&field=session): the places in documents
   by which it was the eighth.
3. [`/meetings.csv?mechanism=JSPG`](/meetings.csv?mechanism=JSPG): the same meetings for a sheet; `.xlsx`, `.ics`,
   `.atom`, `.ndjson` and more work likewise.

[The guide](/guide) explains, with live examples; *Try it out* below asks this server.

- **Names** work in any spelling: `country=Turkey`, `country=TUR` and `country=Türkiye` ask the same.
- **Dates** are a day, month, year or interval: `date=2025`, `date=2025-07`, `date=../2010`. A record whose date is
  only partly known is found where it *may* fall; `date_match=certain` keeps those that surely do.
- **Nothing is silently ignored** but `_`, `utm_…`, `fbclid` and `gclid`: a parameter or value that cannot be is 422,
  with the nearest that can; frames, `/oembed`, `.atom` and `.ics` ignore parameters that they do not have. Errors are
  `application/problem+json`; each `type` [is a page](/guide/errors).
- **Lists** hold `items`, `total` and `next_cursor`; pass that as `cursor` for the next page. `group_by=year` counts.
- **Words**: `q=Erdogan` on every list, and [`/search`](/search?q=strategic+planning) over all of them.
- **A copy in step**: send an answer's `ETag` as `If-None-Match`, and it is 304 until it changes; `updated_since` finds
  what did ([how](/guide/paging-and-sync)).
- **Sources** stand in every record: the document, and its paragraphs. What no document says is `null`.
  `include=evidence` leads each field to its place; [`/methodology`](/methodology) has the rules.
- **Tools**: [`/integrations`](/integrations) has a tested snippet for sheets, pandas, Grafana, calendars and more, and
  for clients generated from this document. Fields are added, never taken away.
"""


def tags(resources: Sequence[Resource]) -> list[dict[str, str]]:
    """What the operations are listed under."""
    return [
        *({"name": one.tag, "description": one.tag_description} for one in resources if one.tag_description),
        {"name": "citations", "description": "A record ready to cite: plain text, APA, BibTeX, CSL-JSON."},
        {"name": "service", "description": "Names, health, and what the problem types mean."},
    ]


_HEADERS = {
    "Cache-Control": "How long a cache may give the answer without asking again.",
    "ETag": "Strong validator of the answer: send it as `If-None-Match`.",
    "Last-Modified": "When the data was last published: send it as `If-Modified-Since`.",
    "X-Data-Revision": "Revision of the data; it grows when some record changes.",
}

_SEEN = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "A revision that you have seen, from the header of that name of an answer: the answer is then of it "
    "or a newer one, whichever server gives it, or 503. Through a cache, send `Cache-Control: no-cache` with it.",
    "schema": {"type": "integer", "minimum": 0, "title": HEADER, "examples": [1]},
}

_FILED = {
    "X-Total-Count": "Rows in the file.",
    "Content-Disposition": "A name for it.",
    "Accept-Ranges": "`bytes`: a part of it can be asked for by `Range`.",
}

_PAGED = {
    "Link": 'The pages `rel="first"` and, where there is one, `rel="next"` (RFC 8288).',
    "X-Total-Count": "Records in the whole result.",
}

RANGES = {
    "206": {"description": "The range that `Range` asks for."},
    "416": describe_problem("unsatisfiable-range"),
}

_MAKING = Lock()

_REFERENCE = "#/components/schemas/{model}"


def _schemas(model: Any) -> dict[str, Any]:
    """A model's schema and those that it needs, by name."""
    made = model.model_json_schema(ref_template=_REFERENCE, mode="serialization")
    return {**made.pop("$defs", {}), made["title"]: made}


def _answers(path: str, operation: dict[str, Any], made: dict[str, Any]) -> None:
    """Say of a successful answer which headers it has, and which other shapes the parameters can give it."""
    answer = operation["responses"]["200"]
    asked = {parameter["name"]: parameter for parameter in operation.get("parameters", [])}
    files = operation["operationId"].startswith("export")
    told = _HEADERS | (_FILED if files else {})
    told |= _PAGED if operation["operationId"].startswith(("list", "search")) else {}
    operation["responses"] |= RANGES if files else {}
    if {"304"} <= operation["responses"].keys():
        operation.setdefault("parameters", []).append(dict(_SEEN))
        answer["headers"] = {name: {"description": text, "schema": {"type": "string"}} for name, text in told.items()}
    if "{format}" in path or JSON not in answer.get("content", {}):
        return
    if "shape" in asked:
        described = "With `shape=array`: the bare list."
        rows = {"type": "array", "items": {"type": "object"}, "description": described}
        answer["content"][f"{JSON}; shape=array"] = {"schema": rows}
    if "group_by" in asked:
        made["components"]["schemas"] |= _schemas(Groups)
        groups = {"$ref": _REFERENCE.format(model="Groups")}
        answer["content"][f"{JSON}; shape=groups"] = {"schema": groups}
    if "fields" in asked:
        partial = {"type": "object", "description": "With `fields`: as above, of each record only these."}
        answer["content"][f"{JSON}; shape=partial"] = {"schema": partial}


def document(app: FastAPI) -> dict[str, Any]:
    """The document, made once for an application: FastAPI cannot make it in two threads."""
    with _MAKING:
        if app.openapi_schema is None:
            app.openapi_schema = _made(app)
        return app.openapi_schema


def _made(app: Any) -> dict[str, Any]:
    made = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description.replace("](/", f"]({app.state.root}/"),
        routes=app.described,
        tags=app.openapi_tags,
        servers=app.servers,
        license_info=app.license_info,
    )
    made["components"]["schemas"] |= _schemas(errors.ProblemBody)
    general = [name for model in (Filters, ListQuery, Projection) for name in model.model_fields]
    linked = {MEDIA_TYPE: {"schema": {"type": "object", "description": "The same as JSON-LD."}}}
    resources = app.state.resources
    first = {resource.path for resource in resources if resource.path.count("/") == 1}

    citations = {f"{resource.path}/{{id}}/citation": number for number, resource in enumerate(resources, 1)}

    def position(path: str) -> tuple[bool, bool, bool, int]:
        """Lists, items, files, all else, citations: the order in which a reader looks for them."""
        own, of_list = path.removesuffix("/{id}"), path.removesuffix(".{format}")
        return path not in first, own not in first, of_list not in first, citations.get(path, 0)

    made["paths"] = {path: made["paths"][path] for path in sorted(made["paths"], key=position)}
    for path, methods in made["paths"].items():
        operation = methods["get"]
        # What a resource asks for before what every list has; inheritance gives them the other way round.
        operation.get("parameters", []).sort(key=lambda parameter: parameter["name"] in general)
        _answers(path, operation, made)
        for resource in resources:
            if path in (resource.path, f"{resource.path}/{{id}}"):
                operation["responses"]["200"]["content"] |= linked
            for parameter in operation.get("parameters", []):
                if parameter["name"] == "id" and path.startswith(f"{resource.path}/{{id}}"):
                    parameter["schema"]["examples"] = [resource.example]
        for parameter in operation.get("parameters", []):
            if parameter["required"]:  # so that "Try it out" has it filled in
                parameter["example"] = parameter["schema"]["examples"][0]
            if parameter["name"] == "limit" and "{format}" in path:  # without it a file is whole
                del parameter["schema"]["default"]
    for resource in resources:
        fields = made["components"]["schemas"][resource.out.__name__]["properties"]
        fields["id"]["examples"] = [resource.example]
        if not resource.address:
            fields["url"]["examples"] = [f"{resource.path}/{resource.example}"]
    _open_values(made)
    return made


def _open_values(made: dict[str, Any]) -> None:
    """Make the controlled values of answers strings, whose known values the description names.

    They grow. A generated client refuses a whole page for one value that its enum lacks; only what a client sends is
    closed. Enums that no parameter has are dropped.
    """
    schemas = made["components"]["schemas"]
    for schema in schemas.values():
        for name, field in schema.get("properties", {}).items():
            values: list[str] = []
            opened = _opened(field, schemas, values)
            if values:
                known = ", ".join(f"`{value}`" for value in dict.fromkeys(values))
                opened["description"] = f"{field['description']} Known values: {known}; more may come."
                schema["properties"][name] = opened
    used = set(_references(made["paths"])) | {one for schema in schemas.values() for one in _references(schema)}
    made["components"]["schemas"] = {name: one for name, one in schemas.items() if name in used or "enum" not in one}


def _opened(schema: dict[str, Any], schemas: dict[str, Any], values: list[str]) -> dict[str, Any]:
    """The schema with a string for each enum in it, whose values are noted."""
    referred = schemas.get(schema.get("$ref", "").rpartition("/")[2], {})
    listed = referred.get("enum") or schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    if listed:
        values += listed
        return {name: value for name, value in schema.items() if name not in ("$ref", "enum", "const")} | {
            "type": "string"
        }
    if "anyOf" in schema:
        choices = [_opened(one, schemas, values) for one in schema["anyOf"]]
        return schema | {"anyOf": [one for at, one in enumerate(choices) if one not in choices[:at]]}
    if "items" in schema:
        return schema | {"items": _opened(schema["items"], schemas, values)}
    return dict(schema)


def _references(node: Any) -> Iterator[str]:
    """The names of the schemas that a part of the document refers to."""
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].rpartition("/")[2]
        for one in node.values():
            yield from _references(one)
    elif isinstance(node, list):
        for one in node:
            yield from _references(one)
