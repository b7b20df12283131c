"""What only sounds like a promise of a country: a forecast, a gift of the past, the words of a stranger, a fee."""

import re
from datetime import timedelta

from app.curate.mentions.context import Context
from app.curate.mentions.pledges import AMOUNT, NUMBER_GIVEN, SAYS
from app.curate.promisers import OFFICIAL_SPEECH

_STRANGERS = (
    r"(?:analysts?|experts?|economists?|critics?|opponents?|observers?|commentators?|newspapers?|media|tabloids?|bloggers?|activists?"
    r"|residents|locals|fans|rivals|campaigners?|protesters)"
)

_FORECAST = re.compile(
    rf"\b(?:{_STRANGERS}(?:\s[\w’-]+){{0,4}}?\s(?:sa(?:y|ys|id)|hope|expect|believe|estimate|warn|think|see|promise|pledge)(?:s|ed)?"
    rf"|(?:according\sto|(?:say|said)(?!\sto\b))\s(?:\w+\s){{0,2}}{_STRANGERS}|forecasts?|predict(?:s|ed)?|IMF|World\sBank)\b",
    re.IGNORECASE,
)


def is_told_by_strangers(text: str) -> bool:
    """Whether a sentence is a forecast, or has its words from people who cannot promise anything."""
    return bool(_FORECAST.search(text))


_MONTH = timedelta(days=30)

_PROMISE_VERB = re.compile(r"announced|unveiled|pledged|promised|committed|offered|earmarked")
"""Verbs of a promise, which holds although it was made long ago. A sum that was given is no promise."""

_OTHER_CLAUSE = re.compile(
    r"[;:]|,\s(?:which|who|whose|where|when|while|after|but)\b|\s(?:[a-z]+ed|built|began|begun)\s\Z"
)
"""Words between a sum and the date of something else: “$5 million for the port, which opened in 2015”."""


def is_over(context: Context, number: int, match: re.Match[str]) -> bool:
    """Whether a sum was given more than a month before the publication: “provided 5 million dollars in 2015”. The date
    is the first one behind the words; for a gift, also one before them."""
    publication = context.article.publication
    is_present = match.re not in (AMOUNT, NUMBER_GIVEN) or match["pledge"].endswith("s")
    if is_present or publication is None or publication.start is None:
        return False
    last_day, offset = publication.start - _MONTH, context.sentences[number].start
    is_promise = bool(_PROMISE_VERB.match(match["pledge"]))
    before = [d for d in context.dates[number] if d.start - offset < match.start() and not is_promise]
    behind = [d for d in context.dates[number] if d.start - offset > match.start()][:1]
    behind = [d for d in behind if not _OTHER_CLAUSE.search(match.string, match.end(), d.start - offset)]
    return any(d.relation == "since" or (d.span and d.span.end and d.span.end < last_day) for d in before + behind)


_GIFT_VERBS = ("gave", "granted", "provided", "lent", "donated", "extended")
"""Verbs of a gift that has been given, and so may be no open promise."""

_PAYMENT = re.compile(r"(?:pay|giv|award|lend|grant|donat|provid|send)(?:e|ing)?\b")

_TO_PERSON = re.compile(
    r"(?:\sto|^\w+)\s(?:an?|the|his|her|their)\s(?:[a-z-]+\s){0,2}?(?!minister|leader|neighbor|center|sector|corridor|tower|border|partner)[a-z]+(?:[eo]r|ist|ian|man|ant)\b"
    r"(?!\s(?!(?:by|in|on|of|for|from|who|and|with|before|after|at|as|an?)\b)[a-z])"
)
"""Somebody who is paid and is no country: “to a lawyer”, but not “to the power company”."""


def is_doubtful(context: Context, number: int, match: re.Match[str], deed: str, *, is_dated: bool) -> bool:
    """Whether a promise may be none: nobody who can promise says that a country “would”, it is paid already, or a
    person is paid. ``deed`` is what shall be done; ``is_dated`` says that it has a day."""
    if match["pledge"] == "would" and not _is_told_by_official(context, number):
        return True
    if _OF_STRANGER.search(match.string):
        return True
    is_given = match["pledge"] in ("is", "are") or (match.re is AMOUNT and match["pledge"].startswith(_GIFT_VERBS))
    is_payment = match.re is AMOUNT or _PAYMENT.match(deed)
    return (is_given and not is_dated) or bool(is_payment and _TO_PERSON.search(deed))


_OF_STRANGER = re.compile(
    r"\b(?:said|says|told\sus|according\sto)\s(?:an?|one|some|many)\s(?!official|minist|spokes|diplomat|statement|president"
    r"|government|embassy|senior|foreign|high|joint|deputy|press)[a-z]"
)
"""Words of somebody without a post, who cannot promise for a country: “said a victim”."""


def _is_told_by_official(context: Context, number: int) -> bool:
    """Whether a country, a body, somebody with a post, or the one who promises says a sentence."""
    text = context.sentences[number].text
    ends_of_names = {party.end + 1 for party in context.parties[number]}
    is_speech_of_party = any(speech.start() in ends_of_names for speech in SAYS.finditer(text))
    return is_speech_of_party or context.speaker(number) is not None or bool(OFFICIAL_SPEECH.search(text))
