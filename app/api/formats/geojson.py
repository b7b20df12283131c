"""GeoJSON (RFC 7946), for maps: a point for each record that has a city."""

from collections.abc import Iterator

from app.api.formats.export import Export
from app.domain.escape import encodable
from app.domain.json_text import json_text


def write_geojson(export: Export) -> Iterator[bytes]:
    """A feature for each record: the point of its city, or no geometry if the city is not known."""
    credit = "City coordinates: GeoNames (geonames.org), CC BY 4.0"
    yield f'{{"type":"FeatureCollection","attribution":"{credit}","features":['.encode()
    separator = ""
    for batch in export.records():
        for record in batch:
            point = record.pop("coordinates")
            feature = {
                "type": "Feature",
                "id": record["id"],
                "geometry": point and {"type": "Point", "coordinates": [point["longitude"], point["latitude"]]},
                "properties": record,
            }
            yield (separator + encodable(json_text(feature))).encode()
            separator = ","
    yield b"]}"
