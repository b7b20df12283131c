"""The commands of curators: check, lock, cite."""

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from app.cli import program
from app.cli.program import SEED_FOLDER, Directory, Documents, cli, fail, out, required_texts, source_texts

if TYPE_CHECKING:
    from app.ingest.findings import Finding
    from app.ingest.places import SourceText
    from app.ingest.seed_reader import Seed

MAX_LINES = 1000
"""Lines that a command prints about a seed."""
MAX_MATCHES = 50
"""Occurrences of words that ``cite`` prints."""


class CheckFormat(StrEnum):
    """Forms of the report of ``check``."""

    text = "text"
    json = "json"
    github = "github"


def print_findings(findings: "Sequence[Finding]", *, whole_groups: bool = False) -> None:
    """Print findings to standard error: the first few of each group of equal findings, or whole groups."""
    from app.ingest.report import MAX_SHOWN, finding_lines

    lines = list(islice(finding_lines(findings, MAX_LINES if whole_groups else MAX_SHOWN), MAX_LINES + 1))
    for line in lines[:MAX_LINES]:
        program.err.say(line)
    if len(lines) > MAX_LINES:
        program.err.print(f"and more: only {MAX_LINES} lines are shown")


def valid_seed(directory: Path, texts: "Mapping[str, SourceText] | None") -> "Seed":
    """The seed of a folder, for a load. What is wrong or odd is printed; a fault ends the program with exit code 1.

    Where the texts are named, each document must have its text. Otherwise a text that changed would
    lose its quotes without a message.
    """
    from app.ingest.findings import Level
    from app.ingest.seed_check import read_and_check

    seed, findings = read_and_check(directory, texts)
    unchecked_findings = [finding for finding in findings if finding.level is Level.not_checked]
    print_findings(
        findings if texts is not None else [finding for finding in findings if finding not in unchecked_findings]
    )
    faulty = any(finding.level is Level.error for finding in findings) or (texts is not None and unchecked_findings)
    if seed is None or faulty:
        raise typer.Exit(1)
    return seed


def require_entry(directory: Path, name: str) -> None:
    """End the program with exit code 2 if no record and no file of a document has this id."""
    from app.domain.text import hint_for
    from app.ingest.seed_files import DOCUMENTS
    from app.ingest.seed_reader import read_files

    names = {entry.name for entries in read_files(directory).entries.values() for entry in entries}
    names |= {path.stem for path in (directory / DOCUMENTS).glob("*")}
    if name not in names:
        fail(2, f"no record or document has the id {name!r}{hint_for(name, names)}")


class CheckCommand(TyperCommand):
    """The command ``check``. Its help lists the rules of plausibility, which are imported only when it is printed."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from app.ingest.plausibility import PLAUSIBILITY_RULES

        rules = [fill(rule.case, 76, initial_indent="- ", subsequent_indent="  ") for rule in PLAUSIBILITY_RULES]
        self.help = "\n".join([self.help or "", "", "\b", *rules])
        super().format_help(ctx, formatter)


@cli.command(
    name="check",
    cls=CheckCommand,
    help="Check the seed once, and write nothing: its files and values, the words that are cited for them and, with "
    "--documents, the source texts.\n\nAn error ends it with exit code 1. It warns of sentences that nothing cites "
    "and of implausible values, and ends with 0:",
)
def check_command(
    directory: Directory = SEED_FOLDER,
    documents: Documents = None,
    only: Annotated[
        str | None, typer.Option(help="List every finding about the record or document with this id.")
    ] = None,
    form: Annotated[CheckFormat, typer.Option("--format", help="Form of the report.")] = CheckFormat.text,
) -> None:
    from app.ingest.findings import Level
    from app.ingest.report import as_github, as_json, concerns
    from app.ingest.seed_check import read_and_check

    if only is not None:
        require_entry(directory, only)
    seed, findings = read_and_check(directory, source_texts(documents))
    if only is not None:
        findings = [finding for finding in findings if concerns(finding, only)]
    if form is CheckFormat.text:
        print_findings(findings, whole_groups=only is not None)
    else:
        folder = directory.resolve()
        inside = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else Path(folder.name)
        for line in as_json(findings) if form is CheckFormat.json else as_github(findings, f"{inside.as_posix()}/"):
            typer.echo(line)
    counts = {level: sum(finding.level is level for finding in findings) for level in Level}
    if form is CheckFormat.text:
        entries = f"{len(seed)} entries, " if seed is not None else ""
        out.print(
            f"{entries}{counts[Level.error]} errors, {counts[Level.warning]} warnings, "
            f"{counts[Level.not_checked]} not checked",
            highlight=False,
        )
    if counts[Level.error]:
        raise typer.Exit(1)


@cli.command(name="lock")
def lock_command(directory: Directory = SEED_FOLDER, documents: Documents = None) -> None:
    """Find every quote in its text, and write where it stands to the locks, documents/ID.lock."""
    from app.ingest.findings import Finding
    from app.ingest.locking import lock_documents
    from app.ingest.seed_reader import read_files

    faults: list[Finding] = []
    result = lock_documents(read_files(directory, faults.append), required_texts(documents), faults)
    for fault in faults[:MAX_LINES]:
        program.err.say(str(fault))
    for document in result.absent_documents:
        program.err.say(f"{document}: its text is not here, so its lock stays as it is")
    count = len(result.written_documents) + len(result.unchanged_documents)
    out.print(f"{count} locks, {len(result.written_documents)} of them written", highlight=False)
    if faults or (result.absent_documents and not count):
        raise typer.Exit(1)


@cli.command(name="cite")
def cite_command(
    document: Annotated[str, typer.Argument(help="Id of the document.")],
    words: Annotated[str, typer.Argument(help="A few words, as they stand in it.")],
    directory: Annotated[
        Path, typer.Option(help="Folder of the seed's YAML files.", exists=True, file_okay=False)
    ] = SEED_FOLDER,
    documents: Documents = None,
) -> None:
    """Print the evidence entry for each place that has the words, ready to paste into the seed."""
    from app.domain import free_text
    from app.domain.text import nearest
    from app.ingest.quotes import places
    from app.ingest.seed_fields import MAX_EXCERPT
    from app.ingest.seed_files import hashes_of
    from app.ingest.seed_reader import read_files

    hashes = hashes_of(read_files(directory))
    text = required_texts(documents).get(hashes.get(document, ""))
    if text is None:
        if document in hashes:
            fail(1, f"the text of {document} is missing or has changed")
        near = nearest(document, hashes)
        fail(1, f"the seed has no document {document!r}" + (f"; did you mean {' or '.join(near)}?" if near else ""))
    if len(words) > MAX_EXCERPT or (fault := free_text.fault(words)):
        reason = f"it has more than {MAX_EXCERPT} characters" if len(words) > MAX_EXCERPT else fault
        fail(1, f"these words cannot be a quote: {reason}; of a longer span, quote the beginning and add `until`")
    entries = list(islice(places(text, words), MAX_MATCHES + 1))
    if not entries:
        fail(1, f"{document} does not have these words in one paragraph")
    quote = json.dumps(words, ensure_ascii=False)
    for paragraph, occurrence in entries[:MAX_MATCHES]:
        number = f", occurrence: {occurrence}" if occurrence else ""
        out.say(f"- {{paragraph: {paragraph}, quote: {quote}{number}, fields: []}}")
    if len(entries) > MAX_MATCHES:
        program.err.print(f"these words stand in more than {MAX_MATCHES} places: give more words")
