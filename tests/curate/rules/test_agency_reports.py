"""Meetings, promises, texts and milestones in the forms in which agencies and ministries report them."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules import propose
from app.domain.edtf import parse
from tests.curate.rules.test_more_words import values
from tests.curate.test_event_kinds import outlines


@pytest.mark.parametrize(
    ("sentence", "meetings"),
    [
        ("In a phone call with Oman’s Foreign Minister Badr Salim on 12 May, Norway’s Foreign Minister Kari Dahl spoke "
         "of fish.", ["phone-call held 2025-05-12 NO+OM!"]),
        ("During talks with Oman’s Foreign Minister Badr Salim in Oslo on 12 May, the Norwegian Foreign Minister Kari "
         "Dahl spoke of fish.", ["bilateral held 2025-05-12 oslo NO+OM!"]),
        ("Ahead of a meeting with Oman’s Foreign Minister Badr Salim on 12 May, Norway’s Foreign Minister Kari Dahl "
         "spoke of fish.", ["bilateral held 2025-05-12 NO+OM"]),
        ("A discussion between Oman’s President Badr Salim, who is on a visit to Norway, and Norway’s President Kari "
         "Dahl was held in Oslo on 12 May.", ["bilateral held 2025-05-12 oslo NO+OM!"]),
        ("Oman’s Ambassador Badr Salim on Monday called on Norway’s Trade Minister Kari Dahl about the fair, which "
         "opens on 3 June.", ["bilateral held 2025-05-12 NO+OM!"]),
        ("China’s Foreign Minister Li Wen spoke. Li held talks with visiting Norwegian Foreign Minister Kari Dahl in "
         "Beijing on 12 May.", ["bilateral held 2025-05-12 beijing CN+NO!"]),
        ("Norway’s Foreign Minister Kari Dahl received Deputy Prime Minister of Oman, co-chair of the Joint Commission "
         "Badr Salim on 12 May.", ["bilateral held 2025-05-12 NO+OM!"]),
        ("Oman’s Foreign Minister Prince Badr Salim received a phone call from his Norwegian counterpart Kari Dahl on "
         "Monday.", ["phone-call held 2025-05-12 NO+OM!"]),
        ("Oman’s President Badr Salim, who arrived in Oslo on Sunday, met Norway’s President Kari Dahl.",
         ["bilateral held oslo NO+OM"]),
        ("MUSCAT, May 14 (Agency) - Oman’s President Badr Salim met Norway’s President Kari Dahl.",
         ["bilateral held NO+OM"]),
        ("The ministry in Muscat said that Oman’s President Badr Salim met Norway’s President Kari Dahl on 12 May, the "
         "first since she took office last month.", ["bilateral held 2025-05-12 NO+OM!"]),
        ("Oman’s President Badr Salim was received in audience by Norway’s President Kari Dahl in Oslo on 12 May.",
         ["bilateral held 2025-05-12 oslo NO+OM!"]),
        ("Oman’s President Badr Salim had been due to meet Norway’s President Kari Dahl on 12 May.", []),
        ("U.S. President Ann Hill met Norway’s President Kari Dahl in Geneva on 12 May.",
         ["bilateral held 2025-05-12 geneva NO+US!"]),
    ],
)  # fmt: skip
def test_who_met_whom(names: Names, sentence: str, meetings: list[str]) -> None:
    assert [m for m in outlines(sentence, names, "meeting") if not m.startswith("visit")] == meetings


def test_the_last_time_that_the_two_met(names: Names) -> None:
    text = "Oman’s President Badr Salim met Norway’s President Kari Dahl on 12 May 2025.\n\n"
    text += "The two last spoke by phone on 3 March, and met in person in Oslo in February."
    assert outlines(text, names, "meeting") == [
        "bilateral held 2025-05-12 NO+OM!", "phone-call held 2025-03-03 NO+OM!", "bilateral held 2025-02 oslo NO+OM!",
    ]  # fmt: skip


def test_talks_for_minutes_on_the_telephone_are_the_call_before(names: Names) -> None:
    text = (
        "Oman’s President Badr Salim held a phone call with Norway’s President Kari Dahl. Salim and Dahl spoke for 50 "
    )
    assert outlines(f"{text}minutes on 12 May.", names, "meeting") == ["phone-call held 2025-05-12 NO+OM!"]


def test_a_session_is_no_part_of_a_visit_of_another_time(names: Names) -> None:
    text = "Oman’s President Badr Salim is on a state visit to Norway. The second session of the Oman–Norway Joint "
    text += "Commission was held on 12 May."
    assert ("session", None) in values(text, names, "meeting", "type", "country")


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Mr. SALIM Badr, Foreign Minister of Oman, met H.E. Mr. Jan DAHLBERG, Foreign Minister of Norway.",
         [("Jan Dahlberg", "NO", "Foreign Minister"), ("Salim Badr", "OM", "Foreign Minister")]),
        ("At the invitation of Badr Salim, Foreign Minister of Oman, Kari Dahl, Trade Minister of Norway, came.",
         [("Badr Salim", "OM", "Foreign Minister"), ("Kari Dahl", "NO", "Trade Minister")]),
        ("Badr Salim, President of Oman and the First Lady, came to Norway.", [("Badr Salim", "OM", "President")]),
        ("Norway’s Prime Minister Kari Dahl met President Badr Salim and will co-chair with her Omani counterpart "
         "Ali Harib the council.",
         [("Ali Harib", "OM", "Prime Minister"), ("Badr Salim", "OM", "President"),
          ("Kari Dahl", "NO", "Prime Minister")]),
        ("Kari Dahl, Minister of Foreign Affairs, African Cooperation and Omani Expatriates, came to Norway.",
         [("Kari Dahl", "OM", "Minister of Foreign Affairs, African Cooperation and Omani Expatriates")]),
        ("Oman’s Foreign Minister Badr Salim met Norway’s acting Foreign Minister Kari Dahl and her Peruvian "
         "counterpart Ana Vega.",
         [("Ana Vega", "PE", "Foreign Minister"), ("Badr Salim", "OM", "Foreign Minister"),
          ("Kari Dahl", "NO", "Acting Foreign Minister")]),
    ],
)  # fmt: skip
def test_people_and_their_posts(names: Names, sentence: str, people: list[tuple[object, ...]]) -> None:
    proposals = [p for p in propose(Article(sentence), names) if p.kind == "official"]
    officials = [
        (p.values["name"], p.values.get("country"), p.values.get("positions", [{}])[0].get("title")) for p in proposals
    ]
    assert sorted(officials, key=str) == people


def test_with_a_third_country_the_other_of_the_two_is_a_guess(names: Names) -> None:
    text = (
        "Kenya, Norway and Oman trade. Oman is far from Kenya. Norway’s President Kari Dahl met President Badr Salim."
    )
    (proposal,) = (p for p in propose(Article(text), names) if p.values.get("name") == "Badr Salim")
    assert proposal.confidence == "suggest"


@pytest.mark.parametrize(
    ("sentence", "meetings"),
    [
        ("Oman and Norway held political consultations in Oslo on 12 May.",
         [("session", "held", "2025-05-12", None, "oslo")]),
        ("The sixth round of Foreign Office Consultations (FOCs) of Oman and Norway was held in Oslo on 12 May. The "
         "last round of FOCs was held in Muscat in March 2023.",
         [("session", "held", "2025-05-12", 6, "oslo"), ("session", "held", "2023-03", None, "muscat")]),
        ("The 8th Joint Trade Committee (JTC) of Oman and Norway was held in Oslo on 12 May.",
         [("session", "held", "2025-05-12", 8, "oslo")]),
        ("They spoke of the Oman–Norway Joint Commission (JC), which has been scheduled on 3 June.",
         [("session", "planned", "2025-06-03", None, None)]),
        ("Oman’s minister Badr Salim on Friday left for Oslo to attend the ninth Joint Trade Committee meeting of Oman "
         "and Norway.", [("session", "planned", None, 9, "oslo")]),
        ("The 7th session of the Oman–Norway Joint Commission was held in Oslo during last week of November 2021.",
         [("session", "held", "2021-11", 7, "oslo")]),
    ],
)  # fmt: skip
def test_sessions(names: Names, sentence: str, meetings: list[tuple[object, ...]]) -> None:
    rows = values(f"Oman, Norway\n\n{sentence}", names, "meeting", "type", "status", "date", "session", "city")
    assert rows == meetings


def test_a_mechanism_has_the_longest_of_its_names(names: Names) -> None:
    text = (
        "The Oman–Norway Inter-Governmental Commission met.\n\nThe Intergovernmental Commission on Trade of Oman and "
    )
    text += "Norway held its third session in Oslo on 12 May."
    assert values(text, names, "mechanism", "name") == [("Norway–Oman Intergovernmental Commission on Trade",)]


@pytest.mark.parametrize(
    ("sentence", "agreement"),
    [
        ("The ministers signed a memorandum of understanding (MoU) on fishing on 12 May. The MoU was signed in Oslo.",
         ("Memorandum of understanding (MoU) on fishing between Oman and Norway", "2025-05-12", "high")),
        ("On 12 May the two inked a treaty between the Sultanate of Oman and the Kingdom of Norway on fishing.",
         ("Treaty between the Sultanate of Oman and the Kingdom of Norway on fishing", "2025-05-12", "high")),
        ("Minister Badr Salim signed the fishing treaty on behalf of Oman on 12 May.",
         ("Fishing treaty between Oman and Norway", "2025-05-12", "high")),
        ("The two signed a treaty to repair ten ships this year.",
         ("Treaty to repair ten ships this year between Oman and Norway", None, "suggest")),
        ("The two signed on 12 May a protocol to extend the fishing treaty.",
         ("Protocol to extend the fishing treaty between Oman and Norway", "2025-05-12", "high")),
        ("The signing of Protocol II of the Bergen Convention 2010 took place today.",
         ("Protocol II of the Bergen Convention 2010 between Oman and Norway", "2025-05-16", "high")),
        ("On 12 May the two signed a protocol amending the fishing treaty that came into force in 2010.",
         ("Protocol amending the fishing treaty between Oman and Norway", "2025-05-12", "high")),
        ("The two signed the Minutes of the session on 12 May.",
         ("Minutes of the session between Oman and Norway", "2025-05-12", "high")),
        ("The two signed eight memoranda on 12 May, expanding upon 17 existing agreements.",
         ("8 agreements between Oman and Norway", "2025-05-12", "high")),
        ("The two will sign the fishing protocol on 20 May.",
         ("Fishing protocol between Oman and Norway", "2025-05-20", "suggest")),
    ],
)  # fmt: skip
def test_texts(names: Names, sentence: str, agreement: tuple[object, ...]) -> None:
    article = Article(f"Oman, Norway\n\n{sentence}", publication=parse("2025-05-16"))
    agreements = [p for p in propose(article, names) if p.kind == "agreement"]
    assert [(p.values["title"], p.values.get("date"), p.confidence.value) for p in agreements] == [agreement]


def test_a_text_of_nobody_is_not_sure(names: Names) -> None:
    (proposal,) = (p for p in propose(Article("A treaty was signed on 12 May 2025."), names) if p.kind == "agreement")
    assert proposal.confidence == "suggest"


def test_a_milestone_has_the_date_of_the_sentence_that_states_it(names: Names) -> None:
    text = "Oman, Norway establish diplomatic relations\n\nOn 12 May Oman and Norway signed a joint communiqué on the "
    text += "establishment of diplomatic relations."
    assert values(text, names, "milestone", "type", "date") == [("diplomatic-relations", "2025-05-12")]


@pytest.mark.parametrize(
    ("text", "milestones"),
    [
        ("Today marks 34 years since Oman and Norway established diplomatic relations.",
         [("diplomatic-relations", "1991-05-16", ["NO", "OM"])]),
        ("The two countries, which established diplomatic relations in 1978, trade less than Oman and Kenya.",
         [("diplomatic-relations", "1978", ["NO", "OM"])]),
        ("The Oman–Norway Joint Economic Council met. They spoke. They ate. They drank. They sang. The council, "
         "established in 2017, is old.", [("mechanism", "2017", ["NO", "OM"])]),
    ],
)  # fmt: skip
def test_milestones(names: Names, text: str, milestones: list[tuple[object, ...]]) -> None:
    rows = values(f"Oman, Norway\n\n{text}", names, "milestone", "type", "date", "countries")
    assert [(kind, date, sorted(codes)) for kind, date, codes in rows] == milestones


@pytest.mark.parametrize(
    ("sentence", "milestones"),
    [
        ("The independence of Oman was recognised by Norway in 1971.", [("1971", ["NO", "OM"])]),
        ("Oman’s independence was first recognized by Norway on 3 May 1971.", [("1971-05-03", ["NO", "OM"])]),
        ("On 3 May 1971 Norway recognised Oman as a sovereign state.", [("1971-05-03", ["NO", "OM"])]),
        ("The independence of Oman was never recognised by Norway before 1971.", []),
        ("Oman’s independence has not been recognised by Norway in 1971.", []),
        ("The independence of the courts was recognised by Norway in 1971.", []),
    ],
)
def test_who_recognises_whom(names: Names, sentence: str, milestones: list[tuple[object, ...]]) -> None:
    assert values(f"Oman, Norway\n\n{sentence}", names, "milestone", "date", "countries") == milestones


def test_a_promise_keeps_what_stands_behind_its_day(names: Names) -> None:
    text = "Oman undertook to complete, before 30 June 2026, the ratification of the fishing treaty."
    title = "Complete, before 30 June 2026, the ratification of the fishing treaty"
    assert values(text, names, "commitment", "title", "due") == [(title, "2026-06-30")]


def test_a_line_of_credit_is_promised(names: Names) -> None:
    text = "Norway announced a Line of Credit of US$ 40 million for Oman."
    assert values(text, names, "commitment", "by", "value") == [(["NO"], 4e7)]


def test_scholarships_that_are_promised_are_no_figure(names: Names) -> None:
    text = "Norway has committed to providing ten scholarships annually to Oman from 2026."
    assert values(text, names, "trade-stat", "value") == []


@pytest.mark.parametrize(
    ("sentence", "agreements"),
    [
        ("Oman and Norway signed the notes related to the loan on May 3, 2024.",
         [("exchange-of-letters", "2024-05-03")]),
        ("Oman and Norway signed an exchange of notes on May 3, 2024.", [("exchange-of-letters", "2024-05-03")]),
        ("They signed and exchanged an agreement on water on May 3, 2024.", [("treaty", "2024-05-03")]),
        ("The ministers signed the guest book and compared notes on May 3, 2024.", []),
        ("They voiced interest in the signing of an agreement on water on May 3, 2024.", []),
    ],
)  # fmt: skip
def test_what_is_signed(names: Names, sentence: str, agreements: list[tuple[object, ...]]) -> None:
    assert values(f"Oman, Norway\n\n{sentence}", names, "agreement", "type", "date") == agreements


def test_the_country_of_the_first_host_is_that_of_the_others(names: Names) -> None:
    text = "On May 3, 2024, he met President Ola Berg of Norway, Speaker Kari Lund and Minister Per Dahl."
    rows = values(f"Oman, Norway\n\n{text}", names, "official", "name", "country")
    assert rows == [("Ola Berg", "NO"), ("Kari Lund", "NO"), ("Per Dahl", "NO")]


def test_a_meeting_of_one_with_another(names: Names) -> None:
    text = "The Meeting of President Badr Salim of Oman with President Ola Berg of Norway took place on May 3, 2024."
    assert values(text, names, "meeting", "date") == [("2024-05-03",)]


def test_the_preparation_of_a_visit_is_no_visit(names: Names) -> None:
    text = "On May 3, 2024, Minister Badr Salim of Oman spoke of the preparations for this visit to Norway."
    assert values(text, names, "meeting", "date") == []


def test_the_first_to_come_are_no_count(names: Names) -> None:
    text = "It is ten years since the first 8 students of Oman came to study in Norway."
    assert values(text, names, "trade-stat", "value") == []


@pytest.mark.parametrize(
    ("time", "is_high"),
    [("in May 2023", (True, True)), ("in 2023", (False, True)), ("last week", (False, False)), ("today", (True, True))],
)
def test_a_month_is_enough_for_a_meeting_and_a_year_for_a_visit(
    names: Names, time: str, is_high: tuple[bool, bool]
) -> None:
    for words, expected in zip(("met President Ola Berg of Norway", "visited Norway"), is_high, strict=True):
        (meeting,) = outlines(f"President Badr Salim of Oman {words} {time}.", names, "meeting")
        assert meeting.endswith("!") == expected


def test_today_of_an_unknown_day_leaves_a_doubt(names: Names) -> None:
    article = Article("President Badr Salim of Oman is visiting Norway today.", publication=parse("2023-05"))
    (meeting,) = (p for p in propose(article, names) if p.kind == "meeting")
    assert (meeting.values["date"], meeting.confidence.value) == ("2023-05", "suggest")


def test_what_was_signed_at_the_end_of_a_session_has_its_day(names: Names) -> None:
    text = (
        "The 15th session of the Oman–Norway Joint Commission was held in Oslo on 12 May 2025. A meeting of experts "
        "took place on 10 May 2025. At the end of the session, an agreement on water was signed."
    )
    (agreement,) = (p for p in propose(Article(text, publication=parse("2025-05-16")), names) if p.kind == "agreement")
    assert (agreement.values["date"], agreement.confidence.value) == ("2025-05-12", "high")


@pytest.mark.parametrize(
    ("behind", "city"),
    [
        ("in Oslo in March 2022.", "oslo"),
        ("in March 2022, and Norway opened an embassy in Oslo.", None),
        ("in March 2022, while talks on water began in Oslo.", None),
    ],
)
def test_an_agreement_was_not_signed_in_the_city_of_another_clause(names: Names, behind: str, city: str | None) -> None:
    text = f"Oman and Norway trade. The two countries signed a customs agreement {behind}"
    (agreement,) = (p for p in propose(Article(text, publication=parse("2025-05-16")), names) if p.kind == "agreement")
    assert agreement.values.get("city") == city


def test_people_who_met_beside_something_else_were_no_session(names: Names) -> None:
    text = (
        "Foreign Minister Badr Salim of Oman called Foreign Minister Ola Berg of Norway on 9 May 2025. They prepared a "
        "meeting of the Oman–Norway Joint Commission.\n\nThe ministers last met in April "
    )

    def dates_of_sessions(place: str) -> list[str]:
        article = Article(text + place, publication=parse("2025-05-16"))
        return [p.values["date"] for p in propose(article, names) if p.values.get("type") == "session"]

    assert dates_of_sessions("on the margins of a forum in Oslo.") == []
    assert dates_of_sessions("in Oslo.") == ["2025-04"]
