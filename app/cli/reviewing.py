"""The command review: decide about a draft in a browser, in the terminal or with other tools."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.intake import DRAFTS_FOLDER, Drafts, Seeds, whole_seed
from app.cli.program import SEED_FOLDER, cli, fail, out, settings

if TYPE_CHECKING:
    from app.curate.drafts import Draft


@cli.command(name="review")
def review_command(
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Id of the draft; without it, the page lists all drafts.")
    ] = None,
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1; 0 is any free one.", min=0, max=65535)] = 0,
    api: Annotated[bool, typer.Option("--api", help="Serve other tools: print a token, and open no browser.")] = False,
    terminal: Annotated[bool, typer.Option("--cli", help="Review in the terminal.")] = False,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    second: Annotated[
        bool,
        typer.Option("--second", help="Judge the entries of a document of the seed again, in the terminal."),
    ] = False,
    reviewer: Annotated[str | None, typer.Option(help="Your name; git's user.name if not given.")] = None,
    drafts: Drafts = DRAFTS_FOLDER,
    directory: Seeds = SEED_FOLDER,
) -> None:
    """Decide what is true of a draft: a page on this machine shows the text beside the proposals."""
    from app.curate.draft_changes import DraftError
    from app.curate.review.desk import Desk, reviewer_name

    reader = reviewer_name(reviewer)
    if second:
        _read_again(directory, name, reader)
        return
    desk = Desk(drafts, whole_seed(directory), reader, settings().documents)
    try:
        if name is None and terminal:
            name = _only_draft(desk.drafts(), str(drafts))
        if name is not None:
            desk.view(name)
        if terminal and name is not None:
            from app.cli.terminal_review import review

            review(desk, name)
            return
    except DraftError as error:
        fail(1, str(error))
    from app.curate.review.server import PortError, listen, serve

    try:
        serve(desk, listen(port), name, out.say, browse=browser and not api, api=api)
    except PortError as error:
        fail(3, str(error))


def _read_again(directory: Path, document: str | None, reader: str) -> None:
    """Have a second reader judge the entries of a document."""
    from app.curate.second_reader import SecondReadingError, read_in_terminal
    from app.ingest.reviews import ReviewError

    whole_seed(directory)  # an entry with a fault cannot be shown
    if document is None:
        fail(2, "name the document that you read: communique review DOCUMENT --second")

    try:
        count = read_in_terminal(directory, document, reader, out.say, input)
    except (SecondReadingError, ReviewError, OSError) as error:
        fail(1, str(error))
    out.say(f"{count} verdicts of {reader} in {directory}/documents/{document}.review")


def _only_draft(drafts: list["Draft"], folder: str) -> str:
    """The id of the only draft. The terminal has no list to choose from, so several are a fault."""
    if not drafts:
        fail(1, f"there is no draft in {folder}: make one with communique add FILE")
    if len(drafts) > 1:
        fail(2, f"name one of the drafts: {', '.join(draft.id for draft in drafts[:20])}")
    return drafts[0].id
