"""Standard input and output: each line that asks for an answer gets one, in JSON-RPC, before the command ends."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.conftest import ROOT, SharedDatabases, on_sqlite

pytestmark = on_sqlite

PING: dict[str, Any] = {"jsonrpc": "2.0", "method": "ping"}
NO_IDS: list[Any] = [None, True, 1.5, [1], {}]
NO_PARAMETERS = [[], "x", 5, None]
INVALID = [
    [PING | {"id": 1}],
    [],
    {},
    1,
    "x",
    None,
    {"method": "ping", "id": 1},
    {"jsonrpc": "1.0", "method": "ping", "id": 1},
]
INVALID += [{"jsonrpc": "2.0", "id": 1}, PING | {"method": 5, "id": 1}, *(PING | {"id": no_id} for no_id in NO_IDS)]
CALL = {"name": "count_records", "arguments": {"records": "meetings"}}


@pytest.mark.thorough
def test_each_line_is_answered(databases: SharedDatabases) -> None:
    lines = [b"nope", b'{"jsonrpc": "2.0",', b'{"jsonrpc":"2.0","id":1,"method":"\xff"}', b"", b"  "]
    lines += [json.dumps(message).encode() for message in INVALID]
    lines += [json.dumps(PING | {"id": f"p{n}", "params": value}).encode() for n, value in enumerate(NO_PARAMETERS)]
    lines += [
        b"\xef\xbb\xbf" + json.dumps(PING | {"id": 7}).encode(),
        json.dumps(PING | {"id": 8, "method": "nothing"}).encode(),
    ]
    start = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    lines += [json.dumps(PING | {"id": "start", "method": "initialize", "params": start}).encode()]
    lines += [json.dumps(PING | {"method": "notifications/initialized"}).encode()]
    lines += [json.dumps(PING | {"id": "call", "method": "tools/call", "params": CALL}).encode()]
    environment = os.environ | {"COMMUNIQUE_DATABASE_URL": databases.settings("sqlite").database_url.get_secret_value()}
    command = [sys.executable, "-m", "app", "mcp"]
    process = subprocess.run(
        command, input=b"\n".join(lines), capture_output=True, cwd=ROOT, env=environment, timeout=120, check=True
    )
    answers = [json.loads(line) for line in process.stdout.splitlines()]
    errors = [(answer["id"], answer["error"]["code"]) for answer in answers if "error" in answer]
    assert sorted(errors, key=str) == sorted(
        [
            *[(None, -32700)] * 3,
            *[(None, -32600)] * len(INVALID),
            *[(f"p{number}", -32602) for number in range(len(NO_PARAMETERS))],
            (8, -32601),
        ],
        key=str,
    )
    results = {answer["id"]: answer["result"] for answer in answers if "result" in answer}
    assert results.keys() == {7, "start", "call"}
    assert results["call"]["content"] == [{"type": "text", "text": '{"total":17}'}]
