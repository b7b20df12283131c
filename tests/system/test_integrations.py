"""The recipes of docs/integrations.md. Each is run unchanged with its tool, if the tool is installed."""

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import duckdb_extension_httpfs
import httpx
import pandas as pd
import pytest
import yaml
from fastapi.testclient import TestClient
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from app.db.engine import database_url, make_engine
from app.db.views import COLUMNS_VIEW, view_names
from app.settings import Settings
from tests.api_requests import ask, ids
from tests.conftest import ROOT, SharedDatabases, on_both, on_postgresql, on_sqlite

pytestmark = on_sqlite

README = (ROOT / "README.md").read_text("utf-8")
PAGE = (ROOT / "docs" / "integrations.md").read_text("utf-8")
SERVICE = "http://127.0.0.1:8000"
OF_THE_CODE = ("/openapi.json", "/docs/postman.json")
"""Addresses whose answers do not depend on the data."""

SECTIONS = dict(part.split("\n", 1) for part in PAGE.split("\n## ")[1:])


def recipes(section: str, kind: str) -> list[str]:
    result = re.findall(rf"```{kind}\n(.*?)```", SECTIONS[section], re.S)
    assert result, section
    return result


def needs(tool: str) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not here")


@pytest.mark.parametrize("url", sorted(set(re.findall(rf"{SERVICE}(/[^\s\"'`)]+)", PAGE))))
def test_every_address_answers(client: TestClient, url: str) -> None:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text[:300]
    assert answer.headers["x-data-revision"] if url not in OF_THE_CODE else True


@pytest.mark.parametrize("line", recipes("curl and jq", "sh"))
def test_curl_and_jq(service_url: str, line: str) -> None:
    needs("curl")
    needs("jq")
    process = subprocess.run(
        ["bash", "-c", line.replace(SERVICE, service_url)], capture_output=True, text=True, check=True
    )
    lines = process.stdout.splitlines()
    assert lines
    assert all("\t" in item for item in lines)
    assert "null" not in process.stdout


@pytest.mark.parametrize("section", ["Clients to install", "pandas", "Polars"])
def test_python(service_url: str, section: str) -> None:
    scope: dict[str, Any] = {}
    for recipe in recipes(section, "python"):
        exec(recipe.replace(SERVICE, service_url), scope)
    assert len(scope["meetings"]) == 1
    assert len(scope["trade"]) > 5


def test_duckdb(service_url: str) -> None:
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    connection.execute(f"LOAD '{next(Path(duckdb_extension_httpfs.__file__).parent.rglob('*.duckdb_extension'))}'")
    for recipe in recipes("DuckDB", "sql"):
        for statement in recipe.replace(SERVICE, service_url).split(";\n"):
            if statement.strip():
                assert connection.execute(statement).fetchall(), statement


def test_sheets_and_excel_get_a_table(service_url: str) -> None:
    """Neither runs here. The test checks that they get a table in UTF-8 that fits into one of their sheets."""
    formulas = [line for recipe in recipes("Google Sheets", "text") for line in recipe.splitlines()]
    urls = re.findall(r'"(http[^"]+)"', "\n".join([*formulas, *recipes("Excel", "text")]))
    assert len(urls) == 4
    for url in urls:
        answer = httpx.get(url.replace(SERVICE, service_url))
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        lines = answer.content.decode("utf-8").splitlines()
        assert len(lines) > 1
        assert len(answer.content) < 10_000_000
    assert all(line.startswith('=IMPORTDATA("http') and line.endswith('")') for line in formulas)


def test_r(service_url: str, tmp_path: Path) -> None:
    needs("Rscript")
    script = recipes("R", "r")[0].replace(SERVICE, service_url) + "\ncat(nrow(meetings), nrow(trade), max(years$value))"
    process = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    trade = httpx.get(f"{service_url}/trade-stats/series?indicator=trade&between=KZ,TR").json()["items"]
    greatest = max(row["value"] for row in trade if row["date_precision"] == "year" and not row["gap"])
    assert [float(number) for number in process.stdout.split()] == [1, len(trade), greatest]


def test_airbyte_pages_through_the_list(client: TestClient) -> None:
    """Reads the manifest as Airbyte's CDK does: where the records are, and where the next page starts."""
    (stream,) = yaml.safe_load(recipes("Airbyte", "yaml")[0])["streams"]
    requester, selector, paginator = (stream["retriever"][n] for n in ("requester", "record_selector", "paginator"))
    assert paginator["pagination_strategy"]["cursor_value"] == "{{ response['next_cursor'] }}"
    (items_key,) = selector["extractor"]["field_path"]
    params = {**requester["request_parameters"], "limit": "5"}
    record_ids: list[str] = []
    while True:
        page = ask(client, requester["path"], params)
        record_ids += [record[stream["primary_key"][0]] for record in page[items_key]]
        if not page["next_cursor"]:
            break
        params[paginator["page_token_option"]["field_name"]] = page["next_cursor"]
    assert record_ids == ids(client, requester["path"])


def infinity(query: dict[str, Any], service_url: str) -> list[dict[str, Any]]:
    """The rows that the Infinity data source gets for a query: those under the selector, or those of the CSV file."""
    answer = httpx.get(query["url"].replace(SERVICE, service_url))
    result: list[Any]
    if query["type"] == "csv":
        result = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    else:
        result = answer.json()[query["root_selector"]]
        assert answer.json()["next_cursor"] is None
    return [{c["text"]: row[c["selector"]] for c in query["columns"]} for row in result]


def test_grafana(service_url: str) -> None:
    series, meetings = (json.loads(recipe) for recipe in recipes("Grafana", "json"))
    assert any(row["time"] == "2022-12-31" and row["value"] == 6_300_000_000 for row in infinity(series, service_url))
    titles = [row["title"] for row in infinity(meetings, service_url)]
    assert titles == [item["title"] for item in httpx.get(f"{service_url}/meetings?limit=1000").json()["items"]]


# --- Namibia, leading zeros, partial dates, a byte order mark -------------------------------------


@pytest.fixture
def hard_to_read(backend: str, databases: SharedDatabases) -> str:
    """The address of a server with records whose codes look like numbers or missing values."""
    return databases.address(backend, databases.difficult_seed())


def difficult_client(recipe: str, address: str) -> str:
    return recipe.replace(SERVICE, address).replace("mechanism=JSPG", "mechanism=hard").replace("KZ,TR", "NA,AL")


def test_pandas_keeps_codes_and_dates(hard_to_read: str) -> None:
    scope: dict[str, Any] = {}
    for recipe in recipes("pandas", "python"):
        exec(difficult_client(recipe, hard_to_read), scope)
    assert set(scope["meetings"]["country_code"]) == {"NA"}
    assert {"0988", "1992-10", "0001-01-01", "9999-12-31"} <= set(scope["meetings"]["date"].dropna())
    assert set(scope["trade"]["product_hs"].dropna()) == {"0901"}
    assert set(scope["trade"]["reporter_code"]) == {"NA"}
    assert scope["trade"]["value"].dtype.kind == "f"
    assert len(scope["nested"]) == httpx.get(f"{hard_to_read}/meetings").json()["total"]
    row = re.search("`(pd.read_csv[^`]+)`", README)
    assert row
    frame = eval(row[1].replace(SERVICE, hard_to_read), {"pd": pd})
    assert "NA" in set(frame["reporter_code"])
    assert "0901" in set(frame["product_hs"])
    countries = pd.read_csv(f"{hard_to_read}/countries.csv", **scope["as_text"])
    assert countries.set_index("code").loc["AL", "numeric"] == "008"


def test_pandas_takes_a_byte_order_mark(hard_to_read: str, tmp_path: Path) -> None:
    content = httpx.get(f"{hard_to_read}/meetings.csv?mechanism=hard").content
    (tmp_path / "meetings.csv").write_bytes(b"\xef\xbb\xbf" + content)
    recipe = difficult_client(recipes("pandas", "python")[0], hard_to_read)
    scope: dict[str, Any] = {}
    exec(recipe.replace(f"{hard_to_read}/meetings.csv?mechanism=hard", str(tmp_path / "meetings.csv")), scope)
    assert scope["meetings"].columns[0] == "id"
    assert set(scope["meetings"]["country_code"]) == {"NA"}


def test_polars_keeps_codes_and_dates(hard_to_read: str) -> None:
    scope: dict[str, Any] = {}
    for recipe in recipes("Polars", "python"):
        exec(difficult_client(recipe, hard_to_read), scope)
    assert set(scope["meetings"]["country_code"]) == {"NA"}
    assert "1992-10" in set(scope["meetings"]["date"])
    assert {"0901", "NA"} <= {*scope["figures"]["product_hs"], *scope["figures"]["reporter_code"]}
    assert "0901" in set(scope["trade"]["product_hs"])


def test_duckdb_keeps_codes_and_dates(hard_to_read: str) -> None:
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    connection.execute(f"LOAD '{next(Path(duckdb_extension_httpfs.__file__).parent.rglob('*.duckdb_extension'))}'")
    meetings, figures, delegates = (
        connection.execute(statement).fetchall()
        for statement in difficult_client(recipes("DuckDB", "sql")[0], hard_to_read).split(";\n")
        if statement.strip()
    )
    assert {"0988", "1992-10"} <= {row[0] for row in meetings}
    assert {row[3:] for row in figures} >= {("NA", "0901")}
    assert all(isinstance(row[1], float) for row in figures)
    assert delegates


def test_lists_for_grafana_and_jq_are_whole(hard_to_read: str) -> None:
    needs("jq")
    _, meetings = (json.loads(recipe) for recipe in recipes("Grafana", "json"))
    result = infinity(meetings, hard_to_read)
    assert len(result) == httpx.get(f"{hard_to_read}/meetings").json()["total"]
    assert "NA" in {row["country"] for row in result}
    line = difficult_client(recipes("curl and jq", "sh")[0], hard_to_read)
    process = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True)
    assert len(process.stdout.split("\n")) - 1 == httpx.get(f"{hard_to_read}/meetings?mechanism=hard").json()["total"]


def test_no_snippet_takes_a_page_for_the_whole() -> None:
    """No recipe reads items from a page of JSON. They use files, series, which have no pages, or arrays."""
    snippets = [
        text
        for section in SECTIONS
        for text in re.findall(r"```(?:sh|python|sql|json|js)\n(.*?)```", SECTIONS[section], re.S)
    ]
    for url in re.findall(rf"{SERVICE}(/[^\s\"'`)]+)", "\n".join(snippets)):
        path = url.partition("?")[0]
        assert "." in path or path == "/trade-stats/series" or "shape=array" in url, url


def test_the_page_of_a_chart(service_url: str, tmp_path: Path) -> None:
    needs("node")
    script = tmp_path / "chart.mjs"
    script.write_text(
        recipes("Observable, Chart.js and other pages", "js")[0].replace(SERVICE, service_url) + PRINT, "utf-8"
    )
    process = subprocess.run(["node", script], capture_output=True, text=True, check=True, timeout=60)
    data = json.loads(process.stdout)
    assert data["labels"]
    line = next(item for item in data["datasets"] if item["label"] == "trade-turnover-kz-tr")
    assert len(line["data"]) == len(data["labels"])
    assert data["labels"] == sorted(data["labels"])
    assert dict(zip(data["labels"], line["data"], strict=True))["2022"] == 6_300_000_000
    assert dict(zip(data["labels"], line["data"], strict=True))["2023"] is None
    assert len(line["pointStyle"]) == len(line["data"])


PRINT = "\nconsole.log(JSON.stringify(data));\n"


# --- the views -----------------------------------------------------------------------------------


SQL = "Superset, Metabase and other SQL tools"


@pytest.fixture
def connection(seed_database: Settings) -> Iterator[Connection]:
    engine = make_engine(seed_database)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@on_both
class TestViews:
    def test_recipes(self, connection: Connection) -> None:
        for recipe in recipes(SQL, "sql"):
            for statement in filter(str.strip, recipe.split(";\n")):
                assert connection.execute(text(statement)).all(), statement
        rows = re.findall(r"^\| `v_.*", SECTIONS[SQL], re.M)
        views = {*re.findall(r"`(v_\w+)`", "".join(rows)), COLUMNS_VIEW}
        assert views == {*view_names(connection)}

    @on_postgresql
    def test_a_role_may_read_the_views_alone(self, connection: Connection) -> None:
        (recipe,) = recipes(SQL, "psql")
        role, grants = recipe.removesuffix("\n").split(";\n")
        connection.execute(text(role))
        for (grant,) in connection.exec_driver_sql(grants.removesuffix(" \\gexec").replace("%", "%%")).all():
            connection.execute(text(grant))
        connection.execute(text("SET LOCAL ROLE dashboards"))
        assert connection.scalar(text("SELECT count(*) FROM v_meetings"))
        with pytest.raises(ProgrammingError, match="permission denied for table meetings"):
            connection.execute(text("SELECT * FROM meetings"))
        connection.rollback()

    @on_sqlite
    def test_a_file_is_opened_for_reading(self, seed_database: Settings) -> None:
        (form,) = re.findall(r"`(sqlite:///\S+)`", SECTIONS[SQL])
        engine = create_engine(form.replace("/srv/communique.db", str(database_url(seed_database).database)))
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM v_meetings"))
            with pytest.raises(OperationalError, match="readonly"):
                connection.execute(text("DELETE FROM meetings"))
        engine.dispose()


def test_the_page_is_served(client: TestClient) -> None:
    answer = client.get("/integrations")
    assert answer.status_code == 200
    assert '<h2 id="duckdb">DuckDB' in answer.text
    assert ask(client, "/openapi.json")["info"]["description"].count("(/integrations)") == 1
