"""The words that keep a record from supporting a sentence: another actor, a plan stated as fact, fiction."""

import re
from itertools import pairwise

from app.curate.claims.facts import Fact
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.wording import any_word, content_words
from app.curate.mentions.posts import posts as find_posts
from app.domain.position_classes import class_of
from app.domain.vocabulary import PositionClass

_FRAMES = re.compile(
    r"\b(?:in (?:the|a|his|her|this) (?:novel|film|movie|dream|play|story|book|game)|dream(?:t|ed|s)?(?: that)?"
    r"|(?:want|have) (?:us|you) (?:to )?believe|pretend\w*|imagin\w+|fiction\w*|prank\w*|joke\w*)\b",
    re.IGNORECASE,
)
_OWN_ACTIVITY = re.compile(
    r"[’']s?\s(?:[\w-]+\s){0,3}?(?:visits?|trips?|tours?|stay|meetings?|talks|arrival|conversation|negotiations|call"
    r"|speech|address|statement|words|remarks|government|country|administration|delegation|team|party|counterpart|host|guest"
    r"|invitation|greetings|message|letter|office|side|participation|attendance|reception)\b"
)
_POSSESSIVE = re.compile(r"[’']s?\s[\w-]+")
_RELATION_BEFORE = re.compile(
    r"\b(?:wife|husband|sons?|daughters?|brother|sister|father|mother|advis[eo]r|aide|envoy|deputy|spokes\w+|lawyer"
    r"|predecessor|successor|representative|assistant|secretary|friend|doctor|bodyguard|ambassador|double|ghost)"
    r"\s(?:of|to)\s(?:the\s)?(?:[A-Z]\w+\s)?(?:(?:President|Foreign|Prime|Minister|FM)\s)*$"
)
_PRONOUN = re.compile(r"\W*(?:He|She)\s(?=[a-z])")
_PAST_VERB = re.compile(
    r"\b(?:hosted|held|took place|met|gathered|convened|visited|travel\w+ed|attended|ended|concluded|was|were|had)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|plan\w*|due|expected|scheduled|slated|set to|next|upcoming|intend\w*|pledg\w+|promis\w+"
    r"|commit\w*|agreed|decided|announced|(?:is|are|was|were) to|to (?:be|host|hold))\b",
    re.IGNORECASE,
)
_COMPLETION = re.compile(
    r"\b(?:(?:has|have|had)\s(?:\w+\s)?(?:built|finished|completed|constructed|invested)"
    r"|(?:built|finished|completed|invested|opened)(?=\s(?:an?|the|its|\$)))\b"
)
_MEMBER = re.compile(r"\b(?:is|are|became|was)\s(?:now\s)?(?:an?\s|the\s)?(?:\w+\s)?members?\b")
_RECEIVES = re.compile(r"\b(?:receiv(?:ed|es)|hosted|hosts|welcomed|welcomes)\s(?:[A-Z][\w’'-]*\s)*$")
_GUEST_OF = re.compile(r"\bguests? of (?:[A-Z]\w+ )*$")

_KIND_OF_VISIT = re.compile(r"\b(?:state|working|private) visit\b", re.IGNORECASE)
_ACTORS = (PositionClass.head_of_state, PositionClass.head_of_government, PositionClass.foreign_minister)
_NEGATION = re.compile(r"(?:\b(?:not|never|no)|n[’']t)\s(?:yet\s)?(\w+)")

_RETRACTION = re.compile(
    r"\W*(?:(?:none|nothing) of (?:this|that|it) (?:is|was) true"
    r"|(?:all of )?(?:this|that|it) (?:is|was) (?:all |simply |of course )?"
    r"(?:false|untrue|not true|a lie|lies|a joke|fiction|fake|invented|made up|a hoax))\W*",
    re.IGNORECASE,
)


def is_retraction(text: str) -> bool:
    """Whether a sentence says that the sentences before it are not true."""
    return bool(_RETRACTION.fullmatch(text))


def preventing_words(sentence: ClaimSentence, fact: Fact) -> str | None:
    """The words for which a record does not support a sentence that agrees with it in all that was compared."""
    text = sentence.text
    if frame := _FRAMES.search(text):
        return frame[0]
    if fact.people and (pronoun := _PRONOUN.match(text)):
        return pronoun[0].strip()
    homes = {person.id: person.party for person in sentence.facts.names.people}
    for mention in sentence.passage.people:
        before = text[: mention.start]
        if mention.id in fact.people and fact.kind != "statement":
            if (possession := _POSSESSIVE.match(text, mention.end)) and not _OWN_ACTIVITY.match(text, mention.end):
                return text[mention.start : possession.end()]
            if relation := _RELATION_BEFORE.search(before):
                return (relation[0] + text[mention.start : mention.end]).strip()
        home = homes.get(mention.id or "")
        is_hosts = home is not None and home == fact.host and fact.host in fact.parties
        if fact.kind == "meeting" and fact.host and fact.host not in fact.parties and _RECEIVES.search(before):
            return text[_RECEIVES.search(before).start() : mention.end]  # type: ignore[union-attr]  # in a third country
        if fact.kind == "meeting" and fact.host in fact.parties and home in fact.parties:
            reception, guest = _RECEIVES.search(before), _GUEST_OF.search(before)
            if (is_hosts and reception) or (guest and not is_hosts):
                return text[(reception or guest).start() : mention.end]  # type: ignore[union-attr]
    if fact.kind == "meeting" and not sentence.people and (post := _other_post(sentence, fact)):
        return post
    if fact.status == "planned" and not _AHEAD.search(text) and (past_verb := _PAST_VERB.search(text)):
        return past_verb[0]
    if fact.kind == "commitment" and not _AHEAD.search(text) and (completion := _COMPLETION.search(text)):
        return completion[0]
    if fact.actors and sentence.countries and not fact.actors & sentence.countries:
        first = next(party for party in sentence.passage.parties if party.code in sentence.countries)
        return text[first.start : first.end]
    if fact.kind == "statement" and not _NEGATION.search(text):
        for negation in _NEGATION.finditer(fact.title.lower()):
            if content_words(negation[1]) & sentence.words:
                return negation[1]
    visit = _KIND_OF_VISIT.search(text)
    if visit and fact.kind == "meeting" and visit[0].lower() not in fact.title.lower():
        return visit[0]
    if fact.kind == "statement" and (reversal := _reversal(sentence, fact)):
        return reversal
    if fact.type == "accession" and (member := _MEMBER.search(text)):
        return member[0]
    return None


def _other_post(sentence: ClaimSentence, fact: Fact) -> str | None:
    """A post of a party of a meeting, such as “Turkish Prime Minister”, that nobody of the meeting has; else None."""
    posts = {(str(post.post_class), post.party) for post in sentence.facts.posts if post.person in fact.people}
    for post in find_posts(sentence.text, sentence.passage.parties):
        is_class = class_of(post.title) in _ACTORS and post.party in fact.parties
        if is_class and fact.people and (str(class_of(post.title)), post.party) not in posts:
            return sentence.text[post.start : post.end]
    return None


def _reversal(sentence: ClaimSentence, fact: Fact) -> str | None:
    """The words from one person to another, if a statement names them in the other order and no passive explains it."""
    people = [(fact.title.find(mention.name.split()[-1]), mention) for mention in sentence.passage.people if mention.id]
    for (place, first), (next_place, second) in pairwise(people):
        if 0 <= next_place < place and not re.search(
            r"\b(?:by|of|from|for)\b", sentence.text[first.end : second.start]
        ):
            return sentence.text[first.start : second.end]
    return None


_DEFINITE_EVENT = re.compile(
    r"\b(?:the|(?:his|her) first) (?:(?!(?:of|an?|for|in|on|between|by|to) )[\w’-]+ ){0,4}"
    r"(?:talks|meeting|session|visit|trip|conversation|agreement|treaty|partnership|plan|declaration|school)\b",
    re.IGNORECASE,
)


def has_definite_event(sentence: ClaimSentence) -> bool:
    """Whether a sentence names one certain event: “the talks of 3 May” or “his first visit”, and not “talks”."""
    return _DEFINITE_EVENT.search(sentence.text) is not None


_SPEECH_VERB = any_word(
    "said says told tells noted called calls put stressed suggested recalled voiced announced emphasised emphasized "
    "congratulated thanked underlined highlighted described declared mentioned expressed ordered instructed "
    "believes thinks praised assured assures sees views argued argues considers explained suggests stresses notes "
    "warned expects hopes"
)
_APPOSITION = re.compile(r"^(?:, [^,;.]{1,80},|\sof\s(?:the\s|[A-Z]\w+\s|for\s|of\s|and\s)+)")
_BEFORE_SPEAKER = re.compile(
    r"(?:\b(?:according to|sa(?:id|ys)|told by|noted|in the (?:words|view|opinion) of|it was|came from)|[–—])\s"
    r"(?:[\w’-]+\s){0,3}$",
    re.IGNORECASE,
)


def is_speaker(text: str, start: int, end: int) -> bool:
    """Whether the name from ``start`` to ``end`` is that of somebody who says something."""
    behind = _APPOSITION.sub("", text[end:], count=1).lstrip()
    return bool(_SPEECH_VERB.match(behind) or _BEFORE_SPEAKER.search(text[:start]))
