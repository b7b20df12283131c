"""People in a text: known officials in any spelling, others by post and name."""

import pytest

from app.curate.mentions.parties import parties
from app.curate.mentions.people import people
from app.curate.mentions.person_names import PersonMention
from app.curate.names import Names, PersonNames


def read(names: Names, *sentences: str) -> list[PersonMention]:
    mentions_by_sentence = people(sentences, [parties(text, names) for text in sentences], names)
    return [mention for of_sentence in mentions_by_sentence for mention in of_sentence]


@pytest.mark.parametrize(
    ("text", "name", "title", "party"),
    [
        ("Foreign Minister of Japan Taro Yamada spoke.", "Taro Yamada", "Foreign Minister", "JP"),
        ("German Minister of Trade Anna Schmidt left.", "Anna Schmidt", "Minister of Trade", "DE"),
        ("Taro Yamada, Japan’s foreign minister, left.", "Taro Yamada", "Foreign Minister", "JP"),
        ("He met Trade and Industry Minister Ken Ito.", "Ken Ito", "Trade and Industry Minister", None),
        ("Minister of Economy and Trade of Georgia A. Beridze", "A. Beridze", "Minister of Economy and Trade", "GE"),
        ("Minister of Culture of the Republic of Uzbekistan Ali Valiyev", "Ali Valiyev", "Minister of Culture", "UZ"),
        ("Uzbekistan's Deputy Prime Minister Ali Valiyev", "Ali Valiyev", "Deputy Prime Minister", "UZ"),
        ("U.S. Secretary of State John Q. Public arrived", "John Q. Public", "Secretary of State", "US"),
        ("President of the European Commission Ursula von der Berg", "Ursula von der Berg", "President", "EU"),
        ("NATO Secretary General Jan de Vries", "Jan de Vries", "Secretary General", "NATO"),
        ("Says Ana Lee, a chief expert at the Oslo Institute for Peace", "Ana Lee", "Chief expert", "NO"),
        ("Ambassador of Germany to Kazakhstan Eva O’Brien", "Eva O’Brien", "Ambassador", "DE"),
        ("Peru’s Defence Minister, Rear Admiral Luis Vega, left.", "Luis Vega", "Defence Minister", "PE"),
        ("German Defence Minister General Karl Brandt left.", "Karl Brandt", "Defence Minister", "DE"),
        ("Gen. Arjun Singh (Retd.), Ambassador of India to Kenya, left.", "Arjun Singh", "Ambassador", "IN"),
        ("The Omani Minister of Energy, Eng. Said Al Harthy, left.", "Said Al Harthy", "Minister of Energy", "OM"),
        ("Davis Ochieng, Kenya’s Cabinet Secretary, left.", "Davis Ochieng", "Cabinet Secretary", "KE"),
        ("Serbia’s Deputy Prime Minister and Economy Minister Ana Ilic left.", "Ana Ilic", "Economy Minister", "RS"),
        ("Consul General of Japan Ken Ito left.", "Ken Ito", "Consul General", "JP"),
        ("On 15 May, EAM Dr. Kavita Rao left.", "Kavita Rao", "External Affairs Minister", "IN"),
        ("Speaker of the Bundestag Karl Brandt left.", "Karl Brandt", "Speaker", "DE"),
        ("Peru’s Vice President C.P. Mendoza left.", "C.P. Mendoza", "Vice President", "PE"),
        ("Azerbaijani President Ali Hasanov Meets Guests", "Ali Hasanov", "President", "AZ"),
    ],
)  # fmt: skip
def test_new_people_by_post_and_name(names: Names, text: str, name: str, title: str, party: str | None) -> None:
    (mention,) = read(names, text)
    assert (mention.id, mention.name) == (None, name)
    assert mention.post
    assert (mention.post.title, mention.post.party) == (title, party)


@pytest.mark.parametrize(
    "text",
    [
        "The Foreign Ministry of Japan and the Joint Economic Commission met in New York.",
        "Strategic Partnership Deepens as Leaders Meet",
        "The Minister said that Central Asia grows.",
        "President of Kazakhstan Visits Tokyo",
        "The chairman of the Foreign Economic Relations Board (DEIK), spoke.",
        "The head of the Trade Committee spoke.",
        "Ahmet Yilmaz bought bread.",
    ],
)
def test_no_place_council_or_headline_is_a_person(names: Names, text: str) -> None:
    assert read(names, text) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Erdogan, Erdoğan and ERDOGAN", ["recep-tayyip-erdogan"] * 3),
        ("Fidan Hakan and Касым-Жомарт Токаев", ["hakan-fidan", "kassym-jomart-tokayev"]),
        ("President Tokayev’s visit", ["kassym-jomart-tokayev"]),
        ("Bilal Erdoğan", []),
    ],
)
def test_known_officials_in_any_spelling(names: Names, text: str, ids: list[str]) -> None:
    assert [mention.id for mention in read(names, text)] == ids


def test_a_surname_of_two_officials_needs_the_full_name() -> None:
    names = Names(people=(PersonNames("a", "Ali Valiyev"), PersonNames("b", "Ana Valiyev")))
    assert read(names, "Valiyev spoke.") == []
    assert [mention.id for mention in read(names, "Ali Valiyev spoke.", "Valiyev left.")] == ["a", "a"]


def test_a_surname_stands_for_somebody_new_who_is_named_in_full(names: Names) -> None:
    mentions = read(names, "Yamada arrived.", "Foreign Minister Taro Yamada spoke.", "Yamada’s talks")
    assert [mention.name for mention in mentions] == ["Taro Yamada"] * 3


def test_a_counterpart_has_the_post_of_the_other(names: Names) -> None:
    _, counterpart = read(names, "Japanese Foreign Minister Taro Yamada met his German counterpart Eva Braun-Lee.")
    assert counterpart.post
    assert (counterpart.name, counterpart.post.title, counterpart.post.party, counterpart.is_inferred) == (
        "Eva Braun-Lee", "Foreign Minister", "DE", True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Otieno Mwangi, Chief Executive Officer of the Kenya Ports Authority, spoke.", "Chief Executive Officer",
         "Kenya Ports Authority"),
        ("Chief Executive of the Kenya Tea Board Otieno Mwangi spoke.", "Chief Executive", "Kenya Tea Board"),
        ("The President of Turismo del Lago, Otieno Mwangi, spoke.", "President", "Turismo del Lago"),
        ("The head of Adria Ports, Mr. Otieno Mwangi, spoke.", "Head", "Adria Ports"),
        ("Talks with Otieno Mwangi, Director for Western and Central Asia at the Kenyan Ministry for Trade (MFT).",
         "Director", "Kenyan Ministry for Trade"),
        ("The Secretary to the Treasury, Mr Otieno Mwangi, spoke.", "Secretary to the Treasury", None),
        ("Ministers of Transport of the two countries, Otieno Mwangi and Luis Rojas, met.", "Minister of Transport",
         None),
    ],
)  # fmt: skip
def test_the_post_and_the_organisation_of_somebody(names: Names, text: str, title: str, body: str | None) -> None:
    mention = next(mention for mention in read(names, text) if mention.name == "Otieno Mwangi")
    assert mention.post
    assert (mention.post.title, mention.post.body and mention.post.body.removeprefix("the ")) == (title, body)


@pytest.mark.parametrize(
    ("text", "homes"),
    [
        ("The Foreign Ministers of Kenya and Peru, Otieno Mwangi and Luis Rojas, met.", ["KE", "PE"]),
        ("The Kenyan and Peruvian foreign ministers, Otieno Mwangi and Luis Rojas, met.", ["KE", "PE"]),
        ("The Chilean, Kenyan and Peruvian presidents Ana Soto, Otieno Mwangi and Luis Rojas met.", ["CL", "KE", "PE"]),
        ("Presidents Otieno Mwangi of Kenya and Luis Rojas of Peru met.", ["KE", "PE"]),
        ("Kenyan Presidents Otieno Mwangi and Luis Rojas met.", ["KE", "KE"]),
    ],
)
def test_holders_of_one_post_have_the_countries_in_their_order(names: Names, text: str, homes: list[str]) -> None:
    assert [mention.post and mention.post.party for mention in read(names, text)] == homes
