"""The statistics office or customs service whose figures a text gives, and its country, which reports them."""

import re
from collections.abc import Sequence

from app.curate.mentions.context import Context
from app.curate.mentions.parties import PartyMention, parties

_NOUN = r"(?:bureau|committee|agency|office|service|department|institute|authority|administration)"

_OFFICE = (
    rf"(?:{_NOUN}\s(?:of|on|for)\s(?:the\s)?(?:\w+\s){{0,2}}?(?:statistics|customs)"
    rf"|(?:statistics|statistical|customs)\s{_NOUN})"
)

_IS_OFFICE = re.compile(rf"\b{_OFFICE}\b", re.IGNORECASE)
"""A name of an office of statistics: “Bureau of National Statistics”, “customs service”."""

_OF_COUNTRY = re.compile(rf"\b{_OFFICE}\s(?:of|in)\s(?:the\s)?(?:Republic\sof\s)?\Z", re.IGNORECASE)

_OFFICE_BEHIND = re.compile(rf"(?:[’']s)?\s(?:(?:national|state|official)\s)?{_OFFICE}\b", re.IGNORECASE)

_LONGEST_HEAD = 150
"""Characters of a line that names who publishes a text."""

_PUBLISHES = re.compile(rf"\bstatistics\b|{_OFFICE}\b", re.IGNORECASE)
"""A publisher that is such an office: “Statistics Norland”."""


def is_of_office(context: Context, number: int) -> bool:
    """Whether a statistics office publishes the text, or is named in its first line or in a sentence."""
    head = context.article.paragraphs[0]
    heads = [head] if len(head) <= _LONGEST_HEAD else []
    is_named = any(_IS_OFFICE.search(text) for text in (*heads, context.sentences[number].text))
    return is_named or bool(_PUBLISHES.search(context.article.publisher or ""))


def country_of_office(context: Context) -> str | None:
    """The code of the only country whose statistics office publishes the text, or else is named in it."""
    publisher = context.article.publisher or ""
    if _PUBLISHES.search(publisher) and (owners := parties(publisher, context.names)):
        return owners[0].code
    of_text: set[str] = set()
    for number, sentence in enumerate(context.sentences):
        of_text |= _countries(sentence.text, context.states(number))
    return next(iter(of_text)) if len(of_text) == 1 else None


def _countries(text: str, mentions: Sequence[PartyMention]) -> set[str]:
    """The countries beside the name of an office: “Statistics Agency of Kenya”, “Kenya’s customs service”."""
    return {
        party.code
        for party in mentions
        if _OFFICE_BEHIND.match(text, party.end) or _OF_COUNTRY.search(text, 0, party.start)
    }
