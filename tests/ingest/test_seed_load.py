"""Both kinds of database accept what the check of the seed accepts: texts, numbers and dates of every kind and
length."""

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from heapq import nlargest
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from anyascii import anyascii
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from app.db import tables
from app.db.engine import make_engine, make_sessions
from app.domain.free_text import MAX_TEXT_LENGTH, clean
from app.domain.text import fold
from app.ingest.findings import SeedError
from app.ingest.loader import load
from app.ingest.publish import publish
from app.ingest.seed_fields import MAX_ITEMS, SESSION_LIMIT
from app.ingest.seed_reader import Seed
from app.main import RESOURCES
from tests import sample_seed
from tests.conftest import SharedDatabases, on_postgresql
from tests.sample_seed import Example


@pytest.fixture(scope="module")
def empty_engine(
    backend: str, databases: SharedDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A database with the newest schema, in which no test commits anything."""
    engine = make_engine(databases.empty_copy(backend, tmp_path_factory.mktemp("load")))
    yield engine
    engine.dispose()


Record: TypeAlias = tuple[Any, str]
MEETING: Record = (tables.Meeting, "eg-9")


def bodies(engine: Engine, example: Example, *records: Record) -> list[Any]:
    """The published bodies of records after a load, which is rolled back."""
    seed = Seed(example.write().seed)
    with make_sessions(engine)() as session:
        load(session, seed)
        publish(session, RESOURCES, written_count=1)
        texts_of_bodies = [session.scalars(select(model.body).where(model.id == name)).one() for model, name in records]
        session.rollback()
    return [json.loads(text) for text in texts_of_bodies]


def texts(entry: Any) -> Iterator[tuple[Any, Any]]:
    """The places of the free texts in an entry: each is a mapping or list, and a key."""
    for key, value in entry.items():
        if key in (
            "title",
            "name",
            "official_name",
            "body",
            "venue",
            "occasion",
            "scope",
            "as_written",
            "quote",
            "says",
            "reason",
        ):
            yield entry, key
        elif key in ("aliases", "editorial_aliases"):
            yield from ((value, number) for number in range(len(value)))
        elif isinstance(value, list):
            for inner in value:
                if isinstance(inner, dict):
                    yield from texts(inner)


@cache
def longest_in_latin(count: int) -> str:
    """The characters that become longest when names are converted to Latin letters for look-ups."""
    return "".join(nlargest(count, map(chr, range(0x20, 0x30000)), key=lambda character: len(anyascii(character))))


CHANCE = random.Random(0)
EMOJI = [chr(code) for code in range(0x1F300, 0x1F5FF)]
EXTREMES = {
    "emoji": "".join(CHANCE.choices(EMOJI, k=80)),
    "Chinese": "".join(chr(CHANCE.randrange(0x4E00, 0x9FA5)) for _ in range(MAX_TEXT_LENGTH)),
    "Yi": "".join(chr(CHANCE.randrange(0xA000, 0xA48C)) for _ in range(MAX_TEXT_LENGTH)),
    "one long word": "a" * MAX_TEXT_LENGTH,
    "ligature": "ﷺ" * 50,
    "quotes": "'\"\\`%s %(a)s :a ? $1 {{ }} ; -- /* <b> & | ! ( ) * :* ".strip() * 5,
    "backslashes": "\\" * MAX_TEXT_LENGTH,
    "beyond 16 bits": "".join(chr(CHANCE.randrange(0x20000, 0x2A6D0)) for _ in range(MAX_TEXT_LENGTH)),
    "no letter": "—",
    "joiners": "a" + "\u200c" * (MAX_TEXT_LENGTH - 2) + "b",
    "marks": "a" + "\u0334" * (MAX_TEXT_LENGTH - 1),
}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("—", "neither a letter nor a digit"),
        ("***", "neither a letter nor a digit"),
        ("- the hall", "begins with a sign that excludes"),
        ("!x", "begins with a sign that excludes"),
        ("¡x", "begins with a sign that excludes"),
        ("None", "stands for records without a value"),
    ],
)
def test_a_name_that_no_filter_could_take_is_refused(tmp_path: Path, name: str, says: str) -> None:
    sample = sample_seed.example(tmp_path)
    fields = [
        ("ann-example", "editorial_aliases", [name]),
        ("eg-9", "venue", name),
        ("example", "publisher", name),
        ("trade-2020", "product", {"name": name}),
    ]
    for entry, field, value in fields:
        sample.entries[entry][field] = value
    with pytest.raises(SeedError) as error:
        Seed(sample.write().seed)
    for entry, field, _ in fields:
        assert re.search(rf"{entry}: {field}: .*{says}", str(error.value)), (entry, field)


def test_a_name_that_is_too_long_to_be_looked_up_is_refused(tmp_path: Path) -> None:
    sample = sample_seed.example(tmp_path)
    sample.entries["ann-example"]["editorial_aliases"] = [longest_in_latin(MAX_TEXT_LENGTH)]
    with pytest.raises(SeedError, match="ann-example: editorial_aliases: it is too long to be looked up"):
        Seed(sample.write().seed)


@on_postgresql
@pytest.mark.parametrize("extreme", ["longest in Latin", *EXTREMES])
def test_extreme_texts_are_loaded_wherever_they_stand(empty_engine: Engine, tmp_path: Path, extreme: str) -> None:
    sample = sample_seed.example(tmp_path)
    occasion = EXTREMES.get(extreme) or longest_in_latin(80)
    text = occasion if fold(occasion) else f"0 {occasion}"[:MAX_TEXT_LENGTH]
    sample.entries["eg-9"].update(venue=text, occasion=occasion)
    sample.entries["eg-9"]["evidence"][0]["fields"] += ["venue", "occasion"]
    for number, entry in enumerate(sample.entries.values()):
        for container, key in texts(entry):
            container[key] = (f"{number} " * (entry["id"] in ("KZ", "TR")) + text)[
                : 60 if key in ("as_written", "quote") else MAX_TEXT_LENGTH
            ].strip()
    (result,) = bodies(empty_engine, sample, MEETING)
    assert (result["title"], result["venue"], result["occasion"]) == (text, text, text)


@pytest.mark.thorough
def test_as_many_as_a_list_may_have_are_loaded(empty_engine: Engine, tmp_path: Path) -> None:
    sample = sample_seed.example(tmp_path)
    names = ["".join(CHANCE.choices(EMOJI, k=80)) for _ in range(MAX_ITEMS)]
    sample.entries["ann-example"].update(editorial_aliases=names, positions=[{"title": name} for name in names])
    sample.entries["eg"]["editorial_aliases"] = names
    (official,) = bodies(empty_engine, sample, (tables.Official, "ann-example"))
    assert len(official["positions"]) == MAX_ITEMS


letters = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).map(clean).filter(bool)
numbers = st.decimals(0, 10**9, places=4).map(str) | st.integers(0, 10**15 - 1).map(str)
points = st.dates().map(str) | st.dates().map(lambda day: str(day)[:7]) | st.dates().map(lambda day: str(day)[:4])
spans = points | st.tuples(points, points).map(sorted).map("/".join)


@pytest.mark.thorough
@on_postgresql
@settings(
    deadline=None, max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow],
)  # fmt: skip
@given(data=st.data())
def test_what_is_accepted_is_loaded_and_published_as_it_is(
    empty_engine: Engine, tmp_path: Path, data: st.DataObject
) -> None:
    sample = sample_seed.example(tmp_path)
    for entry in sample.entries.values():
        for container, key in list(texts(entry)):
            if entry["id"] not in ("KZ", "TR") and data.draw(st.booleans()):
                container[key] = data.draw(letters)
    meeting, stat = sample.entries["eg-9"], sample.entries["trade-2020"]
    meeting.update(session=data.draw(st.integers(1, SESSION_LIMIT - 1)), date=data.draw(spans))
    stat.update(value=data.draw(numbers), growth_percent=data.draw(numbers), date=data.draw(spans))
    sample.entries["example"]["date"] = data.draw(spans)
    sample.entries["eg"]["established"] = data.draw(spans)
    sample.entries["eg"]["evidence"][0]["fields"].append("established")
    sample.entries["ankara"].update(
        geonames=data.draw(st.integers(1, 2**31 - 1)), latitude="-90", longitude="179.99999"
    )
    try:
        seed = Seed(sample.write().seed)
    except SeedError:
        assume(False)
    result, figure = bodies(empty_engine, sample, MEETING, (tables.TradeStat, "trade-2020"))
    assert {key: result[key] for key in ("title", "session", "date")} == {
        key: meeting[key] for key in ("title", "session", "date")
    }
    (record,) = seed.records["trade-stat"]
    assert (figure["value"], figure["growth_percent"]) == (float(stat["value"]), float(stat["growth_percent"]))
    assert figure["as_written"] == getattr(record, "as_written", None) == stat["as_written"]
