"""A corrected edition, or another document, corrects a known value if the reviewer says so."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.curate.draft_changes import DraftError, Edit, Undo
from app.curate.drafts import Draft
from app.curate.review.desk import Desk
from app.curate.review.known_records import yaml_value
from app.ingest.reviews import read_reviews
from app.ingest.seed_reader import Seed
from app.main import create_app
from app.settings import Settings
from tests.api_requests import ask
from tests.conftest import on_sqlite
from tests.curate.edition_bench import RECORDS, REPORT, EditionBench, rewording
from tests.curate.reviewed_draft import FIGURE
from tests.ingest.loads import reload


@pytest.fixture
def bench(tmp_path: Path) -> EditionBench:
    return EditionBench(tmp_path)


@pytest.fixture
def desk(bench: EditionBench) -> Desk:
    return Desk(bench.drafts, Seed(bench.seed), "Ada")


CORRECTIONS: list[tuple[str, str, str, str, dict[str, Any]]] = [
    ("eg-10", "date", "May 4, 2022", "May 3, 2022", {"date": "2022-05-03"}),
    ("eg-10", "session", "tenth meeting", "third meeting",
     {"session": 3, "title": "Third meeting of the Example Group"}),
    ("eg-10", "city", "in Astana", "in Ankara", {"city": "ankara"}),
    ("eg-10", "status", "held", "planned", {"status": "planned"}),
    ("eg-10-package", "count", "12 agreements", "14 agreements",
     {"count": 14, "title": "14 agreements of the Example Group"}),
    ("eg-10-package", "date", "May 4, 2022", "May 5, 2022", {"date": "2022-05-05"}),
    ("trade-2021", "value", "$2.5 billion", "€2.6 billion",
     {"value": 2_600_000_000, "unit": "EUR", "as_written": "€2.6 billion"}),
    ("trade-2021", "unit", "$2.5 billion", "€2.5 billion", {"unit": "EUR", "as_written": "€2.5 billion"}),
    ("trade-2021", "date", "2021", "2019", {"date": "2019"}),
    ("trade-2021", "date", "2021", "January to June 2021", {"date": "2021-01/2021-06"}),
    ("schools", "due", "by 2024", "by 2025", {"due": "2025", "title": "Open 3 schools by 2025"}),
    ("schools", "value", "3 schools", "4 schools", {"value": 4, "title": "Open 4 schools by 2024"}),
]  # fmt: skip
"""A record, its field, the words of the report, those of another article, and all values that differ with them."""

DATE = CORRECTIONS[0]


def article(bench: EditionBench, correction: Any, supersedes: str | None = None, day: str = "2022-05-06") -> Draft:
    """A draft of an article that differs from the report in one value."""
    record, _, words, other_words, values = correction
    proposal = rewording(RECORDS[record], {words: other_words}, **values)
    return bench.article("second", REPORT.replace(words, other_words), proposal, day=day, supersedes=supersedes)


def values_of_documents(record: Any, field: str) -> dict[str, str | None]:
    """By document, the value that it has for a field; None if that is the value of the record."""
    return {place.document: place.says for place in record.evidence if field in place.fields}


CASES = [
    pytest.param(
        correction, supersedes, id=f"{correction[0]}-{correction[1]}-{'edition' if supersedes else 'conflict'}"
    )
    for correction in CORRECTIONS
    for supersedes in ("report", None)
    if supersedes or correction[1] != "status"  # what was held was planned before, which is no contradiction
]


@pytest.mark.parametrize(("correction", "supersedes"), CASES)
def test_a_correction_changes_the_known_value_and_the_older_document_says_the_old_one(
    bench: EditionBench, correction: Any, supersedes: str | None
) -> None:
    name, field, _, _, values = correction
    before = {record.id: record for record in Seed(bench.seed)}
    draft = article(bench, correction, supersedes)
    fields = "value and unit" if {"value", "unit"} <= values.keys() else field
    question = f"proposal 1: say whether the article corrects the {fields} of {name}, or leaves it as it is"
    assert bench.refusal(draft) == [question]
    bench.answer(draft, corrects=True)
    after = bench.write(draft)
    assert after.keys() == before.keys() | {"second"}  # there is no second record
    assert yaml_value(after[name]) == {**yaml_value(before[name]), **values}
    old_value = yaml_value(before[name])[field]
    assert values_of_documents(after[name], field) == {"report": str(old_value), "second": None}


@pytest.mark.parametrize(("correction", "supersedes"), CASES)
def test_a_value_that_is_left_as_it_is_differs_in_the_new_evidence(
    bench: EditionBench, correction: Any, supersedes: str | None
) -> None:
    name, field, _, _, values = correction
    before = {record.id: yaml_value(record) for record in Seed(bench.seed)}
    draft = article(bench, correction, supersedes)
    bench.answer(draft, corrects=False)
    after = bench.write(draft)
    assert {record: yaml_value(after[record]) for record in before} == before
    says = values_of_documents(after[name], field)
    assert (says.pop("report", None), says) == (None, {"second": str(values[field])})


def test_a_third_document_that_had_the_value_supports_it_after_the_correction(bench: EditionBench) -> None:
    draft = article(bench, DATE)
    bench.answer(draft, corrects=False)
    bench.write(draft)
    record, _, words, other_words, values = DATE
    edition = bench.article(
        "third", REPORT.replace(words, other_words) + "Corrected.\n",
        rewording(RECORDS[record], {words: other_words}, **values), supersedes="report",
    )  # fmt: skip
    bench.answer(edition, corrects=True)
    after = bench.write(edition)
    assert values_of_documents(after["eg-10"], "date") == {"report": "2022-05-04", "second": None, "third": None}


@pytest.mark.parametrize("answers", [(True, False), (False, True)])
def test_two_proposals_with_one_value_and_two_answers_are_a_fault(
    bench: EditionBench, answers: tuple[bool, bool]
) -> None:
    record, _, words, other_words, values = DATE
    first, second = (rewording(RECORDS[record], {words: other_words}, **values) for _ in answers)
    draft = bench.article("second", REPORT.replace(words, other_words), first, second, supersedes="report")
    for number, answer in enumerate(answers, 1):
        bench.decide(draft, Edit(by="Ada", proposal=number, corrects=answer))
    message = "one corrects the date of eg-10, and one leaves it as it is: give both the same answer"
    assert bench.refusal(draft) == [f"proposals 1, 2: {message}"]


def test_a_title_that_a_reviewer_wrote_is_corrected_and_one_that_a_rule_wrote_is_not(bench: EditionBench) -> None:
    for title, edited_title, expected in (
        ("Meeting of May 3", None, "Tenth meeting of the Example Group"),
        ("Meeting of May 3", "Meeting of May 3, 2022", "Meeting of May 3, 2022"),
    ):
        (bench.drafts / "second.changes").unlink(missing_ok=True)
        (bench.drafts / "second.yaml").unlink(missing_ok=True)
        record, field, words, other_words, values = DATE
        draft = article(bench, (record, field, words, other_words, {**values, "title": title}))
        if edited_title:
            values_of_card = draft.state().cards[0].proposal.values
            bench.decide(draft, Edit(by="Ada", proposal=1, values={**values_of_card, "title": edited_title}))
        bench.answer(draft, corrects=True)
        view = Desk(bench.drafts, Seed(bench.seed), "Ada").view("second").cards[0]
        changes = {change.label: change.new for change in view.record_changes}
        assert changes.get("Title", "Tenth meeting of the Example Group") == expected
    assert bench.write(draft)["eg-10"].title == "Meeting of May 3, 2022"


def test_the_reviews_say_whether_a_known_value_was_corrected(bench: EditionBench) -> None:
    draft = article(bench, DATE)
    bench.answer(draft, corrects=True)
    bench.write(draft)
    outcome = read_reviews(bench.seed, "second")[1].accepted
    assert outcome is not None
    assert (outcome.get("corrects"), outcome["values"]["date"]) == (True, "2022-05-03")


@pytest.mark.parametrize(
    ("supersedes", "conflict"),
    [
        ("report", "This article is a newer edition of report, which states the known value."),
        (None, "A conflict. The known value is from report."),
    ],
)
def test_the_card_shows_the_known_value_and_who_states_it(
    bench: EditionBench, desk: Desk, supersedes: str | None, conflict: str
) -> None:
    draft = article(bench, CORRECTIONS[6], supersedes)
    (card,) = desk.view(draft.id).cards
    assert (card.conflict, card.corrects) == (conflict, None)
    assert [(change.label, change.old, change.new) for change in card.corrections] == [
        ("Value", "2,500,000,000", "2,600,000,000"), ("Unit", "USD", "EUR"),
        ("As written", "$2.5 billion", "€2.6 billion"),
    ]  # fmt: skip
    findings = [(finding.field, finding.level) for finding in card.findings if finding.level == "error"]
    assert findings == [(None, "error")]
    bench.answer(draft, corrects=True)
    (card,) = desk.view(draft.id).cards
    assert [change.label for change in card.record_changes] == ["Value", "Unit", "As written"]
    assert {finding.message for finding in card.findings} == {"the known record has another value, and gets this one"}


@on_sqlite
def test_the_service_has_the_new_value_and_the_old_one_as_superseded(
    bench: EditionBench, engine: Engine, empty_database: Settings
) -> None:
    reload(engine, bench.seed)
    draft = article(bench, DATE, supersedes="report", day="2022-05-05")  # the day of the report
    bench.answer(draft, corrects=True)
    bench.write(draft)
    reload(engine, bench.seed)
    with TestClient(create_app(empty_database)) as client:
        meeting = ask(client, "/meetings/eg-10", {"include": "evidence"})
        assert meeting["date"] == "2022-05-03"
        places = {place["document"]: place for place in meeting["evidence"] if "date" in place["fields"]}
        assert {name: (place["says"], place["as_written"]) for name, place in places.items()} == {
            "report": ("2022-05-04", "May 4, 2022"), "second": (None, "May 3, 2022"),
        }  # fmt: skip
        assert "date: 2022-05-04 → 2022-05-03" in ask(client, "/meetings/eg-10/history")["items"][0]["differences"]
        for path in ("/conflicts", "/meetings/conflicts"):
            (conflict,) = ask(client, path)["items"]
            assert (conflict["field"], conflict["verdict"]) == ("date", "superseded")


def test_a_reference_to_a_proposal_that_is_the_known_record_is_no_contradiction(
    bench: EditionBench, desk: Desk
) -> None:
    meeting = rewording(RECORDS["eg-10"], {}, id="eg-new")
    package = rewording(RECORDS["eg-10-package"], {"12 agreements": "14 agreements"}, count=14, meeting="eg-new")
    draft = bench.article("second", REPORT.replace("12 agreements", "14 agreements"), package, meeting)
    card = next(card for card in desk.view(draft.id).cards if card.kind == "agreement")
    assert [change.label for change in card.corrections] == ["Count"]
    assert [finding.field for finding in card.findings] == [None, "count"]


def test_an_edit_or_an_undo_takes_the_answer_back(bench: EditionBench, desk: Desk) -> None:
    draft = article(bench, DATE)
    bench.answer(draft, corrects=True)
    values = draft.state().cards[0].proposal.values
    bench.decide(draft, Edit(by="Ada", proposal=1, values={**values, "date": "2022-05-02"}))
    assert desk.view(draft.id).cards[0].corrects is None
    bench.decide(draft, Undo(by="Ada", number=draft.state().last_change or 0))
    assert desk.view(draft.id).cards[0].corrects is True
    bench.decide(draft, Undo(by="Ada", number=draft.state().last_change or 0))
    assert desk.view(draft.id).cards[0].corrects is None


@pytest.mark.parametrize("changed_field", ["city", "date"])
def test_an_answer_is_not_about_what_another_draft_changes_afterwards(bench: EditionBench, changed_field: str) -> None:
    draft = article(bench, DATE)
    desk = Desk(bench.drafts, Seed(bench.seed), "Ada")
    (card,) = desk.change(draft.id, draft.state().version, Edit(by="Ada", proposal=1, corrects=True)).cards
    assert card.corrects is True
    words, other_words, values = {
        "city": ("in Astana", "in Ankara", {"city": "ankara"}),
        "date": ("May 4, 2022", "May 2, 2022", {"date": "2022-05-02"}),
    }[changed_field]
    proposal = rewording(RECORDS["eg-10"], {words: other_words}, **values)
    third = bench.article("third", REPORT.replace(words, other_words), proposal)
    bench.answer(third, corrects=True)
    bench.write(third)
    fields = {"city": "date and city", "date": "date"}[changed_field]
    question = f"proposal 1: say whether the article corrects the {fields} of eg-10, or leaves it as it is"
    assert bench.refusal(draft) == [question]
    desk = Desk(bench.drafts, Seed(bench.seed), "Ada")
    (card,) = desk.view(draft.id).cards
    assert card.corrects is None
    desk.change(draft.id, draft.state().version, Edit(by="Ada", proposal=1, corrects=True))
    assert bench.write(draft)["eg-10"].date.text == "2022-05-03"


def test_a_figure_that_may_be_known_is_no_second_record_before_a_reviewer_says_so(bench: EditionBench) -> None:
    values = {**FIGURE.values, "id": "trade-2021-again", "value": 2_600_000_000, "as_written": "$2.6 billion"}
    figure = rewording(FIGURE, {"$2.5 billion": "$2.6 billion"}).model_copy(update={"values": values, "record": None})
    draft = bench.article("second", REPORT.replace("$2.5 billion", "$2.6 billion"), figure)
    assert bench.refusal(draft) == ["proposal 1: say whether it is the same as trade-2021, or new"]
    bench.decide(draft, Edit(by="Ada", proposal=1, is_new=True))
    assert {"trade-2021", "trade-2021-again"} <= bench.write(draft).keys()


def test_an_answer_without_a_contradiction_is_refused(bench: EditionBench, desk: Desk) -> None:
    no_difference: tuple[Any, ...] = ("eg-10", "date", "Advertisement", "Advertisement", {})
    draft = article(bench, no_difference)
    with pytest.raises(DraftError, match="contradicts no known record"):
        desk.change(draft.id, 1, Edit(by="Ada", proposal=1, corrects=True))
    assert draft.state().version == 1
