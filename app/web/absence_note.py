"""The sources of a page without records, as the field ``absence`` of the API has them."""

from dataclasses import dataclass

from fastapi import Request

from app.api.absence import absence_fields, dated_address
from app.resource import Resource, page_path
from app.web.html import resources_with_pages
from app.web.lists.active_filters import address, without
from app.web.reader import PageReader, QueryPairs


@dataclass(frozen=True)
class AbsenceNote:
    """Why a page has no records: the ``revision`` that has none, and the documents that were read for it.

    ``address`` is that of the page as of the revision. ``documents`` has the names and paths of the newest documents,
    and ``documents_address`` leads to all ``documents_total``. ``nearest`` has the names nearest to words that no
    record has, and the date among them, each with the address of the page that asks for it instead.
    """

    revision: int
    address: str
    documents: list[tuple[str, str]]
    documents_total: int
    documents_address: str
    nearest: list[tuple[str, str]]


def absence_note(
    request: Request,
    reader: PageReader,
    path: str,
    parameters: QueryPairs,
    resource: Resource | None = None,
    *,
    suggest: bool = True,
) -> AbsenceNote | None:
    """The note for a page without records, with this path and these parameters; None before anything was published.

    Without ``suggest``, it has no names: the page suggests some itself. ``resource`` is the list in which records of a
    date among the words are looked for.
    """
    fields = absence_fields(
        request, reader.snapshot, reader.state, lambda: reader.near_names(parameters) if suggest else ()
    )
    if not fields:
        return None
    resources = resources_with_pages(request)
    urls = [f"/documents/{record_id}" for record_id in fields["documents"]]
    labels = reader.labels(resources, urls)
    past = ("as_of", str(fields["revision"]))
    nearest = [(name, address(path, [*without(parameters, "q"), ("q", name)])) for name in fields["suggestions"]]
    if resource and (list_address := dated_address(request, reader.snapshot, resource)):
        nearest.append(("the records of that date", path + list_address.removeprefix(resource.path)))
    return AbsenceNote(
        fields["revision"],
        address(path, [*without(parameters, "as_of"), past]),
        [(labels[url], page_path(url)) for url in urls],
        reader.total(resources["documents"], ()),
        address(page_path("/documents"), [past]),
        nearest,
    )
