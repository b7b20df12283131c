"""The plural of an English noun from its singular, and the singular from its plural.

It is a rule of spelling without a dictionary, so a form may be no word. Such a form matches nothing.
"""

import re

_SHORTEST = 4
"""Number of letters from which a word has another form. Shorter ones are often abbreviations."""

_SINGULAR_IN_S = re.compile(r"(ss|us|is)$")
_PLURAL_IN_ES = re.compile(r"(ss|sh|ch|x|z)es$")
_HISSING = re.compile(r"(s|x|z|ch|sh)$")
_Y_AFTER_CONSONANT = re.compile(r"[^aeiou]y$")


def other_forms(word: str) -> tuple[str, ...]:
    """The singular or plural of a folded English word; empty for a short word, or one with other signs than letters."""
    if len(word) < _SHORTEST or not word.isalpha():
        return ()
    if word.endswith("s") and not _SINGULAR_IN_S.search(word):
        if word.endswith("ies"):
            return word[:-3] + "y", word[:-1]
        return (word[:-2], word[:-1]) if _PLURAL_IN_ES.search(word) else (word[:-1],)
    if _Y_AFTER_CONSONANT.search(word):
        return (word[:-1] + "ies",)
    if word.endswith("is"):
        return (word[:-2] + "es",)
    return (word + "es",) if _HISSING.search(word) else (word + "s",)
