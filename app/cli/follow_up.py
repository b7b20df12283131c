"""The commands todo (what to look for next), agreement (of two readers) and import-annotations."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.answering import read_reports, report_box
from app.cli.intake import DRAFTS_FOLDER, Drafts, Seeds, whole_seed
from app.cli.program import SEED_FOLDER, Documents, cli, err, fail, out, required_texts

if TYPE_CHECKING:
    from app.curate.web_annotations import Annotation
    from app.ingest.places import SourceText
    from app.ingest.seed_reader import Seed

MAX_PER_KIND = 10
"""Tasks of a kind in the whole list. ``--kind`` lists all of its kind."""


class OutputFormat(StrEnum):
    """Forms of what a command prints."""

    text = "text"
    json = "json"


@cli.command(name="todo")
def todo_command(
    kind: Annotated[
        list[str] | None,
        typer.Option(
            help="Only tasks of this kind: report, draft, meeting, commitment, session, unreviewed, post or address."
        ),
    ] = None,
    form: Annotated[OutputFormat, typer.Option("--format", help="Form of the list.")] = OutputFormat.text,
    drafts: Drafts = DRAFTS_FOLDER,
    directory: Seeds = SEED_FOLDER,
) -> None:
    """List what to look for next, the most urgent first: what is open, due or missing."""
    from datetime import UTC, datetime

    from app.curate.todo import TaskKind, tasks, tasks_by_kind
    from app.domain.text import nearest, nearest_hint

    kinds = kind or [*map(str, TaskKind)]
    for name in kinds:
        if name not in [*TaskKind]:
            near = nearest(name, map(str, TaskKind)) or [*map(str, TaskKind)]
            fail(2, f"--kind: there is no kind {name!r}{nearest_hint(near)}")
    today = datetime.now(UTC).date()
    selected_tasks = [task for task in tasks(whole_seed(directory), drafts, today, _reports()) if task.kind in kinds]
    if form is OutputFormat.json:
        typer.echo(json.dumps([task.as_json() for task in selected_tasks], ensure_ascii=False, indent=1))
        return
    for group_kind, group in tasks_by_kind(selected_tasks):
        for task in group if kind else group[:MAX_PER_KIND]:
            out.say(f"{group_kind} {task.record}: {task.says}")
        if not kind and len(group) > MAX_PER_KIND:
            remainder = len(group) - MAX_PER_KIND
            out.say(f"{group_kind}: {remainder} more, with --kind {group_kind}")
    if not selected_tasks:
        out.print("there is nothing to do")


def _reports() -> "list[dict[str, Any]]":
    """The reports of readers; none if they are not turned on."""
    box = report_box()
    return [] if box is None else read_reports(box)


@cli.command(name="agreement")
def agreement_command(
    document: Annotated[str | None, typer.Argument(help="Id of a document; all documents if not given.")] = None,
    form: Annotated[OutputFormat, typer.Option("--format", help="Form of the report.")] = OutputFormat.text,
    directory: Seeds = SEED_FOLDER,
) -> None:
    """Say for each field how often first and second readers agree: as a percentage, and as Cohen's kappa."""
    from app.curate.second_reader import agreement
    from app.domain.text import hint_for
    from app.ingest.reviews import ReviewError
    from app.ingest.seed_files import hashes_of
    from app.ingest.seed_reader import read_files

    documents = hashes_of(read_files(directory))
    if document is not None and document not in documents:
        fail(2, f"there is no document {document!r}{hint_for(document, documents)}")
    try:
        fields = agreement(directory, [document] if document else documents)
    except ReviewError as error:
        fail(1, f"a review is damaged, so nothing is counted: {error}; communique check names the line")
    if form is OutputFormat.json:
        rows = [
            {name: getattr(row, name) for name in ("field", "pairs", "agreeing", "kappa", "remark")} for row in fields
        ]
        typer.echo(json.dumps(rows, indent=1))
        return
    if not fields:
        out.say("no entry has two readers: communique review DOCUMENT --second")
        return
    width = max(len(row.field) for row in fields)
    out.print(f"{'field':{width}}  pairs  agree  percent  kappa", highlight=False)
    for row in fields:
        kappa = ", ".join(filter(None, (f"{row.kappa:.2f}" if row.kappa is not None else "", row.remark)))
        out.say(f"{row.field:{width}}  {row.pairs:5}  {row.agreeing:5}  {row.percent:7.0f}  {kappa}")


@cli.command(name="import-annotations")
def import_annotations_command(
    file: Annotated[Path, typer.Argument(help="Annotations: JSON-LD of the W3C, or an export of hypothes.is.")],
    name: Annotated[str | None, typer.Option("--draft", help="Id of the draft whose text they mark.")] = None,
    document: Annotated[
        str | None, typer.Option(help="Id of a document of the seed; prints evidence to paste into its file.")
    ] = None,
    drafts: Drafts = DRAFTS_FOLDER,
    directory: Seeds = SEED_FOLDER,
    documents: Documents = None,
) -> None:
    """Add annotations of others to a draft, as proposals and quotes. One without an exact place is refused."""
    from app.curate.annotations import take_in
    from app.curate.draft_changes import DraftError
    from app.curate.drafts import Draft
    from app.curate.web_annotations import MAX_BYTES, AnnotationFileError, read_annotations
    from app.ingest import files

    if (name is None) == (document is None):
        fail(2, "say which text they mark: --draft ID or --document ID")
    try:
        annotations = read_annotations(files.decode(files.read_file(file, MAX_BYTES)))
    except (AnnotationFileError, files.FileError) as error:
        fail(1, f"{file}: {error}")
    seed = whole_seed(directory)
    if name is None:
        _print_evidence(seed, document or "", required_texts(documents), annotations)
        return
    ids = {kind: {record.id for record in records} for kind, records in seed.records.items()}
    try:
        counts = take_in(Draft(drafts, name), annotations, ids)
    except DraftError as error:
        fail(1, str(error))
    _print_refused(counts.refusals)
    for reason, count in counts.omissions.items():
        if count:
            err.say(f"dropped {count} {reason}")
    out.say(
        f"{counts.proposals} proposals added, {counts.citations} quotes added to proposals; {counts.present} were "
        f"there already, {len(counts.refusals)} refused, {counts.elsewhere} of other texts"
    )
    if counts.proposals or counts.citations:
        out.say(f"Next: communique review {name}")


def _print_refused(sentences: list[str]) -> None:
    for sentence in sentences:
        err.say(f"refused: {sentence}")


def _print_evidence(seed: "Seed", name: str, texts: "dict[str, SourceText]", annotations: "list[Annotation]") -> None:
    """Print an evidence entry for each annotation of a document of the seed, and refusals to standard error."""
    from app.curate.annotations import cite_annotations
    from app.domain.text import hint_for
    from app.ingest.citation_check import documents_of

    documents = documents_of(seed)
    if name not in documents:
        fail(2, f"there is no document {name!r}{hint_for(name, documents)}")
    text = texts.get(documents[name].sha256)
    if text is None:
        fail(1, f"the text of {name} is missing or has changed")
    entries, refusals = cite_annotations(documents[name], text.content, annotations)
    _print_refused(refusals)
    for entry in entries:
        out.say(entry)
    if not entries and not refusals:
        fail(1, f"no annotation is of the text of {name}: none has its hash or its address")
