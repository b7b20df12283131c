"""The formats of lists, by the suffix of their address."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from app.api.formats import annotations
from app.api.formats.atom import write_atom
from app.api.formats.csv import write_csv, write_tsv
from app.api.formats.export import Export
from app.api.formats.geojson import write_geojson
from app.api.formats.ical import write_ics
from app.api.formats.json_file import write_json
from app.api.formats.ndjson import write_ndjson
from app.api.formats.parquet import PARQUET, write_parquet
from app.api.formats.xlsx import XLSX, write_xlsx


@dataclass(frozen=True)
class Format:
    """A format of whole lists.

    ``flat``: it has the flat columns. ``needs_date``: only for records with a date. ``needs_coordinates``: only for
    records with coordinates. ``cites``: only for evidence, of which it also gets the documents. ``needs_all_records``:
    no byte of it is ready before all records are read. ``package``: the package that writes it.
    """

    media_type: str
    description: str
    write: Callable[[Export], Iterator[bytes]]
    flat: bool = False
    needs_date: bool = False
    needs_coordinates: bool = False
    cites: bool = False
    needs_all_records: bool = False
    package: str | None = None

    @property
    def schema(self) -> dict[str, Any]:
        """The OpenAPI schema of a file: an object for one JSON document, and otherwise text or bytes."""
        if re.search(r"/(.+\+)?json\b", self.media_type):
            return {"type": "object"}
        return {"type": "string", "format": "binary"} if self.needs_all_records else {"type": "string"}

    @property
    def has_own_fields(self) -> bool:
        """Whether the format says which fields a record has, so that a request cannot choose them."""
        return self.needs_date or self.needs_coordinates or self.cites

    @property
    def is_installed(self) -> bool:
        return self.package is None or find_spec(self.package) is not None


FORMATS = {
    "csv": Format("text/csv", "flat columns, UTF-8 (RFC 4180)", write_csv, flat=True),
    "tsv": Format("text/tab-separated-values", "the same columns, separated by tabs", write_tsv, flat=True),
    "json": Format("application/json", "the JSON of the list, on one page", write_json),
    "ndjson": Format("application/x-ndjson", "one JSON record on each line", write_ndjson),
    "jsonl": Format("application/jsonl", "the same as NDJSON", write_ndjson),
    "ics": Format("text/calendar", "a calendar to subscribe to (RFC 5545)", write_ics, needs_date=True),
    "atom": Format("application/atom+xml", "a feed (RFC 4287)", write_atom, needs_date=True),
    "geojson": Format("application/geo+json", "points on a map (RFC 7946)", write_geojson, needs_coordinates=True),
    "jsonld": Format(annotations.MEDIA_TYPE, "W3C Web Annotations", annotations.write_annotations, cites=True),
    "xlsx": Format(XLSX, "an Excel sheet", write_xlsx, flat=True, needs_all_records=True, package="xlsxwriter"),
    "parquet": Format(
        PARQUET, "typed columns (Parquet)", write_parquet, flat=True, needs_all_records=True, package="arro3"
    ),
}
