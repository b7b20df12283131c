"""From where to where a figure of trade or investment goes: the two countries, or one and all the world."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from app.curate.last_figure import LastFigure
from app.curate.mentions.clauses import Cue, FigureMeasure
from app.curate.mentions.context import Context
from app.curate.mentions.figures import FigureMention
from app.curate.mentions.parties import PartyMention
from app.curate.mentions.roles import EXPORTS, IMPORTS, INVESTMENTS, flow_parties, partner_of_trade
from app.curate.mentions.statistics_offices import country_of_office
from app.curate.pairs import WITH, ends, is_bilateral, other_country, source_and_target, turnover_pair, world_trader
from app.curate.promisers import party_of
from app.curate.stats import Parties, Stat
from app.curate.voices import country_of_label
from app.domain.figure_vocabulary import Flow, Indicator

_ROLES = {FigureMeasure.export: EXPORTS, FigureMeasure.import_: IMPORTS, FigureMeasure.investment: INVESTMENTS}


_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b")

_OWNERS_AGAIN = re.compile(r"\b(?:[Tt]hey|[Tt]heir|[Tt]hese|[Tt]hose)\b")
"""A pronoun for the companies of the sentence before: “Last year they invested $5 million”."""

_COMPANY = re.compile(r"\b(?:company|firm|holding|group|bank|corporation|giant|conglomerate)\b|[A-Z][a-z]+")


def _complement(last_figure: LastFigure, cue: Cue) -> tuple[str, str] | None:
    """The source and target of the imports that follow exports, or of the exports that follow imports, of the same
    country."""
    opposite = {FigureMeasure.export: FigureMeasure.import_, FigureMeasure.import_: FigureMeasure.export}.get(
        cue.measure
    )
    pair = (last_figure.direction or {}).get(opposite) if opposite else None
    return (pair[1], pair[0]) if pair else None


def _of_company(text: str, source: PartyMention, cue: Cue) -> bool:
    """Whether a company invests, and not its country: “the Japanese company Tokai invested”."""
    verb = text[cue.start : cue.end].lower().endswith(("ed", "put"))
    return (
        verb
        and not _COMPANIES.match(text, source.end)
        and source.end <= cue.start
        and bool(_COMPANY.search(text[source.end : cue.start]))
    )


_COMPANIES = re.compile(r"\s(?:companies|firms|businesses|investors|entrepreneurs|enterprises)\b")
"""Companies in the plural, which stand for their country: “Kenyan companies have invested”."""

_IN_RETURN = re.compile(r"\b(?:[Rr]eciprocal|[Rr]eturn|[Cc]ounter)\s\Z")
"""Words before investments that go the other way than those before."""


def direction(
    context: Context, number: int, cue: Cue, window: tuple[int, int], last_figure: LastFigure
) -> tuple[Parties | None, Flow | None]:
    """Reporter and partner, and the flow, by the words around the cue, the figure before it, or the whole text."""
    text = context.sentences[number].text
    own_states = [party for party in context.states(number) if window[0] <= party.start < window[1]]
    states = own_states or [party for party in context.states(number) if party.start < window[1]]
    is_of_both = last_figure.number == number and cue.measure in (FigureMeasure.export, FigureMeasure.import_)
    if is_of_both and not own_states and last_figure.order and {p.code for p in states} == {*last_figure.order}:
        states = []  # “trade between A and B was … (exports – …)” does not say whose exports they are
    if cue.measure is FigureMeasure.trade:
        return _parties_of_turnover(context, number, cue, window, last_figure, own_states), Flow.turnover
    flow = flow_parties(text, (cue.start, cue.end), states, _ROLES[cue.measure])
    source, target = _ends_in_sentence(context, number, cue, ends(flow), None if own_states else window[0])
    if ends_before := _ends_before(text, number, cue, states, last_figure, has_own_states=bool(own_states)):
        source, target = ends_before
    else:
        last_figure.is_direction_guessed = False
    has_both = bool(source and target) and not last_figure.is_direction_guessed
    if cue.measure is FigureMeasure.investment and flow.source and _of_company(text, flow.source, cue):
        return None, None
    has_party = bool(source or target)
    earlier_ends = (last_figure.direction or {}).get(cue.measure)
    if last_figure.world and _is_with_world(context, number, cue, own_states, last_figure):
        return Parties(last_figure.world, None), Flow(cue.measure.value)
    if not has_party and earlier_ends and last_figure.is_near(context, number):
        source, target = earlier_ends
    elif cue.measure is FigureMeasure.investment and source is None:
        owners = last_figure.owners
        if target or not owners or number - owners[0] > 1 or not _OWNERS_AGAIN.search(text, 0, window[1]):
            return None, None
        _, source, target = owners
    elif not has_party and last_figure.order and cue.measure is not FigureMeasure.investment:
        # “Exports amounted to …” are those of the country that stands first in the turnover
        source, target = last_figure.order if cue.measure is FigureMeasure.export else last_figure.order[::-1]
        last_figure.is_direction_guessed = True
    elif has_party and not (source and target) and last_figure.home and last_figure.is_near(context, number):
        source, target = source or last_figure.home, target or last_figure.home
    elif has_party:
        last_figure.is_direction_guessed = (source or target) not in context.pair
        source, target = source_and_target(context, source, target, number)
    if source is None or target is None or source == target:
        return None, None
    last_figure.direction = {**(last_figure.direction or {}), cue.measure: (source, target)}
    names_partner = bool(flow.source if cue.measure is FigureMeasure.import_ else flow.target)
    if not (
        has_both
        or cue.measure is FigureMeasure.investment
        or earlier_ends
        or names_partner
        or is_bilateral(text)
        or last_figure.is_near(context, number)
    ):
        return None, None  # “Kenya’s exports” may be those to all the world
    return _seen_from_home(context, cue, source, target)


def _ends_before(
    text: str, number: int, cue: Cue, states: Sequence[PartyMention], last_figure: LastFigure, *, has_own_states: bool
) -> tuple[str, str] | None:
    """The source and target of a figure, if they are those of the figure before, or the reverse."""
    directions, is_same_sentence = last_figure.direction or {}, last_figure.number == number
    if not has_own_states and is_same_sentence and last_figure.cue == cue and cue.measure in directions:
        return directions[cue.measure]
    if not has_own_states and (is_same_sentence or not states) and (complement := _complement(last_figure, cue)):
        return complement
    if _IN_RETURN.search(text, 0, cue.start) and cue.measure in directions:
        source, target = directions[cue.measure]
        return target, source
    return None


def _is_with_world(
    context: Context, number: int, cue: Cue, own_states: Sequence[PartyMention], last_figure: LastFigure
) -> bool:
    """Whether exports or imports go on from the trade of a country with all the world."""
    has_direction = last_figure.number == number and bool(last_figure.direction)
    is_trade = cue.measure is not FigureMeasure.investment
    is_alone = {party.code for party in own_states} <= {last_figure.world}
    return is_trade and is_alone and not has_direction and last_figure.is_near(context, number)


def _seen_from_home(context: Context, cue: Cue, source: str, target: str) -> tuple[Parties, Flow]:
    """Reporter, partner and flow. The country whose statistics office the text names reports, else the first country of
    the text, if the flow has it, else the target."""
    homes = (country_of_office(context), *context.pair[:1])
    home = next((code for code in homes if code in (source, target)), target)
    parties = Parties(home, source if home == target else target)
    if cue.measure is FigureMeasure.investment:
        return parties, Flow.inward if home == target else Flow.outward
    return parties, Flow.import_ if home == target else Flow.export


def _ends_in_sentence(
    context: Context, number: int, cue: Cue, flow_ends: tuple[str | None, str | None], we_start: int | None
) -> tuple[str | None, str | None]:
    """The source and target of a flow, with the partner of trade, or the country of a “we” behind ``we_start``.

    Without ``we_start``, a “we” counts only if the sentence names neither end.
    """
    text = context.sentences[number].text
    source, target = flow_ends
    if cue.measure is FigureMeasure.export:
        target = target or partner_of_trade(text, context.states(number), source)
    elif cue.measure is FigureMeasure.import_:
        source = source or partner_of_trade(text, context.states(number), target)
    says_we = we_start is not None and _FIRST_PERSON.search(text, we_start, cue.start)
    is_of_we = says_we or (not (source or target) and _FIRST_PERSON.search(text, 0, cue.start))
    if is_of_we and (country := _country_of_we(context, number)):
        source, target = (None, country) if cue.measure is FigureMeasure.import_ else (country, None)
        return source_and_target(context, source, target, number)
    return source, target


_PARTNERS = re.compile(
    r"\b(?:partners?|destinations?|markets?|buyers?|suppliers?|sources?|place|spot|top|second|third|followed|largest|came\sfrom)\b",
    re.IGNORECASE,
)

_BESIDE = re.compile(r"\.?\s\(|(?:\swas\s\w+)?\swith\s")


def partner_beside(context: Context, number: int, figure: FigureMention) -> str | None:
    """The code of the partner beside a figure in a list of partners: “they were Oman ($2 bn), followed by …”."""
    text = context.sentences[number].text
    if not _PARTNERS.search(text, 0, figure.start) and text.count("(") < 3:
        return None
    return next((p.code for p in context.states(number) if _BESIDE.fullmatch(text, p.end, figure.start)), None)


def parties_in_list(
    context: Context, cue: Cue, partner: str, last_figure: LastFigure
) -> tuple[Parties | None, Flow | None]:
    """Reporter and partner, and the flow, of a figure in a list of the partners of one country."""
    home = last_figure.world or last_figure.home or context.home or other_country(context, partner)
    if home in (None, partner) or cue.measure not in (FigureMeasure.trade, FigureMeasure.export, FigureMeasure.import_):
        return None, None
    flow = Flow.turnover if cue.measure is FigureMeasure.trade else Flow(cue.measure.value)
    return Parties(home, partner, "The text is about the trade of this country."), flow


def _parties_of_turnover(
    context: Context,
    number: int,
    cue: Cue,
    window: tuple[int, int],
    last_figure: LastFigure,
    own_states: list[PartyMention],
) -> Parties | None:
    """The two countries of a turnover, or the country that trades with all the world. ``own_states`` are those of the
    window."""
    text, states = context.sentences[number].text, own_states or context.states(number)
    last_figure.world = world_trader(text, *window, states)
    if last_figure.world:
        last_figure.home, last_figure.direction = last_figure.world, None
        return Parties(last_figure.world, None)
    own_states = _of_trade_with(text, cue, own_states)
    states = own_states or states
    home = last_figure.home if last_figure.is_near(context, number) else context.home
    if home and (partner := _only_partner(text, own_states)):
        return Parties(home, partner) if partner != home else None
    if not states and _THEIR_TRADE.search(text, *window) and (two := _two_before(context, number)):
        return Parties(*two)
    pair, _ = turnover_pair(context, number, states)
    codes = list(dict.fromkeys(party.code for party in states))
    last_figure.order = (codes[0], codes[1]) if len(codes) == 2 else context.in_order(pair) if pair else None
    return Parties(*pair) if pair else None


_THEIR_TRADE = re.compile(r"\b[Tt]heir\s(?:\w+\s){0,2}trade\b")


def _two_before(context: Context, number: int) -> tuple[str, str] | None:
    """The two countries of the sentence before, which “their trade” means."""
    before = number - 1
    if before < 0 or context.sentences[before].paragraph != context.sentences[number].paragraph:
        return None
    codes = [*dict.fromkeys(party.code for party in context.states(before))]
    return (codes[0], codes[1]) if len(codes) == 2 else None


_TRADE_WITH = re.compile(r"(?:\s[\w’'-]+){0,4}?\swith\s(?:the\s)?")

_OTHER_PARTNERS = re.compile(r"\s?(?:,|and)\s(?:and\s)?(?:the\s)?")
"""What joins a second partner to the first: “trade with Kenya and Peru”."""


def _of_trade_with(text: str, cue: Cue, own_states: list[PartyMention]) -> list[PartyMention]:
    """The countries of “A’s trade with B”: those behind B belong to something else, if they are not joined to it."""
    for party, next_party in pairwise(own_states):
        if party.start >= cue.end and _TRADE_WITH.fullmatch(text, cue.end, party.start):
            is_joined = _OTHER_PARTNERS.fullmatch(text, party.end, next_party.start)
            return own_states if is_joined else own_states[: own_states.index(party) + 1]
    return own_states


_ITS_PARTNER = re.compile(
    r"\s(?:is|was|remains|remained|became)\s(?:the\scountry[’']s|its)\s(?:[\w-]+\s){1,4}partner\b"
)


def _only_partner(text: str, own_states: Sequence[PartyMention]) -> str | None:
    """The country with which another one trades: “trade with Oman rose to $2 billion”."""
    if len(own_states) != 1:
        return None
    is_partner = WITH.search(text, 0, own_states[0].start) or _ITS_PARTNER.match(text, own_states[0].end)
    return own_states[0].code if is_partner else None


def _country_of_we(context: Context, number: int) -> str | None:
    """The country of “we” and “our”: that of the label of an answer, else that of the official who speaks."""
    if country := country_of_label(context, number):
        return country
    before = (context.speaker(n) for n in reversed(context.around(number)) if n <= number)
    speaker = next((speaker for speaker in before if speaker), None)
    people = (person for of_sentence in context.people for person in of_sentence)
    person = next((p for p in people if speaker and speaker.official and p.name == speaker.name), None)
    return party_of(context, person) if person else None


_ROUNDING = 1.1
"""How many times the total trade of two countries an export may be, because figures are rounded."""


def is_of_whole(context: Context, stat: Stat, volumes: dict[tuple[object, ...], float]) -> bool:
    """Whether exports or imports exceed all trade of the two countries in the period, so that the whole world is meant.

    ``volumes`` has the turnovers so far, by countries, period and unit. The function adds to them.
    """
    if stat.indicator is not Indicator.trade or stat.parties.partner is None or stat.period is None or not stat.value:
        return False
    key = (frozenset((stat.parties.reporter, stat.parties.partner)), stat.period.edtf, stat.unit)
    volume = volumes.get(key)
    if stat.flow is Flow.turnover:
        volumes.setdefault(key, stat.value)
    codes = {party.code for party in context.states(stat.number)}
    return volume is not None and stat.value > _ROUNDING * volume and len(codes) == 1


def with_the_world(context: Context, stat: Stat) -> Stat:
    """The figure as one of the country that its sentence names, with all the world."""
    owner = context.states(stat.number)[0].code
    flow = stat.flow if owner == stat.parties.reporter else _OPPOSITES.get(stat.flow, stat.flow)
    return replace(stat, parties=Parties(owner, None), flow=flow)


_OPPOSITES: dict[Flow | None, Flow] = {Flow.export: Flow.import_, Flow.import_: Flow.export}


def is_of_others(context: Context, stat: Stat) -> bool:
    """Whether somebody of a third country acts in the sentence of a figure, or before it in the paragraph. If the
    sentence does not name both countries of the figure, they may then be the wrong ones."""
    pair = {stat.parties.reporter, stat.parties.partner}
    numbers = [n for n in context.around(stat.number) if n <= stat.number]
    actors = {party_of(context, person) for n in numbers for person in context.people[n]} - {None}
    codes = {party.code for party in context.states(stat.number)}
    is_of_firm = _OF_FIRM.search(context.sentences[stat.number].text)
    return not pair <= codes and (bool(is_of_firm) or not actors <= pair)


_OF_FIRM = re.compile(
    r"\b(?:(?:exports|imports|sales|trade|deliveries|turnover)\sof\s(?:an?|the|its)\s(?:[\w-]+\s){0,2}?(?:firm|company|club|group|plant|factory|mill)"
    r"|(?:firm|company|group|plant|factory|mill)[’']s\s(?:\w+\s){0,2}?(?:exports|imports|sales|trade|deliveries|turnover))\b",
    re.IGNORECASE,
)
"""A firm whose trade is not that of its country: “exports of the firm”."""
