"""Who meets whom in sentences with other verbs and word orders, and people who are named together."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules import propose
from tests.curate.test_event_kinds import TALKS, outlines


@pytest.mark.parametrize(
    ("sentence", "meetings"),
    [
        ("Oman’s Foreign Minister Badr Salim phoned Norway’s Foreign Minister Kari Dahl on 12 May 2025.",
         ["phone-call held 2025-05-12 NO+OM!"]),
        ("Oman’s Foreign Minister Badr Salim got together in Oslo with Norway’s Foreign Minister Kari Dahl on 12 May.",
         ["bilateral held 2025-05-12 oslo NO+OM"]),
        ("Oman’s Foreign Minister Badr Salim and his Norwegian counterpart Kari Dahl spent 12 May together in Oslo.",
         ["bilateral held 2025-05-12 oslo NO+OM!"]),
        ("Oman’s Foreign Minister Badr Salim had a working lunch with Norway’s Foreign Minister Kari Dahl on 12 May.",
         ["bilateral held 2025-05-12 NO+OM!"]),
        ("Oman’s Foreign Minister Badr Salim spoke with Norway’s Foreign Minister Kari Dahl by video link on 12 May.",
         ["video-call held 2025-05-12 NO+OM!"]),
        ("Oman’s Foreign Minister Badr Salim had twenty minutes with Norway’s Foreign Minister Kari Dahl on 12 May.",
         ["bilateral held 2025-05-12 NO+OM!"]),
        ("Oman’s Foreign Minister Badr Salim left Oslo on 12 May 2025 after a two-day visit in which he met Norway’s "
         "Foreign Minister Kari Dahl.",
         ["visit held 2025-05-11/2025-05-12 oslo NO+OM!", "bilateral held 2025-05-11/2025-05-12 oslo NO+OM!"]),
        ("On 12 May documents were signed after the meeting of the Presidents of Oman Badr Salim and Norway Kari Dahl.",
         ["bilateral held 2025-05-12 NO+OM!"]),
        ("Presidents Badr Salim (Oman) and Kari Dahl (Norway) met in Oslo on 12 May.",
         ["bilateral held 2025-05-12 oslo NO+OM!"]),
        ("Presidents Badr Salim of Oman and Kari Dahl of Norway met in Oslo on 12 May.",
         ["bilateral held 2025-05-12 oslo NO+OM!"]),
        ("Trade was discussed on 12 May at the meeting between Oman’s Minister Badr Salim and co-chair of the forum"
         " from Norway, Minister of Energy Kari Dahl.", ["bilateral held 2025-05-12 NO+OM!"]),
        ("Oman’s Foreign Minister Badr Salim was in Oslo on 12 May. The minister met the Norwegian delegation "
         "headed by Foreign Minister Kari Dahl to discuss the war in Kenya on the same day.",
         ["visit held 2025-05-12 oslo NO+OM!", "bilateral held 2025-05-12 oslo NO+OM!"]),
        ("OSLO, 13 May 2025 – Oman’s Foreign Minister Badr Salim took part in the session of the Arab League in Muscat "
         "on 12 May. On the same day, he met Norway’s Foreign Minister Kari Dahl.",
         ["bilateral held 2025-05-12 NO+OM"]),
        ("Oman’s Foreign Minister Badr Salim spoke to Norway’s Foreign Minister Kari Dahl’s critics on 12 May.", []),
        ("Oman’s Foreign Minister Badr Salim wrote to Norway’s Foreign Minister Kari Dahl on 12 May 2025.", []),
    ],
)  # fmt: skip
def test_verbs_of_meeting(names: Names, sentence: str, meetings: list[str]) -> None:
    assert outlines(sentence, names, "meeting") == meetings


@pytest.mark.parametrize(
    ("sentence", "meeting"),
    [
        ("The two diplomats will see each other again in Oslo on 3 June.", "bilateral planned 2025-06-03 oslo NO+OM!"),
        ("Both ministers will speak by video link on 3 June 2025.", "video-call planned 2025-06-03 NO+OM!"),
        ("The ministers are due to reconvene in Oslo in June 2025.", "bilateral planned 2025-06 oslo NO+OM"),
        ("They looked forward to seeing one another in Oslo on 3 June.", "bilateral planned 2025-06-03 oslo NO+OM"),
        ("They will talk over the phone on 3 June 2025.", "phone-call planned 2025-06-03 NO+OM!"),
        ("The ministers will see each other again.", None),
    ],
)  # fmt: skip
def test_the_two_of_the_meeting_before(names: Names, sentence: str, meeting: str | None) -> None:
    first, *later_meetings = outlines(f"{TALKS}\n\n{sentence}", names, "meeting")
    assert first == "bilateral held 2025-05-14 muscat NO+OM!"
    assert later_meetings == ([meeting] if meeting else [])


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("The ambassadors of the two countries to Italy, Badr Salim and Kari Dahl, met.", ["Badr Salim", "Kari Dahl"]),
        ("Ministers Badr Salim, Kari Dahl and Ana Reis of Oman, Norway and Portugal met.",
         ["Badr Salim", "Kari Dahl", "Ana Reis"]),
        ("The Foreign Minister of Norway, Mme Kari Dahl, met the Trade Minister of Oman.", ["Kari Dahl"]),
        ("Norway’s Trade Minister Kari Dahl met her opposite number, Badr Salim.", ["Badr Salim", "Kari Dahl"]),
        ("The ambassadors of Oman and Norway, Oslo University and others wrote.", []),
        ("Minister Badr Salim, Kari Dahl and Ana Reis adopted a text.", ["Badr Salim", "Kari Dahl", "Ana Reis"]),
        ("Minister Badr Salim, Kari Dahl and Ana Reis.", ["Badr Salim"]),
        ("Minister Badr Salim and Harbour Works agreed on a price.", ["Badr Salim"]),
        ("Minister Badr Salim, European Commission and others agreed.", ["Badr Salim"]),
        ("Harbour Works, Kari Dahl and Ana Reis agreed.", []),
    ],
)  # fmt: skip
def test_people_named_together(names: Names, sentence: str, people: list[str]) -> None:
    proposals = propose(Article(sentence), names)
    assert sorted(p.values["name"] for p in proposals if p.kind == "official") == sorted(people)


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("OMAN–NORWAY. Badr Salim, a minister, wrote. Ministers Badr Salim and Kari Dahl met on 12 May 2025.",
         ["bilateral held 2025-05-12 NO+OM"]),
        ("Oman and Norway trade in fish. Prime Ministers Badr Salim and Kari Dahl spoke by phone on 12 May 2025.",
         ["phone-call held 2025-05-12 NO+OM"]),
        ("In Oslo on 12 May Oman’s Trade Minister Badr Salim and his Norwegian counterpart Kari Dahl signed a pact.",
         ["bilateral held 2025-05-12 oslo NO+OM!"]),
        ("The presidents’ meeting in Muscat that was set for 12 June 2025 was called off, Oman and Norway said.",
         ["summit cancelled 2025-06-12 muscat NO+OM"]),
        ("Oman, Norway and Chile trade in fish. Ministers Badr Salim and Kari Dahl met on 12 May 2025.",
         ["bilateral held 2025-05-12"]),
    ],
)  # fmt: skip
def test_the_two_countries_of_those_who_meet(names: Names, text: str, meetings: list[str]) -> None:
    assert outlines(text, names, "meeting") == meetings


@pytest.mark.parametrize(
    ("sentence", "agreement"),
    [
        ("Oman and Norway opened a port on 12 May 2025. A joint statement was issued.", "2025-05-12 NO+OM!"),
        ("Oman and Norway opened a port on 12 May 2025. A joint statement on it was signed.", "2025-05-12 NO+OM!"),
        ("Oman and Norway opened ports on 12 and 13 May 2025. A joint statement was issued.", "NO+OM"),
    ],
)  # fmt: skip
def test_a_text_of_the_day_of_the_sentence_before(names: Names, sentence: str, agreement: str) -> None:
    (outline,) = outlines(sentence, names, "agreement")
    assert outline.removeprefix("joint-statement ").split(" ", 1)[1] == agreement


@pytest.mark.parametrize(
    ("sentence", "agreements"),
    [
        ("A joint statement came out of the talks.", ["joint-statement announced 2025-05-14 NO+OM"]),
        ("A protocol on ports emerged from their meeting.", ["protocol announced 2025-05-14 NO+OM"]),
        ("A timetable for rail links was adopted, too.", ["plan announced 2025-05-14 NO+OM"]),
        ("The two ministers exchanged a memorandum on fisheries.", ["memorandum signed 2025-05-14 NO+OM"]),
        ("Seven documents were exchanged in 2030 prices.", ["package 7 2025-05-14 NO+OM"]),
        ("Views on a treaty were exchanged.", []),
    ],
)
def test_verbs_of_signing(names: Names, sentence: str, agreements: list[str]) -> None:
    agreement_outlines = outlines(f"{TALKS} {sentence}", names, "agreement")
    assert [agreement.replace(" muscat", "").rstrip("!") for agreement in agreement_outlines] == agreements


SERIES = "The Third Coordination Meeting of the Leaders of the Fjords took place in Oslo on 3 May 2025."


@pytest.mark.parametrize(
    ("sentence", "meeting"),
    [
        ("The Fourth Coordination Meeting will take place in Muscat in June 2026.",
         "summit planned 2026-06 muscat 4 OM"),
        ("The first such meeting was held in Muscat on 2 May 2022.", "summit held 2022-05-02 muscat 1 OM"),
        ("The Second Coordination Meeting of the Foreign Ministers of the Fjords opened in Oslo on 2 May 2025.",
         "conference held 2025-05-02 oslo 2 NO"),
        ("On the eve of the Meeting, Foreign Minister of Oman Badr Salim met Foreign Minister of Norway Kari Dahl.",
         "bilateral held 2025-05-02 NO+OM!"),
        ("The Second Board Meeting of a bank was held in Oslo on 3 May 2025.", None),
        ("The Fourth Coordination Meeting has no date.", None),
    ],
)  # fmt: skip
def test_named_meetings_of_leaders(names: Names, sentence: str, meeting: str | None) -> None:
    first, *later_meetings = outlines(f"{SERIES}\n\n{sentence}", names, "meeting")
    assert first == "summit held 2025-05-03 oslo 3 NO"
    assert later_meetings == ([meeting] if meeting else [])


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Presidents Luis Rojas of Chile, Ana Mora of Peru and João Silva of Brazil arrived.",
         ["Luis Rojas CL", "Ana Mora PE", "João Silva BR"]),
        ("Present were Prime Ministers Anna Berg of Norway and Luis Rojas of Chile.",
         ["Anna Berg NO", "Luis Rojas CL"]),
        ("Foreign Ministers Kari Dahl and Badr Salim of Oman came.", ["Kari Dahl None", "Badr Salim OM"]),
        ("Presidents Luis Rojas of Chile and Peru’s farmers agreed.", ["Luis Rojas CL"]),
        ("The ministers of Chile, Peru and Brazil came.", []),
    ],
)  # fmt: skip
def test_holders_of_a_post_each_with_the_country(names: Names, sentence: str, people: list[str]) -> None:
    officials = [p.values for p in propose(Article(sentence), names) if p.kind == "official"]
    assert sorted(f"{values['name']} {values.get('country')}" for values in officials) == sorted(people)


def test_the_meeting_with_a_capital_letter_is_the_numbered(names: Names) -> None:
    talks = "On the eve of the Meeting, Foreign Minister of Oman Badr Salim met Foreign Minister of Norway Kari Dahl."
    texts = (
        f"{SERIES}\n\n{talks} The ministers signed a treaty on fish.\n\nAfter the Meeting, a declaration was adopted."
    )
    treaty, declaration = (entry.split() for entry in outlines(texts, names, "agreement"))
    assert treaty[:3] == ["treaty", "signed", "2025-05-02"]
    assert declaration[:3] == ["declaration", "announced", "2025-05-03"]
