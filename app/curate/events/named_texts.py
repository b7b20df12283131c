"""Finds the texts whose day stands beside their name, with no verb of a signing: “Air Services Agreement, 1978”."""

import re
from collections.abc import Iterator

from app.curate.events.event import Spot, TextValue
from app.curate.events.signing import Signing
from app.curate.events.signing_words import NOUN, NOUNS, TEXT_PLURALS, phrase
from app.curate.mentions.dates import DateMention
from app.curate.mentions.reading import Passage
from app.domain.vocabulary import AgreementStatus

_DATED = re.compile(r"\s(?:of|dated)\s|(?:\s\([A-Z]\w+\))?\s?\((?:signed\s)?(?:[A-Z]\w+,\s)?")
"""What stands between the name of a text and its day: “the Oslo Agreement of 3 October 2009”, “Air Protocol (2016)”."""

_DATED_ITEM = re.compile(r"(?:\s\([A-Z]\w+\))?(?:,\s|\s?[–—:-]\s|;\s)(?:(?:in\s)?[A-Z]\w+,\s)?")
"""The same in an item of a list, which has no verb: “Air Services Agreement, Lima, 1978”."""

_ITEM_OPENS = re.compile(r"\W{0,4}(?:\d{1,2}[.)]\s)?")
_DATE_OF_ITEM = re.compile(r"\)?\s?[–—:,.-]?\s(?:the\s|an?\s)?")
"""What stands around the date that opens such an item: “1978: Air Services Agreement”."""


def texts_by_name(passage: Passage) -> Iterator[Signing]:
    """The texts whose day stands beside their name, with no verb of a signing."""
    text, offset = passage.text, passage.sentence.start
    is_item = not passage.tenses.has_verb and len(text) <= _LONGEST_ITEM
    end = 0
    for noun in NOUN.finditer(text):
        first = noun.start()
        is_named = is_item or text[first].isupper()
        if first < end or noun.group().lower() in TEXT_PLURALS or not is_named:
            continue
        first, end = phrase(text, noun, None)
        for date in passage.dates:
            start, last = date.start - offset, date.end - offset
            gaps = [_DATED, *([_DATED_ITEM] if is_item else [])]
            is_own = any(gap.fullmatch(text, edge, start) for gap in gaps for edge in (noun.end(), end))
            opens = is_item and _ITEM_OPENS.fullmatch(text, 0, start) and _DATE_OF_ITEM.fullmatch(text, last, first)
            is_own = is_own or bool(opens)
            if is_own and date.edtf and date.span and not begins_after_publication(date, passage):
                spot = Spot(passage, first, min(end, start) if first < start else end)
                cue = Spot(passage, noun.start(), max(noun.end(), last))
                signing = Signing(NOUNS[noun.group().lower()], AgreementStatus.signed, TextValue(spot.words, spot), cue)
                signing.date = TextValue(date, Spot(passage, start, last), date.reason)
                signing.is_near = False
                yield signing
                break


_LONGEST_ITEM = 250
"""Characters of an item of a list that is the name of a text."""


def begins_after_publication(date: DateMention, passage: Passage) -> bool:
    """Whether a date begins after the publication, and so is of nothing that was signed."""
    published = passage.article.published
    end, start = published.end if published else None, date.span.start if date.span else None
    return bool(end and start and start > end)
