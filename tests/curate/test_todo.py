"""The list of tasks: what was due, what is missing, and what nobody has finished, the most urgent first."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.api.report_box import ReportBox
from app.cli import cli
from app.curate.draft_changes import Decide, Decision
from app.curate.drafts import Draft
from app.curate.proposals import Confidence, Proposal
from app.curate.todo import Task, TaskKind, tasks
from app.domain.vocabulary import Outcome
from tests import sample_seed
from tests.sample_seed import Example, citation

TODAY = date(2021, 6, 1)
PROPOSAL = Proposal(
    kind="meeting", confidence=Confidence.high, values={"id": "x"}, quotes=[], why="A test.", by="rule:test/1"
)


@pytest.fixture
def sample(tmp_path: Path) -> Example:
    example = sample_seed.example(tmp_path)
    for entry in example.entries.values():
        for place in entry.get("evidence", ()):
            place["reviewed"] = True
    example.entries["eg-9"]["session"] = 1
    example.evidence_for("eg-9", "session")["reason"] = "It is the only one in the tests."
    example.entries["example"]["source_url"] = "https://example.org/ninth"
    example.entries["example"]["editorial"] = ["source_url"]
    return example


def tasks_of(sample: Example, today: date = TODAY) -> list[Task]:
    return tasks(sample.write().read_seed(), sample.folder / "drafts", today)


def plan_meeting(entries: dict[str, Any]) -> None:
    entries["eg-9"]["status"] = "planned"


def ninth(entries: dict[str, Any]) -> None:
    entries["eg-9"]["session"] = 9


def forget_review(entries: dict[str, Any]) -> None:
    entries["eg-9"]["evidence"][1]["reviewed"] = False


def hide(entries: dict[str, Any]) -> None:
    del entries["example"]["source_url"], entries["example"]["editorial"]


def old(entries: dict[str, Any]) -> None:
    entries["ann-example"]["positions"][0]["as_of"] = "2020-05"


@pytest.mark.parametrize(
    ("change", "today", "task"),
    [
        (plan_meeting, TODAY, ("meeting", "eg-9", "was planned for 2021-05-03: was it held?")),
        (plan_meeting, date(2021, 5, 3), None),
        (ninth, TODAY, ("session", "eg", "sessions 1–8 of Example Group: when and where were they?")),
        (forget_review, TODAY, ("unreviewed", "example", "1 of 16 places are not reviewed")),
        (hide, TODAY, ("address", "example", "no address is known: where did “Ninth meeting of the Example Group”")),
        (old, TODAY, ("post", "ann-example", "Ann Example, President, held the post by 2020-05-31")),
        (old, date(2021, 5, 30), None),
    ],
)
def test_a_task_says_what_to_look_for(
    sample: Example, change: Callable[[dict[str, Any]], None], today: date, task: tuple[str, str, str] | None
) -> None:
    assert tasks_of(sample, today) == []
    change(sample.entries)
    result = tasks_of(sample, today)
    assert [(item.kind, item.record) for item in result] == ([task[:2]] if task else [])
    assert not task or task[2] in result[0].says


@pytest.mark.parametrize(
    ("due", "status", "count"), [("2021-05", "open", 1), ("2021-06", "open", 0), ("2020", "fulfilled", 0)]
)
def test_a_commitment_that_is_due(sample: Example, due: str, status: str, count: int) -> None:
    place = citation("More will follow", "title", "by", "due", "status", reason="They say so.", reviewed=True)
    values = {"id": "more", "title": "More agreements", "by": ["KZ"], "due": due, "status": status, "evidence": [place]}
    sample.entries["more"], sample.files["more"] = values, "commitments.yaml"
    assert [(task.kind, task.record) for task in tasks_of(sample)] == [("commitment", "more")] * count


def test_drafts_come_first_and_a_damaged_one_is_named(sample: Example) -> None:
    plan_meeting(sample.entries)
    hide(sample.entries)
    folder = sample.folder / "drafts"
    Draft.create(folder, "second", {}, [PROPOSAL, PROPOSAL], b"").add(
        Decide(by="Ada", proposal=1, verdict=Decision.accepted), 0
    )
    Draft.create(folder, "first", {}, [PROPOSAL], b"").add(Decide(by="Ada", proposal=1, verdict=Decision.rejected), 0)
    Draft.create(folder, "third", {}, [], b"").path.write_text("[", "utf-8")
    assert [(task.kind, task.record) for task in tasks_of(sample)] == [
        ("draft", "first"), ("draft", "second"), ("draft", "third"), ("meeting", "eg-9"), ("address", "example"),
    ]  # fmt: skip
    says = [task.says for task in tasks_of(sample) if task.kind is TaskKind.draft]
    assert says[0] == "all 1 proposals have a verdict: communique accept first"
    assert says[1] == "1 of 2 proposals have no verdict: communique review second"
    assert says[2].startswith("the draft cannot be read: ")


def test_a_report_without_an_answer_comes_first_and_shows_no_word_of_its_reader(
    sample: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_meeting(sample.entries)
    sample.write()
    folder = sample.folder / "reports"
    folder.mkdir()
    box = ReportBox(folder, 10, 10_000)
    record = {"kind": "meeting", "id": "eg-9", "url": "/meetings/eg-9"}
    first, second = (box.add({"record": record, "field": "city", "wrong": "Rude words"}) for _ in range(2))
    box.answer(second, Outcome.unchanged, "It is right.")
    monkeypatch.chdir(sample.folder)
    command = ["todo", "--directory", "seed", "--kind", "report", "--kind", "meeting"]
    result = CliRunner().invoke(cli, command, env={"COMMUNIQUE_REPORTS": str(folder)})
    lines = result.stdout.splitlines()
    assert lines[0] == f"report {first}: a reader says that /meetings/eg-9, city is wrong: communique reports"
    assert [line.split(":")[0] for line in lines[1:]] == ["meeting eg-9"]
    assert "Rude" not in result.stdout


def test_the_oldest_of_a_kind_comes_first(sample: Example) -> None:
    plan_meeting(sample.entries)
    earlier = {**sample.entries["eg-9"], "id": "eg-8", "session": 2, "date": "2021-04"}
    earlier["evidence"] = [{**place, "reason": "A test."} for place in earlier["evidence"]]
    sample.entries["eg-8"], sample.files["eg-8"] = earlier, "meetings.yaml"
    assert [task.record for task in tasks_of(sample)] == ["eg-8", "eg-9"]


def test_the_command_lists_some_kinds_as_text_or_json(sample: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    hide(sample.entries)
    plan_meeting(sample.entries)
    sample.write()
    monkeypatch.chdir(sample.folder)

    def todo(*options: str) -> Any:
        return CliRunner().invoke(cli, ["todo", "--directory", "seed", *options])

    lines = todo().stdout.splitlines()
    assert [line.split(":")[0] for line in lines] == ["meeting eg-9", "post ann-example", "address example"]
    records = json.loads(todo("--kind", "meeting", "--kind", "address", "--format", "json").stdout)
    assert [(record["kind"], record["record"], record["since"]) for record in records] == [
        ("meeting", "eg-9", "2021-05-03"),
        ("address", "example", None),
    ]
    assert todo("--kind", "draft").stdout == "there is nothing to do\n"
    refusal = todo("--kind", "meetings")
    assert (refusal.exit_code, "the nearest: meeting" in refusal.output) == (2, True)
