"""The language of a text, by its script and its commonest words. It is None if these do not decide."""

import re
from collections import Counter

MAX_CHARACTERS = 50_000
"""Characters that are looked at."""

MIN_WORDS = 5
"""Common words that a text must have of a language."""

MIN_LEAD = 2.0
"""How many times as many it must have as of any other language."""

COMMON_WORDS = {
    "en": "the of and to in a is that for on with was by as at from be are has have it which will this "
    "after between been had its last met more said than their year",
    "de": "der die und den von zu das mit sich des auf für ist im dem nicht ein eine als auch werden wurde hat",
    "fr": "le la les des et en du une est pour dans que qui sur avec au par plus ce pas sont été aux",
    "es": "el los las del y en que por con una para es se su al como más fue ha entre sobre",
    "it": "il di che e la per un in del con non una sono della dei nel alla è gli le si anche ha",
    "pt": "o os das dos e em que por com uma para é não se ao como mais foi da na no entre sobre",
    "nl": "de het een van en in is dat op te zijn met voor niet aan door ook bij werd naar heeft",
    "pl": "w i z na do się nie że jest o to przez od dla oraz po za jak był które",
    "tr": "ve bir bu ile için olarak da de olan daha sonra kadar arasında ise olduğu çok en iki ülke dedi",
    "az": "və bir bu ilə üçün olaraq da də olan daha sonra qədər arasında isə olduğu çox ən iki ölkə dedi edib",
    "uz": "va bu bilan uchun bir ham edi da ni oʻzbekiston oʻz esa boʻyicha kerak hamda yil ikki mamlakat",
    "ru": "и в на с по что из для не о от за как это к у его был также между года после при "
    "году была были который которая составил стороны",
    "uk": "і в на з що та до для не про від за як це у його був також між року після при україни",
    "kk": "және бұл мен пен үшін бір осы бойынша туралы деп болып қазақстан жылы арасындағы екі ел арқылы да де"
    " ресми кейін кезінде барысында аясында болды деді айтты отыр жатыр керек жаңа сондай бұған оған елдің",
    "ky": "жана бул менен үчүн бир ушул боюнча жөнүндө деп болуп кыргызстан жылы ортосундагы эки өлкө аркылуу да де",
    "ar": "في من على إلى أن التي هذا عن مع بين الذي هذه كما بعد كان أو قد خلال",
    "fa": "در و به از که این با را برای است آن بر شد های می خود تا یک",
}
OWN_LETTERS = {"az": "ə", "kk": "қғұ", "ky": "ңү", "uk": "ії", "fa": "پچگی", "pl": "łęż", "de": "äöüß"}
"""Letters of which a text of the language has at least one, unless it is very short."""

COMMON_LETTERS = {"kk": "қғұ"}
"""Letters that are common in a language. A word with one of them counts as a common word, if more than
``MIN_LETTER_SHARE`` of the words have one. This tells the language of a short text."""

MIN_LETTER_SHARE = 0.15
"""The share of the words of a text of which more must have such letters."""

OTHER_LETTERS = {"kk": "ҷӣӯҳў", "tr": "ə", "ru": "іїқғң", "uz": "əışç", "ky": "қғұ", "ar": "پچگ"}
"""Letters that the language does not have."""

_BY_WORD: dict[str, list[str]] = {}
for _language, _words in COMMON_WORDS.items():
    for _word in set(_words.split()):
        _BY_WORD.setdefault(_word, []).append(_language)

_WORD = re.compile(r"[^\W\d_]+(?:[ʻ’'][^\W\d_]+)?")
_HAN = re.compile("[\u4e00-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_GEORGIAN = re.compile("[\u10d0-\u10ff\u1c90-\u1cbf]")
_ARMENIAN = re.compile("[\u0531-\u0587]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_GREEK = re.compile("[\u0370-\u03ff]")
_THAI = re.compile("[\u0e01-\u0e4e]")
_OWN_SCRIPTS = (
    (_KANA, "ja"), (_HANGUL, "ko"), (_HAN, "zh"), (_GEORGIAN, "ka"), (_ARMENIAN, "hy"), (_HEBREW, "he"), (_GREEK, "el"),
    (_THAI, "th"),
)  # fmt: skip
"""Scripts that tell the language by themselves."""


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language; None if it cannot be told for certain."""
    sample = text[:MAX_CHARACTERS]
    letters = sum(map(str.isalpha, sample))
    for signs, language in _OWN_SCRIPTS:
        if letters and len(signs.findall(sample)) > letters * (0.1 if language == "ja" else 0.5):
            return language
    words = _WORD.findall(sample.casefold().replace("’", "ʻ"))
    counts = Counter(language for word in words for language in _BY_WORD.get(word, ()))
    for language, common_letters in COMMON_LETTERS.items():
        count = sum(not set(common_letters).isdisjoint(word) for word in words)
        counts[language] += count if count > MIN_LETTER_SHARE * len(words) else 0
    present = set(sample.casefold())
    for language in COMMON_WORDS:
        if not present.intersection(OWN_LETTERS.get(language, present)) or present.intersection(
            OTHER_LETTERS.get(language, "")
        ):
            del counts[language]
    (first, first_count), (_, second_count) = (counts + Counter(dict.fromkeys(COMMON_WORDS, 1))).most_common(2)
    return first if first_count - 1 >= MIN_WORDS and first_count >= MIN_LEAD * second_count else None
