"""URLs of databases: their secrets are never shown, several hosts work as in libpq, and an env file may contain a
URL."""

import io
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pydantic import SecretStr

from app.api import logs
from app.db.engine import make_engine
from app.main import create_app
from app.settings import Settings, mask_secrets
from tests.system.test_cli import NOWHERE, run

pytestmark = pytest.mark.usefixtures("clean_environment")


def percent_code(character: str) -> str:
    return f"%{ord(character):02X}"


SECRET = "s3cret"
NAMES = ("password", "sslpassword", "passfile", "sslkey", "options", "scram_client_key", "oauth_client_secret", "other")
LOGINS = st.sampled_from(["", "user@", f"user:{SECRET}@", f":{SECRET}@", f"u:a {SECRET}@b@", f"u%40h:p?&{SECRET}@"])
HOSTS = st.sampled_from(["host", "one:5433,two", "[::1]:5433", "one,two", ""])


@st.composite
def parameters(draw: st.DrawFn) -> str:
    """A parameter with a secret. Its name has upper or lower case letters, some of them percent-encoded."""
    name = "".join(draw(st.sampled_from([c, c.upper(), percent_code(c)])) for c in draw(st.sampled_from(NAMES)))
    value = draw(st.sampled_from([SECRET, f"-c a={SECRET}", f"x%26{SECRET}", f"a;b {SECRET}", f"ü{SECRET}"]))
    return f"{name}={value}"


@hypothesis_settings(deadline=None)
@given(
    st.sampled_from(["postgresql", "postgresql+psycopg", "https"]),
    LOGINS,
    HOSTS,
    st.lists(parameters() | st.just(f"dbname=password%3D{SECRET}") | st.just("sslmode=require"), max_size=3),
)
def test_no_secret_of_a_url_is_shown(scheme: str, login: str, hosts: str, options: list[str]) -> None:
    """In any of the settings."""
    url = f"{scheme}://{login}{hosts}/name?{'&'.join(options)}"
    for name, field in Settings.model_fields.items():
        value: Any = SecretStr(url) if "SecretStr" in str(field.annotation) else url
        text = Settings.model_construct(**{name: value}).printable()[name]
        assert SECRET not in text
        if isinstance(value, SecretStr) and not name.endswith("_url"):  # a key, of which nothing is shown
            assert text == "***"
            continue
        assert text.startswith(scheme)
        assert hosts in text
        assert text.count("sslmode=require") == options.count("sslmode=require")


def test_a_secret_that_is_no_url_is_not_shown() -> None:
    assert Settings.model_construct(read_url=SecretStr(SECRET)).printable()["read_url"] == "***"


@pytest.mark.parametrize(
    "value",
    [
        "https://example.org:8443/prefix",
        "'self' https://*.example.org",
        "sqlite:////srv/a b@c.db?mode=ro",
        "postgresql://user@[::1]:5433,two/name?target_session_attrs=primary&host=/a,/b",
    ],
)
def test_what_is_no_secret_is_shown(value: str) -> None:
    assert mask_secrets(value) == value


@pytest.mark.parametrize("name", ["database_url", "read_url"])
@pytest.mark.parametrize(
    "url",
    [
        "postgresql://user:s3cret@127.0.0.1:1/none?sslpassword=s3cret",
        "postgresql://user@127.0.0.1:1/none?password=s3cret&options=-c%20a.b%3Ds3cret",
        "postgresql://user:s3cret@127.0.0.1:1,127.0.0.1:2/none?passfile=s3cret",
        "postgresql://user:s3cret@127.0.0.1:1/none?unheard_of=s3cret",
        "postgresql://user:s3cret@127.0.0.1:1/none?sslmode=wrong&sslpassword=s3cret",
        "postgresql://user:s3%00cret@127.0.0.1:1/none?sslpassword=s3%00cret",
    ],
)
def test_no_error_and_no_log_shows_a_secret(name: str, url: str) -> None:
    """Commands print the message of the driver, and the service logs it."""
    values = {"database_url": NOWHERE, name: url}
    assert "s3" not in run("settings", **values).output.replace("s3cret=", "")
    result = run("migrate", **values)
    assert result.exit_code == 3
    assert "s3" not in result.output
    log = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stderr", log)
        settings = Settings.model_validate(values)
        logs.configure(settings)
        with TestClient(create_app(settings), raise_server_exceptions=False) as client:
            answers = [client.get(path) for path in ("/meetings", "/readyz")]
    assert [answer.status_code for answer in answers] == [503, 503]
    assert "the database did not answer" in log.getvalue()
    assert "s3" not in log.getvalue() + "".join(answer.text for answer in answers)


@pytest.mark.parametrize(
    ("url", "hosts", "ports"),
    [
        ("postgresql://u:p@one,two/name", "one,two", ","),
        ("postgresql://u:p@one:5433,two/name?sslmode=require", "one,two", "5433,"),
        ("postgresql://[::1]:5433,two:5434/name", "::1,two", "5433,5434"),
        ("postgresql://one,two", "one,two", ","),
        ("postgresql://u:p,q@one/name", "one", None),
        ("postgresql://u:p@/name?host=/one,/two&port=1,2", "/one,/two", "1,2"),
    ],
)
def test_several_hosts_as_libpq_has_them(url: str, hosts: str, ports: str | None) -> None:
    engine = make_engine(
        Settings.model_validate({"database_url": "postgresql://w/name", "read_url": url}), for_requests=True
    )
    _, arguments = engine.dialect.create_connect_args(engine.url)
    assert (arguments["host"], arguments.get("port")) == (hosts, ports)
    assert (arguments["target_session_attrs"], arguments["load_balance_hosts"]) == ("prefer-standby", "random")


def test_a_url_may_say_which_server() -> None:
    values = {"database_url": "postgresql://w/name", "read_url": "postgresql://one,two/name?target_session_attrs=any"}
    engine = make_engine(Settings.model_validate(values), for_requests=True)
    assert engine.dialect.create_connect_args(engine.url)[1]["target_session_attrs"] == "any"


def test_an_env_file_may_hold_what_others_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("POSTGRES_PASSWORD=s3cret\nCOMMUNIQUE_CACHE_SECONDS=77\n")
    result = run("settings")
    assert result.exit_code == 0
    assert "77" in result.stdout
