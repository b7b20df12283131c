"""Compares the mechanism, the session, the ministry or other body that a sentence names with those of a record."""

import re

from app.curate.claims.facts import Fact
from app.curate.claims.record_comparison import RecordComparison
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.wording import content_words
from app.curate.mentions.words import word_set


def compare_mechanism(sentence: ClaimSentence, comparison: RecordComparison) -> None:
    """Compares the mechanism, the session and the bodies that a sentence names with those of a record."""
    fact = comparison.fact
    if sentence.mechanisms:
        if fact.mechanism in sentence.mechanisms:
            comparison.match("mechanism", 3.0)
        elif _has_other_mechanism(sentence, fact):
            comparison.absent.add("mechanism")
    elif (
        fact.type == "accession" or fact.kind == "statement"
    ) and sentence.parties - sentence.countries - fact.parties:
        comparison.absent.add("mechanism")  # another organization
    _compare_ministries(sentence, comparison)
    _compare_acronym(sentence, comparison)
    if sentence.sessions:
        if fact.session in sentence.sessions:
            comparison.match("session", 2.0)
        elif fact.kind == "meeting" and fact.session is not None and _may_be_of(sentence, fact):
            sessions = ", ".join(map(str, sorted(sentence.sessions)))
            comparison.differ("session", sessions, str(fact.session))
        else:
            comparison.absent.add("session")


_OCCASION_BEFORE = re.compile(
    r"\b(?:after|before|following|preceding|ahead of|(?:margins|sidelines) of|same day (?:that|as)|day of|alongside)\s"
    r"(?:[\w’-]+\s){0,3}$",
    re.IGNORECASE,
)


def _has_other_mechanism(sentence: ClaimSentence, fact: Fact) -> bool:
    """Whether the mechanism that a sentence names is another one than that of a record."""
    if fact.kind in ("meeting", "milestone"):
        names = [sentence.text[mention.start : mention.end] for mention in sentence.passage.mechanisms]
        is_of_title = bool(names) and all(name in fact.title for name in names)
        return bool(fact.mechanism) or not (_has_other_occasion(sentence) or is_of_title)
    return fact.kind == "agreement" and bool(fact.mechanism)


def _has_other_occasion(sentence: ClaimSentence) -> bool:
    """Whether a sentence names a mechanism only for the time of a meeting: “after the JSPG session”."""
    starts = sentence.mechanism_starts
    return bool(starts) and all(_OCCASION_BEFORE.search(sentence.text[:start]) for start in starts)


_BODIES = content_words("council group")


def _may_be_of(sentence: ClaimSentence, fact: Fact) -> bool:
    """Whether a sentence names the mechanism of a meeting, or only “the Council”."""
    if sentence.mechanisms or sentence.passage.mechanisms:
        return fact.mechanism in sentence.mechanisms
    return bool(fact.words & sentence.words & _BODIES)


_BODY_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b(?![-\d])")
_COMMON_ACRONYMS = word_set("USD EUR TRY KZT GDP MFA JSPG HLSCC OTS SCO COP UAE USA")

_ACRONYM = re.compile(r"\b([A-Z]{2,6})[- ]?(\d{1,3})\b(?![.,]\d)")
"""The name of a conference with its number, such as COP29."""


def _compare_acronym(sentence: ClaimSentence, comparison: RecordComparison) -> None:
    fact = comparison.fact
    numbers_by_name = dict(_ACRONYM.findall(fact.title))
    for match in _BODY_ACRONYM.finditer(sentence.text):
        is_name = any(start <= match.start() < end for start, end in sentence.names)
        if not is_name and match[0] not in _COMMON_ACRONYMS and match[0] not in fact.title:
            comparison.absent.add("mechanism")
    for match in _ACRONYM.finditer(sentence.text):
        name, number = match.groups()
        if match.start() in sentence.mechanism_starts:
            continue  # the number of a session
        if name not in numbers_by_name:
            if f"{name}{number}".lower() not in fact.words:
                comparison.absent.add("title")
        elif numbers_by_name[name] == number:
            comparison.match("mechanism", 3.0)
            comparison.match("session", 2.0)
        else:
            comparison.score += 3.0
            comparison.differ("session", number, numbers_by_name[name])


_FIELDS = (
    "(?P<{}>defen[cs]e|interior|finance|energy|economy|culture|education|health|justice|agriculture|transport|trade)"
)
_BODY = re.compile(
    rf"\b{_FIELDS.format('before')}\sminist\w+"
    rf"|\bminist\w+\s(?:of|for)\s(?:the\s)?{_FIELDS.format('behind')}\b"
    r"|\b(?P<body>parliaments?|central banks?|universit\w+|armies|courts?|chambers?)\b",
    re.IGNORECASE,
)


def _compare_ministries(sentence: ClaimSentence, comparison: RecordComparison) -> None:
    """A ministry or another body of the sentence that the title of the record does not name is absent."""
    title = comparison.fact.title.lower()
    for match in _BODY.finditer(sentence.text) if comparison.fact.kind != "statement" else ():
        field, body = match["before"] or match["behind"], match["body"]
        if (field or body).lower() not in title or (field and "minist" not in title):
            comparison.absent.add("body")
