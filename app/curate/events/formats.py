"""The format of a meeting, by the words around its cue: closed-door, one-on-one, extended, informal."""

import re

from app.curate.events.event import Spot, TextValue
from app.domain.vocabulary import MeetingFormat

_FORMATS = (
    (re.compile(r"\bclosed[- ]door\b|\bbehind closed doors\b", re.IGNORECASE), MeetingFormat.closed_door),
    (re.compile(r"\bone[- ]on[- ]one\b|\btête-à-tête\b|\btete-a-tete\b", re.IGNORECASE), MeetingFormat.one_on_one),
    (re.compile(r"\bextended[- ](?:format|composition|talks|meeting)\b", re.IGNORECASE), MeetingFormat.extended),
    (re.compile(r"\binformal\b", re.IGNORECASE), MeetingFormat.informal),
)


def format_of(cue: Spot) -> TextValue[MeetingFormat] | None:
    for pattern, value in _FORMATS:
        if match := pattern.search(cue.passage.text, max(0, cue.start - 30), min(len(cue.passage.text), cue.end + 30)):
            return TextValue(value, Spot(cue.passage, *match.span()))
    return None
