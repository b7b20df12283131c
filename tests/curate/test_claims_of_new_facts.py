"""Claims about promises, flows and agreements that the sample does not have."""

import pytest

from app.curate.articles import Article
from app.curate.claims.facts import Fact, Facts, StatFact
from app.curate.claims.judge import judge
from app.curate.claims.wording import content_words
from app.domain.edtf import Span, parse
from tests.conftest import on_sqlite
from tests.curate.claim_verdicts import verdict

pytestmark = on_sqlite


@pytest.mark.parametrize(
    ("text", "expected", "field"),
    [
        ("Hungary and Kazakhstan want to raise trade to $1 billion by 2030.", "supported", None),
        ("Hungary and Kazakhstan want to raise trade to $1 billion by 2035.", "contradicted", "due"),
        ("Hungary will allocate 250 scholarships for Kazakh students.", "supported", None),
        ("Hungary and Kazakhstan agreed to open the Karasu checkpoint by July 2026.", "supported", None),
        ("Hungary and Kazakhstan agreed to open the Karasu checkpoint by September 2026.", "contradicted", "date"),
        ("Hungary and Kazakhstan agreed to close the Karasu checkpoint by July 2026.", "contradicted", "title"),
        ("Hungary and Kazakhstan agreed to close the Karasu checkpoint.", "contradicted", "title"),
        ("Hungary and Kazakhstan agreed to shut the Karasu checkpoint by July 2027.", "not-recorded", None),
        ("Hungary and Kazakhstan agreed to close the Baku checkpoint.", "beyond", None),
        ("Hungary and Kazakhstan, close partners, agreed to open the Karasu checkpoint.", "supported", None),
        ("Hungary and Kazakhstan agreed to lower trade to $1 billion by 2030.", "contradicted", "title"),
        ("Hungary will allocate 350 scholarships for Kazakh students.", "contradicted", "value"),
        ("In 2025 Kazakh exports to Hungary were $230 million (up 5%), imports from Hungary $110 million.", "supported",
         None),
        ("In 2025 Kazakh exports to Hungary were $290 million (up 5%), imports from Hungary $110 million.",
         "contradicted", "value"),
    ],
)  # fmt: skip
def test_promises_and_flows_of_a_pair(facts: Facts, text: str, expected: str, field: str | None) -> None:
    pair, promise_days, year = frozenset({"HU", "KZ"}), (parse("2026-04-14"),), parse("2025")

    def promise(name: str, title: str, value: float | None, unit: str, dates: tuple[Span, ...]) -> Fact:
        return Fact("commitment", name, title, parties=pair, actors=pair, dates=dates, periods=promise_days,
                    value=(value, unit) if value else None, words=content_words(title))  # fmt: skip

    def figure(name: str, indicator: str, value: float, span: Span, **flow: str) -> StatFact:
        return StatFact(name, name, indicator, pair, value, "USD", "exact", span, **flow)  # type: ignore[arg-type]

    own_facts = Facts.of(
        facts.names,
        [
            promise("trade", "Raise trade to 1 billion US dollars", 1e9, "USD", (parse("2030"),)),
            promise("karasu", "Open the Karasu checkpoint by July 2026", None, "", (parse("2026-07"),)),
            promise("scholarships", "Allocate 250 scholarships for Kazakh students", 250, "count", promise_days),
        ],
        [
            figure("target", "trade-target", 1e9, promise_days[0]),
            figure("out", "trade", 230e6, year, source="KZ", target="HU", flow="import"),
            figure("in", "trade", 110e6, year, source="HU", target="KZ", flow="export"),
        ],
        [],
        facts.until,
    )
    claim_list = [claim for _, claims in judge(Article(text, "en"), own_facts) for claim in claims or ()]
    assert verdict(claim_list) == expected
    assert field is None or field in {difference.field for claim in claim_list for difference in claim.differences}


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("in nuclear safety", "supported"),
        ("in space research", "not-recorded"),
        ("in the field of space", "not-recorded"),
    ],
)
def test_an_agreement_on_cooperation_in_something_else_is_not_recorded(
    facts: Facts, subject: str, expected: str
) -> None:
    title = "Memorandum of Understanding on cooperation in nuclear safety between Kazakhstan and Türkiye"
    day = parse("2025-10-28")
    fact = Fact("agreement", "safety", title, "memorandum", frozenset({"KZ", "TR"}), dates=(day,), status="signed")
    one_fact = Facts.of(facts.names, [fact], [], [], parse("2026-02-01").end)
    sentence = (
        f"Kazakhstan and Türkiye signed a memorandum of understanding on cooperation {subject} on 28 October 2025."
    )
    assert verdict([claim for _, claims in judge(Article(sentence), one_fact) for claim in claims or ()]) == expected
