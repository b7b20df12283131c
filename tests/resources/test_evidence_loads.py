"""Loads with and without the texts: quotes come and go, faults change nothing, and only changed evidence is new."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

from app.cli import cli
from app.db.engine import make_engine, make_sessions
from app.ingest.loader import load
from app.ingest.publish import publish
from app.ingest.seed_reader import Seed
from app.main import RESOURCES, create_app
from app.settings import Settings
from tests.api_requests import items
from tests.conftest import on_both, on_sqlite
from tests.ingest.loads import Clock, every_table
from tests.resources.test_evidence import Place
from tests.sample_seed import CONTENT, Example, example

pytestmark = on_sqlite


@pytest.fixture
def sample(tmp_path: Path) -> Example:
    return example(tmp_path).write()


@pytest.fixture
def empty(empty_database: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMMUNIQUE_DATABASE_URL", empty_database.database_url.get_secret_value())
    monkeypatch.setenv("COMMUNIQUE_LOG_LEVEL", "error")
    engine = make_engine(empty_database)
    yield engine
    engine.dispose()


def run_load(sample: Example, documents: Path | None) -> Result:
    environment = {"COMMUNIQUE_DOCUMENTS": str(documents) if documents else None}
    return CliRunner().invoke(cli, ["load", str(sample.seed)], env=environment)


def place_of(places: Iterable[str], field: str) -> str:
    """The id of the only place of a field. It ends with the document and the position in it."""
    (place,) = (place for place in places if place.startswith(f"{field}.example."))
    return place


def quotes(empty_database: Settings) -> dict[str, str | None]:
    with TestClient(create_app(empty_database)) as client:
        return {place["id"]: place["quote"] for place in items(client, "/evidence")}


@pytest.mark.thorough
@on_both
def test_quotes_come_with_the_texts_and_go_without(sample: Example, empty: Engine, empty_database: Settings) -> None:
    assert run_load(sample, sample.documents).exit_code == 0
    by_place = quotes(empty_database)
    assert by_place[place_of(by_place, "meeting.eg-9.city")] == (
        "The ninth meeting of the Example Group of Kazakhstan and Türkiye was held on May 3, 2021 in Ankara."
    )
    assert (
        by_place[place_of(by_place, "agreement.eg-9-package.count")] == "They signed 40 agreements, “the most so far.”"
    )
    assert all(quote and len(quote) < len(CONTENT) / 2 for quote in by_place.values())
    assert run_load(sample, None).exit_code == 0
    assert set(quotes(empty_database).values()) == {None}


@pytest.mark.thorough
@on_both
def test_text_or_place_that_does_not_match_changes_nothing(sample: Example, empty: Engine) -> None:
    assert run_load(sample, sample.documents).exit_code == 0
    before = every_table(empty)
    assert before["evidence"]
    sample.entries["eg-9"]["title"] = "A new title"
    sample.content = CONTENT.replace("40 agreements", "41 agreements")
    result = run_load(sample.write(), sample.documents)
    assert (result.exit_code, "example" in result.stderr) == (1, True)
    assert every_table(empty) == before
    sample.content = CONTENT
    sample.evidence_for("eg-9", "city").update(quote="to Ankara")
    result = run_load(sample.write(), sample.documents)
    assert (result.exit_code, "eg-9" in result.stderr) == (1, True)
    assert every_table(empty) == before
    assert run_load(sample, None).exit_code == 0
    assert every_table(empty) != before


@pytest.mark.thorough
@on_both
def test_only_what_changed_of_the_evidence_is_new(
    sample: Example, empty: Engine, empty_database: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reload() -> dict[str, Place]:
        with make_sessions(empty).begin() as session:
            load(session, Seed(sample.write().seed))
            publish(session, RESOURCES)
        with TestClient(create_app(empty_database)) as client:
            return {place["id"]: place for place in items(client, "/evidence")}

    before = reload()
    monkeypatch.setattr("app.ingest.publish.datetime", Clock)
    sample.entries["eg-9"]["occasion"] = "The most so far"
    sample.entries["eg-9"]["session"] = 10
    sample.evidence_for("eg-9", "session").update(reviewed=True)
    sample.evidence_for("eg-9", "status")["fields"].append("occasion")
    after = reload()
    changed_places = {i for i in after if after[i] != before.get(i)}
    assert changed_places == {place_of(after, "meeting.eg-9.session"), place_of(after, "meeting.eg-9.status")}
    assert after[place_of(after, "meeting.eg-9.status")]["fields"] == ["occasion", "status"]
    assert {after[i]["updated_at"] for i in changed_places} == {"2099-01-01T00:00:00Z"}

    sample.entries["eg-9"]["city"] = None
    sample.entries["eg-9"]["evidence"].remove(sample.evidence_for("eg-9", "city"))
    sample.entries.pop("trade-2020")
    removed_places = {place_of(after, "meeting.eg-9.city"), *(i for i in after if i.startswith("trade-stat."))}
    assert len(removed_places) > 1
    assert reload() == {i: place for i, place in after.items() if i not in removed_places}
