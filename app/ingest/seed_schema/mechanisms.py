"""The seed models of mechanisms and of their families."""

from collections.abc import Iterator

from pydantic import Field

from app.domain.vocabulary import MechanismKind, MechanismLevel, NameRole
from app.ingest.seed_fields import Edtf, Flag, PartyIds, Text, Texts
from app.ingest.seed_schema.record import IdentifiedSeed, SeedModel


class FamilySeed(SeedModel):
    """The family of a mechanism. ``editorial`` says that the generic name is ours, not from a document."""

    acronym: Text | None = None
    name: Text
    aliases: Texts = []
    editorial: Flag = False

    @property
    def spellings(self) -> list[str]:
        """The generic names."""
        return [*([self.acronym] if self.acronym else []), self.name, *self.aliases]


class MechanismSeed(IdentifiedSeed):
    kind = "mechanism"
    file = "mechanisms.yaml"
    cited_fields = ("acronym", "name", "members", "established")

    acronym: Text | None = None
    name: Text
    aliases: Texts = []
    editorial_aliases: Texts = []
    kind_: MechanismKind = Field(alias="kind")
    level: MechanismLevel | None = None
    family: FamilySeed | None = None
    members: PartyIds = []
    established: Edtf | None = None

    def names(self) -> Iterator[tuple[NameRole, str]]:
        yield from super().names()
        for spelling in self.family.spellings if self.family else ():
            yield NameRole.family, spelling
