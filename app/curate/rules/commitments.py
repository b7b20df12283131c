"""Proposes commitments: what a country promises to do, and the volume of trade that two countries want to reach.

A forecast, a wish of the author, a host and a meeting to come are no commitments.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from app.curate.articles import Article
from app.curate.loose_promises import is_doubtful, is_over, is_told_by_strangers
from app.curate.mentions.context import SPEECH, Context, context_of
from app.curate.mentions.dates import DateMention
from app.curate.mentions.denials import is_denied
from app.curate.mentions.figures import FigureMention
from app.curate.mentions.parties import PartyMention
from app.curate.mentions.pledges import (
    AMOUNT,
    BY_WHOM,
    DONE_BY_THEN,
    FURTHER,
    NUMBER_GIVEN,
    OF_LIST,
    OPENS_BY_THEN,
    PASSIVE,
    PLEDGE,
    PROMISES,
    SAID_SO,
    SAYS,
    WORD_GIVEN,
    end_of_deed,
    further_deeds,
    has_no_result,
    infinitive,
    is_deed,
    is_promise,
    number_of_things,
    promise_before,
)
from app.curate.names import Names
from app.curate.promise_times import time_of_promise
from app.curate.promisers import EVENT_NOUN, Promiser, borrower, opens_item, promiser, recipient_of
from app.curate.proposals import Confidence, Proposal, Quote, stated_values
from app.curate.quoting import quote
from app.curate.rules import rule
from app.curate.rules.targets import Target, targets
from app.curate.stats import plain_number

VERSION = 27

_BY = f"rule:commitments/{VERSION}"

_UNSURE = re.compile(r"\b(?:[Ii]f|[Uu]nless|may|might|could|should|would|perhaps|hopes?|expects?|expected)\b")

_CLAUSE = re.compile(rf"\band\sthat\s|;\s|,\s(?:and|while)\s(?:[A-Z][\w’'-]{{1,30}}\s){{1,4}}(?:{SPEECH})\b")
"""What ends a clause before a promise: “that A would host the talks, and that B would build …”."""


@dataclass
class Promise:
    """A commitment with the places that support it. Offsets are those of the sentence with a number."""

    number: int
    title: str
    by: list[str]
    to: list[str]
    pledge: tuple[int, int]
    subject: tuple[int, int]
    reason: str | None
    figure: FigureMention | None = None
    count: tuple[int, tuple[int, int]] | None = None
    due: DateMention | None = None
    recipient: PartyMention | None = None
    is_certain: bool = True
    is_target: bool = False


@rule("commitments", VERSION)
def propose(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each commitment. Of two with one amount, promiser and purpose, that with more values stays, or
    else the later one."""
    proposals: dict[str | int, Proposal] = {}
    for proposal in _proposals(context_of(article, names)):
        key = len(proposals) if proposal.values.get("unit", "count") == "count" else proposal.values["id"]
        if len(proposal.values) >= len(proposals.get(key, proposal).values):
            proposals[key] = proposal
    yield from proposals.values()


def _proposals(context: Context) -> Iterator[Proposal]:
    agreed_targets = [target for target in targets(context) if not target.is_forecast]
    of_targets = {number for target in agreed_targets for number in target.numbers}
    for target in agreed_targets:
        if re.search(r"\b(?:proposed|suggested)\b", context.sentences[target.number].text):
            continue  # what one side proposes is no promise yet
        yield _proposal(context, _of_target(context, target))
    for number, sentence in enumerate(context.sentences):
        if number in of_targets or sentence.paragraph in context.other_texts:
            continue
        end = 0
        verbs: set[int] = set()
        for match, passive in _matches(context, number):
            if match.re is WORD_GIVEN and match.start() < end <= match.end() + _VERB:
                continue  # an earlier promise has its verb
            ends = {match.end("deed"), match.start("deed") + 3 * match["deed"].startswith("to ")}
            if ends.isdisjoint(verbs) and (promise := _promise(context, number, match, passive=passive)):
                end = match.end()
                verbs |= ends
                yield _proposal(context, promise)


_VERB = 30
"""Characters behind “would” in which its verb ends."""


def _matches(context: Context, number: int) -> Iterator[tuple[re.Match[str], bool]]:
    """The words of a sentence that may promise something, and whether they are in the passive.

    “Would” promises only where somebody says so, and without a condition.
    """
    yield from _all_matches(context.sentences[number].text)
    yield from _of_list(context, number)


def _all_matches(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    is_reported = SAYS.search(text) and not _CONDITION.search(text)
    pledges = (match for match in PLEDGE.finditer(text) if is_reported or match["pledge"] != "would")
    yield from ((match, False) for match in islice(pledges, _MOST_PROMISES))
    yield from ((match, False) for match in further_deeds(text)[:_MOST_PROMISES])
    patterns = [PASSIVE, BY_WHOM, AMOUNT, WORD_GIVEN, NUMBER_GIVEN]
    patterns += [] if _CONDITION.search(text) else [SAID_SO, DONE_BY_THEN, OPENS_BY_THEN]
    yield from ((match, pattern is PASSIVE) for pattern in patterns if (match := pattern.search(text)))


def _of_list(context: Context, number: int) -> Iterator[tuple[re.Match[str], bool]]:
    """The promise of an item under a heading such as “Commitments”."""
    sentence = context.sentences[number]
    if match := OF_LIST.match(sentence.text):
        lines = context.article.paragraphs[max(0, sentence.paragraph - _ITEMS) : sentence.paragraph - 1]
        heading = next((line for line in reversed(lines) if not OF_LIST.match(line)), "")
        if PROMISES.fullmatch(heading):
            yield match, False


_ITEMS = 20
"""Items of a list, of which each looks for its heading."""

_NEEDS_DAY = (WORD_GIVEN, SAID_SO, OF_LIST, DONE_BY_THEN, OPENS_BY_THEN)

_MOST_PROMISES = 5
"""Promises of one sentence."""

_CONDITION = re.compile(r"\b(?:[Ii]f|[Uu]nless)\b")


def _of_target(context: Context, target: Target) -> Promise:
    """The commitment to a volume of trade, of both countries, as trade takes two."""
    text = context.sentences[target.number].text
    first, second = (_name(context, code) for code in sorted(target.pair))
    amount = re.sub(r"^(?:US)?\$\s?(.*)$", r"\1 US dollars", text[target.figure.number_start : target.figure.end])
    amount = amount.replace(" dollars US dollars", " US dollars")
    start, end = target.window[0], target.figure.end
    is_certain = target.is_stated and not re.search(r"\b(?:wants?|hopes?)\b", text)
    return Promise(
        target.number, f"Raise trade between {first} and {second} to {amount}", sorted(target.pair), [],
        (max(start, end - 120), end), (max(start, end - 120), end), "Trade between two countries needs both.",
        target.figure, due=_due_of_target(context, target), is_certain=is_certain, is_target=True,
    )  # fmt: skip


_OF_EVENT = re.compile(r";|\b(?:held|place|meeting|session|summit|visit|reviewed|preparations)\b")
"""Words between a target and the date of something else in its sentence."""


def _due_of_target(context: Context, target: Target) -> DateMention | None:
    """The date by which a volume of trade is to be reached."""
    due = _due(context, target.number, target.figure.end) or _due(context, target.number, target.window[0])
    sentence, figure = context.sentences[target.number], target.figure
    if due is None:
        return None
    start, end = due.start - sentence.start, due.end - sentence.start
    between = sentence.text[figure.end : start] if start >= figure.end else sentence.text[end : figure.start]
    return None if _OF_EVENT.search(between) else due


def _promise(context: Context, number: int, match: re.Match[str], *, passive: bool) -> Promise | None:
    sentence = context.sentences[number]
    text = sentence.text
    states = context.states(number)
    if _UNSURE.search(_CLAUSE.split(text[max(0, match.start() - 60) : match.start()])[-1]):
        return None
    if is_denied(text, match.start()):
        return None
    earlier = promise_before(text, match)
    if match.re is FURTHER and not earlier:
        return None
    if match["pledge"] == "to" and not earlier and not opens_item(text, states, match.start()):
        return None
    if is_told_by_strangers(text) or is_over(context, number, match):
        return None
    if _PRONOUN.match(text, match.end("deed")) and PLEDGE.search(text, 0, match.start()):
        return None  # “… and will pay it by May” goes on with the promise before it
    if match.re in (SAID_SO, WORD_GIVEN) and EVENT_NOUN.search(match["deed"]):
        return None
    subject = promiser(context, number, earlier or match, passive=passive)
    if subject is None:
        return None
    last = end_of_deed(text, match)
    stop = _CLAUSE_END.search(text, last)
    clause_end = stop.start() if stop else len(text)
    next_country = next((p.start for p in states if p.start > last and p.code not in subject.by), clause_end)
    due = _due(context, number, match.start(), next_country, earlier.start() if earlier else None)
    if due is None and match.re in _NEEDS_DAY:
        return None
    recipient = recipient_of(text, match, last, [party for party in states if party.code not in subject.by])
    to = [recipient.code] if recipient else borrower(context, number, text[match.start() : last], subject)
    figure = next(
        (
            f
            for f in context.figures[number]
            if f.unit not in ("count", "percent") and _near(f, match, last, is_before=passive or match.re is BY_WHOM)
        ),
        None,
    )
    if passive and not (figure or match.group().endswith(" to")):
        return None
    count = None if figure or passive else number_of_things(text, match.end("deed"))
    is_measured = bool(due or figure or count)
    is_loose = match.re is PLEDGE and not is_promise(match)
    if not is_measured and (is_loose or _READY.search(match["pledge"])):
        return None
    if has_no_result(text, match, last, is_measured=is_measured):
        return None
    deed = (
        text[text.rfind("; ", 0, match.start("pledge")) + 1 : last].strip(" ,")
        if match.re in (BY_WHOM, DONE_BY_THEN, OPENS_BY_THEN)
        else infinitive(text[match.start("deed") : last].strip(" ,"))
    )
    if match.re is NUMBER_GIVEN:
        deed = f"give {deed}"
    title = (deed[:1].upper() + deed[1:])[:200]
    if passive and figure:
        title = f"Give {text[figure.start : figure.end]} {match.group().split()[-1]}{text[match.end() : last]}"[:200]
    return Promise(
        number, title, subject.by, to, match.span(), subject.words, subject.reason, figure,
        count, due, recipient,
        is_certain=is_measured and not passive and _names_promiser(match, subject)
        and not is_doubtful(context, number, match, match.string[match.start("deed") : last], is_dated=due is not None),
    )  # fmt: skip


_CLAUSE_END = re.compile(r";|,\s(?:some|most|one)?\s?of\swhich\b")
"""The end of what a promise and its day are about: “will build ten plants, of which two are due in May”."""

_OWN_BODY = re.compile(r"(?:(?:his|her|its|their|our)\s|the\s(?:government|ministry|cabinet|authorities)\b)")


def _names_promiser(match: re.Match[str], subject: Promiser) -> bool:
    """Whether the words name a deed that a country can promise, and who promises it. In “said that the line would be
    open”, it may be somebody else."""
    if match.re is PLEDGE and not (match["known"] or match["bound"] or is_deed(match["deed"])):
        return False
    if match.re is SAID_SO and not is_deed(match["deed"]):
        return False
    is_reported = match.re in (DONE_BY_THEN, OPENS_BY_THEN, SAID_SO, WORD_GIVEN) or match["pledge"] == "would"
    return subject.reason is None or not is_reported or bool(_OWN_BODY.match(match["deed"]))


_READY = re.compile(r"\b(?:ready|prepared|willing|readiness|willingness)\b")
"""Words of a readiness, which promises only a sum, or something by a day."""

_PRONOUN = re.compile(r"\s?\b(?:it|them|this|these)\b")


def _near(figure: FigureMention, match: re.Match[str], last: int, *, is_before: bool) -> bool:
    return figure.end <= match.start() if is_before else match.end() <= figure.number_start < last


def _due(
    context: Context, number: int, start: int, last: int | None = None, first_start: int | None = None
) -> DateMention | None:
    """The date by which something is due: behind the promise, or “by” or “in” before it. It is not in the past.

    ``first_start`` is where the first promise of a list starts: the dates behind it and before ``start`` are those of
    other promises. ``last`` is where the sentence turns to another country. “From” a day that is to come counts if no
    other date is there.
    """
    publication = context.article.publication
    dates: list[tuple[int, DateMention]] = []
    for mention in context.dates[number]:
        span, at = mention.span, mention.start - context.sentences[number].start
        if span is None or _NO_TERM.search(mention.text) or mention.relation == "since":
            continue
        ahead = publication is None or publication.start is None or span.end is None or span.end > publication.start
        to_come = publication and publication.end and span.start and span.start > publication.end
        if start <= at < (len(context.sentences[number].text) if last is None else last):
            if mention.relation != "from":
                dates += [(0, mention)] if ahead else []
            elif to_come:
                dates.append((2, mention))
        elif (at < (start if first_start is None else first_start) and (mention.relation == "by" and ahead)) or (
            mention.relation == "in" and at == 0 and to_come
        ):
            dates.append((1, mention))
    return min(dates, key=lambda entry: entry[0])[1] if dates else None


_NO_TERM = re.compile(r"day\b|\A(?:\w+\s)??(?:the\s)?(?:last|past|previous)\b(?!.*\sof\b)", re.IGNORECASE)
"""Times by which nothing is due: a weekday, “the last 20 years”."""

_BEFORE_YEAR = re.compile(r"before\s(?P<year>\d{4})", re.IGNORECASE)


def _last_time(promise: Promise) -> str | None:
    """The date by which something is due. A deed “before 2028” is due in 2027. Trade that is to reach an amount “in the
    next five years” is due in the last of them."""
    before = _BEFORE_YEAR.fullmatch(promise.due.text) if promise.due and not promise.is_target else None
    if before:
        return f"{int(before['year']) - 1:04}"
    due = promise.due.point if promise.due else None
    return due.rpartition("/")[2] if due and promise.is_target else due


def _name(context: Context, code: str) -> str:
    return next((party.name for party in context.names.parties if party.code == code), code)


def _proposal(context: Context, promise: Promise) -> Proposal:
    period = time_of_promise(context, promise.number, promise.pledge)
    figure = promise.figure
    is_certain = promise.is_certain and period and (figure is None or figure.is_unit_sure)
    values: dict[str, Any] = {
        "id": _id(promise),
        "title": promise.title,
        "by": promise.by,
        "to": promise.to or None,
        "made": period.edtf if period else None,
        "due": _last_time(promise),
        "value": plain_number(figure.value) if figure else promise.count[0] if promise.count else None,
        "unit": figure.unit if figure else "count" if promise.count else None,
        "status": "open",
    }
    return Proposal(
        kind="commitment",
        confidence=Confidence.of(is_certain),
        values=stated_values(values),
        quotes=_quotes(context, promise, period.edtf if period else None),
        why="The words say what shall be done, and who will do it.",
        by=_BY,
    )


def _quotes(context: Context, promise: Promise, made_on: str | None) -> list[Quote]:
    sentence = context.sentences[promise.number]

    def words(span: tuple[int, int], fields: list[str], reason: str | None = None) -> Quote:
        first, last = sentence.start + span[0], sentence.start + span[1]
        return quote(context.article, sentence.paragraph, first, last, fields, reason)

    quotes = [words(promise.pledge, ["title", "status"]), words(promise.subject, ["by"], promise.reason)]
    if promise.recipient:
        quotes.append(words((promise.recipient.start, promise.recipient.end), ["to"]))
    elif promise.to:
        quotes.append(words(promise.pledge, ["to"], "The article is about these two countries."))
    if promise.figure:
        quotes.append(words((promise.figure.start, promise.figure.end), ["value", "unit"]))
    if promise.count:
        quotes.append(words(promise.count[1], ["value", "unit"]))
    if promise.due:
        due = promise.due
        is_before = _last_time(promise) != due.point
        reason = due.reason or ("“Before” a year is in the year before it." if is_before else None)
        quotes.append(quote(context.article, due.paragraph, due.start, due.end, ["due"], reason))
    period = time_of_promise(context, promise.number, promise.pledge)
    if made_on and period and period.mention:
        mention = period.mention
        quotes.append(quote(context.article, mention.paragraph, mention.start, mention.end, ["made"], period.reason))
    elif made_on and period:
        quotes.append(words(promise.pledge, ["made"], period.reason))
    return quotes


def _id(promise: Promise) -> str:
    if promise.figure:
        deed = "trade" if promise.title.startswith("Raise trade") else "pledge"
        return f"{deed}-{promise.figure.value:.15g}-{'-'.join(promise.by)}".lower().replace("+", "").replace(".", "-")
    words = re.findall(r"[a-z]{4,}", promise.title.lower())
    return "-".join([*(code.lower() for code in promise.by), *words[:4]])
