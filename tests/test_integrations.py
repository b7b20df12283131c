"""The recipes of docs/integrations.md, each run as written with its tool, where that is here."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import duckdb_extension_httpfs
import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.db import make_engine
from app.settings import Settings
from tests.asking import ask, items
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "integrations.md").read_text("utf-8")
HERE = "http://127.0.0.1:8000"
SECTIONS = dict(part.split("\n", 1) for part in PAGE.split("\n## ")[1:])
VIEW = {"v_meetings": "/meetings", "v_trade_stats": "/trade-stats"}


def recipes(section: str, kind: str) -> list[str]:
    found = re.findall(rf"```{kind}\n(.*?)```", SECTIONS[section], re.S)
    assert found, section
    return found


def needs(tool: str) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not here")


@pytest.mark.parametrize("url", sorted(set(re.findall(rf"{HERE}(/[^\s\"'`)]+)", PAGE))))
def test_every_address_answers(client: TestClient, url: str) -> None:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text[:300]
    assert answer.headers["x-data-revision"] if url != "/openapi.json" else True


@pytest.mark.parametrize("line", recipes("curl and jq", "sh"))
def test_curl_and_jq(served: str, line: str) -> None:
    needs("curl")
    needs("jq")
    done = subprocess.run(["bash", "-c", line.replace(HERE, served)], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert lines
    assert all("\t" in one for one in lines)
    assert "null" not in done.stdout


@pytest.mark.parametrize("section", ["pandas", "Polars"])
def test_python(served: str, section: str) -> None:
    scope: dict[str, Any] = {}
    for recipe in recipes(section, "python"):
        exec(recipe.replace(HERE, served), scope)
    assert len(scope["meetings"]) == 1
    assert len(scope["trade"]) > 5


def test_duckdb(served: str) -> None:
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    connection.execute(f"LOAD '{next(Path(duckdb_extension_httpfs.__file__).parent.rglob('*.duckdb_extension'))}'")
    for recipe in recipes("DuckDB", "sql"):
        for statement in recipe.replace(HERE, served).split(";\n"):
            if statement.strip():
                assert connection.execute(statement).fetchall(), statement


def test_sheets_and_excel_get_a_table(served: str) -> None:
    """Neither runs here: what they ask for is a table of UTF-8 CSV that a sheet of theirs can hold."""
    formulas = [line for recipe in recipes("Google Sheets", "text") for line in recipe.splitlines()]
    urls = re.findall(r'"(http[^"]+)"', "\n".join([*formulas, *recipes("Excel", "text")]))
    assert len(urls) == 4
    for url in urls:
        answer = httpx.get(url.replace(HERE, served))
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        lines = answer.content.decode("utf-8").splitlines()
        assert len(lines) > 1
        assert len(answer.content) < 10_000_000
    assert all(line.startswith('=IMPORTDATA("http') and line.endswith('")') for line in formulas)


def infinity(query: dict[str, Any], served: str) -> list[dict[str, Any]]:
    """What the data source does with a query: rows under the selector, page after page by the cursor."""
    rows: list[dict[str, Any]] = []
    cursor = None
    for _ in range(query.get("pagination_max_pages", 1)):
        params: dict[str, Any] = {query["pagination_param_cursor_field_name"]: cursor} if cursor else {}
        url = httpx.URL(query["url"].replace(HERE, served)).copy_merge_params(params)
        body = httpx.get(url).json()
        found = body[query["root_selector"]]
        rows += [{c["text"]: row[c["selector"]] for c in query["columns"]} for row in found]
        cursor = body[query.get("pagination_param_cursor_field_extraction_path", "next_cursor")]
        if cursor is None:
            break
    return rows


def test_grafana(served: str) -> None:
    series, paged = (json.loads(recipe) for recipe in recipes("Grafana", "json"))
    assert any(row["time"] == "2022-12-31" and row["value"] == 6_300_000_000 for row in infinity(series, served))
    titles = [row["title"] for row in infinity(paged, served)]
    assert titles == [item["title"] for item in httpx.get(f"{served}/meetings?limit=1000").json()["items"]]


def test_the_page_of_a_chart(served: str, tmp_path: Path) -> None:
    needs("node")
    script = tmp_path / "chart.mjs"
    script.write_text(recipes("Observable, Chart.js and other pages", "js")[0].replace(HERE, served) + PRINT, "utf-8")
    done = subprocess.run(["node", script], capture_output=True, text=True, check=True, timeout=60)
    data = json.loads(done.stdout)
    assert data["labels"]
    line = next(one for one in data["datasets"] if one["label"] == "trade-turnover-kz-tr")
    assert len(line["data"]) == len(data["labels"])
    assert data["labels"] == sorted(data["labels"])
    assert dict(zip(data["labels"], line["data"], strict=True))["2022"] == 6_300_000_000
    assert dict(zip(data["labels"], line["data"], strict=True))["2023"] is None
    assert len(line["pointStyle"]) == len(line["data"])


PRINT = "\nconsole.log(JSON.stringify(data));\n"


# --- the views -----------------------------------------------------------------------------------


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True, scope="session")
class TestViews:
    def test_recipes(self, seeded: Settings) -> None:
        engine = make_engine(seeded)
        with engine.connect() as connection:
            for recipe in recipes("Superset and other SQL tools", "sql"):
                for statement in filter(str.strip, recipe.split(";\n")):
                    assert connection.execute(text(statement)).all(), statement
        engine.dispose()

    @pytest.mark.parametrize("view", VIEW)
    def test_columns_are_those_of_the_page(self, seeded: Settings, view: str) -> None:
        engine = make_engine(seeded)
        with engine.connect() as connection:
            columns = list(connection.execute(text(f"SELECT * FROM {view}")).keys())
        engine.dispose()
        listed = re.search(rf"\| `{view}` \| (.*) \|", PAGE)
        assert listed
        assert re.findall(r"`(\w+)`", listed[1]) == columns

    def test_they_say_what_the_api_says(self, seeded: Settings, client: TestClient) -> None:
        engine = make_engine(seeded)
        with engine.connect() as connection:
            for view, path in VIEW.items():
                rows = {row["id"]: row for row in connection.execute(text(f"SELECT * FROM {view}")).mappings()}
                records = items(client, path)
                assert rows.keys() == {record["id"] for record in records}
                for record in records:
                    row = rows[record["id"]]
                    same = {"title", "type", "status", "date", "session", "city", "venue", "value", "unit", "qualifier",
                            "kind", "indicator", "as_written", "occasion", "authority"}  # fmt: skip
                    for name in same & record.keys():
                        assert row[name] == record[name], (record["id"], name)
                    assert row["documents"].split(";") == sorted(source["document"] for source in record["sources"])
                    if path == "/meetings":
                        people = [one["official"]["name"] for one in record["participants"]]
                        assert (row["participants"] or "").split(";") == (people or [""])
                        assert row["mechanism"] == (record["mechanism"] or {}).get("id")
        engine.dispose()


def test_the_page_is_served(client: TestClient) -> None:
    answer = client.get("/integrations")
    assert answer.status_code == 200
    assert '<h2 id="duckdb">DuckDB' in answer.text
    assert ask(client, "/openapi.json")["info"]["description"].count("(/integrations)") == 1
