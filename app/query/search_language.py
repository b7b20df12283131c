"""The language of ``q``: words, phrases and beginnings of words, joined by AND (or nothing), OR, NOT and parentheses.

What looks like syntax is honoured or refused with a sentence that says what to write; it is never read as a word.
Both databases are asked for the same expression, each in its own language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from app.domain.text import fold
from app.errors import refuse

MOST = 30
"""Words in a question."""


@dataclass(frozen=True)
class Term:
    """Words that stand together; the last may be the beginning of one."""

    words: tuple[str, ...]
    prefix: bool


@dataclass(frozen=True)
class Every:
    """All of these, and none of the others."""

    wanted: tuple["Expression", ...]
    unwanted: tuple["Expression", ...] = ()


@dataclass(frozen=True)
class Either:
    """Any of these."""

    any: tuple["Expression", ...]


Expression: TypeAlias = Term | Every | Either


def terms(expression: Expression) -> Iterator[Term]:
    """What is wanted, without what is not."""
    if isinstance(expression, Term):
        yield expression
        return
    for inner in expression.wanted if isinstance(expression, Every) else expression.any:
        yield from terms(inner)


def wanted(expression: Expression) -> Expression:
    """The same without what is not wanted."""
    if isinstance(expression, Every):
        return Every(tuple(map(wanted, expression.wanted)))
    return Either(tuple(map(wanted, expression.any))) if isinstance(expression, Either) else expression


def shortest(expression: Expression) -> dict[str, None]:
    """The words that a record must have at least: of alternatives, those of the shortest."""
    if isinstance(expression, Term):
        return dict.fromkeys(expression.words)
    if isinstance(expression, Either):
        return min(map(shortest, expression.any), key=lambda words: len(" ".join(words)))
    return {word: None for inner in expression.wanted for word in shortest(inner)}


def fts5(expression: Expression) -> str:
    """The expression as SQLite's full text search wants it."""
    if isinstance(expression, Term):
        return f'"{" ".join(expression.words)}"{" *" if expression.prefix else ""}'
    if isinstance(expression, Either):
        return f"({' OR '.join(map(fts5, expression.any))})"
    found = f"({' AND '.join(map(fts5, expression.wanted))})"
    return f"({found} NOT ({' OR '.join(map(fts5, expression.unwanted))}))" if expression.unwanted else found


def tsquery(expression: Expression, weight: str = "") -> str:
    """The expression as PostgreSQL's full text search wants it; words of one ``weight`` only, where it is given."""
    if isinstance(expression, Term):
        ends = [""] * (len(expression.words) - 1) + ["*" if expression.prefix else ""]
        words = (f"{word}:{end}{weight}".rstrip(":") for word, end in zip(expression.words, ends, strict=True))
        return f"({' <-> '.join(words)})"
    if isinstance(expression, Either):
        return f"({' | '.join(tsquery(inner, weight) for inner in expression.any)})"
    found = [tsquery(inner, weight) for inner in expression.wanted]
    return f"({' & '.join(found + ['!' + tsquery(inner, weight) for inner in expression.unwanted])})"


OPERATORS = ("AND", "OR", "NOT")

_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))

_PIECE = re.compile(r'"([^"]*)"(\*?)|([()])|([^\s"()]+)')

_BEGINNING = "a * stands at the end of a word, for the rest of it: kosher*"

_QUOTED = "in quotation marks it is read as words"

_MEANINGLESS = (
    (r"[-+!]+[^\W_]", "before a word that is not to be there write one -, as in -word"),
    (r".*\|", "between alternatives write OR"),
    (
        r"NEAR(/\d+)?\W*$",
        'there is no nearness: write "…" around words that stand together; in small letters it is a word',
    ),
    (r"[^\W\d]\w*:[^\s/]", f"q has no fields: write the word alone, or use the parameter of that name; {_QUOTED}"),
    (r".*[~^?]", f"there are no patterns: any spelling is found, and {_BEGINNING}"),
    (r".*[\[\]{}<>=\\]", f"this sign has no meaning here: leave it out; {_QUOTED}"),
)
"""What looks like syntax and is none, and what to write instead."""


def read(text: str) -> Expression:
    """``Erdogan``, ``"strategic planning"``, ``kosher*``, ``Ankara OR Astana``, ``trade -oil``: in any spelling."""
    pieces = list(_pieces(text.translate(_QUOTES)))
    if not pieces:
        raise refuse(f"{text!r} has no letter and no digit to search for")
    if max(pieces.count("("), sum(len(piece.words) for piece in pieces if isinstance(piece, Term))) > MOST:
        raise refuse(f"it has more than {MOST} words or parentheses: leave some out")
    rest = pieces[::-1]
    found = _either(rest)
    if rest:
        raise refuse("a ) has no ( before it: write both, or neither")
    return found


def _pieces(text: str) -> Iterator[Term | str]:
    """Terms, operators and parentheses, in their order; what has no letter and no digit is left out."""
    if text.count('"') % 2:
        raise refuse('a quotation mark has no second: write "…" around words that stand together, or leave it out')
    for piece in _PIECE.finditer(text):
        phrase, star, bracket, word = piece.groups()
        if phrase is not None:
            yield from _term(phrase.strip() + star)
        elif bracket or word in OPERATORS:
            yield bracket or word
        elif word in ("-", "+") and text[piece.end() : piece.end() + 1] in ('"', "("):
            yield from ["NOT"] if word == "-" else []
        else:
            negative = word.startswith("-") and fold(word)
            bare = word[1:] if word.startswith(("-", "+")) else word
            close = bare + text[piece.end() : piece.end() + 1]  # as title:"…" is
            said = next((message for pattern, message in _MEANINGLESS if re.match(pattern, close)), None)
            if said or bare in OPERATORS:
                raise refuse(f"{word!r}: {said or 'an operator stands between words'}")
            yield from ["NOT"] if negative else []
            yield from _term(bare.rstrip(",.;:!"))


def _term(text: str) -> Iterator[Term]:
    bare = text.rstrip("*")
    words = tuple(fold(bare).split())
    if "*" in bare or (text != bare and not words):
        raise refuse(f"{text!r}: {_BEGINNING}")
    if words:
        yield Term(words, text != bare)


def _either(rest: list[Term | str]) -> Expression:
    """The alternatives that come next in the pieces that are left, which stand in reverse."""
    found = [_every(rest)]
    while rest and rest[-1] == "OR":
        rest.pop()
        found.append(_every(rest))
    return found[0] if len(found) == 1 else Either(tuple(found))


def _every(rest: list[Term | str]) -> Expression:
    wanted: list[Expression] = []
    unwanted: list[Expression] = []
    joined = ""  # the operator that another term has to follow
    while rest and rest[-1] not in ("OR", ")"):
        if rest[-1] == "AND":
            if joined or not (wanted or unwanted):
                break
            joined = str(rest.pop())
            continue
        negative = rest[-1] == "NOT"
        if negative:
            rest.pop()
        (unwanted if negative else wanted).append(_operand(rest, "NOT" if negative else joined))
        joined = ""
    if joined or not (wanted or unwanted):
        operator = joined or (rest[-1] if rest else "OR")
        raise refuse(
            f"the operator {operator} stands between words: Ankara {operator} Astana; in small letters it is a word"
        )
    if not wanted:
        raise refuse(
            "it says only what is not to be there: write a word that is, before the -word, in each alternative"
        )
    return wanted[0] if len(wanted) == 1 and not unwanted else Every(tuple(wanted), tuple(unwanted))


def _operand(rest: list[Term | str], after: str) -> Expression:
    piece = rest.pop() if rest else None
    if isinstance(piece, Term):
        return piece
    if piece != "(":
        raise refuse(f"the operator {after} stands before a word: Ankara {after} Astana; in small letters it is a word")
    if rest and rest[-1] == ")":
        raise refuse("nothing stands between ( and ): write words, or leave both out")
    found = _either(rest)
    if not rest:
        raise refuse("a ( has no ) behind it: write both, or neither")
    rest.pop()
    return found
