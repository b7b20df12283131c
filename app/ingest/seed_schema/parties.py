"""The seed models of countries, organisations, cities and missions."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from app.domain.text import fold
from app.domain.vocabulary import IdentifierScheme, MissionType, NameRole, PartyKind
from app.ingest.seed_fields import (
    CityId,
    Code,
    CountryId,
    Edtf,
    ExactNumber,
    MechanismId,
    OpenEdtf,
    PartyId,
    PartyIds,
    Text,
    Texts,
    Whole,
    form_validator,
)
from app.ingest.seed_schema.record import IdentifiedSeed, SeedRecord

CountryCode = Annotated[str, form_validator("[A-Z]{2}([A-Z]{2})?", "a code of ISO 3166: two capital letters, or four")]


ALPHA2_LENGTH = 2
"""Letters of a code of ISO 3166-1. Those of ISO 3166-3, for former countries, have four."""


class CountrySeed(IdentifiedSeed):
    kind = "country"
    file = "countries.yaml"

    id: CountryCode
    kind_: Literal[PartyKind.state, PartyKind.former_state, PartyKind.territory] = Field(PartyKind.state, alias="kind")
    alpha3: Annotated[str, form_validator("[A-Z]{3}", "three capital letters")] | None = None
    numeric: Annotated[str, form_validator("[0-9]{3}", "three digits, in quotes if they begin with 0")] | None = None
    name: Text
    official_name: Text | None = None
    aliases: Texts = []
    editorial_aliases: Texts = []
    valid_from: Edtf | None = None
    valid_until: Edtf | None = None
    successors: PartyIds = []

    @model_validator(mode="after")
    def _check_end(self) -> "CountrySeed":
        if self.kind_ is PartyKind.former_state and self.valid_until is None:
            raise ValueError("a former state has the day, month or year in which it ended, in valid_until")
        if self.successors and self.valid_until is None:
            raise ValueError("only what has ended, in valid_until, has successors")
        return self

    def names(self) -> Iterator[tuple[NameRole, str]]:
        yield from ((NameRole.code, code) for code in (self.alpha3, self.numeric) if code)
        yield from super().names()
        if self.official_name:
            yield NameRole.name, self.official_name

    def identifiers(self) -> Iterator[tuple[IdentifierScheme, str]]:
        """The codes of ISO 3166 too. Kosovo has none: ``XK`` is in common use, and not of the standard."""
        if len(self.id) > ALPHA2_LENGTH:
            yield IdentifierScheme.former, self.id
        elif self.numeric:
            yield IdentifierScheme.alpha2, self.id
            yield from [(IdentifierScheme.alpha3, self.alpha3)] if self.alpha3 else []
            yield IdentifierScheme.numeric, self.numeric
        yield from super().identifiers()


FILLED_FROM_ISO = {"alpha3", "numeric", "official_name", "kind_", "valid_from", "valid_until", "successors"}
"""Fields that a curator may leave to the list of ISO 3166."""


class ListedCountrySeed(CountrySeed):
    """A country of ISO 3166-1 or 3166-3 with its common names. They are editorial and need no evidence."""

    file = "iso_3166.yaml"
    needs_evidence = False

    def complete(self, entry: CountrySeed) -> CountrySeed:
        """The curator's entry for this country, with its missing codes and names filled in."""
        folded_names = {fold(name) for _, name in entry.names()}
        other_names = [name for name in self.editorial_aliases if fold(name) not in folded_names]
        iso_values = {name: getattr(self, name) for name in FILLED_FROM_ISO - entry.model_fields_set}
        return entry.model_copy(update={**iso_values, "editorial_aliases": [*entry.editorial_aliases, *other_names]})


class OrganizationSeed(IdentifiedSeed):
    """An organisation that acts as a party. Its names are editorial and need no evidence."""

    kind = "organization"
    file = "organizations.yaml"
    needs_evidence = False
    cited_fields = ("members",)

    id: Code
    kind_: Literal[PartyKind.organization] = Field(PartyKind.organization, alias="kind")
    acronym: Text | None = None
    name: Text
    aliases: Texts = []
    editorial_aliases: Texts = []
    mechanism: MechanismId = None
    members: PartyIds = []

    @model_validator(mode="after")
    def _check_membership(self) -> "OrganizationSeed":
        if self.mechanism and self.members:
            raise ValueError("an organisation that is a mechanism has the members of that")
        return self


class AggregateSeed(SeedRecord):
    """A sum over many parties in a data set, such as the world. Its names are editorial and need no evidence."""

    kind = "aggregate"
    file = "aggregates.yaml"
    needs_evidence = False

    id: Code
    kind_: Literal[PartyKind.aggregate] = Field(PartyKind.aggregate, alias="kind")
    name: Text
    aliases: Texts = []
    editorial_aliases: Texts = []

    @model_validator(mode="after")
    def _check_evidence(self) -> "AggregateSeed":
        if self.evidence:
            raise ValueError("no answer shows the evidence of an aggregate: cite the document for its figures")
        return self


class CitySeed(SeedRecord):
    kind = "city"
    file = "cities.yaml"
    needs_evidence = False

    name: Text
    country: CountryId
    aliases: Texts = []
    latitude: ExactNumber | None = Field(None, ge=-90, le=90)
    longitude: ExactNumber | None = Field(None, ge=-180, le=180)
    geonames: Whole | None = Field(None, gt=0)

    @model_validator(mode="after")
    def _check_point(self) -> "CitySeed":
        if len({self.latitude is None, self.longitude is None, self.geonames is None}) > 1:
            raise ValueError("latitude, longitude and the GeoNames id that they are from go together")
        return self


class MissionSeed(SeedRecord):
    kind = "mission"
    file = "missions.yaml"
    cited_fields = ("type", "city", "opened", "closed")

    sender: PartyId
    host: PartyId
    city: CityId = None
    type: MissionType
    opened: Edtf | None = None
    closed: OpenEdtf | None = None

    @model_validator(mode="after")
    def _check_host(self) -> "MissionSeed":
        if self.sender == self.host:
            raise ValueError("sender and host are the same country")
        return self
