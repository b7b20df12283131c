"""The kinds of records, as the tables have them: a new table adds its kind to these lists."""

from enum import StrEnum
from typing import TYPE_CHECKING

from app.db import tables
from app.db.engine import Base
from app.db.records import Record, SeedRow


def _enum(name: str, base: type[SeedRow], *, with_uncitable: bool = False) -> StrEnum:
    """The kinds of the tables with that base whose rows evidence can support. ``with_uncitable``: the other kinds too,
    but for the parties without a list."""
    models = (mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, base))
    kinds = sorted(m.kind for m in models if m.citable or (with_uncitable and not issubclass(m, tables.Party)))
    return StrEnum(name, {kind.replace("-", "_"): kind for kind in kinds})


if TYPE_CHECKING:

    class RecordKind(StrEnum):
        """The kinds of records that evidence can support."""

    class SearchKind(StrEnum):
        """The kinds of records that a search over all records finds."""

    class ListedKind(StrEnum):
        """The kinds of records that have a list."""
else:
    RecordKind = _enum("RecordKind", SeedRow)
    SearchKind = _enum("SearchKind", Record)
    ListedKind = _enum("ListedKind", Record, with_uncitable=True)
