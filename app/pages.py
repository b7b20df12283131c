"""The answers of lists and items: stored bodies, a total order, a cursor, and what is asked to be included."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app import jsonld
from app.coverage import until
from app.errors import Problem, invalid, unknown_parameter
from app.models import Country, Evidence, Record, Withdrawal
from app.names import matches, nearest, suggest
from app.query import Include, Included, ListQuery, Order, resolve, statement

# --- cursor --------------------------------------------------------------------------------


def _fingerprint(query: ListQuery) -> str:
    """Tells one question from another; a cursor is good for the one that it was made for."""
    asked = query.model_dump(exclude={"limit", "cursor"}, exclude_defaults=True)
    return blake2b(repr((type(query).__name__, sorted(asked.items()))).encode(), digest_size=6).hexdigest()


def encode_cursor(query: ListQuery, key: Any, last_id: str) -> str:
    carried = key.isoformat() if isinstance(key, date) else key
    raw = json.dumps([_fingerprint(query), carried, last_id], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def decode_cursor(query: ListQuery, order: Order) -> tuple[Any, str]:
    """The key and id that a cursor carries. Raises ``Problem`` for one that we did not make for this question."""
    text = query.cursor or ""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        mark, key, last_id = json.loads(raw, parse_constant=_no_number)
        key = order.read(key)
        told = f"{last_id}{key}"
        if not isinstance(last_id, str) or "\0" in told or not told.encode():  # encode refuses lone surrogates
            raise ValueError(last_id)
    except (ValueError, TypeError, RecursionError, binascii.Error):
        message = "it is not a cursor of this service: take next_cursor from the page before, or leave it out"
        raise Problem("invalid-parameter", [invalid("cursor", text, message)]) from None
    if mark != _fingerprint(query):
        message = "it belongs to another question: keep the other parameters as they were, or leave it out"
        raise Problem("invalid-parameter", [invalid("cursor", text, message)])
    return key, last_id


# --- the page ------------------------------------------------------------------------------

ItemT = TypeVar("ItemT")


class Page(BaseModel, Generic[ItemT]):
    """One page of a list, in a total order."""

    items: list[ItemT] = Field(description="The records of this page.")
    total: int = Field(description="Records in the whole result, over all pages.", examples=[12])
    next_cursor: str | None = Field(
        description="Pass it as `cursor` for the next page; null on the last one.", examples=[None]
    )
    coverage_until: date | None = Field(
        description="Publication of the newest document that bears on the mechanisms or countries asked for, or of "
        "all: what is not here had not been reported in the documents read up to then.",
        examples=["2026-02-03"],
    )


def refuse_repeats(request: Request, query: BaseModel) -> None:
    """A parameter that takes one value and was given two is an error, not a silent choice."""
    given = [name for name, _ in request.query_params.multi_items()]
    repeated = {name for name in given if given.count(name) > 1}
    errors = [
        invalid(name, ", ".join(request.query_params.getlist(name)), "it takes one value and was given several")
        for name in sorted(repeated)
        if not isinstance(getattr(query, name), list)
    ]
    if errors:
        raise Problem("invalid-parameter", errors)


def page(request: Request, model: type[Record], query: ListQuery) -> Response:
    """Answer a list request with stored bodies, a count and a cursor, in a constant number of statements."""
    refuse_repeats(request, query)
    order = query.order(model)
    with request.app.state.sessions() as session:
        ids = resolve(session, query)
        matching = statement(model, query, ids)
        rows = matching.add_columns(order.column, model.body).order_by(*order.clauses()).limit(query.limit + 1)
        if query.cursor is not None:
            rows = rows.where(order.after(*decode_cursor(query, order)))
        found = session.execute(rows).all()
        total = session.scalar(select(func.count()).select_from(matching.subquery())) or 0
        shown = found[: query.limit]
        bodies = _with_included(session, model, {row[0]: row[2] for row in shown}, query.include)
        read = until(session, *(_asked(query, ids, kind) for kind in ("mechanism", "country")))
    cursor = encode_cursor(query, shown[-1][1], shown[-1][0]) if len(found) > query.limit else None
    body = (
        f'{{"items":[{",".join(bodies)}],"total":{total},"next_cursor":{json.dumps(cursor)},'
        f'"coverage_until":{json.dumps(read and read.isoformat())}}}'
    )
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    links = [f'<{_target(request, asked)}>; rel="first"']
    if cursor:
        links.append(f'<{_target(request, [*asked, ("cursor", cursor)])}>; rel="next"')
    headers = {"Link": ", ".join(links), "X-Total-Count": str(total)}
    return _answer(request, model, body, headers)


def _answer(request: Request, model: type[Record], body: str, headers: Mapping[str, str] | None = None) -> Response:
    """The body as JSON, or as the JSON-LD that it says to a client that asks for that."""
    varied = {"Vary": "Accept", **(headers or {})}
    if not jsonld.wanted(request.headers.get("accept", "")):
        return Response(body, headers=varied, media_type="application/json")
    linked = jsonld.document(model.kind, json.loads(body), str(request.base_url).rstrip("/"))
    content = json.dumps(linked, ensure_ascii=False, separators=(",", ":"))
    return Response(content, headers=varied, media_type=jsonld.MEDIA_TYPE)


def _asked(query: ListQuery, ids: dict[str, list[str]], kind: str) -> list[str]:
    """The records of a kind that a query names, in whichever parameter."""
    wheres = query.wheres()
    return [one for name, found in ids.items() if wheres[name].names == kind for one in found]


def _with_included(
    session: Session, model: type[Record], bodies: dict[str, str], include: list[Included] | None
) -> list[str]:
    """The bodies with what was asked for added, in one statement for all of them."""
    if not include or not bodies:
        return list(bodies.values())
    place = aliased(Evidence)
    rows = session.execute(
        select(model.id, place.body)
        .select_from(model)
        .join(place, model.evidenced(place))
        .where(model.id.in_(bodies))
        .order_by(place.document_id, place.start, place.id)
    )
    found: dict[str, list[str]] = {record_id: [] for record_id in bodies}
    for row in rows:
        found[row[0]].append(str(row[1]))
    return [f'{body[:-1]},"evidence":[{",".join(found[record_id])}]}}' for record_id, body in bodies.items()]


def refuse_unknown(request: Request) -> None:
    """A route that takes no parameters refuses any."""
    unknown = [unknown_parameter(request, name, value) for name, value in request.query_params.items()]
    if unknown:
        raise Problem("invalid-parameter", unknown)


def listed(items: Sequence[Any], read: date | None) -> Response:
    """Answer with a list that is small by nature, whole, in the envelope of all lists."""
    body = {"items": items, "total": len(items), "next_cursor": None, "coverage_until": read and read.isoformat()}
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(content, headers={"X-Total-Count": str(len(items))}, media_type="application/json")


def _target(request: Request, parameters: list[tuple[str, str]]) -> str:
    return request.url.path + (f"?{urlencode(parameters)}" if parameters else "")


class ItemQuery(BaseModel):
    """What every item takes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    include: Include = Field(
        None,
        description="`evidence` adds the places in documents that support the record, field by field.",
        examples=[["evidence"]],
    )


def find(session: Session, model: type[Record], spelling: str) -> tuple[str, str]:
    """Id and body of the record of that id in any case, or of the only one of that name."""
    key = spelling.upper() if model is Country else spelling.lower()
    body = session.scalar(select(model.body).where(model.id == key)) if "\0" not in key else None
    return (key, body) if body else _by_name(session, model, spelling, key)


def item(request: Request, model: type[Record], spelling: str, query: ItemQuery) -> Response:
    """Answer an item request: one stored body, with what was asked for added."""
    with request.app.state.sessions() as session:
        record_id, body = find(session, model, spelling)
        bodies = _with_included(session, model, {record_id: body}, query.include)
    return _answer(request, model, bodies[0])


def _by_name(session: Session, model: type[Record], spelling: str, key: str) -> tuple[str, str]:
    found = matches(session, [(model.kind, spelling)])[model.kind, spelling]
    if len(found) == 1:
        body = session.scalar(select(model.body).where(model.id == found[0]))
        if body:
            return found[0], body
    key = key.replace("\0", "")
    withdrawn = session.get(Withdrawal, (model.kind, key))
    if withdrawn:
        detail = f"{model.kind} {key} was withdrawn on {withdrawn.withdrawn_at:%Y-%m-%d}"
        raise Problem("withdrawn", detail=detail)
    if found:
        message = f"{len(found)} records are called {spelling!r}: ask for one by its id"
        raise Problem("not-found", [invalid("id", spelling, message, found)])
    behind = session.scalars(select(model.id).where(model.id >= key).order_by(model.id).limit(500))
    before = session.scalars(select(model.id).where(model.id < key).order_by(model.id.desc()).limit(500))
    near = nearest(key, [*behind, *before]) or suggest(session, model.kind, spelling)
    raise Problem("not-found", [invalid("id", spelling, f"no {model.kind} has that id", near)])
