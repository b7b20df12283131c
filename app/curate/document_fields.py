"""Fills in the fields of a document: title, dates, language and id, by its text, its page and the curator."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.curate.articles import Article
from app.curate.languages import language_of
from app.curate.mentions.publication import publication_date
from app.curate.quoting import quote
from app.curate.texts import ArticleText, TextForm
from app.curate.time_limit import OutOfTimeError, time_limit
from app.domain.free_text import MAX_TEXT_LENGTH, clean
from app.domain.text import fold
from app.domain.vocabulary import DocumentKind
from app.ingest import value_faults
from app.ingest.seed_schema import DocumentSeed

MAX_DOCUMENT_ID = 60

_DATE_IN_FIGURES = re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d{4}\b|\b\d{4}-\d{2}-\d{2}\b")

MAX_HEADLINE = 150
"""Characters of a headline. A longer first line is a sentence of the text."""

DATE_SECONDS = 10
"""Seconds that the search for the day of publication may take."""


class IntakeError(ValueError):
    """The article cannot be taken in. The message says why, and what to do."""


@dataclass(frozen=True)
class Description:
    """What the curator says of a document. ``None`` leaves a field to the page or the text.

    ``supersedes`` is the id of the document of which this is a newer edition.
    """

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    source_url: str | None = None
    language: str | None = None
    supersedes: str | None = None


def document_values(text: ArticleText, description: Description) -> tuple[dict[str, Any], list[str]]:
    """The fields of the document, and sentences about where they come from. Raises :class:`IntakeError`.

    What the text has as it is written is evidence; the rest is editorial, as the text does not state it.
    """
    language, note = _language(text, description.language)
    page_values = {
        name: clean(value)[:MAX_TEXT_LENGTH].strip() for name, value in text.page.items() if name != "language"
    }
    by_curator = {
        name: value
        for name in ("title", "publisher", "source_url")
        if (value := getattr(description, name)) is not None
    } | ({"date": description.published} if description.published else {})
    by_page = {
        name: value
        for name, value in page_values.items()
        if value and name not in by_curator and _is_valid(name, value)
    }
    if "title" in by_page:
        by_page["title"] = _without_site(by_page["title"], text.content)
    values = {**by_page, **by_curator}
    headline = _headline(text.paragraphs) if text.form is TextForm.plain and "title" not in values else None
    if headline and _is_valid("title", headline):
        values = {"title": headline, **values}
    document: dict[str, Any] = {"kind": str(DocumentKind.article)}
    document |= {name: values[name] for name in ("title", "publisher", "author", "date") if name in values}
    document |= {"language": language}
    document |= {name: values[name] for name in ("source_url",) if name in values}
    document |= {"supersedes": description.supersedes} if description.supersedes else {}
    document |= {"editorial": [*values], "sha256": text.sha256, "paragraphs": len(text.paragraphs)}
    document = _with_evidence(document, Article(text.content, language))
    if faults := _faults({**document, "paragraphs": str(document["paragraphs"])}):
        raise IntakeError("; ".join(faults))
    form = {TextForm.html: "page", TextForm.pdf: "PDF", TextForm.plain: "file"}[text.form]
    notes = [note, *([f"the {form} itself says its {_in_one_line(by_page)}"] if by_page else [])]
    notes += [f"its headline is taken for its title: {headline}"] if headline else []
    return document, notes


def with_date_of_text(document: dict[str, Any], article: Article) -> tuple[dict[str, Any], list[str]]:
    """The document with the day of publication that its text states, and sentences about it.

    A day that the curator or the page gave stays; the text may be its evidence.
    """
    mention = None
    with suppress(OutOfTimeError), time_limit(DATE_SECONDS):
        mention = publication_date(article)
    date = document.get("date")
    if mention is None or mention.edtf is None:
        unknown = "no day of publication is known, so “on Monday” has no date: give --published if you know it"
        return document, [] if date else [unknown]
    if date and date != mention.edtf:
        return document, [f"the text may be of {mention.edtf} by its words “{mention.text}”; {date} is used"]
    entry = quote(article, mention.paragraph, mention.start, mention.end, ["date"], mention.reason)
    note = f"the text was published on {mention.edtf} by its words “{mention.text}”"
    return {
        **{name: value for name, value in document.items() if name != "evidence"},
        "date": mention.edtf,
        "editorial": [name for name in document["editorial"] if name != "date"],
        "evidence": [*document["evidence"], entry.model_dump(exclude_defaults=True)],
    }, [note if mention.is_certain else f"{note}, which is not certain: give --published if you know it"]


def future_day_notes(document: Mapping[str, Any]) -> list[str]:
    """A sentence for the curator if the day of publication is still to come everywhere on Earth; else none."""
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    date = document.get("date") or ""
    sentence = f"{date}, the day of publication, is still to come: if it is wrong, give --published"
    return [sentence] if date > tomorrow else []


def _headline(paragraphs: list[str]) -> str | None:
    """The first line of a text, if it is a headline: short, no sentence, and with a longer line soon behind it. Lines
    for the author, the place and the day may stand between. A line above it with a date in figures, as web pages have
    it, is skipped."""
    first, *texts = paragraphs[1:] if len(paragraphs) > 1 and _DATE_IN_FIGURES.search(paragraphs[0]) else paragraphs
    first = clean(first)
    is_headline = len(first) <= MAX_HEADLINE and not first.endswith((".", ":", ",", ";"))
    return first if is_headline and any(len(text) > len(first) for text in texts[:4]) else None


_SITE_MARK = re.compile(r"\s[|·»–—-]\s")


def _without_site(title: str, content: str) -> str:
    """The title of a page without that of its site, as in “Talks in Lima | The Post”, if the text has it so."""
    headline = max((part.strip() for part in _SITE_MARK.split(title)), key=len)
    return headline if headline in content.replace(title, "") else title


def _in_one_line(names: Mapping[str, str]) -> str:
    return ", ".join(name.replace("source_url", "address") for name in names)


def _language(text: ArticleText, option: str | None) -> tuple[str, str]:
    """The language, and a sentence that says how it was found. Raises :class:`IntakeError` if it is not certain."""
    if option:
        return option, f"the language is {option}, as you say"
    by_words, by_page = language_of(text.content), text.page.get("language")
    if by_words and by_page and by_words != by_page:
        raise IntakeError(
            f"the page says that its language is {by_page}, and its words are {by_words}: say which, with --language"
        )
    if language := by_words or by_page:
        return language, f"the language is {language}, by {'its words' if by_words else 'what the page says'}"
    raise IntakeError("its words do not tell its language: say it with --language, such as --language en")


def _faults(document: dict[str, Any]) -> list[str]:
    """What is wrong with the fields of a document, each with its name."""
    evidence = [{**entry, "document": "draft"} for entry in document.get("evidence", ())]
    try:
        DocumentSeed.model_validate({"id": "draft", **document, "evidence": evidence})
    except ValidationError as error:
        return [
            f"{'.'.join(map(str, path))}: {message}"
            for path, message in value_faults.fault_sentences(error, DocumentSeed)
        ]
    return []


def _is_valid(name: str, value: str) -> bool:
    """Whether a document may have the value that a page gives for a field. A page may say anything of itself."""
    minimum = {"kind": "article", "language": "en", "sha256": "0" * 64, "paragraphs": "1"}
    return not _faults({**minimum, name: value})


def _with_evidence(document: dict[str, Any], article: Article) -> dict[str, Any]:
    """The document with a quote for its title, author and publisher where the text has them as they are written.

    The others are editorial: the text does not state them.
    """
    evidence = [
        entry
        for name in ("title", "publisher", "author")
        if (value := document.get(name)) and (entry := _evidence_of(article, value, name))
    ]
    fields_in_text = {name for entry in evidence for name in entry["fields"]}
    editorial = [name for name in document["editorial"] if name not in fields_in_text]
    return {**document, "editorial": editorial, "evidence": evidence}


def _evidence_of(article: Article, words: str, name: str) -> dict[str, Any] | None:
    """The evidence of a field: its words, in the first paragraph that has them."""
    for number, paragraph in enumerate(article.paragraphs, 1):
        start = paragraph.find(words)
        if start >= 0:
            return quote(article, number, start, start + len(words), [name]).model_dump(exclude_defaults=True)
    return None


def document_id(option: str | None, title: str | None, path: Path, documents: set[str], drafts: Path) -> str:
    """The id of the document: as given, else from its title, else from the name of its file.

    Raises :class:`IntakeError` for an id that is taken or not valid.
    """
    other_ids = documents | {file.stem for file in drafts.glob("*.yaml")}
    if option is not None:
        if option in other_ids:
            raise IntakeError(f"there is a {'document' if option in documents else 'draft'} {option} already")
        if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", option) or len(option) > MAX_DOCUMENT_ID:
            raise IntakeError(
                f"--id: it is not 1 to {MAX_DOCUMENT_ID} lower-case letters a to z, digits and single hyphens"
            )
        return option
    stem = fold(title or "") or fold(path.stem) or "article"
    words = stem.replace(" ", "-")[: MAX_DOCUMENT_ID - 4].rstrip("-")
    base = words if len(words) < MAX_DOCUMENT_ID - 4 or "-" not in words else words.rpartition("-")[0]
    return next(
        name for number in range(1, len(other_ids) + 2) if (name := _with_number(base, number)) not in other_ids
    )


def _with_number(base: str, number: int) -> str:
    return base if number == 1 else f"{base}-{number}"
