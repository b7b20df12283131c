"""Proposes the cities of GeoNames in which the meetings of a text are, so that the seed has them."""

from collections.abc import Iterator

from app.curate.articles import Article
from app.curate.events.event import Stated
from app.curate.events.values import city_id
from app.curate.mentions.cities import CityMention
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal
from app.curate.rules import rule
from app.curate.rules.meetings import events_of

VERSION = 1


@rule("cities", VERSION)
def cities(article: Article, names: Names) -> Iterator[Proposal]:
    """Each city of a meeting that is not in the seed, once."""
    found: dict[str | None, Stated[CityMention]] = {}
    for event in events_of(article, names):
        if event.city and event.city.value.extract:
            found.setdefault(city_id(event), event.city)
    for name, stated in found.items():
        place = stated.value.extract
        if place:
            yield Proposal(
                kind="city",
                confidence=Confidence.high,
                values={"id": name, "name": place.name, "country": place.country, "latitude": place.latitude,
                        "longitude": place.longitude, "geonames": place.geonames},
                quotes=[stated.spot.quote("name")],
                why="A meeting is there; coordinates and country are those of GeoNames.",
                by=f"rule:cities/{VERSION}",
            )  # fmt: skip
