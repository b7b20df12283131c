"""The commands check and cite: their output, what they refuse, and their exit codes."""

import json

import pytest
import yaml
from typer.testing import CliRunner, Result

from app.cli import cli
from app.ingest.locks import lock_path
from app.ingest.places import digest
from app.ingest.report import MAX_SHOWN
from tests.ingest.test_citation_check import BREAKS, without_a_paragraph
from tests.sample_seed import CONTENT, DOCUMENTS_FOLDER, Example, citation, needs_documents
from tests.seed_copies import SEED

pytestmark = pytest.mark.usefixtures("clean_environment")


def run(sample: Example, *options: str) -> Result:
    return CliRunner().invoke(cli, ["check", str(sample.seed), "--documents", str(sample.documents), *options])


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
    findings = [finding for group in report["groups"] for finding in group["findings"]]
    assert {"eg-9", "eg-9-package"} == {finding["record"] for finding in findings}
    (session,) = [finding for finding in findings if finding["field"] == "session"]
    assert (session["file"], session["value"]) == ("meetings.yaml", "10")
    lines = (sample.seed / "meetings.yaml").read_text("utf-8").splitlines()
    assert lines[session["line"] - 1].strip() == "session: 10"

    annotations = run(sample, "--format", "github").stdout.splitlines()
    start = f"::error file={sample.seed.name}/meetings.yaml,line={session['line']}::eg-9: session: "
    assert any(line.startswith(start) for line in annotations)
    only = json.loads(run(sample, "--format", "json", "--only", "eg-9-package").stdout)
    assert {finding["record"] for group in only["groups"] for finding in group["findings"]} == {"eg-9-package"}


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


def second_document(sample: Example) -> None:
    """Add a document whose text is in the folder."""
    document = sample.entries["example"] | {
        "id": "other",
        "title": "Other",
        "sha256": digest("Other\n"),
        "paragraphs": 1,
    }
    document |= {"set_aside": [], "evidence": [citation("Ninth", "title") | {"document": "other", "quote": "Other"}]}
    del document["date"]
    sample.entries["other"], sample.files["other"] = document, "documents.yaml"
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
