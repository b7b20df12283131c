"""Cities in a sentence: of the seed, and of GeoNames if their country is in the text."""

import pytest

from app.curate.mentions.cities import cities
from app.curate.names import Names


@pytest.mark.parametrize(
    ("text", "countries", "expected"),
    [
        ("held in Samarkand", {"UZ"}, ["Samarkand UZ"]),
        ("held in Samarkand", {"FR"}, ["Samarkand UZ"]),
        ("talks in Geneva", {"US"}, ["Geneva CH"]),
        ("talks in Reading", {"FR"}, []),
        ("Tashkent hosts the talks", {"UZ"}, ["Tashkent UZ"]),
        ("they met in Ankara", set(), ["Ankara TR"]),
        ("a Nice day for Reading", {"FR", "GB"}, []),
        ("a visit to Nice", {"FR"}, ["Nice FR"]),
        ("talks in New York", {"US"}, ["New York US"]),
        ("in Tbilisi and Batumi", {"GE"}, ["Tbilisi GE"]),
        ("the Tianjin Declaration", {"CN"}, []),
        ("in Washington", {"US"}, ["Washington US"]),
    ],
)
def test_cities(names: Names, text: str, countries: set[str], expected: list[str]) -> None:
    assert [f"{mention.city.name} {mention.city.country}" for mention in cities(text, names, countries)] == expected


def test_a_city_of_geonames_has_coordinates(names: Names) -> None:
    (mention,) = cities("in Tokyo", names, {"JP"})
    assert mention.extract
    assert (mention.extract.geonames, round(mention.extract.latitude)) == (1850147, 36)
