"""The currencies by the signs and words that prose has for them."""

import re
from collections.abc import Sequence

from app.domain.currencies import CURRENCIES
from app.domain.demonyms import peoples

_SIGNS = {
    "US$": "USD", "A$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD", "NZ$": "NZD",
    "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "₺": "TRY", "₸": "KZT", "₽": "RUB", "₼": "AZN", "₾": "GEL",
    "₹": "INR", "₩": "KRW", "₴": "UAH", "₪": "ILS", "Rs": "INR", "JP¥": "JPY", "CN¥": "CNY", "RMB¥": "CNY", "¥": "JPY",
    "RM": "MYR", "TL": "TRY", "Rp": "IDR", "Tk": "BDT",
}  # fmt: skip

_WORDS = {
    "USD": "доллар доллара долларов dolar", "EUR": "euro euros евро avro", "KZT": "tenge тенге теңге",
    "CNY": "yuan renminbi RMB юаней", "TRY": "лира лир", "RUB": "рубль рублей", "JPY": "yen", "KRW": "won",
    "GEL": "lari", "PLN": "zloty zlotys złoty", "HUF": "forint forints", "UAH": "hryvnia hryvnias",
    "ILS": "shekel shekels", "THB": "baht", "VND": "dong", "AMD": "dram drams", "TJS": "somoni",
    "BRL": "real reais", "ZAR": "rand", "PEN": "soles", "NGN": "naira", "MYR": "ringgit", "GHS": "cedi cedis",
    "IDR": "rupiah", "BDT": "taka", "ETB": "birr", "BGN": "leva", "MNT": "tugriks tugrik", "MKD": "denar denars",
}  # fmt: skip

_CFA = {"XOF": "SN BF BJ CI GW ML NE TG", "XAF": "CM CF CG GA GQ TD"}
"""The countries of the two francs of Africa."""

_CFA_FRANCS = ", ".join(f"{home} {code}" for code, homes in _CFA.items() for home in homes.split())

_COMMON_NAMES = {
    "dollar dollars": "US USD, AU AUD, CA CAD, SG SGD, HK HKD, NZ NZD, TW TWD, NA NAD, JM JMD, FJ FJD, TT TTD",
    "pound pounds": "GB GBP, EG EGP, LB LBP, SY SYP, SD SDG, SS SSP", "dirham dirhams": "AE AED, MA MAD",
    "rupee rupees": "IN INR, PK PKR, LK LKR, NP NPR, MU MUR, SC SCR",
    "peso pesos": "MX MXN, AR ARS, CL CLP, CO COP, PH PHP, UY UYU, CU CUP, DO DOP",
    "dinar dinars": "KW KWD, JO JOD, RS RSD, DZ DZD, TN TND, IQ IQD, BH BHD, LY LYD", "cfa": _CFA_FRANCS,
    "franc francs": f"CH CHF, LI CHF, RW RWF, BI BIF, CD CDF, DJ DJF, GN GNF, KM KMF, {_CFA_FRANCS}",
    "crown crowns": "CZ CZK, SE SEK, NO NOK, DK DKK, IS ISK", "koruna korunas": "CZ CZK",
    "krona kronor": "SE SEK, IS ISK", "krone kroner": "NO NOK, DK DKK",
    "riyal riyals rial rials": "SA SAR, QA QAR, OM OMR, IR IRR, YE YER",
    "lira liras": "TR TRY", "manat manats": "AZ AZN, TM TMT", "soum soums som soms sum soʻm": "UZ UZS, KG KGS",
    "ruble rubles rouble roubles": "RU RUB, BY BYN", "leu lei": "RO RON, MD MDL",
    "shilling shillings": "KE KES, TZ TZS, UG UGX, SO SOS",
}  # fmt: skip
"""Words for the currencies of several countries. The first is meant where nothing says whose it is."""

_BY_WORD = {word: code for code, words in _WORDS.items() for word in words.split()}

_BY_HOME = {
    word: {home: code for home, _, code in (entry.partition(" ") for entry in entries.split(", "))}
    for words, entries in _COMMON_NAMES.items()
    for word in words.split()
}

_ADJECTIVES = {people.lower(): code for people, code in peoples()} | {
    "hong kong": "HK", "singapore": "SG", "new zealand": "NZ", "taiwan": "TW", "cfa": "",
}  # fmt: skip


def _any_of(words: object) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))  # type: ignore[call-overload]


_CODES = "|".join(code for code in CURRENCIES if code not in ("TOP", "ALL"))

CURRENCY_BEFORE = rf"(?:US\s\$|Rs\.|{_any_of(_SIGNS)}|(?-i:\b(?:{_CODES})\b)\s?)"
"""A sign or code before a number: ``$``, ``EUR``."""

_MONEY_WORDS = _any_of([*_BY_WORD, *_BY_HOME])

CURRENCY_BEHIND = (
    rf"(?:\s?[-]?(?:{_any_of(sign for sign in _SIGNS if len(sign) == 1)})(?!\d)"
    rf"|\s(?:(?:{_any_of(_ADJECTIVES)})\s)?(?:{_MONEY_WORDS})\b(?:\ssterling)?|-(?:dollar|euro)\b|(?-i:\s(?:{_CODES})\b))"
)
"""A sign, word or code behind a number: ``US dollars``, ``tenge``, ``KZT``. Patterns match without regard to case."""


def currency(before: str, behind: str, homes: Sequence[str] = ()) -> tuple[str | None, bool]:
    """The code of the currency that stands before or behind a number, and whether it is sure; None if there is none.

    ``homes`` are the codes of the countries of the text, the likeliest first. They decide whose money a word such as
    “dinar” means. If two of them have such money, it is that of the first, and not sure.
    """
    sign = before.strip().replace(" ", "")
    if sign.upper() in CURRENCIES:
        return sign.upper(), True
    words = behind.strip(" -").lower().split()
    if "sterling" in words:
        return "GBP", True
    code, is_sure = _of_words(words, homes)
    if sign in ("Rs", "Rs."):
        return _of_words(["rupees"], homes)
    if sign:
        return (code if code and sign == "$" and code != "USD" else _SIGNS.get(sign)), True
    return code, is_sure


def _of_words(words: Sequence[str], homes: Sequence[str]) -> tuple[str | None, bool]:
    if not words:
        return None, True
    last, people = words[-1], " ".join(words[:-1])
    if last not in _BY_HOME:
        return last.upper() if last.upper() in CURRENCIES else _BY_WORD.get(last) or _SIGNS.get(last), True
    by_home = _BY_HOME["cfa" if people == "cfa" else last]
    if home := _ADJECTIVES.get(people):
        return by_home.get(home), True
    first = next(iter(by_home.values()))
    if first == "USD":
        return first, True
    codes = list(dict.fromkeys(by_home[home] for home in homes if home in by_home))
    return next(iter(codes), first), len(codes) == 1 or not homes


def unit_hint(text: str) -> tuple[str, list[str]] | None:
    """The message for a unit that is no code, and the code of the currency that it means; None if it means none.

    The unit may be a sign, some words or the code of a country: ``$``, ``US dollars``, ``US``.
    """
    words = text.replace("-", " ")
    codes = [*_BY_WORD.values(), *(code for by_home in _BY_HOME.values() for code in by_home.values())]
    by_country = {code[:2]: code for code in reversed(codes)}
    code = currency("", words)[0] or currency(words.upper(), "")[0] or by_country.get(words.upper())
    return ("currencies have codes of ISO 4217", [code]) if code else None
