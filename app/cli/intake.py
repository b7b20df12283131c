"""The command add, which takes an article in, and what the commands of curators share."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.program import SEED_FOLDER, Documents, cli, err, fail, out, settings, source_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.curate.articles import Article
    from app.curate.intake import Extractor, Intake
    from app.curate.names import Names
    from app.curate.proposals import Proposal
    from app.ingest.seed_reader import Seed

Drafts = Annotated[Path, typer.Option(help="Folder of the drafts.", file_okay=False)]
Seeds = Annotated[Path, typer.Option(help="Folder of the seed's YAML files.", exists=True, file_okay=False)]
DRAFTS_FOLDER = Path("drafts")


def whole_seed(directory: Path) -> "Seed":
    """The seed of a folder. If it has faults, the command ends with exit code 1."""
    from app.ingest.findings import SeedError
    from app.ingest.seed_reader import Seed

    try:
        return Seed(directory)
    except SeedError as error:
        fail(1, f"the seed has {len(error.faults)} faults of its own, first {error.faults[0]}: run communique check")


@cli.command(name="add")
def add_command(
    file: Annotated[Path, typer.Argument(help="A saved web page, a PDF, or a text in UTF-8.")],
    publication: Annotated[
        str | None, typer.Option("--published", help="Day of publication, such as 2026-02-03.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    source_url: Annotated[str | None, typer.Option(help="Address at which it was published.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language, such as en.")] = None,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    name: Annotated[str | None, typer.Option("--id", help="Id of the document, such as jspg-8-report.")] = None,
    supersedes: Annotated[
        str | None, typer.Option(help="Id of the document of which it is a newer edition, such as a corrected one.")
    ] = None,
    drafts: Drafts = DRAFTS_FOLDER,
    directory: Seeds = SEED_FOLDER,
    documents: Documents = None,
    model: Annotated[
        bool, typer.Option(help="Send the article to the model of COMMUNIQUE_LLM_URL too, if that is set.")
    ] = True,
) -> None:
    """Read an article, and make a draft with the facts that the rules propose. The seed stays as it is."""
    from app.curate.document_fields import Description, IntakeError
    from app.curate.intake import add
    from app.curate.seed_names import names_in_seed

    description = Description(name, title, publisher, publication, source_url, language, supersedes)
    seed = whole_seed(directory)
    try:
        names = names_in_seed(seed)
        with err.status("") as status:  # a spinner on a terminal, nothing else
            extractor = _model_extractor(names, status.update) if model else None
            texts = source_texts(documents) or {}
            intake = add(file, description, seed, names, texts, drafts, extractor, status.update)
    except IntakeError as error:
        fail(1, str(error))
    _print_intake(intake)


def _model_extractor(names: "Names", say: "Callable[[str], None]") -> "Extractor | None":
    """What asks the model of the settings, and says its progress; ``None`` if they name no model."""
    configuration = settings()
    if configuration.llm_url is None and configuration.llm_model is None:
        return None
    from app.curate.extractor import propose_with_model

    def extract(article: "Article") -> "tuple[list[Proposal], list[str]]":
        proposals, report = propose_with_model(article, names, configuration, say)
        return proposals, [*report.lines()] if report else []

    return extract


def _print_intake(intake: "Intake") -> None:
    """One screen: the document, what was found by kind and confidence, and what to type next."""
    from app.curate.proposals import Confidence

    document, draft, count = intake.document, intake.draft, intake.document["paragraphs"]
    counts = Counter((proposal.kind, proposal.confidence) for proposal in intake.proposals)
    width = max(map(len, (kind for kind, _ in counts)), default=0) + 2
    out.say(f"{draft.path}: {document.get('title', 'without a title')}")
    out.say(
        f"published {document.get('date', 'on an unknown day')}, {count} paragraph{'' if count == 1 else 's'}, "
        f"SHA-256 {document['sha256']}"
    )
    for note in intake.notes:
        out.say(f"- {note}")
    if counts:
        out.say(f"\n{'proposed':{width}}{'high':>8}{'suggest':>9}")
    for kind in dict.fromkeys(kind for kind, _ in counts):
        high, suggest = (counts[kind, confidence] for confidence in (Confidence.high, Confidence.suggest))
        out.say(f"{kind:{width}}{high:>8}{suggest:>9}")
    hint = "" if counts else "The rules propose nothing: add the facts in the review. "
    out.say(f"\n{hint}Next: communique review {draft.id}, then communique accept {draft.id}")
