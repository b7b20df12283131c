"""What a sentence denies, and what it leaves open: “did not meet”, “the meeting was cancelled”, “might have met”.

A clause with such words is read apart from the rest of its sentence, which the text still claims.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from app.curate.claims.acts import contraries
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.wording import any_word, blank, content_words
from app.curate.mentions.denials import without_double_negatives


class Stance(Enum):
    """How a text treats words that it does not claim: it denies them, leaves them open, or contrasts them (“and not in
    Istanbul”)."""

    denies = "denies"
    leaves_open = "leaves open"
    contrast = "contrast"


@dataclass(frozen=True)
class StanceScope:
    """The words from ``start`` to ``end`` that a text denies or leaves open, and the words that say so (``cue``, from
    ``cue_start`` on).

    ``is_contrary`` says that the words are those of a contrary act, such as “severed”.
    ``kinds`` are the kinds of records whose event is denied: none for “did not discuss trade”, which no record can
    contradict. Offsets count characters in the sentence.
    """

    stance: Stance
    start: int
    end: int
    cue: str = ""
    cue_start: int = 0
    kinds: frozenset[str] = frozenset()
    is_contrary: bool = False


_BORDER = re.compile(
    r";|(?<!thing)(?<!where)(?<!\ball),?\s\b(?:but|while|whereas|although|though|however|yet(?=\s(?:he|she|it|they|the|[A-Z])))\s"
    r"|,\s(?:and|or)\s|,\s(?=(?:who|which|where)\s)"
    r"|\sand\s(?=(?:did|does|do|was|were|is|are|has|have|had|could|might|may|never|not|will|would|failed|refused)\b)"
)
_RELATIVE = re.compile(r"(?:who|which|where)\s")
_SUBORDINATE = re.compile(
    r"\W*(?:although|though|while|despite|after|before|when|as|since|because|rather than|instead of)\b", re.IGNORECASE
)

_QUESTION = re.compile(r"\?[\s”\"’')]*$")
_CONDITION_FIRST = re.compile(
    r"\W*(?:if|unless|whether|suppos(?:e|ing)|assuming|imagine|provided|(?:had|should|were)(?= [A-Z]))\b",
    re.IGNORECASE,
)
_CONDITION = any_word("if unless whether", "in case", "provided that", "on condition")
_HAPPENS = (
    "have|be|meet|visit|host|receive|sign|hold|travel|attend|recogni[sz]e|establish|open|join|reach|exceed|rise|fall|grow"
    "|invest|export|import|take place|announce|complete|build"
)
_OPEN = re.compile(
    rf"\b(?:might|could|may(?=\s(?:(?:not|well|also|soon|yet)\s)*(?:{_HAPPENS})\b)|(?:would|should)\s(?:not\s)?have|perhaps|maybe|possibly"
    r"|[Aa]llegedly|[Ss]upposedly|[Aa]lleged|rumou?rs?|rumou?red|doubt(?:s|ed|ful|fully)?|unclear|uncertain|unlikely"
    r"|unconfirmed|unverified|speculat\w+|remains to be seen|(?:not|never|n[’']t)\s(?:yet\s)?(?:been\s)?"
    r"(?:confirm\w*|known|sure|certain|clear)|Perhaps|Maybe|Possibly|Rumou?rs?|Doubts?|Unconfirmed"
    r"|(?:tried|attempted|sought|hoped|wished|wanted|longed|offered|asked|claimed|pretended|purported|threatened)\s"
    r"(?:in vain\s)?to\s(?:have\s)?(?:me[e]?t|visit|host|receive|hold|held|sign)(?:ed|d)?)\b"
)
_NO_DOUBT = re.compile(r"\b(?:no|without|beyond(?: any)?|undoubtedly)\s$", re.IGNORECASE)
_CONTRAST = re.compile(
    r"(?:,\s|\s(?:and|but)\s)not\s(?=(?:in|on|at|by|with|to|from|the|an?)\b|[A-Z\d$€])"
    r"|\b(?:[Rr]ather than|[Ii]nstead of)\b"
)
_NOT_BUT = re.compile(
    r"\b([Nn]ot\s(?!only|just|merely)[^,;]{1,60}?\sbut)\s(?!also\b)(?=(?:in|on|at|by|with|to|from)\b|[A-Z\d$€])"
)
"""“Not Istanbul but Ankara”."""

_CANCELLATION = re.compile(
    r"\b(?:cancel\w*|called off|call off|postpon\w+|put off|scrapped|aborted|fell through"
    r"|(?:(?:did|does|do|was|were|is|are|has|have|had|will)(?:\snot|n[’']t)|never)\s(?:be\s|been\s)?"
    r"(?:take place|taken place|took place|happen\w*|held|convened?|go ahead|occur\w*|materiali[sz]ed?))\b",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut\w+|(?:dismiss|reject)\w*\s(?:\w+\s){0,2}(?:reports?|claims?|rumou?rs?|allegations?)"
    r"(?=\s(?:that|of\s(?:\w+\s){0,3}(?:meetings?|talks|visits?|trips?|sessions?|deals?|agreements?))\b)"
    r"|(?:not|never|n[’']t)\s(?:at all\s)?(?:true|the case|correct|so)|untrue|false|falsely|unfounded|baseless"
    r"|wrong to (?:say|claim|think|believe)"
    r"|contrary to(?=\s(?:\w+\s){0,2}(?:reports?|claims?|rumou?rs?|what)\b))\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|cannot|neither|nor|nobody|no one|none|no|hardly|fail(?:ed|s|ing)?\sto|refus(?:ed|es|ing|e)(?=\sto)"
    r"|declin(?:ed|es|ing)\sto(?=\s[a-z])|(?:has|have|had|is|are)\syet\sto|unable\sto|ruled\sout|avoided"
    r"|without(?=\s(?:\w+ing|an?|any|the)\b)|lacks?|lacked|stopped\sshort\sof|far\sfrom|nowhere\snear|anything\sbut|a\slong\sway\sfrom)\b|\b\w+n[’']t\b",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    r"\s?(?:(?:only|just|merely|least|simply|surprisingly|quite|far|to mention|before)\b"
    r"|(?:less|fewer|more|later|earlier|smaller|lower|higher)\s(?:than\b|$)|doubt\b|matter\b|\.\s?\d"
    r"|\w+\s(?:was|is|were|are)\s(?:too|so)\b)",
    re.IGNORECASE,
)

_LINK = (
    r"(?:\s(?:to|be|been|being|have|has|had|having|ever|actually|even|also|yet|both|any|an?|the|new|formally|of|that"
    r"|(?:official|bilateral|joint)))*\s"
)
_MEETS = (
    r"(?:me(?:e)?t(?:ing)?s?\b(?!\s(?:the|its|their|this|that|all|any)?\s?(?:demand|target|goal|deadline|standard|criteri"
    r"|requirement|need))|visit\w*|receiv\w+|host\w*|welcom\w+|travel\w*|co-?chair\w*|arriv\w*|pa(?:y|id)\b.{0,20}\bvisit"
    r"|(?:hold|held|holding|conven\w+|attend\w*|take part in|participat\w+ in)\s(?:(?:the|an?|any|its|their)\s)?"
    r"(?:[\w–-]+\s){0,5}(?:meetings?|talks|sessions?|summits?|council|group|visit)\b|(?:meetings?|talks|sessions?|summits?)\b"
    r"|take place|took place|happen\w*|held\b|convened?\b)"
)  # fmt: skip
_DENIABLE = {
    "meeting": _MEETS,
    "agreement": r"(?:(?:sign|adopt|conclud)\w*"
    r"|(?:[a-z]+\s){0,3}?(?:agreements?|documents?|deals?|treat(?:y|ies)|memorand\w+|plans?|declarations?|statements?"
    r"|pacts?|accords?|decisions?)\b(?!\s(?:to|for)\b))",
    "milestone": r"(?:(?:recogni[sz]|establish|found|creat|open|join(?!t)|appl|announc|launch|intend|submit|fil|seek"
    r"|sought|want)\w*|diplomatic\b)",
    "mission": r"(?:(?:honorary\s)?(?:embass|consul)\w*|consulates?\b|(?:open|establish|maintain|operat)\w*"
    r"|(?:have|has|had|keeps?)\b)",
}
"""For each kind of record the words that deny it, if they follow “not” or “no”: “did not meet”, “no agreements”."""

_EVENT_NOUN = re.compile(
    r"\b(?P<noun>meeting|session|talks|visit|trip|summit|signing|council|group)s?\b", re.IGNORECASE
)
_OBJECT = re.compile(
    r"(?:\s(?!before|after|when|until|ahead|at|during|in|on)[\w’'-]+){0,5}?\s" + _EVENT_NOUN.pattern, re.IGNORECASE
)
"""An event behind “cancelled”, in the active voice."""
_PRONOUN_SUBJECT = re.compile(
    r"\W*(?:but\s|and\s|then\s|however,?\s)*(?:it|this|that|which|everything)\b", re.IGNORECASE
)
_DENIES = re.compile(r"den|refut|dismiss|reject", re.IGNORECASE)
"""Verbs with what they deny behind them: “denied that they met”."""
_SUBJECT = re.compile(r"\W*(?:he|she|they|it|both|neither)\b", re.IGNORECASE)
_NAME_OR_NUMBER = re.compile(r"\b[A-Z]\w|\d")


def stance_scopes(sentence: ClaimSentence) -> list[StanceScope]:
    """The parts of a sentence that the text denies or leaves open, in order; none for a plain sentence."""
    text = sentence.text
    if _QUESTION.search(text) or _CONDITION_FIRST.match(text):
        return [StanceScope(Stance.leaves_open, 0, len(text))]
    all_scopes = sorted(_all_scopes(sentence), key=lambda scope: (scope.start, -scope.end))
    return [
        scope for scope in all_scopes if not any(outer is not scope and _hides(outer, scope) for outer in all_scopes)
    ]


def _hides(outer: StanceScope, scope: StanceScope) -> bool:
    """Whether a scope lies in another one that decides: what is left open is not denied."""
    is_inside = outer.start <= scope.start and scope.end <= outer.end
    return is_inside and outer.stance is not Stance.denies and (scope.stance is Stance.denies or outer != scope)


def _all_scopes(sentence: ClaimSentence) -> Iterator[StanceScope]:
    text = without_double_negatives(sentence.text)
    borders = [*_borders(text)]
    for match in _NOT_BUT.finditer(text):
        yield StanceScope(Stance.contrast, *match.span(1))
        text = blank(text, [match.span(1)])
    for match in _CONTRAST.finditer(text):
        start, end = match.start(), _clause(text, borders, match.end())[1]
        yield StanceScope(Stance.contrast, start, end)
        text = blank(text, [(start, end)])
    for match in _CONDITION.finditer(text):
        yield StanceScope(Stance.leaves_open, match.start(), _clause(text, borders, match.end())[1])
    for match in _OPEN.finditer(text):
        if not _NO_DOUBT.search(text[: match.start()]):
            yield StanceScope(Stance.leaves_open, *_clause(text, borders, match.start()))
    for match in _CANCELLATION.finditer(text):
        start, end = _clause(text, borders, match.start())
        noun = _EVENT_NOUN.search(text, start, match.start()) or _OBJECT.match(text, match.end())
        has_mechanism = any(offset < match.start() for offset in sentence.mechanism_starts)
        if not (noun or has_mechanism or _PRONOUN_SUBJECT.match(text, start)):
            continue  # “the gala dinner was cancelled”
        if not _is_specific(sentence, start, match.start()):
            start, end = 0, len(text)  # “but the meeting was cancelled” denies the rest
        is_signing = noun is not None and noun["noun"].lower() == "signing"
        yield StanceScope(
            Stance.denies, start, end, match[0], match.start(), frozenset({"agreement" if is_signing else "meeting"})
        )
    for match in _FALSE.finditer(text):
        start, end = _clause(text, borders, match.start())
        if any(not _NO_DENIAL.match(text, denial.end()) for denial in _NOT.finditer(blank(text, [match.span()]))):
            yield StanceScope(Stance.leaves_open, 0, len(text))  # “it is false that they never met”
            continue
        has_object = _DENIES.match(match[0]) is not None
        denied_text = _OCCASION.split(text[match.end() : end])[0] if has_object else text[start:end]
        kinds = {kind for kind, words in _DENIABLE.items() if re.search(rf"\b{words}", denied_text, re.IGNORECASE)}
        if kinds or not has_object:  # “denied reports about a rift” denies no event
            yield StanceScope(Stance.denies, start, end, match[0], match.start(), frozenset(kinds))
    for kind, match in contraries(text):
        start, end = _clause(text, borders, match.start())
        if kind == "meeting" and not _is_of_participants(sentence, start, match.start()):
            continue  # “reporters were barred from the meeting”
        yield StanceScope(Stance.denies, start, end, match[0], match.start(), frozenset({kind}), is_contrary=True)
    for match in _NOT.finditer(text):
        if _NO_DENIAL.match(text, match.end()) or (
            match[0].lower() == "no" and text[match.end() : match.end() + 1] == "."
        ):
            continue
        start, end = _clause(text, borders, match.start())
        after = text[match.end() : end]
        kinds = {kind for kind, words in _DENIABLE.items() if re.match(rf"{_LINK}{words}", after, re.IGNORECASE)}
        is_aside = match[0].lower() == "without"
        verb = re.match(rf"{_LINK}[\w-]+", after)
        cue = match[0] + (verb[0] if verb else "")
        yield StanceScope(
            Stance.denies, match.start() if is_aside else start, end, cue, match.start(), frozenset(kinds)
        )


def _is_of_participants(sentence: ClaimSentence, start: int, end: int) -> bool:
    """Whether the subject of an act, from ``start`` to ``end``, may be a participant of a meeting or the meeting: it is
    a name, a pronoun or a noun for an event."""
    is_named = any(start <= first < end for first, _ in sentence.names)
    return is_named or bool(_EVENT_NOUN.search(sentence.text, start, end) or _SUBJECT.match(sentence.text, start))


def _borders(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of the words between clauses."""
    ends_relative = 0
    for match in _BORDER.finditer(text):
        yield match.span()
        if _RELATIVE.match(text, match.end()):
            comma = text.find(",", match.end())
            if comma > 0 and comma > ends_relative:
                ends_relative = comma
                yield comma, comma + 1
    if _SUBORDINATE.match(text) and (comma := text.find(",")) > 0:
        yield comma, comma + 1


def clause_at(text: str, offset: int) -> tuple[int, int]:
    """The offsets of the clause at an offset."""
    return _clause(text, [*_borders(text)], offset)


def _clause(text: str, borders: list[tuple[int, int]], offset: int) -> tuple[int, int]:
    """The offsets of the clause at an offset."""
    start = max((end for _, end in borders if end <= offset), default=0)
    return start, min((first for first, _ in borders if first >= offset), default=len(text))


def _is_specific(sentence: ClaimSentence, start: int, end: int) -> bool:
    """Whether the words name something: “the ninth session”, “Fidan’s visit”, and not “the meeting”."""
    ordinals = sentence.passage.ordinals
    return bool(_NAME_OR_NUMBER.search(sentence.text, start, end)) or any(
        start <= ordinal.start < end for ordinal in ordinals
    )


def without_scopes(sentence: ClaimSentence, parts: list[StanceScope]) -> ClaimSentence | None:
    """The sentence without these parts, which are blank; None if nothing else is left."""
    bare_sentence = sentence.without((part.start, part.end) for part in parts)
    return bare_sentence if bare_sentence.text.strip(" .,;!") else None


_ANY_AGREEMENT = content_words(
    "signing signed any new agreements documents deals treaties memoranda memorandums plans concluded adopted formal "
    "meeting session council group summit talks"
)


def denied_topic(clause: ClaimSentence, denial: StanceScope) -> frozenset[str]:
    """The stems of the words that say what a denied agreement is about: “no agreement on nuclear energy”."""
    is_of_noun = _NO_NOUN.match(denial.cue)  # “no nuclear agreement” has its topic in the words of the denial
    start = denial.cue_start + (is_of_noun.end() if is_of_noun else len(denial.cue))
    after = blank(clause.text, clause.names)[start:]
    return content_words(_OCCASION.split(after)[0]) - _ANY_AGREEMENT


_NO_NOUN = re.compile(r"(?:no|without)\s", re.IGNORECASE)
_OCCASION = re.compile(r"\b(?:at|during|when|after|by)\b")
