"""The names of the seed, which the tests of mentions share."""

import pytest

from app import DATA
from app.curate.names import Names
from app.curate.seed_names import names_of
from app.ingest.seed_reader import Seed


@pytest.fixture(scope="session")
def names() -> Names:
    return names_of(Seed(DATA / "seed"))
