"""The claims of a text, each with its verdict."""

from collections.abc import Iterator
from dataclasses import replace

from app.curate.articles import Article
from app.curate.claims.clauses import clauses
from app.curate.claims.events import judge_event
from app.curate.claims.facts import Facts
from app.curate.claims.figures import judge_figures
from app.curate.claims.posts import judge_posts
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.subjects import COUNTS
from app.curate.claims.verdicts import Claim, ClaimVerdict
from app.curate.mentions.reading import Passage, read


def judge(article: Article, facts: Facts) -> Iterator[tuple[Passage, list[Claim]]]:
    """Each sentence with its claims; the list is empty for a sentence that claims nothing of a known kind."""
    for passage in read(article, facts.names).passages:
        yield passage, judge_sentence(ClaimSentence(passage, facts))


def judge_sentence(sentence: ClaimSentence) -> list[Claim]:
    """The claims of a sentence, in the order in which they begin."""
    figures = [*judge_figures(sentence)]
    parts = [sentence] if figures else clauses(sentence)
    counts = (figure for figure in figures if figure.values["indicator"] in COUNTS)
    if any(figure.verdict is not ClaimVerdict.not_recorded for figure in counts) and not sentence.sessions:
        parts = []  # the dates are those between which the meetings or visits were counted
    judgements = [judge_event(part, with_figures=bool(figures)) for part in parts]
    events = [event for event in judgements if event]
    is_recorded = any(event.verdict is not ClaimVerdict.not_recorded for event in events)
    posts = [*judge_posts(sentence)]
    if is_recorded:
        posts = [claim for claim in posts if claim.verdict is ClaimVerdict.contradicted]
    if figures or posts:  # the sentence tells when or where somebody named the figures
        events = [event for event in events if event.verdict is not ClaimVerdict.not_recorded or event.records]
    claims = [*figures, *posts, *events]
    claims = [_beyond(sentence, claim) for claim in claims]
    return sorted(claims, key=lambda claim: (claim.start, claim.end))


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
        is_later = True  # nobody can have read of the whole time
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
