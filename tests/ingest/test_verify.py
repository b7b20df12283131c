"""Verification: each way in which a citation can be wrong is found, at the record and field where it is."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from typer.testing import CliRunner, Result

from app.cli import cli
from app.ingest.findings import SeedError
from app.ingest.places import SourceText, digest
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import EvidenceSeed
from app.ingest.verify import check_span, uncited_paragraphs
from tests.conftest import SEED
from tests.sample_seed import CONTENT, DOCUMENTS_FOLDER, Example, citation, example, needs_documents

Break = Callable[[Example], Any]


@pytest.fixture
def sample(tmp_path: Path) -> Example:
    return example(tmp_path)


def test_nothing_is_wrong_before_it_is_broken(sample: Example) -> None:
    assert sample.faults() == []
    assert list(uncited_paragraphs(sample.read()[0])) == []


def break_evidence(record: str, field: str, **change: Any) -> Break:
    """Changes the evidence for a field."""
    return lambda sample: sample.evidence_for(record, field).update(change)


def break_record(record: str, **change: Any) -> Break:
    """Changes fields of a record."""
    return lambda sample: sample.entries[record].update(change)


def break_lock(quote: str, **change: Any) -> Break:
    """Changes the lock of a quote."""
    return lambda sample: sample.moved.update({quote: change})


SESSION = CONTENT.index("ninth meeting")


def move_span(by: int) -> Break:
    return break_lock("ninth meeting", start=SESSION + by, end=SESSION + len("ninth meeting") + by)


def without_a_paragraph(sample: Example) -> None:
    sample.content = CONTENT.replace("Advertisement\n", "")


BREAKS: dict[str, tuple[Break, str, str, str]] = {
    "span moved on": (move_span(1), "eg-9", "session", "another hash"),
    "span moved back": (move_span(-1), "eg-9", "session", "another hash"),
    "span moved far": (move_span(60), "eg-9", "session", "another hash"),
    "hash": (break_lock("ninth meeting", sha256="0" * 64), "eg-9", "session", "another hash"),
    "end beyond the text": (break_lock("in Ankara", end=9999), "eg-9", "city", "outside the text"),
    "paragraph number": (break_evidence("eg-9", "status", paragraph=3), "eg-9", "status", "not inside paragraph 3"),
    "words": (break_evidence("eg-9", "city", quote="in Astana"), "eg-9", "city", "does not hold 'in Astana'"),
    "value": (break_record("trade-2020", value=1_600_000_000), "trade-2020", "value", "does not write 1.6e+09"),
    "growth": (break_record("trade-2020", growth_percent=1.2), "trade-2020", "growth_percent", "does not write 1.2"),
    "session": (break_record("eg-9", session=10), "eg-9", "session", "does not write 10"),
    "count": (break_record("eg-9-package", count=4), "eg-9-package", "count", "does not write 4"),
    "day": (break_record("eg-9", date="2021-05-04"), "eg-9", "date", "does not write 2021-05-04"),
    "month": (break_record("eg-9", date="2021-06-03"), "eg-9", "date", "does not write 2021-06-03"),
    "year": (break_record("trade-2020", date="2021"), "trade-2020", "date", "does not write 2021"),
    "interval": (break_record("trade-2020", date="2019/2020"), "trade-2020", "date", "does not write 2019/2020"),
    "day of a post": (
        lambda sample: sample.entries["ann-example"]["positions"][0].update(as_of="2019"),
        "ann-example",
        "positions.0.as_of",
        "no cited document may be of 2019",
    ),
    "number of paragraphs": (break_record("example", paragraphs=5), "example", "paragraphs", "has 4 paragraphs, not 5"),
    "paragraph gone from the text": (without_a_paragraph, "example", "sha256", "missing or has changed"),
    "letter of the text": (
        lambda sample: setattr(sample, "content", CONTENT.replace("$1.5", "$1.6")),
        "example",
        "sha256",
        "missing or has changed",
    ),
    "hash of the document": (break_record("example", sha256="0" * 64), "example", "sha256", "missing or has changed"),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_break_is_caught_by_name(sample: Example, broken: str) -> None:
    do, record, field, message = BREAKS[broken]
    do(sample)
    result = sample.faults()
    assert {(fault.record, fault.field) for fault in result} == {(record, field)}
    assert any(message in fault.message for fault in result)


def test_missing_file_is_caught(sample: Example) -> None:
    sample.write()
    (sample.documents / "example.txt").unlink()
    result = run("verify", sample)
    assert result.exit_code == 1
    assert "no text has this hash" in result.output


@given(st.integers(0, len(CONTENT) + 5), st.integers(1, len(CONTENT) + 5))
def test_no_other_span_passes(start: int, length: int) -> None:
    words = "Example Group"
    text = SourceText(Path("example.txt"), CONTENT, digest(CONTENT))
    cited = EvidenceSeed.model_validate(citation(words))
    other = cited.model_copy(update={"start": start, "end": start + length, "sha256": digest(words)})
    same = CONTENT[start : start + length] == words and text.paragraph_of(start, start + length) == other.paragraph
    assert (list(check_span(other, text)) == []) == same


@pytest.mark.parametrize("broken", ["value", "growth", "session", "count", "day", "month", "year"])
def test_inferred_value_is_exempt(sample: Example, broken: str) -> None:
    do, record, field, _ = BREAKS[broken]
    do(sample)
    sample.evidence_for(record, field).update(reason="By a text that is not here.")
    assert sample.faults() == []


def test_second_place_may_state_what_the_first_does_not(sample: Example) -> None:
    sample.entries["eg-9"]["evidence"].insert(0, citation("opened it", "date"))
    assert sample.faults() == []


@pytest.mark.parametrize(
    ("record", "change", "field", "message"),
    [
        ("KZ", {"aliases": ["Turkey"]}, "aliases", "a name is taken by countries.yaml"),
        ("KZ", {"editorial_aliases": ["TÜRKIYE"]}, "aliases", "a name is taken by countries.yaml"),
        ("eg-9", {"mechanism": "egg"}, "mechanism", "there is no mechanism 'egg'; the nearest: eg"),
        ("trade-2020", {"date": "2020-13"}, "date", "no such month"),
        ("eg-9", {"venue": "A hall"}, "venue", "no document is cited for it"),
    ],
)  # fmt: skip
def test_seed_itself_is_checked(sample: Example, record: str, change: dict[str, Any], field: str, message: str) -> None:
    sample.entries[record].update(change)
    sample.write()
    with pytest.raises(SeedError) as caught:
        Seed(sample.seed)
    assert [fault.field for fault in caught.value.faults] == [field]
    assert message in caught.value.faults[0].message


@pytest.mark.parametrize(
    "change",
    [{"start": 9}, {"method": "inferred"}, {"says": "planned", "fields": []}],
    ids=["a span", "a method", "says of no field"],
)
def test_bad_evidence_entry_is_refused(sample: Example, change: dict[str, Any]) -> None:
    sample.evidence_for("eg-9", "city").update(change)
    sample.write()
    with pytest.raises(SeedError, match=r"meetings\.yaml:\d+: eg-9: evidence\.4"):
        Seed(sample.seed)


@pytest.mark.parametrize("paragraphs", [[4, 4], [4, 5]], ids=["twice", "beyond the document"])
def test_wrong_set_aside_paragraph_is_refused(sample: Example, paragraphs: list[int]) -> None:
    sample.entries["example"]["set_aside"][0]["paragraphs"] = paragraphs
    sample.write()
    with pytest.raises(SeedError, match="set_aside"):
        Seed(sample.seed)


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (lambda sample: sample.entries["example"].update(set_aside=[]), [4]),
        (lambda sample: sample.entries.pop("trade-2020") and sample.entries.pop("eg-9-package"), [3]),
    ],
)
def test_unexplained_paragraphs_are_found(sample: Example, change: Break, left: list[int]) -> None:
    change(sample)
    sample.write()
    assert [(document.id, paragraph) for document, paragraph in uncited_paragraphs(sample.read()[0])] == [
        ("example", paragraph) for paragraph in left
    ]
    result = run("coverage", sample)
    assert result.exit_code == 1
    start = {3: "Trade reached", 4: "Advertisement"}[left[0]]
    assert f"example {left[0]}: {start}" in result.output


# --- the command line ----------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the developer's, and tables wide enough not to break words."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_DOCUMENTS", raising=False)
    monkeypatch.setattr("app.cli.err", Console(stderr=True, width=200))


def run(command: str, sample: Example, *more: str) -> Result:
    return CliRunner().invoke(cli, [command, str(sample.seed), "--documents", str(sample.documents), *more])


def cite(sample: Example, document: str, words: str) -> Result:
    folders = ["--directory", str(sample.seed), "--documents", str(sample.documents)]
    return CliRunner().invoke(cli, ["cite", *folders, "--", document, words])


@pytest.mark.parametrize(
    ("command", "says"),
    [("verify", "places in 1 document"), ("coverage", "every paragraph of 1 document")],
)
def test_command_passes(sample: Example, command: str, says: str) -> None:
    result = run(command, sample.write())
    assert (result.exit_code, result.stderr) == (0, "")
    assert says in result.output


def test_verify_prints_a_table_of_faults(sample: Example) -> None:
    BREAKS["session"][0](sample)
    BREAKS["count"][0](sample)
    result = run("verify", sample.write())
    assert result.exit_code == 1
    assert "2 faults" in result.stderr
    rows = [[cell.strip() for cell in re.split("[│┃]", line)[1:-1]] for line in result.stderr.splitlines()]
    assert [row[:4] for row in rows if row and row[0].startswith("eg-9")] == [
        ["eg-9", "session", "example", "2"],
        ["eg-9-package", "count", "example", "3"],
    ]


@pytest.mark.parametrize("command", ["verify", "coverage"])
def test_command_without_texts_is_wrong_usage(sample: Example, command: str) -> None:
    result = CliRunner().invoke(cli, [command, str(sample.write().seed)])
    assert result.exit_code == 2
    assert "COMMUNIQUE_DOCUMENTS" in result.stderr


def test_setting_names_the_texts(sample: Example) -> None:
    sample.write()
    environment = {"COMMUNIQUE_DOCUMENTS": str(sample.documents)}
    assert CliRunner().invoke(cli, ["verify", str(sample.seed)], env=environment).exit_code == 0


@pytest.mark.parametrize("change", [{"paragraphs": 3, "set_aside": []}, {"sha256": "0" * 64}])
def test_coverage_of_a_text_that_is_another_fails(sample: Example, change: dict[str, Any]) -> None:
    sample.entries["example"].update(change)
    assert run("coverage", sample.write()).exit_code == 1


@pytest.mark.parametrize(
    "words",
    ["ninth meeting", "“the most so far.”"],
    ids=["short", "quoted"],
)
def test_cite_prints_an_entry_that_verifies(sample: Example, words: str) -> None:
    result = cite(sample.write(), "example", words)
    assert result.exit_code == 0
    (entry,) = yaml.safe_load(result.stdout)
    assert entry["quote"] == words
    sample.entries["eg-9"]["evidence"].append({**entry, "document": "example", "fields": ["city"]})
    assert sample.faults() == []


def test_cite_prints_every_place(sample: Example) -> None:
    entries = yaml.safe_load(cite(sample.write(), "example", "Example Group").stdout)
    assert [entry["paragraph"] for entry in entries] == [1, 2]


@pytest.mark.parametrize(
    ("document", "words", "says"),
    [
        ("exampel", "ninth", "example"),
        ("example", "tenth meeting", "does not have these words"),
        ("example", "opened it.\n\nTrade", "U+000A LINE FEED"),
        ("example", "", "nothing of it can be seen"),
        ("example", CONTENT[40:110].strip(), "more than 60 characters"),
    ],
)
def test_cite_says_why_not(sample: Example, document: str, words: str, says: str) -> None:
    result = cite(sample.write(), document, words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr


def test_cite_without_the_text_says_so(sample: Example) -> None:
    without_a_paragraph(sample)
    result = cite(sample.write(), "example", "ninth meeting")
    assert result.exit_code == 1
    assert "missing or has changed" in result.stderr


@needs_documents
@pytest.mark.parametrize("command", ["verify", "coverage"])
def test_the_five_documents_bear_out_the_seed(command: str) -> None:
    result = CliRunner().invoke(cli, [command, str(SEED), "--documents", str(DOCUMENTS_FOLDER)])
    assert result.exit_code == 0, result.output
    assert "5 documents" in result.output
