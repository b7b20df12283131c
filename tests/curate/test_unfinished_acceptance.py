"""An acceptance that a fault, a signal or a crash interrupts is done whole or not at all."""

import os
import signal
from pathlib import Path

import pytest

from app.curate.accept import AcceptError, prepare_acceptance, put_in_place
from app.curate.drafts import Draft
from app.curate.unfinished_acceptance import UnfinishedAcceptanceError, complete_acceptance, write_note
from app.ingest.seed_check import read_and_check
from tests.curate.reviewed_draft import CITY, MEETING, OFFICIAL, Bench
from tests.curate.test_accept import run


def test_a_disk_that_fails_leaves_the_seed_as_it_was(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    acceptance = prepare_acceptance(bench.draft(OFFICIAL, CITY, MEETING), bench.seed, {})
    before, replace, count = bench.contents(), Path.replace, 0

    def failing(path: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == 3:
            raise OSError("no space left")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="no space"):
        put_in_place(acceptance, bench.seed, None)
    assert bench.contents() == before


@pytest.mark.usefixtures("clean_environment")
@pytest.mark.parametrize("suffix", [".txt", ".changes", ".yaml"])
def test_a_draft_that_cannot_be_moved_leaves_the_seed_as_it_was(
    bench: Bench, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = bench.draft(OFFICIAL, CITY, MEETING)
    acceptance, before, replace = prepare_acceptance(draft, bench.seed, {}), bench.contents(), Path.replace

    def fail_for_the_file(path: Path, target: Path) -> Path:
        if path.parent.name == "drafts" and path.suffix == suffix:
            raise PermissionError(13, "Permission denied", str(path))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail_for_the_file)
    result = run("eg-10-report", "--yes")
    assert result.exit_code == 3
    assert f"{draft.path.with_suffix(suffix).name}: Permission denied" in result.output
    assert bench.contents() == before
    monkeypatch.undo()
    assert put_in_place(acceptance, bench.seed, None)  # as soon as it can be moved


@pytest.mark.usefixtures("clean_environment")
@pytest.mark.skipif(os.geteuid() == 0, reason="root writes to what is read-only")
def test_a_seed_that_is_read_only_is_named(bench: Bench) -> None:
    bench.draft(OFFICIAL, CITY, MEETING)
    paths = [bench.seed, *bench.seed.rglob("*")]
    for path in paths:
        path.chmod(path.stat().st_mode & ~0o222)
    result = run("eg-10-report", "--yes")
    for path in paths:
        path.chmod(path.stat().st_mode | 0o200)
    assert (result.exit_code, "nothing was written: seed/" in result.output) == (3, True), result.output


def test_a_request_to_end_waits_until_all_is_written(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    acceptance = prepare_acceptance(bench.draft(OFFICIAL, CITY, MEETING), bench.seed, {})
    replace = Path.replace

    def interrupt(path: Path, target: Path) -> Path:
        if path.name == ".officials.yaml.new":
            signal.raise_signal(signal.SIGINT)  # to this thread, so that it arrives now
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", interrupt)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it
    try:
        with pytest.raises(KeyboardInterrupt):
            put_in_place(acceptance, bench.seed, None)
    finally:
        signal.signal(signal.SIGINT, before)
    assert all((bench.seed / name).read_bytes() == content for name, content in acceptance.files.items())
    assert not acceptance.draft.path.exists()


class Kill(BaseException):
    """The process ends between two renames. No handler of faults sees it."""


@pytest.mark.parametrize("renames", range(1, 9))
def test_an_acceptance_that_was_cut_short_is_completed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    draft = bench.draft(OFFICIAL, CITY, MEETING)
    acceptance = prepare_acceptance(draft, bench.seed, {})
    replace, unlink, count = Path.replace, Path.unlink, 0

    def kill(path: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count > renames:
            raise Kill
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", kill)
        patch.setattr(Path, "unlink", lambda *_, **__: None)  # what runs at the end of a block does not run either
        with pytest.raises(Kill):
            put_in_place(acceptance, bench.seed, None)
    assert Path.unlink is unlink
    assert "cut short" in str(read_and_check(bench.seed, None)[1][0])
    with pytest.raises(AcceptError, match="communique accept eg-10-report completes it"):
        prepare_acceptance(draft, bench.seed, {})
    with pytest.raises(UnfinishedAcceptanceError, match="accept eg-10-report"):
        complete_acceptance(bench.seed, Draft(bench.drafts, "another"))
    assert complete_acceptance(bench.seed, draft) == list(acceptance.files)
    assert all((bench.seed / name).read_bytes() == content for name, content in acceptance.files.items())
    assert [path.name for path in bench.seed.rglob(".*")] == []
    assert sorted(path.name for path in bench.drafts.glob("*.*")) == []
    assert complete_acceptance(bench.seed, draft) is None


def test_a_file_that_changed_after_a_crash_is_not_overwritten(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bench.seed.parent)
    draft = bench.draft(CITY)
    acceptance = prepare_acceptance(draft, bench.seed, {})
    write_note(bench.seed, draft.id, acceptance.files, acceptance.before)
    with pytest.raises(UnfinishedAcceptanceError, match="has changed since"):  # the new files are gone
        complete_acceptance(bench.seed, draft)
    before = bench.contents()
    result = run("eg-10-report")
    assert (result.exit_code, "cut short" in result.stderr) == (1, True)
    assert bench.contents() == before
    for note in ("[", "5", '{"draft": "x", "files": [1]}'):
        (bench.seed / ".accepting").write_text(note)
        with pytest.raises(AcceptError, match="damaged"):
            prepare_acceptance(draft, bench.seed, {})


def test_a_folder_of_accepted_drafts_that_cannot_be_made_leaves_the_seed_as_it_was(bench: Bench) -> None:
    acceptance, before = prepare_acceptance(bench.draft(OFFICIAL, CITY, MEETING), bench.seed, {}), bench.contents()
    (bench.drafts / "accepted").write_text("a file", "utf-8")
    with pytest.raises(OSError, match="exists"):
        put_in_place(acceptance, bench.seed, None)
    assert bench.contents() == before
