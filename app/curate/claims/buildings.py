"""Compares what somebody promises to build, and for which country."""

import re

from app.curate.claims.record_comparison import RecordComparison
from app.curate.claims.sentences import ClaimSentence, party_names
from app.curate.claims.wording import any_word
from app.curate.mentions.parties import PartyForm

_BUILDING = any_word(
    "school* hospital* clinic* mosque* university universities college* kindergarten* library museum* park* theatre* "
    "stadium* airport* port ports bridge* road* railway* tunnel* plant* factory factories refinery dam dams pipeline* "
    "village* house houses dormitory orphanage* terminal*"
)
"""What a commitment promises to build."""

_FOR_WHOM = re.compile(r"(?:\s(?!by\b|from\b)[\w’'-]+){0,6}?\s(?:for|in|across|throughout|inside)\s(?:the\s)?")
"""Words between a building and the country that gets it."""


def compare_building(sentence: ClaimSentence, comparison: RecordComparison) -> None:
    """Compares the building of a commitment, and the country that gets it: that is not the one that promises it."""
    fact = comparison.fact
    building, record_building = _BUILDING.search(sentence.text), _BUILDING.search(fact.title)
    if not (building and record_building):
        return
    if building[0].lower() != record_building[0].lower():
        comparison.differ("title", building[0], record_building[0])
    recipients = fact.parties - fact.actors
    if not recipients or any(difference.field == "by" for difference in comparison.differences):
        return
    for mention in sentence.passage.parties:
        is_builder = mention.code in fact.actors and mention.form is PartyForm.name
        if is_builder and _FOR_WHOM.fullmatch(sentence.text, building.end(), mention.start):
            names = party_names(sentence, {mention.code}), party_names(sentence, recipients)
            comparison.differ("to", *names)
