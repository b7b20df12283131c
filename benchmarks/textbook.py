"""A service that gives the same answers in the way of textbooks: ORM objects, eager loading, a response model.

It is a peer to compare with, and reads the peers' tables.
"""

import csv
import datetime as dt
import io
import os
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, sessionmaker

from benchmarks.peer_tables import WHOLE, Meeting, MeetingSource, page, total

engine = create_engine(os.environ["BENCH_DATABASE_URL"], pool_size=40)
sessions = sessionmaker(engine)
app = FastAPI()


class Country(BaseModel):
    code: str
    name: str
    kind: str


class Reference(BaseModel):
    id: str
    name: str


class Delegate(BaseModel):
    official: Reference
    country: Country
    role: str
    position: str | None


class Source(BaseModel):
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    paragraphs: list[int]


class Record(BaseModel):
    id: str
    title: str
    type: str
    status: str
    date: str | None
    date_start: dt.date | None
    date_end: dt.date | None
    mechanism: Reference | None
    session: int | None
    city: str | None
    country: Country | None
    countries: list[Country]
    participants: list[Delegate]
    topics: list[str]
    sources: list[Source]
    updated_at: dt.datetime | None


class Page(BaseModel):
    items: list[Record]
    total: int


def open_session() -> Iterator[Session]:
    with sessions() as session:
        yield session


OpenSession = Annotated[Session, Depends(open_session)]


def country(row: Any) -> dict[str, str]:
    return {"code": row.id, "name": row.name, "kind": row.kind}


def sources(rows: Iterable[MeetingSource]) -> list[dict[str, Any]]:
    """The documents of a meeting, each with its paragraphs."""
    sources_by_id: dict[str, dict[str, Any]] = {}
    for row in rows:
        document = row.document
        source = sources_by_id.setdefault(document.id, {
            "document": document.id, "title": document.title, "publisher": document.publisher,
            "published": document.date, "paragraphs": [],
        })  # fmt: skip
        source["paragraphs"].append(row.paragraph)
    return list(sources_by_id.values())


def as_record(meeting: Meeting) -> dict[str, Any]:
    """A meeting as a record of the answers."""
    columns = ("id", "title", "type", "status", "date", "date_start", "date_end", "session", "updated_at")
    return {name: getattr(meeting, name) for name in columns} | {
        "mechanism": meeting.mechanism and {"id": meeting.mechanism.id, "name": meeting.mechanism.name},
        "city": meeting.city and meeting.city.name,
        "country": meeting.country and country(meeting.country),
        "countries": [country(row.country) for row in meeting.countries],
        "participants": [
            {
                "official": {"id": row.official.id, "name": row.official.name},
                "country": country(row.country),
                "role": row.role,
                "position": row.post,
            }
            for row in meeting.participants
        ],
        "topics": [row.topic_id for row in meeting.topics],
        "sources": sources(meeting.sources),
    }


def export_batches(session: Session, date_from: dt.date, date_to: dt.date) -> Iterator[list[dict[str, Any]]]:
    meetings = select(Meeting).where(Meeting.date_end >= date_from, Meeting.date_start <= date_to)
    statement = meetings.order_by(Meeting.date_start.desc(), Meeting.id).options(*WHOLE)
    for batch in session.scalars(statement.execution_options(yield_per=1000)).partitions():
        yield [as_record(meeting) for meeting in batch]


@app.get("/meetings.csv")
def as_csv(session: OpenSession, date_from: dt.date, date_to: dt.date) -> Any:
    def lines() -> Iterator[str]:
        columns = [name for name in Record.model_fields if name not in ("countries", "participants", "sources")]
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow([*columns, "countries", "officials", "documents"])
        for batch in export_batches(session, date_from, date_to):
            for row in batch:
                row["mechanism"] = row["mechanism"] and row["mechanism"]["id"]
                row["country"] = row["country"] and row["country"]["code"]
                row["topics"] = ";".join(row["topics"])
                writer.writerow([
                    *(row[name] for name in columns),
                    ";".join(country["code"] for country in row["countries"]),
                    ";".join(delegate["official"]["name"] for delegate in row["participants"]),
                    ";".join(source["document"] for source in row["sources"]),
                ])  # fmt: skip
            yield text.getvalue()
            text.seek(0)
            text.truncate()

    return StreamingResponse(lines(), media_type="text/csv")


@app.get("/meetings.ndjson")
def as_ndjson(session: OpenSession, date_from: dt.date, date_to: dt.date) -> Any:
    def lines() -> Iterator[str]:
        for batch in export_batches(session, date_from, date_to):
            yield "".join(f"{Record.model_validate(row).model_dump_json()}\n" for row in batch)

    return StreamingResponse(lines(), media_type="application/x-ndjson")


@app.get("/meetings", response_model=Page)
def meetings(session: OpenSession, mechanism: str, date_from: dt.date, limit: int = 50, offset: int = 0) -> Any:
    records = session.scalars(page(mechanism, date_from, limit, offset)).all()
    return {
        "items": [as_record(meeting) for meeting in records],
        "total": session.scalar(total(mechanism, date_from)),
    }


@app.get("/meetings/{id}", response_model=Record)
def item(session: OpenSession, id: str) -> Any:
    meeting = session.scalars(select(Meeting).where(Meeting.id == id).options(*WHOLE)).first()
    if meeting is None:
        raise HTTPException(404)
    return as_record(meeting)
