"""Tells a figure to be reached from one that was reached."""

import re
from collections.abc import Sequence

from app.curate.mentions.clauses import Cue, FigureMeasure
from app.curate.mentions.figures import FigureMention

RAISING = re.compile(
    r"\b(?:rais(?:e|ing)|enhanc(?:e|ing)|increas(?:e|ing)|expand(?:ing)?|bring(?:ing)?|boost(?:ing)?|doubl(?:e|ing)|(?:quadru|tri)pl(?:e"
    r"|ing)|tak(?:e|ing)"
    r"|mov(?:e|ing)|carry(?:ing)?|lift(?:ing)?|grow(?:ing)?|push(?:ing)?|reach(?:ing)?|achiev(?:e|ing)|elevat(?:e|ing)"
    r"|driv(?:e|ing)|ris(?:e|ing)|climb(?:ing)?|surpass(?:ing)?|meet(?:ing)?|attain(?:ing)?|hit(?:ting)?|touch(?:ing)?|exceed(?:ing)?|get(?:ting)?(?=\s(?:\w+\s){0,2}(?:trade|turnover|commerce|it)\b)|(?:be|is)\s+(?:taken|raised|brought|increased|lifted|doubled|tripled|quadrupled))\b",
    re.IGNORECASE,
)
"""A verb that says that something shall become more, in the infinitive or as a gerund: “increased” tells what was."""

GOAL = re.compile(r"\b(?:targets?|goals?|aims?|objectives?|tasks?|ambitions?|benchmark|outlook)\b", re.IGNORECASE)

INTENTION = re.compile(
    r"\b(?:agreed?|agree|wants?|aims?|aimed|plans?|planned|seeks?|intends?|work(?:ing)?\s+to(?:ward|wards)?"
    r"|committed|commitment|importance|necessity|necessary|envisag\w+|need|readiness|interest|intend|intention|determination|desire|resolve[ds]?|reaffirm\w*|push|decided|determined|ready"
    r"|pledged?|vowed|will|continue|continued|efforts|resolved|agreements?|roadmaps?|continues|eager|keen|expect(?:s|ed)?|anticipated?|likely|sure|confident|able|targeted|envisaged|should|must|shall|(?:is|are)\s+to|ways|means|steps|measures|possibilit(?:y|ies)|potential|room|capable|instructed|tasked|instructions|ordered|directed|proposed|suggested|strive|striving|hope|hopes|set)\b",
    re.IGNORECASE,
)

_PRONOUN = re.compile(
    r"\b(?:this|that|the|these|our)\s+(?:(?:annual|yearly|overall|current|trade)\s)?(?:figures?|number|volume|level|amount|indicator)\b|\b(?:it|that|this)\b",
    re.IGNORECASE,
)

_GOAL_BEHIND = re.compile(
    r"\s(?!(?:will|would|shall)\s)(?:(?:[^\W\d]+\s){0,3}(?:target|goal|benchmark)|(?:\w+\s)?objective)\b(?!\s(?:market|country))"
    r"|\s(?:is|was)\swhat\s[^.;,]{2,30}?\s(?:aim|aiming|after|want|seek|seeking|striv\w+|hop\w+|work\w*)\b"
    r"|(?:\s(?:a|per)\syear)?,?\s(?:is|remains|stays|(?:(?:that|which)\s)?(?:[^\W\d]+\s){1,4}?(?:set|named?|chose|chosen|fixed|gave|given)(?:\s\w+)?\sas)"
    r"\s(?:still\s)?(?:the|our|their|a|its)\s(?:\w+\s)?(?:target|goal|mark|aim|task|objective|benchmark|ambition)\b",
    re.IGNORECASE,
)
"""“The $3 billion target”, “three billion dollars is our goal”, “the $3 billion that both have set as the mark”."""

_WANTS = re.compile(
    r"\b(?:[Pp]residents|[Ll]eaders|[Mm]inisters|[Ss]ides|[Gg]overnments|[Cc]apitals|[Cc]ountries|[Nn]eighbou?rs|[Tt]hey|[Bb]oth|[Ww]e)"
    r"\s(?:\w+\s)?(?:(?:want|seek|aspire\sto|are\safter)\s(?:to\ssee\s)?\Z|(?:want|hope)\sto\ssee\s(?:\w+\s){1,3}at\s\Z|(?:are\safter|want|seek)\sat\s\Z)"
)
"""“The presidents want $3 billion”: both sides want it, and the amount is the object itself."""


_LAST_STEP = re.compile(
    r"\b(?:past|beyond|above|over)\s+(?:the\s+)?\Z"
    r"|\b(?:to|towards?|of|at|(?:trade|turnover|volume)\s(?:\w+\s)?worth)\s+(?:(?:the|a|an)\s+)?(?:level\s+of\s+|mark\s+of\s+)?\Z"
    r"|\b(?:reach|touch|hit)(?:ing)?\s+\Z"
    r"|\bachiev(?:e|ing)\s+\Z",
    re.I,
)


_GOAL_IS = re.compile(
    r"\b(?:target|goal|task|aim|objective|ambition|outlook)\b[^.;,]{0,60}(?:,\s[^.;,]{3,60},)?\s(?:is|was|remains|stands\s+at|has\s+been\s+set\s+at|of)"
    r"\s+(?:now\s+)?(?:to\s+reach\s+)?\Z|\b(?:target|goal|objective)\s(?:for|in|of)\s[^.;,]{3,50},\s\Z",
    re.IGNORECASE,
)
"""“The task is one billion”, “the goal for 2030 is $5 billion”."""


_AIMED_AT = re.compile(
    r"\b(?:(?:aim|aims|aimed|aiming|strive|striving)\s+(?:for|at)|target(?:s|ing)|ey(?:es?|ing|eing)|focus(?:es|ing)?\s+on"
    r"|set(?:s|ting)?\s+(?:(?:their|its|our|the)\s+)?sights?\s+on)\s+(?:\w+\s+){0,4}\Z"
)
"""“Both aim for $3 billion of trade”."""


_BY_YEAR = re.compile(r"(?:\s(?:a|per)\syear|\sannually)?\sby\s(?:the\send\sof\s)?(?:19|20)\d\d\b")
"""“Fifteen billion a year by 2030 is the goal”."""


_FROM_NOW = re.compile(r"\bfrom\s[^,;]{0,40}\d[^,;]{0,25}?\s(?=to\s+\Z)")
"""Where a rise begins: “to increase trade from $2 billion to” the target."""

_NEXT_STEP = re.compile(
    r"\b(?:and|then)\s+(?:(?:then|later|subsequently|eventually|ultimately|afterwards)\s+(?:(?:perhaps|possibly|even)\s+)?(?:to\s+)?|to\s+)\Z"
)
"""“To $5 billion, and then to” another amount."""

_LEVEL_VERB = re.compile(r"\b(?:amounted|came|totall?ed|stood|rose|grew|fell|dropped|climbed|increased|decreased)\b")
"""Verbs of what was: “amounted to $8 million in 2024, and to” another amount in 2025."""

_LATER = re.compile(
    r"\sby\s(?:19|20)\d\d\b|\s(?:thereafter|afterwards|later|subsequently|(?:in|over)\sthe\slong(?:er)?[\s-](?:term|run))\b"
)


def _is_later_step(sentence: str, figure: FigureMention) -> bool:
    """Whether an amount is the second step of a target: “to $10 billion by 2030 and $15 billion thereafter”."""
    return bool(
        re.search(r"\b(?:million|billion)\b.{0,60}\band\s+\Z", sentence[: figure.start])
        and _LATER.match(sentence, figure.end)
    )


_GIVEN_UP = re.compile(
    r"\b(?:targets?|goals?|aims?|objectives?|ambitions?|plans?)\b[^.;]{0,160}?\s(?:was|were|is|are|has\sbeen|have\sbeen|had\sbeen)\s(?:\w+\s)?"
    r"(?:dropped|abandoned|scrapped|given\sup|shelved|withdrawn|cancell?ed|rejected|missed|forgotten|revoked)\b"
    r"|\b(?:dropped|abandoned|scrapped|gave\sup|shelved|withdrew|cancell?ed|rejected|missed|revoked)\s(?:\w+\s){0,3}?"
    r"(?:targets?|goals?|aims?|objectives?|ambitions?|plans?)\b",
    re.IGNORECASE,
)
"""A goal that holds no longer: “the goal of $2 billion was dropped”."""


_NEXT_CLAUSE = re.compile(r";|\s(?:and(?=\s(?:an?|the|its|their|another)\s)|but|while)\s")


def is_given_up(sentence: str, figure: FigureMention) -> bool:
    """Whether the clause of a figure says that a goal was given up."""
    borders = [match.span() for match in _NEXT_CLAUSE.finditer(sentence)]
    start = max((end for _, end in borders if end <= figure.start), default=0)
    end = min((first for first, _ in borders if first >= figure.end), default=len(sentence))
    return bool(_GIVEN_UP.search(sentence, start, end))


_FORECAST = re.compile(
    r"\b(?:expect(?:s|ed)?|forecasts?|projected|likely|anticipated?|sure|confident)\b[^.;]{0,100}\Z", re.IGNORECASE
)


def is_forecast(sentence: str, figure: FigureMention) -> bool:
    """Whether somebody only expects that trade reaches a figure, and nobody says that it shall."""
    return bool(_FORECAST.search(sentence, 0, figure.start)) and not GOAL.search(sentence, 0, figure.start)


def is_target(sentence: str, figure: FigureMention, cues: Sequence[Cue], follows_trade: bool) -> bool:
    """Whether a figure is a volume of trade that somebody wants to reach.

    ``follows_trade`` says that a figure of trade came before it: “this figure” may mean that one.
    """
    if figure.unit in ("count", "percent"):
        return False
    before = sentence[max(0, figure.start - 260) : figure.start]
    if sentence.startswith("up to ", figure.start) and not before.endswith("of "):
        before += "to "
    subject = any(cue.measure is FigureMeasure.trade and cue.start < figure.start + 120 for cue in cues) or (
        follows_trade and bool(_PRONOUN.search(before) or GOAL.search(before) or _BY_YEAR.match(sentence, figure.end))
    )
    if (subject or follows_trade) and (_WANTS.search(before) or _GOAL_BEHIND.match(sentence, figure.end)):
        return True
    if not subject:
        return False
    if _AIMED_AT.search(before) or (_BY_YEAR.match(sentence, figure.end) and GOAL.search(sentence, figure.end)):
        return True
    if _GOAL_IS.search(before):
        return True
    if not (_LAST_STEP.search(before) or _NEXT_STEP.search(before) or _is_later_step(sentence, figure)):
        return False
    goal = GOAL.search(before) or GOAL.search(sentence[figure.end : figure.end + 40])
    if goal and re.search(r"\b(?:target|goal|task|aim|outlook)\w*\s+of\s+\Z", before, re.IGNORECASE):
        return True
    if goal and re.search(r"\b(?:revised|raised|lifted|increased)\s+(?:upwards?\s+)?to\s+\Z", before):
        return True
    before = _FROM_NOW.sub("", before)
    raises = [*RAISING.finditer(before)]
    if raises and _BY_YEAR.match(sentence, figure.end) and re.search(r"\bto\s\Z", before[: raises[-1].start()]):
        return True
    if not raises:
        return bool(_NEXT_STEP.search(before) and not _LEVEL_VERB.search(before))
    clause = before[raises[-1].start() :]
    is_next = _NEXT_STEP.search(clause) or _is_later_step(sentence, figure)
    if re.search(r"[.;]|\b(?:million|billion)\b", clause) and not is_next:
        return False
    return bool(goal or INTENTION.search(before[: raises[-1].start()]))
