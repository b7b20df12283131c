"""A proposal of a rule, a model or a reviewer: one record, with the words of the article for each of its fields."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Confidence(StrEnum):
    """``high``: the rule finds no reason to doubt. ``suggest``: the words leave a value to a guess."""

    high = "high"
    suggest = "suggest"

    @classmethod
    def of(cls, is_sure: object) -> "Confidence":
        return cls.high if is_sure else cls.suggest


class Quote(BaseModel):
    """Words of a paragraph that support fields, as :class:`app.ingest.seed_schema.EvidenceSeed` has them.

    ``reason`` says how a value was worked out that the words do not state, such as the year of “on Monday”.
    ``says`` is the value in the article, if the known record has another.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    paragraph: int = Field(ge=1)
    quote: str
    until: str | None = None
    occurrence: int | None = Field(None, ge=1)
    fields: list[str] = []
    reason: str | None = None
    says: str | None = None

    @property
    def key(self) -> tuple[int, str, str | None, int | None]:
        """What finds the words in the text."""
        return self.paragraph, self.quote, self.until, self.occurrence


class Proposal(BaseModel):
    """One record that is proposed.

    ``kind`` is a kind of the seed: ``meeting``, ``trade-stat``, ``official``. ``values`` has the fields of its seed
    model by their names in YAML, with ``id`` among them; dates are EDTF text. ``quotes`` are in the order of the text.
    ``record`` is the id of a known record that is the same, which the article then supports; ``candidates`` are ids of
    which the reviewer must say whether one is the same. ``why`` says in a sentence what made the rule propose it.
    ``by`` is the rule with its version, ``rule:figures/1``, the model, ``model:NAME``, or ``reviewer:NAME``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    confidence: Confidence
    values: dict[str, Any]
    quotes: list[Quote]
    why: str
    by: str
    record: str | None = None
    candidates: list[str] = []
    at: str | None = None


def stated_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without the empty ones."""
    return {name: value for name, value in values.items() if value not in (None, [])}


WORDED_FIELDS = ("id", "title", "summary", "account", "occasion", "as_written")
"""Fields in free words: two proposals may word them otherwise and still say the same."""


def covers(first: Proposal, second: Proposal) -> bool:
    """Whether a proposal has all that another says: it is of the same kind, and has each of its values."""
    return first.kind == second.kind and all(
        name in WORDED_FIELDS or _has(first.values.get(name), value) for name, value in second.values.items()
    )


def _has(container: Any, part: Any) -> bool:
    """Whether a value has another: is equal, or has each of its items or keys. Numbers and texts may be the same."""
    if isinstance(part, dict):
        return isinstance(container, dict) and all(_has(container.get(name), value) for name, value in part.items())
    if isinstance(part, list):
        return isinstance(container, list) and all(any(_has(item, entry) for item in container) for entry in part)
    return bool(container == part or str(container) == str(part))
