"""Commitments of a text: what a government, company or embassy of one country will do, by a day or with an amount."""

import re
from collections.abc import Iterator
from typing import Any

from app.curate.events.values import join_quotes, slug
from app.curate.lexical.amounts import NumberMention
from app.curate.lexical.text import LexicalSentence, LexicalText, gap_between
from app.curate.lexicons.lexicon import PostOrder
from app.curate.mentions.dates import DateMention
from app.curate.mentions.parties import PartyForm
from app.curate.proposals import Confidence, Proposal, stated_values
from app.curate.stats import plain_number
from app.domain.currencies import is_currency
from app.domain.vocabulary import CommitmentStatus

VERSION = 3

BY = f"rule:commitments-by-lexicon/{VERSION}"

_FARTHEST_OWNER = 30
"""Characters between the noun for who promises and its country."""

_SMALLEST_COUNT = 10
"""A smaller number may be a part of a name."""

_LONGEST_TITLE = 120


def propose_commitments(text: LexicalText) -> Iterator[Proposal]:
    """A proposal for each verb in the future whose subject is a country or a body of one."""
    keys: set[object] = set()
    for line in text.statements:
        for verb in line.lexicon.promises.finditer(line.lower):
            subject = _subject(line, *verb.span())
            if subject is None or line.is_denied(*verb.span()):
                continue
            due, amount = _due(text, line, verb.span()), _amount(line, verb.span())
            key = subject[0], due and due.edtf, amount and amount.value, verb.group()
            if (due or amount) and key not in keys:
                yield _proposal(text, line, verb.span(), subject, due, amount)
            keys.add(key)


def _subject(line: LexicalSentence, start: int, end: int) -> tuple[str, int, int] | None:
    """The code of the only country that promises, with its offsets: by a noun for a body of it, else by its name."""
    bodies = [match.span() for match in line.lexicon.promisers.finditer(line.lower)]
    is_behind = line.lexicon.post_order is PostOrder.behind
    distances: list[tuple[int, str, int, int]] = []
    for mention in line.countries if bodies else ():
        for first, last in bodies:
            before = line.text[mention.end : first] if mention.end <= first else None
            behind = line.text[last : mention.start] if is_behind and last <= mention.start else None
            gap = before if before is not None else behind
            is_near = gap is not None and len(gap) < _FARTHEST_OWNER and not re.search("[,;:.–—]", gap)
            if is_near and mention.form is not PartyForm.capital:
                distances.append((gap_between((mention.start, mention.end), (first, last)), mention.code, first, last))
    subjects = [(code, first, last) for _, code, first, last in sorted(distances) if last <= start or is_behind]
    if not subjects:
        names = (m for m in line.countries if m.is_country and m.form is PartyForm.name)
        nominatives = [m for m in names if line.lexicon.is_nominative_country(line.text[m.start : m.end + 1])]
        subjects = [(m.code, m.start, m.end) for m in nominatives if m.end <= start]
    near = [s for s in subjects if ";" not in line.text[min(s[2], end) : max(s[1], start)]]
    return min(near, key=lambda s: gap_between((s[1], s[2]), (start, end)), default=None)


def _due(text: LexicalText, line: LexicalSentence, verb: tuple[int, int]) -> DateMention | None:
    """The nearest date of the sentence that is not over on the day of publication."""
    publication = text.publication.end if text.publication else None
    ahead = [d for d in line.dates if publication and d.span and d.span.end and d.span.end > publication]
    return min(ahead, key=lambda date: gap_between((date.start, date.end), verb), default=None)


def _amount(line: LexicalSentence, verb: tuple[int, int]) -> NumberMention | None:
    """The nearest amount of money, else the nearest count, before the verb where it is last, else behind it."""
    is_last = line.lexicon.verb_is_last
    amounts = [a for a in line.amounts if (a.end <= verb[0] if is_last else a.start >= verb[1])]
    money = [a for a in amounts if is_currency(a.unit)]
    counts = [a for a in amounts if a.unit == "count" and a.value >= _SMALLEST_COUNT]
    return min(money or counts, key=lambda a: gap_between((a.start, a.end), verb), default=None)


def _proposal(
    text: LexicalText,
    line: LexicalSentence,
    verb: tuple[int, int],
    subject: tuple[str, int, int],
    due: DateMention | None,
    amount: NumberMention | None,
) -> Proposal:
    code, start, end = subject
    spans = [verb, *((part.start, part.end) for part in (due, amount) if part)]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    words = " ".join(line.text[first:last].split())[:_LONGEST_TITLE].strip()
    day = (due.edtf or "").split("/")[-1] if due else None
    values: dict[str, Any] = {
        "id": slug("promise", code, day, f"{amount.value:.15g}" if amount else None, str(line.number)),
        "title": f"{text.names_of([code])[0]}: {words}", "by": [code],
        "due": day, "value": plain_number(amount.value) if amount else None,
        "unit": amount.unit if amount else None, "status": CommitmentStatus.open.value,
    }  # fmt: skip
    quotes = [line.quote(*verb, "title", "status"), line.quote(start, end, "by")]
    if due:
        reason = due.reason if day == due.edtf else f"The end of “{due.text}”, {due.edtf}."
        quotes.append(line.quote(due.start, due.end, "due", reason=reason))
    quotes += [line.quote_number(amount.value, amount.start, amount.end, "value", "unit")] if amount else []
    return Proposal(
        kind="commitment", confidence=Confidence.suggest,
        values=stated_values(values),
        quotes=join_quotes(quotes), why="A country, or a body of it, is the subject of a verb of the future.", by=BY,
    )  # fmt: skip
