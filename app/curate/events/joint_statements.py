"""Finds the joint statement that a text is, or that it quotes."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from app.curate.events.event import Spot, TextValue, text_value
from app.curate.events.signing import Signing
from app.curate.events.signing_words import NOUNS
from app.curate.events.timing import date_of
from app.curate.mentions.reading import Passage, Reading
from app.domain.edtf import Precision, Span
from app.domain.vocabulary import AgreementStatus, AgreementType

_OWN_TITLE = re.compile(
    r"(?:[\w–-]+\s){0,3}?(?:joint\s(?:press\s)?(?P<noun>statement|declaration|communiqu[eé])|(?:agreed\s)?(?P<act>minutes|protocol)(?=\sof\sthe\s))\b"
    r"(?P<issued>:|\s(?:issued|released|adopted)\s(?:at|by|on|after|following)\b)?[^.]*$",
    re.IGNORECASE,
)

_AHEAD = re.compile(r"\b(?:to\sbe|will|would|expected|planned|draft)\b", re.IGNORECASE)
"""Words of a headline about a text that is still to come."""

_CLOSING = re.compile(r"(?:Done|Signed)\s(?:at|in)\s")
"""The beginning of the last sentence of a text, which states its day."""

_SITE_AND_DAY = re.compile(
    r"[A-Z][\w.-]+(?:\s[A-Z][\w.-]+){0,2},\s(?:on\s)?(?:[A-Z]\w+\s)?\d{1,2}\b[^.;,]{0,15},?[^.;,]{0,6}\.?$"
)
"""The foot of a text: “Oslo, 3 May 2025”."""

_FOOT = 3
"""Sentences at the end of a text that may be its foot."""


def of_headline(reading: Reading) -> Iterator[Signing]:
    """The joint text that an article itself is: its headline is its name, and its head or its end has the day."""
    passage = reading.passages[0] if reading.passages else None
    match = _OWN_TITLE.match(passage.text) if passage else None
    if passage is None or match is None or (passage.tenses.has_verb and not (match["issued"] or match["act"])):
        return
    if _AHEAD.search(passage.text):
        return
    spot, noun = Spot(passage, match.start(), match.end()), match["noun"] or match["act"]
    ends = [p for p in reading.passages[_HEAD:] if _CLOSING.match(p.text)]
    ends += [p for p in reading.passages[_HEAD:][-_FOOT:] if _SITE_AND_DAY.match(p.text)]
    status = AgreementStatus.signed if match["act"] else AgreementStatus.announced
    signing = Signing(NOUNS[noun.lower()], status, TextValue(spot.words, spot), spot, is_quoted=True)
    for head in (*ends, *reading.passages[:_HEAD]):
        for date in head.dates:
            if _is_just_before(date.span, reading.publication) or (head in ends and not reading.publication):
                signing.date = text_value(head, date)
                yield signing
                return


def _is_just_before(span: Span | None, publication: Span | None) -> bool:
    """Whether a day is that of the publication, or one of the ten before it."""
    if not (span and span.start and span.precision is Precision.day and publication and publication.start):
        return False
    return timedelta() <= publication.start - span.start <= timedelta(days=10)


_HEAD = 4
"""Sentences at the start of a text that may have its day."""


_NOUN = r"(?:statement|communiqu[eé])"

_RELEASE = r"\s(?:issued|released|published|adopted|(?:put|sent|given|read)\sout|made\spublic)\b"

_JOINT_STATEMENT = re.compile(
    rf"\b(?:(?:[Aa]ccording\sto|[Ii]n)\s(?:a|the|their)|A|The|,\sa)\s(?P<noun>joint\s(?:press\s|political\s|final\s)?{_NOUN})\b"
    rf"(?=(?P<issued>{_RELEASE})|\s(?:that|on|after|following|at|said|says|noted|reads?)\b|[,.])"
    rf"|\b(?:issued|released|published)\s(?P<text>the\sfollowing\s(?:joint\s)?(?P<kind>{_NOUN}))\b"
)
"""A joint statement from which a report quotes."""


def of_statement(passage: Passage, before: Sequence[Signing]) -> Iterator[Signing]:
    """The joint statement that a report quotes: the two have announced it. That it was put out is news of its day."""
    match = _JOINT_STATEMENT.search(passage.text)
    if match and not any(s.type is AgreementType.joint_statement and not s.is_ahead for s in before):
        spot = Spot(passage, *match.span("noun" if match["noun"] else "text"))
        title = TextValue(match["noun"] or f"joint {match['kind']}", spot)
        signing = Signing(AgreementType.joint_statement, AgreementStatus.announced, title, spot)
        signing.is_quoted = not (match["issued"] or match["text"])
        signing.date = date_of(spot, lambda date: date.is_year)
        yield signing
