"""The class of a position follows from the office in its title, not from other offices that the title mentions."""

import re

import pytest

from app.domain.position_classes import class_of

CLASSES = {
    "head-of-state": [
        "President", "Federal President", "President of the Republic", "President of the Republic of Examplia",
        "Head of State", "King", "Queen of Examplia", "Emir", "Acting President", "Interim President",
        "Former President", "ex-President", "outgoing President",
    ],
    "head-of-government": [
        "Prime Minister", "Premier", "Federal Chancellor", "Taoiseach", "Chairman of the Cabinet of Ministers",
        "Head of Government", "Chairman of the Government", "Caretaker Prime Minister", "Acting Premier",
        "Prime Minister and Minister of Defence", "Former Prime Minister",
    ],
    "foreign-minister": [
        "Foreign Minister", "Minister of Foreign Affairs", "Minister for Foreign and European Affairs",
        "Minister of European and Foreign Affairs", "External Affairs Minister", "Secretary of State",
        "Secretary of State for Foreign Affairs", "Foreign Secretary", "Acting Foreign Minister",
        "Deputy Prime Minister – Minister of Foreign Affairs", "Deputy Prime Minister and Foreign Minister",
        "Examplia's Foreign Minister",
    ],
    "minister": [
        "Minister of Trade", "Minister of Women’s Affairs", "Minister of Foreign Trade", "Trade and Economy Minister",
        "Secretary of the Treasury", "Secretary of Defense", "Home Secretary", "Secretary of State for Trade",
        "Minister without Portfolio", "Acting Minister of Trade", "Former Minister of Trade",
        "Chancellor of the Exchequer", "Vice President and Minister of Trade",
    ],
    "deputy-minister": [
        "Deputy Minister of Trade", "Vice Minister", "Vice-Minister of Foreign Affairs", "Assistant Minister",
        "Assistant Foreign Minister", "Associate Minister", "Deputy Prime Minister", "First Deputy Prime Minister",
        "Vice Premier", "Vice‑Premier", "Deputy Premier", "Vice Chancellor", "Under-Secretary of State",
        "Undersecretary", "Permanent Under-Secretary", "Deputy Secretary of State", "Assistant Secretary of State",
        "Deputy Secretary", "State Minister", "Minister of State", "Minister of State for External Affairs",
        "State Secretary", "Parliamentary Secretary", "Minister’s deputy", "Deputy to the Foreign Minister",
        "Deputy of the Prime Minister", "Acting Deputy Minister", "Former Deputy Foreign Minister",
        "Deputy Chairman of the Cabinet of Ministers", "Deputy Head of Government",
    ],
    "ambassador": [
        "Ambassador", "Ambassador Extraordinary and Plenipotentiary", "Ambassador-at-large", "Acting Ambassador",
        "Former Ambassador",
    ],
    "head-of-organization": [
        "Secretary-General", "Secretary General", "General Secretary", "Chairwoman", "Chair of the Board", "Speaker",
        "Director-General", "Governor", "Rector", "President of the Senate", "President of the Chamber of Trade",
        "President of the Supreme Court of the Republic", "Chief Executive", "Managing Director",
        "Acting Director", "Chancellor of the University", "Head of the Presidential Administration",
        "Director of the Centre under the Minister of Trade",
    ],
    "other": [
        "Deputy Ambassador", "Deputy Secretary-General", "Assistant Secretary-General", "Under-Secretary-General",
        "Vice President", "First Vice-President", "Deputy Speaker", "Speaker’s deputy", "Vice-Chairman",
        "Deputy Chair", "Deputy Governor", "Vice Rector", "Deputy Head of Mission", "Assistant Director",
        "Deputy of the Parliament", "Executive Vice President", "Ambassador’s deputy", "Acting Deputy Speaker",
        "President-elect", "Prime Minister-designate", "Ambassador-designate", "Foreign Minister designate",
        "Designated Minister", "Shadow Foreign Minister", "Incoming President", "Candidate for President",
        "Presidential candidate", "Honorary President", "Goodwill Ambassador",
        "Adviser to the Prime Minister", "Aide to the Foreign Minister", "President’s adviser",
        "Assistant to the President", "Minister's assistant", "Secretary to the Prime Minister",
        "Spokesman for the Foreign Minister", "Envoy of the President", "Prime Minister’s Office",
        "Adviser to the President and Prime Minister", "Press Secretary", "Deputy Press Secretary",
        "First Secretary of the Embassy",
        "Secretary of the Security Council", "Permanent Secretary", "Minister-Counsellor", "Minister Plenipotentiary",
        "Chargé d'affaires", "Chargé d’affaires a.i.", "Crown Prince", "Chief expert", "Senator", "",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "title"), [(kind, title) for kind, titles in CLASSES.items() for title in titles])
def test_the_class_of_a_title(kind: str, title: str) -> None:
    assert class_of(title) == kind
    assert class_of(title.upper()) == kind


PRINCIPALS = [title for titles in CLASSES.values() for title in titles if re.fullmatch(r"[\w .-]+", title)]


@pytest.mark.parametrize("title", [title for title in PRINCIPALS if " and Min" not in title and " and F" not in title])
def test_a_deputy_is_of_the_class_of_deputies(title: str) -> None:
    ministers = ("deputy-minister", "minister", "foreign-minister", "head-of-government")
    expected = {"deputy-minister"} if class_of(title) in ministers else {"other"}
    expected |= {"deputy-minister"} if title.endswith("Secretary") else set()
    assert {class_of(f"Deputy {title}"), class_of(f"Deputy to the {title}")} <= expected


@pytest.mark.parametrize(
    ("title", "body", "kind"),
    [
        ("Chairman", "Cabinet of Ministers of Examplia", "head-of-government"),
        ("President", "Council of Ministers", "head-of-government"),
        ("Deputy Chairman", "Cabinet of Ministers of Examplia", "deputy-minister"),
        ("President", "Senate", "head-of-organization"), ("President", None, "head-of-state"),
        ("President", "Republic of Examplia", "head-of-state"), ("Vice President", "Senate", "other"),
        ("Secretary", "Cabinet", "other"), ("Director", "Ministry of Trade", "other"),
        ("Director", "Institute of Trade", "head-of-organization"),
    ],
)  # fmt: skip
def test_an_organisation_says_what_its_head_is(title: str, body: str | None, kind: str) -> None:
    assert class_of(title, body) == kind
