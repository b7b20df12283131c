"""Claims and their verdicts: true sentences are never contradicted, altered ones always are."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.curate.claims import near_records
from app.curate.claims.clauses import MAX_PARTS
from app.curate.claims.facts import Facts
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.verdicts import ClaimVerdict
from tests.conftest import on_sqlite
from tests.curate import made_sentences
from tests.curate.claim_verdicts import Judge, other_verdicts, verdict
from tests.curate.made_sentences import Sample
from tests.sample_seed import DOCUMENTS_FOLDER, needs_documents

pytestmark = on_sqlite


def sentences(name: str) -> list[str]:
    """Sentences about the records, one a line."""
    return (Path(__file__).parent / "claim_sentences" / f"{name}.txt").read_text("utf-8").splitlines()


TRUE = sentences("true")

ALTERED_SENTENCES = sentences("altered")
"""Each differs from what is recorded in a number, a date, a name or a place."""

DENIED_SENTENCES = sentences("denied")
"""Each denies what is recorded, or gives a recorded figure another bound, unit, scale or direction."""

CONTRARY = sentences("contrary")
"""Each says the contrary of a record, or has another place, person or amount than the record that it names."""

OTHER_ACTS = sentences("other-acts")
"""Each has people, parties and a day of the records, and an act that no record has."""

TURNED_TWICE = sentences("turned-twice")
"""Each is true, and denies its meaning twice or contrasts it with another."""

BESIDES = sentences("besides")
"""Each is true, and names another place, person, date, country or figure beside the recorded one."""

HARMLESS = sentences("harmless")
"""Each is true, and has a word that denies something else than the record."""

UNCOMPARED_SENTENCES = sentences("uncompared")
"""Each has what is recorded, and words that no record has."""

UNSUPPORTED_SENTENCES = sentences("unsupported")
"""Each has names and dates of a record, but somebody else acts, a plan is told as done, or it is another kind of
thing."""

ABSENCES = sentences("absences")
"""Each says that there is none of what is recorded."""

DENIED_UNRECORDED = sentences("denied-unrecorded")
"""Each denies what no record has."""

OPEN = sentences("open")
"""Questions, conditions, doubts and possibilities."""

SWAPPED_SENTENCES = sentences("swapped")
"""Each says of one party what the other did."""

NOT_RECORDED = sentences("not-recorded")

BEYOND = sentences("beyond")


@pytest.mark.thorough
def test_true_sentences_are_supported(claims: Judge) -> None:
    assert other_verdicts(claims, TRUE, "supported") == {}


@pytest.mark.thorough
def test_altered_sentences_are_contradicted(claims: Judge) -> None:
    assert other_verdicts(claims, ALTERED_SENTENCES, "contradicted") == {}
    for text in ALTERED_SENTENCES:
        contradictions = [claim for claim in claims(text) if claim.verdict is ClaimVerdict.contradicted]
        assert all(claim.records and claim.differences for claim in contradictions), text


@pytest.mark.thorough
def test_what_is_denied_is_never_supported(claims: Judge) -> None:
    assert other_verdicts(claims, DENIED_SENTENCES, "contradicted") == {}
    assert other_verdicts(claims, ABSENCES, "contradicted") == {}
    assert other_verdicts(claims, DENIED_UNRECORDED, "not-recorded", "beyond", "none") == {}
    for text in (*DENIED_SENTENCES, *ABSENCES):
        contradictions = [claim for claim in claims(text) if claim.verdict is ClaimVerdict.contradicted]
        assert all(claim.records and claim.differences for claim in contradictions), text


@pytest.mark.thorough
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
    claims: Judge, facts: Facts, make: Callable[[Facts], Iterator[Sample]], parts: set[str]
) -> None:
    samples = [*make(facts)]
    assert {sentence.fault for sentence in samples} == parts | {""}
    assert other_verdicts(claims, [sentence.text for sentence in samples if not sentence.fault], "supported") == {}
    wrong_texts = [sentence.text for sentence in samples if sentence.fault]
    assert other_verdicts(claims, wrong_texts, "contradicted", "not-recorded", "beyond", "none") == {}


def test_what_is_named_beside_the_recorded_value_contradicts_nothing(claims: Judge) -> None:
    assert other_verdicts(claims, BESIDES, "supported", "not-recorded", "beyond", "none") == {}
    verdicts = [verdict(claims(text)) for text in BESIDES]
    assert verdicts.count("supported") * 2 > len(BESIDES)


def test_a_word_of_denial_about_something_else_contradicts_nothing(claims: Judge) -> None:
    assert other_verdicts(claims, HARMLESS, "supported", "not-recorded", "none") == {}


def test_supported_claim_names_what_is_not_compared(claims: Judge) -> None:
    for text in UNCOMPARED_SENTENCES:
        supported_claims = [claim for claim in claims(text) if claim.verdict is ClaimVerdict.supported]
        assert all(claim.uncompared_words for claim in supported_claims), text
    (claim,) = claims(UNCOMPARED_SENTENCES[0])
    assert (claim.verdict, [*claim.uncompared_words]) == (ClaimVerdict.supported, ["virtually"])


def test_plain_sentence_has_nothing_that_is_not_compared(claims: Judge) -> None:
    (claim,) = claims("The eighth JSPG meeting was held in Ankara on 2 February 2026.")
    assert (claim.verdict, [*claim.uncompared_words]) == (ClaimVerdict.supported, [])


def test_what_only_resembles_a_record_is_not_supported(claims: Judge) -> None:
    assert other_verdicts(claims, UNSUPPORTED_SENTENCES, "not-recorded", "contradicted", "beyond", "none") == {}


def test_what_a_later_sentence_takes_back_is_not_supported(claims: Judge) -> None:
    plain = "The eighth JSPG meeting was held in Ankara."
    assert verdict(claims(f"{plain} All of this is false.")) == "not-recorded"
    for agreement in ("All of this is true.", "None of this is false.", "Nothing of that was invented."):
        assert verdict(claims(f"{plain} {agreement}")) == "supported", agreement


@pytest.mark.parametrize(
    ("text_after", "expected"),
    [
        ("The session was co-chaired by Hakan Fidan.", "supported"),
        ("The session was co-chaired by Sergey Lavrov.", "contradicted"),
        ("The meeting was held in Astana.", "contradicted"),
        ("Talks followed. The session was co-chaired by Sergey Lavrov.", "not-recorded"),
        ("The meeting with Sergey Lavrov was held in Moscow.", "not-recorded"),
        ("The fifth HLSCC meeting will be in Ankara. The session was co-chaired by Sergey Lavrov.", "not-recorded"),
    ],
)
def test_the_session_is_the_only_one_that_the_text_names(claims: Judge, text_after: str, expected: str) -> None:
    claim_list = claims(f"The eighth JSPG meeting was held in Ankara on 2 February 2026. {text_after}")
    assert (str(claim_list[0].verdict), str(claim_list[-1].verdict)) == ("supported", expected)


@pytest.mark.parametrize(
    ("text_before", "expected"),
    [
        ("", "contradicted"),
        ("Kazakhstan and Türkiye are neighbours by sea.", "contradicted"),
        ("Peru and Chile are neighbours.", "beyond"),
        ("Peru, Chile, Cuba and Spain sent guests.", "none"),
    ],
)
def test_the_two_countries_are_those_that_the_text_names(claims: Judge, text_before: str, expected: str) -> None:
    text = f"{text_before} The two countries took up diplomatic relations on 12 March 1992.".strip()
    assert verdict(claims(text)) == expected


@pytest.mark.parametrize(
    ("text", "difference"),
    [
        ("Türkiye will host the 14th summit of the Organization of Turkic States.", ("session", "14th", "13")),
        ("Kazakhstan plans to let citizens of Türkiye stay for 60 days without visas.", ("value", "60", "90")),
        ("The planning group of Kazakhstan and Türkiye met in Ankara on 22 February 2026.",
         ("date", "on 22 February 2026", "2026-02-02")),
        ("Zubrov congratulated Fidan on his appointment in September 2023.",
         ("participants", "Zubrov", "Kassym-Jomart Tokayev")),
        ("Tokayev stressed that Turkic integration is a priority of Kazakhstan's multilateral diplomacy.",
         ("participants", "Tokayev", "Yermek Kosherbayev")),
        ("Chile is ranked third among Europe's producers of plastics.", ("parties", "Chile", "Türkiye")),
        ("The president of Türkiye is Zubrov Ender.",
         ("positions", "Zubrov Ender, President", "Recep Tayyip Erdoğan")),
        ("Both countries' presidents were seen together at COP29 in Baku on 11 December 2024.",
         ("date", "on 11 December 2024", "2024-11")),
        ("The agreement on enhanced strategic partnership was initialled by Erdoğan and Zubrov Ender.",
         ("participants", "Zubrov Ender", "Kassym-Jomart Tokayev")),
        ("Zubrov stressed that Turkic integration is still a priority of Kazakhstan's multilateral diplomacy.",
         ("participants", "Zubrov", "Yermek Kosherbayev")),
        ("Zubrov Ender also sat in on Erdoğan's closed-door talks with Kosherbayev.",
         ("participants", "Zubrov Ender", "Hakan Fidan")),
        ("Fidan visited Astana on 18 September 2023.", ("date", "on 18 September 2023", "2023-09-11")),
        ("Zubrov Ender expects the coming council to be a turning point for military cooperation.",
         ("participants", "Zubrov Ender", "Aliya Musabekova")),
        ("Trade had jumped by 54 percent in 2022, Zubrov told his guest in Astana.",
         ("participants", "Zubrov", "Kassym-Jomart Tokayev")),
        ("The eighth JSPG session was on Feb. 5.", ("date", "on Feb. 5", "2026-02-02")),
        ("The SCO held an informal summit in Budapest in May 2025.",
         ("mechanism", "Shanghai Cooperation Organisation", "Organization of Turkic States")),
        ("Türkiye buys more oil from Russia and Iran than from Kazakhstan.", ("parties", "Iran", "Iraq")),
        ("Kazakhstan sold coal for $91.7 million to Türkiye.", ("value", "$91.7 million", "$19.7 million dollars")),
        ("The Ministries of Labour of Kazakhstan and Türkiye signed a Cooperation Plan for 2026–2027.",
         ("attributed_to", "Ministries of Labour of Kazakhstan", "Ministries of Foreign Affairs of Kazakhstan")),
    ],
)  # fmt: skip
def test_the_only_wrong_value_is_contradicted(claims: Judge, text: str, difference: tuple[str, str, str]) -> None:
    (claim,) = claims(text)
    assert claim.verdict is ClaimVerdict.contradicted
    assert [(d.field, d.claimed, d.recorded) for d in claim.differences] == [difference]


@pytest.mark.parametrize(
    "text",
    [
        "Zubrov congratulated Fidan on his appointment.",
        "Tokayev received Zubrov in Astana in September 2023.",
        "Türkiye may host the 14th summit of the Organization of Turkic States.",
        "The planning group of Kazakhstan and Türkiye met in Ankara on 22 May 2019.",
        "Fidan flew to Astana on 10 September 2023.",
        "Fidan met Zubrov Ender in Astana on 11 September 2023.",
        "Tokayev invited Erdoğan to Kazakhstan in 2026.",
        "In May the presidents met in Budapest, and in July in Ankara.",
        "Kosherbayev came to Ankara in February 2026, half a year after Tokayev's visit of July 2025.",
        "Erdoğan told Tokayev in November that important agreements would be signed in Ankara.",
        "The agreement of 2009 was the first on strategic partnership between the two.",
        "Kazakhstan's coal exports were $500 million in January–May 2025.",
        "Kazakhstan lets citizens of Türkiye stay for 30 days without visas at present.",
        "The council was created in 2012; the strategic partnership agreement dates from 2009.",
        "Erdoğan said in Baku that he was sure important agreements would be signed at the council's fifth meeting.",
        "Turkish investment outside the Kazakh energy sector is put at about $5.8 billion.",
        "Chile ranks third among the countries from which tourists come to Türkiye.",
        "The $15 billion target is well above the $8.95 billion of January–November 2025.",
        "The strategic partnership agreement was followed by the High-Level Strategic Cooperation Council in 2012.",
        "Mutual investment of Kazakhstan and Türkiye exceeds $7 billion.",
        "Kazakhstan earned over $1 billion from copper and crude oil exports to Türkiye in January–May 2025.",
        "The copper exports alone were a third of the $1.9 billion trade of January–May 2025.",
        "Kazakhstan's largest exports to Türkiye were copper and crude oil.",
        "Trade rose by 54 percent in 2022, and 36 projects of Kazakhstan and Türkiye were under way.",
        "In September 2023 Tokayev said trade with Türkiye had reached $6.3 billion.",
        "Trade of Kazakhstan and Türkiye reached $1.9 billion by May 2025.",
        "The council of Kazakhstan and Türkiye has met five times, chaired by the presidents.",
        "In Ankara, on the day of the eighth planning group meeting, Erdoğan received Kosherbayev.",
        "Apart from Istanbul and Antalya, Kazakhstan has honorary consulates in seven cities.",
        "Zubrov Ender was the president of Türkiye.",
    ],
)
def test_what_may_be_another_event_is_not_contradicted(claims: Judge, text: str) -> None:
    assert verdict(claims(text)) != "contradicted"


@pytest.mark.thorough
def test_contrary_acts_are_contradicted(claims: Judge) -> None:
    assert other_verdicts(claims, CONTRARY, "contradicted") == {}


@pytest.mark.thorough
def test_other_acts_are_not_recorded(claims: Judge) -> None:
    assert other_verdicts(claims, OTHER_ACTS, "not-recorded", "beyond", "none") == {}


def test_what_is_turned_twice_is_not_contradicted(claims: Judge) -> None:
    assert other_verdicts(claims, TURNED_TWICE, "supported", "not-recorded") == {}


@pytest.mark.parametrize(
    ("text", "words"),
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
def test_words_that_are_not_compared_are_named(claims: Judge, text: str, words: str) -> None:
    (claim,) = claims(text)
    assert (claim.verdict, claim.unsupported_words) == (ClaimVerdict.not_recorded, words)


def test_swapped_parts_are_contradicted(claims: Judge) -> None:
    assert other_verdicts(claims, SWAPPED_SENTENCES, "contradicted") == {}


def test_what_is_left_open_is_no_claim(claims: Judge) -> None:
    assert other_verdicts(claims, OPEN, "none") == {}


def test_what_is_merely_unknown_is_not_contradicted(claims: Judge) -> None:
    assert other_verdicts(claims, NOT_RECORDED, "not-recorded", "none") == {}


def test_time_and_parties_that_no_document_reaches(claims: Judge) -> None:
    assert other_verdicts(claims, BEYOND, "beyond") == {}


@pytest.mark.parametrize(
    ("text", "field", "says", "value"),
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
def test_contradiction_says_what_differs(claims: Judge, text: str, field: str, says: str, value: str) -> None:
    (claim,) = [claim for claim in claims(text) if claim.verdict is ClaimVerdict.contradicted]
    (difference,) = claim.differences
    assert (difference.field, difference.claimed, difference.recorded) == (field, says, value)


@pytest.mark.parametrize(("amount", "aspect"), [("$9 billion", ""), ("8.95 million dollars", "the scale")])
def test_figure_of_another_period_has_the_nearest(claims: Judge, amount: str, aspect: str) -> None:
    (claim,) = claims(f"Trade between Kazakhstan and Türkiye was {amount} in 2025.")
    assert claim.differences[0].aspect == aspect
    assert claim.verdict is ClaimVerdict.not_recorded
    assert claim.differences[0].recorded == "8.95 billion USD of 2025-01 to 2025-11"


@pytest.mark.parametrize(
    ("text", "publication", "expected"),
    [
        ("Trade between Kazakhstan and Türkiye grew by 54 percent last year.", "2023-09-12", "supported"),
        ("Trade between Kazakhstan and Türkiye grew by 45 percent last year.", "2023-09-12", "contradicted"),
        ("The Kazakhstan–Türkiye JSPG met in Ankara on Monday for the eighth time.", "2026-02-03", "supported"),
        ("The eighth meeting of the Kazakhstan–Türkiye JSPG was on Monday.", "2026-02-10", "contradicted"),
        ("The eighth meeting of the Kazakhstan–Türkiye JSPG was on Monday.", None, "supported"),
    ],
)
def test_relative_dates_need_the_day_of_publication(
    claims: Judge, text: str, publication: str | None, expected: str
) -> None:
    assert verdict(claims(text, publication)) == expected


@needs_documents
@pytest.mark.parametrize(
    ("number", "publication"),
    [("000", "2026-02-01"), ("001", "2026-02-03"), ("002", "2026-02-03"), ("003", "2025-07-29"), ("004", "2023-09-12")],
)
def test_documents_contradict_nothing_that_they_say(claims: Judge, number: str, publication: str) -> None:
    (path,) = DOCUMENTS_FOLDER.glob(f"{number}_*.txt")
    claim_list = claims(path.read_text("utf-8"), publication)
    assert sum(claim.verdict is ClaimVerdict.supported for claim in claim_list) > 8
    assert [claim for claim in claim_list if claim.verdict is ClaimVerdict.contradicted] == []


@pytest.mark.parametrize("text", ["", " \n", "Nothing happened.", "И т. д.", "$", "哈萨克斯坦总统", "“”", "9 9 9 9"])
def test_text_without_claims(claims: Judge, text: str) -> None:
    assert claims(text) == []


def test_sentence_of_many_events_is_split_in_few(claims: Judge) -> None:
    claim_list = claims("Kazakhstan and Türkiye signed a plan in 2024, while " * 50 + "Erdoğan was in Astana.")
    assert 1 < len(claim_list) <= MAX_PARTS


@pytest.mark.parametrize("part", [";", "$8;", "Hakan Fidan said;"])
def test_of_a_sentence_with_many_semicolons_few_parts_are_compared(
    claims: Judge, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    texts: list[str] = []

    def details(sentence: ClaimSentence) -> list[object]:
        texts.append(sentence.text)
        return []

    monkeypatch.setattr(near_records, "details_of", details)
    claims(part * 100)
    assert len(texts) <= near_records.MAX_PARTS
