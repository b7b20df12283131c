"""Finds the agreements that the other readers leave: the name of a text with its day or with a verb that has one.

The verb may be any of signing, adopting or entering into force, before or behind the text: “a treaty that both
ministers concluded in 2010”. A text with its day needs no verb: “the Oslo Protocol of 3 May 2012”.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from app.curate.events.event import Spot, TextValue
from app.curate.events.named_texts import DATE_JOINT, begins_after_publication, text_of
from app.curate.events.signing import TERMS, Signing
from app.curate.events.signing_words import NOUN, NOUNS, TEXT_PLURALS, is_unreal, phrase
from app.curate.events.timing import date_of
from app.curate.mentions.dates import DateMention
from app.curate.mentions.reading import Passage
from app.domain.vocabulary import AgreementStatus, AgreementType

_CONCLUSION = re.compile(
    r"\b(?:(?P<force>(?:into|in)\s(?:force|effect)|effective)"
    r"|(?P<signed>sign(?:s|ed|ing)?|signatures?|initial+(?:ed|ing)|conclu(?:ded?|ding|sion)|ink(?:ed|ing)|sealed|struck"
    r"|(?<!was )(?<!is )exchang(?:ed|ing)|reached|dat(?:es|ing)\s(?:from|back\sto))"
    r"|(?P<adopted>adopt(?:s|ed|ing|ion)|approv(?:ed|al)|endors(?:ed|ing)|issued))\b",
    re.IGNORECASE,
)
"""Words for the entry into force, the signing and the adoption of a text, as verbs or nouns."""

_OTHER_CLAUSE = re.compile(
    r"[.;:]\s|,\s(?:and|but|while|whereas)\s"
    r"|\b(?:said|noted|met|visit\w*|talks|discuss\w*|established|opened|implement\w*|ahead|since\sthen|"
    r"expir\w+|amend\w+|ratif\w+|negotiat\w+)\b"
)
"""What ends the clause of a text, or begins what happened on another day."""

_FARTHEST = 120
"""Characters between a text and its verb, and between the verb and its date."""


def dated_texts(passage: Passage, earlier: Sequence[Signing]) -> Iterator[Signing]:
    """The texts of a sentence that are none of the ``earlier`` ones. Their confidence is ``suggest`` unless the
    sentence names both parties."""
    title_spots = [s.title.spot for s in earlier if s.title.spot.passage is passage]
    for signing in (*_of_name(passage), *_of_verb(passage)):
        spot = signing.title.spot
        if not any(spot.start < title_spot.end and title_spot.start < spot.end for title_spot in title_spots):
            title_spots.append(spot)
            yield signing


def _of_verb(passage: Passage) -> Iterator[Signing]:
    """The text nearest to each verb that has a date."""
    texts = [*NOUN.finditer(passage.text)] if passage.dates else []
    for verb in _CONCLUSION.finditer(passage.text) if texts else ():
        noun = None if is_unreal(passage.text, verb) else _noun(passage, verb, texts)
        date = _date(passage, verb) if noun else None
        signing = text_of(passage, verb, noun) if noun else None
        if signing and date:
            value = replace(date.value, is_certain=len({*passage.countries}) > 1 and date.value.is_certain)
            signing.date = replace(date, value=value)
            yield signing


def _date(passage: Passage, verb: re.Match[str]) -> TextValue[DateMention] | None:
    """The date nearest to a verb, in its clause and up to the publication."""
    offset = passage.sentence.start

    def is_other(date: DateMention) -> bool:
        span = date.start - offset, date.end - offset
        return begins_after_publication(date, passage) or date.relation in TERMS or _gap_to_verb(span, verb) is None

    return date_of(Spot(passage, *verb.span()), is_other)


def _noun(passage: Passage, verb: re.Match[str], texts: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The text nearest to a verb in its clause."""
    gaps = [(_gap_to_verb(phrase(passage.text, noun, None), verb), noun) for noun in texts]
    return min(((gap, noun) for gap, noun in gaps if gap is not None), key=itemgetter(0), default=(0, None))[1]


def _gap_to_verb(span: tuple[int, int], verb: re.Match[str]) -> int | None:
    """The characters between a text or a date and a verb; None if they are far apart or in two clauses. ``span`` has
    the offsets of the text or date in the sentence of the verb."""
    (_, first_end), (last_start, _) = sorted((span, verb.span()))
    gap = max(0, last_start - first_end)
    return None if gap > _FARTHEST or _OTHER_CLAUSE.search(verb.string, first_end, first_end + gap) else gap


_DATED_ITEM = re.compile(r"(?:\s\([A-Z]\w+\))?(?:,\s|\s?[–—:-]\s|;\s)(?:(?:in\s)?[A-Z]\w+,\s)?")
"""What stands between a text and its day in an item without a verb: “Air Services Agreement, Lima, 1978”."""

_OF_DAY = re.compile(r"\s(?:of|dated)\s\Z")
"""What stands before the day that ends a name in small letters: “the agreement on air services of 2012”."""

_TREATIES = (AgreementType.treaty, AgreementType.memorandum, AgreementType.protocol, AgreementType.declaration)

_ITEM_OPENS = re.compile(r"\W{0,4}(?:\d{1,2}[.)]\s)?")
_DATE_OF_ITEM = re.compile(r"\)?\s?[–—:,.-]?\s(?:the\s|an?\s)?")
"""What stands before and behind a date that opens an item of a list: “1978: Air Services Agreement”."""


def _of_name(passage: Passage) -> Iterator[Signing]:
    """The texts whose day stands beside their name, with or without a verb."""
    text, offset = passage.text, passage.sentence.start
    is_item = not passage.tenses.has_verb and len(text) <= _LONGEST_ITEM
    end = 0
    for noun in NOUN.finditer(text):
        first = noun.start()
        is_named, kind = is_item or text[first].isupper(), NOUNS.get(noun.group().lower())
        if first < end or kind is None or noun.group().lower() in TEXT_PLURALS:
            continue
        first, end = phrase(text, noun, None)
        if any(_gap_to_verb((first, end), v) is not None and is_unreal(text, v) for v in _CONCLUSION.finditer(text)):
            continue
        for date in passage.dates:
            start, last = date.start - offset, date.end - offset
            gaps = [DATE_JOINT, *([_DATED_ITEM] if is_item else [])]
            is_own = any(gap.fullmatch(text, edge, start) for gap in gaps for edge in (noun.end(), end))
            opens = is_item and _ITEM_OPENS.fullmatch(text, 0, start) and _DATE_OF_ITEM.fullmatch(text, last, first)
            of_day = _OF_DAY.search(text, noun.end(), start) if kind in _TREATIES and start < end + _OF_LENGTH else None
            is_own = (is_named and (is_own or bool(opens))) or bool(of_day)
            if is_own and date.edtf and date.span and not begins_after_publication(date, passage):
                spot = Spot(passage, first, min(end, of_day.start() if of_day else start) if first < start else end)
                cue = Spot(passage, noun.start(), max(noun.end(), last))
                signing = Signing(kind, AgreementStatus.signed, TextValue(spot.words.strip(), spot), cue)
                date = date if is_named else replace(date, is_certain=False)
                signing.date = TextValue(date, Spot(passage, start, last), date.reason)
                yield signing
                break


_OF_LENGTH = len(" dated ")

_LONGEST_ITEM = 250
"""Characters of an item of a list that is the name of a text."""
