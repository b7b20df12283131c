"""Verification finds every way in which a citation can be wrong, and names the record and the field."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ingest.citation_check import check_span
from app.ingest.findings import Level, SeedError
from app.ingest.places import SourceText, digest, read_texts
from app.ingest.seed_check import read_and_check
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import EvidenceSeed
from tests.sample_seed import CONTENT, Example, citation

Break = Callable[[Example], Any]


def test_nothing_is_wrong_before_it_is_broken(sample: Example) -> None:
    assert sample.faults() == []
    assert read_and_check(sample.seed, read_texts(sample.documents))[1] == []


def break_evidence(record: str, field: str, **change: Any) -> Break:
    """Changes the evidence for a field."""
    return lambda sample: sample.evidence_for(record, field).update(change)


def break_record(record: str, **change: Any) -> Break:
    """Changes fields of a record."""
    return lambda sample: sample.entries[record].update(change)


def break_lock(quote: str, **change: Any) -> Break:
    """Changes the lock of a quote."""
    return lambda sample: sample.lock_changes.update({quote: change})


SESSION = CONTENT.index("ninth meeting")


def move_span(by: int) -> Break:
    return break_lock("ninth meeting", start=SESSION + by, end=SESSION + len("ninth meeting") + by)


def without_a_paragraph(sample: Example) -> None:
    sample.content = CONTENT.replace("Advertisement\n", "")


NOT_IN_WORDS = "the words cited for it do not contain it"
BREAKS: dict[str, tuple[Break, str, str, str]] = {
    "span moved on": (move_span(1), "eg-9", "evidence.1.quote", "another hash"),
    "span moved back": (move_span(-1), "eg-9", "evidence.1.quote", "another hash"),
    "span moved far": (move_span(60), "eg-9", "evidence.1.quote", "another hash"),
    "hash": (break_lock("ninth meeting", sha256="0" * 64), "eg-9", "evidence.1.quote", "another hash"),
    "end beyond the text": (
        break_lock("in Ankara", start=9990, end=9999),
        "eg-9",
        "evidence.4.quote",
        "outside the text",
    ),
    "paragraph number": (
        break_evidence("eg-9", "status", paragraph=3),
        "eg-9",
        "evidence.2.quote",
        "not inside paragraph 3",
    ),
    "words": (
        break_evidence("eg-9", "city", quote="in Astana"),
        "eg-9",
        "evidence.4.quote",
        "paragraph 2 does not have 'in Astana'",
    ),
    "value": (
        break_record("trade-2020", value=1_600_000_000),
        "trade-2020",
        "value",
        "the words cited for it do not contain it",
    ),
    "growth": (
        break_record("trade-2020", growth_percent=1.2),
        "trade-2020",
        "growth_percent",
        "the words cited for it do not contain it",
    ),
    "session": (break_record("eg-9", session=10), "eg-9", "session", NOT_IN_WORDS),
    "count": (
        break_record("eg-9-package", count=4),
        "eg-9-package",
        "count",
        "the words cited for it do not contain it",
    ),
    "day": (break_record("eg-9", date="2021-05-04"), "eg-9", "date", NOT_IN_WORDS),
    "month": (break_record("eg-9", date="2021-06-03"), "eg-9", "date", NOT_IN_WORDS),
    "year": (break_record("trade-2020", date="2021"), "trade-2020", "date", NOT_IN_WORDS),
    "interval": (
        break_record("trade-2020", date="2019/2020"),
        "trade-2020",
        "date",
        "the words cited for it do not contain it",
    ),
    "day of a post": (
        lambda sample: sample.entries["ann-example"]["positions"][0].update(as_of="2019"),
        "ann-example",
        "positions.0.as_of",
        "no document cited for it can be from that day",
    ),
    "number of paragraphs": (break_record("example", paragraphs=5), "example", "paragraphs", "has 4 paragraphs, not 5"),
    "paragraph gone from the text": (
        without_a_paragraph,
        "example",
        "sha256",
        "missing, has changed or is not in UTF-8",
    ),
    "letter of the text": (
        lambda sample: setattr(sample, "content", CONTENT.replace("$1.5", "$1.6")),
        "example",
        "sha256",
        "missing, has changed or is not in UTF-8",
    ),
    "hash of the document": (
        break_record("example", sha256="0" * 64),
        "example",
        "sha256",
        "missing, has changed or is not in UTF-8",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_break_is_caught_by_name(sample: Example, name: str) -> None:
    do, record, field, message = BREAKS[name]
    do(sample)
    result = sample.faults()
    assert {fault.record for fault in result} == {record}
    assert any(message in fault.message for fault in result if fault.field == field)
    lines = (sample.seed / result[0].file).read_text("utf-8").splitlines()
    assert 1 <= result[0].line <= len(lines)


@given(st.integers(0, len(CONTENT) + 5), st.integers(1, len(CONTENT) + 5))
def test_no_other_span_passes(start: int, length: int) -> None:
    words = "Example Group"
    text = SourceText(Path("example.txt"), CONTENT, digest(CONTENT))
    evidence = EvidenceSeed.model_validate(citation(words))
    moved_evidence = evidence.model_copy(update={"start": start, "end": start + length, "sha256": digest(words)})
    is_same_place = (
        CONTENT[start : start + length] == words
        and text.paragraph_of(start, start + length) == moved_evidence.paragraph
    )
    assert (list(check_span(moved_evidence, text)) == []) == is_same_place


@pytest.mark.parametrize("name", ["value", "growth", "session", "count", "day", "month", "year"])
def test_inferred_value_is_exempt(sample: Example, name: str) -> None:
    do, record, field, _ = BREAKS[name]
    do(sample)
    sample.evidence_for(record, field).update(reason="By a text that is not here.")
    assert sample.faults() == []


def test_each_place_states_the_value(sample: Example) -> None:
    sample.entries["eg-9"]["evidence"].insert(0, citation("opened it", "date"))
    (fault,) = sample.faults()
    assert (fault.field, fault.value) == ("evidence.0.quote", "date")
    assert fault.message == "its words “opened it” do not contain 2021-05-03"


def test_city_and_people_are_named_in_the_words(sample: Example) -> None:
    meeting = sample.entries["eg-9"]
    sample.evidence_for("eg-9", "city").update(citation("ninth meeting", "city"))
    meeting["participants"] = [{"official": "ann-example", "country": "TR", "role": "host"}]
    meeting["evidence"].append(citation("opened it", "participants"))
    field_values = {(fault.field, fault.value) for fault in sample.faults() if not fault.field.startswith("evidence")}
    assert field_values == {("city", "ankara"), ("participants", "ann-example")}
    sample.evidence_for("eg-9", "city").update(citation("in Ankara", "city"))
    sample.evidence_for("eg-9", "participants").update(citation("Ann Example", "participants"))
    assert sample.faults() == []


def test_words_beyond_a_quote_are_read_in_the_text(sample: Example) -> None:
    sample.evidence_for("eg-9", "city").update(quote="held on May 3", until="in Ankara")
    assert sample.faults() == []
    findings = read_and_check(sample.write().seed, None)[1]
    assert [(finding.level, finding.field) for finding in findings if finding.record] == [(Level.not_checked, "city")]


@pytest.mark.parametrize(
    ("record", "change"),
    [
        ("eg-9-package", {"type": "pakage"}),
        ("ann-example", {"country": "XX"}),
        ("ankara", {"name": None}),
        ("example", {"language": "English"}),
    ],
)
def test_a_wrong_value_is_found_beside_a_faulty_record(sample: Example, record: str, change: dict[str, Any]) -> None:
    sample.entries[record] |= change
    sample.entries["trade-2020"]["value"] = 1_600_000_000
    seed, findings = read_and_check(
        sample.write().seed, {digest(CONTENT): SourceText(Path("x"), CONTENT, digest(CONTENT))}
    )
    errors = {(finding.record, finding.field) for finding in findings if finding.level is Level.error}
    assert seed is None
    assert (record, *change) in errors
    assert (("trade-2020", "value") in errors) is (record != "example")
    assert {name for name, _ in errors} <= {record, "trade-2020"}
    assert [finding.message for finding in findings if finding.level is Level.not_checked and not finding.record]


@pytest.mark.parametrize(
    ("field", "words", "says", "message"),
    [
        ("city", "in Ankara", "ankora", "there is no city 'ankora'; the nearest: ankara"),
        ("date", "May 3, 2021", "2021-05-40", "no such day"),
        ("session", "ninth meeting", "nine", "'nine' is not a valid whole number"),
        ("status", "held", "hold", "it is not one of held"),
        ("mechanism", "Example Group", "egg", "there is no mechanism 'egg'"),
        ("city", "in Ankara", "ankara", "it is the value of the record: leave `says` out"),
        ("date", "on May 3, 2021", "2021-05-04", NOT_IN_WORDS),
        ("session", "The ninth meeting", "8", NOT_IN_WORDS),
    ],
)
def test_value_that_a_document_says_instead_is_checked(
    sample: Example, field: str, words: str, says: str, message: str
) -> None:
    sample.entries["eg-9"]["evidence"].append(citation(words, field, says=says))
    (fault,) = [fault for fault in sample.faults() if "says" in fault.field]
    assert (fault.record, fault.field) == ("eg-9", "evidence.5.says")
    assert message in fault.message


@pytest.mark.parametrize(
    ("field", "words", "says"),
    [("date", "May 3", "2021-05-04"), ("session", "40", "40"), ("venue", "held", "x")],
)
def test_value_that_a_document_says_instead_passes(sample: Example, field: str, words: str, says: str) -> None:
    reason = {"reason": "By the year of the document."} if field == "date" else {}
    sample.entries["eg-9"]["evidence"].append(citation(words, field, says=says, **reason))
    assert [fault for fault in sample.faults() if "says" in fault.field] == []


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
    with pytest.raises(SeedError) as failure:
        Seed(sample.seed)
    assert [fault.field for fault in failure.value.faults] == [field]
    assert message in failure.value.faults[0].message


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
