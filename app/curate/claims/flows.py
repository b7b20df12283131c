"""From which party to which goods go: “Kazakh goods worth $3 billion went to Türkiye, and $2 billion the other way”."""

import re
from calendar import month_name

from app.curate.claims.amounts import Amount
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.wording import any_word, blank
from app.curate.mentions.parties import PartyForm
from app.domain.prose import MONTH_NUMBERS

Direction = tuple[str, str]
"""The codes of the party that sells and of the party that buys."""

_PART = re.compile(
    r";|,?\s(?:while|whereas|but|and|with|against|compared (?:to|with))\s|,\s(?=(?:its|their|those)\s)"
    r"|,\s(?=\w+\s(?:sold|bought|shipped)\b)"
    r"|,\s(?:almost|nearly|about|more than|less than)?\s?(?:twice|double|triple|half|(?:three|four) times)\s",
    re.IGNORECASE,
)
_BOTH_WAYS = any_word(
    "turnover commerce business exchang* traded trade trading two-way mutual invest* projects",
    rf"between(?!\s(?:\d|{'|'.join(MONTH_NUMBERS)}))",
)
_GOODS = any_word(
    "goods products merchandise commodities wares export* import* sold sells sales shipped ships bought "
    "buys purchas* deliver* supplied worth brought earned netted fetched", "the other way"
)  # fmt: skip
_BACK = re.compile(
    r"\b(?:the other way|(?:in|from) the (?:opposite|other|reverse) direction|in return|in exchange|vice versa"
    r"|(?:came|flowed|moved|went|sent|sold|shipped) back)\b",
    re.IGNORECASE,
)
_OF_TRADE = re.compile(
    r"\bof (?:the |this |their |its |all |total |bilateral |mutual |overall )*(?:trade|turnover|commerce)\b",
    re.IGNORECASE,
)
"""“Exports made up $2 billion of the trade” is about exports."""
_PARTY = r"\x04?\x02(\w+)\x03"
_PEOPLE = r"\x04\x02(\w+)\x03"
_COUNTRY = r"(?<!\x04)\x02(\w+)\x03"
_SEND = r"(?:sold|sells?|selling|shipp?(?:ed|s|ing)?|export(?:ed|s|ing)?|sent|sends?|suppl(?:ied|ies)|deliver(?:ed|s)?)"
_GO = r"(?:went|go(?:es)?|gone|moved?|flow(?:ed|s)?|reach(?:ed|es)?|arriv\w+|c[ao]me|shipped|sold|sent|exported)"
_TAKE = r"(?:bought|buys?|buying|purchas\w+|import(?:ed|s|ing)?|receiv\w+|acquir\w+)"

_FORWARD = (
    re.compile(rf"\bfrom (?:the )?{_PARTY}.*?\b(?:to|into) (?:the )?{_PARTY}", re.IGNORECASE),
    re.compile(rf"{_PARTY}[^\x02]*?\b(?:goods|products|merchandise|commodities|wares|exports|sales|deliveries|shipments)\b[^\x02]*?"
               rf"\b(?:{_GO}|to|into)\b[^\x02]*?{_PARTY}", re.IGNORECASE),
    re.compile(rf"{_PARTY}[^\x02]*?\b{_SEND}\b[^\x02]*?{_PARTY}", re.IGNORECASE),
    re.compile(rf"\b(?:exports|sales|shipments)\b[^\x02]*?{_PARTY}[^\x02]*?\bto (?:the )?{_PARTY}", re.IGNORECASE),
)  # fmt: skip
_BACKWARD = (
    re.compile(rf"\b(?:to|into) (?:the )?{_PARTY}.*?\bfrom (?:the )?{_PARTY}", re.IGNORECASE),
    re.compile(rf"{_PARTY}[^\x02]*?\b{_TAKE}\b[^\x02]*?{_PARTY}", re.IGNORECASE),
    re.compile(rf"\bimports\b[^\x02]*?{_PARTY}[^\x02]*?\bfrom (?:the )?{_PARTY}", re.IGNORECASE),
)
_FEW_WORDS = r"(?:[\w-]+ ){0,2}"
_SELLER = (
    re.compile(rf"{_PEOPLE} {_FEW_WORDS}imports (?:in)?to\b", re.IGNORECASE),
    re.compile(
        rf"{_PARTY}[^\x02]*?\b(?:spen[dt]s?|paid|pays|took|takes|absorb\w+)\b[^\x02]*?"
        rf"\x04\x02(?P<code>\w+)\x03 {_FEW_WORDS}(?:imports|exports|goods|products)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:brought|earned|netted|fetched) {_COUNTRY} (?:[\w-]+ ){{0,3}}[$€£₺₸\d]", re.IGNORECASE),
    re.compile(rf"\bexports (?:from|by|of) (?:the )?{_COUNTRY}", re.IGNORECASE),
    re.compile(rf"(?:{_PEOPLE}|{_COUNTRY}['’]s?) {_FEW_WORDS}exports\b", re.IGNORECASE),
    re.compile(rf"\b(?:imports|purchases) of {_PEOPLE} {_FEW_WORDS}(?:goods|products)\b", re.IGNORECASE),
)
_BUYER = (
    re.compile(rf"{_COUNTRY}['’]s? {_FEW_WORDS}(?:imports|purchases)\b", re.IGNORECASE),
    re.compile(rf"\b(?:imports|purchases) by (?:the )?{_PARTY}", re.IGNORECASE),
)
"""“Kazakh exports”, “Turkish imports into Kazakhstan”, “Kazakhstan's imports”: the words beside one party tell its
side."""

_OUT = re.compile(rf"\b{_SEND}\b[^\x02]*?\bto {_PARTY}", re.IGNORECASE)
_IN = re.compile(
    rf"\b{_TAKE}\b[^\x02]*?(?:\bfrom (?=\x02)|(?=\x04?\x02\w+\x03 (?:goods|products|merchandise))){_PARTY}",
    re.IGNORECASE,
)


def goods_flow(sentence: ClaimSentence, amount: Amount) -> Direction | None:
    """The direction of the goods that are worth an amount, or None where the words do not say it."""
    start, end = part_of(sentence.text, amount)
    if not _GOODS.search(sentence.text) or _BOTH_WAYS.search(without_trade(sentence.text)[start:end]):
        return None
    if _BACK.search(sentence.text, start, end):
        before = [flow for flow in (goods_flow(sentence, earlier) for earlier in _before(sentence, amount)) if flow]
        return (before[-1][1], before[-1][0]) if before else None
    if direction := _as_in_part_before(sentence, amount):
        return direction
    return _of_nearest_word(
        _direction_in_words(sentence, amount, start, end), sentence.text[start:end].lower(), amount.start - start
    )


def _as_in_part_before(sentence: ClaimSentence, amount: Amount) -> Direction | None:
    """The direction in a part that names no party, as “and imports at $2 billion”: by the exports or imports of the
    nearest part before it that names one. None for any other part."""
    start, end = part_of(sentence.text, amount)
    word = _BARE_FLOW.search(sentence.text, start, amount.start)
    places = [mention.start for mention in sentence.passage.parties]
    if not word or any(start <= place < end for place in places):
        return None
    for earlier in reversed(_before(sentence, amount)):
        first, last = part_of(sentence.text, earlier)
        if any(first <= place < last for place in places):
            earlier_word = _BARE_FLOW.search(sentence.text, first, last)
            flow = goods_flow(sentence, earlier) if earlier_word else None
            is_same = earlier_word is not None and earlier_word[1].lower() == word[1].lower()
            return flow if is_same or flow is None else (flow[1], flow[0])
    return None


_BARE_FLOW = re.compile(r"\b(export|import)s?\b", re.IGNORECASE)


def without_trade(text: str) -> str:
    """The text with “of the trade” blank. Behind an amount of exports, these words do not make it one of trade."""
    return blank(text, (match.span() for match in _OF_TRADE.finditer(text)))


_SPECIFIC = re.compile(
    r"\b(?:exports?|imports?|sales|deliver\w+|shipments?|purchases|worth|billion|million|bn|mn|m|dollars?)"
    r"\s(?:of|in) (?:All )?(?!goods|merchandise|products|commodities|exports|imports|sales|trade|all|the|its"
    rf"|{'|'.join(month_name[1:]).lower()})[a-z]"
)
_ANY_GOODS = re.compile(
    r"\b(?:goods|merchandise|products|commodities|exports?|imports?|sales|purchases|deliveries|shipments)\b"
)
_DEAL_VERB = re.compile(
    r"\b(?:sold|bought|shipped|exported|imported|sent|supplied|delivered)\s(?P<what>(?:[\w’'-]+\s){1,4}?)(?:worth|for)\b"
)


def names_goods(sentence: ClaimSentence, amount: Amount) -> bool:
    """Whether the part of the sentence that has an amount names certain goods: “wheat worth $20 million”."""
    start, end = part_of(sentence.text, amount)
    text = sentence.text[start:end]
    for mention in reversed(sentence.passage.parties):
        if start <= mention.start and mention.end <= end:
            text = text[: mention.start - start] + "All" + text[mention.end - start :]
    verb = _DEAL_VERB.search(text)
    objects = set((verb["what"] if verb else "").replace("’s", "").replace("'s", "").split()) - {"All", "to", "from"}
    return bool(_SPECIFIC.search(text) or (objects and not _ANY_GOODS.search(verb["what"] if verb else "")))


def _of_nearest_word(goods: Direction | None, text: str, offset: int) -> Direction | None:
    """The direction of goods; the other one for the imports in “exports to Türkiye exceeded imports of $2 billion”."""
    words = [
        (abs(match.start() - offset) + 50 * len(re.findall(r"[;)]|,(?!\d)", text[offset : match.start()])), match[1])
        for match in re.finditer(r"\b(export|import)", text)
    ]
    return (goods[1], goods[0]) if goods and words and min(words)[1] != words[0][1] else goods


def _before(sentence: ClaimSentence, amount: Amount) -> list[Amount]:
    return [
        earlier
        for earlier in sentence.amounts
        if earlier.start < amount.start and not _BACK.search(sentence.text, *part_of(sentence.text, earlier))
    ]


def part_of(text: str, amount: Amount, border: re.Pattern[str] = _PART) -> tuple[int, int]:
    """The offsets of the part of a sentence that has an amount. ``border`` finds the words between two parts."""
    starts = [match.end() for match in border.finditer(text, 0, amount.start)]
    after = border.search(text, amount.end)
    return (starts[-1] if starts else 0), (after.start() if after else len(text))


def _direction_in_words(sentence: ClaimSentence, amount: Amount, start: int, end: int) -> Direction | None:
    """The direction that a part of a sentence states. If it names one party alone, the other is that of the pair."""
    text, last, offset = "", start, 0
    for mention in sentence.passage.parties:
        if start <= mention.start and mention.end <= end and mention.code in sentence.countries:
            sign = "\x04" if mention.form is PartyForm.people else ""
            text += sentence.text[last : mention.start] + f"{sign}\x02{mention.code}\x03"
            last = mention.end
            offset = len(text) if mention.end <= amount.start else offset
    text += sentence.text[last:end]
    if beside := _beside_one_party(sentence, text, offset):
        return beside
    for patterns, forward in ((_BACKWARD, False), (_FORWARD, True)):
        for pattern in patterns:
            match = pattern.search(text)
            if match and match[1] != match[2]:
                return (match[1], match[2]) if forward else (match[2], match[1])
    for pattern, forward in ((_OUT, True), (_IN, False)):
        match = pattern.search(text)
        remainder = sentence.countries - {match[1]} if match else frozenset()
        if match and len(remainder) == 1:
            (partner,) = remainder
            return (partner, match[1]) if forward else (match[1], partner)
    return None


def _beside_one_party(sentence: ClaimSentence, text: str, offset: int) -> Direction | None:
    """The direction that the words beside one party tell, such as “Kazakh exports”; None without a second party.
    ``text`` has the signs of parties. Of several such words, those nearest to an ``offset`` count."""
    sides: list[tuple[int, str, bool]] = []
    for patterns, sells in ((_SELLER, True), (_BUYER, False)):
        for pattern in patterns:
            for match in pattern.finditer(text):
                code = match["code"] if "code" in pattern.groupindex else next(filter(None, match.groups()))
                sides.append((abs(match.end() - offset), code, sells))
    if not sides:
        return None
    _, code, sells = min(sides, key=lambda side: side[0])
    partners = sentence.countries - {code}
    if len(partners) != 1:
        return None
    (partner,) = partners
    return (code, partner) if sells else (partner, code)
