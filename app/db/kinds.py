"""The kinds of records, as the tables have them: a new table adds its kind to these lists."""

from enum import StrEnum
from typing import TYPE_CHECKING

from app.db import tables  # noqa: F401 - describes all tables
from app.db.engine import Base
from app.db.records import Record, Seeded


def _enum(name: str, base: type[Seeded]) -> StrEnum:
    """The kinds of the tables whose rows evidence can support, among those with that base."""
    models = (mapper.class_ for mapper in Base.registry.mappers)
    kinds = sorted(model.kind for model in models if issubclass(model, base) and model.citable)
    return StrEnum(name, {kind.replace("-", "_"): kind for kind in kinds})


if TYPE_CHECKING:

    class RecordKind(StrEnum):
        """The kinds of records that evidence can support."""

    class SearchKind(StrEnum):
        """The kinds of records that a search over all records finds."""
else:
    RecordKind = _enum("RecordKind", Seeded)
    SearchKind = _enum("SearchKind", Record)
