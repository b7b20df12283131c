"""Parts of documents: a block of a page that is younger than the page has its own date."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from app.db.records import Document, DocumentPart
from app.ingest.publish import _source
from app.ingest.seed_schema import DocumentSeed
from tests.api_requests import Params, ask, ids, items
from tests.conftest import on_both, on_sqlite
from tests.made_up_tables import BEFORE
from tests.sample_seed import Example, example

pytestmark = on_sqlite

PART = {"id": "related", "title": "Related", "date": "../2023-06"}


def test_a_document_shows_its_parts(tables: TestClient) -> None:
    assert ask(tables, f"/documents/{BEFORE}")["parts"] == [
        PART | {
            "first_paragraph": 1, "last_paragraph": 1, "date_start": None, "date_end": "2023-06-30",
            "date_precision": "before", "status": "related",
        }
    ]  # fmt: skip
    assert tables.get(f"/explore/documents/{BEFORE}").status_code == 200


def test_a_meeting_that_only_a_part_reports_names_the_part(client: TestClient) -> None:
    meetings = ask(client, "/documents/fidan-astana-visit")["meetings"]
    parts = {meeting["id"]: meeting["part"] for meeting in meetings}
    assert parts["sco-summit-tianjin-2025"] == "related-articles"
    assert parts["fidan-tokayev-2023-09-11"] is None


def test_a_record_of_one_part_has_its_date(tables: TestClient) -> None:
    (source,) = ask(tables, "/milestones/embassy-by-1992-10")["sources"]
    assert (source["part"], source["published"]) == (PART, "../2023-06")
    assert "by Jun 2023" in tables.get("/explore/milestones/embassy-by-1992-10").text


@on_both
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"published_to": "2022-11"}, ["embassy-by-1992-10", "embassy-in-1992-11"]),
        ({"published_from": "2023"}, ["embassy-by-1992-10", "embassy-in-1992-11"]),
        ({"published_from": "2023-07"}, []),
    ],
)
def test_a_record_is_found_by_the_date_of_the_part(tables: TestClient, params: Params, expected: list[str]) -> None:
    assert sorted(ids(tables, "/milestones", {"document": BEFORE, **params})) == expected


def test_what_a_younger_part_reports_was_published_with_it(client: TestClient) -> None:
    for path, params in (("/milestones", {}), ("/agreements", {}), ("/timeline", {"kind": "agreement"})):
        of_part = {"document": "fidan-astana-visit", **params}
        younger = ids(client, path, {**of_part, "published_from": "2025-09"})
        older = ids(client, path, {**of_part, "published_to": "2024"})
        sources = {record["id"]: record["sources"] for record in items(client, path, of_part)}
        dates = {
            name: [s["published"] for s in sources[name] if s["document"] == "fidan-astana-visit"] for name in sources
        }
        assert sorted(younger) == sorted(name for name, (date,) in dates.items() if date.startswith("2025")), path
        assert younger, path
        assert sorted(older) == sorted(name for name, (date,) in dates.items() if date.startswith("2023")), path


def test_a_record_is_cited_by_the_date_of_the_part(tables: TestClient) -> None:
    citation = ask(tables, "/milestones/embassy-by-1992-10/citation")
    assert "Made-up dates. (2023 or earlier)." in citation["apa"]
    assert "year = {2023}" in citation["bibtex"]
    assert citation["csl"][1]["issued"] == {"literal": "2023 or earlier"}


def test_a_record_of_two_parts_is_of_the_document() -> None:
    document = Document(id="made-up", date="2023", title="Made up")
    parts = [
        DocumentPart(id="a", date="2024", extent_first=3, extent_last=4),
        DocumentPart(id="b", date=None, extent_first=5, extent_last=5),
    ]

    def dates_of(*paragraphs: int) -> tuple[Any, Any]:
        source = _source(document, [(paragraph, None) for paragraph in paragraphs], parts)
        return source["part"] and source["part"]["id"], source["published"]

    assert [dates_of(3, 4), dates_of(5), dates_of(1), dates_of(1, 3), dates_of(4, 5)] == [
        ("a", "2024"), ("b", "2023"), (None, "2023"), (None, "2023"), (None, "2023"),
    ]  # fmt: skip


TEXT = {"id": "made-up", "kind": "article", "language": "en", "sha256": "0" * 64, "paragraphs": "9"}


@pytest.mark.parametrize("extents", [[("3", "2")], [("0", "2")], [("3", "10")], [("2", "4"), ("4", "5")]], ids=str)
def test_parts_that_are_no_parts_are_refused(extents: list[tuple[str, str]]) -> None:
    parts = [{"id": f"part-{number}", "paragraphs": list(extent)} for number, extent in enumerate(extents)]
    with pytest.raises(ValidationError, match="the first and the last of its paragraphs, from 1 to 9"):
        DocumentSeed.model_validate({**TEXT, "parts": parts})


def test_what_a_younger_part_reports_may_be_younger_than_the_page(tmp_path: Any) -> None:
    sample: Example = example(tmp_path)
    sample.entries["example"]["date"] = "2021-04"
    assert any("is after 2021-04-30" in warning.message for warning in sample.write().read_seed().warnings())
    sample.entries["example"]["parts"] = [{"id": "later", "paragraphs": [2, 2], "date": "2021-05", "status": "update"}]
    assert not sample.write().read_seed().warnings()
