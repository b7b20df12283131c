"""“This is wrong”: reports of readers about records. The service shows what curators answer, never a reader's words."""

import json
import logging
import math
import time
import unicodedata
from threading import Lock
from typing import Any, ClassVar
from urllib.parse import urlsplit

from cachetools import TTLCache
from fastapi import Request
from pydantic import ConfigDict, Field, field_validator
from sqlalchemy import select

from app.api.addresses import Site
from app.api.body_route import RequestBody
from app.api.record_lookup import find_record
from app.api.report_box import BoxError, FullError, ReportBox
from app.api.snapshots import snapshot_for
from app.api.turns import client_of
from app.db.records import Evidence
from app.domain import free_text
from app.domain.model import Model
from app.domain.text import nearest
from app.errors import Problem, invalid_parameter, nearest_or_all, refuse, unavailable
from app.resource import Resource, by_record_path, record_at
from app.resources.refs import RecordRef

log = logging.getLogger(__name__)

HOUR = 3600

OFF = "this service takes no reports: its operator has not turned them on"


class ReportRequest(RequestBody):
    """A report that something about a record is wrong."""

    max_bytes: ClassVar[int] = 4096

    @classmethod
    def require_enabled(cls, request: Request) -> None:
        box_of(request)

    record: str = Field(
        min_length=1, max_length=500, description="The record: its path or whole address.",
        examples=["/meetings/jspg-kz-tr-8"],
    )  # fmt: skip
    field: str | None = Field(None, max_length=50, description="The field that is wrong.", examples=["city"])
    evidence: str | None = Field(
        None, max_length=300, description="Id of the evidence that does not support it.",
        examples=["meeting.jspg-kz-tr-8.date.jspg-8-report.260"],
    )  # fmt: skip
    wrong: str = Field(
        min_length=1, max_length=1000, description="What is wrong. Only the curators read it.",
        examples=["The meeting was held in another city."],
    )  # fmt: skip
    source: str | None = Field(
        None, max_length=500, description="What says otherwise: an address, or a title.",
        examples=["https://example.org/article"],
    )  # fmt: skip
    email: str | None = Field(
        None, max_length=200, pattern=r"^[^@\s]+@[^@\s]+$",
        description="An address for questions. It is stored only if it is given, and never shown.", examples=[None],
    )  # fmt: skip

    @field_validator("wrong", "source", "email")
    @classmethod
    def _check_text(cls, value: str | None) -> str | None:
        text = value and unicodedata.normalize("NFC", value)  # some keyboards and files of names decompose letters
        if text and (fault := free_text.fault(" ".join(text.split()))):
            raise refuse(f"it cannot be read: {fault}")
        return text and text.strip()


class ReportedRecord(RecordRef):
    """The record of a report."""


class ReportOut(Model):
    """A report and its answer, without the words of the reader."""

    id: str = Field(description="Id.", examples=["20261128-0f1e2d3c4b5a"])
    url: str = Field(description="Path at which the answer stands.", examples=["/reports/20261128-0f1e2d3c4b5a"])
    record: ReportedRecord = Field(description="The record.")
    field: str | None = Field(description="The field that was reported.", examples=["city"])
    evidence: str | None = Field(description="Id of the evidence that was reported.", examples=[None])
    reported: str = Field(description="Day of the report.", examples=["2026-11-28"])
    status: str = Field(description="`open` or `answered`.", examples=["answered"])
    outcome: str | None = Field(description="`corrected`, `unchanged` or `duplicate`.", examples=["unchanged"])
    answer: str | None = Field(
        description="The curator's answer.", examples=["Three documents say that it was in Ankara."]
    )
    answered: str | None = Field(description="Day of the answer.", examples=["2026-11-29"])


class ReportList(Model):
    """The answered reports about a record."""

    items: list[ReportOut] = Field(description="The reports, oldest first.")
    total: int = Field(description="Their number.", examples=[1])


class ReportQuery(Model):
    """The record, field and evidence with which the form is filled in."""

    model_config = ConfigDict(extra="forbid")

    record: str = Field(max_length=500, description="Path of the record.", examples=["/meetings/jspg-kz-tr-8"])
    field: str | None = Field(None, max_length=50, description="Name of the field.", examples=["city"])
    evidence: str | None = Field(None, max_length=300, description="Id of the evidence.", examples=[None])


class RecordQuery(Model):
    model_config = ConfigDict(extra="forbid")

    record: str = Field(max_length=500, description="Path of the record.", examples=["/meetings/jspg-kz-tr-8"])


class HourlyLimit:
    """Limits what a client sends in the hour from its first report. Of more clients, the oldest are forgotten."""

    def __init__(self, per_hour: int, clients: int = 10_000) -> None:
        self._per_hour = per_hour
        self._hours: TTLCache[str, tuple[list[int], float]] = TTLCache(clients, HOUR)
        self._lock = Lock()

    def take(self, client: str) -> None:
        """Count a report of a client. Raises ``Problem`` (429) if the client has sent as many as it may."""
        with self._lock:
            count, end = self._hours.setdefault(client, ([0], time.monotonic() + HOUR))
            if count[0] >= self._per_hour:
                detail = f"one address may send {self._per_hour} reports an hour"
                headers = {**self._headers(0, end), "Retry-After": str(_seconds_to(end))}
                raise Problem("too-many-requests", detail=detail, headers=headers)
            count[0] += 1

    def headers(self, client: str) -> dict[str, str]:
        """What a client may still send, as draft-ietf-httpapi-ratelimit-headers-10 has it."""
        with self._lock:
            count, end = self._hours.get(client, ([0], time.monotonic() + HOUR))
            return self._headers(self._per_hour - count[0], end)

    def _headers(self, reports_left: int, end: float) -> dict[str, str]:
        policy = f'"reports";q={self._per_hour};w={HOUR}'
        return {"RateLimit-Policy": policy, "RateLimit": f'"reports";r={reports_left};t={_seconds_to(end)}'}


def _seconds_to(end: float) -> int:
    return max(1, math.ceil(end - time.monotonic()))


def box_of(request: Request) -> ReportBox:
    """The box of the service. Raises ``Problem`` if reports are not turned on."""
    box: ReportBox | None = request.app.state.reports
    if box is None:
        raise Problem("not-found", detail=OFF)
    return box


def take_report(request: Request, body: ReportRequest) -> dict[str, Any]:
    """Check the record, field and evidence of a report, and store it. Returns the values of :class:`ReportOut`."""
    box = box_of(request)
    record = checked_record(request, body.record, body.field, body.evidence)
    request.app.state.report_limit.take(client_of(request.scope))
    report = {
        "record": record,
        **{name: getattr(body, name) for name in ("field", "evidence", "wrong", "source")},
        **({"email": body.email} if body.email else {}),
    }
    try:
        report_id = box.add(report)
    except FullError:
        detail = "the box for reports is full: try again when the curators have emptied it"
        raise unavailable(detail, 86400) from None
    except BoxError as error:
        raise _unreachable(error) from None
    return public_view(box.get(report_id) or {})


def _unreachable(error: BoxError) -> Problem:
    """The problem for a box that cannot be used now. The log has the reason, which is no concern of a reader."""
    log.error("the folder of reports cannot be used: %s", error)
    detail = "reports can be neither stored nor read now: try again later"
    return unavailable(detail, 600)


def checked_record(request: Request, record: str, field: str | None, evidence: str | None) -> dict[str, str]:
    """Kind, id and path of the record that an address names. Raises ``Problem`` if there is none, or if it does not
    have the field or the evidence."""
    resource, record_id = _resource(request, record)
    with snapshot_for(request) as snapshot:
        try:
            record_id, _ = find_record(snapshot, resource.model, record_id)
        except Problem as problem:
            paths = [resource.record_url(near) for error in problem.errors for near in error.suggestions]
            message = problem.errors[0].message if problem.errors else problem.detail or "there is no such record"
            raise invalid_parameter("record", record, message, paths) from None
        fields = resource.out.model_fields
        if field and field not in fields:
            message, choices = nearest_or_all(
                f"a {resource.singular} has no such field", nearest(field, fields), fields
            )
            raise invalid_parameter("field", field, message, choices)
        kind = str(resource.model.kind)
        if evidence:
            places = select(Evidence.id).where(Evidence.record_kind == kind, Evidence.record_id == record_id)
            ids = [*snapshot.scalars(places.limit(1000))]
            if evidence not in ids:
                near = nearest(evidence, ids)
                raise invalid_parameter("evidence", evidence, "the record has no such evidence", near)
    return {"kind": kind, "id": record_id, "url": resource.record_url(record_id)}


def reported_values(request: Request, url: str, evidence: str | None) -> dict[str, Any]:
    """``title`` and ``values`` of the record at a path that :func:`checked_record` gave, and its ``passage``: the
    evidence with an id, or None."""
    resource, record_id = _resource(request, url)
    with snapshot_for(request) as snapshot:
        values = json.loads(find_record(snapshot, resource.model, record_id)[1])
        passage = snapshot.scalar(select(Evidence.body).where(Evidence.id == evidence)) if evidence else None
    title = resource.title(values)
    return {"title": title, "values": values, "passage": json.loads(str(passage)) if passage else None}


def _resource(request: Request, record: str) -> tuple[Resource, str]:
    """The resource and the id in the path or address of a record; the path of its page counts too."""
    try:
        whole_path = urlsplit(record).path
    except ValueError:  # such as http://[
        whole_path = ""
    path = whole_path.removeprefix(Site(request.scope).root).strip("/")
    by_path = by_record_path(request.app.state.resources)
    by_path |= {str(resource.model.kind): resource for resource in by_path.values()}
    return record_at(path, by_path, "record", record)


def public_view(report: dict[str, Any]) -> dict[str, Any]:
    """A report as everybody may see it."""
    answer = report["answer"] or {}
    return {
        "id": report["id"],
        "url": f"/reports/{report['id']}",
        "record": report["record"],
        "field": report["field"],
        "evidence": report["evidence"],
        "reported": report["at"][:10],
        "status": "answered" if answer else "open",
        "outcome": answer.get("outcome"),
        "answer": answer.get("says"),
        "answered": answer.get("day"),
    }


def answered_reports(box: ReportBox, url: str) -> list[dict[str, Any]]:
    """The answered reports about the record at a path, oldest first. Raises ``Problem`` if the box cannot be read."""
    try:
        reports = box.reports()
    except BoxError as error:
        raise _unreachable(error) from None
    return [public_view(report) for report in reports if report["answer"] and report["record"]["url"] == url]


def reports_on_page(box: ReportBox | None, url: str) -> list[dict[str, Any]]:
    """The answered reports for the page of a record; none if there is no box, or it cannot be read."""
    try:
        return answered_reports(box, url) if box else []
    except Problem:
        return []
