"""Who meets whom: the two people of a cue, by the words around it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.curate.events.couples import is_couple
from app.curate.events.event import Guest, end_of, guest_of, person_key, start_of
from app.curate.events.owners import is_object_or_relative, is_owner
from app.curate.mentions.person_names import PersonMention
from app.curate.mentions.reading import Passage

_AND_THEN = re.compile(r",\sand\s(?:also\s|then\s)?(?:will|is|was|received|met|held)?\b")

_AND_ALSO = re.compile(
    r",?\sand(?:,\s[^,]{3,40},)?(?:\s(?:also|then|later|afterwards|earlier|in\sthe\s(?:morning|afternoon|evening)))?"
    r"(?:\s(?:was|is|will|had|has|been|be|would)){0,3}\s?"
)
"""What joins a second verb to the subject of the first: “… and, in the evening, been”."""

_OBJECT_PRONOUN = re.compile(r"\s(?:him|her)\b(?!\s[a-z]+\s?counterpart|\scounterpart)")

_PRONOUN = re.compile(r"\b(?:he|she|his|her)\b", re.IGNORECASE)

LONGEST_REACH = 60
"""Characters between a cue and the person with whom somebody meets."""

_LONGEST_ADJECTIVE = 25
"""Characters of “the Kazakh”, which may stand before a post."""

HOLDER = re.compile(
    r"\b[Tt]he\s(?:[Hh]ead\sof\s[Ss]tate|President|Prime\sMinister|Premier|(?:[Ff]oreign\s)?[Mm]inister|Chancellor|King|Emir)"
    r"\s(?:\w+\s)?\Z"
)
"""A subject that is named by post alone."""

_WITH = re.compile(r"\bwith\b")

_STOP = re.compile(r"\b(?:said|told|noted|who|which|that|after|before|following|where|while|when|ahead)\b|[;:—“”]")


def meeting_people(passage: Passage, previous: Passage | None, match: re.Match[str]) -> tuple[Guest, Guest] | None:
    """The two who meet, by the words around a cue."""
    before = [mention for mention in passage.people if mention.end <= match.start()]
    before = [mention for mention in before if not _COMPANION.search(passage.text, 0, start_of(mention))]
    after = [mention for mention in passage.people if mention.start >= match.end() and not is_owner(passage, mention)]
    within = [mention for mention in passage.people if match.start() < mention.start < match.end()]
    if before and len(within) == 1 and match["call"]:
        return guest_of(passage, before[-1]), guest_of(passage, within[0])  # “spoke with X by phone”
    if match.group().endswith("between"):
        return (guest_of(passage, after[0]), guest_of(passage, after[1])) if is_couple(passage, after[:2]) else None
    if match.group().endswith(("eeting of", "alks of")):
        is_with = len(after) > 1 and _WITH.search(passage.text, end_of(after[0]), start_of(after[1]))
        is_of_two = is_with or (is_couple(passage, after[:2]) and start_of(after[0]) - match.end() < _LONGEST_ADJECTIVE)
        return (guest_of(passage, after[0]), guest_of(passage, after[1])) if is_of_two else None
    if match["host"] and previous and _OBJECT_PRONOUN.match(passage.text, match.end()) and before:
        visitor = next((m for m in previous.people if person_key(m) != person_key(before[-1])), None)
        return (guest_of(passage, before[-1]), guest_of(previous, visitor)) if visitor else None
    second = after[0] if after and _reaches(passage, match, after[0]) else None
    if second is None:
        if (
            not match["host"]
            and not match["guest"]
            and is_couple(passage, before[-2:])
            and not (len(before) > 2 and _share_post(before[-3], before[-1]))
            and passage.text[end_of(before[-1]) : match.start()].count(",") < 2
        ):
            return guest_of(passage, before[-2]), guest_of(passage, before[-1])
        return None
    if not before and _OPENING.fullmatch(passage.text, 0, match.start()):
        subject = _subject_behind(passage, previous, second)
    else:
        subject = _subject(passage, previous, match.start(), _possible_subjects(passage, match.start(), before))
    return (subject, guest_of(passage, second)) if subject else None


_COMPANION = re.compile(r",\s(?:who\s(?:is|was|will\sbe)\s)?accompanied\sby\s(?:the\s|his\s|her\s)?\Z")
"""Words before somebody who only travels with the subject: “A, accompanied by B, met C”."""


def _share_post(first: PersonMention, last: PersonMention) -> bool:
    """Whether two are of a list behind one post: “Presidents A, B and C”."""
    return bool(first.post and last.post and first.post.start == last.post.start)


_OPENING = re.compile(
    r"(?:[^–—:.]{0,80}\s[–—-]\s)?(?:Speaking\s)?(?:[Ii]n|[Dd]uring|[Aa]t|[Aa]fter|[Ff]ollowing)\s(?:an?|the|his|her)?\s?(?:[\w-]+\s){0,3}"
)
"""Words before a meeting that opens its sentence: “In a phone call with A on Monday, B said …”."""

_SUBJECT_BEHIND = re.compile(r"[^.;,:“”]{0,60},\s(?:the\s)?")

_PRONOUN_BEHIND = re.compile(r"[^.;,:“”]{0,60},\s(?:he|she)\s")


_OF_VISITOR = re.compile(
    r"[“\"]?(?:(?:During|As\spart\sof|Within|On|In)\s[^,.;]{0,30}?\b(?:visit|stay|trip)\b[^,;.]{0,40},?\s(?:[^,.;]{0,40}\s)?"
    r"|(?:(?:The|An?|His|Her)\s)?(?:\w+\s){0,2}|(?:He|She)\s(?:\w+\s){1,3})\Z"
)
"""Words before talks on a visit that name nobody else: “During the visit, talks were held with …”."""


_AMBASSADOR = re.compile(r"The\s(?:\w+\s)?(?:Ambassador|Charg[eé]|Consul)\b")
"""A subject that is no visitor."""


def with_visitor(passage: Passage, match: re.Match[str], visitor: Guest | None) -> tuple[Guest, Guest] | None:
    """The visitor of whom the text told, and whom he or she meets: “A meeting with X is scheduled”."""
    second = next((m for m in passage.people if m.start >= match.end() and not is_owner(passage, m)), None)
    is_open = _OF_VISITOR.match(passage.text[: match.start()]) and not match.group().endswith("between")
    is_ambassador = _AMBASSADOR.match(passage.text)
    if visitor is None or second is None or is_ambassador or not is_open or not _reaches(passage, match, second):
        return None
    is_alone = all(mention.start >= match.end() for mention in passage.people)
    is_other = person_key(second) != person_key(visitor.mention)
    return (replace(visitor, certain=False), guest_of(passage, second)) if is_alone and is_other else None


def _subject_behind(passage: Passage, previous: Passage | None, second: PersonMention) -> Guest | None:
    """Who met the person of an opening: the subject of the next clause. If that is a pronoun, it stands for the first
    person of the sentence before."""
    for mention in passage.people:
        if mention.start > second.end and _SUBJECT_BEHIND.fullmatch(passage.text, end_of(second), start_of(mention)):
            return guest_of(passage, mention)
    is_pronoun = previous and previous.people and _PRONOUN_BEHIND.match(passage.text, end_of(second))
    return guest_of(previous, previous.people[0]) if previous and is_pronoun else None


def _subject(passage: Passage, previous: Passage | None, start: int, before: Sequence[PersonMention]) -> Guest | None:
    """The subject of a cue: the last person before it, or the person for whom a pronoun stands."""
    clause = passage.text[before[-1].end : start] if before else passage.text[:start]
    if before and len(clause) < 2 * LONGEST_REACH:
        if _AND_ALSO.fullmatch(clause) and previous and previous.people and _begins_with_pronoun(passage, before[0]):
            return guest_of(previous, previous.people[0])
        if _AND_THEN.search(clause) or (len(before) > 1 and _AND_ALSO.fullmatch(clause)):
            return guest_of(passage, before[0])  # “X met Y, and will be received by Z”
        head = before[-2] if is_couple(passage, before[-2:]) and not _PRONOUN.search(clause) else before[-1]
        return guest_of(passage, head)
    if previous and previous.people and _PRONOUN.search(clause):
        return guest_of(previous, previous.people[0])
    if previous and len(previous.people) == 1 and not before and HOLDER.search(clause):
        return replace(guest_of(previous, previous.people[0]), certain=False)
    return None


_POSSESSIVE_MEETING = re.compile(r"\b(?:about|of|on|regarding)\s(?:his|her|their)\s(?:\w+\s){0,3}\Z")
"""“A told B about his meeting with C”: the meeting is that of A."""


def _possible_subjects(passage: Passage, start: int, before: Sequence[PersonMention]) -> Sequence[PersonMention]:
    """The people before a cue, one of whom is its subject: all but who is told of it, and who only owns the subject."""
    if len(before) > 1 and _POSSESSIVE_MEETING.search(passage.text, before[-1].end, start):
        return before[:-1] if _TELLS.search(passage.text, before[-2].end, start_of(before[-1])) else before
    return () if before and is_owner(passage, before[-1]) and end_of(before[-1]) < start else before


_TELLS = re.compile(r"\b(?:told|informed|briefed|updated|notified|reported\sto|reminded)\b")


def _begins_with_pronoun(passage: Passage, first: PersonMention) -> bool:
    """Whether the subject of a sentence is a pronoun, which stands before all people of it."""
    match = _PRONOUN.search(passage.text, 0, first.post.start if first.post else first.start)
    return bool(match and match.group().lower() in ("he", "she") and match.start() < LONGEST_REACH)


def _reaches(passage: Passage, match: re.Match[str], mention: PersonMention) -> bool:
    """Whether a cue is about the person after it: “met with”, “received”, “met in Oslo with”, but not “held talks”."""
    start = start_of(mention)
    between = _AND_POST.sub("", passage.text[match.end() : max(match.end(), start)])
    joins = match["host"] or match.group().endswith(
        (" with", " from", " by", " to", " on", "met", "meet", "meets", "rang", "phoned", " both")
    )
    is_near = len(between) <= LONGEST_REACH and not (_STOP.search(between) or is_object_or_relative(between))
    return is_near and bool(joins or _WITH.search(between)) and not (" and " in between and not _WITH.search(between))


_AND_POST = re.compile(
    r"\b(?:Minister|Secretary|President|Premier|Chancellor|Chairman|Speaker)(?:\sof\s[A-Z]\w+)?\sand\s$"
)
"""The first of two posts of one person: “Deputy Prime Minister and Foreign Minister X”."""
