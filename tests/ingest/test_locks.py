"""Quotes and locks: the words of a text that a quote stands for, and the position that the lock has for them."""

import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from app.cli import cli
from app.ingest.findings import SeedError
from app.ingest.locks import lock_path, parse_lock
from app.ingest.places import SourceText, digest
from app.ingest.quotes import QuoteError, lock_quote, places
from app.ingest.seed_reader import Seed
from tests.conftest import ROOT
from tests.sample_seed import CONTENT, DOCUMENTS_FOLDER, Example, example, needs_documents
from tests.seed_copies import SEED

KNOWN_PLACES = ROOT / "tests" / "data" / "evidence_places.csv"
"""Every place in the five documents that supports a record. No place may disappear or move by mistake."""


@pytest.fixture
def sample(tmp_path: Path) -> Example:
    return example(tmp_path).write()


def test_no_place_is_lost() -> None:
    with KNOWN_PLACES.open(encoding="utf-8", newline="") as file:
        known_places = {tuple(row)[:-1]: set(row[-1].split()) for row in list(csv.reader(file))[1:]}
    assert len(known_places) > 400
    fields: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for record in Seed(SEED):
        for place in record.evidence:
            span = (place.document, str(place.start), str(place.end), place.sha256)
            fields[(record.kind, record.id, *span)] |= {*place.fields}
    assert fields == known_places


# --- quotes --------------------------------------------------------------------------------


def text(content: str) -> SourceText:
    return SourceText(Path("text.txt"), content, digest(content))


PARAGRAPHS = text(
    "Ankara and Astana. Ankara again.\n\nSo\u00adft cafe\u0301 “quoted” in\u2003Astana.\n\nThe end of Ankara."
)


@pytest.mark.parametrize(
    ("quote", "span"),
    [
        ({"paragraph": 1, "quote": "Astana"}, "Astana"),
        ({"paragraph": 1, "quote": "Ankara", "occurrence": 2}, "Ankara"),
        ({"paragraph": 1, "quote": "Ankara and", "until": "Ankara"}, "Ankara and Astana. Ankara"),
        ({"paragraph": 2, "quote": "Soft café"}, "So\u00adft cafe\u0301"),
        ({"paragraph": 2, "quote": "in Astana"}, "in\u2003Astana"),
    ],
)
def test_quote_is_found(quote: dict[str, Any], span: str) -> None:
    lock = lock_quote(PARAGRAPHS, (quote["paragraph"], quote["quote"], quote.get("until"), quote.get("occurrence")))
    assert PARAGRAPHS.content[lock.start : lock.end] == span
    assert lock.sha256 == digest(span)
    assert PARAGRAPHS.paragraph_of(lock.start, lock.end) == quote["paragraph"]


@pytest.mark.parametrize(
    ("quote", "says"),
    [
        ((1, "Ankara", None, None), "paragraph 1 has 'Ankara' 2 times: write a longer quote, or add `occurrence`"),
        ((1, "Ankara", None, None), "2. “…Ankara and Astana. Ankara again"),
        ((1, "Ankara", None, 3), "paragraph 1 has 'Ankara' 2 times, not 3"),
        ((1, "The end", None, None), "it may be paragraph 3: “…"),
        ((1, '"Quoted"', None, None), "it may be paragraph 2: “…"),
        ((1, "Baku", None, None), "paragraph 1 does not have 'Baku', nor has the text"),
        ((1, "Ankara again", "Astana", None), "does not have 'Astana' after 'Ankara again'"),
        ((4, "Ankara", None, None), "the text has 3 paragraphs, not 4"),
    ],
)
def test_quote_that_is_not_one_place_names_the_candidates(quote: Any, says: str) -> None:
    with pytest.raises(QuoteError) as failure:
        lock_quote(PARAGRAPHS, quote)
    assert says in str(failure.value)


def test_places_of_words() -> None:
    assert list(places(PARAGRAPHS, "Ankara")) == [(1, 1), (1, 2), (3, None)]
    assert list(places(PARAGRAPHS, "Baku")) == []


SESSION = CONTENT.index("ninth meeting")

# --- locks ---------------------------------------------------------------------------------


def lock(sample: Example, *options: str) -> Result:
    return CliRunner().invoke(cli, ["lock", str(sample.seed), "--documents", str(sample.documents), *options])


def test_lock_is_written_once(sample: Example) -> None:
    path = lock_path(sample.seed, "example")
    before = path.read_text("utf-8")
    path.unlink()
    with pytest.raises(SeedError, match=r"example\.lock: example: it has no lock: run communique lock"):
        Seed(sample.seed)
    assert lock(sample).stdout == "1 locks, 1 of them written\n"
    assert path.read_text("utf-8") == before
    assert lock(sample).stdout == "1 locks, 0 of them written\n"
    (evidence, *_) = next(iter(Seed(sample.seed).records["meeting"])).evidence
    assert CONTENT[evidence.start : evidence.end] == evidence.quote == "May 3, 2021"


def test_quote_that_changed_is_to_be_locked_again(sample: Example) -> None:
    path = sample.seed / "meetings.yaml"
    path.write_text(path.read_text("utf-8").replace("quote: in Ankara", "quote: Ankara"), "utf-8")
    with pytest.raises(SeedError) as failure:
        Seed(sample.seed)
    (fault,) = failure.value.faults
    assert (fault.file, fault.record, fault.field) == ("meetings.yaml", "eg-9", "evidence.4")
    assert path.read_text("utf-8").splitlines()[fault.line - 1].strip().startswith("- document: example")
    assert lock(sample).exit_code == 0
    Seed(sample.seed)


def test_quote_that_is_not_in_the_text_is_named_with_its_line(sample: Example) -> None:
    sample.evidence_for("eg-9", "city").update(quote="in Astana")
    sample.write()
    result = lock(sample)
    assert result.exit_code == 1
    assert "meetings.yaml:" in result.stderr
    assert "eg-9: evidence.4.quote: paragraph 2 does not have 'in Astana', nor has the text" in result.stderr.replace(
        "\n", ""
    )


def change_evidence(sample: Example, change: dict[str, Any]) -> None:
    """Change the evidence for the city of the meeting, but not the lock."""
    path = sample.write().seed / "meetings.yaml"
    (meeting,) = yaml.safe_load(path.read_text("utf-8"))
    meeting["evidence"][4].update(change)
    path.write_text(yaml.safe_dump([meeting]), "utf-8")


def test_check_names_the_candidates_of_a_quote_that_is_not_locked(sample: Example) -> None:
    change_evidence(sample, {"quote": "in ankara"})
    lock(sample)
    result = CliRunner().invoke(cli, ["check", str(sample.seed), "--documents", str(sample.documents)])
    assert "eg-9: evidence.4.quote: paragraph 2 does not have 'in ankara'; it may be paragraph 2: “…" in result.stderr
    assert "errors: 1" in result.stderr


@pytest.mark.parametrize(
    "slip", [{"feilds": ["city"]}, {"document": "exmple"}, {"quote": "in Astana"}], ids=["field", "document", "quote"]
)
def test_lock_keeps_its_lines_while_evidence_has_a_slip(sample: Example, slip: dict[str, Any]) -> None:
    sample.write()
    before = lock_path(sample.seed, "example").read_text("utf-8")
    change_evidence(sample, slip)
    result = lock(sample)
    assert result.exit_code == 1
    assert "eg-9: evidence.4" in result.stderr
    assert lock_path(sample.seed, "example").read_text("utf-8") == before


def test_lock_keeps_its_lines_while_a_file_is_broken(sample: Example) -> None:
    sample.write()
    before = lock_path(sample.seed, "example").read_text("utf-8")
    (sample.seed / "meetings.yaml").write_text("- [", "utf-8")
    assert lock(sample).exit_code == 1
    assert lock_path(sample.seed, "example").read_text("utf-8") == before


def test_text_that_is_not_here_keeps_its_lock(sample: Example) -> None:
    before = lock_path(sample.seed, "example").read_text("utf-8")
    (sample.documents / "example.txt").unlink()
    result = lock(sample)
    assert (result.exit_code, result.stdout) == (1, "0 locks, 0 of them written\n")
    assert "its text is not here" in result.stderr
    assert lock_path(sample.seed, "example").read_text("utf-8") == before


def test_lock_of_another_text_is_refused(sample: Example) -> None:
    path = lock_path(sample.seed, "example")
    path.write_text(path.read_text("utf-8").replace(digest(CONTENT), "0" * 64), "utf-8")
    assert lock_fault(sample) == "its lock is of another text: run communique lock --documents DIR"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[",
        "[" * 100_000,
        '{"text": "x"}',
        "\0",
        '{"text": "%s"}\n{"paragraph": 1}' % ("0" * 64),
        "1" * 10_000,
    ],
    ids=["empty", "no text", "broken", "deep", "no hash", "NUL", "half a quote", "long number"],
)
def test_file_that_is_no_lock_is_refused(sample: Example, content: str) -> None:
    lock_path(sample.seed, "example").write_text(content, "utf-8")
    assert "is not one of a lock: run communique lock" in lock_fault(sample)
    assert lock(sample).exit_code == 0
    Seed(sample.seed)


def lock_fault(sample: Example) -> str:
    """The one fault of a seed, which must be a fault of the lock."""
    with pytest.raises(SeedError) as failure:
        Seed(sample.seed)
    (fault,) = failure.value.faults
    assert (fault.file, fault.record) == ("documents/example.lock", "example")
    return fault.message


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"start": SESSION + 10}, f"the span {SESSION + 10}-{SESSION + 13} has 3 characters, and its quote 13"),
        ({"start": 900}, f"the span 900-{SESSION + 13} ends before it starts"),
        ({"start": SESSION + 13, "until": "held"}, "ends before it starts"),
    ],
)
def test_span_that_cannot_be_that_of_its_quote_is_refused(
    sample: Example, change: dict[str, Any], message: str
) -> None:
    sample.lock_changes["ninth meeting"] = change
    assert message in lock_fault(sample.write())


@pytest.mark.parametrize("first", [True, False])
def test_quote_that_is_locked_twice_is_refused(sample: Example, first: bool) -> None:
    """A merge may leave the wrong line before or after the right one."""
    path = lock_path(sample.seed, "example")
    *before, line, last = path.read_text("utf-8").splitlines()
    new_line = json.loads(line)
    new_line |= {"start": new_line["start"] + 1, "end": new_line["end"] + 1}
    pair = [json.dumps(new_line), line] if first else [line, json.dumps(new_line)]
    path.write_text("\n".join([*before, *pair, last]), "utf-8")
    number = len(before) + 1
    assert lock_fault(sample) == (
        f"line {number + 1}: it repeats the quote of line {number}: run communique lock --documents DIR"
    )


def test_row_that_is_locked_twice_is_refused() -> None:
    line = '{"row": "KZ-1700", "sha256": "%s"}' % ("0" * 64)
    with pytest.raises(ValueError, match="line 3: it repeats the row of line 2"):
        parse_lock("\n".join(['{"text": "%s"}' % ("0" * 64), line, line]))


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (["[3, 9]", "[12]"], None),
        (["[9, 3]", "[12]"], "line 2: the starts of its sentences are not in ascending order"),
        (["[]", "[12]"], "line 2 is not one of a lock"),
    ],
)
def test_sentences_of_a_lock(lines: list[str], fault: str | None) -> None:
    head = '{"text": "%s"}' % ("0" * 64)
    paragraphs = [f'{{"paragraph": {number}, "sentences": {line}}}' for number, line in enumerate(lines, 1)]
    content = "".join(f"{line}\n" for line in [head, *paragraphs])
    if fault:
        with pytest.raises(ValueError, match=fault):
            parse_lock(content)
    else:
        assert parse_lock(content).sentences == {1: [3, 9], 2: [12]}
        assert parse_lock(content).render() == content
    with pytest.raises(ValueError, match="line 3: it repeats the paragraph of line 2"):
        parse_lock("\n".join([head, paragraphs[1], paragraphs[1]]))


def test_names_of_documents_lead_to_no_other_folder(sample: Example) -> None:
    sample.entries["example"]["id"] = "../../example"
    sample.write()
    lock(sample)
    assert not list(sample.folder.glob("*.lock"))


@needs_documents
def test_locks_of_the_seed_are_those_of_the_documents(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["lock", str(SEED), "--documents", str(DOCUMENTS_FOLDER)])
    assert (result.exit_code, result.stdout, result.stderr) == (0, "5 locks, 0 of them written\n", "")


def test_every_line_of_a_lock_is_in_the_order_of_the_text() -> None:
    for path in sorted((SEED / "documents").glob("*.lock")):
        content = path.read_text("utf-8")
        assert parse_lock(content).render() == content
        lines = [json.loads(line) for line in content.splitlines()[1:]]
        paragraphs = [line["paragraph"] for line in lines if "sentences" in line]
        assert paragraphs == list(range(1, len(paragraphs) + 1))
        starts = [line["start"] for line in lines[len(paragraphs) :]]
        assert starts == sorted(starts)
