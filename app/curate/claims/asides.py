"""The words of a sentence that tell of something else than its event: a dateline, who reported it, another occasion."""

import re

from app.curate.claims.sentences import ClaimSentence

_TIME = r"(?:[\w-]+\s(?:hours?|days?|weeks?|months?|years?)\s)?"
_TELLS = r"(?:said|reported|wrote|announced|stated|noted|told)"
_REPORTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\A[A-Z]{3,}(?:[ /][A-Z]{3,})*(?:,\s[\w.]+\s[\w.]+(?:,?\s\d{4})?\.?)?(?:\s\([^()]{2,40}\))?\s[–—-]\s",
        r"\A(?:[A-Z]\w+,\s)?[A-Z]\w+:\s",
        r"\A[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){1,3}(?:,\s[^:.]{3,80})?:\s(?=[A-Z“\"])",
        rf",\s[^,]{{1,60}}\s{_TELLS}(?:\s(?:reporters|journalists|the\s(?:press|media)))?(?:\son\s[A-Z]\w+)?\W*\Z",
    )
)
"""Patterns for words that say who reports: a dateline, a speaker before a colon, “he told reporters”."""

_OTHER_OCCASIONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\A{_TIME}(?i:after|before|following|unlike|like|on behalf of)\s[^,]*,(?=\s[A-Z]|\sthe\s|\sin\s)",
        rf"\A[^,;]{{1,80}}\s{_TELLS}\s[^,;]{{0,40}}?\bthat\s(?=the\s|[A-Z])",
        r"\AFrom\s[A-Z]\w+\scame\s",
        r",\s(?:who|whom|whose|which|born|appointed|elected|named|sent|hosted)\s[^,]*,",
        r",\s[^,]{0,40}\bsince\s[^,]*,",
        rf",\s{_TIME}(?:after|before|ahead\sof|following|unlike)\s(?!\d)[^,.]*",
        r"\s(?:came\s[\w-]+\s\w+\safter|followed\sthe|preceded\sthe)\s.*",
        r"(?:\sand)?\s(?:conveyed|passed\son|handed\sover|delivered|brought)\s[^,.]{0,60}?\b(?:greetings|message|regards|letter)\b"
        r"(?:\sfrom(?:\s[A-Z][\w’'-]+)+)?(?:\swhen\she)?",
        r"(?:\sand\sdiscussed|\sto\s(?:prepare|discuss|arrange))\s[^,.]*",
        r"\sthat\sthe\s[^.]{0,80}?\bwould\b.*",
        r"\smoved\sfrom\s[A-Z]\w+",
    )
)
"""Patterns for words about something else. Their places, people and dates are not those of the event."""


def asides(sentence: ClaimSentence, *, of_reports_only: bool = False) -> list[tuple[int, int]]:
    """The offsets of the words that tell of something else, or only of who reports, in order."""
    patterns = _REPORTS if of_reports_only else (*_REPORTS, *_OTHER_OCCASIONS)
    return sorted({match.span() for pattern in patterns for match in pattern.finditer(sentence.text)})
