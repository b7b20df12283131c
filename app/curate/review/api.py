"""The JSON API of the review. It is an application of its own, and no part of the service that answers readers."""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from app import __version__
from app.curate.accept import AcceptError
from app.curate.draft_changes import (
    Decide,
    Describe,
    DraftChange,
    DraftError,
    Edit,
    Propose,
    PutAside,
    VersionConflictError,
)
from app.curate.forms import document_form, fields_of_kind
from app.curate.proposals import Confidence, Proposal
from app.curate.review.access import Guard, Tokens, problem
from app.curate.review.bodies import (
    AcceptanceView,
    AcceptRequest,
    Aside,
    DocumentPatch,
    DraftList,
    DraftSummary,
    Findings,
    Form,
    NameList,
    NewProposal,
    Places,
    ProblemBody,
    ProposalPatch,
    Ticket,
    Window,
)
from app.curate.review.checks import CardFinding
from app.curate.review.desk import Desk, NoDraftError
from app.curate.review.passages import TextSpan
from app.curate.review.sheet import DraftView, findings_of, quotes_of
from app.curate.seed_yaml import SEED_MODEL_OF_KIND, no_kind
from app.domain.vocabulary import SetAside
from app.ingest.quotes import QuoteError

STATIC = Path(__file__).parent / "static"
MAX_WORDS = 2000
"""Characters of words that are looked for."""

DESCRIPTION = """\
Review drafts: what rules, models and people propose from an article. Each change is one request, and needs the version
of the draft that it was made for as `If-Match`; if somebody else changed the draft since, the answer is 409 with the
newer version, and nothing is written. Send the token that `communique review --api` prints as `Authorization: Bearer`.
"""


class RefusalError(Exception):
    """Answers a request with a problem."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.status = status


def _version(
    if_match: Annotated[
        str | None, Header(description="The version of the draft that the change was made for.", examples=['"12"'])
    ] = None,
) -> int:
    """The version in ``If-Match``, with or without quotation marks."""
    number = (if_match or "").strip().removeprefix("W/").strip('"')
    if not number.isdecimal() or len(number) > 9:
        message = "send the version of the draft that the change was made for as `If-Match`"
        raise RefusalError(HTTPStatus.PRECONDITION_REQUIRED, message)
    return int(number)


DraftVersion = Annotated[int, Depends(_version)]


def create_review(desk: Desk, tokens: Tokens, port: Callable[[], int]) -> FastAPI:
    """The application. ``port`` is a function that says at which port it is served."""
    refusals: dict[int | str, dict[str, Any]] = {
        status: {"description": text, "content": {"application/problem+json": {}}, "model": ProblemBody}
        for status, text in {
            401: "The token is missing or unknown.", 403: "The request comes from another page.",
            404: "There is no such draft.", 409: "Somebody else changed the draft since.",
            422: "The request does not fit the draft.", 428: "`If-Match` is missing.",
        }.items()
    }  # fmt: skip
    app = FastAPI(
        title="Communiqué review", version=__version__, description=DESCRIPTION, responses=refusals,
        docs_url=None, redoc_url=None, openapi_url="/openapi.json",
    )  # fmt: skip
    app.add_middleware(Guard, tokens=tokens, port=port)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    _answer_errors(app, desk)
    _add_sessions(app, tokens, port)
    _add_reading(app, desk)
    _add_changes(app, desk)
    _add_document_changes(app, desk)
    return app


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _problem(status: HTTPStatus, detail: str, **extensions: Any) -> Response:
    return Response(problem(status, detail, **extensions), status, media_type="application/problem+json")


def _answer_errors(app: FastAPI, desk: Desk) -> None:
    @app.exception_handler(RefusalError)
    async def _refusal(request: Request, exc: RefusalError) -> Response:  # noqa: ARG001
        return _problem(exc.status, str(exc))

    @app.exception_handler(NoDraftError)
    async def _absent(request: Request, exc: NoDraftError) -> Response:  # noqa: ARG001
        return _problem(HTTPStatus.NOT_FOUND, str(exc))

    @app.exception_handler(VersionConflictError)
    async def _conflict(request: Request, exc: VersionConflictError) -> Response:
        version = desk.draft(request.path_params["id"]).state().version
        return _problem(HTTPStatus.CONFLICT, str(exc), version=version)

    @app.exception_handler(AcceptError)
    async def _faulty(request: Request, exc: AcceptError) -> Response:  # noqa: ARG001
        faults = [
            CardFinding(proposal=number, message=fault.message).model_dump(exclude_none=True)
            for fault in exc.faults
            for number in fault.proposals or (None,)
        ]
        detail = "nothing was written: " + "; ".join(map(str, exc.faults[:5]))
        return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail[:2000], faults=faults)

    @app.exception_handler(QuoteError)
    @app.exception_handler(DraftError)
    async def _unfit(request: Request, exc: Exception) -> Response:  # noqa: ARG001
        return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(exc))

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, exc: RequestValidationError) -> Response:  # noqa: ARG001
        faults = [f"{'.'.join(map(str, error['loc'][1:]))}: {error['msg']}" for error in exc.errors()[:5]]
        return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(faults)[:2000])

    @app.exception_handler(HTTPException)
    async def _http(request: Request, exc: HTTPException) -> Response:
        status = HTTPStatus(exc.status_code)
        detail = f"there is no {request.url.path[:200]}" if status is HTTPStatus.NOT_FOUND else str(exc.detail)
        return _problem(status, detail)

    @app.exception_handler(OSError)
    async def _failure(request: Request, exc: OSError) -> Response:  # noqa: ARG001
        detail = f"the draft could not be read or written: {exc.strerror or exc}; nothing was saved"
        return _problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail)


def _add_sessions(app: FastAPI, tokens: Tokens, port: Callable[[], int]) -> None:
    @app.get("/", include_in_schema=False)
    def page() -> FileResponse:
        return FileResponse(STATIC / "review.html")

    @app.post("/session", tags=["access"], operation_id="openSession", summary="Exchange a one-time token")
    def exchange(ticket: Ticket) -> Ticket:
        token = tokens.exchange(ticket.token)
        if token is None:
            detail = "this address was used already: run `communique review` again, or open a window from the first"
            raise RefusalError(HTTPStatus.UNAUTHORIZED, detail)
        return Ticket(token=token)

    @app.post("/windows", tags=["access"], operation_id="openWindow", summary="A one-time address for another window")
    def window() -> Window:
        return Window(address=f"http://127.0.0.1:{port()}/#token={tokens.one_time()}")


def _answer(view: DraftView, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """A draft with its version. It is rendered at once: FastAPI would take seconds for a long text."""
    headers = {"ETag": f'"{view.version}"'}
    return Response(view.model_dump_json(), status, headers, "application/json")


def _add_reading(app: FastAPI, desk: Desk) -> None:
    @app.get("/drafts", tags=["drafts"], operation_id="listDrafts", summary="All drafts")
    def drafts() -> DraftList:
        items = []
        for draft in desk.drafts():
            try:
                state = draft.state()
            except DraftError as error:
                items.append(DraftSummary(id=draft.id, title=None, proposals=0, decided=0, fault=str(error)))
                continue
            decisions = sum(card.verdict is not None for card in state.cards)
            title = str(state.document.get("title") or "") or None
            items.append(DraftSummary(id=draft.id, title=title, proposals=len(state.cards), decided=decisions))
        return DraftList(items=items)

    @app.get("/drafts/{id}", tags=["drafts"], operation_id="getDraft", response_model=DraftView,
             summary="A draft: its text and proposals")  # fmt: skip
    def draft(id: str, if_none_match: Annotated[str | None, Header()] = None) -> Response:
        if if_none_match and if_none_match == f'"{desk.draft(id).state().version}"':
            return Response(status_code=HTTPStatus.NOT_MODIFIED)
        return _answer(desk.view(id))

    @app.get("/drafts/{id}/places", tags=["drafts"], operation_id="findPlaces", summary="Where words stand in the text")
    def places(
        id: str,
        words: Annotated[str | None, Query(max_length=MAX_WORDS, description="Words, as they stand there.")] = None,
        paragraph: Annotated[int | None, Query(ge=1, description="With `start` and `end`: a selection.")] = None,
        start: Annotated[int, Query(ge=0, description="First character, from 0.")] = 0,
        end: Annotated[int, Query(ge=0, description="Character after the last.")] = 0,
    ) -> Places:
        if paragraph is None:
            return Places(items=desk.places(id, words or ""))
        draft = desk.draft(id)
        return Places(items=[desk.text(draft, draft.state()).cite(TextSpan(paragraph, start, end))])

    @app.get("/drafts/{id}/findings", tags=["drafts"], operation_id="listFindings", summary="What is wrong or odd")
    def findings(id: str) -> Findings:
        return Findings(items=findings_of(desk.view(id)))

    @app.get("/forms/{kind}", tags=["records"], operation_id="getForm", summary="The fields of a kind of record")
    def form(kind: str) -> Form:
        if kind == "document":
            return Form(kind=kind, fields=document_form())
        try:
            return Form(kind=kind, fields=list(fields_of_kind(kind)))
        except KeyError:
            raise RefusalError(HTTPStatus.NOT_FOUND, no_kind(kind, SEED_MODEL_OF_KIND)) from None

    @app.get("/names", tags=["records"], operation_id="findNames", summary="Records by words of their names")
    def names(
        words: Annotated[str, Query(max_length=100)] = "",
        kind: Annotated[str | None, Query(max_length=40, description="`party` is a country or organisation.")] = None,
        draft: Annotated[str | None, Query(max_length=100, description="A draft whose proposals come first.")] = None,
    ) -> NameList:
        return NameList(items=desk.names(kind, words, draft))


def _add_changes(app: FastAPI, desk: Desk) -> None:
    @app.patch("/drafts/{id}/proposals/{number}", tags=["changes"], operation_id="changeProposal",
               response_model=DraftView, summary="Decide or edit a proposal")  # fmt: skip
    def patch(id: str, number: int, body: ProposalPatch, version: DraftVersion) -> Response:
        changes: list[DraftChange] = []
        try:
            if {"values", "quotes", "record", "is_new", "corrects"} & body.model_fields_set:
                edit = body.model_dump(exclude={"verdict"}) | {"quotes": body.quotes}
                changes.append(Edit(by=desk.reviewer, proposal=number, **edit))
            if "verdict" in body.model_fields_set:
                changes.append(Decide(by=desk.reviewer, proposal=number, verdict=body.verdict))
        except ValidationError:
            raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, "proposals count from 1") from None
        if not changes:
            raise RefusalError(
                HTTPStatus.UNPROCESSABLE_ENTITY, f"name what changes: {', '.join(ProposalPatch.model_fields)}"
            )
        return _answer(desk.change(id, version, *changes))

    @app.post("/drafts/{id}/proposals", tags=["changes"], operation_id="addProposal", status_code=201,
              response_model=DraftView, summary="Add a proposal of your own")  # fmt: skip
    def propose(id: str, body: NewProposal, version: DraftVersion) -> Response:
        kinds = [kind for kind in SEED_MODEL_OF_KIND if kind != "document"]
        if body.kind not in kinds:
            raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, no_kind(body.kind, kinds))
        proposal = Proposal(
            kind=body.kind, confidence=Confidence.suggest, values=body.values, quotes=body.quotes,
            why="A reviewer added it.", by=f"reviewer:{desk.reviewer}",
        )  # fmt: skip
        change = Propose(by=desk.reviewer, added=proposal)
        return _answer(desk.change(id, version, change), HTTPStatus.CREATED)

    @app.put("/drafts/{id}/paragraphs/{number}", tags=["changes"], operation_id="setAside", response_model=DraftView,
             summary="Set a paragraph or sentences aside")  # fmt: skip
    def put_aside(id: str, number: int, body: Aside, version: DraftVersion) -> Response:
        if body.why not in (None, SetAside.furniture) and not (body.because or "").strip():
            raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, f"say under `because` why it is {body.why}")
        try:
            aside = PutAside(by=desk.reviewer, paragraph=number, **body.model_dump())
        except ValidationError:
            raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, "paragraphs count from 1") from None
        return _answer(desk.change(id, version, aside))


def _add_document_changes(app: FastAPI, desk: Desk) -> None:
    @app.patch("/drafts/{id}/document", tags=["changes"], operation_id="describeDocument", response_model=DraftView,
               summary="Correct what is said of the document")  # fmt: skip
    def describe(id: str, body: DocumentPatch, version: DraftVersion) -> Response:
        names = {*(field.name for field in document_form()), "evidence", "editorial"}
        if unknown := sorted(set(body.values) - names):
            detail = f"a reviewer cannot change {unknown[0][:100]!r}, only {', '.join(sorted(names))}"
            raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, detail)
        if quotes_of(body.values)[1] or not _is_list_of_texts(body.values.get("editorial") or []):
            detail = "`evidence` is a list of quotes, and `editorial` one of names of fields"
            raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, detail)
        empty_fields = {name for name, value in body.values.items() if value is None}
        values = (
            {"editorial": [name for name in desk.view(id).editorial if name not in empty_fields]}
            if empty_fields
            else {}
        )
        return _answer(desk.change(id, version, Describe(by=desk.reviewer, values=values | body.values)))

    @app.post("/drafts/{id}/accept", tags=["changes"], operation_id="acceptDraft",
              summary="Write the draft to the seed, or say what that changes")  # fmt: skip
    def accept(id: str, body: AcceptRequest, version: DraftVersion) -> AcceptanceView:
        acceptance = desk.accept(id, version, write=body.write)
        return AcceptanceView(
            written=body.write, files=list(acceptance.files), diff=acceptance.diff,
            warnings=list(map(str, acceptance.warnings)), counts=acceptance.counts,
        )  # fmt: skip

    @app.post(
        "/drafts/{id}/undo",
        tags=["changes"],
        operation_id="undo",
        response_model=DraftView,
        summary="Take the last change back",
    )
    def undo(id: str, version: DraftVersion) -> Response:
        return _answer(desk.undo(id, version))
