"""Writes ``seed/iso_3166.yaml``: the countries of ISO 3166-1 with their usual names.

To renew it, from the folder of the project::

    uv run --no-project --with pycountry --with babel --with anyascii python seed/iso_3166.py

Codes and official names are of pycountry, which has them of ISO 3166-1; common names, and those in Turkish, Russian and
Kazakh, are of the Unicode CLDR, by Babel. What follows is ours: the names that both put otherwise than people do.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pycountry  # type: ignore[import-not-found, unused-ignore]
from anyascii import anyascii
from babel import Locale  # type: ignore[import-not-found, unused-ignore]

TARGET = Path(__file__).with_name("iso_3166.yaml")
HEAD = """\
# Made by iso_3166.py: change that. ISO 3166-1 with the usual names, and Kosovo, for which XK is in common use. No
# document supports these. An entry of countries.yaml with the same id stands before the one here, which fills it up.
"""
LANGUAGES = ("tr", "ru", "kk")
NAMES = {
    "BN": "Brunei", "BQ": "Caribbean Netherlands", "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo", "FK": "Falkland Islands", "MF": "Saint Martin", "PS": "Palestine", "RU": "Russia",
    "SX": "Sint Maarten", "VA": "Vatican City", "VG": "British Virgin Islands", "VI": "United States Virgin Islands",
}  # fmt: skip
OFFICIAL = {"MM": "Republic of the Union of Myanmar", "PS": "State of Palestine", "XK": "Republic of Kosovo"}
WITHOUT_OFFICIAL = ("BQ", "SX", "TW")
ALIASES = {
    "AE": ["UAE", "Emirates"], "BA": ["Bosnia", "Bosnia-Herzegovina", "BiH"], "BY": ["Belorussia"],
    "CD": ["DRC", "DR Congo", "Congo-Kinshasa", "Zaire"], "CF": ["CAR"], "CG": ["Congo-Brazzaville"],
    "CI": ["Ivory Coast"], "CN": ["PRC", "Mainland China"], "CZ": ["Czech Republic"], "FK": ["Malvinas"],
    "FM": ["Federated States of Micronesia"], "GB": ["UK", "Great Britain", "Britain"], "GM": ["The Gambia"],
    "BS": ["The Bahamas"], "KG": ["Kirghizia", "Kyrgyz Republic"], "KP": ["DPRK"], "KR": ["Republic of Korea", "ROK"],
    "LA": ["Lao PDR"], "MK": ["Macedonia", "FYROM"], "MM": ["Burma"], "MO": ["Macau"], "NL": ["Holland"],
    "PG": ["PNG"], "RU": ["Russian Federation"], "SA": ["KSA"], "SZ": ["Swaziland"], "TL": ["East Timor"],
    "TR": ["Turkey", "Turkiye"], "TW": ["Chinese Taipei"], "UA": ["The Ukraine"],
    "US": ["United States of America", "America"], "VA": ["Holy See", "Vatican"], "VN": ["Viet Nam"],
    "ST": ["São Tomé and Príncipe"], "SY": ["Syrian Arab Republic"], "CV": ["Cape Verde"],
}  # fmt: skip


AMBIGUOUS = ("Конго",)


def fold(text: str) -> str:
    return re.sub("[^a-z0-9]+", " ", anyascii(text).lower()).strip()


def countries() -> list[dict[str, Any]]:
    """The entries, each with all its names, in the order of their codes."""
    found = [
        {"id": one.alpha_2, "alpha3": one.alpha_3, "numeric": one.numeric, **_names(one)} for one in pycountry.countries
    ]
    found.append({"id": "XK", "alpha3": None, "numeric": None, "name": "Kosovo", "official_name": OFFICIAL["XK"]})
    for entry in found:
        code = entry["id"]
        spoken = [Locale(language).territories.get(code) for language in ("en", *LANGUAGES)]
        names = [*entry.pop("iso", []), *ALIASES.get(code, ()), *filter(None, spoken)]
        entry["aliases"] = [name for name in names if name not in AMBIGUOUS]
    return sorted(found, key=lambda entry: str(entry["id"]))


def _names(one: Any) -> dict[str, Any]:
    code, english = one.alpha_2, Locale("en").territories
    plain = one.name if not re.search(r"[,(]", one.name) else english[code]
    name = NAMES.get(code) or getattr(one, "common_name", None) or plain.replace("’", "'")
    official = OFFICIAL.get(code) or getattr(one, "official_name", None)
    official = None if code in WITHOUT_OFFICIAL else official
    return {"name": name, "official_name": official, "iso": [one.name]}


def without_clashes(entries: list[dict[str, Any]]) -> None:
    """Leave each name once, and with one country: an alias that two would have is neither's."""
    own = [{fold(entry[name]) for name in ("id", "alpha3", "numeric", "name", "official_name") if entry[name]}
           for entry in entries]  # fmt: skip
    shared = Counter(name for names in own for name in names)
    shared.update(
        name
        for entry, names in zip(entries, own, strict=True)
        for name in {fold(one) for one in entry["aliases"]} - names
    )
    for entry, names in zip(entries, own, strict=True):
        aliases: dict[str, str] = {}
        for alias in entry["aliases"]:
            if fold(alias) and fold(alias) not in names and shared[fold(alias)] == 1:
                aliases.setdefault(fold(alias), alias)
        entry["aliases"] = list(aliases.values())


def quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def line(entry: dict[str, Any]) -> str:
    fields = [f"id: {quoted(entry['id'])}"]
    fields += [
        f"{name}: {quoted(entry[name])}" for name in ("alpha3", "numeric", "name", "official_name") if entry[name]
    ]
    fields.append(f"editorial_aliases: [{', '.join(map(quoted, entry['aliases']))}]")
    return f"- {{{', '.join(fields)}}}\n"


if __name__ == "__main__":
    made = countries()
    without_clashes(made)
    TARGET.write_text(HEAD + "".join(map(line, made)), "utf-8")
