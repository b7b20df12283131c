"""What curating writes into seed files: the reader of the seed understands it, and other lines do not change."""

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.curate.checkout import GitError, commit_of, is_checkout
from app.curate.contents import Addition, ValueChange
from app.curate.seed_edits import EditError, append_records, apply_changes
from app.curate.seed_yaml import flow, record_lines
from app.ingest.plain_yaml import FLAGS, parse_yaml
from app.ingest.seed_reader import read_files

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=40)


@given(WORDS)
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    assert parse_yaml(f"a: {flow(text)}\n") == {"a": text}
    assert parse_yaml(flow({"a": [text, {"b": text}]})) == {"a": [text, {"b": text}]}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("true", '"true"'),
        ("null", '"null"'),
        ("no", "no"),
        ("2026-02-03", "2026-02-03"),
        ("0901", "0901"),
        (8_950_000_000.0, "8950000000"),
        (4.5, "4.5"),
        (True, "true"),
        (["KZ", "TR"], "[KZ, TR]"),
    ],
)
def test_a_value_is_written_as_a_curator_writes_it(value: object, words: str) -> None:
    assert flow(value) == words


def test_a_record_has_a_field_a_line_in_the_order_of_its_model() -> None:
    values = {"country": "KZ", "positions": [{"title": "President"}], "id": "a", "aliases": [], "name": "A"}
    assert record_lines("official", values, [], "") == [
        "- id: a", "  name: A", "  country: KZ", "  positions:", "    - {title: President}",
    ]  # fmt: skip
    assert record_lines("city", {"name": "Oral", "id": "oral"}, [], "") == ["- {id: oral, name: Oral}"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "- {id: oral, name: Oral}\n"),
        ("# Cities\n[]\n", "# Cities\n- {id: oral, name: Oral}\n"),
        ("- {id: a}", "- {id: a}\n- {id: oral, name: Oral}\n"),
        ("- {id: a}\n# end\n", "- {id: a}\n# end\n- {id: oral, name: Oral}\n"),
    ],
)
def test_records_are_appended(tmp_path: Path, before: str | None, after: str) -> None:
    path = tmp_path / "cities.yaml"
    if before is not None:
        path.write_text(before, "utf-8")
    append_records(tmp_path, {"city": {"oral": {"id": "oral", "name": "Oral"}}})
    assert path.read_text("utf-8") == after


PLANNED_MEETING = """\
# Meetings
- id: talks
  status: planned  # by May
  date: 2026
  evidence:
    - {document: a, paragraph: 1, quote: "will meet", fields: [status, date]}
    - {document: a, paragraph: 2, quote: will, fields: [status], reviewed: true}
    - {document: a, paragraph: 2, quote: in 2026, fields: [date]}
"""
HELD_MEETING = """\
# Meetings
- id: talks
  status: held  # by May
  date: 2026
  evidence:
    - {document: a, paragraph: 1, quote: will meet, fields: [date]}
    - {document: a, paragraph: 1, quote: will meet, fields: [status], says: planned}
    - {document: a, paragraph: 2, quote: will, fields: [status], says: planned, reviewed: true}
    - {document: a, paragraph: 2, quote: in 2026, fields: [date]}
"""
STATUS = ValueChange("meeting", "talks", "status", "planned", "held")
DATE = ValueChange("meeting", "talks", "date", "2026", "2026-05-01")


def edit(folder: Path, name: str, content: str, *edits: ValueChange | Addition) -> str:
    """The content of a file after edits."""
    (folder / name).write_text(content, "utf-8")
    changes = [edit for edit in edits if isinstance(edit, ValueChange)]
    additions = [edit for edit in edits if isinstance(edit, Addition)]
    apply_changes(folder, read_files(folder), changes, additions)
    return (folder / name).read_text("utf-8")


def test_what_was_planned_was_held_and_the_older_document_says_planned(tmp_path: Path) -> None:
    assert edit(tmp_path, "meetings.yaml", PLANNED_MEETING, STATUS) == HELD_MEETING


def test_two_changes_of_what_one_quote_supports_are_both_made(tmp_path: Path) -> None:
    content = edit(tmp_path, "meetings.yaml", PLANNED_MEETING, STATUS, DATE)
    first, second = PLANNED_MEETING.splitlines()[5], content.splitlines()
    assert "  date: 2026-05-01" in second
    assert first not in second
    assert [line.partition("meet, ")[2] for line in second if "will meet" in line] == [
        "fields: [status], says: planned}", "fields: [date], says: 2026}",
    ]  # fmt: skip


def test_evidence_that_had_the_new_value_supports_it(tmp_path: Path) -> None:
    before = PLANNED_MEETING.replace("in 2026, fields: [date]", "on 1 May, fields: [date], says: 2026-05-01")
    content = edit(tmp_path, "meetings.yaml", before, DATE)
    assert "    - {document: a, paragraph: 2, quote: on 1 May, fields: [date]}" in content.splitlines()


@pytest.mark.parametrize("old", ["Palace", "Palace: of Peace", "true", "a, b", "#1", '"Palace"', "'Palace'", "- x"])
@pytest.mark.parametrize("new", ["Embassy", "Embassy: the new one", "false", "c, d", "{e}", '"Embassy"', "5 # 6"])
def test_a_text_is_replaced_whatever_it_has(tmp_path: Path, old: str, new: str) -> None:
    content = f"- id: talks\n  venue: {flow(old)}\n  date: 2026\n"
    edit(tmp_path, "meetings.yaml", content, ValueChange("meeting", "talks", "venue", old, new), DATE)
    values = read_files(tmp_path).entries["meeting"][0].values
    assert [str(values[name]) for name in ("id", "date")] == ["talks", "2026-05-01"]
    assert values["venue"] == FLAGS.get(new, new)


def test_two_values_in_one_line_are_both_replaced(tmp_path: Path) -> None:
    change = ValueChange("meeting", "talks", "city", "baku", "gabala")
    content = edit(tmp_path, "meetings.yaml", "- {id: talks, city: baku, date: 2026}\n", change, DATE)
    assert content == "- {id: talks, city: gabala, date: 2026-05-01}\n"


OFFICIAL = """\
- id: ann
  aliases: [Ann]
  country: TR
  positions:
    - {title: President, as_of: 2025-01-02}
- id: bob
"""


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (ValueChange("official", "ann", "positions.0.as_of", "2025-01-02", "2026-03-04"), "2025-01-02", "2026-03-04"),
        (Addition("official", "ann", "aliases", ("A. Ann", "A")), "[Ann]", "[Ann, A. Ann, A]"),
        (
            Addition("official", "ann", "positions", ({"title": "Minister"},)),
            "2025-01-02}\n",
            "2025-01-02}\n    - {title: Minister}\n",
        ),
    ],
)
def test_the_lines_around_an_edit_stay(tmp_path: Path, change: ValueChange | Addition, old: str, new: str) -> None:
    assert edit(tmp_path, "officials.yaml", OFFICIAL, change) == OFFICIAL.replace(old, new)


@pytest.mark.parametrize(
    ("content", "addition"),
    [
        (OFFICIAL.replace("[Ann]", "\n    - Ann"), Addition("official", "ann", "aliases", ("A",))),
        (OFFICIAL.replace("[Ann]", "[Ann]  # for short"), Addition("official", "ann", "aliases", ("A",))),
        (
            OFFICIAL.replace("{title: President,", "{title: President,\n      "),
            Addition("official", "ann", "positions", ({},)),
        ),
    ],
)
def test_a_list_of_another_form_is_left_to_the_curator(tmp_path: Path, content: str, addition: Addition) -> None:
    with pytest.raises(EditError, match=r"line \d of officials\.yaml is not "):
        edit(tmp_path, "officials.yaml", content, addition)
    assert (tmp_path / "officials.yaml").read_text("utf-8") == content


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: planned  # by May", "status:\n    planned"),
        ("{document: a, paragraph: 2, quote: will,", "{document: a, paragraph: 2,\n       quote: will,"),
    ],
)
def test_a_line_of_another_form_is_left_to_the_curator(tmp_path: Path, old: str, new: str) -> None:
    content = PLANNED_MEETING.replace(old, new)
    with pytest.raises(EditError, match=r"line \d of meetings\.yaml is not "):
        edit(tmp_path, "meetings.yaml", content, STATUS)
    assert (tmp_path / "meetings.yaml").read_text("utf-8") == content


def test_what_prevents_a_commit_is_said_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    commit = commit_of(tmp_path, "talks", "Talks", {}, ["Ada"], ["a.yaml", "documents/new.yaml"])

    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)

    git("init", "-q")
    git("config", "user.useConfigOnly", "true")
    assert "who you are" in str(commit.obstacle())
    git("config", "user.name", "Ada")
    git("config", "user.email", "ada@example.org")
    (tmp_path / "a.yaml").write_text("[]\n", "utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "First")
    assert commit.obstacle() is None
    (tmp_path / "a.yaml").write_text("- {}\n", "utf-8")
    assert "not committed of a.yaml" in str(commit.obstacle())
    git("checkout", "-q", "a.yaml")
    for branch in ("document", "document/talks"):
        git("branch", branch)
        assert f"a branch {branch}:" in str(commit.obstacle())
        git("branch", "-q", "-D", branch)


def test_a_commit_has_the_files_of_the_document_alone(tmp_path: Path) -> None:
    seed = tmp_path / "seed"
    seed.mkdir()
    assert not is_checkout(seed)
    for command in (["init", "-q"], ["config", "user.name", "Ada"], ["config", "user.email", "ada@example.org"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    for name in ("a.yaml", "other.yaml"):
        (seed / name).write_text("[]\n", "utf-8")
    assert is_checkout(seed)
    (tmp_path / ".gitignore").write_text("ignored/\n", "utf-8")
    (tmp_path / "ignored").mkdir()
    assert not is_checkout(tmp_path / "ignored")
    commit = commit_of(seed, "talks", "Talks", {"meeting": 1}, ["Ada"], ["a.yaml"])
    commit.make()
    log = subprocess.run(
        ["git", "log", "--format=%B", "--name-only", "document/talks"],
        cwd=seed,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert log.split("\n") == [
        "Add the document talks",
        "",
        "Talks",
        "- meeting: 1",
        "",
        "Reviewed-by: Ada",
        "",
        "",
        "seed/a.yaml",
        "",
    ]
    with pytest.raises(GitError, match="git switch failed"):
        commit.make()
