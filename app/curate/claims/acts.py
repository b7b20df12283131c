"""What a sentence says that somebody did: an act of which records tell, the contrary of one, or something else.

The record of a meeting says nothing of a sentence in which somebody “left” it, and the record of an opening denies that
a consulate was closed on that day. A sentence is supported only if all its verbs are of those with which records are
told, and no other word turns its meaning.
"""

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from app.curate.claims.verbs import ACTIVE, OTHER_PAST, RECORD_VERBS
from app.curate.claims.wording import any_word, content_words
from app.curate.mentions.denials import without_double_negatives

_TURNING = any_word(
    """
    abandon* abolish* abolit* abort* absen* accus* annul* avoid* ban bankrupt* bans barely barred blocked blocking
    bogus boycott* breach* cancel* closed closes closing closure collaps* condemn* contest contested crisis
    criticis* criticiz* cut cuts cutting debt debts deficit* delay* demoli* denounc* deport* destr* difference
    disband* discontinu* disput* disrupt* dissol* divest* downgrad* duties embargo* erroneous* evade* evict*
    except exclud* exit* expel* expell* expire* expuls* fabricat* fail* fake false falsely fictit* forbid* freez*
    gap gaps halt* halved hardly hide hides hoax* hypothe* ignor* imagin* imbalance* imped* impossible incorrect*
    interrupt* invalid jeopardi* lacked lacks laps* leave leaves leaving lend lending lends lent letter* lie
    liquidat* lose loses losing loss losses lower lowered lowering lowest miss missed misses missing mistake*
    mistook myth myths nobody nowhere nullif* obstruct* oppose* opposing opposition owed owes phone* postpon*
    pretend* prevent* protest* purport* refus* rejecti* renounc* reportedly repudiat* resist* revo* rift rupture*
    sanction* scarcely scrap* sever severed severing sham shortfall* shrink* shun* shut* skip* smallest snub*
    stop* stripped supposed* surplus* suspend* suspens* tariff* tax taxes telephon* terminat* threat* unable
    undermin* undo unlikely unsigned unsuccess* untrue vain veto* videoconf* violat* void warned withdraw*
    withdrew wrong*
    """
)
"""Words that turn the meaning of a sentence, or tell of something that no record has."""

_TURNING_PHRASE = re.compile(
    r"\b(?:used to(?! head)|no longer|(?:any(?:thing|where)|every(?:thing|where)|nothing|all) but|few (?:believe|think)"
    r"|g[ai]v\w+ (?:\w+ )?up|t(?:ear|ore|orn) up|fell (?:through|apart)|(?:trade|the|a|positive|negative) balance"
    r"|(?:turn|call|put|walk|pull|back|drop|opt|stay|ke?ep|vot|br[eo]a?k|set|knock|ward|fend|take|took|stand|stood)\w{0,4}"
    r" (?:\w+ )?(?:down|off|out|away|aside|back|short)(?! of)"
    r"|after (?:every|all) other|last (?:to|country|state|nation)|(?:to|will|would|shall) close(?! (?:to|co))"
    r"|(?:nearly|almost|narrowly) (?:met|held|sign|visit|receiv|open|establish|recogni|join|adopt|host)\w*"
    r"|(?:outside|near|beyond|(?:far|away|km|miles|kilomet\w+) from|close to) X+|too \w+ to|ke(?:ep|pt)s? X+ from"
    r"|(?:sent|sends?|sending) (?:a|an|his|her|its|their) (?:deputy|representative|envoy|delegate)"
    r"|(?:by|via|over) (?:video|phone|telephone|letter|zoom)(?: \w+)?"
    r"|(?:phon|call)\w+ (?=X+(?! an? | one | the ))|recall\w* (?:its|his|her|the|their) (?:ambassador|envoy))\b"
)

_FIRST_CAPITAL = re.compile(r"\A\W*[A-Z](?!X)")
_FORMAL = re.compile(r"[a-z]{2,}(?:ed|ing)")
_TOKEN = re.compile(r"(?<![\w’'.-])[A-Za-z]{3,}(?![\w’'-])")
_NEUTRAL = re.compile(
    r"\b(?:behind closed doors|closed to (?:the )?(?:press|media|public|journalists|reporters)|set out to"
    r"|stop\w* at|(?:end|clos)\w* (?:with|in (?:an?|the))|(?:fell|falls?|fallen) short of"
    r"|lower than|no signs? of \w+ing)\b",
    re.IGNORECASE,
)
"""Words that would turn the meaning elsewhere."""


def _without_neutral(text: str) -> str:
    return _NEUTRAL.sub(lambda match: " " * len(match[0]), without_double_negatives(text))


@lru_cache(maxsize=4096)
def words_of(title: str) -> frozenset[str]:
    """The words of a title, in lower case."""
    return frozenset(re.findall(r"\w+", title.lower()))


def turning_word(text: str, names: Sequence[tuple[int, int]], record_words: Set[str] = frozenset()) -> str | None:
    """The first word or phrase of a text that no record is told with, or that turns its meaning; else None.

    ``names`` are the offsets of people, parties and the like. ``record_words`` are the words of the record, of which
    each is allowed.
    """
    whole = text
    for start, end in names:
        text = text[:start] + "X" * (end - start) + text[end:]
    text = _without_neutral(text)
    text = _FIRST_CAPITAL.sub(lambda match: match[0].lower(), text, count=1)
    phrase = _TURNING_PHRASE.search(text)
    for match in _TOKEN.finditer(text):
        word = match[0]
        if phrase and phrase.start() <= match.start():
            return whole[phrase.start() : phrase.end()].strip()
        if word in record_words or not word.islower():
            continue
        if _TURNING.fullmatch(word) or word in OTHER_PAST or (_FORMAL.fullmatch(word) and word not in RECORD_VERBS):
            return word
    return whole[phrase.start() : phrase.end()].strip() if phrase else None


_ACTS = {
    "diplomatic-relations": any_word(
        "establish* since begin* began begun start* exist* dat* enter* open* launch* anniversary agreed creat*",
        "set up", "go(?:es)? back", "took up", "taken up",
    ),
    "recognition": any_word("recogni* accept* acknowledg*"),
    "embassy": any_word(
        "open* establish* has have had exist* found* inaugurat* launch* work* function* operat* since", "set up"
    ),
    "accession": any_word(
        "appl* intend* intention* announc* want* wish* aim* seek* sought hop* plan* submit* fil* request* candida* "
        "ask* voic* express* interest* declar* said says bid"
    ),
    "treaty": any_word(
        "sign* conclu* agreed agrees adopt* reach* ink* seal* dat* exist* since put becom* became made initiat* enter* "
        "form* elevat* rais* upgrad* follow*", "goes back"
    ),
}  # fmt: skip
"""For each type of record the words for its act. A sentence about the act has one of them."""


_OPPOSITES = tuple(
    tuple((any_word(verbs), content_words(verbs)) for verbs in pair)
    for pair in (
        ("open opens opened opening reopen reopened inaugurate inaugurated", "close closes closed closing shut shuts"),
        ("begin begins began begun start starts started launch launched", "stop stops stopped halt halted ends ended"),
        ("join joins joined joining", "leave leaves leaving left quit quits exit exits withdraw withdrew"),
        ("raise raises raised increase increased lift lifted", "lower lowers lowered reduce reduced cut cuts"),
        ("sign signs signed signing", "cancel cancels cancelled canceled terminate terminated annul annulled"),
    )
)
"""Verbs and their opposites, as patterns and as stems."""


def opposite_verbs(text: str) -> Iterator[tuple[tuple[int, int], re.Pattern[str], frozenset[str]]]:
    """Each verb whose opposite the text does not have: its offsets, and the opposites as a pattern and as stems."""
    for pair in _OPPOSITES:
        for (verb, _), (opposite, stems) in (pair, pair[::-1]):
            if (match := verb.search(text)) and not opposite.search(text):
                yield match.span(), opposite, stems


_APPLIES = any_word("applied applies applying application submitted filed")

_OTHER_MISSION = re.compile(r"\b(?:will|to|would)\s(?:open|establish|set up|launch)\b|\bmov(?:e|es|ed|ing)\b")
"""Words of a mission that is yet to come, or that moved away."""

_CONTRARY = {
    "meeting": any_word(
        "skip* boycott* snub* shun* avoid* missed misses absent barred excluded suspend*",
        r"(?:turn\w*|stay\w*|back\w*|pull\w*)\s(?:down|away|out)", r"withdr[ae]w\w*\sfrom",
    ),
    "agreement": any_word(
        "terminat* annul* reject* cancel* scrap* renounc* revok* rescind* veto* unsigned denounc* repudiat* suspend*",
        r"t(?:ear|ore|orn)\sup", r"vot\w+\sdown", r"withdr[ae]w\w*\sfrom",
    ),
    "milestone": any_word(
        "sever severed severing severs abolish* dissol* disband* withdraw* withdrew revok* rescind* reject* oppose* "
        "closed closes shut* suspend* froze frozen annul* terminat* stripped lost left denounc* renounc* expelled",
        r"br(?:oke|eak|oken)\s(?:off|up)",
        r"(?:cut|end)\w*\s(?:their\s|its\s|off\s|all\s)*(?:diplomatic\s)?(?:relations|ties)",
        r"(?:relations|ties)\b[^.,;]{0,40}\s(?:end|ceas)ed", r"g(?:a|i)v\w+\sup", r"leave",
    ),
}  # fmt: skip
"""For each kind of record the acts that are the contrary of what it tells."""


_OBJECTS = {
    "meeting": any_word("meeting* session* talks summit* visit* gathering conference council group trip invitation"),
    "agreement": any_word(
        "agreement* treat* plan* protocol* memorand* declaration* document* pact* deal* accord* signing text"
    ),
    "milestone": any_word(
        "relation* ties recogni* independence embass* consulate* mission* partnership organis* organiz* member* "
        "council application bid institute school bank status"
    ),
}  # fmt: skip
"""What such an act is about, for each kind of record. To reject terrorism is the contrary of no record."""

_CLAUSE_END = re.compile("[.,;]")
_OBJECT_END = re.compile(r"[.,;]|\s(?:after|before|at|during|when|while)\s")
_PERSON = re.compile(r"\s(?:each other|one another|him|her|them|[A-Z]\w)")

_OBJECT_REACH = 100
"""Characters before and after the words of an act in which its object stands."""


def contraries(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The words for an act that is the contrary of a recorded one, each with the kind of the record. What the act is
    about stands near them in the same clause."""
    text = _without_neutral(text)
    for kind, pattern in _CONTRARY.items():
        for match in pattern.finditer(text):
            before = _CLAUSE_END.split(text[max(0, match.start() - _OBJECT_REACH) : match.start()])[-1]
            after = _OBJECT_END.split(text[match.end() : match.end() + _OBJECT_REACH])[0]
            is_compound = "-" in before[-1:] + after[:1]
            # “… relations and oppose separatism”, “the meeting agreed to avoid double taxation”
            before = "" if before.endswith(("and ", "to ", "to be ")) else before
            if not is_compound and (_OBJECTS[kind].search(before + match[0] + after) or _PERSON.match(after)):
                yield kind, match


def other_act(text: str, kind: str, record_type: str | None, title_words: Set[str]) -> str | None:
    """The verb of a sentence that tells of another act than a record of this kind or type; else None. ``title_words``
    are the words of the title of the record."""
    application = _APPLIES.search(text) if record_type == "accession" else None
    if application and title_words.isdisjoint(("applies", "applied", "application")):
        return application[0]
    if kind == "mission":
        match = _OTHER_MISSION.search(text)
        return match and match[0]
    pattern = _ACTS.get(record_type or "")
    if pattern is None or pattern.search(text):
        return None
    return next((match[0] for match in _TOKEN.finditer(text) if match[0] in ACTIVE), None)
