"""The names of the seed, the claims of a text, a client of the review, and a bench for acceptances."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app import DATA
from app.api.snapshots import open_snapshot
from app.curate.articles import Article
from app.curate.claims.facts import Facts
from app.curate.claims.judge import judge
from app.curate.claims.verdicts import Claim
from app.curate.names import Names
from app.curate.review.access import Tokens
from app.curate.review.api import create_review
from app.curate.review.desk import Desk
from app.curate.seed_names import names_in_seed
from app.domain.edtf import parse
from app.ingest.seed_reader import Seed
from app.main import create_app
from app.resources.claim_facts import facts_of
from tests.conftest import SharedDatabases
from tests.curate.claim_verdicts import Judge
from tests.curate.review_client import ORIGIN, PORT
from tests.curate.review_desk import make_desk
from tests.curate.reviewed_draft import Bench


@pytest.fixture(scope="session")
def names() -> Names:
    return names_in_seed(Seed(DATA / "seed"))


@pytest.fixture(scope="module")
def facts(databases: SharedDatabases) -> Facts:
    """What the sample records, to judge claims by."""
    app = create_app(databases.settings("sqlite"))
    with open_snapshot(app.state) as snapshot:
        return facts_of(snapshot)


@pytest.fixture(scope="module")
def claims(facts: Facts) -> Judge:
    """Judges a text by the sample."""

    @cache
    def read(text: str, publication: str | None = None) -> list[Claim]:
        article = Article(text, "en", parse(publication) if publication else None)
        return [claim for _, claims in judge(article, facts) for claim in claims or ()]

    return read


@pytest.fixture(scope="session")
def shared_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Desk, Tokens]]:
    """An application that all tests share, because it takes longer to make than a test takes."""
    desk, tokens = make_desk(tmp_path_factory.mktemp("first")), Tokens()
    with TestClient(create_review(desk, tokens, lambda: PORT), ORIGIN, raise_server_exceptions=False) as client:
        yield client, desk, tokens


@pytest.fixture
def tokens(shared_client: tuple[TestClient, Desk, Tokens]) -> Tokens:
    """The tokens that the application accepts."""
    return shared_client[2]


@pytest.fixture
def desk(shared_client: tuple[TestClient, Desk, Tokens], tmp_path: Path) -> Desk:
    """The desk of the application, on a new folder."""
    desk = shared_client[1]
    desk.folder = make_desk(tmp_path / "drafts").folder
    return desk


@pytest.fixture
def client(shared_client: tuple[TestClient, Desk, Tokens], desk: Desk, tokens: Tokens) -> TestClient:
    """A client of the review, with a token of its own, on a new folder."""
    client = shared_client[0]
    client.headers["Authorization"] = f"Bearer {tokens.session()}"
    return client


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A seed and a folder of drafts, new for each test."""
    return Bench(tmp_path)
