"""The titles and labels of records: what lists of several kinds, charts, feeds and citations call them."""

import re
from collections.abc import Mapping
from typing import Any

from app.domain.date_words import date_words, turn_words
from app.domain.figure_vocabulary import Flow, Indicator, StatKind
from app.domain.trade_figures import RANKS

NO_DATE = "no date stated"
"""What stands in place of a date that no document states."""


def plural(kind: str) -> str:
    """The word for several records of a kind, which is the path of their list: ``countries`` of ``country``."""
    has_ies = kind.endswith("y") and not kind.endswith(("ay", "ey", "oy"))
    return f"{kind.removesuffix('y')}ies" if has_ies else f"{kind}s"


def count_words(number: int, noun: str) -> str:
    """A number of things in words: "1 city", "1,200 meetings"."""
    return f"{number:,} {noun if number == 1 else plural(noun)}"


def record_path(kind: str, record_id: str) -> str:
    """The path of a record of a kind that has a list: ``/meetings/jspg-kz-tr-8``."""
    return f"/{plural(kind)}/{record_id}"


def title_of(record: Mapping[str, Any]) -> str:
    """The title or name of a record, or else its id."""
    return str(record.get("title") or record.get("name") or record["id"])


def name_without_title(author: str | None, publication_date: str | None) -> str:
    """What a document without a title is called: "Report of 3 Feb 2026", "Report by Nuha Jaber, 27 Jan – 2 Feb 2026".

    ``author`` is whoever published or wrote it, and ``publication_date`` the day (EDTF).
    """
    date = turn_words(publication_date).removesuffix(" (day not stated)") if publication_date else ""
    name = f"Report by {author}" if author else "Report"
    if not date:
        return name
    if author or date.startswith("by "):
        return f"{name}, {date}"
    return f"{name} of the {date}" if date.startswith("week ") else f"{name} of {date}"


def source_title(source: Mapping[str, Any]) -> str:
    """The title of a source; of one without a title, who published it and when."""
    author = source["publisher"] or source["author"]
    return str(source["title"] or name_without_title(author, source["published"]))


def source_details(source: Mapping[str, Any]) -> list[str]:
    """Who published a source and when, unless ``source_title`` says so."""
    if not source["title"]:
        return []
    details = (source["publisher"] or source["author"], source["published"] and turn_words(source["published"]))
    return [detail for detail in details if detail]


DIRECTED_GOODS = {Flow.export: "Exports", Flow.import_: "Imports"}

HELD_ABROAD = {Indicator.companies, Indicator.students, Indicator.investment_stock}
"""Indicators of what one country has in another one. Other figures count what goes from one to the other."""


def label_of_figure(figure: Mapping[str, Any]) -> str:
    """What a figure or a row of a series measures.

    For example "Exports of Coal from Kazakhstan to Türkiye", "Companies from Türkiye in Kazakhstan".
    """
    subject = _subject(figure) + (f" of {figure['product']['name']}" if figure["product"] else "") + _sides(figure)
    details = (
        figure["scope"],
        figure["instrument"],
        figure["valuation"] and figure["valuation"].upper(),
        "estimate" if figure["estimate"] else None,
        *figure["dimensions"].values(),
        figure.get("trend"),
    )
    return "; ".join([subject, *filter(None, details)])


def _subject(figure: Mapping[str, Any]) -> str:
    flow = figure["flow"]
    if figure["indicator"] == Indicator.trade and flow in DIRECTED_GOODS:
        return DIRECTED_GOODS[flow]
    exchange, *words = str(figure["indicator"]).split("-")
    if exchange == "trade" and flow in (Flow.turnover, *DIRECTED_GOODS):
        words = [flow, *words]
    return " ".join([exchange.capitalize(), *words])


def _sides(figure: Mapping[str, Any]) -> str:
    """Between whom, from where to where, or who ranks whom."""
    flow, reporter = figure["flow"], figure["reporter"]["name"]
    partner = figure["partner"] and figure["partner"]["name"]
    if partner is None:
        return f", {reporter}"
    if figure["indicator"] in RANKS:
        return f": {partner} among partners of {reporter}"
    if flow in (None, Flow.turnover):
        return f", {reporter} and {partner}"
    origin, destination = (reporter, partner) if flow in (Flow.export, Flow.outward) else (partner, reporter)
    return f" from {origin} {'in' if figure['indicator'] in HELD_ABROAD else 'to'} {destination}"


def title_of_figure(figure: Mapping[str, Any]) -> str:
    """A figure in one line: "Companies from Türkiye in Kazakhstan: over 3,000 (week of 2 Feb 2026)"."""
    target = ", target" if figure["kind"] == StatKind.target and "target" not in figure["indicator"] else ""
    date = figure_date_words(figure).removesuffix(" (day not stated)")
    return f"{label_of_figure(figure)}{target}: {figure['as_written']} ({date})"


_YEARS = re.compile(r"\d{4}(?:/\d{4})?")


def figure_date_words(figure: Mapping[str, Any]) -> str:
    """The date of a figure in words. A target is dated by the day on which it was stated, or by the whole years that it
    is for."""
    if not figure["date"]:
        return NO_DATE
    if figure["kind"] == StatKind.target and not _YEARS.fullmatch(figure["date"]):
        return f"stated {turn_words(figure['date'])}"
    return date_words(figure["date"])
