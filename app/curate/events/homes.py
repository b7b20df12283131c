"""Finds the country of people whose post does not name it, by what stands around them and elsewhere in the text.

Each rule fills in what the rules before it left open, from the surest to the least sure. What they say is inferred.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from app.curate.events.event import end_of, person_key, start_of
from app.curate.events.profile import Profile
from app.curate.events.publishers import LONGEST_HEAD, dateline, publisher
from app.curate.mentions.name_words import HONORIFIC
from app.curate.mentions.parties import PartyForm, PartyMention
from app.curate.mentions.people import BEFORE_OBJECT
from app.curate.mentions.person_names import PersonMention
from app.curate.mentions.reading import Passage, Reading
from app.domain.position_classes import class_of
from app.domain.text import fold
from app.domain.vocabulary import PositionClass


def infer_parties(people: Mapping[str, Profile], reading: Reading) -> None:
    """Give people without a party the one that the text implies. The last two rules only guess."""
    is_pair_clear = _is_pair_clear(reading)
    rules = (
        _of_entourage,
        _of_words_beside,
        _of_superiors,
        _of_delegations,
        _of_bodies,
        _of_objects,
        _of_counterparts,
        _of_other_in_pair,
        _of_visitors,
        _of_hosts,
        _of_single_posts,
    )
    for rule in (*rules, *rules, *_GUESSES):  # twice: who visits decides of which country the counterpart is
        without_party = [profile for profile in people.values() if profile.party is None]
        rule(people, reading)
        for profile in without_party:
            is_guess = rule in _GUESSES or (rule in _BY_PAIR and not is_pair_clear)
            profile.is_party_guessed = profile.party is not None and is_guess


def _set_party(profile: Profile, party: str) -> None:
    if profile.party is None:
        profile.party = party


def _without_party(people: Mapping[str, Profile], reading: Reading) -> Iterator[tuple[Profile, PersonMention, Passage]]:
    """The mentions of people without a party, in the order of the text."""
    for passage in reading.passages:
        for mention in passage.people:
            if (profile := people[person_key(mention)]).party is None:
                yield profile, mention, passage


def _states(passage: Passage) -> list[PartyMention]:
    return [party for party in passage.parties if party.code in passage.countries or party.code == "EU"]


_TITLE_BETWEEN = re.compile(r"\s(?:[\w-]+\s){0,3}?[\w-]+,\s(?:the\s)?\Z")
"""What stands between a country and a post in apposition: “the Kazakh co-chair, Vice Minister X”."""

_HEADS_ITEM = re.compile(r"\s?[–—:-]\s?(?:the\s|its\s)?")

_BEGINS = re.compile(r"(?:^|[;:]\s|\s)[\W\d]{0,4}(?:the\s)?\Z")
"""What stands before and behind the country of an item: “Kenya – Minister X;”."""

_ITS = re.compile(r"\b(?:its|their|whose)\s(?:\w+\s)?\Z", re.IGNORECASE)


def _of_words_beside(people: Mapping[str, Profile], reading: Reading) -> None:
    """Party in the words before the post: “the Omani co-chair, Minister X”, “the Omani Union and its chairman X”."""
    for profile, mention, passage in _without_party(people, reading):
        post = mention.post
        before = [p for p in _states(passage) if post and p.end <= post.start]
        if post and before:
            words = passage.text[before[-1].end : post.start]
            is_holder = before[-1].form is PartyForm.people and _TITLE_BETWEEN.fullmatch(words)
            is_holder = is_holder or (_HEADS_ITEM.fullmatch(words) and _BEGINS.search(passage.text[: before[-1].start]))
            if is_holder or (len(words) < LONGEST_HEAD and _ITS.search(words)):
                _set_party(profile, before[-1].code)


_SUPERIOR = re.compile(r"(?P<surname>[^\W\d_][\w-]+)(?:[’']s|[’'])\s(?:own\s)?\Z")


def _of_superiors(people: Mapping[str, Profile], reading: Reading) -> None:
    """Party of the leader who is named before a minister: “Silva’s foreign minister, X”."""
    parties = {fold(profile.surname): profile.party for profile in people.values()}
    for profile, mention, passage in _without_party(people, reading):
        match = _SUPERIOR.search(passage.text, 0, mention.post.start) if mention.post else None
        if match and (party := parties.get(fold(match["surname"]))):
            _set_party(profile, party)


_DELEGATION = r"(?:delegation|side|team|part|co-?chair(?:man|woman|person)?|party)"

_LED_BY = re.compile(
    rf"(?:[’']s)?\s(?:[\w-]+\s){{0,2}}?{_DELEGATION}\b,?(?:\s(?:which|that))?"
    r"(?:\s(?:was|is|were|has been|will be|being))?"
    rf"(?:\s\w+ly)?,?\s?(?:(?:co-)?(?:led|headed|chaired)\sby|represented\sby|by|[–—-])?,?\s(?:the\s)?(?:{HONORIFIC}\s){{0,3}}\Z"
)
"""What stands between a country and who leads its delegation: “the Norwegian delegation was led by X”."""

_ENTOURAGE = re.compile(
    r"\b(?:accompanied\sby|(?:delegation|entourage|party|team)\b[^.;]{0,60}?\b(?:includ\w+|consist\w*|compris\w+|composed|made\sup)"
    r"|(?:members\sof|[Aa]mong)\s(?:the|his|her|their)\s(?:delegation|entourage))\b"
)
"""Words before the names of those who travel with somebody."""


def _of_entourage(people: Mapping[str, Profile], reading: Reading) -> None:
    """Party of the delegation, or of who is accompanied: “the Omani delegation includes Minister X and Y”."""
    home = None
    for passage in reading.passages:
        cue = _ENTOURAGE.search(passage.text)
        delegations = [p for p in _states(passage) if _SIDE_BEHIND.match(passage.text, p.end)]
        if cue is None:
            home = delegations[0].code if len(delegations) == 1 else home
            continue
        before = [people[person_key(mention)].party for mention in passage.people if mention.end <= cue.end()]
        members = [people[person_key(mention)] for mention in passage.people if mention.start >= cue.end()]
        own = [p.code for p in delegations if p.start < cue.end()]
        states = [p.code for p in _states(passage) if p.end <= cue.start()]
        home = next(filter(None, (*own, *before, *states, *(member.party for member in members), home)), None)
        if home:
            for member in members:
                _set_party(member, home)


_DELEGATION_OF = re.compile(rf"\b{_DELEGATION}\s(?:of|from)\s(?:the\s)?\Z")
_IS_LED_BY = re.compile(r",?\s(?:(?:was|is|were|being|which\swas)\s)?(?:led|headed|chaired)\sby\s(?:the\s)?")
"""What stands around a country and who leads its delegation: “a delegation of Norway, led by X”."""

_ON_SIDE = re.compile(
    r",?\s(?:(?:on|from|for)\s(?:behalf\sof\s)?(?:the\s)?|(?:led|leads|headed|heads|leading|heading|represented|who\s(?:led|headed))"
    r"\s(?:the|a|an)\s(?:\w+\s)?)\Z"
)
"""What stands between a person and the country for which they speak: “X from the Omani side”, “X led the Omani …”."""

_SIDE_BEHIND = re.compile(rf"(?:[’']s)?\s(?:[\w-]+\s){{0,2}}?{_DELEGATION}\b")


def _of_delegations(people: Mapping[str, Profile], reading: Reading) -> None:
    """Party of the delegation that a person leads, or of the side for which a person speaks."""
    for profile, mention, passage in _without_party(people, reading):
        for party in _states(passage):
            before = passage.text[party.end : start_of(mention)]
            leads = _LED_BY.fullmatch(before) or (
                _IS_LED_BY.fullmatch(before) and _DELEGATION_OF.search(passage.text, 0, party.start)
            )
            stands = (
                party.start >= end_of(mention)
                and _ON_SIDE.fullmatch(passage.text, end_of(mention), party.start)
                and _SIDE_BEHIND.match(passage.text, party.end)
            )
            if leads or stands:
                _set_party(profile, party.code)


def _of_bodies(people: Mapping[str, Profile], reading: Reading) -> None:
    """Party of an institution that the text elsewhere names with its country: “Uzbekistan’s Senate”."""
    for profile, mention, _ in _without_party(people, reading):
        body = mention.post.body if mention.post else None
        if body and (party := _country_of_body(body.removeprefix("the "), reading)):
            _set_party(profile, party)


def _country_of_body(body: str, reading: Reading) -> str | None:
    name = re.escape(body)
    behind = re.compile(rf"(?:[’']s)?\s(?:\w+\s)?{name}\b", re.IGNORECASE)
    before = re.compile(rf"\b{name}\s(?:\w+\s)?of\s(?:the\s)?\Z", re.IGNORECASE)
    for passage in reading.passages:
        for party in _states(passage):
            if behind.match(passage.text, party.end) or before.search(passage.text[: party.start]):
                return party.code
    return None


_OBJECTS = re.compile(
    r"\b(?:call(?:ed)? on|met(?: separately)?(?: with)?|talks with|meetings? with|received by|welcomed)\s[^;]{0,40}\Z"
)

_AND = re.compile(rf"(?:\s(?:of|from)\s[A-Z][\w ]{{2,30}}?)?(?:,|,?\sand)\s(?:{HONORIFIC}\s){{0,3}}(?:the\s)?")


def _of_objects(people: Mapping[str, Profile], reading: Reading) -> None:
    """Give the second of two ministers whom a visitor calls on the party of the first: “called on A of Oman, and B”."""
    for passage in reading.passages:
        party = None
        for mention, neighbour in pairwise(passage.people):
            first, second = people[person_key(mention)], people[person_key(neighbour)]
            if party or _OBJECTS.search(passage.text[: start_of(mention)]):
                party = first.party or party
            is_joined = _AND.fullmatch(passage.text, end_of(mention), max(end_of(mention), start_of(neighbour)))
            party = party if is_joined else None
            if party and (second.posts or _is_of_state(second)):
                _set_party(second, party)


def _of_counterparts(people: Mapping[str, Profile], reading: Reading) -> None:
    """The second country of a text on two: that of somebody who meets a counterpart from the first, or of B where A of
    “Presidents A and B” is of the first."""
    for passage in reading.passages:
        for counterpart in (m for m in passage.people if m.is_inferred and m.post and m.post.party in reading.codes):
            remainder = reading.codes - {counterpart.post.party if counterpart.post else None}
            before = [m for m in passage.people if m.end <= counterpart.start]
            if len(remainder) == 1 and before:
                is_object = len(before) > 1 and BEFORE_OBJECT.search(passage.text, 0, start_of(before[-1]))
                _set_party(people[person_key(before[0] if is_object else before[-1])], *remainder)
        for mention, neighbour in pairwise(passage.people):
            if mention.post and neighbour.post and mention.post.start == neighbour.post.start:
                first, second = people[person_key(mention)], people[person_key(neighbour)]
                pair = [*dict.fromkeys(party.code for party in _states(passage))]
                if first.party is None and second.party is None and len(pair) == 2:
                    _set_party(first, pair[0])
                for holder, other_holder in ((first, second), (second, first)):
                    remainder = reading.codes - {holder.party}
                    if holder.party in reading.codes and len(remainder) == 1:
                        _set_party(other_holder, *remainder)


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


def _is_pair_clear(reading: Reading) -> bool:
    """Whether the text names no third country, or names it at most half as often as each of the two."""
    numbers = [number for _, number in _counts(reading)]
    return len(numbers) < 3 or numbers[2] * 2 <= numbers[1]


_SOURCE = re.compile(
    r"\b[Aa]ccording to the (?:[\w-]+ ){0,3}(?:Secretary|[Mm]inist|[Ss]pokes|[Aa]mbassador)"
    r"|\b(?:attended by|in the presence of|accompanied by|joined by)\b"
)
"""Words before an official who is only the source of what the text tells, or one of several who were there."""


def _of_other_in_pair(people: Mapping[str, Profile], reading: Reading) -> None:
    """Where two people meet and one is of the pair that the text names most: the other country of the pair."""
    pair = _pair(reading)
    for passage in reading.passages:
        keys = list(dict.fromkeys(person_key(mention) for mention in passage.people))
        is_of_two = len(keys) == 2 and len(pair) == 2 and not _SOURCE.search(passage.text)
        for key in keys if is_of_two else ():
            others = {people[other].party for other in keys if other != key} & pair
            if people[key].posts and len(others) == 1:
                _set_party(people[key], *(pair - others))


_VISITS = re.compile(
    r",?\s(?:\w+\s){0,3}?(?:visits?|visited|visiting|pays?|paid|arrive[sd]?|travel(?:s|led|ed)?|undertakes?|undertook|came|flew"
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
    for profile, mention, passage in _without_party(people, reading):
        if not (profile.posts and len(pair) == 2):
            continue
        own_visit = _VISIT_BY.search(passage.text, 0, start_of(mention))
        first = _DURING_VISIT.match(passage.text) if mention is passage.people[0] else None
        match = own_visit or first or _VISITS.match(passage.text, end_of(mention))
        if match:
            end = max(match.end(), end_of(mention) if own_visit else 0) + _LONGEST_JOURNEY
            places = [(party.start, party.code) for party in _states(passage)]
            places += [(city.start, city.city.country) for city in passage.cities]
            goals = [code for start, code in sorted(places) if match.end() <= start < end]
            goal = next(iter(goals), None)
            if goal in pair and not pair <= {*goals}:
                _set_party(profile, *(pair - {goal}))


_MEETS = re.compile(
    r"\b(?:(?:received|welcomed|hosted|greeted)\sby|met(?:\sseparately)?(?:\swith)?|meets?(?:\swith)?|call(?:ed|s)?\son"
    r"|(?:talks|meetings?|discussions)\swith|received)\s(?:the\s|his\s|her\s)?(?:newly\s)?\Z"
)
"""Words of a meeting before its object."""


def _of_hosts(people: Mapping[str, Profile], reading: Reading) -> None:
    """The other country of the pair, for who meets somebody from the first: “A of Kenya was received by B”, “B met
    with the Kenyan minister”."""
    pair = _pair(reading)
    for profile, mention, passage in _without_party(people, reading) if len(pair) == 2 else ():
        guests = [people[person_key(m)].party for m in passage.people if m.end <= mention.start]
        if guests and guests[0] in pair and _MEETS.search(passage.text, 0, start_of(mention)):
            _set_party(profile, *(pair - {guests[0]}))
        for party in _states(passage) if profile.posts and mention is passage.people[0] else ():
            is_object = party.start > mention.end and _MEETS.search(passage.text, mention.end, party.start)
            if is_object and party.form is PartyForm.people and party.code in pair:
                _set_party(profile, *(pair - {party.code}))


_LONGEST_JOURNEY = 50
"""Characters between the verb of a visit and the place that is visited."""

_ONE_PER_COUNTRY = (PositionClass.head_of_state, PositionClass.head_of_government, PositionClass.foreign_minister)
"""Posts of which each country has one."""


def _of_single_posts(people: Mapping[str, Profile], reading: Reading) -> None:
    """The other country of the pair, for the second of two who hold a post of which each country has one."""
    pair = _pair(reading)
    if len(pair) == 1:  # the text of a ministry does not always name its own country
        pair |= {party for person in people.values() if person.id and (party := person.party)}
    classes = {key: class_of(profile.title) for key, profile in people.items() if profile.title}
    for key, kind in classes.items():
        others = {
            people[other].party for other, of_other in classes.items() if other != key and of_other is kind
        } & pair
        if kind in _ONE_PER_COUNTRY and len(others) == 1 and len(pair) == 2:
            _set_party(people[key], *(pair - others))


def _is_of_state(profile: Profile) -> bool:
    """Whether somebody holds a post of state, be it only called “Minister”."""
    titles = [profile.title, *(mention.post.title for mention, _ in profile.mentions if mention.post)]
    return any(title and class_of(title) in _OF_STATE for title in titles[:2])


_OF_STATE = (
    PositionClass.head_of_state,
    PositionClass.head_of_government,
    PositionClass.foreign_minister,
    PositionClass.minister,
    PositionClass.deputy_minister,
)


def _of_order(people: Mapping[str, Profile], reading: Reading) -> None:
    """The two countries of the text in its order, for two who share a post: “Prime Ministers A and B”."""
    for passage in reading.passages if len(reading.pair) == 2 else ():
        for mention, neighbour in pairwise(passage.people):
            first, second = people[person_key(mention)], people[person_key(neighbour)]
            is_shared = mention.post and neighbour.post and mention.post.start == neighbour.post.start
            if is_shared and first.party is None and second.party is None:
                first.party, second.party = reading.pair


def _of_remaining_country(people: Mapping[str, Profile], reading: Reading) -> None:
    """The second country of the pair, where all others who hold a post of state are of the first."""
    pair = _pair(reading)
    holders = [profile for profile in people.values() if _is_of_state(profile)]
    remainder = pair - {profile.party for profile in people.values()}
    if len(pair) == 2 and len(remainder) == 1 and any(profile.party for profile in holders):
        for profile in holders:
            _set_party(profile, *remainder)


def _of_publisher(people: Mapping[str, Profile], reading: Reading) -> None:
    """Country of the publisher, for officials without a record who still have no party."""
    home = publisher(reading) or dateline(reading, _pair(reading))
    if home is None:
        return
    for profile in people.values():
        if profile.posts and not profile.id:
            _set_party(profile, home)


_GUESSES = (_of_order, _of_remaining_country, _of_publisher)

_BY_PAIR = (_of_other_in_pair, _of_visitors, _of_hosts, _of_single_posts)
"""Rules that choose between the two countries that the text names most. With a third country they only guess."""
