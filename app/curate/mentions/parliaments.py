"""Parliaments and their chambers whose name belongs to one country."""

PARLIAMENTS = {
    "grand national assembly": "TR", "tbmm": "TR", "mazhilis": "KZ", "majilis": "KZ", "oliy majlis": "UZ",
    "jogorku kenesh": "KG", "milli majlis": "AZ", "majlisi oli": "TJ", "majlisi namoyandagon": "TJ", "mejlis": "TM",
    "halk maslahaty": "TM", "great khural": "MN", "state great khural": "MN", "bundestag": "DE", "bundesrat": "DE",
    "state duma": "RU", "federation council": "RU", "knesset": "IL", "verkhovna rada": "UA", "seimas": "LT",
    "saeima": "LV", "riigikogu": "EE", "eduskunta": "FI", "storting": "NO", "riksdag": "SE", "folketing": "DK",
    "althing": "IS", "sejm": "PL", "lok sabha": "IN", "rajya sabha": "IN", "dail eireann": "IE",
    "house of lords": "GB", "cortes generales": "ES", "wolesi jirga": "AF",
    "dewan rakyat": "MY", "jatiya sangsad": "BD", "national people s congress": "CN",
    "sobranie": "MK",
}  # fmt: skip
"""The code of the country of each, by the folded name."""

PARLIAMENT_WORDS = frozenset(name.split()[-1] for name in PARLIAMENTS)
"""The last words of their names."""
