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
from app.curate.mentions.pledges import BY_WHOM, DONE_BY_THEN, OF_LIST, OPENS_BY_THEN, PLEDGE, SAYS
from app.curate.mentions.reading import reading_of
from app.curate.voices import country_of_label, country_of_speech

_AUXILIARIES = (
    r"(?:\s(?:has|have|had|also|alone|itself|now|further|then|each|jointly|likewise|today|yesterday|earlier|in\sturn"
    r"|for\s(?:its|their|his|her)\spart),?)*"
)

_BOTH_SIDES = re.compile(
    r"\b(?:(?:[Tt]he\s+(?:two\s+)?|[Bb]oth\s+)(?:[Ss]ides|[Pp]arties|countries|nations|states|presidents|leaders|ministers|premiers"
    r"|prime\s+ministers|foreign\s+ministers|ministries|[Gg]overnments|neighbou?rs|capitals|delegations)|[Tt]he\s(?:two|pair)|[Tt]hey|[Ww]e"
    rf"|[Ii]t\s(?:was|has\sbeen))(?:\s(?:are|were))?{_AUXILIARIES}\s\Z"
)

_BODY_WORDS = (
    r"(?i:government|side|party|ministry|ministries|authorit(?:y|ies)|parliament|cabinet|delegation|embassy|agency|bank|eximbank|fund|railways?"
    r"|airlines?|airways|carriers?|university|service|committee|commission|council|corporation|administration"
    r"|(?:state|state-owned|national)\s(?:\w+\s){0,2}(?:company|operator|airline|carrier))"
)

_HEADS = r"(?i:president|minister|premier|ambassador|leader|chancellor|king|emir|secretary)"

OFFICIAL_SPEECH = re.compile(
    rf"\b(?:{_BODY_WORDS}|{_HEADS}s?|(?i:officials?|ministers|spokes\w+|diplomats?|statement|communiqu[eé]|sides|parties|both|two|he|she|it|they|we))"
    rf"(?:\s[A-Z][\w’-]+){{0,4}}(?:\s(?:has|have|had|also|on\s\w+))*\s{SAYS.pattern}"
)
"""Words of somebody who can say what a country promises."""

_SUBJECT = re.compile(
    rf"(?:[’']s)?(?P<words>(?:\s(?:of|for|and|the|in|&|[a-z]+[’']|(?!(?:said|says|told|will|would|who|which|that|to|by)\b)[\w&’.-]+)){{0,9}}?\s{_BODY_WORDS})?"
    rf"(?:(?P<name>(?:\s(?:(?!Minister|President|Foreign|Deputy)[A-Z][\w&-]+|of|for|and)){{1,8}}))?"
    rf"(?P<head>(?:\s[\w-]+){{0,4}}?\s{_HEADS})?(?:,?\s(?:which|who))?,?{_AUXILIARIES}(?:\s(?:is|are))?,?\s\Z"
)
"""The rest of a subject behind its country: a body, a name, or the post of a leader."""

_ASIDES = re.compile(r",\s[^,.;:“”]{3,80},(?=\s\Z)")
"""Words between commas before a verb: “Kenya, Omondi confirmed, will”."""

_NO_SUBJECT = re.compile(
    r"\b(?:[Ii]n|[Tt]o|[Ww]ith|[Ff]rom|of|[Ff]or|[Bb]y|[Bb]etween|[Aa]cross|into|[Aa]t|near|[Oo]n)\s+(?:the\s+)?(?:[a-z-]+\s)?\Z"
)


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
    if match.re in (DONE_BY_THEN, OPENS_BY_THEN):
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
    if match.re is PLEDGE and match["side"]:
        return next((party for party in states if match.start() < party.start < match.end("pledge")), None)
    if passive or match.re in (DONE_BY_THEN, OPENS_BY_THEN):
        return None
    verb = match.start("pledge")
    return _subject(text, states, verb) or _subject(text, states, _speech(text, verb))


_OF_ITSELF = re.compile(
    rf"(?:{SAYS.pattern}|\b(?:agreed|decided))(?:\s(?!that\b)[\w’]+){{0,3}}?\s(?:that\s)?(?:it|they|he|she|(?:his|her|its|their|my|our)\s(?:country|government"
    r"|ministry|nation|state|side|administration|cabinet)|the\scountry)(?:\s(?:is|are|was|were|had))?\s\Z"
)
"""Words before a promise whose subject is the one who speaks: “said that it”, “announced his country”."""


def _speech(text: str, verb: int) -> int:
    """The offset of the verb of speech of somebody who promises something “that it will” do. 0 if there is none."""
    speech = _OF_ITSELF.search(text, max(0, verb - 90), verb)
    return speech.start() if speech else 0


EVENT_NOUN = re.compile(
    r"\b(?:exhibition|forum|conference|summit|meeting|session|round|visit|festival|fair|games|week|days|ceremony|talks|consultations|edition)\b",
    re.I,
)
"""Nouns for events: that a forum will be opened is no promise."""

_MISSION_OF = re.compile(r"\b(?:[Ee]mbassy|[Cc]onsulate(?:\s[Gg]eneral)?|[Mm]ission)\sof\s(?:the\s)?\Z")


def _promiser_in_passive(context: Context, number: int, match: re.Match[str]) -> Promiser | None:
    """Who promises in a passive sentence: the countries that it names before the verb, else the country of the official
    who says it, else both countries of the text."""
    text, verb = context.sentences[number].text, match.start("pledge")
    clause = text.rfind("; ", 0, verb) + 1
    if EVENT_NOUN.search(text, clause, verb):
        return None
    parties = [p for p in context.states(number) if clause <= p.start and p.end <= verb]
    if mission := next((party for party in parties if _MISSION_OF.search(text, 0, party.start)), None):
        return Promiser([mission.code], (mission.start, mission.end))
    codes = sorted({party.code for party in parties})
    if len(codes) > 1:
        return Promiser(codes, (parties[0].start, parties[-1].end), "What is done concerns these countries.")
    if speaker := _speaker(context, number):
        return speaker
    if len(context.pair) < 2:
        return None
    return Promiser(sorted(context.pair), match.span(), "The article is about these two countries.")


def _speaker(context: Context, number: int) -> Promiser | None:
    """The country of the official who says a sentence, if the sentence names him or her."""
    speaker = context.speaker(number)
    person = next((p for p in context.people[number] if speaker and p.name == speaker.name), None)
    if person and (party := party_of(context, person)):
        return Promiser([party], (person.start, person.end), "It is the country of the official who says so.")
    return None


def _two_sides(context: Context, number: int, match: re.Match[str]) -> Promiser | None:
    """Both countries of the text, for which “the two sides” or “they” stand. “We” is the country of the speaker."""
    sides = _BOTH_SIDES.search(context.sentences[number].text, max(0, match.start() - 60), match.start())
    if sides is None:
        return None
    is_we = sides.group().lower().startswith("we ")
    is_agreed = match["pledge"].startswith("agree")
    if is_we and (country := country_of_label(context, number) or (not is_agreed and country_of_speech(context))):
        return Promiser([country], sides.span(), "It is the country of the one who speaks.")
    if is_we and (speaker := _speaker(context, number)):
        return speaker
    if len(context.pair) < 2 or (is_we and match["pledge"] == "will"):
        return None
    return Promiser(sorted(context.pair), sides.span(), "The article is about these two countries.")


def _subject(text: str, states: list[PartyMention], verb: int) -> PartyMention | None:
    """The country that is the subject of a verb: before it, with no other verb between, and behind no preposition."""
    aside = _ASIDES.search(text, max(0, verb - 90), verb)
    for party in reversed([party for party in states if party.end <= verb]):
        if aside and aside.start() <= party.start < aside.end():
            continue
        end = aside.start() if aside and aside.start() >= party.end else verb
        behind = _SUBJECT.fullmatch(text[party.end : end] + " " * (end < verb))
        if behind is None:
            continue
        adjective = party.form is PartyForm.people and not (behind["words"] or behind["head"])
        of_body = _GOVERNMENT_OF.search(text[: party.start])
        if not adjective and (of_body or not _NO_SUBJECT.search(text[: party.start])):
            return party
    return None


_GOVERNMENT_OF = re.compile(
    rf"(?:^|[,.;:“]\s?|\b(?:that|which|and|said|while|also|confirmed)\s)(?:\d\.\s)?(?:[Tt]he\s)?(?:Royal\s)?"
    rf"(?:Republic|Kingdom|Sultanate|State|{_BODY_WORDS}(?:\s(?:of|for)\s[\w\s,&]{{3,60}}?)?|{_HEADS})\sof\s(?:the\s)?(?:Republic\sof\s|Kingdom\sof\s)?\Z"
)
"""A subject that has the name of a country behind “of”: “the Government of Japan”."""


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
    body_of = re.compile(rf"\b{name}\b(?:\sof(?:\s[A-Z][\w,]+|\sand){{1,6}})?\sof\s(?:the\s)?(?:Republic\sof\s)?\Z")
    codes = {
        party.code
        for n in range(number + 1)
        for party in context.states(n)
        if body_of.search(context.sentences[n].text, 0, party.start)
    }
    reason = f"It is the country whose {name.lower()} the text names."
    return Promiser([*codes], body.span(), reason) if len(codes) == 1 else None


def party_of(context: Context, person: PersonMention) -> str | None:
    """The party of somebody, as all that the text says of the person and of others implies it."""
    profile = profiles(reading_of(context.article, context.names), context.names).get(person_key(person))
    return profile.party if profile else None


def _giver(context: Context, number: int) -> str | None:
    """The country that the sentences before name first in the paragraph, else that of a headline on a gift."""
    numbers = [n for n in context.around(number) if n < number] or [0] * bool(_GIFT.search(context.sentences[0].text))
    return next((party.code for n in numbers for party in context.states(n)), None)


_GIFT = re.compile(
    r"\b(?:gives?|provides?|grants?|allocates?|funds?|lends?|donates?|to\s(?:give|provide|grant|allocate|fund|lend))\b"
)
"""Words of a headline whose first country gives something: “Japan funds projects in Kenya”."""


_LOAN = re.compile(r"\b(?:loan|credit)\b", re.IGNORECASE)


def borrower(context: Context, number: int, words: str, lender: Promiser) -> list[str]:
    """The other country of a text on two, if one of them gives a loan and the sentence names no borrower."""
    codes = {party.code for party in context.parties[number]} - {*lender.by}
    if codes or not context.has_clear_pair or len(lender.by) != 1 or not _LOAN.search(words):
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


def recipient_of(text: str, match: re.Match[str], last: int, parties: Sequence[PartyMention]) -> PartyMention | None:
    """The party for which a deed is: right after it, else with “to” or an apostrophe before the offset ``last``."""
    direct = (party for party in parties if match.end("deed") <= party.start <= match.end("deed") + 2)
    indirect = (
        party
        for party in parties
        if match.end() <= party.start < last
        and (_RECIPIENT.search(text[max(0, party.start - 30) : party.start]) or text[party.end : party.end + 1] in "’'")
    )
    return next(chain(direct, indirect), None)
