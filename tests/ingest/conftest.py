"""A copy of the seed, a database that holds it, and the invented seed of ``sample_seed``."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from sqlalchemy import Engine

from app.db.engine import make_engine
from app.settings import Settings
from tests.ingest.loads import Clock
from tests.sample_seed import Example, example
from tests.seed_copies import SEED


@pytest.fixture
def sample(tmp_path: Path) -> Example:
    """An invented document with a valid seed, whose files are not yet written."""
    return example(tmp_path)


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    """A copy of the seed, which the test may change."""
    return copytree(SEED, tmp_path / "seed")


@pytest.fixture
def seed_engine(seed_database: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A database with the real seed, whose next load happens at a later time."""
    monkeypatch.setattr("app.ingest.publish.datetime", Clock)
    monkeypatch.setattr("app.ingest.loader.datetime", Clock)
    engine = make_engine(seed_database)
    yield engine
    engine.dispose()
