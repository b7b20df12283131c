"""Reads W3C Web Annotations (https://www.w3.org/TR/annotation-model/), and what hypothes.is exports.

A file has one annotation, a list, a collection or its page, an export of hypothes.is (``annotations``), an answer of
its API (``rows``), or an annotation a line.

What an annotation says of a record stands in its body: the address of a record with ``fields``, as in
``/evidence.jsonld``, or lines ``name: value`` of a text, such as ``kind: meeting``, ``record: jspg-kz-tr-8``,
``fields: date, session`` and ``date: 2026-02-02``. A kind or a field may also be a tag.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.curate.grounding import ARTICLE_KINDS
from app.domain.free_text import clean
from app.domain.titles import plural
from app.query.expand import as_list

MAX_BYTES = 16 * 2**20
"""Bytes of a file of annotations."""

MAX_ANNOTATIONS = 10_000

MAX_NAME = 80
"""Characters of the name of a creator."""

_LINE = re.compile(r"\s*([a-z_]+)\s*:\s*(\S.*?)\s*")
_KINDS = {plural(kind): kind for kind in ARTICLE_KINDS} | {kind: kind for kind in ARTICLE_KINDS}
_ACCOUNT = re.compile(r"acct:([^@]+)@.*")


class AnnotationFileError(ValueError):
    """The file has no annotations. The message says why."""


@dataclass(frozen=True)
class Selector:
    """A place in a text: by words, ``exact`` with those around it, or by ``start`` and ``end``. ``sha256`` is the hash
    of the words at the position, which only selectors of ours have."""

    exact: str | None = None
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    sha256: str | None = None


@dataclass(frozen=True)
class Annotation:
    """An annotation of one place. ``addresses`` and ``sha256`` are those of the text, ``says`` the values by field."""

    creator: str
    addresses: tuple[str, ...]
    sha256: str | None
    selectors: tuple[Selector, ...]
    kind: str | None = None
    record: str | None = None
    fields: tuple[str, ...] = ()
    says: dict[str, str] = field(default_factory=dict)
    note: str = ""


def read_annotations(content: str) -> list[Annotation]:
    """The annotated places of a file, in its order. Raises :class:`AnnotationFileError`."""
    try:
        document = json.loads(content)
    except ValueError as error:
        try:
            document = [json.loads(line) for line in content.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            raise AnnotationFileError(f"it is not JSON: {error}") from None
    except RecursionError:
        raise AnnotationFileError("its lists are nested too deep") from None
    entries = list(_entries(document))
    if not entries:
        raise AnnotationFileError("it has no annotations: neither of the W3C nor of hypothes.is")
    if len(entries) > MAX_ANNOTATIONS:
        raise AnnotationFileError(f"it has {len(entries):,} annotations, and may have {MAX_ANNOTATIONS:,}")
    return [annotation for entry in entries for annotation in _annotations(entry)]


def _entries(document: Any) -> Iterator[dict[str, Any]]:
    if isinstance(document, list):
        yield from (entry for entry in document if isinstance(entry, dict) and "target" in entry)
        return
    if not isinstance(document, dict):
        return
    first = document.get("first")
    page = first if isinstance(first, dict) else document
    for name in ("items", "annotations", "rows", "@graph"):
        if isinstance(page.get(name), list):
            yield from _entries(page[name])
            return
    if "target" in document:
        yield document


def _annotations(entry: dict[str, Any]) -> Iterator[Annotation]:
    body = _body(entry)
    for target in as_list(entry["target"]):
        if not isinstance(target, dict):
            continue
        addresses, sha256 = [], None
        for source in [*as_list(target.get("source")), *as_list(entry.get("uri"))]:
            if isinstance(source, dict):
                sha256 = sha256 or _text(source.get("sha256"))
                addresses += [_text(source.get("id")), *map(_text, as_list(source.get("via")))]
            else:
                addresses.append(_text(source))
        selectors = tuple(filter(None, map(_selector, as_list(target.get("selector")))))
        unique = tuple(dict.fromkeys(filter(None, addresses)))
        yield Annotation(_creator(entry), unique, sha256, selectors, **body)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _selector(selector: Any) -> Selector | None:
    if not isinstance(selector, dict):
        return None
    if selector.get("type") == "TextQuoteSelector" and _text(selector.get("exact")):
        prefix, suffix = (_text(selector.get(name)) or "" for name in ("prefix", "suffix"))
        return Selector(exact=selector["exact"], prefix=prefix, suffix=suffix)
    start, end = selector.get("start"), selector.get("end")
    if selector.get("type") == "TextPositionSelector" and type(start) is int and type(end) is int:
        return Selector(start=start, end=end, sha256=_text(selector.get("sha256")))
    return None


def _creator(entry: dict[str, Any]) -> str:
    creators = as_list(entry.get("creator")) or as_list(entry.get("user"))
    first = creators[0] if creators else None
    if isinstance(first, dict):
        first = first.get("nickname") or first.get("name") or first.get("id")
    name = _text(first) or "somebody"
    account = _ACCOUNT.fullmatch(name)
    return clean(account[1] if account else name)[:MAX_NAME].strip() or "somebody"


def _body(entry: dict[str, Any]) -> dict[str, Any]:
    """What an annotation says of a record: kind, record, fields, other lines, and the rest as a note."""
    about: dict[str, str] = {}
    lines: list[str] = []
    tags: list[str] = [tag for tag in as_list(entry.get("tags")) if isinstance(tag, str)]
    fields: list[str] = []
    texts = [entry.get("text"), entry.get("bodyValue")]
    for body in as_list(entry.get("body")):
        if isinstance(body, str):
            about |= _record(body)
        elif isinstance(body, dict) and body.get("purpose") == "tagging":
            tags += filter(None, [_text(body.get("value"))])
        elif isinstance(body, dict) and _text(body.get("value")):
            texts.append(body["value"])
        elif isinstance(body, dict):
            about |= _record(_text(body.get("id")) or "")
            fields += [name for name in as_list(body.get("fields")) if isinstance(name, str)]
    for line in (line for text in texts if isinstance(text, str) for line in text.splitlines()):
        match = _LINE.fullmatch(line)
        if match and match[1] in ("kind", "record", "fields"):
            about[match[1]] = match[2]
        else:
            lines.append(line)
    kind = _KINDS.get(about.get("kind", "")) or next((_KINDS[tag] for tag in tags if tag in _KINDS), None)
    names = _field_names(kind) if kind else set()
    value_lines = {line: match for line in lines if (match := _LINE.fullmatch(line)) and match[1] in names}
    says = {match[1]: match[2] for match in value_lines.values()}
    fields += re.findall("[a-z_]+", about.get("fields", ""))
    fields += [tag for tag in tags if tag in names]
    return {
        "kind": kind,
        "record": about.get("record"),
        "fields": tuple(dict.fromkeys([*fields, *says])),
        "says": says,
        "note": clean(" ".join(line for line in lines if line not in value_lines))[:200].strip(),
    }


def _record(address: str) -> dict[str, str]:
    """The kind and id of the record at an address: ``…/meetings/jspg-kz-tr-8``."""
    path, _, name = address.partition("#")[0].rpartition("/")
    kind = _KINDS.get(path.rpartition("/")[2])
    return {"kind": kind, "record": name} if kind and re.fullmatch("[a-z0-9-]{1,100}", name) else {}


def _field_names(kind: str) -> set[str]:
    model = ARTICLE_KINDS[kind]
    return {info.alias or key for key, info in model.model_fields.items()} - {"id", "evidence"}
