"""The officials of a text: each person with a post, once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.curate.lexical.known_people import known_people, people_by_name
from app.curate.lexical.people import Person
from app.curate.lexical.text import LexicalSentence, LexicalText
from app.curate.names import Names, PersonNames
from app.curate.proposals import Confidence, Proposal, Quote, stated_values
from app.domain.edtf import Span
from app.domain.text import fold
from app.domain.vocabulary import PositionClass

VERSION = 9

_MANY_NAMES = 4
"""A name of so many words may be those of two people."""

BY = f"rule:officials-by-lexicon/{VERSION}"


@dataclass
class NamedOfficial:
    """A person with a post, and the mentions of the person. ``record`` is the official of the seed, if there is one."""

    key: str
    person: Person
    record: PersonNames | None = None
    spots: list[tuple[LexicalSentence, Person]] = field(default_factory=list)


def named_officials(text: LexicalText, names: Names) -> dict[str, NamedOfficial]:
    """The officials of a text by their ids. Mentions with one country and surname are of one official, who has the
    longest of their names."""
    records = names.derive(people_by_name)
    officials: dict[tuple[str | None, str], NamedOfficial] = {}
    for line in text.lines:
        for person in line.people:
            surname = (person.country, fold(person.surname))
            official = officials.get(surname)
            if official is None:
                official = officials[surname] = NamedOfficial(person.key, person)
            elif len(person.name.split()) > len(official.person.name.split()):
                official.person, official.key = person, person.key
            official.spots.append((line, person))
            if entry := records.get(fold(person.name)):
                official.record, official.key = entry, entry.id
    full_names = {fold(surname) for (_, surname), official in officials.items() if " " in official.person.name}
    return {o.key: o for o in officials.values() if " " in o.person.name or fold(o.person.surname) not in full_names}


def key_of(people: Mapping[str, NamedOfficial], person: Person) -> str:
    """The id of the official who is mentioned."""
    surname = fold(person.surname)
    namesakes = (o for o in people.values() if fold(o.person.surname) == surname and o.person.country == person.country)
    return next((official.key for official in namesakes), person.key)


def propose_officials(text: LexicalText, names: Names) -> Iterator[Proposal]:
    """A proposal for each official."""
    for official in named_officials(text, names).values():
        line, person = next(spot for spot in official.spots if spot[1] is official.person)
        if official.record:
            words, fields = (person.post_start, person.end), ("name", "positions")
            yield _of_seed(official.record, line.quote(*words, *fields, reason=person.reason(line.text)))
            continue
        yield _new(official, line, person, text.publication)
    ids = {official.key for official in named_officials(text, names).values()}
    for line in text.lines:
        for record, name, (start, end) in known_people(line.text, line.lexicon, names):
            if record.id not in ids:
                ids.add(record.id)
                reason = None if line.text[start:end] == name else f"The nominative of “{line.text[start:end]}”."
                yield _of_seed(record, line.quote(start, end, "name", reason=reason))


def _of_seed(record: PersonNames, quote: Quote) -> Proposal:
    return Proposal(
        kind="official", confidence=Confidence.high, values={"id": record.id, "name": record.name}, quotes=[quote],
        why="The text names a known official.", by=BY, record=record.id,
    )  # fmt: skip


def _new(official: NamedOfficial, line: LexicalSentence, person: Person, publication: Span | None) -> Proposal:
    position = {
        "title": person.title, "class": _class_of(person).value, "party": person.country,
        "as_of": publication.text if publication and not person.former else None, "former": person.former or None,
    }  # fmt: skip
    values = {
        "id": official.key, "name": person.name, "country": person.country,
        "positions": [{name: value for name, value in position.items() if value is not None}],
    }  # fmt: skip
    is_sure = (
        1 < len(person.name.split()) < _MANY_NAMES
        and "." not in person.name
        and person.is_name_sure
        and person.is_country_named
    )
    return Proposal(
        kind="official",
        confidence=Confidence.of(is_sure),
        values=stated_values(values),
        quotes=[line.quote(person.post_start, person.end, "name", "positions", reason=person.reason(line.text))],
        why="A post stands beside the name, which no known official has.",
        by=BY,
    )


def _class_of(person: Person) -> PositionClass:
    """The class of a post: the president of a federation or a club is no head of state."""
    kind = person.post.kind
    is_whole = person.post.words.fullmatch(person.title.lower()) is not None
    return kind if is_whole or kind is not PositionClass.head_of_state else PositionClass.head_of_organization
