"""An article comes in as a draft, or is refused with a sentence, whatever its file is."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from app.cli import cli
from app.cli.console import Console
from app.curate import rules
from app.curate.articles import Article
from app.curate.drafts import Draft, drafts_in
from app.curate.extraction import ExtractionError, read_html
from app.curate.intake import propose_within
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal
from app.curate.texts import MAX_TEXT_BYTES, TextError, read_article
from tests import sample_seed
from tests.sample_seed import CONTENT, Example

ARTICLE = """\
Ministers meet in Baku

The ministers of the two countries met on Monday in Baku, and they said that the trade of the two is to grow.
The next meeting will be held in Tbilisi, as the minister of the host country told the press after the talks.
"""
PAGE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ministers meet in Baku</title>
<meta property="article:published_time" content="2026-03-04T10:00:00Z"><meta property="og:site_name" content="The Site">
<link rel="canonical" href="https://example.org/baku"></head><body><nav><a href="/">Home</a></nav><article>
<h1>Ministers meet in Baku</h1><p>The ministers of the two countries met on Monday in Baku, and they said much.</p>
<p>The next meeting will be held in Tbilisi, as the minister of the host country told the press.</p>
<script>alert("ministers")</script></article></body></html>"""


MENU = b"""<html lang="en"><title>Menu</title><body><nav><ul><li><a href="/">Georgia</a>
<li><a href="/t">Trade: $15 billion target</a>
<li><a href="/m">Meetings 2025</a></ul></nav><aside><a href="/5">5 things to know on Monday</a></aside></body></html>"""


@pytest.fixture(autouse=True)
def sample(tmp_path: Path, clean_environment: None) -> Example:
    return sample_seed.example(tmp_path).write()


def add(file: Path | str, *options: str) -> Result:
    return CliRunner().invoke(cli, ["add", str(file), "--directory", "seed", *options])


def write(name: str, content: str | bytes) -> Path:
    path = Path(name)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def document(name: str) -> dict[str, object]:
    content: dict[str, object] = yaml.safe_load(Path("drafts", f"{name}.yaml").read_text("utf-8"))["document"]
    return content


def test_a_text_becomes_a_draft() -> None:
    result = add(write("baku.txt", ARTICLE), "--published", "2026-03-04")
    assert result.exit_code == 0, result.output
    assert "its headline is taken for its title: Ministers meet in Baku" in result.stdout
    assert "communique review ministers-meet-in-baku" in result.stdout
    values = document("ministers-meet-in-baku")
    assert (values["date"], values["language"], values["paragraphs"]) == ("2026-03-04", "en", 3)
    assert (values["editorial"], values["evidence"]) == (
        ["date"],
        [{"paragraph": 1, "quote": "Ministers meet in Baku", "fields": ["title"]}],
    )
    assert Draft(Path("drafts"), "ministers-meet-in-baku").text_path.read_bytes() == ARTICLE.encode()


def test_lines_for_place_and_day_may_stand_between_headline_and_text() -> None:
    text = ARTICLE.splitlines()[2]
    content = f"List of the documents that were signed in Baku\nEmbassy of Georgia\nBaku, 4 March 2026\n{text}\n"
    assert add(write("baku.txt", content), "--id", "baku").exit_code == 0
    assert document("baku")["title"] == "List of the documents that were signed in Baku"


def test_a_line_with_a_date_above_the_headline_is_no_title() -> None:
    content = f"04.03.2026 | DIPLOMACY | The Daily\n{ARTICLE}"
    assert add(write("baku.txt", content)).exit_code == 0
    values = document("ministers-meet-in-baku")
    assert (values["title"], values["date"]) == ("Ministers meet in Baku", "2026-03-04")
    assert isinstance(values["evidence"], list)
    assert values["evidence"][0] == {"paragraph": 2, "quote": "Ministers meet in Baku", "fields": ["title"]}


@pytest.mark.parametrize(
    "content",
    [
        "The ministers of the two countries met in Baku.\nIt is said that they are to meet again in the spring.\n",
        "The talks of the two ministers in the city of Baku\nShort and to be that of it.\n",
        "The talks of the two and the trade of the three that was in it\n",
    ],
)
def test_a_first_line_that_is_no_headline_is_no_title(content: str) -> None:
    assert add(write("baku.txt", content), "--language", "en").exit_code == 0
    assert "title" not in document("baku")


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbf" + ARTICLE.encode(), ARTICLE.replace("\n", "\r\n").encode()])
def test_a_byte_order_mark_and_the_end_of_lines_do_not_count(raw: bytes) -> None:
    assert add(write("baku.txt", raw), "--id", "baku").exit_code == 0
    assert Path("drafts/baku.txt").read_bytes() == ARTICLE.encode()


def test_another_package_of_the_name_is_not_run(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("raise SystemExit('the wrong one')", "utf-8")
    assert "Tbilisi" in read_article(write("page.html", PAGE)).content


def test_a_page_says_of_itself_when_and_where_it_appeared() -> None:
    result = add(write("page.html", PAGE))
    assert result.exit_code == 0, result.output
    assert "the page itself says its title, publisher, date, address" in result.stdout
    values = document("ministers-meet-in-baku")
    assert [values[name] for name in ("title", "publisher", "date", "source_url")] == [
        "Ministers meet in Baku",
        "The Site",
        "2026-03-04",
        "https://example.org/baku",
    ]
    assert values["editorial"] == ["publisher", "date", "source_url"]
    text = Path("drafts/ministers-meet-in-baku.txt").read_text("utf-8")
    assert "Tbilisi" in text
    assert "Home" not in text
    assert "alert" not in text


@pytest.mark.parametrize(
    ("options", "date", "editorial", "note"),
    [
        ([], "2026-03-04", [], "the text was published on 2026-03-04"),
        (["--published", "2026-03-04"], "2026-03-04", [], "the text was published on 2026-03-04"),
        (["--published", "2026-03-05"], "2026-03-05", ["date"], "the text may be of 2026-03-04"),
    ],
)
def test_a_text_says_when_it_was_published(options: list[str], date: str, editorial: list[str], note: str) -> None:
    result = add(write("baku.txt", f"Published on 4 March 2026.\n{ARTICLE}"), *options)
    assert note in result.stdout
    values = document("baku")
    assert (values["date"], values["editorial"]) == (date, editorial)


@pytest.mark.parametrize(("date", "is_noted"), [("9000-01-01", True), ("2026-03-05", False)])
def test_a_day_of_publication_to_come_is_noted(date: str, is_noted: bool) -> None:
    result = add(write("baku.txt", ARTICLE), "--published", date)
    assert result.exit_code == 0, result.output
    assert (f"{date}, the day of publication, is still to come" in result.stdout) is is_noted


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("windows-1251", "cp1251"), ("windows-1251", "utf-8"), ("utf-16", "utf-16"), ("", "utf-8")],
)
def test_a_page_is_read_in_its_encoding(charset: str, encoding: str) -> None:
    words = "Министр иностранных дел прибыл в столицу соседней страны, где он говорил о торговле."
    page = f"<html><head><meta charset='{charset}'></head><body><article><p>{words}</p></article></body></html>"
    assert read_html(page.encode(encoding))["text"] == words


@pytest.mark.parametrize(
    ("declaration", "fault"),
    [("<meta charset='utf-8'>", "is not in the encoding utf-8 that it declares"), ("", "names no encoding")],
)
def test_a_page_in_another_encoding_is_refused(declaration: str, fault: str) -> None:
    with pytest.raises(ExtractionError, match=fault):
        read_html(f"<html><head>{declaration}</head><body><p>Министр прибыл.</p></body></html>".encode("cp1251"))


@pytest.mark.parametrize(
    ("head", "foot", "date"),
    [
        ("", "<footer>© 2026 News</footer>", None),
        ("", "<p>They met before, on March 3, 2025, and were content.</p>", None),
        ('<meta property="article:published_time" content="2026-02-03T10:00">', "", "2026-02-03"),
        ('<script type="application/ld+json">{"datePublished": "2026-02-03"}</script>', "", "2026-02-03"),
    ],
)
def test_the_day_of_a_page_is_the_one_that_it_declares(head: str, foot: str, date: str | None) -> None:
    article = "<article><p>The minister said in the capital that the trade of both would grow.</p></article>"
    page = f"<html><head>{head}</head><body>{article}{foot}</body></html>"
    assert read_html(page.encode())["page"].get("date") == date


@pytest.mark.parametrize("reference", ["&#1;", "&#xFFFF;", "&#x1FFFE;", "&#11;", "&#xD800;", "&#x110000;"])
def test_a_reference_to_an_invalid_character_does_not_hide_the_article(reference: str) -> None:
    sentence = "The minister said in the capital that the trade of both would grow"
    page = f"<html><body><article><p>{sentence}, &#8220;in full&#8221;{reference}.</p></article></body></html>"
    assert read_html(page.encode())["text"] == f"{sentence}, “in full”."


def test_an_article_deep_inside_a_page_is_found() -> None:
    sentence = "The minister said in the capital that the trade of both would grow."
    page = f"<html><body>{'<div><span>' * 3000}<script>var a = 'No.'</script><p>{sentence}</p>{'</span></div>' * 3000}"
    assert read_html(page.encode())["text"] == sentence


def test_quotation_marks_of_windows_are_read_where_a_page_declares_latin() -> None:
    page = b"<html><meta charset=iso-8859-1><p>The minister said \x93trade\x94 and much more.</p></html>"
    assert "“trade”" in read_html(page)["text"]


def pdf(*lines: str, title: str = "") -> bytes:
    """A PDF of one page with lines of text."""
    words = " 0 -14 Td ".join(f"({line}) Tj" for line in lines)
    content = f"BT /F1 12 Tf 50 700 Td {words} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content),
        b"<< /Title (%s) >>" % title.encode(),
    ]
    body, starts = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        starts.append(len(body))
        body += b"%d 0 obj %s endobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return (
        body
        + b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (
            table,
            len(body),
        )
    )


def test_a_pdf_is_read() -> None:
    sentence = "The ministers met in Baku and they said that trade is to grow."
    result = add(write("talks.pdf", pdf(sentence)), "--language", "en")
    assert result.exit_code == 0, result.output
    assert Path("drafts/talks.txt").read_text("utf-8") == sentence


def test_a_page_that_a_browser_printed_has_its_headings_and_its_day() -> None:
    sentence = "Ministers of Kenya and Peru met in Lima on Monday, and they said that trade is to grow this year."
    menu = [f"Menu {number}" for number in range(9)]
    content = pdf(
        *menu,
        "Kenya and",
        "Peru meet",
        "5 May 2026",
        sentence,
        "The of\\256ce said so.",  # a ligature of fi
        title="Kenya and Peru meet - News",
    )
    assert add(write("talks.pdf", content)).exit_code == 0
    text = Path("drafts/kenya-and-peru-meet.txt").read_text("utf-8").split("\n")
    assert text[9:] == ["Kenya and Peru meet", "5 May 2026", f"{sentence} The office said so."]
    document = Draft(Path("drafts"), "kenya-and-peru-meet").state().document
    assert (document["title"], document["date"], document["editorial"]) == ("Kenya and Peru meet", "2026-05-05", [])


def test_a_known_text_is_refused(sample: Example) -> None:
    assert "it is the document example" in add(write("again.txt", CONTENT)).stderr
    nearly = write("nearly.txt", CONTENT.replace("40 agreements", "41 agreements").upper())
    result = add(nearly, "--documents", "documents", "--language", "en")
    assert result.exit_code == 1
    assert "nearly the same text is there already" in result.stderr
    assert "also in the document example; if this is a newer edition of it" in result.stderr
    assert not Path("drafts").exists()


def test_a_terminal_shows_what_is_being_done(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = StringIO()
    monkeypatch.setattr("app.cli.intake.err", Console(file=terminal, force_terminal=True, width=100))
    lines: list[str] = []
    monkeypatch.setattr("rich.status.Status.update", lambda _, line: lines.append(line))
    assert add(write("baku.txt", ARTICLE)).exit_code == 0
    assert (lines[0], lines[-1]) == ("reading the file", "comparing with the known records")
    assert [line for line in lines if line.startswith("rule:meetings/") and " of " in line]
    assert "\x1b[?25l" in terminal.getvalue()  # the spinner hides the cursor


@pytest.mark.usefixtures("sample")
def test_a_newer_edition_names_the_document_that_it_supersedes() -> None:
    nearly = write("nearly.txt", CONTENT.replace("40 agreements", "41 agreements"))
    options = ("--documents", "documents", "--language", "en", "--supersedes")
    refusal = add(nearly, *options, "exampel")
    assert (refusal.exit_code, refusal.stderr) == (
        1, "--supersedes: there is no document exampel; the nearest: example\n",
    )  # fmt: skip
    result = add(nearly, *options, "example")
    assert "of the words are also in the document example" in result.stdout
    (draft,) = drafts_in(Path("drafts"))
    assert draft.state().document["supersedes"] == "example"
    third = write("third.txt", CONTENT.replace("40 agreements", "42 agreements"))
    assert "nearly the same text is there already" in add(third, *options, "example").stderr  # as a draft
    again = add(write("again.txt", CONTENT), *options, "example")
    assert again.stderr == "this text is there already: it is the document example\n"


@pytest.mark.usefixtures("sample")
def test_other_values_of_a_corrected_edition_lead_to_the_known_records() -> None:
    text = CONTENT.replace("40 agreements", "41 agreements").replace("$1.5 billion", "$1.6 billion")
    text = text.replace("May 3, 2021", "May 2, 2021")
    options = ("--documents", "documents", "--language", "en", "--supersedes", "example")
    assert add(write("corrected.txt", text), *options).exit_code == 0
    (draft,) = drafts_in(Path("drafts"))
    proposals = [card.proposal for card in draft.state().cards]
    kinds = {proposal.record or tuple(proposal.candidates): proposal.kind for proposal in proposals}
    assert {"eg-9": "meeting", "trade-2020": "trade-stat"}.items() <= kinds.items()


def test_a_text_of_a_draft_is_refused_and_a_passage_of_it_is_told() -> None:
    assert add(write("baku.txt", ARTICLE), "--id", "baku").exit_code == 0
    assert add(write("again.txt", ARTICLE)).stderr.startswith("the same text is there already")
    refusal = add(write("again.txt", ARTICLE.replace("Monday", "Tuesday"))).stderr
    assert "also in the draft baku" in refusal
    assert "or delete drafts/baku.* to make it anew" in refusal
    passage = ARTICLE.splitlines()[2]
    longer = "\n".join([passage, *(f"Fact {n} of the {n + 1} that the ministers of it have told." for n in range(3))])
    result = add(write("other.txt", longer.replace("they said that", "it is said that")))
    assert result.exit_code == 0, result.output
    assert "of the words are also in the draft baku" in result.stdout


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--published", "last Monday"], "date: "),
        (["--source-url", "nowhere"], "source_url: it is not an address"),
        (
            ["--language", "English"],
            "language: it is not a language code of ISO 639-1, such as en; the nearest: en (En",
        ),
        (["--language", "xx"], "language: it is not a language code of ISO 639-1, such as en; the nearest: xh (Xhosa)"),
        (["--language", "kz"], "kk (Kazakh)"),
        (["--id", "No Id"], "--id: it is not"),
        (["--id", "example"], "there is a document example already"),
    ],
)
def test_what_the_curator_says_is_checked(options: list[str], sentence: str) -> None:
    result = add(write("baku.txt", ARTICLE), *options)
    assert result.exit_code == 1
    assert sentence in result.stderr
    assert not Path("drafts").exists()


def test_a_language_that_is_not_certain_is_asked_for() -> None:
    assert "say it with --language" in add(write("a.txt", "Kto dobro prosi, dobro naci.\n")).stderr
    assert "say which, with --language" in add(write("a.html", PAGE.replace('lang="en"', 'lang="tr"'))).stderr


STRANGE_FILES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "an address": ("https:/example.org/a.html", lambda path: None),
    "nothing": ("a.txt", lambda path: path.write_bytes(b"")),
    "blank lines": ("a.txt", lambda path: path.write_bytes(b" \n" * 1000)),
    "a folder": ("a.txt", lambda path: path.mkdir()),
    "a link to itself": ("a.txt", lambda path: path.symlink_to(path)),
    "a pipe": ("a.txt", os.mkfifo),
    "a device": ("a.txt", lambda path: path.symlink_to("/dev/zero")),
    "NUL": ("a.txt", lambda path: path.write_bytes(b"word\0" * 1000)),
    "Latin 1": ("a.txt", lambda path: path.write_bytes("café é".encode("latin-1"))),
    "UTF-16": ("a.txt", lambda path: path.write_text(ARTICLE, "utf-16")),
    "a Word file": ("a.docx", lambda path: path.write_bytes(b"PK\x03\x04 word/document.xml")),
    "a web archive": ("a.mhtml", lambda path: path.write_bytes(b"From: <Saved>\nMIME-Version: 1.0\n\n<html>")),
    "numbers": ("a.txt", lambda path: path.write_bytes(b"123 456\n" * 1000)),
    "more than the text of an article": ("a.txt", lambda path: path.write_bytes(b"word " * (MAX_TEXT_BYTES // 5 + 1))),
    "a million paragraphs": ("a.txt", lambda path: path.write_bytes(b"a\n" * 10**6)),
    "a page without an article": ("a.html", lambda path: path.write_bytes(b"<html><body></body></html>")),
    "a menu": ("a.html", lambda path: path.write_bytes(MENU)),
    "a deep page": ("a.html", lambda path: path.write_bytes(b"<div>" * 400_000)),
    "a page of brackets": ("a.html", lambda path: path.write_bytes(b"<" * 2_000_000)),
    "a page in an unknown encoding": ("a.html", lambda path: path.write_bytes(b"<html><meta charset=runes>\xff")),
    "half a PDF": ("a.pdf", lambda path: path.write_bytes(b"%PDF-1.7\n1 0 obj <</Type /Catalog")),
    "a PDF without text": ("a.pdf", lambda path: path.write_bytes(pdf(""))),
}


@pytest.mark.parametrize("strange", STRANGE_FILES)
def test_a_strange_file_ends_in_a_sentence(strange: str) -> None:
    name, make = STRANGE_FILES[strange]
    make(Path(name))
    with pytest.raises(TextError, match=r"\w.{9,}"):
        read_article(Path(name))


def test_the_command_ends_with_the_sentence() -> None:
    result = add(write("a.docx", b"PK\x03\x04"))
    assert result.exit_code == 1
    assert result.stderr == "a.docx: it is a Word file or another archive: save it as plain text or PDF\n"


@pytest.mark.parametrize("address", ["https://example.org/a.html", "HTTP://example.org/a", "www.example.org/a"])
def test_an_address_is_refused_as_it_was_written(address: str) -> None:
    result = add(address)
    assert (result.exit_code, result.stderr.partition(": ")[0]) == (1, address)
    assert "add fetches nothing: save the page" in result.stderr


def test_a_proposal_with_the_id_of_a_known_record_asks_whether_it_is_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def propose(_article: Article, _names: Names) -> Iterator[Proposal]:
        for name in ("eg-9", "eg-10"):
            yield Proposal(
                kind="meeting", confidence=Confidence.high, values={"id": name}, quotes=[], why="", by="rule:x/1"
            )

    monkeypatch.setattr("app.curate.intake.all_rules", lambda: [rules.Rule("x", 1, propose)])
    assert add(write("baku.txt", ARTICLE), "--id", "baku").exit_code == 0
    cards = Draft(Path("drafts"), "baku").state().cards
    assert [card.proposal.candidates for card in cards] == [["eg-9"], []]


def test_a_rule_that_fails_or_never_ends_costs_its_own_proposals_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_article: Article, _names: Names) -> Iterator[Proposal]:
        raise KeyError("a")

    def endless(_article: Article, _names: Names) -> Iterator[Proposal]:
        while True:
            with suppress(Exception):
                sum(range(1000))
        yield

    broken_rules = [rules.Rule("broken", 1, fail), rules.Rule("slow", 1, endless)]
    monkeypatch.setattr("app.curate.intake.all_rules", lambda: broken_rules)
    proposals, faults = propose_within(Article(ARTICLE), Names(), 0.1)
    assert proposals == []
    assert faults[0].startswith("rule:broken/1 failed")
    assert faults[1].startswith("rule:slow/1 was stopped")


def test_a_text_that_is_too_long_for_the_rules_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.curate.intake.all_rules", list)
    _, faults = propose_within(Article("Kenya met Peru.\n" * 2001), Names(), 1)
    assert faults == ["the rules read only its first 2,000 of 2,001 sentences"]


def test_a_text_of_a_draft_that_cannot_be_read_is_named() -> None:
    Path("drafts").mkdir()
    Path("drafts/report.yaml").write_text("")
    Path("drafts/report.txt").write_bytes(b"\xff")
    result = add(
        write("a.txt", "Talks in Ankara\n\nThe ministers of two countries met to talk of trade.\n"),
        "--language",
        "en",
    )
    assert (result.exit_code, "drafts/report.txt, is not there or damaged" in result.output) == (1, True)
