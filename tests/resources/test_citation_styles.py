"""The styles of a citation: any title, name and date gives well-formed entries."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.resources.citation_styles import apa, bibtex, csl, plain, ris

ORIGIN = "http://testserver"


def parse_bibtex(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """Type, key and fields of each entry. As in BibTeX, every brace counts, even behind a backslash."""

    def closing(start: int) -> int:
        depth = 0
        for index in range(start, len(text)):
            depth += {"{": 1, "}": -1}.get(text[index], 0)
            if depth == 0:
                return index
        raise ValueError(f"a brace is not closed: {text[start:]}")

    entries, position = [], 0
    while opening := re.compile(r"\s*@(\w+)(?=\{)").match(text, position):
        end = closing(opening.end())
        head = re.compile(r"\{([A-Za-z0-9:.-]+)").match(text, opening.end())
        assert head, text[opening.end() :]
        fields, at = {}, head.end()
        while field := re.compile(r",\s*(\w+) = (?=\{)").match(text, at):
            at = closing(field.end()) + 1
            fields[field[1]] = text[field.end() + 1 : at - 1]
        assert text[at:end].strip() == "", text[at:end]
        entries.append((opening[1], head[1], fields))
        position = end + 1
    assert text[position:].strip() == ""
    return entries


def parse_ris(entry: str) -> dict[str, str]:
    """The fields of an entry by their tags. Each stands on a line of its own; ``ER`` is the last."""
    lines = [re.fullmatch("([A-Z][A-Z0-9])  - (.*)", line) for line in entry.splitlines()]
    assert all(lines)
    fields = {line[1]: line[2] for line in lines if line}
    assert list(fields)[-1] == "ER"
    return fields


PLACES = {
    "paragraphs": [1, 8], "rows": [], "kind": "article", "version": None, "source_url": None, "retrieved": None,
}  # fmt: skip


def made_up(name: str, **source: Any) -> dict[str, Any]:
    source_fields = {"document": "a-text", "title": name, "publisher": name, "author": name, "published": "2021-05-03"}
    return {
        "id": "made_up/1",
        "url": "/meetings/made-up",
        "title": name,
        "date": None,
        "sources": [{**source_fields, **PLACES, **source}],
        "updated_at": "2026-11-22T09:00:00Z",
    }


ESCAPES = {
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}


@pytest.mark.parametrize("char", ESCAPES)
def test_special_character_is_escaped_in_bibtex(char: str) -> None:
    for _, _, fields in parse_bibtex(bibtex(made_up(f"A{char}B"), ORIGIN, 1)):
        assert fields["title"] == f"{{A{ESCAPES[char]}B}}"
        assert fields["author"] in ("{Communiqué}", f"A{ESCAPES[char]}B")


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Nuha Jaber", "Nuha Jaber"),
        ("Ministry of Trade and Integration", "{Ministry of Trade and Integration}"),
        ("A, B, C, D", "{A, B, C, D}"),
        ("Ferdinand Anders", "Ferdinand Anders"),
    ],
)
def test_a_name_is_one_author(name: str, author: str) -> None:
    """BibTeX separates names at "and", and the parts of a name at commas."""
    assert parse_bibtex(bibtex(made_up("A text", author=name), ORIGIN, 1))[1][2]["author"] == author
    assert csl(made_up("A text", author=name), ORIGIN, 1)[1]["author"] == [{"literal": name}]


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\tb", "a\u2028b"])
def test_a_text_of_several_lines_is_cited_on_one(text: str) -> None:
    record = made_up(text)
    assert plain(record, ORIGIN, 1).startswith("a b. ")
    assert len(apa(record, ORIGIN, 1).splitlines()) == 2
    assert "\u202e" not in plain(made_up("a\u202eb\0"), ORIGIN, 1)
    assert {entry["title"] for entry in csl(record, ORIGIN, 1)} == {"a b"}
    assert {fields["title"] for _, _, fields in parse_bibtex(bibtex(record, ORIGIN, 1))} == {"{a b}"}


@given(st.text(alphabet="aÉ—&%$#_{}~^\\\"', ", min_size=1, max_size=12))
def test_any_title_makes_bibtex_that_parses(title: str) -> None:
    entries = parse_bibtex(bibtex(made_up(title), ORIGIN, 1))
    assert [(kind, key) for kind, key, _ in entries] == [
        ("misc", "communique:made-up-1"),
        ("misc", "communique:document:a-text"),
    ]
    for _, _, fields in entries:
        assert not re.search(r"(?<!\\)[&%$#_~^]", fields["title"])


@pytest.mark.parametrize(
    ("publication", "apa_date", "parts"),
    [
        ("2021-05-03", "(2021, May 3)", [[2021, 5, 3]]),
        ("2021-05", "(2021, May)", [[2021, 5]]),
        ("2021", "(2021)", [[2021]]),
        ("2026-01-27/2026-02-02", "(2026)", [[2026, 1, 27], [2026, 2, 2]]),
        ("2025-12-30/2026-01-02", "(2025–2026)", [[2025, 12, 30], [2026, 1, 2]]),
        ("2021/2026-02", "(2021–2026)", [[2021], [2026, 2]]),
        ("0988-12-31", "(988, December 31)", [[988, 12, 31]]),
        ("0001", "(1)", [[1]]),
        ("0001/0988-12", "(1–988)", [[1], [988, 12]]),
        ("9999-12-31", "(9999, December 31)", [[9999, 12, 31]]),
        (None, "(n.d.)", None),
    ],
)
def test_publication_known_in_part(publication: str | None, apa_date: str, parts: Any) -> None:
    record = made_up("A text", published=publication)
    assert apa(record, ORIGIN, 1).split("\n")[1] == f"A text. {apa_date}. A text."
    assert csl(record, ORIGIN, 1)[1].get("issued", {}).get("date-parts") == parts
    day = publication if publication and "/" not in publication else None
    ris_entry = parse_ris(ris(record, ORIGIN, 1).split("\n\n")[1])
    assert ris_entry.get("DA") == (f"{day.replace('-', '/')}{'/' * (3 - day.count('-'))}" if day else None)
    fields = parse_bibtex(bibtex(record, ORIGIN, 1))[1][2]
    years = {int(point[:4]) for point in publication.split("/")} if publication else set()
    assert fields.get("year") == ("--".join(map(str, sorted(years))) or None)
    assert fields.get("note") == (publication and f"Published {publication}")


def test_source_without_title_author_or_publisher_is_cited_as_a_report_of_its_day() -> None:
    record = made_up("A meeting", title=None, author=None, publisher=None)
    assert plain(record, ORIGIN, 1).endswith("Sources: Report of 3 May 2021, paras. 1, 8.")
    assert apa(record, ORIGIN, 1).split("\n")[1] == "[Report of 3 May 2021]. (2021, May 3)."
    assert "author" not in csl(record, ORIGIN, 1)[1]
    assert {"author", "publisher"}.isdisjoint(parse_bibtex(bibtex(record, ORIGIN, 1))[1][2])
