"""Counts of companies, projects, tourists, students and scholarships, and of meetings and visits of presidents."""

import re
from dataclasses import replace

from app.curate.directions import partner_beside
from app.curate.mentions.clauses import Cue, hypothetical
from app.curate.mentions.context import Context
from app.curate.mentions.dates import DateMention
from app.curate.mentions.figures import FigureMention
from app.curate.mentions.parties import PartyMention
from app.curate.mentions.periods import period_of
from app.curate.mentions.roles import PEOPLE, flow_parties
from app.curate.pairs import ends, other_country, source_and_target, turnover_pair
from app.curate.stats import Parties, Stat, is_to_come, of_figure, stated_period, status_period
from app.domain.figure_vocabulary import Flow, Indicator

_INDICATORS = {
    "company": Indicator.companies,
    "tourist": Indicator.tourists,
    "student": Indicator.students,
    "scholarship": Indicator.scholarships,
}

_MISHAP = re.compile(
    r"\b(?:came\sto\s(?:blows|grief|harm)|died|drowned|(?:was|were|been|got)\s(?:\w+\s)?(?:robbed|killed|injured|hurt|arrested|deported"
    r"|detained|rescued|evacuated|stranded|poisoned|infected|expelled|fined|kidnapped|missing))\b"
)
"""Words for a mishap of some tourists. Their number is no total."""

_TRAVEL = re.compile(
    r"\b(?:visit(?:ed|s|ing)?|travell?ed|arrived|came(?!\s+(?:to\s+(?:blows|grief|harm|terms|nothing|power)|under|across|of\s+age)\b)|entered|tourism|vacation(?:ed)?|holidays?|holidayed|rested)\b",
    re.IGNORECASE,
)

_ON_SCHOLARSHIPS = re.compile(r"(?:(?!,| and )[^.;]){0,80}?scholarship", re.IGNORECASE)

_A_YEAR_BY = re.compile(
    r"(?:\sfrom\s[A-Z]\w+)?(?:\s(?:a|per|each|every)\syear|\sannually)?\sby\s(?:the\send\sof\s)?(?:19|20)\d\d\b"
)

_EVENT = re.compile(
    r"\b(?:took\s+part|tak(?:e|ing)\s+part|accompan(?:y|ies|ied|ying)|attend\w*|participat(?:ed|es|ing)\b|delegation|forum|exhibition|fair|brought\s+together"
    r"|round\s?tables?|roadshow|congress|expo|(?:trade|business)\s+missions?|matchmaking)\b",
    re.IGNORECASE,
)
"""Words that make companies guests of an event."""

_PEOPLE_OF = re.compile(
    r"\b(?:executives|representatives|heads|managers|leaders|directors|owners|CEOs|chiefs|founders|delegates|officials|envoys"
    r"|(?:business(?:men|women|people)|entrepreneurs|experts|specialists|employees|staff))"
    r"\s(?:of|from|representing|at)\s(?:[\w-]+\s){0,3}\Z",
    re.IGNORECASE,
)
"""People before companies: so many sent somebody, “executives of 30 firms”."""

_MEETS_WITH = re.compile(
    r"\b(?:met|meets|meet|meeting|talks|negotiations|spoke)\s+(?:\w+\s+)?with\s+(?:[\w-]+\s){0,2}\Z"
)
"""A meeting with companies, of which there may be more."""

_SELLS = re.compile(
    r"\s(?:[\w’-]+\s){0,4}?(?:exports?|exported|sells?|sold|suppl(?:y|ied)|imports?|imported|ships?|trades?\swith|deliver)\b"
)
"""Words behind companies that sell to a country, and so need not be in it."""

_JOINT = re.compile(
    r"\b(?:joint|the\s+(?:two\s+)?(?:sides|parties|countries)|both\s+(?:sides|countries))\b", re.IGNORECASE
)

_SCOPES = re.compile(
    r"\b(?:completed|implemented|in the pipeline|being implemented|under implementation|are developing"
    r"|in development|under way|planned)\b"
)


_ANNIVERSARY = re.compile(r"\b[Ss]ince\s(?:the|its)\sfirst\s\Z|\banniversary\b[^.;]{0,60}\Z")
"""Words before a number of the past: “the anniversary since the first eight students came”."""

_STUDY = re.compile(r"\b(?:study|studies|studied|studying|enrolled)\b")


def count(
    context: Context,
    number: int,
    figure: FigureMention,
    window: tuple[int, int],
    before: Stat | None = None,
    latest: Stat | None = None,
) -> Stat | None:
    """What a count measures: companies, tourists, students, scholarships, projects, and what presidents did.

    ``before`` is the count before it. A number without a noun counts the same as that one. ``latest`` is the figure
    before it.
    """
    text = context.sentences[number].text
    if figure.repeats_noun:
        return _repeated_count(context, number, figure, window, before) if before and before.number == number else None
    if hypothetical(text, window[0], figure) and figure.noun != "student":
        return None
    if figure.noun == "student" and _A_YEAR_BY.match(text, figure.end):
        return None  # the number of students to come each year
    if _ANNIVERSARY.search(text, 0, figure.start):
        return None
    noun = figure.noun or ""
    indicator = _INDICATORS.get(noun)
    if noun == "company" and _is_of_event(text, figure, window):
        return None
    if noun == "citizen" and _TRAVEL.search(text, window[0], window[1]):
        indicator = Indicator.tourists
    if noun == "citizen" and _STUDY.search(text, figure.end, window[1]):
        indicator = Indicator.students
    if noun == "student" and _ON_SCHOLARSHIPS.match(text, figure.end):
        indicator = Indicator.scholarships
    if noun in ("tourist", "citizen") and _MISHAP.search(text, figure.end, window[1]):
        return None
    if noun in ("visit", "meeting"):
        return _presidential(context, number, figure)
    if noun == "project":
        return projects(context, number, figure, None, window, latest)
    if indicator is None:
        return None
    if (
        noun == "company"
        and latest
        and latest.number == number
        and _OF_INVESTMENT.fullmatch(text, latest.span[1], figure.start)
    ):
        return replace(
            latest,
            indicator=indicator,
            growth=None,
            reasons={},
            reason="The investment went to them.",
            **of_figure(figure),
        )
    return _flow_of_people(context, number, figure, window, indicator, before)


_OF_INVESTMENT = re.compile(r",?\s(?:spread|distributed|divided)(?:\s(?:over|across|among))?\s")
"""Words between an investment and the companies that got it: “$3 billion, spread over 200 companies”."""


def _is_of_event(text: str, figure: FigureMention, window: tuple[int, int]) -> bool:
    """Whether companies only come to an event, send somebody, or sell. Their number is no total."""
    before = text[max(0, figure.start - 80) : figure.start]
    return bool(
        _EVENT.search(text, *window)
        or _SELLS.match(text, figure.end)
        or _PEOPLE_OF.search(before)
        or _MEETS_WITH.search(before)
    )


def _repeated_count(
    context: Context, number: int, figure: FigureMention, window: tuple[int, int], before: Stat
) -> Stat:
    """A further count of the same things: of another time, or by another source."""
    mention = period_of(context.sentences[number], figure, window, context.dates[number])
    period = stated_period(context, mention) or status_period(context, number, before.speaker)
    return replace(before, period=period, is_certain=False, growth=None, reasons={}, **of_figure(figure))


def _flow_of_people(
    context: Context,
    number: int,
    figure: FigureMention,
    window: tuple[int, int],
    indicator: Indicator,
    before: Stat | None,
) -> Stat | None:
    """Companies, tourists or students of a country in another one.

    Tourists come within a time. If their sentence names none, it is that of the tourists in the sentence before.
    """
    sentence = context.sentences[number]
    states = [party for party in context.states(number) if window[0] <= party.start < window[1]]
    noun = figure.text.rfind(" ") + figure.start if figure.words or figure.noun else figure.start
    source, target = ends(flow_parties(sentence.text, (noun, figure.end), states, PEOPLE))
    if partner := partner_beside(context, number, figure):
        receiver = before.parties.reporter if before and before.indicator is indicator else None
        source, target = partner, target if target not in (None, partner) else _owner(sentence.text, states) or receiver
    elif (owner := _owner(sentence.text, states)) and sentence.text[: figure.start].endswith(" with "):
        source, target = next((party.code for party in states if party.code != owner), None), owner
    elif source is None and _is_part(context, number, figure, states, indicator, before) and before:
        source, target = before.parties.partner, before.parties.reporter
    givers = [party.code for party in states if party.end <= figure.start] if figure.noun == "scholarship" else []
    if figure.noun == "scholarship" and (receiver := _receiver(sentence.text, figure, states)):
        source, target = receiver, next((code for code in reversed(givers) if code != receiver), None)
    elif givers:
        source, target = None, givers[-1]  # who gives is the subject; who receives is the other
    if source is None and not givers:
        return None
    source, target = source_and_target(context, source, target, number)
    if source is None or target is None or source == target:
        return None
    speaker = context.speaker(number)
    mention = period_of(sentence, figure, window, context.dates[number])
    if mention and figure.noun == "student" and re.search(r"\bcurrent\s+year\b", mention.text):
        mention = None  # the academic year, which begins in autumn
    if (
        mention
        and indicator in (Indicator.companies, Indicator.students)
        and not _is_in_same_clause(sentence.text, mention, figure, sentence.start)
    ):
        mention = None  # the time of another figure: this one counts the present
    if mention and mention.relation == "since" and mention.end - sentence.start <= window[0]:
        mention = None  # the time of another figure
    period = stated_period(context, mention)
    if period is None and indicator is Indicator.tourists and before and before.indicator is indicator:
        period = before.period
    return Stat(
        number, indicator=indicator, flow=Flow.inward, parties=Parties(target, source),
        period=period or status_period(context, number, speaker),
        cue=(figure.number_start, figure.end), speaker=speaker,
        is_certain=not (is_to_come(context, period) or _SHALL.match(sentence.text, figure.end))
        and (period is not None or indicator is not Indicator.tourists),
        reason="The words name what is counted, and from where it comes.", **of_figure(figure),
    )  # fmt: skip


_CLAUSE = re.compile(r"[;”\"]|,\s(?:and|while|but|adding|said|with)\b|\.\s")


def _is_in_same_clause(text: str, mention: DateMention, figure: FigureMention, offset: int) -> bool:
    """Whether a time stands in the clause of a count."""
    first, last = mention.start - offset, mention.end - offset
    between = text[figure.end : first] if first >= figure.end else text[last : figure.start]
    return not _CLAUSE.search(between)


_SHALL = re.compile(r"(?:\s[a-z]+){0,2}?\s(?:will|would|shall|(?:is|are)\s(?:due\s|set\s|planned\s)?to)\s")
"""Words behind a count that is only promised: “200 scholarships will be granted”."""

_PART = re.compile(r"\b(?:of\swhich|of\sthem|of\sthese|including|and)\s(?:\w+\s)?\Z")


def _is_part(
    context: Context,
    number: int,
    figure: FigureMention,
    states: list[PartyMention],
    indicator: Indicator,
    before: Stat | None,
) -> bool:
    """Whether companies or students are a part of those before, or more of them in a sentence without a country."""
    if before is None or before.indicator is not indicator or indicator is Indicator.tourists or states:
        return False
    if before.number == number:
        return bool(_PART.search(context.sentences[number].text, 0, figure.start))
    return number - before.number == 1 and not context.states(number)


def _owner(text: str, states: list[PartyMention]) -> str | None:
    """The country whose tourists or partners a sentence lists: “Kenya’s largest source of tourists”."""
    return next((party.code for party in states if re.match(r"[’']s?\s", text[party.end : party.end + 3])), None)


def _receiver(text: str, figure: FigureMention, states: list[PartyMention]) -> str | None:
    """Whose students get scholarships: “250 scholarships to Kazakh students”."""
    behind = [party for party in states if figure.end <= party.start <= figure.end + 40]
    if behind and re.fullmatch(r"\s(?:\w+\s){0,3}(?:to|for)\s(?:\w+\s)?", text[figure.end : behind[0].start]):
        return behind[0].code
    return None


_INVESTMENT = re.compile(r"\binvestment\sprojects\b|\binvesting\sin\b")

_BUILDING = re.compile(
    r"\s(?:are|have)\s(?:\w+\s){0,2}(?:building|implement(?:ing|ed)|develop(?:ing|ed)|built|complet(?:ing|ed)|launched)\b"
)
"""Words behind two countries that make the projects those of both."""

_INTO = re.compile(r"\s(?:in|into|across|through)\s(?:\w+\s)?")


def _goes_on(context: Context, number: int, figure: FigureMention, latest: Stat | None) -> bool:
    """Whether projects are those of the figure before, or those into which its money went."""
    if latest is None or context.sentences[latest.number].paragraph != context.sentences[number].paragraph:
        return False
    if latest.indicator in (Indicator.joint_projects, Indicator.joint_project_value):
        return number - latest.number <= 2
    text = context.sentences[number].text
    is_invested = latest.indicator in (Indicator.investment_stock, Indicator.investment_flow)
    return is_invested and number == latest.number and bool(_INTO.fullmatch(text, latest.span[1], figure.start))


_OF_CONTRACTORS = re.compile(r"\bcontract(?:ors?|ing)\b|\bprojects\s(?:of|by)\s", re.IGNORECASE)
"""Words of projects that contractors of one country carry out, alone."""


def projects(
    context: Context,
    number: int,
    figure: FigureMention,
    cue: Cue | None,
    window: tuple[int, int],
    latest: Stat | None = None,
) -> Stat | None:
    """The number of joint projects, or their value.

    Projects are joint by that word, if they are investment projects of one country in the other, or if they go on from
    ``latest``, the figure before.
    """
    sentence = context.sentences[number]
    text = sentence.text
    states = [party for party in context.states(number) if party.code in context.pair]
    is_of_both = len({party.code for party in states}) == 2 and bool(
        _INVESTMENT.search(text, window[0], figure.end)
        or (" and " in text[states[0].end : states[1].start] and _BUILDING.match(text, states[1].end))
    )
    goes_on = _goes_on(context, number, figure, latest)
    is_joint = is_of_both or goes_on or _JOINT.search(text) or _JOINT.search(figure.text)
    if not is_joint and _OF_CONTRACTORS.search(text):
        return None
    if not is_joint and ({party.code for party in context.states(number)} != {*context.pair} or len(context.pair) < 2):
        return None
    pair, _ = turnover_pair(context, number, states)
    if pair is None:
        return None
    speaker = context.speaker(number)
    mention = period_of(sentence, figure, window, context.dates[number])
    period = stated_period(context, mention)
    if period is None or is_to_come(context, period):
        period = status_period(context, number, speaker)
    scope = _SCOPES.search(text, figure.start)
    return Stat(
        number, indicator=Indicator.joint_project_value if cue else Indicator.joint_projects, flow=None,
        parties=Parties(*pair), period=period,
        cue=(cue.start, cue.end) if cue else (figure.number_start, figure.end), speaker=speaker,
        scope=scope.group() if scope else None, is_certain=bool(is_joint),
        reason="The words name joint projects of the two countries.",
        **of_figure(figure),
    )  # fmt: skip


_PRESIDENTS = re.compile(
    r"\b(?<![Vv]ice[\s-])(?<![Ff]ormer\s)(?:[Pp]residents?|[Ll]eaders|[Hh]eads\sof\sstate)\b(?!\s(?:of\sthe\s)?(?:[Bb]oard|[Bb]ank))"
)

_HEAD_OF_STATE = re.compile(r"(?:acting |interim )?president\b|(?:head of state|king|emir|sultan|grand duke)\b", re.I)


def _presidential(context: Context, number: int, figure: FigureMention) -> Stat | None:
    """How often presidents met, or visited a country. It is sure if the sentence has both countries and the time."""
    sentence = context.sentences[number]
    head = _PRESIDENTS.search(sentence.text[: figure.start])
    is_year = any(date.start <= sentence.start + figure.number_start < date.end for date in context.dates[number])
    if not head or is_year or figure.value < 2 or hypothetical(sentence.text, head.start(), figure):
        return None
    visits = figure.noun == "visit"
    people = [(mention, context.posts_of(mention)) for mention in context.people[number]]
    behind = next((posts for mention, posts in people if mention.start > figure.start), [])
    if not visits and behind and not any(_HEAD_OF_STATE.match(post) for post in behind):
        return None  # “President X has held 12 meetings with Foreign Minister Y”
    pair, _ = turnover_pair(context, number, [p for p in context.states(number) if p.code in context.pair])
    if pair is None:
        return None
    reporter, partner = pair
    if visits:
        flow = flow_parties(sentence.text, (figure.number_start, figure.end), context.states(number), PEOPLE)
        if flow.target is None:
            return None
        partner = flow.target.code
        reporter = flow.source.code if flow.source else other_country(context, partner) or reporter
    speaker = context.speaker(number)
    mention = period_of(sentence, figure, (0, len(sentence.text)), context.dates[number])
    codes = {party.code for party in context.states(number)}
    codes |= {code for person, _ in people if (code := context.home_of(person))}
    return Stat(
        number, indicator=Indicator.presidential_visits if visits else Indicator.presidential_meetings,
        flow=Flow.outward if visits else None, parties=Parties(reporter, partner),
        period=stated_period(context, mention) or status_period(context, number, speaker),
        cue=(head.start(), figure.end), speaker=speaker, is_certain=bool(mention) and codes == {reporter, partner},
        reason="The words count meetings or visits of presidents.", **of_figure(figure),
    )  # fmt: skip
