"""A new article, from its file to an answer with evidence for each field."""

import os
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from app.cli import cli
from app.curate.drafts import Change, Decide, Draft, Propose, PutAside, Verdict
from app.curate.proposals import Confidence, Proposal, Quote
from app.domain.vocabulary import SetAside
from app.main import create_app
from app.settings import Settings
from tests.conftest import copy_seed, on_sqlite

ARTICLE = """\
Tashkent hosts fourth session of planning group

TASHKENT, March 9, 2026 – The fourth session of the Uzbekistan–Kazakhstan Joint Strategic Planning Group was held in \
Tashkent on Monday. Uzbek Foreign Minister Rustam Testov and Kazakh Foreign Minister Yermek Kosherbayev chaired it.

Trade between Uzbekistan and Kazakhstan reached $4.6 billion in 2025, and the ministers aim to raise it further.

At the end of the session they signed a cooperation plan for 2026–2027.

Photo: press service
"""


def proposal(kind: str, values: dict[str, Any], *quotes: tuple[int, str, str], reason: str | None = None) -> Proposal:
    """Each quote is a paragraph, words, and the names of fields with spaces between."""
    places = [
        Quote(paragraph=number, quote=words, fields=fields.split(), reason=reason if "country" in fields else None)
        for number, words, fields in quotes
    ]
    return Proposal(
        kind=kind, confidence=Confidence.high, values=values, quotes=places, why="It is stated.", by="reviewer:Ada"
    )


MINISTER = "Uzbek Foreign Minister Rustam Testov"
GROUP = "Uzbekistan–Kazakhstan Joint Strategic Planning Group"
FACTS = [
    proposal(
        "official",
        {"id": "rustam-testov", "name": "Rustam Testov", "country": "UZ", "positions": [
            {"title": "Foreign Minister", "class": "foreign-minister", "party": "UZ", "as_of": "2026-03-09"}]},
        (2, MINISTER, "name positions"),
    ),
    proposal(
        "mechanism",
        {"id": "jspg-kz-uz", "name": GROUP, "kind": "planning-group", "level": "foreign-ministers",
         "members": ["UZ", "KZ"]},
        (2, GROUP, "name members"),
    ),
    proposal("city", {"id": "tashkent", "name": "Tashkent", "country": "UZ"}, (2, "in Tashkent", "name")),
    proposal(
        "meeting",
        {"id": "jspg-kz-uz-4", "title": "Fourth session of the Uzbekistan–Kazakhstan Joint Strategic Planning Group",
         "type": "session", "status": "held", "date": "2026-03-09", "mechanism": "jspg-kz-uz", "session": 4,
         "city": "tashkent", "country": "UZ", "countries": ["UZ", "KZ"], "participants": [
            {"official": "rustam-testov", "country": "UZ", "role": "co-chair", "position": "Foreign Minister"},
            {"official": "yermek-kosherbayev", "country": "KZ", "role": "co-chair", "position": "Foreign Minister"}]},
        (2, "fourth session", "session"),
        (2, "was held", "status"),
        (2, "March 9, 2026", "date"),
        (2, GROUP, "mechanism countries"),
        (2, "in Tashkent", "city country"),
        (2, "Rustam Testov", "participants"),
        (2, "Yermek Kosherbayev", "participants"),
        reason="The text names the city; it is in Uzbekistan.",
    ),
    proposal(
        "agreement",
        {"id": "jspg-kz-uz-4-plan", "title": "Cooperation plan for 2026–2027", "type": "plan", "status": "signed",
         "date": "2026-03-09", "parties": ["UZ", "KZ"], "valid": "2026/2027", "mechanism": "jspg-kz-uz",
         "meeting": "jspg-kz-uz-4"},
        (4, "signed a cooperation plan", "title status"),
        (4, "At the end of the session", "meeting"),
        (4, "2026–2027", "valid"),
        (2, "March 9, 2026", "date"),
        (2, "Uzbekistan–Kazakhstan", "parties"),
    ),
    proposal(
        "trade-stat",
        {"id": "trade-kz-uz-2025", "indicator": "trade", "flow": "turnover", "reporter": "UZ", "partner": "KZ",
         "date": "2025", "value": 4_600_000_000, "unit": "USD", "qualifier": "exact", "authority": "press",
         "as_written": "$4.6 billion"},
        (3, "$4.6 billion", "value unit qualifier"),
        (3, "in 2025", "date"),
        (3, "Trade between Uzbekistan and Kazakhstan", "indicator reporter partner"),
    ),
    Proposal(
        kind="official", confidence=Confidence.high, values={"id": "yermek-kosherbayev"}, why="He is named.",
        quotes=[Quote(paragraph=2, quote="Kazakh Foreign Minister Yermek Kosherbayev", fields=["name", "positions"])],
        by="reviewer:Ada", record="yermek-kosherbayev",
    ),
]  # fmt: skip


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def decide(draft: Draft, proposals: list[Proposal]) -> None:
    """Reject what the rules propose, which is measured elsewhere, and accept the facts of a reviewer."""
    rules = len(draft.state().cards)
    changes: list[Change] = [
        Decide(by="Ada", proposal=number, verdict=Verdict.rejected) for number in range(1, rules + 1)
    ]
    accepted: list[Change] = [Decide(by="Ada", proposal=rules + number, verdict=Verdict.accepted)
                for number in range(1, len(proposals) + 1)]  # fmt: skip
    added: list[Change] = [Propose(by="Ada", added=proposal) for proposal in proposals]
    for change in (*changes, *added, *accepted, PutAside(by="Ada", paragraph=5, why=SetAside.furniture)):
        draft.add(change, draft.state().version)


@on_sqlite
def test_an_article_comes_in_and_its_facts_are_served(
    tmp_path: Path, seeded: Settings, monkeypatch: pytest.MonkeyPatch, restored_logging: None
) -> None:
    seed = str(copy_seed(tmp_path / "seed"))
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("COMMUNIQUE_")]:
        monkeypatch.delenv(name)
    Path("article.txt").write_text(ARTICLE, "utf-8")

    added = run("add", "article.txt", "--directory", seed, "--id", "tashkent-session")
    assert added.exit_code == 0, added.output
    assert "the text was published on 2026-03-09" in added.stdout

    refused = run("accept", "tashkent-session", "--directory", seed, "--yes")
    assert "nothing was written" in refused.stderr
    decide(Draft(Path("drafts"), "tashkent-session"), FACTS)
    monkeypatch.setenv("COMMUNIQUE_DATABASE_URL", seeded.database_url.get_secret_value())
    accepted = run("accept", "tashkent-session", "--directory", seed, "--yes", "--publish")
    assert accepted.exit_code == 0, accepted.output
    assert "accepted: " in accepted.stdout

    with TestClient(create_app(seeded)) as client:
        meeting = client.get("/meetings/jspg-kz-uz-4?include=evidence").json()
        mechanism = client.get("/mechanisms/jspg-kz-uz").json()
    assert [person["official"]["name"] for person in meeting["participants"]] == ["Rustam Testov", "Yermek Kosherbayev"]
    assert (meeting["city"], meeting["date"], mechanism["name"]) == ("Tashkent", "2026-03-09", GROUP)
    assert meeting["agreements"][0]["id"] == "jspg-kz-uz-4-plan"
    cited = {field for place in meeting["evidence"] for field in place["fields"]}
    assert cited >= {"session", "status", "date", "mechanism", "countries", "city", "country", "participants"}
    assert all(place["reviewed"] for place in meeting["evidence"])
