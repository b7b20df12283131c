"""Finds what a sentence says not to exist, though it is recorded: “exports no coal”, “has no embassy”, “did not grow”.

Such a denial names no event, no number and often no time. So it is compared with all figures and records of its
parties. It contradicts none if a word limits it, “not all its oil”, or is in no record: “no company came to the fair”.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.curate.claims.amounts import Amount
from app.curate.claims.facts import Fact, StatFact
from app.curate.claims.figure_pairs import judge_figure_pair
from app.curate.claims.figures import is_about, recorded_figure
from app.curate.claims.flows import goods_flow
from app.curate.claims.leftovers import words_not_compared
from app.curate.claims.missions import MISSION_TYPES, keepers_and_hosts
from app.curate.claims.ranks import is_same_contest
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.stances import StanceScope
from app.curate.claims.subjects import NOUNS, Subject, direction_of, names_product
from app.curate.claims.verdicts import Claim, ClaimVerdict, ComparedRecord, Difference
from app.curate.claims.wording import any_word, content_words
from app.domain.figure_vocabulary import Indicator, Qualifier
from app.domain.trade_figures import RANKS, STOCKS

_LIMIT = any_word(
    "all every most much many more few enough same such again once twice next late since now anymore through over "
    "around across under market* production annual* quarter* euro euros dollar dollars usd major big* larg* great* "
    "important reliable lead* main top chief",
    r"by (?:ship|sea|rail|road|air|land|pipeline|truck)", r"each(?! other)", r"(?<!each )(?:an)?other",
    r"(?!suppl|assembl|famil|ital|jul|real|actual|offici)\w{2,}ly",
)  # fmt: skip
"""Words that limit a denial: what it names may exist beyond the limit."""

AT_TIMES = any_word(
    "weekend* holiday* night* evening* morning* afternoon*", r"(?:sun|mon|tues|wednes|thurs|fri|satur)days?"
)
"""Words for recurring times. A denial with one, such as “not open on Sundays”, says nothing of other times."""

_PLAIN_ADJECTIVES = r"(?:(?:X+|joint|common|bilateral|mutual|single|direct|whatsoever|crude|honorary|general)\s)*"
_NO_NOUN = re.compile(
    r"\b(?:no|not\s(?:a\ssingle|any|have\sany|one)|n[’']t\s(?:have\s)?any|zero|without(?:\sany)?)\s"
    rf"(?!longer|less|fewer|more|better|other){_PLAIN_ADJECTIVES}(?P<noun>[a-z]+(?:\s[a-z]+)?)",
    re.IGNORECASE,
)
"""“No Turkish companies”. Parties are written as a row of X."""

_DOES_NOT = re.compile(
    r"\b(?:not|never|n[’']t)\s(?:yet\s|ever\s|been\s)?(?P<verb>export|import|sell|sold|bu[yi]|bought|suppl|ship|deliver"
    r"|purchas|invest|trad)\w*\b(?P<goods>[^X.,;]{0,40}?)(?=\s?(?:\b(?:to|from|in|with|between)\b|X|[.,;]|$))",
    re.IGNORECASE,
)
"""“Does not export coal to”."""

_TRADE = re.compile(
    r"\b(?:trade|commerce|goods|exports?|imports?|export|import|sell|sold|bu[yi]|bought|suppl|ship|deliver|purchas|trad)"
)
_ANY_GOODS = re.compile(r"(?:any|its|their|the|goods|products|anything|each|other|one|another|with|\s)*", re.IGNORECASE)
_NO_ROLE = re.compile(
    r"\b(?:not|n[’']t|no)\s(?:an?\s)?(?:X+(?:[’']s)?\s)?(?:[a-z]+\s){0,2}?"
    r"(?P<role>supplier|source|partner|investor)\b",
    re.IGNORECASE,
)
"""“Is not an oil supplier of”."""

_TARGET = re.compile(r"(?:trade\s)?(?:target|goal)s?\b")
_INVESTMENT = re.compile(r"invest")

_STATE = {
    "diplomatic-relations": re.compile(r"\bdiplomatic\s(?:relations|ties)\b", re.IGNORECASE),
    "recognition": re.compile(r"\brecogni[sz]", re.IGNORECASE),
    "treaty": re.compile(r"\bpartner(?:ship|s)\b", re.IGNORECASE),
    "plan": re.compile(r"\bplan\b", re.IGNORECASE),
}
"""The words that name each type of record that still holds."""

_WAS = re.compile(r"\b(?:had|did(?:\snot|n[’']t)\shave|there\swere|there\swas)\b", re.IGNORECASE)
"""Words of the past, when what is denied may not have existed yet."""

_PAIR = 2
_MISSION = re.compile(r"\b(?:embass|consul)", re.IGNORECASE)

_HOLD = content_words(
    "maintain has have exist still any keep ties relations partners official set buy buys never ever whatsoever"
)
"""Words that add nothing to the denial that something exists."""


_PAST = {
    "grow": "grew", "rise": "rose", "increase": "increased", "climb": "climbed", "expand": "expanded", "fall": "fell",
    "drop": "dropped", "decline": "declined", "decrease": "decreased", "shrink": "shrank",
}  # fmt: skip
_DENIED_TREND = re.compile(rf"\bdid(?:\snot|n[’']t)\s({'|'.join(_PAST)})\b", re.IGNORECASE)


def judge_denied_trend(sentence: ClaimSentence) -> Iterator[Claim]:
    """The contradicted claim of a sentence that denies a recorded rise or fall: “did not grow”."""
    match = _DENIED_TREND.search(sentence.text)
    if match is None or _LIMIT.search(sentence.text):
        return
    past = _PAST[match[1].lower()].ljust(len(match[0]))  # offsets stay
    for claim in judge_figure_pair(sentence.with_text(_DENIED_TREND.sub(past, sentence.text, count=1))):
        stat = next((stat for stat in sentence.facts.stats if claim.records and stat.id == claim.records[0].id), None)
        if stat is None or claim.verdict is not ClaimVerdict.supported:
            continue
        bare_sentence = sentence.without([match.span()])
        if not words_not_compared(bare_sentence, ["trade-stat"], content_words(stat.title)):
            yield replace(
                claim, verdict=ClaimVerdict.contradicted, start=match.start(), end=match.end(),
                differences=[Difference("value", f"“{match[0]}”", stat.title)], uncompared_words=(),
            )  # fmt: skip


def judge_absence(sentence: ClaimSentence, denials: Sequence[StanceScope]) -> Iterator[Claim]:
    """The contradicted claims of a sentence that denies what is recorded: a figure, or what still holds."""
    for denial in denials:
        if denial.is_contrary:
            continue
        clause = sentence.only(denial.start, denial.end)
        clause = replace(clause, passage=replace(clause.passage, countries=sentence.passage.countries))
        if any(amount.start >= denial.cue_start for amount in clause.amounts):
            continue  # the amount is judged as a figure
        text = clause.text
        if clause.passage.ordinals or _LIMIT.search(text):
            continue
        words = text[denial.cue_start : denial.cue_start + len(denial.cue)]
        if stat := _figure(clause, denial):
            value = recorded_figure(stat, _amount_of(denial, stat.unit))
            yield Claim(
                "trade-stat", ClaimVerdict.contradicted, denial.start, denial.end, {"indicator": stat.indicator},
                [ComparedRecord("trade-stat", stat.id, stat.title, ("value",))],
                [Difference("value", f"“{words}”", value)],
            )  # fmt: skip
        elif fact := _standing_fact(clause, denial):
            yield Claim(
                fact.kind, ClaimVerdict.contradicted, denial.start, denial.end,
                {"countries": sorted(sentence.countries)},
                [ComparedRecord(fact.kind, fact.id, fact.title)], [Difference("title", f"“{words}”", fact.title)],
            )  # fmt: skip


def _figure(clause: ClaimSentence, denial: StanceScope) -> StatFact | None:
    """The newest recorded figure of that of which a clause says that there is none; None without one."""
    text = clause.text
    for start, end in clause.names:
        text = text[:start] + "X" * (end - start) + text[end:]
    if role := _NO_ROLE.search(text):
        return _rank(clause, denial, role)
    match = _NO_NOUN.search(text) or _DOES_NOT.search(text)
    if not match or clause.cities:
        return None
    object_text = match[1].lower()
    goods_words = match["goods"] if match.re is _DOES_NOT else "" if _TRADE.match(object_text) else object_text
    unit, indicators = "USD", set[str]()
    if _TARGET.match(object_text):
        indicators = {Indicator.trade_target}
    elif _INVESTMENT.match(object_text):
        indicators = {Indicator.investment_stock, Indicator.investment_flow}
    elif noun := next((name for pattern, name in NOUNS if re.match(pattern, object_text)), None):
        unit, indicators = "count", {noun}
    products = [stat for stat in clause.facts.stats if stat.product and names_product(clause, stat.product)]
    goods_stems = clause.stems & frozenset().union(*(stat.product for stat in products))
    products = [stat for stat in products if goods_stems <= stat.product]
    object_stems = {word for word in content_words(object_text) - _HOLD if not _TRADE.match(word)}
    is_of_goods = bool(object_stems) and object_stems <= goods_stems and bool(_TRADE.search(text))
    is_of_trade = bool(_TRADE.match(object_text)) or is_of_goods
    if not indicators and is_of_trade:
        indicators = {Indicator.trade}
    if not indicators:
        return None
    amount = _amount_of(denial, unit)
    source, target = direction_of(clause, amount)
    goods = goods_flow(clause, amount) if Indicator.trade in indicators else None
    subject = Subject(frozenset(indicators), unit, None, source, target, None, goods)
    stats = [stat for stat in clause.facts.stats if _is_meant(clause, stat, subject)]
    if Indicator.trade in indicators:
        if products or not _ANY_GOODS.fullmatch(goods_words):
            stats = [stat for stat in stats if stat in products]
        elif goods:
            stats = [stat for stat in stats if not stat.product]
    if not stats:
        return None
    title_words = content_words(" ".join(stat.title for stat in stats)).union(*(stat.product for stat in stats))
    if words_not_compared(_without_denial(clause, denial), ["trade-stat"], title_words | _HOLD):
        return None
    return _newest(stats)


def _rank(clause: ClaimSentence, denial: StanceScope, role: re.Match[str]) -> StatFact | None:
    """The newest recorded rank of a party as supplier, partner or investor, if a clause says that it is none."""
    indicator = Indicator.investment_rank if role["role"] == "investor" else Indicator.trade_rank
    amount = Amount(0, "rank", Qualifier.exact, *role.span("role"), role["role"])
    subject = Subject(frozenset((indicator,)), "rank", None, None, None, None)
    stats = [
        stat
        for stat in clause.facts.stats
        if _is_meant(clause, stat, subject) and is_same_contest(clause, amount, stat)
        and bool(stat.product) == bool(stat.product and names_product(clause, stat.product))
    ]  # fmt: skip
    words = content_words(" ".join(stat.title for stat in stats)) | _HOLD
    if not stats or words_not_compared(_without_denial(clause, denial), ["trade-stat"], words):
        return None
    return _newest(stats)


def _newest(stats: Iterable[StatFact]) -> StatFact:
    return max(stats, key=lambda stat: (stat.span.text if stat.span else "", stat.id))


def _is_meant(clause: ClaimSentence, stat: StatFact, subject: Subject) -> bool:
    """Whether a figure is about the subject, of the time of the clause, and of all its parties: “no projects with Peru”
    says nothing of the projects of two others."""
    return clause.parties <= stat.parties and is_about(clause, stat, subject) and _is_in_time(clause, stat)


def _is_in_time(clause: ClaimSentence, stat: StatFact) -> bool:
    """Whether a figure is of the time of a clause. A clause without a time is about any."""
    if clause.open_dates:
        return False
    if stat.span is None or not clause.spans:
        return True
    if stat.indicator in STOCKS or stat.indicator in RANKS:
        return any(span.overlaps(stat.span) for span in clause.spans)
    return any((span.start, span.end) == (stat.span.start, stat.span.end) for span in clause.spans)


def _amount_of(denial: StanceScope, unit: str) -> Amount:
    """A stand-in for the amount that a denial does not state."""
    start = denial.cue_start
    return Amount(0, unit, Qualifier.exact, start, start + len(denial.cue), denial.cue)


def _without_denial(clause: ClaimSentence, denial: StanceScope) -> ClaimSentence:
    """The clause without the first word of its denial, such as “no”."""
    return clause.without([(denial.cue_start, denial.cue_start + len(denial.cue.split()[0]))])


def _standing_fact(clause: ClaimSentence, denial: StanceScope) -> Fact | None:
    """The record of what still holds, which a clause denies; None if there is none, or if the clause names a time."""
    text = clause.text
    if (
        AT_TIMES.search(text)
        or clause.dates
        or clause.open_dates
        or clause.people
        or clause.sessions
        or _WAS.search(text)
    ):
        return None
    types = {name for name, pattern in _STATE.items() if pattern.search(text)}
    keepers, hosts = keepers_and_hosts(clause) if _MISSION.search(text) and not clause.cities else (set(), set())
    first_party = clause.passage.parties[0].code if clause.passage.parties else None
    for fact in clause.facts.events:
        if len(clause.countries) < _PAIR or not clause.countries <= fact.parties:
            continue
        is_mission = fact.kind == "mission" and fact.host not in keepers and bool(keepers) and hosts <= {fact.host}
        is_denied = fact.type in types and (fact.type != "recognition" or first_party in fact.actors)
        if is_denied or (is_mission and _is_of_type(text.lower(), fact)):
            record_words = fact.words | content_words(fact.title) | _HOLD
            if not words_not_compared(_without_denial(clause, denial), [fact.kind], record_words):
                return fact
    return None


def _is_of_type(lower: str, fact: Fact) -> bool:
    """Whether a mission is of the type that a text names. “Consulate” names consulates of all types."""
    return not any(stem in lower and word not in (fact.type or "") for word, stem in MISSION_TYPES.items())
