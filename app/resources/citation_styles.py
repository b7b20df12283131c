"""The styles of a citation: plain text, APA, BibTeX, RIS and CSL-JSON, with its sources and the data's revision."""

import re
from typing import Any

from app.domain.date_words import turn_words
from app.domain.edtf import OPEN_END
from app.domain.escape import single_line
from app.domain.titles import source_details, source_title

NAME = "Communiqué"


def _title(record: dict[str, Any]) -> str:
    return single_line(record["title"])


def _source_title(source: dict[str, Any]) -> str:
    """The title of a source. Of one without a title it is a description, in brackets as reference styles have it."""
    return single_line(source["title"] or f"[{source_title(source)}]")


def _name(text: str | None) -> str | None:
    return text and single_line(text)


def _places(source: dict[str, Any]) -> str:
    """The cited paragraphs or rows of a source: ``paras. 1, 8``."""
    numbers, rows = source["paragraphs"], source["rows"]
    parts = [f"para{'s' * (len(numbers) > 1)}. {', '.join(map(str, numbers))}"] if numbers else []
    parts += [f"row{'s' * (len(rows) > 1)} {'; '.join(map(single_line, rows))}"] if rows else []
    return ", ".join(parts)


def _references(record: dict[str, Any], template: str) -> str | None:
    """Where a record is from: ``Sources: jspg-8-report (para. 1)``. None without a source, as of most countries.

    ``template`` joins the id of a document and the places in it.
    """
    references = (
        template.format(source["document"], _places(source)) if _places(source) else source["document"]
        for source in record["sources"]
    )
    return f"Sources: {'; '.join(references)}" if record["sources"] else None


def plain(record: dict[str, Any], link: str, revision: int) -> str:
    """The citation of a record as plain text. Its sources are those that ``cited_sources`` reads."""
    sources = "; ".join(
        ", ".join(
            filter(
                None,
                (
                    single_line(source_title(source)),
                    *map(single_line, source_details(source)),
                    source["version"] and f"version {single_line(source['version'])}",
                    _places(source),
                    source["source_url"],
                ),
            )
        )
        for source in record["sources"]
    )
    title, date = _title(record), turn_words(record["date"]) if record.get("date") else ""
    has_date = "as_written" in record or date in title  # the title of a figure ends with its date
    date_words = "" if has_date else f" ({date})"
    citation = f"{title}{date_words}. {NAME}, data revision {revision}. {link}."
    return f"{citation} Sources: {sources}." if sources else citation


def _years(edtf: str) -> str:
    """The year of a date, or the first and last year that it can cover, without leading zeros."""
    points = [point for point in edtf.split("/") if point != OPEN_END]
    years = "–".join(dict.fromkeys(str(int(point[:4])) for point in points))
    return f"{years} or earlier" if edtf.startswith(OPEN_END) else years


def _apa_date(edtf: str | None) -> str:
    """A date in APA style, as precise as the record; an interval is its years."""
    if not edtf:
        return "n.d."
    year, *parts = edtf.split("-")
    if "/" in edtf or not parts:
        return _years(edtf)
    day = f" {int(parts[1])}" if len(parts) > 1 else ""
    return f"{int(year)}, {MONTHS[int(parts[0]) - 1]}{day}"


def apa(record: dict[str, Any], link: str, revision: int) -> str:
    year = record["updated_at"][:4]
    entries = [f"{NAME}. ({year}). {_title(record)} (Revision {revision}) [Data set]. {link}"]
    for source in record["sources"]:
        name = _name(source["author"] or source["publisher"])
        title, date = _source_title(source), f"({_apa_date(source['published'])})"
        entry = f"{name}. {date}. {title}." if name else f"{title}. {date}."
        entries.append(f"{entry} {source['source_url']}" if source["source_url"] else entry)
    return "\n".join(entries)


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip

_TEX = {char: f"\\{char}" for char in "&%$#_"} | {
    # BibTeX counts braces even after a backslash.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    # Old TeX fonts do not have these characters.
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in text)


def _tex_author(name: str | None) -> str | None:
    """The author of a source as one name: braces keep BibTeX from splitting it at an "and" or a comma."""
    if not name:
        return None
    author = _tex(single_line(name))
    return f"{{{author}}}" if re.search(r"\band\b|,", author, re.IGNORECASE) else author


def _bibtex_entry(key: str, fields: dict[str, str | None]) -> str:
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{re.sub(r'[^A-Za-z0-9:.-]', '-', key)},\n" + ",\n".join(lines) + "\n}"


def bibtex(record: dict[str, Any], link: str, revision: int) -> str:
    note = ". ".join(filter(None, (f"Data revision {revision}", _references(record, "{} ({})"))))
    entries = [
        _bibtex_entry(
            f"communique:{record['id']}",
            {
                "author": "{" + NAME + "}",
                "title": "{" + _tex(_title(record)) + "}",
                "year": record["updated_at"][:4],
                "note": _tex(note),
                "url": link,
            },
        )
    ]
    for source in record["sources"]:
        year = source["published"] and _years(source["published"].removeprefix(f"{OPEN_END}/")).replace("–", "--")
        entries.append(
            _bibtex_entry(
                f"communique:document:{source['document']}",
                {
                    "author": _tex_author(source["author"]),
                    "title": "{" + _tex(_source_title(source)) + "}",
                    "publisher": source["publisher"] and _tex(single_line(source["publisher"])),
                    "year": year,
                    "note": _tex(f"Published {source['published']}") if source["published"] else None,
                    "version": source["version"] and _tex(single_line(source["version"])),
                    "url": source["source_url"],
                    "urldate": source["retrieved"],
                },
            )
        )
    return "\n\n".join(entries)


RIS_TYPES = {"article": "NEWS", "data-set": "DATA", "report": "RPRT", "law": "STAT"}
"""The types of RIS by the kind of a document. Others are ``GEN``, of no particular type."""


def _ris_entry(kind: str, fields: list[tuple[str, str | None]]) -> str:
    lines = [("TY", kind), *((tag, value) for tag, value in fields if value), ("ER", "")]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines)


def ris(record: dict[str, Any], link: str, revision: int) -> str:
    """RIS, which reference managers import. A date has the form ``2026/02/03/``, without the parts that are unknown."""
    entries = [
        _ris_entry(
            "DATA",
            [
                ("TI", _title(record)),
                ("AU", NAME),
                ("PY", record["updated_at"][:4]),
                ("ET", f"Revision {revision}"),
                ("UR", link),
            ],
        )
    ]
    for source in record["sources"]:
        year, *parts = (source["published"] or "").split("/")[0].split("-")
        exact = year.isdigit() and "/" not in source["published"]
        entries.append(
            _ris_entry(
                RIS_TYPES.get(source["kind"], "GEN"),
                [
                    ("TI", _source_title(source)),
                    ("AU", _name(source["author"])),
                    ("PB", _name(source["publisher"])),
                    ("PY", source["published"] and _years(source["published"].removeprefix(f"{OPEN_END}/"))),
                    ("DA", "/".join([year, *parts, *[""] * (3 - len(parts))]) if exact else None),
                    ("ET", source["version"] and single_line(source["version"])),
                    ("UR", source["source_url"]),
                    ("N1", _places(source)),
                ],
            )
        )
    return "\n".join(entries)


def _parts(edtf: str | None) -> dict[str, Any] | None:
    """An EDTF date in the form of CSL; an interval is two dates. None for an open start, which CSL cannot express."""
    if not edtf:
        return None
    if edtf.startswith(OPEN_END):
        return {"literal": _years(edtf)}
    return {"date-parts": [[int(part) for part in point.split("-")] for point in edtf.split("/")]}


CSL_TYPES = {"article": "article", "data-set": "dataset", "report": "report", "treaty": "treaty", "law": "legislation"}
"""The types of CSL by the kind of a document. Others are a ``document``."""


# An id says whose entry it is, so that the entries of all citations can stand in one library.
def csl(record: dict[str, Any], link: str, revision: int) -> list[dict[str, Any]]:
    record_entry = {
        "id": f"communique{record['url']}",
        "type": "dataset",
        "title": _title(record),
        "author": [{"literal": NAME}],
        "issued": _parts(record["updated_at"][:10]),
        "version": f"revision {revision}",
        "URL": link,
        "note": _references(record, "{}, {}"),
    }
    sources = [
        {
            "id": f"documents/{source['document']}",
            "type": CSL_TYPES.get(source["kind"], "document"),
            "title": _source_title(source),
            "publisher": _name(source["publisher"]),
            "author": [{"literal": single_line(source["author"])}] if source["author"] else None,
            "issued": _parts(source["published"]),
            "version": source["version"] and single_line(source["version"]),
            "URL": source["source_url"],
            "accessed": _parts(source["retrieved"]),
        }
        for source in record["sources"]
    ]
    return [{name: value for name, value in entry.items() if value} for entry in (record_entry, *sources)]
