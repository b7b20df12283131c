"""Compares the fields of a record with what a sentence names: those of an event, agreement, milestone, mission or
commitment. The fields of figures are in `figures.py`."""

import re

from app.curate.claims.bodies import compare_mechanism
from app.curate.claims.bounds import is_within
from app.curate.claims.buildings import compare_building
from app.curate.claims.event_dates import compare_dates, compare_weekday
from app.curate.claims.facts import Fact
from app.curate.claims.framing import has_definite_event
from app.curate.claims.missions import MISSION_TYPES, keepers_and_hosts
from app.curate.claims.participants import compare_people
from app.curate.claims.record_comparison import RecordComparison
from app.curate.claims.roles import has_unrecorded_act, role_differences
from app.curate.claims.sentences import ClaimSentence, party_names
from app.curate.claims.wording import any_word, blank, content_words
from app.curate.mentions.ordinals import ordinals
from app.domain.currencies import is_currency
from app.domain.figure_vocabulary import Qualifier
from app.domain.prose import numbers


def compare_event(sentence: ClaimSentence, fact: Fact) -> RecordComparison:
    comparison = RecordComparison(fact)
    _compare_words(sentence, comparison)
    _compare_type(sentence, comparison)
    if fact.kind == "meeting":
        _compare_format(sentence, comparison)
    if fact.kind == "milestone":
        _compare_order(sentence, comparison)
    _compare_parties(sentence, comparison)
    compare_mechanism(sentence, comparison)
    compare_people(sentence, comparison)
    _compare_places(sentence, comparison)
    compare_dates(sentence, comparison)
    compare_weekday(sentence, comparison)
    _compare_count(sentence, comparison)
    _drop_additional_values(sentence, comparison)
    comparison.differences += role_differences(sentence, fact)
    if fact.kind == "commitment":
        compare_building(sentence, comparison)
    if has_unrecorded_act(sentence, fact):
        comparison.absent.add("role")
    return comparison


def _drop_additional_values(sentence: ClaimSentence, comparison: RecordComparison) -> None:
    """Turns a difference into an absence if the sentence names the recorded value, too: an additional value contradicts
    nothing."""
    fact = comparison.fact
    same_fields = comparison.equal_fields & ({"date"} if fact.kind == "mission" else {"city", "date"})
    if len(sentence.people & fact.people) > 1:
        same_fields |= {"participants"}
    if fact.parties and fact.parties <= sentence.countries:
        same_fields |= {"parties"}
    additional = [difference for difference in comparison.differences if difference.field in same_fields]
    comparison.additional_values = [difference.claimed for difference in additional]
    comparison.absent |= {difference.field for difference in additional}
    comparison.differences = [difference for difference in comparison.differences if difference not in additional]


_GENERIC = content_words("sign agreements plans documents")
"""Words of the titles of many agreements."""


def _compare_words(sentence: ClaimSentence, comparison: RecordComparison) -> None:
    common = comparison.fact.words & sentence.words
    comparison.common = len(common)
    comparison.distinct = len(common - _GENERIC)
    comparison.score += min(3.0, 0.7 * len(common))
    if comparison.fact.words and len(common) >= 0.6 * len(comparison.fact.words) and len(common) > 1:
        comparison.match("title", 1.0)


_INFORMAL = any_word("informal*")
_CLOSED_DOORS = any_word(
    "closed-door",
    "behind closed doors",
    "closed to (?:the )?(?:press|media|public|journalists|reporters)",
    "in (?:private|camera)",
    "without (?:the )?(?:press|media|journalists)",
)
_TALKS = r"(?:meeting|talks|session|conversation|discussion)s?"
_PRESS = r"(?:the )?(?:assembled |television |TV |rolling )?(?:press|public|cameras|media|journalists|reporters)"
_OPEN = any_word(
    "publicised",
    rf"(?:open(?:-door)?|public) {_TALKS}",
    rf"(?:open to|in front of|in (?:the )?presence of) {_PRESS}",
    "before (?:the )?(?:assembled |television |TV |rolling )?cameras",
    rf"with {_PRESS} (?:present|watching|looking on|in the room)",
    "in public",
    "on (?:live )?(?:television|TV)",
    rf"{_TALKS}\b[^.;]{{0,60}}? (?:was|were) (?:held )?(?:open|public)(?=[.,;]|$| to )",
    "publicly (?:met|received|talked)",
    rf"(?:televised|broadcast) (?:live|{_TALKS})",
)


def _compare_format(sentence: ClaimSentence, comparison: RecordComparison) -> None:
    """Compares whether a meeting was informal, and whether it was closed.

    If the record does not say that it was closed, a sentence that calls it open or closed is not supported.
    """
    fact = comparison.fact
    if _INFORMAL.search(sentence.text) and not _INFORMAL.search(fact.title):
        comparison.absent.add("format")
    is_closed = content_words("closed-door") <= fact.words
    says_closed = bool(_CLOSED_DOORS.search(sentence.text))
    if is_closed and not says_closed and (open_words := _OPEN.search(sentence.text)):
        comparison.differ("format", open_words[0], "closed-door")
    elif not is_closed and (says_closed or _OPEN.search(sentence.text)):
        comparison.absent.add("format")


def _compare_order(sentence: ClaimSentence, comparison: RecordComparison) -> None:
    """Compares the ordinal of a milestone: “the first state to recognise it”."""
    text, title = sentence.text, comparison.fact.title
    of_record = ordinals(title)
    of_claim = [ordinal for ordinal in sentence.passage.ordinals if _TO_ACT.match(text, ordinal.end)]
    if {ordinal.value for ordinal in of_record} & {ordinal.value for ordinal in of_claim}:
        comparison.match("title", 1.0)
        comparison.match("order", 0.0)
    elif of_record and of_claim:
        claim, record = of_claim[0], of_record[0]
        comparison.differ("title", text[claim.start : claim.end], title[record.start : record.end])


_TO_ACT = re.compile(
    r"\s(?:recogni[sz]|(?:(?:state|country|nation|government|one)\s)?(?:[a-z]+\s){0,3}(?:to|that|which|who)\s)",
    re.IGNORECASE,
)


def _compare_type(sentence: ClaimSentence, comparison: RecordComparison) -> None:
    fact, lower = comparison.fact, sentence.text.lower()
    keepers, hosts = keepers_and_hosts(sentence)
    if _FIRST_VISIT.search(sentence.text) and _FIRST_VISIT.search(fact.title):
        comparison.match("title", 1.0)
    if fact.kind == "milestone" and fact.type == "embassy":
        title_parties = {code for code in fact.parties if fact.title.startswith(party_names(sentence, {code}))}
        if (keepers and not title_parties <= keepers) or title_parties & hosts - keepers:
            comparison.absent.add("type")
    if fact.kind == "mission":
        if any((word in (fact.type or "")) != (start in lower) for word, start in MISSION_TYPES.items()):
            comparison.absent.add("type")
        if fact.host and keepers == {fact.host} and not fact.cities & sentence.cities:
            comparison.absent.add("type")
        elif fact.host and keepers == {fact.host}:
            comparison.differ("sender", party_names(sentence, keepers), party_names(sentence, fact.parties - keepers))


_FIRST_VISIT = re.compile(r"\bfirst (?:official )?(?:visit|trip)|\bfor the first time\b", re.IGNORECASE)


def _compare_parties(sentence: ClaimSentence, comparison: RecordComparison) -> None:
    fact = comparison.fact
    parties = {code for code in sentence.parties if code in sentence.countries}
    comparison.score += 0.5 * len(parties & fact.parties)
    other_parties = parties - fact.parties - ({fact.host} if fact.host else set())
    if fact.kind == "commitment":
        other_parties |= sentence.parties - fact.parties | set(_opening_name(sentence))
    if other_parties and fact.kind in ("milestone", "agreement", "commitment") and _is_same_event(sentence, comparison):
        comparison.differ("parties", party_names(sentence, other_parties), party_names(sentence, fact.parties))
    elif other_parties and (fact.parties or fact.kind in ("meeting", "statement")):
        comparison.absent.add("parties")  # others may have done the like


def _is_same_event(sentence: ClaimSentence, comparison: RecordComparison) -> bool:
    """Whether a sentence tells of the event of a record, and not of one like it: it has the order of the record (“the
    first state to”), or the date with the mechanism or with one certain event (“the agreement”)."""
    fact = comparison.fact
    has_date = any(span.overlaps(date) for span in sentence.spans for date in fact.dates)
    has_mechanism = fact.mechanism is not None and fact.mechanism in sentence.mechanisms
    is_named = comparison.common > 1 and has_definite_event(sentence)
    return "order" in comparison.equal_fields or (has_date and (has_mechanism or is_named))


def _opening_name(sentence: ClaimSentence) -> list[str]:
    """The name at the beginning of a sentence, in a list, if no record has it and it has several words; else none."""
    names = (sentence.text[start:end] for start, end in sentence.runs() if not sentence.text[:start].strip("The "))
    return [name for name in names if " " in name]


_SEVERAL_TYPES = re.compile(
    r"\bgeneral\b.*\bhonorary\b|\bhonorary\b.*\bgeneral\b|\bhonorary ones\b|\b(?:apart from|besides|in addition to)\b",
    re.IGNORECASE,
)
"""A sentence with two types of missions, each in some of its cities."""


_OTHER_THING = re.compile(
    r"\ban?\s(?!(?:\w+\s)?(?:meeting|session|round|summit|conference|visit|trip|ceremony|agreement|deal|plan|treaty|declaration"
    r"|statement|document|embassy|consulate|mission|school)\b)(?:[a-z]+\s){1,2}(?:in|at) $"
)
"""Words before the place of another thing than an event: “opened a consulate in Oslo and a cafe in Lima”."""


def _compare_places(sentence: ClaimSentence, comparison: RecordComparison) -> None:
    fact = comparison.fact
    for city in sorted(sentence.cities):
        if city in fact.cities or (not fact.cities and content_words(city) <= fact.words):
            comparison.match("city", 1.5)
        elif city in fact.associates and _SEVERAL_TYPES.search(sentence.text):
            comparison.score += 0.5
        elif _is_place_of_telling(sentence.text, city):
            comparison.absent.add("city")
        elif fact.cities and fact.kind != "statement" and not _is_of_other_thing(sentence.text, city):
            comparison.differ("city", city, ", ".join(sorted(fact.cities)))
        else:
            comparison.absent.add("city")
    host = _host(sentence)
    if host and fact.host and fact.kind == "meeting" and not sentence.cities:
        if host == fact.host:
            comparison.match("country", 1.0)
        else:
            comparison.differ("country", party_names(sentence, {host}), party_names(sentence, {fact.host}))


def _is_of_other_thing(text: str, city: str) -> bool:
    start = text.find(city)
    return start > 0 and _OTHER_THING.search(text[:start]) is not None


_TOLD_THAT = re.compile(r"\btold [^,;:]{1,60} that\b")
_SPEECH_IN = re.compile(r"\b(?:said|told|announced|recalled|noted|declared)\b[^,;:]{0,30}\b(?:in|at) $")


def _is_place_of_telling(text: str, city: str) -> bool:
    """Whether a city need not be that of the event: somebody spoke of the event there (“said in Oslo that”), or only
    told another of it (“told her that it would be in Oslo”)."""
    start = text.find(city)
    if start > 0 and _TOLD_THAT.search(text[:start]):
        return True
    return start > 0 and " that " in text[start:] and _SPEECH_IN.search(text[:start]) is not None


_HOST = re.compile(
    r"\b(?:held|place|met|meeting|summit|hosted|convened?|gathered?)\b(?:(?!\b(?:after|before|following|one|(?:will|would)(?!\sbe))\b)[^.]){0,40}"
    r"\bin (?:the )?$"
    r"|\bvisit(?:ed|s)?\b[^.]{0,30}\bto $|\bvisit(?:ed|s|ing)? (?:the )?$"
    r"|\b(?:hosted|organi[sz]ed|(?:summit|meeting|session|one)) by (?:the )?$",
    re.IGNORECASE,
)
_HOSTS = re.compile(
    r"^(?:[’']s)?\s(?:(?:that|which|who)\s)?"
    r"(?:will|is (?:set|due|expected|scheduled|preparing) to|is to|would|plans to)?\s?"
    r"(?:(?:be|is|was)\sthe\s)?(?:\w+\s)?"
    r"(?:host|stage)(?!d?\sby\b|ed\sby\b)"
    r"|^\s(?:the|an?)\s(?:[\w-]+\s){1,6}?(?:summit|session|meeting|one)\b",
    re.IGNORECASE,
)


_IN_CAPITAL = re.compile(
    r"(?:^\W*|\b(?:held|place|met|convened?|gathered?|hosted|meeting|session|summit)(?:,|\s|on\b|with\b|of\b|between\b|and\b)*)"
    r"\b[Ii]n the $"
)
"""Words before “Kazakh capital” that place an event there: only names may stand between. Others place another thing:
“met on 3 May and spoke of a theatre in the Kazakh capital”."""
_CAPITAL = re.compile(r"\scapital\b(?!\smarkets?\b)")


def _host(sentence: ClaimSentence) -> str | None:
    """The code of the country in which a sentence places an event: “held in Kazakhstan”, “Türkiye will host”."""
    without_names = blank(sentence.text, sentence.names)
    hosts = {
        mention.code
        for mention in sentence.passage.parties
        if mention.code in sentence.countries
        and (
            _HOST.search(sentence.text[max(0, mention.start - 80) : mention.start])
            or _HOSTS.search(sentence.text[mention.end : mention.end + 50])
            or (_CAPITAL.match(sentence.text, mention.end) and _IN_CAPITAL.search(without_names[: mention.start]))
        )
    }
    return next(iter(hosts)) if len(hosts) == 1 else None


def _compare_count(sentence: ClaimSentence, comparison: RecordComparison) -> None:
    fact = comparison.fact
    if fact.value and (same_unit := [amount for amount in sentence.amounts if amount.unit == fact.value[1]]):
        if any(amount.value == fact.value[0] for amount in same_unit):
            comparison.match("value", 2.0)
        else:
            comparison.differ("value", same_unit[0].text, f"{fact.value[0]:,.0f} {fact.value[1]}")
    elif fact.value and (
        sums := [amount for amount in sentence.amounts if is_currency(amount.unit) and is_currency(fact.value[1])]
    ):
        comparison.differ("value", sums[0].text, f"{fact.value[0]:,.0f} {fact.value[1]}")
    for amount in sentence.amounts:
        after = sentence.text[amount.end : amount.end + 50]
        if amount.unit == "count" and (noun := _DOCUMENTS.match(after)):
            is_other = amount.value == fact.count and (amount.is_open_bound or amount.qualifier in _UNEQUAL)
            if fact.count is None or is_other or is_within(fact.count, amount) or noun["part"] or noun["topic"]:
                comparison.absent.add("count")
            elif amount.value == fact.count:
                comparison.match("count", 2.0)
            else:
                comparison.differ("count", amount.text, f"{fact.count:g}")

    if fact.kind == "mission" and fact.count:
        _compare_number_of_missions(sentence, comparison, fact.count)
    if _VAGUE_COUNT.search(sentence.text):
        comparison.absent.add("count")
    if fact.kind == "statement" and not {amount.value for amount in sentence.amounts} <= numbers(fact.title):
        comparison.absent.add("value")


def _compare_number_of_missions(sentence: ClaimSentence, comparison: RecordComparison, count: float) -> None:
    """Compare the number of missions of a type with that in the sentence. A sentence that names their cities is not
    compared, as it may count only the missions there."""
    for amount in sentence.amounts if not sentence.cities else ():
        if amount.unit == "count" and _MISSIONS.match(sentence.text, amount.end):
            if amount.value == count:
                comparison.match("count", 1.0)
            elif is_within(count, amount):
                comparison.absent.add("count")
            else:
                comparison.differ("count", amount.text, f"{count:g}")


_DOCUMENTS = re.compile(
    r"\s(?P<part>dozen\s)?(?:(?!dozen)\w+\s){0,2}(?:agreements|documents|deals|accords|texts)\b(?P<topic>\s(?:on|about|in)\s[a-z])?"
)
_MISSIONS = re.compile(r"\s(?:[\w-]+\s){0,2}(?:embass|consul)")
_UNEQUAL = (Qualifier.nearly, Qualifier.over)
_VAGUE_COUNT = re.compile(
    r"\b(?:dozens?|scores|hundreds|thousands|handful)\s(?:of\s)?(?:\w+\s){0,2}(?:agreements|documents|deals|accords)",
    re.IGNORECASE,
)


def compare_money(sentence: ClaimSentence, comparison: RecordComparison) -> None:
    """Money that is no figure of trade must be in the record."""
    sums = {amount.value for amount in sentence.amounts if is_currency(amount.unit)}
    if sums and comparison.fact.value is None and not sums <= numbers(comparison.fact.title):
        comparison.absent.add("value")
