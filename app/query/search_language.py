"""The language of ``q``: words, phrases and beginnings of words, joined by AND (or nothing), OR, NOT and parentheses.

Text that looks like syntax is obeyed, or refused with a sentence that says what to write. It is never read as a word.
A word also finds its singular or plural, unless it is in quotation marks.
Both databases search for the same expression, each in its own language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from app.domain.text import fold
from app.domain.word_forms import other_forms
from app.errors import refuse

MAX_WORDS = 30
"""Words that a query may have."""


@dataclass(frozen=True)
class Term:
    """A word or phrase. With ``prefix``, the last word is only the beginning of a word. ``forms`` are other forms of a
    single word, which match too."""

    words: tuple[str, ...]
    prefix: bool
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class AllOf:
    """All ``requirements`` match, and none of the ``exclusions``."""

    requirements: tuple["Expression", ...]
    exclusions: tuple["Expression", ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """At least one of the expressions matches."""

    alternatives: tuple["Expression", ...]


Expression: TypeAlias = Term | AllOf | AnyOf


def terms(expression: Expression) -> Iterator[Term]:
    """The terms of an expression, except those that it excludes."""
    if isinstance(expression, Term):
        yield expression
        return
    for inner in expression.requirements if isinstance(expression, AllOf) else expression.alternatives:
        yield from terms(inner)


def single_words(expression: Expression) -> Iterator[Term]:
    """Each word of the terms as a term of its own, once."""
    words = {
        word: Term((word,), term.prefix and word == term.words[-1], term.forms)
        for term in terms(expression)
        for word in term.words
    }
    yield from words.values()


def with_operators(expression: Expression) -> str | None:
    """The query of some words in which those that are written like an operator, between two others, are one: ``ankara
    OR astana`` for ``ankara or astana``. None if there are none, or the query has phrases or operators."""
    if not isinstance(expression, AllOf) or expression.exclusions:
        return None
    pieces = [term for term in expression.requirements if isinstance(term, Term) and len(term.words) == 1]
    words = [term.words[0] + "*" * term.prefix for term in pieces]
    inner = [word.upper() if word.upper() in OPERATORS else word for word in words[1:-1]]
    operators_side_by_side = any({*pair} <= {*OPERATORS} for pair in pairwise(inner))
    if len(pieces) < len(expression.requirements) or inner == words[1:-1] or operators_side_by_side:
        return None
    return " ".join([words[0], *inner, words[-1]])


def without_exclusions(expression: Expression) -> Expression:
    """The expression without its excluded parts."""
    if isinstance(expression, AllOf):
        return AllOf(tuple(map(without_exclusions, expression.requirements)))
    return (
        AnyOf(tuple(map(without_exclusions, expression.alternatives))) if isinstance(expression, AnyOf) else expression
    )


def shortest_words(expression: Expression) -> dict[str, None]:
    """The fewest words with which a record matches. Of alternatives, it takes the shortest."""
    if isinstance(expression, Term):
        return dict.fromkeys(expression.words)
    if isinstance(expression, AnyOf):
        return min(map(shortest_words, expression.alternatives), key=lambda words: len(" ".join(words)))
    return {word: None for inner in expression.requirements for word in shortest_words(inner)}


def fts5(expression: Expression) -> str:
    """The expression in the syntax of SQLite's FTS5."""
    if isinstance(expression, Term):
        words = f'"{" ".join(expression.words)}"{" *" if expression.prefix else ""}'
        forms = [f'"{form}"' for form in expression.forms]
        return f"({' OR '.join([words, *forms])})" if forms else words
    if isinstance(expression, AnyOf):
        return f"({' OR '.join(map(fts5, expression.alternatives))})"
    requirements = f"({' AND '.join(map(fts5, expression.requirements))})"
    if not expression.exclusions:
        return requirements
    return f"({requirements} NOT ({' OR '.join(map(fts5, expression.exclusions))}))"


def tsquery(expression: Expression, weight: str = "") -> str:
    """The expression in the syntax of PostgreSQL's ``tsquery``. With a ``weight``, only words of that weight match."""
    if isinstance(expression, Term):
        ends = [""] * (len(expression.words) - 1) + ["*" if expression.prefix else ""]
        words = (f"{word}:{end}{weight}".rstrip(":") for word, end in zip(expression.words, ends, strict=True))
        forms = (f"{form}:{weight}".rstrip(":") for form in expression.forms)
        return f"({' | '.join([' <-> '.join(words), *forms])})"
    if isinstance(expression, AnyOf):
        return f"({' | '.join(tsquery(inner, weight) for inner in expression.alternatives)})"
    clauses = [tsquery(inner, weight) for inner in expression.requirements]
    return f"({' & '.join(clauses + ['!' + tsquery(inner, weight) for inner in expression.exclusions])})"


OPERATORS = ("AND", "OR", "NOT")

_SIGNS = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | dict(zip("（）＊＋", "()*+", strict=True)))
"""Signs that keyboards and word processors put in place of those of the syntax."""

_MINUS = re.compile(r"(?<![^\s(])[−–—‒‐‑﹣－]+(?=[^\s])")
"""Signs that stand for the minus before a word. Between spaces, or within a word, they are punctuation."""

_WITHOUT_MINUS = re.compile(r"(?<![^\s(])[^\s(-]\S*")
"""Text without a space that does not begin with a minus."""

_SEPARATOR = re.compile(r"(?<=[^\W\d])(?:[,;/]|&&)(?=[^\W\d])")
"""Signs that separate words without a space: ``Ankara,Fidan`` asks for both. Beside a digit they stay, as in ``1,000``;
``-a/b`` excludes the phrase."""

_CASE_ENDING = re.compile(
    r"(?<=\w)['’‘ʼ＇`´](?:s|[ny]?[aeıiuü]|n?[ıiuü]n|n?[dt][ae]n?|[dt][ae]ki|y?l[ae])$", re.IGNORECASE
)
"""The ending behind the apostrophe of a name, in English and Turkish: “Kazakhstan’s embassy” and “Türkiye’nin” ask for
Kazakhstan and Türkiye."""

_PIECE = re.compile(r'"([^"]*)"(\*?)|([()])|([^\s"()]+)')

_BEGINNING = "a * may only be at the end of a word, for the rest of it: kosher*"

_IN_QUOTES = "in quotation marks it is read as ordinary words"

_MEANINGLESS = (
    (r"[-+!]+[^\W_]", "write one - before a word to exclude, as in -word"),
    (r".*\|", "write OR between alternatives"),
    (
        r"NEAR(/\d+)?\W*$",
        'there is no search by nearness: write "…" around a phrase; in small letters, near is an ordinary word',
    ),
    (r"[^\W\d]\w*:[^\s/]", f"q has no fields: write only the word, or use the parameter of that name; {_IN_QUOTES}"),
    (r".*[~^?]", f"patterns are not supported: every spelling is found anyway, and {_BEGINNING}"),
    (r".*[\[\]{}<>=\\]", f"this sign has no meaning here: leave it out; {_IN_QUOTES}"),
)
"""Syntax of other search engines, and what to write instead."""


def parse_expression(text: str) -> Expression:
    """The expression that a query means. Raises a pydantic error with a sentence for a client."""
    plain = _MINUS.sub(lambda signs: "-" * len(signs[0]), text.translate(_SIGNS))
    pieces = list(_pieces(_WITHOUT_MINUS.sub(lambda words: _SEPARATOR.sub(" ", words[0]), plain)))
    if not pieces:
        raise refuse(f"{text!r} has no letter or digit to search for")
    if max(pieces.count("("), sum(len(piece.words) for piece in pieces if isinstance(piece, Term))) > MAX_WORDS:
        raise refuse(f"it has more than {MAX_WORDS} words or parentheses: leave some out")
    stack = pieces[::-1]
    expression = _alternatives(stack)
    if stack:
        raise refuse("a ) has no ( before it: add one, or leave it out")
    return expression


def _pieces(text: str) -> Iterator[Term | str]:
    """Terms, operators and parentheses, in order. Pieces without a letter or digit are left out."""
    if text.count('"') % 2:
        raise refuse('a quotation mark has no partner: write "…" around a phrase, or leave the mark out')
    for piece in _PIECE.finditer(text):
        phrase, star, bracket, word = piece.groups()
        if phrase is not None:
            yield from _term(phrase.strip() + star)
        elif bracket or word in OPERATORS:
            yield bracket or word
        elif word in ("-", "+") and text[piece.end() : piece.end() + 1] in ('"', "("):
            yield from ["NOT"] if word == "-" else []
        else:
            is_excluded = word.startswith("-") and fold(word) != ""
            bare = word[1:] if word.startswith(("-", "+")) else word
            close = bare + text[piece.end() : piece.end() + 1]  # with the next character, for title:"…"
            objection = next((message for pattern, message in _MEANINGLESS if re.match(pattern, close)), None)
            if objection or bare in OPERATORS:
                raise refuse(f"{word!r}: {objection or 'an operator is written between words'}")
            yield from ["NOT"] if is_excluded else []
            yield from _term(_CASE_ENDING.sub("", bare.rstrip(",.;:!")), exact=False)


def _term(text: str, *, exact: bool = True) -> Iterator[Term]:
    bare = text.rstrip("*")
    words = tuple(fold(bare).split())
    if "*" in bare or (text != bare and not words):
        raise refuse(f"{text!r}: {_BEGINNING}")
    if words:
        prefix = text != bare
        yield Term(words, prefix, () if exact or prefix or len(words) > 1 else other_forms(words[0]))


def _alternatives(stack: list[Term | str]) -> Expression:
    """The next alternatives in ``stack``, the remaining pieces in reverse order."""
    alternatives = [_all_of(stack)]
    while stack and stack[-1] == "OR":
        stack.pop()
        alternatives.append(_all_of(stack))
    return alternatives[0] if len(alternatives) == 1 else AnyOf(tuple(alternatives))


def _all_of(stack: list[Term | str]) -> Expression:
    requirements: list[Expression] = []
    exclusions: list[Expression] = []
    conjunction = ""  # an AND that needs a term after it
    while stack and stack[-1] not in ("OR", ")"):
        if stack[-1] == "AND":
            if conjunction or not (requirements or exclusions):
                break
            conjunction = str(stack.pop())
            continue
        negative = stack[-1] == "NOT"
        if negative:
            stack.pop()
        (exclusions if negative else requirements).append(_operand(stack, "NOT" if negative else conjunction))
        conjunction = ""
    if conjunction or not (requirements or exclusions):
        operator = conjunction or (stack[-1] if stack else "OR")
        raise refuse(
            f"the operator {operator} is written between words: Ankara {operator} Astana; in small letters it is a word"
        )
    if not requirements:
        raise refuse("it only excludes words: add a word to search for before the -word, in each alternative")
    if len(requirements) == 1 and not exclusions:
        return requirements[0]
    return AllOf(tuple(requirements), tuple(exclusions))


def _operand(stack: list[Term | str], after: str) -> Expression:
    piece = stack.pop() if stack else None
    if isinstance(piece, Term):
        return piece
    if piece != "(":
        example = f"Ankara {after} Astana; in small letters it is a word"
        raise refuse(f"the operator {after} is written before a word: {example}")
    if stack and stack[-1] == ")":
        raise refuse("there is nothing between ( and ): write words, or leave both out")
    expression = _alternatives(stack)
    if not stack:
        raise refuse("a ( has no ) after it: add one, or leave it out")
    stack.pop()
    return expression
