"""The command accept, which writes a reviewed draft to the seed."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import program
from app.cli.intake import DRAFTS_FOLDER, Drafts, Seeds
from app.cli.program import SEED_FOLDER, cli, fail, fault_of_file, out, settings, source_texts

if TYPE_CHECKING:
    from app.curate.accept import Acceptance, AcceptError
    from app.curate.checkout import Commit
    from app.curate.drafts import Draft

MAX_FAULTS = 50
"""Faults and warnings that the command prints."""


@cli.command(name="accept")
def accept_command(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id of the draft.")],
    reviewer: Annotated[
        str | None, typer.Option(help="Who accepts it; else those who decided on the proposals.")
    ] = None,
    publish: Annotated[bool, typer.Option("--publish", help="Load the seed into the database afterwards.")] = False,
    commit: Annotated[bool, typer.Option("--commit", help="Commit it to a new branch in git.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before writing.")] = False,
    drafts: Drafts = DRAFTS_FOLDER,
    directory: Seeds = SEED_FOLDER,
) -> None:
    """Write a reviewed draft to the seed, or nothing if the seed would then have a fault."""
    from app.curate.accept import AcceptError, prepare_acceptance, put_in_place
    from app.curate.draft_changes import DraftError
    from app.domain.free_text import clean

    if publish:
        _require_database()
    _complete(drafts, name, directory)
    draft, documents = _draft(drafts, name), settings().documents
    reviewer = clean(reviewer or "") or None
    try:
        acceptance = prepare_acceptance(draft, directory, source_texts(None) or {}, reviewer)
        _show(acceptance)
        git_commit = _commit(acceptance, directory, is_required=commit)
        if not yes and not _is_agreed():
            fail(1, "nothing was written")
        names = put_in_place(acceptance, directory, documents)
    except DraftError as error:
        fail(1, str(error))
    except AcceptError as error:
        _fail_with(error)
    except OSError as error:
        fail(3, f"nothing was written: {fault_of_file(error)}")
    out.say(f"accepted: {', '.join(names)}")
    if documents is None:
        folder = draft.folder / "accepted"
        out.say(f"the text stays in {folder}: communique check --documents {folder} compares the quotes with it")
    if git_commit:
        _version_control(git_commit, make=commit)
    if publish:
        from app.cli.operating import load_command

        load_command(directory)
    else:
        out.say("Next: communique load")


def _require_database() -> None:
    """End the command, before anything is written, if the database cannot be loaded afterwards."""
    try:
        with program.database():
            pass
    except typer.Exit:
        program.err.say("nothing was written: --publish needs the database", style="red")
        raise


def _complete(drafts: Path, name: str, directory: Path) -> None:
    """Complete an acceptance that a crash cut short. If there was one, the command ends."""
    from app.curate.drafts import Draft
    from app.curate.unfinished_acceptance import UnfinishedAcceptanceError, complete_acceptance

    try:
        names = complete_acceptance(directory, Draft(drafts, name))
    except UnfinishedAcceptanceError as error:
        fail(1, str(error))
    except OSError as error:
        fail(3, f"the acceptance that was cut short cannot be completed: {fault_of_file(error)}")
    if names is not None:
        out.say(f"accepted, after it was cut short: {', '.join(names)}")
        out.say("Next: communique check, then communique load")
        raise typer.Exit


def _draft(folder: Path, name: str) -> "Draft":
    """The draft of an id. If there is none, the command ends with exit code 2, and names the nearest."""
    from app.curate.drafts import Draft, drafts_in
    from app.curate.intake import ACCEPTED_FOLDER
    from app.domain.text import hint_for

    names = [draft.id for draft in drafts_in(folder)]
    if name not in names:
        if name in [draft.id for draft in drafts_in(folder / ACCEPTED_FOLDER)]:
            fail(2, f"the draft {name} is accepted already: its text is in {folder / ACCEPTED_FOLDER}")
        hint = hint_for(name, names) or f"; there is {', '.join(names) or 'none'}"
        fail(2, f"there is no draft {name} in {folder}{hint}")
    return Draft(folder, name)


def _show(acceptance: "Acceptance") -> None:
    """Print the changed lines of the seed, the warnings, and the numbers of records."""
    for line in acceptance.diff.splitlines():
        style = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        out.say(line, style=style)
    for warning in acceptance.warnings[:MAX_FAULTS]:
        program.err.say(f"warning: {warning}")
    if len(acceptance.warnings) > MAX_FAULTS:
        program.err.print(f"and {len(acceptance.warnings) - MAX_FAULTS} more warnings: communique check lists them")
    out.say("; ".join(f"{kind}: {count}" for kind, count in acceptance.counts.items()) or "the draft brings no records")


def _is_agreed() -> bool:
    if not sys.stdin.isatty():
        fail(2, "nothing was written: give --yes to write without asking")
    return typer.confirm("Write this to the seed?")


def _fail_with(error: "AcceptError") -> None:
    for fault in error.faults[:MAX_FAULTS]:
        program.err.say(str(fault), style="red")
    count = len(error.faults)
    ending = f"; the first {MAX_FAULTS} are shown" if count > MAX_FAULTS else ""
    fail(1, f"nothing was written: {count} {'fault' if count == 1 else 'faults'}{ending}")


def _commit(acceptance: "Acceptance", directory: Path, *, is_required: bool) -> "Commit | None":
    """The commit of the files, if the seed is in a checkout of git. If it is required and cannot be made, the command
    ends with exit code 2 before anything is written."""
    from app.curate.checkout import commit_of, is_checkout

    if not is_checkout(directory):
        if is_required:
            fail(2, f"nothing was written: {directory} is in no checkout of git, so leave out --commit")
        return None
    commit = commit_of(directory, acceptance.draft.id, acceptance.title, acceptance.counts, acceptance.reviewers,
                       [*acceptance.files])  # fmt: skip
    if is_required and (obstacle := commit.obstacle()):
        fail(2, f"nothing was written: {obstacle}, or leave out --commit")
    return commit


def _version_control(commit: "Commit", *, make: bool) -> None:
    """Print the commands that commit the files, or run them."""
    from shlex import join

    from app.curate.checkout import GitError

    if not make:
        out.say(f"To commit it, in {commit.folder}:")
        for command in commit.commands:
            out.say(f"  {join(command)}")
        return
    try:
        commit.make()
    except GitError as error:
        fail(3, f"the draft is accepted, but not committed: {error}")
    out.say(f"committed on the branch {commit.branch}")
