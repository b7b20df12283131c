"""The names that the rules know, taken from the seed."""

from app.curate.names import CityNames, MechanismNames, Names, PartyNames, PersonNames, TopicNames
from app.domain.vocabulary import NameRole
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import (
    CitySeed,
    CountrySeed,
    MechanismSeed,
    OfficialSeed,
    OrganizationSeed,
    SeedRecord,
    TopicSeed,
)


def names_in_seed(seed: Seed) -> Names:
    """The names of all parties, people, mechanisms, cities and topics of a seed."""
    parties: list[CountrySeed | OrganizationSeed] = [*seed.of(CountrySeed), *seed.of(OrganizationSeed)]
    return Names(
        parties=tuple(PartyNames(party.id, party.name, party.kind_, _spellings(party)) for party in parties),
        people=tuple(map(_person, seed.of(OfficialSeed))),
        mechanisms=tuple(map(_mechanism, seed.of(MechanismSeed))),
        cities=tuple(
            CityNames(record.id, record.name, record.country, _spellings(record)) for record in seed.of(CitySeed)
        ),
        topics=tuple(TopicNames(record.id, record.name) for record in seed.of(TopicSeed)),
    )


def _spellings(record: SeedRecord) -> tuple[str, ...]:
    """All names except those of families, and except codes, which may be words too, such as ``IT`` of ISO 3166."""
    roles = (NameRole.name, NameRole.alias, NameRole.editorial, NameRole.acronym)
    return tuple(dict.fromkeys(text for role, text in record.names() if role in roles))


def _person(record: OfficialSeed) -> PersonNames:
    posts = sorted(record.positions, key=lambda position: position.former)
    return PersonNames(record.id, record.name, _spellings(record), record.country, tuple(post.title for post in posts))


def _mechanism(record: MechanismSeed) -> MechanismNames:
    family = tuple(record.family.spellings) if record.family else ()
    of_family = {spelling.casefold() for spelling in family}
    spellings = tuple(spelling for spelling in _spellings(record) if spelling.casefold() not in of_family)
    return MechanismNames(record.id, record.name, spellings, family, frozenset(record.members), record.kind_)
