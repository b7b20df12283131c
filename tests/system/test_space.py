"""The size of a record in a database, with its evidence, its names and its entry in the full-text index."""

from pathlib import Path

from sqlalchemy import create_engine, text

from app.db import migrate
from app.db.engine import make_engine, make_sessions
from app.ingest.loader import load
from app.ingest.publish import publish
from app.main import RESOURCES
from app.settings import Settings
from benchmarks.made_up_world import World

MAX_BYTES = 12_500
"""Bytes of a record with evidence for eight fields, including its first version. With 40,000 records it is some hundred
bytes less than here."""


def test_a_record_takes_little_space(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'made.db'}"
    engine = make_engine(Settings.model_validate({"database_url": url}))
    migrate.upgrade(engine)
    world = World(200, 600)
    with make_sessions(engine).begin() as session:
        load(session, world)  # type: ignore[arg-type]
        publish(session, RESOURCES)
    engine.dispose()
    plain = create_engine(url)
    with plain.connect() as connection:
        size = connection.scalar(text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"))
        places, fields = connection.execute(
            text("SELECT count(*), sum(length(fields) - length(replace(fields, ' ', '')) + 1) FROM evidence")
        ).one()
    plain.dispose()
    assert size / len(world) < MAX_BYTES
    assert (places < 2 * len(world), fields > 6 * len(world)) == (True, True)
