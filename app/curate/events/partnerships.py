"""Finds where a text says that two countries raised their relations to a partnership, or began one."""

import re
from collections.abc import Iterator

from app.curate.events.event import Spot
from app.curate.mentions.denials import is_denied, is_hoped
from app.curate.mentions.reading import Passage

_RISE = r"(?:(?:rais|elevat|upgrad|lift|promot|advanc|deepen|expand|transform|broaden|mov)e?d|brought|took|taken)"

_RAISE = r"(?:raise|elevate|upgrade|lift|promote|advance|deepen|expand|transform|bring|take|move)"

_BEGINNING = (
    r"(?:(?:establish|launch|form|proclaim|announc|declar|conclud|inaugurat|creat|initiat)e?d|proclaims?|forged|set\sup"
    r"|put\sin\splace|entered\sinto|agreed\son|beg[au]n)"
)

_QUALITY = (
    r"(?:[Ss]trategic|[Cc]omprehensive|[Ee]nhanced|[Ee]xpanded|[Ee]xtended|[Ss]pecial|[Gg]lobal|[Rr]egional|[Pp]rivileged"
    r"|[Cc]ooperati(?:ve|on)|[Ff]uture-oriented|[Aa]ll-weather|[Dd]eepened|[Rr]einforced|[Ii]nnovation|[Ee]conomic|[Aa]llied)"
)

_QUALITIES = rf"(?:{_QUALITY}(?:,\s|\sand\s|\s)){{1,6}}"

_LEVEL = rf"{_QUALITIES}(?:[Pp]artner(?:ship|s)|[Aa]lliance|[Rr]elations(?:hip)?)\b"

_OF = r"(?:(?:that|the\s(?:\w+\s)?(?:level|rank|status|stage|category))\sof\s)?(?:an?\s|the\s)?"

_CUE = re.compile(
    rf"\b(?:(?P<plan>(?:agreed|decided|resolved)\s(?:[^.;]{{0,60}}?\s)?to\s{_RAISE})|{_RISE}"
    rf"|(?:signed|adopted|issued|concluded)\s[^.;]{{0,100}}?\s(?:rais|elevat|upgrad|lift)ing"
    rf"|(?:elevation|upgrad(?:e|ing)|transformation)\sof)(?:\s[^.;]{{0,90}}?)??\s(?:to|into|as)\s{_OF}(?P<level>{_LEVEL})"
    rf"|\b(?:{_BEGINNING}|became|reached|(?:establishment|launch|proclamation|creation)\sof)\s(?:(?:their|its|this)\s|{_OF})(?P<first>{_LEVEL})"
    rf"|\b(?P<second>{_LEVEL}),?\s(?:(?:which|that)\s)?(?:(?:was|were|has\sbeen|had\sbeen)\s)?(?:\w+ly\s)?{_BEGINNING}\b"
    rf"|\b(?:been|are)\s(?P<third>{_LEVEL})\ssince\b"
)
"""Words for the beginning of a partnership, or of a higher kind of one."""

_FURTHER = re.compile(
    rf"[^.;]{{0,30}}?\sand\s(?:then\s|later\s)?(?:to|into)\s{_OF}(?P<level>{_QUALITIES}(?:[Pp]artnership|one)\b)"
)
"""A second step of the same sentence: “and to an enhanced one in May 2022”."""


_STRONG = re.compile(
    r"(?:strategic|comprehensive|enhanced|expanded|privileged|allied|special|deepened|all-weather)\b", re.IGNORECASE
)
"""One of these makes the level of relations a kind of partnership: “economic relations” is none."""

_NOT_DONE = re.compile(
    r"\b(?:(?i:propos|offer|suggest|consider)|would\b|will\b|may\b|might\b|could\b|(?i:if|whether|to\sbe)\b)[^.;]*\Z"
)
"""Words before a step that is only an idea, or is still to come. “In May” and “William” are none."""

_TALKS = re.compile(
    r"\b(?:discuss|negotiat|talks?\s(?:on|about)\b|road\s?map\s(?:for|to)\b|plans?\s(?:for|to)\b)[^.;]*\Z",
    re.IGNORECASE,
)
"""Words before a step that is only talked about."""

_SECOND_VERB = re.compile(rf"(?<=\sand\s){_RISE}\b")
"""A step beside talks: “discussed trade and raised their ties”."""

_STILL_TO_COME = re.compile(
    r"(?:(?!,\s(?:which|who|where|as|while|but)\b|\sand\b)[^.;]){0,60}?"
    r"\b(?:would|will|could|(?:is|was)\s(?:also\s)?(?:discussed|proposed|expected|planned))\b"
)
"""The same behind it: “the transformation of ties into a strategic partnership will take years”."""

_STATE = re.compile(r"\bha(?:s|ve)\s(?:\w+\s)?(?:been\s|reached\b)")
"""Words before what holds, and began at a time that the sentence may not give: “ties have reached the level of …”."""


def partnerships(passage: Passage) -> Iterator[tuple[Spot, str, bool]]:
    """The steps to a partnership that a sentence reports: the words, the kind of partnership, and whether the step is
    only agreed. A sentence without a date that says what holds by now reports no step."""
    for match in _CUE.finditer(passage.text):
        if is_denied(passage.text, *match.span()) or is_hoped(passage.text, match.start()):
            continue
        if _NOT_DONE.search(passage.text, 0, match.start()) or _STILL_TO_COME.match(passage.text, match.end()):
            continue
        if _TALKS.search(passage.text, 0, match.start()) and not _SECOND_VERB.match(passage.text, match.start()):
            continue
        states = _STATE.finditer(passage.text)
        if not passage.dates and any(state.start() < match.start() <= state.end() for state in states):
            continue
        (level,) = (group for name, group in match.groupdict().items() if group and name != "plan")
        if not _STRONG.search(level) and not level.lower().endswith(("partnership", "alliance")):
            continue
        yield Spot(passage, *match.span()), level, bool(match["plan"])
        if further := _FURTHER.match(passage.text, match.end()):
            noun = re.sub(r"\bone$", level, further["level"])
            yield Spot(passage, *further.span("level")), noun, bool(match["plan"])
