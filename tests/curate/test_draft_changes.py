"""The changes of a draft: lines are only added, survive a crash, and name what is damaged."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.curate.draft_changes import Decide, Decision, DraftChange, DraftError, Edit, append_change, read_draft_changes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "report.changes"


def accept(number: int = 1) -> Decide:
    return Decide(by="Ada", proposal=number, verdict=Decision.accepted)


def edit(title: Any) -> Edit:
    return Edit(by="Ada", proposal=1, values={"title": title})


def append(path: Path, change: DraftChange, version: int = 0) -> list[DraftChange]:
    return append_change(path, change, version, list)


def test_without_a_file_there_are_no_changes(path: Path) -> None:
    assert read_draft_changes(path) == []
    assert append(path, accept()) == read_draft_changes(path) == [accept()]


def test_a_line_cut_short_by_a_crash_is_dropped(path: Path) -> None:
    append(path, accept())
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"by": "Ada", "chan')
    assert read_draft_changes(path) == [accept()]
    append(path, accept(2), 1)
    assert path.read_bytes().startswith(whole)
    assert read_draft_changes(path) == [accept(), accept(2)]


@pytest.mark.parametrize("separator", ["\u2028", "\u0085", "\x1c", "\r"])
def test_separators_in_a_value_cut_no_line(path: Path, separator: str) -> None:
    append(path, edit(f"Talks{separator}in Ankara"))
    assert read_draft_changes(path) == [edit(f"Talks{separator}in Ankara")]


@pytest.mark.parametrize("value", ["\ud800", [{"a": "\udfff"}], *(json.loads("[" * n + "]" * n) for n in (30, 900))])
def test_a_value_that_no_file_can_have_is_refused(path: Path, value: object) -> None:
    with pytest.raises(DraftError, match="a value has"):
        append(path, edit(value))
    assert read_draft_changes(path) == []


@pytest.mark.parametrize("content", [b"\xff\n", b"{}\n", b"\0\n"])
def test_damaged_changes_are_named_by_their_line(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(DraftError, match=r"report\.changes: line 1 is damaged"):
        read_draft_changes(path)


def test_a_folder_has_no_changes(path: Path) -> None:
    path.mkdir()
    with pytest.raises(DraftError, match="is a folder"):
        read_draft_changes(path)
