"""Words of a turning point in relations: recognition, diplomatic relations, missions, accessions, new bodies."""

import re

from app.curate.mentions.date_parts import WEEKDAY
from app.curate.mentions.months import ENGLISH_MONTH
from app.domain.vocabulary import MilestoneType

MISSION = (
    r"(?:(?:[Hh]onorary\s|[Gg]eneral\s)?(?:[Ee]mbass(?:y|ies)|[Cc]onsulates?(?:[\s-][Gg]eneral)?)|[Hh]igh\s[Cc]ommission"
    r"|[Dd]iplomatic\s[Mm]ission|[Pp]ermanent\sRepresentation"
    r"|(?:[Tt]rade|[Ll]iaison|[Rr]epresentative)\s[Oo]ffice(?!\sof\san?\b))"
)

MISSION_NOUN = re.compile(MISSION)

_FORMAL = r"(?:(?:full|formal|official|diplomatic|consular|bilateral|inter-?state)\s(?:and\s)?){1,3}"

_TIES = rf"(?:{_FORMAL}(?:relations(?:hips?)?|ties)|[Rr]elations\s(?:between|with)\b)"

_BEGIN = (
    r"(?:(?<!the\s)(?<!of\s)(?:(?:re-?)?establish(?:ed|es|ing)?|set(?:ting)?\sup|enter(?:ed|ing)\sinto|(?:took|taken|taking)\sup|restor(?:ed|es|ing)|resum(?:ed|es|ing)"
    r"|(?:normali[sz]|formali[sz])(?:ed|es|ing)|forged|opened(?=\sdiplomatic))"
    r"|(?:(?:re-?)?establishment|restoration|resumption|(?:normali[sz]|formali[sz])ation)\sof)"
)

_BEGINNING = rf"(?:{_BEGIN}|dat(?:e|es|ed|ing)\s(?:back\sto|from)|go(?:es)?\sback\sto|beg[au]n|started|inaugurated)"

_OPENS = (
    r"(?:open(?:ed|s|ing)?|inaugurat(?:ed|es|ion)|establish(?:ed|es|ment)?|set\sup|(?:began|started)\s(?:its\s)?(?:work|operati\w+)"
    r"|(?:received|welcomed|admitted|saw)\sits\sfirst\s(?:visitors?|guests?|applicants?|callers?)|(?:operat|function)(?:ed|ing)\ssince)"
)

_CUES = (
    (MilestoneType.recognition,
     r"\brecogni(?:[sz]e[ds]?|[sz]ing|tion\sof)\b(?=.{0,60}\b(?:independence|sovereignty|statehood|as\s(?:an?\s)?(?:independent|sovereign))\b(?!\s[Dd]ay\b))"
     r"|\b(?:independence|sovereignty|statehood)\s(?:of\s(?:[\w’-]+\s){1,5}?)?(?:was|were|(?:has|had)\sbeen)\s(?:(?!never|not)\w+\s)?recogni[sz]ed\s"
     r"(?:\w+\s)?by\b"
     r"|\b(?:first|one\sof\sthe\sfirst)\s(?:[a-z]+\s){1,3}to\srecogni[sz]e\b"
     r"|\brecogni[sz]ed\s(?:the\s(?:Republic\sof\s)?)?(?=[A-Z]\w+(?:\s[A-Z]\w+)?\s(?:on|in)\s(?:\d|[A-Z]))"),
    (MilestoneType.diplomatic_relations,
     rf"\b(?i:{_BEGIN})\s(?:(?!to\b|and\b)\w+\s){{0,3}}?(?i:{_TIES})"
     rf"|\b(?i:{_TIES})[^.;]{{0,80}}?\b{_BEGINNING}\b|\b[Rr]elations\s(?:(?:that|which)\s)?(?:were|had\sbeen)\s(?:\w+\s)?(?:established|set\sup|entered\sinto|taken\sup)\b"
     rf"|\b{_BEGIN}\s(?:relations|ties)(?=,?\s(?:in|on)\s[\dA-Z])|\b(?:had|maintain(?:ed)?|enjoyed)\s{_TIES}\s(?=since\b)"),
    (MilestoneType.embassy,
     rf"\b(?i:{_OPENS})\s(?:of\s)?(?:(?!to\b|and\b)[\w’-]+\s){{0,6}}?(?:{MISSION}|Delegation)\b"
     rf"|\b{MISSION}\b[^.;]{{0,60}}?\b{_OPENS}\b(?!\s(?:an?|the|its)\s(?!doors|same|following))"
     r"|\band\s(?:the\s|its\s)?(?:[Ee]mbassy|[Cc]onsulate(?:\s[Gg]eneral)?|Delegation)\s(?=(?:of\s|in\s)[A-Z])"),
    (MilestoneType.accession,
     r"\b(?:joined|acceded\sto|(?:became|(?:has|have)\sbeen)\s(?:an?|the)\s(?:\w+\s)?(?:member|observer)(?:\s(?:of|in|at))?|intention\sto\sjoin|applied\sto\sjoin"
     r"|submitted\sits\sapplication)\b"),
    (MilestoneType.mechanism, r"\b(?:creation|establishment)\sof\sthe\b"),
    (MilestoneType.foundation,
     r"\b(?:is|was|were|had\sbeen|has\sbeen)\s(?:\w+ly\s|first\s)?(?:founded|established|created|set\sup|launched|instituted)\b"
     r"|^(?:[Ff]ounded|[Ee]stablished|[Cc]reated|[Ss]et\sup|[Ll]aunched)\sin\s[^,.;]{4,60},\s(?=the\s)"
     r"|(?<=,\s)(?:founded|established|created|set\sup|launched)(?=\s(?:in|on|by)\s)"
     r"|\b[Ss]ince\sits\s(?:inception|establishment|creation|foundation)(?=\sin\s)"),
)  # fmt: skip
"""Words that tell of a milestone, by its type."""

PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _CUES)

ANNIVERSARY = re.compile(
    r"\banniversar(?:y|ies)\b|\b(?:years|decades)\s(?:(?:have|had|has)\s(?:\w+\s){1,2})?(?:of|since)\b", re.IGNORECASE
)

TIME_JOINT = re.compile(r"\bwhen\b")
"""What joins two milestones of one time: “recognised its independence when relations were established in 1992”."""

FUTURE = re.compile(
    r"\b(?:will|would|plans?\sto|expected\sto|hopes?\sto|intends?\sto)\b[^,.;]{0,40}$"
    r"|\b(?:decision|agreement|intention|offer|proposal|readiness|commitment|plans?|agreed|decided|pledged|promised|that)\s(?:of\s[^.;,]{3,40}?\s)?to\s$"
)

BY_STRANGERS = re.compile(
    r"\s(?:up\s)?(?:by\s(?:an?|the)\s(?:\w+\s)?(?:brigade|police|crowd|mob|protesters|firefighters?|thie(?:f|ves)|burglars?|mistake"
    r"|storm|explosion|wind)|by\s(?:force|mistake|protesters|thieves|burglars)|fire\s(?:at|on)|to\sthe\spublic|its\sdoors\sto\s|for\sa\sday)\b"
)
"""Words behind a door or a building that was opened, and no embassy."""

_SITE = re.compile(
    r"\b(?:near|beside|at|by|next\sto|opposite|outside|behind|inside|within|in|for|from|to|against|across|around|past|facing|about"
    r"|(?<!opening )(?<!inauguration )(?<!ceremony )(?<!establishment )(?<!building )(?<!premises )(?<!doors )of)"
    rf"\s(?:(?:the|an?|its|their)\s)?(?:[A-Z][\w’-]+\s){{0,3}}?{MISSION}"
    rf"|{MISSION}(?:[’']s\s(?!opening|inauguration|establishment|doors)|\s(?!General|{WEEKDAY}|{ENGLISH_MONTH})[A-Z])"
    rf"|{MISSION}\b[^.;]*\b(?:said|says|told|where)\s"
)
"""A mission that is the place or the owner of what was opened: “opened a bakery near the Embassy”."""


def is_of_other_house(text: str, start: int, end: int) -> bool:
    """Whether the words from ``start`` to ``end`` tell of the opening of something at a mission, or of a mission."""
    first = max(0, start - _BEFORE_SITE)
    return any(site.end() + first > start for site in _SITE.finditer(text[first : end + _BEHIND_SITE]))


_BEFORE_SITE, _BEHIND_SITE = 50, 15
"""Characters before and behind the words for an opening that say where it was."""

OF_HOUSE = re.compile(rf"\b(?:buildings?|premises|first(?!\s{MISSION}))\b")
"""Words for the opening of the house of a mission, or to its first visitors: the mission may have existed before."""
