"""``/check``: a page with a form for a text, and the check as JSON."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from app.api.addresses import Site
from app.api.body_route import BODY_RESPONSES, BodyRoute, is_sent_from_page, other_types
from app.api.query_route import PageRoute
from app.api.snapshots import snapshot_for
from app.curate.claims.verdicts import ClaimVerdict
from app.db.snapshot import Snapshot
from app.domain.json_text import json_text
from app.query.coverage import data_state
from app.resources.claim_check import EXAMPLE_TEXT, MAX_TEXT, CheckOut, CheckRequest, check_claims
from app.web.html import render_page, resources_with_pages
from app.web.reader import PageReader

router = APIRouter()


DESCRIPTION = "Paste a paragraph: each claim in it is compared with the records, with the passages behind the verdict."

VERDICTS = {
    ClaimVerdict.contradicted: "✗ Contradicted",
    ClaimVerdict.supported: "✓ Supported",
    ClaimVerdict.not_recorded: "? Not recorded",
    ClaimVerdict.beyond: "? Beyond what we have read",
}
"""The verdicts on the page: a sign and words, as colour alone does not reach everybody."""


def _parts(claim: dict[str, Any], text: str) -> tuple[str, str, str]:
    """The sentence of a claim in three parts: the words before the claim, the claim, and the words after it."""
    words = text[claim["start"] : claim["end"]].replace("\r\n", "\n")
    before, _, after = claim["sentence"].partition(words)
    return before, words, after


def _document_names(request: Request, snapshot: Snapshot, answer: dict[str, Any]) -> dict[str, str]:
    """The names of the documents that the answer cites, by id."""
    document_ids = {
        place["document"] for claim in answer["claims"] for record in claim["records"] for place in record["evidence"]
    }
    labels = PageReader(snapshot).labels(
        resources_with_pages(request), [f"/documents/{id}" for id in sorted(document_ids)]
    )
    return {path.rpartition("/")[2]: name for path, name in labels.items()}


def _page(
    request: Request,
    answer: dict[str, Any] | None = None,
    body: CheckRequest | None = None,
    names: Mapping[str, str] | None = None,
) -> Response:
    text = body.text if body else ""
    sentences = [_parts(claim, text) for claim in answer["claims"]] if answer else []
    return render_page(
        request, "check.html", title="Check a text", description=DESCRIPTION, answer=answer, body=body,
        example=EXAMPLE_TEXT, max_text=MAX_TEXT, sentences=sentences, verdicts=VERDICTS, names=names or {},
    )  # fmt: skip


def get_check_page(request: Request) -> Response:
    """The form for a text."""
    return _page(request)


def post_check(request: Request, body: CheckRequest) -> Response:
    """Check the claims of a text, sentence by sentence: events, agreements, missions, commitments, posts and figures.

    Each claim is compared with the records. The text is neither stored nor logged. The form on the page `/check` gets a
    page, every other client gets JSON.
    """
    with snapshot_for(request) as snapshot:
        answer, headers = check_claims(snapshot, body), data_state(snapshot).headers
        names = _document_names(request, snapshot, answer) if is_sent_from_page(request) else None
    if names is not None:
        response = _page(request, answer, body, names)
    else:
        text = json_text(answer)
        response = Response(Site(request.scope).json(text), media_type="application/json")
    response.headers.update({name: value for name, value in headers.items() if name != "Last-Modified"})
    return response


router.add_api_route("/check", get_check_page, include_in_schema=False, route_class_override=PageRoute)
router.add_api_route(
    "/check",
    post_check,
    methods=["POST"],
    route_class_override=BodyRoute,
    response_model=CheckOut,
    responses=BODY_RESPONSES,
    openapi_extra=other_types(CheckRequest, EXAMPLE_TEXT),
    operation_id="checkText",
    summary="Check a Text",
    tags=["service"],
)
