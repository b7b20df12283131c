"""The names that the rules know, taken from the seed."""

from app import DATA
from app.curate.mentions.parties import codes
from app.curate.seed_names import names_in_seed
from app.ingest.seed_reader import Seed


def test_the_names_of_the_seed() -> None:
    names = names_in_seed(Seed(DATA / "seed"))
    assert codes("the Uzbek, Azeri and U.S. envoys to the EU", names) == ["UZ", "AZ", "US", "EU"]
    group = next(mechanism for mechanism in names.mechanisms if mechanism.id == "jspg-kz-tr")
    assert group.members == {"KZ", "TR"}
    assert "JSPG" in group.family_spellings
    assert "JSPG" not in group.spellings
    fidan = next(person for person in names.people if person.id == "hakan-fidan")
    assert fidan.posts[0] == "Foreign Minister"
    assert {city.country for city in names.cities if city.name == "Ankara"} == {"TR"}
