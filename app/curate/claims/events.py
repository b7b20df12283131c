"""Judges what a sentence says of events, agreements, milestones, missions and commitments.

A sentence is about a record if enough of what it names is in it: the mechanism and the session, the people, the day,
the city, the words of the title. A record that has all of it supports the sentence. One that is the same and differs in
a date, a place, a person or a number contradicts it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from app.curate.claims.acts import opposite_verbs, other_act, turning_word, words_of
from app.curate.claims.asides import asides
from app.curate.claims.candidates import nearest_facts
from app.curate.claims.event_fields import compare_event, compare_money
from app.curate.claims.facts import Fact
from app.curate.claims.framing import has_definite_event, preventing_words
from app.curate.claims.leftovers import (
    agreement_topic,
    numbers_not_compared,
    office_words,
    other_holders,
    other_post,
    unexplained_party,
    words_not_compared,
    words_of_facts,
)
from app.curate.claims.missions import is_in_host
from app.curate.claims.record_comparison import RecordComparison
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.statements import LEAST_SHARED_WORDS, says_same
from app.curate.claims.times import days_between, fineness, parts_that_differ
from app.curate.claims.verdicts import Claim, ClaimVerdict, ComparedRecord, Difference
from app.curate.claims.wording import any_word
from app.domain.edtf import Precision
from app.domain.position_classes import class_of
from app.domain.vocabulary import MeetingStatus

_TRIGGER = {
    "meeting": any_word(
        "met meet* talks talked session sessions summit summits visit* host* receiv* welcom* co-chair* chair* "
        "conference conven* gather* call called sitting trip trips travel* went sat arriv* flew paid negotiat* held "
        "attend* council",
        "for the first time",
    ),
    "agreement": any_word(
        "sign* agreement agreements treaty treaties declaration declarations adopt* memorand* accord accords pact "
        "pacts partners strategy document documents decision decisions deal deals", r"plans?\b(?! to\b)",
        r"agreed\s+on",
        r"(?:was|were) agreed"
    ),
    "milestone": any_word(
        "recognis* recogniz* diplomatic establish* found* embass* creat* join* independence appl* launch* proclaim* "
        "anniversary accession membership member intention candida* filed status upgrad* elevat*",
        "set up", "goes back", r"dat(?:es|ing) (?:from|back)", "c[ao]me into (?:being|existence)",
    ),
    "mission": any_word("embass* consul*"),
    "commitment": any_word(
        "build* complet* school* hospital* clinic* mosque* universit* construct* pledg* promis* will invest terminal* "
        "allocat* grant* scholarship*",
        "(?:plan|intend|mean|aim)(?:s|ned|ed)? to", "planning to",
        r"agreed to\b",
    ),
}  # fmt: skip
"""For each kind of record a pattern. A sentence about such a record has at least one of its words."""

IDENTIFYING = 4.0
"""The score from which on a record is taken to be that of the sentence."""

SUPPORTING = 2.5
"""The score from which on a record without differences supports a sentence."""

FUTURE = any_word(
    "will plan* due expected scheduled slated next upcoming",
    r"(?:is|are|was|were|set|about) to",
    "to (?:be held|hold|host)",
)

MAX_STATEMENTS = 4
"""Statements in which a number of a meeting is looked for."""

MAX_COMPARED = 60
"""Records that are compared with a sentence: those that share most with it."""


def judge_event(sentence: ClaimSentence, *, with_figures: bool, is_denied: bool = False) -> Claim | None:
    """The claim that a sentence makes of an event, or None if it speaks of none. ``with_figures`` says that its amounts
    are judged as figures, so that its dates may be theirs. ``is_denied`` says that the sentence denies the event; its
    verbs are then not compared."""
    if not is_denied and (opposite := _opposite_of_record(sentence, with_figures=with_figures)):
        return opposite
    claim = _judge_event(sentence, with_figures=with_figures)
    claim = claim if is_denied else _without_asides(sentence, claim, with_figures=with_figures)
    if claim is None or is_denied or claim.verdict not in (ClaimVerdict.supported, ClaimVerdict.contradicted):
        return claim
    record = claim.records[0]
    fact = sentence.facts.event(record.kind, record.id)
    title_words = words_of(fact.title)
    unsupported_words = turning_word(sentence.text, sentence.names, title_words) or other_act(
        sentence.text, fact.kind, fact.type, title_words
    )
    if claim.verdict is ClaimVerdict.supported and not unsupported_words:
        claim, unsupported_words = _with_leftovers(sentence, claim)
    return claim.not_recorded(unsupported_words) if unsupported_words else claim


def _opposite_of_record(sentence: ClaimSentence, *, with_figures: bool) -> Claim | None:
    """The contradicted claim of a sentence that has all of a record, but the opposite of its verb: “agreed to close the
    office”, where the record says “Open an office”. What was opened may be closed later, so that an event must have the
    date or the session of the sentence."""
    for span, recorded_verb, stems in opposite_verbs(sentence.text):
        bare_sentence = replace(sentence.without([span]), implied_words=stems)
        claim = _judge_event(bare_sentence, with_figures=with_figures)
        if claim is None or claim.verdict is not ClaimVerdict.supported:
            continue
        record = claim.records[0]
        fact = sentence.facts.event(record.kind, record.id)
        is_same = fact.kind in ("agreement", "commitment") or not {"date", "session"}.isdisjoint(record.fields)
        if not is_same or not recorded_verb.search(fact.title) or turning_word(bare_sentence.text, bare_sentence.names):
            continue
        leftovers, unsupported_words = _with_leftovers(bare_sentence, claim)
        if not unsupported_words and not leftovers.uncompared_words:
            difference = Difference("title", f"“{sentence.text[slice(*span)]}”", fact.title)
            return replace(claim, verdict=ClaimVerdict.contradicted, records=[record], differences=[difference])
    return None


def _with_leftovers(sentence: ClaimSentence, claim: Claim) -> tuple[Claim, str]:
    """A supported claim with the words that no record explains, and the words for which it is not supported at all."""
    facts = [sentence.facts.event(record.kind, record.id) for record in claim.records]
    bare_sentence = sentence.without(asides(sentence)) if claim.uncompared_words else sentence
    if obstacle := (
        preventing_words(bare_sentence, facts[0])
        or unexplained_party(bare_sentence, facts)
        or other_holders(bare_sentence, facts[0])
        or other_post(bare_sentence, facts[0])
    ):
        return claim, obstacle
    kinds = {fact.kind for fact in facts}
    leftovers = words_not_compared(bare_sentence, kinds, words_of_facts(facts, sentence.facts.names))
    topic = agreement_topic(bare_sentence.text) if facts[0].kind == "agreement" else frozenset()
    topic |= office_words(bare_sentence.text) if facts[0].kind != "statement" else frozenset()
    if other_topic := next((word for word in leftovers if word in topic), ""):
        return claim, other_topic
    if name := next(bare_sentence.unknown_names(leftovers), ""):
        return claim, name
    numbers = numbers_not_compared(bare_sentence, facts)
    if numbers and facts[0].kind == "meeting":  # statements tell who else came
        statements = nearest_facts(bare_sentence, MAX_STATEMENTS, {"statement"})
        statements = [fact for fact in statements if len(fact.words & sentence.words) >= LEAST_SHARED_WORDS]
        numbers = numbers_not_compared(bare_sentence, [*facts, *statements])
    if numbers and facts[0].kind in ("meeting", "mission"):
        return claim, numbers[0]
    leftovers += numbers
    if facts[0].kind == "statement" and leftovers:
        return claim, leftovers[0]
    return replace(claim, uncompared_words=[*claim.uncompared_words, *leftovers]), ""


def _without_asides(sentence: ClaimSentence, claim: Claim | None, *, with_figures: bool) -> Claim | None:
    """The claim; that of the sentence without its asides, if these are what the record does not have."""
    if claim is None or (claim.verdict is ClaimVerdict.supported and not claim.unsupported_words):
        return claim
    is_unknown = not (claim.unsupported_words or claim.differences)
    if not (spans := asides(sentence, of_reports_only=is_unknown)):
        return claim
    bare_sentence = sentence.without(spans)
    bare_claim = _judge_event(bare_sentence, with_figures=with_figures)
    if bare_claim and bare_claim.verdict is not ClaimVerdict.not_recorded:
        aside = [sentence.text[first:last].strip(" ,–—-:") for first, last in spans]
        is_supported = bare_claim.verdict is ClaimVerdict.supported
        return replace(bare_claim, start=claim.start, end=claim.end, uncompared_words=aside if is_supported else ())
    has_event = bare_sentence.cities or bare_sentence.people or bare_sentence.sessions
    if claim.unsupported_words or (bare_claim is None and not has_event):
        return claim
    return claim.not_recorded(sentence.text[slice(*spans[0])].strip(" ,"))


def _judge_event(sentence: ClaimSentence, *, with_figures: bool) -> Claim | None:
    sentence = replace(sentence, skips_telling=True)
    kinds = {kind for kind, pattern in _TRIGGER.items() if pattern.search(sentence.text)}
    if (sentence.mechanisms and sentence.sessions) or (sentence.people and sentence.cities and sentence.dates):
        kinds.add("meeting")
    if not _names_something(sentence):
        return None
    if not (kinds or sentence.people):
        return None if with_figures else _judge_statement(sentence)
    names_event = sentence.people or sentence.mechanisms or sentence.cities or sentence.sessions
    if with_figures and not (names_event or "commitment" in kinds):
        return None
    comparisons = [
        compare_event(sentence, fact) for fact in nearest_facts(sentence, MAX_COMPARED, {*kinds, "statement"})
    ]
    for comparison in comparisons if not with_figures else ():
        compare_money(sentence, comparison)
    comparisons.sort(key=lambda c: (c.fact.kind == "statement", -c.score, len(c.differences), c.fact.id))
    supporters = [c for c in comparisons if not c.differences and not c.absent and _supports(c)]
    values = _values(sentence)
    contradiction = next((c for c in comparisons if c.differences and _identifies(sentence, c)), None)
    if (
        contradiction
        and contradiction.fact.kind == "agreement"
        and any(c.fact.kind == "agreement" and not c.differences and c.score > contradiction.score for c in comparisons)
    ):
        contradiction = None  # the sentence speaks rather of an agreement that does not deny it
    if contradiction and _is_of_other_occasion(sentence, contradiction, comparisons):
        contradiction = None
    if contradiction and _is_closer(sentence, contradiction, supporters):
        supporters = []
    if supporters and (contradiction is None or supporters[0].fact.kind != "statement"):
        best = supporters[0]
        return _claim(
            sentence, ClaimVerdict.supported, values, [best.fact, *(c.fact for c in supporters[1:4])], best.equal_fields
        )
    if contradiction:
        fields = {difference.field for difference in contradiction.differences}
        return _claim(
            sentence, ClaimVerdict.contradicted, values, [contradiction.fact], fields, contradiction.differences
        )
    if not kinds:
        return None
    close = [c for c in comparisons if not c.differences and c.score >= SUPPORTING][:2]
    claim = _claim(
        sentence, ClaimVerdict.not_recorded, values, [c.fact for c in close], set(),
        kind=next(kind for kind in _TRIGGER if kind in kinds),
    )  # fmt: skip
    return replace(claim, unsupported_words=next((c.additional_values[0] for c in close if c.additional_values), ""))


_OCCASION = any_word("after before following besides", "ahead of", "same day", "on the day")


def _is_of_other_occasion(
    sentence: ClaimSentence, contradiction: RecordComparison, comparisons: list[RecordComparison]
) -> bool:
    """Whether the sentence is about another meeting of the same day, and so does not contradict the recorded one.

    The sentence says that it was on the same day, before or after; and another meeting has its people and its date.
    """
    if not _OCCASION.search(sentence.text) or {difference.field for difference in contradiction.differences} <= {
        "date",
        "session",
        "format",
    }:
        return False
    return any(
        comparison.fact.kind == "meeting" and len(sentence.people) > 1 and sentence.people <= comparison.fact.people
        and "date" in comparison.equal_fields and not comparison.differences
        for comparison in comparisons
    )  # fmt: skip


def _judge_statement(sentence: ClaimSentence) -> Claim | None:
    """The claim of a sentence that says the same as a recorded statement, else None. No statement contradicts a
    sentence, as statements resemble each other."""
    comparisons = [compare_event(sentence, fact) for fact in nearest_facts(sentence, MAX_COMPARED, {"statement"})]
    repetitions = [comparison for comparison in comparisons if says_same(sentence, comparison)]
    if not repetitions:
        return None
    best = max(repetitions, key=lambda comparison: (comparison.score, comparison.fact.id))
    return _claim(sentence, ClaimVerdict.supported, _values(sentence), [best.fact], best.equal_fields)


def _supports(comparison: RecordComparison) -> bool:
    """Whether a record without differences supports a sentence. Parties and a year alone do not, nor does a statement
    without common words."""
    if comparison.fact.kind == "statement":
        return comparison.score >= SUPPORTING and comparison.common > 1
    if comparison.fact.kind != "agreement":
        return comparison.score >= SUPPORTING
    has_more = comparison.common > 1 or comparison.equal_fields - {"date"} or comparison.score >= IDENTIFYING
    return comparison.score >= SUPPORTING and bool(has_more)


def _names_something(sentence: ClaimSentence) -> bool:
    has_name = sentence.people or sentence.mechanisms or sentence.cities or sentence.sessions
    return bool(has_name or (sentence.parties and sentence.spans) or len(sentence.parties) > 1)


def _identifies(sentence: ClaimSentence, comparison: RecordComparison) -> bool:
    """Whether a sentence speaks of a record although it differs from it. Then the difference contradicts the
    sentence."""
    fields = Counter(difference.field for difference in comparison.differences)
    if (
        len(fields) > 2
        or fields["date"] > 1
        or comparison.additional_values
        or comparison.absent & {"mechanism", "session", "type"}
    ):
        return False
    equal, fact = comparison.equal_fields, comparison.fact
    if fact.kind == "meeting" and fields["city"] > 1:
        return False
    if fact.kind == "statement" or (fact.kind == "milestone" and "anniversary" in sentence.text.lower()):
        return False
    is_session = {"mechanism", "session"} <= equal
    if "parties" in comparison.absent and not (is_session or "country" in fields):
        return False
    if "by" in fields and fact.type == "recognition" and "date" not in equal:
        return False
    if fact.kind == "mission" and "date" in comparison.absent:
        return False
    if fact.kind == "mission":
        if "city" in fields and not is_in_host(sentence, comparison):
            return False
        return comparison.score >= 2.0 and set(fields) in ({"city"}, {"sender"}, {"count"})
    if fact.kind in ("milestone", "commitment", "agreement"):
        is_single = fact.type == "recognition" or (fact.type == "foundation" and "republic of" in sentence.text.lower())
        least = 0 if is_single else 1
        common = comparison.distinct if fact.kind == "agreement" else comparison.common
        same_parties = common > least and (sentence.countries == fact.parties or fact.kind == "commitment")
        if fact.kind == "agreement" and not (comparison.distinct or "title" in equal):
            return False  # the same parties sign many agreements
        return len(fields) == 1 and ("title" in equal or comparison.score >= IDENTIFYING or same_parties)
    if "participants" in fields and "session" in equal and _OCCASION.search(sentence.text):
        return False
    if is_session:
        return True
    if comparison.score < IDENTIFYING or len(fields) > 1:
        return False
    if "date" in fields:
        if fact.status == "planned" and not FUTURE.search(sentence.text):
            return False
        is_pair = len(sentence.people & fact.people) > 1 or fact.status == MeetingStatus.planned
        return _has_wrong_day(sentence, fact) and (is_pair or bool({"mechanism", "title"} & equal))
    if "session" in fields:
        return "date" in equal
    return "session" in equal or ("date" in equal and _is_sure(sentence, comparison, fields))


def _is_sure(sentence: ClaimSentence, comparison: RecordComparison, fields: Mapping[str, int]) -> bool:
    """Whether a meeting with the same date is that of the sentence, though a person or a city differs. A month may have
    several meetings, so that more must be equal."""
    fact = comparison.fact
    days = [span for span in sentence.spans if fineness(span) == Precision.day]
    is_pair = len(sentence.people & fact.people) > 1
    if "participants" in fields:
        return "mechanism" in comparison.equal_fields or has_definite_event(sentence) or _has_post_of(sentence, fact)
    if {"title", "mechanism"} & comparison.equal_fields or any(
        day.overlaps(date) for day in days for date in fact.dates
    ):
        return True
    return fact.status == "planned" or is_pair


def _has_post_of(sentence: ClaimSentence, fact: Fact) -> bool:
    """Whether a sentence gives a post of somebody in the record to somebody else."""
    posts = {(str(post.post_class), post.party) for post in sentence.facts.posts if post.person in fact.people}
    return any(
        (str(class_of(person.post.title)), person.post.party) in posts
        for person in sentence.passage.people
        if person.post and (person.id or person.name) not in fact.people
    )


def _is_closer(sentence: ClaimSentence, contradiction: RecordComparison, supporters: list[RecordComparison]) -> bool:
    """Whether a record that differs fits better than those that support a sentence: its day alone differs, and they
    have only a month. So two presidents met on one day of a conference."""

    def has_day(fact: Fact) -> bool:
        return any(fineness(span) == Precision.day for span in fact.dates)

    return (
        {difference.field for difference in contradiction.differences} == {"date"}
        and any(fineness(span) == Precision.day for span in sentence.spans)
        and len(sentence.people & contradiction.fact.people) > 1
        and bool(sentence.cities & contradiction.fact.cities)
        and has_day(contradiction.fact)
        and not any(has_day(comparison.fact) for comparison in supporters)
    )


def _has_wrong_day(sentence: ClaimSentence, fact: Fact) -> bool:
    """Whether a date is a slip: its day, its month or its year alone is wrong, or it is at most 31 days off. Other
    meetings are seldom so near."""
    return any(
        parts_that_differ(span, date) == 1 or days_between(span, date) <= 31
        for span in sentence.spans
        for date in fact.dates
    )


def _values(sentence: ClaimSentence) -> dict[str, object]:
    names: dict[str, object] = {
        "mechanism": sorted(sentence.mechanisms), "session": sorted(sentence.sessions),
        "date": [mention.edtf for mention in sentence.dates], "city": sorted(sentence.cities),
        "participants": sorted(sentence.people), "countries": sorted(sentence.parties),
    }  # fmt: skip
    return {name: value for name, value in names.items() if value}


def _claim(
    sentence: ClaimSentence, verdict: ClaimVerdict, values: dict[str, object], facts: list[Fact], fields: set[str],
    differences: list[Difference] | None = None, kind: str = "meeting",
) -> Claim:  # fmt: skip
    names = tuple(sorted(fields - {"title"}))
    references = [ComparedRecord(fact.kind, fact.id, fact.title, names) for fact in facts]
    start, end = len(sentence.text) - len(sentence.text.lstrip(" ,;\n\t")), len(sentence.text.rstrip())
    return Claim(facts[0].kind if facts else kind, verdict, start, end, values, references, differences or [])
