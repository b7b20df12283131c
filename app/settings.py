"""Every environment variable, once. All begin with ``COMMUNIQUE_``; a ``.env`` file is read too."""

from enum import StrEnum
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


class LogFormat(StrEnum):
    json = "json"
    console = "console"


class LogLevel(StrEnum):
    debug = "debug"
    info = "info"
    warning = "warning"
    error = "error"


class Settings(BaseSettings):
    """What an operator can set."""

    model_config = SettingsConfigDict(
        env_prefix="COMMUNIQUE_", env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True
    )

    database_url: SecretStr = Field(
        SecretStr("sqlite:///communique.db"),
        description="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE.",
    )
    documents: Path | None = Field(
        None, description="Folder of the source texts: load then checks every citation and serves quotes."
    )
    pool_size: int = Field(10, ge=1, le=200, description="Database connections that a worker keeps open.")
    statement_timeout_ms: int = Field(
        10_000, ge=100, le=600_000, description="PostgreSQL ends a request's statement after this long."
    )
    cache_seconds: int = Field(
        0, ge=0, le=86_400, description="How long a client may reuse an answer before it asks again."
    )
    log_format: LogFormat = Field(LogFormat.console, description="console for people, json for collectors.")
    log_level: LogLevel = Field(LogLevel.info, description="The least severe event that is logged.")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: SecretStr) -> SecretStr:
        try:
            url = make_url(value.get_secret_value())
        except ArgumentError:
            raise ValueError("it is not a database URL such as sqlite:///communique.db") from None
        if url.get_backend_name() not in ("sqlite", "postgresql"):
            raise ValueError(f"{url.get_backend_name()} is not supported: use sqlite:///FILE or postgresql://…")
        if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
            raise ValueError("a database in memory is not shared between connections: name a file")
        return value

    @field_validator("documents")
    @classmethod
    def _folder(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_dir():
            raise ValueError(f"there is no folder {value}")
        return value

    def shown(self) -> dict[str, str]:
        """Name and value of every setting, with the password of a URL masked."""
        values = {name: str(getattr(self, name)) for name in type(self).model_fields}
        url = make_url(self.database_url.get_secret_value())
        if "password" in url.query:  # libpq takes it there too
            url = url.update_query_dict({"password": "***"})
        return values | {"database_url": url.render_as_string(hide_password=True)}
