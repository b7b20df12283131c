"""Sentences made from records: true ones in several forms, and the same with one part changed."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from app.curate.claims.facts import Fact, Facts, StatFact
from app.curate.claims.times import fineness
from app.domain.edtf import Precision, Span
from app.domain.figure_vocabulary import Flow, Indicator, Qualifier
from app.domain.prose import ORDINALS
from app.domain.vocabulary import MeetingStatus

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
FAR = "Samarkand"
"""A city that no record has."""


T = TypeVar("T")


class Sample(NamedTuple):
    """A sentence made from the record ``of``. ``fault`` names the part that is wrong; a true one has none."""

    text: str
    of: str
    fault: str = ""


def days(day: date) -> Iterator[str]:
    """A day in the forms in which texts write it."""
    month = MONTHS[day.month - 1]
    yield f"{day.day} {month} {day.year}"
    yield f"{month} {day.day}, {day.year}"
    yield f"{day.day} {month[:3]}. {day.year}" if month != "May" else f"{day.day} May {day.year}"
    yield f"{day:%d.%m.%Y}" if day.day > 12 else f"the {ORDINALS[day.day]} of {month} {day.year}"


def other_days(day: date) -> Iterator[date]:
    """Days that are not the day: another day, month or year."""
    yield day + timedelta(days=2)
    yield day.replace(month=day.month % 12 + 1, day=min(day.day, 28))
    yield day.replace(year=day.year - 1, day=min(day.day, 28))


def wrongly(forms: Callable[[T], Iterator[str]], values: Iterable[T]) -> Iterator[str]:
    """Each value in one of its forms, by turns. The true sentences have shown which forms are read."""
    for number, value in enumerate(values):
        texts = [*forms(value)]
        yield texts[number % len(texts)]


def single_day(fact: Fact) -> date | None:
    """The day of a record, if it has exactly one."""
    span = fact.dates[0] if fact.dates else None
    return span.start if span and span.start == span.end and fineness(span) == Precision.day else None


def period(span: Span) -> str | None:
    """A year, or months of a year, in words."""
    first, last = span.start, span.end
    if not (first and last and first.year == last.year and first.day == 1 and fineness(span) != Precision.day):
        return None
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    return f"{MONTHS[first.month - 1]}–{MONTHS[last.month - 1]} {first.year}" if first.month != last.month else None


def amounts(value: float) -> Iterator[str]:
    """A sum of dollars in the forms in which texts write it."""
    scale, word, short, russian = (1e9, "billion", "bn", "млрд") if value >= 1e9 else (1e6, "million", "mn", "млн")
    yield f"${value / scale:g} {word}"
    yield f"{value / scale:g}{short} USD"
    yield f"${value:,.0f}"
    yield f"{value:,.0f} dollars".replace(",", " ")
    yield f"{value / scale:g} {russian} долларов"


def of_meetings(facts: Facts) -> Iterator[Sample]:
    """Sentences on who met whom, where and when, and on sessions with their number."""
    names = {person.id: person for person in facts.names.people}
    mechanisms = {mechanism.id: mechanism.name for mechanism in facts.names.mechanisms}
    for fact in facts.events:
        day, city = single_day(fact), next(iter(sorted(fact.cities)), None)
        if fact.kind != "meeting" or fact.status != MeetingStatus.held or day is None or city is None:
            continue
        pairs = [
            (names[a], names[b]) for a in sorted(fact.people) for b in sorted(fact.people)
            if a < b and names[a].party != names[b].party
        ]  # fmt: skip
        same_day = [event for event in facts.events if event.kind == "meeting" and event.dates == fact.dates]
        for first, second in pairs:
            partners = {person for event in same_day if first.id in event.people for person in event.people}
            strangers = [person for person in facts.names.people if person.id not in partners | fact.people]
            for day_words in days(day):
                yield Sample(f"{first.name} and {second.name} met in {city} on {day_words}.", fact.id)
                yield Sample(f"On {day_words}, {second.name} held talks with {first.name} in {city}.", fact.id)
            for day_words in wrongly(days, other_days(day)):
                yield Sample(f"{first.name} and {second.name} met in {city} on {day_words}.", fact.id, "date")
            day_text = next(days(day))
            yield Sample(f"{first.name} and {second.name} met in {FAR} on {day_text}.", fact.id, "city")
            for stranger in strangers:
                yield Sample(f"{first.name} and {stranger.name} met in {city} on {day_text}.", fact.id, "person")
        if fact.mechanism and fact.session:
            body = mechanisms[fact.mechanism]
            for number in (ORDINALS[fact.session], f"{fact.session}th"):
                for day_words in days(day):
                    yield Sample(f"The {number} meeting of the {body} took place in {city} on {day_words}.", fact.id)
            for wrong_number in (fact.session - 1, fact.session + 1):
                text = f"The {ORDINALS[wrong_number]} meeting of the {body} took place in {city} on {next(days(day))}."
                yield Sample(text, fact.id, "session")
                yield Sample(text.replace(ORDINALS[wrong_number], f"{wrong_number}th"), fact.id, "session")
            for wrong_day in map(next, map(days, other_days(day))):
                text = f"The {ORDINALS[fact.session]} meeting of the {body} took place in {city} on {wrong_day}."
                yield Sample(text, fact.id, "date")
            yield Sample(f"The {ORDINALS[fact.session]} meeting of the {body} took place in {FAR}.", fact.id, "city")


def of_dated_titles(facts: Facts) -> Iterator[Sample]:
    """Sentences on agreements and milestones, by title and day."""
    names = {party.code: party.name for party in facts.names.parties}
    for fact in facts.events:
        day = single_day(fact)
        if fact.kind not in ("agreement", "milestone") or day is None or fact.count or not fact.parties:
            continue
        tells = f"The {fact.title} was signed on" if fact.kind == "agreement" else f"{fact.title.partition(',')[0]} on"
        for day_words in days(day):
            yield Sample(f"{tells} {day_words}.", fact.id)
        for day_words in wrongly(days, other_days(day)):
            yield Sample(f"{tells} {day_words}.", fact.id, "date")
        for code in sorted(fact.parties):
            wrong_party = tells.replace(names[code], "Uzbekistan")
            if wrong_party != tells:
                yield Sample(f"{wrong_party} {next(days(day))}.", fact.id, "parties")


def of_missions(facts: Facts) -> Iterator[Sample]:
    """Sentences on the missions of a country in the cities of another."""
    names = {party.code: party.name for party in facts.names.parties}
    for fact in facts.events:
        if fact.kind != "mission" or fact.type == "embassy" or fact.host is None:
            continue
        (sender,) = fact.parties - {fact.host}
        city, word = fact.title.rpartition(" in ")[2], (fact.type or "").replace("-", " ")
        yield Sample(f"{names[sender]} has a {word} in {city}.", fact.id)
        yield Sample(f"The {word} of {names[sender]} in {city} is open.", fact.id)
        yield Sample(f"{names[sender]} has a {word} in {FAR}.", fact.id, "city")
        yield Sample(f"{names[fact.host]} has a {word} in {city}.", fact.id, "sender")
        other_word = "honorary consulate" if word == "consulate general" else "consulate general"
        yield Sample(f"{names[sender]} has a {other_word} in {city}.", fact.id, "type")
        yield Sample(f"{names[sender]} has closed its {word} in {city}.", fact.id, "act")


def _template(stat: StatFact, names: dict[str, str]) -> str | None:
    """A sentence with places for amount and period, for the indicators that money measures."""
    parties = sorted(stat.parties)
    if stat.indicator == Indicator.trade and stat.flow == Flow.turnover and not stat.product:
        return f"Trade between {names[parties[0]]} and {names[parties[1]]} was {{amount}} in {{period}}."
    if not (stat.source and stat.target):
        return None
    source, target = names[stat.source], names[stat.target]
    if stat.indicator == Indicator.trade:
        goods = f" of {stat.title.partition(' of ')[2].partition(' from ')[0].lower()}" if stat.product else ""
        return f"Exports{goods} from {source} to {target} were worth {{amount}} in {{period}}."
    if stat.indicator == Indicator.investment_flow:
        return f"Direct investment from {source} in {target} was {{amount}} in {{period}}."
    return None


def of_figures(facts: Facts) -> Iterator[Sample]:
    """Sentences on sums of money by period: trade, exports, and investment in a year."""
    names = {party.code: party.name for party in facts.names.parties}
    for stat in facts.stats:
        template, time = _template(stat, names), period(stat.span) if stat.span else None
        if template is None or time is None or stat.unit != "USD" or stat.qualifier != Qualifier.exact:
            continue
        first = next(amounts(stat.value))
        for amount in amounts(stat.value):
            yield Sample(template.format(amount=amount, period=time), stat.id)
            time_first = f"In {time} {template[0].lower()}{template[1:]}".format(amount=amount, period=time)
            yield Sample(time_first.replace(f" in {time}.", "."), stat.id)
        wrong_values = (round(stat.value * factor, -5) for factor in (1.3, 0.7, 10, 0.1, 1000))
        for amount in wrongly(amounts, wrong_values):
            yield Sample(template.format(amount=amount, period=time), stat.id, "value")
        peers = [figure for figure in facts.stats if figure.indicator == stat.indicator and figure.span == stat.span]
        is_hedged = any(figure.qualifier != Qualifier.exact for figure in peers)
        for amount in (*([] if is_hedged else [f"less than {first}", f"more than {first}"]), f"€{first[1:]}"):
            yield Sample(
                template.format(amount=amount, period=time), stat.id, "bound" if "than" in amount else "currency"
            )
        year = time[-4:]
        yield Sample(template.format(amount=first, period=time.replace(year, str(int(year) - 5))), stat.id, "period")
        if stat.source and stat.target:
            reverse_text = template.replace(names[stat.source], "\0").replace(names[stat.target], names[stat.source])
            yield Sample(
                reverse_text.replace("\0", names[stat.target]).format(amount=first, period=time), stat.id, "direction"
            )


COUNT_TEMPLATES = {
    Indicator.tourists: "{number} tourists from {source} visited {target} in {period}.",
    Indicator.companies: "There are {number} companies from {source} in {target}.",
    Indicator.students: "{number} students from {source} study in {target}.",
}


def of_counts(facts: Facts) -> Iterator[Sample]:
    """Sentences on numbers of tourists, companies and students, with the hedge that is recorded."""
    names = {party.code: party.name for party in facts.names.parties}
    for stat in facts.stats:
        template, time = COUNT_TEMPLATES.get(Indicator(stat.indicator)), stat.span and period(stat.span)
        if template is None or not (stat.source and stat.target):
            continue
        hedge = {Qualifier.over: "More than ", Qualifier.about: "About "}.get(Qualifier(stat.qualifier), "")

        def sentence(
            value: float, source: str, target: str, template: str = template, hedge: str = hedge, time: str = time or ""
        ) -> str:
            text = template.format(
                number=f"{hedge}{value:,.0f}", source=names[source], target=names[target], period=time
            )
            return text.replace("are More", "are more")

        yield Sample(sentence(stat.value, stat.source, stat.target), stat.id)
        yield Sample(sentence(stat.value, stat.source, stat.target).replace(",", " ", 1), stat.id)
        for factor in (10, 3, 0.1):
            yield Sample(sentence(stat.value * factor, stat.source, stat.target), stat.id, "value")
        yield Sample(sentence(stat.value, stat.target, stat.source), stat.id, "direction")


def of_posts(facts: Facts) -> Iterator[Sample]:
    """Sentences on the posts of officials."""
    names = {party.code: party.name for party in facts.names.parties}
    people = {person.id: person.name for person in facts.names.people}
    words = {"head-of-state": "President", "foreign-minister": "Foreign Minister"}
    for post in facts.posts:
        if post.post_class not in words or post.party is None:
            continue
        title, name = words[post.post_class], people[post.person]
        yield Sample(f"{name} is the {title} of {names[post.party]}.", post.person)
        (wrong_title,) = set(words.values()) - {title}
        yield Sample(f"{name} is the {wrong_title} of {names[post.party]}.", post.person, "post")
        for code in {office.party for office in facts.posts if office.party} - {post.party}:
            yield Sample(f"{name} is the {title} of {names[code]}.", post.person, "party")
