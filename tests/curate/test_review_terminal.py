"""The review in the terminal: one letter for each proposal, each answer saved at once."""

from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import cli
from app.cli.console import Console
from app.cli.terminal_review import review
from app.curate.drafts import Draft
from app.curate.review.desk import Desk, reviewer_name
from app.ingest.seed_reader import Seed
from tests.curate.edition_bench import RECORDS, REPORT, EditionBench, rewording
from tests.curate.review_desk import DRAFT, make_desk, seed


def review_with(folder: Path, *answers: str) -> tuple[dict[int, str | None], str]:
    """The verdicts after some answers, and all output. After the last answer the input ends."""
    desk, output, answers_left = make_desk(folder), StringIO(), iter(answers)

    def ask(question: str) -> str:
        output.write(question)
        try:
            return next(answers_left)
        except StopIteration:
            raise EOFError from None

    review(desk, DRAFT, Console(file=output, width=120), ask)
    return {card.number: card.verdict for card in desk.view(DRAFT).cards if card.verdict}, output.getvalue()


def test_accept_reject_skip_undo_and_quit(tmp_path: Path) -> None:
    verdicts, output = review_with(tmp_path, "a", "r", "u", "s", "a", "q")
    assert verdicts == {1: "accepted", 2: "accepted"}
    assert "Hungarian Foreign Minister Anna Példa met her Kyrgyz counterpart" in output
    assert "2 of 8 decided" in output


def test_an_unknown_letter_decides_nothing_and_asks_again(tmp_path: Path) -> None:
    verdicts, output = review_with(tmp_path, "x", "", "a", "q")
    assert verdicts == {1: "accepted"}
    assert output.count("please answer by one of these letters: a accept") == 2
    assert "likely right: " in output


def test_an_unknown_letter_sets_nothing_aside(tmp_path: Path) -> None:
    _, output = review_with(tmp_path, *["s"] * 8, "x", "f", "q")
    assert "please answer by one of these letters: f furniture" in output
    desk = Desk(tmp_path, seed(), "Ada")
    assert [p.number for p in desk.view(DRAFT).paragraphs if p.asides] == [3]


def test_a_sentence_to_set_aside_is_shown_as_a_whole(tmp_path: Path) -> None:
    _, output = review_with(tmp_path, *["r"] * 8, *["s"] * 20)
    asides = output.partition("f furniture")[2]
    assert (
        "Both ministers will attend the 13th summit of the Organization of Turkic States in Türkiye this year."
        in asides
    )


def test_a_field_that_the_record_does_not_have_is_refused(tmp_path: Path) -> None:
    _, output = review_with(tmp_path, "e", "dates", "q")
    assert "official has no field 'dates'" in output
    _, output = review_with(tmp_path / "b", "c", "nam", "q")
    assert "official has no field 'nam'; the nearest: name" in output


def test_a_fault_of_what_was_accepted_is_asked_about_again(tmp_path: Path) -> None:
    verdicts, output = review_with(tmp_path, "s", "s", "s", "s", "a", "q")
    assert verdicts == {5: "accepted"}
    assert output.count("Proposal 5 of 8, figure") == 1
    desk, second = Desk(tmp_path, seed(), "Ada"), StringIO()
    answers = iter(["s", "s", "s", "s", "e", "value", "500000000", "q"])
    review(desk, DRAFT, Console(file=second, width=120), lambda _: next(answers))
    assert "accepted, with a fault" in second.getvalue()
    assert not [finding for finding in desk.view(DRAFT).cards[4].findings if finding.level == "error"]


@pytest.mark.parametrize(("letter", "corrects"), [("y", True), ("n", False)])
def test_a_contradiction_is_a_question(tmp_path: Path, letter: str, *, corrects: bool) -> None:
    bench, output, answers = EditionBench(tmp_path), StringIO(), iter(["a", letter, "a", "q"])
    edition = rewording(RECORDS["eg-10"], {"May 4, 2022": "May 3, 2022"}, date="2022-05-03")
    text = REPORT.replace("May 4, 2022", "May 3, 2022")
    draft = bench.article("second", text, edition, supersedes="report", verdict=None)
    desk = Desk(bench.drafts, Seed(bench.seed), "Ada")

    def ask(question: str) -> str:
        output.write(question)
        return next(answers)

    review(desk, draft.id, Console(file=output, width=120), ask)
    (card,) = desk.view(draft.id).cards
    assert (card.corrects, card.verdict) == (corrects, "accepted")
    assert "Correct the known value? This article is a newer edition of report" in output.getvalue()
    assert "Date: known 2022-05-04, this article 2022-05-03" in output.getvalue()
    assert "please answer by one of these letters: y correct it, n leave it as it is" in output.getvalue()


def test_the_end_says_what_is_next(tmp_path: Path) -> None:
    assert "Next:" not in review_with(tmp_path, "r", "q")[1]
    assert f"Next: communique accept {DRAFT}" in review_with(tmp_path / "b", *["r"] * 8, "q")[1]


def test_edit_a_value_and_answer_a_question(tmp_path: Path) -> None:
    answers = ("s", "s", "s", "s", "e", "value", "500000000", "a", "a", "a", "y", "a")
    verdicts, output = review_with(tmp_path, *answers)
    assert verdicts == {5: "accepted", 6: "accepted", 7: "accepted"}
    assert "do not contain 50000000" in output
    assert "Is it the same as Thirteenth summit" in output
    assert "no evidence" in output


def test_cite_words_and_set_the_rest_aside(tmp_path: Path) -> None:
    cite_answers = ("c", "countries", "Hungary and Kyrgyzstan", "Both opened one.", "a")
    answers = ("s", "s", "s", "s", "s", "s", "s", *cite_answers, "b", "It counts companies.", "o", "It judges.", "f")
    verdicts, output = review_with(tmp_path, *answers)
    assert verdicts == {8: "accepted"}
    assert "A delegation of 40 companies" in output
    desk = Desk(tmp_path, seed(), "Ada")
    assert [
        q.reason for c in desk.view(DRAFT).cards for q in c.quotes if c.number == 8 and "countries" in q.fields
    ] == ["Both opened one."]
    asides = [(p.number, aside.why) for p in desk.view(DRAFT).paragraphs for aside in p.asides]
    assert asides == [(3, "background"), (7, "opinion"), (8, "furniture")]


def test_words_that_are_not_there_are_told_with_the_nearest(tmp_path: Path) -> None:
    _, output = review_with(tmp_path, "c", "name", "Anne Példa", "q")
    assert "the text does not have exactly these words in one paragraph; the nearest: “Anna Példa”" in output


@pytest.mark.parametrize(
    ("option", "name"), [("Ada\n\nBen: x", "Ada  Ben: x"), ("Ad\udcffa", "Ada"), ("A" * 300, "A" * 100)]
)
def test_the_name_of_a_reviewer_is_one_line_of_text(option: str, name: str) -> None:
    assert reviewer_name(option) == name


def test_a_reviewer_without_a_name_has_that_of_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config").write_bytes(b"[user]\n  name = Rene\xe9\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    assert reviewer_name("  ").startswith("Rene")


def test_a_text_does_not_command_the_terminal(tmp_path: Path) -> None:
    desk, output = make_desk(tmp_path), StringIO()
    hostile = "They met \x1b[2J\x9b31m in \u202eknalB\u202c on\x07 Monday."
    Draft.create(tmp_path, "hostile", {"language": "en"}, [], hostile.encode())
    review(desk, "hostile", Console(file=output, width=200), lambda _: "q")
    assert "They met ␛[2J�31m in �knalB� on" in output.getvalue()
    assert not set("\x1b\x9b\x07\u202e") & set(output.getvalue())


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["absent"], 1, "there is no draft 'absent'"),
        (["hungary-kyrgyzstan"], 1, f"the nearest: {DRAFT}"),
        (["--cli", "--drafts", "empty"], 1, "make one with communique add FILE"),
        (["--port", "1"], 3, "port 1 cannot be used"),
    ],
)
def test_what_the_command_refuses(
    tmp_path: Path, arguments: list[str], code: int, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_desk(tmp_path / "drafts")

    def refuse(*address: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("app.curate.review.server.socket.create_server", refuse)
    result = CliRunner().invoke(cli, ["review", *arguments])
    assert (result.exit_code, sentence in result.output) == (code, True), result.output
