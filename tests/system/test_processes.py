"""Tests that run in several processes: each runs once and is reported, also by a process that ends before it should."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

FILES = {
    "test_passing.py": "import pytest\n@pytest.mark.parametrize('n', range(20))\ndef test_n(n): pass",
    "test_failing.py": "def test_text():\n    print('a line of output')\n    assert 'found' == 'expected'",
    "test_skipped.py": "import pytest\ndef test_later(): pytest.skip('no server')",
}
CRASH = {"test_crash.py": "import os\ndef test_first(): pass\ndef test_end(): os._exit(7)\ndef test_last(): pass"}
SHARED = {
    f"test_{name}.py": f"def test_a(own): pass\ndef test_b(own): print('second in {name}')" for name in ("one", "two")
}
FIXTURE = {
    "conftest.py": "import pytest\n"
    "@pytest.fixture(scope='session')\n"
    "def own(tmp_path_factory):\n"
    "    folder = tmp_path_factory.mktemp('own')\n"
    "    yield folder\n"
    "    (folder / 'ended').touch()\n"
}


def run(folder: Path, files: dict[str, str], *options: str) -> tuple[int, str]:
    """The exit status of pytest in a folder of its own, and what it writes."""
    for name, text in files.items():
        (folder / name).write_text(text)
    command = [sys.executable, "-m", "pytest", "-p", "tests.processes", "-p", "no:xdist", "-p", "no:schemathesis"]
    places = ["-c", "none.toml", "--rootdir=.", f"--basetemp={folder / 'temporary'}"]
    (folder / "none.toml").write_text("[tool.pytest]\n")
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    result = subprocess.run([*command, *places, *options], cwd=folder, env=environment, capture_output=True, text=True)
    return result.returncode, result.stdout + result.stderr


@pytest.mark.parametrize("count", ["0", "2", "9"])
def test_each_test_runs_once(tmp_path: Path, count: str) -> None:
    status, output = run(tmp_path, FILES, "-n", count, "--junitxml=results.xml")
    assert status == 1
    assert "1 failed, 20 passed, 1 skipped" in output
    assert "a line of output" in output
    assert "test_failing.py:3: AssertionError" in output
    tests = re.findall(r' name="(test_[^"]+)"', (tmp_path / "results.xml").read_text())
    assert len(tests) == len(set(tests)) == 22


def test_what_tests_share_is_ended_in_each_process(tmp_path: Path) -> None:
    assert run(tmp_path, FIXTURE | SHARED, "-n", "2")[0] == 0
    assert list(tmp_path.glob("temporary/process*/own0/ended")) != []
    assert list(tmp_path.glob("temporary/process*/own0")) == [
        file.parent for file in tmp_path.glob("temporary/process*/own0/ended")
    ]


def test_a_process_that_ends_is_a_failure(tmp_path: Path) -> None:
    status, output = run(tmp_path, FILES | CRASH, "-n", "2")
    assert status != 0
    assert "a process ended with 7: test_crash.py::test_end" in output


def test_nothing_starts_after_the_failure_that_is_the_last(tmp_path: Path) -> None:
    status, output = run(tmp_path, FILES, "-n", "2", "-x")
    assert status == 1
    assert "1 failed" in output
    assert "stopping after 1 failures" in output
