"""Keeps of what a model proposes only what the article says: quotes that stand in it, values that the quotes state.

A field stays if a quote for it stands in the paragraph that the model names, and states the value: a number, a date, a
name, or a record by one of its names. Other forms of quotation marks, dashes and spaces do not matter. Controlled
values, titles and summaries need a quote too, but only a person can judge whether it states them. The rest is dropped
and counted, never repaired.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from app.curate.articles import Article
from app.curate.exact_quotes import exact_quote, source_text
from app.curate.mentions import parties
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal, Quote
from app.domain.edtf import DateError, Span, parse
from app.domain.prose import SCALES
from app.domain.text import fold
from app.ingest.cited_values import names_in, states_date, states_number, states_words
from app.ingest.quotes import QuoteError, plain_marks, similar_occurrences
from app.ingest.seed_fields import RefTo
from app.ingest.seed_schema import (
    AgreementSeed,
    CommitmentSeed,
    MeetingSeed,
    MilestoneSeed,
    OfficialSeed,
    PositionSeed,
    SeedModel,
    SeedRecord,
    StatementSeed,
    TradeStatSeed,
)

OWN_WORDS = ("title", "summary", "account", "occasion", "scope")
"""Fields in free words: a person must judge whether a quote states them."""

MAX_DEPTH = 3
"""Lists and mappings inside each other that a value of the seed may have."""

MAX_READ = 200_000
"""Characters of an article in which the members of a mechanism are looked for."""

MAX_QUOTES = 40
"""Quotes of a record that are looked for."""

UNKNOWN = "ids that no known record has"
NO_QUOTE = "fields without a quote that stands in its paragraph"
UNSTATED_VALUES = "values that their quotes do not state"
INVALID = "values that the field cannot have"
UNFIT = "records of which nothing is left"

ARTICLE_KINDS: dict[str, type[SeedRecord]] = {
    kind.kind: kind
    for kind in (
        OfficialSeed, MeetingSeed, AgreementSeed, TradeStatSeed, MilestoneSeed, StatementSeed, CommitmentSeed,
    )
}  # fmt: skip
"""The kinds of record that an article may bring, by name."""


@dataclass(frozen=True)
class Excerpt:
    """A span of the text, in characters from 0. ``around`` completes the words at its ends, and adds the scale after a
    number: for ``95`` of ``$8.95 billion`` it has all of it. So a part of a number states nothing."""

    start: int
    end: int
    words: str
    around: str

    def states(self, test: Callable[[str], bool]) -> bool:
        return test(self.words) and test(self.around)


def referenced_kind(model: type[BaseModel], key: str) -> str | None:
    """The kind of record that a field refers to: ``party``, ``city``."""
    metadata = model.model_fields[key].metadata
    return next((entry.kind for entry in metadata if isinstance(entry, RefTo)), None)


def _types(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _types(part)


def attribute_of(model: type[SeedModel], name: str) -> str | None:
    """The attribute of a seed model that YAML calls ``name``."""
    return next((key for key, field in model.model_fields.items() if name == (field.alias or key)), None)


def spellings_of(names: Names, article: Article) -> dict[str, dict[str, frozenset[str]]]:
    """The folded names of the known records, by kind and id.

    The names that a mechanism shares with its family name it only in an article that names its members too.
    """
    codes = set(parties.codes(article.content[:MAX_READ], names))
    spellings: dict[str, dict[str, Iterable[str]]] = {
        "party": {party.code: (party.name, *party.spellings) for party in names.parties},
        "official": {person.id: (person.name, *person.spellings) for person in names.people},
        "mechanism": {
            mechanism.id: (
                mechanism.name,
                *mechanism.spellings,
                *(mechanism.family_spellings if mechanism.members and mechanism.members <= codes else ()),
            )
            for mechanism in names.mechanisms
        },
        "city": {city.id: (city.name, *city.spellings) for city in names.cities if city.id},
        "topic": {topic.id: (topic.name, topic.id) for topic in names.topics},
    }
    return {
        kind: {name: frozenset(filter(None, map(fold, group))) for name, group in ids.items()}
        for kind, ids in spellings.items()
    }


class Grounding:
    """Tests proposals against an article and the known records. ``omissions`` counts what failed, by reason."""

    def __init__(self, article: Article, names: Names) -> None:
        self.article, self.names = article, names
        self.text = article.derive(source_text)
        self.spellings = spellings_of(names, article)
        self.omissions: Counter[str] = Counter()
        self._ids: Counter[str] = Counter()
        self._plain: dict[int, str] = {}
        self._places: dict[tuple[int, str], Excerpt | None] = {}
        self._exact: dict[tuple[int, int], Quote] = {}

    def proposal(self, record: Any, *, by: str, at: str, reason: str) -> Proposal | None:
        """The proposal for a record ``{kind, values, quotes: [{paragraph, quote, fields}]}``; ``None`` if nothing of it
        stays. It gets an id of our own, and never names a known record as the same."""
        fits = isinstance(record, dict) and isinstance(record.get("values"), dict)
        kind = ARTICLE_KINDS.get(str(record.get("kind"))) if fits else None
        if kind is None:
            self.omissions[UNFIT] += 1
            return None
        excerpts = list(self._excerpts(record.get("quotes")))
        values: dict[str, Any] = {}
        fields: dict[tuple[int, int], dict[str, None]] = {}
        is_stated = False
        for name, value in record["values"].items():
            key = attribute_of(kind, name)
            if value in (None, "", [], {}) or key in (None, "id", "evidence"):
                continue
            of_field = [excerpt for excerpt, for_fields in excerpts if name in for_fields]
            results = [self._part_in(kind, str(key), value, excerpt) for excerpt in of_field]
            part = _union(value, [result.value for result in results])
            objection = self._objection(kind, name, value, part, results)
            if objection:
                self.omissions[objection] += 1
                continue
            values[name] = part
            is_stated = is_stated or any(result.is_stated and result.value is not None for result in results)
            for excerpt, result in zip(of_field, results, strict=True):
                if result.value is not None:
                    fields.setdefault((excerpt.start, excerpt.end), {})[name] = None
        quotes = [*self._quotes(fields)]
        if not is_stated or not quotes:
            self.omissions[UNFIT] += 1
            return None
        values = {"id": self._new_id(kind, values), **values}
        return Proposal(
            kind=kind.kind, confidence=Confidence.suggest, values=values, quotes=quotes, why=reason, by=by, at=at
        )

    def _objection(
        self, kind: type[SeedRecord], name: str, value: Any, part: Any, results: "list[GroundedValue]"
    ) -> str | None:
        if not results:
            return NO_QUOTE
        if part is None:
            return results[0].reason or UNSTATED_VALUES
        try:
            kind.validate_field(name, part)
        except ValidationError:
            return INVALID
        reason = next((result.reason for result in results if result.reason), UNSTATED_VALUES)
        self.omissions.update([reason] * (_leaves(value) - _leaves(part)))
        return None

    def _excerpts(self, quotes: Any) -> Iterator[tuple[Excerpt, list[str]]]:
        """The quotes that stand in their paragraphs, each with the fields that it is for."""
        for quote in quotes[:MAX_QUOTES] if isinstance(quotes, list) else ():
            if not isinstance(quote, dict) or not isinstance(quote.get("fields"), list):
                continue
            excerpt = self.find(quote.get("paragraph"), quote.get("quote"))
            if excerpt:
                yield excerpt, [name for name in quote["fields"] if isinstance(name, str)]

    def find(self, paragraph: Any, words: Any) -> Excerpt | None:
        """The first place of a paragraph that has the words."""
        if not isinstance(words, str) or not words.strip() or type(paragraph) is not int:
            return None
        if not 1 <= paragraph <= len(self.text.paragraphs):
            return None
        key = paragraph, words.strip()
        if key not in self._places:
            self._places[key] = self._find(*key)
        return self._places[key]

    def _find(self, paragraph: int, words: str) -> Excerpt | None:
        if paragraph not in self._plain:
            self._plain[paragraph] = plain_marks(self.text.content[slice(*self.text.paragraphs[paragraph - 1])])
        if plain_marks(words) not in self._plain[paragraph]:  # a quick look, before the exact and slow one
            return None
        spans = similar_occurrences(self.text, paragraph, words)
        try:
            self._exact[spans[0]] = exact_quote(self.article, *spans[0], [])
        except (IndexError, QuoteError):
            return None
        return self.excerpt(*spans[0])

    def excerpt(self, start: int, end: int) -> Excerpt:
        """The excerpt between two offsets in the whole text, in characters from 0; the end is exclusive."""
        content = self.text.content
        first, last = start, end
        while first > 0 and _continues(content[first - 1]):
            first -= 1
        while last < len(content) and _continues(content[last]):
            last += 1
        scale = re.compile(r"[ \u00a0\u202f]+(\w+)").match(content, last)
        if scale and scale[1].lower() in SCALES:
            last = scale.end()
        return Excerpt(start, end, content[start:end], content[first:last])

    def _part_in(self, model: type[SeedModel], key: str, value: Any, excerpt: Excerpt) -> "GroundedValue":
        """The part of a value that an excerpt states."""
        if isinstance(value, list):
            if any(isinstance(item, list) for item in value):
                return GroundedValue(None, reason=INVALID)
            results = [self._part_in(model, key, item, excerpt) for item in value]
            items = [result.value for result in results if result.value is not None]
            reason = next((result.reason for result in results if result.reason), None)
            return GroundedValue(items or None, any(result.is_stated for result in results), reason)
        if isinstance(value, dict):
            return self._read_part(model, key, value, excerpt)
        test = self._test(model, key, value)
        if isinstance(test, str):
            return GroundedValue(None, reason=test)
        if test is None:
            return GroundedValue(value)
        return (
            GroundedValue(value, is_stated=True)
            if excerpt.states(test)
            else GroundedValue(None, reason=UNSTATED_VALUES)
        )

    def _read_part(
        self, model: type[SeedModel], key: str, value: Mapping[str, Any], excerpt: Excerpt
    ) -> "GroundedValue":
        parts = [
            part
            for part in _types(model.model_fields[key].annotation)
            if isinstance(part, type) and issubclass(part, SeedModel)
        ]
        if not parts:
            return GroundedValue(None, reason=INVALID)
        results = {
            name: self._part_in(parts[0], sub, item, excerpt)
            for name, item in value.items()
            if item is not None and (sub := attribute_of(parts[0], name))
        }
        stays = {name: result.value for name, result in results.items() if result.value is not None}
        if not any(result.is_stated and result.value is not None for result in results.values()):
            return GroundedValue(None, reason=next((r.reason for r in results.values() if r.reason), UNSTATED_VALUES))
        return GroundedValue(stays, is_stated=True)

    def _test(self, model: type[SeedModel], key: str, value: Any) -> Callable[[str], bool] | str | None:
        """The test of words that must state a value; ``None`` if a person must judge it; else why it is dropped."""
        types = list(_types(model.model_fields[key].annotation))
        reference = referenced_kind(model, key)
        if reference == "party" and isinstance(value, str) and value in self.spellings["party"]:
            return lambda words: value in parties.codes(words, self.names)
        if reference:
            names = self.spellings.get(reference, {}).get(value) if isinstance(value, str) else None
            return UNKNOWN if names is None else lambda words: names_in(words, names)
        if Span in types:
            try:
                return states_date(parse(value)) if isinstance(value, str) else INVALID
            except DateError:
                return INVALID
        if isinstance(value, bool):
            return None
        if isinstance(value, int | float):
            return states_number(float(value)) if abs(value) < 10**18 else INVALID
        if str in types and (key not in OWN_WORDS or model is PositionSeed) and isinstance(value, str):
            return states_words(value) if fold(value) else INVALID
        return None

    def _quotes(self, fields: dict[tuple[int, int], dict[str, None]]) -> Iterator[Quote]:
        for start, end in sorted(fields):
            yield self._exact[start, end].model_copy(update={"fields": [*fields[start, end]]})

    def _new_id(self, kind: type[SeedRecord], values: Mapping[str, Any]) -> str:
        words = values.get("name") or values.get("title") or values.get("summary")
        stem = words or f"{values.get('indicator', kind.kind)} {values.get('date', '')}"
        slug = "-".join(fold(str(stem)).split())[:80].strip("-") or kind.kind
        self._ids[slug] += 1
        return slug if self._ids[slug] == 1 else f"{slug}-{self._ids[slug]}"


@dataclass(frozen=True)
class GroundedValue:
    """The part of a value that stays. ``is_stated`` is true if the words of the excerpt state it, and false if only a
    person can judge that. ``reason`` says why a part was dropped."""

    value: Any
    is_stated: bool = False
    reason: str | None = None


def _continues(character: str) -> bool:
    """Whether a character next to a quote belongs to the same word or number. In a script without spaces none does."""
    return (character.isalnum() and unicodedata.category(character) != "Lo") or character in ".,-'’$€"


def _union(value: Any, results: list[Any]) -> Any:
    """The parts of a value that stay by any of the results, in the order of the value."""
    results = [result for result in results if result is not None]
    if not results:
        return None
    if isinstance(value, list):
        return [item for item in (_item(item, results) for item in value) if item is not None]
    if isinstance(value, dict):
        return {key: result[key] for key in value for result in results if key in result}
    return value


def _leaves(value: Any, depth: int = 0) -> int:
    """The number of values in lists and mappings, without nulls."""
    if isinstance(value, dict | list) and depth < MAX_DEPTH:
        return sum(_leaves(item, depth + 1) for item in (value.values() if isinstance(value, dict) else value))
    return value is not None


def _item(item: Any, results: list[list[Any]]) -> Any:
    """An item of a list, with the keys of it that any result has."""
    if not isinstance(item, dict):
        return item if any(item in result for result in results) else None
    parts = [
        part
        for result in results
        for part in result
        if isinstance(part, dict) and all(item.get(key) == part[key] for key in part)
    ]
    return {key: item[key] for key in item if any(key in part for part in parts)} or None
