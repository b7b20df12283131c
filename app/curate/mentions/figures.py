"""Finds the figures of a sentence: money, percents and counted things, with the words that qualify them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from app.curate.mentions.months import MONTH_PATTERN
from app.curate.mentions.qualifiers import qualification
from app.curate.mentions.quantities import Quantity, in_digits, quantities
from app.curate.mentions.words import SEARCHED_CHARACTERS
from app.domain.figure_vocabulary import Qualifier
from app.domain.prose import NUMBER_WORDS


@dataclass(frozen=True)
class FigureMention:
    """A figure in a sentence. Offsets are those of the sentence, from 0, the end exclusive.

    ``start`` is that of the words that qualify it, ``number_start`` that of the figure itself. ``unit`` is a currency,
    ``percent`` or ``count``. Of a count, ``noun`` is what is counted, in the singular, and ``end`` is behind it;
    ``words`` are those between the number and it.
    """

    start: int
    number_start: int
    end: int
    text: str
    value: float
    unit: str
    qualifier: Qualifier
    estimate: bool = False
    noun: str | None = None
    words: str = ""
    repeats_noun: bool = False
    """Whether the number counts what the figure before it does: “1,900 firms, against 1,200 in 2020”."""
    is_unit_sure: bool = True
    """Whether the words name the currency. If not, it is the likeliest of several."""


_CARDINALS = {
    word: int(number)
    for word, number in NUMBER_WORDS.items()
    if not word.endswith(("th", "first", "second", "third", "largest", "foremost", "other")) and number
}

_NUMBER = r"(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3}){1,4}(?!\d)(?:\.\d{1,3})?|\d{1,15}(?:\.\d{1,6}|,\d{1,2}(?!\d))?)"


_YEAR_BEFORE = re.compile(r"\b(?:in|since|by|from|until|of|for|during|late|early)\s\Z", re.IGNORECASE)

_YUAN = re.compile(r"\b(?:Chin(?:a|ese)|yuan|renminbi|RMB)\b")


_NOUNS = {
    "company": "companies company firms firm enterprises enterprise businesses entities joint-ventures ventures"
    " subsidiaries",
    "project": "projects project facilities",
    "tourist": "tourists tourist visitors travellers travelers holidaymakers vacationers arrivals",
    "citizen": "citizens citizen nationals residents people",
    "student": "students student",
    "scholarship": "scholarships scholarship grants quotas",
    "visit": "visits visit",
    "meeting": "meetings meeting talks",
    "agreement": "agreements agreement documents document memoranda memorandums deals contracts",
    "partner": "partners", "investor": "investors", "country": "countries",
}  # fmt: skip

_SINGULAR = {word: noun for noun, words in _NOUNS.items() for word in words.split()}

_NOUN = rf"(?P<noun>{'|'.join(sorted(_SINGULAR, key=len, reverse=True))})\b"

_UNIT_AFTER = re.compile(
    r"(?P<words>(?:[\s-](?!(?:and|or|of|in|to|while|the|from|worth|by|per|years?|months?|days?)\b)[\w’'.-]{1,25}+,?"
    rf"(?:\s(?:and)(?=\s))?){{0,6}}?)[\s-]{_NOUN}",
    re.IGNORECASE,
)

_STUDYING = re.compile(
    r"\s[A-Z][\w’-]{2,25}\s(?:(?:are|were|now|currently|today)\s){0,2}(?:study|studied|studying|enrolled)\b"
)
"""“47,000 Ukrainians study at our universities”."""

_VISITING = re.compile(
    r"\s[A-Z][\w’-]{2,25}(?:s|ese)\s(?:(?:have|had|who)\s)?(?:visited|travell?ed|vacationed|holidayed)\b"
)
"""“1.3 million Poles visited Türkiye”."""

_SAME_NOUN = re.compile(r"\s(?P<words>(?:[\w’-]{1,25}\s){0,2})ones\b")
"""Counts again what the figure before it counts: “300 firms are Kenyan, and 90 Japanese ones …”."""

_COUNTS_AGAIN = re.compile(
    r"\b(?:against|(?:compared|up|down)\s(?:with|to|from)|from|versus|(?:had|have|has)\sbeen|were|was|says?|said|gives?|gave)"
    r"\s(?:(?:only|just|even|about|some|around|over|nearly|almost|more\sthan|fewer\sthan)\s){0,2}"
    rf"(?P<number>{_NUMBER})(?=\s?[,;:)](?!\d)|\.?\s?\Z|\.\s|\s(?:in|at|by|on|for|last|a\s(?:year|month|decade))\b)",
    re.IGNORECASE,
)
"""A number without a noun, behind a count: it counts the same, of another time or by another source."""

_OTHER_COUNT = re.compile(r"(?<![\w,.–-])(?!(?:19|20)\d\d\s)\d[\d,]{0,12}\s[a-z]{4}")
"""A number with a noun of its own. A bare number behind it counts that noun, not the one before."""

_COUNT_NOUNS = ("company", "tourist", "student", "scholarship")

_DATE_WORDS = re.compile(rf"\d{{4}}|\b{MONTH_PATTERN}")
"""Words behind the number of a day: “1 January 2025, 120 Polish companies”."""

_NUMBER_OF = re.compile(
    rf"\b(?:[Nn]umber|[Ff]low|[Aa]rrivals?)\sof\s(?P<words>(?:[\w’'-]{{1,25}}\s){{0,4}}?){_NOUN}[^.;,]{{0,80}}?"
    r"(?:reach(?:ed|es|ing)|stood\sat|stands\sat|exceed(?:ed|s|ing)|is|was|surpassed|passed|topped|hits?|totall?ed|amounted\sto"
    r"|(?:rose|risen|grew|grown|increased|fell|fallen|dropped|climbed|doubled|tripled)(?:\sby\s[\d.]{1,6}\s?(?:%|percent|per\scent)|\s\w{2,9}fold)?\sto)\s[^.;,]{0,20}\Z"
)


_NUMBER_AT = re.compile(
    rf"\bput(?:s|ting)?\s(?:the\s)?(?:\w+\s)?number\sof\s(?P<words>(?:[\w’'-]{{1,25}}\s){{0,4}}?){_NOUN}[^.;,]{{0,80}}?\sat\s[^.;,]{{0,15}}\Z"
)
"""“Put the number of Kenyan firms at 1,500”."""

_NUMBER_BEHIND = re.compile(rf"\sthe\snumber\sof\s(?P<words>(?:[\w’'-]{{1,25}}\s){{0,4}}?){_NOUN}")
"""“Put at about 80 the number of Kenyan firms”."""

_NOUN_NUMBERS = re.compile(
    rf"(?P<words>)\b{_NOUN}(?:\s[\w’'-]{{1,25}}){{0,6}}?"
    r"\s(?:number(?:ed|s)?|total(?:led|s)?|exceed(?:ed|s)?)\s[^.;,]{0,20}\Z",
    re.IGNORECASE,
)
"""“Kenyan firms in Japan number 1,500”."""

_NOUN_BEFORE = re.compile(
    rf"(?:^|[.;•·*–—-]\s?|\b)(?P<words>(?:[\w’'-]{{1,25}}\s){{0,3}}?){_NOUN}(?P<of>[^:;]{{0,100}}?)\s?(?::|\s[–—])\s"
    r"(?:(?:more|less)\sthan|over|about|some|nearly|almost|around|approximately)?\s?\Z",
    re.IGNORECASE,
)
"""What an item of a list counts: “Companies with German capital in Kenya: 1,240”."""

_ITEM_OPENS = re.compile(
    r"[\W_]{0,6}(?:(?:c|ca|about|over|some|nearly|more than|around)\b\.?\s)?[^\w.]{0,3}", re.IGNORECASE
)
"""What stands before the figure that opens an item of a list."""

_LABEL_DASH = re.compile(r"\s(?:[–—-]|:)\s(?=[A-Za-z])")
"""What stands between such a figure and what it measures: “$3bn – trade in 2024”."""

_ITEM_END = re.compile(r"\s?(?:[.;,()](?!\d)|\Z)")


def figures(sentence: str, homes: Sequence[str] = ()) -> list[FigureMention]:
    """The figures of a sentence, in order. Years are no figures, nor are numbers without a noun or a unit.

    ``homes`` are the codes of the countries whose money a word such as “dinar” may mean.
    """
    sentence = sentence[:SEARCHED_CHARACTERS]
    all_figures = [figure for quantity in quantities(sentence, homes) for figure in _of_quantity(sentence, quantity)]
    return sorted([*all_figures, *_repeated_counts(sentence, all_figures)], key=lambda figure: figure.number_start)


def _repeated_counts(sentence: str, all_figures: list[FigureMention]) -> Iterator[FigureMention]:
    """The bare numbers behind a count that count the same: “1,900 firms, against 1,200 in 2020”."""
    first = next((figure for figure in all_figures if figure.noun in _COUNT_NOUNS), None)
    for match in _COUNTS_AGAIN.finditer(sentence, first.end) if first else ():
        start, end = match.span("number")
        before = [figure for figure in all_figures if figure.end <= start]
        is_free = not any(figure.number_start < end and start < figure.end for figure in all_figures)
        is_free = is_free and not _OTHER_COUNT.search(sentence, before[-1].end, start)
        is_year = re.fullmatch(r"(?:19|20)\d\d", match["number"])
        if is_free and not is_year and len(match["number"]) > 1 and before[-1].noun in _COUNT_NOUNS:
            figure = _figure(sentence, start, end, in_digits(match["number"]), "count", noun=before[-1].noun)
            yield replace(figure, repeats_noun=True)


def _of_quantity(sentence: str, quantity: Quantity) -> Iterator[FigureMention]:
    """The figure that a quantity is; none for a range, and for “half of” an amount, which state no number alone."""
    text, code = sentence[quantity.start : quantity.end], quantity.unit
    if quantity.high is not None or quantity.is_multiple:
        return
    if text.startswith("¥") and _YUAN.search(sentence):
        code = "CNY" if "Japan" not in sentence else None  # the two countries have one sign
    is_bare = not (quantity.power or "," in text) and (quantity.in_words or quantity.value <= 12)
    if code and code != "percent" and is_bare and text[:1].isalnum():
        code = None  # “3 som”: too often a mistake
    if code:
        yield FigureMention(
            quantity.hedge_start, quantity.start, quantity.end, sentence[quantity.hedge_start : quantity.end],
            quantity.value, code, quantity.qualifier, estimate=quantity.estimate, is_unit_sure=quantity.is_unit_sure,
        )  # fmt: skip
    else:
        yield from _counts(sentence, quantity.start, quantity.number_end, quantity.value)


_BARE_GOAL = re.compile(
    rf"\b(?:task|goal|target|aim|objective)\s(?:now\s)?(?:is|was|remains)\s(?:now\s|to\sreach\s)?"
    rf"(?P<number>\d{{1,4}}(?:\.\d{{1,3}})?|{'|'.join(sorted(_CARDINALS, key=len, reverse=True))})"
    r"\s(?P<scale>hundred\sbillion|million|billion)\b(?!\s?(?:\w+\s)?(?:dollar|euro))",
    re.IGNORECASE,
)


def bare_goal(sentence: str, unit: str) -> FigureMention | None:
    """An amount to be reached that leaves out its currency, which is ``unit``: “The goal is one billion”."""
    match = _BARE_GOAL.search(sentence)
    if match is None:
        return None
    number, scale = match["number"].lower(), match["scale"].lower().split()
    value = in_digits(str(_CARDINALS.get(number, number)), scale[-1]) * (100 if len(scale) > 1 else 1)
    return _figure(sentence, match.start("number"), match.end("scale"), value, unit)


_BARE_AMOUNT = re.compile(
    rf"(?<![\w.,$€£/-])(?P<number>{_NUMBER})\s?(?P<scale>million|billion|trillion|bn|mn)\b"
    r"(?=\s?(?:[.,;:)”\"]|\Z|(?:in|by|for|from|to|and|a|is|was|were|are|has|while|last|this|next|over|during|within|as|against|compared|respectively)\b))",
    re.IGNORECASE,
)

_NO_AMOUNT = re.compile(
    r"\b(?:population|people|inhabitants|tourists|visitors|visits|arrivals|passengers|users|readers|tons|tonnes|barrels|cargo"
    r"|containers|hectares|downloads)\b[^.;]{0,60}\Z",
    re.IGNORECASE,
)

_MOST_AMOUNTS = 20


def bare_amounts(sentence: str, unit: str, start: int) -> list[FigureMention]:
    """The amounts behind ``start`` that leave out their currency, which is ``unit``: “$2 billion, then 3 billion”.

    What counts people or goods is no amount.
    """
    return [
        _figure(sentence, match.start("number"), match.end("scale"), in_digits(match["number"], match["scale"]), unit)
        for match in islice(_BARE_AMOUNT.finditer(sentence[:SEARCHED_CHARACTERS], start), _MOST_AMOUNTS)
        if not _NO_AMOUNT.search(sentence, max(0, match.start() - 100), match.start())
    ]


_IN_BRACKETS = re.compile(rf"\.?\s\((?P<number>{_NUMBER})(?=[);,])")

_NOUN_OF_LIST = re.compile(
    r"\b(?P<noun>tourists?|visitors?|arrivals|students?|companies|firms|enterprises)\b", re.IGNORECASE
)


def listed_count(sentence: str, start: int, words: str) -> FigureMention | None:
    """The bare number in brackets at ``start``, of what ``words`` count last; None if there is none."""
    match, nouns = _IN_BRACKETS.match(sentence, start), _NOUN_OF_LIST.findall(words)
    if match is None or not nouns or re.fullmatch(r"(?:19|20)\d\d", match["number"]):
        return None
    noun = _SINGULAR[nouns[-1].lower()]
    return _figure(sentence, *match.span("number"), in_digits(match["number"]), "count", noun=noun)


def leaves_out_currency(figure: FigureMention) -> bool:
    """Whether an amount has its currency from elsewhere, as one of :func:`bare_goal` has."""
    return not figures(figure.text)


def label_start(sentence: str, figure: FigureMention) -> int | None:
    """Where the words begin that say what the figure that opens an item measures; None if it opens none."""
    before = sentence[: figure.number_start]
    dash = _LABEL_DASH.match(sentence, figure.end) if len(before) < 30 and _ITEM_OPENS.fullmatch(before) else None
    return dash.end() if dash else None


def _counts(sentence: str, start: int, end: int, value: float) -> Iterator[FigureMention]:
    """A number with what it counts, behind it or before it: “the number of firms has reached 1,900”."""
    number = sentence[start:end]
    opens = _ITEM_OPENS.fullmatch(sentence[max(0, start - 30) : start]) if start < 30 else None
    if opens and (dash := _LABEL_DASH.match(sentence, end)):
        end = dash.end() - 1  # “8,400 – Saudi companies”
    if re.fullmatch(r"(?:19|20)\d\d", number) and _YEAR_BEFORE.search(sentence, max(0, start - 10), start):
        return
    if match := _STUDYING.match(sentence, end):
        yield _figure(sentence, start, match.end(), value, "count", noun="student")
        return
    if match := _VISITING.match(sentence, end):
        yield _figure(sentence, start, match.end(), value, "count", noun="tourist")
        return
    if repetition := _SAME_NOUN.match(sentence, end):
        earlier = [*re.finditer(rf"\d\s(?:[\w’-]{{1,25}}\s){{0,3}}{_NOUN}", sentence[:start], re.IGNORECASE)]
        if earlier:
            noun = _SINGULAR[earlier[-1]["noun"].lower()]
            yield _figure(
                sentence, start, repetition.end(), value, "count", noun=noun, words=repetition["words"].strip()
            )
            return
    match = _UNIT_AFTER.match(sentence, end, end + 120) or _NUMBER_BEHIND.match(sentence, end)
    if match and not _DATE_WORDS.search(match["words"]):
        noun = _SINGULAR[match["noun"].lower()]
        yield _figure(sentence, start, match.end(), value, "count", noun=noun, words=match["words"].strip())
    elif match := (
        _NUMBER_OF.search(sentence, max(0, start - 160), start)
        or _NUMBER_AT.search(sentence, max(0, start - 160), start)
        or _NOUN_NUMBERS.search(sentence, max(0, start - 100), start)
    ):
        noun = _SINGULAR[match["noun"].lower()]
        yield _figure(sentence, start, end, value, "count", noun=noun, words=match["words"].strip())
    elif (match := _NOUN_BEFORE.search(sentence, max(0, start - 200), start)) and _ITEM_END.match(sentence, end):
        noun = _SINGULAR[match["noun"].lower()]
        if noun in ("company", "project", "tourist", "student", "scholarship"):
            yield _figure(sentence, start, end, value, "count", noun=noun)


def _figure(
    sentence: str,
    start: int,
    end: int,
    value: float,
    unit: str,
    *,
    noun: str | None = None,
    words: str = "",
) -> FigureMention:
    qualifier, first, estimate, _ = qualification(sentence, start)
    return FigureMention(
        first, start, end, sentence[first:end], value, unit, qualifier, estimate=estimate, noun=noun, words=words
    )
