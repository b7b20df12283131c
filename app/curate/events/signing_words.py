"""The words of a signing: the verbs, the nouns of what is signed, and how far its name goes."""

import re
from itertools import islice

from app.curate.mentions.date_parts import WEEKDAY
from app.curate.mentions.denials import is_denied
from app.curate.mentions.months import ENGLISH_MONTH
from app.curate.mentions.words import word_set
from app.domain.prose import ORDINALS, UNITS
from app.domain.text import fold
from app.domain.vocabulary import AgreementType

NOUNS = {
    "memorandum": AgreementType.memorandum, "memorandums": AgreementType.memorandum,
    "memoranda": AgreementType.memorandum, "mou": AgreementType.memorandum, "mous": AgreementType.memorandum,
    "agreement": AgreementType.treaty, "treaty": AgreementType.treaty, "convention": AgreementType.treaty,
    "pact": AgreementType.treaty, "accord": AgreementType.treaty, "plan": AgreementType.plan,
    "program": AgreementType.plan, "programme": AgreementType.plan, "roadmap": AgreementType.plan,
    "map": AgreementType.plan, "schedule": AgreementType.plan, "timetable": AgreementType.plan,
    "strategy": AgreementType.plan, "declaration": AgreementType.declaration,
    "statement": AgreementType.joint_statement, "communiqué": AgreementType.joint_statement,
    "communique": AgreementType.joint_statement, "protocol": AgreementType.protocol,
    "deal": AgreementType.treaty, "decision": AgreementType.decision, "decisions": AgreementType.decision,
    "contract": AgreementType.contract, "minutes": AgreementType.protocol, "letters": AgreementType.exchange_of_letters,
    "notes": AgreementType.exchange_of_letters, "note": AgreementType.exchange_of_letters,
    "letter": AgreementType.memorandum, "document": AgreementType.joint_statement,
    "arrangement": AgreementType.memorandum, "charter": AgreementType.treaty, "compact": AgreementType.treaty,
}  # fmt: skip

TEXT_PLURALS = word_set(
    """
    agreements documents memorandums memoranda deals contracts mous treaties protocols papers accords pacts instruments
    """
)

NOUN = re.compile(
    rf"\b(?!(?<=\()MoUs?\))(?!(?:note|document)\b)"
    rf"(?:{'|'.join(sorted({*NOUNS, *TEXT_PLURALS}, key=len, reverse=True))})\b|(?<=joint )document\b"
    rf"|(?:{'|'.join(rf'(?<={word} )' for word in ('diplomatic', 'verbal', *ORDINALS[1:]))})note\b",
    re.IGNORECASE,
)

VERB = re.compile(
    r"\b(?P<force>entry\s+into\s+force(?:,?\s(?:on|in)\s[^,;]{4,30},?)?\sof|(?:entered|came|come)\s+into\s+force)\b"
    r"|\b(?P<signed>signed|signing\b(?:\s+of)?|signature(?:,\s[^,.;]{3,50},)?\s+of|to\swhich\s(?:[\w’-]+\s){1,6}?put\s(?:their|his|her)\s(?:names?|signatures?)"
    r"|exchanged(?=\s+(?:letters|(?:[\w-]+\s){0,3}(?:contracts?|agreements?|memorand\w+|documents))\b)|(?<=were\s)exchanged"
    r"|inking(?=\s+(?:an?|the|\d+)\s)|initial+ed(?=\s+(?:an?|the)\s)|(?<=were\s)initial+ed|(?<=was\s)initial+ed|inked|penned(?=\s+(?:an?|the|\d+)\s)"
    r"|put\s+(?:their\s+(?:names|signatures)|pen)\s+(?:to|under)|put\s+(?:to|on|down\s+on)\s+paper|(?:carr(?:ies|ied)|bears?|bore)\s+the\s+signatures\s+of"
    r"|(?<=s\s)(?<!\bis\s)(?<!\bwas\s)(?<!\bhas\s)exchanged(?=[,.]|\s(?:as|between|in|at|during|on|by|after)\b)|(?<=s\)\s)exchanged|(?<=was\s)exchanged(?=\s(?:between|by|during|after)\b)|struck(?=\s+by\s)|(?:struck|clinched|sealed)(?=\s+(?:an?|the)\s)"
    r"|concluded(?=\s+(?:an?|the|\d+)\s)|(?<=were\s)concluded|(?<=was\s)concluded|(?<=is\s)concluded|(?<=are\s)concluded|sign(?=\s+the\b))"
    r"|\b(?P<adopted>adopted|adoption\s+of|approved(?=\s+(?:an?|the)\s)|endorsed(?=\s+(?:an?|the)\s)|issued(?=\s+an?\sjoint)|(?<=statement\swas\s)issued|(?<=communiqu[eé]\swas\s)issued"
    r"|(?:came\sout\sof|emerged\sfrom|resulted\sfrom|crowned)(?=\s(?:the|their|these|that)\s)"
    r"|(?:closed|ended|culminated|wrapped\s+up)\b(?=[^.;]{0,80}?\swith\s+an?\s(?:[\w-]+\s){0,2}(?:declaration|statement"
    r"|communiqu[eé]|(?:action\s)?plan|road\s?map|protocol)\b))",
    re.IGNORECASE,
)
"""Verbs of signing and adopting: a summit that “ended with a joint declaration” adopted it."""

_UNREAL = re.compile(
    r"\b(?:(?:expected|plans?|planned|ready|going|hopes?|agreed|set|due|intends?|wants?|is|are|readiness|willingness|intention"
    r"|desire|decision|proposal|decided|prepared|willing|invited|used)\s+to|will|would|could|should|may"
    r"|might|[Ii]f)\b(?:\s\w+){0,6}?\s*$"
    r"|\b(?:prepar\w+|planned|planning|plans?(?=\s[fo]|\sthe)|expect\w*|ready|readied|possible|upcoming|future|towards?|discuss\w*|consider\w*|propos\w*"
    r"|before|until|newly|pending|await\w*|look\w*\sforward)\s(?:for\s|of\s|to\s)?(?:the\s|a\s|an\searly\s)?$"
    r"|\b(?:to\s+be|to\s+have\s+been)\s*$"
    r"|\b(?:[Gg]overnment|[Pp]arliament|[Cc]abinet|[Ss]enate|[Mm]inistry)\s(?:has\s|had\s)?$|\b[Aa]ccording\sto\s[^.;,]{0,60}$"
    r"|\b(?:interest\sin|importance\sof|possibilit(?:y|ies)\sof|prospects?\s(?:of|for)|need\s(?:of|for)|readiness\sfor)\s(?:the\s)?$"
)
"""Words before a verb that make the signing a hope or a plan."""

_WISH = re.compile(r"\bwould\s(?:\w+\s)?(?:welcome|like|favou?r|support)\b[^.;]*\Z")
"""A wish, which may have several objects: “would welcome a council and the adoption of a plan”."""

_VIEWS = re.compile(r"\b(?:views|opinions|words|remarks|toasts|gifts)\b", re.IGNORECASE)
"""What is exchanged and is no text."""

_PENDING = re.compile(
    r"[^.;]{0,80}?\s(?:is|are|was|were)\s(?:\w+\s)?(?:expected|planned|scheduled|due|postponed|possible)\b"
)
"""Words after “the signing of” that make it a plan."""

_OUTCOME = ("came", "emerged", "resulted", "crowned", "carr", "bear", "bore", "to which")
"""Verbs whose subject is the text: “a joint statement came out of the talks”."""

_PASSIVE = re.compile(
    r"\b(?:(?:is|are|was|were|been|being)(?:\s(?:also|both|all|then|too|likewise|further|[a-z]+ly))?|(?<!ha[sd]\s)(?<!have\s)(?:both|all))\s*$"
)

_PARTICIPLE_END = re.compile(r"\s(?:in|on|at|as|between|by|after|during|following)\s|,\s|[.;]?\s*$")
"""What stands behind a participle: “a treaty signed in Oslo”."""

_VERB_AFTER = re.compile(r"\s(?:would|will|could|should|shall|is|are|was|were|has|have|remains?|had)\b")
"""What makes the noun before it the subject of another clause, which is not what was signed."""

_AND = re.compile(
    r"(?:\s\([A-Z]\w{1,8}\))?[,;/]?\s*(?:and|as well as|along with|together with)?\s*"
    rf"(?:an?|the|its|also|\d+|{'|'.join(UNITS[2:])})?\s*"
)
"""What stands between two texts of a list."""

_AND_LATER = re.compile(r"\s(?:in|of|with|under|to)\s[^,;.:]{2,60}?(?:,|,?\sand)\s(?:an?|the|its|also)\s")
"""What stands between two texts of a list of which the first goes on: “a treaty on trade in tea, a programme”."""

_OPENS = re.compile(r"(?:^|[,;]\s|\sand\s)(?:an?|the)\s\Z", re.IGNORECASE)
"""What stands before a text that heads a list or is a part of it."""

_AMONG = re.compile(
    r"[^.;]{0,90}?\b(?:including|among (?:them|which)|such as|namely|inter alia|one of (?:them|which))\b"
)

OBJECT_END = re.compile(
    r"[;.](?:\s|$)|\b(?:said|noted|who)\b"
    r"|(?<!signed\s)\band\s(?:announced|agreed|decided|pledged|promised|discussed|expressed|confirmed|reaffirmed|stressed"
    r"|called|held|launched|opened|established|inaugurated"
    r"|exchanged|welcomed|instructed|invited|will|would)\b"
    r"|,\s(?:while|whereas)\b|\bto\s(?:start|begin|launch|boost|negotiate|extend|implement|enforce|expedite|finali[sz]e|renew|replace)\b"
)
"""The end of what a verb is about."""

_TIMES = rf"(?:\d|{WEEKDAY}|{ENGLISH_MONTH}\b)"

_TAIL = re.compile(
    rf"(?:\s\([A-Z][A-Za-z]{{1,6}}\))?\s(?:on(?!\sbehalf\b|\s{_TIMES})|of|for|between|until|about|to|amending"
    r"|in\sthe\s(?:field|area|sphere)s?\sof"
    r"|extending|related\sto|concerning|regarding)\s"
)

_NUMBER = re.compile(r"[\s-](?:[IVX]{1,4}|No\.\s\d{1,3})\b")
"""The number of a text: “Protocol II”."""

_BETWEEN = re.compile(r"\sbetween\s[^,;.]{3,110}?\sand\s(?:the\s)?(?=[A-Z])")
"""The parties in the name of a text. The “and” between them does not end the name."""

SUBJECT = (
    r"(?:(?:the\s)?(?:fields?|areas?|spheres?|domains?|sectors?)\sof\b"
    rf"|(?:{'|'.join(rf'(?<={word} in )' for word in ('cooperation', 'assistance', 'collaboration', 'partnership'))})"
    r"(?:the\s(?:[\w-]+\s){1,3}?(?:sector|field|area|sphere|domain|industry)\b"
    r"|(?!(?:the|first|second|early|late|his|her|its|their|an?|front)\b)[a-z]))"
)
"""What a text is about, behind “on cooperation in”: no place and no time."""

_TAIL_END = re.compile(
    r"[,;:()“”]|\.(?!\d)|\son\sbehalf\b|\s(?:and|but)\s(?=(?:on|in)\s(?:\d|[A-Z])|opened|launched|made|exchanged|announced|agreed|decided|pledged|promised|discussed|expressed|confirmed|held|called)"
    r"|\s(?:today|yesterday|tomorrow|would|will|could|should|is|are|been|never|not|had|signed|to be|took|takes?|came"
    r"|covers|provides|regulates|governs|allows|entere?d?|emerged|resulted|crowned)\b"
    rf"|\sin\s(?!{SUBJECT})|\s(?:at|during|after|following|alongside|by|with|which|that|as|was|were|has|have|while|worth|covering|spanning|under)\b"
    r"|\s(?:and|as well as)\s(?:of\s)?(?:an?|the|\d+)\b"
    rf"|\son\s{_TIMES}"
)

_HEAD_STOPS = word_set(
    """
    a an the of signed sign signing adoption adopted approved and with for both by to on in their its his her two sides
    countries leaders ministers parties inked concluded exchanged alongside several new following after including also
    another further s
    """
)


def is_unreal(text: str, verb: re.Match[str]) -> bool:
    """Whether the signing is a hope, a plan or a condition, or is denied."""
    is_pending = verb.group().lower().startswith("signing") and _PENDING.match(text, verb.end())
    is_talk = verb.group().lower() == "exchanged" and _VIEWS.search(text[max(0, verb.start() - 80) : verb.start()])
    is_pending = is_pending or (verb.group().lower().startswith("signing") and _WILL.search(text, 0, verb.start()))
    is_fiction = _IN_MEDIA.match(text, verb.end())
    is_intention = verb.group().lower() == "signing" and _INTENTIONS.search(text, 0, verb.start())
    return bool(
        is_pending
        or is_talk
        or is_intention
        or is_fiction
        or _WISH.search(text, 0, verb.start())
        or _UNREAL.search(text[max(0, verb.start() - 60) : verb.start()])
    ) or is_denied(text, *verb.span())


_WILL = re.compile(r"\b(?:will|is\sto|are\sto)\s(?:[a-z]+\s)?(?:include|meet|hold|attend|visit|see|feature)\b[^.;]*\Z")
"""Words of a plan before “the signing of”, which has no tense: “he will meet X, followed by the signing of a deal”."""


_IN_MEDIA = re.compile(
    r"\s(?:in|on)\s(?:the|an?)\s(?:\w+\s)?(?:news|press|media|film|movie|novel|play|game|song|show|series|chat|internet)\b"
)
"""Words behind “exchanged” or “signed” that make it talk or a story."""

_INTENTIONS = re.compile(r"\b(?:includ(?:e|es|ing)|such\sas)\b[^.;]*?\b[a-z]+ing\b[^.;]*\Z")
"""Words before “signing an agreement” that make it one of several intentions."""


def is_text(text: str, statement: re.Match[str]) -> bool:
    """Whether a statement is a text: a joint one, or one with a name, as “the Bergen Statement”."""
    before = text[max(0, statement.start() - 24) : statement.start()]
    return "joint" in before.lower() or bool(statement.group()[0].isupper() and _NAME.search(before))


_NAME = re.compile(r"\b[A-Z][a-z]\w*\s$")


_NOTES = re.compile(r"\b(?:exchange(?:\sof)?|sets?\sof|diplomatic|verbal)\s\Z", re.IGNORECASE)
_NOTES_ON = re.compile(rf"\s(?:on(?!\s{_TIMES})|for|related\sto|concerning|regarding)\s")


def are_diplomatic(text: str, notes: re.Match[str]) -> bool:
    """Whether notes are diplomatic notes: words before them say so, or a subject stands after them."""
    return bool(_NOTES.search(text, 0, notes.start()) or _NOTES_ON.match(text, notes.end()))


def nouns(text: str, verb: re.Match[str]) -> list[re.Match[str]]:
    """The texts that a verb is about. Those of a passive stand before it, and behind “including” after it; those of
    another verb stand after it."""
    end = min(len(text), verb.end() + 220)
    stops = [stop for pattern in (OBJECT_END, VERB) if (stop := pattern.search(text, verb.end(), end))]
    after = [*NOUN.finditer(text, verb.end(), min((stop.start() for stop in stops), default=end))]
    if opening := _OPENING.match(text) if verb.start() == 0 else None:
        return [*islice(NOUN.finditer(text, opening.end()), 1)]
    is_subject = (
        verb.group().lower().startswith(("entered", "came into", "come into"))
        or _is_participle(text, verb)
        or verb.group().lower().startswith(_OUTCOME)
        or _PASSIVE.search(text[: verb.start()])
        or _RELATIVE.search(text[: verb.start()])
    )
    if is_subject:
        among = _AMONG.match(text, verb.end())
        return [*_subjects(text, verb.start()), *(noun for noun in after if among and noun.start() >= among.end())]
    return [noun for noun in after if not _VERB_AFTER.match(text, phrase(text, noun, None)[1])]


_OPENING = re.compile(
    r"(?:Signed|Concluded|Initial+ed|Adopted)\s(?:[^.;,]|,(?=\s(?:[A-Z]|\d{4}|in\s|on\s))){4,90},\s(?:the|this)\s(?=(?:[\w-]+\s){0,4}?(?:[Aa]greement|[Tt]reaty|[Pp]act|[Mm]emorandum|[Pp]rotocol|[Dd]eclaration|[Aa]ccord|[Cc]onvention|[Pp]lan|[Pp]rogramme)\b)"
)
"""The beginning of a sentence whose subject was signed: “Signed in Oslo in 2005, the treaty covers fish”."""

_ACRONYM_BETWEEN = re.compile(r"(?:\s\([A-Z]\w{1,8}\))?,?\s")
"""What stands between the name of a text and its participle: “Cooperation Agreement (EPCA), signed in”."""

_BY_THEM = r"(?:we|they|the\s(?:two\s)?\w+)\s(?:(?:have|had|also)\s)?(?:(?:just|already|now)\s)?$"

_RELATIVE = re.compile(
    rf"\b(?i:{'|'.join(sorted({*NOUNS, *TEXT_PLURALS}))})\s(?:(?:that|which)\s)?{_BY_THEM}"
    rf"|,\s(?:that|which)\s{_BY_THEM}"
)
"""“The 20 agreements that we have just signed”: what is signed stands before the verb."""


def _is_participle(text: str, verb: re.Match[str]) -> bool:
    """Whether a text stands right before a verb that tells of it: “The treaty on trade, signed in Oslo, …”."""
    nouns_before = NOUN.finditer(text, max(0, verb.start() - 160), verb.start())
    return bool(_PARTICIPLE_END.match(text, verb.end())) and any(
        _ACRONYM_BETWEEN.fullmatch(text, phrase(text, noun, None)[1], verb.start()) for noun in nouns_before
    )


def _subjects(text: str, verb: int) -> list[re.Match[str]]:
    """The texts of a list before a passive: “a programme for 2030 and a joint statement were signed”."""
    phrases: list[tuple[re.Match[str], int, int]] = []
    for noun in NOUN.finditer(text, max(0, verb - 220), verb):
        if not phrases or noun.start() >= phrases[-1][2]:
            phrases.append((noun, *phrase(text, noun, None)))
    last = len(phrases) - 1
    while last > 0 and (
        _AND.fullmatch(text, phrases[last - 1][2], phrases[last][1])
        or (
            _OPENS.search(text, 0, phrases[last - 1][1])
            and _AND_LATER.fullmatch(text, phrases[last - 1][2], phrases[last][1])
        )
    ):
        last -= 1
    return [noun for noun, _, _ in phrases[max(last, 0) :]]


_IN_NAME = re.compile(
    r"\b(?!Memorand|Agreement|Treaty|Declaration|Protocol|Convention|Plan|Program|Statement)[A-Z][a-z]+\s\Z"
)
"""A word before “and” within a name: “Enhanced Partnership and Cooperation Agreement”."""


_EXCHANGE = re.compile(r"\bexchanges?\sof\s\Z", re.IGNORECASE)


def phrase(text: str, noun: re.Match[str], count: re.Match[str] | None) -> tuple[int, int]:
    """The words that name an agreement: “Cooperation Plan between the ministries for 2026-2027”."""
    start = noun.start()
    for word in reversed([*re.finditer(r"[\w’'-]+", text[:start])][-8:]):
        gap = text[word.end() : start]
        if word.group() == "and" and gap == " " and _IN_NAME.search(text[: word.start()]) and text[start].isupper():
            continue
        if (
            gap not in (" ", "-", " and ")
            or fold(word.group()) in _HEAD_STOPS
            or (count and (word.group().isdigit() or word.group().lower() in UNITS))
        ):
            break
        if "’" in word.group() or "'" in word.group():
            break
        start = word.start()
    if exchange := _EXCHANGE.search(text, 0, start):
        start = exchange.start()
    end = noun.end()
    if text[end:].lower().startswith(" of understanding"):
        end += len(" of understanding")
    if number := _NUMBER.match(text, end):
        end = number.end()
    if tail := _BETWEEN.match(text, end) or _TAIL.match(text, end):
        end = end_of_tail(text, tail.end() - 1)
        if end - start > 160:
            end = noun.end()
    return start, end


def end_of_tail(text: str, start: int) -> int:
    """Where the words end that say what a text is about."""
    stop = _TAIL_END.search(text, start)
    return stop.start() if stop else len(text)
