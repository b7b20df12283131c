"""Small seeds of meetings that change at random from load to load, and copies that follow their changes."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import Engine, select

from app.db.engine import make_sessions
from app.domain.vocabulary import DocumentKind, MechanismKind, MeetingStatus, MeetingType, Verdict
from app.ingest.loader import load
from app.ingest.publish import publish
from app.ingest.seed_schema import (
    SEED_MODELS,
    CountrySeed,
    DocumentSeed,
    EvidenceSeed,
    MechanismSeed,
    MeetingSeed,
    SeedRecord,
)
from app.main import RESOURCES

PLACE = EvidenceSeed.model_construct(document="report", paragraph=1, start=0, end=4, sha256="0" * 64, quote="text")
COUNTRIES = {"KZ": "Kazakhstan", "TR": "Türkiye", "AZ": "Azerbaijan"}
MECHANISMS = ("council", "group")

FORMER_COUNCILS = {"council": [], "board": ["council"], "bureau": ["council", "board"]}
"""The ids that the council had before, by its id."""


class SmallSeed:
    """A seed for the loader: three countries, two mechanisms, a document, and the given meetings. ``council`` is the id
    of the council, which is one of the mechanisms."""

    def __init__(self, meetings: dict[str, MeetingSeed], council: str = "council") -> None:
        self.records: dict[str, list[SeedRecord]] = {kind.kind: [] for kind in SEED_MODELS}
        self.records["country"] = [
            CountrySeed(id=code, alpha3=f"{code}X", name=name, evidence=[PLACE]) for code, name in COUNTRIES.items()
        ]
        self.records["document"] = [
            DocumentSeed(
                id="report", title="A report", date="2026", language="en", sha256="1" * 64, paragraphs=9,
                kind=DocumentKind.article, evidence=[PLACE],
            )
        ]  # fmt: skip
        self.records["mechanism"] = [
            MechanismSeed(
                id=council if name == "council" else name,
                formerly=FORMER_COUNCILS[council] if name == "council" else [],
                name=name.title(),
                kind=MechanismKind.council,
                members=["KZ", "TR"],
                evidence=[PLACE],
            )
            for name in MECHANISMS
        ]
        self.records["meeting"] = [*meetings.values()]

    def __len__(self) -> int:
        return sum(map(len, self.records.values()))


def meeting(name: str, chance: Random, formerly: list[str] | None = None) -> MeetingSeed:
    return MeetingSeed(
        id=name, title=f"Meeting {chance.randrange(9)}", type=MeetingType.session, status=MeetingStatus.held,
        date=f"{chance.randrange(2020, 2026)}", mechanism=chance.choice([None, *MECHANISMS]), formerly=formerly or [],
        countries=chance.sample([*COUNTRIES], 2), evidence=[PLACE],
    )  # fmt: skip


def store(
    engine: Engine, meetings: dict[str, MeetingSeed], reasons: dict[tuple[str, str], str], council: str = "council"
) -> None:
    with make_sessions(engine).begin() as session:
        counts = load(session, SmallSeed(meetings, council), reasons=reasons)  # type: ignore[arg-type]
        publish(session, RESOURCES, written_count=counts[0], withdrawn_count=counts[1])


def listed_records(client: TestClient) -> dict[tuple[str, str], str]:
    """Every record of every list, as JSON."""
    records = {}
    for resource in RESOURCES:
        verdicts = {"verdict": [*Verdict]} if resource.model.kind == "figure-group" else {}  # else not all are listed
        for record in map(json.loads, client.get(f"{resource.path}.ndjson", params=verdicts).text.splitlines()):
            records[resource.model.kind, record["id"]] = json.dumps(record)
    return records


def stored_records(engine: Engine) -> dict[tuple[str, str], str]:
    """The same as :func:`listed_records`, but read from the database, which takes less time."""
    with engine.connect() as connection:
        return {
            (resource.model.kind, record_id): json.dumps(json.loads(body or ""))
            for resource in RESOURCES
            for record_id, body in connection.execute(select(resource.model.id, resource.model.body))
        }


def changes(client: TestClient, since: int, **params: Any) -> Iterator[dict[str, Any]]:
    """All changes since a revision, page by page. Checks ``until`` of the last page."""
    cursor: dict[str, str] = {}
    while True:
        answer = client.get("/changes", params={"since": since, "limit": 30, **params, **cursor})
        page = answer.json()
        yield from page["items"]
        if page["next_cursor"] is None:
            assert page["until"] == int(answer.headers["X-Data-Revision"])
            return
        cursor = {"cursor": page["next_cursor"]}


def replay(copy: dict[tuple[str, str], str], entries: Iterator[dict[str, Any]]) -> None:
    """Apply changes to a copy of the records."""
    for entry in entries:
        key = (entry["kind"], entry["id"])
        if entry["change"] in ("created", "updated"):
            assert (key in copy) == (entry["change"] == "updated"), entry
            copy[key] = json.dumps(entry["record"])
        else:
            copy.pop(key)


class Histories:
    """Random changes to the meetings of a seed. ``former`` has the new id of each renamed meeting, by its former id."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.meetings = {name: meeting(name, chance) for name in ("first", "second", "third")}
        self.withdrawn_ids: set[str] = set()
        self.former: dict[str, str] = {}
        self.reasons: dict[tuple[str, str], str] = {}
        self.number = 0

    def step(self) -> None:
        for _ in range(self.chance.randint(1, 3)):
            self.chance.choice([self.create, self.edit, self.edit, self.withdraw, self.rename, self.restore])()

    def new_id(self) -> str:
        self.number += 1
        return f"meeting-{self.number}"

    def any_id(self) -> str:
        return self.chance.choice(sorted(self.meetings) or [self.create()])

    def create(self) -> str:
        name = self.new_id()
        self.meetings[name] = meeting(name, self.chance)
        return name

    def edit(self) -> None:
        name = self.any_id()
        self.meetings[name] = meeting(name, self.chance, self.meetings[name].formerly)

    def withdraw(self) -> None:
        name = self.any_id()
        for former in self.meetings.pop(name).formerly:
            self.former.pop(former)
        self.withdrawn_ids.add(name)
        self.reasons["meeting", name] = f"{name} was a mistake"

    def rename(self) -> None:
        old, new = self.any_id(), self.new_id()
        entry = self.meetings.pop(old)
        self.meetings[new] = entry.model_copy(update={"id": new, "formerly": [*entry.formerly, old]})
        self.former = {former: new if name == old else name for former, name in self.former.items()} | {old: new}

    def restore(self) -> None:
        if self.withdrawn_ids:
            name = self.chance.choice(sorted(self.withdrawn_ids))
            self.withdrawn_ids.remove(name)
            self.reasons.pop(("meeting", name))
            self.meetings[name] = meeting(name, self.chance)


def of_council(name: str, mechanism: str = "council", formerly: list[str] | None = None) -> MeetingSeed:
    return meeting(name, Random(1), formerly).model_copy(update={"mechanism": mechanism})
