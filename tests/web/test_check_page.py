"""``/check``: the page, and the answers for programs, bounded in bytes and time; no text is stored or logged."""

import asyncio
import json
import logging
import re
import shlex
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app.api.turns import Turns
from app.resources.claim_check import MAX_SENTENCES, MAX_TEXT, NOT_ENGLISH, PARTLY_ENGLISH, CheckOut
from tests.conftest import ROOT, on_both, on_sqlite
from tests.system.test_readme import shows

pytestmark = on_sqlite

TEXT = (
    "The eighth JSPG meeting was held in Istanbul.\n\n"
    "Kazakhstan is Türkiye’s third-largest supplier of crude oil. So be it."
)


def check(client: TestClient, text: str, **options: Any) -> Any:
    answer = client.post("/check", json={"text": text, **options})
    assert answer.status_code == 200, answer.text
    return answer.json()


@on_both
def test_dates_are_measured_from_the_dateline(client: TestClient) -> None:
    for day, expected in ((3, "supported"), (12, "contradicted")):
        text = f"ANKARA, {day} February 2026 (Steppe Wire) – The eighth JSPG meeting was held in Ankara on Monday."
        (claim,) = check(client, text)["claims"]
        assert claim["verdict"] == expected, day


@on_both
def test_claims_have_offsets_records_and_places(client: TestClient) -> None:
    answer = check(client, TEXT)
    CheckOut.model_validate(answer)
    assert answer["counts"] == {"contradicted": 1, "supported": 1}
    assert (answer["sentences"], answer["coverage_until"]) == (3, "2026-02-03")
    first, second = answer["claims"]
    assert TEXT[first["start"] : first["end"]] == "The eighth JSPG meeting was held in Istanbul."
    assert TEXT[second["start"] : second["end"]] == "third-largest"
    assert [TEXT[item["start"] : item["end"]] for item in answer["sentences_without_claim"]] == ["So be it."]
    for claim in answer["claims"]:
        for record in claim["records"]:
            assert client.get(record["url"]).status_code == 200
            assert record["evidence"]
            assert all(client.get(place["url"]).status_code == 200 for place in record["evidence"])


def test_example_of_the_guide_is_answered_as_shown(client: TestClient) -> None:
    page = (ROOT / "docs/checking.md").read_text("utf-8")
    command, answer_text = (re.search(rf"```{kind}\n(.*?)```", page, re.S)[1] for kind in ("sh", "json"))  # type: ignore[index]
    *_, header, _, text = shlex.split(command)
    answer = client.post("/check", content=text, headers=dict([header.split(": ", 1)])).json()
    claim, expected = answer["claims"][0], json.loads(answer_text)["claims"][0]
    (record,) = expected.pop("records")
    assert shows(claim, expected)
    assert (claim["records"][0]["kind"], claim["records"][0]["id"]) == (record["kind"], record["id"])
    places = [(place["document"], place["paragraph"]) for place in claim["records"][0]["evidence"]]
    assert all((place["document"], place["paragraph"]) in places for place in record["evidence"])


@pytest.mark.parametrize(
    ("request_parts", "status", "kind", "parameter"),
    [
        ({"content": b"{"}, 422, "invalid-parameter", "body"),
        ({"json": [1]}, 422, "invalid-parameter", "body"),
        ({"json": {}}, 422, "invalid-parameter", "text"),
        ({"json": {"text": ""}}, 422, "invalid-parameter", "text"),
        ({"json": {"text": 1}}, 422, "invalid-parameter", "text"),
        ({"json": {"text": "x" * (MAX_TEXT + 1)}}, 422, "invalid-parameter", "text"),
        ({"json": {"text": "x", "publishd": "2026"}}, 422, "invalid-parameter", "publishd"),
        ({"json": {"text": "x", "published": "2026-13"}}, 422, "invalid-parameter", "published"),
        ({"content": b'{"text": "\\ud800"}'}, 422, "invalid-parameter", None),
        ({"json": {"text": "a\0b"}}, 422, "invalid-parameter", "text"),
        ({"json": {"text": "x"}, "params": {"foo": "1"}}, 422, "invalid-parameter", "foo"),
        ({"content": b"\xff", "headers": {"Content-Type": "text/plain"}}, 422, "invalid-parameter", "body"),
        ({"content": b"x" * 200_000, "headers": {"Content-Type": "text/plain"}}, 413, "too-large", None),
        ({"content": b"%", "headers": {"Content-Type": "image/png"}}, 415, "unsupported-media-type", "Content-Type"),
    ],
)  # fmt: skip
def test_wrong_body_is_explained(
    client: TestClient, request_parts: Any, status: int, kind: str, parameter: str | None
) -> None:
    answer = client.post("/check", **request_parts)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    problem = answer.json()
    assert problem["type"] == f"/problems/{kind}"
    if parameter:
        assert [error["parameter"] for error in problem["errors"]] == [parameter]


def submit(client: TestClient, **fields: str) -> Response:
    return client.post("/check", data=fields, headers={"Accept": "text/html"})


def test_what_curl_sends_as_a_form_is_answered_as_json(client: TestClient) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "*/*"}
    text = client.post("/check", content=TEXT, headers=headers)
    assert (text.status_code, text.headers["content-type"]) == (422, "application/problem+json")
    (error,) = text.json()["errors"]
    assert (error["parameter"], error["suggestions"]) == ("Content-Type", ["text/plain"])
    fields = client.post("/check", data={"text": TEXT})
    assert (fields.status_code, fields.headers["content-type"]) == (200, "application/json")


def test_a_recorded_date_is_told_in_words(client: TestClient) -> None:
    page = submit(client, text="Kazakhstan opened its embassy in Ankara in October 1994.", published="")
    assert "The text says in October 1994; the record says by Oct 1992." in page.text


def test_page_works_as_a_form(client: TestClient) -> None:
    empty = client.get("/check")
    assert '<form action="/check#claims" method="post"' in empty.text
    page = submit(client, text=TEXT, published="")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert page.headers["cache-control"] == "no-store"
    assert "The text says Istanbul; the record says Ankara." in page.text
    assert '<a href="/explore/meetings/jspg-kz-tr-8">' in page.text
    assert "Türkiye’s <mark>third-largest</mark> supplier" in page.text
    assert "✗ Contradicted" in page.text
    assert re.search(r"Not checked.*<li>So be it\.</li>", page.text, re.S)
    assert TEXT.partition("\n")[0] in unescape(page.text)
    assert "form-action 'self'" in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("Фидан встретился с Кошербаевым в Анкаре.", False),
        ("Fidan, 2 Şubat 2026'da Ankara'da Kosherbayev ile görüştü.", False),
        ("哈萨克斯坦总统", False),
        ("The ministers praised the brotherhood of their nations.", True),
        ("One.\tTwo.\r\nThree.\f", True),
    ],
)
def test_text_in_another_language_is_said_to_be_unread(client: TestClient, text: str, is_read: bool) -> None:
    answer = check(client, text)
    assert (answer["claims"], answer["note"]) == ([], None if is_read else NOT_ENGLISH)
    assert (NOT_ENGLISH in submit(client, text=text).text) is not is_read


@pytest.mark.parametrize(
    ("text", "claims", "left_out"),
    [
        ("La huitième réunion du JSPG s'est tenue à Ankara le 2 février 2026.", 0, 1),
        ("Le commerce entre le Kazakhstan et la Türkiye a atteint 8,95 milliards de dollars en 2025.", 0, 1),
        ("Fidan se reunió con Kosherbayev en Ankara el 2 de febrero de 2026.", 0, 1),
        ("Der Handel zwischen Kasachstan und der Türkei erreichte 8,95 Milliarden Dollar.", 0, 1),
        ("Il commercio tra Kazakistan e Turchia ha raggiunto 8,95 miliardi di dollari.", 0, 1),
        ("The eighth JSPG meeting was held in Ankara. Die neunte findet in Astana statt, und zwar im Februar.", 1, 1),
        ("Sekizinci toplantı Ankara'da yapıldı. Fidan met Kosherbayev in Ankara on 2 February 2026.", 1, 1),
    ],
)
def test_sentences_in_another_language_are_counted(client: TestClient, text: str, claims: int, left_out: int) -> None:
    answer = check(client, text)
    assert len(answer["claims"]) == claims
    assert answer["note"] == (PARTLY_ENGLISH.format(left_out, claims + left_out) if claims else NOT_ENGLISH)
    assert answer["note"] in unescape(submit(client, text=text).text)


@pytest.mark.parametrize(
    ("body", "parameter", "message"),
    [
        ('{"text": " \\n\\t "}', "text", "it is white space alone: send a text"),
        ('{"text": "x", "text": "y"}', "text", "the body has it twice"),
        ('{"text": "\\ud800"}', "body", "half of a character, a lone surrogate"),
        ('{"text": "x"', "body", "it is not JSON: EOF while parsing"),
    ],
)
def test_what_is_wrong_with_a_body_is_named(client: TestClient, body: str, parameter: str, message: str) -> None:
    answer = client.post("/check", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["parameter"] == parameter
    assert message in error["message"]


def test_page_escapes_the_text(client: TestClient) -> None:
    page = submit(client, text='</textarea><script>alert(1)</script> The eighth JSPG meeting was held in "Istanbul".')
    assert "<script>" not in page.text.replace('<script src="', "")
    assert page.status_code == 200


def test_wrong_form_is_explained_on_a_page(client: TestClient) -> None:
    page = submit(client, text="x", published="2026-13")
    assert (page.status_code, page.headers["content-type"]) == (422, "text/html; charset=utf-8")
    assert "2026-12" in page.text


def test_positions_are_those_of_the_text_as_sent(client: TestClient) -> None:
    text = "\ufeffOne.\r\n\r\nTwo\r\nthree.\nThe eighth JSPG meeting was held in Istanbul.\r\n"
    answer = check(client, text)
    (claim,) = answer["claims"]
    passage = text[claim["start"] : claim["end"]]
    unread_words = [text[sentence["start"] : sentence["end"]] for sentence in answer["sentences_without_claim"]]
    assert unread_words[-2:] == ["Two", "three."]
    assert (passage[:10], passage[-9:]) == ("The eighth", "Istanbul.")
    form = submit(client, text="One.\r\n\r\nTürkiye became Kazakhstan’s third-largest supplier.")
    assert "<mark>third-largest</mark>" in form.text


@pytest.mark.thorough
def test_what_was_not_read_is_said(client: TestClient) -> None:
    text = "We met them. " * (MAX_SENTENCES + 3)
    assert (check(client, TEXT)["sentences_left_out"], check(client, text)["sentences_left_out"]) == (0, 3)
    assert "Only the first 250 sentences were read, not the other 3" in submit(client, text=text).text


def test_a_client_has_one_long_answer_at_a_time(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    turns: Turns = client.app.state.long_turns  # type: ignore[attr-defined]
    monkeypatch.setattr(turns, "_seconds", 0.02)
    asyncio.run(turns.take("testclient"))
    busy = client.post("/check", json={"text": "x"})
    assert (busy.status_code, "busy" in busy.json()["detail"], busy.headers["retry-after"]) == (503, True, "5")
    assert client.get("/meetings").status_code == 200
    assert client.get("/timeline.png", params={"date": "2024"}).status_code == 503
    turns.end("testclient")
    asyncio.run(turns.take("192.0.2.1"))
    assert client.post("/check", json={"text": "x"}).status_code == 200
    turns.end("192.0.2.1")


def test_pages_lead_to_the_check(client: TestClient) -> None:
    for path in ("/", "/guide", "/explore/meetings/jspg-kz-tr-8"):
        assert 'href="/check"' in client.get(path).text


def test_methods(client: TestClient) -> None:
    answer = client.put("/check")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    assert "POST" in client.options("/check", headers=headers).headers["access-control-allow-methods"]
    assert client.post("/check", json={"text": "x"}).headers["access-control-allow-origin"] == "*"
    assert client.post("/check", json={"text": "x"}, headers={"If-None-Match": "*"}).status_code == 200


def test_nothing_of_the_text_is_logged(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        check(client, "The eighth JSPG meeting was held in Xanadu.")
        client.post("/check", json={"text": "Xanadu", "publishd": "x"})
    assert "Xanadu" not in caplog.text


@pytest.mark.thorough
@pytest.mark.parametrize(
    "text",
    [
        "1234 " * 4000, "$1,000,000 " * 1800, "Tokayev met Fidan in Ankara. " * 690, "a" * 20_000, "“" * 20_000,
        "Президент Токаев встретился с Эрдоганом в Анкаре. " * 400, "哈萨克斯坦总统" * 2800, "." + "\n" * 19_999,
        "eighth meeting " * 1300, "Ankara and Astana, " * 1050, "2 February 2026, " * 1150, "\u202e\u200b" * 9000,
    ],
    ids=range(12),
)  # fmt: skip
def test_hostile_text_is_answered_in_bounded_time(client: TestClient, text: str) -> None:
    answer = check(client, text[:MAX_TEXT])  # 503 after the deadline of answers
    assert answer["sentences"] <= MAX_SENTENCES
