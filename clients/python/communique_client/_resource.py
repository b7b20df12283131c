"""What kinds of records have: items by id, with their citation, and counts."""

from collections.abc import Sequence
from typing import ClassVar, Generic, NotRequired, TypeAlias, TypedDict

from ._connections import AsyncConnection, Connection
from ._exchange import Moment, Query, segment
from ._records import Record
from .records import Citation

Names: TypeAlias = str | Sequence[str] | None


class GroupValue(TypedDict):
    value: str | None
    label: str | None


class Group(TypedDict):
    """How many records have a value in common; ``url`` is the list of these.

    ``second`` is there if ``group_by`` has two fields, ``sum`` and ``unit`` if the query has ``sum``.
    """

    value: str | None
    label: str | None
    count: int
    url: str | None
    second: NotRequired[GroupValue]
    sum: NotRequired[float | None]
    unit: NotRequired[str | None]


Groups: TypeAlias = list[Group]


class _Resource:
    path: ClassVar[str]

    def __init__(self, connection: Connection) -> None:
        self._connection = connection


class Countable(_Resource):
    def _groups(self, group_by: Names, query: Query) -> Groups:
        groups: Groups = self._connection.ask(self.path, {**query, "group_by": group_by}).json()["items"]
        return groups


class Items(_Resource, Generic[Record]):
    def get(self, id: str, *, fields: Names = None, include: Names = None, as_of: Moment | None = None) -> Record:
        """The record with this id; with ``fields``, only these. Raises ``NotFoundError`` or ``WithdrawnError``."""
        query = {"fields": fields, "include": include, "as_of": as_of}
        answer = self._connection.ask(f"{self.path}/{segment(id)}", query)
        record: Record = answer.json()
        return record

    def citation(self, id: str, *, as_of: Moment | None = None) -> Citation:
        """How to cite the record: as a text, in APA, BibTeX and CSL."""
        citation: Citation = self._connection.ask(f"{self.path}/{segment(id)}/citation", {"as_of": as_of}).json()
        return citation


class _AsyncResource:
    path: ClassVar[str]

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection


class AsyncCountable(_AsyncResource):
    async def _groups(self, group_by: Names, query: Query) -> Groups:
        answer = await self._connection.ask(self.path, {**query, "group_by": group_by})
        groups: Groups = answer.json()["items"]
        return groups


class AsyncItems(_AsyncResource, Generic[Record]):
    async def get(self, id: str, *, fields: Names = None, include: Names = None, as_of: Moment | None = None) -> Record:
        """The record with this id; with ``fields``, only these. Raises ``NotFoundError`` or ``WithdrawnError``."""
        query = {"fields": fields, "include": include, "as_of": as_of}
        answer = await self._connection.ask(f"{self.path}/{segment(id)}", query)
        record: Record = answer.json()
        return record

    async def citation(self, id: str, *, as_of: Moment | None = None) -> Citation:
        """How to cite the record: as a text, in APA, BibTeX and CSL."""
        answer = await self._connection.ask(f"{self.path}/{segment(id)}/citation", {"as_of": as_of})
        citation: Citation = answer.json()
        return citation
