"""The settings: all environment variables, which begin with ``COMMUNIQUE_``. A ``.env`` file is read too."""

import re
from enum import StrEnum
from ipaddress import ip_network
from pathlib import Path

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

# https://example.org, https://*.example.org:8443
_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?", re.IGNORECASE | re.ASCII)
_HOST = r"(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])"
_PUBLIC_URL = re.compile(rf"https?://{_HOST}(?::\d{{1,5}})?(?:/(?!\.+(?:/|$))[a-z0-9._~-]+)*", re.IGNORECASE | re.ASCII)
_CONTACT = re.compile(r"mailto:[!-?A-~]+@[a-z0-9.-]+|https://[!-~]+", re.IGNORECASE | re.ASCII)
_ALLOWED_HOST = re.compile(rf"(?:\*\.)?{_HOST}", re.ASCII)


class LogFormat(StrEnum):
    json = "json"
    console = "console"


class LogLevel(StrEnum):
    debug = "debug"
    info = "info"
    warning = "warning"
    error = "error"


DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg")
SESSION_ATTRIBUTES = ("any", "primary", "standby", "prefer-standby", "read-write", "read-only")
_PASSWORD = re.compile(r"(://[^:]*):.*@", re.DOTALL)
_PARAMETER = re.compile(r"([?&][^=&]*)=([^&]*)")
PUBLIC_PARAMETERS = (
    *("application_name", "channel_binding", "client_encoding", "connect_timeout", "dbname", "gssencmode", "host"),
    *("hostaddr", "keepalives", "keepalives_count", "keepalives_idle", "keepalives_interval", "load_balance_hosts"),
    *("port", "sslmode", "sslnegotiation", "sslrootcert", "sslsni", "target_session_attrs", "tcp_user_timeout", "user"),
    *("cache", "immutable", "mode", "timeout", "uri"),
)
"""Parameters of a database URL that never hold a secret. Others are masked: ``sslpassword``, ``options``."""


def mask_secrets(text: str) -> str:
    """A text with the passwords of its URLs, and parameters that may be secret, replaced by ``***``."""

    def parameter(match: re.Match[str]) -> str:
        name, value = match.groups()
        # libpq takes a whole connection string as the database name, so a value may contain other parameters.
        public = name[1:] in PUBLIC_PARAMETERS and "=" not in value and "%3d" not in value.lower()
        return f"{name}={value if public else '***'}"

    return _PARAMETER.sub(parameter, _PASSWORD.sub(r"\1:***@", text)) if "://" in text else text


_SEVERAL_HOSTS = re.compile(r"([^:/]+://(?:[^@]*@)?)([^/?@]*,[^/?@]*)((?:[/?].*)?)", re.DOTALL)


def parse_url(url: SecretStr) -> URL:
    """Parse a database URL. It may name several hosts, as in libpq: ``postgresql://USER@HOST:PORT,HOST:PORT/NAME``.

    Raises ``ValueError`` or ``ArgumentError`` if it is not valid.
    """
    match = _SEVERAL_HOSTS.fullmatch(url.get_secret_value())
    if match is None:
        return make_url(url.get_secret_value())
    prefix, host_list, suffix = match.groups()
    matches = [re.fullmatch(r"(\[[^\[\]]+\]|[^:\[\]]*)(?::(\d*))?", host) for host in host_list.split(",")]
    if not all(matches):
        raise ValueError("a host is not HOST or HOST:PORT")
    hosts, ports = zip(*(match.groups("") for match in matches if match), strict=True)
    parameters = {"host": ",".join(host.strip("[]") for host in hosts), "port": ",".join(ports)}
    return make_url(prefix + suffix).update_query_dict(parameters)


class Settings(BaseSettings):
    """The settings that an operator can change."""

    model_config = SettingsConfigDict(
        env_prefix="COMMUNIQUE_", env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True
    )

    database_url: SecretStr = Field(
        SecretStr("sqlite:///communique.db"),
        description="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE.",
    )
    read_url: SecretStr | None = Field(
        None,
        description="PostgreSQL servers that requests read from, standbys first: postgresql://USER@HOST,HOST/DATABASE; "
        "DATABASE_URL if not given.",
    )
    documents: Path | None = Field(
        None, description="Folder of the source texts. With it, load checks every citation, and evidence has quotes."
    )
    reports: Path | None = Field(
        None, description="Folder for reports of readers that a value is wrong. Without it, none are taken."
    )
    reports_max: int = Field(1000, ge=1, le=100_000, description="Reports that the folder may have.")
    reports_bytes: int = Field(4_194_304, ge=4096, description="Bytes that the reports may have together.")
    reports_per_hour: int = Field(
        5, ge=1, le=1000, description="Reports that a worker takes from one client address in an hour."
    )
    pool_size: int = Field(10, ge=1, le=200, description="Database connections that a worker keeps open.")
    statement_timeout_ms: int = Field(
        10_000, ge=100, le=600_000, description="Milliseconds after which a database statement of a request is stopped."
    )
    answer_timeout_ms: int = Field(
        15_000,
        ge=100,
        le=600_000,
        description="Milliseconds after which an answer is given up, also during work in Python. Files have no limit.",
    )
    application_name: str = Field(
        "communique", min_length=1, max_length=63, description="Name of the connections in PostgreSQL."
    )
    pgbouncer: bool = Field(
        False,
        description="PostgreSQL is behind PgBouncer in transaction mode, so that connections keep no session state.",
    )
    cache_seconds: int = Field(
        0, ge=0, le=86_400, description="Seconds for which a client may reuse an answer without asking again."
    )
    cache_bytes: int = Field(
        67_108_864,
        ge=0,
        description="Bytes of answers that a worker caches until the data changes, and an eighth more for compressed "
        "ones; 0 for none.",
    )
    max_connections: int = Field(
        512,
        ge=2,
        le=100_000,
        description="Client connections that a worker keeps open. One address may have half of them.",
    )
    listeners: int = Field(
        100,
        ge=0,
        le=100_000,
        description="Clients to which a worker sends changes as they are published, at /changes/stream. One address "
        "may have half of them.",
    )
    header_timeout: float = Field(
        10, ge=1, le=600, description="Seconds in which a client must send the address and headers of a request."
    )
    send_timeout: float = Field(
        30, ge=1, le=3600, description="Seconds in which a client must receive 16 KiB of an answer, or the rest of it."
    )
    export_bytes: int = Field(
        1_073_741_824, ge=65_536, description="Bytes on disk of the files that a worker writes, sends or caches."
    )
    export_files: int = Field(16, ge=1, le=1000, description="Files that a worker writes, sends or caches.")
    export_writers: int = Field(
        4,
        ge=1,
        le=50,
        description="Files that a worker writes at the same time, with at most half of the POOL_SIZE connections.",
    )
    export_share: int = Field(
        2, ge=1, le=50, description="Files that a worker writes at the same time for one client address."
    )
    past: Path | None = Field(
        None,
        description="Folder of the files of past revisions, which requests with as_of make and read. Without it, one "
        "in the folder of temporary files.",
    )
    past_files: int = Field(
        8, ge=1, le=10_000, description="Files that the folder may have, besides those of pinned revisions."
    )
    public_url: str | None = Field(
        None,
        description="Public address of the service, with the path prefix if any: https://example.org/events. All links "
        "start with it. Without it, links have the host that a client sends.",
    )
    allowed_hosts: str = Field(
        "*",
        description="Hosts that requests may have, separated by spaces: example.org, *.example.org, or * for any. The "
        "host of PUBLIC_URL is always allowed, and health checks may have any.",
    )
    mcp: bool = Field(True, description="Answer agents at /mcp, by the Model Context Protocol. It needs the extra mcp.")
    trusted_proxies: str = Field(
        "127.0.0.1 ::1",
        description="Addresses and networks of proxies whose X-Forwarded-Proto and X-Forwarded-For are used, "
        "separated by spaces, or * for any.",
    )
    frame_ancestors: str = Field(
        "*", description="Sites that may show /embed/… in a frame: *, 'none', 'self', or origins separated by spaces."
    )
    security_contact: str | None = Field(
        None,
        description="Whom to tell of a weakness: mailto:security@example.org, or an address that begins with https://. "
        "With it, /.well-known/security.txt is served.",
    )
    llm_url: str | None = Field(
        None,
        description="Address of an OpenAI-compatible service, up to /chat/completions: http://127.0.0.1:11434/v1. With "
        "it and LLM_MODEL, add asks a model for proposals too, and sends it the article.",
    )
    llm_model: str | None = Field(
        None, min_length=1, max_length=100, description="Name of the model that LLM_URL is asked for."
    )
    llm_key: SecretStr | None = Field(None, description="Key of the service at LLM_URL, if it needs one.")
    llm_timeout: float = Field(
        120, ge=1, le=3600, description="Seconds after which a request to LLM_URL is given up; it is made three times."
    )
    log_format: LogFormat = Field(LogFormat.console, description="console for people, json for collectors.")
    log_level: LogLevel = Field(LogLevel.info, description="The least severe event that is logged.")

    @field_validator("database_url", "read_url")
    @classmethod
    def _check_database(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if value is None:
            return None
        try:
            url = parse_url(value)
        except (ArgumentError, ValueError):
            raise ValueError("it is not a database URL such as sqlite:///communique.db") from None
        if url.drivername not in DRIVERS:
            raise ValueError(f"{url.drivername} is not supported: use sqlite:///FILE or postgresql://…")
        choice = url.query.get("target_session_attrs", "any")
        if choice not in SESSION_ATTRIBUTES:
            raise ValueError(f"target_session_attrs is one of {', '.join(SESSION_ATTRIBUTES)}")
        is_memory = url.database in (None, "", ":memory:", "file::memory:") or url.query.get("mode") == "memory"
        if url.get_backend_name() == "sqlite" and is_memory:
            raise ValueError("a database in memory is not shared between connections: name a file")
        if url.get_backend_name() == "sqlite" and "?" in value.get_secret_value():
            raise ValueError("the address of a SQLite file has no options: write a ? of its name as %3F")
        if url.get_backend_name() == "sqlite" and (url.database or "").startswith("file:"):
            raise ValueError("name the path of a SQLite file, such as sqlite:////srv/communique.db, not a URI")
        if info.field_name == "read_url":
            writes = info.data.get("database_url")
            if any(
                candidate and parse_url(candidate).get_backend_name() != "postgresql" for candidate in (value, writes)
            ):
                raise ValueError("only PostgreSQL has servers to read from: DATABASE_URL and this must both name it")
        return value

    @field_validator("documents", "reports", "past")
    @classmethod
    def _check_folder(cls, value: Path | None, info: ValidationInfo) -> Path | None:
        if value is None:
            return None
        if ":/" in str(value):  # it may hold a password
            raise ValueError("it is an address: name a folder")
        try:
            is_folder = value.is_dir()
        except OSError as error:  # the name is too long
            raise ValueError(f"it is no folder: {error.strerror}") from None
        if not is_folder and (info.field_name != "past" or value.exists()):  # the service makes that of `past`
            raise ValueError(f"there is no folder {value}")
        return value

    @field_validator("llm_key")
    @classmethod
    def _check_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[!-~]{1,1000}", value.get_secret_value()):
            raise ValueError("a key has printable ASCII characters alone, without spaces")
        return value

    @field_validator("llm_url")
    @classmethod
    def _check_service(cls, value: str | None) -> str | None:
        if value is not None and not _PUBLIC_URL.fullmatch(value.rstrip("/")):
            raise ValueError("it is not an address such as https://example.org/v1, without user, password and query")
        return value and value.rstrip("/").removesuffix("/chat/completions")

    @field_validator("security_contact")
    @classmethod
    def _check_contact(cls, value: str | None) -> str | None:
        if value is not None and not _CONTACT.fullmatch(value):
            raise ValueError(f"{value!r} is neither mailto: with an e-mail address nor an address with https://")
        return value

    @field_validator("public_url")
    @classmethod
    def _check_address(cls, value: str | None) -> str | None:
        if value is not None and not _PUBLIC_URL.fullmatch(value.rstrip("/")):
            raise ValueError(f"{value!r} is not an address such as https://example.org or https://example.org/events")
        return value and value.rstrip("/")

    @field_validator("allowed_hosts")
    @classmethod
    def _check_hosts(cls, value: str) -> str:
        hosts = value.lower().replace(",", " ").split()
        faulty_hosts = [host for host in hosts if host != "*" and not _ALLOWED_HOST.fullmatch(host)]
        if faulty_hosts or not hosts:
            raise ValueError(
                f"{''.join(faulty_hosts[:1])!r} is not a host such as example.org or *.example.org, without a port"
            )
        return " ".join(hosts)

    @field_validator("trusted_proxies")
    @classmethod
    def _check_proxies(cls, value: str) -> str:
        proxies = value.replace(",", " ").split()
        for proxy in proxies if proxies != ["*"] else ():
            try:
                ip_network(proxy)
            except ValueError:
                raise ValueError(f"{proxy!r} is not an address or network such as 10.0.0.0/8") from None
        return " ".join(proxies)

    @field_validator("frame_ancestors")
    @classmethod
    def _check_sites(cls, value: str) -> str:
        sites = value.split()
        single_keyword = len(sites) == 1 and sites[0] in ("*", "'none'")
        faulty_sites = [site for site in sites if not (site == "'self'" or _ORIGIN.fullmatch(site))]
        if not single_keyword and (faulty_sites or not sites):
            subject = repr(faulty_sites[0]) if faulty_sites else "it"
            raise ValueError(
                f"{subject} is not an origin such as https://example.org: or give * or 'none' alone, or 'self'"
            )
        return " ".join(sites)

    def printable(self) -> dict[str, str]:
        """Name and value of every setting, with secrets masked."""
        return {name: _printable(name, getattr(self, name)) for name in type(self).model_fields}


def _printable(name: str, value: object) -> str:
    if not isinstance(value, SecretStr):
        return mask_secrets(str(value))
    secret = value.get_secret_value()
    return mask_secrets(secret) if name.endswith("_url") and "://" in secret else "***"
