"""The names that the rules know: parties, people, mechanisms, cities and topics of the seed or the database."""

from dataclasses import dataclass

from app.curate.derivable import Derivable


@dataclass(frozen=True)
class PartyNames:
    """The names of a country or organisation. ``spellings`` does not have the names of its people."""

    code: str
    name: str
    kind: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class PersonNames:
    """The names of an official. ``posts`` are the titles of all posts, the present ones first."""

    id: str
    name: str
    spellings: tuple[str, ...] = ()
    party: str | None = None
    posts: tuple[str, ...] = ()


@dataclass(frozen=True)
class MechanismNames:
    """The names of a mechanism. ``family_spellings`` are names that several mechanisms share, such as JSPG: they do not
    tell which one is meant, so a rule needs the members as well."""

    id: str
    name: str
    spellings: tuple[str, ...] = ()
    family_spellings: tuple[str, ...] = ()
    members: frozenset[str] = frozenset()
    kind: str | None = None


@dataclass(frozen=True)
class CityNames:
    """The names of a city of the seed, or of the extract of GeoNames (then ``id`` is None)."""

    id: str | None
    name: str
    country: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class TopicNames:
    """The name of a topic that meetings and statements may have."""

    id: str
    name: str


@dataclass(frozen=True, eq=False)
class Names(Derivable):
    """All names that the rules know."""

    parties: tuple[PartyNames, ...] = ()
    people: tuple[PersonNames, ...] = ()
    mechanisms: tuple[MechanismNames, ...] = ()
    cities: tuple[CityNames, ...] = ()
    topics: tuple[TopicNames, ...] = ()
