"""A load publishes every record again that shows a change, and hardly any other."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from sqlalchemy import Engine, delete, select

from app.db.engine import make_engine, make_sessions
from app.db.tables.publication import SearchEntry
from app.ingest import invalidation
from app.ingest.loader import load
from app.ingest.publish import publish
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import SEED_MODELS, MeetingSeed
from app.main import RESOURCES
from app.settings import Settings
from tests.conftest import on_postgresql, on_sqlite
from tests.seed_copies import SEED, editing

# What shows what is walked by queries that are the same on both databases.
NAME_FIELDS = {"title", "name", "official_name", "acronym", "publisher", "occasion", "venue", "as_written"}


@pytest.fixture
def engine(seed_database: Settings) -> Iterator[Engine]:
    engine = make_engine(seed_database)
    yield engine
    engine.dispose()


def reload(engine: Engine, seed: Path) -> dict[str, int]:
    """Load and publish. Returns how many records of each resource were rendered."""
    record_counts: dict[str, int] = {}

    def note(step: str, count: int, total: int) -> None:
        record_counts[step] = count

    with make_sessions(engine).begin() as session:
        written_count, withdrawn_count = load(session, Seed(seed))
        publish(session, RESOURCES, note, written_count=written_count, withdrawn_count=withdrawn_count)
    return record_counts


def search_entries(engine: Engine) -> dict[str, Any]:
    with engine.connect() as connection:
        rows = connection.execute(select(SearchEntry.__table__)).mappings()
        return {row["url"] + row["kind"]: {k: v for k, v in row.items() if k != "id"} for row in rows}


def bodies(engine: Engine) -> dict[tuple[str, str], Any]:
    with engine.connect() as connection:
        rows = {
            resource.path: connection.execute(select(resource.model.id, resource.model.body)) for resource in RESOURCES
        }
        return {(path, id): body for path in rows for id, body in rows[path]}


def published_state(engine: Engine) -> tuple[Any, Any]:
    """All published records without the times of their changes, and all search entries."""
    return {record: json.loads(body) | {"updated_at": None} for record, body in bodies(engine).items()}, search_entries(
        engine
    )


def nothing_is_left(engine: Engine) -> None:
    """Rendering all records again changes no stored body, and makes the same search entries."""
    before, entries_before = bodies(engine), search_entries(engine)
    with make_sessions(engine).begin() as session:
        session.execute(delete(SearchEntry))
        written_count = publish(session, RESOURCES, all_records=True)
    after = bodies(engine)
    assert [record for record in before if before[record] != after[record]] == []
    assert written_count == 0
    assert search_entries(engine) == entries_before


def rename(entry: dict[str, Any]) -> bool:
    """Change all names of an entry. Returns whether it has any."""
    result = [name for name in entry if name in NAME_FIELDS and entry[name]]
    for name in result:
        entry[name] = f"Other {entry[name]}"[:60].strip()
    if "aliases" in entry:
        entry["aliases"] = [*entry["aliases"], f"Alias of {entry['id']}"]
    return bool(result)


FILES = sorted(kind.file for kind in SEED_MODELS)


@pytest.mark.thorough
@on_sqlite
@pytest.mark.parametrize("files", [FILES[start::5] for start in range(5)], ids=",".join)
def test_nothing_shows_an_old_name(engine: Engine, tmp_path: Path, files: list[str]) -> None:
    """The first, middle and last entries of each kind get other names.

    Only a few kinds change at a time. Otherwise a record that shows names of two kinds would be rendered for either of
    them.
    """
    seed = copytree(SEED, tmp_path / "seed")
    have_changed = []
    for file in files:
        with editing(seed / file) as entries:
            entry_list = list(entries.values())
            have_changed += [
                rename(entry_list[at]) for at in {0, len(entry_list) // 2, len(entry_list) - 1} if entry_list
            ]
    assert any(have_changed)
    reload(engine, seed)
    nothing_is_left(engine)


@pytest.mark.thorough
@on_postgresql
def test_nothing_shows_the_old_names_of_all_kinds(engine: Engine, tmp_path: Path) -> None:
    """All names change at once, and then change back."""
    seed = copytree(SEED, tmp_path / "seed")
    before = published_state(engine)
    for kind in SEED_MODELS:
        with editing(seed / kind.file) as entries:
            for entry in [*entries.values()][::5]:
                rename(entry)
    reload(engine, seed)
    nothing_is_left(engine)
    reload(engine, SEED)
    assert published_state(engine) == before


LEAVING = ["agreements.yaml", "commitments.yaml", "milestones.yaml", "missions.yaml", "trade_stats.yaml"]


@pytest.mark.thorough
@on_sqlite
@pytest.mark.parametrize("file", LEAVING)
def test_nothing_shows_what_left_or_lacks_what_came(engine: Engine, tmp_path: Path, file: str) -> None:
    seed = copytree(SEED, tmp_path / "seed")
    with editing(seed / file) as entries:
        left_ids = list(entries)[::2]
        for record in left_ids:
            del entries[record]
    with editing(seed / "statements.yaml") as statements:
        for statement in statements.values():
            statement["about"] = [record for record in statement.get("about", []) if record["id"] not in left_ids]
    before = published_state(engine)
    reload(engine, seed)
    nothing_is_left(engine)
    reload(engine, SEED)
    assert published_state(engine) == before


@pytest.mark.thorough
@on_sqlite
def test_nothing_counts_a_meeting_that_moved(engine: Engine, tmp_path: Path) -> None:
    """It moves to another mechanism, another date and another document."""
    seed = copytree(SEED, tmp_path / "seed")
    with editing(seed / "meetings.yaml") as meetings:
        meeting = meetings["jspg-kz-tr-8"]
        meeting |= {"mechanism": "jec-kz-tr", "date": "2020-01-01"}
        del meeting["part_of"]
        for place in meeting["evidence"]:
            if place["document"] == "jspg-8-report":
                place["document"] = "hlscc-5-preview"
    reload(engine, seed)
    nothing_is_left(engine)


@pytest.mark.thorough
@on_sqlite
def test_a_changed_value_moves_figures_between_groups(engine: Engine, tmp_path: Path) -> None:
    seed = copytree(SEED, tmp_path / "seed")
    with editing(seed / "trade_stats.yaml") as stats:
        for stat in [stat for stat in stats.values() if "value" in stat][::3]:
            stat["value"] = str(float(stat["value"]) * 2)
    reload(engine, seed)
    nothing_is_left(engine)


@on_sqlite
def test_an_official_is_published_with_what_shows_it(engine: Engine, tmp_path: Path) -> None:
    seed = copytree(SEED, tmp_path / "seed")
    with editing(seed / "officials.yaml") as officials:
        official = officials["nurlan-yermekbayev"] if "nurlan-yermekbayev" in officials else officials["hakan-fidan"]
        rename(official)
    all_meetings = [record for record in Seed(SEED).records["meeting"] if isinstance(record, MeetingSeed)]
    meetings = sum(any(place.official == official["id"] for place in meeting.participants) for meeting in all_meetings)
    record_counts = reload(engine, seed)
    assert 0 < record_counts["/meetings"] == meetings < len(all_meetings)
    assert record_counts["/officials"] == 1
    assert "/trade-stats" not in record_counts
    assert "/milestones" not in record_counts


@on_sqlite
def test_loading_the_same_again_renders_nothing(engine: Engine) -> None:
    assert {step for step in reload(engine, SEED) if step != "load"} == set()


def test_every_reference_between_records_is_walked_both_ways() -> None:
    """The service finds references of new tables by itself, but not polymorphic ones."""
    forward = {
        (table.name, target.name) for table in invalidation.MODELS for target, _, _ in invalidation._forward(table)
    }
    backward = {
        (table.name, target.name) for table in invalidation.MODELS for target, _, _ in invalidation._backward(table)
    }
    assert ("meetings", "officials") in forward
    assert ("officials", "meetings") in backward
    assert {(b, a) for a, b in forward if b != "evidence"} <= backward | {("figure_groups", "trade_stats")}
