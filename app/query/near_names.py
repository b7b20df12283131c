"""The names that misspelt words of a search may mean."""

from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, select

from app.db.names import MAX_SUGGESTED_VALUES, PARTY, suggest
from app.db.snapshot import Snapshot
from app.db.tables.publication import SearchEntry
from app.domain.nearness import rank_by_similarity
from app.domain.text import fold
from app.query.cursor import digest_of
from app.query.fulltext import Words, matches, parse_words
from app.query.list_statement import count_rows
from app.query.search_language import Term, single_words, with_operators

KINDS_WITH_NAMES = ("official", "mechanism", PARTY, "city", "topic", "product")
"""Kinds of names that are suggested."""

MAX_NEAR_NAMES = 5


def near_names(snapshot: Snapshot, words: Words | None) -> list[str]:
    """The names nearest to words that no record has, at most ``MAX_NEAR_NAMES``; none if a record has them all.

    They are the names near the whole text, or else near each word that occurs nowhere. A name that lacks one of
    the words, such as Kazakhstan for ``Kazakhstan Tokayv``, is not near the whole. If ``and``, ``or`` or ``not`` is
    among the words, it is the query with these as operators, where that finds a record.
    """
    if words is None:
        return []
    if _is_recorded(snapshot, words):
        return []
    if (query := with_operators(words.expression)) and _is_recorded(snapshot, parse_words(query)):
        return [query]
    terms = list(single_words(words.expression))
    text = " ".join(word.words[0] for word in terms)
    if len(terms) == 1:
        return _names(snapshot, text)
    whole = [name for name in _names(snapshot, text) if all(_has_word_near(name, word) for word in terms)]
    unknown = [] if whole else _unknown(snapshot, terms)[:MAX_SUGGESTED_VALUES]
    of_each = MAX_NEAR_NAMES if len(unknown) == 1 else 1
    return whole or list(dict.fromkeys(name for word in unknown for name in _names(snapshot, word)[:of_each]))


def _is_recorded(snapshot: Snapshot, words: Words) -> bool:
    """Whether a record of any kind has the words."""
    entries = select(SearchEntry.id).where(matches(words))
    return count_rows(snapshot, digest_of("words", words), lambda: entries) > 0


def _names(snapshot: Snapshot, text: str) -> list[str]:
    """The names of all kinds that are near a folded text, the most similar first."""
    names = dict.fromkeys(name for kind in KINDS_WITH_NAMES for name in suggest(snapshot, kind, text))
    return sorted(names, key=lambda name: -OSA.normalized_similarity(text, fold(name)))[:MAX_NEAR_NAMES]


def _has_word_near(name: str, word: Term) -> bool:
    return bool(rank_by_similarity(word.words[0], fold(name).split()))


def _unknown(snapshot: Snapshot, words: list[Term]) -> list[str]:
    """Those of the words that no record has, by one statement."""
    clauses: list[ColumnElement[bool]] = [select(SearchEntry.id).where(matches(Words(word))).exists() for word in words]
    return [
        word.words[0]
        for word, is_recorded in zip(words, snapshot.execute(select(*clauses)).one(), strict=True)
        if not is_recorded
    ]
