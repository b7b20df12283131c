"""What a writer of a format gets: the records of a list in batches, and what it has to know about the list.

A writer yields bytes batch by batch, so that its memory does not grow with the list.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.api.formats.columns import Batches, Column
from app.domain.deadline import check_each
from app.domain.titles import title_of


@dataclass(frozen=True)
class Export:
    """A list to be written.

    ``base`` is the address of the service, ``address`` that of the file, and ``page`` that of a page with the list.
    ``date_field`` is the name of the records' date. A date whose text has one of the lengths ``days`` names its days.
    With ``vague``, a calendar also has records of which only the month, the year or an interval is stated; ``left_out``
    records are not in it.

    ``separator``, ``join`` and ``bom`` are those of CSV: see ``FileOptions``. ``total``, ``next_cursor``, ``until`` and
    ``is_array`` are for JSON. ``revision`` is that of the data.
    """

    batches: Batches
    columns: Sequence[Column]
    title: str
    base: str
    address: str
    updated_at: datetime
    date_field: str = "date"
    days: Sequence[int] = ()
    left_out: int = 0
    title_of: Callable[[dict[str, Any]], str] = title_of
    page: str | None = None
    vague: bool = False
    separator: str = ","
    join: str = ";"
    bom: bool = False
    total: int = 0
    next_cursor: str | None = None
    until: date | None = None
    is_array: bool = False
    revision: int = 0

    def records(self) -> Iterator[list[dict[str, Any]]]:
        """The parsed records, in batches."""
        for batch in self.batches:
            yield [json.loads(body) for body in check_each(batch)]


def read_pieces(file: Any) -> Iterator[bytes]:
    """The content of a file from its beginning, 64 KiB at a time."""
    file.seek(0)
    while piece := file.read(1 << 16):
        yield piece
