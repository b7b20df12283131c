"""The commands of the README, run unchanged on another port and database, give the answers that it shows."""

import json
import os
import re
import shlex
import signal
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.conftest import ROOT
from tests.system.processes import free_port, is_ready

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.S)
COMMANDS = [
    line for kind, text in BLOCKS if kind == "sh" for line in text.splitlines() if line and not line.startswith("#")
]
CURLS = [line for line in COMMANDS if line.startswith("curl ")]
SERVICE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def service_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of ``make run``, on a separate database."""
    assert COMMANDS[0] == "make run"
    port = free_port()
    database = tmp_path_factory.mktemp("run") / "readme.db"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", "run", f"PORT={port}", f"COMMUNIQUE_DATABASE_URL=sqlite:///{database}"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            deadline = time.monotonic() + 300  # as CI may be slow
            while not is_ready(url):
                assert process.poll() is None, process.stderr and process.stderr.read().decode()
                assert time.monotonic() < deadline
                time.sleep(0.1)
            yield url
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.communicate(timeout=60)


def ask(line: str, service_url: str) -> httpx.Response:
    """The answer to a curl line of the README, which may have only the options ``-s``, and ``-H`` with ``-d``."""
    program, silent, url, *data_options = shlex.split(line)
    assert (program, silent) == ("curl", "-s")
    if not data_options:
        return httpx.get(url.replace(SERVICE, service_url), timeout=60)
    header, value, data, text = data_options
    assert (header, data) == ("-H", "-d")
    return httpx.post(url.replace(SERVICE, service_url), headers=dict([value.split(": ", 1)]), content=text, timeout=60)


def shows(answer: Any, expected_part: Any) -> bool:
    """Whether an answer contains everything in the expected part of it."""
    if isinstance(expected_part, dict):
        return all(name in answer and shows(answer[name], value) for name, value in expected_part.items())
    if isinstance(expected_part, list):
        return len(answer) == len(expected_part) and all(map(shows, answer, expected_part))
    return bool(answer == expected_part)


def test_first_answer_is_as_shown(service_url: str) -> None:
    expected_part = next(json.loads(text) for kind, text in BLOCKS if kind == "json")
    assert shows(ask(CURLS[0], service_url).json(), expected_part)


@pytest.mark.parametrize("line", CURLS)
def test_curl_finds_something(service_url: str, line: str) -> None:
    answer = ask(line, service_url)
    assert answer.status_code == 200
    assert answer.json().get("items") or answer.json()["claims"]


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`(/[a-z-]+(?:/[a-z0-9-]+)?)`", README))))
def test_path_exists(service_url: str, path: str) -> None:
    assert httpx.get(service_url + path).status_code == 200


def test_mistake_is_answered_as_told(service_url: str) -> None:
    problem = httpx.get(f"{service_url}/meetings", params={"mechanism": "JSPQ"}).json()
    assert problem["status"] == 422
    assert "did you mean JSPG" in problem["detail"]


def test_every_command_is_run() -> None:
    assert [line for line in COMMANDS if line not in CURLS] == ["make run"]
