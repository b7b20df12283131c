"""Who promises in a sentence: its subject, an official, both of two countries, or the country of the paragraph; and to
whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from app.curate.events.event import person_key
from app.curate.events.persons import profiles
from app.curate.mentions.context import Context
from app.curate.mentions.parties import PartyForm, PartyMention
from app.curate.mentions.person_names import PersonMention
from app.curate.mentions.pledges import BY_WHOM, DONE_BY_THEN, OF_LIST, SAYS_OF_ITSELF
from app.curate.mentions.reading import read
from app.curate.voices import country_of_label

_BOTH_SIDES = re.compile(
    r"\b(?:[Tt]he\s+(?:two\s+)?(?:[Ss]ides|[Pp]arties|countries|presidents|leaders|ministers|prime\s+ministers"
    r"|foreign\s+ministers|governments)"
    r"|[Bb]oth\s+(?:[Ss]ides|countries|[Pp]arties)|[Tt]hey|[Ww]e)\s(?:\w+\s){0,2}?\Z"
)

_SUBJECT = re.compile(
    r"(?:[’']s\s(?:\w+\s){0,2}?(?:government|[Ss]ide|[Pp]arty|ministry|authorities|parliament|cabinet),?\s|[’']s\s[Mm]inistry\sof\s(?:[\w,]+\s){1,5}"
    r"|\s(?:[Gg]overnment|[Ss]ide|[Pp]arty|authorities|ministry|delegation),?\s"
    r"|(?:[’']s)?\s(?:(?!Minister|President|Foreign|Deputy)[A-Z][\w&-]+\s){1,4}"
    r"|,\s(?:[\w’'-]{1,25}\s){1,3}(?:said|confirmed|announced|added|promised|noted),\s|\s|,\s)(?:for\s(?:its|their)\spart,?\s|in\sturn,?\s)?(?:(?:has|have|had|also|is|are)\s)*\Z"
)

_NO_SUBJECT = re.compile(r"\b(?:in|to|with|from|of|for|by|between|across|into|at|near)\s+(?:the\s+)?\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Promiser:
    """Who promises: the codes of countries, and the offsets in the sentence of the words for them. ``reason`` says how
    the countries were worked out, if the words do not name them."""

    by: list[str]
    words: tuple[int, int]
    reason: str | None = None


def promiser(context: Context, number: int, match: re.Match[str], *, passive: bool) -> Promiser | None:
    """Who promises what a match says, or None. ``passive`` says that the verb is in the passive voice, as “will be
    given to”, and so has no country before it."""
    text, states = context.sentences[number].text, context.states(number)
    if subject := _country(text, states, match, passive=passive):
        first = _first_of_subject(text, states, subject)
        return Promiser(sorted({first.code, subject.code}), (first.start, subject.end))
    if match.re is BY_WHOM:
        return None
    if match.re is DONE_BY_THEN:
        return _promiser_in_passive(context, number, match)
    if passive:
        giver = _giver(context, number)
        return Promiser([giver], match.span(), "The paragraph is about this country.") if giver else None
    if ministry := _ministry(context, number, match.start()):
        return ministry
    if official := _official(context, number, match.start()):
        return Promiser([official[0]], official[1], "It is the country of the official who promises.")
    return _two_sides(context, number, match)


def _country(text: str, states: list[PartyMention], match: re.Match[str], *, passive: bool) -> PartyMention | None:
    """The country that the sentence names as the one who promises."""
    names = [party for party in states if party.form is not PartyForm.people]
    if match.re is OF_LIST:
        return next((party for party in names if party.end == match.start("pledge")), None)
    if match.re is BY_WHOM:
        return next((party for party in names if party.start == match.end()), None)
    speech = SAYS_OF_ITSELF.search(text, max(0, match.start() - 60), match.start())
    return (
        None
        if passive or match.re is DONE_BY_THEN
        else _subject(text, states, speech.start() if speech else match.start("pledge"))
    )


_EVENT_NOUN = re.compile(
    r"\b(?:exhibition|forum|conference|summit|meeting|session|festival|fair|games|week|days|ceremony|talks)\b", re.I
)
"""Events: that a forum will be opened is no promise."""


def _promiser_in_passive(context: Context, number: int, match: re.Match[str]) -> Promiser | None:
    """Who promises in a passive sentence: the countries that it names before the verb, else the country of the official
    who says it, else both countries of the text."""
    if _EVENT_NOUN.search(context.sentences[number].text, 0, match.start()):
        return None
    own = [p for p in context.states(number) if p.end <= match.start()]
    codes = sorted({party.code for party in own})
    if len(codes) > 1:
        return Promiser(codes, (own[0].start, own[-1].end), "What is done concerns these countries.")
    speaker = context.speaker(number)
    person = next((p for p in context.people[number] if speaker and p.name == speaker.name), None)
    if person and (party := party_of(context, person)):
        return Promiser([party], (person.start, person.end), "It is the country of the official who says so.")
    if len(context.pair) < 2:
        return None
    return Promiser(sorted(context.pair), match.span(), "The article is about these two countries.")


def _two_sides(context: Context, number: int, match: re.Match[str]) -> Promiser | None:
    """Both countries of the text, for which “the two sides” or “they” stand. “We” is the country of the speaker."""
    sides = _BOTH_SIDES.search(context.sentences[number].text, max(0, match.start() - 60), match.start())
    if sides is None:
        return None
    is_we = sides.group().lower().startswith("we ")
    if is_we and (country := country_of_label(context, number)):
        return Promiser([country], sides.span(), "It is the country of the one who speaks.")
    if len(context.pair) < 2 or (is_we and match["pledge"] == "will"):
        return None
    return Promiser(sorted(context.pair), sides.span(), "The article is about these two countries.")


def _subject(text: str, states: list[PartyMention], verb: int) -> PartyMention | None:
    """The country that is the subject of a verb: right before it, and behind no preposition."""
    before = [party for party in states if party.end <= verb]
    if not before:
        return None
    party = before[-1]
    behind = text[party.end : verb]
    adjective = party.form is PartyForm.people and not _OF_COUNTRY.match(behind)
    is_object = _NO_SUBJECT.search(text[: party.start]) and not _GOVERNMENT_OF.search(text[: party.start])
    if adjective or not _SUBJECT.fullmatch(behind) or is_object:
        return None
    return party


_GOVERNMENT_OF = re.compile(
    r"(?:^|[,.;:]\s|\bthat\s)(?:[Tt]he\s)?(?:Royal\s)?(?:[Gg]overnment|Republic|Kingdom|Sultanate|State)\sof\s(?:the\s)?\Z"
)
"""A subject that has the name of a country behind “of”: “the Government of Japan”."""

_OF_COUNTRY = re.compile(
    r"\s(?:(?i:government|side|party|authorities|ministry|delegation)\b|(?!Minister|President)[A-Z][\w&-]+\s(?!said|says|told))"
)
"""What makes an adjective a subject: “the Kenyan Side”, “Kenyan Railways”."""


def _first_of_subject(text: str, states: list[PartyMention], subject: PartyMention) -> PartyMention:
    """The first country of a subject: of “Kenya and Japan” it is Kenya."""
    first = next((p for p in states if p.form is subject.form and text[p.end : subject.start] == " and "), subject)
    return subject if _NO_SUBJECT.search(text[: first.start]) else first


_PERSON_BEHIND = re.compile(
    r",?(?:\s(?:has|have|had|also|then|on\s\w+day|in\s(?:his|her)\sspeech|for\s(?:his|her)\spart),?){0,2}\s\Z"
)

_POST = re.compile(
    r"\b[Tt]he\s(?P<post>(?:[Pp]rime|[Ff]oreign)\s[Mm]inister|[Pp]resident|[Cc]hancellor|[Mm]inister)\s\Z"
)


def _official(context: Context, number: int, verb: int) -> tuple[str, tuple[int, int]] | None:
    """The country of the official who is the subject of a verb, by name or by post, and the words for him or her."""
    text = context.sentences[number].text
    for person in reversed(context.people[number]):
        if person.end <= verb and _PERSON_BEHIND.fullmatch(text[person.end : verb]):
            party = party_of(context, person)
            return (party, (person.start, person.end)) if party else None
    if match := _POST.search(text, max(0, verb - 40), verb):
        holders = {
            p.name: p
            for people in context.people
            for p in people
            if p.post and p.post.title.lower() == match["post"].lower()
        }
        if len(holders) == 1:
            party = party_of(context, next(iter(holders.values())))
            return (party, (match.start(), match.end("post"))) if party else None
    return None


_BODY = re.compile(r"\b[Tt]he\s(?P<body>[Mm]inistry|[Gg]overnment|[Cc]abinet)\s\Z")


def _ministry(context: Context, number: int, verb: int) -> Promiser | None:
    """The country of “the Ministry”: that of the only one whose country the text names."""
    body = _BODY.search(context.sentences[number].text, max(0, verb - 20), verb)
    if body is None:
        return None
    name = body["body"].capitalize()
    named = re.compile(rf"\b{name}\b(?:\sof(?:\s[A-Z][\w,]+|\sand){{1,6}})?\sof\s(?:the\s)?(?:Republic\sof\s)?\Z")
    codes = {
        party.code
        for n in range(number + 1)
        for party in context.states(n)
        if named.search(context.sentences[n].text, 0, party.start)
    }
    reason = f"It is the country whose {name.lower()} the text names."
    return Promiser([*codes], body.span(), reason) if len(codes) == 1 else None


def party_of(context: Context, person: PersonMention) -> str | None:
    """The party of somebody, as all that the text says of the person and of others implies it."""
    profile = profiles(read(context.article, context.names), context.names).get(person_key(person))
    return profile.party if profile else None


def _giver(context: Context, number: int) -> str | None:
    """The country that the sentences before name first in the paragraph."""
    numbers = [n for n in context.around(number) if n < number]
    return next((party.code for n in numbers for party in context.states(n)), None)


_LOAN = re.compile(r"\b(?:loan|credit)\b", re.IGNORECASE)


def borrower(context: Context, number: int, words: str, lender: Promiser) -> list[str]:
    """The other country of a text on two, if one of them gives a loan and the sentence names no borrower."""
    others = {party.code for party in context.parties[number]} - {*lender.by}
    if others or not context.has_clear_pair or len(lender.by) != 1 or not _LOAN.search(words):
        return []
    return [code for code in context.pair if code not in lender.by] if lender.by[0] in context.pair else []


def opens_item(text: str, states: list[PartyMention], verb: int) -> bool:
    """Whether a line has a country and “to” at its start, as a headline or an item has: “Kenya to name an envoy”."""
    return any(
        party.form is not PartyForm.people
        and party.end + 1 == verb
        and not re.search(r"\w", _ARTICLE.sub("", text[: party.start]))
        for party in states
    )


_ARTICLE = re.compile(r"\b[Tt]he\b")


_RECIPIENT = re.compile(r"\b(?:to|for|in|across|throughout|into)\s+(?:the\s+)?(?:\w+\s+)?\Z")


def recipient_of(text: str, match: re.Match[str], last: int, others: Sequence[PartyMention]) -> PartyMention | None:
    """The party for which a deed is: right after it, else with “to” or an apostrophe before the offset ``last``."""
    direct = (party for party in others if match.end("deed") <= party.start <= match.end("deed") + 2)
    indirect = (
        party
        for party in others
        if match.end() <= party.start < last
        and (_RECIPIENT.search(text[max(0, party.start - 30) : party.start]) or text[party.end : party.end + 1] in "’'")
    )
    return next(chain(direct, indirect), None)
