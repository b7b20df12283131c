"""A snapshot reads one revision. It never mixes two revisions, but raises an error."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select, true

from app.db.engine import make_engine
from app.db.revision import IS_NEWEST, NEWEST_PUBLICATION, DataRevision, RevisionCache
from app.db.snapshot import Snapshot, SnapshotChangedError
from app.db.tables import Country
from app.settings import Settings

NEWEST = NEWEST_PUBLICATION.subquery()
COUNTRY = select(Country.body, NEWEST.c.revision, NEWEST.c.published_at).join(NEWEST, true()).where(Country.id == "KZ")


@pytest.fixture
def engine(seed_database: Settings) -> Iterator[Engine]:
    engine = make_engine(seed_database, for_requests=True)
    yield engine
    engine.dispose()


def read_newest(engine: Engine) -> DataRevision:
    with Snapshot(engine, engine, RevisionCache()) as snapshot:
        return snapshot.revision


@pytest.fixture
def old_cache(engine: Engine) -> RevisionCache:
    """The cache of a process whose newest revision is no longer the newest."""
    cache, newest = RevisionCache(), read_newest(engine)
    cache.newest = newest._replace(revision=newest.revision - 1)
    return cache


def test_a_row_tells_the_revision_if_nothing_was_read_before(engine: Engine, old_cache: RevisionCache) -> None:
    with Snapshot(engine, engine, old_cache) as snapshot:
        assert snapshot.fetch_with_revision(COUNTRY, {}) is not None
        assert snapshot.revision == old_cache.newest == read_newest(engine)


def test_a_row_of_another_revision_is_refused_after_a_fact_was_used(engine: Engine, old_cache: RevisionCache) -> None:
    old_cache.put((old_cache.newest, "name"), ["KZ"])
    with Snapshot(engine, engine, old_cache) as snapshot:
        assert snapshot.recall("name") == ["KZ"]
        with pytest.raises(SnapshotChangedError):
            snapshot.fetch_with_revision(COUNTRY, {})


def test_a_guarded_statement_and_a_transaction_refuse_another_revision(
    engine: Engine, old_cache: RevisionCache
) -> None:
    older = old_cache.newest
    with Snapshot(engine, engine, old_cache) as snapshot, pytest.raises(SnapshotChangedError):
        snapshot.fetch(lambda has_guard: select(Country.id).where(IS_NEWEST if has_guard else true()), {})
    old_cache.newest = older
    with Snapshot(engine, engine, old_cache) as snapshot:
        assert snapshot.revision == older
        with pytest.raises(SnapshotChangedError):
            snapshot.execute(select(Country.id))


def test_the_next_snapshot_asks_which_revision_is_the_newest(engine: Engine, old_cache: RevisionCache) -> None:
    with Snapshot(engine, engine, old_cache) as snapshot, pytest.raises(SnapshotChangedError):
        snapshot.hold()
    with Snapshot(engine, engine, old_cache) as snapshot:
        assert snapshot.revision == read_newest(engine)
