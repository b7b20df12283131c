"""What an accepted proposal adds to a known record: a source, a further value, or another value."""

from pathlib import Path
from typing import Any

import pytest

from app.curate.contents import Addition, Contents, SeedValues, ValueChange
from app.curate.draft_changes import Decision
from app.curate.draft_contents import contents_of
from app.curate.drafts import DraftState, ProposalCard
from app.curate.proposals import Confidence, Proposal, Quote
from app.curate.record_support import contradictions, fields_to_correct, is_renewal
from app.ingest.seed_reader import read_files

MEETINGS = """\
- {id: talks, status: planned, date: 2026-05, city: baku, session: 4, countries: [AZ, GE],
   participants: [{official: ann, role: host}]}
- {id: visit, status: held, date: 2026-05-01}
"""
MINISTER = "{title: Minister, as_of: 2026-01-01}"


def contents(
    folder: Path,
    values: dict[str, Any],
    kind: str = "meeting",
    record: str = "talks",
    quotes: list[Quote] | None = None,
    document: dict[str, Any] | None = None,
    post: str = MINISTER,
    corrects: bool | None = None,
) -> Contents:
    """What an accepted proposal adds. It cites each of its values, or has the quotes given. ``post`` is that of the
    official Ann Lee, as YAML."""
    quotes = quotes or [Quote(paragraph=1, quote="words", fields=[name]) for name in values]
    return together(folder, [proposal(values, kind, record, quotes)], document, post, corrects)


def proposal(values: dict[str, Any], kind: str, record: str, quotes: list[Quote]) -> Proposal:
    return Proposal(
        kind=kind, confidence=Confidence.high, values=values, quotes=quotes, why="", by="rule:x/1", record=record
    )


def together(
    folder: Path,
    proposals: list[Proposal],
    document: dict[str, Any] | None = None,
    post: str = MINISTER,
    corrects: bool | None = None,
) -> Contents:
    """What accepted proposals add. ``corrects`` is the answer to the question about contradictions."""
    (folder / "meetings.yaml").write_text(MEETINGS, "utf-8")
    (folder / "officials.yaml").write_text(f"- {{id: ann, name: Ann Lee, positions: [{post}]}}\n", "utf-8")
    cards = [
        ProposalCard(number=number, first=proposal, proposal=proposal, verdict=Decision.accepted, corrects=corrects)
        for number, proposal in enumerate(proposals, 1)
    ]
    state = DraftState(id="a", version=1, document=document or {}, cards=cards, set_aside=[])
    return contents_of(state, SeedValues(read_files(folder)))


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"city": "baku"}, None),
        ({"city": "gabala"}, "gabala"),
        ({"session": 4}, None),
        ({"session": "4"}, None),
        ({"session": 5.0}, "5"),
        ({"date": "2026-06-01"}, "2026-06-01"),
        ({"date": "2026"}, "2026"),
    ],
)
def test_a_differing_value_is_what_the_document_says(tmp_path: Path, values: dict[str, Any], says: str | None) -> None:
    result = contents(tmp_path, values, corrects=False)
    (entry,) = result.supports["meeting"]["talks"]
    assert entry.get("says") == says
    assert (result.changes, result.additions, result.faults) == ([], [], [])


@pytest.mark.parametrize(
    ("values", "field", "old", "new"),
    [
        ({"status": "held"}, "status", "planned", "held"),
        ({"date": "2026-05-01"}, "date", "2026-05", "2026-05-01"),
    ],
)
def test_a_newer_value_replaces_what_was_planned_or_wider(
    tmp_path: Path, values: dict[str, Any], field: str, old: str, new: str
) -> None:
    result = contents(tmp_path, values)
    assert result.changes == [ValueChange("meeting", "talks", field, old, new)]
    assert "says" not in result.supports["meeting"]["talks"][0]


def test_what_was_held_is_not_planned_again(tmp_path: Path) -> None:
    result = contents(tmp_path, {"status": "planned"}, record="visit")
    assert result.supports["meeting"]["visit"][0]["says"] == "planned"


@pytest.mark.parametrize(
    ("kind", "record", "values", "expected"),
    [
        ("meeting", "talks", {"countries": ["GE"]}, []),
        ("meeting", "talks", {"countries": ["TR", "AZ"]}, [Addition("meeting", "talks", "countries", ("TR",))]),
        ("meeting", "talks", {"participants": [{"official": "ann", "role": "guest"}]}, []),
        (
            "meeting",
            "talks",
            {"participants": [{"official": "bob", "role": "guest"}]},
            [Addition("meeting", "talks", "participants", ({"official": "bob", "role": "guest"},))],
        ),
        (
            "official",
            "ann",
            {"positions": [{"title": "President", "as_of": "2026-03-01"}]},
            [Addition("official", "ann", "positions", ({"title": "President", "as_of": "2026-03-01"},))],
        ),
    ],
)
def test_a_list_gets_the_items_that_it_lacks(
    tmp_path: Path, kind: str, record: str, values: dict[str, Any], expected: list[Addition]
) -> None:
    result = contents(tmp_path, values, kind, record)
    assert result.additions == expected
    assert result.changes == []


@pytest.mark.parametrize(
    ("as_of", "changes"),
    [
        ("2026-03-01", [ValueChange("official", "ann", "positions.0.as_of", "2026-01-01", "2026-03-01")]),
        ("2025-03-01", []),
    ],
)
def test_a_post_was_held_on_the_latest_day_of_all_documents(
    tmp_path: Path, as_of: str, changes: list[ValueChange]
) -> None:
    result = contents(tmp_path, {"positions": [{"title": "minister", "as_of": as_of}]}, "official", "ann")
    assert (result.changes, result.additions) == (changes, [])


@pytest.mark.parametrize(
    ("words", "date", "as_of"),
    [
        ("Minister Ann Lee", "2026-03-04", "2026-03-04"),
        ("Minister Ann Lee", "2025-03-04", None),
        ("Minister Ann Lee", None, None),
        ("Administer Ann Lee", "2026-03-04", None),
    ],
)
def test_a_post_that_is_named_was_held_on_the_day_of_the_document(
    tmp_path: Path, words: str, date: str | None, as_of: str | None
) -> None:
    quote = Quote(paragraph=1, quote=words, fields=["name", "positions"])
    result = contents(tmp_path, {"id": "ann"}, "official", "ann", [quote], {"date": date})
    assert [change.new for change in result.changes] == ([as_of] if as_of else [])


@pytest.mark.parametrize(
    ("language", "words", "is_renewed"),
    [
        ("en", "Minister of Foreign Affairs of Kenya, Ann Lee", True),
        ("en", "Deputy Minister of Foreign Affairs Ann Lee", False),
        ("en", "former Minister of Foreign Affairs Ann Lee", False),
        ("en", "Minister of Trade Ann Lee", False),
        ("ru", "министром иностранных дел Кении Анной Ли", True),
        ("ru", "заместителем министра иностранных дел Анной Ли", False),
        ("ru", "бывшим министром иностранных дел Анной Ли", False),
        ("tr", "Kenya Dışişleri Bakanı Ann Lee", True),
        ("kk", "сыртқы істер министрі Анн Ли", True),
    ],
)
def test_a_post_is_named_in_other_words(tmp_path: Path, language: str, words: str, is_renewed: bool) -> None:
    post = "{title: Foreign Minister, class: foreign-minister, as_of: 2026-01-01}"
    quote = Quote(paragraph=1, quote=words, fields=["name", "positions"])
    document = {"date": "2026-03-04", "language": language}
    result = contents(tmp_path, {"id": "ann"}, "official", "ann", [quote], document, post)
    assert [change.new for change in result.changes] == (["2026-03-04"] if is_renewed else [])


def two(first: dict[str, Any], second: dict[str, Any]) -> list[Proposal]:
    """Two proposals about the same meeting, which cite each of their values."""
    return [
        proposal(values, "meeting", "talks", [Quote(paragraph=number, quote="words", fields=[*values])])
        for number, values in enumerate((first, second), 1)
    ]


def test_two_proposals_about_a_record_are_brought_together(tmp_path: Path) -> None:
    result = together(tmp_path, two({"venue": "Palace", "countries": ["TR"]}, {"title": "T", "occasion": "Visit",
                                    "countries": ["TR", "US"], "status": "held"}))  # fmt: skip
    values, evidence = result.records["meeting"]["talks"]
    assert values == {"id": "talks", "venue": "Palace", "occasion": "Visit"}
    assert [entry["paragraph"] for entry in evidence] == [1, 2]
    assert result.additions == [Addition("meeting", "talks", "countries", ("TR", "US"))]
    assert result.changes == [ValueChange("meeting", "talks", "status", "planned", "held")]
    assert result.faults == []


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ({"status": "held"}, {"status": "cancelled"}, "status"),
        ({"date": "2026-05-01"}, {"date": "2026-05-02"}, "date"),
        ({"venue": "Palace"}, {"venue": "Embassy"}, "venue"),
    ],
)
def test_two_proposals_that_disagree_are_a_fault(
    tmp_path: Path, first: dict[str, Any], second: dict[str, Any], field: str
) -> None:
    (fault,) = together(tmp_path, two(first, second)).faults
    assert str(fault) == f"proposals 1, 2: they have different values for {field} of talks: correct one"


@pytest.mark.parametrize(
    ("values", "document", "fields"),
    [
        ({"city": "gabala"}, {}, ["city"]),
        ({"session": 5}, {}, ["session"]),
        ({"date": "2026-06-01"}, {}, ["date"]),
        ({"date": "2026"}, {}, []),
        ({"date": "2026"}, {"supersedes": "b"}, ["date"]),
        ({"date": "2026-05-01", "session": "4", "city": "baku", "venue": "Palace", "title": "T"}, {}, []),
        ({"countries": ["AZ", "TR"], "participants": [{"official": "bob", "role": "guest"}]}, {}, []),
    ],
)
def test_a_reviewer_must_say_whether_a_contradiction_corrects_the_known_value(
    tmp_path: Path, values: dict[str, Any], document: dict[str, Any], fields: list[str]
) -> None:
    faults = [str(fault) for fault in contents(tmp_path, values, document=document).faults]
    question = "proposal 1: say whether the article corrects the {} of talks, or leaves it as it is"
    assert faults == [question.format(" and ".join(fields)) for _ in fields[:1]]
    result = contents(tmp_path, values, document=document, corrects=True)
    assert result.faults == []
    assert {*fields} <= {change.field for change in result.changes}
    says = [entry.get("says") for entry in result.supports["meeting"].get("talks", ())]
    assert not fields or says == [None]


@pytest.mark.parametrize(("reason", "count"), [("The day of the article.", 0), (None, 1)])
def test_a_day_inferred_from_the_article_does_not_contradict_the_day_of_a_promise(
    reason: str | None, count: int
) -> None:
    evidence = [{"paragraph": 1, "quote": "will", "fields": ["made"], "reason": reason}]
    fields = contradictions("commitment", {"supersedes": "b"}, {"made": "2026-05-01"}, {"made": "2026-05-03"}, evidence)
    assert len(fields) == count


@pytest.mark.parametrize(
    ("kind", "field", "old", "new", "is_question"),
    [
        ("commitment", "due", "2026", "2026-06", False),
        ("commitment", "due", "2026-06", "2026", False),
        ("commitment", "due", "2026-06", "2026-07", True),
        ("meeting", "date", "2026-05", "2026-05-04", False),
        ("meeting", "date", "2026-05-03/2026-05-05", "2026-05-04", False),
        ("meeting", "date", "2026-05-04", "2026-05-03/2026-05-05", True),
        ("meeting", "date", "2026-05-03/2026-05-05", "2026-05-06", True),
        ("trade-stat", "date", "2026", "2026-01/2026-06", True),
        ("trade-stat", "date", "2026-01/2026-06", "2026", True),
        ("official", "name", "Bob Sample", "BOB SAMPLE", False),
        ("official", "name", "Bob Sample", "Böb Sample", False),
        ("official", "name", "Боб Сампл", "БОБ САМПЛ", False),
        ("official", "name", "Işık Örnek", "IŞIK ÖRNEK", False),
        ("official", "name", "Bob Sample", "Rob Sample", True),
        ("meeting", "venue", "Palace of Peace", "palace of peace", False),
    ],
)
def test_a_value_written_in_another_way_is_no_question_and_another_value_is(
    kind: str, field: str, old: str, new: str, is_question: bool
) -> None:
    evidence = [{"paragraph": 1, "quote": "words", "fields": [field]}]
    assert contradictions(kind, {}, {field: old}, {field: new}, evidence) == [field] * is_question


@pytest.mark.parametrize("document", [{}, {"supersedes": "b"}])
def test_a_day_of_a_range_does_not_shorten_an_event(document: dict[str, Any]) -> None:
    old, new = "2026-05-03/2026-05-05", "2026-05-04"
    assert not is_renewal("meeting", "date", old, new)
    evidence = [{"paragraph": 1, "quote": "words", "fields": ["date"]}]
    fields = contradictions("meeting", document, {"date": old}, {"date": new}, evidence)
    assert fields == (["date"] if document else [])


def test_the_country_of_a_meeting_is_corrected_with_its_city() -> None:
    before, values = {"city": "baku", "country": "AZ"}, {"city": "ankara", "country": "TR"}
    assert fields_to_correct(before, values, ["city"]) == ["city", "country"]


def test_only_a_corrected_edition_turns_a_held_meeting_into_a_planned_one(tmp_path: Path) -> None:
    values = {"status": "planned"}
    assert contents(tmp_path, values, record="visit", corrects=True).changes == []
    change = ValueChange("meeting", "visit", "status", "held", "planned")
    assert contents(tmp_path, values, record="visit", document={"supersedes": "b"}, corrects=True).changes == [change]


@pytest.mark.parametrize("order", [1, -1])
def test_a_correction_and_the_known_value_in_one_article_are_a_fault(tmp_path: Path, order: int) -> None:
    proposals = two({"city": "gabala"}, {"city": "baku"})[::order]
    (fault,) = together(tmp_path, proposals, corrects=True).faults
    assert str(fault) == "proposals 1, 2: they have different values for city of talks: correct one"
