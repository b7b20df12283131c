"""The language of ``q``: its signs are honoured or refused, never read as words, and alike on both databases and in all
places."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.db.kinds import SearchKind
from app.db.tables.publication import SearchEntry
from app.domain.text import fold
from app.domain.word_forms import other_forms
from app.main import RESOURCES
from app.query import fulltext, search_language
from app.query.search_language import MAX_WORDS, AllOf, AnyOf, Expression, Term
from tests.api_requests import ask, every_list, first_error, ids
from tests.conftest import on_sqlite

# --- read ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fts5", "tsquery"),
    [
        ("Erdoğan", '("erdogan" OR "erdogans")', "(erdogan | erdogans)"),
        ('"Erdoğan"', '"erdogan"', "(erdogan)"),
        ("erdogan*", '"erdogan" *', "(erdogan:*)"),
        ("cities oil", '(("cities" OR "city" OR "citie") AND "oil")', "((cities | city | citie) & (oil))"),
        ("a -goods", '(("a") NOT (("goods" OR "good")))', "((a) & !(goods | good))"),
        ("a b", '("a" AND "b")', "((a) & (b))"),
        ("a AND b", '("a" AND "b")', "((a) & (b))"),
        ("+a +b", '("a" AND "b")', "((a) & (b))"),
        ("a && b", '("a" AND "b")', "((a) & (b))"),
        *[(f"a{sign}b", '("a" AND "b")', "((a) & (b))") for sign in (",", ";", "/", "&&", ", ", " & ")],
        ("a,OR;b", '("a" OR "b")', "((a) | (b))"),
        ("a -b/c", '(("a") NOT ("b c"))', "((a) & !(b <-> c))"),
        ("2024/25 1,000", '("2024 25" AND "1 000")', "((2024 <-> 25) & (1 <-> 000))"),
        ("(a) (b)", '("a" AND "b")', "((a) & (b))"),
        ("a – b, - c", '("a" AND "b" AND "c")', "((a) & (b) & (c))"),
        ("a and or not b", '("a" AND "and" AND "or" AND "not" AND "b")', "((a) & (and) & (or) & (not) & (b))"),
        ('a "AND" "NOT b"', '("a" AND "and" AND "not b")', "((a) & (and) & (not <-> b))"),
        ("a OR b c", '("a" OR ("b" AND "c"))', "((a) | ((b) & (c)))"),
        ("(a OR b) c", '(("a" OR "b") AND "c")', "(((a) | (b)) & (c))"),
        ("a -b", '(("a") NOT ("b"))', "((a) & !(b))"),
        ("a NOT b", '(("a") NOT ("b"))', "((a) & !(b))"),
        ("a AND NOT b", '(("a") NOT ("b"))', "((a) & !(b))"),
        ("-b a", '(("a") NOT ("b"))', "((a) & !(b))"),
        ('a -"b c" -d*', '(("a") NOT ("b c" OR "d" *))', "((a) & !(b <-> c) & !(d:*))"),
        ("a -(b OR c)", '(("a") NOT (("b" OR "c")))', "((a) & !((b) | (c)))"),
        ('"a b" c*', '("a b" AND "c" *)', "((a <-> b) & (c:*))"),
        ('"a b"*', '"a b" *', "(a <-> b:*)"),
        ('"a b*"', '"a b" *', "(a <-> b:*)"),
        ("“a b” «c d»", '("a b" AND "c d")', "((a <-> b) & (c <-> d))"),
        *[(f"a {sign}b", '(("a") NOT ("b"))', "((a) & !(b))") for sign in "−–—‒‐‑﹣－"],
        ("（a OR b） c＊", '(("a" OR "b") AND "c" *)', "(((a) | (b)) & (c:*))"),
        ("a –“b c”", '(("a") NOT ("b c"))', "((a) & !(b <-> c))"),
        ("KZ–TR a −", '("kz tr" AND "a")', "((kz <-> tr) & (a))"),
        ("KZ-TR", '"kz tr"', "(kz <-> tr)"),
        *[(f"oil’{ending}", '"oil"', "(oil)") for ending in ("nin", "ın", "de", "dan", "ye", "yle", "daki", "i")],
        *[(f"city{mark}s, oil", '(("city" OR "cities") AND "oil")', "((city | cities) & (oil))") for mark in "'’‘ʼ"],
        ('"city’s"', '"city s"', "(city <-> s)"),
        ("10:30 https://a.kz", '("10 30" AND "https a kz")', "((10 <-> 30) & (https <-> a <-> kz))"),
    ],
)
def test_words_in_the_syntax_of_each_database(text: str, fts5: str, tsquery: str) -> None:
    words = fulltext.parse_words(text)
    assert (words.fts5(), words.tsquery()) == (fts5, tsquery)
    name_words = fulltext.Words(words.expression, names_only=True)
    assert name_words.fts5() == f"{{name}} : {fts5}"
    assert ":A" in name_words.tsquery() or ":*A" in name_words.tsquery()


REFUSALS = [
    ("a −−b", "write one - before a word"),
    ("−a", "it only excludes words"),
    ("a AND", "AND is written between"),
    ("AND a", "AND is written between"),
    ("a OR", "OR is written between"),
    ("OR a", "OR is written between"),
    ("OR", "OR is written between"),
    ("a OR OR b", "OR is written between"),
    ("a AND OR b", "AND is written between"),
    ("a AND AND b", "AND is written between"),
    ("a OR …", "OR is written between"),
    ("a (OR b)", "OR is written between"),
    ("NOT", "NOT is written before"),
    ("a NOT", "NOT is written before"),
    ("a NOT NOT b", "NOT is written before"),
    ("a NOT OR b", "NOT is written before"),
    ("a NOT -b", "NOT is written before"),
    ("-a", "only excludes"),
    ("NOT a", "only excludes"),
    ('-"a b" -c', "only excludes"),
    ("a OR -b", "only excludes"),
    ("a (-b)", "only excludes"),
    ("--a b", "one - before"),
    ("a !b", "one - before"),
    ("a -AND b", "is written between words"),
    ("a || b", "write OR"),
    ("a|b", "write OR"),
    ("title:a", "no fields"),
    ('title:"a b"', "no fields"),
    ("-title:a b", "no fields"),
    ("Название:a", "no fields"),
    ("a NEAR b", "by nearness"),
    ("NEAR(a b)", "by nearness"),
    ("NEAR/3 a", "by nearness"),
    ("a NEAR/3 b", "by nearness"),
    ("*", "end of a word"),
    ("a *", "end of a word"),
    ("*a", "end of a word"),
    ("a*b", "end of a word"),
    ('"a* b"', "end of a word"),
    ('"a"**b*c', "end of a word"),
    ("a~", "patterns"),
    ("a~2", "patterns"),
    ('"a b"~2', "patterns"),
    ("a^3", "patterns"),
    ("w?rd", "patterns"),
    ("wor?", "patterns"),
    ("[a TO b]", "no meaning"),
    ("{a}", "no meaning"),
    ("date>2025", "no meaning"),
    ("a\\b", "no meaning"),
    ('"a b', "no partner"),
    ('a b"', "no partner"),
    ('a "b" "c', "no partner"),
    ("(a", "has no )"),
    ("a)", "has no ("),
    ("(a))", "has no ("),
    ("a () b", "between ( and )"),
    ("()", "between ( and )"),
    (" ".join(["a"] * (MAX_WORDS + 1)), f"more than {MAX_WORDS}"),
    ("(" * 31 + "a" + ")" * 31, f"more than {MAX_WORDS}"),
]


@on_sqlite
@pytest.mark.parametrize(("text", "message"), REFUSALS)
def test_what_looks_like_syntax_and_is_none_is_refused(client: TestClient, text: str, message: str) -> None:
    """A sentence says what to write instead, on a list and wherever else words are asked for."""
    for path in ("/meetings", "/search"):
        error = first_error(client, path, {"q": text})
        assert (error["parameter"], error["value"]) == ("q", text)
        assert message in error["message"]


@on_sqlite
@pytest.mark.parametrize(
    "path", ["/timeline", "/meetings.csv", "/meetings.ics", "/trade-stats/series", "/timeline.svg"]
)
@pytest.mark.parametrize("text", ["a OR", "-a", "title:a", "(a"])
def test_a_wrong_query_is_refused_in_every_form_of_an_answer(client: TestClient, path: str, text: str) -> None:
    assert first_error(client, path, {"q": text})["parameter"] == "q"


# --- found ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "q", "like"),
    [
        ("/meetings", "Ankara OR Astana", lambda ask: ask("Ankara") | ask("Astana")),
        ("/meetings", "Turkiye -Ankara", lambda ask: ask("Turkiye") - ask("Ankara")),
        ("/meetings", "Turkiye NOT Ankara", lambda ask: ask("Turkiye") - ask("Ankara")),
        ("/meetings", "Turkiye AND Ankara", lambda ask: ask("Turkiye") & ask("Ankara")),
        ("/timeline", "(Ankara OR Astana) kosher*", lambda ask: (ask("Ankara") | ask("Astana")) & ask("kosher*")),
        ("/trade-stats", 'million -"crude oil"', lambda ask: ask("million") - ask('"crude oil"')),
        ("/trade-stats", "copper OR coal OR oil", lambda ask: ask("copper") | ask("coal") | ask("oil")),
        ("/officials", "fidan OR kosher*", lambda ask: ask("fidan") | ask("kosher*")),
    ],
)
def test_operators_join_what_is_found(client: TestClient, path: str, q: str, like: Callable[[Any], set[str]]) -> None:
    matches = set(ids(client, path, {"q": q}))
    assert matches
    assert matches == like(lambda query: set(ids(client, path, {"q": query})))


@every_list
def test_lists_and_the_search_over_all_agree(client: TestClient, path: str) -> None:
    (resource,) = [candidate for candidate in RESOURCES if candidate.path == path]
    if path == "/timeline":
        return  # of which the entries are those of other records
    for q in ("Ankara OR Astana", "Turkiye -Ankara", "(Ankara OR oil) Kazakhstan"):
        hits = ask(client, "/search", {"q": q, "kind": resource.model.kind, "limit": "1000"})
        assert sorted(hit["id"] for hit in hits["items"]) == sorted(ids(client, path, {"q": q}))
        assert hits["total"] == len(hits["items"])
        by_relevance = ids(client, path, {"q": q, "sort": "relevance"})
        assert sorted(by_relevance) == sorted(ids(client, path, {"q": q}))


def test_rank_is_of_the_words_that_are_wanted(client: TestClient) -> None:
    """Neither an excluded word nor another alternative changes it."""

    def ranks(q: str) -> dict[str, int]:
        return {hit["url"]: hit["rank"] for hit in ask(client, "/search", {"q": q, "limit": "1000"})["items"]}

    plain, without = ranks("planning"), ranks("planning -xylophone")
    assert plain == without
    assert max(plain.values()) > 1
    ranks_of_either = ranks("planning OR xylophone")
    assert {url: ranks_of_either[url] for url in plain} == plain


@pytest.mark.parametrize(
    ("q", "snippet"), [("x -two", "one two three"), ("nine OR seven", "… two three four five six")]
)
def test_snippets_show_what_is_wanted(q: str, snippet: str) -> None:
    plain = "one two three four five six seven eight nine ten x" if "OR" in q else "one two three"
    assert fulltext.snippet(plain, fulltext.parse_words(q), around=5).startswith(snippet)


# --- the same as plain Python --------------------------------------------------------------


def _stands(term: Term, column: str) -> bool:
    column_words = column.split()
    *whole, last = term.words
    return any(
        column_words[at : at + len(whole)] == whole
        and (column_words[at + len(whole)].startswith(last) if term.prefix else column_words[at + len(whole)] == last)
        for at in range(len(column_words) - len(whole))
    )


def _holds(expression: Expression, columns: tuple[str, str]) -> bool:
    if isinstance(expression, Term):
        forms = (Term((form,), prefix=False) for form in expression.forms)
        return any(_stands(term, column) for term in (expression, *forms) for column in columns)
    if isinstance(expression, AnyOf):
        return any(_holds(inner, columns) for inner in expression.alternatives)
    return all(_holds(inner, columns) for inner in expression.requirements) and not any(
        _holds(inner, columns) for inner in expression.exclusions
    )


def _query_text(expression: Expression, separator: str = " ") -> str:
    if isinstance(expression, Term) and expression.forms:
        return expression.words[0]
    if isinstance(expression, Term):
        return f'"{" ".join(expression.words)}"{"*" if expression.prefix else ""}'
    if isinstance(expression, AnyOf):
        return f"({' OR '.join(_query_text(inner) for inner in expression.alternatives)})"
    required_texts = [_query_text(inner) for inner in expression.requirements]
    excluded_texts = [f"{'-' if separator == ' ' else 'NOT '}{_query_text(inner)}" for inner in expression.exclusions]
    return f"({separator.join([*required_texts, *excluded_texts])})"


COMMON = ["turkiye", "kazakhstan", "ankara", "astana", "trade", "meeting", "planning", "oil", "2026", "fidan", "and"]
VOCABULARY = st.sampled_from(COMMON)
TERMS: st.SearchStrategy[Any] = st.one_of(
    st.builds(Term, st.tuples(VOCABULARY), st.booleans()),
    st.builds(lambda word: Term((word,), prefix=False, forms=other_forms(word)), VOCABULARY),
    st.builds(lambda word, cut: Term((word[: cut + 1],), prefix=True), VOCABULARY, st.integers(0, 3)),
    st.sampled_from([Term(("strategic", "planning"), prefix=False), Term(("joint", "str"), prefix=True)]),
)
EXPRESSIONS: st.SearchStrategy[Any] = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        st.builds(AnyOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(
            AllOf,
            st.lists(inner, min_size=1, max_size=3).map(tuple),
            st.lists(inner, min_size=0, max_size=2).map(tuple),
        ),
    ),
    max_leaves=6,
)


def entries(client: TestClient) -> Iterator[tuple[str, tuple[str, str]]]:
    with client.app.state.engine.connect() as connection:  # type: ignore[attr-defined]
        for entry in connection.execute(select(SearchEntry).where(SearchEntry.kind.in_([*SearchKind]))):
            yield entry.url, (entry.name, entry.text)


@pytest.mark.thorough
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(expression=EXPRESSIONS, separator=st.sampled_from([" ", " AND "]))
def test_both_databases_find_what_plain_python_does(client: TestClient, expression: Expression, separator: str) -> None:
    text = _query_text(expression, separator)
    if len(text) > 200:
        return
    all_entries = getattr(client, "entries_of_search", None) or list(entries(client))
    client.entries_of_search = all_entries  # type: ignore[attr-defined]
    expected = {url for url, columns in all_entries if _holds(search_language.parse_expression(text), columns)}
    assert expected == {url for url, columns in all_entries if _holds(expression, columns)}
    page = ask(client, "/search", {"q": text, "limit": "1000"})
    assert {hit["url"] for hit in page["items"]} == expected
    assert all(0 <= hit["rank"] <= 100 for hit in page["items"])


@pytest.mark.thorough
def test_no_phrase_runs_from_one_value_into_the_next(client: TestClient) -> None:
    """This also holds between the names of a record and its other texts, on either database."""
    all_entries = list(entries(client))
    for _, (name, text) in all_entries[::7]:
        before, after = name.split(), fold(text).split()
        if before and after and f"{before[-1]} {after[0]}" not in f"{name} {fold(text)}".replace(name + " ", "", 1):
            term = Term((before[-1], after[0]), prefix=False)
            expected = {url for url, columns in all_entries if _holds(term, columns)}
            page = ask(client, "/search", {"q": f'"{before[-1]} {after[0]}"', "limit": "1000"})
            assert {hit["url"] for hit in page["items"]} == expected
