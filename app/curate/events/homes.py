"""Finds the country of people whose post does not name it, by what stands around them and elsewhere in the text.

Each rule fills in what the rules before it left open, from the surest to the least sure. What they say is inferred.
"""

import re
from collections.abc import Mapping
from itertools import pairwise

from app.curate.events.event import end_of, person_key, start_of
from app.curate.events.homes_by_pair import BY_PAIR, GUESSES, is_pair_clear, of_counterparts
from app.curate.events.lists import headings
from app.curate.events.party_clues import is_of_state, set_party, states, without_party
from app.curate.events.profile import Profile
from app.curate.events.publishers import LONGEST_HEAD
from app.curate.mentions.name_words import HONORIFIC
from app.curate.mentions.parties import PartyForm
from app.curate.mentions.post_words import COUNTERPARTS
from app.curate.mentions.posts import posts
from app.curate.mentions.reading import Passage, Reading
from app.domain.text import fold


def infer_parties(people: Mapping[str, Profile], reading: Reading) -> None:
    """Give people without a party the one that the text implies. The last two rules only guess."""
    is_clear = is_pair_clear(reading)
    rules = (
        _of_entourage,
        _of_union,
        _of_words_beside,
        _of_superiors,
        _of_staff,
        _of_delegations,
        _of_sides,
        _of_headings,
        _of_earlier_posts,
        _of_bodies,
        _of_objects,
        of_counterparts,
        *BY_PAIR,
    )
    for rule in (*rules, *rules, *GUESSES):  # twice: who visits decides of which country the counterpart is
        open_profiles = [profile for profile in people.values() if profile.party is None]
        rule(people, reading)
        for profile in open_profiles:
            is_guess = rule in GUESSES or (rule in BY_PAIR and not (is_clear and not _is_staff(profile)))
            profile.is_party_guessed = profile.party is not None and is_guess


_TITLE_BETWEEN = re.compile(
    r"\s(?:[\w-]+\s){0,3}?(?:co-?chair\w*|chair\w*|side|heads?|leader|chief|envoy|officials?|delegate|diplomat|representative"
    r"|negotiator|counterpart|colleague|host|guest|visitor|minister|president|premier|secretary|speaker|director|commissioner)"
    r",\s(?:the\s)?\Z",
    re.IGNORECASE,
)
"""What stands between a country and a post in apposition: “the Kazakh co-chair, Vice Minister X”."""

_HEADS_ITEM = re.compile(r"\s?[–—:-]\s?(?:the\s|its\s)?")

_BEGINS = re.compile(r"(?:^|[;:]\s|\s)[\W\d]{0,4}(?:the\s)?\Z")
"""What stands before and behind the country of an item: “Kenya – Minister X;”."""

_PLURAL_POSSESSIVE = re.compile(r"\btheir\s(?:\w+\s)?\Z", re.IGNORECASE)

_POSSESSIVE = re.compile(r"\b(?:its|their|whose)\s(?:\w+\s)?\Z", re.IGNORECASE)


def _of_words_beside(people: Mapping[str, Profile], reading: Reading) -> None:
    """Party in the words before the post: “the Omani co-chair, Minister X”, “the Omani Union and its chairman X”."""
    for profile, mention, passage in without_party(people, reading):
        post = mention.post
        before = [p for p in states(passage) if post and p.end <= post.start]
        if post and before:
            words = passage.text[before[-1].end : post.start]
            is_of_both = len({p.code for p in before}) > 1 and _PLURAL_POSSESSIVE.search(words)
            is_holder = before[-1].form is PartyForm.people and _TITLE_BETWEEN.fullmatch(words)
            is_holder = is_holder or (_HEADS_ITEM.fullmatch(words) and _BEGINS.search(passage.text[: before[-1].start]))
            if is_holder or (len(words) < LONGEST_HEAD and _POSSESSIVE.search(words) and not is_of_both):
                set_party(profile, before[-1].code)


_OF_COMMISSION = re.compile(r"(?:\b(?P<owner>[A-Z]\w+)\s)?\b(?:Commission|Council)\s\Z")
"""What stands before the post of a president of a body of the European Union that the text has named."""


def _of_union(people: Mapping[str, Profile], reading: Reading) -> None:
    """Party of “Commission President X”: the European Union, if the text names it."""
    if not any(party.code == "EU" for passage in reading.passages for party in passage.parties):
        return
    for profile, mention, passage in without_party(people, reading):
        match = _OF_COMMISSION.search(passage.text, 0, mention.post.start) if mention.post else None
        if match and (match["owner"] or "The") in ("The", "And", "With", "By", "From"):
            set_party(profile, "EU")


_SUPERIOR = re.compile(r"(?P<surname>[^\W\d_][\w-]+)(?:[’']s|[’'])\s(?:own\s)?\Z")


def _of_superiors(people: Mapping[str, Profile], reading: Reading) -> None:
    """Party of the leader who is named before a minister: “Silva’s foreign minister, X”."""
    parties = {fold(profile.surname): profile.party for profile in people.values()}
    for profile, mention, passage in without_party(people, reading):
        match = _SUPERIOR.search(passage.text, 0, mention.post.start) if mention.post else None
        if match and (party := parties.get(fold(match["surname"]))):
            set_party(profile, party)


_STAFF = re.compile(r"\b(?:[Hh]is|[Hh]er)\s(?:(?:own|new|then|former|chief|first|press)\s)?\Z")


def _is_staff(profile: Profile) -> bool:
    """Whether somebody is called by the post under another, such as “her spokesperson X”."""
    return any(
        mention.post and mention.post.title.lower() not in COUNTERPARTS and _STAFF.search(p.text, 0, mention.post.start)
        for mention, p in profile.mentions
    )


def _of_staff(people: Mapping[str, Profile], reading: Reading) -> None:
    """Party of the superior, if the words before are about people of one country: “Berg left, his aide X said”."""
    for profile, mention, passage in without_party(people, reading):
        if not (mention.post and _is_staff(profile)):
            continue
        before = [p for p in reading.of_paragraph(passage.sentence.paragraph) if p.position <= passage.position]
        for earlier_passage in reversed(before):
            end = mention.post.start if earlier_passage is passage else len(earlier_passage.text)
            parties = {people[person_key(m)].party for m in earlier_passage.people if m.end <= end}
            parties |= {post.party for post in posts(earlier_passage.text, earlier_passage.parties) if post.end <= end}
            if codes := parties - {None}:
                if len(codes) == 1:
                    set_party(profile, str(*codes))
                break


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


_ENTOURAGE_END = re.compile(
    r",\s(?:will|would|is|are|was|were|has|had|held|met|left|flew|paid|took|went|came|visited|arrived|attended|landed|is)\b"
    r"|\b(?:talks|meetings?|negotiations|consultations)\swith\b|\bto\smeet\b|\b(?:met|received|welcomed)\s(?:with|by)\b"
)
"""Words behind the names of companions, which speak of the traveller again."""


def _party_of_holder(people: Mapping[str, Profile], passage: Passage, end: int) -> str | None:
    """Party of the only person of the text who has the post that a sentence names last before ``end``, without a name:
    “the prime minister, accompanied by …”."""
    bare = [post.title.lower() for post in posts(passage.text, passage.parties) if post.end <= end]
    holders = [p for p in people.values() if bare and p.party and p.title and p.title.lower() == bare[-1]]
    return holders[0].party if len(holders) == 1 else None


def _of_entourage(people: Mapping[str, Profile], reading: Reading) -> None:
    """Party of the delegation, or of who is accompanied: “the Omani delegation includes Minister X and Y”."""
    home = None
    for passage in reading.passages:
        cue = _ENTOURAGE.search(passage.text)
        delegations = [p for p in states(passage) if _SIDE_BEHIND.match(passage.text, p.end)]
        if cue is None:
            home = delegations[0].code if len(delegations) == 1 else home
            continue
        before = [people[person_key(mention)].party for mention in passage.people if mention.end <= cue.end()]
        before = before or [_party_of_holder(people, passage, cue.start())]
        end = _ENTOURAGE_END.search(passage.text, cue.end())
        last = end.start() if end else len(passage.text)
        members = [people[person_key(mention)] for mention in passage.people if cue.end() <= mention.start < last]
        codes = [p.code for p in delegations if p.start < cue.end()]
        of_states = [p.code for p in states(passage) if p.end <= cue.start()]
        home = next(filter(None, (*codes, *before, *of_states, *(member.party for member in members), home)), None)
        if home:
            for member in members:
                set_party(member, home)


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
    for profile, mention, passage in without_party(people, reading):
        for party in states(passage):
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
                set_party(profile, party.code)


_SIDE_OF = re.compile(r"\b(?:side|part|behalf|delegation)\s(?:of|from)\s(?:the\s)?\Z")

_SIDE_BEGINS = re.compile(r"(?:[’']s)?(?:\s(?:side|delegation|part))?\s?:\s")
"""What stands before and behind a country whose people follow: “on the side of Oman: Minister X, Y; on …”."""


def _of_sides(people: Mapping[str, Profile], reading: Reading) -> None:
    """Party of the side at the head of a list of its people: “on the side of Oman: Minister X, Ambassador Y”."""
    for passage in reading.passages:
        heads = [
            party
            for party in states(passage)
            if (_SIDE_OF.search(passage.text, 0, party.start) or party.form is PartyForm.people)
            and _SIDE_BEGINS.match(passage.text, party.end)
        ]
        for mention in passage.people if heads else ():
            if before := [head for head in heads if head.end < mention.start]:
                set_party(people[person_key(mention)], before[-1].code)


def _of_earlier_posts(people: Mapping[str, Profile], reading: Reading) -> None:
    """Party of the post that the paragraph names before without its holder: “the Omani FM came. FM Salim spoke.”"""
    for profile, mention, passage in without_party(people, reading):
        parties: dict[str, None] = {}
        for neighbour in reading.of_paragraph(passage.sentence.paragraph) if mention.post else ():
            starts = {m.post.start for m in neighbour.people if m.post and not m.is_inferred}
            if neighbour.sentence.start <= passage.sentence.start:
                end = start_of(mention) if neighbour is passage else len(neighbour.text)
                bare = (
                    p
                    for p in posts(neighbour.text, neighbour.parties)
                    if p.start not in starts and p.party and p.end <= end
                )
                parties |= {p.party: None for p in bare if p.party and mention.post and p.title == mention.post.title}
        if len(parties) == 1:
            set_party(profile, *parties)


_FROM = re.compile(r"\b(?:of|from|by)\s(?:the\s)?\Z")


def _of_headings(people: Mapping[str, Profile], reading: Reading) -> None:
    """Party that the heading of a list names as that of its people: “Visits of Omani ministers to Norway:”."""
    heads = headings(reading)
    for profile, _, passage in without_party(people, reading) if heads else ():
        head = heads.get(passage.sentence.paragraph)
        is_list = head and head.text.endswith(":") and not passage.tenses.has_verb
        for party in states(head) if head and is_list else ():
            if party.form is PartyForm.people or (head and _FROM.search(head.text, 0, party.start)):
                set_party(profile, party.code)


def _of_bodies(people: Mapping[str, Profile], reading: Reading) -> None:
    """Party of an institution that the text elsewhere names with its country: “Uzbekistan’s Senate”."""
    for profile, mention, _ in without_party(people, reading):
        body = mention.post.body if mention.post else None
        if body and (party := _country_of_body(body.removeprefix("the "), reading)):
            set_party(profile, party)


def _country_of_body(body: str, reading: Reading) -> str | None:
    name = re.escape(body)
    behind = re.compile(rf"(?:[’']s)?\s(?:\w+\s)?{name}\b", re.IGNORECASE)
    before = re.compile(rf"\b{name}\s(?:\w+\s)?of\s(?:the\s)?\Z", re.IGNORECASE)
    for passage in reading.passages:
        for party in states(passage):
            if behind.match(passage.text, party.end) or before.search(passage.text[: party.start]):
                return party.code
    return None


_OBJECTS = re.compile(
    r"\b(?:call(?:ed)? on|met(?: separately)?(?: with)?|talks with|meetings? with|received by|welcomed)\s[^;]{0,40}\Z"
)

_AND = re.compile(
    rf"(?:\s(?:of|from|at|in)\s(?:the\s)?[A-Z][\w ]{{2,30}}?)?(?:,|,?\sand)"
    rf"\s(?:{HONORIFIC}\s){{0,3}}(?:the\s)?"
)


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
            if party and (second.posts or is_of_state(second)):
                set_party(second, party)
