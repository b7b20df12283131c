"""Records in the form that the next tool takes: one function a format, from stored bodies to bytes.

A writer gets the bodies of a list in batches and yields bytes, so that its memory does not grow with the list.
CSV, Excel and Parquet have the same flat columns, derived from the record's model by :func:`columns`.
"""

import json
from collections.abc import Iterator

from app.api.formats.export import Export
from app.domain.escape import encodable


def write_geojson(export: Export) -> Iterator[bytes]:
    """RFC 7946: a point where the record's city lies, no geometry where that is not known."""
    credit = "City coordinates: GeoNames (geonames.org), CC BY 4.0"
    yield f'{{"type":"FeatureCollection","attribution":"{credit}","features":['.encode()
    between = ""
    for batch in export.records():
        for record in batch:
            at = record.pop("coordinates")
            feature = {
                "type": "Feature",
                "id": record["id"],
                "geometry": at and {"type": "Point", "coordinates": [at["longitude"], at["latitude"]]},
                "properties": record,
            }
            yield (between + encodable(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))).encode()
            between = ","
    yield b"]}"
