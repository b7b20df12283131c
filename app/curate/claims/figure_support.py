"""The words beside a figure that agrees: those that keep it from support, and those that were compared with nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.curate.claims.acts import turning_word
from app.curate.claims.amounts import Amount
from app.curate.claims.facts import Fact, StatFact
from app.curate.claims.framing import is_speaker
from app.curate.claims.leftovers import words_not_compared
from app.curate.claims.scopes import other_scope
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.stances import clause_at
from app.curate.claims.subjects import COUNTS, base_years
from app.curate.claims.times import fineness, lasts_years
from app.curate.claims.verdicts import Claim, ClaimVerdict
from app.curate.claims.wording import any_word, content_words, stem
from app.curate.mentions.words import words
from app.domain.currencies import is_currency
from app.domain.edtf import Precision, parse
from app.domain.figure_vocabulary import Indicator
from app.domain.trade_figures import PROJECTS

_REACH_VERBS = r"(?:reached|hit|met|achieved|attained|passed|surpassed|exceeded|fulfilled)"
_TARGET_REACHED = re.compile(
    rf"\b{_REACH_VERBS}\s(?:the(?:ir)?|an?)\s[\w\s]{{0,20}}(?:target|goal)"
    rf"|\b(?:target|goal|aim|objective)\b[^,;]{{0,40}}?\b(?:was|were|is|ha[sd] been)\s(?:\w+ly\s)?{_REACH_VERBS}\b"
)
_PRESIDENTS = re.compile(
    r"(?:[’']s?)?\s(?:presidents?|leaders?|heads?\sof\sstate)\b(?=[^,;]*\b(?:visit|went|gone|travel|trip))"
)
_BEGINS = any_word("begin* began begun start* launch* cancel* abandon* suspend* halt*")
_MINISTERS = re.compile(r"\b(?:prime |foreign )?ministers\b", re.IGNORECASE)
_PEOPLE = re.compile(r"\s(?:students|tourists|visitors|citizens|nationals|guests|travell?ers)\b")
_CHANGE_AFTER = re.compile(r"\s(?:more|less|extra)\b(?!\s(?:than|of))")
_BY_YEAR = re.compile(r"\bby (?:the end of )?(?:20\d\d)\b")


_PAIR = 2

FALL = any_word(
    "fell fall* declin* decreas* drop* down contract* shrank shrunk slump* lost reduced less fewer lower below"
)

_CHANGES_BY = re.compile(
    r"\b(?:ris|rose|gr[eo]w|increas|climb|jump|expand|surg|soar|chang|advanc)\w*\s(?:[\w’'-]+\s)?by\s(?:(?!to\b)[\w’'-]+\s){0,3}$",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"\s(?:(?:fewer|less|more|lower|higher|below|above)\sthan|short of|away from|below|too"
    r"|(?:a|per|each|every)\s(?:day|week|month|hour|head|capita|person))\b"
)
"""Words after an amount that tell how far it is from another, or that it is a rate."""

_FORECAST = re.compile(
    r"\b(?:expected|forecast|projected|predicted|planned|due|likely|scheduled)\sto\s[^,;]{0,40}$", re.IGNORECASE
)


_RISE_TO = re.compile(
    r"\b(?:rose|rises?|risen|grew|grown|grows?|increas\w+|climb\w+|jump\w+|surg\w+|soar\w+)\s[^.;]{0,60}?\bfrom\b",
    re.IGNORECASE,
)
"""A rise from one amount to another: “rose from $5 billion to $6 billion”."""


def promises(sentence: ClaimSentence, value: float, unit: str) -> list[Fact]:
    """The commitments to an amount by a day, by the countries that a sentence names. Their ``dates`` are those days."""
    return [
        fact
        for fact in sentence.facts.events
        if fact.kind == "commitment" and fact.value == (value, unit) and fact.dates and fact.dates != fact.periods
        and sentence.countries <= fact.parties
    ]  # fmt: skip


def promise_by_other_day(sentence: ClaimSentence, amount: Amount) -> Fact | None:
    """A commitment to the amount of a target by another day than a sentence says, “by 2035”; None if one has it."""
    days = [parse(date.point) for date in sentence.dates if date.relation == "by" and date.point]
    facts = promises(sentence, amount.value, amount.unit)
    is_same = any(day.overlaps(promise_date) for day in days for fact in facts for promise_date in fact.dates)
    return facts[0] if days and facts and not is_same else None


def unsupporting_word(sentence: ClaimSentence, amount: Amount, claim: Claim) -> str | None:
    """The first words in the clause of an amount for which no recorded figure speaks; None without such words. A word
    for a fall is allowed beside a percentage, and between an amount and a lower one."""
    start, end = clause_at(sentence.text, amount.start)
    before = sentence.text[start : amount.start]
    offset = _OFFSET.match(sentence.text, amount.end)
    if offset and not (amount.unit == "percent" and offset[0].endswith("than")):
        return offset[0].strip()
    if amount.unit != "percent" and (change := _CHANGES_BY.search(before)):
        return change[0].strip()
    stat = next((stat for stat in sentence.facts.stats if claim.records and stat.id == claim.records[0].id), None)
    if stat and (scope := other_scope(sentence, amount, stat)):
        return scope
    targets = {stat.id for stat in sentence.facts.stats if stat.indicator == Indicator.trade_target}
    is_level = not any(record.id in targets for record in claim.records)
    if is_level and (forecast := _FORECAST.search(before)):
        return forecast[0].strip()
    names = [(first - start, last - start) for first, last in sentence.names if start <= first and last <= end]
    word = turning_word(sentence.text[start:end], names)
    values = [like_amount.value for like_amount in sentence.amounts if like_amount.unit == amount.unit]
    if word is None and (rise := _RISE_TO.search(sentence.text)) and len(values) > 1 and values[0] > values[-1]:
        return rise[0].split()[0]
    if word is None or not FALL.fullmatch(word):
        return word
    is_fall = amount.unit == "percent" or (len(values) > 1 and values == sorted(values, reverse=True))
    return None if is_fall else word


def with_uncompared_words(sentence: ClaimSentence, claims: Sequence[Claim]) -> list[Claim]:
    """The claims of figures. A supported one has the words that were compared with nothing. It is not recorded if its
    words name other people, another direction or another time."""
    ids = {record.id for claim in claims for record in claim.records}
    stats = {stat.id: stat for stat in sentence.facts.stats if stat.id in ids}
    record_words = frozenset().union(
        *(stat.product | stat.scope | content_words(f"{stat.title} {stat.as_written}") for stat in stats.values()),
        *({stem(word.key) for word in words(stat.title)} for stat in stats.values()),
    )
    return [_with_uncompared_words(sentence, claim, stats, record_words) for claim in claims]


def _with_uncompared_words(
    sentence: ClaimSentence, claim: Claim, stats: Mapping[str, StatFact], record_words: frozenset[str]
) -> Claim:
    if claim.verdict is not ClaimVerdict.supported:
        return claim
    if speaker := _other_speaker(sentence, frozenset(record.id for record in claim.records)):
        return claim.not_recorded(speaker)
    reasons = [_preventing_words(sentence, claim, stats[record.id]) for record in claim.records]
    if all(reasons):
        return claim.not_recorded(reasons[0] or "")
    start, end = clause_at(sentence.text, claim.start)
    leftovers = words_not_compared(sentence, ["trade-stat"], record_words, start, end)
    rank_text = sentence.text[claim.start : claim.end] if claim.values["unit"] == "rank" else ""
    rank_words = [word.text for word in words(rank_text) if stem(word.key) not in record_words]
    if name := next(sentence.unknown_names([*leftovers, *rank_words]), ""):
        return claim.not_recorded(name)
    return replace(claim, uncompared_words=[*leftovers, *_dates_not_compared(sentence, claim, stats)])


def _other_speaker(sentence: ClaimSentence, figure_ids: frozenset[str]) -> str | None:
    """The official who tells the figures in a sentence, if by the records only others told them; else None."""
    statements = [fact for fact in sentence.facts.events if fact.figure_ids & figure_ids]
    speakers = frozenset().union(*(fact.people for fact in statements))
    for person in sentence.passage.people:
        if speakers and person.id and person.id not in speakers and is_speaker(sentence.text, person.start, person.end):
            return sentence.text[person.start : person.end]
    return None


def _dates_not_compared(sentence: ClaimSentence, claim: Claim, stats: Mapping[str, StatFact]) -> list[str]:
    """The dates beside a target for which no record states it."""
    targets = [stats[record.id] for record in claim.records if stats[record.id].indicator == Indicator.trade_target]
    spans = [stat.span for stat in targets if stat.span and stat.span.start]
    dates = sentence.dates if targets and len(targets) == len(claim.records) else ()
    return [date.text for date in dates if date.span and not any(date.span.overlaps(span) for span in spans)]


def _preventing_words(sentence: ClaimSentence, claim: Claim, stat: StatFact) -> str | None:
    """The words of a sentence for which a figure does not support it."""
    text = sentence.text
    after = text[claim.end :]
    if stat.indicator == Indicator.trade_target:
        until = max(claim.end + 20, clause_at(text, claim.start)[1])
        arrival, by_year = _TARGET_REACHED.search(text[:until]), _BY_YEAR.search(after)
        due_days = [span for fact in promises(sentence, stat.value, stat.unit) for span in fact.dates]
        has_day = by_year and any(span and span.text[:4] in by_year[0] for span in (stat.span, *due_days))
        if arrival or (by_year and not has_day):
            return (arrival or by_year)[0]  # type: ignore[index]
    first_year = stat.span.start.year if stat.span and stat.span.start else None
    if claim.values["unit"] == "percent" and first_year and (years := base_years(sentence) - {first_year - 1}):
        return str(min(years))
    if is_currency(str(claim.values["unit"])) and (change := _CHANGE_AFTER.match(after)):
        return change[0].strip()
    if stat.indicator in (Indicator.tourists, Indicator.students, Indicator.scholarships) and stat.source:
        for mention in sentence.passage.parties:
            people = _PEOPLE.match(text, mention.end)
            if people and mention.code not in (stat.source, None) and claim.start <= mention.start:
                return text[mention.start : people.end()]
        if stat.indicator == Indicator.tourists and stat.source not in sentence.parties:
            return text[claim.start : claim.end]
    if stat.indicator in PROJECTS and (beginning := _BEGINS.search(text)):
        return beginning[0]
    if stat.indicator == Indicator.presidential_visits:
        if minister := _MINISTERS.search(text):
            return minister[0]
        for mention in sentence.passage.parties:
            if (guests := _PRESIDENTS.match(text, mention.end)) and mention.code != stat.source:
                return text[mention.start : guests.end()]
    has_start = any(date.relation in ("since", "from") for date in sentence.dates)
    if stat.indicator in COUNTS and stat.span and lasts_years(stat.span) and not has_start:
        for date in replace(sentence, skips_telling=True).dates:
            is_month = date.span and date.relation in ("in", "on") and fineness(date.span) <= Precision.month
            if is_month and not re.search(r"\b(?:and|to|by|until)\s$", text[: sentence.offsets(date)[0]]):
                return date.text
    return None


_BODY_MET = re.compile(r"\b(?:council|group|commission|committee)\b[^,;]{0,60}\b(?:met|meet|convened)\b", re.IGNORECASE)


def is_of_other_meetings(sentence: ClaimSentence, stat: StatFact) -> bool:
    """Whether a sentence counts other meetings than a figure: those of a body, or of a person whom its title does not
    name. If the sentence also names two people of the title, another person may be the host."""
    names_by_id = {person.id: person.name for person in sentence.facts.names.people}
    names = {names_by_id.get(person, person) for person in sentence.people}
    other_names = {name for name in names if name.split()[-1] not in stat.title}
    return _BODY_MET.search(sentence.text) is not None or (bool(other_names) and len(names - other_names) < _PAIR)
