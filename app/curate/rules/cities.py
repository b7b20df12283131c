"""Proposes the cities of GeoNames in which people met or signed, so that the seed has them."""

from collections.abc import Iterator

from app.curate.articles import Article
from app.curate.events.event import TextValue
from app.curate.events.values import id_of_city
from app.curate.mentions.cities import CityMention
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal
from app.curate.rules import rule
from app.curate.rules.agreements import signings_of
from app.curate.rules.meetings import events_of
from app.domain.text import fold

VERSION = 3


@rule("cities", VERSION)
def propose(article: Article, names: Names) -> Iterator[Proposal]:
    """Each city of a meeting or an agreement that is not in the seed, once."""
    sites_by_id: dict[str, list[TextValue[CityMention]]] = {}
    sites = [event.city for event in events_of(article, names)]
    sites += [signing.city for signing in signings_of(article, names)]
    for site in sites:
        if site and site.value.extract:
            sites_by_id.setdefault(id_of_city(site.value), []).append(site)
    for name, cities in sites_by_id.items():
        extract = cities[0].value.extract
        if extract:
            values = extract.seed_values(name)
            spots = {fold(city.spot.words): city.spot for city in cities if not city.reason}
            other_spots = [spot for words, spot in spots.items() if words != fold(extract.name)]
            if other_spots:
                values["aliases"] = [spot.words for spot in other_spots]
            yield Proposal(
                kind="city",
                confidence=Confidence.high,
                values=values,
                quotes=[spot.quote("aliases") for spot in other_spots]
                or [cities[0].quote("name")],
                why="Somebody met or signed there; coordinates and country are those of GeoNames.",
                by=f"rule:cities/{VERSION}",
            )  # fmt: skip
