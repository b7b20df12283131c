"""Every kind of database gives the same answer to each GET of the OpenAPI document with each documented example.

All databases are loaded at the same times of a fixed clock, so that answers are equal to the byte. A variant of the
seed is loaded first, so that the second load adds, changes and withdraws records.
"""

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, inspect, select

from app.db import migrate
from app.db.engine import Base, make_engine
from app.main import create_app
from app.settings import Settings
from tests.api_requests import method_for, required_parameters
from tests.conftest import ROOT, SharedDatabases
from tests.ingest.loads import reload
from tests.quick_client import QuickClient
from tests.seed_copies import SEED, copy_seed, editing

CITUS_URL = os.environ.get("COMMUNIQUE_TEST_CITUS_URL")
COMPARED_HEADERS = ("content-type", "etag", "last-modified", "link", "location", "x-data-revision", "x-total-count")


class Request(NamedTuple):
    path: str
    params: tuple[tuple[str, Any], ...]


class Answer(NamedTuple):
    status: int
    headers: tuple[str | None, ...]
    digest: str


class Clock(datetime):
    """A clock that advances by a day for each load, on every database."""

    moment: datetime

    @classmethod
    def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
        return cls.moment


SHOWS = {
    "/meetings/map.svg": "/meetings",
    "/mechanisms/{id}/calendar.ics": "/meetings",
    "/mechanisms/{id}/meetings": "/meetings",
    "/timeline.svg": "/timeline",
    "/trade-stats/chart.svg": "/trade-stats",
    "/trade-stats/chart.vl.json": "/trade-stats",
    "/trade-stats/series": "/trade-stats",
}
"""The list whose conditions a path takes, by path. Their shared parameters are declared in the same words. Facets take
the conditions of their list too."""


def requests(document: dict[str, Any]) -> Iterator[Request]:
    """Each path with the examples of its own parameters, and then with each example of each query parameter, beside the
    parameters that it requires.

    Files, PNG and embedded pictures are requested without such parameters, since they show what their list or SVG
    shows. A path in ``SHOWS`` is requested without the parameters of its list. Facets are requested with each example
    of ``group_by``, each time with another filter.
    """

    def resolve(part: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in part:
            _, _, group, name = part["$ref"].split("/")
            part = document["components"][group][name]
        return part

    def parameters_of(path: str) -> list[Any]:
        return [resolve(parameter) for parameter in document["paths"][path]["get"].get("parameters", ())]

    def examples(parameter: dict[str, Any]) -> list[Any]:
        schema = resolve(parameter["schema"])
        items = resolve(schema.get("items", {}))
        values = parameter.get("examples") or schema.get("examples") or schema.get("enum") or items.get("enum")
        if isinstance(values, dict):
            values = [resolve(value)["value"] for value in values.values()]
        return list(values or ())

    for path, operations in document["paths"].items():
        if "get" not in operations:
            continue
        parameters = parameters_of(path)
        list_path = SHOWS.get(path) or (path.removesuffix("/facets") if path.endswith("/facets") else None)
        of_list = parameters_of(list_path) if list_path else []
        path_parameters = [parameter for parameter in parameters if parameter["in"] == "path"]
        needed_parameters = [
            parameter for parameter in parameters if parameter["in"] == "query" and parameter["required"]
        ]
        always = tuple((parameter["name"], str(examples(parameter)[0])) for parameter in needed_parameters)
        addresses = [
            path.format_map(
                {parameter["name"]: value for parameter, value in zip(path_parameters, values, strict=True)}
            )
            for values in itertools.product(*map(examples, path_parameters))
        ]
        assert addresses, f"{path} has a parameter without an example"
        yield from (Request(address, always) for address in addresses)
        for parameter in (
            () if "{format}" in path or path.endswith(".png") or path.startswith("/embed/") else parameters
        ):
            if (
                parameter["in"] == "query"
                and parameter["name"] != "cursor"
                and parameter not in needed_parameters + of_list
            ):
                needed_pairs = tuple({**dict(always), **required_parameters(path, parameter["name"])}.items())
                for value in examples(parameter):
                    yield Request(addresses[0], (*needed_pairs, *query_pairs(parameter, value)))
        if path.endswith("/facets"):
            filters = [parameter for parameter in of_list if parameter in parameters and filters_alone(path, parameter)]
            groups = next(examples(parameter) for parameter in needed_parameters if parameter["name"] == "group_by")
            for group, parameter in zip(groups, itertools.cycle(filters), strict=False):
                yield Request(addresses[0], (("group_by", str(group)), *query_pairs(parameter, examples(parameter)[0])))


def query_pairs(parameter: dict[str, Any], value: Any) -> list[tuple[str, str]]:
    """An example of a parameter as names and values of a query. A list repeats the parameter."""
    return [(parameter["name"], str(part)) for part in (value if isinstance(value, list) else [value])]


def filters_alone(path: str, parameter: dict[str, Any]) -> bool:
    """Whether a parameter chooses records without the help of another parameter."""
    name = parameter["name"]
    return parameter["in"] == "query" and name not in ("sum", "shape", "as_of") and not required_parameters(path, name)


@contextmanager
def client_of(
    settings: Settings, directory: Path, prepare: Callable[[Any], None] | None = None
) -> Iterator[TestClient]:
    """A client of an empty database, into which records are then loaded, changed and withdrawn."""
    variant = copy_seed(directory / "variant", ROOT / "tests" / "data")
    with editing(variant / "officials.yaml") as officials, editing(variant / "milestones.yaml") as milestones:
        officials["hakan-fidan"]["name"] = "H. Fidan"
        del milestones["kz-tr-relations-1992"]
    engine = make_engine(settings)
    migrate.upgrade(engine)
    if prepare:
        prepare(engine)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.ingest.publish.datetime", Clock)
        patch.setattr("app.ingest.loader.datetime", Clock)
        for day, seed in enumerate((variant, SEED)):
            Clock.moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day)
            written_count, withdrawn_count, _ = reload(engine, seed)
            assert withdrawn_count if seed is SEED else written_count
    engine.dispose()
    with QuickClient(create_app(settings)) as client:
        client.follow_redirects = False
        yield client


def ask(client: TestClient, request: Request) -> Answer:
    answer = client.request(method_for(request.path), request.path, params=request.params)
    headers = tuple(answer.headers.get(name) for name in COMPARED_HEADERS)
    return Answer(answer.status_code, headers, sha256(answer.content).hexdigest())


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, databases: SharedDatabases) -> dict[Request, Answer]:
    """The answers of the service on SQLite."""
    directory = tmp_path_factory.mktemp("sqlite")
    with client_of(databases.empty_copy("sqlite", directory), directory) as client:
        return {question: ask(client, question) for question in requests(client.get("/openapi.json").json())}


def differences(client: TestClient, answers: dict[Request, Answer]) -> list[tuple[Request, Answer, Answer]]:
    assert len(answers) > 700
    pairs = ((request, answer, ask(client, request)) for request, answer in answers.items())
    return [(request, first_answer, actual) for request, first_answer, actual in pairs if first_answer != actual]


OFF = "/report"
"""The start of the paths that are off by default."""


def test_every_example_is_answered(answers: dict[Request, Answer]) -> None:
    statuses = {request: answer.status for request, answer in answers.items() if not request.path.startswith(OFF)}
    assert {request: status for request, status in statuses.items() if status not in (200, 303)} == {}


def test_sqlite_and_postgresql(answers: dict[Request, Answer], tmp_path: Path, databases: SharedDatabases) -> None:
    with client_of(databases.empty_copy("postgresql", tmp_path), tmp_path) as client:
        assert differences(client, answers) == []


@pytest.mark.skipif(not CITUS_URL, reason="COMMUNIQUE_TEST_CITUS_URL names no empty database of a Citus coordinator")
def test_sqlite_and_citus(answers: dict[Request, Answer], tmp_path: Path) -> None:
    """Each table is a reference table, of which each node has a copy."""
    settings = Settings.model_validate({"database_url": CITUS_URL, "log_level": "error"})
    engine = make_engine(settings)
    assert inspect(engine).get_table_names() == [], "the database of COMMUNIQUE_TEST_CITUS_URL must be empty"

    def distribute(engine: Any) -> None:
        with engine.begin() as connection:
            for table in Base.metadata.sorted_tables:
                connection.execute(select(func.create_reference_table(table.name)))

    try:
        with client_of(settings, tmp_path, distribute) as client:
            assert differences(client, answers) == []
    finally:
        migrate.downgrade(engine)
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE alembic_version")
        engine.dispose()
