"""What a run found, beside the goals: a table, and a drawing of the same."""

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
    """One line: what was measured, of the service and of what stands beside it, how they compare, and the goal.

    ``share`` is how often the goal was reached over: 1 is just so, 0.5 half. None where there is none, as for a peer
    that could not be measured.
    """

    what: str
    ours: str
    beside: str
    compared: str = ""
    goal: str = ""
    share: float | None = None

    @property
    def reached(self) -> str:
        if self.share is None:
            return ""
        return "yes" if self.share >= 1 else "**no**"


def _number(value: float, unit: str) -> str:
    if unit == "%":
        return f"{100 * value:.0f} %"
    return f"{value:,.1f} {unit}" if value < 100 else f"{value:,.0f} {unit}"


def at_least(what: str, ours: str, beside: str, value: float, goal: float, unit: str = "×") -> Row:
    return Row(what, ours, beside, _number(value, unit), f"≥ {_number(goal, unit)}", value / goal)


def at_most(what: str, ours: str, beside: str, value: float, goal: float, unit: str = "×") -> Row:
    return Row(what, ours, beside, _number(value, unit), f"≤ {_number(goal, unit)}", goal / max(value, 1e-9))


def per_second(value: float) -> str:
    return f"{value:,.0f}/s"


def not_run(what: str, why: str) -> Row:
    return Row(what, "", "not run: " + " ".join(why.split()).replace("|", "/"))


def table(rows: Sequence[Row]) -> str:
    head = "| what | the service | beside it | compared | goal | reached |\n|---|---|---|---|---|---|\n"
    lines = (f"| {r.what} | {r.ours} | {r.beside} | {r.compared} | {r.goal} | {r.reached} |" for r in rows)
    return head + "\n".join(lines) + "\n"


def machine() -> str:
    """Processor, cores, memory."""
    found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    total = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text("utf-8"))
    memory = f", {int(total[1]) / MIB / 1024:.0f} GiB of memory" if total else ""
    return f"{found[1].strip() if found else platform.machine()}, {os.cpu_count()} cores{memory}"


def versions(peers: dict[str, str]) -> str:
    own = {
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "SQLAlchemy": sqlalchemy.__version__,
        "FastAPI": fastapi.__version__,
    }
    return ", ".join(f"{name} {version}" for name, version in (own | peers).items())


def section(title: str, how: str, peers: dict[str, str], rows: Sequence[Row], others: tuple[float, float]) -> str:
    """``others`` are the shares of the cores that other work used before the run and after it."""
    about = f"{dt.date.today():%Y-%m-%d}. {machine()}. {versions(peers)}. Made once: {how}."
    about += " Other work used {:.0%} of the cores before the run, and {:.0%} after it.".format(*others)
    return f"## {title}\n\n{about}\n\n{table(rows)}"


# --- the drawing ---------------------------------------------------------------------------

LEFT, WIDTH, LINE, TOP = 410, 420, 24, 62
LOW, HIGH = -1.0, 1.0
"""Powers of ten at the drawing's edges: a tenth of a goal, and ten times it."""
STYLE = """text { font: 13px sans-serif; fill: #1b1f24 } .light { fill: #57606a } .met { fill: #1a7f64 }
.missed { fill: #c2410c } .goal { stroke: #1b1f24 } .grid { stroke: #d0d7de }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .light { fill: #9aa4af } .met { fill: #3fb992 }
.missed { fill: #f08c5a } .goal { stroke: #e6edf3 } .grid { stroke: #3d444d } }"""


def _x(share: float) -> float:
    return LEFT + WIDTH * (min(max(log10(max(share, 1e-9)), LOW), HIGH) - LOW) / (HIGH - LOW)


def svg(title: str, rows: Sequence[Row]) -> str:
    """A bar a row, from its goal to what was reached of it, on a scale of logarithms."""
    drawn = [row for row in rows if row.share is not None]
    height = TOP + LINE * len(drawn) + 14
    bottom = height - 10
    told = "; ".join(f"{row.what}: {row.compared}, goal {row.goal}" for row in drawn)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 190} {height}" role="img" '
        'aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(told)}</desc>',
        f"<style>{STYLE}</style>",
        f'<text x="8" y="20">{escape(title)}</text>',
    ]
    for share, name in ((0.1, "a tenth"), (0.5, "half"), (1, "goal"), (2, "2 ×"), (5, "5 ×"), (10, "10 ×")):
        at, kind = _x(share), "goal" if share == 1 else "grid"
        parts.append(f'<line class="{kind}" x1="{at:.0f}" x2="{at:.0f}" y1="{TOP - 12}" y2="{bottom}"/>')
        parts.append(f'<text class="light" x="{at:.0f}" y="{TOP - 18}" text-anchor="middle">{name}</text>')
    for number, row in enumerate(drawn):
        y, share = TOP + LINE * number, row.share or 0
        start, end = sorted((_x(1), _x(share)))
        kind = "met" if share >= 1 else "missed"
        parts.append(f'<text x="{LEFT - 10}" y="{y + 12}" text-anchor="end">{escape(row.what)}</text>')
        parts.append(
            f'<rect class="{kind}" x="{start:.1f}" y="{y}" width="{max(2, end - start):.1f}" height="{LINE - 8}"/>'
        )
        said = escape(f"{row.compared} ({row.goal})")
        parts.append(f'<text class="light" x="{LEFT + WIDTH + 12}" y="{y + 12}">{said}</text>')
    return "\n".join([*parts, "</svg>", ""])


# --- the files -----------------------------------------------------------------------------


def write(results: Path, head: str, sections: dict[str, str]) -> None:
    """Put sections in place of those with the same title, and leave the others."""
    kept = re.split(r"(?m)^(?=## )", results.read_text("utf-8"))[1:] if results.exists() else []
    parts = {part.split("\n", 1)[0].removeprefix("## "): part for part in kept} | sections
    order = sorted(parts, key=lambda name: (int(re.sub(r"\D", "", name) or 0), name), reverse=True)
    results.write_text("\n".join([head.rstrip() + "\n", *(parts[name].rstrip() + "\n" for name in order)]), "utf-8")
