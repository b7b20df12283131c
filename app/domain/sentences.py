"""Splits a paragraph into sentences, by rules for English, Turkish and Russian that other languages mostly share.

A sentence ends with a full stop, question mark, exclamation mark or ellipsis, and the quotation marks and brackets
after it, if what follows can begin a sentence: no lower-case letter. A full stop is doubtful after an abbreviation, an
initial or a number; then the word after it decides. A paragraph has at least one sentence.
"""

import re

_CLOSING = "”\"’'»›)\\]}"
_OPENING = "“\"‘'„«‹(\\[{—–·•*\\-"

_END = re.compile(
    rf"(?<![.!?…])[.!?…]+[{_CLOSING}]*\s+(?=[{_OPENING}\s]*[^\W_])"
    rf"|[。！？][{_CLOSING}」』]*\s*(?=[{_OPENING}「『\s]*[^\W_])"
)

_FIRST = re.compile(rf"[{_OPENING}「『\s]*(\w+(?:[’'-]\w+)*)([.\w]?)")
"""The first word of what follows, and the full stop or digit after it."""

_LAST = re.compile(r"[\w.№-]*\Z")

_LONGEST_WORD = 40
"""Number of characters before a full stop that the rules look at."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_END = _words(
    """
    mr mrs ms md messrs dr prof st gen col lt maj capt sgt adm cmdr sen rep gov hon rev amb pres fr mt ft vs cf al
    e.g i.e h.e h.h h.m ts zh kh smt shri eng ing retd maj brig ambs
    no nos art fig vol pp para sec ch approx ca est dept univ assn bros jan feb mar apr jun jul aug sep
    sept oct nov dec mon tue tues wed thu thur thurs fri sat sun sn doç yrd av öğr arş uzm alb gnr örn bkz çev
    haz krş md cad sok mah bul apt им ул пл пер просп обл респ акад проф доц чл тов св напр см ср ст стр рис
    табл гл разд инж полк ген кн
    """
)
"""Abbreviations that never end a sentence."""

_BEFORE_NUMBERS = _words(
    """
    p pp c ca art fig vol s m т п с ч д № no nr par rs
    """
)
"""Short words that are abbreviations before a number."""

_OFTEN_LAST = _words(
    """
    etc vb vd т.д т.п др пр млн млрд трлн тыс руб долл коп гг нэ н.э jr sr a.m p.m
    """
)
"""Abbreviations that end a sentence if a capital letter follows."""

_COMPANIES = _words("inc ltd co corp llc plc bros a.ş ltd.şti")

_BEGINNERS = _words(
    """
    the a an this that these those it its he she they we you i in on at by for from to of as but and or if when
    while since after before during according however meanwhile moreover also although despite both each all
    some many most more other another such there here his her their our last next earlier later today yesterday
    bu bir o biz siz onlar ve ama fakat ancak ayrıca için ile daha sonra önce iki her bunun buna bunlar şu в во
    на по с со к о об от до из за и а но он она оно они мы вы это эта этот эти так как также кроме при после для
    если когда все его её их по-прежнему однако ранее
    """
)
"""Words that begin a sentence and do not continue a name."""

_ORDINAL_LANGUAGES = _words(
    """
    tr az de da no nb nn fi et lv cs sk pl hu sl hr sr bs is
    """
)
"""Languages that write an ordinal as a number with a full stop: ``8. toplantı``."""

_ROMAN = re.compile("[IVX]{1,5}")


def starts(text: str, start: int = 0, end: int | None = None, language: str = "") -> list[int]:
    """The offsets in the text at which the sentences of a paragraph start; the first is ``start``.

    The paragraph goes from ``start`` to ``end`` (exclusive); ``language`` is its ISO 639-1 code. A sentence goes up to
    the start of the next, so each character belongs to one sentence.
    """
    end = len(text) if end is None else end
    offsets = [start]
    for match in _END.finditer(text, start, end):
        if _ends(text, offsets[-1], match, end, language):
            offsets.append(match.end())
    return offsets


def _ends(text: str, sentence: int, match: re.Match[str], end: int, language: str) -> bool:
    """Whether a sentence that starts at ``sentence`` ends at a match of ``_END``."""
    mark = match.group().rstrip()
    next_word = _FIRST.match(text, match.end(), min(end, match.end() + _LONGEST_WORD))
    if next_word is None or mark[0] in "。！？":
        return True
    word, after = next_word.groups()
    if word[0].islower():
        return False
    if mark != ".":
        return True
    last = _LAST.search(text, max(sentence, match.start() - _LONGEST_WORD), match.start())
    before = last.group() if last else ""
    begins = word.lower() in _BEGINNERS and after != "."
    if not before.strip(".-"):
        return True
    if language in _ORDINAL_LANGUAGES and _ROMAN.fullmatch(before):
        return begins
    if before.isdigit():
        at_start = match.start() - len(before) == sentence  # the number of an item: "1. Trade"
        return not at_start and (begins or language not in _ORDINAL_LANGUAGES or len(before) > 2)
    return _ends_after(before, word, text[sentence : match.start()], begins=begins)


def _ends_after(before: str, word: str, so_far: str, *, begins: bool) -> bool:
    """Whether a full stop between two words ends a sentence. ``so_far`` is the sentence up to the full stop."""
    lower = before.lower()
    if lower == "г":  # of a year it is the last word of the date, of a city the first
        return bool(re.search(r"\d\s*\Z", so_far[: -len(before)]))
    if word[0].isdigit():
        return lower not in _NEVER_END and lower not in _BEFORE_NUMBERS
    if lower in _NEVER_END:
        return lower in ("no", "sat", "sun", "mar") and begins  # they are words as well
    if lower in _OFTEN_LAST:
        return True
    initial = len(before) == 1 and before.isupper()
    has_dots = bool(re.fullmatch(r"(?:\w{1,2}\.)+\w{1,2}", before))
    if initial or has_dots or lower in _COMPANIES:
        return begins
    return True
