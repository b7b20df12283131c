"""Mechanisms in a text: by family and members, never by a shared name alone."""

import pytest

from app.curate.mentions.mechanisms import Surroundings, mechanisms
from app.curate.mentions.parties import PartyForm, PartyMention
from app.curate.mentions.regional import regional_formats
from app.curate.names import Names

COUNTRIES = {"KZ": "Kazakhstan", "TR": "Türkiye", "UZ": "Uzbekistan", "JP": "Japan", "DE": "Germany"}
GROUP = "the eighth meeting of the Joint Strategic Planning Group"


@pytest.mark.parametrize(
    ("text", "sentence", "paragraph", "headline", "expected"),
    [
        (GROUP, ["KZ", "TR"], [], [], "jspg-kz-tr sentence"),
        (GROUP, [], ["TR", "KZ"], [], "jspg-kz-tr paragraph"),
        (GROUP, [], [], ["TR", "KZ"], "jspg-kz-tr headline"),
        (GROUP, [], [], [], None),
        (GROUP, ["KZ"], ["KZ", "UZ"], [], "jspg-kz-uz paragraph"),
        (GROUP.lower(), ["KZ", "TR"], [], [], "jspg-kz-tr sentence"),
        ("the JSPG", ["KZ", "UZ"], [], [], "jspg-kz-uz sentence"),
        ("the Organisation of Turkic States", [], [], [], "ots name"),
        ("the Supreme Interstate Council", ["KZ", "UZ"], [], [], "supreme-interstate-council-kz-uz sentence"),
        ("the intergovernmental commission", ["JP", "DE"], [], [], "intergovernmental-commission-de-jp sentence"),
        ("the Joint Commission on Trade in Bonn", ["JP", "DE"], [], [], "joint-commission-on-trade-de-jp sentence"),
        ("the UN Security Council", ["JP", "DE"], [], [], "un name"),
        ("the National Planning Commission", ["JP", "DE"], [], [], None),
        ("a joint council", ["JP", "DE"], [], [], None),
    ],
)  # fmt: skip
def test_mechanisms(
    names: Names, text: str, sentence: list[str], paragraph: list[str], headline: list[str], expected: str | None
) -> None:
    mentions = mechanisms(text, names, Surroundings(sentence, paragraph or sentence, headline), COUNTRIES)
    assert [f"{mention.id} {mention.near}" for mention in mentions] == ([expected] if expected else [])


def test_a_new_mechanism_is_named_by_its_members(names: Names) -> None:
    near = Surroundings(["UZ", "KZ"], ["UZ", "KZ"], [])
    (mention,) = mechanisms("the Joint Economic Commission", names, near, COUNTRIES)
    assert (mention.is_known, mention.name) == (False, "Kazakhstan–Uzbekistan Joint Economic Commission")
    assert (mention.members, mention.kind, mention.acronym) == (frozenset({"KZ", "UZ"}), "commission", "JEC")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the ministerial meeting of the Central Asia–Japan Dialogue", "Central Asia–Japan Dialogue"),
        ("the first summit of the “Central Asia plus Japan” Dialogue", "Central Asia plus Japan Dialogue"),
        ("the first «Central Asia plus Japan» Dialogue", "Central Asia plus Japan Dialogue"),
        ("the summit of the Central Asia–Japan dialogue", "Central Asia–Japan"),
    ],
)
def test_the_name_of_a_format_has_its_last_word(text: str, name: str) -> None:
    start = text.index("Japan")
    [mention] = regional_formats(text, [PartyMention("JP", PartyForm.name, start, start + len("Japan"))])
    assert mention.name == name
