"""Whose “we” a paragraph of an interview or of a transcript has."""

import re

from app.curate.mentions.context import Context
from app.domain.text import fold

_ANSWER = re.compile(r"(?:A|ANSWER|Answer)\s?[:.]\s")

_LABEL = re.compile(r"(?P<label>[A-Z][\w.’'-]{1,30}(?:\s[A-Z][\w.’'-]{1,30}){0,3})\s?:\s")
"""Who speaks, before a colon: “MINISTER SOLBAKKEN:”."""

_HEAD = 4
"""Paragraphs at the start that say who is asked."""

_POST = r"(?:[Aa]mbassador|[Mm]inister|[Pp]resident|[Ee]nvoy|[Cc]onsul|[Cc]hancellor|[Pp]remier)"
_POST_BEHIND = re.compile(rf"(?:[’']s?)?\s(?:\w+\s){{0,2}}?{_POST}\b")
_POST_BEFORE = re.compile(rf"{_POST}(?:\s\w+){{0,4}}?\sof\s(?:the\s)?(?:Republic\sof\s|Kingdom\sof\s)?$")


def country_of_label(context: Context, number: int) -> str | None:
    """The country for which the speaker of a sentence says “we”, by the label of the paragraph. None if it has none."""
    text = context.article.paragraphs[context.sentences[number].paragraph - 1]
    if _ANSWER.match(text):
        return _country_of_guest(context)
    if label := _LABEL.match(text):
        name = fold(label["label"]).split()[-1]
        parties = {
            p.post.party for people in context.people for p in people if p.post and fold(p.name).split()[-1] == name
        }
        parties |= {p.party for p in context.names.people if fold(p.name).split()[-1] == name}
        codes = parties & set(context.pair)
        return next(iter(codes)) if len(codes) == 1 else None
    return None


_SPEECH_BY = re.compile(r"\b(?:speech|statement|remarks|address|intervention|message|lecture|toast)\s(?:by|of)\s", re.I)
"""Words of a headline over what one person says."""


def country_of_speech(context: Context) -> str | None:
    """The country of who gives the speech that a text is, by its headline. None if it is no speech."""
    headline = context.sentences[0].text if context.sentences else ""
    return _country_of_guest(context) if _SPEECH_BY.search(headline) else None


def _country_of_guest(context: Context) -> str | None:
    for number, sentence in enumerate(context.sentences):
        if sentence.paragraph > _HEAD:
            break
        for party in context.states(number):
            before = _POST_BEFORE.search(sentence.text[: party.start])
            if before or _POST_BEHIND.match(sentence.text, party.end):
                return party.code
    return None
