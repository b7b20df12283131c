"""Families: mechanisms of one design with different members. A generic name finds all of them.

One member describes the family in the seed. Other mechanisms belong to it if they have its acronym, or if their name
is or ends with one of its names: "Türkiye–Uzbekistan Joint Economic Commission".
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.text import fold

if TYPE_CHECKING:
    from app.ingest.seed_schema import FamilySeed, MechanismSeed


def families_by_name(mechanisms: Sequence["MechanismSeed"]) -> dict[str, "FamilySeed"]:
    """Folded generic name → family. If several mechanisms describe a family, the first one counts."""
    return {
        fold(spelling): record.family
        for record in reversed(mechanisms)
        if record.family
        for spelling in record.family.spellings
    }


def family_faults(mechanisms: Sequence["MechanismSeed"]) -> Iterator[tuple["MechanismSeed", str, str]]:
    """The faults of families, each as the record, the field and a sentence."""
    families = families_by_name(mechanisms)
    for record in mechanisms:
        own_families = [*_families_of(record, families)]
        if any(family != own_families[0] for family in own_families):
            names = ", ".join(dict.fromkeys(family.name for family in own_families))
            yield record, "family", f"its names belong to several families: “{names}”"
        is_cited = any("family" in citation.fields for citation in record.evidence)
        if record.family and not record.family.editorial and not is_cited:
            message = "no document is cited for it: add `editorial: true` if no document has the generic name"
            yield record, "family", message
        if fold(record.id) in families:
            yield record, "id", f"it is a name of the family {families[fold(record.id)].name}: add the members to it"


def _families_of(record: "MechanismSeed", families: Mapping[str, "FamilySeed"]) -> Iterator["FamilySeed"]:
    """Every family that has one of the mechanism's names."""
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


def with_families(mechanisms: Sequence["MechanismSeed"], countries: Mapping[str, str]) -> Iterator["MechanismSeed"]:
    """The mechanisms with their families filled in, and generic names removed from their own aliases.

    Where a name is generic or belongs to several mechanisms, the members are added to it. ``countries`` maps a code to
    the name of the country.
    """
    families = families_by_name(mechanisms)
    name_counts = Counter(fold(record.name) for record in mechanisms)
    for record in mechanisms:
        family = next(_families_of(record, families), None)
        generic = {fold(name) for name in family.spellings} if family else set()
        changes: dict[str, Any] = {"family": family}
        for field in ("aliases", "editorial_aliases"):
            changes[field] = [name for name in getattr(record, field) if fold(name) not in generic]
        if fold(record.name) in generic or name_counts[fold(record.name)] > 1:
            members = ", ".join(countries.get(code, code) for code in record.members) or record.id
            changes["name"] = f"{record.name} ({members})"
            if fold(record.name) not in generic:
                changes["aliases"] = [record.name, *changes["aliases"]]
        yield record.model_copy(update=changes)
