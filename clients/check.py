"""Builds the clients to install, and makes a Python and a TypeScript client from the OpenAPI document; asks a live
server with each of them.

Run by ``make clients``. All that it makes is in ``.clients/``, what can be installed in ``.clients/dist/``; the server
is its own, on a free port of 127.0.0.1, over a database of its own.
"""

import os
import re
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
CLIENTS = ROOT / "clients"
WORK = ROOT / ".clients"
DIST = WORK / "dist"


def run(*command: str | Path, cwd: Path = ROOT, variables: dict[str, str] | None = None) -> None:
    """Run a command with ``variables`` in its environment; it must succeed."""
    subprocess.run([str(part) for part in command], cwd=cwd, env=os.environ | (variables or {}), check=True)


@contextmanager
def live_server() -> Iterator[str]:
    """Address of a server over the seed."""
    database = WORK / "clients.db"
    for file in WORK.glob("clients.db*"):
        file.unlink()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    variables = {"COMMUNIQUE_DATABASE_URL": f"sqlite:///{database}", "COMMUNIQUE_LOG_LEVEL": "error"}
    for step in ("migrate", "load"):
        run(sys.executable, "-m", "app", step, variables=variables)
    serve = [sys.executable, "-m", "app", "serve", "--port", port]
    with subprocess.Popen(serve, cwd=ROOT, env=os.environ | variables) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            for _ in range(200):
                try:
                    httpx.get(f"{url}/readyz").raise_for_status()
                    break
                except httpx.HTTPError:
                    time.sleep(0.1)
            httpx.get(f"{url}/openapi.json", timeout=120)  # made at the first request; generators do not wait so long
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
    client = WORK / "python"
    run(
        python, "-m", "openapi_python_client", "generate", "--url", f"{url}/openapi.json", "--output-path", client,
        "--overwrite", "--meta", "none", "--fail-on-warning", "--config", CLIENTS / "python.yaml",
        variables={"PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"},
    )  # fmt: skip
    package = WORK / "package" / "generated_client"
    shutil.rmtree(package.parent, ignore_errors=True)
    shutil.copytree(client, package)
    types = (python, "-m", "mypy", "--strict", "--no-incremental", "--follow-imports=silent")
    run(*types, CLIENTS / "questions.py", variables={"MYPYPATH": str(package.parent)})
    run(python, CLIENTS / "questions.py", url, variables={"PYTHONPATH": str(package.parent)})


def typescript_client(url: str) -> None:
    client = WORK / "typescript"
    client.mkdir(exist_ok=True)
    for name in ("package.json", "tsconfig.json", "questions.ts"):
        shutil.copy(CLIENTS / name, client)
    run("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent", cwd=client)
    binaries = client / "node_modules" / ".bin"
    run(binaries / "openapi-typescript", f"{url}/openapi.json", "--output", "communique.d.ts", cwd=client)
    run(binaries / "tsc", cwd=client)
    run("node", "built/questions.js", url, cwd=client)


def example(client: str, language: str, url: str) -> str:
    """The code in the README of a client to install, for a server."""
    (code,) = re.findall(rf"```{language}\n(.*?)```", (CLIENTS / client / "README.md").read_text("utf-8"), re.DOTALL)
    return str(code).replace("http://127.0.0.1:8000", url)


def python_wheel(url: str) -> None:
    """Build the wheel, install it in a folder, and type and run what its README says."""
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", DIST, CLIENTS / "python")
    package = WORK / "wheel"
    shutil.rmtree(package, ignore_errors=True)
    run(*pip, "install", "--no-deps", "--no-index", "--target", package, *DIST.glob("communique_client-*.whl"))
    code = WORK / "readme.py"
    code.write_text(example("python", "python", url), "utf-8")
    types = (sys.executable, "-m", "mypy", "--no-incremental", "--config-file", CLIENTS / "python" / "pyproject.toml")
    run(*types, code, package / "communique_client", variables={"MYPYPATH": str(package)})
    run(sys.executable, code, variables={"PYTHONPATH": str(package)})


def typescript_package(url: str) -> None:
    """Pack the client, install it in a project, and compile and run what its README says."""
    npm = ("npm", "--no-package-lock", "--no-audit", "--no-fund", "--silent")
    source, project = WORK / "typescript-client", WORK / "typescript-project"
    for folder in (source, project):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CLIENTS / "typescript", source, ignore=shutil.ignore_patterns("node_modules", "dist"))
    shutil.copy(ROOT / "LICENSE", source)
    run(*npm, "install", cwd=source)
    run(*npm, "pack", "--pack-destination", DIST, cwd=source)
    project.mkdir()
    for name in ("package.json", "tsconfig.json"):
        shutil.copy(CLIENTS / name, project)
    (project / "questions.ts").write_text(example("typescript", "ts", url), "utf-8")
    run(*npm, "install", *DIST.glob("communique-client-*.tgz"), cwd=project)
    run(project / "node_modules" / ".bin" / "tsc", cwd=project)
    run("node", "built/questions.js", cwd=project)
    shutil.copytree(CLIENTS / "typescript" / "test", project / "test")
    run("node", "--test", "test/client.test.js", cwd=project)


if __name__ == "__main__":
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir(parents=True)
    with live_server() as address:
        python_wheel(address)
        python_client(address)
        if shutil.which("npm"):
            typescript_package(address)
            typescript_client(address)
        else:
            print("TypeScript: skipped, npm is not here")
