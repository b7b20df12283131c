"""Writes ``app/curate/lexicons/country_names.tsv``: the names of all countries in the languages of the lexicons.

To renew it, from the folder of the project::

    uv run --no-project --with babel python seed/country_names.py

The names are of the Unicode CLDR, by Babel. ``iso_3166.yaml`` leaves out a name that is spelled as another, and so does
not have them all.
"""

import re
from pathlib import Path

from babel import Locale  # type: ignore[import-not-found, unused-ignore]

TARGET = Path(__file__).parents[1] / "app" / "curate" / "lexicons" / "country_names.tsv"
LANGUAGES = ("kk", "ru", "tr")
NO_COUNTRIES = "AC BV CP CQ DG EA EU EZ HM IC IO QO TA TF UM UN XA XB ZZ".split()  # noqa: SIM905
"""Regions of the CLDR that are no countries, or in which nobody lives."""


def names(language: str) -> dict[str, str]:
    """The name of each country by its code."""
    return {
        code: re.sub(r" ?[(].*", "", name)
        for code, name in Locale(language).territories.items()
        if re.fullmatch("[A-Z]{2}", code) and code not in NO_COUNTRIES and " - " not in name
    }


def table() -> str:
    """A line for each country, a column for each language, parted by tabs."""
    columns = [names(language) for language in LANGUAGES]
    codes = sorted({code for column in columns for code in column})
    rows = [["code", *LANGUAGES], *([code, *(column.get(code, "") for column in columns)] for code in codes)]
    return "".join("\t".join(row) + "\n" for row in rows)


if __name__ == "__main__":
    TARGET.write_text(table(), "utf-8")
