"""The tools of curators and operators end with a sentence and an exit code, whatever happens."""

import os
import random
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from app.cli import cli, main
from app.cli.curating import MAX_MATCHES
from app.cli.program import out
from app.db.diagnosis import explain
from app.ingest import places
from app.ingest.findings import Level
from app.ingest.places import SourceText
from app.ingest.seed_check import read_and_check
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import SEED_MODELS
from app.settings import Settings
from tests import sample_seed
from tests.conftest import ROOT, on_sqlite
from tests.sample_seed import Example

pytestmark = pytest.mark.usefixtures("clean_environment")

HUGE = 2**30


@pytest.fixture
def sample(tmp_path: Path) -> Example:
    return sample_seed.example(tmp_path).write()


def run(*arguments: object, **environment: str) -> Result:
    variables = {f"COMMUNIQUE_{name.upper()}": value for name, value in environment.items()}
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], env=variables)


def assert_told(result: Result, *codes: int) -> None:
    """Fails unless the command ended by itself, with one of the codes, and with a sentence in case of an error."""
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert result.exit_code in codes, result.output
    assert "Traceback" not in result.output
    assert bool(result.stderr.strip()) == bool(result.exit_code)


COMMANDS: dict[str, Callable[[Example], list[object]]] = {
    "check": lambda sample: ["check", sample.seed],
    "load": lambda sample: ["load", sample.seed],
    "check the texts": lambda sample: ["check", sample.seed, "--documents", sample.documents],
    "cite": lambda sample: ["cite", "example", "ninth", "--directory", sample.seed, "--documents", sample.documents],
}
each_command = pytest.mark.parametrize("command", COMMANDS)
each_check = pytest.mark.parametrize("command", [command for command in COMMANDS if command != "cite"])


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(HUGE)


def link_to_itself(path: Path) -> None:
    path.symlink_to(path)


BROKEN_FILES: dict[str, Callable[[Path], Any]] = {
    "a folder": lambda path: path.mkdir(),
    "a pipe": lambda path: os.mkfifo(path),
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a link to itself": link_to_itself,
    "a gigabyte": sparse,
    "not UTF-8": lambda path: path.write_bytes(b"- {id: \xff}"),
    "UTF-16": lambda path: path.write_text("- {id: a}", "utf-16"),
    "NUL": lambda path: path.write_bytes(b"\0" * 100),
    "deep": lambda path: path.write_bytes(b"[" * 10**6),
    "many keys": lambda path: path.write_text("- {" + ",".join(f"k{n}: 1" for n in range(20_000)) + "}"),
    "many records": lambda path: path.write_text("- 1\n" * 50_000),
    "many references": lambda path: path.write_text(
        "".join(f"- {{id: c{n}, name: C, country: X{n}}}\n" for n in range(5_000))
    ),
    "one long word": lambda path: path.write_text("- {id: " + "a" * 10**7 + "}"),
    "laughs": lambda path: path.write_text(
        "- &a [x]\n" + "".join(f"- &{b} [{','.join([f'*{a}'] * 50)}]\n" for a, b in zip("abcde", "bcdef", strict=True))
    ),
}


@pytest.mark.parametrize("damage", BROKEN_FILES)
def test_a_broken_file_of_the_seed_is_named(sample: Example, damage: str) -> None:
    """All commands use the same reader, which names it."""
    path = sample.seed / "cities.yaml"
    path.unlink()
    BROKEN_FILES[damage](path)
    result = run(*COMMANDS["load"](sample), database_url="sqlite:///new.db")
    assert_told(result, 1)
    assert "cities.yaml:" in result.stderr
    assert len(result.stderr) < 200_000


@pytest.mark.parametrize("form", [lambda raw: b"\xef\xbb\xbf" + raw, lambda raw: raw.replace(b"\n", b"\r\n")])
def test_a_byte_order_mark_or_another_end_of_line_changes_nothing(
    sample: Example, form: Callable[[bytes], bytes]
) -> None:
    before = [record.model_dump_json() for record in Seed(sample.seed)]
    for kind in SEED_MODELS:
        (sample.seed / kind.file).write_bytes(form((sample.seed / kind.file).read_bytes()))
    assert [record.model_dump_json() for record in Seed(sample.seed)] == before


def test_empty_files_are_an_empty_seed(sample: Example) -> None:
    for kind in SEED_MODELS:
        (sample.seed / kind.file).write_bytes(b"")
    result = run(*COMMANDS["check the texts"](sample))
    assert (result.exit_code, result.stderr) == (
        0,
        "warnings: 1\n  documents/example.lock: no document has this lock: delete it\n",
    )


@pytest.mark.parametrize("damage", [name for name in BROKEN_FILES if name != "not UTF-8"])
def test_a_broken_file_among_the_texts_is_left_out(sample: Example, damage: str) -> None:
    BROKEN_FILES[damage](sample.documents / "another.txt")
    for command in ("check the texts", "cite"):
        assert_told(run(*COMMANDS[command](sample)), 0)
    (sample.documents / "example.txt").unlink()
    assert "no text has this hash" in run(*COMMANDS["check the texts"](sample)).stderr
    assert_told(run(*COMMANDS["cite"](sample)), 1)


@each_check
def test_what_may_not_be_read_is_named(sample: Example, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_path = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name == "cities.yaml":
            raise PermissionError(13, "Permission denied")
        return open_path(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    result = run(*COMMANDS[command](sample))
    assert_told(result, 1)
    assert "cities.yaml: it cannot be read: Permission denied" in result.stderr


@each_command
@pytest.mark.parametrize("folder", ["nowhere", "file"])
def test_a_folder_that_is_none_is_wrong_usage(sample: Example, command: str, folder: str) -> None:
    (sample.folder / "file").write_text("")
    arguments = COMMANDS[command](Example(sample.folder, {}, {}))
    for path in (sample.seed, sample.documents):
        if path in arguments:
            argument_list = [folder if argument == path else argument for argument in arguments]
            assert_told(run(*argument_list), 2)


@pytest.mark.parametrize("damage", ["a pipe", "a device", "a gigabyte", "not UTF-8", "UTF-16"])
def test_a_broken_file_of_settings_is_named(sample: Example, damage: str) -> None:
    BROKEN_FILES[damage](Path(".env"))
    result = run("settings")
    assert_told(result, 2)
    assert result.stderr.startswith(".env: ")


def test_names_obey_no_terminal(sample: Example) -> None:
    (sample.seed / "cities.yaml").write_text(r'- {id: "\e[31mred", name: "a\u202Eb", "\e]0;x": 1}')
    result = run("check", sample.seed)
    assert_told(result, 1)
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr


def test_names_that_are_no_text_can_be_printed(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    out.say(os.fsdecode(b"/tmp/\xff"))
    assert capsysbinary.readouterr().out == "/tmp/\N{REPLACEMENT CHARACTER}\n".encode()


@pytest.mark.parametrize("setting", ["documents", "past", "public_url", "llm_key"])
@pytest.mark.parametrize("value", [os.fsdecode(b"/tmp/\xff"), "a\x1bb"])
def test_settings_are_text(setting: str, value: str) -> None:
    result = run("settings", **{setting: value})
    assert_told(result, 2)
    assert result.stderr.startswith(f"COMMUNIQUE_{setting.upper()}: ")
    assert value not in result.stderr


@pytest.mark.parametrize("text", ["", " ", "two\nlines", "\x1b[31m", "a\u202eb", os.fsdecode(b"\xff"), "a" * 301])
def test_the_message_of_a_load_is_text_for_all_formats(sample: Example, text: str) -> None:
    result = run("load", sample.seed, "--message", text)
    assert_told(result, 2)
    assert result.stderr.startswith("--message: ")


def test_output_that_cannot_be_written_is_told() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    for output in (os.open("/dev/full", os.O_WRONLY), write_end):
        command = [sys.executable, "-m", "app", "--version"]
        process = subprocess.run(command, cwd=ROOT, stdout=output, stderr=subprocess.PIPE)
        os.close(output)
        assert (process.returncode, process.stderr.count(b"\n")) == (3, 1)
        assert process.stderr.startswith(b"the output failed: ")


def test_a_letter_that_the_terminal_does_not_have_is_written_as_its_code() -> None:
    command = [sys.executable, "-m", "app", "settings"]
    environment = os.environ | {"PYTHONIOENCODING": "iso-8859-9"}
    text = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE).stdout
    assert rb"/embed/\u2026" in text


@pytest.mark.parametrize("arguments", [["--version"], ["check", "--only", "none"], ["none"]])
def test_the_exit_code_tells_of_a_failure_of_both_streams(arguments: list[str]) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    for output in (os.open("/dev/full", os.O_WRONLY), write_end):
        command = [sys.executable, "-m", "app", *arguments]
        assert subprocess.run(command, cwd=ROOT, stdout=output, stderr=output).returncode == 3
        os.close(output)


def test_tasks_whose_output_cannot_be_written_are_told(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise ExceptionGroup("tasks", [ExceptionGroup("task", [OSError("no space")])])

    monkeypatch.setattr("app.cli.cli", fail)
    with pytest.raises(SystemExit) as end:
        main()
    assert (end.value.code, capfd.readouterr().err) == (3, "the output failed: no space\n")


def test_streams_may_be_closed() -> None:
    """No other file gets their numbers."""
    program = "from app.__main__ import open_streams; open_streams(); open('/dev/null').fileno() < 3 and exit(1)"
    command = f"exec {sys.executable} -c {shlex.quote(program)} <&- >&- 2>&-"
    assert subprocess.run(["/bin/sh", "-c", command], cwd=ROOT).returncode == 0


# --- any seed ------------------------------------------------------------------------------

SCALARS: list[Any] = [
    "", "~", "true", "010", "1e9", "0204-01-01", "2026-02-30", "KZ", "XX", "ankara", "\u202e", "a\0", "é", "-",
    "1" * 99, "USD", "count", "held", "\ud7ff", "9007199254740993", 5, -1, 0.1, None, True, [], {}, [1], {"a": 1}, [[]],
]  # fmt: skip
scalars = st.sampled_from(SCALARS)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(data=st.data())
def test_any_change_of_a_seed_is_accepted_or_named(sample: Example, data: st.DataObject) -> None:
    """Commands accept a seed if the check does, and otherwise name its faults."""
    example = sample_seed.example(sample.folder)
    for _ in range(data.draw(st.integers(1, 3))):
        entry: Any = example.entries[data.draw(st.sampled_from(sorted(example.entries)))]
        while True:
            key = data.draw(st.sampled_from(sorted(entry))) if isinstance(entry, dict) else 0
            inner = entry[key]
            if isinstance(inner, dict | list) and inner and data.draw(st.booleans()):
                entry = inner
                continue
            entry[key] = data.draw(scalars)
            break
    findings = read_and_check(example.write().seed, None)[1]
    sound = not any(finding.level is Level.error for finding in findings)
    for command in ("check", "check the texts"):
        result = run(*COMMANDS[command](example))
        assert isinstance(result.exception, SystemExit | None), result.exc_info
        assert result.exit_code in (0, 1)
        assert result.exit_code == 0 or result.stderr.strip()
        assert sound is (result.exit_code == 0) or command != "check"


# --- long texts ----------------------------------------------------------------------------


class Counting(str):
    """A text that counts the searches in it."""

    __slots__ = ("searches",)

    def find(self, *arguments: Any) -> int:
        self.searches = getattr(self, "searches", 0) + 1
        return super().find(*arguments)


def test_cite_prints_a_bounded_number_of_places(sample: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = 20_000
    sample.content = sample_seed.CONTENT + "an n in a line\n" * lines
    entry = sample.entries["example"]
    entry.update(sha256=places.digest(sample.content), paragraphs=4 + lines)
    sample.write()
    contents: list[Counting] = []
    read_texts = places.read_texts

    def reading(directory: Path) -> dict[str, SourceText]:
        texts = read_texts(directory)
        contents.extend(Counting(text.content) for text in texts.values())
        return {
            key: SourceText(text.path, content, key)
            for (key, text), content in zip(texts.items(), contents, strict=True)
        }

    monkeypatch.setattr(places, "read_texts", reading)
    result = run("cite", "example", "n", "--directory", sample.seed, "--documents", sample.documents)
    assert result.exit_code == 0
    assert len(yaml.safe_load(result.stdout)) == MAX_MATCHES
    assert f"more than {MAX_MATCHES} places" in result.stderr
    assert contents[0].searches <= 2 * MAX_MATCHES


def test_cite_names_the_nearest_document(sample: Example) -> None:
    options = ("--directory", sample.seed, "--documents", sample.documents)
    near, far = run("cite", "exampel", "n", *options), run("cite", "nothing-like-it", "n", *options)
    assert "no document 'exampel'; did you mean example?" in near.stderr
    assert near.exit_code == far.exit_code == 1
    assert far.stderr.strip().endswith("no document 'nothing-like-it'")


def test_a_place_is_found_without_walking_through_the_text() -> None:
    sample = SourceText(Path("long.txt"), "word\n" * 100_000, "")

    class Paragraphs(list[tuple[int, int]]):
        looks = 0

        def __getitem__(self, index: Any) -> Any:
            Paragraphs.looks += 1
            return super().__getitem__(index)

        def __iter__(self) -> Any:
            raise AssertionError("it walks through all paragraphs")

    sample.__dict__["paragraphs"] = Paragraphs(sample.paragraphs)
    assert sample.paragraph_of(5 * 99_999, 5 * 99_999 + 4) == 100_000
    assert sample.quote(5 * 50_000, 5 * 50_000 + 4, "en") == "word"


@given(st.text("ab\u00ad\u202e\t e\u0301’'\"\u200c1,", min_size=1, max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
def test_what_cite_prints_is_locked_and_sound(sample: Example, words: str) -> None:
    example = sample_seed.example(sample.folder)
    example.content = f"{sample_seed.CONTENT}x{words}x\n"
    paragraphs = 5 if len(words.splitlines()) == 1 else 6
    example.entries["example"].update(sha256=places.digest(example.content), paragraphs=paragraphs)
    example.entries["example"]["set_aside"][0]["paragraphs"] = list(range(4, paragraphs + 1))
    example.write()
    result = run("cite", "--directory", example.seed, "--documents", example.documents, "--", "example", words)
    if result.exit_code:
        assert result.stderr.strip()
        return
    for entry in yaml.safe_load(result.stdout):
        example.entries["eg-9"]["evidence"].append({**entry, "document": "example", "fields": ["title"]})
    example.write()
    assert run("lock", example.seed, "--documents", example.documents).exit_code == 0
    assert run("check", example.seed, "--documents", example.documents).exit_code == 0


# --- databases -----------------------------------------------------------------------------


def damaged_bytes(good: bytes, seed: int) -> bytes:
    """The bytes of a database file after some damage: changed bytes, a changed page, or a missing end."""
    chance = random.Random(seed)
    raw = bytearray(good)
    match seed % 4:
        case 0:
            for _ in range(chance.choice([1, 20, 500])):
                raw[chance.randrange(100, len(raw))] = chance.randrange(256)
        case 1:
            start = chance.randrange(len(raw) // 4096) * 4096
            raw[start : start + 4096] = chance.randbytes(4096)
        case 2:
            del raw[chance.randrange(len(raw)) :]
        case _:
            for _ in range(50):
                at = raw.find(b"20", chance.randrange(len(raw)))
                raw[at : at + 2] = b"x\xff"
    return bytes(raw)


@on_sqlite
@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_database_is_told(seed_database: Settings, tmp_path: Path, seed: int) -> None:
    path = Path(seed_database.database_url.get_secret_value().removeprefix("sqlite:///"))
    sqlite3.connect(path).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    raw = damaged_bytes(path.read_bytes(), seed)
    for command in ("load", ("publish", "migrate")[seed // 4]):
        (tmp_path / "damaged.db").write_bytes(raw)
        for ending in ("-wal", "-shm"):
            (tmp_path / f"damaged.db{ending}").unlink(missing_ok=True)
        result = run(command, database_url=f"sqlite:///{tmp_path}/damaged.db")
        assert_told(result, 0, 3)


PLACES = ["folder", "pipe", "/dev/null", "/dev/zero", "/dev/full", "file.txt", "a%00b"]


@pytest.mark.parametrize(
    ("command", "place"),
    [*(("migrate", place) for place in PLACES), *(("load", place) for place in PLACES[::2]), ("publish", "file.txt")],
)
def test_a_database_that_is_no_database_is_told(command: str, place: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file.txt").write_text("no database\n" * 1000)
    assert_told(run(command, database_url=f"sqlite:///{place}"), 2, 3)


def test_a_database_that_only_reads_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with (
        closing(sqlite3.connect(f"file:{tmp_path}/empty.db?mode=ro", uri=True)) as connection,
        pytest.raises(sqlite3.OperationalError) as failure,
    ):
        connection.execute("CREATE TABLE names (id)")
    assert (explain(failure.value) or "").startswith("attempt to write a readonly database")


def test_a_fault_of_the_program_is_not_hidden() -> None:
    assert explain(ZeroDivisionError()) is None
    assert explain(sqlite3.DatabaseError("malformed")) == "malformed; restore it from a backup"
    assert "KeyError" in (explain(KeyError("x")) or "")
