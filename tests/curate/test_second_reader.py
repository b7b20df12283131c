"""A second reader judges entries without seeing the first verdicts. Places count their readers, and agreement is
counted for each field."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli import cli
from app.curate.second_reader import (
    MIN_PAIRS,
    FieldAgreement,
    ReviewEntry,
    SecondReadingError,
    agreement,
    append_verdict,
    read_in_terminal,
    review_entries,
)
from app.ingest.reviews import Review, ReviewVerdict, append_reviews, read_reviews, review_path
from app.ingest.seed_reader import Seed
from tests import sample_seed
from tests.sample_seed import Example

DOCUMENT = "example"


@pytest.fixture
def sample(tmp_path: Path) -> Example:
    example = sample_seed.example(tmp_path)
    example.evidence_for("eg-9", "date")["reviewed"] = True
    return example.write()


def first_verdict(sample: Example, verdict: ReviewVerdict, record: str, proposal: int, **values: Any) -> None:
    quotes = [{"paragraph": 2, "quote": "May 3, 2021", "fields": [*values]}]
    content = {"values": {"id": record, **values}, "quotes": quotes}
    accepted_content = content if verdict is ReviewVerdict.accepted else None
    review = Review(
        kind="meeting", record=record, proposal=proposal, proposed_by="rule:test/1", proposed=content,
        verdict=verdict, accepted=accepted_content, by="Ada", at="2026-01-01T00:00:00+00:00",
    )  # fmt: skip
    append_reviews(sample.seed, DOCUMENT, [review])


def entry_of(sample: Example, record: str, reader: str = "Bo") -> ReviewEntry:
    return next(entry for entry in review_entries(sample.seed, DOCUMENT, reader) if entry.record == record)


def readers(sample: Example, record: str) -> dict[str, int]:
    """The number of readers of each field of a record."""
    seed = Seed(sample.seed)
    places = next(entry for entry in seed if entry.id == record).evidence
    return {name: place.reviewed for place in places for name in place.fields}


def test_entries_have_values_and_quotes_and_no_verdict(sample: Example) -> None:
    first_verdict(sample, ReviewVerdict.accepted, "eg-9", 4, date="2021-05-03")
    first_verdict(sample, ReviewVerdict.rejected, "eg-10", 5, date="2022-05-03")
    meeting, refused_entry = entry_of(sample, "eg-9", "Bo"), entry_of(sample, "eg-10", "Bo")
    assert (meeting.proposal, meeting.values["date"], meeting.values["session"]) == (4, "2021-05-03", "9")
    assert "title" not in meeting.values
    assert (refused_entry.values, refused_entry.fields) == ({"date": "2022-05-03"}, ["date"])
    assert not {"verdict", "by", "reviewed", "reason"} & {*vars(meeting), *vars(refused_entry), *meeting.quotes[0]}


def test_the_first_reader_is_no_second_one(sample: Example) -> None:
    first_verdict(sample, ReviewVerdict.accepted, "eg-9", 1, date="2021-05-03")
    assert "eg-9" not in [entry.record for entry in review_entries(sample.seed, DOCUMENT, "ada")]


def test_an_unknown_document_is_refused_with_the_nearest(sample: Example) -> None:
    with pytest.raises(SecondReadingError, match="the nearest: example"):
        review_entries(sample.seed, "exampel", "Bo")


def test_a_place_counts_each_reader_once_and_only_for_what_he_confirmed(sample: Example) -> None:
    assert readers(sample, "eg-9") == dict.fromkeys(["date"], 1) | dict.fromkeys(
        ["session", "status", "mechanism", "countries", "city"], 0
    )
    append_verdict(sample.seed, DOCUMENT, entry_of(sample, "eg-9"), "Bo", ["city"])
    append_verdict(sample.seed, DOCUMENT, entry_of(sample, "eg-9"), "Bo", ["city"])
    expected = {"date": 2, "session": 1, "status": 1, "mechanism": 1, "countries": 1, "city": 0}
    assert readers(sample, "eg-9") == expected
    append_verdict(sample.seed, DOCUMENT, entry_of(sample, "eg-9", "Cy"), "Cy", None)
    assert readers(sample, "eg-9") == expected
    append_verdict(sample.seed, DOCUMENT, entry_of(sample, "eg-9"), "Bo", ["date", "countries"])
    assert readers(sample, "eg-9") == {
        "date": 1, "session": 1, "status": 1, "mechanism": 0, "countries": 0, "city": 1,
    }  # fmt: skip


def test_a_verdict_about_another_value_no_longer_counts(sample: Example) -> None:
    append_verdict(sample.seed, DOCUMENT, entry_of(sample, "eg-9"), "Bo", [])
    assert entry_of(sample, "eg-9").is_read
    sample.entries["eg-9"]["session"] = 10
    sample.write()
    assert not entry_of(sample, "eg-9").is_read
    assert (readers(sample, "eg-9")["session"], readers(sample, "eg-9")["city"]) == (0, 1)


def test_a_later_verdict_supersedes_an_earlier_one_of_the_same_reader_alone(sample: Example) -> None:
    first_verdict(sample, ReviewVerdict.accepted, "eg-9", 1, date="2021-05-03")
    for reader, wrong_fields in (("Bo", []), ("Cy", None), ("Bo", ["city"])):
        append_verdict(sample.seed, DOCUMENT, entry_of(sample, "eg-9", reader), reader, wrong_fields)
    assert [review.supersedes for review in read_reviews(sample.seed, DOCUMENT)] == [None, None, None, 2]


def test_a_wrong_field_must_be_one_of_the_entry(sample: Example) -> None:
    with pytest.raises(SecondReadingError, match="no field 'sesion'; the nearest: session"):
        append_verdict(sample.seed, DOCUMENT, entry_of(sample, "eg-9"), "Bo", ["sesion"])
    assert not review_path(sample.seed, DOCUMENT).exists()


def test_agreement_is_by_field_and_knows_what_the_first_reader_rejected(sample: Example) -> None:
    first_verdict(sample, ReviewVerdict.rejected, "eg-10", 5, date="2022-05-03", session=10)
    assert agreement(sample.seed, [DOCUMENT]) == []
    append_verdict(sample.seed, DOCUMENT, entry_of(sample, "eg-9"), "Bo", ["session"])
    append_verdict(sample.seed, DOCUMENT, entry_of(sample, "eg-10"), "Bo", ["session"])
    rows = {row.field: (row.pairs, row.agreeing) for row in agreement(sample.seed, [DOCUMENT])}
    assert (rows["date"], rows["session"], rows["city"]) == ((2, 1), (2, 1), (1, 1))
    assert rows["all"] == (8, 6)


@pytest.mark.parametrize(
    ("row", "kappa", "remark"),
    [
        (FieldAgreement("date", MIN_PAIRS - 1, 15, 15, 15), None, "fewer than 20 pairs"),
        (FieldAgreement("date", 40, 40, 40, 40), None, "both say the same of all"),
        (FieldAgreement("date", 50, 35, 25, 30), 0.4, ""),
        (FieldAgreement("date", 40, 20, 20, 20), 0.0, ""),
        (FieldAgreement("date", 40, 38, 40, 38), 0.0, "says little, as nearly all are right: go by percent"),
        (FieldAgreement("date", 40, 38, 0, 2), 0.0, "says little, as nearly all are wrong: go by percent"),
    ],
)
def test_kappa_is_agreement_beyond_chance(row: FieldAgreement, kappa: float | None, remark: str) -> None:
    assert (row.kappa, row.remark) == (kappa if kappa is None else pytest.approx(kappa), remark)


def test_the_terminal_asks_about_each_entry_and_saves_each_answer(sample: Example) -> None:
    answers = iter(["", "nothing", "session, city", "a", "r", "s", "q"])
    messages: list[str] = []
    names = [entry.record for entry in review_entries(sample.seed, DOCUMENT, "Bo")]
    assert read_in_terminal(sample.seed, DOCUMENT, "Bo", messages.append, lambda _: next(answers)) >= 2
    assert f"1 of {len(names)}: " in messages[0]
    assert any(line.startswith("it has no field 'nothing'") for line in messages)
    assert len([entry for entry in review_entries(sample.seed, DOCUMENT, "Bo") if entry.is_read]) >= 2


def test_the_command_reports_text_and_json(sample: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample.folder)

    def run(*options: str) -> Any:
        return CliRunner().invoke(cli, ["agreement", *options, "--directory", "seed"])

    assert run().stdout == "no entry has two readers: communique review DOCUMENT --second\n"
    append_verdict(sample.seed, DOCUMENT, entry_of(sample, "eg-9"), "Bo", ["session"])
    assert [line.split()[:4] for line in run(DOCUMENT).stdout.splitlines()][-1] == ["all", "6", "5", "83"]
    total_row = {"field": "all", "pairs": 6, "agreeing": 5, "kappa": None, "remark": "fewer than 20 pairs"}
    assert json.loads(run("--format", "json").stdout)[-1] == total_row
    refusal = run("exampel")
    assert (refusal.exit_code, "the nearest: example" in refusal.output) == (2, True)
    review_path(sample.seed, DOCUMENT).write_text("{}\n", "utf-8")
    result = run()
    assert (result.exit_code, "a review is damaged" in result.output) == (1, True)
    assert readers(sample, "eg-9")["date"] == 1


def test_the_command_review_reads_again(sample: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample.folder)
    command = ["review", "--second", "--directory", "seed", "--reviewer", "Bo"]
    result = CliRunner().invoke(cli, [*command, DOCUMENT], input="a\nq\n")
    assert (result.exit_code, len(read_reviews(sample.seed, DOCUMENT))) == (0, 1)
    assert result.output.endswith("1 verdicts of Bo in seed/documents/example.review\n")
    assert "reviewed" not in result.output
    assert CliRunner().invoke(cli, command).exit_code == 2
    assert CliRunner().invoke(cli, [*command, "exampel"]).exit_code == 1


def test_an_entry_that_lacks_words_is_shown_and_one_with_a_fault_is_not(
    sample: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample.folder)
    first_verdict(sample, ReviewVerdict.rejected, "eg-12", 4, date="2022")
    path = review_path(sample.seed, DOCUMENT)
    path.write_text(path.read_text("utf-8").replace('"quote":"May 3, 2021",', ""), "utf-8")
    command = ["review", DOCUMENT, "--second", "--directory", "seed", "--reviewer", "Bo"]
    assert "date: 2022\n    ¶ 2" in CliRunner().invoke(cli, command, input="s\n" * 20).output
    sample.evidence_for("eg-9", "date")["paragraph"] = "two"
    sample.write()
    result = CliRunner().invoke(cli, command)
    assert (result.exit_code, "the seed has 1 faults of its own" in result.output) == (1, True)
