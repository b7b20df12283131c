"""The command line: the output, the effects and the exit codes of its commands."""

import io
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import httpx
import pytest
from rich.console import Console
from sqlalchemy import inspect, select, text, update
from typer.testing import CliRunner, Result

from app.cli import cli
from app.db import migrate
from app.db.engine import make_engine
from app.db.tables import City, Official
from app.db.tables.publication import Publication
from app.ingest import loader
from app.settings import Settings
from tests.conftest import ROOT, on_sqlite
from tests.seed_copies import SEED, editing

pytestmark = pytest.mark.usefixtures("clean_environment")

COMMANDS = [
    "serve",
    "migrate",
    "load",
    "backup",
    "dump",
    "restore",
    "notify",
    "publish",
    "snapshot",
    "prune",
    "check",
    "lock",
    "cite",
    "add",
    "accept",
    "settings",
    "mcp",
]
# What a command does is the same on either database; that loading is, test_loader.py shows.
NOWHERE = "postgresql://user:s3cret@127.0.0.1:1/none"


def run(*arguments: str | Path, **settings: str) -> Result:
    environment_of_settings = {f"COMMUNIQUE_{name.upper()}": value for name, value in settings.items()}
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], env=environment_of_settings)


def url(settings: Settings) -> str:
    return settings.database_url.get_secret_value()


@pytest.mark.parametrize(
    "program", [[sys.executable, "-m", "app"], [str(Path(sys.executable).with_name("communique"))]]
)
def test_help_names_every_command(program: list[str | Path]) -> None:
    help_text = subprocess.run([*program, "--help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert [command for command in COMMANDS if re.search(rf"^  {command} +[A-Z]", help_text, re.MULTILINE)] == COMMANDS
    assert "Exit codes: 0 done" in help_text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


@on_sqlite  # test_compose runs both commands on PostgreSQL
def test_migrate_load_and_load_again(settings: Settings) -> None:
    assert run("migrate", database_url=url(settings)).stdout == "the database has the newest schema\n"
    first, again = (run("load", database_url=url(settings)) for _ in range(2))
    assert (first.exit_code, again.exit_code) == (0, 0)
    words = re.fullmatch(
        r"(\d+) entries: \1 written, 0 withdrawn; \d+ records changed, revision (20\d{12})\n", first.stdout
    )
    assert words
    assert again.stdout == f"{words[1]} entries: 0 written, 0 withdrawn; 0 records changed, revision {words[2]}\n"
    assert run("migrate", database_url=url(settings)).stdout == "the database has the newest schema\n"


@on_sqlite
def test_load_of_another_folder_withdraws(seed_database: Settings, tmp_path: Path) -> None:
    seed = copytree(SEED, tmp_path / "other")
    with editing(seed / "milestones.yaml") as milestones:
        del milestones["az-sco-application-2025"]
    assert ": 0 written, 1 withdrawn; " in run("load", seed, database_url=url(seed_database)).stdout


@on_sqlite
def test_load_is_one_transaction(seed_database: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seed = copytree(SEED, tmp_path / "other")
    with editing(seed / "officials.yaml") as officials:
        officials["hakan-fidan"]["name"] = "H. Fidan"
    with monkeypatch.context() as patch:
        patch.setattr("app.ingest.publish.publish", lambda *_, **__: 1 / 0)
        assert isinstance(run("load", seed, database_url=url(seed_database)).exception, ZeroDivisionError)
    assert ": 0 written, 0 withdrawn; 0 records changed" in run("load", database_url=url(seed_database)).stdout


@on_sqlite
def test_migrate_publishes_when_the_form_has_changed(seed_database: Settings) -> None:
    engine = make_engine(seed_database)
    with engine.begin() as connection:
        connection.execute(text("UPDATE publications SET fingerprint = 'of another version'"))
        connection.execute(text("UPDATE officials SET body = '{}', body_digest = '' WHERE id = 'hakan-fidan'"))
    result = run("migrate", database_url=url(seed_database))
    assert result.stdout.splitlines()[0] == "published 1 records in their new form"
    with engine.connect() as connection:
        body = connection.execute(select(Official.body).where(Official.id == "hakan-fidan")).scalar_one()
        marks = connection.execute(select(Publication.fingerprint).order_by(Publication.revision)).scalars().all()
    engine.dispose()
    assert '"Hakan Fidan"' in str(body)
    assert len(marks) == 2
    assert run("migrate", database_url=url(seed_database)).stdout == "the database has the newest schema\n"


@pytest.mark.parametrize(
    ("statement", "object_name"),
    [
        (
            "DROP INDEX ix_meetings_mechanism_id_date_end_date_start",
            "index ix_meetings_mechanism_id_date_end_date_start",
        ),
        ("DROP TABLE missions", "table missions"),
        ("ALTER TABLE publications RENAME COLUMN changed TO alterations", "column changed"),
    ],
)
def test_migrate_tells_what_a_database_lacks(seed_database: Settings, statement: str, object_name: str) -> None:
    engine = make_engine(seed_database)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE of_another (id TEXT)"))
        views_too = " CASCADE" if engine.dialect.name == "postgresql" and statement.startswith("DROP TABLE") else ""
        connection.execute(text(statement + views_too))
    engine.dispose()
    result = run("migrate", database_url=url(seed_database))
    assert result.exit_code == 3
    assert result.stderr.startswith("the database lacks what its migrations make, ")
    assert object_name in result.stderr


@on_sqlite
def test_publish_repairs_a_body(seed_database: Settings) -> None:
    assert run("publish", database_url=url(seed_database)).stdout == "0 records changed\n"
    engine = make_engine(seed_database)
    with engine.begin() as connection:
        connection.execute(text("UPDATE officials SET body = '{}', body_digest = '' WHERE id = 'hakan-fidan'"))
    engine.dispose()
    assert run("publish", database_url=url(seed_database)).stdout == "1 records changed\n"


@on_sqlite
def test_a_terminal_sees_progress(seed_database: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr("app.cli.program.err", Console(file=terminal, force_terminal=True, width=100))
    assert run("publish", database_url=url(seed_database)).exit_code == 0
    assert "/meetings" in terminal.getvalue()


@pytest.mark.parametrize("command", ["check", "load"])
def test_faults_of_the_seed(command: str, tmp_path: Path) -> None:
    seed = copytree(SEED, tmp_path / "other")
    with editing(seed / "meetings.yaml") as meetings:
        meetings["academic-conference-turkic-states-1"]["city"] = "ankora"
        meetings["erdogan-kosherbayev-2026-02-02"]["status"] = "hold"
    result = run(command, seed, database_url=NOWHERE)
    assert result.exit_code == 1
    assert "errors: 2" in result.stderr
    for words in (
        "meetings.yaml", "academic-conference-turkic-states-1", "city", "there is no city",
        "erdogan-kosherbayev-2026-02-02", "status", "not one of held, planned",
    ):  # fmt: skip
        assert words in result.stderr


def test_a_sound_seed_needs_no_database() -> None:
    result = run("check", database_url=NOWHERE)
    assert result.exit_code == 0
    assert re.fullmatch(r"\d+ entries, 0 errors, 0 warnings, 1 not checked\n", result.stdout)


@pytest.mark.parametrize("arguments", [["load", "nowhere"], ["nonsense"], ["serve", "--port", "70000"], []])
def test_wrong_usage(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr + result.stdout


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("database_url", "nonsense", "not a database URL"),
        ("database_url", "mysql://user:s3cret@host/name", "mysql is not supported"),
        ("database_url", "postgresql+psycopg2://user:s3cret@host/name", "postgresql+psycopg2 is not supported"),
        ("database_url", "postgresql+asyncpg://user:s3cret@host/name", "postgresql+asyncpg is not supported"),
        ("database_url", "sqlite+aiosqlite:///x.db", "sqlite+aiosqlite is not supported"),
        ("database_url", "sqlite://", "in memory"),
        ("database_url", "sqlite:///what?.db", "write a ? of its name as %3F"),
        ("database_url", "sqlite:///x.db?mode=ro", "has no options"),
        ("database_url", "sqlite:///file:/srv/x.db?uri=true", "has no options"),
        ("database_url", "sqlite:///file:/srv/x.db", "name the path of a SQLite file"),
        ("database_url", "sqlite:///file:x?mode=memory&uri=true", "a database in memory is not shared"),
        ("database_url", "postgresql://u:s3cret@a:x/name", "not a database URL"),
        ("database_url", "postgresql://h/n?target_session_attrs=write", "target_session_attrs is one of any, primary"),
        ("read_url", "nonsense", "not a database URL"),
        ("read_url", "postgresql+asyncpg://u:s3cret@a,b/name", "postgresql+asyncpg is not supported"),
        ("read_url", "postgresql://u:s3cret@a:x,b/name", "not a database URL"),
        ("read_url", "postgresql://u:s3cret@a,b/name", "only PostgreSQL has servers to read from"),  # of SQLite
        ("application_name", "x" * 64, "at most 63"),
        ("public_url", "http://u:s3cret@x/y?z#f", "is not an address such as"),
        ("documents", "postgresql://u:s3cret@h/name", "it is an address: name a folder"),
        ("reports", "https://u:s3cret@h/name", "it is an address: name a folder"),
        ("past", "https://u:s3cret@h/name", "it is an address: name a folder"),
        ("past", "x" * 70_000, "it is no folder: File name too long"),
        ("past", "/dev/null", "there is no folder /dev/null"),
        ("documents", "x" * 70_000, "it is no folder: File name too long"),
        ("public_url", "x" * 70_000, "is not an address such as"),
        ("pool_size", "many", "valid integer"),
        ("statement_timeout_ms", "0", "greater than or equal to 100"),
        ("log_format", "xml", "'json' or 'console'"),
    ],
)
@pytest.mark.parametrize("command", ["migrate", "load", "publish", "serve", "settings"])
def test_a_bad_setting(command: str, name: str, value: str, says: str) -> None:
    result = run(command, **{name: value})
    assert result.exit_code == 2
    assert result.stderr.startswith(f"COMMUNIQUE_{name.upper()}: ")
    assert says in result.stderr
    assert "s3cret" not in result.output
    assert len(result.stderr) < 500


def test_every_bad_setting_is_told_at_once() -> None:
    result = run("migrate", pool_size="0", log_level="loud")
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "COMMUNIQUE_POOL_SIZE",
        "COMMUNIQUE_LOG_LEVEL",
    ]


@pytest.mark.parametrize("command", ["migrate", "load", "publish"])
@pytest.mark.parametrize("database", [NOWHERE, "sqlite:///no/such/folder/x.db", "sqlite:///junk.db"])
def test_a_database_that_cannot_be_used(command: str, database: str, tmp_path: Path) -> None:
    (tmp_path / "junk.db").write_bytes(b"junk" * 1000)
    result = run(command, database_url=database)
    assert result.exit_code == 3
    assert result.stderr.startswith("the database failed: ")
    assert "s3cret" not in result.output


@pytest.mark.parametrize(
    ("revision", "says"),
    [
        ("0001", migrate.BEFORE_RELEASE),
        ("0013", migrate.BEFORE_RELEASE),
        ("9999", "the database is of a newer version, with schema 9999: use that version"),
        (
            "ae1027a6acf0",
            f"the database is of another program, with schema ae1027a6acf0: {migrate.NAME_EMPTY_DATABASE}",
        ),
    ],
)
def test_a_database_of_another_version_is_left_alone(revision: str, says: str, empty_database: Settings) -> None:
    engine = make_engine(empty_database)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    for command in ("migrate", "load", "publish"):
        result = run(command, database_url=url(empty_database))
        assert (command, result.exit_code, result.stderr) == (command, 3, f"{says}\n")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [revision]
        assert not connection.execute(select(Official.id)).all()
    engine.dispose()


def test_an_empty_host_does_not_mean_every_address() -> None:
    result = run("serve", "--host", "")
    assert (result.exit_code, result.stderr.startswith("--host is empty")) == (2, True)


def test_tables_of_another_program_are_left_alone(settings: Settings) -> None:
    engine = make_engine(settings)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE meetings (number INTEGER)"))
    result = run("migrate", database_url=url(settings))
    says = f"the database has a table meetings, but no version of our schema: {migrate.NAME_EMPTY_DATABASE}\n"
    assert (result.exit_code, result.stderr) == (3, says)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["meetings"]
    engine.dispose()


@pytest.mark.parametrize("command", ["load", "publish", "prune --older-than 1", "snapshot 20260203080000", "dump"])
def test_every_command_says_that_the_database_is_not_migrated(command: str, settings: Settings, tmp_path: Path) -> None:
    name, *arguments = command.split()
    result = run(name, *arguments, *([tmp_path / "dump"] if name == "dump" else []), database_url=url(settings))
    assert result.exit_code == 3
    assert result.stderr.endswith(("run communique migrate\n", "run communique migrate and load\n"))
    assert "seed_archives" not in result.stderr


@on_sqlite
@pytest.mark.parametrize(
    ("content", "advice"), [(b"junk" * 1000, "restore it from a backup\n"), (b"", "run communique migrate\n")]
)
@pytest.mark.parametrize("command", ["snapshot 20260203080000", "backup copy.db", "prune --older-than 1"])
def test_every_command_says_what_to_do_with_a_damaged_or_empty_file(
    command: str, content: bytes, advice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("made.db").write_bytes(content)
    result = run(*command.split(), database_url="sqlite:///made.db")
    assert (result.exit_code, result.stderr.endswith(advice)) == (3, True), result.stderr
    assert not Path("copy.db").exists()


def test_a_reference_to_nothing_ends_with_a_sentence(seed_database: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database detects it at the commit, and keeps nothing of the load."""
    monkeypatch.setattr(
        loader, "write_quotes", lambda session, _: session.execute(update(City).values(country_id="XX"))
    )
    result = run("load", database_url=url(seed_database))
    assert result.exit_code == 3
    assert re.fullmatch(r"the database failed: .*(?i:foreign key).*\n", result.stderr)
    monkeypatch.undo()
    assert " 0 written, 0 withdrawn; 0 records changed" in run("load", database_url=url(seed_database)).stdout


def test_a_database_of_an_older_version_is_to_be_migrated(empty_database: Settings) -> None:
    engine = make_engine(empty_database)
    migrate.downgrade(engine, "-1")
    engine.dispose()
    for command in ("load", "publish"):
        result = run(command, database_url=url(empty_database))
        says = "the database is not migrated: run communique migrate\n"
        assert (command, result.exit_code, result.stderr) == (command, 3, says)


@pytest.mark.parametrize("command", ["load", "publish", "prune --older-than 1", "snapshot 20260203080000 --pin"])
def test_no_command_but_migrate_makes_a_database(command: str, tmp_path: Path) -> None:
    file = tmp_path / "absent.db"
    result = run(*command.split(), database_url=f"sqlite:///{file}")
    assert result.exit_code == 3
    assert "the database file is not there" in result.stderr
    assert not file.exists()


@on_sqlite
def test_serve_until_interrupted(seed_database: Settings) -> None:
    environment_of_settings = os.environ | {
        "COMMUNIQUE_DATABASE_URL": url(seed_database),
        "COMMUNIQUE_LOG_FORMAT": "json",
    }
    command = [sys.executable, "-m", "app", "serve", "--port"]
    with subprocess.Popen(
        [*command, "0"], cwd=ROOT, env=environment_of_settings, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr
        try:
            address = next(filter(None, (re.search(r"http://127\.0\.0\.1:(\d+)", line) for line in server.stderr)))
            answer = httpx.get(f"{address.group()}/meetings?mechanism=JSPG")
            assert [meeting["id"] for meeting in answer.json()["items"]] == ["jspg-kz-tr-8"]
            second = subprocess.run(
                [*command, address[1]], cwd=ROOT, env=environment_of_settings, capture_output=True, text=True
            )
            assert second.returncode == 3
            assert "address already in use" in second.stderr
            server.send_signal(signal.SIGINT)
            log = server.stderr.read()
            assert server.wait(30) in (0, 130)
        finally:
            server.kill()
    assert "Application shutdown complete" in log
    assert "Traceback" not in log
