"""The seed models of countries, cities and missions."""

from collections.abc import Iterator

from pydantic import Field, model_validator

from app.domain.text import fold
from app.domain.vocabulary import MissionType, NameRole
from app.ingest.seed_fields import CityId, CountryId, Decimal, OpenEdtf, Text, Texts, Whole
from app.ingest.seed_schema.record import SeedRecord


class CountrySeed(SeedRecord):
    kind = "country"
    file = "countries.yaml"

    id: str = Field(pattern=r"^[A-Z]{2}$")
    alpha3: str | None = Field(None, pattern=r"^[A-Z]{3}$")
    numeric: str | None = Field(None, pattern=r"^[0-9]{3}$")
    name: Text
    official_name: Text | None = None
    aliases: Texts = []
    editorial_aliases: Texts = []

    def names(self) -> Iterator[tuple[NameRole, str]]:
        yield from ((NameRole.code, code) for code in (self.alpha3, self.numeric) if code)
        yield from super().names()
        if self.official_name:
            yield NameRole.name, self.official_name


class ListedCountrySeed(CountrySeed):
    """A country of ISO 3166-1 with its common names. They are editorial and need no evidence."""

    file = "iso_3166.yaml"
    needs_evidence = False

    def complete(self, entry: CountrySeed) -> CountrySeed:
        """The curator's entry for this country, with its missing codes and names filled in."""
        folded_names = {fold(name) for _, name in entry.names()}
        other_names = [name for name in self.editorial_aliases if fold(name) not in folded_names]
        missing = {
            name: value
            for name in ("alpha3", "numeric", "official_name")
            if getattr(entry, name) is None and (value := getattr(self, name))
        }
        return entry.model_copy(update={**missing, "editorial_aliases": [*entry.editorial_aliases, *other_names]})


class CitySeed(SeedRecord):
    kind = "city"
    file = "cities.yaml"
    needs_evidence = False

    name: Text
    country: CountryId
    aliases: Texts = []
    latitude: Decimal | None = Field(None, ge=-90, le=90)
    longitude: Decimal | None = Field(None, ge=-180, le=180)
    geonames: Whole | None = Field(None, gt=0)

    @model_validator(mode="after")
    def _placed(self) -> "CitySeed":
        if len({self.latitude is None, self.longitude is None, self.geonames is None}) > 1:
            raise ValueError("latitude, longitude and the GeoNames id that they are from go together")
        return self


class MissionSeed(SeedRecord):
    kind = "mission"
    file = "missions.yaml"
    cited_fields = ("type", "city", "opened", "closed")

    sender: CountryId
    host: CountryId
    city: CityId = None
    type: MissionType
    opened: OpenEdtf | None = None
    closed: OpenEdtf | None = None

    @model_validator(mode="after")
    def _abroad(self) -> "MissionSeed":
        if self.sender == self.host:
            raise ValueError("sender and host are the same country")
        return self
