"""Finds the country of people in a text on two countries: whoever is not of the one is of the other."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from app.curate.events.event import end_of, person_key, start_of
from app.curate.events.party_clues import is_of_state, set_party, states, without_party
from app.curate.events.profile import Profile
from app.curate.events.publishers import publisher
from app.curate.mentions.parties import PartyForm
from app.curate.mentions.people import BEFORE_OBJECT, ONE_PER_COUNTRY
from app.curate.mentions.reading import Passage, Reading
from app.domain.position_classes import class_of


def of_counterparts(people: Mapping[str, Profile], reading: Reading) -> None:
    """The second country of a text on two, for who meets a counterpart from the first, and for one of “Presidents A and
    B” if the other is of the first."""
    for passage in reading.passages:
        for counterpart in (m for m in passage.people if m.is_inferred and m.post and m.post.party in reading.codes):
            remainder = reading.codes - {counterpart.post.party if counterpart.post else None}
            before = [m for m in passage.people if m.end <= counterpart.start]
            if len(remainder) == 1 and before:
                is_object = len(before) > 1 and BEFORE_OBJECT.search(passage.text, 0, start_of(before[-1]))
                set_party(people[person_key(before[0] if is_object else before[-1])], *remainder)
        for mention, neighbour in pairwise(passage.people):
            if mention.post and neighbour.post and mention.post.start == neighbour.post.start:
                first, second = people[person_key(mention)], people[person_key(neighbour)]
                pair = [*dict.fromkeys(party.code for party in states(passage))]
                if first.party is None and second.party is None and len(pair) == 2:
                    set_party(first, pair[0])
                for holder, other_holder in ((first, second), (second, first)):
                    remainder = reading.codes - {holder.party}
                    if holder.party in reading.codes and len(remainder) == 1:
                        set_party(other_holder, *remainder)


def _counts(reading: Reading) -> list[tuple[str, int]]:
    """How often the text names each country, the most frequent first. A mere place, “in Peru”, counts as none."""
    mentions = [(p, passage) for passage in reading.passages for p in passage.parties if p.code in reading.codes]
    counts = Counter(p.code for p, passage in mentions if not _PLACE.search(passage.text, 0, p.start))
    counts.update({p.code: 0 for p, _ in mentions})
    return counts.most_common()


_PLACE = re.compile(r"\b[Ii]n\s(?:the\s)?\Z")


def _pair(reading: Reading) -> set[str]:
    """The two countries that the text names most, or all if these are fewer."""
    return {code for code, _ in _counts(reading)[:2]}


def is_pair_clear(reading: Reading) -> bool:
    """Whether the text names no third country, or names it at most half as often as each of the two."""
    numbers = [number for _, number in _counts(reading)]
    return len(numbers) < 3 or numbers[2] * 2 <= numbers[1]


_SOURCE = re.compile(
    r"\b[Aa]ccording to the (?:[\w-]+ ){0,3}(?:Secretary|[Mm]inist|[Ss]pokes|[Aa]mbassador)"
    r"|\b(?:attended by|in the presence of|accompanied by|joined by)\b"
)
"""Words before an official who is only the source of what the text tells, or one of several who were there."""

_TOGETHER = re.compile(
    r"\b(?:[Mm]eet\w*|met|talks|(?:co-?)?chair\w*|negotiat\w+|consultations|discuss\w*|spoke\w*|calls?|called)\b"
)
"""Words of people who come together. Two who sign may be of one country."""

_ONCE = re.compile(r"\b(?:since|after|until|before|succe\w+|replac\w+)\s(?:\w+\s){0,2}\Z")
"""Words before somebody who held a post at another time: “in office since President X resigned”."""


def _of_other_in_pair(people: Mapping[str, Profile], reading: Reading) -> None:
    """Where two people meet and one is of the pair that the text names most: the other country of the pair."""
    pair = _pair(reading)
    for passage in reading.passages:
        keys = list(dict.fromkeys(person_key(mention) for mention in passage.people))
        is_of_two = len(keys) == len(pair) == 2 and _TOGETHER.search(passage.text) and not _SOURCE.search(passage.text)
        is_of_two = is_of_two and not _ONCE.search(passage.text, 0, start_of(passage.people[-1]))
        is_of_two = is_of_two and all(code in pair for _, code in _goals(passage, start_of(passage.people[-1])))
        for key in keys if is_of_two else ():
            codes = {people[other_key].party for other_key in keys if other_key != key} & pair
            if people[key].posts and len(codes) == 1:
                set_party(people[key], *(pair - codes))


_VISITS = re.compile(
    r"[’']s?\s(?:\w+\s){0,2}(?:visits?|trips?|tours?)\sto\b|,?\s(?:\w+\s){0,3}?(?:visits?|visited|visiting|pays?|paid|arrive[sd]?|travel(?:s|led|ed)?|undertakes?|undertook|came|flew"
    r"|(?:is|was|be)(?=\sin\s[A-Z]))\b"
)


_VISIT_BY = re.compile(r"\b[Vv]isits?\s(?:by|of)\s(?:the\s)?\Z")

_DURING_VISIT = re.compile(
    r"(?:On|During|As\spart\sof|Within|In\sthe\scourse\sof)\s(?:an?|the|his|her)\s[^.;,]{0,40}?\bvisit\sto\s"
)
"""Words before and behind a visitor: “the visit by X to Oslo”, “During her visit to Oslo, X”."""


def _of_visitors(people: Mapping[str, Profile], reading: Reading) -> None:
    """The other country of the pair, for who visits one of them: “Chancellor X visits Oslo”."""
    pair = _pair(reading)
    for profile, mention, passage in without_party(people, reading):
        if not (profile.posts and len(pair) == 2):
            continue
        own_visit = _VISIT_BY.search(passage.text, 0, start_of(mention))
        first = _DURING_VISIT.match(passage.text) if mention is passage.people[0] else None
        match = own_visit or first or _VISITS.match(passage.text, end_of(mention))
        if match:
            end = max(match.end(), end_of(mention) if own_visit else 0) + _LONGEST_JOURNEY
            places = [(party.start, party.code) for party in states(passage)]
            places += [(city.start, city.city.country) for city in passage.cities]
            goals = [code for start, code in sorted(places) if match.end() <= start < end]
            goal = next(iter(goals), None)
            if goal in pair and not pair <= {*goals}:
                set_party(profile, *(pair - {goal}))


_MEETS = re.compile(
    r"\b(?:(?:received|welcomed|hosted|greeted)\sby|met(?:\sseparately)?(?:\swith)?|meets?(?:\swith)?|call(?:ed|s)?\son"
    r"|(?:talks|meetings?|discussions)\swith|received)\s(?:the\s|his\s|her\s)?(?:newly\s|then\s)?\Z"
)
"""Words of a meeting before its object."""

_TO_PLACE = re.compile(
    r"\b(?:(?:was|were|is|are|arrived|stayed)\s(?:again\s|also\s)?in|visit(?:ed|s)?(?:\sto)?"
    r"|(?:came|comes?|went|goes|go|travel(?:s|l?ed)?|flew|fl(?:y|ies)|heads?|headed)(?:\son)?\sto|(?:left|leaves?)\sfor)\s"
    r"(?:the\s)?\Z"
)
"""Words before the place where somebody meets people of the place: “was in Oslo, and met Minister X”."""


def _goals(passage: Passage, end: int) -> Iterator[tuple[bool, str]]:
    """The countries to which somebody goes, by the words before ``end``, in order: whether they name the country itself
    and not a city of it, and its code. In a city of conferences, people of any country meet."""
    places = [(party.start, True, party.code) for party in states(passage)]
    places += [(city.start, False, city.city.country) for city in passage.cities]
    for start, is_country, code in sorted(places):
        if start < end and _TO_PLACE.search(passage.text, 0, start):
            yield is_country, code


def _of_hosts(people: Mapping[str, Profile], reading: Reading) -> None:
    """The other country of the pair, for who meets somebody from the first: “A of Kenya was received by B”, “B met
    with the Kenyan minister”. On a journey to a third country, the person met is of that country."""
    pair = _pair(reading)
    for profile, mention, passage in without_party(people, reading) if len(pair) == 2 else ():
        guests = [people[person_key(m)].party for m in passage.people if m.end <= mention.start]
        is_met = _MEETS.search(passage.text, 0, start_of(mention))
        goals = [*_goals(passage, start_of(mention))] if is_met and profile.posts else []
        if goals and goals[0][1] not in pair:
            is_of_goal = goals[0][0] and class_of(profile.title or "") in ONE_PER_COUNTRY
            profile.party = goals[0][1] if is_of_goal else None
        elif guests and guests[0] in pair and is_met:
            set_party(profile, *(pair - {guests[0]}))
        elif not guests and goals:
            set_party(profile, goals[0][1])
        for party in states(passage) if profile.posts and mention is passage.people[0] else ():
            is_object = party.start > mention.end and _MEETS.search(passage.text, mention.end, party.start)
            if is_object and party.form is PartyForm.people and party.code in pair:
                set_party(profile, *(pair - {party.code}))


_LONGEST_JOURNEY = 50
"""Characters between the verb of a visit and the place that is visited."""


def _of_single_posts(people: Mapping[str, Profile], reading: Reading) -> None:
    """The other country of the pair, for the second of two who hold a post of which each country has one."""
    pair = _pair(reading)
    if len(pair) == 1:  # the text of a ministry does not always name its own country
        pair |= {party for person in people.values() if person.id and (party := person.party)}
    classes = {key: class_of(profile.title) for key, profile in people.items() if profile.title}
    for key, kind in classes.items():
        codes = {
            people[other_key].party for other_key, of_other in classes.items() if other_key != key and of_other is kind
        } & pair
        is_of_two = len([of_other for of_other in classes.values() if of_other is kind]) == 2
        of_third = any({party.code for party in states(passage)} - pair for _, passage in people[key].mentions)
        if kind in ONE_PER_COUNTRY and not of_third and len(codes) == 1 and len(pair) == 2 and is_of_two:
            set_party(people[key], *(pair - codes))


def _of_remaining_country(people: Mapping[str, Profile], reading: Reading) -> None:
    """The second country of the pair, where all others who hold a post of state are of the first."""
    pair = _pair(reading)
    holders = [profile for profile in people.values() if is_of_state(profile)]
    remainder = pair - {profile.party for profile in people.values()}
    if len(pair) == 2 and len(remainder) == 1 and any(profile.party for profile in holders):
        for profile in holders:
            set_party(profile, *remainder)


def _of_publisher(people: Mapping[str, Profile], reading: Reading) -> None:
    """Country of the publisher, for officials without a record who still have no party."""
    home = publisher(reading)
    for profile in people.values() if home else ():
        if profile.posts and not profile.id:
            set_party(profile, str(home))


GUESSES = (_of_remaining_country, _of_publisher)

BY_PAIR = (_of_visitors, _of_other_in_pair, _of_hosts, _of_single_posts)
"""Rules that choose between the two countries that the text names most. With a third country they only guess."""
