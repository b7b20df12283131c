"""Reviews: a file to which lines are only added, so that a changed, removed or cut line is found."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.ingest.findings import Level
from app.ingest.reviews import (
    Review,
    ReviewError,
    ReviewVerdict,
    append_reviews,
    parse_reviews,
    read_reviews,
    review_path,
)
from app.ingest.seed_check import read_and_check
from tests import sample_seed


def review(record: str = "eg-9", by: str = "Ada", proposal: int = 1) -> Review:
    return Review(
        kind="meeting",
        record=record,
        proposal=proposal,
        proposed_by="rule:meetings/1",
        proposed={"values": {"session": 8}},
        verdict=ReviewVerdict.accepted,
        accepted={"values": {"session": 9}},
        by=by,
        at="2026-11-28T10:00:00+00:00",
    )


@pytest.fixture
def review_folder(tmp_path: Path) -> Path:
    append_reviews(tmp_path, "example", [review(), review("eg-10", proposal=2)])
    append_reviews(tmp_path, "example", [review("eg-11", proposal=3)])
    return tmp_path


def test_reviews_are_appended(review_folder: Path) -> None:
    assert [entry.record for entry in read_reviews(review_folder, "example")] == ["eg-9", "eg-10", "eg-11"]


def test_a_line_separator_in_a_value_ends_no_line(review_folder: Path) -> None:
    entry = review().model_copy(update={"proposed": {"values": {"title": "Talks\u2028in Ankara"}}})
    append_reviews(review_folder, "example", [entry])
    append_reviews(review_folder, "example", [review("eg-12")])
    assert len(read_reviews(review_folder, "example")) == 5


@pytest.mark.parametrize(("by", "supersedes"), [("Ada", 1), ("Ben", None)])
def test_a_later_verdict_of_the_same_reviewer_supersedes_the_earlier(
    review_folder: Path, by: str, supersedes: int | None
) -> None:
    before = review_path(review_folder, "example").read_bytes()
    append_reviews(review_folder, "example", [review(by=by)])
    assert review_path(review_folder, "example").read_bytes().startswith(before)
    assert read_reviews(review_folder, "example")[-1].supersedes == supersedes


DAMAGED_CONTENTS: list[Any] = [
    [],
    {"values": []},
    {"quotes": 5},
    {"quotes": [{"paragraph": "two"}]},
    {"quotes": [{"fields": [[1]]}]},
]


def _edit(lines: list[str], number: int, **values: object) -> list[str]:
    lines[number] = json.dumps({**json.loads(lines[number]), **values})
    return lines


@pytest.mark.parametrize(
    ("damage", "line", "message"),
    [
        (lambda lines: _edit(lines, 0, by="Eve"), 2, "was changed or removed"),
        (lambda lines: [lines[0], lines[2]], 2, "was changed or removed"),
        (lambda lines: lines[1:], 1, "was changed or removed"),
        (lambda lines: [*lines[:2], lines[2][:-9]], 3, "it is not JSON"),
        (lambda lines: ["[" * 100_000, *lines[1:]], 1, "it is not JSON"),
        *[(lambda lines, text=text: [text, *lines[1:]], 1, "it is not JSON") for text in ("", "nope")],
        *[(lambda lines, text=text: [text, *lines[1:]], 1, "not a mapping of fields") for text in ("[]", "null", "1")],
        (lambda lines: ["{}", *lines[1:]], 1, "kind: it is missing"),
        (lambda lines: _edit(lines, 2, supersedes=1), 3, "line 1 is no earlier verdict about eg-11"),
        (lambda lines: _edit(lines, 0, verdict="perhaps"), 1, "verdict"),
        (lambda lines: _edit(lines, 0, colour="red"), 1, "colour"),
        (lambda lines: _edit(lines, 0, at="yesterday"), 1, "at"),
        *[
            (lambda lines, part=part, content=content: _edit(lines, 0, **{part: content}), 1, f"{part}.*: ")
            for part in ("proposed", "accepted")
            for content in DAMAGED_CONTENTS
        ],
    ],
)
def test_damage_is_found(
    review_folder: Path, damage: Callable[[list[str]], list[str]], line: int, message: str
) -> None:
    lines = damage(review_path(review_folder, "example").read_text("utf-8").splitlines())
    with pytest.raises(ReviewError, match=message) as error:
        parse_reviews("".join(f"{entry}\n" for entry in lines))
    assert error.value.line == line


def test_a_last_line_cut_short_is_not_continued(review_folder: Path) -> None:
    path = review_path(review_folder, "example")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ReviewError, match="cut short"):
        append_reviews(review_folder, "example", [review()])


def test_check_reads_the_reviews(tmp_path: Path) -> None:
    sample = sample_seed.example(tmp_path).write()
    append_reviews(sample.seed, "example", [review()])
    append_reviews(sample.seed, "gone", [review()])
    _, findings = read_and_check(sample.seed, None)
    assert [(f.file, f.level) for f in findings if "review" in f.file] == [("documents/gone.review", Level.warning)]
    review_path(sample.seed, "example").write_text("x\n", "utf-8")
    _, findings = read_and_check(sample.seed, None)
    assert [(f.line, f.record) for f in findings if f.level is Level.error] == [(1, "example")]
