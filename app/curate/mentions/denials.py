"""Says whether a text reports what its words name as a fact: it may deny it, doubt it, or only hope for it.

All offsets count characters in the sentence, from 0.
"""

import re

_NOT = (
    r"(?:(?:not|never|cannot|no\slonger|nor|without)\b(?!\s(?:only|just|merely|least|to\smention))"
    r"|\w{1,9}n[’']t\b)"
)

_FEW_WORDS = r"(?:\s(?!(?:and|but|or|who|which|since|until|before|after)\b)[\w’'-]+){0,3}?,?\s*\Z"
"""What may stand between a denial and the verb that it denies."""

_DENIAL = re.compile(
    rf"\b{_NOT}{_FEW_WORDS}"
    r"|\b[Nn]o\s(?:(?!doubt\b|sooner\b|less\b|fewer\b|more\b)[\w-]+\s){0,2}\Z"
    r"|\b[Nn]o\s(?:[\w-]+\s){1,6}(?:was|were|is|has\sbeen|have\sbeen|had\sbeen)\s(?:\w+\s)?\Z"
    r"|\b(?:refused|avoid(?:s|ed|ing)?|ruled\sout|stopped\sshort\sof|far\sfrom|instead\sof|rather\sthan"
    r"|prevented\s[^.;,]{1,40}?\sfrom)\s(?:being\s|an?\s|any\s)?(?:the\s|[\w-]+[’']s?\s)?\Z"
    r"|\b(?:withdrew|revoked|annulled|postponed|delayed|suspended|opposed|opposes|blocked|prevented|vetoed)\s(?:its|the|their|any)\s\Z"
    r"|\b[Nn]either\s[^.;]{2,100}?\snor\s[^.;,]{2,80}\Z"
    r"|\b(?:would|could|should|might|ought\sto|(?:was|were)\sto)\shave\s(?:\w+\s){0,2}\Z"
    r"|\bhad\s(?:(?:been|originally|initially)\s){1,2}(?:due|scheduled|set|expected|planned|hoped|intended)\sto\s(?:\w+\s)?\Z"
)
"""Words right before a verb, a noun or an amount that deny it: “did not”, “no”, “would have”."""

_UNWILLING = (
    r"\b(?:refus(?:e[sd]?|ing|al)|declin(?:e[sd]?|ing)|fail(?:s|ed|ing|ure)?|unable|unwilling|forgot|tried|attempt(?:s|ed)?"
    r"|too\s\w+|yet)(?:\s[\w’'-]+){0,3}?\sto\s"
)

_REFUSAL = re.compile(rf"{_UNWILLING}(?:(?:be|have|have\sbeen|even)\s)?\Z")
"""Words before an infinitive that say that it was not done: “refused to”."""

_NOT_REACHED = re.compile(
    rf"{_UNWILLING}(?:reach|exceed|invest|attract|export|import|pay|raise|top)\s(?:\w+\s){{0,2}}\Z"
)
"""Words before an amount that was not reached: “failed to reach”. What “declined to $2 billion” was that amount."""

_REPORTS = r"(?:reports?|claims?|rumou?rs?|allegations?|suggestions?)"

_UNTRUE = re.compile(
    r"(?:\b(?:den(?:y|ies|ied|ying)|refut(?:es|ed|ing)|disput(?:es|ed|ing)|reject(?:s|ed|ing)|dismiss(?:es|ed|ing))\s"
    rf"(?:[\w-]+\s){{0,3}}?(?:that|{_REPORTS}|figures?|numbers?|having|it|he|she|they)\b"
    r"|\b(?:[Nn]o|[Ww]ithout|lack\sof)\s(?:\w+\s)?(?:evidence|proof|record|indication|sign)s?\s(?:that|of|for)\b"
    r"|\b(?:not\s(?:true|the\scase)|(?<![Nn]ot\s)(?<![Nn]o\s)(?:untrue|false|wrong|doubt(?:s|ed|ful)?))\s(?:that|whether|if)\b"
    r"|\b(?:falsely|wrongly|mistakenly|incorrectly|erroneously|allegedly)\b|\bmisstat(?:ed|es|ing)\b"
    r"|\b(?:earlier|previous|first|original|initial)\s(?:version|edition)\sof\s(?:this|the|our)\s\w+\b"
    r"|\b[Tt]his\s(?:article|text|report|story|release|page|statement)\s(?:originally|previously|initially|earlier)\b"
    r"|\b(?:[Cc]ontrary\sto\s(?:\w+\s){0,2}|[Ff]alse\s|[Uu]nconfirmed\s)"
    rf"{_REPORTS}\s(?:that|of)\b|\b(?:[Rr]umou?r(?:s|ed)?|pretend(?:s|ed)?|imagined?|dream(?:s|ed|t)|joked?)\s(?:that|of|to)\b)"
    r"(?:(?!\s(?:but|before|after|when|while)\s|,\s(?:and|while|who)\s)[^.;]){0,160}\Z"
)
"""Words that report the rest of their clause as untrue, or as doubtful."""

_RUMOUR = re.compile(rf"\b(?:{_REPORTS}|stories|news)\s(?:\w+\s)?(?:that|of|about)\b[^.;]*\Z", re.IGNORECASE)

_FALSE = re.compile(
    r"[^.;]*?\s(?:(?:is|are|was|were|proved|turned\sout)\s(?:\w+\s){0,2}?(?:false|untrue|wrong|denied|fake|unfounded|baseless|invented"
    r"|refuted)|(?:is|are|was|were)\snot\strue)\b"
)
"""Words behind what is told that say that it is not so: “reports that they met are false”."""

_CONDITION = re.compile(
    r"\b(?:[Ii]f|[Uu]nless|[Ww]hether|[Pp]rovided\sthat|[Oo]n\scondition\sthat|[Ii]n\scase)\b[^,;]*\Z"
    r"|(?:\A|[.;“]\s)\W{0,3}(?:Had|Were|Should)\s(?!(?:been|to)\b)[^,;]*\Z"
)
"""The clause of a condition: “if they met”, “Had the treaty been signed”."""

_FICTION = re.compile(
    r"\b(?:novel|film|movie|play|game|song|story|opera|musical|comedy|drama|joke)\b(?:\s(?!and\b)[\w’'“”-]+){0,4}?,?\s"
    r"(?:(?:in\swhich|where|that\stells)\s[^.;]*|about\s[^.;,]*)\Z",
    re.IGNORECASE,
)
"""Words before what happens only in a story: “a novel in which”."""

_JOURNEY_OFF = re.compile(
    rf"\b(?:{_NOT}|cancell?ed|called\soff|scrapped|abandoned)[^.;]{{0,90}}?,?\s(?:where|at\swhich|during\swhich)\s[^.;]{{0,60}}\Z"
)
"""What was to happen on a journey that is not made: “will not travel to Oslo, where he was due to meet”."""

_OFF = re.compile(
    r"[^.;,]{0,90}?(?:,\s[^.;,]{3,70},)?\s(?:(?:was|were|is|are|has\sbeen|had\sbeen|have\sbeen)\s(?:\w+\s)?(?:denied|ruled\sout|prevented|averted"
    r"|abandoned|dropped|shelved|scrapped|blocked|vetoed|aborted|untrue|cancell?ed|called\soff|postponed)\b"
    rf"|(?:\w+\s)?{_NOT}\s(?:(?:yet|actually|been|be)\s){{0,2}}(?:take\splace|taken\splace|took\splace|held|happen(?:ed)?"
    r"|occur(?:red)?|materiali[sz]ed?|go\sahead|come\sabout)\b|fell\sthrough\b)"
)
"""Words behind a noun for an event that did not happen: “the signing was called off”."""

_NEGATIVE_SUBJECT = re.compile(r"\s(?:nobody|no\s?one|none|neither)\b")

_EVENT_VERB = re.compile(r"(?:held|holds?|holding|had|conducted|spent|paid)\b", re.IGNORECASE)

_EVENT_NOUN = re.compile(
    r"\b(?:meetings?|talks|visit|trip|stay|session|summit|round|conference|consultations|negotiations|signing|signature"
    r"|opening|establishment|adoption|creation)\b",
    re.IGNORECASE,
)
"""A noun for an event. Words behind it may call the event off."""

_HOPE = re.compile(
    r"\b(?:hop(?:e[sd]?|ing)|wish(?:es|ed)?|want(?:s|ed)?|would\slike|seeks?|seeking|sought|aspir(?:e[sd]?|ing)|eager|keen"
    r"|willing|try(?:ing)?|tries|appeal(?:s|ed)?|begged|urged|needs?|look(?:s|ed|ing)?\sforward)\s(?:[^.;,]{1,40}?\s)?(?:to|for)\s"
    r"(?:(?:be|become|hold|a|an|the)\s){0,2}(?:\w+\s)?\Z"
    r"|\b(?:might|could|may\shave)\s(?:\w+\s){0,2}\Z|\b(?:possible|potential|perhaps|maybe)\s(?:\w+\s)?\Z"
    r"|\b(?:reportedly|apparently|purportedly|supposedly|(?:is|are|was|were)\ssaid\sto)\b[^.;,]{0,40}\Z"
    r"|\b[Uu]nlike\s[^.;]{2,90}?(?:,\s(?:who|which)\s[^.;,]{0,40})?\Z"
)
"""Words of a hope, of an attempt or of hearsay, which is not yet a fact."""

_TWICE_DENIED = re.compile(
    r"\b(?:(?:not|never)|\w+n[’']t)\s(?:(?:at all|in the least|ever|been|be)\s)?"
    r"(?:(?:fail|refus|neglect|declin|hesitat|forg[eo]t)\w*\sto|without|unnoticed"
    r"|(?:cancel|postpon|skip|miss|boycott|clos|abandon|reject|terminat|sever|suspend|withdraw|revok|annul|den[iy])\w*"
    r"|called off|put off|unsigned|unusual|uncommon|unknown|untrue|false)\b|\b(?:wrong|hard|impossible) to deny\b",
    re.IGNORECASE,
)

_NOT_UNTIL = re.compile(
    r"\b(?:(?:did|was|were|had|would)\s(?:not\s)|(?:did|was|were|had|would)n[’']t\s)(?=[^,;.]{1,80}?\buntil\b)"
)


def without_double_negatives(text: str) -> str:
    """The text with “did not fail to” blank, which denies nothing, and with it the “not” of “not until May”."""
    for pattern in (_TWICE_DENIED, _NOT_UNTIL):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


_REACH = 200
"""Characters before the words in which a denial is looked for."""


def is_denied(text: str, start: int, end: int | None = None) -> bool:
    """Whether a sentence denies, refuses or doubts the words from ``start`` to ``end``, makes them a condition, or
    says behind their noun that the event did not happen."""
    text = without_double_negatives(text)
    before = (text, max(0, start - _REACH), start)
    if any(pattern.search(*before) for pattern in (_DENIAL, _REFUSAL, _UNTRUE, _CONDITION, _FICTION, _JOURNEY_OFF)):
        return True
    if _RUMOUR.search(*before) and _FALSE.match(text, start):
        return True
    if end is not None and _NEGATIVE_SUBJECT.match(text, end):
        return True
    if end is None or _EVENT_VERB.match(text, start, end) or not _EVENT_NOUN.search(text, start, end):
        return False
    return bool(_OFF.match(text, end))


def is_denied_amount(text: str, start: int) -> bool:
    """Whether a sentence says that the amount at ``start`` was not so, or makes it a condition."""
    text = without_double_negatives(text)
    before = (text, max(0, start - _REACH), start)
    is_untrue = any(pattern.search(*before) for pattern in (_DENIAL, _NOT_REACHED, _UNTRUE, _CONDITION))
    return is_untrue or bool(_RUMOUR.search(*before) and _FALSE.match(text, start))


_PROPOSAL = re.compile(
    r"\b(?<!\bthe\s)(?<!\bhis\s)(?<!\bher\s)(?<!\bits\s)(?:propos(?:e[sd]?|ing)|suggest(?:s|ed|ing)?|offer(?:s|ed|ing)?)\s(?:to\s)?(?:hold(?:ing)?|host(?:ing)?|conven(?:e|ing)|organi[sz](?:e|ing)"
    r"|meet(?:ing)?|sign(?:ing)?)\s(?:[^.;,]{0,40}\s)?\Z"
)


def is_proposed(text: str, start: int) -> bool:
    """Whether a sentence only proposes the words at ``start``: “we proposed to hold the next session in May”."""
    return bool(_PROPOSAL.search(text, max(0, start - _REACH), start))


def is_hoped(text: str, start: int) -> bool:
    """Whether a sentence only hopes for the words at ``start``, or has them from hearsay."""
    return bool(_HOPE.search(text, max(0, start - _REACH), start))
