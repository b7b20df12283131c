"""Data sets: evidence names a row by its key, which stays the same when the file is made anew."""

import csv
import io
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi.testclient import TestClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.db.engine import make_engine, make_sessions
from app.ingest.citation_check import check_spans
from app.ingest.data_sets import DataSetError, KeyedRows, row_digest
from app.ingest.findings import Finding, SeedError
from app.ingest.loader import load
from app.ingest.locking import lock_documents
from app.ingest.places import read_texts
from app.ingest.publish import publish
from app.ingest.seed_check import read_and_check
from app.ingest.seed_reader import Seed, read_files
from app.main import RESOURCES, create_app
from app.settings import Settings
from tests.api_requests import ask, items
from tests.conftest import on_sqlite
from tests.sample_seed import example

ROWS = [{"year": str(1700 + n), "country": "KZ", "value": str(1000 + n)} for n in range(300)]
DOCUMENT = {
    "id": "figures",
    "kind": "data-set",
    "title": "Made-up figures",
    "language": "en",
    "editorial": ["title"],
    "key": ["country", "year"],
}


def figure(row: dict[str, str], fields: list[str]) -> dict[str, Any]:
    """The record of a row, as the script of a curator would make it."""
    place = {"document": "figures", "row": f"KZ-{row['year']}", "columns": ["year", "value"], "fields": fields}
    return {
        "id": f"trade-{row['year']}", "indicator": "trade", "flow": "turnover", "reporter": "KZ", "partner": "TR",
        "date": row["year"], "value": row["value"], "unit": "USD", "qualifier": "exact", "authority": "statistics",
        "as_written": row["value"], "evidence": [place],
    }  # fmt: skip


class Figures:
    """A seed with a data set. Change ``rows``, then call :meth:`write`."""

    def __init__(self, folder: Path) -> None:
        self.sample = example(folder)
        self.fields = [*self.sample.entries.pop("trade-2020")["evidence"][0]["fields"], "date"]
        self.sample.write()
        self.rows = [dict(row) for row in ROWS]
        self.findings: list[Finding] = []

    def write(self, records: list[dict[str, str]] | None = None, *, lock: bool = True) -> "Figures":
        out = io.StringIO()
        writer = csv.DictWriter(out, ["year", "country", "value"])
        writer.writeheader()
        writer.writerows(self.rows)
        content = out.getvalue().encode()
        (self.sample.documents / "figures.csv").write_bytes(content)
        document = DOCUMENT | {"rows": len(self.rows), "sha256": sha256(content).hexdigest()}
        seed = self.sample.seed
        documents = [self.sample.entries["example"], document]
        (seed / "documents.yaml").write_text(yaml.safe_dump(documents, allow_unicode=True), "utf-8")
        figures = [figure(row, self.fields) for row in (self.rows if records is None else records)]
        (seed / "trade_stats.yaml").write_text(yaml.safe_dump(figures), "utf-8")
        if lock:
            self.findings = []
            files = read_files(seed, self.findings.append)
            lock_documents(files, read_texts(self.sample.documents), self.findings)
        return self

    def read_seed(self) -> Seed:
        assert self.findings == []
        return Seed(self.sample.seed)


@pytest.fixture
def figures(tmp_path: Path) -> Figures:
    return Figures(tmp_path)


@pytest.fixture
def empty(empty_database: Settings) -> Engine:
    return make_engine(empty_database)


def bodies(session: Session) -> dict[tuple[str, str], str]:
    models = [resource.model for resource in RESOURCES]
    return {(m.kind, i): str(body) for m in models for i, body in session.execute(select(m.id, m.body))}


@pytest.mark.thorough
@on_sqlite
def test_one_removed_row_changes_one_record(figures: Figures, empty: Engine) -> None:
    """The file is made anew without one row. Only the record of this row changes, and the data set itself."""
    states = []
    for _ in range(2):
        with make_sessions(empty).begin() as session:
            counts = load(session, figures.write().read_seed(), texts=read_texts(figures.sample.documents))
            publish(session, RESOURCES)
            states.append((counts, bodies(session)))
        del figures.rows[100]
    (_, before), (counts, after) = states
    assert counts == (1, 1)  # the document with its new hash; the record that is withdrawn
    removed_records = {("trade-stat", "trade-1800"), ("evidence", "trade-stat.trade-1800.value.figures.kz-1800")}
    assert before.keys() - after.keys() == removed_records
    assert {key for key in after if after[key] != before.get(key)} == {("document", "figures")}
    empty.dispose()


@pytest.mark.thorough
def test_evidence_by_a_row(figures: Figures, empty: Engine, empty_database: Settings) -> None:
    with make_sessions(empty).begin() as session:
        load(session, figures.write().read_seed(), texts=read_texts(figures.sample.documents))
        publish(session, RESOURCES)
    empty.dispose()
    row = figures.rows[7]
    with TestClient(create_app(empty_database)) as client:
        (place,) = items(client, "/evidence", {"record": "trade-1707"})
        fields = ("row", "columns", "paragraph", "start", "end", "sha256", "quote")
        assert [place[name] for name in fields] == [
            "KZ-1707", ["year", "value"], None, None, None,
            sha256(json.dumps(row, sort_keys=True, separators=(",", ":")).encode()).hexdigest(),
            "year: 1707; value: 1007",
        ]  # fmt: skip
        assert place["label"].endswith("figures, row KZ-1707")
        assert ask(client, place["url"]) == place
        record = ask(client, "/trade-stats/trade-1707")
        assert [(s["document"], s["paragraphs"], s["rows"]) for s in record["sources"]] == [
            ("figures", [], ["KZ-1707"])
        ]
        assert ask(client, "/documents/figures/records")["items"][0]["rows"] == ["KZ-1700"]
        assert "row KZ-1707, columns year, value" in ask(client, "/trade-stats/trade-1707/citation")["text"]
        assert (ask(client, "/documents/figures")["rows"], ask(client, "/documents/figures")["key"]) == (
            300,
            ["country", "year"],
        )
        assert ask(client, "/evidence", {"document": "figures", "sort": "-start", "limit": "2"})["total"] == 300


def test_a_changed_row_is_named(figures: Figures) -> None:
    figures.write()
    figures.rows[3]["value"] = "7"
    figures.write(ROWS, lock=False)
    lock = figures.sample.seed / "documents" / "figures.lock"
    document = yaml.safe_load((figures.sample.seed / "documents.yaml").read_text("utf-8"))[1]
    head, _, rows = lock.read_text("utf-8").partition("\n")
    with pytest.raises(SeedError, match="its lock is of another text"):
        figures.read_seed()
    lock.write_text(head.replace(json.loads(head)["text"], document["sha256"]) + "\n" + rows, "utf-8")
    messages = [fault.message for fault in check_spans(figures.read_seed(), read_texts(figures.sample.documents))]
    assert messages == ["row 'KZ-1703' has another hash: it is not the row that was cited"]


def cite(**change: Any) -> Callable[[dict[str, Any]], None]:
    return lambda entry: entry["evidence"][0].update(change)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (cite(row="KZ-170"), "there is no row 'KZ-170'; the nearest: KZ-1700, KZ-1701, KZ-1702"),
        (cite(columns=["valu"]), "there is no column 'valu'; the nearest: value"),
    ],
)
def test_row_that_is_not_there(figures: Figures, change: Callable[[dict[str, Any]], None], message: str) -> None:
    path = figures.write().sample.seed / "trade_stats.yaml"
    entries = yaml.safe_load(path.read_text("utf-8"))
    change(entries[0])
    path.write_text(yaml.safe_dump(entries), "utf-8")
    findings: list[Finding] = []
    lock_documents(read_files(path.parent, findings.append), read_texts(figures.sample.documents), findings)
    assert [finding.message for finding in findings] == [message]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (cite(paragraph=1, quote="x"), "a row has no paragraph and no quote"),
        (lambda entry: entry["evidence"][0].pop("row"), "a place is `paragraph` and `quote` of a text"),
        (cite(document="example"), "example is a text: cite a paragraph and a quote"),
        (cite(row="KZ-1999x"), "the lock of figures does not have this row"),
    ],
)
def test_evidence_that_is_no_row(figures: Figures, change: Callable[[dict[str, Any]], Any], message: str) -> None:
    path = figures.write().sample.seed / "trade_stats.yaml"
    entries = yaml.safe_load(path.read_text("utf-8"))
    change(entries[0])
    path.write_text(yaml.safe_dump(entries), "utf-8")
    if "is a text" in message:
        lock = path.parent / "documents" / "example.lock"
        lock.write_text(lock.read_text("utf-8") + '{"row": "KZ-1700", "sha256": "' + "0" * 64 + '"}\n', "utf-8")
    with pytest.raises(SeedError) as failure:
        figures.read_seed()
    assert [message in str(fault) for fault in failure.value.faults] == [True]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,id\n1,2\n", "two columns have the same name"),
        ("name\n1\n", "there is no column 'id'"),
        ("id;x\n1;2\n", "its cells are separated by ';'"),
        ("id,x\n1\n", "line 2 has 1 cells, and the header 2"),
        ("id,x\n1,2\n1,3\n", "line 3 has the key '1' of another row"),
        ('id,x\n1,"2\n', "line 2 is not CSV"),
    ],
)
def test_what_is_no_data_set(content: str, message: str) -> None:
    with pytest.raises(DataSetError, match=message):
        KeyedRows(content, ["id"])


def test_hash_of_a_row_depends_on_its_cells_alone() -> None:
    first_row = KeyedRows("\ufeffid,name\r\n1,Qazaqstan é\r\n", ["id"]).row("1")
    second_row = KeyedRows('name,id\n"Qazaqstan é","1"\n\n', ["id"]).row("1")
    assert (
        row_digest(first_row)
        == row_digest(second_row)
        == sha256('{"id":"1","name":"Qazaqstan é"}'.encode()).hexdigest()
    )


def test_locked_row_that_nothing_cites_is_named(figures: Figures) -> None:
    figures.write().write(ROWS[1:], lock=False)
    _, findings = read_and_check(figures.sample.seed, read_texts(figures.sample.documents))
    messages = [(finding.message, finding.value) for finding in findings if "nothing cites" in finding.message]
    assert messages == [("nothing cites 1 of its places: run communique lock --documents DIR", "KZ-1700")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda content: content.replace("value", "amount", 1), "there is no column 'value'"),
        (lambda content: content.replace("country", "land", 1), "there is no column 'country'"),
        (lambda content: content + "1700,KZ,1000\n", "line 302 has the key 'KZ-1700' of another row"),
        (lambda content: content + "1999\n", "line 302 has 1 cells, and the header 3"),
    ],
    ids=["column", "key column", "key twice", "ragged line"],
)
def test_a_fault_of_the_file_is_told_once(figures: Figures, change: Callable[[str], str], message: str) -> None:
    figures.write()
    path = figures.sample.documents / "figures.csv"
    before = path.read_bytes().decode()
    content = change(before).encode()
    path.write_bytes(content)
    for file in (figures.sample.seed / "documents.yaml", figures.sample.seed / "documents" / "figures.lock"):
        text = file.read_text("utf-8").replace(sha256(before.encode()).hexdigest(), sha256(content).hexdigest())
        file.write_text(text, "utf-8")
    lines = (figures.sample.seed / "documents" / "figures.lock").read_bytes()
    texts = read_texts(figures.sample.documents)
    findings = [*check_spans(figures.read_seed(), texts)]
    messages = [finding.message for finding in findings if "hash" not in finding.message]
    assert [message in text for text in messages] == [True]
    faults: list[Finding] = []
    lock_documents(read_files(figures.sample.seed, faults.append), texts, faults)
    assert [message in fault.message for fault in faults] == [True]
    assert (figures.sample.seed / "documents" / "figures.lock").read_bytes() == lines
