"""Verification: each way in which a citation can be wrong is found, at the record and field where it is."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from app.cli import cli
from app.domain.sentences import starts
from app.domain.vocabulary import SetAside
from app.ingest.check import read_and_check
from app.ingest.findings import Level, SeedError
from app.ingest.locks import lock_path
from app.ingest.places import SourceText, digest, read_texts
from app.ingest.report import MAX_SHOWN
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import DocumentSeed, EvidenceSeed, SetAsideSeed
from app.ingest.sentence_counts import sentences_of
from app.ingest.verify import check_span
from tests.sample_seed import CONTENT, DOCUMENTS_FOLDER, Example, citation, example, needs_documents
from tests.seed_copies import SEED

Break = Callable[[Example], Any]


@pytest.fixture
def sample(tmp_path: Path) -> Example:
    return example(tmp_path)


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
    return lambda sample: sample.moved.update({quote: change})


SESSION = CONTENT.index("ninth meeting")


def move_span(by: int) -> Break:
    return break_lock("ninth meeting", start=SESSION + by, end=SESSION + len("ninth meeting") + by)


def without_a_paragraph(sample: Example) -> None:
    sample.content = CONTENT.replace("Advertisement\n", "")


UNSTATED = "the words cited for it do not contain it"
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
    "session": (break_record("eg-9", session=10), "eg-9", "session", UNSTATED),
    "count": (
        break_record("eg-9-package", count=4),
        "eg-9-package",
        "count",
        "the words cited for it do not contain it",
    ),
    "day": (break_record("eg-9", date="2021-05-04"), "eg-9", "date", UNSTATED),
    "month": (break_record("eg-9", date="2021-06-03"), "eg-9", "date", UNSTATED),
    "year": (break_record("trade-2020", date="2021"), "trade-2020", "date", UNSTATED),
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


@pytest.mark.parametrize("broken", BREAKS)
def test_break_is_caught_by_name(sample: Example, broken: str) -> None:
    do, record, field, message = BREAKS[broken]
    do(sample)
    result = sample.faults()
    assert {fault.record for fault in result} == {record}
    assert any(message in fault.message for fault in result if fault.field == field)
    lines = (sample.seed / result[0].file).read_text("utf-8").splitlines()
    assert 1 <= result[0].line <= len(lines)


def second_document(sample: Example) -> None:
    """Add a document whose text is in the folder."""
    other = sample.entries["example"] | {"id": "other", "title": "Other", "sha256": digest("Other\n"), "paragraphs": 1}
    other |= {"set_aside": [], "evidence": [citation("Ninth", "title") | {"document": "other", "quote": "Other"}]}
    del other["date"]
    sample.entries["other"], sample.files["other"] = other, "documents.yaml"
    sample.write()
    (sample.documents / "other.txt").write_text("Other\n", "utf-8")
    CliRunner().invoke(cli, ["lock", str(sample.seed), "--documents", str(sample.documents)])


def test_missing_text_is_not_checked(sample: Example) -> None:
    second_document(sample)
    (sample.documents / "example.txt").unlink()
    result = run(sample)
    assert result.exit_code == 0
    assert "not checked: 1" in result.stderr
    assert "no text has this hash" in result.stderr
    assert result.stdout.endswith("0 errors, 0 warnings, 1 not checked\n")


def test_text_that_changed_is_an_error(sample: Example) -> None:
    second_document(sample)
    (sample.documents / "example.txt").write_text(CONTENT.replace("$1.5", "$1.6"), "utf-8")
    result = run(sample)
    assert (result.exit_code, "errors: 1" in result.stderr) == (1, True)
    assert "example: sha256: no text has this hash: it is missing, has changed" in result.stderr


def test_folder_without_any_of_the_texts_is_an_error(sample: Example) -> None:
    sample.write()
    (sample.documents / "example.txt").rename(sample.documents / "a.txt")
    assert run(sample).exit_code == 0
    (sample.documents / "a.txt").write_text("Another text.", "utf-8")
    assert run(sample).exit_code == 1


def test_unknown_id_is_wrong_usage(sample: Example) -> None:
    result = run(sample.write(), "--only", "eg-9-pakage")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "no record or document has the id 'eg-9-pakage'; the nearest: eg-9-package\n"


def test_line_number_is_no_emoji(sample: Example) -> None:
    sample.entries["eg-9"]["city"] = "ankora"
    path = sample.write().seed / "meetings.yaml"
    content = path.read_text("utf-8")
    line = content[: content.index("city: ankora")].count("\n") + 1
    path.write_text("#\n" * (100 - line) + content, "utf-8")
    assert "meetings.yaml:100: eg-9: city" in run(sample).stderr


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
    found = {(fault.field, fault.value) for fault in sample.faults() if not fault.field.startswith("evidence")}
    assert found == {("city", "ankara"), ("participants", "ann-example")}
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
        ("city", "ninth meeting", "ankara", UNSTATED),
        ("date", "on May 3, 2021", "2021-05-04", UNSTATED),
        ("session", "The ninth meeting", "8", UNSTATED),
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
    [("city", "in Ankara", "ankara"), ("date", "May 3", "2021-05-04"), ("session", "40", "40"), ("venue", "held", "x")],
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


@pytest.mark.parametrize(
    ("passages", "message"),
    [
        ([{"why": "furniture", "paragraphs": [4, 4]}], "4 is there twice"),
        ([{"why": "furniture", "paragraphs": [4, 5]}], "the text has 4 paragraphs, not 5"),
        ([{"why": "furniture", "paragraphs": []}], "name whole `paragraphs`, or one `paragraph`"),
        ([{"why": "furniture", "paragraph": 3}], "name whole `paragraphs`, or one `paragraph`"),
        ([{"why": "furniture", "paragraphs": [4], "sentences": [1]}], "name whole `paragraphs`, or one `paragraph`"),
        ([{"why": "opinion", "paragraphs": [4]}], "say under `because` why it is opinion"),
        ([{"why": "furniture", "paragraph": 3, "sentences": [4]}], "paragraph 3 has 3 sentences, not 4"),
        ([{"why": "furniture", "paragraph": 3, "sentences": [0]}], "paragraph 3 has 3 sentences, not 0"),
        (
            [{"why": "furniture", "paragraphs": [3]}, {"why": "furniture", "paragraph": 3, "sentences": [3]}],
            "a paragraph or a sentence is set aside twice",
        ),
    ],
)
def test_wrong_passage_that_is_set_aside_is_refused(
    sample: Example, passages: list[dict[str, Any]], message: str
) -> None:
    sample.entries["example"]["set_aside"] = passages
    sample.write()
    with pytest.raises(SeedError, match="set_aside") as caught:
        Seed(sample.seed)
    assert message in str(caught.value)


def test_counts_of_sentences_are_not_written_by_hand(sample: Example) -> None:
    counts = dict.fromkeys(("total", "cited", "furniture", "opinion", "repetition", "background", "open"), 1)
    sample.entries["example"]["sentences"] = [{"paragraph": 1, **counts}]
    sample.write()
    with pytest.raises(SeedError, match="leave `sentences` out"):
        Seed(sample.seed)


def test_sentences_are_counted() -> None:
    text = "First. Second one. Third.\n\nFourth."
    document = DocumentSeed.model_construct(  # type: ignore[call-arg]  # only the fields that the function reads
        id="made-up", set_aside=[SetAsideSeed(why=SetAside.opinion, paragraph=1, sentences=[1, 3], because="So.")]
    )
    bounds = {1: starts(text, 0, 25), 2: starts(text, 27)}
    over_two = text.index("one"), text.index("Third") + 1
    first, second = sentences_of(document, bounds, {1: [over_two]})
    assert (first.total, sorted(first.cited), dict(first.aside)) == (3, [2, 3], {1: "opinion", 3: "opinion"})
    assert (first.open, first.both) == ([], [3])
    assert (second.total, second.open) == (1, [1])
    assert first.counts.model_dump() == {
        "paragraph": 1, "total": 3, "cited": 2, "furniture": 0, "opinion": 1, "repetition": 0, "background": 0,
        "open": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda sample: sample.entries["example"]["set_aside"].pop(),
            "not set aside (paragraph 3, sentence 3: More will follow.)",
        ),
        (
            lambda sample: sample.entries["example"]["set_aside"].pop(0),
            "not set aside (paragraph 4, sentence 1: Advertisement)",
        ),
        (
            lambda sample: sample.entries["example"]["set_aside"][1].update(sentences=[2, 3]),
            "is set aside, and a record cites it (paragraph 3, sentence 2: They signed 40 agreements",
        ),
    ],
)
def test_sentences_without_and_with_too_many_explanations_are_found(
    sample: Example, change: Break, message: str
) -> None:
    change(sample)
    sample.write()
    result = run(sample)
    assert result.exit_code == 0
    assert message in result.stderr
    assert "1 warnings" in result.stdout


def test_only_lists_every_sentence_of_a_document(sample: Example) -> None:
    sample.entries["example"]["set_aside"] = []
    for record in ("eg-9-package", "trade-2020"):
        sample.entries.pop(record)
    sample.write()
    assert "and 1 more" in run(sample).stderr
    listed = run(sample, "--only", "example").stderr
    assert [line.partition("(paragraph ")[2][:13] for line in listed.splitlines() if "(paragraph" in line] == [
        "3, sentence 1", "3, sentence 2", "3, sentence 3", "4, sentence 1",
    ]  # fmt: skip


def test_a_lock_whose_sentences_moved_is_an_error(sample: Example) -> None:
    path = lock_path(sample.write().seed, "example")
    path.write_text(path.read_text("utf-8").replace('"sentences": [0]', '"sentences": [1]', 1), "utf-8")
    findings = read_and_check(sample.seed, read_texts(sample.documents))[1]
    assert [f.message for f in findings if f.level is Level.error] == [
        "the sentences of this paragraph start elsewhere than its lock says: run communique lock --documents DIR"
    ]


def test_a_lock_without_sentences_is_a_warning(sample: Example) -> None:
    path = lock_path(sample.write().seed, "example")
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if '"sentences"' not in line), "utf-8")
    assert "its lock does not say where its sentences start" in run(sample).stderr


# --- the command line ----------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the developer's, and tables wide enough not to break words."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_DOCUMENTS", raising=False)


def run(sample: Example, *more: str) -> Result:
    return CliRunner().invoke(cli, ["check", str(sample.seed), "--documents", str(sample.documents), *more])


def cite(sample: Example, document: str, words: str) -> Result:
    folders = ["--directory", str(sample.seed), "--documents", str(sample.documents)]
    return CliRunner().invoke(cli, ["cite", *folders, "--", document, words])


def test_check_of_a_sound_seed(sample: Example) -> None:
    result = run(sample.write())
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "9 entries, 0 errors, 0 warnings, 0 not checked\n"


def test_check_without_texts_says_so(sample: Example) -> None:
    result = CliRunner().invoke(cli, ["check", str(sample.write().seed)])
    assert result.exit_code == 0
    assert "the texts of 1 documents are not compared" in result.stderr
    assert result.stdout.endswith("0 errors, 0 warnings, 1 not checked\n")


def test_setting_names_the_texts(sample: Example) -> None:
    sample.write()
    environment = {"COMMUNIQUE_DOCUMENTS": str(sample.documents)}
    assert CliRunner().invoke(cli, ["check", str(sample.seed)], env=environment).stdout.endswith(" 0 not checked\n")


def test_equal_findings_are_counted(sample: Example) -> None:
    for number in range(50):
        meeting = {**sample.entries["eg-9"], "id": f"eg-{number}-b", "session": None, "city": "ankora"}
        sample.entries[meeting["id"]] = meeting
        sample.files[meeting["id"]] = "meetings.yaml"
    result = run(sample.write())
    assert result.exit_code == 1
    lines = [line for line in result.stderr.splitlines() if "there is no city 'ankora'" in line]
    assert len(lines) == MAX_SHOWN
    assert all(line.startswith("  meetings.yaml:") for line in lines)
    assert "and 47 more findings like this about city" in result.stderr
    assert "errors: 50" in result.stderr


def test_findings_that_differ_in_names_alone_are_counted(sample: Example) -> None:
    for number in range(5):
        meeting = {**sample.entries["eg-9"], "id": f"eg-{number}-b", "session": None, "city": f"anka{'rz' * number}"}
        sample.entries[meeting["id"]] = meeting
        sample.files[meeting["id"]] = "meetings.yaml"
    result = run(sample.write())
    assert "and 2 more findings like this about city" in result.stderr
    groups = json.loads(run(sample, "--format", "json").stdout)["groups"]
    assert len({finding["message"] for finding in groups[0]["findings"]}) == 5


def test_search_that_stopped_says_so(sample: Example) -> None:
    sample.write()
    entry = "- {id: a, city: b}\n"
    (sample.seed / "meetings.yaml").write_text(entry * 1000, "utf-8")
    result = run(sample)
    assert "the check stopped after 1000 errors: correct these, and check again" in result.stderr
    assert result.stdout == "1000 errors, 1 warnings, 0 not checked\n"


def test_report_for_tools(sample: Example) -> None:
    BREAKS["session"][0](sample)
    BREAKS["count"][0](sample)
    report = json.loads(run(sample.write(), "--format", "json").stdout)
    assert report["counts"] == {"error": 4, "warning": 0, "not-checked": 0}
    shown = [found for group in report["groups"] for found in group["findings"]]
    assert {"eg-9", "eg-9-package"} == {found["record"] for found in shown}
    (session,) = [found for found in shown if found["field"] == "session"]
    assert (session["file"], session["value"]) == ("meetings.yaml", "10")
    lines = (sample.seed / "meetings.yaml").read_text("utf-8").splitlines()
    assert lines[session["line"] - 1].strip() == "session: 10"

    annotations = run(sample, "--format", "github").stdout.splitlines()
    start = f"::error file={sample.seed.name}/meetings.yaml,line={session['line']}::eg-9: session: "
    assert any(line.startswith(start) for line in annotations)
    only = json.loads(run(sample, "--format", "json", "--only", "eg-9-package").stdout)
    assert {found["record"] for group in only["groups"] for found in group["findings"]} == {"eg-9-package"}


def test_lock_that_has_more_than_is_cited_is_warned_of(sample: Example) -> None:
    sample.write()
    path = lock_path(sample.seed, "example")
    line = {"paragraph": 4, "quote": "Advertisement", "start": 0, "end": 1, "sha256": "0" * 64}
    path.write_text(f"{path.read_text('utf-8')}{json.dumps(line)}\n", "utf-8")
    path.with_stem("gone").write_text(path.read_text("utf-8"), "utf-8")
    result = run(sample)
    assert result.exit_code == 0
    assert "documents/example.lock: nothing cites 1 of its places: run communique lock" in result.stderr
    assert "documents/gone.lock: no document has this lock: delete it" in result.stderr


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
    sample.entries["eg-9"]["evidence"].append({**entry, "document": "example", "fields": ["title"]})
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
def test_the_five_documents_bear_out_the_seed() -> None:
    result = CliRunner().invoke(cli, ["check", str(SEED), "--documents", str(DOCUMENTS_FOLDER)])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith(" entries, 0 errors, 0 warnings, 0 not checked\n")
