"""Splits a sentence about several events, each with its own date or missions, so that each is judged alone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.wording import blank

MAX_PARTS = 4
"""Parts of a sentence that are judged alone. More would cost too much time, in a sentence of hundreds."""

_BORDER = re.compile(
    r"(?:,\s)?\b(?:and|while|whereas|but|then|as well as)\s|;\s|(?<=,)\s(?=[A-Z])|,\s(?=(?:its|plus|the \w+ one)\s)"
    r"|,\s(?=in [A-Z]\w+ (?:on|in)\b)"
)
_EVENT = (
    r"(?:met|meets?|visit\w*|hosted|received|signed|adopted|recogni[sz]ed|established|applied|created|joined|opened"
    r"|announced|declared|held|has|had|was|were|convened|took|set|agreed|said|filed|voiced|submitted|followed)\b"
)
_VERB = re.compile(rf"\b{_EVENT}")
_NAMED_THEN_VERB = re.compile(rf"(?:[A-Z][\w’'-]+\s(?:and\s)?){{1,4}}{_EVENT}")
_PREPOSITION = re.compile(r"\b(?:at|in|on|during|for|to)\s")
_HOST = re.compile(r"\bhost")
_ALSO_HOSTS = re.compile(r"[A-Z]\w+\s(?:the|an?)\s[a-z0-9]|(?:the|an?)\s[^,.;]{1,60}?\bby\s[A-Z]")
"""A part that leaves out its verb: “and Türkiye the 13th summit”, “and the 13th summit by Türkiye”."""
_THE_BODY = re.compile(r"\b(?:the|this|its|their) (?:organi[sz]ation|council|group|bloc|body)\b|\bits\b")
_NAME_LAST = re.compile(r"[A-Z][\w’'-]+$")
_ON = re.compile(r"(?:on|to) [a-z]")
_OTHER_BODY = re.compile(r"\b(?:the|that) (?:one|other|second|latter|\w+ one)\b")
_AFTERWARDS = re.compile(r"(?:After|Following|Before)\b")
_MISSION = re.compile(r"\b(?:embass|consul)", re.IGNORECASE)
_MISSION_FIRST = re.compile(r"(?:[A-Z]\w+\s(?:has|have|hosts)\s)?(?:[a-z]+\s){0,4}(?:embass|consul)")
_ASIDE = re.compile(r",(\s(?:set up|created|established|founded|launched|signed|opened)\b[^,]*,)\s(?=[a-z])")
_BESIDES = re.compile(r"(?:Besides|Apart from|Aside from|In addition to|Alongside)\b[^,]*,")


def clauses(sentence: ClaimSentence) -> list[ClaimSentence]:
    """The parts of a sentence that tell of events: each is the sentence with all else blank.

    A part without a verb begins like the first part: “met in Baku in 2024, and in Budapest in 2025”. One that names
    nobody has the people and parties of the parts before it.
    """
    text = sentence.text
    besides = _BESIDES.match(text)
    if besides and _MISSION.search(besides[0]):
        return [_part(sentence, besides.end(), len(text), 0)]
    aside = _ASIDE.search(text)
    if aside and _has_date(sentence, *aside.span(1)) and _has_date(sentence, aside.end(1), len(text)):
        first, last = aside.span(1)
        return [_part(sentence, first, last, first), _part(sentence, last, len(text), first)]
    borders = [*islice(_borders(sentence), MAX_PARTS - 1)]
    starts, ends = [0, *(end for _, end in borders)], [*(start for start, _ in borders), len(text)]
    head = _head(sentence, ends[0])
    return [
        _part(
            sentence,
            start,
            end,
            0 if _is_whole(text, start, end) else min(head, start),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a part says by itself who does what."""
    return bool(
        _VERB.search(text, start, end)
        or _MISSION.search(text, start, end)
        or (start and _HOST.search(text, 0, start) and _ALSO_HOSTS.match(text, start))
    )


def _borders(sentence: ClaimSentence) -> Iterator[tuple[int, int]]:
    """The offsets of the words between two parts."""
    text, last = sentence.text, 0
    for match in _BORDER.finditer(text):
        before, after = (last, match.start()), (match.end(), len(text))
        missions = _MISSION.search(text, *before) and _MISSION_FIRST.match(text, match.end())
        hosts = _HOST.search(text, *before) and (_HOST.search(text, *after) or _ALSO_HOSTS.match(text, match.end()))
        if (
            missions
            or hosts
            or (_begins_clause(sentence, match) and _has_date(sentence, *before) and _has_date(sentence, *after))
        ):
            yield match.span()
            last = match.end()


def _begins_clause(sentence: ClaimSentence, match: re.Match[str]) -> bool:
    text, end = sentence.text, match.end()
    if not match[0].strip():
        return bool(_AFTERWARDS.match(text))
    if text[end : end + 1].isupper():
        return not _NAME_LAST.search(text[: match.start()].rstrip(" ")) and bool(_NAMED_THEN_VERB.match(text, end))
    return bool(
        _VERB.search(text, end)
        or _ON.match(text, end)
        or _OTHER_BODY.match(text, end)
        or any(city.start > end for city in sentence.passage.cities)
    )


def _has_date(sentence: ClaimSentence, start: int, end: int) -> bool:
    return any(start <= sentence.offsets(mention)[0] < end for mention in sentence.dates)


def _head(sentence: ClaimSentence, end: int) -> int:
    """The offset up to which the first part says who does what: what follows says when, where and on what occasion."""
    first = [sentence.offsets(mention)[0] for mention in sentence.dates] + [
        city.start for city in sentence.passage.cities
    ]
    verb = _VERB.search(sentence.text, 0, end)
    preposition = _PREPOSITION.search(sentence.text, verb.end(), end) if verb else None
    first += [preposition.start()] if preposition else []
    return min((start for start in first if 0 < start < end), default=end)


def _part(sentence: ClaimSentence, start: int, end: int, head: int) -> ClaimSentence:
    passage, text = sentence.passage, sentence.text
    if start == 0 and end == len(text):
        return sentence
    dates = map(sentence.offsets, sentence.dates if _has_date(sentence, start, end) else ())
    part_text = blank(text, [(head, start), (end, len(text)), *(date for date in dates if date[1] <= head)])
    if _ALSO_HOSTS.match(text, start) and not _has_date(sentence, start, end):
        for first, last in map(sentence.offsets, sentence.dates):  # the two are of the same time
            part_text = part_text[:first] + text[first:last] + part_text[last:] if last <= start else part_text

    part = sentence.with_text(part_text)
    people, parties, mechanisms = part.passage.people, part.passage.parties, part.passage.mechanisms
    if not parties:
        parties = [mention for mention in passage.parties if mention.end <= start]
        people = people or [mention for mention in passage.people if mention.end <= start]
    if not mechanisms and (_THE_BODY.search(part_text) or _ALSO_HOSTS.match(text, start)):
        mechanisms = [mention for mention in passage.mechanisms if mention.end <= start]
    codes = {mention.code for mention in parties}
    countries = tuple(code for code in passage.countries if code in codes)
    return replace(
        part,
        passage=replace(part.passage, people=people, parties=parties, mechanisms=mechanisms, countries=countries),
    )
