"""Each failure of a database has its own message. It is a fault of the service, a fault of the request, or
temporary."""

import sqlite3

import psycopg
import pytest
from fastapi import Response
from fastapi.testclient import TestClient
from psycopg import errors
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.db import diagnosis, failures
from app.main import create_app
from app.settings import Settings

PROBLEM = "application/problem+json"
CODES = sorted({code for code in vars(errors)["_sqlcodes"] if len(code) == 5})
PASSING = ("08", "40", "53", "57P", "55P03", "55006", "57014", "25P03", "25P04")
FAULTS = ("0A", "20", "21", "23", "24", "25001", "25006", "25P02", "2F", "34", "42601", "42804", "42883", "P0", "XX000")
VALUES = ("22001", "22003", "22021", "22P02")


def failure(code: str) -> BaseException:
    """The error that SQLAlchemy raises for a statement, with an error code of SQLite or PostgreSQL."""
    if code.startswith("SQLITE"):
        original: Exception = sqlite3.OperationalError("the message of the database")
        original.sqlite_errorname = code  # type: ignore[attr-defined]
        return DBAPIError.instance("SELECT 1", {}, original, sqlite3.Error)
    return DBAPIError.instance("SELECT 1", {}, errors.lookup(code)("the message of the database"), psycopg.Error)


def test_psycopg_lists_all_codes_of_postgresql() -> None:
    assert len(CODES) > 200


def test_only_passing_states_invite_another_try() -> None:
    inviting = {code for code in CODES if "try again" in failures.cause(failure(code))}
    assert inviting == {code for code in CODES if code.startswith(PASSING)} - {"53100"}


@pytest.mark.parametrize(
    ("codes", "sentence"), [(FAULTS, failures.FAULT), ("54", failures.TOO_MUCH), (VALUES, failures.VALUE)]
)
def test_who_is_at_fault(codes: str | tuple[str, ...], sentence: str) -> None:
    """Either the service, or the request because of its size or of a value that is out of range."""
    causes = {code: failures.cause(failure(code)) for code in CODES if code.startswith(codes)}
    assert causes == dict.fromkeys(causes, sentence)
    assert causes


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("SQLITE_ERROR", failures.FAULT),
        ("SQLITE_MISUSE", failures.FAULT),
        ("SQLITE_MISMATCH", failures.FAULT),
        ("SQLITE_RANGE", failures.FAULT),
        ("SQLITE_INTERNAL", failures.FAULT),
        ("SQLITE_CONSTRAINT_CHECK", failures.FAULT),
        ("SQLITE_TOOBIG", failures.TOO_MUCH),
        ("SQLITE_NOMEM", failures.MEMORY),
        ("SQLITE_BUSY_SNAPSHOT", failures.LOCK),
        ("SQLITE_IOERR_READ", failures.UNREADABLE),
        ("SQLITE_CORRUPT_INDEX", failures.DAMAGE),
    ],
)
def test_codes_of_sqlite(code: str, sentence: str) -> None:
    assert failures.cause(failure(code)) == sentence


def test_a_refused_connection_is_no_fault_of_the_service() -> None:
    """The error of such a connection has neither a code nor a statement."""
    error = DBAPIError.instance(None, None, psycopg.OperationalError("connection refused"), psycopg.Error)
    assert failures.cause(error) == failures.UNREACHABLE


@pytest.mark.parametrize(
    ("message", "cause"),
    [
        ('FATAL:  too many connections for role "reader"', failures.NO_CONNECTION),
        ('FATAL:  too many connections for database "communique"', failures.NO_CONNECTION),
        ("FATAL:  sorry, too many clients already", failures.NO_CONNECTION),
        ('FATAL:  remaining connection slots are reserved for roles with the "SUPERUSER" attribute',
         failures.NO_CONNECTION),
        ('FATAL:  database "none" does not exist', failures.ABSENT),
        ('FATAL:  role "none" does not exist', failures.LOGIN),
        ('FATAL:  password authentication failed for user "reader"', failures.LOGIN),
        ("fe_sendauth: no password supplied", failures.LOGIN),
    ],
)  # fmt: skip
def test_the_words_of_a_server_that_takes_no_connection_tell_why(message: str, cause: str) -> None:
    error = DBAPIError.instance(None, None, psycopg.OperationalError(f"connection failed: {message}"), psycopg.Error)
    assert failures.cause(error) == cause
    explanation = diagnosis.explain(error)
    assert explanation == f"connection failed: {' '.join(message.split())}; {diagnosis.ADVICE[cause]}"


DEEP = "SELECT " + "(" * 20_000 + "1" + ")" * 20_000
STATEMENTS = {
    "sqlite": [
        ("SELECT nonsense(", 500),
        ("SELECT no_such_function(1)", 500),
        ("INSERT INTO topics VALUES (1)", 500),
        (f"SELECT {'+'.join(['1'] * 2000)}", 422),
        (DEEP, 422),
        ("SELECT zeroblob(2000000000)", 422),
        ("SELECT * FROM nowhere", 503),
    ],
    "postgresql": [
        ("SELECT nonsense(", 500),
        ("SELECT no_such_function(1)", 500),
        ("SELECT count(DISTINCT id) OVER () FROM topics", 500),  # 0A000
        ("SELECT id FROM topics FOR UPDATE", 500),  # 25006
        ("SELECT 1 / 0", 500),
        (DEEP, 422),
        ("SELECT 3000000000::int", 422),
        ("SELECT * FROM nowhere", 503),
    ],
}


@pytest.mark.parametrize("number", range(8))
def test_statements_that_fail(seed_database: Settings, backend: str, number: int) -> None:
    """The answer has the status for the cause, and shows nothing of the statement."""
    statements = STATEMENTS[backend]
    if number >= len(statements):
        pytest.skip("this database has fewer statements")
    statement, status = statements[number]
    app = create_app(seed_database)

    @app.get("/fail")
    def fail() -> Response:
        with app.state.engine.connect() as connection:
            return Response(str(connection.execute(text(statement)).all()))

    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/fail")
        assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM), answer.text[:300]
        assert ("retry-after" in answer.headers) == (status == 503)
        assert "SELECT" not in answer.text
        assert client.get("/meetings?limit=1").status_code == 200
