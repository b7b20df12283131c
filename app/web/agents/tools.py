"""The tools of agents: what each takes, and what it answers. They call the functions that the API's routes call."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from starlette.datastructures import QueryParams

from app.api.error_handlers import problem_of
from app.api.query_route import parse_query
from app.domain.model import Model
from app.domain.text import nearest
from app.errors import Problem, invalid, invalid_parameter, nearest_or_all
from app.resource import Resource, page_path
from app.resources import evidence, trade_stats
from app.resources.resolve import ResolveQuery, read_candidates
from app.resources.search import SearchQuery, read_hits
from app.resources.trade_series import SeriesQuery
from app.web.agents.brevity import brief, citations, compact, is_empty, short
from app.web.agents.context import ToolContext
from app.web.agents.filters import NO_FILTERS, ToolFilters, filter_pairs
from app.web.reader import QueryPairs

DEFAULT_LIMIT, MAX_LIMIT = 10, 50
"""Records of an answer, and the greatest number that may be asked for."""

MAX_GROUPS, MAX_POINTS = 100, 100
"""Groups of a count and points of all series in an answer. ``cut`` says how many more there are."""

QueryT = TypeVar("QueryT", bound=BaseModel)


class Arguments(Model):
    """The arguments of a tool. An argument that is not declared is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    as_of: str | None = Field(None, description="Answer from the data of this day, moment or revision")


class ResolveName(Arguments):
    name: str = Field(description="Name, code, acronym or id")
    kind: str | None = Field(None, description="country, organization, official, mechanism or document")


def resolve_name(context: ToolContext, arguments: ResolveName) -> dict[str, Any]:
    pairs = [("q", arguments.name), *_parameters(kind=arguments.kind), ("limit", "5")]
    matches, total = _in_arguments(
        ResolveQuery, lambda: read_candidates(context.reader.snapshot, _parse_pairs(ResolveQuery, pairs)), q="name"
    )
    if not matches:
        message = "no record has a name like it: look for its words with search"
        raise invalid_parameter("name", arguments.name, message)
    names = ("kind", "label", "url", "matched", "exact")
    exact = [match for match in matches if match["exact"]]
    return {
        "items": [{name: match[name] for name in names} for match in exact or matches],
        "total": len(exact) or total,
    }


class Search(Arguments):
    words: str = Field(description='All must occur; "a phrase", OR, -word')
    kind: str | None = Field(None, description="Such as meeting or statement")
    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)
    cursor: str | None = None


def search(context: ToolContext, arguments: Search) -> dict[str, Any]:
    pairs = [("q", arguments.words), *_parameters(kind=arguments.kind, cursor=arguments.cursor)]
    pairs.append(("limit", str(arguments.limit)))
    result = _in_arguments(
        SearchQuery, lambda: read_hits(context.reader.snapshot, _parse_pairs(SearchQuery, pairs)), q="words"
    )
    if result.suggestions:
        message = "no record contains all these words"
        raise invalid_parameter("words", arguments.words, message, result.suggestions)
    until = None if result.total else context.until
    return _page([brief(hit) for hit in result.hits], result.total, result.cursor, until)


class FindRecords(Arguments):
    records: str
    filters: ToolFilters = Field(
        {},
        description="date (2025, 2025-07, 2025-01-01/2025-06-30, ../2010), country, between (KZ,TR), mechanism, "
        "official, topic, type, status, city, document, q (words), sort (-date); an unknown one is answered with all "
        "that the list has. Values: names in any spelling; a list for any of several; none for without; !x for not x",
    )
    fields: list[str] = Field([], description="Further fields to show, such as participants")
    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)
    cursor: str | None = None


def find_records(context: ToolContext, arguments: FindRecords) -> dict[str, Any]:
    resource = context.resource(arguments.records)
    _refuse_unknown_fields(resource, arguments.fields)
    pairs = [*filter_pairs(arguments.filters), ("limit", str(arguments.limit)), *_parameters(cursor=arguments.cursor)]
    page = _in_arguments(resource.query, lambda: context.reader.page(resource, pairs))
    further = arguments.fields
    items = [brief(record) | (compact(record, further) if further else {}) for record in page["items"]]
    suggestions = context.near_names(page["total"], pairs)
    return _page(items, page["total"], page["next_cursor"], page["coverage_until"]) | suggestions


class CountRecords(Arguments):
    records: str
    by: str | None = Field(None, description="Field, or two: year, country, mechanism, type, topic; year,mechanism")
    filters: ToolFilters = Field({}, description="As in find_records; sum=value adds up trade-stats of one unit")


def count_records(context: ToolContext, arguments: CountRecords) -> dict[str, Any]:
    resource = context.resource(arguments.records)
    pairs = filter_pairs(arguments.filters, ["sum"] if arguments.by else [])
    total = _in_arguments(resource.query, lambda: context.reader.total(resource, [p for p in pairs if p[0] != "sum"]))
    absence = {} if total else {"coverage_until": context.until, **context.near_names(total, pairs)}
    if arguments.by is None:
        return {"total": total, **absence}
    if "group_by" not in resource.query.model_fields:
        raise invalid_parameter("by", arguments.by, "this list is counted only as a whole")
    by = arguments.by
    group_pairs = [*pairs, ("group_by", by)]
    groups = _in_arguments(resource.query, lambda: context.reader.counts(resource, by, group_pairs), group_by="by")
    items = [_group(group) for group in groups[:MAX_GROUPS]]
    cut = {"cut": len(groups) - MAX_GROUPS} if len(groups) > MAX_GROUPS else {}
    return {"items": items, **cut, "total": total, **absence}


def _group(group: Mapping[str, Any]) -> dict[str, Any]:
    """A group without its address, and without labels that repeat values."""
    values = {name: group[name] for name in ("value", "count", "sum", "unit", "mixed") if name in group}
    label = {"label": group["label"]} if group["label"] != group["value"] else {}
    second = {"second": _group({"count": 0, **group["second"]})} if "second" in group else {}
    if second:
        del second["second"]["count"]
    return {**label, **values, **second}


def _comma_list(value: Any) -> Any:
    """A list of texts as one text with commas. Models send two countries in either form."""
    texts = isinstance(value, list) and value and all(isinstance(item, str) for item in value)
    return ",".join(value) if texts else value


class TradeSeries(Arguments):
    indicator: str | None = Field(
        None, description="trade, trade-target, investment-stock, investment-flow, companies, students, tourists, …"
    )
    between: Annotated[str | None, BeforeValidator(_comma_list)] = Field(None, description="KZ,TR")
    filters: ToolFilters = Field(
        {},
        description="flow (turnover, export, import), reporter, partner, product (none: all goods), date, unit",
    )


def trade_series(context: ToolContext, arguments: TradeSeries) -> dict[str, Any]:
    named_filters = dict(_parameters(indicator=arguments.indicator, between=arguments.between))
    if twice := [
        invalid(name, None, "it is given twice, also in filters") for name in named_filters if name in arguments.filters
    ]:
        raise Problem("invalid-parameter", twice)
    filters = arguments.filters | named_filters
    pairs = filter_pairs(filters)
    page = _in_arguments(SeriesQuery, lambda: context.reader.series(pairs))
    series: dict[str, dict[str, Any]] = {}
    for row in page["items"][:MAX_POINTS]:
        if row["series"] not in series:
            series_fields = {name: row[name] for name in ("label", "unit", "kind")}
            series[row["series"]] = {**series_fields, "points": []}
        series[row["series"]]["points"].append(_point(row))
    cut = {"cut": page["total"] - MAX_POINTS} if page["total"] > MAX_POINTS else {}
    notes = {**cut, "coverage_until": page["coverage_until"], **context.near_names(page["total"], pairs)}
    if not page["total"] and (count := context.reader.total(trade_stats.resource, pairs)):
        notes["in_no_series"] = f"{count} of find_records trade-stats: without a figure, or a rank among all countries"
    return {"series": [*series.values()], **notes}


def _point(row: Mapping[str, Any]) -> dict[str, Any]:
    """A period of a series, with the documents and paragraphs of its figure. A gap has no value and no sources."""
    if row["gap"]:
        return {"date": row["date"], "value": None}
    names = ("date", "value", "as_written", "growth_percent", "verdict", "url")
    values = {name: row[name] for name in names if not is_empty(row[name])}
    qualifier = {"qualifier": row["qualifier"]} if row["qualifier"] not in (None, "exact") else {}
    return {**values, **qualifier, "sources": citations(row["sources"])}


class GetRecord(Arguments):
    url: str = Field(description="/meetings/jspg-kz-tr-8, or a name that only one record has: /mechanisms/HLSCC")
    fields: list[str] = Field([], description="Only these, whole")


def get_record(context: ToolContext, arguments: GetRecord) -> dict[str, Any]:
    resource, record_id = context.locate(arguments.url)
    _refuse_unknown_fields(resource, arguments.fields)
    record = _record(context, resource, record_id)
    page = {"page": context.base + record["html_url"]} if record["html_url"] else {}
    return compact(record, arguments.fields) | page


class GetEvidence(Arguments):
    url: str
    field: str | None = Field(None, description="Only for this field, such as date")
    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)
    cursor: str | None = None


def get_evidence(context: ToolContext, arguments: GetEvidence) -> dict[str, Any]:
    resource, record_id = context.locate(arguments.url)
    record = _record(context, resource, record_id)
    pairs = [("record", record["id"]), ("kind", resource.model.kind), ("sort", "document")]
    pairs += [*_parameters(field=arguments.field, cursor=arguments.cursor), ("limit", str(arguments.limit))]
    page = _in_arguments(evidence.EvidenceQuery, lambda: context.reader.page(evidence.resource, pairs), kind="url")
    document_ids = {place["document"] for place in page["items"]}
    documents = {
        source["document"]: {
            **{name: source[name] for name in ("title", "publisher", "author", "published") if source[name]},
            "page": f"{context.base}{page_path('/documents/' + source['document'])}",
        }
        for source in record["sources"]
        if source["document"] in document_ids
    }
    places = [_place(place) for place in page["items"]]
    return {"record": brief(record), "documents": documents, **_page(places, page["total"], page["next_cursor"])}


def _record(context: ToolContext, resource: Resource, record_id: str) -> dict[str, Any]:
    """A record. An id that it suggests is suggested as an address, which the argument takes."""
    try:
        return dict(context.reader.record(resource, record_id, evidence=False))
    except Problem as problem:
        for item in problem.errors:
            item.parameter, item.suggestions = "url", [resource.record_url(near) for near in item.suggestions]
        raise


def _place(place: Mapping[str, Any]) -> dict[str, Any]:
    names = ("document", "paragraph", "row", "fields", "as_written", "quote", "says", "reason")
    values = {name: place[name] for name in names if not is_empty(place[name])}
    return values | ({"method": place["method"]} if place["method"] != "stated" else {})


def _parameters(**arguments: str | None) -> list[tuple[str, str]]:
    """The arguments that are given, as parameters."""
    return [(name, value) for name, value in arguments.items() if value is not None]


def _page(items: Sequence[Any], total: int, cursor: str | None, until: str | None = None) -> dict[str, Any]:
    next_page = {"next_cursor": cursor} if cursor else {}
    return {
        "items": short(items, frozenset()),
        "total": total,
        **next_page,
        **({"coverage_until": until} if until else {}),
    }


def _refuse_unknown_fields(resource: Resource, fields: Sequence[str]) -> None:
    names = list(resource.out.model_fields)
    errors = [
        invalid("fields", name, *nearest_or_all("these records have no such field", nearest(name, names), names))
        for name in fields
        if name not in names
    ]
    if errors:
        raise Problem("invalid-parameter", errors)


def _parse_pairs(model: type[QueryT], pairs: QueryPairs) -> QueryT:
    return parse_query(model, QueryParams(list(pairs)))


def _in_arguments(model: type[BaseModel], call: Callable[[], Any], **arguments: str) -> Any:
    """Return what ``call`` returns. If it refuses a parameter, raise ``Problem`` with the parameters of the model, some
    of which have other names in ``arguments``."""
    try:
        return call()
    except RequestValidationError as error:
        problem = problem_of(
            error, {name: field for name, field in model.model_fields.items() if name not in NO_FILTERS}
        )
    except Problem as error:
        problem = error
    problem.errors = [
        item.model_copy(update={"parameter": arguments.get(item.parameter, item.parameter)}) for item in problem.errors
    ]
    raise problem


@dataclass(frozen=True)
class Tool:
    """A tool: its description, its arguments, and the function that answers."""

    description: str
    arguments: type[Arguments]
    answer: Callable[[ToolContext, Any], dict[str, Any]]

    @property
    def name(self) -> str:
        return self.answer.__name__

    def schema(self, lists: Sequence[str]) -> dict[str, Any]:
        """The JSON Schema of the arguments, without what says nothing: each token counts."""
        schema = self.arguments.model_json_schema()
        properties = {name: _plain(value) for name, value in schema["properties"].items()}
        if "records" in properties:
            properties["records"] = {"type": "string", "enum": list(lists)}
        requirement = {"required": schema["required"]} if "required" in schema else {}
        return {"type": "object", "properties": properties, **requirement, "additionalProperties": False}

    def parse(self, arguments: Mapping[str, Any]) -> Arguments:
        """The arguments. Raises ``Problem`` for those that are refused, with the nearest valid ones."""
        try:
            return self.arguments.model_validate(arguments)
        except ValidationError as error:
            errors = [{**item, "loc": ("arguments", *item["loc"])} for item in error.errors()]
            raise problem_of(RequestValidationError(errors), self.arguments.model_fields) from None


def _plain(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A property without its title, its default and the null of an optional one."""
    arms = [arm for arm in schema.get("anyOf", ()) if arm != {"type": "null"}]
    whole = {**schema, **(arms[0] if len(arms) == 1 else {})}
    return {name: value for name, value in whole.items() if name not in ("title", "default", "anyOf")}


TOOLS = (
    Tool("What a name may mean: id and url of countries, people, mechanisms.", ResolveName, resolve_name),
    Tool("Find records of any kind by words, best match first.", Search, search),
    Tool(
        "List records, newest first: title, date, label, url. Meetings, agreements, statements (who said what), "
        "officials (posts: position, held_on), conflicts (where documents differ) and more.",
        FindRecords,
        find_records,
    ),
    Tool("Count the records of a list, whole or by fields.", CountRecords, count_records),
    Tool("Reported figures on trade and investment by period, oldest first, with sources.", TradeSeries, trade_series),
    Tool("One record: all its fields, with its sources by document and paragraph.", GetRecord, get_record),
    Tool(
        "The passages that state a record or one of its fields: document, paragraph, words. Cite these.",
        GetEvidence,
        get_evidence,
    ),
)
"""All tools, in the order in which an agent reads of them."""
