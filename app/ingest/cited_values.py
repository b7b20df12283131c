"""Checks that the words cited for a value contain it: numbers, dates, cities and people.

A value that was worked out is exempt: its evidence has a ``reason``. The words are those of the quote. A longer span
can be compared only if the text is here, and a row only if the data set is here. Of a row, only dates and numbers are
compared, because a data set may have codes for cities and people.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.edtf import Span
from app.domain.prose import numbers, writes_date
from app.domain.text import fold
from app.ingest.data_sets import passage
from app.ingest.findings import Level
from app.ingest.places import SourceText
from app.ingest.plausibility import DATE_FIELDS
from app.ingest.seed_schema import DocumentSeed, EvidenceSeed, OfficialSeed, SeedRecord

NUMBER_FIELDS = ("value", "growth_percent", "session", "count")

PEOPLE_FIELDS = ("participants", "signatories")

SPEAKER_FIELDS = ("speaker", "addressee")

NAME_FIELDS = ("city", "name", *PEOPLE_FIELDS, *SPEAKER_FIELDS)
"""Fields whose values are found by name."""


LONG_SPAN = "the span cited for it is longer than a quote, and the text is not here"
UNSTATED_FIELD = "the words cited for it do not contain it"


@dataclass(frozen=True)
class Doubt:
    """A value that its cited words do not contain, or that could not be checked."""

    record: SeedRecord
    field: str
    value: str
    message: str
    level: Level = Level.error


def names_in(words: str, names: frozenset[str]) -> bool:
    """Whether a text has one of the folded names as whole words."""
    folded_words = f" {fold(words)} "
    return any(f" {name} " in folded_words for name in names)


class CitedValues:
    """Compares values with the words that are cited for them.

    ``records`` has the documents, cities and officials by kind, without those that have errors. Evidence from a
    document, and names of an official or city, that are not among them are not compared.
    """

    def __init__(self, records: Mapping[str, Sequence[SeedRecord]], texts: Mapping[str, SourceText]) -> None:
        self._documents = {d.id: d for d in records["document"] if isinstance(d, DocumentSeed)}
        self._texts = {name: texts.get(document.sha256) for name, document in self._documents.items()}
        self._names = {
            (record.kind, record.id): frozenset(filter(None, (fold(name) for _, name in record.names())))
            for record in (*records["city"], *records["official"])
        }

    def doubts(self, records: Iterable[SeedRecord]) -> Iterator[Doubt]:
        """Every value that its cited words do not contain, record by record.

        If several places are cited for a date, a number or a city, each must contain it. If several are cited for
        people, each must name at least one of them, and each of the people must be named in at least one place.
        """
        for record in records:
            evidence_by_field: dict[str, list[EvidenceSeed]] = defaultdict(list)
            for evidence in record.evidence:
                if evidence.says is None and evidence.reason is None and not self._is_incomparable(evidence):
                    for name in evidence.fields:
                        evidence_by_field[name].append(evidence)
            exempt = {
                name
                for evidence in record.evidence
                if evidence.reason or self._is_incomparable(evidence)
                for name in evidence.fields
            }
            for field, values in self._values(record).items():
                if field in NAME_FIELDS:
                    evidence_by_field[field] = [
                        evidence for evidence in evidence_by_field[field] if evidence.row is None
                    ]
                passages = [self._words(evidence) for evidence in evidence_by_field[field]]
                for value, states in values:
                    is_stated = any(words is not None and states(words) for words in passages)
                    if not is_stated and passages and field not in exempt:
                        yield from self._doubt(record, field, value, None in passages)
                for evidence, words in zip(evidence_by_field[field], passages, strict=True):
                    if words is not None and values and not any(states(words) for _, states in values):
                        place = "quote" if evidence.row is None else "row"
                        quote = evidence.quote or evidence.row
                        message = f"its words “{quote}” do not contain {' or '.join(value for value, _ in values)}"
                        yield Doubt(record, f"evidence.{record.evidence.index(evidence)}.{place}", field, message)
            yield from self._doubts_of_says(record)
            if isinstance(record, OfficialSeed):
                yield from self._impossible_posts(record)

    def _doubts_of_says(self, record: SeedRecord) -> Iterator[Doubt]:
        """Dates, numbers and cities in ``says`` that the cited words do not contain."""
        for number, evidence in enumerate(record.evidence):
            if evidence.says is None or evidence.reason is not None or self._is_incomparable(evidence):
                continue
            (field,) = evidence.fields
            if field not in (*DATE_FIELDS, *NUMBER_FIELDS, "city") or (field == "city" and evidence.row is not None):
                continue
            name, words = record.field_of(field)[0], self._words(evidence)
            version = record.model_copy(update={name: record.read_field(field, evidence.says)})
            for value, states in self._values(version)[field]:
                if words is None or not states(words):
                    yield from self._doubt(record, f"evidence.{number}.says", value, words is None)

    def _doubt(self, record: SeedRecord, field: str, value: str, partly_unread: bool) -> Iterator[Doubt]:
        if partly_unread:
            yield Doubt(record, field, value, LONG_SPAN, Level.not_checked)
        else:
            yield Doubt(record, field, value, UNSTATED_FIELD)

    def _words(self, evidence: EvidenceSeed) -> str | None:
        """The words of a place; ``None`` if they are longer than the quote and the text is not here."""
        if evidence.row is None and evidence.until is None:
            return evidence.quote
        text = self._texts[evidence.document]
        return passage(evidence, self._documents[evidence.document], text) if text else None

    def _is_incomparable(self, evidence: EvidenceSeed) -> bool:
        """Whether evidence cannot be compared: its document has faults, or it is a row and the data set is not here."""
        document = self._documents.get(evidence.document)
        return document is None or (evidence.row is not None and self._texts[document.id] is None)

    def _values(self, record: SeedRecord) -> dict[str, list[tuple[str, Callable[[str], bool]]]]:
        """The values to look for, by field: each as text, with a function that says whether words state it."""
        values: dict[str, list[tuple[str, Callable[[str], bool]]]] = defaultdict(list)
        for field in DATE_FIELDS:
            span = getattr(record, field, None)
            if isinstance(span, Span):
                values[field].append((span.text, states_date(span)))
        for field in NUMBER_FIELDS:
            number = getattr(record, field, None)
            if isinstance(number, int | float):
                values[field].append((f"{number:.15g}", states_number(float(number))))
        city = getattr(record, "city", None)
        if city:
            values["city"].append((city, self._states_name("city", city)))
        if isinstance(record, OfficialSeed):
            values["name"].append((record.name, self._states_name("official", record.id)))
        for field in PEOPLE_FIELDS:
            for delegate in getattr(record, field, ()):
                values[field].append((delegate.official, self._states_name("official", delegate.official)))
        for field in SPEAKER_FIELDS:
            speaker = getattr(record, field, None)
            if speaker and speaker.official:
                values[field].append((speaker.official, self._states_name("official", speaker.official)))
            elif speaker and speaker.source:
                values[field].append((speaker.source, states_words(speaker.source)))
        return values

    def _states_name(self, kind: str, record_id: str) -> Callable[[str], bool]:
        names = self._names.get((kind, record_id))
        return lambda words: names is None or names_in(words, names)

    def _impossible_posts(self, record: OfficialSeed) -> Iterator[Doubt]:
        """Positions whose ``as_of`` cannot be the publication day of any cited document."""
        documents = [self._documents.get(evidence.document) for evidence in record.evidence]
        if None in documents:
            return
        dates = [document.date for document in documents if document and document.date]
        for number, position in enumerate(record.positions):
            if position.as_of and not any(position.as_of.overlaps(span) for span in dates):
                message = "no document cited for it can be from that day"
                yield Doubt(record, f"positions.{number}.as_of", position.as_of.text, message)


def states_date(span: Span) -> Callable[[str], bool]:
    """A function that says whether words state a date."""
    return lambda words: writes_date(words, span)


def states_words(source: str) -> Callable[[str], bool]:
    """A function that says whether words have other words, in any spelling."""
    return lambda words: names_in(words, frozenset((fold(source),)))


def states_number(number: float) -> Callable[[str], bool]:
    """A function that says whether words state a number, in figures or in words."""
    return lambda words: not {number, -number}.isdisjoint(numbers(words))  # words such as "fell by" have the sign
