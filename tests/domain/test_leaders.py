"""The countries of leaders by their names."""

import pytest

from app.domain.leaders import country_of_leader


@pytest.mark.parametrize(
    ("name", "has_post", "country"),
    [
        ("Joko Widodo", False, "ID"),
        ("João Lourenco", False, "AO"),
        ("Sheikh Mohammed bin Zayed", False, "AE"),
        ("Ferdinand R. Marcos Jr", False, "PH"),
        ("Mokgweetsi Eric Masisi", False, "BW"),
        ("Mandela", True, "ZA"),
        ("Mandela", False, None),
        ("Nelson Rojas", True, None),
        ("Winnie Mandela", True, None),
        ("Kim", True, None),
        ("", True, None),
    ],
)
def test_a_name_leads_to_the_country_that_the_person_led(name: str, has_post: bool, country: str | None) -> None:
    assert country_of_leader(name, frozenset(), has_post=has_post) == country


def test_of_two_with_one_surname_the_one_of_a_country_of_the_text_is_meant() -> None:
    assert country_of_leader("Kim", {"KP", "PE"}, has_post=True) == "KP"
