"""Whether a proposed event is a known one."""

from dataclasses import replace
from typing import Any

import pytest

from app import DATA
from app.curate.known_events import known_events
from app.curate.proposals import Confidence, Proposal
from app.curate.same_event import ComparedEvent, event_of, identify, same_event
from app.domain.edtf import parse
from app.ingest.seed_reader import Seed

DAY, OTHER_DAY, MONTH = parse("2026-02-02"), parse("2026-02-05"), parse("2026-02")

EVENTS = [
    ComparedEvent("group-8", "meeting", "session", DAY, frozenset(["KZ", "TR"]), mechanism="group", session=8),
    ComparedEvent("a-b", "meeting", "bilateral", DAY, frozenset(["KZ", "TR"]), frozenset("abc"), country_code="TR"),
    ComparedEvent("b-visit", "meeting", "visit", DAY, frozenset(["KZ", "TR"]), frozenset(["b"]), country_code="TR"),
    ComparedEvent("group-9", "meeting", "session", OTHER_DAY, frozenset(["KZ", "TR"]), frozenset("ef"), "group", 9),
    ComparedEvent("plan", "agreement", "plan", DAY, frozenset(["KZ", "TR"]), mechanism="group"),
    ComparedEvent("relations", "milestone", "diplomatic-relations", parse("1992-03-02"), frozenset(["KZ", "TR"])),
    ComparedEvent("trade", "trade-stat", None, parse("2025"), frozenset(["KZ", "TR"]),
               figure=("trade", "turnover", None, None, None), value=5.0, documents=frozenset(["report"])),
]  # fmt: skip


def people(*ids: str, role: str = "participant") -> list[dict[str, str]]:
    return [{"official": id, "role": role} for id in ids]


@pytest.mark.parametrize(
    ("kind", "values", "record", "candidates"),
    [
        ("meeting", {"type": "session", "mechanism": "group", "session": 8, "date": "2026"}, "group-8", ()),
        ("meeting", {"type": "session", "mechanism": "group", "session": 10, "date": "2026"}, None, ()),
        ("meeting", {"type": "session", "mechanism": "group", "date": "2026-02"}, None, ("group-8", "group-9")),
        ("meeting", {"type": "bilateral", "participants": people("e", "f"), "date": "2026-02-05"}, None, ("group-9",)),
        ("meeting", {"type": "bilateral", "participants": people("e", "f"), "date": "2026-02"}, None, ()),
        ("meeting", {"type": "bilateral", "participants": people("e", "a"), "date": "2026-02-05"}, None, ()),
        ("meeting", {"type": "bilateral", "participants": people("b", "a"), "date": "2026-02-02"}, "a-b", ()),
        ("meeting", {"type": "bilateral", "participants": people("b", "a"), "date": "2026-02-05"}, None, ()),
        ("meeting", {"type": "bilateral", "participants": people("b", "a"), "date": "2026"}, None, ("a-b",)),
        ("meeting", {"type": "bilateral", "participants": people("b", "a")}, None, ("a-b",)),
        ("meeting", {"type": "bilateral", "participants": people("a", "d"), "date": "2026-02-02"}, None, ()),
        ("meeting", {"type": "bilateral", "participants": people("a", "b"), "date": "2026-02-02", "country": "KZ"},
         None, ("a-b",)),
        ("meeting", {"type": "visit", "participants": people("b", role="guest"), "date": "2026-02-02"}, "b-visit", ()),
        ("meeting", {"type": "visit", "countries": ["TR", "KZ"], "date": "2026-02-02"}, None, ("b-visit",)),
        ("agreement", {"type": "plan", "parties": ["TR", "KZ"], "date": "2026-02-02"}, None, ("plan",)),
        ("agreement", {"type": "plan", "parties": ["TR", "KZ"], "date": "2026-02-02", "mechanism": "group"},
         "plan", ()),
        ("agreement", {"type": "plan", "parties": ["TR", "UZ"], "date": "2026-02-02"}, None, ()),
        ("milestone", {"type": "diplomatic-relations", "countries": ["TR", "KZ"], "date": "1992-03-02"},
         "relations", ()),
        ("milestone", {"type": "diplomatic-relations", "countries": ["TR", "KZ"], "date": "1992-03-03"}, None,
         ("relations",)),
        ("trade-stat", {"indicator": "trade", "flow": "turnover", "reporter": "KZ", "partner": "TR", "date": "2025",
                        "value": 5}, "trade", ()),
        ("trade-stat", {"indicator": "trade", "flow": "turnover", "reporter": "KZ", "partner": "TR", "date": "2024",
                        "value": 5}, None, ()),
        ("official", {"name": "A"}, None, ()),
    ],
)  # fmt: skip
def test_same_event(kind: str, values: dict[str, Any], record: str | None, candidates: tuple[str, ...]) -> None:
    proposal = Proposal(
        kind=kind, confidence=Confidence.high, values={"id": "new", **values}, quotes=[], why="", by="rule:test/1"
    )
    event = event_of(proposal, ["report"])
    answer = same_event(event, EVENTS) if event else None
    assert (answer.record if answer else None, answer.candidates if answer else ()) == (record, candidates)


def test_a_figure_of_another_document_is_another_record() -> None:
    assert (
        same_event(EVENTS[-1], [ComparedEvent(**{**vars(EVENTS[-1]), "documents": frozenset(["other"])})]).record
        is None
    )


def test_talks_that_may_be_a_known_session_must_be_looked_at() -> None:
    values = {"id": "e-f", "type": "bilateral", "participants": people("e", "f"), "date": "2026-02-05"}
    talks = Proposal(kind="meeting", confidence=Confidence.high, values=values, quotes=[], why="", by="rule:test/1")
    (proposal,) = identify([talks], EVENTS)
    assert (proposal.confidence, proposal.candidates) == (Confidence.suggest, ["group-9"])


@pytest.mark.parametrize(
    ("kind", "values", "record", "candidates"),
    [
        ("trade-stat", {"indicator": "trade", "flow": "turnover", "reporter": "KZ", "partner": "TR", "date": "2025",
                        "value": 6}, "trade", []),
        ("trade-stat", {"indicator": "trade", "flow": "turnover", "reporter": "KZ", "partner": "TR", "date": "2024",
                        "value": 5}, None, ["trade"]),
        ("trade-stat", {"indicator": "trade", "flow": "export", "reporter": "KZ", "partner": "TR", "date": "2025",
                        "value": 5}, None, []),
        ("meeting", {"type": "session", "mechanism": "group", "session": 10, "date": "2026-04-01"}, None,
         ["group-8", "group-9"]),
        ("meeting", {"type": "bilateral", "participants": people("a", "b"), "date": "2026-04-01"}, None, ["a-b"]),
        ("meeting", {"type": "bilateral", "participants": people("a", "x"), "date": "2026-04-01"}, None, []),
        ("meeting", {"type": "visit", "countries": ["KZ", "TR"], "date": "2026-04-01"}, None, ["b-visit"]),
        ("agreement", {"type": "plan", "parties": ["KZ", "TR"], "date": "2026-04-01"}, None, ["plan"]),
        ("agreement", {"type": "treaty", "parties": ["KZ", "TR"], "date": "2026-04-01"}, None, []),
        ("commitment", {"title": "Build a school", "by": ["KZ"], "due": "2030"}, "school", []),
        ("commitment", {"title": "Build schools", "by": ["KZ"], "due": "2030"}, None, ["school"]),
        ("commitment", {"title": "Build 3 schools", "by": ["KZ"], "value": 3, "unit": "count"}, None, []),
    ],
)  # fmt: skip
def test_a_corrected_edition_may_have_other_values_for_what_the_older_one_supports(
    kind: str, values: dict[str, Any], record: str | None, candidates: list[str]
) -> None:
    school = ComparedEvent("school", "commitment", parties=frozenset(["KZ"]), title="build a school")
    events = [replace(event, documents=frozenset(["report"])) for event in (*EVENTS, school)]
    proposal = Proposal(
        kind=kind, confidence=Confidence.high, values={"id": "new", **values}, quotes=[], why="", by="rule:test/1"
    )
    (edition,) = identify([proposal], events, ["report"])
    assert (edition.record, edition.candidates) == (record, candidates)
    (article,) = identify([proposal], events)
    assert (article.record, article.candidates) == (None, [])


def test_a_record_that_matches_a_proposal_is_no_candidate_of_another() -> None:
    def session(number: int, date: str) -> Proposal:
        values = {"id": f"s-{number}", "type": "session", "mechanism": "group", "session": number, "date": date}
        return Proposal(kind="meeting", confidence=Confidence.high, values=values, quotes=[], why="", by="rule:test/1")

    events = [replace(event, documents=frozenset(["report"])) for event in EVENTS]
    first, second = identify([session(10, "2026-04-01"), session(8, "2026-02-02")], events, ["report"])
    assert (first.candidates, second.record) == (["group-9"], "group-8")


@pytest.mark.parametrize(
    ("people_ids", "date", "candidates"),
    [
        ("ab", "2026-02-03", ["a-b"]),
        ("ab", "2026-02-04", ["a-b"]),
        ("ab", "2026-02-05", []),
        ("ax", "2026-02-03", []),
        ("ab", "2026-03", []),
    ],
)
def test_the_same_people_a_day_apart_are_a_question(people_ids: str, date: str, candidates: list[str]) -> None:
    values = {"id": "new", "type": "bilateral", "participants": people(*people_ids), "date": date}
    talks = Proposal(kind="meeting", confidence=Confidence.high, values=values, quotes=[], why="", by="rule:test/1")
    (proposal,) = identify([talks], EVENTS)
    assert proposal.candidates == candidates


def test_a_known_event_has_its_id_wherever_others_refer_to_it() -> None:
    def proposal(kind: str, **values: Any) -> Proposal:
        return Proposal(kind=kind, confidence=Confidence.high, values=values, quotes=[], why="", by="rule:test/1")

    meeting = proposal("meeting", id="b-a", type="bilateral", participants=people("a", "b"), date="2026-02-02")
    treaty = proposal("agreement", id="treaty", type="treaty", meeting="b-a", parties=["KZ", "TR"])
    event, referring = identify([meeting, treaty], EVENTS)
    assert (event.record, event.values["id"], referring.values["meeting"]) == ("a-b", "a-b", "a-b")


def test_each_event_of_the_seed_is_itself_or_a_question() -> None:
    events = known_events(Seed(DATA / "seed"))
    assert {event.kind for event in events} == {"meeting", "agreement", "milestone", "trade-stat", "commitment"}
    for event in events:
        answer = same_event(event, events)
        assert event.id in (answer.record, *answer.candidates)
