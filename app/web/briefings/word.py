"""A briefing as a Word document, with the same lines as the page. It needs python-docx, the extra ``word``."""

import datetime as dt
from importlib.util import find_spec
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.domain.escape import printable
from app.domain.titles import source_details, source_title
from app.errors import Problem, invalid
from app.web.briefings.lines import Briefing, Line, SourceNotes

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

SOURCES = "Sources"


def is_installed() -> bool:
    """Whether this server can write Word documents."""
    return find_spec("docx") is not None


def require() -> None:
    """Raise ``Problem`` if this server cannot write Word documents."""
    if not is_installed():
        message = "this server cannot write Word documents: it lacks python-docx, the extra word; md is served"
        raise Problem("not-implemented", [invalid("format", "docx", message, ["md"])])


def write_word(briefing: Briefing, published_at: dt.datetime | None) -> bytes:
    """The file: A4, narrow margins, headings that Word lists, and a numbered list of sources."""
    import docx
    from docx.shared import Cm, Pt

    document: Any = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    document.styles["Normal"].font.size = Pt(10)
    for name in ("Normal", "List Bullet", "List Number"):
        document.styles[name].paragraph_format.space_after = Pt(2)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = printable(briefing.title), "Communiqué", ""
    if published_at:  # else the day on which the library was made
        properties.created = properties.modified = published_at.replace(tzinfo=None)
    document.add_heading(printable(briefing.title), 0)
    document.add_paragraph(f"{briefing.state} {briefing.base}/briefings/{briefing.pair}")
    for line in briefing.answers:
        _add_line(document.add_paragraph(), line, briefing.notes)
    for part in briefing.sections:
        document.add_heading(part.heading, 1)
        for subheading, lines in part.groups:
            if subheading:
                document.add_heading(subheading, 2)
            for line in lines:
                _add_line(document.add_paragraph(style="List Bullet"), line, briefing.notes)
        if not part.lines:
            document.add_paragraph(part.empty)
        elif part.is_cut:
            document.add_paragraph(part.cut_note)
    document.add_heading(SOURCES, 1)
    for source in briefing.sources:
        address = f"{briefing.base}/explore/documents/{source['document']}"
        words = f"{'; '.join([source_title(source), *source_details(source)])}, {address}"
        document.add_paragraph(printable(words), style="List Number")
    file = BytesIO()
    document.save(file)
    return _without_times(file)


def _without_times(file: BytesIO) -> bytes:
    """The file without the times at which its entries were written, so that each worker makes the same bytes."""
    result = BytesIO()
    with ZipFile(file) as source, ZipFile(result, "w") as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return result.getvalue()


def _add_line(paragraph: Any, line: Line, cite: SourceNotes) -> None:
    if line.label:
        paragraph.add_run(f"{printable(line.label)}: ").bold = True
    for number, statement in enumerate(line.statements):
        paragraph.add_run("; " if number else "")
        for run in statement.runs:
            paragraph.add_run(printable(run.words))
        paragraph.add_run("".join(f" [{printable(mark)}]" for mark in cite(statement.sources)))
