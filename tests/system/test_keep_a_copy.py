"""The script of docs/keep-a-copy.md, unchanged, with random loads and interruptions: its copy equals all lists."""

import os
import re
import sqlite3
import sys
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path
from random import Random
from types import CodeType, FrameType
from typing import Any

import httpx

from app.db.engine import make_engine
from app.domain.vocabulary import Verdict
from app.main import RESOURCES, create_app
from app.settings import Settings
from tests.conftest import ROOT, on_sqlite, serving
from tests.histories import Histories, store

pytestmark = on_sqlite

PAGE = (ROOT / "docs" / "keep-a-copy.md").read_text("utf-8")
(SCRIPT,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
(QUESTION,) = re.findall(r"```sql\n(.*?)```", PAGE, re.S)
"""The query that the page sends to the copy."""
SERVICE, FILE = "http://127.0.0.1:8000", "communique-copy.db"
LOADS = int(os.environ.get("COPY_LOADS", "12"))
"""The number of random loads. ``COPY_LOADS=100 pytest …`` sets another one."""


class CutError(Exception):
    """Interrupts the script."""


class CutService:
    """The service. If ``cuts`` is set, it breaks off in the middle of the next answer."""

    def __init__(self, app: Any) -> None:
        self.app, self.cuts, self.count = app, False, 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def send_part(message: Any) -> None:
            body = message.get("body", b"")
            if not (self.cuts and body):
                await send(message)
                return
            self.cuts, self.count = False, self.count + 1
            await send(message | {"body": body[: len(body) // 2], "more_body": True})
            raise ConnectionAbortedError

        with suppress(ConnectionAbortedError):  # uvicorn closes the connection, as the answer is incomplete
            await self.app(scope, receive, send_part)


def run(script: CodeType, line: int | None = None, occurrence: int = 1) -> bool:
    """Run the script to its end, or stop it when it reaches a line for the ``occurrence``-th time. Returns whether it
    reached its end."""
    countdown = occurrence

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal countdown
        if frame.f_code is not script:
            return None
        if event == "line" and frame.f_lineno == line:
            countdown -= 1
            if not countdown:
                raise CutError
        return trace

    scope: dict[str, Any] = {}
    before = sys.gettrace()
    sys.settrace(trace if line else before)
    try:
        exec(script, scope)
    except (CutError, httpx.TransportError):
        return False
    finally:
        sys.settrace(before)
        if "copy" in scope:
            scope["copy"].close()  # which takes back what is not committed, as the end of a process does
    return True


def listed_records(address: str) -> dict[tuple[str, str], str]:
    """The records of all lists, each as the line that the service sends."""
    records = {}
    for resource in RESOURCES:
        verdicts = {"verdict": [*Verdict]} if resource.model.kind == "figure-group" else {}  # else not all are listed
        for line in httpx.get(f"{address}{resource.path}.ndjson", params=verdicts).text.splitlines():
            (record_id,) = re.findall(r'^\{"id":"([^"]*)"', line)
            records[resource.model.kind, record_id] = line
    return records


def ask(file: Path, question: str) -> list[Any]:
    connection = sqlite3.connect(file)
    rows = connection.execute(question).fetchall()
    connection.close()
    return rows


def test_the_copy_equals_all_lists(empty_database: Settings, tmp_path: Path) -> None:
    chance, engine, service = Random(LOADS), make_engine(empty_database), CutService(create_app(empty_database))
    histories, cuts = Histories(chance), 0
    with serving(service) as address:
        text = (
            SCRIPT.replace(SERVICE, address).replace(FILE, str(tmp_path / FILE)).replace('"limit": 1000', '"limit": 20')
        )
        script = compile(text, "script", "exec")
        lines = cycle(sorted({line for _, _, line in script.co_lines() if line}))
        for _ in range(LOADS):
            store(engine, histories.meetings, histories.reasons)
            histories.step()
            for line in islice(lines, chance.randrange(5)):
                service.cuts = chance.random() < 0.2
                cuts += not run(script, line, chance.randrange(1, 3))
                if chance.random() < 0.2:  # a load between two pages
                    store(engine, histories.meetings, histories.reasons)
                    histories.step()
        service.cuts = False
        assert run(script)
        rows = ask(tmp_path / FILE, "SELECT kind, id, record FROM records")
        assert {(kind, record_id): record for kind, record_id, record in rows} == listed_records(address)
    assert len(ask(tmp_path / FILE, QUESTION)) == sum(kind == "meeting" for kind, *_ in rows)
    assert min(cuts, service.count) >= LOADS // 6
    engine.dispose()
