"""“This is wrong”: who may report what, what is stored and shown, and how a curator answers."""

import fcntl
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from app.api.report_box import AnsweredError, BoxError, FullError, ReportBox
from app.cli import cli
from app.domain.vocabulary import Outcome
from app.errors import Problem
from app.main import create_app
from app.resources.reports import HourlyLimit, ReportList, ReportOut, answered_reports
from tests.conftest import SharedDatabases, on_sqlite
from tests.quick_client import QuickClient

pytestmark = on_sqlite

RECORD = "/meetings/jspg-kz-tr-8"
PAGE = f"/explore{RECORD}"
EVIDENCE = "meeting.jspg-kz-tr-8.date.jspg-8-report.260"
SUBJECT = {"kind": "meeting", "id": "jspg-kz-tr-8", "url": RECORD}
SECRET = "the reporter's own words"
REPORT = {
    "record": RECORD,
    "field": "city",
    "wrong": SECRET,
    "source": "https://example.org/a",
    "email": "r@example.org",
}


@pytest.fixture(autouse=True)
def same_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands in this process leave the logs of the service as they are."""
    monkeypatch.setattr("app.api.logs.configure", lambda _: None)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def open_client(databases: SharedDatabases, box: Path) -> Iterator[TestClient]:
    """A client of a service that takes reports."""
    settings = databases.settings("sqlite").model_copy(update={"reports": box, "reports_per_hour": 3, "reports_max": 4})
    with QuickClient(create_app(settings)) as client:
        yield client


def run(box: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, env={"COMMUNIQUE_REPORTS": str(box)})


def test_reports_are_off_by_default(client: TestClient) -> None:
    for answer in (
        client.post("/reports", json=REPORT), client.post("/reports", json={}),
        client.get("/reports", params={"record": RECORD}),
        client.get("/reports/20261128-0f1e2d3c4b5a"), client.get("/report", params={"record": RECORD}),
    ):  # fmt: skip
        assert answer.status_code == 404
    assert "This is wrong" not in client.get(PAGE).text


def test_report_is_stored_answered_and_shown(open_client: TestClient, box: Path) -> None:
    receipt = open_client.post("/reports", json=REPORT)
    assert receipt.status_code == 201
    report = ReportOut.model_validate(receipt.json())
    assert (report.status, report.record.url, report.field) == ("open", RECORD, "city")
    assert receipt.headers["location"] == report.url
    content = json.loads((box / f"{report.id}.json").read_text("utf-8"))
    assert (content["wrong"], content["email"], content["record"]["kind"]) == (SECRET, "r@example.org", "meeting")
    assert "testclient" not in json.dumps(content)  # the address of the client
    assert open_client.get("/reports", params={"record": RECORD}).json() == {"items": [], "total": 0}

    listing = run(box, "reports")
    assert report.id in listing.output
    assert SECRET in listing.output
    says = "Three documents say that it was in Ankara."
    assert run(box, "answer", report.id, "--outcome", "unchanged", "--says", says).exit_code == 0
    assert report.id not in run(box, "reports").output
    assert report.id in run(box, "reports", "--all").output

    answer = open_client.get(report.url)
    assert (answer.json()["outcome"], answer.json()["answer"]) == ("unchanged", says)
    list_answer = open_client.get("/reports", params={"record": RECORD})
    assert [item.id for item in ReportList.model_validate(list_answer.json()).items] == [report.id]
    page = open_client.get(PAGE)
    assert says in page.text
    for public in (receipt, answer, list_answer, page, open_client.get(report.url, headers={"Accept": "text/html"})):
        assert SECRET not in public.text
        assert "r@example.org" not in public.text
        assert public.headers["cache-control"] == "no-store"


def test_no_email_is_stored_unless_it_is_given(open_client: TestClient, box: Path) -> None:
    report = open_client.post("/reports", json={"record": RECORD, "wrong": "x"}).json()
    assert "email" not in json.loads((box / f"{report['id']}.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("change", "parameter", "near"),
    [
        ({"record": "/meetings/jspg-kz-tr-9"}, "record", RECORD),
        ({"record": "/meetngs/jspg-kz-tr-8"}, "record", RECORD),
        ({"record": "jspg-kz-tr-8"}, "record", ""),
        *[({"field": field}, "field", "city") for field in ("citty", "zzz")],
        ({"evidence": EVIDENCE + "1"}, "evidence", EVIDENCE),
        ({"wrong": ""}, "wrong", ""),
        ({"wrong": "x" * 1001}, "wrong", ""),
        ({"wrong": "\u202ex"}, "wrong", ""),
        ({"email": "nobody"}, "email", ""),
        ({"feild": "city"}, "feild", "field"),
        ({"record": "http://["}, "record", ""),
        ({"email": "a\x1b[2J@example.org"}, "email", ""),
    ],
)
def test_what_cannot_be_is_refused_with_the_nearest(
    open_client: TestClient, box: Path, change: dict[str, str], parameter: str, near: str
) -> None:
    answer = open_client.post("/reports", json=REPORT | change)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    (error,) = answer.json()["errors"]
    assert error["parameter"] == parameter
    assert near in [*error["suggestions"], ""]
    assert "pattern" not in error["message"]  # a regular expression says nothing to a reader
    assert list(box.glob("*.json")) == []


@pytest.mark.parametrize(
    "record", [RECORD, f"https://example.org{RECORD}", PAGE, "meeting/jspg-kz-tr-8", "/meetings/JSPG-KZ-TR-8"]
)
def test_record_is_named_by_path_address_or_kind(open_client: TestClient, record: str) -> None:
    report = open_client.post("/reports", json={"record": record, "evidence": EVIDENCE, "wrong": "x"})
    assert report.json()["record"]["url"] == RECORD


def test_large_body_and_other_methods(open_client: TestClient) -> None:
    assert open_client.post("/reports", json=REPORT | {"wrong": "x" * 5000}).status_code == 413
    assert open_client.put("/reports").headers["allow"] == "GET, HEAD, POST"
    assert open_client.get("/reports/20261128-000000000000").status_code == 404
    assert open_client.get("/reports/..%2F.lock").status_code == 404


def test_each_client_has_a_limit(open_client: TestClient) -> None:
    answers = [open_client.post("/reports", json=REPORT) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [201, 201, 201, 429]
    limits = [re.fullmatch(r'"reports";r=(\d+);t=(\d+)', answer.headers["ratelimit"]) for answer in answers]
    assert [limit and limit[1] for limit in limits] == ["2", "1", "0", "0"]
    assert all(limit and 3500 < int(limit[2]) <= 3600 for limit in limits)
    assert {answer.headers["ratelimit-policy"] for answer in answers} == {'"reports";q=3;w=3600'}
    assert limits[3]
    assert answers[3].headers["retry-after"] == limits[3][2]


def test_limit_counts_clients_apart() -> None:
    limit = HourlyLimit(1, clients=2)
    for client in ("a", "b"):
        limit.take(client)
        with pytest.raises(Problem):
            limit.take(client)


def test_full_box_is_said(open_client: TestClient, box: Path) -> None:
    for number in range(4):
        (box / f"20261128-00000000000{number}.json").write_text("{}")
    answer = open_client.post("/reports", json=REPORT)
    assert (answer.status_code, "full" in answer.json()["detail"]) == (503, True)


def test_box_is_bounded_whatever_many_write(tmp_path: Path) -> None:
    boxes = [ReportBox(tmp_path, 10, 10_000) for _ in range(4)]

    def write(number: int) -> bool:
        try:
            boxes[number % 4].add({"record": SUBJECT, "wrong": "x"})
        except FullError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(write, range(40))) == 10
    assert len(boxes[0].reports()) == 10
    assert len(list(tmp_path.glob("*.json"))) == 10
    with pytest.raises(FullError):
        ReportBox(tmp_path, 100, 2000).add({"record": SUBJECT, "wrong": "x" * 2000})


def test_answer_is_given_once(tmp_path: Path) -> None:
    box = ReportBox(tmp_path, 10, 10_000)
    report = box.add({"record": SUBJECT, "wrong": "x"})
    box.answer(report, Outcome.corrected, "Mended.")
    with pytest.raises(AnsweredError):
        box.answer(report, Outcome.unchanged, "No.")
    with pytest.raises(KeyError):
        box.answer("20261128-000000000000", Outcome.unchanged, "No.")
    (tmp_path / "20261128-ffffffffffff.json").write_text("[")  # a damaged file hides none of the others
    assert [item["id"] for item in box.reports()] == [report]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["20261128-000000000000", "--outcome", "unchanged", "--says", "No."], 1, "there is no report"),
        (["20261128-000000000000", "--outcome", "unchanged", "--says", " "], 2, "1 to 1000 characters"),
        (["20261128-000000000000", "--outcome", "maybe", "--says", "No."], 2, "corrected"),
    ],
)
def test_wrong_command_is_explained(tmp_path: Path, arguments: list[str], code: int, says: str) -> None:
    result = run(tmp_path, "answer", *arguments)
    assert (result.exit_code, says in result.output + result.stderr) == (code, True)


def test_command_without_a_folder_is_explained() -> None:
    result = CliRunner().invoke(cli, ["reports"], env={"COMMUNIQUE_REPORTS": ""})
    assert (result.exit_code, "COMMUNIQUE_REPORTS" in result.output + result.stderr) == (2, True)


def test_words_of_strangers_cannot_steer_a_terminal(tmp_path: Path) -> None:
    ReportBox(tmp_path, 9, 9999).add(
        {"record": SUBJECT, "field": None, "wrong": "a\x1b[2Jb\nc", "evidence": None, "source": None}
    )
    output = run(tmp_path, "reports").output
    assert "\x1b" not in output
    assert "wrong: a [2Jb c" in output


def test_each_value_leads_to_the_form_which_works_without_script(open_client: TestClient) -> None:
    links = re.findall(r'class="wrong" href="([^"]+)"', open_client.get(PAGE).text)
    assert len(links) > 20
    for link in (
        next(link for link in links if "field=city" in link),
        next(link for link in links if "evidence=" in link),
    ):
        form = open_client.get(link.replace("&amp;", "&"))
        assert form.status_code == 200
        fields: dict[str, Any] = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form.text))
        values = {**fields, "wrong": "x", "source": "", "email": ""}
        receipt = open_client.post("/reports", data=values, headers={"Accept": "text/html"})
        assert (receipt.status_code, receipt.headers["content-type"]) == (201, "text/html; charset=utf-8")
        assert f">http://testserver{receipt.headers['location']}</a>" in receipt.text
    foreign = open_client.post("/reports", data={**fields, "wrong": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 422


@pytest.mark.parametrize(
    ("query", "expected_text"),
    [
        ("", "About the meeting Eighth meeting"),
        ("&field=city", "The record has: Ankara"),
        ("&field=venue", "The record has: no value"),
        ("&field=participants", "Hakan Fidan"),
        ("&field=id", "The record has: jspg-kz-tr-8"),
        (f"&evidence={EVIDENCE}", "The evidence supports Date"),
    ],
)
def test_form_names_the_record_and_what_it_has(open_client: TestClient, query: str, expected_text: str) -> None:
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", open_client.get(f"/report?record={RECORD}{query}").text))
    assert expected_text in page
    assert "Eighth meeting" in page


def test_form_for_what_is_not_there(open_client: TestClient) -> None:
    for query in ("record=/meetings/none", "record=%2Fmeetings%2Fjspg-kz-tr-8&field=nothing", ""):
        assert open_client.get(f"/report?{query}").status_code == 422


DAMAGED_REPORTS = (
    "{", "[" * 100_000, "[]", '{"id": "20261128-0000000000ff", "record": 5, "answer": 7}',
    '{"id": "20261128-0000000000ff", "record": {"url": "/meetings/jspg-kz-tr-8"}, "answer": {"says": "x"}}',
    json.dumps({"id": "20261128-000000000001", "at": "2026-11-28", "record": SUBJECT, "wrong": "x", "answer": None}),
    json.dumps({"id": "20261128-0000000000ff", "at": "no day", "record": SUBJECT, "wrong": "x", "answer": None}),
)  # fmt: skip


@pytest.mark.parametrize("content", DAMAGED_REPORTS, ids=range(len(DAMAGED_REPORTS)))
def test_a_damaged_report_hides_nothing_else(tmp_path: Path, content: str) -> None:
    box = ReportBox(tmp_path, 10, 1_000_000)
    report = box.add({"record": SUBJECT, "wrong": "x"})
    (tmp_path / "20261128-0000000000ff.json").write_text(content)
    assert [item["id"] for item in box.reports()] == [report]
    assert box.get("20261128-0000000000ff") is None
    assert answered_reports(box, RECORD) == []


def test_page_of_a_record_needs_no_box(open_client: TestClient, box: Path) -> None:
    box.rename(box.with_name("elsewhere"))
    assert open_client.get(PAGE).status_code == 200
    for answer in (open_client.post("/reports", json=REPORT), open_client.get("/reports", params={"record": RECORD})):
        assert (answer.status_code, "later" in answer.json()["detail"]) == (503, True)


def test_a_stopped_process_holds_up_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.api.report_box.LOCK_SECONDS", 0.02)
    box = ReportBox(tmp_path, 10, 10_000)
    with (tmp_path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BoxError, match="lock"):
            box.add({"record": SUBJECT, "wrong": "x"})
    assert box.add({"record": SUBJECT, "wrong": "x"})


def test_a_full_disk_leaves_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BoxError, match="No space"):
        ReportBox(tmp_path, 10, 10_000).add({"record": SUBJECT, "wrong": "x"})
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_what_a_form_or_list_says_twice_is_refused(open_client: TestClient) -> None:
    twice = open_client.post("/reports", data={"record": RECORD, "wrong": ["a", "b"]})
    assert (twice.status_code, "several" in twice.text) == (422, True)
    several = open_client.post("/reports", json=[REPORT])
    assert several.json()["errors"][0]["message"] == "it is JSON, but no object of fields"


def test_decomposed_letters_are_composed(open_client: TestClient, box: Path) -> None:
    report = open_client.post("/reports", json=REPORT | {"wrong": "cafe\u0301"}).json()
    assert json.loads((box / f"{report['id']}.json").read_text("utf-8"))["wrong"] == "caf\u00e9"
