"""The API of the review: what each change does, and what an acceptance needs."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openapi_spec_validator import validate

from app.curate.drafts import Draft
from app.curate.proposals import Proposal
from app.curate.review.desk import Desk
from app.curate.review.sheet import findings_of
from tests.curate.review_client import PATH, card, change, field
from tests.curate.review_desk import DRAFT

# --- changes -------------------------------------------------------------------------------


def test_the_cards_are_in_the_order_of_the_text(client: TestClient) -> None:
    view = client.get(PATH).json()
    starts = [min((quote["paragraph"], quote["start"]) for quote in card["quotes"]) for card in view["cards"]]
    assert starts == sorted(starts)
    assert (view["version"], view["decided"], view["reviewer"]) == (0, 0, "Ada")
    for paragraph in view["paragraphs"]:
        assert [s["start"] for s in paragraph["sentences"]][1:] == [s["end"] for s in paragraph["sentences"]][:-1]
    assert client.get(PATH, headers={"If-None-Match": '"0"'}).status_code == 304


def test_a_verdict_and_its_undo(client: TestClient) -> None:
    view = change(client, "PATCH", "/proposals/1", {"verdict": "accepted"})
    assert (card(view, 1)["verdict"], card(view, 1)["decided_by"], view["decided"]) == ("accepted", "Ada", 1)
    view = change(client, "PATCH", "/proposals/1", {"verdict": "rejected"}, 1)
    assert card(view, 1)["verdict"] == "rejected"
    view = change(client, "POST", "/undo", version=2)
    assert card(view, 1)["verdict"] == "accepted"
    assert change(client, "PATCH", "/proposals/1", {"verdict": None}, 3)["decided"] == 0


def test_an_edit_shows_what_was_first_proposed(client: TestClient) -> None:
    view = client.get(PATH).json()
    assert "do not contain 50000000" in card(view, 5)["findings"][0]["message"]
    values = {**card(view, 5)["values"], "value": 500_000_000}
    view = change(client, "PATCH", "/proposals/5", {"values": values, "verdict": "accepted"})
    assert (field(view, 5, "value")["text"], field(view, 5, "value")["first"]) == ("500,000,000", "50,000,000")
    assert (card(view, 5)["findings"], card(view, 5)["verdict"], view["version"]) == ([], "accepted", 2)


def test_a_new_id_gives_no_faults_to_those_that_refer_to_it(client: TestClient) -> None:
    values = {**card(client.get(PATH).json(), 1)["values"], "id": "anna-p-1"}
    view = change(client, "PATCH", "/proposals/1", {"values": values})
    assert [card(view, number)["findings"] for number in (1, 3, 6)] == [[], [], []]
    assert "Anna Példa (anna-p-1)" in field(view, 3, "participants")["text"]
    stale = {**card(view, 6)["values"], "signatories": [{"official": "anna-pelda"}]}
    view = change(client, "PATCH", "/proposals/6", {"values": stale}, 1)
    assert card(view, 6)["values"]["signatories"] == [{"official": "anna-p-1"}]


def test_a_reference_to_a_rejected_proposal_names_it(client: TestClient) -> None:
    view = change(client, "PATCH", "/proposals/1", {"verdict": "rejected"})
    (finding,) = card(view, 3)["findings"]
    assert finding["message"].endswith(": proposal 1 adds it, and is rejected: accept that one, or edit this one")


@pytest.mark.parametrize(
    ("name", "stored_id"),
    [
        ("Astana", "astana"),
        ("astana", "astana"),
        ("Astanna", "Astanna"),
        ("Baku", "baku"),
    ],
)
def test_a_name_of_one_record_is_its_id(client: TestClient, name: str, stored_id: str) -> None:
    values = {**card(client.get(PATH).json(), 3)["values"], "city": name}
    assert card(change(client, "PATCH", "/proposals/3", {"values": values}), 3)["values"]["city"] == stored_id


def test_names_in_lists_and_of_proposals_are_ids(client: TestClient) -> None:
    values = {
        "id": "talks",
        "title": "Baku",
        "countries": ["Hungary", "KG"],
        "participants": [{"official": "Hakan Fidan", "country": "Turkey"}, {"official": "anna pelda"}],
    }
    view = change(client, "POST", "/proposals", {"kind": "meeting", "values": values})
    assert card(view, 9)["values"] == {
        "id": "talks",
        "title": "Baku",
        "countries": ["HU", "KG"],
        "participants": [{"official": "hakan-fidan", "country": "TR"}, {"official": "anna-pelda"}],
    }


def test_a_cited_field_is_no_longer_a_fault(client: TestClient) -> None:
    view = client.get(PATH).json()
    assert field(view, 8, "countries")["lacks_evidence"]
    (quote,) = client.get(f"{PATH}/places", params={"words": "Hungary and Kyrgyzstan"}).json()["items"]
    quotes = [{k: v for k, v in old.items() if k not in ("start", "end", "words")} for old in card(view, 8)["quotes"]]
    view = change(client, "PATCH", "/proposals/8", {"quotes": [*quotes, {**quote, "fields": ["countries"]}]})
    assert field(view, 8, "countries")["quotes"] == [1]
    assert card(view, 8)["findings"] == []


@pytest.mark.parametrize(
    ("answer", "record", "is_new"),
    [({"record": "ots-summit-13"}, "ots-summit-13", False), ({"is_new": True}, None, True)],
)
def test_the_question_whether_it_is_the_same(client: TestClient, answer: Any, record: str | None, is_new: bool) -> None:
    view = client.get(PATH).json()
    assert [candidate["id"] for candidate in card(view, 7)["candidates"]] == ["ots-summit-13"]
    assert card(view, 7)["candidates"][0]["values"]["session"] == 13
    view = change(client, "PATCH", "/proposals/7", answer)
    new_card = card(view, 7)
    assert (new_card["candidates"], new_card["is_new"], (new_card["record"] or {}).get("id")) == ([], is_new, record)


def test_a_candidate_that_is_not_recorded_is_asked_about(desk: Desk) -> None:
    quote = {"paragraph": 1, "quote": "met"}
    proposals = [
        Proposal.model_validate(
            {"kind": "meeting", "confidence": "high", "values": values, "quotes": [quote], "why": "", "by": "rule:x/1"}
            | extra_values
        )
        for values, extra_values in (
            ({"id": "talks", "title": "Talks"}, {}),
            ({"id": "talks-2"}, {"candidates": ["talks", "nowhere"]}),
        )
    ]
    Draft.create(desk.folder, "asked", {"language": "en"}, proposals, b"They met.\n")
    candidates = desk.view("asked").cards[1].candidates
    assert [(record.id, record.name) for record in candidates] == [("talks", "Talks"), ("nowhere", "nowhere")]


def test_a_known_record_has_its_value_until_a_reviewer_corrects_it(client: TestClient) -> None:
    change(client, "PATCH", "/proposals/7", {"record": "ots-summit-13"})
    view = client.get(PATH).json()
    values = {**card(view, 7)["values"], "session": 12, "countries": ["TR", "FR"]}
    view = change(client, "PATCH", "/proposals/7", {"values": values}, 1)
    assert field(view, 7, "session")["recorded"] == "13"
    messages = {finding["field"]: finding["message"] for finding in card(view, 7)["findings"]}
    assert messages["session"] == "the known record has another value"
    assert messages[None] == "say first whether the article corrects ots-summit-13, or leaves it as it is"
    assert "another value" not in messages.get("countries", "")  # to a list its items are added
    for version, corrects, outcome in (
        (2, False, "keeps it: the new evidence says what this article has"), (3, True, "gets this one"),
    ):  # fmt: skip
        view = change(client, "PATCH", "/proposals/7", {"corrects": corrects}, version)
        messages = {finding["field"]: finding["message"] for finding in card(view, 7)["findings"]}
        assert card(view, 7)["corrects"] is corrects
        assert messages["session"] == f"the known record has another value, and {outcome}"
        assert None not in messages
    view = change(client, "POST", "/undo", version=4)
    assert card(view, 7)["corrects"] is False
    assert card(change(client, "PATCH", "/proposals/7", {"corrects": None}, 5), 7)["corrects"] is None


def test_an_answer_about_no_contradiction_is_refused(client: TestClient) -> None:
    answer = client.patch(f"{PATH}/proposals/1", json={"corrects": True}, headers={"If-Match": '"0"'})
    detail = "leave corrects out: the proposal contradicts no known record"
    assert (answer.status_code, answer.json()["detail"]) == (422, detail)


def test_a_card_shows_what_its_known_record_gets(client: TestClient) -> None:
    quote = {"paragraph": 3, "quote": "Hungarian Foreign Minister", "fields": ["positions"]}
    view = change(client, "PATCH", "/proposals/1", {"record": "hakan-fidan", "values": {}, "quotes": [quote]})
    as_of = {"label": "Foreign Minister, as of", "old": "2026-02-03", "new": "2026-05-12"}
    assert card(view, 1)["record_changes"] == [as_of]
    values = {"positions": [{"title": "Speaker", "party": "TR", "as_of": "2026-05-12"}]}
    view = change(client, "PATCH", "/proposals/1", {"values": values}, 1)
    (addition,) = card(view, 1)["record_changes"]
    assert (addition["label"], addition["old"], "Speaker" in addition["new"]) == ("Positions", None, True)
    assert card(change(client, "PATCH", "/proposals/1", {"verdict": "rejected"}, 2), 1)["record_changes"] == []


def test_a_proposal_of_the_reviewer(client: TestClient) -> None:
    view = change(client, "POST", "/proposals", {"kind": "statement", "values": {"id": "said"}})
    own_card = card(view, 9)
    assert (own_card["by"], own_card["heading"]) == ("reviewer:Ada", "Statement")
    assert {finding["field"] for finding in own_card["findings"]} >= {"speaker", "summary"}
    view = change(client, "PATCH", "/proposals/9", {"values": {"id": "said", "summary": "They agree."}}, 1)
    assert field(view, 9, "summary")["first"] is None
    view = change(client, "PATCH", "/proposals/8", {"values": {**card(view, 8)["values"], "account": "It began."}}, 2)
    assert field(view, 8, "account")["first"] is None


@pytest.mark.parametrize(
    ("kind", "values", "title"),
    [
        ("trade-stat", {"indicator": "scholarships"}, "Scholarships"),
        ("trade-stat", {"indicator": "scholarships", "value": 350, "unit": "count"}, "Scholarships: 350"),
        ("city", {"name": "Bishkek", "geonames": 1528675}, "Bishkek"),
    ],
)
def test_the_title_of_a_card(client: TestClient, kind: str, values: dict[str, Any], title: str) -> None:
    own_card = card(change(client, "POST", "/proposals", {"kind": kind, "values": values}), 9)
    assert own_card["title"] == title
    assert "1,528,675" not in str(own_card["fields"])


def test_setting_aside(client: TestClient) -> None:
    view = change(client, "PUT", "/paragraphs/8", {"why": "furniture"})
    assert [sentence["aside"] for sentence in view["paragraphs"][7]["sentences"]] == ["furniture"]
    aside = {"why": "opinion", "sentences": [1], "because": "It judges."}
    view = change(client, "PUT", "/paragraphs/7", aside, 1)
    assert [sentence["aside"] for sentence in view["paragraphs"][6]["sentences"]] == ["opinion", None]
    assert view["paragraphs"][6]["asides"] == [{"why": "opinion", "because": "It judges.", "sentences": [1]}]
    view = change(client, "PUT", "/paragraphs/7", {"why": None, "sentences": [1]}, 2)
    assert view["paragraphs"][6]["asides"] == []


def test_describing_the_document(client: TestClient) -> None:
    view = change(client, "PATCH", "/document", {"values": {"publisher": "Example Gazette"}})
    assert [f["field"] for f in view["document"]["findings"]] == ["publisher"]
    view = change(client, "PATCH", "/document", {"values": {"editorial": ["publisher"]}}, 1)
    assert (view["document"]["findings"], view["editorial"]) == ([], ["publisher"])
    view = change(client, "PATCH", "/document", {"values": {"publisher": None}}, 2)
    assert ("publisher" in view["document"]["values"], view["editorial"]) == (False, [])


def test_the_findings_of_the_whole(client: TestClient) -> None:
    items = client.get(f"{PATH}/findings").json()["items"]
    open_proposals = [item["proposal"] for item in items if item["message"] == "it has no verdict yet"]
    assert sorted(open_proposals) == list(range(1, 9))
    open_sentences = [(item["paragraph"], item["sentence"]) for item in items if item["level"] == "warning"]
    assert open_sentences == [(3, 3), (7, 1), (8, 1)]


def test_a_long_sentence_is_named_by_whole_words(desk: Desk) -> None:
    Draft.create(desk.folder, "long", {"language": "en"}, [], b"Wheat and flour " * 9)
    (finding,) = findings_of(desk.view("long"))
    assert finding.message.startswith("“Wheat and flour Wheat and flour Wheat and flour Wheat and flour …” is not")


def test_two_windows_cannot_overwrite_each_other(client: TestClient, desk: Desk) -> None:
    change(client, "PATCH", "/proposals/1", {"verdict": "accepted"})
    late = client.patch(f"{PATH}/proposals/1", json={"verdict": "rejected"}, headers={"If-Match": '"0"'})
    assert (late.status_code, late.json()["version"]) == (409, 1)
    assert desk.view(DRAFT).cards[0].verdict == "accepted"


@pytest.mark.parametrize("write", [False, True])
def test_an_open_proposal_prevents_the_acceptance(client: TestClient, write: bool) -> None:
    answer = client.post(f"{PATH}/accept", json={"write": write}, headers={"If-Match": "0"})
    assert answer.status_code == 422
    assert {fault["proposal"] for fault in answer.json()["faults"]} == set(range(1, 9))
    assert "nothing was written" in answer.json()["detail"]


def test_the_acceptance_is_for_a_version(client: TestClient) -> None:
    for number in range(1, 9):
        verdict = "accepted" if number == 4 else "rejected"
        change(client, "PATCH", f"/proposals/{number}", {"verdict": verdict}, number - 1)
    late = client.post(f"{PATH}/accept", json={"write": True}, headers={"If-Match": "7"})
    assert (late.status_code, late.json()["version"]) == (409, 8)
    answer = client.post(f"{PATH}/accept", json={}, headers={"If-Match": "8"})
    assert answer.status_code == 200, answer.text
    preview = answer.json()
    assert (preview["written"], preview["counts"]) == (False, {"trade-stat": 1})
    assert f"+++ b/documents/{DRAFT}.yaml" in preview["diff"]


# --- places --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Hungary", [(1, None)]),
        ("summit", [(6, None)]),
        ("two", [(4, None)]),
        ("met", [(3, None)]),
        ("Hungaria n", []),
        ("hungarian foreign minister", []),
        ("", []),
    ],
)
def test_words_are_found_exactly(client: TestClient, words: str, places: list[Any]) -> None:
    items = client.get(f"{PATH}/places", params={"words": words}).json()["items"]
    assert [(item["paragraph"], item["occurrence"]) for item in items] == places


def test_a_long_selection_is_quoted_by_its_ends(client: TestClient) -> None:
    (quote,) = client.get(f"{PATH}/places", params={"paragraph": 3, "start": 0, "end": 160}).json()["items"]
    assert quote["quote"].startswith("Hungarian Foreign Minister")
    assert len(quote["until"]) <= 60


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"words": "pelda", "draft": DRAFT}, ["anna-pelda"]),
        ({"words": "pelda"}, []),
        ({"words": "fidan", "kind": "official"}, ["hakan-fidan"]),
        ({"words": "hungary", "kind": "party"}, ["HU"]),
        ({"words": "hungary", "kind": "official", "draft": DRAFT}, []),
    ],
)
def test_names_are_suggested(client: TestClient, query: dict[str, str], ids: list[str]) -> None:
    assert [item["id"] for item in client.get("/names", params=query).json()["items"]] == ids


def test_the_openapi_document_is_valid_and_explains_itself(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    validate(document)
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    assert all(operation["summary"] and operation["operationId"] for operation in operations)
    assert json.dumps(document).count('"examples"') > 40
