"""The codes of languages, as ISO 639-1 has them, with their names in English."""

from app.domain.text import nearest, nearest_hint

_CODES_AND_NAMES = """
    aa Afar; ab Abkhazian; ae Avestan; af Afrikaans; ak Akan; am Amharic; an Aragonese; ar Arabic; as Assamese;
    av Avaric; ay Aymara; az Azerbaijani; ba Bashkir; be Belarusian; bg Bulgarian; bi Bislama; bm Bambara; bn
    Bangla; bo Tibetan; br Breton; bs Bosnian; ca Catalan; ce Chechen; ch Chamorro; co Corsican; cr Cree; cs
    Czech; cu Church Slavic; cv Chuvash; cy Welsh; da Danish; de German; dv Divehi; dz Dzongkha; ee Ewe; el
    Greek; en English; eo Esperanto; es Spanish; et Estonian; eu Basque; fa Persian; ff Fula; fi Finnish; fj
    Fijian; fo Faroese; fr French; fy Western Frisian; ga Irish; gd Scottish Gaelic; gl Galician; gn Guarani; gu
    Gujarati; gv Manx; ha Hausa; he Hebrew; hi Hindi; ho Hiri Motu; hr Croatian; ht Haitian Creole; hu
    Hungarian; hy Armenian; hz Herero; ia Interlingua; id Indonesian; ie Interlingue; ig Igbo; ii Sichuan Yi; ik
    Inupiaq; io Ido; is Icelandic; it Italian; iu Inuktitut; ja Japanese; jv Javanese; ka Georgian; kg Kongo; ki
    Kikuyu; kj Kuanyama; kk Kazakh; kl Kalaallisut; km Khmer; kn Kannada; ko Korean; kr Kanuri; ks Kashmiri; ku
    Kurdish; kv Komi; kw Cornish; ky Kyrgyz; la Latin; lb Luxembourgish; lg Ganda; li Limburgish; ln Lingala; lo
    Lao; lt Lithuanian; lu Luba-Katanga; lv Latvian; mg Malagasy; mh Marshallese; mi Māori; mk Macedonian; ml
    Malayalam; mn Mongolian; mr Marathi; ms Malay; mt Maltese; my Burmese; na Nauru; nb Norwegian Bokmål; nd
    North Ndebele; ne Nepali; ng Ndonga; nl Dutch; nn Norwegian Nynorsk; no Norwegian; nr South Ndebele; nv
    Navajo; ny Nyanja; oc Occitan; oj Ojibwa; om Oromo; or Odia; os Ossetic; pa Punjabi; pi Pali; pl Polish; ps
    Pashto; pt Portuguese; qu Quechua; rm Romansh; rn Rundi; ro Romanian; ru Russian; rw Kinyarwanda; sa
    Sanskrit; sc Sardinian; sd Sindhi; se Northern Sami; sg Sango; si Sinhala; sk Slovak; sl Slovenian; sm
    Samoan; sn Shona; so Somali; sq Albanian; sr Serbian; ss Swati; st Southern Sotho; su Sundanese; sv Swedish;
    sw Swahili; ta Tamil; te Telugu; tg Tajik; th Thai; ti Tigrinya; tk Turkmen; tl Tagalog; tn Tswana; to
    Tongan; tr Turkish; ts Tsonga; tt Tatar; tw Twi; ty Tahitian; ug Uyghur; uk Ukrainian; ur Urdu; uz Uzbek; ve
    Venda; vi Vietnamese; vo Volapük; wa Walloon; wo Wolof; xh Xhosa; yi Yiddish; yo Yoruba; za Zhuang; zh
    Chinese; zu Zulu
"""

LANGUAGES = dict(entry.split(None, 1) for entry in " ".join(_CODES_AND_NAMES.split()).split("; "))
"""The names by the codes of two letters."""


MAX_NEAR_CODES = 3
"""Codes that a message names."""


def language_code(value: str) -> str:
    """The code, if it is one. Raises ``ValueError`` with the nearest ones."""
    if value in LANGUAGES:
        return value
    near = [f"{code} ({LANGUAGES[code]})" for code in _near(value)[:MAX_NEAR_CODES]]
    raise ValueError(f"it is not a language code of ISO 639-1, such as en{nearest_hint(near)}")


def _near(value: str) -> list[str]:
    """The codes whose name is near a name. For a code, those whose name begins with its first letter and has its last
    one, the nearest to the beginning first: a country's code is often meant, such as ``kz`` for Kazakh."""
    codes = {name.lower(): code for code, name in LANGUAGES.items()}
    text = value.lower()
    if len(text) > len("en"):
        return [codes[name] for name in nearest(text, codes)]
    beginning = {name: code for name, code in codes.items() if text and name.startswith(text[0])}
    ranking = sorted((name.find(text[-1], 1), code) for name, code in beginning.items())
    return [code for position, code in ranking if position > 0] or [*beginning.values()]
