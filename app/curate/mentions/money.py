"""The currencies by the signs and words that prose has for them."""

import re

from app.domain.currencies import CURRENCIES

_SIGNS = {
    "US$": "USD", "A$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD", "NZ$": "NZD",
    "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "₺": "TRY", "₸": "KZT", "₽": "RUB", "₼": "AZN", "₾": "GEL",
    "₹": "INR", "₩": "KRW", "₴": "UAH", "₪": "ILS", "Rs": "INR", "JP¥": "JPY", "CN¥": "CNY", "RMB¥": "CNY", "¥": "JPY",
}  # fmt: skip

_WORDS = {
    "USD": "dollar dollars доллар доллара долларов dolar", "EUR": "euro euros евро avro", "GBP": "pound pounds",
    "TRY": "lira liras лира лир", "KZT": "tenge тенге теңге", "CNY": "yuan renminbi RMB юаней",
    "RUB": "ruble rubles rouble roubles рубль рублей", "JPY": "yen", "KRW": "won", "INR": "rupee rupees",
    "AZN": "manat manats", "GEL": "lari", "UZS": "soum soums som sum soʻm", "PLN": "zloty zlotys złoty",
    "HUF": "forint forints", "UAH": "hryvnia hryvnias", "AED": "dirham dirhams", "CHF": "franc francs",
    "SAR": "riyal riyals",
    "ILS": "shekel shekels", "THB": "baht", "VND": "dong", "CZK": "koruna", "AMD": "dram drams", "TJS": "somoni",
    "BRL": "real reais", "ZAR": "rand", "PEN": "soles", "NGN": "naira", "SEK": "kronor", "MYR": "ringgit",
    "IDR": "rupiah", "BDT": "taka", "ETB": "birr", "BGN": "leva", "RON": "lei", "MNT": "tugriks tugrik",
}  # fmt: skip

_NATIONAL = {
    "australian": {"USD": "AUD"}, "canadian": {"USD": "CAD"}, "singapore": {"USD": "SGD"}, "hong kong": {"USD": "HKD"},
    "new zealand": {"USD": "NZD"}, "egyptian": {"GBP": "EGP"}, "turkmen": {"AZN": "TMT"}, "moroccan": {"AED": "MAD"},
    "kuwaiti": {}, "pakistani": {"INR": "PKR"}, "kyrgyz": {"UZS": "KGS"}, "belarusian": {"RUB": "BYN"},
    "us": {}, "u.s.": {}, "american": {}, "uzbek": {}, "turkish": {}, "kazakh": {}, "russian": {}, "chinese": {},
    "swiss": {}, "indian": {}, "british": {}, "azerbaijani": {}, "polish": {}, "japanese": {}, "georgian": {},
}  # fmt: skip

_BY_WORD = {word: code for code, words in _WORDS.items() for word in words.split()}


def _any_of(words: object) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))  # type: ignore[call-overload]


_CODES = "|".join(code for code in CURRENCIES if code not in ("TOP", "ALL"))

BEFORE = rf"(?:US\s\$|{_any_of(_SIGNS)}|(?-i:\b(?:{_CODES})\b)\s?)"
"""A sign or code before a number: ``$``, ``EUR``."""

BEHIND = (
    rf"(?:\s?[-]?(?:{_any_of(sign for sign in _SIGNS if len(sign) == 1)})(?!\d)|\s(?:(?:{_any_of(_NATIONAL)})\s)?"
    rf"(?:{_any_of(_BY_WORD)})\b(?:\ssterling)?|-(?:dollar|euro)\b|(?-i:\s(?:{_CODES})\b))"
)
"""A sign, word or code behind a number: ``US dollars``, ``tenge``, ``KZT``. Patterns match without regard to case."""


def currency(before: str, behind: str) -> str | None:
    """The code of the currency that stands before or behind a number; None if there is none."""
    sign = before.strip().replace(" ", "")
    if sign.upper() in CURRENCIES:
        return sign.upper()
    lower = behind.strip(" -").lower()
    words = lower.removesuffix("sterling").split()
    code = None
    if words:
        last = words[-1]
        code = last.upper() if last.upper() in CURRENCIES else _BY_WORD.get(last) or _SIGNS.get(last)
        national = _NATIONAL.get(" ".join(words[:-1]))
        if code and national:
            code = national.get(code, code)
    if sign:
        return code if code and sign == "$" and code != "USD" else _SIGNS.get(sign)
    return code
