"""Sentences that only sound like a fact of diplomacy, each kind beside one that is a fact."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal
from app.curate.rules import propose
from app.domain.edtf import parse

HEAD = "Kenya and Japan speak\n\nKenyan Foreign Minister Mary Otieno spoke of Japan and of the SCO on Monday.\n\n"

RECORDS = ("agreement", "commitment", "meeting", "milestone")


def records(names: Names, sentence: str, confidence: Confidence = Confidence.high) -> list[Proposal]:
    """What the rules propose of a sentence but for people, places and mechanisms."""
    proposals = propose(Article(HEAD + sentence, "en", parse("2025-05-06")), names)
    return [p for p in proposals if p.kind in RECORDS and p.confidence is confidence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Japan provided 30 million dollars in 2015.",
        "In 2015 Japan donated 30 million dollars.",
        "Japan pledged 30 million dollars in 2015.",
        "Japan pledged 30 million dollars to Kenya, Peru and Chile in 2015.",
        "Japan gave $5 million in March 2024 for a port, which opens in 2027.",
        "Kenya will hand over the library by 2027, according to local residents.",
        "Japan gave $5 million in March 2024 for a port in Kenya.",
        "Japan has lent Kenya $30 million since 2015.",
        "Japan granted Kenya a loan of $250 million.",
        "Signed in Astana in 2005, the singer's contract says, the treaty of Kenya and Japan is a song.",
        "Kenya and Japan read the player’s agreement, signed in Tokyo in 2005.",
        "The treaty between Japan and Kenya was exchanged in the news on 3 May 2025.",
        "Agreements between Japan and Kenya were signed in the film on 3 May 2025.",
        "The embassy of Japan in Nairobi received its first visitors on 3 May 2025.",
        "Kenya opened a bakery near the Embassy of Japan on 3 May 2025.",
        "The exhibition at the Japanese Embassy in Nairobi opened on 3 May 2025.",
        "Japan opened a photo show in the Embassy of Kenya in Tokyo on 3 May 2025.",
        "Kenya opened the Embassy School in Tokyo on 3 May 2025.",
        "The Embassy of Japan in Nairobi said that the bakery opened on 3 May 2025.",
        "Kenya became an observer of the elections in Japan on 3 May 2025.",
        "Kenya became an observer at the SCO talks on 3 May 2025.",
        "Kenya joined the race on 3 May 2025.",
        "Kenya joined the work of the SCO on 3 May 2025.",
        "Kenya’s bank joined the SCO on 3 May 2025.",
        "The council’s agreement with the hotel was signed by Kenya and Japan on 3 May 2025.",
        "Kenya and Japan discussed the raising of their ties to a strategic partnership in April 2025.",
        "Kenya and Japan may have raised their ties to a strategic partnership in April 2025.",
        "Kenya’s captain John Oduya signed a contract with a club in Japan on Sunday.",
        "He had opened a consulate in a flat in 2019.",
        "The Embassy of Japan opened its doors to students on Saturday.",
        "“He promised that Kenya would build a port by 2027,” said a victim.",
        "Kenya will pay the winner $100,000.",
        "The universities signed a memorandum on students in 2022.",
        "A team of Japan and its club had signed a declaration of Kenya and Japan on fair play in 2024.",
        "In a novel in which Kenya opens its embassy in Tokyo in 1911, a treaty is lost.",
        "A film about how Kenya opened its embassy in Tokyo on 3 May 2025 is long.",
        "Kenya recognised the independence of an island in 1911.",
        "The union’s president, Ali Harib, met Kenyan Sports Minister Ann Kamau on 3 May 2025.",
        "Kenya would build a port by 2027, critics said.",
        "Kenya will build a port by 2027, according to bloggers.",
        "Kenya would build a port by 2027, a baker said.",
        "Japan is paying $5 million to a lawyer.",
        "Japan will pay $5 million to a singer.",
        "Kenya is building 20 plants, of which two are worth $5 million and will open before 2027.",
        "Of the loan of Kenya and Japan, $5 billion will target trade.",
        "The signing of a treaty on tea between Kenya and Japan in 2025 was discussed.",
        "Kenya and Japan agreed to make the Forum a Council of Mayors and hold its first session in Tokyo in autumn.",
    ],
)
def test_what_only_sounds_so_is_not_sure(names: Names, sentence: str) -> None:
    assert records(names, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Japan pledged 30 million dollars on Monday.", "30 million dollars on Monday"),
        ("Japan pledged 30 million dollars by 2030.", "30 million dollars by 2030"),
        ("Signed in Astana in 2005, the treaty of Kenya and Japan covers fish.", "Treaty of Kenya and Japan"),
        ("Signed in Tokyo, Japan, on 3 May 2025, the treaty on fish of Kenya and Japan is short.",
         "Treaty on fish of Kenya and Japan"),
        ("The memorandum between Kenya and Japan was exchanged between the ministers on 3 May 2025.",
         "Memorandum between Kenya and Japan"),
        ("The leaders’ declaration on fish was signed by Kenya and Japan on 3 May 2025.",
         "Declaration on fish between Kenya and Japan"),
        ("Kenya signed a treaty with the two countries’ neighbour Japan on 3 May 2025.",
         "Treaty between Kenya and Japan"),
        ("Kenya and Japan signed a pact with the aim of peace on 3 May 2025.", "Pact between Kenya and Japan"),
        ("The ministries signed a memorandum on students in May 2025.",
         "Memorandum on students between Kenya and Japan"),
        ("Kenya recognised the independence of Peru in 1911.", "Kenya recognises the independence of Peru"),
        ("Kenya opened its embassy in Tokyo on 3 May 2025.", "Kenya opens its embassy in Japan"),
        ("After a film about tea, Kenya opened its embassy in Tokyo in 2025.", "Kenya opens its embassy in Japan"),
        ("Kenya opened its first embassy in Tokyo on 3 May 2025.", "Kenya opens its embassy in Japan"),
        ("The Embassy of Japan in Nairobi was opened in 1964.", "Japan opens its embassy in Kenya"),
        ("Kenya became an observer at the SCO in May 2025.", "Kenya joins the Shanghai Cooperation Organisation"),
        ("Kenya joined the organisation in May 2025.", "Kenya joins the Shanghai Cooperation Organisation"),
        ("Kenya will build a port by 2027, said a spokesman.", "Build a port by 2027"),
        ("Kenya would build a port by 2027, officials said.", "Build a port by 2027"),
        ("Tokyo said it would build a port by 2027.", "Build a port by 2027"),
        ("Kenya will hand over the library to residents by 2027.", "Hand over the library to residents by 2027"),
        ("Kenyan Foreign Minister Mary Otieno said to the media that Kenya will build a port by 2027.",
         "Build a port by 2027"),
        ("Japan announced $50 million for a port, which opened in 2015.", "$50 million for a port"),
        ("Japan announced a grant of $50 million for a hospital built in 2015.",
         "A grant of $50 million for a hospital built in 2015"),
        ("Japan pledged $50 million for 2026, after $30 million in 2015.",
         "$50 million for 2026, after $30 million in 2015"),
        ("Kenya will connect the port to the power grid by 2027.", "Connect the port to the power grid by 2027"),
        ("Kenya will build a road to the harbor by 2027.", "Build a road to the harbor by 2027"),
        ("Japan will give $5 million to the power company by 2027.", "Give $5 million to the power company by 2027"),
        ("Japan is paying $5 million by May 2027.", "Pay $5 million by May 2027"),
        ("Japan will pay $5 million to Kenya.", "Pay $5 million to Kenya"),
        ("Kenya signed a loan agreement with the central bank of Japan on 3 May 2025.",
         "Loan agreement between Kenya and Japan"),
        ("Kenya and Japan signed a treaty with a term of five years on 3 May 2025.",
         "Treaty between Kenya and Japan"),
        ("Last summer’s treaty between Kenya and Japan was signed in Tokyo on 3 May 2025.",
         "Treaty between Kenya and Japan"),
        ("On 3 May 2025 Kenya and Japan raised their ties to a strategic partnership.",
         "Kenya and Japan raise their relations to a strategic partnership"),
        ("President William Otieno said that Kenya and Japan raised ties to a strategic partnership in April 2025.",
         "Kenya and Japan raise their relations to a strategic partnership"),
        ("Kenya and Japan discussed trade and raised their ties to a strategic partnership in April 2025.",
         "Kenya and Japan raise their relations to a strategic partnership"),
        ("Kenya and Japan raised their ties to a strategic partnership in April 2025, which will bring trade.",
         "Kenya and Japan raise their relations to a strategic partnership"),
        ("In April 2025 Kenya and Japan became enhanced partners.",
         "Kenya and Japan raise their relations to an enhanced partnership"),
    ],
)  # fmt: skip
def test_what_is_so_is_proposed(names: Names, sentence: str, title: str) -> None:
    assert [record.values["title"] for record in records(names, sentence)] == [title]


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Governor Ann Kamau praised the team.", ["Ann Kamau"]),
        ("Trade Minister Ann Kamau praised the team of Peru’s President Luis Rojas.", ["Ann Kamau", "Luis Rojas"]),
        ("Ann Kamau, Secretary General of the Nordic Council, praised the team.", ["Ann Kamau"]),
        ("Trade Minister Ann Kamau met Foreign Minister Luis Rojas on 3 May 2025.", ["Ann Kamau", "Luis Rojas"]),
        ("Adviser Ann Kamau praised the team.", ["Ann Kamau"]),
    ],
)
def test_an_official_without_country_and_body(names: Names, sentence: str, people: list[str]) -> None:
    proposals = propose(Article(f"The team won\n\n{sentence}", "en", parse("2025-05-06")), names)
    assert [p.values["name"] for p in proposals if p.kind == "official"] == people


@pytest.mark.parametrize(
    ("language", "sentence", "is_sure"),
    [
        ("ru", "Сборная Кении встретилась со сборной Японии в Токио 3 мая 2025 года.", False),
        ("ru", "Министр Кении встретился с министром Японии в Токио 3 мая 2025 года.", True),
        ("kk", "2025 жылғы 3 мамырда Кения құрамасы Жапония құрамасымен кездесті.", False),
        ("kk", "2025 жылғы 3 мамырда Кения министрі Жапония министрімен кездесті.", True),
    ],
)
def test_a_match_of_teams_is_no_sure_meeting(names: Names, language: str, sentence: str, is_sure: bool) -> None:
    proposals = propose(Article(f"{sentence}\n\n{sentence}", language, parse("2025-05-06")), names)
    assert [p.confidence is Confidence.high for p in proposals if p.kind == "meeting"] == [is_sure]


@pytest.mark.parametrize(
    ("post", "position"),
    [("Президент Федерации футбола Кении", "head-of-organization"), ("Президент Кении", "head-of-state")],
)
def test_the_president_of_a_federation_is_no_head_of_state(names: Names, post: str, position: str) -> None:
    text = f"Спорт\n\n{post} Марат Омаров поздравил команду."
    officials = [p for p in propose(Article(text, "ru", parse("2025-05-06")), names) if p.kind == "official"]
    assert [official.values["positions"][0]["class"] for official in officials] == [position]


@pytest.mark.parametrize(
    ("sentence", "is_sure"),
    [
        ("Kenya’s exports to Japan reached $12 million in 2024.", True),
        ("Exports of the firm to Japan reached $12 million in 2024.", False),
        ("The tea company’s exports to Japan reached $12 million in 2024.", False),
    ],
)
def test_the_exports_of_a_firm_are_not_those_of_its_country(names: Names, sentence: str, is_sure: bool) -> None:
    figures = [p for p in propose(Article(HEAD + sentence, "en", parse("2025-05-06")), names) if p.kind == "trade-stat"]
    assert [figure.confidence is Confidence.high for figure in figures] == [is_sure]


def test_the_subject_of_a_turkish_sentence_opens_the_embassy(names: Names) -> None:
    text = "Norveç ile Kenya\n\nNorveç, Nairobi’de büyükelçiliğini 2010 yılında açtı."
    titles = [
        p.values["title"] for p in propose(Article(text, "tr", parse("2025-05-06")), names) if p.kind == "milestone"
    ]
    assert titles == ["Norway opens its embassy in Kenya"]
