"""Checks the claims of a text: says of each whether the records support it. Nothing of the text is stored."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import Annotated, Any, ClassVar

from pydantic import Field, field_validator
from sqlalchemy import select, tuple_

from app.api.body_route import RequestBody
from app.curate.articles import Article
from app.curate.claims.verdicts import Claim, ClaimVerdict, ComparedRecord, Difference
from app.db import bulk
from app.db.records import Evidence
from app.db.snapshot import Snapshot
from app.domain import paragraphs
from app.domain.date_words import turn_words
from app.domain.deadline import check_each
from app.domain.edtf import DateError, parse
from app.domain.model import Model
from app.domain.titles import record_path
from app.errors import refuse
from app.resources.refs import RecordRef

MAX_TEXT = 20_000
"""Characters of a text."""

MAX_SENTENCES = 250
"""Sentences that are read. A text of 20,000 characters has more only if it is no prose."""

MAX_QUOTED_WORDS = 5
"""Words with which nothing was compared: a reason quotes at most so many of them."""

MAX_PLACES = 5
"""Places of evidence that are listed for a record."""

NOT_ENGLISH = "The text seems not to be English, the only language that is read here: none of its claims was checked."

PARTLY_ENGLISH = (
    "{} of {} sentences seem not to be English, the only language that is read here: they were not checked."
)

EXAMPLE_TEXT = "The eighth JSPG meeting was held in Istanbul. Trade reached $8.95 billion in January–November 2025."


class CheckRequest(RequestBody):
    """A text to check."""

    max_bytes: ClassVar[int] = 131_072
    takes_long: ClassVar[bool] = True
    plain: ClassVar[str | None] = "text"

    text: str = Field(
        min_length=1, max_length=MAX_TEXT,
        description=f"The text: up to {MAX_TEXT:,} characters of English. It is not stored.", examples=[EXAMPLE_TEXT],
    )  # fmt: skip
    published: Annotated[str, Field(max_length=40)] | None = Field(
        None,
        description="Day, month or year of its publication (EDTF), against which “last year” and “on Monday” are "
        "measured. Without it, the day in the dateline of the text counts; if there is none, they are not compared.",
        examples=["2026-02-03"],
    )

    @field_validator("text")
    @classmethod
    def _check_text(cls, value: str) -> str:
        if not value.strip():
            raise refuse("it is white space alone: send a text")
        return value

    @field_validator("published")
    @classmethod
    def _check_published(cls, value: str | None) -> str | None:
        try:
            return value and parse(value.strip()).text
        except DateError as error:
            raise refuse(str(error), error.nearest) from None


class PlaceOut(Model):
    """A place in a document."""

    id: str = Field(description="Id of the evidence.", examples=["meeting.jspg-kz-tr-8.date.jspg-8-report.260"])
    url: str = Field(description="Its path.", examples=["/evidence/meeting.jspg-kz-tr-8.date.jspg-8-report.260"])
    document: str = Field(description="Id of the document.", examples=["jspg-8-report"])
    paragraph: int | None = Field(description="Number of the paragraph; null for a row.", examples=[1])
    row: str | None = Field(description="Key of the row of a data set; null for a span.", examples=[None])
    fields: list[str] = Field(description="The fields that it supports.", examples=[["city"]])
    as_written: str | None = Field(description="A few words of the place, as written.", examples=["in Ankara"])


class CheckedRecord(RecordRef):
    """A record on which a verdict is based."""

    title: str = Field(
        description="Its title.", examples=["Eighth meeting of the Kazakhstan–Türkiye Joint Strategic Planning Group"]
    )
    fields: list[str] = Field(description="The fields that were compared.", examples=[["city"]])
    evidence: list[PlaceOut] = Field(description=f"Places that support these fields: at most {MAX_PLACES}.")


class DifferenceOut(Model):
    """A field on which the text differs from the record."""

    field: str = Field(description="Name of the field.", examples=["city"])
    claimed: str = Field(description="What the text says.", examples=["Istanbul"])
    recorded: str = Field(description="What is recorded.", examples=["Ankara"])


class ClaimOut(Model):
    """A claim of the text."""

    start: int = Field(description="Position of the first character of the claim in the text, from 0.", examples=[0])
    end: int = Field(description="Position after its last character.", examples=[45])
    sentence: str = Field(
        description="The sentence that has it.", examples=["The eighth JSPG meeting was held in Istanbul."]
    )
    kind: str = Field(description="Kind of record that it was compared with.", examples=["meeting"])
    values: dict[str, Any] = Field(
        description="What was read in it, by field.", examples=[{"mechanism": ["jspg-kz-tr"], "session": [8]}]
    )
    verdict: ClaimVerdict = Field(
        description="`supported`: a record says so. `contradicted`: a record about the same thing says otherwise. "
        "`not-recorded`: no document that we have read states or denies it. `beyond`: it is about a time, or about "
        "parties, that these documents do not reach.",
        examples=["contradicted"],
    )
    says: str = Field(
        description="The verdict in a sentence.", examples=["The text says Istanbul; the record says Ankara."]
    )
    differences: list[DifferenceOut] = Field(
        description="Where it differs from the first record. If it is not recorded, this is the nearest figure."
    )
    records: list[CheckedRecord] = Field(description="The records that say so, or otherwise; the nearest first.")


class SentenceOut(Model):
    """A sentence of the text."""

    start: int = Field(description="Position of its first character in the text, from 0.", examples=[46])
    end: int = Field(description="Position after its last character.", examples=[76])
    sentence: str = Field(description="The sentence.", examples=["The talks were warm and frank."])


class CheckOut(Model):
    """The claims of a text."""

    claims: list[ClaimOut] = Field(description="The claims, in the order of the text.")
    sentences_without_claim: list[SentenceOut] = Field(
        description="Sentences in which we found no claim to compare with the records. They were not checked: they may "
        "be true or false."
    )
    counts: dict[str, int] = Field(
        description="Numbers of claims by verdict.", examples=[{"supported": 1, "contradicted": 1}]
    )
    sentences: int = Field(description=f"Sentences that were read: at most {MAX_SENTENCES}.", examples=[2])
    sentences_left_out: int = Field(description="Sentences after those, which were not read.", examples=[0])
    coverage_until: str | None = Field(
        description="Day of publication of the newest document that we have read.", examples=["2026-02-03"]
    )
    note: str | None = Field(
        description="Which sentences were not read, if some seem to be in another language than English.",
        examples=[None],
    )


def check_claims(snapshot: Snapshot, request: CheckRequest) -> dict[str, Any]:
    """The claims of a text with their verdicts, as :class:`CheckOut` has them."""
    # Patterns and facts take a tenth of a second that a start does not need.
    from app.curate.claims.judge import judge
    from app.curate.mentions.publication import publication_date
    from app.resources.claim_facts import facts_of

    facts = facts_of(snapshot)
    content = request.text.replace("\r\n", "\n")
    breaks = [match.start() - number for number, match in enumerate(re.finditer("\r\n", request.text))]
    article = Article(content, "en", parse(request.published) if request.published else None)
    if (
        article.publication is None
        and (dateline := publication_date(article))
        and dateline.is_certain
        and dateline.edtf
    ):
        article = Article(content, "en", parse(dateline.edtf))
    starts = [start for start, _ in paragraphs.spans(content)]
    judgements = [*islice(check_each(judge(article, facts)), MAX_SENTENCES)]
    sentences = [
        (passage.text, starts[passage.sentence.paragraph - 1] + passage.sentence.start, claims)
        for passage, claims in judgements
        if claims is not None
    ]
    places = _places(
        snapshot, [reference for *_, claims in sentences for claim in claims for reference in claim.records]
    )
    until = facts.until.isoformat() if facts.until else None
    claims = [
        _claim_json(claim, text, start, breaks, places, until) for text, start, claims in sentences for claim in claims
    ]
    counts = Counter(claim["verdict"] for claim in claims)
    return {
        "claims": claims,
        "sentences_without_claim": [
            _span(start, start + len(text), breaks) | {"sentence": text}
            for text, start, claims in sentences
            if not claims
        ],
        "counts": dict(counts),
        "sentences": len(judgements),
        "sentences_left_out": len(article.sentences) - len(judgements),
        "coverage_until": until,
        "note": _note(len(judgements), len(judgements) - len(sentences)),
    }


def _note(sentences: int, foreign: int) -> str | None:
    """Why sentences were not read; None if all were."""
    if foreign and foreign == sentences:
        return NOT_ENGLISH
    return PARTLY_ENGLISH.format(foreign, sentences) if foreign else None


def _span(start: int, end: int, breaks: Sequence[int]) -> dict[str, int]:
    """Two positions in the text that was sent. ``start`` and ``end`` count each of its line ``breaks`` as one
    character, though it has two."""
    return {"start": start + bisect_left(breaks, start), "end": end + bisect_left(breaks, end)}


def _claim_json(
    claim: Claim,
    sentence: str,
    start: int,
    breaks: Sequence[int],
    places: dict[tuple[str, str], list[Any]],
    until: str | None,
) -> dict[str, Any]:
    """A claim as :class:`ClaimOut` has it. ``start`` is the position of its sentence, and ``breaks`` are those of the
    line breaks that the text has as two characters."""
    return {
        **_span(start + claim.start, start + claim.end, breaks),
        "sentence": sentence,
        "kind": claim.kind,
        "values": claim.values,
        "verdict": claim.verdict,
        "says": _sentence(claim, until),
        "differences": [
            {"field": difference.field, "claimed": difference.claimed, "recorded": difference.recorded}
            for difference in claim.differences
        ],
        "records": [
            {
                "kind": reference.kind,
                "id": reference.id,
                "url": record_path(reference.kind, reference.id),
                "title": reference.title,
                "fields": list(reference.fields),
                "evidence": _evidence_for(places[reference.kind, reference.id], reference.fields),
            }
            for reference in claim.records
        ],
    }


def _sentence(claim: Claim, until: str | None) -> str:
    """The verdict in words."""
    if claim.verdict is ClaimVerdict.supported:
        quotations = ", ".join(f"“{words}”" for words in claim.uncompared_words[:MAX_QUOTED_WORDS])
        ending = " and others" if len(claim.uncompared_words) > MAX_QUOTED_WORDS else ""
        return f"Recorded: {claim.records[0].title}." + (f" Not compared: {quotations}{ending}." if quotations else "")
    if claim.verdict is ClaimVerdict.beyond:
        return f"The documents that we have read, up to {until}, do not reach this time or these parties."
    pairs = [
        f"{difference.claimed or 'this'}; the record says {_recorded_words(difference)}{_aspect(difference)}"
        for difference in claim.differences
    ]
    if claim.verdict is ClaimVerdict.contradicted:
        return f"The text says {', and '.join(pairs)}."
    difference = claim.differences[0] if claim.differences else None
    nearest = f" The nearest figure is {difference.recorded}{_aspect(difference)}." if difference else ""
    words = f" No record of it has the words “{claim.unsupported_words}”." if claim.unsupported_words else ""
    return f"No document that we have read states or denies it.{words}{nearest}"


_DATE = re.compile(r"\d{4}-[\d/.-]+|\.\./[\d-]+")
"""A recorded date that is more than a year, in EDTF."""


def _recorded_words(difference: Difference) -> str:
    """The recorded value, a date in words: ``../1992-10`` is “by Oct 1992”."""
    return turn_words(difference.recorded) if _DATE.fullmatch(difference.recorded) else difference.recorded


def _aspect(difference: Difference) -> str:
    return f" ({difference.aspect} differs)" if difference.aspect else ""


def _places(snapshot: Snapshot, references: Sequence[ComparedRecord]) -> dict[tuple[str, str], list[Any]]:
    """The places of evidence of records, by kind and id."""
    keys = list(dict.fromkeys((reference.kind, reference.id) for reference in references))
    places: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for batch in bulk.batches(keys, 200):
        rows = select(
            Evidence.id, Evidence.record_kind, Evidence.record_id, Evidence.document_id, Evidence.paragraph,
            Evidence.row, Evidence.fields, Evidence.as_written,
        ).where(tuple_(Evidence.record_kind, Evidence.record_id).in_(batch))  # fmt: skip
        for row in check_each(snapshot.execute(rows.order_by(Evidence.id))):
            places[row.record_kind, row.record_id].append(row)
    return places


def _evidence_for(rows: Sequence[Any], fields: Sequence[str]) -> list[dict[str, Any]]:
    """The places that support one of the fields, those of most fields first; else any."""
    claimed_fields = {*fields}
    best_first = sorted(rows, key=lambda row: -len(claimed_fields.intersection(row.fields.split())))
    best_rows = [row for row in best_first if claimed_fields.intersection(row.fields.split())] or best_first
    return [
        {
            "id": row.id,
            "url": f"/evidence/{row.id}",
            "document": row.document_id,
            "paragraph": row.paragraph,
            "row": row.row,
            "fields": row.fields.split(),
            "as_written": row.as_written,
        }
        for row in best_rows[:MAX_PLACES]
    ]
