"""Citations: each style of each record is well-formed, says what is cited, and leads back to it."""

import json
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.domain.titles import source_title
from app.main import RESOURCES
from app.resources import citations
from tests.api_requests import ask, items, refused
from tests.conftest import on_sqlite

pytestmark = on_sqlite

PATHS = [resource.path for resource in RESOURCES if resource.path != "/timeline"]
STYLES = {
    "text": "text/plain; charset=utf-8",
    "apa": "text/plain; charset=utf-8",
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl": "application/vnd.citationstyles.csl+json",
}
HERE = "http://testserver"


def parse_bibtex(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """Type, key and fields of each entry. Every brace counts, as BibTeX has it, with a backslash before it or not."""

    def closing(start: int) -> int:
        depth = 0
        for index in range(start, len(text)):
            depth += {"{": 1, "}": -1}.get(text[index], 0)
            if depth == 0:
                return index
        raise ValueError(f"a brace is not closed: {text[start:]}")

    entries, position = [], 0
    while opened := re.compile(r"\s*@(\w+)(?=\{)").match(text, position):
        end = closing(opened.end())
        head = re.compile(r"\{([A-Za-z0-9:.-]+)").match(text, opened.end())
        assert head, text[opened.end() :]
        fields, at = {}, head.end()
        while field := re.compile(r",\s*(\w+) = (?=\{)").match(text, at):
            at = closing(field.end()) + 1
            fields[field[1]] = text[field.end() + 1 : at - 1]
        assert text[at:end].strip() == "", text[at:end]
        entries.append((opened[1], head[1], fields))
        position = end + 1
    assert text[position:].strip() == ""
    return entries


@pytest.fixture(scope="module")
def revision(client: TestClient) -> int:
    return int(ask(client, "/readyz")["revision"])


@pytest.fixture(params=PATHS)
def record(client: TestClient, request: pytest.FixtureRequest) -> Any:
    """A record of each resource that has more than one source, where there is such."""
    return max(items(client, request.param), key=lambda one: len(one["sources"]))


@pytest.fixture
def cited(client: TestClient, record: Any) -> Any:
    return ask(client, f"{record['url']}/citation")


def test_citation_leads_to_its_record_and_revision(client: TestClient, record: Any, cited: Any, revision: int) -> None:
    assert cited["id"] == record["id"]
    assert cited["permalink"] == HERE + record["html_url"]
    assert ask(client, cited["api_url"].removeprefix(HERE)) == record
    assert cited["revision"] == revision


def test_plain_text_names_every_source_and_paragraph(record: Any, cited: Any) -> None:
    assert cited["permalink"] in cited["text"]
    assert f"data revision {cited['revision']}" in cited["text"]
    assert "\n" not in cited["text"]
    for source in record["sources"]:
        assert source_title(source) in cited["text"]
        assert ", ".join(map(str, source["paragraphs"])) in cited["text"]


def test_apa_has_an_entry_for_the_record_and_each_source(record: Any, cited: Any) -> None:
    own, *sources = cited["apa"].split("\n")
    assert own.startswith(f"Communiqué. ({record['updated_at'][:4]}). ")
    assert own.endswith(f"(Revision {cited['revision']}) [Data set]. {cited['permalink']}")
    assert len(sources) == len(record["sources"])
    for entry, source in zip(sources, record["sources"], strict=True):
        assert source_title(source) in entry
        assert f"({source['published'][:4]}" in entry


def test_bibtex_has_an_entry_for_the_record_and_each_source(record: Any, cited: Any) -> None:
    (_, key, own), *sources = parse_bibtex(cited["bibtex"])
    assert key == f"communique:{record['id']}"
    assert own["url"] == cited["permalink"]
    assert own["author"] == "{Communiqué}"
    assert own["year"] == record["updated_at"][:4]
    assert str(cited["revision"]) in own["note"]
    assert [key for _, key, _ in sources] == [f"communique:document:{s['document']}" for s in record["sources"]]
    for (_, _, fields), source in zip(sources, record["sources"], strict=True):
        assert fields["year"] == source["published"][:4]
        assert fields.get("author") == source["author"]
        assert fields.get("publisher") == source["publisher"]


def test_csl_has_an_item_for_the_record_and_each_source(record: Any, cited: Any) -> None:
    own, *sources = cited["csl"]
    assert (own["id"], own["type"], own["URL"]) == (f"communique{record['url']}", "dataset", cited["permalink"])
    assert own["version"] == f"revision {cited['revision']}"
    assert [one["id"] for one in sources] == [f"documents/{source['document']}" for source in record["sources"]]
    assert len({one["id"] for one in cited["csl"]}) == len(cited["csl"])
    for one in cited["csl"]:
        assert one["title"]
        assert one["type"] in ("dataset", "article")
        parts = one["issued"]["date-parts"]
        assert 1 <= len(parts) <= 2
        assert all(1 <= len(part) <= 3 and all(isinstance(number, int) for number in part) for part in parts)


def test_ris_has_an_entry_for_the_record_and_each_source(record: Any, cited: Any) -> None:
    own, *sources = [parse_ris(entry) for entry in cited["ris"].split("\n\n")]
    assert (own["TY"], own["UR"]) == ("DATA", cited["permalink"])
    assert [entry["TI"] for entry in sources] == [entry["title"] for entry in cited["csl"][1:]]
    for entry, source in zip(sources, record["sources"], strict=True):
        assert entry["PY"].startswith(source["published"][:4])
        assert entry.get("PB") == source["publisher"]


def parse_ris(entry: str) -> dict[str, str]:
    """The fields of an entry by their tags. Each stands on a line of its own; ``ER`` is the last."""
    lines = [re.fullmatch("([A-Z][A-Z0-9])  - (.*)", line) for line in entry.splitlines()]
    assert all(lines)
    fields = {line[1]: line[2] for line in lines if line}
    assert list(fields)[-1] == "ER"
    return fields


@pytest.mark.parametrize("style", STYLES)
def test_one_style_comes_as_a_file(client: TestClient, record: Any, cited: Any, style: str) -> None:
    response = client.get(f"{record['url']}/citation", params={"style": style})
    assert (response.status_code, response.headers["content-type"]) == (200, STYLES[style])
    assert (json.loads(response.text) if style == "csl" else response.text) == cited[style]


def test_title_of_a_figure_says_what_it_is(client: TestClient) -> None:
    text = client.get("/trade-stats/trade-2024-musabekova/citation", params={"style": "text"}).text
    assert text.startswith("Trade turnover, Kazakhstan and Türkiye: reached $5 billion dollars (2024). Communiqué")


def test_citation_is_found_as_its_record_is(client: TestClient) -> None:
    expected = ask(client, "/mechanisms/jspg-kz-tr/citation")
    assert ask(client, "/mechanisms/JSPG/citation") == expected


@pytest.mark.parametrize(
    ("params", "parameter", "nearest"),
    [
        ({"style": "bibtx"}, "style", "bibtex"),
        ({"style": "mla"}, "style", "apa"),
        ({"style": ["apa", "csl"]}, "style", None),
        ({"stile": "apa"}, "stile", "style"),
        ({"include": "evidence"}, "include", None),
    ],
)
def test_wrong_style_is_refused(client: TestClient, params: Any, parameter: str, nearest: str | None) -> None:
    error = refused(client, "/meetings/jspg-kz-tr-8/citation", params)
    assert error["parameter"] == parameter
    assert nearest is None or nearest in error["suggestions"]


def test_citation_of_no_record_is_not_found(client: TestClient) -> None:
    assert "jspg-kz-tr-8" in refused(client, "/meetings/jspg-kz-tr-9/citation", status=404)["suggestions"]
    assert client.get("/timeline/jspg-kz-tr-8/citation").status_code == 404


# --- made-up records -----------------------------------------------------------------------


PLACES = {
    "paragraphs": [1, 8], "rows": [], "kind": "article", "version": None, "source_url": None, "retrieved": None,
}  # fmt: skip


def made_up(name: str, **source: Any) -> dict[str, Any]:
    own = {"document": "a-text", "title": name, "publisher": name, "author": name, "published": "2021-05-03"}
    return {
        "id": "made_up/1",
        "url": "/meetings/made-up",
        "title": name,
        "date": None,
        "sources": [{**own, **PLACES, **source}],
        "updated_at": "2026-11-22T09:00:00Z",
    }


ESCAPED = {
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


@pytest.mark.parametrize("char", ESCAPED)
def test_special_character_is_escaped_in_bibtex(char: str) -> None:
    for _, _, fields in parse_bibtex(citations._bibtex(made_up(f"A{char}B"), HERE, 1)):
        assert fields["title"] == f"{{A{ESCAPED[char]}B}}"
        assert fields["author"] in ("{Communiqué}", f"A{ESCAPED[char]}B")


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
    """BibTeX parts names at "and", and the parts of a name at commas."""
    assert parse_bibtex(citations._bibtex(made_up("A text", author=name), HERE, 1))[1][2]["author"] == author
    assert citations._csl(made_up("A text", author=name), HERE, 1)[1]["author"] == [{"literal": name}]


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\tb", "a\u2028b"])
def test_a_text_of_several_lines_is_cited_on_one(text: str) -> None:
    record = made_up(text)
    assert citations.plain(record, HERE, 1).startswith("a b. ")
    assert len(citations._apa(record, HERE, 1).splitlines()) == 2
    assert "\u202e" not in citations.plain(made_up("a\u202eb\0"), HERE, 1)
    assert {entry["title"] for entry in citations._csl(record, HERE, 1)} == {"a b"}
    assert {fields["title"] for _, _, fields in parse_bibtex(citations._bibtex(record, HERE, 1))} == {"{a b}"}


@given(st.text(alphabet="aÉ—&%$#_{}~^\\\"', ", min_size=1, max_size=12))
def test_any_title_makes_bibtex_that_parses(title: str) -> None:
    entries = parse_bibtex(citations._bibtex(made_up(title), HERE, 1))
    assert [(kind, key) for kind, key, _ in entries] == [
        ("misc", "communique:made-up-1"),
        ("misc", "communique:document:a-text"),
    ]
    for _, _, fields in entries:
        assert not re.search(r"(?<!\\)[&%$#_~^]", fields["title"])


@pytest.mark.parametrize(
    ("published", "apa", "parts"),
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
def test_publication_known_in_part(published: str | None, apa: str, parts: Any) -> None:
    record = made_up("A text", published=published)
    assert citations._apa(record, HERE, 1).split("\n")[1] == f"A text. {apa}. A text."
    assert citations._csl(record, HERE, 1)[1].get("issued", {}).get("date-parts") == parts
    day = published if published and "/" not in published else None
    ris = parse_ris(citations._ris(record, HERE, 1).split("\n\n")[1])
    assert ris.get("DA") == (f"{day.replace('-', '/')}{'/' * (3 - day.count('-'))}" if day else None)
    fields = parse_bibtex(citations._bibtex(record, HERE, 1))[1][2]
    years = {int(point[:4]) for point in published.split("/")} if published else set()
    assert fields.get("year") == ("--".join(map(str, sorted(years))) or None)
    assert fields.get("note") == (published and f"Published {published}")


def test_source_without_title_author_or_publisher_is_cited_as_a_report_of_its_day() -> None:
    record = made_up("A meeting", title=None, author=None, publisher=None)
    assert citations.plain(record, HERE, 1).endswith("Sources: Report of 3 May 2021, paras. 1, 8.")
    assert citations._apa(record, HERE, 1).split("\n")[1] == "[Report of 3 May 2021]. (2021, May 3)."
    assert "author" not in citations._csl(record, HERE, 1)[1]
    assert {"author", "publisher"}.isdisjoint(parse_bibtex(citations._bibtex(record, HERE, 1))[1][2])


@pytest.mark.parametrize(
    ("accept", "style"),
    [
        ("application/x-bibtex", "bib"),
        ("application/vnd.citationstyles.csl+json, application/json;q=0.5", "CSL_JSON"),
        ("application/x-research-info-systems", "ris"),
    ],
)
def test_record_is_its_citation_to_who_prefers_it(client: TestClient, accept: str, style: str) -> None:
    answer = client.get("/meetings/jspg-kz-tr-8", headers={"Accept": accept})
    citation = client.get("/meetings/jspg-kz-tr-8/citation", params={"style": style})
    assert (answer.text, answer.headers["content-type"]) == (citation.text, citation.headers["content-type"])
    assert answer.headers["content-type"] == accept.split(",")[0]
    assert "Accept" in answer.headers["vary"]
    mixed = client.get("/meetings/jspg-kz-tr-8?fields=id", headers={"Accept": accept})
    assert mixed.json()["errors"][0]["parameter"] == "fields"
