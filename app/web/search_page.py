"""The search: hits grouped by kind, the names in the words, and the nearest names if nothing matches.

With ``part=1`` it answers with the list that the search field shows while a reader types.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import QueryParams

from app.api.error_handlers import problem_body
from app.api.query_route import PageRoute, parse_query
from app.db.names import resolve
from app.db.snapshot import Snapshot
from app.db.tables import Country, Mechanism
from app.domain.date_words import date_words, turn_words
from app.domain.text import fold
from app.domain.titles import count_words, record_path
from app.errors import Problem
from app.query.fulltext import Words
from app.query.list_parameters import PastQuery
from app.resource import page_path
from app.resources import mechanisms, timeline
from app.resources.resolve import Resolved
from app.resources.search import KindHits, SearchQuery, best_by_kind
from app.web.absence_note import absence_note
from app.web.html import resources_with_pages
from app.web.lists.active_filters import address, list_path
from app.web.lists.list_pages import heading
from app.web.page import api_request, past_parameter, render_view
from app.web.query_names import QueryNames, read_query_names
from app.web.reader import PageReader, open_reader

router = APIRouter(include_in_schema=False, route_class=PageRoute)

PATH = "/explore/search"

HITS_OF_KIND = 5
"""Hits of each kind that the page shows."""

HITS_AS_TYPED = 6
"""Hits that the list under the field shows."""

MAX_NEAREST = 4
"""Records with similar names that are suggested."""

LEAST_SIMILARITY = 60
"""Least similarity of a suggested name: of 100."""


class SearchPageQuery(PastQuery):
    """The parameters of the page."""

    q: str = ""
    part: str = ""


@dataclass
class SearchAnswer:
    """What the page shows. ``query`` is the search in the API that has these hits."""

    text: str
    names: QueryNames = field(default_factory=QueryNames)
    links: Sequence[tuple[str, str]] = ()
    """Text and address of pages about what is named: events, a briefing, trade figures."""

    hits: Sequence[KindHits] = ()
    query: str = ""
    note: str = ""
    """Why the hits do not have all the words, if they do not."""

    nearest: Sequence[tuple[str, str]] = ()
    """Label and address of records with similar names, if nothing matches."""

    @property
    def total(self) -> int:
        return sum(kind.total for kind in self.hits)

    @property
    def best_hits(self) -> list[dict[str, Any]]:
        """The hits of all kinds, best first, without the records that ``names`` and ``links`` lead to."""
        pages = {page_path(record.url) for records in self.names.meanings.values() for record in records}
        pages |= {address for _, address in self.links}
        hits = [dict(hit) for kind in self.hits for hit in kind.hits if page_path(hit["url"]) not in pages]
        return sorted(hits, key=lambda hit: (-hit["rank"], hit["url"]))


def hit_text(hit: Mapping[str, Any]) -> str:
    """The label of a hit. A title that says more is shown in its place: only that of a figure has its value."""
    return str(hit["title"] if hit["title"].startswith(hit["label"]) else hit["label"])


@router.get(PATH)
def search_page(request: Request) -> Response:
    """The hits for a text, or the part of the page that answers while a reader types."""
    text, past = request.query_params.get("q", "").strip(), past_parameter(request)
    part = request.query_params.get("part", "") == "1"
    problem, answer = None, SearchAnswer(text)
    with open_reader(request) as reader:
        try:
            if text:
                answer = read_answer(reader, text)
        except (Problem, RequestValidationError) as error:
            problem = problem_body(request, error)
        options = answer.best_hits[:HITS_AS_TYPED]
        is_empty = not (problem or answer.total or answer.names.meanings)
        if past:  # those without a query keep the state of the page as links to records do
            answer.links = [(link, f"{path}&{urlencode(past)}" if "?" in path else path) for link, path in answer.links]
        resources = resources_with_pages(request).values()
        return render_view(
            request,
            reader,
            "search-options.html" if part else "search.html",
            None if part else problem,  # half a phrase is no mistake of somebody who still types
            title=f"“{text}” – Search" if text else "Search",
            description="Records of meetings, agreements, figures, people and documents that have the words.",
            is_indexed=False,
            message=problem.errors[0].message if problem and problem.errors else "",
            answer=answer,
            absence=absence_note(request, reader, PATH, [("q", text)], suggest=False)
            if text and is_empty and not part
            else None,
            options=options,
            hit_text=hit_text,
            whole=address(PATH, [("q", text), *past]),
            lists={resource.model.kind: (heading(resource), list_path(resource)) for resource in resources},
            kinds={resource.model.kind: resource.page.kind for resource in resources if resource.page},
            api=api_request(request, "/search", [("q", answer.query or text), *past]) if text else None,
        )


def read_answer(reader: PageReader, text: str) -> SearchAnswer:
    """The answer for a text. Raises ``Problem`` or ``RequestValidationError`` for a text that is no search."""
    snapshot = reader.snapshot
    words = text.rstrip("? ") or text
    answer = SearchAnswer(text, names=read_query_names(snapshot, words))
    answer.links = list(_links(reader, answer.names))
    for query, note in _searches(words, answer.names):
        answer.query, answer.note, answer.hits = query, note, best_by_kind(snapshot, _parse(query), HITS_OF_KIND)
        if answer.hits:
            break
    else:
        answer.note = ""
        answer.nearest = _nearest(snapshot, words)
    return answer


def _parse(query: str) -> Words:
    return parse_query(SearchQuery, QueryParams({"q": query})).q


def _searches(words: str, names: QueryNames) -> Iterator[tuple[str, str]]:
    """Searches for the words, the narrowest first, each with a note about what its hits lack."""
    yield words, ""
    plain = all(character.isalnum() or character in " -–'’." for character in words)
    if not plain or not fold(words):
        return
    if words[-1].isalnum():
        yield f"{words}*", f"No record has the word “{words.split()[-1]}”. These have a word that begins with it."
    important = [*names.meanings, *names.other_words]
    if names.meanings and len(words.split()) > len(names.meanings):
        yield (
            " ".join(f'"{name}"' for name in names.meanings),
            "No record has all of these words. These have the names.",
        )
    if len(important) > 1:
        alternatives = " OR ".join(f'"{word}"' for word in important)
        yield alternatives, "No record has all of these words. These have one or more of them."


def _links(reader: PageReader, names: QueryNames) -> Iterator[tuple[str, str]]:
    """Pages about what is named, each with its text."""
    filters = names.filters()
    named_mechanisms = names.of_kind(Mechanism.kind)
    if len(named_mechanisms) == 1:
        for mechanism in reader.records(mechanisms.resource, [record.id for record in named_mechanisms[0]]):
            if meeting := mechanism["last_meeting"]:
                yield (
                    f"Last met {turn_words(meeting['date'])}: {meeting['title']}",
                    f"/explore/meetings/{meeting['id']}",
                )
    if filters:
        words = [("q", " ".join(names.other_words))] if names.other_words else []
        for parameters in ([*filters, *words], filters) if words else (filters,):
            total = _count(reader, parameters)
            if total:
                labels = [records[0].label if len(records) == 1 else name for name, records in names.meanings.items()]
                labels += [date_words(names.date)] if names.date else []
                labels += [value for _, value in parameters[len(filters) :]]
                yield f"{count_words(total, 'event')}: {' · '.join(labels)}", f"/explore/events?{urlencode(parameters)}"
                break
    parties = sorted((records[0] for records in names.of_kind(Country.kind)), key=lambda party: party.id)
    if len(parties) == 2:
        pair = " and ".join(party.label for party in parties)
        codes = [party.id for party in parties]
        yield f"Briefing: {pair}", f"/briefings/{'-'.join(codes).lower()}"
        yield f"Trade and investment: {pair}", f"/explore/trade?{urlencode({'between': ','.join(codes)})}"


def _count(reader: PageReader, parameters: Sequence[tuple[str, str]]) -> int:
    try:
        return int(reader.page(timeline.resource, [*parameters, ("limit", "1")])["total"])
    except (Problem, RequestValidationError):  # two names may exclude each other, and a text may be no search
        return 0


def _nearest(snapshot: Snapshot, words: str) -> list[tuple[str, str]]:
    """The records whose names are similar to the words, or to one of them."""
    matches = [
        match
        for spelling in dict.fromkeys([words, *(word for word in words.split() if len(word) > 3)])
        for match in resolve(snapshot, spelling, [kind.value for kind in Resolved if kind is not Resolved.document])
        if match.score >= LEAST_SIMILARITY
    ]
    names = {record_path(match.kind, match.record_id): match.name or match.text for match in matches}
    return [(name, url) for url, name in names.items()][:MAX_NEAREST]
