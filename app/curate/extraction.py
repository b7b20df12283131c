"""Takes the text out of a web page or a PDF. It runs as a program of its own, because the file may be hostile.

``python -m app.curate.extraction html|pdf`` reads the file from standard input and writes JSON: ``text``, and ``page``,
what the page says of itself; or ``fault``, a sentence. A process that takes too long or too much memory is stopped
without harm to the command that started it.
"""

import json
import re
import resource
import sys
from collections.abc import Callable
from io import BytesIO
from typing import Any

MEMORY_BYTES = 2 * 2**30
MAX_PAGES = 2000
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.I
)
_LANGUAGE = re.compile(r"""<html\b[^>]{0,2000}?\blang\s*=\s*["']?([A-Za-z]{2})\b""", re.I)
_SENTENCE = re.compile(r"^(?=.*\w).{15,}[.!?…。！？।؟։](?:[\"'”’»)\]]*\s*$|\s)|.{150}", re.MULTILINE)
"""A line that is a sentence or has one. The entries of a menu have none."""

_WRAPPER = re.compile(r"</?(?:div|span)\b[^<>]{0,2000}>", re.I)
"""Tags that only group. Nested hundreds of times, they hide what is in them from the parser."""

INSTALL = "pip install 'communique[curate]'"


class ExtractionError(ValueError):
    """The file has no text that can be read. The message says why."""


WIDER_ENCODINGS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949",
}  # fmt: skip
"""Encodings that pages declare, and the wider ones that they mean: those of the Encoding Standard of browsers."""


def _decode(raw: bytes) -> str:
    """The page as text. It is in UTF-8 if it can be, whatever it declares: a browser may have saved it so."""
    declaration = _CHARSET.search(raw[:4096])
    name = declaration[1].decode().lower() if declaration else "utf-8"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "utf-16"
    for encoding in (
        *(() if name.startswith(("iso-2022", "utf-16")) else ("utf-8-sig",)),
        WIDER_ENCODINGS.get(name, name),
    ):
        try:
            text = raw.decode(encoding)
        except LookupError:
            raise ExtractionError(f"the page declares an encoding that is not known: {name}") from None
        except (UnicodeError, ValueError):
            continue
        if "\0" in text:
            raise ExtractionError("the page has NUL characters: it is not a web page, or it is damaged")
        return text
    fault = f"is not in the encoding {name} that it declares"
    fault = fault if declaration else "names no encoding, and is not in UTF-8"
    raise ExtractionError(f"the page {fault}: save it as UTF-8")


_NUMBERED_CHARACTER = re.compile(r"&#(?:x([0-9a-f]{1,8})|(\d{1,8}));?", re.IGNORECASE)


def _readable_character(reference: re.Match[str]) -> str:
    """A reference to a character by its number, such as ``&#8217;``; nothing for a control character, or for one that
    does not exist: a single one of these would hide the whole page from trafilatura."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    is_surrogate = 0xD800 <= number <= 0xDFFF
    is_readable = number in (9, 10, 13) or (32 <= number <= 0x10FFFF and not is_surrogate and number & 0xFFFE != 0xFFFE)
    return reference[0] if is_readable else ""


def read_html(raw: bytes) -> dict[str, Any]:
    """The text of a saved page without menus and advertisements, and what the page says of itself."""
    html = _NUMBERED_CHARACTER.sub(_readable_character, _decode(raw))
    try:
        from trafilatura import bare_extraction
    except ImportError:
        raise ExtractionError(f"reading web pages needs trafilatura: {INSTALL}") from None
    # An extensive search would take a year of copyright, or a day that the text tells of, for the day of publication.
    dates = {"extensive_search": False, "original_date": True}
    for source in (html, _WRAPPER.sub("\n", html)):
        result = bare_extraction(
            source, with_metadata=True, include_comments=False, favor_recall=True, date_extraction_params=dates
        )
        page = result.as_dict() if result is not None and not isinstance(result, dict) else result or {}
        if _SENTENCE.search(page.get("text") or ""):
            break
    else:
        raise ExtractionError("no article was found in the page: save its text as plain text, and add that")
    language = _LANGUAGE.search(html)
    names = {"title": "title", "author": "author", "publisher": "sitename", "date": "date", "source_url": "url"}
    values = {name: page[key] for name, key in names.items() if page.get(key)}
    return {"text": page["text"], "page": {**values, **({"language": language[1].lower()} if language else {})}}


def read_pdf(raw: bytes) -> dict[str, Any]:
    """The text of a PDF, with the lines of a paragraph joined, and its title and author."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PdfReadError
    except ImportError:
        raise ExtractionError(f"reading PDF needs pypdf: {INSTALL}") from None
    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ExtractionError("the PDF has a password: remove it, or save its text as plain text")
        if len(reader.pages) > MAX_PAGES:
            raise ExtractionError(f"the PDF has {len(reader.pages):,} pages, and an article at most {MAX_PAGES:,}")
        about = reader.metadata
        title = str(about.title or "") if about else ""
        text = "\n\n".join(_paragraphs(page.extract_text(), title) for page in reader.pages)
    except (PdfReadError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        if isinstance(error, ExtractionError):
            raise
        raise ExtractionError("the PDF is damaged: open it and save its text as plain text") from None
    if not text.strip():
        raise ExtractionError("the PDF has pictures of pages and no text: recognise its text first (OCR)")
    names = {"title": about.title, "author": about.author} if about else {}
    return {"text": text, "page": {name: str(value) for name, value in names.items() if value}}


_HYPHEN = re.compile(r"(?<=[^\W\d_])-\n(?=[a-z])")
_SENTENCE_END = (".", "!", "?", "…", ":", "”", '"', "»")

_GOES_ON = (",", "-", "–", "—", "/")
"""What a heading does not end with."""

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
"""Two letters drawn as one. They are an accident of the font, and no reader types them."""


def _paragraphs(page: str, title: str) -> str:
    """The text of a page in paragraphs. A line goes on in the next unless it is short and ends a sentence, or is very
    short and the next begins anew, as behind a heading, a date or a place. The title of the PDF may have several
    lines."""
    lines = [line.strip() for line in _HYPHEN.sub("", page.translate(_LIGATURES)).split("\n")]
    widest = max(map(len, lines), default=0)
    text = ""
    for line, next_line in zip(lines, [*lines[1:], ""], strict=True):
        ends = not line or not next_line or (line.endswith(_SENTENCE_END) and len(line) < 0.85 * widest)
        begins_anew = not next_line[:1].islower() and f"{line} {next_line}" not in title
        is_heading = len(line) < 0.6 * widest and not line.endswith(_GOES_ON) and begins_anew
        text += line + ("\n" if ends or is_heading else " ")
    return re.sub("\n{2,}", "\n\n", text).strip()


READERS: dict[str, Callable[[bytes], dict[str, Any]]] = {"html": read_html, "pdf": read_pdf}


def main(form: str) -> None:
    """Read standard input, and write the result or the fault to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    try:
        answer = READERS[form](sys.stdin.buffer.read())
    except ExtractionError as error:
        answer = {"fault": str(error)}
    except (RecursionError, MemoryError):
        answer = {"fault": "the file is nested too deep, or too large to be read: save its text as plain text"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])
