"""From which party to which goods go: “Kazakh goods worth $3 billion went to Türkiye, and $2 billion the other way”."""

import re
from calendar import month_name

from app.curate.claims.amounts import Amount
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.wording import any_word
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
    "buys purchas* deliver* supplied worth", "the other way"
)  # fmt: skip
_BACK = re.compile(
    r"\b(?:the other way|(?:in|from) the (?:opposite|other|reverse) direction|in return|in exchange|vice versa"
    r"|(?:came|flowed|moved|went|sent|sold|shipped) back)\b",
    re.IGNORECASE,
)
_PARTY = r"\x02(\w+)\x03"
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
_OUT = re.compile(rf"\b{_SEND}\b[^\x02]*?\bto {_PARTY}", re.IGNORECASE)
_IN = re.compile(
    rf"\b{_TAKE}\b[^\x02]*?(?:\bfrom (?=\x02)|(?=\x02\w+\x03 (?:goods|products|merchandise))){_PARTY}", re.IGNORECASE
)


def goods_flow(sentence: ClaimSentence, amount: Amount) -> Direction | None:
    """The direction of the goods that are worth an amount, or None where the words do not say it."""
    start, end = part_of(sentence.text, amount)
    if not _GOODS.search(sentence.text) or _BOTH_WAYS.search(sentence.text[start:end]):
        return None
    if _BACK.search(sentence.text, start, end):
        before = [flow for flow in (goods_flow(sentence, earlier) for earlier in _before(sentence, amount)) if flow]
        return (before[-1][1], before[-1][0]) if before else None
    return _of_nearest_word(
        _direction_in_words(sentence, start, end), sentence.text[start:end].lower(), amount.start - start
    )


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


def _direction_in_words(sentence: ClaimSentence, start: int, end: int) -> Direction | None:
    """The direction that a part of a sentence states. If it names one party alone, the other is that of the pair."""
    text, last = "", start
    for mention in sentence.passage.parties:
        if start <= mention.start and mention.end <= end and mention.code in sentence.countries:
            text += sentence.text[last : mention.start] + f"\x02{mention.code}\x03"
            last = mention.end
    text += sentence.text[last:end]
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
