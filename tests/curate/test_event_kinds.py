"""Kinds of sentences on events, five variants of each: what is proposed, and whether a person must look at it."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal
from app.curate.rules import propose
from app.domain.edtf import parse

DAY = "2025-05-16"
"""A Friday, on which each text is published."""

COUNCIL = "The second meeting of the Oman–Norway Joint Economic Commission was held in Muscat on 14 May 2025."

TALKS = "Foreign Minister of Oman Badr Salim met Foreign Minister of Norway Kari Dahl in Muscat on 14 May 2025."


def brief(proposal: Proposal) -> str:
    """Type, status or count, date, city, session and parties of a proposal; “!” stands for high confidence."""
    values = proposal.values
    parts = [
        values["type"], values.get("count") or values.get("status"), values.get("date"), values.get("city"),
        values.get("session"), "+".join(sorted(values.get("countries") or values.get("parties") or ())),
    ]  # fmt: skip
    mark = "!" if proposal.confidence is Confidence.high else ""
    return " ".join(str(part) for part in parts if part) + mark


def outlines(text: str, names: Names, kind: str) -> list[str]:
    article = Article(text, publication=parse(DAY))
    return [brief(proposal) for proposal in propose(article, names) if proposal.kind == kind]


@pytest.mark.parametrize(
    ("sentence", "meeting"),
    [
        ("The third meeting of the commission will be held in Oslo in 2026.", "session planned 2026 oslo 3 NO+OM!"),
        ("The next meeting of the Commission is to take place in Oslo in 2026.", "session planned 2026 oslo NO+OM!"),
        ("It was agreed that the third session of this commission would meet in Oslo in 2026.",
         "session planned 2026 oslo 3 NO+OM!"),
        ("The third meeting will be held in Bergen, Norway, in June 2026.", "session planned 2026-06 bergen 3 NO+OM!"),
        ("The previous meeting of the commission was held in Oslo on 2 May 2023.",
         "session held 2023-05-02 oslo NO+OM!"),
        ("The next meeting will be held in Oslo in 2026.", "session planned 2026 oslo NO+OM!"),
        ("- Third session: Oslo, 2026.", "session planned 2026 oslo 3 NO+OM!"),
        ("- Next session of the commission: Bergen, 2026.", "session planned 2026 bergen NO+OM!"),
        ("The third goes to Bergen, in June 2026.", "session planned 2026-06 bergen 3 NO+OM!"),
        ("Oslo waits: the third is to be held there in Oslo in 2026.", "session planned 2026 oslo 3 NO+OM!"),
        ("The first session had been held in Oslo in March 2023.", "session held 2023-03 oslo 1 NO+OM!"),
        ("Its third term is slated for March 2026 in Oslo.", "session planned 2026-03 oslo 3 NO+OM!"),
        ("The third plenary session was held in Bergen, Norway, in March 2025.",
         "session held 2025-03 bergen 3 NO+OM!"),
        ("The commission last sat in Oslo in March 2023.", "session held 2023-03 oslo NO+OM!"),
        ("The third long-term loan was granted in Oslo in 2023.", None),
        ("The third was a paragraph on Oslo, of 2024.", None),
        ("The commission will next meet in Oslo in 2026.", "session planned 2026 oslo NO+OM!"),
        ("The meeting of the council of a bank was held in 2024.", None),
    ],
)  # fmt: skip
def test_a_session_of_the_mechanism_before(names: Names, sentence: str, meeting: str | None) -> None:
    first, *later_meetings = outlines(f"{COUNCIL}\n\n{sentence}", names, "meeting")
    assert first == "session held 2025-05-14 muscat 2 NO+OM!"
    assert later_meetings == ([meeting] if meeting else [])


@pytest.mark.parametrize(
    ("sentence", "meeting"),
    [
        ("The Oman–Norway Intergovernmental Commission on Energy held its fifth session in Muscat on 14 May 2025.",
         "session held 2025-05-14 muscat 5 NO+OM!"),
        ("The Council of Foreign Ministers of Oman and Norway held its 5th meeting in Muscat on 14 May 2025.",
         "session held 2025-05-14 muscat 5 NO+OM!"),
        ("The fifth round of the 2+2 consultations between Oman and Norway took place in Muscat on 14 May 2025.",
         "session held 2025-05-14 muscat 5 NO+OM!"),
        ("The fifth sitting of the Oman–Norway Mixed Commission on Trade was held in Muscat on 14 May 2025.",
         "session held 2025-05-14 muscat 5 NO+OM!"),
        ("The EU–Norway Cooperation Council held its fifth meeting in Oslo on 14 May 2025.",
         "session held 2025-05-14 oslo 5 EU+NO!"),
        ("The Gulf Cooperation Council held its fifth meeting in Muscat, Oman, with Norway on 14 May 2025.", None),
    ],
)  # fmt: skip
def test_mechanisms_with_a_name_of_their_own(names: Names, sentence: str, meeting: str | None) -> None:
    assert outlines(sentence, names, "meeting") == ([meeting] if meeting else [])


@pytest.mark.parametrize(
    ("sentence", "meeting"),
    [
        ("On the same day, Dahl was received by Prime Minister of Oman Salim Harthy.",
         "bilateral held 2025-05-14 muscat NO+OM!"),
        ("Earlier in the day, Prime Minister of Oman Salim Harthy received Dahl.",
         "bilateral held 2025-05-14 muscat NO+OM!"),
        ("On the sidelines, Dahl met Prime Minister of Oman Salim Harthy.", "bilateral held NO+OM"),
        ("A day earlier, Dahl met Prime Minister of Oman Salim Harthy.", "bilateral held 2025-05-13 NO+OM!"),
        ("Dahl and Prime Minister of Oman Salim Harthy discussed fish at a meeting in Muscat on 15 May.",
         "bilateral held 2025-05-15 muscat NO+OM!"),
        ("On 15 May Dahl held separate meetings with Prime Minister of Oman Salim Harthy and Sultan of Oman Ali Saidi.",
         "bilateral held 2025-05-15 NO+OM! | bilateral held 2025-05-15 NO+OM!"),
        ("Dahl spoke on Thursday with Prime Minister of Oman Salim Harthy by telephone.",
         "phone-call held 2025-05-15 NO+OM!"),
        ("Dahl spoke with Prime Minister of Oman Salim Harthy by telephone on 15 May.",
         "phone-call held 2025-05-15 NO+OM!"),
        ("Dahl held a telephone conversation with Prime Minister of Oman Salim Harthy on 15 May.",
         "phone-call held 2025-05-15 NO+OM!"),
        ("They agreed to meet in Oslo in October.", "bilateral planned 2025-10 oslo NO+OM"),
        ("The two ministers will meet in Oslo in October.", "bilateral planned 2025-10 oslo NO+OM"),
        ("At the airport Dahl was welcomed by Prime Minister of Oman Salim Harthy with a guard of honour.", None),
        ("Salim invited Dahl to visit Salalah at a convenient time.", None),
        ("They agreed to meet more often.", None),
        ("Dahl met Trade Minister of Oman Ali Saidi on 15 May 2025, and will be received by Sultan of Oman Salim "
         "Harthy on 20 May 2025.", "bilateral held 2025-05-15 NO+OM! | bilateral planned 2025-05-20 NO+OM!"),
    ],
)  # fmt: skip
def test_meetings_beside_other_meetings(names: Names, sentence: str, meeting: str | None) -> None:
    first, *later_meetings = outlines(f"{TALKS}\n\n{sentence}", names, "meeting")
    assert first == "bilateral held 2025-05-14 muscat NO+OM!"
    assert later_meetings == (meeting.split(" | ") if meeting else [])


@pytest.mark.parametrize(
    ("sentence", "meeting"),
    [
        ("King of Norway Olav Berg arrived in Muscat, the capital of Oman, on a state visit on Tuesday. On Wednesday "
         "Berg met Sultan of Oman Salim Harthy in Muscat.", "visit held 2025-05-13/2025-05-14 muscat NO+OM!"),
        ("King of Norway Olav Berg began a two-day state visit to Oman on Tuesday.",
         "visit held 2025-05-13/2025-05-14 NO+OM!"),
        ("King of Norway Olav Berg paid a state visit to Oman on 13–14 May 2025.",
         "visit held 2025-05-13/2025-05-14 NO+OM!"),
        ("King of Norway Olav Berg will pay a three-day visit to Oman on 3 June 2025.",
         "visit planned 2025-06-03/2025-06-05 NO+OM!"),
        ("King of Norway Olav Berg visited Oman on 13 May 2025.", "visit held 2025-05-13 NO+OM!"),
        ("King of Norway Olav Berg visits Muscat, Oman, on 13 May 2025.", "visit held 2025-05-13 muscat NO+OM!"),
        ("King of Norway Olav Berg travelled to Muscat, Oman, on 13 May 2025 for talks with the sultan.",
         "visit held 2025-05-13 muscat NO+OM!"),
    ],
)  # fmt: skip
def test_the_days_of_a_visit(names: Names, sentence: str, meeting: str) -> None:
    assert outlines(sentence, names, "meeting")[0] == meeting


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("The second EU–Norway summit was held in Oslo on 14 May 2025.", ["summit held 2025-05-14 oslo 2 EU+NO"]),
        ("The second summit between the European Union and Norway was held in Oslo on 14 May 2025.",
         ["summit held 2025-05-14 oslo 2 EU+NO"]),
        ("The second EU–Norway summit was held in Oslo on 14 May 2025. The third summit will be held in Paris in 2027.",
         ["summit held 2025-05-14 oslo 2 EU+NO", "summit planned 2027 paris 3 EU+NO"]),
        ("The 11th summit of the Organization of Turkic States was held in Bishkek, Kyrgyzstan, on 14 May 2025. The "
         "12th summit will be held in Baku, Azerbaijan, in 2026.",
         ["summit held 2025-05-14 bishkek 11 KG!", "summit planned 2026 baku 12 AZ!"]),
        ("The first summit of the “Central Asia plus Japan” dialogue was held in Tokyo, Japan, on 14 May 2025. The "
         "next summit is due to be held in Uzbekistan in 2027.",
         ["summit held 2025-05-14 tokyo 1 JP+KG+KZ+TJ+TM+UZ!", "summit planned 2027 JP+KG+KZ+TJ+TM+UZ!"]),
        ("The 21st EU-Central Asia Ministerial Meeting took place in Tashkent, Uzbekistan, on 14 May 2025.",
         ["session held 2025-05-14 tashkent 21 EU+KG+KZ+TJ+TM+UZ!"]),
        ("Leaders of the C5+1 format will meet in Almaty, Kazakhstan, in May 2026.",
         ["session planned 2026-05 almaty KG+KZ+TJ+TM+US+UZ"]),
        ("The EU–Norway summit that was planned for 14 May 2025 in Oslo has been postponed.",
         ["summit postponed 2025-05-14 oslo EU+NO"]),
        ("The “Central Asia plus Japan” summit in Tokyo, Japan, was postponed last May.",
         ["summit postponed tokyo JP+KG+KZ+TJ+TM+UZ"]),
    ],
)  # fmt: skip
def test_summits(names: Names, text: str, meetings: list[str]) -> None:
    assert outlines(text, names, "meeting") == meetings


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("MUSCAT, May 15, 2025 (Gulf Wire) — Foreign Minister of Oman Badr Salim met Foreign Minister of Norway Kari "
         "Dahl on Wednesday.", "muscat"),
        ("Muscat, 15 May 2025\n\nForeign Minister of Oman Badr Salim met Foreign Minister of Norway Kari Dahl on "
         "Wednesday.", "muscat"),
        ("Dahl in Muscat for talks\n\nForeign Minister of Oman Badr Salim met Foreign Minister of Norway Kari Dahl on "
         "Wednesday.", "muscat"),
        ("LONDON, May 15, 2025 — Foreign Minister of Oman Badr Salim met Foreign Minister of Norway Kari Dahl on "
         "Wednesday.", None),
        ("MUSCAT, May 15, 2025 — Foreign Minister of Oman Badr Salim met Foreign Minister of Norway Kari Dahl on "
         "2 February 2025.", None),
    ],
)  # fmt: skip
def test_the_city_of_the_dateline(names: Names, text: str, city: str | None) -> None:
    (proposal,) = [p for p in propose(Article(text, publication=parse(DAY)), names) if p.kind == "meeting"]
    assert (proposal.values.get("city"), proposal.confidence) == (city, Confidence.high)


@pytest.mark.parametrize(
    ("sentence", "agreements"),
    [
        ("A programme of cooperation for 2026–2028 and a joint communiqué were signed.",
         ["plan signed 2025-05-14 muscat NO+OM!", "joint-statement signed 2025-05-14 muscat NO+OM!"]),
        ("The ministers signed a memorandum on water and announced that a treaty on energy would follow in 2026.",
         ["memorandum signed 2025-05-14 muscat NO+OM!"]),
        ("The talks ended with a joint declaration that names new fields of work.",
         ["declaration announced 2025-05-14 muscat NO+OM!"]),
        ("The parties signed 14 documents, among them a treaty on fishing and a plan for tourism for 2026–2029.",
         ["package 14 2025-05-14 muscat NO+OM!", "treaty signed 2025-05-14 muscat NO+OM!",
          "plan signed 2025-05-14 muscat NO+OM!"]),
        ("Fourteen documents were signed, including a treaty on fishing.",
         ["package 14 2025-05-14 muscat NO+OM!", "treaty signed 2025-05-14 muscat NO+OM!"]),
        ("The parties signed 14 documents. Among them are a treaty on fishing and a plan for tourism for 2026–2029.",
         ["package 14 2025-05-14 muscat NO+OM!", "treaty signed 2025-05-14 muscat NO+OM!",
          "plan signed 2025-05-14 muscat NO+OM!"]),
        ("Documents: a protocol of the talks; a memorandum on water; both signed on 14 May.",
         ["protocol signed 2025-05-14 muscat NO+OM!", "memorandum signed 2025-05-14 muscat NO+OM!"]),
        ("The ministers signed a memorandum on water, to be followed by talks, and agreed to hold a forum.",
         ["memorandum signed 2025-05-14 muscat NO+OM!"]),
        ("The two ministers also put their names to a memorandum on water and penned a treaty on fishing.",
         ["memorandum signed 2025-05-14 muscat NO+OM!", "treaty signed 2025-05-14 muscat NO+OM!"]),
        ("The two sides exchanged 14 documents.", ["package 14 2025-05-14 muscat NO+OM!"]),
        ("Three more papers were initialled.", ["package 3 2025-05-14 muscat NO+OM!"]),
        ("The ministers endorsed a joint communiqué.", ["joint-statement announced 2025-05-14 muscat NO+OM!"]),
        ("After the talks 14 documents were inked. Among them are:\n\n– Treaty on fishing;\n\n– Plan for tourism.",
         ["package 14 2025-05-14 muscat NO+OM!", "treaty signed 2025-05-14 muscat NO+OM!",
          "plan signed 2025-05-14 muscat NO+OM!"]),
        ("At the meeting the following documents were signed: Treaty on fishing; Plan for tourism.",
         ["treaty signed 2025-05-14 muscat NO+OM!", "plan signed 2025-05-14 muscat NO+OM!"]),
        ("A protocol on visas is expected to be signed in July 2025.", ["protocol announced 2025-07 NO+OM"]),
        ("The treaty on fishing entered into force on 1 March 2025.", ["treaty in-force 2025-03-01 NO+OM!"]),
        ("The parties welcomed the entry into force, on 1 March 2025, of the Treaty on Fishing.",
         ["treaty in-force 2025-03-01 NO+OM!"]),
        ("The border was drawn by the Bergen Treaty of 3 October 1999.", ["treaty signed 1999-10-03 NO+OM!"]),
        ("2012 – A treaty on fishing is signed in Muscat.", ["treaty signed 2012 muscat NO+OM!"]),
        ("2012 – The Strategic Partnership Agreement is concluded on 3 May.", ["treaty signed 2012-05-03 NO+OM!"]),
        ("A deal was signed.", []),
        ("Some ten agreements are being readied for signing.", []),
        ("A treaty on energy is ready to be signed.", []),
        ("The signing of a treaty on energy is expected in 2026.", []),
        ("The parties discussed preparations for the signing of a treaty on energy.", []),
        ("A treaty on energy was not signed.", []),
    ],
)  # fmt: skip
def test_what_was_signed(names: Names, sentence: str, agreements: list[str]) -> None:
    assert outlines(f"{TALKS}\n\n{sentence}", names, "agreement") == agreements


def test_a_joint_statement_that_is_the_text_itself(names: Names) -> None:
    text = "Joint Statement on the Visit of the Prime Minister of Norway to Oman\n\nMuscat, 15 May 2025\n\nThey met."
    assert outlines(text, names, "agreement") == ["joint-statement announced 2025-05-15 NO+OM!"]


def test_the_ministries_that_sign_are_no_part_of_a_title(names: Names) -> None:
    text = (
        f"{TALKS}\n\nThe following were signed: Memorandum between the Ministry of Energy of Oman and the Ministry of "
        "Energy of Norway on critical minerals; Enhanced Partnership and Cooperation Agreement."
    )
    titles = [p.values["title"] for p in propose(Article(text, publication=parse(DAY)), names) if p.kind == "agreement"]
    assert titles[0].startswith("Memorandum on critical minerals")
    assert titles[1].startswith("Enhanced Partnership and Cooperation Agreement")


def test_what_an_organization_adopts_is_of_no_other_meeting(names: Names) -> None:
    text = f"{TALKS}\n\nThe summit of the Organization of Turkic States adopted the Nicosia Declaration."
    assert outlines(text, names, "agreement") == ["declaration announced"]


def test_a_plan_to_do_something_may_be_no_text(names: Names) -> None:
    text = (
        "Sultan of Oman Salim Harthy attended the summit of the Organization of Turkic States in Baku on 14 May 2025. "
        "The leaders then endorsed a plan to raise trade."
    )
    assert outlines(text, names, "agreement") == ["plan announced 2025-05-14 baku"]


@pytest.mark.parametrize(
    "other_titles",
    [
        "Related posts: Sultan of Oman Salim Harthy visited Oslo on 2 May 2019.",
        "Read also\n\nSultan of Oman Salim Harthy visited Oslo on 2 May 2019\n\nOman signed a treaty in 2022",
    ],
)
def test_titles_of_other_articles_are_not_read(names: Names, other_titles: str) -> None:
    assert outlines(f"{TALKS}\n\n{other_titles}", names, "meeting") == ["bilateral held 2025-05-14 muscat NO+OM!"]
    assert outlines(f"{TALKS}\n\n{other_titles}", names, "agreement") == []


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("The Oman Energy Forum, which was to be held in Muscat, Oman, on 20 May 2025, has been postponed.",
         "Oman Energy Forum in Muscat"),
        ("Norway and Oman held a business forum in Muscat on 14 May 2025.", "Business forum in Muscat"),
        ("Norway and Oman held their third business forum in Muscat on 14 May 2025.", "Third business forum in Muscat"),
        ("A Norway–Oman business forum gathered 90 firms in Muscat on 14 May 2025.", "Business forum in Muscat"),
        ("Guests came to the Oman Energy Forum, held in Muscat, Oman, on 14 May 2025.", "Oman Energy Forum in Muscat"),
    ],
)  # fmt: skip
def test_the_name_of_a_forum(names: Names, sentence: str, title: str) -> None:
    (proposal,) = [p for p in propose(Article(sentence, publication=parse(DAY)), names) if p.kind == "meeting"]
    assert proposal.values["title"] == title
    assert proposal.values["status"] == ("postponed" if "postponed" in sentence else "held")


def test_an_agreement_far_from_the_only_meeting_has_its_day(names: Names) -> None:
    text = f"{TALKS}\n\n{'Trade has grown. ' * 8}\n\nThe ministers signed a memorandum on water."
    assert outlines(text, names, "agreement") == ["memorandum signed 2025-05-14 muscat NO+OM!"]


@pytest.mark.parametrize(
    ("sentence", "milestones"),
    [
        ("Oman opened its embassy in Oslo, Norway, on 3 May 2024.", ["embassy 2024-05-03 NO+OM!"]),
        ("Oman opened its embassy in Oslo, Norway, in 2023 and Norway opened its embassy in Muscat in 2024.",
         ["embassy 2023 NO+OM!", "embassy 2024 NO+OM!"]),
        ("Diplomatic relations between Oman and Norway were established on 8 June 1975.",
         ["diplomatic-relations 1975-06-08 NO+OM!"]),
        ("The Embassy of Oman was opened in Oslo in May 1992 and the Embassy of Norway in Muscat in 1993.",
         ["embassy 1992-05 NO+OM!", "embassy 1993 NO+OM!"]),
        ("The Oman–Norway Joint Commission on Trade was set up in 1993.", ["mechanism 1993 NO+OM!"]),
        ("The Oman–Norway Joint Commission on Trade meets yearly. The commission, it says, is new. It was launched in "
         "2004.", ["mechanism 2004 NO+OM!"]),
        ("The Organization of Turkic States, then called the Turkic Council, was established in 2009.",
         ["foundation 2009 KZ+TR!"]),
        ("The Organization of Turkic States is young; Norway became a full member in 2019.", ["accession 2019 NO!"]),
        ("Oman and Norway.\n\n1993 – The Oman–Norway Joint Commission on Trade is created.",
         ["mechanism 1993 NO+OM!"]),
        ("1992 – The Embassy of Oman in Oslo, Norway, opens its doors on 3 May.", ["embassy 1992-05-03 NO+OM!"]),
        ("Norway will open its embassy in Muscat, Oman, in 2026.", []),
        (
            "Oman and Norway mark 50 years of diplomatic relations, which were established in 1975.",
            ["diplomatic-relations 1975 NO+OM!"],
        ),
        ("Oman and Norway mark 50 years of diplomatic relations established in 1975.", []),
    ],
)  # fmt: skip
def test_milestones(names: Names, sentence: str, milestones: list[str]) -> None:
    assert outlines(sentence, names, "milestone") == milestones


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        ("Ministers chaired the sixth term of the Oman–Norway Joint Economic Commission in Muscat on 14 May 2025.",
         "session held 2025-05-14 muscat 6 NO+OM!"),
        ("Oman and Norway held the fifth round of maritime security talks in Muscat on 14 May 2025.",
         "session held 2025-05-14 muscat 5 NO+OM!"),
        ("The 5th meeting of the Omani-Norwegian Commission for Trade and Science was held in Muscat on 14 May 2025.",
         "session held 2025-05-14 muscat 5 NO+OM!"),
        ("The Oman-Norway Human Rights Dialogue will be held in Muscat in September 2025.",
         "session planned 2025-09 muscat NO+OM!"),
        ("The 9th round of Political Consultations of Oman and Norway was held in Muscat on 14 May 2025.",
         "session held 2025-05-14 muscat 9 NO+OM!"),
        ("The Parliamentary Assembly of Turkic States will hold its twentieth plenary session in Baku on 3 June 2025.",
         "session planned 2025-06-03 baku 20 KZ+TR!"),
        ("On the sidelines of the UN General Assembly the third summit was held in New York on 14 May 2025.",
         "summit held 2025-05-14 new-york 3 US"),
        ("Envoys held the fifth round of peace talks in Muscat on 14 May 2025, Oman and Norway said.", None),
    ],
)  # fmt: skip
def test_a_session_by_its_number(names: Names, text: str, meeting: str | None) -> None:
    assert outlines(text, names, "meeting") == ([meeting] if meeting else [])


@pytest.mark.parametrize(
    ("sentence", "meeting"),
    [
        ("Next week: the Oman–Norway Joint Commission on Trade holds its 4th session in Muscat on the 19th.",
         "session planned 2025-05-19 muscat 4 NO+OM!"),
        ("The Oman–Norway Joint Commission on Trade will hold its 4th session in Muscat next week.",
         "session planned 2025-05-19/2025-05-25 muscat 4 NO+OM"),
        ("The Oman–Norway Joint Commission on Trade held its 4th session in Muscat on the 14th and 15th.",
         "session held 2025-05-14/2025-05-15 muscat 4 NO+OM!"),
        ("In May the Oman–Norway Joint Commission on Trade held its 4th session in Muscat, on the 14th.",
         "session held 2025-05-14 muscat 4 NO+OM!"),
    ],
)  # fmt: skip
def test_a_day_makes_a_week_or_month_exact(names: Names, sentence: str, meeting: str) -> None:
    assert outlines(sentence, names, "meeting") == [meeting]


def test_two_sessions_in_one_sentence(names: Names) -> None:
    text = (
        "The sides recalled the fifth meeting of the Oman–Norway Joint Commission on Trade, held in Muscat on 14 May "
        "2025, and agreed to hold its sixth meeting in Oslo in the fourth quarter of 2026."
    )
    assert outlines(text, names, "meeting") == [
        "session held 2025-05-14 muscat 5 NO+OM!", "session planned 2026-10/2026-12 oslo 6 NO+OM!",
    ]  # fmt: skip


def test_a_headline_without_countries_leaves_the_two_to_the_lead(names: Names) -> None:
    text = (
        "Ministers speak of fish\n\nNorway’s minister and his Omani guest spoke of fish on 14 May 2025.\n\n"
        "The Joint Strategic Planning Group of the two will meet for the fifth time in Oslo in June, a Norwegian "
        "official said.\n\nSweden buys less."
    )
    assert outlines(text, names, "meeting") == ["session planned 2025-06 oslo 5 NO+OM"]
