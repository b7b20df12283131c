"""Who does what to whom: “Türkiye recognised Kazakhstan”, “Fidan was received by Tokayev”."""

import re
from collections.abc import Iterator

from app.curate.claims.facts import Fact
from app.curate.claims.sentences import ClaimSentence, party_names
from app.curate.claims.verdicts import Difference
from app.domain.demonyms import peoples

_RECOGNISES = r"\brecogni[sz](?:ed|es|e|ing)\b"
_HOSTS = r"(?<![’'] )(?<![’']s )\b(?:receiv(?:ed|es|e|ing)|host(?:ed|s|ing)?|welcom(?:ed|es|e|ing))\b"
_VISITS = (
    r"\b(?:visit(?:ed|s|ing)|pa(?:id|ys)\s(?:an?\s)?(?:[\w-]+\s){0,3}visit|arriv(?:ed|es)|(?:travel(?:led|ed|s)|flew|came)"
    r"\sto)\b"
)
_PROMISES = (
    r"\b(?:built|(?:build|construct|invest|fund)(?:s|ed|ing)?|financ(?:es?|ed|ing)"
    r"|(?:finish|pledg|promis|complet)(?:e|es|ed|ing)?)\b"
)
_INVITES = re.compile(r"\binvit(?:e|es|ed|ing|ation)", re.IGNORECASE)

_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be)\s(?:\w+ly\s|also\s|first\s)?$", re.IGNORECASE)
_BY = re.compile(r"[^,;.]{0,60}?\bby\s", re.IGNORECASE)
_PEOPLES = "|".join(re.escape(name) for name, _ in peoples())
_NO_SUBJECT = re.compile(
    r"\b(?:with|to|from|for|in|at|after|before|between|against|about|by|across|of\sboth)\s(?:(?:the|his|her|their|its"
    rf"|President|Prime|Foreign|Minister|FM|{_PEOPLES}|counterpart|colleague)\s)*$",
    re.IGNORECASE,
)

_FIRST_TO = re.compile(r"\b(?:first|second|third|last|only)\b[^,;.]*\bto\s$", re.IGNORECASE)
_COMPLEMENT = re.compile(r"[^,;.]{0,80}?\s(?:was|is)\s(?:the\s)?(?:Republic\sof\s)?(?=[A-Z])")
"""“The first to recognise it was Türkiye” names the one who acts behind the verb."""

MAX_BETWEEN = 70
"""Characters between the one who acts and the verb, or between “by” and the one who acts."""


def actor(sentence: ClaimSentence, verb: str) -> str | None:
    """The code of the party that does what a verb says, or whose official does; None if the sentence does not tell."""
    match = re.search(verb, sentence.text, re.IGNORECASE)
    if not match:
        return None
    mentions = sorted(_parties(sentence))
    complement = _COMPLEMENT.match(sentence.text, match.end())
    if complement and _FIRST_TO.search(sentence.text[: match.start()]):
        return next((code for start, _, code in mentions if start == complement.end()), None)
    by = _BY.match(sentence.text, match.end())
    is_passive = not match[0].endswith("ing") and _PASSIVE.search(sentence.text[: match.start()])  # “is building”
    if by and (is_passive or by.end() - match.end() < 5):
        after = (code for start, _, code in mentions if by.end() <= start < by.end() + MAX_BETWEEN)
        return next(after, None)
    if is_passive:
        return None
    before = [
        code
        for start, end, code in mentions
        if end <= match.start() < end + MAX_BETWEEN
        and not _NO_SUBJECT.search(sentence.text[max(0, start - 60) : start])
    ]
    return before[-1] if before else None


def _parties(sentence: ClaimSentence) -> Iterator[tuple[int, int, str]]:
    """The mentions of parties, and of officials with the codes of their parties."""
    homes = {person.id: person.party for person in sentence.facts.names.people}
    for party in sentence.passage.parties:
        yield party.start, party.end, party.code
    for person in sentence.passage.people:
        code = (person.post.party if person.post else None) or homes.get(person.id or "")
        if code:
            yield person.start, person.end, code


def role_differences(sentence: ClaimSentence, fact: Fact) -> Iterator[Difference]:
    """The difference, if the sentence gives a part to one party that the record gives to another."""
    if fact.host and (fact.kind == "statement" or (fact.kind == "meeting" and fact.host in fact.parties)):
        for verb, word, is_of_host in ((_HOSTS, "host", True), (_VISITS, "guest", False)):
            code = actor(sentence, verb)
            is_of_fact = code in fact.parties or fact.kind == "statement"
            if is_of_host and len(sentence.people) == 1 and fact.mechanism not in sentence.mechanisms:
                is_of_fact = False  # the guests are others
            if code and is_of_fact and (code == fact.host) is not is_of_host:
                record_parties = frozenset({fact.host}) if is_of_host else fact.parties - {fact.host}
                yield Difference(
                    "country", f"{party_names(sentence, {code})} as {word}", party_names(sentence, record_parties)
                )
                return
    elif fact.actors and (fact.kind == "commitment" or fact.type == "recognition"):
        code = actor(sentence, _PROMISES if fact.kind == "commitment" else _RECOGNISES)
        if code and code in fact.parties - fact.actors:
            yield Difference("by", f"{party_names(sentence, {code})} as the actor", party_names(sentence, fact.actors))


def has_unrecorded_act(sentence: ClaimSentence, fact: Fact) -> bool:
    """Whether a sentence tells of an act of which the record says nothing: an invitation, or for a statement that was
    made at no known meeting, a visit or a recognition."""
    if _INVITES.search(sentence.text) and not _INVITES.search(fact.title):
        return True
    if fact.kind != "statement":
        return False
    verbs = (_RECOGNISES,) if fact.host else (_RECOGNISES, _HOSTS, _VISITS)
    return any(actor(sentence, verb) and not re.search(verb, fact.title, re.IGNORECASE) for verb in verbs)
