"""Results of lists: lazy, so that a list of any length takes the memory of a page."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ._exchange import Answer, Query

if TYPE_CHECKING:
    import pandas

    from ._connections import AsyncConnection, Connection

Record = TypeVar("Record", bound=Mapping[str, Any])


@dataclass(frozen=True)
class Page(Generic[Record]):
    """A page: ``total`` counts the whole result, ``next_cursor`` is None on the last page.

    ``coverage_until`` is the day of publication of the newest document read, ``revision`` the state of the data. On the
    last page of changes, ``until`` is the revision to ask ``since`` the next time.
    """

    items: Sequence[Record]
    total: int
    next_cursor: str | None
    coverage_until: str | None
    revision: int | None
    until: int | None = None

    @classmethod
    def of(cls, answer: Answer) -> "Page[Record]":
        body = answer.json()
        coverage_until, until = body.get("coverage_until"), body.get("until")
        return cls(body["items"], body["total"], body["next_cursor"], coverage_until, answer.revision, until)


class _Result(Generic[Record]):
    """The question for a list. Nothing is sent until it is read.

    ``limit`` is the size of the pages in which all records are read: long ones, unless the query says otherwise.
    """

    def __init__(self, path: str, query: Query, limit: int | None = None) -> None:
        self.path = path
        self.query = query
        self._of_all = query if limit is None else {"limit": limit, **query}
        self._of_one = query if limit is None else {**query, "limit": 1}

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.path!r}, {dict(self.query)!r})"


class Records(_Result[Record]):
    """All records of a list: iterate over them, or read the first page with ``page()``."""

    def __init__(self, connection: "Connection", path: str, query: Query, limit: int | None = None) -> None:
        super().__init__(path, query, limit)
        self._connection = connection

    def __iter__(self) -> Iterator[Record]:
        for page in self.pages():
            yield from page.items

    def pages(self) -> Iterator[Page[Record]]:
        """Each page. A later page is never from an older state of the data than the one before."""
        query, revision = self._of_all, None
        while True:
            page = Page[Record].of(self._connection.ask(self.path, query, revision))
            yield page
            if page.next_cursor is None:
                return
            query, revision = {**self._of_all, "cursor": page.next_cursor}, page.revision

    def page(self) -> Page[Record]:
        """The first page, with ``total``."""
        return Page.of(self._connection.ask(self.path, self.query))

    def first(self) -> Record | None:
        """The first record; None if there is none."""
        page: Page[Record] = Page.of(self._connection.ask(self.path, self._of_one))
        return next(iter(page.items), None)

    def file(self, suffix: str) -> bytes:
        """The whole result in another format: ``csv``, ``ics``, ``xlsx``, ``parquet``, ``geojson``, …"""
        return self._connection.ask(f"{self.path}.{suffix}", self.query).content

    def frame(self) -> "pandas.DataFrame":
        """All records as a table (needs the extra ``pandas``), as ``frame_of`` makes it."""
        return frame_of(list(self))


class AsyncRecords(_Result[Record]):
    """All records of a list: iterate over them with ``async for``, or read the first page with ``page()``."""

    def __init__(self, connection: "AsyncConnection", path: str, query: Query, limit: int | None = None) -> None:
        super().__init__(path, query, limit)
        self._connection = connection

    async def __aiter__(self) -> AsyncIterator[Record]:
        async for page in self.pages():
            for record in page.items:
                yield record

    async def pages(self) -> AsyncIterator[Page[Record]]:
        """Each page. A later page is never from an older state of the data than the one before."""
        query, revision = self._of_all, None
        while True:
            page = Page[Record].of(await self._connection.ask(self.path, query, revision))
            yield page
            if page.next_cursor is None:
                return
            query, revision = {**self._of_all, "cursor": page.next_cursor}, page.revision

    async def page(self) -> Page[Record]:
        """The first page, with ``total``."""
        return Page.of(await self._connection.ask(self.path, self.query))

    async def first(self) -> Record | None:
        """The first record; None if there is none."""
        page: Page[Record] = Page.of(await self._connection.ask(self.path, self._of_one))
        return next(iter(page.items), None)

    async def file(self, suffix: str) -> bytes:
        """The whole result in another format: ``csv``, ``ics``, ``xlsx``, ``parquet``, ``geojson``, …"""
        return (await self._connection.ask(f"{self.path}.{suffix}", self.query)).content

    async def frame(self) -> "pandas.DataFrame":
        """All records as a table (needs the extra ``pandas``), as ``frame_of`` makes it."""
        records = [record async for record in self]
        return frame_of(records)


def frame_of(records: Sequence[Mapping[str, Any]]) -> "pandas.DataFrame":
    """A table with a row for each record. The fields of an object are columns of their own: ``mechanism_id``.

    Lists stay lists, and codes such as ``008`` stay texts. First and last days of dates become days of pandas.
    """
    try:
        import pandas
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError("frame() needs pandas: pip install pandas", name=error.name) from error

    objects = {key for record in records for key, value in record.items() if isinstance(value, dict)}
    frame = pandas.json_normalize([dict(record) for record in records], sep="_")
    frame = frame.drop(columns=[column for column in frame.columns if column in objects])
    for column in frame.columns:
        if column.endswith(("_start", "_end")):
            frame[column] = frame[column].astype("datetime64[s]")
    return frame
