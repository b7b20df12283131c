"""The report of a run: its results and goals as a table and as a bar chart."""

import datetime as dt
import os
import platform
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import log10
from pathlib import Path

import fastapi
import sqlalchemy

from benchmarks.memory import MIB


@dataclass(frozen=True)
class Row:
    """One measurement.

    ``label`` names it, ``figure`` is that of the service, and ``beside`` the one it is compared with.
    ``result`` is compared with ``goal``. ``share`` tells how much of the goal is reached: 1 is exactly the goal, 0.5
    half of it, and None means that there is no goal, or no result because a peer could not run.
    """

    label: str
    figure: str
    beside: str
    result: str = ""
    goal: str = ""
    share: float | None = None

    @property
    def verdict(self) -> str:
        if self.share is None:
            return ""
        return "yes" if self.share >= 1 else "**no**"


def _number(value: float, unit: str) -> str:
    if unit == "%":
        return f"{100 * value:.0f} %"
    return f"{value:,.1f} {unit}" if value < 100 else f"{value:,.0f} {unit}"


def at_least(label: str, figure: str, beside: str, value: float, goal: float, unit: str = "×") -> Row:
    return Row(label, figure, beside, _number(value, unit), f"≥ {_number(goal, unit)}", value / goal)


def at_most(label: str, figure: str, beside: str, value: float, goal: float, unit: str = "×") -> Row:
    return Row(label, figure, beside, _number(value, unit), f"≤ {_number(goal, unit)}", goal / max(value, 1e-9))


def per_second(value: float) -> str:
    return f"{value:,.0f}/s"


def not_run(label: str, reason: str) -> Row:
    return Row(label, "", "not run: " + " ".join(reason.split()).replace("|", "/"))


def table(rows: Sequence[Row]) -> str:
    head = "| measurement | the service | compared with | result | goal | reached |\n|---|---|---|---|---|---|\n"
    lines = (f"| {r.label} | {r.figure} | {r.beside} | {r.result} | {r.goal} | {r.verdict} |" for r in rows)
    return head + "\n".join(lines) + "\n"


def machine() -> str:
    """The processor, its cores and the memory of this machine."""
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    total = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text("utf-8"))
    memory = f", {int(total[1]) / MIB / 1024:.0f} GiB of memory" if total else ""
    return f"{model[1].strip() if model else platform.machine()}, {os.cpu_count()} cores{memory}"


def versions(peers: dict[str, str]) -> str:
    our_versions = {
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "SQLAlchemy": sqlalchemy.__version__,
        "FastAPI": fastapi.__version__,
    }
    return ", ".join(f"{name} {version}" for name, version in (our_versions | peers).items())


def section(title: str, making: str, peers: dict[str, str], rows: Sequence[Row], busy: tuple[float, float]) -> str:
    """A section of the results. ``making`` says how the database was filled. ``busy`` has the shares of the cores that
    other programs used before and after the run."""
    about = f"{dt.date.today():%Y-%m-%d}. {machine()}. {versions(peers)}. The database: {making}."
    about += " Other programs used {:.0%} of the cores before the run, and {:.0%} after it.".format(*busy)
    return f"## {title}\n\n{about}\n\n{table(rows)}"


# --- the bar chart -------------------------------------------------------------------------

LEFT_EDGE, WIDTH, LINE, TOP = 410, 420, 24, 62
LOW, HIGH = -1.0, 1.0
"""Powers of ten at the edges of the chart: a tenth of a goal, and ten times the goal."""
STYLE = """text { font: 13px sans-serif; fill: #1b1f24 } .light { fill: #57606a } .met { fill: #1a7f64 }
.missed { fill: #c2410c } .goal { stroke: #1b1f24 } .grid { stroke: #d0d7de }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .light { fill: #9aa4af } .met { fill: #3fb992 }
.missed { fill: #f08c5a } .goal { stroke: #e6edf3 } .grid { stroke: #3d444d } }"""


def _x(share: float) -> float:
    return LEFT_EDGE + WIDTH * (min(max(log10(max(share, 1e-9)), LOW), HIGH) - LOW) / (HIGH - LOW)


def svg(title: str, rows: Sequence[Row]) -> str:
    """An SVG with a bar for each row with a goal. The bar runs from the goal to the result, on a logarithmic scale."""
    rows = [row for row in rows if row.share is not None]
    height = TOP + LINE * len(rows) + 14
    bottom = height - 10
    description = "; ".join(f"{row.label}: {row.result}, goal {row.goal}" for row in rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT_EDGE + WIDTH + 190} {height}" role="img" '
        'aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(description)}</desc>',
        f"<style>{STYLE}</style>",
        f'<text x="8" y="20">{escape(title)}</text>',
    ]
    for share, name in ((0.1, "a tenth"), (0.5, "half"), (1, "goal"), (2, "2 ×"), (5, "5 ×"), (10, "10 ×")):
        x, kind = _x(share), "goal" if share == 1 else "grid"
        parts.append(f'<line class="{kind}" x1="{x:.0f}" x2="{x:.0f}" y1="{TOP - 12}" y2="{bottom}"/>')
        parts.append(f'<text class="light" x="{x:.0f}" y="{TOP - 18}" text-anchor="middle">{name}</text>')
    for number, row in enumerate(rows):
        y, share = TOP + LINE * number, row.share or 0
        start, end = sorted((_x(1), _x(share)))
        kind = "met" if share >= 1 else "missed"
        parts.append(f'<text x="{LEFT_EDGE - 10}" y="{y + 12}" text-anchor="end">{escape(row.label)}</text>')
        parts.append(
            f'<rect class="{kind}" x="{start:.1f}" y="{y}" width="{max(2, end - start):.1f}" height="{LINE - 8}"/>'
        )
        result = escape(f"{row.result} ({row.goal})")
        parts.append(f'<text class="light" x="{LEFT_EDGE + WIDTH + 12}" y="{y + 12}">{result}</text>')
    return "\n".join([*parts, "</svg>", ""])


# --- the files -----------------------------------------------------------------------------


def write(results: Path, head: str, sections: dict[str, str]) -> None:
    """Write the ``head`` and the sections, the largest first. Sections with other titles stay in the file."""
    old_sections = re.split(r"(?m)^(?=## )", results.read_text("utf-8"))[1:] if results.exists() else []
    parts = {part.split("\n", 1)[0].removeprefix("## "): part for part in old_sections} | sections
    order = sorted(parts, key=lambda name: (int(re.sub(r"\D", "", name) or 0), name), reverse=True)
    results.write_text("\n".join([head.rstrip() + "\n", *(parts[name].rstrip() + "\n" for name in order)]), "utf-8")
