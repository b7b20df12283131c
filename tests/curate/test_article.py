"""A new article, from its file to an answer with evidence for each field."""

import os
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from app.cli import cli
from app.curate.draft_changes import Decide, Decision, DraftChange, Edit, PutAside
from app.curate.drafts import Draft
from app.curate.proposals import Quote
from app.domain.vocabulary import SetAside
from app.main import create_app
from app.settings import Settings
from tests.conftest import on_sqlite
from tests.seed_copies import copy_seed

ARTICLE = """\
Tashkent hosts fourth session of planning group

TASHKENT, March 9, 2026 – The fourth session of the Uzbekistan–Kazakhstan Joint Strategic Planning Group was held in \
Tashkent on Monday. Uzbek Foreign Minister Rustam Testov and Kazakh Foreign Minister Yermek Kosherbayev chaired it.

Trade between Uzbekistan and Kazakhstan reached $4.6 billion in 2025, and the ministers aim to raise it further.

At the end of the session they signed a cooperation plan for 2026–2027.

Photo: press service
"""


PARTICIPANTS = [
    {"official": "rustam-testov", "country": "UZ", "role": "co-chair", "position": "Foreign Minister"},
    {"official": "yermek-kosherbayev", "country": "KZ", "role": "co-chair", "position": "Foreign Minister"},
]
CHAIRS = [Quote(paragraph=2, quote=name, fields=["participants"]) for name in ("Rustam Testov", "Yermek Kosherbayev")]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def review(draft: Draft) -> None:
    """Accept what the rules propose, make sure that the meeting has its chairs, and set the other paragraphs aside."""
    cards = draft.state().cards
    meeting = next(card for card in cards if card.proposal.values["id"] == "jspg-kz-uz-4")
    quotes = [quote for quote in meeting.proposal.quotes if "participants" not in quote.fields]
    changes: list[DraftChange] = [
        Edit(
            by="Ada",
            proposal=meeting.number,
            values={**meeting.proposal.values, "participants": PARTICIPANTS},
            quotes=[*quotes, *CHAIRS],
        ),
        *(Decide(by="Ada", proposal=card.number, verdict=Decision.accepted) for card in cards),
        PutAside(by="Ada", paragraph=5, why=SetAside.furniture),
    ]
    for change in changes:
        draft.add(change, draft.state().version)


@pytest.mark.thorough
@on_sqlite
def test_an_article_comes_in_and_its_facts_are_served(
    tmp_path: Path, seed_database: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = str(copy_seed(tmp_path / "seed"))
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("COMMUNIQUE_")]:
        monkeypatch.delenv(name)
    Path("article.txt").write_text(ARTICLE, "utf-8")

    addition = run("add", "article.txt", "--directory", seed, "--id", "tashkent-session")
    assert addition.exit_code == 0, addition.output
    assert "the text was published on 2026-03-09" in addition.stdout

    refusal = run("accept", "tashkent-session", "--directory", seed, "--yes")
    assert "nothing was written" in refusal.stderr
    review(Draft(Path("drafts"), "tashkent-session"))
    monkeypatch.setenv("COMMUNIQUE_DATABASE_URL", seed_database.database_url.get_secret_value())
    acceptance = run("accept", "tashkent-session", "--directory", seed, "--yes", "--publish")
    assert acceptance.exit_code == 0, acceptance.output
    assert "accepted: " in acceptance.stdout

    again = run("add", "article.txt", "--directory", seed)
    assert "this text is there already: it is the document tashkent-session" in again.stderr
    Path("article.txt").write_text(ARTICLE.replace("Monday", "that day"), "utf-8")
    again = run("add", "article.txt", "--directory", seed)
    assert "also in the document tashkent-session" in again.stderr

    with TestClient(create_app(seed_database)) as client:
        meeting = client.get("/meetings/jspg-kz-uz-4?include=evidence").json()
        figures = client.get("/trade-stats?between=UZ,KZ").json()["items"]
    assert [person["official"]["name"] for person in meeting["participants"]] == ["Rustam Testov", "Yermek Kosherbayev"]
    assert (meeting["city"], meeting["date"], meeting["session"]) == ("Tashkent", "2026-03-09", 4)
    assert meeting["mechanism"]["id"] == "jspg-kz-uz"
    assert [agreement["title"][:16] for agreement in meeting["agreements"]] == ["Cooperation plan"]
    assert [figure["value"] for figure in figures] == [4_600_000_000]
    cited_fields = {field for place in meeting["evidence"] for field in place["fields"]}
    assert cited_fields >= {"session", "status", "date", "mechanism", "countries", "city", "country", "participants"}
    assert all(place["reviewed"] == 1 for place in meeting["evidence"])
