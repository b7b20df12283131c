"""Places the selectors of an annotation in a text: exactly, or not at all.

Words are compared as quotes of the seed are: in Unicode's composed form (NFC), with plain spaces and without soft
hyphens. Positions count code points; one alone is trusted only with the hash of the text or of the words there. A place
never cuts a letter from its accents, nor an emoji in two.
"""

import re
import unicodedata
from collections.abc import Iterable

from app.curate.articles import Article
from app.curate.exact_quotes import source_text
from app.curate.web_annotations import Selector
from app.domain.free_text import clean
from app.ingest.places import SourceText, digest
from app.ingest.quotes import nearest_words, occurrences, plain_text

MAX_CONTEXT = 200
"""Characters of a prefix or suffix that are compared."""

_JOINER = "\u200d"
_SPACE = re.compile(r"\s+")


class PlaceError(ValueError):
    """The selectors name no exact place of the text. The message says why."""


def find_place(article: Article, selectors: Iterable[Selector], *, is_this_text: bool) -> tuple[int, int]:
    """Start and end of the place, in characters of the whole text. Raises :class:`PlaceError`.

    ``is_this_text`` says that the annotation names the hash of this text, so that its positions are those of this text.
    """
    text = article.derive(source_text)
    group = list(selectors)
    quotes = [selector for selector in group if selector.exact is not None]
    positions = [selector for selector in group if selector.start is not None]
    with_hash = [selector for selector in positions if is_this_text or _has_hash(text, selector)]
    if quotes:
        spans = _by_words(text, quotes[0])
        offsets = [(selector.start, selector.end) for selector in positions]
        if len(spans) > 1:
            spans = [span for span in spans if span in offsets] or _in_context(text, spans, quotes[0])
        if len(spans) != 1:
            raise PlaceError("the text has these words several times, and what is around them tells none apart")
        if with_hash and spans[0] not in [(selector.start, selector.end) for selector in with_hash]:
            raise PlaceError("its words and its position are two different places")
        start, end = spans[0]
    elif with_hash:
        start, end = with_hash[0].start or 0, with_hash[0].end or 0
        if not 0 <= start < end <= len(text.content):
            raise PlaceError(f"the text has {len(text.content)} characters, not {end}")
    elif positions:
        raise PlaceError("a position without the hash of this text may be one of another text")
    else:
        raise PlaceError("it has neither words nor a position")
    if splits_character(text.content, start) or splits_character(text.content, end):
        raise PlaceError("it begins or ends inside a character: an accent or a part of an emoji is cut off")
    return start, end


def _has_hash(text: SourceText, selector: Selector) -> bool:
    start, end = selector.start or 0, selector.end or 0
    return selector.sha256 is not None and 0 <= start < end and digest(text.content[start:end]) == selector.sha256


def _by_words(text: SourceText, selector: Selector) -> list[tuple[int, int]]:
    words = clean(selector.exact or "")
    if not words:
        raise PlaceError("its words cannot be seen")
    numbers = range(1, len(text.paragraphs) + 1)
    spans = [span for number in numbers for span in occurrences(text, number, words)]
    if not spans:
        raise PlaceError(f"no paragraph of the text has its words{nearest_words(text, words, numbers)}")
    return spans


def _in_context(text: SourceText, spans: list[tuple[int, int]], selector: Selector) -> list[tuple[int, int]]:
    """The spans with the prefix before them and the suffix after them, whatever white space is there."""
    prefix, suffix = _without_space(selector.prefix)[-MAX_CONTEXT:], _without_space(selector.suffix)[:MAX_CONTEXT]
    around = 2 * MAX_CONTEXT
    return [
        (start, end)
        for start, end in spans
        if _without_space(text.content[max(0, start - around) : start]).endswith(prefix)
        and _without_space(text.content[end : end + around]).startswith(suffix)
    ]


def _without_space(words: str) -> str:
    """Words without any white space: pages and texts break lines at other places."""
    return _SPACE.sub("", plain_text(words))


def splits_character(content: str, at: int) -> bool:
    """Whether an offset is inside what people see as one character: a letter with its marks, an emoji, a flag."""
    if not 0 < at < len(content):
        return False
    before, after = content[at - 1], content[at]
    is_mark = unicodedata.category(after).startswith("M") or _is_modifier(after)
    if is_mark or after == _JOINER or (before == _JOINER and unicodedata.category(after) == "So"):
        return True
    first = at
    while first and _is_flag_letter(content[first - 1]):
        first -= 1
    return _is_flag_letter(after) and (at - first) % 2 == 1


def _is_modifier(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
