"""Annotations of others enter the queue if their place is exact, in any script, and not otherwise."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.api.formats.annotations import annotation
from app.cli import cli
from app.curate.annotations import take_in
from app.curate.articles import Article
from app.curate.draft_changes import Decide, Decision, DraftError, Propose
from app.curate.drafts import Draft
from app.curate.placing import PlaceError, find_place, splits_character
from app.curate.proposals import Confidence, Proposal, Quote
from app.curate.web_annotations import AnnotationFileError, Selector, read_annotations
from app.ingest.places import digest
from tests import sample_seed

ADDRESS = "https://example.org/ferries"
TEXT = (
    "The ferry council met in Tallinn on 4 March 2024.\n"
    "The council met again in Turku. The council met in Tartu.\n"
    "Кеңес Астанада өтті. Совет прошёл в Алматы. Konsey İstanbul’da toplandı. 理事会在北京举行。Done 👩‍💻 by 🇰🇿🇹🇷.\n"
)
PROPOSAL = Proposal(
    kind="meeting", confidence=Confidence.high, values={"id": "ferry-1"},
    quotes=[Quote(paragraph=1, quote="Tallinn", fields=["city"])], why="A test.", by="rule:test/1",
)  # fmt: skip
KNOWN_IDS = {"meeting": {"known-1"}}


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    document = {"language": "en", "source_url": ADDRESS, "sha256": digest(TEXT)}
    return Draft.create(tmp_path / "drafts", "ferries", document, [PROPOSAL], TEXT.encode())


def quote_selector(exact: str, prefix: str = "", suffix: str = "") -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}


def w3c(selector: Any, body: Any = None, source: Any = ADDRESS, **fields: Any) -> dict[str, Any]:
    target = {"source": source, "selector": selector}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "body": body,
        "target": target,
        **fields,
    }


def hypothesis(exact: str, text: str, *tags: str, uri: str = ADDRESS) -> dict[str, Any]:
    selectors = [
        {"type": "RangeSelector", "startContainer": "/div[1]/p[1]", "endContainer": "/div[1]/p[1]"},
        {"type": "TextPositionSelector", "start": 7012, "end": 7012 + len(exact)},
        quote_selector(exact, "a page", "has other words around it"),
    ]
    return {
        "id": "x", "user": "acct:ada@hypothes.is", "uri": uri, "text": text, "tags": [*tags], "group": "__world__",
        "target": [{"source": uri, "selector": selectors}], "document": {"title": ["Ferries"]},
    }  # fmt: skip


def run(draft: Draft, *annotations: Any) -> Any:
    return take_in(draft, read_annotations(json.dumps(annotations)), KNOWN_IDS)


def test_a_marked_text_becomes_a_proposal(draft: Draft) -> None:
    intake = run(
        draft, hypothesis("4 March 2024", "Seen there\ndate: 2024-03-04\nsize: big", "meeting", "status", "wow")
    )
    card = draft.state().cards[-1]
    assert (intake.proposals, intake.refusals) == (1, [])
    assert (card.proposal.kind, card.proposal.confidence, card.proposal.by) == (
        "meeting",
        Confidence.suggest,
        "annotation:ada",
    )
    assert card.proposal.values == {"date": "2024-03-04"}
    assert card.proposal.quotes == [Quote(paragraph=1, quote="4 March 2024", fields=["status", "date"])]
    assert card.proposal.why == "ada marked these words: Seen there size: big"
    assert card.verdict is None


@pytest.mark.parametrize(
    "wrap",
    [
        lambda mark: json.dumps(mark),
        lambda mark: json.dumps([mark]),
        lambda mark: f"{json.dumps(mark)}\n{json.dumps(mark)}\n",
        lambda mark: json.dumps({"type": "AnnotationPage", "items": [mark]}),
        lambda mark: json.dumps({"type": "AnnotationCollection", "first": {"items": [mark]}, "total": 1}),
        lambda mark: json.dumps({"export_date": "2026-01-01", "export_userid": "a", "annotations": [mark]}),
        lambda mark: json.dumps({"total": 1, "rows": [mark]}),
    ],
)
def test_every_form_of_a_file_is_read(draft: Draft, wrap: Any) -> None:
    marks = read_annotations(wrap(hypothesis("Tallinn", "kind: meeting\nfields: venue")))
    intake = take_in(draft, marks, KNOWN_IDS)
    assert (intake.proposals, intake.proposals + intake.present) == (1, len(marks))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "nested too deep|not JSON"),
        ("{}", "no annotations"),
        ("[1, null]", "no annotations"),
        ("", "no annotations"),
    ],
)
def test_a_file_without_annotations_is_refused(content: str, sentence: str) -> None:
    with pytest.raises(AnnotationFileError, match=sentence):
        read_annotations(content)


def test_what_this_service_gives_out_is_taken_in(draft: Draft) -> None:
    start = TEXT.index("4 March")
    evidence = {
        "url": "/evidence/meeting.ferry-1.date", "updated_at": "2026-01-01T00:00:00Z",
        "record": {"kind": "meeting", "id": "ferry-1", "url": "/meetings/ferry-1"}, "fields": ["date"],
        "documents": [{"id": "ferries", "language": "en", "sha256": digest(TEXT), "source_url": None}],
        "row": None, "start": start, "end": start + 12, "sha256": digest(TEXT[start : start + 12]), "quote": None,
    }  # fmt: skip
    with_words = {**evidence, "quote": "The ferry council met in Tallinn on 4 March 2024."}
    known_place = {**evidence, "record": {"kind": "meeting", "id": "known-1", "url": "/meetings/known-1"}}
    intake = run(
        draft, *(annotation(place, "https://api.example.org") for place in (evidence, with_words, known_place))
    )
    assert (intake.citations, intake.present, intake.proposals) == (1, 1, 1)
    first, last = draft.state().cards
    assert first.proposal.quotes[-1] == Quote(paragraph=1, quote="4 March 2024", fields=["date"])
    assert (last.proposal.record, last.proposal.by) == ("known-1", "annotation:somebody")


def test_evidence_for_a_proposal_that_is_decided_is_refused(draft: Draft) -> None:
    draft.add(Decide(by="Ada", proposal=1, verdict=Decision.accepted), 0)
    mark = w3c(quote_selector("4 March 2024"), {"id": "https://x.example/meetings/ferry-1", "fields": ["date"]})
    assert "proposal 1, which it is about, is decided" in run(draft, mark).refusals[0]
    assert draft.state().version == 1


def test_a_change_in_another_window_is_not_lost(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    add = Draft.add
    other_changes: list[Any] = []

    def slow(self: Draft, change: Any, version: int) -> Any:
        if not other_changes:
            other_changes.append(add(self, Propose(by="Bo", added=PROPOSAL), version))
        return add(self, change, version)

    monkeypatch.setattr(Draft, "add", slow)
    assert run(draft, hypothesis("Tallinn", "kind: meeting")).proposals == 1
    assert [change.by for change in draft.changes()] == ["Bo", "annotation:ada"]


@pytest.mark.parametrize(
    ("source", "is_here"),
    [
        (ADDRESS, True),
        (f"{ADDRESS}#top", True),
        ("https://api.example.org/documents/ferries", True),
        ({"id": "https://elsewhere.example/", "sha256": digest(TEXT)}, True),
        ({"id": "https://elsewhere.example/", "via": ADDRESS}, True),
        ("https://example.org/", False),
        ({"id": ADDRESS, "sha256": "0" * 64}, False),
        (None, False),
    ],
)
def test_an_annotation_is_of_this_text_by_hash_or_address(draft: Draft, source: Any, is_here: bool) -> None:
    intake = run(draft, w3c(quote_selector("Tallinn"), {"type": "TextualBody", "value": "kind: meeting"}, source))
    assert (intake.proposals, intake.elsewhere) == ((1, 0) if is_here else (0, 1))


def decompose(words: str) -> str:
    return unicodedata.normalize("NFD", words)


@pytest.mark.parametrize(
    "words",
    ["Кеңес Астанада өтті", "Совет прошёл", "Konsey İstanbul’da toplandı", "理事会在北京举行", "👩‍💻", "🇰🇿🇹🇷", "🇰🇿"],
)
@pytest.mark.parametrize("form", ["as it is", "decomposed words", "decomposed text", "soft hyphens", "other spaces"])
def test_a_place_is_exact_in_any_script_and_form(words: str, form: str) -> None:
    text, marked_words = TEXT, words
    if form == "decomposed words":
        marked_words = decompose(words)
    elif form == "decomposed text":
        text = decompose(text)
    elif form == "soft hyphens":
        text = text.replace(words[:2], f"{words[0]}\u00ad{words[1]}") if words[0].isalpha() else text
    elif form == "other spaces":
        text = text.replace(" ", "\u00a0")
    start, end = find_place(Article(text), [Selector(exact=marked_words)], is_this_text=False)
    span = text[start:end].replace("\u00ad", "").replace("\u00a0", " ")
    assert unicodedata.normalize("NFC", span) == words


@pytest.mark.parametrize(
    ("text", "selector", "reason"),
    [
        (TEXT, Selector(exact="met in Talinn"), "no paragraph"),
        (TEXT, Selector(exact="met in tallinn"), "no paragraph"),
        (TEXT, Selector(exact="2024.\nThe council"), "no paragraph"),
        (TEXT, Selector(exact="Istanbul"), "no paragraph"),
        (TEXT, Selector(exact="\u200b"), "cannot be seen"),
        (TEXT, Selector(exact="The council met"), "several times"),
        (TEXT, Selector(exact="The council met", prefix="something else"), "several times"),
        (TEXT, Selector(exact="👩"), "inside a character"),
        (TEXT, Selector(exact="🇿🇹"), "inside a character"),
        (decompose("Ал ёж"), Selector(exact="е"), "inside a character"),
        (TEXT, Selector(start=4, end=9), "without the hash"),
        (TEXT, Selector(start=4, end=9, sha256="0" * 64), "without the hash"),
        (TEXT, Selector(), "neither words nor a position"),
    ],
)
def test_a_place_that_is_not_exact_is_refused(text: str, selector: Selector, reason: str) -> None:
    with pytest.raises(PlaceError, match=reason):
        find_place(Article(text), [selector], is_this_text=False)


def test_what_is_around_the_words_or_their_position_tells_which() -> None:
    article, words = Article(TEXT), "The council met"
    first, second = TEXT.index(words), TEXT.rindex(words)
    for selectors, start in (
        ([Selector(exact=words, suffix=" again in\n Turku")], first),
        ([Selector(exact=words, prefix="again in Turku.  ")], second),
        ([Selector(exact=words), Selector(start=second, end=second + len(words))], second),
    ):
        assert find_place(article, selectors, is_this_text=False) == (start, start + len(words))


def test_positions_count_code_points_of_this_very_text() -> None:
    article, start = Article(TEXT), TEXT.index("by")
    words = Selector(start=start, end=start + 2, sha256=digest("by"))
    assert find_place(article, [words], is_this_text=False) == (start, start + 2)
    assert find_place(article, [Selector(start=start, end=start + 2)], is_this_text=True) == (start, start + 2)
    for selectors in ([Selector(start=0, end=10**9)], [Selector(exact="by"), Selector(start=0, end=3)]):
        with pytest.raises(PlaceError):
            find_place(article, selectors, is_this_text=True)


@pytest.mark.parametrize(
    ("content", "cuts"),
    [("ab", []), ("a\u0301b", [1]), ("👩‍💻", [1, 2]), ("👍🏽x", [1]), ("🇰🇿🇹🇷", [1, 3]), ("x🇰🇿", [2]), ("क्षि", [1, 3])],
)
def test_a_character_is_never_cut(content: str, cuts: list[int]) -> None:
    assert [at for at in range(len(content) + 1) if splits_character(content, at)] == cuts


@pytest.mark.parametrize(
    "hostile",
    [
        {"target": 7},
        {"target": [None, {"source": [[]], "selector": [None, 5, {"type": "TextQuoteSelector", "exact": 5}]}]},
        w3c(quote_selector("Tallinn"), [None, 5, {"id": 7, "fields": [None]}, {"value": ["x"]}], creator=[{"name": 5}]),
        w3c(quote_selector("Tallinn"), {"value": "kind: meeting\nid: ../../x\nevidence: x"}, creator="a\u202eb\n" * 99),
        w3c({"type": "TextPositionSelector", "start": -5, "end": True}, "https://x.example/meetings/../../x"),
    ],
)  # fmt: skip
def test_a_hostile_annotation_names_no_file_and_accepts_nothing(draft: Draft, hostile: Any) -> None:
    take_in(draft, read_annotations(json.dumps(hostile)), KNOWN_IDS)
    for card in draft.state().cards[1:]:
        assert (card.verdict, card.proposal.record, card.proposal.values, card.proposal.quotes[0].fields) == (
            None,
            None,
            {},
            [],
        )
        assert card.proposal.by.isprintable()
        assert len(card.proposal.by) < 100


def test_the_command_says_what_became_of_each(draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample_seed.example(tmp_path).write()
    monkeypatch.chdir(tmp_path)
    marks = [
        hypothesis("Tallinn", "kind: meeting\nrecord: no-such\nsession: x"),
        hypothesis("Talinn", "kind: meeting"),
        hypothesis("Turku", "just a note"),
        hypothesis("Turku", "kind: meeting", uri="https://other.example"),
    ]
    Path("marks.jsonld").write_text(json.dumps(marks), "utf-8")
    command = ["import-annotations", "marks.jsonld", "--directory", "seed", "--draft"]
    result = CliRunner().invoke(cli, [*command, "ferries"])
    assert result.exit_code == 0, result.output
    assert (
        "1 proposals added, 0 quotes added to proposals; 0 were there already, 2 refused, 1 of other texts"
        in result.output
    )
    assert "refused: “Talinn” of ada: no paragraph of the text has its words; the nearest: “Tallinn" in result.output
    assert (
        "refused: “Turku” of ada: it does not say what it is about: write a line such as `kind: meeting`"
        in result.output
    )
    assert "dropped 1 values that the field cannot have" in result.output
    assert "dropped 1 ids that no known record has" in result.output
    missing = CliRunner().invoke(cli, [*command, "nothing"])
    assert (missing.exit_code, "there is no draft nothing" in missing.output) == (1, True)


def test_the_command_prints_evidence_for_a_document_of_the_seed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample_seed.example(tmp_path).write()
    monkeypatch.chdir(tmp_path)
    uri = "https://x.example/documents/example"
    marks = [
        w3c(quote_selector("up 12 percent"), {"id": "/trade-stats/trade-2020", "fields": ["growth_percent"]}, uri),
        w3c(quote_selector("The ninth meeting of the Example Group of Kazakhstan and Türkiye was held"), None, uri),
        w3c(quote_selector("up 13 percent"), None, uri),
        w3c(quote_selector("up 12 percent"), None, "https://other.example"),
    ]
    Path("marks.jsonld").write_text(json.dumps(marks), "utf-8")

    def run(*options: str) -> Any:
        return CliRunner().invoke(cli, ["import-annotations", "marks.jsonld", "--directory", "seed", *options])

    result = run("--document", "example", "--documents", "documents")
    figure = '- {paragraph: 3, quote: "up 12 percent", fields: [growth_percent]}  # trade-stat trade-2020 by somebody'
    assert figure in result.output.splitlines()
    assert 'until: "held", fields: []}  # by somebody' in result.output
    assert "refused: “up 13 percent” of somebody: no paragraph of the text has its words" in result.output
    assert len(result.output.splitlines()) == 3
    assert [run(*options).exit_code for options in ([], ["--document", "exampel", "--documents", "documents"])] == [
        2,
        2,
    ]
    Path("marks.jsonld").write_text(json.dumps(marks[3:]), "utf-8")
    assert "no annotation is of the text of example" in run("--document", "example", "--documents", "documents").output


def test_a_draft_without_its_text_is_refused(draft: Draft) -> None:
    draft.text_path.unlink()
    with pytest.raises(DraftError, match="is not there or damaged"):
        run(draft, hypothesis("Tallinn", "kind: meeting"))
