"""Accepting a draft writes all of it to the seed, or nothing, and says why."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from app.cli import cli
from app.curate.accept import AcceptError, prepare_acceptance, put_in_place
from app.curate.draft_changes import Decide, Describe, Edit
from app.curate.drafts import Draft
from app.curate.proposals import Proposal
from app.ingest.findings import Level
from app.ingest.places import read_texts
from app.ingest.reviews import read_reviews
from app.ingest.seed_check import read_and_check
from app.ingest.seed_reader import Seed
from tests.curate.reviewed_draft import (
    CITY,
    FIGURE,
    MEETING,
    MISTAKE,
    OFFICIAL,
    OTHER_FIGURE,
    PROPOSALS,
    TEXT,
    Bench,
    proposal,
)


def test_an_accepted_draft_is_in_the_seed(bench: Bench) -> None:
    names = bench.accept(bench.draft(*PROPOSALS, rejection=7))
    assert names == [
        "cities.yaml",
        *(f"documents/eg-10-report.{end}" for end in ("lock", "review", "yaml")),
        "officials.yaml",
    ]
    seed, findings = read_and_check(bench.seed, read_texts(bench.texts))
    assert seed is not None
    assert [str(finding) for finding in findings if finding.level is Level.error] == []
    records = {record.id: record for record in seed}
    assert {"bob-sample", "astana", "eg-10", "trade-2021", "eg-10-report"} <= records.keys()
    assert "wrong" not in records
    meeting = records["eg-10"]
    assert all(evidence.reviewed for evidence in meeting.evidence)
    assert [*meeting.uncited_fields()] == []
    assert [evidence.document for evidence in records["bob-sample"].evidence] == ["eg-10-report"]
    assert [evidence.document for evidence in records["eg"].evidence] == ["example", "eg-10-report"]


def test_a_value_that_differs_from_a_known_record_is_what_the_document_says(bench: Bench) -> None:
    bench.accept(bench.draft(OTHER_FIGURE))
    figure = next(record for record in Seed(bench.seed) if record.id == "trade-2020")
    says = {evidence.fields[0]: evidence.says for evidence in figure.evidence if evidence.document == "eg-10-report"}
    assert says == {"value": "1400000000", "date": None}


def test_a_value_that_a_known_record_lacks_is_filled_in(bench: Bench) -> None:
    del bench.sample.entries["eg-9"]["city"]
    bench.sample.entries["eg-9"]["evidence"].pop()
    bench.sample.write()
    filling = proposal("meeting", {"id": "eg-9", "venue": "Astana"}, (2, "Astana", "venue"), record="eg-9")
    bench.accept(bench.draft(filling))
    meeting: Any = next(record for record in Seed(bench.seed) if record.id == "eg-9")
    assert (meeting.venue, meeting.session) == ("Astana", 9)


def test_the_lines_that_are_there_stay(bench: Bench) -> None:
    before = bench.contents()
    bench.accept(bench.draft(OFFICIAL, CITY, MEETING))
    after = bench.contents()
    for name in ("officials.yaml", "cities.yaml"):
        assert after[name].startswith(before[name])
        assert len(after[name]) > len(before[name])


def test_the_document_is_readable(bench: Bench) -> None:
    bench.accept(bench.draft(OFFICIAL, CITY, MEETING, FIGURE))
    lines = (bench.seed / "documents" / "eg-10-report.yaml").read_text("utf-8").splitlines()
    for line in (
        "  date: 2022-05-05",
        "    - {why: furniture, paragraphs: [4]}",
        "    - {paragraph: 1, quote: Tenth meeting of the Example Group, fields: [title], reviewed: true}",
        "    - id: eg-10",
        "        - {official: bob-sample, country: KZ, role: co-chair}",
        "        - {paragraph: 2, quote: 'May 4, 2022', fields: [date], reviewed: true}",
        "      value: 2500000000",
        "    bob-sample:",
    ):
        assert line in lines


def test_the_draft_and_its_text_are_kept(bench: Bench) -> None:
    draft = bench.draft(FIGURE)
    bench.accept(draft)
    assert not draft.path.exists()
    assert {path.suffix for path in (bench.drafts / "accepted").iterdir()} == {".yaml", ".txt", ".changes"}
    assert (bench.texts / "eg-10-report.txt").read_bytes() == TEXT.encode()


def test_the_reviews_have_what_was_first_proposed_and_who_decided(bench: Bench) -> None:
    draft = bench.draft(FIGURE, MISTAKE, rejection=2)
    values = {**FIGURE.values, "qualifier": "about"}
    bench.change(draft, Edit(by="Ada", proposal=1, values=values))
    bench.accept(draft)
    document, first, second = read_reviews(bench.seed, "eg-10-report")
    assert (document.record, document.proposal, document.by) == ("eg-10-report", 0, "Ada")
    assert first.proposed["values"]["qualifier"] == "exact"
    assert first.accepted is not None
    assert first.accepted["values"]["qualifier"] == "about"
    assert (first.record, first.proposed_by, first.by) == ("trade-2021", "rule:x/1", "Ada")
    assert (second.record, second.verdict, second.accepted) == ("wrong", "rejected", None)


def test_an_id_that_a_reviewer_changed_is_changed_where_others_refer_to_it(bench: Bench) -> None:
    draft = bench.draft(OFFICIAL, CITY, MEETING)
    bench.change(draft, Edit(by="Ada", proposal=1, values={**OFFICIAL.values, "id": "robert-sample"}))
    bench.accept(draft)
    meeting: Any = next(record for record in Seed(bench.seed) if record.id == "eg-10")
    assert meeting.participants[0].official == "robert-sample"


def without(proposal: Proposal, *fields: str) -> Proposal:
    quotes = [quote for quote in proposal.quotes if not set(quote.fields) & set(fields)]
    return proposal.model_copy(update={"quotes": quotes})


def with_values(proposal: Proposal, **values: Any) -> Proposal:
    return proposal.model_copy(update={"values": {**proposal.values, **values}})


@pytest.mark.parametrize(
    ("proposals", "sentence"),
    [
        ([without(FIGURE, "date")], "proposal 1: trade-2021: date: no document is cited for it (2021)"),
        ([OFFICIAL, MEETING], "proposal 2: eg-10: city: there is no city 'astana'"),
        ([CITY, MEETING], "proposal 2: eg-10: participants.0.official: there is no official 'bob-sample'"),
        ([with_values(FIGURE, indicator="treason")], "proposal 1: trade-2021: indicator: "),
        ([with_values(FIGURE, colour="red")], "proposal 1: trade-2021: colour: "),
        ([with_values(FIGURE, id="")], "proposal 1: the trade-stat has no id"),
        ([with_values(FIGURE, id="Not An Id")], "proposal 1: Not An Id: id: "),
        ([FIGURE, FIGURE], "proposals 1, 2: both are the trade-stat trade-2021"),
        ([with_values(FIGURE, id="trade-2020")], "proposal 1: there is the trade-stat trade-2020 already"),
        ([FIGURE.model_copy(update={"record": "none"})], "proposal 1: there is no trade-stat 'none'"),
        ([FIGURE.model_copy(update={"candidates": ["trade-2020"]})], "proposal 1: say whether it is the same as"),
        ([FIGURE.model_copy(update={"kind": "battle"})], "proposal 1: there is no kind 'battle'"),
        (
            [proposal("milestone", {**MISTAKE.values, "type": "recognition", "countries": ["KZ"]},
                      (3, "Trade fell", "title"), (2, "Kazakhstan", "countries"))],
            "proposal 1: wrong: evidence.0.quote: paragraph 3 does not have 'Trade fell'",
        ),
    ],
)  # fmt: skip
def test_a_fault_names_its_proposal_and_nothing_is_written(
    bench: Bench, proposals: list[Proposal], sentence: str
) -> None:
    faults = bench.refusal(bench.draft(*proposals))
    assert any(fault.startswith(sentence) for fault in faults), faults


def _damaged_evidence(bench: Bench, draft: Draft) -> None:
    bench.change(draft, Describe(by="Ada", values={"evidence": [{"paragraph": "x", "fields": [[]]}, 7]}))


def _without_verdict(bench: Bench, draft: Draft) -> None:
    bench.change(draft, Decide(by="Ada", proposal=1, verdict=None))


def _other_text(_: Bench, draft: Draft) -> None:
    draft.text_path.write_bytes(TEXT.encode() + b"More.\n")


def _no_text(_: Bench, draft: Draft) -> None:
    draft.text_path.unlink()


def _faulty_seed(bench: Bench, _: Draft) -> None:
    (bench.seed / "cities.yaml").write_text("- {id: x}\n", "utf-8")


def _known_document(bench: Bench, _: Draft) -> None:
    (bench.seed / "documents" / "eg-10-report.yaml").write_text("document: {}\n", "utf-8")


def _other_kept_text(bench: Bench, draft: Draft) -> None:
    (bench.texts / f"{draft.id}.txt").write_text("Another text.", "utf-8")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (_damaged_evidence, "the evidence of the document is damaged"),
        (_without_verdict, "proposal 1: accept or reject the trade-stat trade-2021"),
        (_other_text, "has changed since the draft was made"),
        (_no_text, "is not there or damaged"),
        (_faulty_seed, "cities.yaml: "),
        (_known_document, "the seed has a document eg-10-report already"),
        (_other_kept_text, ""),
    ],
)
def test_what_stops_a_draft(bench: Bench, damage: Callable[[Bench, Draft], None], sentence: str) -> None:
    draft = bench.draft(FIGURE)
    damage(bench, draft)
    assert any(sentence in fault for fault in bench.refusal(draft))


@pytest.mark.parametrize("values", [{"evidence": 5}, {"editorial": 3}, {"evidence": None, "editorial": None}])
def test_nonsense_about_the_document_stops_with_a_sentence(bench: Bench, values: dict[str, Any]) -> None:
    assert bench.refusal(bench.draft(CITY, proposal("document", values), MISTAKE))


def test_a_draft_of_which_nothing_is_accepted_stops(bench: Bench) -> None:
    assert bench.refusal(bench.draft(FIGURE, rejection=1)) == ["no proposal is accepted: review the draft first"]


def test_a_seed_or_a_draft_that_changed_meanwhile_stops_the_acceptance(bench: Bench) -> None:
    draft = bench.draft(CITY)
    acceptance = prepare_acceptance(draft, bench.seed, {})
    (bench.seed / "cities.yaml").write_bytes((bench.seed / "cities.yaml").read_bytes() + b"# more\n")
    with pytest.raises(AcceptError, match=r"cities\.yaml was changed meanwhile"):
        put_in_place(acceptance, bench.seed, None)
    acceptance = prepare_acceptance(draft, bench.seed, {})
    _without_verdict(bench, draft)
    with pytest.raises(AcceptError, match="another window"):
        put_in_place(acceptance, bench.seed, None)


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(cli, ["accept", *arguments, "--directory", "seed"], env=environment)


@pytest.mark.usefixtures("clean_environment")
def test_the_command_says_what_is_accepted_already(bench: Bench) -> None:
    bench.accept(bench.draft(CITY))
    result = run("eg-10-report", "--yes")
    assert (result.exit_code, "the draft eg-10-report is accepted already" in result.stderr) == (2, True)


@pytest.mark.usefixtures("clean_environment")
def test_the_command_shows_what_it_would_write_and_asks(bench: Bench) -> None:
    bench.draft(CITY)
    result, before = run("eg-10-report"), bench.contents()
    assert "+++ b/cities.yaml" in result.stdout
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        "nothing was written: give --yes to write without asking",
    )
    assert bench.contents() == before


@pytest.mark.usefixtures("clean_environment")
@pytest.mark.parametrize("is_empty", [False, True])
def test_nothing_is_written_if_it_cannot_be_published(bench: Bench, tmp_path: Path, *, is_empty: bool) -> None:
    bench.draft(CITY)
    database = tmp_path / "facts.db"
    if is_empty:
        database.touch()
    before = bench.contents()
    result = run("eg-10-report", "--yes", "--publish", COMMUNIQUE_DATABASE_URL=f"sqlite:///{database}")
    first, last = result.stderr.splitlines()
    assert (result.exit_code, "run communique migrate" in first, last) == (
        3,
        True,
        "nothing was written: --publish needs the database",
    )
    assert bench.contents() == before


def test_a_newer_edition_is_accepted(bench: Bench) -> None:
    draft = bench.draft(CITY)
    draft.add(Describe(by="Ada", values={"supersedes": "example"}), draft.state().version)
    bench.accept(draft)
    document: Any = next(record for record in Seed(bench.seed) if record.id == "eg-10-report")
    assert document.supersedes == "example"


@pytest.mark.usefixtures("clean_environment")
def test_the_command_lists_the_faults(bench: Bench) -> None:
    bench.draft(without(FIGURE, "date"))
    result = run("eg-10-report", "--yes")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "proposal 1: trade-2021: date: no document is cited for it (2021)", "nothing was written: 1 fault",
    ]  # fmt: skip
    result = run("eg-10-reports")
    assert (result.exit_code, result.stderr) == (
        2,
        "there is no draft eg-10-reports in drafts; the nearest: eg-10-report\n",
    )


@pytest.mark.usefixtures("clean_environment")
def test_the_command_commits_and_copies_the_text(bench: Bench, tmp_path: Path) -> None:
    for command in (["init", "-q"], ["config", "user.name", "Ada"], ["config", "user.email", "ada@example.org"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    bench.draft(CITY)
    result = run("eg-10-report", "--yes", "--commit", "--reviewer", "Ada Sample", COMMUNIQUE_DOCUMENTS="documents")
    assert result.exit_code == 0, result.output
    assert "committed on the branch document/eg-10-report" in result.stdout
    assert (bench.texts / "eg-10-report.txt").exists()
    log = subprocess.run(["git", "log", "--format=%B"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert log.startswith("Add the document eg-10-report\n")
    assert "Reviewed-by: Ada Sample" in log


@pytest.mark.usefixtures("clean_environment")
def test_a_commit_that_cannot_be_made_stops_the_acceptance(bench: Bench) -> None:
    bench.draft(CITY)
    before = bench.contents()
    result = run("eg-10-report", "--yes", "--commit", GIT_CEILING_DIRECTORIES=str(bench.seed.parent))
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        "nothing was written: seed is in no checkout of git, so leave out --commit",
    )
    assert bench.contents() == before


def test_a_sentence_that_nothing_explains_is_a_warning(bench: Bench) -> None:
    warnings = prepare_acceptance(bench.draft(CITY), bench.seed, {}).warnings
    assert [str(warning) for warning in warnings if "paragraph 3, sentence 1" in str(warning)]
