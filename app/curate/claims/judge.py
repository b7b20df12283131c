"""The claims of a text, each with its verdict."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from app.curate.articles import Article
from app.curate.claims.absences import AT_TIMES, judge_absence, judge_denied_trend
from app.curate.claims.candidates import nearest_facts
from app.curate.claims.clauses import clauses
from app.curate.claims.date_completion import in_year
from app.curate.claims.english import is_english
from app.curate.claims.events import judge_event
from app.curate.claims.facts import Fact, Facts
from app.curate.claims.figure_pairs import judge_figure_pair
from app.curate.claims.figure_support import with_uncompared_words
from app.curate.claims.figures import judge_figures
from app.curate.claims.framing import is_retraction
from app.curate.claims.leftovers import words_not_compared, words_of_facts
from app.curate.claims.near_records import MAX_NEAR, near_record_claim
from app.curate.claims.posts import judge_denied_posts, judge_leaders, judge_other_holders, judge_posts
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.stances import Stance, StanceScope, clause_at, denied_topic, stance_scopes, without_scopes
from app.curate.claims.subjects import COUNTS
from app.curate.claims.times import fineness
from app.curate.claims.verdicts import Claim, ClaimVerdict, ComparedRecord, Difference
from app.curate.claims.wording import content_words
from app.curate.mentions.months import ENGLISH_MONTH
from app.curate.mentions.reading import Passage, reading_of
from app.domain.edtf import Precision, Span, parse
from app.domain.vocabulary import MeetingStatus


def judge(article: Article, facts: Facts) -> Iterator[tuple[Passage, list[Claim] | None]]:
    """Each sentence with its claims. The list is empty for a sentence that claims nothing of a known kind, and None for
    one that seems not to be English."""
    reading = reading_of(article, facts.names)
    passages = reading.passages
    pair = frozenset(reading.pair) if reading.codes else facts.pair
    sentences = [ClaimSentence(passage, facts, implied_countries=pair) for passage in passages]
    last = max((number for number, passage in enumerate(passages) if is_retraction(passage.text)), default=-1)
    for number, sentence in enumerate(map(_with_year, _with_sessions(sentences))):
        passage = sentence.passage
        claims = _with_wrong_value(sentence) if is_english(passage.text) else None
        yield (
            passage,
            [_without_support(claim, passages[last].text) for claim in claims] if claims and number < last else claims,
        )


_THE_SESSION = re.compile(
    r"\W*(?:The|This)\s(?:session|sitting|meeting|summit|round)\b(?!\s(?:with|between|of|that|before|after)\b)"
)


def _with_sessions(sentences: list[ClaimSentence]) -> Iterator[ClaimSentence]:
    """The sentences. One that begins with “The session”, and names no other, speaks of the only session that the text
    names, if the sentence before it does."""
    sessions = {
        (mechanism, number)
        for sentence in sentences
        for mechanism in sentence.mechanisms
        for number in sentence.sessions
    }
    speaks_of_it = False
    for sentence in sentences:
        is_named = bool(sentence.mechanisms and sentence.sessions)
        is_meant = _THE_SESSION.match(sentence.text) and not (sentence.mechanisms or sentence.sessions)
        speaks_of_it = len(sessions) == 1 and (is_named or bool(speaks_of_it and is_meant))
        yield replace(sentence, implied_session=next(iter(sessions))) if speaks_of_it and not is_named else sentence


_ANY_YEAR = 2000
"""A leap year, which has every day."""


def _with_year(sentence: ClaimSentence) -> ClaimSentence:
    """The sentence, with a year for its days and months that have none, if a record suggests one.

    It is the year of a record with just this date, of those near the sentence first; else of one in whose month the day
    is; else of the nearest one with a day or month. A record that is dated by its year alone says nothing of days.
    """
    days = {edtf[4:] for date in sentence.open_dates if (edtf := in_year(date, _ANY_YEAR).edtf)}
    if not days:
        return sentence
    facts = sentence.facts
    near_dates = [span for fact in nearest_facts(sentence, MAX_NEAR) for span in fact.dates]
    figures = [content for content in facts.contents if content.kind == "trade-stat"] if sentence.amounts else []
    dates = [*near_dates, *(span for figure in figures for span in figure.dates)]
    dates += [parse(day) for day in sorted(facts.days) if day[4:] in days]
    years = dict.fromkeys(day.year for date in dates for day in (date.start, date.end) if day)
    spans = {
        year: [span for span in replace(sentence, implied_year=year).spans if span not in sentence.spans]
        for year in years
    }
    exact = (year for year in years if any(_is_date(span, date) for span in spans[year] for date in dates))
    fine_dates = [date for date in near_dates if fineness(date) <= Precision.month]
    within = (year for year in years if any(span.overlaps(date) for span in spans[year] for date in fine_dates))
    nearest = (date.start.year for date in fine_dates if date.start)
    year = next(chain(exact, within, nearest), None)
    return replace(sentence, implied_year=year) if year else sentence


def _is_date(span: Span, date: Span) -> bool:
    """Whether a span is a recorded date, or the end of one with an open start."""
    return span.end == date.end and date.start in (None, span.start)


def _without_support(claim: Claim, text: str) -> Claim:
    """The claim; a supported one as not recorded, since a later sentence says that it is not true."""
    if claim.verdict is not ClaimVerdict.supported:
        return claim
    return claim.not_recorded(text)


def _with_wrong_value(sentence: ClaimSentence) -> list[Claim]:
    """The claims of a sentence. If none of them is contradicted, and nothing is denied or left open, the sentence is
    compared with the records nearest to it: if it has another value than one of them in one detail, the only claim is
    the contradicted one about this value. If all claims are supported, the speaker alone is compared."""
    claims = judge_sentence(sentence)
    if stance_scopes(sentence) or any(claim.verdict is ClaimVerdict.contradicted for claim in claims):
        return claims
    is_supported = bool(claims) and all(claim.verdict is ClaimVerdict.supported for claim in claims)
    claim = near_record_claim(sentence, of_speakers_only=is_supported)
    return [claim] if claim else claims


def judge_sentence(sentence: ClaimSentence) -> list[Claim]:
    """The claims of a sentence, in the order in which they begin."""
    parts = stance_scopes(sentence)
    figures = with_uncompared_words(sentence, [*judge_figures(sentence, parts)])
    figures += judge_denied_trend(sentence) if parts else judge_figure_pair(sentence)
    denials = [part for part in parts if part.stance is Stance.denies]
    open_parts = [part for part in parts if part.stance is not Stance.denies]
    claims = [*figures, *_events_and_posts(without_scopes(sentence, parts), figures, is_plain=not parts)]
    denied_events = _denied_events(without_scopes(sentence, open_parts), denials, figures)
    if not any(claim.verdict is ClaimVerdict.contradicted for claim in [*figures, *denied_events]):
        denied_events = [*judge_absence(sentence, denials), *judge_denied_posts(sentence)] or denied_events
    claims += denied_events
    if any(claim.kind == "commitment" and claim.verdict is not ClaimVerdict.not_recorded for claim in claims):
        claims = [claim for claim in claims if claim.records]  # a number without a figure is that of the promise
    claims = [_with_open_dates(sentence, _beyond(sentence, claim)) for claim in claims]
    return sorted(claims, key=lambda claim: (claim.start, claim.end))


def _events_and_posts(sentence: ClaimSentence | None, figures: list[Claim], *, is_plain: bool) -> list[Claim]:
    """The claims of a sentence about events and posts. Beside an event, a denial or a doubt (not ``is_plain``), it
    names posts in passing: then only the contradicted claims about posts stay."""
    if sentence is None:
        return []
    parts = [sentence] if figures else clauses(sentence)
    counts = (figure for figure in figures if figure.values["indicator"] in COUNTS)
    is_counted = any(figure.verdict is not ClaimVerdict.not_recorded or figure.unsupported_words for figure in counts)
    if is_counted and not sentence.sessions:
        parts = []  # the dates are those between which the meetings or visits were counted
    judgements = [judge_event(part, with_figures=bool(figures)) for part in parts]
    events = [event for event in judgements if event]
    posts = [*judge_posts(sentence), *judge_leaders(sentence)]
    posts += judge_other_holders(sentence) if is_plain and not posts else ()
    if events or not is_plain:
        posts = [claim for claim in posts if claim.verdict is ClaimVerdict.contradicted]
    if figures or posts:  # the sentence tells when or where somebody named the figures
        events = [event for event in events if event.verdict is not ClaimVerdict.not_recorded or event.records]
    return [*posts, *events]


def _denied_events(sentence: ClaimSentence | None, denials: list[StanceScope], figures: list[Claim]) -> list[Claim]:
    """What a sentence denies: contradicted by a record of it, else not recorded. No record supports a denial."""
    if not denials or sentence is None:
        return []
    claim = judge_event(sentence, with_figures=bool(figures), is_denied=True)
    if claim is None:
        contrary = next((denial for denial in denials if denial.is_contrary and len(sentence.countries) > 1), None)
        return [_unknown_act(sentence, contrary)] if contrary and not figures else []
    if claim.verdict is ClaimVerdict.supported:
        facts = [sentence.facts.event(reference.kind, reference.id) for reference in claim.records]
        facts += _agreements_of(sentence, facts) if any("agreement" in denial.kinds for denial in denials) else []
        is_dated = not {"date", "session"}.isdisjoint(claim.records[0].fields)
        pairs = [
            (fact, denial)
            for denial in denials
            for fact in facts
            if (is_dated or not denial.is_contrary) and _is_denied(sentence, fact, denial)
        ]
        if pairs:  # the record with the fewest people whom the sentence does not name
            fact, denial = min(pairs, key=lambda pair: len(pair[0].people - sentence.people))
            field = "status" if fact.kind == "meeting" else "title"
            return [
                replace(
                    claim,
                    kind=fact.kind,
                    verdict=ClaimVerdict.contradicted,
                    records=[ComparedRecord(fact.kind, fact.id, fact.title, claim.records[0].fields)],
                    differences=[Difference(field, f"“{denial.cue}”", fact.title)],
                )
            ]
    cue = next((denial.cue for denial in denials if denial.is_contrary), "")
    return [] if figures else [claim.not_recorded(cue)]


def _agreements_of(sentence: ClaimSentence, facts: list[Fact]) -> list[Fact]:
    """The agreements of the sessions that a sentence names, but for those among ``facts``."""
    sessions = {(fact.mechanism, fact.session) for fact in facts if fact.session and fact.session in sentence.sessions}
    agreements = (fact for fact in sentence.facts.events if fact.kind == "agreement" and fact not in facts)
    return [fact for fact in agreements if (fact.mechanism, fact.session) in sessions]


def _unknown_act(sentence: ClaimSentence, contrary: StanceScope) -> Claim:
    """The claim of a sentence that states only the contrary of an event, such as “severed ties”."""
    values: dict[str, object] = {"parties": sorted(sentence.countries)}
    start, end = contrary.start, contrary.end
    kind = min(contrary.kinds)
    return Claim(kind, ClaimVerdict.not_recorded, start, end, values, unsupported_words=contrary.cue)


def _is_denied(sentence: ClaimSentence, fact: Fact, denial: StanceScope) -> bool:
    """Whether a record contradicts a denial. A planned meeting may have been cancelled. The record must have the people
    and the session that the denial names, and the topic of a denied agreement."""
    if fact.kind == "meeting" and fact.status != MeetingStatus.held:
        return False
    if denial.is_contrary and fact.type == "accession":
        return False  # an application may be rejected in the month in which it was made
    if fact.kind in ("milestone", "mission") and not denial.is_contrary:
        is_earlier = any(date.relation in ("before", "until", "till", "by") for date in sentence.dates)
        has_first_day = all(date.start for date in fact.dates)
        if is_earlier or (sentence.dates and not has_first_day):
            return False  # it may have begun later
        bare_sentence = sentence.without([(denial.cue_start, denial.cue_start + len(denial.cue))])
        is_limited = AT_TIMES.search(sentence.text) or words_not_compared(
            bare_sentence, [fact.kind], words_of_facts([fact], sentence.facts.names)
        )
        if not sentence.dates and is_limited:
            return False  # “is not open on Sundays”
    clause = sentence.only(denial.start, denial.end)
    if (fact.people and not clause.people <= fact.people) or any(
        ordinal.value != fact.session for ordinal in clause.passage.ordinals
    ):
        return False
    if "agreement" in denial.kinds and fact.kind in ("agreement", "meeting"):
        is_agreement = fact.kind == "agreement" or bool(fact.count)
        return is_agreement and not denied_topic(clause, denial) - fact.words - content_words(fact.title)
    return fact.kind in denial.kinds


_NO_YEAR = r"(?:0\d{3}|2[1-9]\d\d|[3-9]\d{3})\b(?![.,]\d)"
_NO_DATE = re.compile(
    rf"(?<![\d.,])(?:3[2-9]|[4-9]\d|\d{{3,}})(?:th|nd|rd|st)?\s(?:of\s)?{ENGLISH_MONTH}\b"
    rf"|\b{ENGLISH_MONTH}\s(?:3[2-9]|[4-9]\d)\b(?![\d,.]\d)"
    rf"|\b(?:{ENGLISH_MONTH}|in|since|until|of)\s(?:\d\d?(?:st|nd|rd|th)?,?\s)?{_NO_YEAR}"
    r"(?=\W*$|[,.;)]|\s(?:and|with|to|by|the|at|between|was|were|academic|period)\b)"
)
"""A day or a year that there is not, or that no record reaches: “49 July”, “in 4025”."""

_DAY_WITH_YEAR = re.compile(r"\d{4}|\d/\d")


def _with_open_dates(sentence: ClaimSentence, claim: Claim) -> Claim:
    """The claim. To a supported one it adds, as words that were not compared, the dates of its clause that cannot be
    worked out: “last year” in a text without a day of publication. It is not recorded if there is no such day."""
    if claim.verdict is ClaimVerdict.supported and (impossible := _NO_DATE.search(sentence.text)):
        return claim.not_recorded(impossible[0].strip())
    if claim.verdict is not ClaimVerdict.supported or not sentence.open_dates:
        return claim
    dates = sentence.open_dates_within(*clause_at(sentence.text, claim.start))
    if no_day := next((text for text in dates if _DAY_WITH_YEAR.search(text)), None):
        return claim.not_recorded(no_day)
    return replace(claim, uncompared_words=[*claim.uncompared_words, *dates])


def _beyond(sentence: ClaimSentence, claim: Claim) -> Claim:
    """The claim; its verdict is ``beyond`` if no document is about its parties or its time."""
    if claim.verdict is not ClaimVerdict.not_recorded:
        return claim
    facts = sentence.facts
    starts = [span.start for span in sentence.spans if span.start]
    is_later = facts.until is not None and bool(starts) and min(starts) > facts.until
    if (
        claim.kind == "trade-stat"
        and facts.until
        and any(span.end and span.end > facts.until for span in sentence.spans)
    ):
        is_later = True  # no document that was read covers the whole time
    is_elsewhere = bool(sentence.countries) and not sentence.countries & facts.read_about
    has_new_mechanism = any(not mention.is_known for mention in sentence.passage.mechanisms)
    if (
        is_later
        or is_elsewhere
        or (has_new_mechanism and not sentence.mechanisms)
        or (len(sentence.countries) > 1 and not _pair_is_read(sentence))
    ):
        return replace(claim, verdict=ClaimVerdict.beyond, records=[], differences=[])
    return claim


def _pair_is_read(sentence: ClaimSentence) -> bool:
    """Whether something is recorded about the countries of a sentence together."""
    facts = sentence.facts
    return sentence.countries <= facts.read_about and any(
        sentence.countries <= item.parties for items in (facts.events, facts.stats) for item in items
    )
