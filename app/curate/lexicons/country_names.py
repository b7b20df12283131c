"""The names of all countries in the languages of the lexicons, from the Unicode CLDR."""

import csv
from importlib.resources import files

TABLE = "country_names.tsv"
"""Made by ``seed/country_names.py``: a line for each country, a column for each language."""


def country_name_rows(language: str) -> str:
    """A line ``CODE: name`` for each country that has a name in the language."""
    with (files(__package__) / TABLE).open(encoding="utf-8") as table:
        rows = csv.DictReader(table, delimiter="\t")
        return "".join(f"{row['code']}: {row[language]}\n" for row in rows if row[language])
