"""Reads the file of subscribers: who gets messages, with which secret, about which changes."""

import binascii
import os
import re
from base64 import b64decode
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import BeforeValidator, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator

from app.domain.text import nearest, nearest_hint
from app.errors import refuse
from app.ingest.files import FileError, decode, read_file
from app.ingest.plain_yaml import NOWHERE, YamlError, lines_of, parse_with_marks
from app.query.parameter_types import Maybe
from app.query.states import Since
from app.resources.changes import DERIVED_KINDS, ChangeFilters

MAX_FILE_BYTES = 2**20
MAX_SUBSCRIBERS = 100

SECRET_PREFIX = "whsec_"  # noqa: S105 - it marks a secret
SECRET_BYTES = range(24, 65)
"""Bytes that the specification allows a secret."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class SubscribersError(Exception):
    """The file of subscribers is not valid. ``faults`` are sentences that begin with the file and the line."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def _as_list(value: Any) -> Any:
    return value if value is None or isinstance(value, list) else [value]


OneOrMore = BeforeValidator(_as_list)
"""The file may have a single value where several are possible."""


class Subscriber(ChangeFilters):
    """A receiver of messages. It gets the changes that its filters find, which are those of ``/changes``.

    Without ``kind`` it gets those of all kinds but the derived ones. A new subscriber gets what is published after
    its first run, or with ``since`` what was published after that. Each message has a signature by each secret.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    name: str
    url: str
    secret: Annotated[list[SecretStr], OneOrMore] = Field(default_factory=list)
    secret_env: Annotated[list[str], OneOrMore] = Field(default_factory=list)
    since: Maybe[Since] = None
    line: int = Field(0, exclude=True)

    @field_validator("kind", "mechanism", "country", mode="before")
    @classmethod
    def _accept_one_or_more(cls, value: Any) -> Any:
        return _as_list(value)

    @field_validator("name")
    @classmethod
    def _check_name(cls, value: str) -> str:
        if not _NAME.fullmatch(value):
            raise refuse("a name has up to 64 letters, digits, dots, hyphens and underscores")
        return value

    @field_validator("url")
    @classmethod
    def _check_url(cls, value: str) -> str:
        try:
            parts = urlsplit(value)
            host = parts.hostname if parts.port != 0 else None
        except ValueError:
            host = None
        if not host or not value.isascii() or not value.isprintable() or " " in value:
            raise refuse(f"{value!r} is not an address such as https://example.org/hooks/communique")
        if parts.username is not None or parts.password is not None:
            raise refuse("an address has no user and no password: the signature says who sends")
        if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts)):
            raise refuse(
                "an address begins with https://; http:// is for this machine alone, as http://127.0.0.1:9000/"
            )
        return value

    @field_validator("secret")
    @classmethod
    def _check_secrets(cls, values: list[SecretStr]) -> list[SecretStr]:
        for value in values:
            if fault := secret_fault(value.get_secret_value()):
                raise refuse(fault)
        return values

    @field_validator("secret_env")
    @classmethod
    def _check_variables(cls, names: list[str]) -> list[str]:
        for name in names:
            value = os.environ.get(name)
            if not value:
                raise refuse(f"the environment has no variable {name!r}")
            if fault := secret_fault(value):
                raise refuse(f"the variable {name}: {fault}")
        return names

    @model_validator(mode="after")
    def _require_secret(self) -> Self:
        if not self.secrets:
            raise refuse("it has neither secret nor secret_env")
        return self

    @property
    def secrets(self) -> list[str]:
        """The secrets, each with its prefix."""
        return [*(value.get_secret_value() for value in self.secret), *(os.environ[name] for name in self.secret_env)]


def is_loopback(parts: SplitResult) -> bool:
    """Whether an address leads to this machine."""
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname == "localhost"


def secret_fault(secret: str) -> str | None:
    """Why a text is no secret. The sentence never has the text."""
    example = f"a secret is {SECRET_PREFIX} and 24 to 64 random bytes in Base64"
    if not secret.startswith(SECRET_PREFIX):
        return f"{example}: it does not begin with {SECRET_PREFIX}"
    try:
        size = len(b64decode(secret.removeprefix(SECRET_PREFIX), validate=True))
    except (binascii.Error, ValueError):
        return f"{example}: it is not in Base64"
    return None if size in SECRET_BYTES else f"{example}: it has {size}"


def read_subscribers(path: Path) -> list[Subscriber]:
    """The subscribers of a file. Raises :class:`SubscribersError` with all faults."""
    try:
        text = decode(read_file(path, MAX_FILE_BYTES))
        entries, marks = parse_with_marks(text)
    except FileError as error:
        raise SubscribersError([f"{path}: {error}"]) from None
    except YamlError as error:
        raise SubscribersError([f"{path}:{error.line}: {error}"]) from None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SubscribersError([f"{path}:1: it is not a list of subscribers, each with name, url and secret"])
    if len(entries) > MAX_SUBSCRIBERS:
        raise SubscribersError([f"{path}: it has {len(entries)} subscribers: {MAX_SUBSCRIBERS} are possible"])
    subscribers, faults = [], []
    for entry in entries:
        lines = lines_of(text, marks.get(id(entry), NOWHERE))
        try:
            derived_left_out = {"kind": [f"!{kind}" for kind in DERIVED_KINDS]}
            subscribers.append(Subscriber.model_validate({**derived_left_out, **entry, "line": lines[()]}))
        except ValidationError as error:
            faults += [f"{path}:{line}: {message}" for line, message in sorted(_faults(error, entry, lines))]
    names = [subscriber.name for subscriber in subscribers]
    faults += [
        f"{path}:{subscriber.line}: name: there is another subscriber {subscriber.name!r}"
        for number, subscriber in enumerate(subscribers)
        if subscriber.name in names[:number]
    ]
    if faults:
        raise SubscribersError(faults)
    return subscribers


FIELDS = [name for name in Subscriber.model_fields if name != "line"]


def _faults(error: ValidationError, entry: Any, lines: dict[Any, int]) -> Iterator[tuple[int, str]]:
    """The line of each fault and a sentence about it."""
    for fault in error.errors(include_input=False, include_url=False):
        field = str(fault["loc"][0]) if fault["loc"] else ""
        near = [str(suggestion) for suggestion in fault.get("ctx", {}).get("suggestions", ())]
        message = fault["msg"][:1].lower() + fault["msg"][1:]
        if fault["type"] == "none_required":
            continue
        if fault["type"] == "extra_forbidden":
            message = f"a subscriber has no {field!r}"
            near = nearest(field, FIELDS) or FIELDS
        elif fault["type"] == "missing":
            message = "it is missing"
        hint = nearest_hint(near)
        subject = field or str(entry.get("name", "a subscriber"))
        yield lines.get((field,), lines[()]), f"{subject}: {message}{hint}"
