"""No proposal says more than its text: its names, titles, spellings, countries, days and reasons stand there."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal
from app.curate.rules import agreements, cities, commitments, mechanisms, meetings, officials
from app.domain.edtf import parse


def article(text: str) -> Article:
    return Article(text, publication=parse("2026-03-05"))


@pytest.mark.parametrize(
    ("words", "name", "acronym"),
    [
        ("Kenya–Peru Strategic Council", "Kenya–Peru Strategic Council", None),
        ("Strategic Council of Kenya and Peru", "Kenya–Peru Strategic Council", None),
        ("Supreme Strategic Council of Kenya and Peru", "Kenya–Peru Supreme Strategic Council", None),
        ("Kenya–Peru High-Level Strategic Cooperation Council",
         "Kenya–Peru High-Level Strategic Cooperation Council", None),
        ("Kenya–Peru High-Level Strategic Cooperation Council (HLSCC)",
         "Kenya–Peru High-Level Strategic Cooperation Council", "HLSCC"),
        ("HLSCC of Kenya and Peru", "Kenya–Peru HLSCC", "HLSCC"),
    ],
)  # fmt: skip
def test_a_new_mechanism_has_the_name_of_the_text(names: Names, words: str, name: str, acronym: str | None) -> None:
    text = article(f"The third session of the {words} took place in Lima on 3 March 2026.")
    (mechanism,) = mechanisms.propose(text, names)
    assert (mechanism.values["name"], mechanism.values.get("acronym")) == (name, acronym)
    (meeting,) = meetings.propose(text, names)
    assert meeting.values["title"] == f"Third meeting of the {name}"


def test_a_session_is_no_surer_than_its_mechanism(names: Names) -> None:
    text = "Kenya and Peru speak of fish\n\nThe fifth session of the Joint Fisheries Commission was in Lima on {}."
    (meeting,) = meetings.propose(article(text.format("3 March 2026")), names)
    (mechanism,) = mechanisms.propose(article(text.format("3 March 2026")), names)
    assert meeting.confidence is mechanism.confidence is Confidence.suggest


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("a Memorandum of Understanding on cooperation in nuclear safety",
         "Memorandum of Understanding on cooperation in nuclear safety"),
        ("an agreement on mutual assistance in customs matters in Lima",
         "Agreement on mutual assistance in customs matters"),
        ("a protocol on cooperation in the field of tourism", "Protocol on cooperation in the field of tourism"),
        ("an agreement in the field of forestry", "Agreement in the field of forestry"),
        ("a memorandum on cooperation in the presence of both ministers", "Memorandum on cooperation"),
        ("a memorandum on cooperation in Lima", "Memorandum on cooperation"),
        ("a memorandum on cooperation in the presidential library", "Memorandum on cooperation"),
        ("a memorandum on cooperation in the energy sector", "Memorandum on cooperation in the energy sector"),
    ],
)  # fmt: skip
def test_a_title_goes_on_to_its_subject(names: Names, words: str, title: str) -> None:
    (agreement,) = agreements.propose(article(f"On 3 March 2026 Kenya and Peru signed {words}."), names)
    assert agreement.values["title"] == f"{title} between Kenya and Peru"


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("On 3 March 2026 Kenya and Peru signed a treaty on tea.", "signed or adopted"),
        ("A treaty on tea will be signed by Kenya and Peru in Lima on 9 April 2026.", "to be signed"),
        ("The treaty on tea between Kenya and Peru entered into force on 3 March 2026.", "entered into force"),
    ],
)
def test_why_an_agreement_is_proposed(names: Names, sentence: str, reason: str) -> None:
    (agreement,) = agreements.propose(article(sentence), names)
    assert reason in agreement.why


def test_evidence_of_an_agreement_is_for_values_that_it_has(names: Names) -> None:
    text = "On 3 March 2026 President of Kenya Otieno Mwangi received Prime Minister of Peru Luis Rojas in Nairobi. "
    (agreement,) = agreements.propose(article(text + "The ministers signed a treaty on tea."), names)
    assert {field for quote in agreement.quotes for field in quote.fields} <= agreement.values.keys()


@pytest.mark.parametrize(
    ("words", "expected"), [("Ulaanbaatar", ["Ulaanbaatar"]), ("Ulan Bator", None), ("the Mongolian capital", None)]
)
def test_a_new_city_has_the_spelling_of_the_text(names: Names, words: str, expected: list[str] | None) -> None:
    text = f"The second session of the Joint Commission of Kenya and Mongolia took place in {words} on 3 March 2026."
    (city,) = cities.propose(article(text), names)
    assert (city.values["id"], city.values.get("aliases")) == ("ulan-bator", expected)


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("The Prime Minister of Peru stayed in Nairobi, his spokesperson Ana Ortiz said.", "PE"),
        ("The Prime Minister of Peru stayed in Nairobi. His press secretary Ana Ortiz said so.", "PE"),
        ("Rojas left Nairobi, his spokesperson Ana Ortiz said.", "PE"),
        ("President of Kenya Otieno Mwangi arrived late, his spokesperson Ana Ortiz said.", "KE"),
    ],
)
def test_staff_is_of_the_country_of_the_superior(names: Names, sentence: str, country: str) -> None:
    text = "President of Kenya Otieno Mwangi met Prime Minister of Peru Luis Rojas in Nairobi on 3 March 2026."
    people = {
        p.values["name"]: p.values.get("country") for p in officials.propose(article(f"{text}\n\n{sentence}"), names)
    }
    assert people["Ana Ortiz"] == country


SESSION = "On 2 March 2026 the third session of the Kenya–Peru Joint Commission took place in Lima."


def promises(names: Names, sentence: str) -> list[tuple[str, str, str | None]]:
    items: list[Proposal] = [*commitments.propose(article(f"Kenya and Peru meet\n\n{SESSION}\n\n{sentence}"), names)]
    return [(p.values["title"], p.values["made"], p.values.get("due")) for p in items]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kenya undertook to open a trade house in Lima by July 2026 and to expand the pier.",
         [("Open a trade house in Lima by July 2026", "2026-03-02", "2026-07"),
          ("Expand the pier", "2026-03-02", None)]),
        ("Peru pledged to build a school by July 2026 and to repair the pier by May 2027.",
         [("Build a school by July 2026", "2026-03-02", "2026-07"),
          ("Repair the pier by May 2027", "2026-03-02", "2027-05")]),
        ("Yesterday Kenya pledged to open a school by July 2026.",
         [("Open a school by July 2026", "2026-03-04", "2026-07")]),
        ("The sides agreed to open a road by July 2026 and to raise trade to $500 million by 2030.",
         [("Raise trade between Kenya and Peru to 500 million US dollars", "2026-03-02", "2030")]),
    ],
)  # fmt: skip
def test_each_promise_has_its_own_words_and_days(
    names: Names, sentence: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert promises(names, sentence) == expected


VISITOR = "President of Peru Luis Rojas"


@pytest.mark.parametrize(
    ("headline", "words", "kind"),
    [
        ("Rojas pays official visit to Kenya", "state", "State visit"),
        ("Rojas pays state visit to Kenya", "official", "State visit"),
        ("Rojas pays official visit to Kenya", "working", "Working visit"),
        ("Rojas visits Kenya", "working", "Working visit"),
    ],
)
def test_the_kind_of_a_visit(names: Names, headline: str, words: str, kind: str) -> None:
    text = f"{headline}\n\nOn 3 March 2026 {VISITOR} arrived in Nairobi, Kenya, on a {words} visit."
    (visit, *_) = meetings.propose(article(text), names)
    assert visit.values["title"].startswith(kind)


@pytest.mark.parametrize(
    "sentence",
    [
        "Will Rojas visit Nairobi in April?",
        "In 2025 our leaders met four times.",
        "Rojas and Mwangi met twice in 2025.",
    ],
)
def test_what_is_no_meeting(names: Names, sentence: str) -> None:
    text = f"Kenya and Peru\n\n{VISITOR} and President of Kenya Otieno Mwangi spoke of trade.\n\n{sentence}"
    assert [p.values["id"] for p in meetings.propose(article(text), names)] == []


def test_another_sentence_may_say_that_a_visit_is_a_state_visit(names: Names) -> None:
    text = f"On 3 March 2026 {VISITOR} arrived in Nairobi, Kenya, on an official visit. The state visit ends tomorrow."
    (visit, *_) = meetings.propose(article(text), names)
    assert visit.values["title"].startswith("State visit")


def test_who_speaks_is_not_who_visits(names: Names) -> None:
    text = f"{VISITOR} spoke of trade with Kenya.\n\nRojas: he is expected to visit Kenya in April."
    assert not [p for p in meetings.propose(article(text), names) if "participants" in p.values]
