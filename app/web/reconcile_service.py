"""``/reconcile``: the Reconciliation API 0.2, by which OpenRefine and similar tools match names with records."""

import json
from typing import Annotated, Any, ClassVar

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import AfterValidator, Field, model_validator

from app import __version__
from app.api.addresses import Site
from app.api.body_route import BODY_RESPONSES, BodyRoute, RequestBody, other_types
from app.api.documentation import LIST_RESPONSES, SUBLIST_RESPONSES, describe_problem
from app.api.query_route import Handler, QueryRoute
from app.api.record_lookup import find_record
from app.api.snapshots import snapshot_as_of, snapshot_for
from app.api.turns import client_of
from app.domain import deadline
from app.domain.json_text import json_text
from app.domain.text import nearest
from app.errors import invalid_parameter, not_found
from app.query.coverage import data_state
from app.query.list_parameters import PastQuery
from app.query.name_choices import OneOf
from app.query.parameter_types import Maybe, WholeNumber, refuse_controls
from app.resource import Resource
from app.resources import reconcile
from app.resources.reconcile_answers import (
    BatchOut,
    EntitySuggestions,
    FlyoutOut,
    PropertySuggestions,
    ProposalsOut,
    ReconcileOut,
    TypeSuggestions,
)
from app.resources.reconcile_properties import ALL_KINDS, KINDS_OF_TYPE, TYPES, property_entries, split_id
from app.resources.reconcile_queries import (
    EXTEND_EXAMPLE,
    MAX_BATCH,
    MAX_QUERY_NAME,
    QUERIES_EXAMPLE,
    Batch,
    ExtensionText,
)
from app.web.html import render_page
from app.web.lists.cards import card_view
from app.web.pictures.drawing import tag
from app.web.pictures.routes import FRAME_POLICY

PATH = "/reconcile"

SUGGEST = (f"{PATH}/suggest/entity", f"{PATH}/suggest/property", f"{PATH}/suggest/type")
"""Paths of the suggest services."""

WIDGET_PARAMETERS = {
    "all_types", "callback", "exact", "filter", "format", "indent", "key", "lang", "mql_output", "output", "prefixed",
    "scoring", "spell", "stemmed", "type", "type_strict",
}  # fmt: skip
"""What the widget of OpenRefine, which was made for another service, adds to each request for suggestions."""

PREVIEW_SIZE = {"width": 430, "height": 240}

router = APIRouter(prefix=PATH, tags=["service"], route_class=QueryRoute)


class ReconcileQuery(PastQuery):
    queries: Maybe[Batch] = Field(
        None,
        description=f"A JSON object of at most {MAX_BATCH} queries, each under a key of yours.",
        examples=[json.dumps(QUERIES_EXAMPLE)],
    )
    extend: Maybe[ExtensionText] = Field(
        None,
        description=f"A JSON object with the `ids` of at most {MAX_BATCH} records, and `properties`.",
        examples=[json.dumps(EXTEND_EXAMPLE)],
    )


class ReconcileRequest(RequestBody, ReconcileQuery):
    """A batch of queries, or a data extension: one of the two."""

    max_bytes: ClassVar[int] = 131_072
    takes_long: ClassVar[bool] = True


Prefix = Annotated[str, AfterValidator(refuse_controls)]


class PrefixQuery(PastQuery):
    """The request of a widget while somebody types.

    Parameters of the widget that the service does not use are ignored, all others refused.
    """

    prefix: Prefix = Field(max_length=MAX_QUERY_NAME, description="The beginning of a name.", examples=["Fid"])
    cursor: Annotated[int, WholeNumber(0, 1000)] = Field(0, description="Number of suggestions to skip.")

    @model_validator(mode="before")
    @classmethod
    def _without_other_parameters(cls, values: dict[str, Any]) -> dict[str, Any]:
        ignored_names = WIDGET_PARAMETERS - cls.model_fields.keys()
        return {name: value for name, value in values.items() if name not in ignored_names}


class EntityPrefixQuery(PrefixQuery):
    type: Maybe[Annotated[str, OneOf("a type", [*TYPES])]] = Field(
        None, description="Only records of this type.", examples=["official"]
    )


class IdQuery(PastQuery):
    id: str = Field(
        min_length=1, max_length=MAX_QUERY_NAME, description="Id of a record, as candidates have it.",
        examples=["officials/hakan-fidan"],
    )  # fmt: skip


class FlyoutQuery(IdQuery):
    id: str = Field(
        min_length=1, max_length=MAX_QUERY_NAME, description="Id of the record, type or property.",
        examples=["officials/hakan-fidan"],
    )  # fmt: skip


class ProposalQuery(PastQuery):
    type: Annotated[str, OneOf("a type", [*TYPES])] = Field(description="A type.", examples=["official"])
    limit: Annotated[int, WholeNumber(1, 100)] = Field(100, description="Greatest number of properties.", examples=[10])


class BatchRoute(QueryRoute):
    """A route that compares many names, so that a client has one turn at a time, as for a long text."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def in_turn(request: Request) -> Response:
            if not request.query_params:
                return await handle(request)
            async with request.app.state.long_turns.turn(client_of(request.scope)):
                return await handle(request)

        self.handler = in_turn
        return in_turn


def _json(answer: Any, headers: dict[str, str]) -> Response:
    deadline.check()  # as a statement does: some of these answers need none
    text = json_text(answer)
    return Response(text, headers=headers, media_type="application/json")


def _resources(request: Request) -> dict[str, Resource]:
    return {resource.model.kind: resource for resource in request.app.state.resources if resource.model.kind in TYPES}


def manifest(base: str) -> dict[str, Any]:
    """What the service at an address offers."""

    def service(path: str) -> dict[str, str]:
        return {"service_url": base, "service_path": path}

    def suggest(path: str) -> dict[str, str]:
        flyout = f"{path.replace('/suggest/', '/flyout/')}?id=${{id}}"
        return service(path) | {"flyout_service_url": base, "flyout_service_path": flyout}

    return {
        "versions": ["0.2"],
        "name": "Communiqué",
        "identifierSpace": f"{base}/",
        "schemaSpace": base + PATH,
        "defaultTypes": [reconcile.type_entry(kind) for kind in TYPES],
        "batchSize": MAX_BATCH,
        "documentation": f"{base}/guide/openrefine",
        "serviceVersion": __version__,
        "view": {"url": f"{base}/explore/{{{{id}}}}"},
        "preview": {"url": f"{base}{PATH}/preview?id={{{{id}}}}", **PREVIEW_SIZE},
        "suggest": {path.rpartition("/")[2]: suggest(path) for path in SUGGEST},
        "extend": {"propose_properties": service(f"{PATH}/properties"), "property_settings": []},
    }


def _answer(request: Request, query: Any) -> Response:
    """The answer to a batch of queries or to a data extension; the manifest if there is neither."""
    if query.queries is not None and query.extend is not None:
        message = "it cannot be combined with `queries`: send one of the two"
        raise invalid_parameter("extend", None, message)
    base = Site(request.scope).base
    models = {kind: resource.model for kind, resource in _resources(request).items()}
    with snapshot_as_of(request, query.as_of) as snapshot:
        if query.queries is not None:
            answer = reconcile.reconcile_candidates(snapshot, models, query.queries, base)
        elif query.extend is not None:
            answer = reconcile.extend(snapshot, models, query.extend, base)
        else:
            answer = manifest(base)
        headers = data_state(snapshot).headers
    return _json(answer, headers)


_BATCH_RESPONSES: dict[int | str, Any] = {**LIST_RESPONSES, 413: describe_problem("too-large", PATH)}


def get_reconcile(query: Annotated[ReconcileQuery, Query()], request: Request) -> Response:
    """The manifest of the service; or, with `queries` or `extend`, what POST answers, for short requests."""
    return _answer(request, query)


def post_reconcile(request: Request, body: ReconcileRequest) -> Response:
    """Candidates for each name of `queries`, or with `extend` the values of properties of records.

    A property `….sources` has the source of each value: document, paragraph and address. A form has JSON in its field.
    """
    if body.queries is None and body.extend is None:
        raise invalid_parameter("queries", None, "send `queries` or `extend`")
    response = _answer(request, body)
    for name in ("Last-Modified", "Cache-Control"):  # which are of answers to GET
        del response.headers[name]
    return response


router.add_api_route(
    "",
    get_reconcile,
    route_class_override=BatchRoute,
    response_model=ReconcileOut,
    responses=_BATCH_RESPONSES,
    operation_id="getReconciliation",
    summary="Reconciliation Service",
)
router.add_api_route(
    "",
    post_reconcile,
    methods=["POST"],
    route_class_override=BodyRoute,
    response_model=BatchOut,
    responses=BODY_RESPONSES,
    openapi_extra=other_types(ReconcileRequest),
    operation_id="reconcile",
    summary="Reconcile Names",
)


@router.get(
    "/suggest/entity", response_model=EntitySuggestions, responses=LIST_RESPONSES, operation_id="getEntitySuggestions"
)
def suggest_entity(query: Annotated[EntityPrefixQuery, Query()], request: Request) -> Response:
    """Records that the beginning of a name may mean."""
    kinds = KINDS_OF_TYPE[query.type] if query.type else ALL_KINDS
    models = {kind: resource.model for kind, resource in _resources(request).items()}
    with snapshot_for(request) as snapshot:
        result = reconcile.suggest_entities(snapshot, models, query.prefix, kinds, query.cursor)
        headers = data_state(snapshot).headers
    return _json({"result": result}, headers)


@router.get(
    "/suggest/type", response_model=TypeSuggestions, responses=LIST_RESPONSES, operation_id="getTypeSuggestions"
)
def suggest_type(query: Annotated[PrefixQuery, Query()], request: Request) -> Response:
    """Types that the beginning of a name may mean."""
    return _static_answer(request, {"result": reconcile.suggest_types(query.prefix, query.cursor)})


@router.get(
    "/suggest/property",
    response_model=PropertySuggestions,
    responses=LIST_RESPONSES,
    operation_id="getPropertySuggestions",
)
def suggest_property(query: Annotated[PrefixQuery, Query()], request: Request) -> Response:
    """Properties that the beginning of a name may mean."""
    return _static_answer(request, {"result": reconcile.suggest_properties(query.prefix, query.cursor)})


@router.get("/properties", response_model=ProposalsOut, responses=LIST_RESPONSES, operation_id="getPropertyProposals")
def propose_properties(query: Annotated[ProposalQuery, Query()], request: Request) -> Response:
    """Properties that can be fetched for records of a type."""
    entries = property_entries(KINDS_OF_TYPE[query.type])[: query.limit]
    return _static_answer(request, {"type": query.type, "limit": query.limit, "properties": entries})


def _static_answer(request: Request, answer: Any) -> Response:
    """An answer that does not depend on the data."""
    with snapshot_for(request) as snapshot:
        return _json(answer, data_state(snapshot).headers)


def _record(request: Request, entity: str) -> tuple[Resource, dict[str, Any], dict[str, str]]:
    """The record with an id, its resource, and the headers of the answer. Raises ``Problem`` if there is none."""
    key = split_id(entity)
    if key is None:
        with snapshot_for(request) as snapshot:
            near = reconcile.nearest_ids(snapshot, entity)
        raise not_found("id", entity, reconcile.NO_ID, near)
    resource = _resources(request)[key[0]]
    with snapshot_for(request) as snapshot:
        _, body = find_record(snapshot, resource.model, key[1])
        headers = data_state(snapshot).headers
    return resource, json.loads(body), headers


@router.get(
    "/preview",
    response_class=Response,
    responses=SUBLIST_RESPONSES | {200: {"content": {"text/html": {"schema": {"type": "string"}}}}},
    operation_id="getEntityPreview",
)
def preview(query: Annotated[IdQuery, Query()], request: Request) -> Response:
    """A small page about a record, for a frame."""
    resource, record, headers = _record(request, query.id)
    answer = render_page(
        request,
        "preview.html",
        policy=FRAME_POLICY.format(request.app.state.frame_ancestors),
        title=record["label"],
        is_indexed=False,
        kind=TYPES[resource.model.kind],
        view=card_view(resource.card, record),
    )
    answer.headers.update(headers)
    return answer


@router.get("/flyout/{service}", response_model=FlyoutOut, responses=SUBLIST_RESPONSES, operation_id="getFlyout")
def fly_out(
    service: Annotated[
        str,
        OneOf("a suggest service", ["entity", "property", "type"]),
        Path(description="The suggest service.", examples=["entity"]),
    ],
    query: Annotated[FlyoutQuery, Query()],
    request: Request,
) -> Response:
    """A small preview of a suggestion: a record, a property or a type."""
    if service == "entity":
        resource, record, headers = _record(request, query.id)
        kind, words = TYPES[resource.model.kind], record["label"]
        html = tag("div", tag("p", tag("b", reconcile.entity_name(record))), tag("p", f"{kind}: {words}"))
        return _json({"id": query.id, "html": str(html)}, headers)
    names = TYPES if service == "type" else {entry["id"]: entry["description"] for entry in property_entries([*TYPES])}
    if query.id not in names:
        near = nearest(query.id, names)
        raise not_found("id", query.id, f"there is no {service} with that id", near)
    return _static_answer(request, {"id": query.id, "html": str(tag("p", names[query.id]))})
