"""Tells those who meet from their deputies and relatives, and from what they write and say."""

import re

from app.curate.mentions.person_names import PersonMention
from app.curate.mentions.reading import Passage

_RELATIVES = (
    r"(?:deput(?:y|ies)|spokes\w+|brothers?|sisters?|mother|father|parents|wife|husband|widow|sons?|daughters?|family"
    r"|envoys?|advis[eo]rs?|aides?|assistants?|secretary|staff|team|office|predecessors?|successors?|representatives?"
    r"|lawyers?|critics|opponents?|rivals?|supporters|entourage|delegation|government|ministers?|party|friends?)"
)

_OWNS = re.compile(
    rf"[’']s?\s(?:(?:own|late|former|first|new|special|personal|chief|senior|deputy|top|closest)\s){{0,2}}{_RELATIVES}\b"
)
"""What stands behind a person whose deputy, and not who, meets somebody: “X’s spokesman met”."""

_THING_OR_RELATIVE = re.compile(
    r"\A\s?(?:(?:an?|the|his|her|its|their|many|much|some|new|recent|sharp|harsh|strong|fierce|warm|written|personal|congratulatory"
    r"|public|official|silent)\s){0,3}"
    rf"(?:(?:late|former|special|personal|chief|senior|first|new)\s)?(?:{_RELATIVES}|letters?|messages?|notes?|invitations?|gifts?|awards?|medals?|orders?|prizes?|degrees?|statements?"
    r"|appointments?|elections?|re-election|decisions?|proposals?|initiatives?|news|remarks|words|announcements?|releases?"
    r"|arrests?|resignations?|nominations?|reports?|rulings?|victor(?:y|ies)|support|criticism|condolences|congratulations"
    r"|thanks|cop(?:y|ies)|telegrams?|greetings|resistance|opposition|scepticism|skepticism|protests?|approval|disapproval|silence|applause"
    r"|praise|outrage|anger|refusal|rejection|readiness|intention|efforts?|plans?|progress|comments?|speech|call\sby|role|idea)\s"
    r"(?:of|from|by|in|to|for|on|with)\b",
    re.IGNORECASE,
)
"""What is received, welcomed or met with, and is not the person behind it: “a letter from”, “the brother of”."""


def is_owner(passage: Passage, mention: PersonMention) -> bool:
    """Whether a person only owns who or what is meant: “President X’s deputy”."""
    return bool(_OWNS.match(passage.text, mention.end))


def is_thing_or_relative(between: str) -> bool:
    """Whether the words between a verb and a person name something else of the person."""
    return bool(_THING_OR_RELATIVE.match(between))
