"""Answers as of a revision are the same to the byte as when it was the newest, whatever is loaded later."""

import json
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.api import past
from app.api.past import PastStates
from app.db import migrate
from app.db.archive import archive_newest, prunable, prune
from app.db.engine import database_url, make_engine
from app.db.past_files import make
from app.db.tables.publication import Publication
from app.main import RESOURCES, create_app
from app.query.coverage import PERMANENT_CACHE_CONTROL
from app.settings import Settings
from app.web.explorer import PAGE_QUERIES
from app.web.lists import list_pages
from tests.api_requests import first_error
from tests.conftest import SharedDatabases
from tests.ingest.loads import reload
from tests.quick_client import QuickClient
from tests.seed_copies import copy_seed, editing

REQUESTS = (
    "/meetings",
    "/meetings?country=KZ&sort=date&limit=3",
    "/meetings?mechanism=JSPG&shape=array",
    "/meetings?q=Ankara&sort=relevance",
    "/meetings?group_by=year,mechanism",
    "/meetings/facets?group_by=year",
    "/meetings.csv",
    "/meetings.ndjson?include=evidence",
    "/timeline?between=KZ,TR&fields=id,date,title",
    "/officials?q=Fidan",
    "/trade-stats/series?indicator=trade",
    "/trade-stats/series.csv?indicator=trade",
    "/trade-stats?figures=preferred&sort=value",
    "/conflicts",
    "/coverage",
    "/search?q=planning",
    "/resolve?q=Turkey",
    "/evidence?kind=meeting",
    "/meetings/jspg-kz-tr-8",
    "/meetings/jspg-kz-tr-8?include=documents",
    "/statements?include=history&withdrawn=include",
    "/meetings/jspg-kz-tr-8/history",
    "/changes?kind=!evidence&limit=1000",
    "/changes?include=record&country=KZ&limit=5",
    "/revisions",
    "/revisions/newest",
    "/meetings/jspg-kz-tr-8/citation",
    "/meetings/jspg-kz-tr-8/citation?style=bibtex",
    "/documents/jspg-8-report/records",
)
"""Requests of every kind whose answers do not contain the address of the request."""


class Service:
    """A service on a database into which the seed in a folder is loaded again and again."""

    def __init__(self, settings: Settings, folder: Path, empty: Settings) -> None:
        """``empty`` are the settings of a SQLite database with the newest schema, which takes seconds to make."""
        (folder / "past").mkdir()
        copyfile(database_url(empty).database or "", folder / "past" / f"{migrate.head()}.schema")
        self.settings = settings.model_copy(
            update={"past": folder / "past", "past_files": 2, "answer_timeout_ms": 60_000}
        )
        self.seed = copy_seed(folder / "seed")
        self.engine = make_engine(self.settings)
        self.app = create_app(self.settings)
        self.app.state.past = PastStates(self.settings, make)
        self.client: TestClient = QuickClient(self.app)

    def load(self) -> int:
        """Load the seed as the command does. Returns the revision."""
        reload(self.engine, self.seed)
        with self.engine.begin() as connection:
            archive_newest(connection)
        response = self.client.get("/countries")
        assert response.status_code == 200, response.text
        return int(response.headers["X-Data-Revision"])

    def change(self, chance: random.Random) -> None:
        """Change the seed in a few places, and withdraw a record."""
        with editing(self.seed / "meetings.yaml") as meetings:
            for meeting in chance.sample(list(meetings.values()), 2):
                meeting["title"] = f"Meeting {chance.random()}"
        with editing(self.seed / "trade_stats.yaml") as figures:
            for figure in chance.sample([figure for figure in figures.values() if figure.get("value")], 2):
                figure["value"] = chance.randrange(1, 10**9)
        text = "".join(path.read_text("utf-8") for path in sorted(self.seed.rglob("*.yaml")))
        with editing(self.seed / "statements.yaml") as statements:
            del statements[chance.choice([name for name in statements if text.count(name) == 1])]
        with editing(self.seed / "officials.yaml") as entries:
            chance.choice(list(entries.values())).setdefault("editorial_aliases", []).append(f"Alias {chance.random()}")

    def answers(self, as_of: object = None) -> dict[str, tuple[int, bytes, Any]]:
        """The status, body and headers of the answers to all requests."""
        answers = {}
        for path in REQUESTS:
            response = self.client.get(path if as_of is None else f"{path}{'&' if '?' in path else '?'}as_of={as_of}")
            names = ("X-Data-Revision", "Last-Modified", "X-Total-Count", "Content-Type")
            body = response.content.replace(f"as_of={as_of}&".encode(), b"")  # addresses of lists keep it
            answers[path] = response.status_code, body, [response.headers.get(name) for name in names]
        return answers


def differing(answers: dict[str, Any], other_answers: dict[str, Any]) -> dict[str, Any]:
    return {path: (answer, other_answers[path]) for path, answer in answers.items() if answer != other_answers[path]}


@contextmanager
def running(settings: Settings, folder: Path, databases: SharedDatabases) -> Iterator[Service]:
    service = Service(settings, folder, databases.empty_copy("sqlite", folder))
    with service.client, pytest.MonkeyPatch.context() as patch:
        patch.setattr(past, "FILE_WAIT_SECONDS", 50.0)  # on a busy machine
        yield service
    service.engine.dispose()


def test_past_answers_are_those_that_were_given_then(
    seed_database: Settings, tmp_path: Path, databases: SharedDatabases
) -> None:
    chance, answers = random.Random(19), {}
    with running(seed_database, tmp_path, databases) as service:
        for _ in range(3):
            service.change(chance)
            revision = service.load()
            answers[revision] = service.answers()
            assert service.client.get(f"{REQUESTS[0]}?as_of={revision}").content == answers[revision][REQUESTS[0]][1]
            assert {status for status, _, _ in answers[revision].values()} == {200}
        for revision in chance.sample(list(answers), len(answers)):
            assert differing(service.answers(revision), answers[revision]) == {}
        first, second, *_ = answers
        assert answers[first] != answers[second]
        assert service.answers() == answers[max(answers)]
        assert len(list((tmp_path / "past").glob("*.db"))) == 2
        assert_a_dropped_state_is_refused(service, *sorted(answers))


def assert_a_dropped_state_is_refused(service: Service, first: int, second: int, third: int) -> None:
    """Also by a worker that cached where the state was. The first archive stays, because the others need it."""
    for path in (service.settings.past or Path()).glob("*.db"):
        path.unlink()
    with service.engine.begin() as connection:
        states = prunable(connection, third)
        prune(connection, states.revisions)
    assert (states.revisions, states.base_count) == ([second], 1)
    error = first_error(service.client, f"/meetings?as_of={second}&limit=7")
    assert f"there is no archive of revision {second} here" in error["message"]
    assert error["suggestions"] == [str(first), str(third)]
    assert service.client.get(f"/meetings?as_of={first}&limit=7").status_code == 200


@pytest.fixture(scope="module")
def service(databases: SharedDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service after two loads. Tests share it and only read."""
    folder = tmp_path_factory.mktemp("past")
    with running(databases.copy("sqlite", folder), folder, databases) as service:
        chance = random.Random(20)
        for _ in range(2):
            service.change(chance)
            service.load()
        yield service


@pytest.fixture(scope="module")
def revisions(service: Service) -> list[int]:
    """The revisions of the service. The first was published before archives existed."""
    with service.engine.connect() as connection:
        return list(connection.scalars(select(Publication.revision).order_by(Publication.revision)))


def moment(revision: int) -> datetime:
    return datetime.strptime(str(revision), "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def test_a_moment_names_the_newest_state_until_then(service: Service, revisions: list[int]) -> None:
    _, old, new = revisions
    before = f"{moment(new) - timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}"
    tomorrow = f"{moment(new) + timedelta(days=1):%Y-%m-%d}"
    today = moment(new)
    states = {before: old, str(old): old, f"{today:%Y-%m-%dT%H:%M:%SZ}": new, tomorrow: new, str(new): new}
    states |= {f"{today:%Y-%m-%d}": new, f"{today:%Y%m%d}": new, f"{today:%G-W%V-%u}": new}  # the end of the day
    answers = {as_of: service.client.get(f"/meetings?as_of={as_of}").headers for as_of in states}
    assert {as_of: int(headers["X-Data-Revision"]) for as_of, headers in answers.items()} == states
    permanent = {as_of for as_of, headers in answers.items() if headers["Cache-Control"] == PERMANENT_CACHE_CONTROL}
    assert permanent == {before, str(old), str(new)}


def test_agents_and_reconciliation_ask_about_a_state(service: Service, revisions: list[int]) -> None:
    """Between the two revisions, a record was withdrawn."""
    client, totals = service.client, []
    for revision in revisions[1:]:
        arguments = {"records": "statements", "as_of": str(revision)}
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
        call |= {"params": {"name": "count_records", "arguments": arguments}}
        result = client.post("/mcp", json=call, headers={"Accept": "application/json, text/event-stream"}).json()
        totals.append(json.loads(result["result"]["content"][0]["text"])["total"])
        assert totals[-1] == client.get(f"/statements?as_of={revision}").json()["total"]
        query = {"queries": {"q": {"query": "Fidan"}}}
        answers = [
            client.post("/reconcile", json={**query, "as_of": str(revision)}),
            client.get("/reconcile", params={"queries": json.dumps(query["queries"]), "as_of": revision}),
            client.get(f"/reconcile/suggest/entity?prefix=Fid&as_of={revision}"),
            client.get(f"/reconcile/preview?id=officials/hakan-fidan&as_of={revision}"),
        ]
        assert [int(answer.headers["X-Data-Revision"]) for answer in answers] == [revision] * 4
        assert answers[0].json() == answers[1].json()
        assert answers[0].headers["Cache-Control"] == "no-store"
    assert totals[0] == totals[1] + 1
    unknown = client.post("/reconcile", json={**query, "as_of": "20991231000000"}).json()["errors"][0]
    assert (unknown["parameter"], unknown["suggestions"]) == ("as_of", [str(revisions[-1])])


def test_a_state_that_there_is_not_is_refused_with_the_nearest(service: Service, revisions: list[int]) -> None:
    first, old, new = revisions
    second_before = f"{moment(first) - timedelta(seconds=1):%Y%m%d%H%M%S}"
    faults: dict[str, tuple[str, list[Any]]] = {
        "2001-01-01": ("the data begin with", [first]),
        str(first): (f"there is no archive of revision {first} here: as_of may be", [old]),
        second_before: ("the data begin with", [first]),
        "20991231000000": ("there is no such revision", [new]),
        "20261399000000": ("is not a revision", []),
        "2026-02": ("is not a day, a moment such as", [first]),
        "7": ("nor a revision such as", []),
    }
    for as_of, (message, near) in faults.items():
        error = first_error(service.client, f"/meetings?as_of={as_of}")
        assert (error["parameter"], message in error["message"]) == ("as_of", True), error
        assert error["suggestions"] == list(map(str, near))
    later = f"/meetings?as_of={old}&updated_since={moment(new):%Y-%m-%dT%H:%M:%SZ}"
    assert first_error(service.client, later)["parameter"] == "updated_since"


def test_a_past_answer_is_never_taken_for_a_present_one(service: Service, revisions: list[int]) -> None:
    _, old, new = revisions
    paths = "/meetings?sort=title", "/meetings.csv?sort=title"
    for path in paths:
        answers = [service.client.get(f"{path}{as_of}") for as_of in ("", f"&as_of={old}", f"&as_of={new}", "")]
        present, past, newest, again = answers
        assert present.content == newest.content == again.content != past.content
        assert past.headers["ETag"] not in (present.headers["ETag"], newest.headers["ETag"])
        copy = {"If-None-Match": past.headers["ETag"]}
        assert service.client.get(f"{path}&as_of={old}", headers=copy).status_code == 304
        assert service.client.get(path, headers=copy).status_code == 200
        assert service.client.head(f"{path}&as_of={old}").headers["X-Data-Revision"] == str(old)


def test_links_keep_the_state(service: Service, revisions: list[int]) -> None:
    first = service.client.get(f"/meetings?limit=5&as_of={revisions[1]}")
    path = first.links["next"]["url"]
    assert f"as_of={revisions[1]}" in path
    second_page = service.client.get(path).json()["items"]
    whole = service.client.get(f"/meetings?as_of={revisions[1]}").json()["items"]
    assert first.json()["items"] + second_page == whole[:10]


def test_rows_that_a_cursor_counts_are_those_of_its_revision(service: Service, revisions: list[int]) -> None:
    path = f"/trade-stats/series?limit=1&as_of={revisions[1]}"
    page = f"{path}&cursor={service.client.get(path).json()['next_cursor']}"
    assert service.client.get(page).status_code == 200
    error = first_error(service.client, page.replace(f"&as_of={revisions[1]}", ""))
    assert (error["parameter"], f"add as_of={revisions[1]}" in error["message"]) == ("cursor", True)


def test_a_page_says_which_state_it_shows(service: Service, revisions: list[int]) -> None:
    old = revisions[1]
    renamed_meeting = next(
        meeting for meeting in service.client.get(f"/meetings?as_of={old}").json()["items"]
        if service.client.get(meeting["url"]).json()["title"] != meeting["title"]
    )  # fmt: skip
    page = service.client.get(f"{renamed_meeting['html_url']}?as_of={old}").text
    assert f"As of revision {old}" in page
    assert renamed_meeting["title"] in page
    assert "As of revision" not in service.client.get(renamed_meeting["html_url"]).text
    page = service.client.get(f"/explore/meetings?as_of={old}&sort=-date").text
    assert f"As of revision {old}" in page
    links = re.findall(r'href="(/explore/meetings/[^"]+)"', page)
    assert links
    assert [link for link in links if f"?as_of={old}" not in link] == []
    links = re.findall(r'href="(/briefings/[^"]+)"', service.client.get(f"/briefings?as_of={old}").text)
    assert links
    assert [link for link in links if f"?as_of={old}" not in link] == []
    permalink = service.client.get(f"{renamed_meeting['url']}/citation?as_of={old}").json()["permalink"]
    assert permalink.endswith(f"{renamed_meeting['html_url']}?as_of={old}")


def test_every_page_of_the_data_takes_a_state(service: Service, revisions: list[int]) -> None:
    queries = PAGE_QUERIES | list_pages.queries(RESOURCES)
    pages = [path for path, query in queries.items() if "as_of" in query.model_fields and path != "/"]
    samples = {"kind": "meetings", "id": "jspg-kz-tr-8", "pair": "kz-tr"}
    assert len(pages) > 10
    for page in pages:
        path = page.format(**samples)
        answer = service.client.get(f"{path}?as_of={revisions[1]}")
        assert (answer.status_code, answer.headers["X-Data-Revision"]) == (200, str(revisions[1])), path
        refusal = service.client.get(f"{path}?as_of=yesterday")
        assert (refusal.status_code, "nor a revision such as" in refusal.text) == (422, True), path


def test_oembed_answers_of_the_state_in_the_address(service: Service, revisions: list[int]) -> None:
    for address, part in (("/meetings/jspg-kz-tr-8", "explore/meetings/jspg-kz-tr-8"), ("/timeline", "embed/timeline")):
        answer = service.client.get("/oembed", params={"url": f"{address}?as_of={revisions[1]}"})
        assert answer.headers["X-Data-Revision"] == str(revisions[1])
        assert f"{part}?as_of={revisions[1]}" in answer.json()["html"]
        refusal = service.client.get("/oembed", params={"url": f"{address}?as_of=yesterday"})
        assert (refusal.status_code, refusal.json()["errors"][0]["parameter"]) == (404, "url")


@pytest.mark.parametrize("size", [0, 20, 100_000])
def test_a_file_that_a_crash_has_cut_is_made_again(service: Service, revisions: list[int], size: int) -> None:
    path = make(service.settings, revisions[1])
    whole = path.read_bytes()
    service.app.state.past = PastStates(service.settings, make)
    path.unlink()  # others may have it open
    path.write_bytes(whole[:size])
    assert service.client.get(f"/milestones?limit=3&as_of={revisions[1]}&q=a{size}").status_code == 200
    assert path.stat().st_size == len(whole)


def test_the_service_runs_the_command(service: Service, revisions: list[int]) -> None:
    path = make(service.settings, revisions[1])
    path.unlink()
    service.app.state.past = PastStates(service.settings)
    assert service.client.get(f"/milestones?as_of={revisions[1]}").status_code == 200
    assert path.exists()
