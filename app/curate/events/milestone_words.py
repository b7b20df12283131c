"""Words of a turning point in relations: recognition, diplomatic relations, missions, accessions, new bodies."""

import re

from app.domain.vocabulary import MilestoneType

MISSION = (
    r"(?:(?:[Hh]onorary\s)?(?:[Ee]mbass(?:y|ies)|[Cc]onsulates?(?:[\s-][Gg]eneral)?)|[Hh]igh\s[Cc]ommission"
    r"|[Dd]iplomatic\s[Mm]ission)"
)

_TIES = r"(?:relations(?:hips?)?|ties)"

_FORMAL = r"(?:diplomatic|bilateral|official|formal)"

_CUES = (
    (MilestoneType.recognition,
     r"\brecogni[sz]e[ds]?\b(?=.{0,60}\b(?:independence|sovereignty)\b(?!\s[Dd]ay\b))"
     r"|\b(?:first|one\sof\sthe\sfirst)\s(?:countries|country|states?|nations?)\s(?:in\sthe\sworld\s)?to\srecogni[sz]e\b"
     r"|\brecogni[sz]ed\s(?:the\s(?:Republic\sof\s)?)?(?=[A-Z]\w+(?:\s[A-Z]\w+)?\s(?:on|in)\s(?:\d|[A-Z]))"),
    (MilestoneType.diplomatic_relations,
     rf"(?<![Tt]he\s)(?<!of\s)\b(?:(?:re-?)?establish(?:ed|ing)?|set up|restored|resum(?:ed|ing)|normali[sz]ed"
     rf"|opened)\s(?:(?:full|their|formal)\s)?{_FORMAL}\s{_TIES}\b"
     rf"|\b[Dd]iplomatic\s{_TIES}\b.{{0,60}}?\b(?:were|was|had\sbeen|have\sbeen)\s(?:\w+\s)?(?:(?:re-?)?established|restored|resumed)\b"
     rf"|\b(?i:{_FORMAL})\s{_TIES}\b[^.;]{{0,60}}?\bdat(?:e|es|ed|ing)\sback\sto\b"
     r"|\b[Rr]elations\sbetween\b[^.;]{0,60}?\b(?:were|had\sbeen|have\sbeen)\s(?:\w+\s)?established\b"
     r"|\b[Rr]elations\s(?:that|which)\swere\s(?:\w+\s)?established\b(?=\s(?:on|in)\s)"
     rf"|\b[Ee]stablishment\sof\s(?:full\s)?diplomatic\s{_TIES}\b"),
    (MilestoneType.embassy,
     r"\b(?:opened|opens|inaugurated|[Oo]pening(?:\sceremony)?\sof|[Ii]nauguration(?:\sceremony)?\sof)\s(?:its|an|the|a|our)\s"
     rf"(?:(?:first|new)\s)?(?:{MISSION}|Delegation)\b"
     r"|\b[Ee]mbassy\b[^.;]{0,40}?\sopen(?:ed|s)\s(?:its|the)\sdoors\b"
     rf"|\b{MISSION}\sin\s[A-Z][\w-]+\sopened\s(?=in\s|on\s)"
     rf"|\b{MISSION}\b[^.;]{{0,60}}?\b(?:(?:was|were)\s(?:\w+\s)?(?:opened|established|inaugurated)|(?:began|started)\s(?:its\s)?(?:operations|operating))\b"
     r"|\band\s(?:the\s|its\s)?(?:[Ee]mbassy|[Cc]onsulate(?:\s[Gg]eneral)?|Delegation)\s(?=(?:of\s|in\s)[A-Z])"),
    (MilestoneType.accession,
     r"\b(?:joined|acceded\sto|became\sa\s(?:\w+\s)?member(?:\sof)?|intention\sto\sjoin|applied\sto\sjoin"
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

ANNIVERSARY = re.compile(r"\banniversar(?:y|ies)\b|\byears\s(?:of|since)\b", re.IGNORECASE)

JUBILEE = re.compile(
    r"\s(?:founding\s)?anniversary\sof\s(?:the\s|their\s)?(?:(?:formal\s)?establishment\sof\s)?(?:the\s|their\s)?(?:bilateral\s)?"
    r"diplomatic\s(?:relations|ties)\b"
)
"""What stands behind a number of years: “the 30th anniversary of diplomatic relations”."""

FUTURE = re.compile(r"\b(?:will|would|plans?\sto|expected\sto|hopes?\sto|intends?\sto)\b[^,.;]{0,40}$")

BY_STRANGERS = re.compile(
    r"\s(?:up\s)?(?:by\s(?:an?|the)\s(?:\w+\s)?(?:brigade|police|crowd|mob|protesters|firefighters?|thie(?:f|ves)|burglars?|mistake"
    r"|storm|explosion|wind)|by\s(?:force|mistake|protesters|thieves|burglars)|fire\s(?:at|on)|to\sthe\spublic|for\sa\sday)\b"
)
"""Words behind a door or a building that was opened, and no embassy."""
