"""Writes ``seed/iso_3166.yaml``: the countries of ISO 3166-1, and former ones of ISO 3166-3, with their usual names.

To renew it, from the folder of the project::

    uv run --no-project --with pycountry --with babel --with anyascii python seed/iso_3166.py

Codes and official names are of pycountry, which has them of ISO 3166; common names, and those in Turkish, Russian and
Kazakh, are of the Unicode CLDR, by Babel. Ours are the names that people use instead of theirs, what is a territory,
and when former countries began and ended. ISO 3166-3 has only when their codes were withdrawn.
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
# Made by iso_3166.py: change that. ISO 3166-1 with the usual names, Kosovo, for which XK is in common use, and what
# ISO 3166-3 has of states and territories that have ended. A country that only took another name has its former code
# and name among the aliases. A state is a member or observer of the United Nations; all others are territories. No
# document supports these. An entry of countries.yaml with the same id comes first; the entry here adds what it lacks.
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
    "CD": ["Democratic Republic of Congo", "DRC", "DR Congo", "Congo-Kinshasa", "Zaire"], "CF": ["CAR"],
    "CG": ["Republic of Congo", "Congo-Brazzaville"],
    "CI": ["Ivory Coast"], "CN": ["PRC", "PR China", "Mainland China"], "CZ": ["Czech Republic"], "FK": ["Malvinas"],
    "FM": ["Federated States of Micronesia"], "GB": ["UK", "Great Britain", "Britain"], "GM": ["The Gambia"],
    "BS": ["The Bahamas"], "KG": ["Kirghizia", "Kyrgyz Republic"], "KP": ["DPRK"], "KR": ["Republic of Korea", "ROK"],
    "LA": ["Lao PDR"], "MK": ["Macedonia", "FYROM"], "MM": ["Burma"], "MO": ["Macau"], "NL": ["Holland"],
    "PG": ["PNG"], "RU": ["Russian Federation"], "SA": ["KSA"], "SZ": ["Swaziland"], "TL": ["East Timor"],
    "TR": ["Turkey", "Turkiye"], "TW": ["Chinese Taipei"], "UA": ["The Ukraine"],
    "US": ["United States of America", "America"], "VA": ["Holy See", "Vatican"], "VN": ["Viet Nam"],
    "ST": ["São Tomé and Príncipe"], "SY": ["Syrian Arab Republic"], "CV": ["Cape Verde"],
    "DE": ["Federal Republic of Germany", "FRG", "West Germany"], "KH": ["Kampuchea"], "LK": ["Ceylon"],
    "IR": ["Persia"],
    "XK": ["Republic of Kosova"],
}  # fmt: skip
TERRITORIES = (
    "AI AQ AS AW AX BL BM BQ BV CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC NF NU PF "
    "PM PN PR RE SH SJ SX TC TF TK TW UM VG VI WF XK YT"
)
RENAMED = {
    "AIDJ": ("DJ", "French Afars and Issas"), "BUMM": ("MM", "Burma"), "BYAA": ("BY", "Byelorussian SSR"),
    "DYBJ": ("BJ", "Dahomey"), "FXFR": ("FR", "Metropolitan France"), "HVBF": ("BF", "Upper Volta"),
    "NHVU": ("VU", "New Hebrides"), "RHZW": ("ZW", "Rhodesia"), "TPTL": ("TL", "Portuguese Timor"),
    "ZRCD": ("CD", "Republic of Zaire"),
}  # fmt: skip
SOVIET = "AM AZ BY EE GE KG KZ LT LV MD RU TJ TM UA UZ"
# Name, official name, first and last day or year, successors, other names. All but the states were territories.
FORMER_STATES = ("CSHH", "CSXX", "DDDE", "SKIN", "SUHH", "VDVN", "YDYE", "YUCS")
FORMER: dict[str, tuple[str, str | None, str | None, str, str, list[str]]] = {
    "ANHH": ("Netherlands Antilles", None, "1954-12-15", "2010-10-10", "BQ CW SX", ["Dutch Antilles"]),
    "BQAQ": ("British Antarctic Territory", None, "1962", "1979", "AQ", []),
    "CSHH": ("Czechoslovakia", "Czechoslovak Socialist Republic", "1918-10-28", "1992-12-31", "CZ SK",
             ["ČSSR", "Czech and Slovak Federative Republic", "Çekoslovakya", "Чехословакия"]),
    "CSXX": ("Serbia and Montenegro", "State Union of Serbia and Montenegro", "2003-02-04", "2006-06-05", "ME RS",
             ["Sırbistan ve Karadağ", "Сербия и Черногория"]),
    "CTKI": ("Canton and Enderbury Islands", None, "1939", "1979-07-12", "KI", []),
    "DDDE": ("East Germany", "German Democratic Republic", "1949-10-07", "1990-10-02", "DE",
             ["GDR", "Doğu Almanya", "Demokratik Almanya Cumhuriyeti", "ГДР", "Восточная Германия"]),
    "FQHH": ("French Southern and Antarctic Territories", None, "1955", "1979", "AQ TF", []),
    "GEHH": ("Gilbert and Ellice Islands", None, "1916", "1975-12-31", "KI TV", []),
    "JTUM": ("Johnston Island", None, None, "1986", "UM", []),
    "MIUM": ("Midway Islands", None, None, "1986", "UM", []),
    "NQAQ": ("Dronning Maud Land", None, None, "1983", "AQ", ["Queen Maud Land"]),
    "NTHH": ("Saudi–Iraqi Neutral Zone", None, "1922", "1991", "IQ SA", ["Neutral Zone"]),
    "PCHH": ("Trust Territory of the Pacific Islands", None, "1947-07-18", "1994-10-01", "FM MH MP PW", []),
    "PUUM": ("United States Miscellaneous Pacific Islands", None, None, "1986", "UM", []),
    "PZPA": ("Panama Canal Zone", None, "1903-11-18", "1979-10-01", "PA", ["Canal Zone"]),
    "SKIN": ("Sikkim", "Kingdom of Sikkim", None, "1975-05-16", "IN", []),
    "SUHH": ("Soviet Union", "Union of Soviet Socialist Republics", "1922-12-30", "1991-12-26", SOVIET,
             ["USSR", "Sovyetler Birliği", "SSCB", "СССР", "Советский Союз", "КСРО", "Кеңес Одағы"]),
    "VDVN": ("North Vietnam", "Democratic Republic of Vietnam", "1945-09-02", "1976-07-02", "VN", ["North Viet Nam"]),
    "WKUM": ("Wake Island", None, None, "1986", "UM", []),
    "YDYE": ("South Yemen", "People's Democratic Republic of Yemen", "1967-11-30", "1990-05-22", "YE",
             ["Democratic Yemen"]),
    "YUCS": ("Yugoslavia", "Federal Republic of Yugoslavia", "1918-12-01", "2003-02-04", "BA CSXX HR MK SI",
             ["Former Yugoslavia", "SFR Yugoslavia", "SFRY", "FR Yugoslavia",
              "Socialist Federal Republic of Yugoslavia", "Yugoslavya", "Югославия"]),
}  # fmt: skip

FIELDS = ("kind", "alpha3", "numeric", "name", "official_name", "valid_from", "valid_until")
AMBIGUOUS = ("Конго", "Congo")
"""Names by which two countries are called and that neither has as its own: a reader must say which."""


def fold(text: str) -> str:
    return re.sub("[^a-z0-9]+", " ", anyascii(text).lower()).strip()


def countries() -> list[dict[str, Any]]:
    """The entries, each with all its names, in the order of their codes."""
    entries = [
        {"id": country.alpha_2, "alpha3": country.alpha_3, "numeric": country.numeric, **_names(country)}
        for country in pycountry.countries
    ]
    entries.append({"id": "XK", "alpha3": None, "numeric": None, "name": "Kosovo", "official_name": OFFICIAL["XK"]})
    former = {country.alpha_4: country for country in pycountry.historic_countries}
    if former.keys() != {*RENAMED, *FORMER}:
        raise SystemExit(f"ISO 3166-3 has changed: {former.keys() ^ {*RENAMED, *FORMER}}")
    for code, (present, name) in RENAMED.items():
        ALIASES.setdefault(present, []).extend((name, code, former[code].alpha_2, former[code].alpha_3))
    for entry in entries:
        code = entry["id"]
        if code in TERRITORIES.split():
            entry["kind"] = "territory"
        translations = [Locale(language).territories.get(code) for language in ("en", *LANGUAGES)]
        names = [*entry.pop("iso", []), *ALIASES.get(code, ()), *filter(None, translations)]
        entry["aliases"] = [name for name in names if name not in AMBIGUOUS]
    used_codes = {entry[name] for entry in entries for name in ("alpha3", "numeric")}
    entries += (_former(country, used_codes) for code, country in former.items() if code in FORMER)
    return sorted(entries, key=lambda entry: str(entry["id"]))


def _former(country: Any, used_codes: set[str]) -> dict[str, Any]:
    """A state or territory that has ended. Its codes are left out where a country of today has them."""
    name, official, start, end, successors, aliases = FORMER[country.alpha_4]
    numeric = getattr(country, "numeric", None)
    if country.alpha_4 == "YUCS":
        numeric = "890"  # 891 was Serbia and Montenegro's too
    return {
        "id": country.alpha_4,
        "kind": "former-state" if country.alpha_4 in FORMER_STATES else "territory",
        "alpha3": None if country.alpha_3 in used_codes else country.alpha_3,
        "numeric": None if numeric in used_codes else numeric,
        "name": name,
        "official_name": official,
        "valid_from": start,
        "valid_until": end,
        "successors": successors.split(),
        "aliases": [country.name, country.alpha_2, *aliases],
    }


def _names(country: Any) -> dict[str, Any]:
    code, english = country.alpha_2, Locale("en").territories
    plain = country.name if not re.search(r"[,(]", country.name) else english[code]
    name = NAMES.get(code) or getattr(country, "common_name", None) or plain.replace("’", "'")
    official = OFFICIAL.get(code) or getattr(country, "official_name", None)
    official = None if code in WITHOUT_OFFICIAL else official
    return {"name": name, "official_name": official, "iso": [country.name]}


def without_clashes(entries: list[dict[str, Any]]) -> None:
    """Leave each name once, and with one country: an alias that two would have is neither's."""
    own = [{fold(entry[name]) for name in ("id", "alpha3", "numeric", "name", "official_name") if entry[name]}
           for entry in entries]  # fmt: skip
    shared = Counter(name for names in own for name in names)
    shared.update(
        name
        for entry, names in zip(entries, own, strict=True)
        for name in {fold(alias) for alias in entry["aliases"]} - names
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
    fields += [f"{name}: {quoted(entry[name])}" for name in FIELDS if entry.get(name)]
    if "successors" in entry:
        fields.append(f"successors: [{', '.join(entry['successors'])}]")
    fields.append(f"editorial_aliases: [{', '.join(map(quoted, entry['aliases']))}]")
    return f"- {{{', '.join(fields)}}}\n"


if __name__ == "__main__":
    entries = countries()
    without_clashes(entries)
    TARGET.write_text(HEAD + "".join(map(line, entries)), "utf-8")
