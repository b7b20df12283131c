"""Records in the form that the next tool takes: one function a format, from stored bodies to bytes.

A writer gets the bodies of a list in batches and yields bytes, so that its memory does not grow with the list.
CSV, Excel and Parquet have the same flat columns, derived from the record's model by :func:`columns`.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.api.formats.columns import Batches, Column
from app.domain.titles import title_of


@dataclass(frozen=True)
class Export:
    """A list to be written. ``when`` is the name of its records' date, ``days`` the lengths of dates of which the
    days are known, ``left_out`` how many records have no such date; addresses are absolute."""

    batches: Batches
    columns: Sequence[Column]
    title: str
    base: str
    address: str
    updated: datetime
    when: str = "date"
    days: Sequence[int] = ()
    left_out: int = 0
    title_of: Callable[[dict[str, Any]], str] = title_of

    def records(self) -> Iterator[list[dict[str, Any]]]:
        for batch in self.batches:
            yield [json.loads(body) for body in batch]


def _pieces(file: Any) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(1 << 16):
        yield piece
