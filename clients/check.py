"""Makes a Python and a TypeScript client from the OpenAPI document and asks a live server with them.

Run by ``make clients``. All that it makes is in ``.clients/``; the server is its own, on a free port of 127.0.0.1,
over a database of its own.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
HERE = ROOT / "clients"
WORK = ROOT / ".clients"


def run(*command: str | Path, cwd: Path = ROOT, more: dict[str, str] | None = None) -> None:
    """A command with ``more`` in its environment; it must succeed."""
    subprocess.run([str(part) for part in command], cwd=cwd, env=os.environ | (more or {}), check=True)


@contextmanager
def serving() -> Iterator[str]:
    """Address of a server over the seed."""
    database = WORK / "clients.db"
    for left in WORK.glob("clients.db*"):
        left.unlink()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    own = {"COMMUNIQUE_DATABASE_URL": f"sqlite:///{database}", "COMMUNIQUE_LOG_LEVEL": "error"}
    for step in ("migrate", "load"):
        run(sys.executable, "-m", "app", step, more=own)
    serve = [sys.executable, "-m", "app", "serve", "--port", port]
    with subprocess.Popen(serve, cwd=ROOT, env=os.environ | own) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            for _ in range(200):
                try:
                    httpx.get(f"{url}/readyz").raise_for_status()
                    break
                except httpx.HTTPError:
                    time.sleep(0.1)
            yield url
        finally:
            server.terminate()


def python_client(url: str) -> None:
    """In an environment of its own: the generator wants other versions than the service."""
    python = WORK / "venv" / "bin" / "python"
    if not python.exists():
        run(sys.executable, "-m", "venv", WORK / "venv")
    pip = (python, "-m", "pip", "install", "--disable-pip-version-check", "--quiet")
    run(*pip, "--require-hashes", "-r", ROOT / "requirements" / "clients.txt")
    made = WORK / "python"
    run(
        python, "-m", "openapi_python_client", "generate", "--url", f"{url}/openapi.json", "--output-path", made,
        "--overwrite", "--meta", "none", "--fail-on-warning", "--config", HERE / "python.yaml",
        more={"PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"},
    )  # fmt: skip
    package = WORK / "package" / "communique_client"
    shutil.rmtree(package.parent, ignore_errors=True)
    shutil.copytree(made, package)
    types = (python, "-m", "mypy", "--strict", "--no-incremental", "--follow-imports=silent")
    run(*types, HERE / "questions.py", more={"MYPYPATH": str(package.parent)})
    run(python, HERE / "questions.py", url, more={"PYTHONPATH": str(package.parent)})


def typescript_client(url: str) -> None:
    made = WORK / "typescript"
    made.mkdir(exist_ok=True)
    for name in ("package.json", "tsconfig.json", "questions.ts"):
        shutil.copy(HERE / name, made)
    run("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent", cwd=made)
    binaries = made / "node_modules" / ".bin"
    run(binaries / "openapi-typescript", f"{url}/openapi.json", "--output", "communique.d.ts", cwd=made)
    run(binaries / "tsc", cwd=made)
    run("node", "built/questions.js", url, cwd=made)


if __name__ == "__main__":
    WORK.mkdir(exist_ok=True)
    with serving() as address:
        python_client(address)
        if shutil.which("npm"):
            typescript_client(address)
        else:
            print("TypeScript: skipped, npm is not here")
