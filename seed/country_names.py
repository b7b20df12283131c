"""Writes ``app/curate/lexicons/country_names.py``: the names of all countries in the languages of the lexicons.

To renew it, from the folder of the project::

    uv run --no-project --with babel python seed/country_names.py

The names are of the Unicode CLDR, by Babel. ``iso_3166.yaml`` leaves out a name that is spelled as another, and so does
not have them all.
"""

import re
from pathlib import Path

from babel import Locale  # type: ignore[import-not-found, unused-ignore]

TARGET = Path(__file__).parents[1] / "app" / "curate" / "lexicons" / "country_names.py"
HEAD = '''\
"""The names of all countries by language, of the Unicode CLDR. Made by ``seed/country_names.py``: change that.

A line is ``CODE: name``.
"""

'''
LANGUAGES = {"kk": "KAZAKH", "ru": "RUSSIAN", "tr": "TURKISH"}
NO_COUNTRIES = "AC BV CP CQ DG EA EU EZ HM IC IO QO TA TF UM UN XA XB ZZ".split()  # noqa: SIM905
"""Regions of the CLDR that are no countries, or in which nobody lives."""


def table(language: str) -> str:
    names = sorted(Locale(language).territories.items())
    lines = (
        f"{code}: {re.sub(r' ?[(].*', '', name)}\n"
        for code, name in names
        if re.fullmatch("[A-Z]{2}", code) and code not in NO_COUNTRIES and " - " not in name
    )
    return f'{LANGUAGES[language]} = """\n{"".join(lines)}"""\n'


if __name__ == "__main__":
    TARGET.write_text(HEAD + "\n".join(map(table, LANGUAGES)), "utf-8")
