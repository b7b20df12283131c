"""Finds the agreements in an article: what was signed or adopted, when, by whom, and at which meeting."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain, islice

from app.curate.events.dated_texts import dated_texts
from app.curate.events.event import Event, Spot, TextValue, dates_agree
from app.curate.events.further_texts import parts_of_package
from app.curate.events.joint_statements import of_headline, of_statement
from app.curate.events.lists import headings
from app.curate.events.named_texts import PERIOD, is_not_of_signing, read_dates, status_of_verb, text_of, texts_of
from app.curate.events.several_texts import count_before
from app.curate.events.signed_lists import Item, items_under, lettered_list
from app.curate.events.signing import Signing
from app.curate.events.signing_meetings import TextEvents, complete_agreement
from app.curate.events.signing_words import (
    NOUN,
    NOUNS,
    OBJECT_END,
    TEXT_PLURALS,
    VERB,
    is_unreal,
    nouns,
    phrase,
)  # fmt: skip
from app.curate.events.timing import date_of
from app.curate.mentions.dates import DateMention
from app.curate.mentions.denials import is_denied
from app.curate.mentions.reading import Passage, Reading
from app.curate.mentions.topics import topics
from app.curate.names import Names
from app.domain.prose import ORDINALS
from app.domain.text import fold
from app.domain.vocabulary import AgreementStatus, AgreementType

MAX_SIGNINGS = 200
"""Agreements of a text that are read."""

_ITEM_TERM = re.compile(r",\s[^;]{0,40}")
"""The term after the name of an item: “Programme for culture, 2026 to 2029”."""


def signings(reading: Reading, events: Sequence[Event], names: Names) -> list[Signing]:
    """The agreements of a text, each once, in the order of the text."""
    agreements: list[Signing] = []
    text, above = TextEvents.of(reading, events), headings(reading)
    for number, passage in enumerate(reading.passages):
        if passage.sentence.paragraph in reading.other_articles:
            continue
        package = _package_before(agreements, reading, number)
        of_list = [*_of_list(passage, above)]
        if package and package.date is None and (verb := _THEY_WERE_SIGNED.match(passage.text)):
            package.date = date_of(Spot(passage, *verb.span()))
        earlier_text = reading.passages[number - 1] if number else None
        new = chain(
            of_headline(reading) if number == 0 else (),
            parts_of_package(passage, package),
            of_list or _of_passage(passage, names),
            _of_pronoun(passage, earlier_text),
            _of_plan(passage),
            of_statement(passage, agreements),
            dated_texts(passage, agreements),
        )
        for signing in islice(new, MAX_SIGNINGS - len(agreements)):
            if signing.date is None and package and signing.cue.start == 0:
                signing.date, signing.meeting = package.date, package.meeting
            complete_agreement(signing, number, text, agreements)
            earlier = next((candidate for candidate in agreements if _is_same(candidate, signing)), None)
            if earlier is None:
                agreements.append(signing)
            else:
                _take(earlier, signing)
    of_items = {id(signing.cue.passage) for signing in agreements if signing.is_item}
    single_texts = [s for s in agreements if s.type is not AgreementType.package]
    return [s for s in agreements if s in single_texts or s.count or not _is_detailed(s, single_texts, of_items)]


def _package_before(agreements: Sequence[Signing], reading: Reading, number: int) -> Signing | None:
    """The last package of the sentences before, else the last agreement of the sentence before."""
    near = [id(passage) for passage in reading.passages[max(0, number - _FARTHEST) : number]]
    packages = (s for s in reversed(agreements) if s.type is AgreementType.package and id(s.cue.passage) in near)
    last = agreements[-1] if agreements and number and id(agreements[-1].cue.passage) == near[-1] else None
    return next(packages, last)


_FARTHEST = 12
"""Sentences between a package and one that names its texts."""


def _is_detailed(package: Signing, single_texts: Sequence[Signing], of_items: Set[int]) -> bool:
    """Whether a text names the parts of a package without a number: in a list, in its sentence, or elsewhere."""
    if id(package.cue.passage) in of_items or any(s.cue.passage is package.cue.passage for s in single_texts):
        return True
    return sum(dates_agree(package, s) for s in single_texts) > 1


def _of_passage(passage: Passage, names: Names) -> Iterator[Signing]:
    text = passage.text
    starts: set[int] = set()
    last_end = -1
    for verb in VERB.finditer(text):
        is_later = verb["force"] and any(
            earlier_verb["signed"] for earlier_verb in VERB.finditer(text, 0, verb.start())
        )
        if is_later or is_unreal(text, verb):
            continue  # what was signed before it entered into force is one text
        for noun in nouns(text, verb):
            if noun.start() in range(max(starts, default=0) + 1, last_end):
                continue
            if last_end >= 0 and _ACRONYM.fullmatch(text, last_end, noun.start()):
                continue
            if (
                last_end >= 0
                and noun.group().lower() in TEXT_PLURALS
                and _AND_ALSO.fullmatch(text, last_end, noun.start())
                and not count_before(text[last_end : noun.start()])
            ):
                continue
            is_due = verb["adopted"] and _TO_BE_SIGNED.match(text, phrase(text, noun, None)[1])
            for signing in texts_of(passage, verb, noun) if noun.start() not in starts and not is_due else ():
                starts.add(noun.start())
                last_end = signing.title.spot.end
                first = max(noun.start(), signing.title.spot.start)
                for topic in topics(text[first:], names):
                    if signing.type is AgreementType.package or topic.end + first <= signing.title.spot.end:
                        spot = Spot(passage, topic.start + first, topic.end + first)
                        signing.topics.setdefault(topic.value, spot)
                yield signing


_ACRONYM = re.compile(r"\s?\([A-Z]\w+\)\s")
"""What stands within the name of a text: “the Border Crossing Operator (BCO) programme”."""

_AND_ALSO = re.compile(r"/|(?:\s\([A-Z]\w+\))?\s(?:and|or)\s(?:[a-z]+\s)?")
"""What stands between the two nouns of one package: “twelve agreements and memoranda”."""


_IT_WAS_SIGNED = re.compile(
    r"(?:It|The (?:agreement|deal|treaty|convention|pact|accord|protocol|memorandum|document|MoU)) "
    r"(?:was|had been) signed\b"
)

_THEY_WERE_SIGNED = re.compile(
    r"(?:They|These|The (?:agreements|deals|documents|MoUs|memorandums|memoranda|texts)) (?:were|had been) signed\b"
)


def _of_pronoun(passage: Passage, before: Passage | None) -> Iterator[Signing]:
    """The text for which “it” stands: “The treaty on trade is in force. It was signed in Oslo on 3 May 2012”."""
    verb = _IT_WAS_SIGNED.match(passage.text)
    noun = NOUN.search(before.text) if verb and before else None
    if verb is None or before is None or noun is None or noun.group().lower() not in NOUNS:
        return
    start, end = phrase(before.text, noun, None)
    title = " ".join(before.text[start:end].split())
    cue = Spot(passage, *verb.span())
    signing = Signing(
        NOUNS[noun.group().lower()], AgreementStatus.signed, TextValue(title, Spot(before, start, end)), cue
    )
    read_dates(signing, 0, 0)
    if signing.date:
        yield signing


def _of_list(passage: Passage, above: Mapping[int, Passage]) -> Iterator[Signing]:
    """The agreements of a list: of the item that the passage is, or of those within it."""
    for verb, heading, item in items_under(above, passage):
        yield _of_item(item, verb, Spot(heading, *verb.span()))
    if inner_list := lettered_list(passage):
        verb, items = inner_list
        for item in items:
            yield _of_item(item, verb, Spot(passage, *verb.span()))


def _of_item(item: Item, verb: re.Match[str], cue: Spot) -> Signing:
    passage, start, end = item.spot
    signing = Signing(item.kind, status_of_verb(verb), TextValue(item.title, item.spot), cue, is_item=True)
    if item.count:
        signing.count = TextValue(*item.count)
    offset, last = passage.sentence.start, _ITEM_TERM.match(passage.text, end)
    for date in passage.dates:
        if date.edtf and start <= date.start - offset < (last.end() if last else end) and PERIOD.match(date.edtf):
            signing.valid = TextValue(date.edtf, Spot.of(passage, date))
    signing.date = date_of(cue, lambda date: is_not_of_signing(cue, date, signing.valid is not None, 0, 0))
    return signing


_TO_BE_SIGNED = re.compile(
    r"(?:,\s[^.;]{0,50}?)?\s(?:(?:is|are|should|will)\s(?:(?:also|now)\s)?(?:(?:expected|due|set|scheduled|planned)\sto\sbe|to\sbe|planned\sfor|be\sready\sfor)"
    r"|will\s(?:also\s)?be)\s(?P<signed>signed|signature|concluded|initialled|exchanged|adopted)\b"
)
"""Words behind a text that shall be signed."""

_TO_SIGN = re.compile(
    r"\b(?:will\s(?:also\s)?|(?:was|were|is|are)\sto\s(?:[^.;]{0,60}?\sand\s)?|(?:is|are)\s(?:also\s)?(?:expected|due|set|scheduled|planned)\sto\s(?:[^.;]{0,60}?\s(?:and\s)?(?:are\s)?(?:expected\s)?to\s)?)"
    r"(?P<signed>sign|adopt|conclude|issue|exchange|see\sthe\ssigning\sof)\s"
    r"|\blook(?:s|ed|ing)?\sforward\sto\s(?:the|an)\s(?:\w+\s)?(?:signing|signature|conclusion)\sof\s"
    r"|\bintends?\sto\s(?:sign|conclude)\s"
)
"""Words before texts that shall be signed: “are expected to sign a joint declaration and ten other documents”."""


def _of_plan(passage: Passage) -> Iterator[Signing]:
    """The texts that shall be signed: “A protocol on visas is expected to be signed in May”, “they will sign a
    treaty”."""
    nouns_of_text = [*NOUN.finditer(passage.text)]
    verbs = [_TO_BE_SIGNED.match(passage.text, phrase(passage.text, noun, None)[1]) for noun in nouns_of_text]
    pairs = [(verb, noun) for verb, noun in zip(verbs, nouns_of_text, strict=True) if verb]
    if verb := _TO_SIGN.search(passage.text):
        stop = OBJECT_END.search(passage.text, verb.end())
        last = stop.start() if stop else len(passage.text)
        pairs += [(verb, noun) for noun in NOUN.finditer(passage.text, verb.end(), last)]
    end = -1
    for verb, noun in pairs:
        if end >= 0 and _AND_ALSO.fullmatch(passage.text, end, noun.start()):
            end = phrase(passage.text, noun, None)[1]
            continue
        is_other = noun.start() < end or is_denied(passage.text, *verb.span())
        signing = None if is_other else text_of(passage, verb, noun)
        if signing and (signing.type is not AgreementType.package or signing.count):
            signing.status, signing.is_ahead = AgreementStatus.announced, True
            start, end = signing.title.spot.start, signing.title.spot.end
            signing.date = _date_ahead_of(signing.cue, start, end)
            yield signing


def _date_ahead_of(cue: Spot, start: int, end: int) -> TextValue[DateMention] | None:
    """The date of the sentence on which a text shall be signed, which has not passed."""
    publication = cue.passage.article.publication

    def is_other(date: DateMention) -> bool:
        last = date.span.end if date.span else None
        is_past = bool(last and publication and publication.start and last < publication.start)
        return is_past or is_not_of_signing(cue, date, False, start, end)

    return date_of(cue, is_other)


_MOU = re.compile(r"\bmous?\b")

_TREATY = re.compile(r"\b(?:agreement|accord|pact|deal)\b")


def _is_same(earlier: Signing, later: Signing) -> bool:
    paragraphs = later.cue.passage.sentence.paragraph - earlier.cue.passage.sentence.paragraph
    if _refers_back(later) and paragraphs < 2:
        return dates_agree(earlier, later)
    if earlier.type is not later.type:
        return False
    titles = [_MOU.sub("memorandum of understanding", fold(s.title.value)) for s in (earlier, later)]
    names = [set(_TREATY.sub("treaty", title).split()) for title in titles]
    names_agree = names[0] <= names[1] or names[1] <= names[0]
    if (names[0] != names[1] or len(names[0]) < 4) and _introduces(earlier) and _introduces(later):
        return False  # “They signed a treaty on fish. The ministries signed a treaty.”
    return names_agree and dates_agree(earlier, later)


def _refers_back(signing: Signing) -> bool:
    """Whether a text is only called “the agreement”, at the beginning of a sentence."""
    passage, start, _ = signing.title.spot
    return " " not in signing.title.value and passage.text[:start] in ("The ", "This ")


_FIRST_MENTION = re.compile(rf"\b(?:an?|another|further|{'|'.join(ORDINALS[1:])})\b", re.IGNORECASE)
"""Words before or in the title of a text that the report names first here."""


def _introduces(signing: Signing) -> bool:
    """Whether the words of a text introduce it, below the headline and the lead, which tell what follows."""
    passage, start, _ = signing.title.spot
    words = passage.text[:start].split()[-1:] + signing.title.spot.words.split()[:2]
    return passage.sentence.paragraph > 2 and bool(_FIRST_MENTION.search(" ".join(words)))


def _take(signing: Signing, later: Signing) -> None:
    signing.other_cues.append(later.cue)
    exactness = [(len(s.date.value.edtf or ""), s.date.value.is_certain) if s.date else () for s in (signing, later)]
    if exactness[1] > exactness[0]:
        signing.date = later.date
    signing.signatories = signing.signatories or later.signatories
    signing.valid = signing.valid or later.valid
    signing.meeting = signing.meeting or later.meeting
    if len(signing.parties) < 2:
        signing.parties = later.parties
