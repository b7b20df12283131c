"""Facts in words that no special reader knows, which are read by the countries, dates and measures named before
them."""

import time

import pytest

from app.curate.events.merge import MAX_EVENTS
from app.curate.names import Names
from tests.curate.rules.test_more_words import values
from tests.curate.test_event_kinds import outlines

LEAD = "Oman and Norway look back on their ties.\n\n"


@pytest.mark.parametrize(
    ("sentence", "meetings"),
    [
        ("A delegation of Omani shipowners toured Norway in May 2019.", ["bilateral held 2019-05 NO+OM"]),
        ("Consultations: Muscat, 3 June 2022", ["bilateral held 2022-06-03 NO+OM"]),
        ("Norwegian fisheries minister on tour of Salalah (14 October 2022)", ["bilateral held 2022-10-14 NO+OM"]),
        ("Their envoys last sat at a table in a round of negotiations in Geneva on 4 March 2024.",
         ["bilateral held 2024-03-04 geneva NO+OM"]),
        ("The treaty was signed on 3 May 2012, following a meeting of the two sides.",
         ["bilateral held 2012-05-03 NO+OM"]),
        ("Oman, Norway and Peru fish there. A trilateral meeting of their ministers took place on 2 April 2025.",
         ["bilateral held 2025-04-02 NO+OM+PE"]),
        ("In the spring Oman’s fisheries minister was back in Norway, on 6 and 7 April 2022.",
         ["bilateral held 2022-04-06/2022-04-07 NO+OM"]),
        ("The yard was opened in 2007, when Oman’s minister of ports went to Norway.", ["bilateral held 2007 NO+OM"]),
        ("On 4 March 2021 President Badr Salim and Prime Minister Kari Dahl held a Virtual Summit.",
         ["summit held 2021-03-04 NO+OM"]),
        ("Omani ministers went on tours of Norway in July 2015. They met there on 6 July 2015.",
         ["bilateral held 2015-07-06 NO+OM"]),
        ("The signing of a treaty followed yesterday’s negotiations between Oman and Norway.",
         ["bilateral held 2025-05-15 NO+OM"]),
        ("The Omani minister arrived in Norway on 14 May 2025 with his family.", []),
        ("The treaty was signed on 3 May 2012.", []),
        ("The two sides never met in May 2012.", []),
        ("Oman invited Norwegian ministers to a meeting in May 2026.", []),
        ("In 2024, 130,000 Norwegian tourists visited Oman.", []),
        ("Peru, Kenya and Oman held a forum on 3 May 2012.", []),
    ],
)  # fmt: skip
def test_dated_meetings(names: Names, sentence: str, meetings: list[str]) -> None:
    assert outlines(LEAD + sentence, names, "meeting") == meetings


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        ("Oman’s President Badr Salim is on a two-day visit to Norway.\n\nSalim landed in Oslo on Tuesday.",
         "visit held 2025-05-13/2025-05-14 NO+OM"),
        ("The port was agreed at the fifth meeting of the Oman–Norway Joint Commission.\n\nMinister Kari Dahl, who led "
         "Norway’s side at Wednesday’s session, was content.", "session held 2025-05-14 5 NO+OM"),
        ("MUSCAT, May 15, 2025 – Norway’s President Kari Dahl paid a visit to Oman.\n\nA treaty was signed on Tuesday.",
         "visit held 2025-05-13 muscat NO+OM"),
        ("Norway and Oman have agreed to found a bank, during a visit of Norway’s President Kari Dahl to Muscat.",
         "visit held muscat NO+OM"),
        ("The Council for Maritime Cooperation between Oman and Norway will hold its third session in Oslo on 3 June.",
         "session planned 2025-06-03 oslo 3 NO+OM!"),
        ("Norway’s President Kari Dahl began her visit to Oman on Wednesday.\n\nDahl is spending two days in Muscat.",
         "visit held 2025-05-14/2025-05-15 NO+OM!"),
        ("Norway’s President Kari Dahl visited Oman on 3–4 May 2024. On that occasion the Oman–Norway Joint Commission "
         "met for the second time.", "session held 2024-05-03/2024-05-04 2 NO+OM!"),
        ("The port is the work of the Oman–Norway Joint Commission, which held its 20th meeting in Oslo on 3 May 2025.",
         "session held 2025-05-03 oslo 20 NO+OM!"),
        ("Norway’s President Kari Dahl visited Oman.\n\nAn earlier visit to Norway took place in 2011.",
         "visit held NO+OM"),
    ],
)  # fmt: skip
def test_dates_that_another_sentence_states(names: Names, text: str, meeting: str) -> None:
    assert meeting in outlines(LEAD + text, names, "meeting")


@pytest.mark.thorough
def test_a_long_chronicle_is_read_in_bounded_time(names: Names) -> None:
    days = (f"Oman and Norway held talks on {n % 28 + 1} May {1900 + n % 120}." for n in range(1000))
    began = time.process_time()
    assert len(outlines(LEAD + "\n\n".join(days), names, "meeting")) <= MAX_EVENTS + 5
    assert time.process_time() - began < 10


def test_a_meeting_that_another_reader_finds_is_proposed_once(names: Names) -> None:
    text = "Oman’s President Badr Salim met Norway’s President Kari Dahl in Oslo on 12 May 2025.\n\n"
    text += "Oman and Norway held the talks on 12 May 2025."
    assert outlines(text, names, "meeting") == ["bilateral held 2025-05-12 oslo NO+OM!"]


@pytest.mark.parametrize(
    ("sentence", "milestones"),
    [
        ("Ties of a diplomatic kind aside, consular relations were formalised in 1988.",
         [("diplomatic-relations", "1988")]),
        ("Their official relations go back to 2 March 1974.", [("diplomatic-relations", "1974-03-02")]),
        ("Norway’s embassy in Muscat has operated since 1965.", [("embassy", "1965")]),
        ("They established diplomatic relations in 1971. The Norwegian embassy in Muscat opened the same year.",
         [("diplomatic-relations", "1971"), ("embassy", "1971")]),
        ("Norway’s embassy in Muscat opened an exhibition in 1994.", []),
        ("The president opened talks on diplomatic relations in 1971.", []),
    ],
)  # fmt: skip
def test_milestones(names: Names, sentence: str, milestones: list[tuple[str, str]]) -> None:
    assert values(LEAD + sentence, names, "milestone", "type", "date") == milestones


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("Air Services Agreement, 1978", [("treaty", "1978")]),
        ("Memorandum of Understanding on Political Consultations (2016)", [("memorandum", "2016")]),
        ("2011: Convention on double taxation", [("treaty", "2011")]),
        ("The Muscat Declaration of 3 May 2012 is in force.", [("declaration", "2012-05-03")]),
        ("A strategy paper, 1978 copies of which were sold, is out of print.", []),
    ],
)
def test_texts_with_their_day_beside_the_name(names: Names, line: str, texts: list[tuple[str, str]]) -> None:
    assert values(f"{LEAD}Agreements\n\n{line}", names, "agreement", "type", "date") == texts


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        ("During the May 3-5 visit to Oman, Norway’s President Kari Dahl met Oman’s President Badr Salim.",
         "bilateral held 2025-05-03/2025-05-05 NO+OM!"),
        ("The sides praised the March meeting of the Oman–Norway Joint Commission.", "session held 2025-03 NO+OM!"),
        ("They met in May 2022.\n\nIn October of the same year Norway’s President Kari Dahl visited Oman.",
         "visit held 2022-10 NO+OM!"),
        ("Oman and Norway on Tuesday agreed to build a port.\n\nNorway’s President Kari Dahl was received by Oman’s "
         "President Badr Salim.", "bilateral held 2025-05-13 NO+OM"),
        ("In 2015, Norway’s then Prime Minister Kari Dahl visited Oman.", "visit held 2015 NO+OM!"),
        ("A fair was one of several events, including a meeting of the Oman–Norway Joint Commission.",
         "session held NO+OM"),
    ],
)  # fmt: skip
def test_days_in_force(names: Names, text: str, meeting: str) -> None:
    assert meeting in outlines(LEAD + text, names, "meeting")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("On a two-day visit to Oman, Minister of Foreign Affairs Kari Dahl met her counterpart Badr Salim.",
         [("Badr Salim", "OM"), ("Kari Dahl", "NO")]),
        ("Kari Dahl has been Ambassador of Norway to Oman since May 2024.", [("Kari Dahl", "NO")]),
        ("The state visit by President Kari Dahl to Oman was short.", [("Kari Dahl", "NO")]),
        ("Prime Minister Badr Salim is to meet with the Norwegian envoy.", [("Badr Salim", "OM")]),
        ("Norway’s State Secretary of the Ministry of Trade and Technology Kari Dahl came.", [("Kari Dahl", "NO")]),
        ("Oman’s President Badr Salim and Prime Minister Ali Harib meet with Norwegian PM Kari Dahl.",
         [("Ali Harib", "OM"), ("Badr Salim", "OM"), ("Kari Dahl", "NO")]),
        ("Norwegian Foreign Minister Kari Dahl paid a courtesy call on Prime Minister Badr Salim and Chief of Army "
         "Staff General Ali Harib.", [("Ali Harib", "OM"), ("Badr Salim", "OM"), ("Kari Dahl", "NO")]),
    ],
)  # fmt: skip
def test_the_countries_of_people(names: Names, text: str, people: list[tuple[str, str]]) -> None:
    assert sorted(values(LEAD + text, names, "official", "name", "country")) == people


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("In 2022, Oman and Norway traded more than $39 million.", [("trade", 39000000, "2022")]),
        ("Their 30 joint projects in fishing, trade and shipping, totaling $5 billion, go on.",
         [("joint-projects", 30, "2025-05-16"), ("joint-project-value", 5000000000, "2025-05-16")]),
        ("Norwegian business takes part in 32 major projects in Oman.", [("joint-projects", 32, "2025-05-16")]),
        ("Norwegian companies lead in Oman, having invested about $12 billion in 2024.",
         [("investment-flow", 12000000000, "2024")]),
        ("Oman–Norway trade hits $4 billion\n\nIn 2024, their trade reached $4 billion.",
         [("trade", 4000000000, "2024")]),
        ("Norwegian contractors built 32 bridges and 40 projects in Oman.", []),
    ],
)  # fmt: skip
def test_figures(names: Names, text: str, figures: list[tuple[str, int, str]]) -> None:
    assert values(LEAD + text, names, "trade-stat", "indicator", "value", "date") == figures


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("The sides spoke about the 30th anniversary of their official ties, which falls in 2022.", "1992"),
        ("To mark 40 years of diplomatic relations, a ship from Bergen sailed to Muscat in 2014.", "1974"),
        ("We celebrate the 75th Anniversary of Oman-Norway Diplomatic Relations this year.", "1950"),
        ("This spring’s fair marked the 20th anniversary of diplomatic relations.", "2005"),
    ],
)
def test_an_anniversary_tells_when_relations_began(names: Names, sentence: str, date: str) -> None:
    assert values(LEAD + sentence, names, "milestone", "type", "date") == [("diplomatic-relations", date)]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("In the course of the stay, documents were signed.", ["package signed NO+OM"]),
        ("They praised the work on the signed agreements.", []),
        ("The ministers praised the Plan of Action, which they signed on 4 September 2022.",
         ["plan signed 2022-09-04 NO+OM!"]),
        ("They concluded a Treaty on Water (2012) and signed a Treaty on Air (2014).",
         ["treaty signed 2012 NO+OM!", "treaty signed 2014 NO+OM!"]),
        ("The sides signed three agreements and two contracts on 13 May 2025.",
         ["package 3 2025-05-13 NO+OM!", "package 2 2025-05-13 NO+OM!"]),
        ("Oman, Norway and Peru have all signed the Lima Declaration of 3 May 2012.",
         ["declaration signed 2012-05-03 NO+OM+PE!"]),
        ("The government approved the roadmap for ports on 3 May 2025.", []),
    ],
)  # fmt: skip
def test_texts_that_were_signed(names: Names, text: str, texts: list[str]) -> None:
    assert outlines(LEAD + text, names, "agreement") == texts


@pytest.mark.parametrize(
    ("text", "agreements"),
    [
        ("A fishing convention that both ministers concluded in June 2011 binds.", ["treaty signed 2011-06 NO+OM"]),
        ("Flights are free under the agreement on air links of 2012.", ["treaty signed 2012 NO+OM!"]),
        ("They put their signatures under a protocol on cod on 5 June 2019.", ["protocol signed 2019-06-05 NO+OM!"]),
        ("A charter of friendship was initialed on 4 April 2019.", ["treaty negotiated 2019-04-04 NO+OM!"]),
        ("In Muscat 17 Agreements/MoUs were signed on 3 May 2018.", ["package 17 2018-05-03 NO+OM!"]),
        ("They signed six memorandums of understanding (MoU) in May 2018.", ["package 6 2018-05 NO+OM!"]),
        ("When they met in November 2017, the two signed deals on fish.", ["package signed 2017-11 NO+OM"]),
        ("They signed the Convention on Pearls (1998), the Protocol on Cod (2003).",
         ["treaty signed 1998 NO+OM!", "protocol signed 2003 NO+OM!"]),
        ("The plan adopted in 2015 by the Omani government foresees ports.", ["plan announced 2015 NO+OM"]),
        ("Oman never signed the convention on cod of 2012.", []),
        ("Oman and Norway met in 2012. A treaty on cod is being negotiated.", []),
    ],
)  # fmt: skip
def test_agreements(names: Names, text: str, agreements: list[str]) -> None:
    assert outlines(LEAD + text, names, "agreement") == agreements


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Norway’s King was in Muscat on 6-7 July 2015. Signed during the visit was a treaty on cod.",
         "2015-07-06/2015-07-07"),
        ("Norway’s King Kari Dahl visited Oman in May 2019.\n\nDuring that visit a treaty was signed.", "2019-05"),
        ("Norway’s President Kari Dahl visited Oman in May 2019.\n\nHer envoy came on 3 June 2020. A fair followed. "
         "They signed a treaty on cod.", "2020-06-03"),
        ("Oman’s President Badr Salim met Norway’s President Kari Dahl on 12 May 2025.\n\n“Today we signed a treaty,” "
         "he said.", "2025-05-12"),
    ],
)  # fmt: skip
def test_the_day_in_force_of_an_agreement(names: Names, text: str, date: str) -> None:
    assert values(LEAD + text, names, "agreement", "date") == [(date,)]
