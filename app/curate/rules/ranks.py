"""Ranks between two countries: “the third-largest supplier”, “among the top ten investors”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.curate.articles import Article
from app.curate.last_figure import is_period
from app.curate.mentions.context import Context, context_of
from app.curate.mentions.dates import DateMention
from app.curate.mentions.denials import is_denied, is_hoped
from app.curate.mentions.months import MONTH_PATTERN
from app.curate.mentions.ordinals import ordinals
from app.curate.mentions.parties import PartyForm, PartyMention
from app.curate.mentions.periods import is_usable, period_of_span
from app.curate.mentions.roles import INVESTMENTS, PEOPLE, flow_parties
from app.curate.names import Names
from app.curate.pairs import ends, source_and_target
from app.curate.proposals import Proposal
from app.curate.rules import rule
from app.curate.stats import FigureDate, Parties, Stat, distinct, proposal, status_period
from app.domain.figure_vocabulary import Flow, Indicator, Qualifier
from app.domain.prose import NUMBER_WORDS, ORDINALS, UNITS

VERSION = 12

_BY = f"rule:ranks/{VERSION}"

_N = rf"(?P<n>\d{{1,3}}|{'|'.join(UNITS[2:11])}|fifteen|twenty)"
_FIRST_TEN = "|".join(ORDINALS[1:11])
_ORDINAL = r"(?P<ordinal>\w{3,11}?|\d{1,2}(?:st|nd|rd|th))"
_ROLE = (
    r"(?P<what>(?:(?P<trade>(?:single\s+|overall\s+|bilateral\s+|key\s+|global\s+|regional\s+|[A-Z]{3,6}\s+)?(?:trading|trade"
    r"|economic)(?:\s+and\s+economic|(?P<both>\s+and\s+investment))?\s+partners?"
    r"|partners?(?=(?:\sof\s[^.;,]{2,40}?)?\sin\s(?:[\w-]+\s)?trade\b))"
    r"|(?P<touristic>(?:(?:\w+,\s+){0,3}(?:\w+,?\s+)?and\s+)?tourism\s+(?:partner|market)s?"
    r"|sources?\s+of\s+(?:foreign\s+|international\s+)?(?:tourists|visitors|arrivals)|(?:tourist|visitor|feeder)\s+(?:source|market)s?)"
    r"|(?P<investor>investment\s+partners?|(?:foreign\s+|direct\s+)*investors?|sources?\s+of\s+(?:foreign\s+)?(?:direct\s+)?investments?)"
    r"|(?P<supplier>(?:(?P<good>[a-z]{3,15}(?:\s[a-z]{3,12})?)\s+)?(?:supplier|source"
    r"|provider|import\s+(?:country|partner))s?(?:\s+of\s+(?P<goods>[a-z]{3,15}(?:\s(?:oil|gas|products|ore|steel))?))?)"
    r"|(?P<buyer>(?:export\s+(?:market|destination|partner)|destination(?=s?\s+(?:for|of)\s+[A-Z]\w+\s+exports)|buyer|consumer|importer|customer)s?"
    r"(?:\s+(?:for|of)\s+(?:[A-Z][a-z]{2,15}\s)?"
    r"(?P<bought>(?!(?:now|years|many|the|its|our|both|several|over|decades|more|example|instance)\b)[a-z]{3,15}"
    r"(?:\s(?:oil|gas|products|ore|steel|fruit|meat|goods))?))?)"
    r"|(?P<producer>(?:producer|manufacturer)s?(?:\s+of\s+(?P<made>[a-z]{3,15}))?)"
    r"|(?P<exporter>exporters?(?:\s+of\s+(?P<sold>[a-z]{3,15}))?)))\b"
)

_BEST = r"(?:largest|biggest|leading|most\s+important|main|top|foremost|major|key|principal|number\s+one)"

_GUESTS_OR_FUNDS = r"(?P<what>(?:(?P<visiting>tourists|visitors)|(?P<invested>investments?)))"

_ANY_OTHER = r"(?:(?:those\s+)?(?:from|of)\s+)?any\s+other\s+(?:country|nation|state)\b"
"""“Hosts more tourists from Peru than from any other country”."""

_PATTERNS = [
    (re.compile(rf"\b(?:among|one\s+of)\s+(?:the\s+|[\w’'-]{{2,20}}\s+)?(?:top|first)\s+{_N}\s+(?:(?:largest"
    rf"|foreign|leading|main)\s+)*{_ROLE}"), True),
    (re.compile(rf"\bamong\s+(?:the\s+|[\w’'-]{{2,20}}\s+)?{_N}\s+{_BEST}\s+{_ROLE}"), True),
    (re.compile(rf"\bone\s+of\s+(?:the\s+|[\w’'-]{{2,20}}\s+)?{_N}\s+{_BEST}\s+{_ROLE}"), True),
    (re.compile(rf"\bamong\s+the\s+top\s+{_N}\s+(?P<what>(?P<consuming>countries\s+(?:consuming|buying"
    rf"|importing)))"), True),
    (re.compile(rf"\b{_ORDINAL}[\s-](?:largest|biggest|most\s+important|leading|major|key|principal"
    rf"|main)\s+(?:foreign\s+)?{_ROLE}"), False),
    (re.compile(rf"\b(?:the\s+)?(?:single\s+)?(?P<best>largest|biggest|foremost|main|top|leading|number\s+one"
    rf"|most\s+important)\s+(?:foreign\s+)?{_ROLE}"), False),
    (re.compile(rf"\b(?:rank(?:s|ed)?|is|was|comes?|came|stands|stood|placed)\s+(?:now\s+)?{_ORDINAL}\s+among\s+(?:the\s+|[\w’']+\s+)?(?:[A-Z]\w+\s+)?"
    rf"(?:foreign\s+)?{_ROLE}"), False),
    (re.compile(rf"\b(?P<ordinal>{_FIRST_TEN}|\d{{1,2}}(?:st|nd|rd|th))\s+{_ROLE}"), False),
    (re.compile(rf"\bnumber\s+(?P<best>one)\s+(?:among|of)\s+(?:the\s+|[\w’']+\s+)?{_ROLE}"), False),
    (re.compile(rf"\b{_ROLE}\s+(?:number|[Nn]o\.)\s+{_N}\b"), True),
    (re.compile(rf"\b(?:in|on|took|takes|holds?|occup(?:ies|ied)|ranks?\s+in)\s+(?:the\s+)?{_ORDINAL}\s+(?:place|position|spot)"
    rf"\s+(?:among|in\s+the\s+list\s+of)\s+(?:the\s+|[\w’']+\s+)?(?:[A-Z]\w+\s+)?(?:foreign\s+)?{_ROLE}"), False),
    (re.compile(rf"\brank(?:s|ed)?\s+{_ORDINAL}\s+(?:among|(?:out\s+)?of)\s+(?:the\s+)?(?:\d+\s+)?(?:countries|states|nations)(?:\s+and\s+territories)?"
    r"\s+(?P<what>(?P<investing>(?:that\s+)?invest(?:ing|ed)?))\s+in"), False),
    (re.compile(rf"\b(?:in|on|took|takes|holds?|holding|held|occup(?:ies|ied)|ranks?)\s+(?:the\s+)?{_ORDINAL}\s+(?:place|position|spot)?"
    r"\s*(?:in\s+terms\s+of|by|for)\s+(?:the\s+)?(?:(?:volume|amount|number)\s+of\s+)?(?:\w+\s)?"
    r"(?P<what>(?P<investing>investments?)|(?P<tourism>tourists|visitors))\s+in"), False),
    (re.compile(r"\branks\s+(?P<ordinal>\w{3,11}|\d{1,2}(?:st|nd|rd"
    r"|th))\s+in\s+(?P<made>[a-z]+(?:\s(?:and\s)?[a-z]+){0,3}?)\s+(?P<what>(?P<producer>production))\b"), False),
    (re.compile(rf"\b(?P<ordinal>{_FIRST_TEN})\s+among\s+(?:the\s+)?countries\b[^.;]{{0,50}}?"
    r"(?P<what>(?P<tourism>tourists|visitors))\b"), False),
    (re.compile(rf"\b{_GUESTS_OR_FUNDS}\b[^.;]{{0,60}}?[\s“\"(](?P<best>more)\s+than\s+{_ANY_OTHER}"), False),
    (re.compile(rf"\b(?P<best>more)\s+{_GUESTS_OR_FUNDS}\b[^.;,]{{0,60}}?\s+than\s+{_ANY_OTHER}"), False),
    (re.compile(r"\b(?P<best>exceed(?:s|ed)|surpass(?:es"
    r"|ed))\s+(?P<what>(?P<investing>investments?(?:\svolumes?)?))\s+from\s+any\s+other\s+country\b"), False),
]  # fmt: skip


_PLACE_NAME = (
    rf"(?:the\s+)?(?!{MONTH_PATTERN}\b|[QH][1-4]\b)"
    r"(?P<scope>(?:outside\s(?:the\s)?)?[A-Z]\w+(?:[\s-][A-Z]\w+){0,3}(?:\s(?:countries|states|nations|members|region))?"
    r"|(?<=the\s)(?:region|continent|bloc|world)\b)"
)

_REGION = re.compile(
    rf"\s+(?:(?:of|for)\s+(?:[\w’'-]+\s+){{1,4}}?)?(?:(?:in|within|among|across)\s+|(?=outside\s)){_PLACE_NAME}"
)
"""The scope of a rank: “in Central Asia”, “of Kenyan goods in the European Union”."""

_REGION_BEFORE = re.compile(rf"\A(?:[A-Z]?\w+\s)?(?:[Ii]n|[Ww]ithin|[Aa]mong|[Aa]cross)\s+{_PLACE_NAME},\s")

_CHECKED_WORDS = ("largest", "foremost")
"""Superlatives that the check of values reads as 1. Another one needs a reason."""

_NO_RANK = re.compile(
    r"\b(?:region|continent|bloc|union)[’']s\s\Z"
    r"|\b(?:should|ought\sto|must)\s(?:[\w’'-]+\s){1,6}\Z"
    r"|\b(?:once|could|may|might|would|will|to)\s+(?:be\s+|become\s+|remain\s+)?(?:the\s+|[\w’']+\s+)?\Z"
    r"|\b(?:lost|loses|losing|ceded|gave\s+up|dropped|fell|falls)\s+(?:\w+\s+){0,4}?(?:as|of|from|out\s+of|behind)\s+(?:being\s+|among\s+)?(?:the\s+|[\w’']+\s+)?\Z"
    r"|\b(?:hop|want|aim|plan|seek|wish|try|tri|expect|striv|intend)(?:e|es|ed|s|ing)?\s+to\s+(?:[\w’'-]+\s+){1,6}\Z"
    r"|\b(?:replaced|overtaken|succeeded|displaced)\s+by\s+[^.;,]{2,40}?\s+as\s+(?:the\s+|[\w’']+\s+)?\Z"
    r"|\b(?:former|ex-?|then|previous|overtaken\s+(?:by\s+)?[\w’'-]+\s+as|behind|(?:used|ceased|likely|due|set)\s+to\s+be)\s+(?:the\s+|[\w’']+\s+)?\Z"
)
"""Words before a rank that it had, lost, or wishes for."""

_NO_PRODUCTS = ("goods", "products", "import", "imports", "export", "exports")
"""Words behind a supplier that name no good."""

_PRESENT = re.compile(r"\b(?:now|currently|today)\s(?:the\s)?\Z")

_NOT_AMONG = re.compile(r"\b(?:not|never)\s(?:place|put|rank|make|count)\s[^.;,]{2,60}?\s\Z")

_OTHER_HOLDER = re.compile(
    r"\b(?P<name>[A-Z][A-Za-z&]+)(?:\s\([A-Z]{2,8}\))?(?:,\s|\s(?:(?:also|has|had|still|is|was|are|remain\w*|became|becomes|become|been|as)\s){1,4})"
    r"(?:the\s)?\Z"
)
"""The holder of a rank, right before the rank or the country whose partners are ranked."""

_OF_OTHER = re.compile(
    r"\s(?:awards?|prizes?|forums?|conferences?|agreements?|meetings?|days?|summits?|fairs?|contests?|programmes?)\b"
    r"|(?:\s(?:of|in)\s[^.;,]{1,40}?)?\s(?:died|dies|was\s(?:born|arrested|killed|jailed)|retired|resigned|went\sbankrupt|drowned)\b"
)
"""Words behind a rank that is the name of something, or that of a person: “the first trade partner award”."""


@rule("ranks", VERSION)
def propose(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each rank that is a number, or that the words “largest” or “foremost” give alone."""
    yield from distinct(_proposals(context_of(article, names)))


def _proposals(context: Context) -> Iterator[Proposal]:
    latest: Stat | None = None
    for number, sentence in enumerate(context.sentences):
        text = sentence.text[:2_000]
        last = 0
        for match, among in sorted(
            ((match, among) for pattern, among in _PATTERNS for match in pattern.finditer(text)),
            key=lambda pair: (pair[0].start(), -pair[0].end()),
        ):
            stat = _stat(context, number, match, among=among) if match.start() >= last else None
            if stat:
                last, latest = match.end(), stat
                yield proposal(context, stat, _BY)
                if match.groupdict().get("both"):
                    yield proposal(context, replace(stat, indicator=Indicator.investment_rank, flow=None), _BY)
        for stat in _places(context, number, latest) if latest and not last else ():
            yield proposal(context, stat, _BY)


_PLACE = re.compile(
    rf"\b(?:in|to|took|takes|holds?|held|occup(?:ies|ied))\s(?:the\s)?{_ORDINAL}\s(?P<what>place|position|spot)\b"
)

_BEFORE_PLACE = re.compile(
    r"(?:,|\s(?:is|was|are|were|comes?|came|ranks?|ranked|rose|moved|climbed|fell|dropped|remains?|from))?\s(?:[\w-]+\s){0,3}\Z"
)
"""Words between a country and its place."""

_FARTHEST = 2
"""Paragraphs after a rank in which other places of the same list may stand."""


def _places(context: Context, number: int, latest: Stat) -> Iterator[Stat]:
    """Ranks of more countries in the list of ``latest``: “Kenya rose to second place, with Peru in third place”."""
    sentence, states = context.sentences[number], context.states(number)
    if sentence.paragraph - context.sentences[latest.number].paragraph > _FARTHEST:
        return
    for match in _PLACE.finditer(sentence.text[:2_000]):
        value = _rank(match, among=False)
        before = [p for p in states if p.end <= match.start() and p.code != latest.parties.reporter]
        if value and before and _BEFORE_PLACE.fullmatch(sentence.text, before[-1].end, match.start()):
            parties = Parties(latest.parties.reporter, before[-1].code, "It belongs to the ranking before it.")
            yield replace(
                latest, number=number, text=match.group(), parties=parties, cue=match.span("what"), value=float(value),
                span=match.span(), qualifier=Qualifier.exact.value, reasons={},
                speaker=context.speaker(number), reason=f"“{match.group()}” gives a place in the ranking before it.",
            )  # fmt: skip


def _rank(match: re.Match[str], *, among: bool) -> int | None:
    groups = match.groupdict()
    if among:
        return int(groups["n"]) if groups["n"].isdigit() else int(NUMBER_WORDS[groups["n"]])
    if groups.get("best"):
        return 1
    return next((ordinal.value for ordinal in ordinals(groups["ordinal"])), None)


def _stat(context: Context, number: int, match: re.Match[str], *, among: bool) -> Stat | None:
    sentence = context.sentences[number]
    text = sentence.text
    value = _rank(match, among=among)
    is_none = _NO_RANK.search(text[max(0, match.start() - 90) : match.start()]) or _OF_OTHER.match(text, match.end())
    if value is None or is_none or is_denied(text, match.start()) or _NOT_AMONG.search(text, 0, match.start()):
        return None
    if (
        not among
        and value == 1
        and re.search(
            r"\b(?:one\s+of|among|some\s+of)\s+(?:the\s+)?(?:\S+\s+){0,2}\Z",
            text[max(0, match.start() - 50) : match.start()],
        )
    ):
        return None  # “one of the largest” is no first rank
    if match.groupdict().get("best") == "leading" and (
        match["what"].endswith("s") or not re.search(r"[’']s?\s\Z", text[: match.start()])
    ):
        return None  # “a leading partner” is no rank, “its leading partner” is the first
    groups = {name: words for name, words in match.groupdict().items() if words}
    indicator, flow = _indicator(groups)
    parties = _parties(context, number, match, indicator, groups)
    if parties is None:
        return None
    speaker = context.speaker(number)
    mention = period_of_span(sentence, match.start(), match.end(), context.dates[number])
    mention = mention or _period_beside(context, number)
    if mention and mention.start < sentence.start + match.start() and _PRESENT.search(text, 0, match.start()):
        mention = None
    period = FigureDate(mention.edtf, mention) if mention and mention.edtf and "/.." not in mention.edtf else None
    products = (groups[name] for name in ("good", "goods", "made", "sold", "bought") if name in groups)
    product = next((words for words in products if words not in _NO_PRODUCTS), None)
    end = match.end()
    region = _REGION.match(text, end)
    if region:
        end = region.end()
    region = region or _REGION_BEFORE.match(text[: match.start()])
    pair = (parties.reporter, parties.partner)
    owners = [party for party in context.states(number) if party.code in pair]
    is_owner = region and any(party.start <= region.start("scope") < party.end for party in owners)
    scope = region["scope"] if region and not is_owner else None
    stat = Stat(
        number, text=text[match.start() : end], indicator=indicator, flow=flow, parties=parties,
        period=period or status_period(context, number, speaker), cue=match.span("what"), value=float(value),
        unit="rank", qualifier=(Qualifier.under if among else Qualifier.exact).value, span=(match.start(), end),
        speaker=speaker, product=product, scope=scope,
        is_certain=not (text.startswith("This ") or is_hoped(text, match.start())),
        reason=f"“{match.group()}” gives a rank.",
    )  # fmt: skip
    if groups.get("best", "largest") not in _CHECKED_WORDS:
        stat.reasons["value"] = f"“{groups['best'].capitalize()}” is the first rank."
    return stat


_BY_RESULTS = re.compile(r"\b(?:results|outcomes|data|statistics|figures)\b")

_OF_PERIOD = re.compile(
    r"\b(?:during|in|over|for)\s(?:this|that|the\s(?:same|reporting|reported|indicated))\speriod\b", re.IGNORECASE
)

_RESULT = re.compile(
    r"(?:This|That|The\s(?:figure|number|result|volume))\s(?:has\s|thus\s)?"
    r"(?:placed?s?|puts?|makes?|made|ranked|ranks|brought|moved|earned|secured|gave|gives)\s"
)
"""The beginning of a sentence on the rank that follows from the figure before it: “This placed Kenya third among …”."""


def _period_beside(context: Context, number: int) -> DateMention | None:
    """The period of a rank by the results of a period, or of the sentence before: “in this period”, “this put it …”."""
    text = context.sentences[number].text
    n = number - 1 if (_OF_PERIOD.search(text) or _RESULT.match(text)) and number else number
    if n == number and not _BY_RESULTS.search(text):
        return None
    periods = [m for m in context.dates[n] if is_period(context, m) and is_usable(context.sentences[n], m)]
    return periods[0] if len({m.edtf for m in periods}) == 1 else None


_PRONOUNS = ("It", "This", "That", "They", "We", "Which", "He", "She", "The", "Today", "Now")


def _is_other_holder(text: str, start: int, states: Sequence[PartyMention]) -> bool:
    """Whether the holder of the rank is no country: “ASEAN became China’s biggest partner”."""
    match = _OTHER_HOLDER.search(text, 0, start)
    is_state = match and any(p.start <= match.start("name") < p.end for p in states)
    return bool(match and not is_state and match["name"] not in _PRONOUNS)


def _indicator(groups: dict[str, str]) -> tuple[Indicator, Flow | None]:
    if "trade" in groups:
        return Indicator.trade_rank, Flow.turnover
    if {"investor", "investing", "invested"} & groups.keys():
        return Indicator.investment_rank, Flow.inward
    if "supplier" in groups:
        return Indicator.trade_rank, Flow.import_
    if "buyer" in groups or "consuming" in groups:
        return Indicator.trade_rank, Flow.export
    if {"tourism", "visiting", "touristic"} & groups.keys():
        return Indicator.tourist_rank, Flow.inward
    return (Indicator.production_rank if "producer" in groups else Indicator.export_rank), None


_IS_HOLDER = re.compile(r"(?:,?\swith\s[^;.]{3,40}?)?\s(?:was|is|remains|remained|became)\s(?:the\s)?")
"""Words between a rank and its holder: “its top partner, with $6 million, was” Oman."""


def _parties(
    context: Context, number: int, match: re.Match[str], indicator: Indicator, groups: dict[str, str]
) -> Parties | None:
    """The reporter, in whose list the partner has the rank, and the partner. For a rank in the world, the reporter is
    its holder, without a partner."""
    text = context.sentences[number].text
    states = context.states(number)
    before = [party for party in states if party.end <= match.start()]
    if indicator in (Indicator.production_rank, Indicator.export_rank):
        if before:
            return Parties(before[-1].code, None)
        earlier = [party.code for n in context.around(number) if n < number for party in context.states(n)]
        return Parties(earlier[0], None, "The paragraph is about this country.") if earlier else None
    if "visiting" in groups or "invested" in groups:
        roles = PEOPLE if "visiting" in groups else INVESTMENTS
        source, target = source_and_target(
            context, *ends(flow_parties(text, match.span("what"), states, roles)), number
        )
        return Parties(target, source) if source and target and source != target else None
    within = [party for party in states if match.start() <= party.start < match.end()]
    behind = [party for party in states if party.start >= match.end()]
    owner = next(iter(within), None) or _owner(text, match, before, behind, groups)
    if owner is None and "investing" in groups and len({p.code for p in before}) > 1:
        return Parties(before[-1].code, next(p.code for p in before if p.code != before[-1].code))
    holders = [party.code for party in before if owner is None or party.code != owner.code]
    reason = None
    if owner is None:
        if not holders:
            return None
        partner = next((code for code in context.pair if code != holders[0]), None)
        if partner is None:
            return None
        return Parties(partner, holders[0], "The article is about these two countries.")
    verb = _IS_HOLDER.match(text, match.end())
    if verb and (party := next((p for p in behind if p.start == verb.end() and p.code != owner.code), None)):
        return Parties(owner.code, party.code)
    holder = next((code for code in reversed(holders) if code in context.pair), next(iter(holders), None))
    if holder is None:
        holder = (
            next((party.code for party in behind if party.code != owner.code), None) if text.startswith("For") else None
        )
    if holder is None and _is_other_holder(text, min(owner.start, match.start()), context.states(number)):
        return None
    if holder is None:
        holder = next((code for code in context.pair if code != owner.code), None)
        reason = "The article is about these two countries."
    return Parties(owner.code, holder, reason) if holder else None


_OF_OWNER = re.compile(r"(?:\s\w+){0,2}\s(?:in|to|for|of|with)(?:\s(?:the|goods|incoming|to))*\s")
"""Words between a rank and the country in whose list it is: “the largest investor in” Oman."""


def _owner(
    text: str,
    match: re.Match[str],
    before: Sequence[PartyMention],
    behind: Sequence[PartyMention],
    groups: dict[str, str],
) -> PartyMention | None:
    """The country beside a rank in whose list it is: “Oman’s largest investor”, “the largest investor in Oman”."""
    if before:
        gap = text[before[-1].end : match.start()]
        is_possessive = re.fullmatch(r"[’']s?\s(?:\w+\s)?", gap)
        if is_possessive or (gap == " " and before[-1].form is PartyForm.people):
            return before[-1]
    if not behind:
        return None
    is_beside = _OF_OWNER.fullmatch(text, match.end(), behind[0].start)
    is_object = {"consuming", "tourism"} & groups.keys()
    is_investment = "investing" in groups and len({party.code for party in before}) == 1
    return behind[0] if is_beside or is_object or is_investment else None
