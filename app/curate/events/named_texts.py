"""Reads one text that a verb is about: its name, type and number, and the day and term that the sentence states."""

import re
from collections.abc import Iterator

from app.curate.events.event import Guest, Spot, TextValue, text_value
from app.curate.events.several_texts import SEVERAL, count_before, texts_about
from app.curate.events.signing import TERMS, Signing
from app.curate.events.signing_words import NOUN, NOUNS, OBJECT_END, TEXT_PLURALS, are_diplomatic, is_text, phrase
from app.curate.events.timing import date_of
from app.curate.mentions.dates import DateMention
from app.curate.mentions.reading import Passage
from app.domain.prose import UNITS, numbers
from app.domain.vocabulary import AgreementStatus, AgreementType

PERIOD = re.compile(r"^(?:\d{4}/\d{4}|\.\./\d{4})$")
"""The years for which a text holds."""


def texts_of(passage: Passage, verb: re.Match[str], noun: re.Match[str]) -> Iterator[Signing]:
    """The text that a noun names, or each text of a plural with its subjects, or else the plural as a package."""
    if signing := text_of(passage, verb, noun):
        yield signing
        return
    subjects = [*texts_about(passage.text, noun)]
    is_package = verb["signed"] and noun.group().lower() in TEXT_PLURALS
    if not subjects and is_package and not _OLD_TEXTS.search(passage.text, 0, noun.start()):
        start, end = phrase(passage.text, noun, None)
        title = TextValue(passage.text[start:end], Spot(passage, start, end))
        signing = Signing(AgreementType.package, status_of_verb(verb), title, Spot(passage, *verb.span()))
        read_dates(signing, start, end)
        yield signing
    for kind, words, start, end in subjects:
        title = TextValue(words, Spot(passage, start, end), "The article names several texts with one noun.")
        signing = Signing(kind, status_of_verb(verb), title, Spot(passage, *verb.span()), is_of_plural=True)
        read_dates(signing, noun.start(), end)
        yield signing


_OLD_TEXTS = re.compile(
    r"\b(?:(?:[Tt]he|all|of|previously|earlier|already|under|these|those|their)\s(?:\w+ly\s)?(?:signed\s)?"
    r"|(?:existing|previous|earlier|all)\s)\Z"
)
"""Words before texts whose signing the sentence does not report: “the implementation of the signed agreements”."""


def text_of(passage: Passage, verb: re.Match[str], noun: re.Match[str]) -> Signing | None:
    """The text that a noun names, or a package with a number. None if the noun names none."""
    text, word = passage.text, noun.group().lower()
    first = max(0, noun.start() - 60, verb.end() if verb.end() < noun.start() else 0)
    count = count_before(text[first : noun.start()])
    areas = _IN_AREAS.match(text, noun.end())
    has_several = SEVERAL.search(text[first : noun.start()])
    if word in TEXT_PLURALS and not (count or areas or has_several):
        return None
    if word == "notes" and not are_diplomatic(text, noun):
        return None
    if word == "letter" and not _OF_INTENT.match(text, noun.end()):
        return None
    if word == "letters" and not verb.group().lower().startswith("exchanged"):
        return None
    if word == "minutes" and not _OF_MEETING.match(text, noun.end()):
        return None
    if word == "statement" and not is_text(text, noun):
        return None
    if word == "map" and not text[: noun.start()].lower().endswith("road "):
        return None
    start, end = phrase(text, noun, count)
    sides = [party for party in passage.parties if start <= party.start < end]
    partner = next((p for p in passage.parties if any(_DASH.fullmatch(text, p.end, s.start) for s in sides)), None)
    start = min(start, partner.start) if partner else start
    if _PRIVATE.search(text, 0, start) or _WITH_PRIVATE.match(text, end):
        return None
    if word == "deal" and end == noun.end():
        return None
    if word == "memorandum" and NOUN.search(text, noun.end(), end):
        end = noun.end()
    kind = AgreementType.package if word in TEXT_PLURALS else NOUNS[word]
    kind = AgreementType.memorandum if _OF_INTENT.match(text, noun.end()) and word == "letters" else kind
    title = _ITEM_NUMBER.sub("", " ".join(text[start:end].split()))
    signing = Signing(
        kind, status_of_verb(verb), TextValue(title, Spot(passage, start, end)), Spot(passage, *verb.span())
    )
    total = count or areas
    if total and word in TEXT_PLURALS:
        value = next((int(number) for number in numbers(total["count"])), None)
        spot = Spot(passage, *((first + total.start("count"), noun.end()) if count else total.span("count")))
        signing.count = TextValue(value, spot) if value else None
    read_dates(signing, start, end)
    people = [mention for mention in passage.people if mention.end <= verb.start()]
    if len(people) == 2 and verb["signed"] and verb.start() - people[-1].end < 4:
        signing.signatories = [Guest(m, Spot.of(passage, m)) for m in people]
    for party in passage.parties:
        if start <= party.start < end and (party.code in passage.countries or party is partner):
            signing.parties.setdefault(party.code, TextValue(party.code, Spot.of(passage, party)))
    return signing


_DASH = re.compile(r"\s?[–—-]\s?")
"""What joins a party to the name of a text: “the EU–Peru Trade Agreement”."""


_STATES = (
    r"(?:countr|government|state|nation|side|part(?:y|ies|ner)|minist|president|premier|leader|king|emir|delegation|council|commission"
    r"|committee|summit|meeting|session|forum|conference|union|bloc|organi[sz]ation|alliance|world|region|neighbou?r|all(?:y|ies)|body"
    r"|authorit|republic|counterpart|capital|parliament|senate|bank|fund|agenc|two|today|yesterday|morning|evening|day|week|month"
    r"|spring|summer|autumn|winter|year|decade|centur)[a-z]*"
)
"""Words for those who sign treaties, and for times."""

_PRIVATE = re.compile(rf"\b(?!{_STATES}[’'])[a-z]+(?:[’']s|s[’'])\s(?:\w+\s)?\Z")
"""The owner of a text that no state signs: “the singer’s contract”."""

_WITH_PRIVATE = re.compile(
    rf"\swith\s(?:an?|the|his|her)\s(?!(?:[a-z-]+\s){{0,2}}?{_STATES}\b|(?:aim|view|goal|purpose|objective|intention)\b"
    r"|(?:[a-z]+\s)?(?:annex(?:es)?|appendix|protocol|clause|provision|term|period|duration|validity|deadline|value|budget|focus)\b"
    r"|(?:[a-z]+\s)?(?:participation|presence|support|help|assistance|mediation|approval|consent|exception)\b)[a-z]"
)
"""The other side of a text that no state signs: “a contract with a club”."""


_IN_AREAS = re.compile(
    rf"(?:\sof\s\w+)?\s(?:in|on)\s(?P<count>\d{{1,2}}|{'|'.join(UNITS[2:])})\s(?:\w+\s)?(?:areas|fields|sectors|spheres|domains)\b"
)
"""How many areas have a text each: “memoranda of understanding in seven areas”."""


def status_of_verb(verb: re.Match[str]) -> AgreementStatus:
    """The status of a text by its verb, a match with the group ``signed``, and maybe ``force``."""
    if verb.groupdict().get("force"):
        return AgreementStatus.in_force
    if verb.group().lower().startswith("initial"):
        return AgreementStatus.negotiated
    return AgreementStatus.signed if verb["signed"] else AgreementStatus.announced


def read_dates(signing: Signing, start: int, end: int) -> None:
    """Give a text the years for which it holds, which its name has, and the day of its signing: that beside the name,
    else another of the sentence. The name stands from ``start`` to ``end``."""
    passage = signing.cue.passage
    offset = passage.sentence.start
    for date in passage.dates:
        if date.edtf and start <= date.start - offset < end and PERIOD.match(date.edtf):
            signing.valid = TextValue(date.edtf, Spot.of(passage, date))
    if day := next((d for d in passage.dates if DATE_JOINT.fullmatch(passage.text, end, d.start - offset)), None):
        signing.date = None if begins_after_publication(day, passage) else text_value(passage, day)
        return
    stop = OBJECT_END.search(passage.text, signing.cue.end)
    last = offset + (stop.start() if stop else len(passage.text))
    signing.date = date_of(
        signing.cue,
        lambda date: (
            date.start >= last
            or begins_after_publication(date, passage)
            or is_not_of_signing(signing.cue, date, signing.valid is not None, start, end)
        ),
    )


DATE_JOINT = re.compile(r"\s(?:of|dated)\s|(?:\s\([A-Z]\w+\))?\s?\((?:signed\s)?(?:[A-Z]\w+,\s)?")
"""What stands between the name of a text and its day: “the Oslo Agreement of 3 October 2009”, “Air Protocol (2016)”."""


def begins_after_publication(date: DateMention, passage: Passage) -> bool:
    """Whether a date begins after the publication, and so is of nothing that was signed."""
    publication = passage.article.publication
    end, start = publication.end if publication else None, date.span.start if date.span else None
    return bool(end and start and start > end)


def is_not_of_signing(cue: Spot, date: DateMention, has_term: bool, start: int, end: int) -> bool:
    """Whether a date is not that of the signing: it says how long the agreement holds, belongs to its name, or stands
    in a clause about another text. The title stands from ``start`` to ``end``, the verb at ``cue``."""
    passage = cue.passage
    at = date.start - passage.sentence.start
    within = start <= at < end
    is_in_name = date.text.isdigit() and _NAME_BEFORE.search(passage.text, 0, at)
    is_vague = within and len(date.edtf or "") < len("2026-01")
    behind = passage.text[end:at] if end <= at and not end <= cue.start < at else ""
    is_of_relative = bool(_RELATIVE.search(behind)) and not within
    is_of_term = bool(PERIOD.match(date.edtf or "")) or date.relation in TERMS
    is_of_amount = date.is_year and _AMOUNT.search(passage.text, 0, at)
    return is_of_term or bool(is_of_amount) or bool(is_in_name) or is_vague or is_of_relative or (within and has_term)


_OF_INTENT = re.compile(r"\sof\s[Ii]ntent(?:ion)?\b")

_OF_MEETING = re.compile(r"\sof\s(?:the|their|its)\s")

_ITEM_NUMBER = re.compile(r"^\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})\)\s")
"""The number of an item before its title."""

_RELATIVE = re.compile(r"\b(?:that|which)\s(?:\w+\s){0,2}(?:came|entered|took|was|were|is|has|had|will)\b")
"""A clause on another text: “a protocol to the treaty that came into force in 2010”."""


_AMOUNT = re.compile(r"(?:\d|[mb]illion|trillion|per\s?cent|%|dollars|euros|tonn?e?s)\s\Z")
"""An amount before the year to which it belongs: “from $710 million in 2019”."""

_NAME_BEFORE = re.compile(r"\b[A-Z][\w-]*\s\Z")
"""“The Kyoto Protocol 1997”: the year is a part of the name."""
