"""Families: mechanisms of one design with different members, whose generic names find all of them.

One member describes the family. A mechanism that has its acronym, or whose name is or ends with one of its names, is of
it too: "Türkiye–Uzbekistan Joint Economic Commission".
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.text import fold

if TYPE_CHECKING:
    from app.ingest.seed_schema import FamilySeed, MechanismSeed


def families_of(mechanisms: Sequence["MechanismSeed"]) -> dict[str, "FamilySeed"]:
    """The family of each generic name, folded; that of the first who describes it."""
    return {
        fold(spelling): record.family
        for record in reversed(mechanisms)
        if record.family
        for spelling in record.family.spellings
    }


def faults(mechanisms: Sequence["MechanismSeed"]) -> Iterator[tuple["MechanismSeed", str, str]]:
    """What is wrong with families: the record, the field and a sentence."""
    families = families_of(mechanisms)
    for record in mechanisms:
        found = [*_found(record, families)]
        if any(family != found[0] for family in found):
            yield record, "family", f"its names are of several families: {', '.join(f.name for f in found)}"
        if record.family and not record.family.editorial and not any("family" in one.field for one in record.evidence):
            yield record, "family", "no document is cited for it: say `editorial: true` where none has the generic name"
        if fold(record.id) in families:
            yield record, "id", f"it is a name of the family {families[fold(record.id)].name}: add the members to it"


def _found(record: "MechanismSeed", families: Mapping[str, "FamilySeed"]) -> Iterator["FamilySeed"]:
    """The families whose names a mechanism has."""
    if record.family:
        yield record.family
        yield from (families[fold(spelling)] for spelling in record.family.spellings)
    if record.acronym and fold(record.acronym) in families:
        yield families[fold(record.acronym)]
    for name in (record.name, *record.aliases, *record.editorial_aliases):
        words = fold(name).split()
        for start in range(len(words)):
            if family := families.get(" ".join(words[start:])):
                yield family
                break


def joined(mechanisms: Sequence["MechanismSeed"], countries: Mapping[str, str]) -> Iterator["MechanismSeed"]:
    """The mechanisms, each with its family, and with no generic name among its own aliases.

    What would be shown under a generic name, or under that of another, is shown with its members, which ``countries``
    names by code.
    """
    families = families_of(mechanisms)
    shared = Counter(fold(record.name) for record in mechanisms)
    for record in mechanisms:
        family = next(_found(record, families), None)
        generic = {fold(name) for name in family.spellings} if family else set()
        change: dict[str, Any] = {"family": family}
        for field in ("aliases", "editorial_aliases"):
            change[field] = [name for name in getattr(record, field) if fold(name) not in generic]
        if fold(record.name) in generic or shared[fold(record.name)] > 1:
            members = ", ".join(countries.get(code, code) for code in record.members) or record.id
            change["name"] = f"{record.name} ({members})"
            if fold(record.name) not in generic:
                change["aliases"] = [record.name, *change["aliases"]]
        yield record.model_copy(update=change)
