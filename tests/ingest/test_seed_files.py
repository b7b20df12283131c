"""The files of a seed: one for each document, some for records that documents share, and records in several files."""

from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml

from app.ingest.findings import Finding, SeedError
from app.ingest.seed_reader import Seed
from tests.seed_copies import SEED, lock_made_up

REPORT = "documents/jspg-8-report.yaml"
PREVIEW = "documents/jspg-8-preview.yaml"
PLACE = {"paragraph": 1, "quote": "x"}


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    return copytree(SEED, tmp_path / "seed")


def change(seed: Path, file: str, **sections: Any) -> None:
    """Add to the file of a document: records to a kind, evidence to an id, or values to the document itself."""
    content = yaml.load((seed / file).read_text("utf-8"), yaml.CBaseLoader)
    for section, additions in sections.items():
        part = content.setdefault(section, {})
        for key, value in additions.items():
            old = part.get(key)
            are_mappings = isinstance(old, dict) and isinstance(value, dict)
            part[key] = [*old, *value] if isinstance(old, list) else {**old, **value} if are_mappings else value
    (seed / file).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    lock_made_up(seed)


def only_fault(seed: Path) -> Finding:
    with pytest.raises(SeedError) as failure:
        Seed(seed)
    (fault,) = failure.value.faults
    return fault


def record(seed: Path, kind: str, record_id: str) -> Any:
    (result,) = [entry for entry in Seed(seed).records[kind] if entry.id == record_id]
    return result


def test_two_documents_bring_one_record(seed: Path) -> None:
    """Each adds fields that the other leaves out, and the record has the evidence of both."""
    before = record(seed, "meeting", "ots-summit-13")
    entry = {
        "id": "ots-summit-13",
        "session": "13",
        "occasion": "Made up",
        "evidence": [{**PLACE, "fields": ["occasion"]}],
    }
    change(seed, PREVIEW, records={"meetings": [entry]})
    after = record(seed, "meeting", "ots-summit-13")
    assert (before.occasion, after.occasion, after.session) == (None, "Made up", 13)
    assert {place.document for place in after.evidence} == {"jspg-8-report", "jspg-8-preview"}
    assert len(after.evidence) == len(before.evidence) + 1


def test_two_documents_that_differ_are_a_fault(seed: Path) -> None:
    entry = {"id": "ots-summit-13", "session": "12", "evidence": [{**PLACE, "fields": ["session"]}]}
    change(seed, PREVIEW, records={"meetings": [entry]})
    fault = only_fault(seed)
    # The files are read by name, so that of the report comes second.
    assert (fault.file, fault.record, fault.field) == (REPORT, "ots-summit-13", "session")
    assert f"it is another value in {PREVIEW}" in fault.message
    assert "`says`" in fault.message
    assert (seed / REPORT).read_text("utf-8").splitlines()[fault.line - 1].strip() == "session: 13"


@pytest.mark.parametrize(
    ("sections", "record_id", "field", "says"),
    [
        ({"supports": {"meetings": {"nowhere": [PLACE]}}}, "nowhere", "supports", "there is no meeting of this id"),
        ({"supports": {"topics": [1]}}, "", "supports.topics", "it is not a mapping of ids"),
        ({"supports": {"topics": {"trade": "x"}}}, "trade", "supports", "not a list of evidence"),
        ({"supports": {"meting": {}}}, "", "supports.meting", "there is no such kind; the nearest: meetings"),
        ({"records": {"meting": []}}, "", "records.meting", "there is no such kind; the nearest: meetings"),
        ({"document": {"id": "another"}}, "", "document.id", "the id of a document is the name of its file"),
        ({"remarks": {}}, "", "remarks", "there is no such part: a document has document, records, supports"),
        ({"document": {"publisher": 5}}, "jspg-8-report", "publisher", "no document is cited for it"),
        (
            {"supports": {"officials": {"hakan-fidan": [{**PLACE, "document": "jspg-8-report"}]}}},
            "hakan-fidan", "evidence", "leave `document` out",
        ),
    ],
)  # fmt: skip
def test_fault_in_the_file_of_a_document(
    seed: Path, sections: dict[str, Any], record_id: str, field: str, says: str
) -> None:
    change(seed, REPORT, **sections)
    fault = only_fault(seed)
    assert (fault.file, fault.record, fault.field) == (REPORT, record_id, field)
    assert says in fault.message
    last = field.rpartition(".")[2]
    if not record_id and last:
        assert (seed / REPORT).read_text("utf-8").splitlines()[fault.line - 1].strip().startswith(last)


@pytest.mark.parametrize("line", ["\tid: x", 'bad: !!python/object/apply:os.system ["id"]', "id: [", "\0"])
def test_a_file_that_cannot_be_read_is_the_only_fault(seed: Path, line: str) -> None:
    """Other files refer to its records, but that these are missing is no fault of the other files."""
    file = seed / REPORT
    file.write_text(f"{file.read_text('utf-8')}\n{line}\n", "utf-8")
    fault = only_fault(seed)
    assert (fault.file, fault.record) == (REPORT, "")


@pytest.mark.thorough
@pytest.mark.parametrize("content", ["[]", "text", "document: []", "document:"])
def test_file_that_is_no_document(seed: Path, content: str) -> None:
    (seed / "documents" / "new.yaml").write_text(content, "utf-8")
    fault = only_fault(seed)
    assert fault.file == "documents/new.yaml"
    assert "it is not a mapping of" in fault.message


@pytest.mark.thorough
def test_document_with_many_fields_is_refused_at_once(seed: Path) -> None:
    fields = "".join(f"  k{number}: 1\n" for number in range(100_001))
    (seed / "documents" / "new.yaml").write_text(f"document:\n{fields}", "utf-8")
    assert only_fault(seed).message == "a record has more than 100,000 values"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("date", "date: 2026-02-02"),
        ("participants.1.role", "- {official: yermek-kosherbayev, country: KZ, role: co-chair"),
        ("evidence.0.quote", "- {paragraph: 1, quote: Feb. 2, fields: [date]"),
        ("venue", "- id: jspg-kz-tr-8"),
    ],
)
def test_a_finding_names_the_line(path: str, line: str) -> None:
    seed = Seed(SEED)
    (meeting,) = [entry for entry in seed.records["meeting"] if entry.id == "jspg-kz-tr-8"]
    finding = seed.finding(meeting, path, "it is so")
    assert (finding.file, str(finding)) == (REPORT, f"{REPORT}:{finding.line}: jspg-kz-tr-8: {path}: it is so")
    assert (SEED / REPORT).read_text("utf-8").splitlines()[finding.line - 1].strip().startswith(line)


def test_a_finding_about_the_evidence_of_another_file_names_that_file() -> None:
    seed = Seed(SEED)
    (meeting,) = [entry for entry in seed.records["meeting"] if entry.id == "jspg-kz-tr-8"]
    number = next(n for n, place in enumerate(meeting.evidence) if place.quote == "regional and international")
    finding = seed.finding(meeting, f"evidence.{number}.quote", "it is so")
    assert finding.file == PREVIEW
    assert "quote: regional and international" in (SEED / PREVIEW).read_text("utf-8").splitlines()[finding.line - 1]


@pytest.mark.parametrize("content", ["", "# A document\n"])
def test_empty_file_of_a_document_is_refused(seed: Path, content: str) -> None:
    (seed / "documents" / "empty.yaml").write_text(content, "utf-8")
    fault = only_fault(seed)
    assert (fault.file, fault.message) == (
        "documents/empty.yaml",
        "it is empty: write what the document says, or delete the file",
    )
