"""The title of a post, as a record has it, from its words in a sentence."""

import re
from collections.abc import Sequence

from app.curate.mentions.parties import PartyMention
from app.curate.mentions.post_words import PORTFOLIOS, POST_PLURALS, SECRETARIES
from app.curate.mentions.words import Word, word_set

JOINS = word_set("and of for the to")
"""Words that join the words of a title."""


def title_end(all_words: Sequence[Word], by_word: dict[int, PartyMention], core: int, last: int) -> int:
    """The last word of a title without its party or body: “Minister of Trade”, not “Minister of Trade of Georgia”."""
    end = core
    if core + 1 <= last and all_words[core + 1].key in ("general",):
        end = core + 1
    if (
        end + 2 <= last
        and all_words[end + 1].key in ("of", "for")
        and (all_words[core].key == "minister" or all_words[core].key in SECRETARIES)
    ):
        number = end + 2
        while number <= last and all_words[number].key in ("the",):
            number += 1
        while number <= last and number not in by_word and all_words[number].key in PORTFOLIOS | {"and", "the", "of"}:
            if all_words[number].key in PORTFOLIOS:
                end = number
            number += 1
    return end


_PLURAL = re.compile(rf"\b({'|'.join(plural[:-1] for plural in POST_PLURALS)})s(?=$|\s(?:of|for)\b)", re.IGNORECASE)


def post_title(text: str) -> str:
    """The title of one holder: “foreign ministers” is “Foreign Minister”, “chief expert” is “Chief expert”."""
    plain = " ".join(text.split())
    plain = _PLURAL.sub(r"\1", plain)
    words_of = plain.split(" ")
    if words_of[-1].lower() in ("expert", "director", "spokesperson", "spokesman"):
        return plain[0].upper() + plain[1:]
    return " ".join(
        word if word.lower() in JOINS or word[:1].isupper() or word[1:2] in ("'", "’") else word[:1].upper() + word[1:]
        for word in words_of
    )
