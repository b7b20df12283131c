"""The figures of a briefing: in groups, with labels for people, and trade now against its target."""

from collections.abc import Iterable, Sequence
from typing import Any

from app.domain.date_words import date_words
from app.domain.figure_vocabulary import Flow, Indicator, StatKind
from app.domain.figure_words import figure_words
from app.domain.titles import label_of_figure
from app.resource import page_path
from app.web.briefings.lines import Line, Run, SourcedText
from app.web.pictures.chart_panels import is_stated_target
from app.web.pictures.drawing import JsonRow as Row

INDICATOR_GROUPS: dict[str, tuple[Indicator, ...]] = {
    "Trade": (Indicator.trade, Indicator.trade_target, Indicator.trade_rank, Indicator.export_rank),
    "Investment and companies": (
        Indicator.investment_stock, Indicator.investment_flow, Indicator.investment_rank, Indicator.companies,
        Indicator.joint_projects, Indicator.joint_project_value,
    ),
    "People": (
        Indicator.tourists, Indicator.tourist_rank, Indicator.students, Indicator.scholarships,
        Indicator.presidential_meetings, Indicator.presidential_visits,
    ),
}  # fmt: skip
"""Heading of a group → its indicators, in the order in which they are listed."""

OTHER_FIGURES = "Other figures"
"""The heading of all other indicators."""

GROUP_OF = {indicator: group for group, indicators in INDICATOR_GROUPS.items() for indicator in indicators}

INDICATORS = [*GROUP_OF]

GOODS_FLOWS = [Flow.turnover, Flow.export, Flow.import_]
"""Flows of goods in the order in which they are listed."""

WITHOUT_DETAILS: dict[str, Any] = {
    "product": None, "scope": None, "instrument": None, "valuation": None, "estimate": False, "dimensions": {},
}  # fmt: skip
"""The fields that tell a figure from others with the same label, without values."""


def figure_label(row: Row) -> str:
    """What a figure measures, without its product and scope. The two parties are those of the briefing."""
    partner = row["partner"] and row["partner"]["name"]
    label = label_of_figure({**row, **WITHOUT_DETAILS})
    return label.removesuffix(f", {row['reporter']['name']} and {partner}")


def _details(row: Row) -> str:
    """What tells a figure from others with the same label: its product, its scope, and how it was counted."""
    details = (
        row["product"] and row["product"]["name"],
        row["scope"],
        row["instrument"],
        row["valuation"] and row["valuation"].upper(),
        "estimate" if row["estimate"] else None,
        *row["dimensions"].values(),
    )
    return ", ".join(filter(None, details))


def _statement(row: Row) -> SourcedText:
    """A figure in the document's words, after its product or scope and its period."""
    details = _details(row)
    start = [Run(f"{details}, ")] if details else []
    words = Run(row["as_written"], path=page_path(row["url"]))
    return SourcedText((*start, Run.of_figure(row), Run(": "), words), row["sources"])


def _position(value: str | None, order: Sequence[str]) -> int:
    return order.index(value) if value in order else len(order)


def _order(row: Row) -> tuple[Any, ...]:
    """By flow of goods and indicator, then by period, the largest first; products after the whole."""
    place = (_position(row["flow"], GOODS_FLOWS), _position(row["indicator"], INDICATORS))
    return (*place, bool(_details(row)), row["date_end"] or "", row["date_start"] or "", -(row["value"] or 0))


def figure_groups(rows: Iterable[Row]) -> list[tuple[str, list[Line]]]:
    """The lines of each group that has figures: one line for each label, with its figures by period."""
    groups: dict[str, dict[str, list[SourcedText]]] = {name: {} for name in (*INDICATOR_GROUPS, OTHER_FIGURES)}
    for row in sorted(rows, key=_order):
        lines = groups[GROUP_OF.get(row["indicator"], OTHER_FIGURES)]
        lines.setdefault(figure_label(row), []).append(_statement(row))
    return [
        (name, [Line(statements, label) for label, statements in lines.items()])
        for name, lines in groups.items() if lines
    ]  # fmt: skip


def _newest(rows: Sequence[Row]) -> Row | None:
    return max(rows, key=lambda row: (row["date_end"] or "", row["date_start"] or ""), default=None)


def trade_line(rows: Sequence[Row], label: str) -> Line | None:
    """Trade turnover in the newest period and the newest whole year, and the newest target with the share reached."""
    turnover = [
        row for row in rows
        if row["flow"] == Flow.turnover and row["value"] is not None and not _details(row)
        and row["indicator"] in (Indicator.trade, Indicator.trade_target)
    ]  # fmt: skip
    actual = [row for row in turnover if row["kind"] == StatKind.actual]
    newest, target = _newest(actual), _newest([row for row in turnover if row["kind"] == StatKind.target])
    year = _newest([row for row in actual if row["date_precision"] == "year"])
    statements = [_amount(row) for row in (newest, year if year is not newest else None) if row]
    if target:
        words = "target stated " if is_stated_target(target) else "target of "
        statements.append(_amount(target, words, _share(newest, target)))
    return Line(statements, label) if statements else None


def _share(newest: Row | None, target: Row) -> str:
    """How much of the target the newest period has reached, in percent."""
    if newest is None or newest["unit"] != target["unit"] or not target["value"]:
        return ""
    return f", of which {date_words(newest['date'])} reached {100 * newest['value'] / target['value']:.0f} percent"


def _amount(row: Row, words: str = "", note: str = "") -> SourcedText:
    runs = (Run(words), Run.of_figure(row), Run(": "), Run(figure_words(row), path=page_path(row["url"])), Run(note))
    return SourcedText(runs, row["sources"])
