"""Claims and their verdicts: true sentences are never contradicted, altered ones always are."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from app.api.snapshots import open_snapshot
from app.curate.articles import Article
from app.curate.claims.amounts import amounts
from app.curate.claims.clauses import MOST_PARTS
from app.curate.claims.facts import Fact, Facts, StatFact
from app.curate.claims.judge import judge
from app.curate.claims.verdicts import Claim, ClaimVerdict
from app.curate.claims.wording import content_words
from app.domain.edtf import Span, parse
from app.main import create_app
from app.resources.claim_facts import facts_of
from tests.conftest import SharedDatabases, on_sqlite
from tests.curate import made_sentences
from tests.curate.made_sentences import Made
from tests.sample_seed import DOCUMENTS_FOLDER, needs_documents

pytestmark = on_sqlite


def sentences(name: str) -> list[str]:
    """Sentences about the records, one a line."""
    return (Path(__file__).parent / "claim_sentences" / f"{name}.txt").read_text("utf-8").splitlines()


TRUE = sentences("true")

ALTERED = sentences("altered")
"""Each differs from what is recorded in a number, a date, a name or a place."""

DENIED = sentences("denied")
"""Each denies what is recorded, or gives a recorded figure another bound, unit, scale or direction."""

CONTRARY = sentences("contrary")
"""Each tells the contrary of what is recorded, or of another place, person or amount than the one it names."""

OTHER_ACTS = sentences("other-acts")
"""Each tells of an act that no record has, of those who are recorded, on the day that is recorded."""

TURNED_TWICE = sentences("turned-twice")
"""Each is true, and turns its meaning twice or sets it against another."""

BESIDES = sentences("besides")
"""Each is true, and names another place, person, date, country or figure beside the recorded one."""

HARMLESS = sentences("harmless")
"""Each is true, and has a word that would deny the record if it were about the record."""

UNCOMPARED = sentences("uncompared")
"""Each has what is recorded, and words that no record has."""

UNSUPPORTED = sentences("unsupported")
"""Each has names and dates of a record, and somebody else who acts, a plan told as done, or another kind of thing."""

DENIED_UNRECORDED = sentences("denied-unrecorded")
"""Each denies what no record has."""

OPEN = sentences("open")
"""Questions, conditions, doubts and possibilities."""

SWAPPED = sentences("swapped")
"""Each gives to one party what the other did."""

NOT_RECORDED = sentences("not-recorded")

BEYOND = sentences("beyond")


@pytest.fixture(scope="module")
def facts(shared: SharedDatabases) -> Facts:
    app = create_app(shared.settings("sqlite"))
    with open_snapshot(app.state) as snapshot:
        return facts_of(snapshot)


Judge = Callable[..., list[Claim]]


@pytest.fixture(scope="module")
def claims(facts: Facts) -> Judge:
    @cache
    def read(text: str, published: str | None = None) -> list[Claim]:
        article = Article(text, "en", parse(published) if published else None)
        return [claim for _, found in judge(article, facts) for claim in found or ()]

    return read


def verdict(found: list[Claim]) -> str:
    """The verdict on a sentence: the worst of those on its claims."""
    order = (ClaimVerdict.contradicted, ClaimVerdict.supported, ClaimVerdict.not_recorded, ClaimVerdict.beyond)
    return next((str(name) for name in order if name in {claim.verdict for claim in found}), "none")


def other_verdicts(claims: Judge, texts: list[str], *expected: str) -> dict[str, str]:
    """The sentences with another verdict than those expected."""
    assert texts
    verdicts = {text: verdict(claims(text)) for text in texts}
    return {text: name for text, name in verdicts.items() if name not in expected}


def test_true_sentences_are_supported(claims: Judge) -> None:
    assert other_verdicts(claims, TRUE, "supported") == {}


def test_altered_sentences_are_contradicted(claims: Judge) -> None:
    assert other_verdicts(claims, ALTERED, "contradicted") == {}
    for text in ALTERED:
        contradicted = [claim for claim in claims(text) if claim.verdict is ClaimVerdict.contradicted]
        assert all(claim.records and claim.differences for claim in contradicted), text


def test_what_is_denied_is_never_supported(claims: Judge) -> None:
    assert other_verdicts(claims, DENIED, "contradicted") == {}
    assert other_verdicts(claims, DENIED_UNRECORDED, "not-recorded", "beyond", "none") == {}
    for text in DENIED:
        contradicted = [claim for claim in claims(text) if claim.verdict is ClaimVerdict.contradicted]
        assert all(claim.records and claim.differences for claim in contradicted), text


@pytest.mark.parametrize(
    ("make", "parts"),
    [
        (made_sentences.of_meetings, {"date", "city", "person", "session"}),
        (made_sentences.of_dated_titles, {"date", "parties"}),
        (made_sentences.of_missions, {"city", "sender", "type", "act"}),
        (made_sentences.of_figures, {"value", "bound", "currency", "period", "direction"}),
        (made_sentences.of_counts, {"value", "direction"}),
        (made_sentences.of_posts, {"post", "party"}),
    ],
)
def test_no_made_sentence_with_a_wrong_part_is_supported(
    claims: Judge, facts: Facts, make: Callable[[Facts], Iterator[Made]], parts: set[str]
) -> None:
    made = [*make(facts)]
    assert {sentence.altered for sentence in made} == parts | {""}
    assert other_verdicts(claims, [sentence.text for sentence in made if not sentence.altered], "supported") == {}
    altered = [sentence.text for sentence in made if sentence.altered]
    assert other_verdicts(claims, altered, "contradicted", "not-recorded", "none") == {}


def test_what_is_named_beside_the_recorded_value_contradicts_nothing(claims: Judge) -> None:
    assert other_verdicts(claims, BESIDES, "supported", "not-recorded", "beyond", "none") == {}
    verdicts = [verdict(claims(text)) for text in BESIDES]
    assert verdicts.count("supported") * 2 > len(BESIDES)


def test_a_word_of_denial_about_something_else_contradicts_nothing(claims: Judge) -> None:
    assert other_verdicts(claims, HARMLESS, "supported", "not-recorded", "none") == {}


def test_supported_claim_names_what_is_not_compared(claims: Judge) -> None:
    for text in UNCOMPARED:
        supported = [claim for claim in claims(text) if claim.verdict is ClaimVerdict.supported]
        assert all(claim.uncompared for claim in supported), text
    (claim,) = claims(UNCOMPARED[0])
    assert (claim.verdict, [*claim.uncompared]) == (ClaimVerdict.supported, ["virtually"])


def test_plain_sentence_has_nothing_that_is_not_compared(claims: Judge) -> None:
    (claim,) = claims("The eighth JSPG meeting was held in Ankara on 2 February 2026.")
    assert (claim.verdict, [*claim.uncompared]) == (ClaimVerdict.supported, [])


def test_what_only_resembles_a_record_is_not_supported(claims: Judge) -> None:
    assert other_verdicts(claims, UNSUPPORTED, "not-recorded", "contradicted", "beyond", "none") == {}


def test_what_a_later_sentence_takes_back_is_not_supported(claims: Judge) -> None:
    plain = "The eighth JSPG meeting was held in Ankara."
    assert verdict(claims(f"{plain} All of this is false.")) == "not-recorded"
    for agreement in ("All of this is true.", "None of this is false.", "Nothing of that was invented."):
        assert verdict(claims(f"{plain} {agreement}")) == "supported", agreement


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("The session was co-chaired by Hakan Fidan.", "supported"),
        ("The session was co-chaired by Sergey Lavrov.", "contradicted"),
        ("The meeting was held in Astana.", "contradicted"),
        ("Talks followed. The session was co-chaired by Sergey Lavrov.", "not-recorded"),
        ("The meeting with Sergey Lavrov was held in Moscow.", "not-recorded"),
        ("The fifth HLSCC meeting will be in Ankara. The session was co-chaired by Sergey Lavrov.", "not-recorded"),
    ],
)
def test_the_session_is_the_only_one_that_the_text_names(claims: Judge, rest: str, expected: str) -> None:
    found = claims(f"The eighth JSPG meeting was held in Ankara on 2 February 2026. {rest}")
    assert (str(found[0].verdict), str(found[-1].verdict)) == ("supported", expected)


def test_contrary_acts_are_contradicted(claims: Judge) -> None:
    assert other_verdicts(claims, CONTRARY, "contradicted") == {}


def test_other_acts_are_not_recorded(claims: Judge) -> None:
    assert other_verdicts(claims, OTHER_ACTS, "not-recorded", "beyond", "none") == {}


def test_what_is_turned_twice_is_not_contradicted(claims: Judge) -> None:
    assert other_verdicts(claims, TURNED_TWICE, "supported", "not-recorded") == {}


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Kosherbayev left the eighth JSPG meeting early.", "left"),
        ("The eighth JSPG meeting was held outside Ankara.", "outside Ankara"),
        ("Fidan called Tokayev on 11 September 2023.", "called"),
        ("Kazakhstan and Türkiye ratified the agreement on strategic partnership in 2009.", "ratified"),
        ("Kazakhstan has closed its consulates general in Istanbul and Antalya.", "closed"),
        ("In 2024, 130,000 Turkish citizens were deported from Kazakhstan.", "deported"),
        ("Kazakhstan's trade surplus with Türkiye was $3.3 billion in 2024.", "surplus"),
    ],
)
def test_words_that_are_not_compared_are_named(claims: Judge, text: str, unread: str) -> None:
    (claim,) = claims(text)
    assert (claim.verdict, claim.unsupported_words) == (ClaimVerdict.not_recorded, unread)


def test_swapped_parts_are_contradicted(claims: Judge) -> None:
    assert other_verdicts(claims, SWAPPED, "contradicted") == {}


def test_what_is_left_open_is_no_claim(claims: Judge) -> None:
    assert other_verdicts(claims, OPEN, "none") == {}


def test_what_is_merely_unknown_is_not_contradicted(claims: Judge) -> None:
    assert other_verdicts(claims, NOT_RECORDED, "not-recorded", "none") == {}


def test_time_and_parties_that_no_document_reaches(claims: Judge) -> None:
    assert other_verdicts(claims, BEYOND, "beyond") == {}


@pytest.mark.parametrize(
    ("text", "field", "claimed", "recorded"),
    [
        ("The eighth JSPG meeting was postponed.", "status", "“postponed”",
         "Eighth meeting of the Kazakhstan–Türkiye Joint Strategic Planning Group"),
        (
            "Trade between Kazakhstan and Türkiye did not reach $8.95 billion in January–November 2025.",
            "value", "“not reach $8.95 billion”", "8.95 billion USD of 2025-01 to 2025-11",
        ),
        (
            "Trade between Kazakhstan and Türkiye fell by 54% in 2022.",
            "growth_percent", "a fall of 54%", "a rise of 54 percent of 2022",
        ),
        (
            "Trade between Kazakhstan and Türkiye was less than $6.3 billion in 2022.",
            "value", "less than $6.3 billion", "6.3 billion USD of 2022",
        ),
        (
            "Trade between Kazakhstan and Türkiye reached €8.95 billion in January–November 2025.",
            "unit", "€8.95 billion", "8.95 billion USD of 2025-01 to 2025-11",
        ),
        ("The eighth JSPG meeting was held in Istanbul.", "city", "Istanbul", "Ankara"),
        ("The eighth JSPG meeting was held on 3 February 2026.", "date", "on 3 February 2026", "2026-02-02"),
        ("The ninth JSPG meeting was held in Ankara on 2 February 2026.", "session", "9", "8"),
        (
            "Trade between Kazakhstan and Türkiye reached $9.85 billion in January–November 2025.",
            "value", "$9.85 billion", "8.95 billion USD of 2025-01 to 2025-11",
        ),
        (
            "Trade between Kazakhstan and Türkiye reached $8.95 billion in January–October 2025.",
            "date", "in January–October 2025", "2025-01 to 2025-11",
        ),
        ("Kazakh Foreign Minister Hakan Fidan spoke.", "positions", "Foreign Minister, KZ",
         "Foreign Minister, TR; Head of the intelligence service, TR"),
    ],
)  # fmt: skip
def test_contradiction_says_what_differs(claims: Judge, text: str, field: str, claimed: str, recorded: str) -> None:
    (claim,) = [claim for claim in claims(text) if claim.verdict is ClaimVerdict.contradicted]
    assert [(each.field, each.claimed, each.recorded) for each in claim.differences] == [(field, claimed, recorded)]


@pytest.mark.parametrize(("amount", "aspect"), [("$9 billion", ""), ("8.95 million dollars", "the scale")])
def test_figure_of_another_period_has_the_nearest(claims: Judge, amount: str, aspect: str) -> None:
    (claim,) = claims(f"Trade between Kazakhstan and Türkiye was {amount} in 2025.")
    assert claim.differences[0].aspect == aspect
    assert claim.verdict is ClaimVerdict.not_recorded
    assert claim.differences[0].recorded == "8.95 billion USD of 2025-01 to 2025-11"


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Trade between Kazakhstan and Türkiye grew by 54 percent last year.", "2023-09-12", "supported"),
        ("Trade between Kazakhstan and Türkiye grew by 45 percent last year.", "2023-09-12", "contradicted"),
        ("The Kazakhstan–Türkiye JSPG met in Ankara on Monday for the eighth time.", "2026-02-03", "supported"),
        ("The eighth meeting of the Kazakhstan–Türkiye JSPG was on Monday.", "2026-02-10", "contradicted"),
        ("The eighth meeting of the Kazakhstan–Türkiye JSPG was on Monday.", None, "supported"),
    ],
)
def test_relative_dates_need_the_day_of_publication(
    claims: Judge, text: str, published: str | None, expected: str
) -> None:
    assert verdict(claims(text, published)) == expected


@needs_documents
@pytest.mark.parametrize(
    ("number", "published"),
    [("000", "2026-02-01"), ("001", "2026-02-03"), ("002", "2026-02-03"), ("003", "2025-07-29"), ("004", "2023-09-12")],
)
def test_documents_contradict_nothing_that_they_say(claims: Judge, number: str, published: str) -> None:
    (path,) = DOCUMENTS_FOLDER.glob(f"{number}_*.txt")
    found = claims(path.read_text("utf-8"), published)
    assert sum(claim.verdict is ClaimVerdict.supported for claim in found) > 8
    assert [claim for claim in found if claim.verdict is ClaimVerdict.contradicted] == []


@pytest.mark.parametrize("text", ["", " \n", "Nothing happened.", "И т. д.", "$", "哈萨克斯坦总统", "“”", "9 9 9 9"])
def test_text_without_claims(claims: Judge, text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$8.95 billion", (8.95e9, "USD", "exact")),
        ("eight point nine five billion US dollars", (8.95e9, "USD", "exact")),
        ("more than three thousand companies", (3000, "count", "over")),
        ("thirty-six projects", (36, "count", "exact")),
        ("3,538 enterprises", (3538, "count", "exact")),
        ("130 000 citizens", (130_000, "count", "exact")),
        ("almost €5 bn", (5e9, "EUR", "nearly")),
        ("some 40 million tenge", (4e7, "KZT", "about")),
        ("$622.5m of copper", (622.5e6, "USD", "exact")),
        ("the third-largest supplier", (3, "rank", "exact")),
        ("among the top ten investors", (10, "rank", "under")),
        ("one of the four leading partners", (4, "rank", "under")),
        ("54%", (54, "percent", "exact")),
        ("half a million people", (500_000, "count", "exact")),
        ("8,95 млрд долларов", (8.95e9, "USD", "exact")),
        ("8.95bn USD", (8.95e9, "USD", "exact")),
        ("1 billion 200 million dollars", (1.2e9, "USD", "exact")),
        ("one and a half billion euros", (1.5e9, "EUR", "exact")),
        ("not fewer than 3,000 firms", (3000, "count", "over")),
        ("no more than 3,000 firms", (3000, "count", "under")),
        ("half of $8 billion", (4e9, "USD", "exact")),
        ("twice the $8 billion", (16e9, "USD", "exact")),
        ("more than halfway to $15 billion", (7.5e9, "USD", "over")),
        ("60% of the $15 billion", (9e9, "USD", "exact")),
    ],
)
def test_amount(text: str, expected: tuple[float, str, str]) -> None:
    assert [(amount.value, amount.unit, amount.qualifier) for amount in amounts(text)] == [expected]


@pytest.mark.parametrize(
    "text", ["between $8 and $9 billion", "$8–9 billion", "$8 billion to $9 billion", "from 8 to 9 billion dollars"]
)
def test_range_is_one_amount(text: str) -> None:
    (amount,) = amounts(
        f"Trade was {'between ' if ' to ' in text else ''}{text}.".replace("between from", "ranging from")
    )
    assert (amount.value, amount.high, amount.unit) == (8e9, 9e9, "USD")


@pytest.mark.parametrize("text", ["9" * 300, "1,234,567,890,123,456,789", "8,957,3", "1.23456789012"])
def test_number_is_never_cut_short(text: str) -> None:
    assert amounts(f"Trade reached ${text} billion.") == []


@pytest.mark.parametrize(
    "text", ["1" * 2000, "9 " * 1000, "one " * 500, "one of " * 300, "$" * 2000, "a hundred " * 200]
)
def test_hostile_amounts_are_read_in_linear_time(text: str) -> None:
    for amount in amounts(text):
        assert 0 <= amount.start < amount.end <= len(text)


def test_sentence_of_many_events_is_split_in_few(claims: Judge) -> None:
    found = claims("Kazakhstan and Türkiye signed a plan in 2024, while " * 50 + "Erdoğan was in Astana.")
    assert 1 < len(found) <= MOST_PARTS


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
    pair, made, year = frozenset({"HU", "KZ"}), (parse("2026-04-14"),), parse("2025")

    def promise(name: str, title: str, value: float | None, unit: str, dates: tuple[Span, ...]) -> Fact:
        return Fact("commitment", name, title, parties=pair, actors=pair, dates=dates, periods=made,
                    value=(value, unit) if value else None, words=content_words(title))  # fmt: skip

    def figure(name: str, indicator: str, value: float, span: Span, **flow: str) -> StatFact:
        return StatFact(name, name, indicator, pair, value, "USD", "exact", span, **flow)  # type: ignore[arg-type]

    own = Facts.of(
        facts.names,
        [
            promise("trade", "Raise trade to 1 billion US dollars", 1e9, "USD", (parse("2030"),)),
            promise("karasu", "Open the Karasu checkpoint by July 2026", None, "", (parse("2026-07"),)),
            promise("scholarships", "Allocate 250 scholarships for Kazakh students", 250, "count", made),
        ],
        [
            figure("target", "trade-target", 1e9, made[0]),
            figure("out", "trade", 230e6, year, source="KZ", target="HU", flow="import"),
            figure("in", "trade", 110e6, year, source="HU", target="KZ", flow="export"),
        ],
        [],
        facts.until,
    )
    found = [claim for _, claims in judge(Article(text, "en"), own) for claim in claims or ()]
    assert verdict(found) == expected
    assert field is None or field in {each.field for claim in found for each in claim.differences}


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
    signed = parse("2025-10-28")
    fact = Fact("agreement", "safety", title, "memorandum", frozenset({"KZ", "TR"}), dates=(signed,), status="signed")
    one_fact = Facts.of(facts.names, [fact], [], [], parse("2026-02-01").end)
    sentence = (
        f"Kazakhstan and Türkiye signed a memorandum of understanding on cooperation {subject} on 28 October 2025."
    )
    assert verdict([claim for _, found in judge(Article(sentence), one_fact) for claim in found or ()]) == expected
