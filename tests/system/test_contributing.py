"""Everything that CONTRIBUTING.md and the pages for developers name exists, and their examples work."""

import re
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
from pydantic import create_model
from sqlalchemy.dialects import sqlite
from typer.testing import CliRunner

import app.resources.meeting_filters as meeting_filters
from app.cli import cli
from app.db.tables import Meeting
from app.resources.meetings import MeetingQuery
from app.settings import Settings
from tests.conftest import ROOT, on_sqlite

CONTRIBUTING = ROOT / "CONTRIBUTING.md"
DEVELOPMENT = ROOT / "docs" / "development"
PAGES = [CONTRIBUTING, ROOT / "SECURITY.md", *sorted(DEVELOPMENT.rglob("*.md"))]
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", CONTRIBUTING.read_text("utf-8"), re.DOTALL)
COMMANDS = [line for kind, text in BLOCKS if kind == "sh" for line in text.splitlines()]
TOP = "app|benchmarks|clients|docs|migrations|requirements|seed|tests"


@every_page
def test_every_file_that_is_named_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    paths = re.findall(rf"`((?:{TOP})/[\w./-]*)`", text)
    links = re.findall(r"\]\(([^)#:]+)[^):]*\)", text)
    missing = [name for name in paths if not (ROOT / name).exists()]
    assert missing + [link for link in links if not (page.parent / link).exists()] == []


@every_page
def test_every_make_command_is_there(page: Path) -> None:
    goals = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    goal_lists = re.findall(r"(?:`|^)make ((?:[a-z]+ ?)+)", page.read_text("utf-8"), re.MULTILINE)
    assert {goal for goals in goal_lists for goal in goals.split()} <= goals


@on_sqlite
@pytest.mark.parametrize(
    "line", [line for line in COMMANDS if line.startswith(".venv/bin/communique ") and "DIR" not in line]
)
def test_command_succeeds(empty_database: Settings, line: str) -> None:
    environment = {"COMMUNIQUE_DATABASE_URL": empty_database.database_url.get_secret_value()}
    result = CliRunner().invoke(cli, line.split()[1:], env=environment)
    assert result.exit_code == 0, result.output


def test_filter_of_one_line_works() -> None:
    snippet = next(text for kind, text in BLOCKS if kind == "python")
    assert indent(snippet, "    ") in Path(meeting_filters.__file__).read_text("utf-8")
    scope = dict(vars(meeting_filters))
    exec(snippet, scope)
    fields: dict[str, Any] = {"council": (scope["__annotations__"]["mechanism"], scope["mechanism"])}
    query = create_model("Filtered", __base__=MeetingQuery, **fields)
    assert query.model_validate({"council": ["JSPG"]}).model_fields_set == {"council"}
    (condition,) = query.conditions(Meeting, {"council": ["jspg-kz-tr"]})
    assert "meetings.mechanism_id IN" in str(condition.compile(dialect=sqlite.dialect()))


def test_every_decision_is_listed() -> None:
    pages = re.findall(r"\]\((\d{3}-[\w-]+\.md)\)", (DEVELOPMENT / "decisions" / "README.md").read_text("utf-8"))
    assert pages == sorted(page.name for page in (DEVELOPMENT / "decisions").glob("[0-9]*.md"))


def test_every_decision_is_named_where_it_bites() -> None:
    texts = [path.read_text("utf-8") for path in [ROOT / "Makefile", *(ROOT / "app").rglob("*.py")]]
    numbers = {number for text in texts for number in re.findall(r"[Dd]ecision\s+(\d{3})", text)}
    assert numbers == {page.name[:3] for page in (DEVELOPMENT / "decisions").glob("[0-9]*.md")}


def test_the_walk_of_a_filter_is_short() -> None:
    text = (DEVELOPMENT / "architecture.md").read_text("utf-8")
    walk = text[text.index("## The walk of a filter") : text.index("## Where is it?")]
    assert 0 < len(re.findall(r"^\| \d+ \|", walk, re.MULTILINE)) <= 9
