"""Source texts: paragraphs and places in characters, and quotes, which are parts of one sentence."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ingest.places import MAX_QUOTE, SourceText, digest, read_texts
from app.ingest.quotes import plain_text
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import DocumentSeed
from tests.sample_seed import DOCUMENTS_FOLDER, needs_documents
from tests.seed_copies import SEED


def text(content: str) -> SourceText:
    return SourceText(Path("made-up.txt"), content, digest(content))


@pytest.mark.parametrize(
    ("content", "paragraphs"),
    [
        ("", []),
        ("\n \n", []),
        ("One.\n\nTwo.\n", ["One.", "Two."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\n\u00a0\n \t \nTwo.", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
        ("  One. One. \n\tTwo.", ["One. One.", "Two."]),
        ("Ёлка — 😀.\n\nTürkiye.", ["Ёлка — 😀.", "Türkiye."]),
    ],
)
def test_paragraphs(content: str, paragraphs: list[str]) -> None:
    assert [content[start:end] for start, end in text(content).paragraphs] == paragraphs


lines = st.lists(st.text(alphabet="aB. \u00a0\t", max_size=8), max_size=8)


@given(lines, st.sampled_from(["\n", "\r\n"]))
def test_paragraphs_are_the_lines_that_are_not_blank(given_lines: list[str], end: str) -> None:
    content = end.join(given_lines)
    places = text(content).paragraphs
    assert [content[first:last] for first, last in places] == [line.strip() for line in given_lines if line.strip()]


@given(lines, st.integers(0, 80), st.integers(0, 80))
def test_paragraph_of_a_span_is_the_one_that_holds_it(given_lines: list[str], start: int, length: int) -> None:
    source = text("\n".join(given_lines))
    number = source.paragraph_of(start, start + length)
    holding = [n for n, (first, last) in enumerate(source.paragraphs, 1) if first <= start and start + length <= last]
    assert number == (holding[0] if holding else None)


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("ab", [(1, 0, 2), (1, 3, 5), (2, 7, 9)]),
        ("aa", [(3, 11, 13), (3, 12, 14)]),
        ("b\n", []),
        ("x", []),
        ("", []),
    ],
)
def test_words_are_found_wherever_they_stand_in_a_paragraph(words: str, places: list[tuple[int, int, int]]) -> None:
    assert list(text("ab ab\n\nab \naaa").find(words)) == places


def test_a_folder_is_read_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("One.\r\nTürkiye.".encode())
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe not UTF-8")
    (tmp_path / "folder").mkdir()
    result = read_texts(tmp_path)
    text_hash = sha256((tmp_path / "a.txt").read_bytes()).hexdigest()
    assert {key: (item.path.name, item.content, item.sha256) for key, item in result.items()} == {
        text_hash: ("a.txt", "One.\r\nTürkiye.", text_hash)
    }


# --- quotes --------------------------------------------------------------------------------

PARAGRAPH = (
    "The first one. The meeting was held on Feb. 2 in Ankara, under Dr. Smith, said the U.S. Senate. “We agreed,” she "
    "said. “It is good.” Trade reached $8.95 billion in 2025! Was it all? The last one"
)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("first", "The first one."),
        ("The first one.", "The first one."),
        ("held", "The meeting was held on Feb. 2 in Ankara, under Dr. Smith, said the U.S. Senate."),
        ("Senate", "The meeting was held on Feb. 2 in Ankara, under Dr. Smith, said the U.S. Senate."),
        ("agreed", "“We agreed,” she said."),
        ("good", "“It is good.”"),
        ("$8.95 billion", "Trade reached $8.95 billion in 2025!"),
        ("Was", "Was it all?"),
        ("last", "The last one"),
        ("in 2025! Was", "Trade reached $8.95 billion in 2025! Was it all?"),
    ],
)
def test_quote_is_the_sentence_around(words: str, sentence: str) -> None:
    content = f"Before it. Another.\n\n{PARAGRAPH}\n\nBehind it."
    start = content.index(words, content.index(PARAGRAPH))
    assert text(content).quote(start, start + len(words), "en") == sentence


def test_long_sentence_is_not_quoted_whole() -> None:
    content = "Before. " + "word " * 200 + "eighth meeting " + "word " * 200
    start = content.index("eighth")
    assert text(content).quote(start, start + 14, "en") == "eighth meeting"
    assert len(text(content).quote(8, len(content) - 1, "en")) == MAX_QUOTE


sentences = st.sampled_from(
    ["One.", "Two two!", "“Three.”", "Held on Feb. 2.", "In 2025. 300 came.", "Word " * 130, "A. B."]
)


@given(st.lists(st.lists(sentences, min_size=1, max_size=4).map(" ".join), min_size=2, max_size=4), st.data())
def test_quote_holds_the_span_and_never_leaves_its_paragraph(paragraphs: list[str], data: st.DataObject) -> None:
    source = text("\n\n".join(paragraphs))
    first, last = data.draw(st.sampled_from(source.paragraphs))
    start = data.draw(st.integers(first, last - 1))
    end = data.draw(st.integers(start + 1, last))
    quote = source.quote(start, end, "en")
    assert quote in source.content[first:last]
    assert source.content[start:end].strip()[:MAX_QUOTE].strip() in quote
    assert len(quote) <= MAX_QUOTE


@needs_documents
def test_places_in_the_five_documents_are_quoted_in_part() -> None:
    texts, seed = read_texts(DOCUMENTS_FOLDER), Seed(SEED)
    hashes = {item.id: item.sha256 for item in seed.records["document"] if isinstance(item, DocumentSeed)}
    for record in seed:
        for place in record.evidence:
            source = texts[hashes[place.document]]
            quote = source.quote(place.start, place.end, "en")
            assert plain_text(place.as_written or "") in plain_text(quote), (record.id, quote)
            assert len(quote) <= min(MAX_QUOTE, len(source.content) / 4), (record.id, quote)
