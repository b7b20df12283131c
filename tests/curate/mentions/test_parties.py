"""Parties in a sentence: names, peoples, capitals as governments."""

import time

import pytest

from app.curate.mentions.parties import codes, parties
from app.curate.names import Names, PartyNames
from app.domain.demonyms import capitals, peoples
from tests.curate.long_lines import HANG

NAMES = Names(
    parties=(
        PartyNames("KZ", "Kazakhstan", "state", ("Kazakhstan", "Қазақстан", "KAZ")),
        PartyNames("TR", "Türkiye", "state", ("Türkiye", "Turkey", "Turkiye")),
        PartyNames("KR", "South Korea", "state", ()),
        PartyNames("NG", "Nigeria", "state", ()),
        PartyNames("NE", "Niger", "state", ()),
        PartyNames("US", "United States", "state", ("America",)),
        PartyNames("GB", "United Kingdom", "state", ("UK", "Britain")),
        PartyNames("BY", "Belarus", "state", ()),
        PartyNames("UN", "United Nations", "organization", ("UN", "ООН")),
    )
)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Kazakhstan’s exports to Türkiye", {"KZ": "Kazakhstan", "TR": "Türkiye"}),
        ("Turkiye's and Kazakhstani goods", {"TR": "Turkiye", "KZ": "Kazakhstani"}),
        ("the Turkish–Kazakh talks", {"TR": "Turkish", "KZ": "Kazakh"}),
        ("Kazakhs and Turks", {"KZ": "Kazakhs", "TR": "Turks"}),
        ("ties between Ankara and Astana", {"TR": "Ankara", "KZ": "Astana"}),
        ("Seoul has proposed a date", {"KR": "Seoul"}),
        ("South Korean firms", {"KR": "South Korean"}),
        ("the Nigerian and Nigerien ministers", {"NG": "Nigerian", "NE": "Nigerien"}),
        ("U.S. and UK officials", {"US": "U.S", "GB": "UK"}),
        ("US-led and British", {"US": "US", "GB": "British"}),
        ("KAZAKHSTAN AND TURKIYE SIGN", {"KZ": "KAZAKHSTAN", "TR": "TURKIYE"}),
        ("Қазақстан және ООН", {"KZ": "Қазақстан", "UN": "ООН"}),
        ("the United Nations", {"UN": "United Nations"}),
        ("they met in Ankara on the way to Minsk", {}),
        ("ASTANA – A new plant opens", {}),
        ("the Minsk Declaration", {}),
        ("they told us that turkey is served", {}),
        ("the code KAZ", {}),
    ],
)
def test_parties(text: str, mentions: dict[str, str]) -> None:
    assert {mention.code: text[mention.start : mention.end] for mention in parties(text, NAMES)} == mentions


def test_each_code_once_in_the_order_of_the_text() -> None:
    assert codes("Turkish firms in Kazakhstan and Türkiye", NAMES) == ["TR", "KZ"]


def test_no_people_and_no_capital_stands_for_two_countries() -> None:
    for entries in ([*peoples()], [*capitals()]):
        assert len({name for name, _ in entries}) == len(entries)


@pytest.mark.parametrize("text", ["Kazakhstan, Turkish " * 5_000, "A" * 1_000_000, "South " * 10_000])
def test_a_long_text_is_read_in_one_pass(text: str) -> None:
    start = time.process_time()
    parties(text, NAMES)
    assert time.process_time() - start < HANG, "the time grows with the square of the length"
