"""What a briefing says: the answers at its top, and its sections, from the records between two parties."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.domain.titles import count_words
from app.domain.vocabulary import AgreementStatus, MeetingStatus, Verdict
from app.resource import Body, page_path
from app.web.briefings.figures import figure_groups, figure_label, trade_line
from app.web.briefings.lines import Line, Run, Section, SourcedText
from app.web.lists.cards import OVERDUE
from app.web.records.record_fields import field_label, missing_sessions, with_date_words

NO_RECORDS = "Nothing is recorded."

MEETINGS, SIGNINGS, TRADE, COMMITMENTS, DISAGREEMENTS = (
    "Meetings", "Signed", "Trade", "Open commitments", "Disagreements",
)  # fmt: skip
"""The labels of the answers."""


def days(record: Body) -> tuple[bool, str, str]:
    """The key that sorts records by date: a date with an open start by its end, and those without a date last."""
    start, end = record["date_start"], record["date_end"]
    return end is None, start or end or "", end or ""


def _link(record: Body) -> Run:
    return Run(record.get("title") or record["name"], path=page_path(record["url"]))


def _link_after_date(record: Body, words: str = "", *, with_city: bool = False) -> SourcedText:
    """A record after its date: "last met 2 Feb 2026 in Ankara: Eighth meeting…"."""
    city = f" in {record['city']}" if with_city and record.get("city") else ""
    return SourcedText((Run(words), Run.of_date(record["date"]), Run(f"{city}: "), _link(record)), record["sources"])


def _statement(words: str) -> SourcedText:
    """A statement without sources: a number of records, or that there are none."""
    return SourcedText((Run(words),), ())


# --- the answers ---------------------------------------------------------------------------


def answers(records: Mapping[str, Any]) -> list[Line]:
    """Five lines: meetings, what was signed, trade against its target, open commitments, disagreements."""
    return [
        Line([_last_meeting(records["meetings"]["items"]), *_next_meeting(records["meetings"]["items"])], MEETINGS),
        Line(_newest_agreement(records["agreements"]), SIGNINGS),
        trade_line(records["series"], TRADE) or Line([_statement("no document reports the turnover")], TRADE),
        Line(_open_commitments(records["commitments"]), COMMITMENTS),
        Line(_disagreements(records), DISAGREEMENTS),
    ]


def _last_meeting(meetings: Sequence[Body]) -> SourcedText:
    """The meeting that ended last. Of several on a day it is a session of a mechanism, and no talk of a visit."""
    held_meetings = [meeting for meeting in meetings if meeting["status"] == MeetingStatus.held and meeting["date"]]
    if not held_meetings:
        return _statement("none is recorded")
    last = max(
        held_meetings, key=lambda meeting: (meeting["date_end"], bool(meeting["mechanism"]), not meeting["part_of"])
    )
    return _link_after_date(last, "last met ", with_city=True)


def _next_meeting(meetings: Sequence[Body]) -> list[SourcedText]:
    """The planned meeting that may be first, and the number of the others."""
    planned_meetings = [
        meeting for meeting in meetings
        if meeting["status"] == MeetingStatus.planned and not meeting["overdue"] and meeting["date"]
    ]  # fmt: skip
    if not planned_meetings:
        return [_statement("none is planned")]
    first = min(planned_meetings, key=days)
    remainder = [_statement(f"{len(planned_meetings) - 1} more planned")] if len(planned_meetings) > 1 else []
    return [_link_after_date(first, "next planned ", with_city=True), *remainder]


def _newest_agreement(agreements: Mapping[str, Any]) -> list[SourcedText]:
    statuses = (AgreementStatus.signed, AgreementStatus.in_force, AgreementStatus.terminated)
    newest = next((agreement for agreement in agreements["items"] if agreement["status"] in statuses), None)
    if newest is None:
        return [_statement("no signing is recorded")]
    return [
        _link_after_date(newest),
        *([_statement(f"{agreements['total']:,} agreements in all")] if agreements["total"] > 1 else []),
    ]


def _open_commitments(commitments: Sequence[Body]) -> list[SourcedText]:
    if not commitments:
        return [_statement("none is recorded")]
    due = [commitment for commitment in commitments if commitment["due"]]
    first = min(due, key=lambda commitment: commitment["due_end"], default=None)
    count = _statement(count_words(len(commitments), "commitment"))
    return [count, *([_first_due(first)] if first else [])]


def _first_due(commitment: Body) -> SourcedText:
    runs = (Run("first due "), Run.of_date(commitment["due"]), Run(": "), _link(commitment))
    return SourcedText(runs, commitment["sources"])


def _disagreements(records: Mapping[str, Any]) -> list[SourcedText]:
    fields = records["meeting_conflicts"]
    names = [_conflict_label(conflict) for conflict in records["figure_conflicts"]]
    names += [_field_label(conflict) for conflict in fields if conflict["verdict"] == Verdict.disagree]
    settled_count = sum(conflict["verdict"] == Verdict.superseded for conflict in fields)
    names += [f"{count_words(settled_count, 'fact')} settled by a later document"] if settled_count else []
    return [_statement(name) for name in names] or [_statement("none is recorded")]


# --- the sections --------------------------------------------------------------------------


def sections(records: Mapping[str, Any]) -> list[Section]:
    meetings, agreements = records["meetings"], records["agreements"]
    return [
        _section("Relations", [Line([_link_after_date(record)]) for record in records["milestones"]], "/milestones"),
        _section("Mechanisms", _mechanisms(records["mechanisms"])),
        _section("Meetings", [_event(record) for record in meetings["items"]], "/meetings", meetings["total"]),
        _section("Agreements", [_event(record) for record in agreements["items"]], "/agreements", agreements["total"]),
        Section("Figures", figure_groups(records["series"]), "No document reports a figure.", "/trade-stats/series"),
        _section(COMMITMENTS, [_commitment(record) for record in records["commitments"]]),
        _section("Where documents disagree", _conflicts(records), "/trade-stats/conflicts"),
    ]


def _section(heading: str, lines: Sequence[Line], data: str | None = None, total: int = 0) -> Section:
    return Section(heading, [("", lines)] if lines else [], NO_RECORDS, data, total)


def _event(record: Body) -> Line:
    ordinary = (MeetingStatus.held, AgreementStatus.signed, AgreementStatus.in_force)
    status = "" if record["status"] in ordinary else f", {record['status']}"
    if record.get("overdue"):
        status = f", {OVERDUE[record['status']]}"
    statement = _link_after_date(record)
    return Line([SourcedText((*statement.runs, Run(status)), statement.sources)])


def _mechanisms(mechanisms: Iterable[Body]) -> list[Line]:
    """A line for each mechanism that has met or will meet; one for all others."""
    lines, memberships = [], []
    for mechanism in mechanisms:
        acronym = Run(f" ({mechanism['acronym']})" if mechanism["acronym"] else "")
        name = (_link(mechanism), acronym)
        last, next_meeting, sessions = mechanism["last_meeting"], mechanism["next_meeting"], mechanism["sessions"]
        if not last and not next_meeting:
            memberships.append(SourcedText(name, mechanism["sources"]))
            continue
        runs = [*name, Run(": ")]
        runs += [Run("last met "), Run.of_date(last["date"]), Run(", "), _meeting(last)] if last else []
        if next_meeting:
            words = "; planned " if last else "planned "
            runs += [Run(words), Run.of_date(next_meeting["date"]), Run(", "), _meeting(next_meeting)]
        has_gaps = sessions and sessions["missing"]
        runs += [Run(f"; sessions {missing_sessions(sessions)} are not in the documents")] if has_gaps else []
        lines.append(Line([SourcedText(runs, mechanism["sources"])]))
    return [*lines, *([Line(memberships, "No meeting recorded; both are members")] if memberships else [])]


def _meeting(reference: Body) -> Run:
    return Run(reference["title"], path=page_path(f"/meetings/{reference['id']}"))


def _commitment(record: Body) -> Line:
    due = [Run(", due "), Run.of_date(record["due"])] if record["due"] else []
    return Line([SourcedText((_link(record), *due), record["sources"])])


def _conflict_label(conflict: Body) -> str:
    """What the figures of a conflict measure: "Target for trade turnover"."""
    first = conflict["figures"][0]
    partner = next((party for party in conflict["countries"] if party["code"] != first["reporter"]["code"]), None)
    subject = figure_label({**conflict, "scope": None, **first, "partner": partner})
    return f"{subject} ({conflict['product']['name']})" if conflict["product"] else subject


def _field_label(conflict: Body) -> str:
    return f"{field_label(conflict['field'])} of “{conflict['meeting']['title']}”"


def _conflicts(records: Mapping[str, Any]) -> list[Line]:
    lines = [Line([_figures(conflict)], _conflict_label(conflict)) for conflict in records["figure_conflicts"]]
    sources = {meeting["id"]: meeting["sources"] for meeting in records["meetings"]["items"]}
    for conflict in records["meeting_conflicts"]:
        of_meeting = {source["document"]: source for source in sources.get(conflict["meeting"]["id"], ())}
        statements = [_field_statement(statement, of_meeting) for statement in conflict["statements"]]
        lines.append(Line([*statements, _statement(_outcome(conflict))], _field_label(conflict)))
    return lines


def _figures(conflict: Body) -> SourcedText:
    """The figures of a conflict, each with its period."""
    runs: list[Run] = []
    for figure in conflict["figures"]:
        note = Run(" (preferred)" if figure["preferred"] else "")
        words = Run(figure["as_written"], path=page_path(figure["url"]))
        runs += [Run("; " if runs else ""), Run.of_date(figure["date"]), Run(": "), words, note]
    return SourcedText(runs, conflict["sources"])


def _field_statement(statement: Body, of_meeting: Mapping[str, Body]) -> SourcedText:
    """What a document says of a field of a meeting."""
    defaults = {"title": None, "publisher": None, "author": None, "published": statement["published"]}
    numbers = [statement["paragraph"]] if statement["paragraph"] else []
    rows = [statement["row"]] if statement["row"] else []
    document = statement["document"]
    source = {**defaults, **of_meeting.get(document, {}), "document": document, "paragraphs": numbers, "rows": rows}
    return SourcedText((Run(f"“{statement['as_written'] or statement['says']}”"),), [source])


def _outcome(conflict: Body) -> str:
    """Which value of a field is used, and why."""
    outcomes = {Verdict.superseded: "settled by a later document", Verdict.compatible: "all can be true"}
    outcome = outcomes.get(conflict["verdict"], "not settled")
    return f"{outcome}; value used: {with_date_words(str(conflict['value']))}"
