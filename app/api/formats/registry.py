"""Records in the form that the next tool takes: one function a format, from stored bodies to bytes.

A writer gets the bodies of a list in batches and yields bytes, so that its memory does not grow with the list.
CSV, Excel and Parquet have the same flat columns, derived from the record's model by :func:`columns`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from app.api.formats.atom import write_atom
from app.api.formats.csv import write_csv
from app.api.formats.export import Export
from app.api.formats.geojson import write_geojson
from app.api.formats.ical import write_ics
from app.api.formats.ndjson import write_ndjson
from app.api.formats.parquet import PARQUET, write_parquet
from app.api.formats.xlsx import XLSX, write_xlsx


@dataclass(frozen=True)
class Format:
    """A form of a whole list. ``flat`` ones have the columns of the record; ``dated`` ones are about its date,
    ``placed`` ones about where it was; ``file`` ones are made before the first byte is sent."""

    media_type: str
    about: str
    write: Callable[[Export], Iterator[bytes]]
    flat: bool = False
    dated: bool = False
    placed: bool = False
    file: bool = False
    needs: str | None = None

    @property
    def whole(self) -> bool:
        """Whether it tells of a record what it has words for, so that fields cannot be left out or added."""
        return self.dated or self.placed

    @property
    def installed(self) -> bool:
        return self.needs is None or find_spec(self.needs) is not None


FORMATS = {
    "csv": Format("text/csv", "flat columns, UTF-8 (RFC 4180)", write_csv, flat=True),
    "ndjson": Format("application/x-ndjson", "one record a line, as JSON", write_ndjson),
    "ics": Format("text/calendar", "a calendar to subscribe to (RFC 5545)", write_ics, dated=True),
    "atom": Format("application/atom+xml", "a feed (RFC 4287)", write_atom, dated=True),
    "geojson": Format("application/geo+json", "points on a map (RFC 7946)", write_geojson, placed=True),
    "xlsx": Format(XLSX, "an Excel sheet", write_xlsx, flat=True, file=True, needs="xlsxwriter"),
    "parquet": Format(PARQUET, "typed columns (Parquet)", write_parquet, flat=True, file=True, needs="pyarrow"),
}
