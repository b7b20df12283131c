"""Reads the file of an article: a saved web page, a PDF, or plain text. The text is data, whatever it says."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import app
from app.domain import paragraphs
from app.ingest import files

MAX_FILE_BYTES = 32 * 2**20
"""Bytes that a file may have. A PDF with pictures is large."""

MAX_TEXT_BYTES = 4 * 2**20
"""Bytes that the text of an article may have in UTF-8. A book of a thousand pages has half as many."""

MAX_PARAGRAPHS = 20_000

READING_SECONDS = 30
"""Seconds in which the text must be taken out of a page or a PDF."""

READER_VARIABLES = ("HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "TMPDIR")
"""Environment variables of the process that reads a page or a PDF."""


class TextError(ValueError):
    """The file is no article that can be read. The message says why, and what to do."""


class TextForm(StrEnum):
    """The form of a file, by its first bytes and the end of its name."""

    html = "html"
    pdf = "pdf"
    plain = "plain"


@dataclass(frozen=True)
class ArticleText:
    """The text of a file. ``page`` has the title, date, publisher, author, source_url and language that a page states.

    ``file_hash`` is the SHA-256 of the file, ``sha256`` that of the text in UTF-8, as evidence needs it.
    """

    content: str
    form: TextForm
    file_hash: str
    page: dict[str, str] = field(default_factory=dict)

    @cached_property
    def raw(self) -> bytes:
        """The text in UTF-8."""
        return self.content.encode()

    @cached_property
    def sha256(self) -> str:
        return sha256(self.raw).hexdigest()

    @cached_property
    def paragraphs(self) -> list[str]:
        """The lines that are not blank."""
        return [self.content[start:end] for start, end in paragraphs.spans(self.content)]


_OTHER_FORMS = (
    (b"PK\x03\x04", "it is a Word file or another archive: save it as plain text or PDF"),
    (b"{\\rtf", "it is in Rich Text Format: save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "it is an old Word file: save it as plain text or PDF"),
    (b"\xff\xfe", "it is in UTF-16: save it as UTF-8"),
    (b"\xfe\xff", "it is in UTF-16: save it as UTF-8"),
    (b"\x89PNG", "it is a picture: recognise its text first (OCR)"),
    (b"\xff\xd8\xff", "it is a picture: recognise its text first (OCR)"),
    (b"GIF8", "it is a picture: recognise its text first (OCR)"),
)
_MHTML = re.compile(rb"\A(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n){0,20}?MIME-Version:", re.IGNORECASE)
_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)


def text_form(path: Path, raw: bytes) -> TextForm:
    """The form of a file. Raises :class:`TextError` for one that is none of them."""
    if raw.find(b"%PDF-", 0, 1024) >= 0:
        return TextForm.pdf
    if path.suffix.lower() in (".html", ".htm", ".xhtml") or _HTML.match(raw[:8192]):
        return TextForm.html
    for start, sentence in _OTHER_FORMS:
        if raw.startswith(start):
            raise TextError(sentence)
    if _MHTML.match(raw[:8192]):
        raise TextError("it is a web archive (MHTML) or a mail: save the page as “HTML only”")
    return TextForm.plain


_ADDRESS = re.compile(r"[a-z]{2,}:/|www\.", re.IGNORECASE)
"""Begins an address. A path has one of its slashes."""


def path_text(path: Path) -> str:
    """A path for a message. An address gets its two slashes back, of which a path has one."""
    return re.sub(r"^([A-Za-z]{2,}:)/+", r"\1//", str(path))


def read_article(path: Path) -> ArticleText:
    """The text of a file. Raises :class:`TextError`."""
    if _ADDRESS.match(str(path)) and not path.exists():
        raise TextError("add fetches nothing: save the page in a browser as “HTML only”, and add the file")
    try:
        raw = files.read_file(path, MAX_FILE_BYTES)
    except files.FileError as error:
        raise TextError(str(error)) from None
    if not raw.strip():
        raise TextError("it is empty")
    form = text_form(path, raw)
    content, page = (_plain(raw), {}) if form is TextForm.plain else _extract(form, raw)
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    text = ArticleText(content, form, sha256(raw).hexdigest(), page)
    if len(text.raw) > MAX_TEXT_BYTES:
        raise TextError(f"its text has {len(text.raw):,} bytes, and an article has at most {MAX_TEXT_BYTES:,}")
    if not any(character.isalpha() for character in content):
        raise TextError("it has no letters: it is not a text")
    if len(text.paragraphs) > MAX_PARAGRAPHS:
        raise TextError(f"it has {len(text.paragraphs):,} paragraphs, and an article has at most {MAX_PARAGRAPHS:,}")
    return text


def _plain(raw: bytes) -> str:
    if b"\0" in raw:
        raise TextError("it has NUL characters: it is binary or in UTF-16, so save it as a text in UTF-8")
    try:
        return files.decode(raw)
    except files.FileError as error:
        raise TextError(f"{error}; save it as UTF-8") from None


def _extract(form: TextForm, raw: bytes) -> tuple[str, dict[str, str]]:
    """The text of a page or a PDF, and what it says of itself, from a process of its own."""
    # With -P, a folder `app` of another project is not taken for ours. Settings and their secrets stay here.
    program = [sys.executable, "-P", "-m", "app.curate.extraction", form]
    environment = {name: value for name in READER_VARIABLES if (value := os.environ.get(name))}
    environment["PYTHONPATH"] = os.pathsep.join(
        [str(Path(app.__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
    )
    try:
        process = subprocess.run(  # noqa: S603 - the program is ours, and the form is one of three
            program, input=raw, capture_output=True, timeout=READING_SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        raise TextError(
            f"its text was not found within {READING_SECONDS} seconds: save it as plain text, and add that"
        ) from None
    try:
        answer = json.loads(process.stdout)
    except ValueError:
        raise TextError("its text cannot be read: it is damaged, so save it as plain text, and add that") from None
    if "fault" in answer:
        raise TextError(answer["fault"])
    # JSON may carry lone surrogates, which are no characters of a text.
    return _characters(answer["text"]), {name: _characters(value) for name, value in answer["page"].items()}


def _characters(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\0", "")
