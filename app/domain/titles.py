"""The titles and labels of records: what lists of several kinds, charts, feeds and citations call them."""

from collections.abc import Mapping
from typing import Any

from app.domain.trade_figures import RANKS
from app.domain.vocabulary import Flow


def plural(kind: str) -> str:
    """The word for several records of a kind, which is the path of their list: ``countries`` of ``country``."""
    return f"{kind.removesuffix('y')}ies" if kind.endswith("y") else f"{kind}s"


def title_of(record: Mapping[str, Any]) -> str:
    """The title or name of a record, or else its id."""
    return str(record.get("title") or record.get("name") or record["id"])


def label_of_figure(figure: Mapping[str, Any]) -> str:
    """What a figure or a row of a series measures: "Trade export of Coal from Kazakhstan to Türkiye"."""
    flow, reporter = figure["flow"], figure["reporter"]["name"]
    partner = figure["partner"] and figure["partner"]["name"]
    exchange, *words = str(figure["indicator"]).split("-")
    words = [flow, *words] if flow in (Flow.turnover, Flow.export, Flow.import_) else words
    subject = " ".join([exchange.capitalize(), *words])
    subject += f" of {figure['product']['name']}" if figure["product"] else ""
    if partner is None:
        sides = f", {reporter}"
    elif figure["indicator"] in RANKS:
        sides = f": {partner} among partners of {reporter}"
    elif flow in (None, Flow.turnover):
        sides = f", {reporter} and {partner}"
    else:
        first, second = (reporter, partner) if flow in (Flow.export, Flow.outward) else (partner, reporter)
        sides = f" from {first} to {second}"
    details = (
        figure["scope"],
        figure["instrument"],
        figure["valuation"] and figure["valuation"].upper(),
        "estimate" if figure["estimate"] else None,
        *figure["dimensions"].values(),
        figure.get("trend"),
    )
    return "; ".join([subject + sides, *filter(None, details)])
