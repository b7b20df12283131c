"""The commands for reports of readers: reports, answer."""

from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from app.cli.program import cli, fail, out, settings
from app.domain.vocabulary import Outcome

if TYPE_CHECKING:
    from app.api.report_box import BoxError, ReportBox

MAX_ANSWER = 1000
"""Characters of an answer."""


def report_box() -> "ReportBox | None":
    """The folder of the reports; None if they are not turned on."""
    configuration = settings()
    if configuration.reports is None:
        return None
    from app.api.report_box import ReportBox

    return ReportBox(configuration.reports, configuration.reports_max, configuration.reports_bytes)


def read_reports(box: "ReportBox") -> list[dict[str, Any]]:
    """All reports, or the end of the command with a message if the folder cannot be used."""
    from app.api.report_box import BoxError

    try:
        return box.reports()
    except BoxError as error:
        _fail_without_folder(error)


def _fail_without_folder(error: "BoxError") -> NoReturn:
    fail(3, f"the folder of reports cannot be used: {error}")


def _required_box() -> "ReportBox":
    return report_box() or fail(2, "reports are not turned on: name their folder in COMMUNIQUE_REPORTS")


@cli.command(name="reports")
def reports_command(
    with_answered: Annotated[bool, typer.Option("--all", help="List answered reports too.")] = False,
) -> None:
    """List the open reports of readers, oldest first."""
    reports = [report for report in read_reports(_required_box()) if with_answered or not report["answer"]]
    for report in reports:
        field = f", {report['field']}" if report["field"] else ""
        lines = [f"{report['id']}  {report['record']['url']}{field}", f"  wrong: {_line(report['wrong'])}"]
        lines += [f"  {name}: {_line(report[name])}" for name in ("evidence", "source", "email") if report.get(name)]
        if report["answer"]:
            lines.append(f"  {report['answer']['outcome']}, {report['answer']['day']}: {report['answer']['says']}")
        out.say("\n".join(lines))
    out.print(f"{len(reports)} report{'' if len(reports) == 1 else 's'}", highlight=False)


def _line(text: str) -> str:
    """A text of a stranger on one line, without characters that a terminal obeys."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


@cli.command(name="answer")
def answer_command(
    report: Annotated[str, typer.Argument(help="Id of the report.")],
    outcome: Annotated[Outcome, typer.Option(help="What came of it.")],
    says: Annotated[str, typer.Option(help="The answer: a sentence for everybody to read.")],
) -> None:
    """Answer a report. The address of the report and the page of the record show the answer."""
    from app.api.report_box import AnsweredError, BoxError
    from app.domain import free_text
    from app.domain.text import hint_for

    if not says.strip() or len(says) > MAX_ANSWER:
        fail(2, f"the answer must have 1 to {MAX_ANSWER} characters")
    if fault := free_text.fault(says):
        fail(2, f"the answer cannot be shown: {fault}")
    box = _required_box()
    try:
        box.answer(report, outcome, says.strip())
    except KeyError:
        ids = [entry["id"] for entry in box.reports()]
        fail(1, f"there is no report {report!r}{hint_for(report, ids)}")
    except AnsweredError:
        fail(1, f"{report} has been answered before")
    except BoxError as error:
        _fail_without_folder(error)
    out.print(f"{report} is answered: {outcome}", highlight=False)
