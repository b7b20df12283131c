"""Finds the joint statement that a text is, or that it quotes."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from app.curate.events.event import Spot, TextValue
from app.curate.events.signing import Signing
from app.curate.events.signing_words import NOUNS
from app.curate.events.when import date_of
from app.curate.mentions.reading import Passage, Reading
from app.domain.edtf import Precision, Span
from app.domain.vocabulary import AgreementStatus, AgreementType

_OWN_TITLE = re.compile(r"(?:[A-Z][\w–-]+\s){0,3}?Joint\s(?P<noun>Statement|Declaration|Communiqu[eé])\b[^.]*$")


def of_headline(reading: Reading) -> Iterator[Signing]:
    """The joint statement that the text itself is: its headline is its name, and its head has the day."""
    passage = reading.passages[0] if reading.passages else None
    match = _OWN_TITLE.match(passage.text) if passage else None
    if passage is None or match is None or passage.tenses.has_verb:
        return
    spot = Spot(passage, match.start(), match.end())
    signing = Signing(NOUNS[match["noun"].lower()], AgreementStatus.announced, TextValue(spot.words, spot), spot)
    for head in reading.passages[:_HEAD]:
        for date in head.dates:
            if _is_just_before(date.span, reading.published):
                offset = head.sentence.start
                signing.date = TextValue(date, Spot(head, date.start - offset, date.end - offset), date.reason)
                yield signing
                return


def _is_just_before(span: Span | None, published: Span | None) -> bool:
    """Whether a day is that of the publication, or one of the ten before it."""
    if not (span and span.start and span.precision is Precision.day and published and published.start):
        return False
    return timedelta() <= published.start - span.start <= timedelta(days=10)


_HEAD = 4
"""Sentences at the start of a text that may have its day."""


_JOINT_STATEMENT = re.compile(
    r"\b(?:(?:[Aa]ccording\sto|[Ii]n)\s(?:a|the|their)|A|The|,\sa)\s(?P<noun>joint\s(?:press\s|political\s|final\s)?(?:statement|communiqu[eé]))\b"
    r"(?=\s(?:issued|released|published|that|on|after|following|at|said|says|noted|reads?)\b|[,.])"
)
"""A joint statement from which a report quotes."""


def of_statement(passage: Passage, before: Sequence[Signing]) -> Iterator[Signing]:
    """The joint statement that a report quotes: the two have announced it."""
    match = _JOINT_STATEMENT.search(passage.text)
    if match and not any(s.type is AgreementType.joint_statement and not s.is_ahead for s in before):
        spot = Spot(passage, *match.span("noun"))
        signing = Signing(AgreementType.joint_statement, AgreementStatus.announced, TextValue(spot.words, spot), spot)
        signing.date = date_of(spot)
        yield signing
