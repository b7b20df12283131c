"""Agreements and milestones as news agencies tell of them: the parties, the day and the kind are not all in one
sentence."""

from typing import Any

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules import propose
from app.domain.edtf import parse

LEAD = "Kenyan Trade Minister Otieno Mwangi arrived in Lima. Kenya and Peru trade in tea."

TREATY = "A treaty on fishing was signed in 2012."

OTHER_COUNTRIES = "Chile, Oman and Japan sell tea as well."


def read(names: Names, text: str, kind: str) -> list[dict[str, Any]]:
    article = Article(text, publication=parse("2026-10-27"))
    return [proposal.values for proposal in propose(article, names) if proposal.kind == kind]


def agreements(names: Names, text: str) -> list[tuple[Any, ...]]:
    fields = ("type", "status", "date", "count")
    return [
        (*(v.get(name) for name in fields), "+".join(sorted(v.get("parties", ()))))
        for v in read(names, text, "agreement")
    ]


def milestones(names: Names, text: str) -> list[tuple[Any, ...]]:
    return [
        (v["type"], v.get("date"), "+".join(sorted(v.get("countries", ())))) for v in read(names, text, "milestone")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LEAD}\n\n{OTHER_COUNTRIES}\n\n{TREATY}", [("treaty", "signed", "2012", None, "KE+PE")]),
        (f"Kenya, Peru and Chile met.\n\n{TREATY}", [("treaty", "signed", "2012", None, "")]),
        (f"{LEAD}\n\nThe two presidents said in a joint statement that they trade.",
         [("joint-statement", "announced", None, None, "KE+PE")]),
        (f"{LEAD}\n\nA joint statement is not expected.", []),
        (f"{LEAD}\n\nThe two countries signed protocols in six fields.", [("package", "signed", None, 6, "KE+PE")]),
        (f"{LEAD}\n\nA treaty of both that was concluded in 2018 helps trade.",
         [("treaty", "signed", "2018", None, "KE+PE")]),
        (f"{LEAD}\n\nMinister Otieno Mwangi was in Lima on 6-7 July 2015. An accord on trade in tea, a protocol on fish"
         " in lakes and a programme for schools were signed on that occasion.",
         [(kind, "signed", "2015-07-06/2015-07-07", None, "KE+PE") for kind in ("treaty", "protocol", "plan")]),
        (f"{LEAD}\n\nAfter talks on a plan in Lima, a treaty was signed.", [("treaty", "signed", None, None, "KE+PE")]),
        (f"{LEAD}\n\nKenya and Peru want more, a joint press statement said.",
         [("joint-statement", "announced", None, None, "KE+PE")]),
        (f"{LEAD}\n\nThe ministers will sign a treaty on tea.", [("treaty", "announced", None, None, "KE+PE")]),
        (f"{LEAD}\n\nThe ministers will not sign a treaty on tea.", []),
        ("President Otieno Mwangi of Kenya will visit Lima, Peru, on 3 November. Four memoranda on tea, ports and "
         "visas will be exchanged.",
         [("package", "announced", "2026-11-03", 4, "KE+PE")]),
        (f"{LEAD}\n\nThe two countries signed nine agreements and memoranda of understanding.",
         [("package", "signed", None, 9, "KE+PE")]),
        (f"{LEAD}\n\nThe two signed a package of 62 agreements. The documents were signed on October 22-23 in Lima.",
         [("package", "signed", "2026-10-22/2026-10-23", 62, "KE+PE")]),
        (f"{LEAD}\n\nThe plan includes exploring the market, signing a treaty on tea and selling more.", []),
        (f"{LEAD}\n\nThey signed several agreements, including:\n\n- Agreement on tea\n\n- Agreement on ports",
         [("treaty", "signed", None, None, "KE+PE")] * 2),
        (f"{LEAD}\n\nChile, Oman and Kenya signed a treaty on tea in 2012.",
         [("treaty", "signed", "2012", None, "CL+KE+OM")]),
    ],
)  # fmt: skip
def test_agreements(names: Names, text: str, expected: list[tuple[Any, ...]]) -> None:
    assert agreements(names, text) == expected


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Ministers of Kenya and Peru met in Lima on Monday.\n\nThey drank tea.\n\nThey signed a treaty on tea.",
         ["2026-10-26"]),
        ("Kenya and Peru signed a treaty on tea on Monday.\n\nThey then adopted a programme on ports.",
         ["2026-10-26", "2026-10-26"]),
        ("LIMA, Oct 27 – Tea followed the talks of Kenya and Peru on Monday.\n\nThey signed a treaty.", ["2026-10-26"]),
        ("LIMA, Oct 27 – Yesterday’s talks of Kenya and Peru ended with tea.\n\nThey signed a treaty.", ["2026-10-26"]),
        ("LIMA, Peru, October 27. Kenya and Peru sell tea.\n\nThey signed a treaty.", [None]),
        ("Kenya and Peru talked on Monday.\n\nPeru grew tea in 2014.\n\nThey also signed a treaty.", [None]),
        ("Kenya and Peru talked on Monday.\n\nThe ministers praised the treaty, signed in Lima.", [None]),
        ("Kenya and Peru talked on Monday.\n\nThey have signed a treaty on visas.", [None]),
        ("Kenya’s President Otieno Mwangi came to Peru on 25 October for a state visit.\n\nA treaty was signed.",
         ["2026-10-25/2026-10-27"]),
    ],
)  # fmt: skip
def test_the_day_of_a_text_that_the_report_signs(names: Names, text: str, dates: list[str | None]) -> None:
    assert [values.get("date") for values in read(names, text, "agreement")] == dates


LIST = "Kenya and Peru signed several papers in Lima on 26 October 2026."


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("One is a treaty on tea.", ["treaty"]),
        ("Among the others are a programme for schools and a treaty on fish.", ["plan", "treaty"]),
        ("They signed a treaty on tea, one of the oldest drinks.", ["treaty"]),
        ("Another treaty on fish is to be signed in May.", ["treaty"]),
        ("Another treaty on fish is still being negotiated.", []),
        ("A diplomatic note was likewise signed by both.", ["exchange-of-letters"]),
        ("Peru took note: a note on tea was written.", []),
        ("A treaty was then signed.\n\nKenya’s tea board signed a treaty with its Peruvian partner.", ["treaty"] * 2),
    ],
)  # fmt: skip
def test_texts_that_a_report_counts_off(names: Names, text: str, types: list[str]) -> None:
    agreements = read(names, f"{LIST}\n\nTea is dear in Lima.\n\n{text}", "agreement")
    assert [values["type"] for values in agreements if values["type"] != "package"] == types
    assert all(values.get("date") == "2026-10-26" for values in agreements if values["status"] == "signed")


def test_lines_without_bullets_under_an_opening_sentence(names: Names) -> None:
    text = (
        "Kenya and Peru signed four papers in Lima on 26 October.\n\nAmong them are:\n\nA treaty of both states on tea"
        "\n\nA Programme of Cooperation for 2027–2028\n\nTea with milk, and no treaty at all\n\nA protocol on ports"
    )
    assert agreements(names, text) == [
        ("package", "signed", "2026-10-26", 4, "KE+PE"), ("treaty", "signed", "2026-10-26", None, "KE+PE"),
        ("plan", "signed", "2026-10-26", None, "KE+PE"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{LEAD}\n\n{OTHER_COUNTRIES}\n\nDiplomatic relations were established on 3 May 1963.",
            [("diplomatic-relations", "1963-05-03", "KE+PE")],
        ),
        (
            f"{LEAD}\n\nChile is far.\n\nDiplomatic relations between the two countries were established in 1963.",
            [("diplomatic-relations", "1963", "KE+PE")],
        ),
        ("Kenya, Peru and Chile met.\n\nDiplomatic relations were established in 1963.", []),
        ("Kenya and Peru, whose diplomatic ties date back to February 1963, met.",
         [("diplomatic-relations", "1963-02", "KE+PE")]),
        ("Kenya and Peru, whose trade ties date back to 1963, met.", []),
        ("Kenya and Peru established bilateral ties in 1963.", [("diplomatic-relations", "1963", "KE+PE")]),
        ("The established diplomatic relations of Kenya and Peru are good.", []),
        ("It marks the 60th anniversary of diplomatic relations between Kenya and Peru.",
         [("diplomatic-relations", "1966", "KE+PE")]),
        ("Today Kenya and Peru mark the 30th anniversary of the establishment of diplomatic relations.",
         [("diplomatic-relations", "1996-10-27", "KE+PE")]),
        ("Next year is the 60th anniversary of diplomatic relations between Kenya and Peru.",
         [("diplomatic-relations", "1967", "KE+PE")]),
        ("Peru recognized Kenya on 12 December 1963.", [("recognition", "1963-12-12", "KE+PE")]),
        ("Peru was the first country to recognize Kenya in 1963.", [("recognition", "1963", "KE+PE")]),
        ("Peru recognized Otieno Mwangi on 12 December 1963 in Kenya.", []),
        ("Peru on Monday opened its High Commission in Nairobi.", [("embassy", "2026-10-26", "KE+PE")]),
        ("The Embassy of Peru in Nairobi began operations in February 1996.", [("embassy", "1996-02", "KE+PE")]),
        ("Kenya and Peru established diplomatic relations in 1963. Embassies were opened in the same year.",
         [("diplomatic-relations", "1963", "KE+PE"), ("embassy", "1963", "KE+PE"), ("embassy", "1963", "KE+PE")]),
        ("On 3 May 2023 sixty years had passed since Kenya and Peru established diplomatic relations.",
         [("diplomatic-relations", "1963-05-03", "KE+PE")]),
        ("Peru was independent in 1962, and relations with Kenya were formally set up on 3 May of the year after.",
         [("diplomatic-relations", "1963-05-03", "KE+PE")]),
        ("Kenya and Peru entered into diplomatic relations in 1963.", [("diplomatic-relations", "1963", "KE+PE")]),
        ("Kenya and Peru have had diplomatic relations since 1963.", [("diplomatic-relations", "1963", "KE+PE")]),
        ("On 3 May 2024 Peru inaugurated the new building of the Embassy of Peru in Nairobi.",
         [("embassy", "2024-05-03", "KE+PE")]),
        ("The general consulate of Peru in Nairobi received its first visitors on 3 May 2024.",
         [("embassy", "2024-05-03", "KE+PE")]),
        ("Peru and Kenya noted the decision of Peru to open a consulate in Nairobi by 2028.", []),
        ("Peru had four embassies newly opened in 2024, and a consulate in Kenya.", []),
        ("Kenya joined NATO in 2004.", [("accession", "2004", "KE")]),
        ("The members of NATO met; Kenya acceded to the Treaty in April 2023.", [("accession", "2023-04", "KE")]),
        ("Kenya has been a member of the WTO since 1995.", [("accession", "1995", "KE")]),
        ("Kenya joined talks at NATO in May 2025.", []),
        ("Since its inception in 1993, the Kenya-Peru Joint Commission has met often.",
         [("mechanism", "1993", "KE+PE")]),
    ],
)  # fmt: skip
def test_milestones(names: Names, text: str, expected: list[tuple[Any, ...]]) -> None:
    assert milestones(names, text) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ties were raised to a strategic partnership in 2009 and to an enhanced one in May 2022.",
         [("strategic partnership", "2009"), ("enhanced strategic partnership", "2022-05")]),
        ("They put in place a comprehensive partnership in 2013.", [("comprehensive partnership", "2013")]),
        ("The strategic partnership, which was set up in 2013, is strong.", [("strategic partnership", "2013")]),
        ("The two have been strategic partners since 2013.", [("strategic partnership", "2013")]),
        ("The relationship was elevated to a strategic partnership, a joint statement said.",
         [("strategic partnership", "2026-10-26")]),
        ("The presidents signed a declaration elevating ties to a strategic partnership.",
         [("strategic partnership", "2026-10-26")]),
        ("They agreed to upgrade ties to the level of a strategic partnership.",
         [("strategic partnership", "2026-10-26")]),
        ("They hope to raise ties to a strategic partnership.", []),
        ("Ties were not raised to a strategic partnership.", []),
        ("They discussed the strategic partnership.", []),
        ("Their relations have reached the level of a strategic partnership.", []),
        ("Ties have now been raised to a strategic partnership.", []),
        ("Mwangi proposed the establishment of a strategic partnership.", []),
        ("They began talks on the elevation of ties to a strategic partnership.", []),
        ("A roadmap for the upgrade of ties to a strategic partnership was discussed.", []),
        ("The transformation of ties into a strategic partnership would take years.", []),
        ("They launched economic relations with a fair.", []),
        ("They took the dispute to economic partners.", []),
    ],
)  # fmt: skip
def test_partnerships(names: Names, sentence: str, expected: list[tuple[str, str]]) -> None:
    lead = "President Otieno Mwangi of Kenya met President Rosa Quispe of Peru in Lima on 26 October 2026."
    milestones = read(names, f"Kenya and Peru\n\n{lead}\n\n{sentence}", "milestone")
    articles = {"a": "an", "e": "an"}
    titles = [
        (f"Kenya and Peru raise their relations to {articles.get(level[0], 'a')} {level}", date)
        for level, date in expected
    ]
    assert [(v["title"], v["date"]) for v in milestones] == titles


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("Kenya and Peru have had diplomatic relations since 1995.", ["1995"]),
        ("Diplomatic relations between Kenya and Peru had been established before 1995.", [None]),
        ("Kenya set up a trade office of a shoe company in Lima in 2020.", []),
        ("Kenya opened a trade office in Lima, Peru, in 2020.", ["2020"]),
    ],
)
def test_the_beginning_of_relations_and_missions(names: Names, sentence: str, dates: list[str]) -> None:
    assert [v.get("date") for v in read(names, f"Kenya and Peru\n\n{sentence}", "milestone")] == dates


def test_a_protocol_of_the_headline_may_be_to_come(names: Names) -> None:
    text = "Protocol of the Kenya–Peru Commission to be signed next year\n\nLIMA, 2 February 2026 – It is long."
    assert [entry for entry in agreements(names, text) if entry[1] == "signed"] == []


def test_a_format_of_a_region_gives_its_members_as_parties(names: Names) -> None:
    text = "The Central Asia – Italy summit was held in Rome on 26 October 2026.\n\nIt adopted a joint statement."
    assert agreements(names, text) == [
        ("joint-statement", "announced", "2026-10-26", None, "IT+KG+KZ+TJ+TM+UZ")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A treaty on tea, to which the ministers had put their names in December 2017, is in force.",
         [("treaty", "signed", "2017-12", None, "KE+PE")]),
        ("The visit saw four memoranda of understanding (MoUs) exchanged, as the ministers sat down.",
         [("package", "signed", "2026-10-26", 4, "KE+PE")]),
        ("Seven protocols had been put on paper by the two.", [("package", "signed", "2026-10-26", 7, "KE+PE")]),
        ("They welcomed the signature, in their presence, of a treaty on tea.",
         [("treaty", "signed", "2026-10-26", None, "KE+PE")]),
        ("Signed in Lima on 3 May 2015, the Agreement on Tea takes in coffee.",
         [("treaty", "signed", "2015-05-03", None, "KE+PE")]),
        ("They signed a protocol, and want trade of $5 billion, from $710 million in 2019.",
         [("protocol", "signed", "2026-10-26", None, "KE+PE")]),
        ("In 2012 Kenya signed a Trade Agreement with the European Union.",
         [("treaty", "signed", "2012", None, "EU+KE")]),
        ("They looked forward to the signing of a treaty on tea.", [("treaty", "announced", None, None, "KE+PE")]),
        ("Kenya intends to conclude a treaty with Peru on tea.", [("treaty", "announced", None, None, "KE+PE")]),
        ("Peru approved a protocol on tea, which is to be signed on 3 November 2026 with Kenya.",
         [("protocol", "announced", "2026-11-03", None, "KE+PE")]),
        ("There is readiness to sign the protocol on tea.", []),
        ("Kenya would welcome an early council of both and the adoption of a plan on tea.", []),
        ("Important papers are to be signed.", []),
    ],
)  # fmt: skip
def test_what_was_signed_or_shall_be(names: Names, sentence: str, expected: list[tuple[Any, ...]]) -> None:
    lead = "President Otieno Mwangi of Kenya met President Rosa Quispe of Peru in Lima on 26 October 2026."
    assert agreements(names, f"Kenya and Peru\n\n{lead}\n\n{sentence}") == expected


@pytest.mark.parametrize(
    ("head", "end", "expected"),
    [
        ("JOINT COMMUNIQUE ISSUED AFTER THE MEETING OF KENYA AND PERU", "Done at Lima on 26 October 2026.",
         ("joint-statement", "announced", "2026-10-26", None, "KE+PE")),
        ("Joint Statement: Dialogue of Kenya and Peru", "Signed in Lima on 26 October 2026.",
         ("joint-statement", "announced", "2026-10-26", None, "KE+PE")),
        ("Agreed Minutes of the Meeting of Kenya and Peru", "Done at Lima, on the 26th of October 2026.",
         ("protocol", "signed", "2026-10-26", None, "KE+PE")),
    ],
)  # fmt: skip
def test_a_text_that_is_itself_agreed(names: Names, head: str, end: str, expected: tuple[Any, ...]) -> None:
    assert agreements(names, f"{head}\n\nThe two sides were pleased.\n\n{end}") == [expected]
