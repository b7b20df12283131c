"""What a comparison of a sentence with a record found."""

from dataclasses import dataclass, field

from app.curate.claims.facts import Fact
from app.curate.claims.verdicts import Difference


@dataclass
class RecordComparison:
    """A record beside a sentence: the fields in which both agree (``equal_fields``), those that the record lacks
    (``absent``), and those in which they differ (``differences``).

    ``additional_values`` are those that the sentence names beside the recorded ones.
    ``common`` counts the words that both have, ``distinct`` those of them that few titles have.
    """

    fact: Fact
    score: float = 0.0
    common: int = 0
    distinct: int = 0
    equal_fields: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    differences: list[Difference] = field(default_factory=list)
    additional_values: list[str] = field(default_factory=list)

    def match(self, name: str, points: float) -> None:
        self.equal_fields.add(name)
        self.score += points

    def differ(self, name: str, claim_value: str, record_value: str) -> None:
        self.differences.append(Difference(name, claim_value, record_value))
