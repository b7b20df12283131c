"""Distinguishes the people who meet from their deputies and relatives, and from what they write and say."""

import re

from app.curate.mentions.person_names import PersonMention
from app.curate.mentions.reading import Passage

_RELATIVES = (
    r"(?:deput(?:y|ies)|spokes\w+|brothers?|sisters?|mother|father|parents|wife|husband|widow|sons?|daughters?|family"
    r"|envoys?|advis[eo]rs?|aides?|assistants?|secretary|staff|team|office|predecessors?|successors?|representatives?"
    r"|lawyers?|critics|opponents?|rivals?|supporters|entourage|delegation|government|ministers?|party|friends?)"
)

_OBJECTS = (
    r"(?:letters?|messages?|notes?|invitations?|gifts?|awards?|medals?|orders?|prizes?|degrees?|statements?|appointments?"
    r"|elections?|re-election|decisions?|proposals?|initiatives?|news|remarks|words|announcements?|releases?|arrests?"
    r"|resignations?|nominations?|reports?|rulings?|victor(?:y|ies)|support|criticism|condolences|congratulations|thanks"
    r"|cop(?:y|ies)|telegrams?|greetings|resistance|opposition|scepticism|skepticism|protests?|approval|disapproval|silence"
    r"|applause|praise|outrage|anger|refusal|rejection|readiness|intention|efforts?|plans?|progress|comments?|speech"
    r"|call\sby|role|idea)"
)

_OWNS = re.compile(
    r"[’']s?\s(?:(?:own|late|former|first|new|special|personal|chief|senior|deputy|top|closest)\s){0,2}"
    rf"(?:{_RELATIVES}|{_OBJECTS})\b"
)
"""What stands behind a person who is not meant, but only the owner: “X’s spokesman met”, “welcomed X’s decision”."""

_OBJECT_OR_RELATIVE = re.compile(
    r"\A\s?(?:(?:an?|the|his|her|its|their|many|much|some|new|recent|sharp|harsh|strong|fierce|warm|written|personal"
    r"|congratulatory|public|official|silent|late|former|special|chief|senior|first)\s){0,4}"
    rf"(?:{_RELATIVES}|{_OBJECTS})\s(?:of|from|by|in|to|for|on|with)\b",
    re.IGNORECASE,
)
"""What is received, welcomed or met with, and is not the person behind it: “a letter from”, “the brother of”."""


def is_owner(passage: Passage, mention: PersonMention) -> bool:
    """Whether a person only owns who or what is meant: “President X’s deputy”."""
    return bool(_OWNS.match(passage.text, mention.end))


def is_object_or_relative(between: str) -> bool:
    """Whether the words between a verb and a person name something else of the person."""
    return bool(_OBJECT_OR_RELATIVE.match(between))
