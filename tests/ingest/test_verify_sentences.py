"""Verification of sentences: each is cited or set aside once, and the lock has its start."""

from typing import Any

import pytest

from app.domain.sentences import starts
from app.domain.vocabulary import SetAside
from app.ingest.findings import Level, SeedError
from app.ingest.locks import lock_path
from app.ingest.places import read_texts
from app.ingest.seed_check import read_and_check
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import DocumentSeed, SetAsideSeed
from app.ingest.sentence_counts import sentences_of
from tests.ingest.test_citation_check import Break
from tests.ingest.test_verify_command import run
from tests.sample_seed import Example

pytestmark = pytest.mark.usefixtures("clean_environment")


@pytest.mark.parametrize(
    ("passages", "message"),
    [
        ([{"why": "furniture", "paragraphs": [4, 4]}], "4 is there twice"),
        ([{"why": "furniture", "paragraphs": [4, 5]}], "the text has 4 paragraphs, not 5"),
        ([{"why": "furniture", "paragraphs": []}], "name whole `paragraphs`, or one `paragraph`"),
        ([{"why": "furniture", "paragraph": 3}], "name whole `paragraphs`, or one `paragraph`"),
        ([{"why": "furniture", "paragraphs": [4], "sentences": [1]}], "name whole `paragraphs`, or one `paragraph`"),
        ([{"why": "opinion", "paragraphs": [4]}], "say under `because` why it is opinion"),
        ([{"why": "furniture", "paragraph": 3, "sentences": [4]}], "paragraph 3 has 3 sentences, not 4"),
        ([{"why": "furniture", "paragraph": 3, "sentences": [0]}], "paragraph 3 has 3 sentences, not 0"),
        (
            [{"why": "furniture", "paragraphs": [3]}, {"why": "furniture", "paragraph": 3, "sentences": [3]}],
            "a paragraph or a sentence is set aside twice",
        ),
    ],
)
def test_wrong_passage_that_is_set_aside_is_refused(
    sample: Example, passages: list[dict[str, Any]], message: str
) -> None:
    sample.entries["example"]["set_aside"] = passages
    sample.write()
    with pytest.raises(SeedError, match="set_aside") as failure:
        Seed(sample.seed)
    assert message in str(failure.value)


def test_counts_of_sentences_are_not_written_by_hand(sample: Example) -> None:
    counts = dict.fromkeys(("total", "cited", "furniture", "opinion", "repetition", "background", "open"), 1)
    sample.entries["example"]["sentences"] = [{"paragraph": 1, **counts}]
    sample.write()
    with pytest.raises(SeedError, match="leave `sentences` out"):
        Seed(sample.seed)


def test_sentences_are_counted() -> None:
    text = "First. Second one. Third.\n\nFourth."
    document = DocumentSeed.model_construct(  # type: ignore[call-arg]  # only the fields that the function reads
        id="made-up", set_aside=[SetAsideSeed(why=SetAside.opinion, paragraph=1, sentences=[1, 3], because="So.")]
    )
    bounds = {1: starts(text, 0, 25), 2: starts(text, 27)}
    over_two = text.index("one"), text.index("Third") + 1
    first, second = sentences_of(document, bounds, {1: [over_two]})
    assert (first.total, sorted(first.cited_numbers), dict(first.aside)) == (3, [2, 3], {1: "opinion", 3: "opinion"})
    assert (first.open, first.cited_and_aside) == ([], [3])
    assert (second.total, second.open) == (1, [1])
    assert first.counts.model_dump() == {
        "paragraph": 1, "total": 3, "cited": 2, "furniture": 0, "opinion": 1, "repetition": 0, "background": 0,
        "open": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda sample: sample.entries["example"]["set_aside"].pop(),
            "not set aside (paragraph 3, sentence 3: More will follow.)",
        ),
        (
            lambda sample: sample.entries["example"]["set_aside"].pop(0),
            "not set aside (paragraph 4, sentence 1: Advertisement)",
        ),
        (
            lambda sample: sample.entries["example"]["set_aside"][1].update(sentences=[2, 3]),
            "is set aside, and a record cites it (paragraph 3, sentence 2: They signed 40 agreements",
        ),
    ],
)
def test_sentences_without_and_with_too_many_explanations_are_found(
    sample: Example, change: Break, message: str
) -> None:
    change(sample)
    sample.write()
    result = run(sample)
    assert result.exit_code == 0
    assert message in result.stderr
    assert "1 warnings" in result.stdout


def test_only_lists_every_sentence_of_a_document(sample: Example) -> None:
    sample.entries["example"]["set_aside"] = []
    for record in ("eg-9-package", "trade-2020"):
        sample.entries.pop(record)
    sample.write()
    assert "and 1 more" in run(sample).stderr
    report = run(sample, "--only", "example").stderr
    assert [line.partition("(paragraph ")[2][:13] for line in report.splitlines() if "(paragraph" in line] == [
        "3, sentence 1", "3, sentence 2", "3, sentence 3", "4, sentence 1",
    ]  # fmt: skip


def test_a_lock_whose_sentences_moved_is_an_error(sample: Example) -> None:
    path = lock_path(sample.write().seed, "example")
    path.write_text(path.read_text("utf-8").replace('"sentences": [0]', '"sentences": [1]', 1), "utf-8")
    findings = read_and_check(sample.seed, read_texts(sample.documents))[1]
    assert [f.message for f in findings if f.level is Level.error] == [
        "the sentences of this paragraph start elsewhere than its lock says: run communique lock --documents DIR"
    ]


def test_a_lock_without_sentences_is_a_warning(sample: Example) -> None:
    path = lock_path(sample.write().seed, "example")
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if '"sentences"' not in line), "utf-8")
    assert "its lock does not say where its sentences start" in run(sample).stderr
