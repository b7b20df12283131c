"""The API of the review refuses what does not fit, and shows what is difficult or damaged."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.curate.draft_changes import DraftError, Edit, PutAside
from app.curate.drafts import Draft
from app.curate.proposals import Proposal, Quote
from app.curate.review.access import MAX_BODY_BYTES
from app.curate.review.desk import Desk
from app.domain.vocabulary import SetAside
from tests.curate.review_client import PATH, card, change
from tests.curate.review_desk import DRAFT


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/drafts/absent", None, 404),
        ("GET", "/drafts/..%2f..%2fetc%2fpasswd", None, 404),
        ("GET", "/drafts/hungary-kyrgyzstan", None, 404),
        ("GET", "/static/..%2fapi.py", None, 404),
        ("GET", f"{PATH}/places?paragraph=99&start=0&end=4", None, 422),
        ("GET", f"{PATH}/places?paragraph=1&start=9&end=4", None, 422),
        ("GET", f"{PATH}/places?words=" + "x" * 3000, None, 422),
        ("GET", "/forms/nonsense", None, 404),
        ("PATCH", f"{PATH}/proposals/99", {"verdict": "accepted"}, 422),
        ("PATCH", f"{PATH}/proposals/0", {"verdict": "accepted"}, 422),
        ("PATCH", f"{PATH}/proposals/1", {}, 422),
        ("PATCH", f"{PATH}/proposals/1", {"verdict": "perhaps"}, 422),
        ("PATCH", f"{PATH}/proposals/1", {"colour": "red"}, 422),
        ("PATCH", f"{PATH}/proposals/1", {"quotes": [{"paragraph": 0, "quote": "x"}]}, 422),
        ("POST", f"{PATH}/proposals", {"kind": "document"}, 422),
        ("POST", f"{PATH}/proposals", {"kind": "nonsense"}, 422),
        ("PUT", f"{PATH}/paragraphs/99", {"why": "furniture"}, 422),
        ("PUT", f"{PATH}/paragraphs/0", {"why": "furniture"}, 422),
        ("PUT", f"{PATH}/paragraphs/8", {"why": "opinion"}, 422),
        ("PUT", f"{PATH}/paragraphs/8", {"why": "furniture", "sentences": [7]}, 422),
        ("PATCH", f"{PATH}/document", {"values": {"sha256": "0" * 64}}, 422),
        ("PATCH", f"{PATH}/document", {"values": {"evidence": "nonsense"}}, 422),
        ("PATCH", f"{PATH}/document", {"values": {"editorial": [{}]}}, 422),
        ("POST", f"{PATH}/undo", None, 422),
        ("GET", f"/drafts/{'a' * 5000}", None, 404),
        ("DELETE", PATH, None, 405),
    ],
)
def test_what_does_not_fit_is_refused(client: TestClient, method: str, path: str, body: Any, status: int) -> None:
    answer = client.request(method, path, json=body, headers={"If-Match": "0"})
    assert answer.status_code == status
    assert answer.json()["detail"]
    assert client.get(PATH).json()["version"] == 0


_ABSENT = {"paragraph": 3, "quote": "counterpart Azamat Misalow"}
_BEYOND = {"paragraph": 99, "quote": "Bishkek"}


@pytest.mark.parametrize(
    ("method", "path", "body", "detail"),
    [
        (
            "PATCH", "/proposals/1", {"quotes": [{"paragraph": 3, "quote": "Anna Példa"}, _ABSENT]},
            "quotes.1: paragraph 3 does not have 'counterpart Azamat Misalow', nor has the text; the nearest: "
            "“counterpart Azamat Misalov”",
        ),
        ("POST", "/proposals", {"kind": "city", "quotes": [_BEYOND]}, "quotes.0: the text has 8 paragraphs, not 99"),
        (
            "PATCH", "/document", {"values": {"evidence": [{"paragraph": 1, "quote": "Bishkek", "fields": ["title"]}]}},
            "evidence.0: paragraph 1 does not have 'Bishkek'; it may be paragraph 3: ",
        ),
    ],
)  # fmt: skip
def test_a_quote_that_is_not_there_is_refused(
    client: TestClient, method: str, path: str, body: Any, detail: str
) -> None:
    answer = client.request(method, PATH + path, json=body, headers={"If-Match": "0"})
    assert (answer.status_code, answer.json()["detail"][: len(detail)]) == (422, detail)
    assert client.get(PATH).json()["version"] == 0


def test_a_quote_of_the_draft_itself_may_stay(desk: Desk) -> None:
    values = {"kind": "city", "confidence": "high", "values": {"id": "baku"}, "why": "", "by": "rule:x/1"}
    faulty = Quote(paragraph=1, quote="Astana")
    Draft.create(desk.folder, "faulty", {"language": "en"}, [Proposal(quotes=[faulty], **values)], b"In Baku.\n")
    edit = Edit(by="Ada", proposal=1, quotes=[faulty, Quote(paragraph=1, quote="Baku")])
    assert len(desk.change("faulty", 0, edit).cards[0].quotes) == 2


def test_a_passage_that_is_not_there_cannot_be_set_aside(desk: Desk) -> None:
    for paragraph, sentences, message in (
        (99, [], "the text has 8 paragraphs, not 99"),
        (8, [7], "the sentences of paragraph 8 are 1 to 1: there is no 7"),
    ):
        aside = PutAside(by="Ada", paragraph=paragraph, sentences=sentences, why=SetAside.furniture)
        with pytest.raises(DraftError, match=message):
            desk.change(DRAFT, 0, aside)


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"{", {}, 422),
        (b"[" * 200_000, {}, 422),
        (b"\xff\xfe", {}, 422),
        (b" " * (MAX_BODY_BYTES + 1), {}, 413),
        (b"{}", {"If-Match": ""}, 428),
        (b"{}", {"If-Match": '"many"'}, 428),
        (b"{}", {"Content-Length": "-1"}, 411),
    ],
)
def test_a_broken_request_is_refused(client: TestClient, content: bytes, headers: dict[str, str], status: int) -> None:
    headers = {"If-Match": "0", "Content-Type": "application/json", **headers}
    assert client.patch(f"{PATH}/document", content=content, headers=headers).status_code in (status, 400)


@pytest.mark.parametrize(
    "values",
    [
        {"id": 5, "title": ["a"], "date": {"x": 1}},
        {"id": "x" * 5000, "countries": "KZ", "participants": [None, 3, "x"]},
        {"mechanism": {"a": []}, "session": [1], "type": "<script>alert(1)</script>", "unknown": None},
    ],
)
def test_nonsensical_values_are_findings(client: TestClient, values: Any) -> None:
    for number in range(1, 9):
        view = change(client, "PATCH", f"/proposals/{number}", {"values": values}, number - 1)
        assert card(view, number)["findings"]


@pytest.mark.parametrize(
    "text",
    [
        ("One sentence of an article. " * 40 + "\n") * 200,
        "word " * 400_000,
        "<script>alert(1)</script>\n" * 1000,
        "",
    ],
    ids=["long", "one line", "markup", "empty"],
)
def test_a_difficult_text_is_shown(client: TestClient, desk: Desk, text: str) -> None:
    draft = Draft.create(desk.folder, "hard", {"language": "en"}, [], text.encode())
    view = client.get("/drafts/hard").json()
    assert (
        sum(len(paragraph["text"]) for paragraph in view["paragraphs"]) == len(text.replace("\n", "").rstrip()) or text
    )
    draft.text_path.unlink()
    assert "cannot be read" in client.get("/drafts/hard").json()["detail"]


def test_a_document_with_nonsense_is_shown_and_taken_back(client: TestClient) -> None:
    for version, value in enumerate(({"a": 1}, ["2026"], 5)):
        view = change(client, "PATCH", "/document", {"values": {"date": value}}, version)
        assert view["document"]["findings"]
    assert change(client, "POST", "/undo", version=3)["version"] == 4


def test_a_damaged_draft_is_named_in_the_list(client: TestClient, desk: Desk) -> None:
    (desk.folder / "broken.yaml").write_text("document: [", "utf-8")
    items = {item["id"]: item for item in client.get("/drafts").json()["items"]}
    assert "is damaged" in items["broken"]["fault"]
    assert items[DRAFT]["proposals"] == 8
