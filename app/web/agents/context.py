"""What the tools of agents read from: the records of one revision, with the names and addresses that arguments have."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qs, unquote, urlsplit

from app.domain.text import nearest
from app.errors import invalid_parameter
from app.resource import Resource, by_record_path, record_at
from app.web.reader import PageReader, QueryPairs


def _path(url: str, base: str) -> str:
    """The path of an address; empty if it is none, or one of another host than that of ``base``, if this has any."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = urlsplit(base).netloc
    return unquote(parts.path) if not host or parts.netloc in ("", host) else ""


@dataclass(frozen=True)
class ToolContext:
    """What tools read from: the records of one revision. ``base`` is the address of the service, or empty."""

    reader: PageReader
    resources: Sequence[Resource]
    base: str = ""

    @cached_property
    def lists(self) -> dict[str, Resource]:
        """The resources by the path of their list, without the first slash."""
        return {resource.path[1:]: resource for resource in self.resources}

    @property
    def until(self) -> str | None:
        """The day up to which documents were read, for answers without records."""
        until = self.reader.state.until
        return until.isoformat() if until else None

    def near_names(self, total: int, pairs: QueryPairs) -> dict[str, list[str]]:
        """Without records: the names nearest to words of ``q`` that no record has, as ``suggestions``."""
        names = [] if total else self.reader.near_names(pairs)
        return {"suggestions": names} if names else {}

    def resource(self, name: str) -> Resource:
        """The resource of a list. Raises ``Problem`` with the nearest names."""
        if resource := self.lists.get(name.strip("/")):
            return resource
        raise invalid_parameter("records", name, "there is no such list", self._near(name))

    def locate(self, url: str) -> tuple[Resource, str]:
        """The resource and the id of the record with an address: of the API or of a page, whole or only its path."""
        address, _, query = url.partition("#")[0].partition("?")
        if not parse_qs(query, keep_blank_values=True).keys().isdisjoint(("as_of", "fields")):
            message = "leave out what follows the ?: as_of and fields are arguments of their own"
            raise invalid_parameter("url", url, message, [address] if address else [])
        prefix = urlsplit(self.base).path.strip("/")
        path = _path(url, self.base).strip("/").removeprefix(f"{prefix}/").strip("/")
        return record_at(path, by_record_path(self.resources), "url", url)

    def _near(self, name: str) -> list[str]:
        return nearest(name, self.lists) or ([] if name in self.lists else list(self.lists))
