"""The words of a supported sentence that were compared with no record."""

import re
from collections.abc import Iterable, Sequence, Set

from app.curate.claims.facts import Fact
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.wording import content_words, stem
from app.curate.events.signing_words import SUBJECT
from app.curate.mentions.months import CALENDAR_WORDS
from app.curate.mentions.parties import parties as parties_in
from app.curate.mentions.words import word_set, words
from app.curate.names import Names
from app.domain.position_classes import class_of
from app.domain.prose import MONTH_NUMBERS, numbers

_PLAIN = word_set("""
    a an the this that these those it its he his him she her they them their theirs who whom whose which what where when
    while whereas as than then there here and or but nor so if because without since until till after before during
    within between among amid at by for from in into of off on onto over through to towards toward under up upon with
    about around across along near both each all any every either such same own other others another also too as well
    just even still already yet now again once twice is are was were be been being am has have had having do does did
    done will would shall should could may might must not no n't s t very much many more most less few fewer
    several some one two three four five six seven eight nine ten first second third fourth fifth sixth seventh eighth
    ninth tenth eleventh twelfth thirteenth next late early later earlier recently today yesterday tomorrow day
    days week weeks month months year years time date gmt
    mr mrs ms dr prime foreign minister ministers president presidents leader leaders head heads states government
    governments country countries nation nations side sides party parties republic counterpart counterparts colleague
    capital city official officials diplomat diplomats top chief ministry ministries affairs delegation delegations
    turkish kazakh kazakhstani said says say told tell according note noted announce announced report reported
    recalled recall known namely respectively including include together jointly joint mutual bilateral
    """) | CALENDAR_WORDS.union(MONTH_NUMBERS)
"""Words that add nothing to compare."""

_OF_KIND = {
    "meeting": """
        meet met meeting session summit round sitting edition gathering conference hold held host hosted take
        took taken place talks talk conversation negotiation negotiations visit visited visitor trip travel
        travelled traveled paid pay pays conduct conducted receive received receiving welcome welcomed chair
        chaired chairing cochair co chairs convene convened gather gathered attend attended participate
        participated part arrive arrived fly flew went go come came see saw seen sat sit down open opened bring
        brought guest guests invitation margins sidelines framework group council planning strategic high level
        mechanism turkic organization organisation cooperation presidential complex palace due scheduled
        expected slated led leads wrapped gone up again discuss discussed face venue spoke speak made gathered
        """,
    "agreement": """
        sign signed signing conclude concluded agree agreed agreement agreements document documents adopt
        adopted accept accepted deal accord text reach reached ink inked seal sealed put pen valid cover covers
        covering yielded covered run runs meeting session council date dates exist enter entered force result resulted
        end ended make made become became talks back go goes following came produce produced partner partners
        relations ties strategic cooperation
        """,
    "milestone": """
        recognise recognised recognize recognized recognition establish established establishing set up create
        created found founded launch launched open opened begin began start started date dates dating go goes
        back ties relations diplomatic independence independent anniversary declare declared apply applied
        application join joining intention intend intends want wants wish wishes become membership planned
        formally became seek sought bid submit submitted file filed voice voiced announce work works working
        exist existed
        """,
    "mission": """
        embassy embassies consulate consulates consul consuls general honorary post posted city cities mission
        missions host hosts exist ones keep keeps maintain maintains operate operates operating run runs open opened
        establish established function functions work works found represent represented besides list number
        """,
    "commitment": """
        agree agrees agreed build builds building plan plans planned will promise promised pledge pledged complete
        completed finish construct construction invest commit committed intend intends ready due aim aims work works
        working want wants undertake
        """,
    "statement": """
        allow allows let lets brought conveyed ordered instructed
        call called speak speaks spoke spoken intend intends want wants plan plans work works
        stress stressed emphasise emphasised emphasize emphasized underline underlined express expressed add
        added state stated declare declared think thinks thought believe believes believed hope hopes
        """,
    "trade-stat": """
        trade turnover commerce export exports exported exporting import imports imported importing good goods
        worth value volume reach reached amount amounted total totalled totaled stand stood hit rise rose risen
        rising grow grew grown growth increase increased increasing climb climbed exceed exceeded surpass
        surpassed jump jumped percent cent fall fell decline declined dollar dollars usd us euro euros billion
        million thousand bn mn sell sold buy bought ship shipped supply supplied supplier suppliers source
        sources deliver delivered send sent go went way flow figure figures number numbered count compare
        compared previous period quarter half market product products record annual investment investments
        invest invested investor investors direct put company companies firm firms capital enterprise
        enterprises work works working operate operates operating active registered project projects develop
        development implement implemented complete completed pipeline plan planned tourist tourists visitor
        visitors visit visited travel travelled citizens citizen people come came receive received receives host
        hosted welcome welcomed student students study studying scholarship scholarships grant grants award
        awarded meet met meeting meetings rank ranks ranked ranking place places large largest big biggest lead
        leading partner partners trading produce produces produced producer producers production target goal aim
        raise lift bring boost expand want agreed over nearly almost around roughly some approximately
        exactly economy exchange two twoway business soar soared drop dropped purchases sales held made close
        short goes sees above behind universities university enrolled enrol passed brought moved move earned earn
        finished finish incoming arrivals arrival cumulative gets get got gives shows show
        """,
}  # fmt: skip
"""For each kind of record the words with which the reader finds and compares it."""

_NEUTRAL = re.compile(
    r"\b(?:at (?:the )?least|at (?:the )?most|not only|no doubt|no less|behind closed)\b", re.IGNORECASE
)
"""Words that would add something elsewhere."""

_SIDES = 2
"""The number of sides of most meetings, which texts count."""

_DAY = re.compile(r"\s(?:day\s)?of\s[A-Z]")

PLAIN_STEMS = frozenset(map(stem, _PLAIN)) | _PLAIN
_STEMS_OF_KIND = {kind: frozenset(map(stem, text.split())) | frozenset(text.split()) for kind, text in _OF_KIND.items()}


def words_not_compared(
    sentence: ClaimSentence, kinds: Iterable[str], record_words: Set[str], start: int = 0, end: int | None = None
) -> list[str]:
    """The words of a sentence, from ``start`` to ``end``, that are neither names nor amounts, nor stems that records
    have (``record_words``), nor words with which records of these kinds are compared."""
    known_words = frozenset(record_words).union(PLAIN_STEMS, *(_STEMS_OF_KIND[kind] for kind in kinds))
    spans = [*sentence.names, *((amount.start, amount.end) for amount in sentence.amounts)]
    spans += [match.span() for match in _NEUTRAL.finditer(sentence.text)]
    last = len(sentence.text) if end is None else end
    return list(
        dict.fromkeys(
            word.text
            for word in words(sentence.text)
            if start <= word.start < last and len(word.text) > 1 and not word.text[0].isdigit()
            and stem(word.key) not in known_words and word.key not in known_words
            and not any(first <= word.start < stop for first, stop in spans)
        )
    )  # fmt: skip


_TOPIC = re.compile(
    r"\b(?P<before>(?:[a-z-]+\s){0,3})(?i:(?:agreement|treaty|pact|accord|deal|plan|memorandum|document|protocol)s?\b"
    r"(?:\sof\sunderstanding)?)"
    r"(?:\s(?:on|about|of|concerning|regarding|for)\s(?P<after>[^,;.]*?)"
    rf"(?=\sin\s(?!{SUBJECT})|\s(?:at|on|during|between|with|by|that|which|covering|when|after|came|emerged|was|were|is|are|has|have|had|will)\b|[,;.]|$))?"
)
_PRAISE = word_set("""
    a an the new important landmark historic major key long awaited comprehensive far reaching so called bilateral
    joint first second their its another separate formal official final wide ranging crucial vital big special
    fundamental milestone
    """)


def agreement_topic(text: str) -> frozenset[str]:
    """The words that say what an agreement is about: “military” in “agreement on military partnership”, “trade” in
    “free trade agreement”. Words of praise do not."""
    parts = (part for match in _TOPIC.finditer(text) for part in (match["before"], match["after"]) if part)
    return frozenset(word.text for part in parts for word in words(part) if word.key not in _PRAISE)


_OFFICE = re.compile(
    r"\b(?P<before>(?:[a-z-]+\s){0,2})minist(?:er|r)(?:s|y|ies)?\b"
    r"(?:\s(?:of|for)\s(?:the\s)?(?P<after>[\w-]+(?:(?:,|\sand)?\s[\w-]+){0,3}))?",
    re.IGNORECASE,
)


def office_words(text: str) -> frozenset[str]:
    """The words that say which ministers or ministries a sentence names: “defence” in “ministries of defence”, “deputy”
    in “deputy foreign ministers”."""
    parts = (part for match in _OFFICE.finditer(text) for part in (match["before"], match["after"]) if part)
    return frozenset(word.text for part in parts for word in words(part))


_HOLDERS = r"(?P<{}>(?:prime|foreign)\sministers|presidents|heads\sof\s(?:state|government))"
_ACT_OF_HOLDERS = re.compile(
    rf"\b{_HOLDERS.format('first')}\b[^,;.]{{0,50}}?\s(?:co-?chair|chair|met\b|meet|held\b|sign|attend|led\b)"
    rf"|\b(?:chaired|held|signed|attended|led)\sby\s[^,;.]{{0,20}}?{_HOLDERS.format('last')}\b",
    re.IGNORECASE,
)


def other_holders(sentence: ClaimSentence, fact: Fact) -> str | None:
    """The posts in the plural of those who meet or sign, as “prime ministers”, if nobody of the record has one."""
    match = _ACT_OF_HOLDERS.search(sentence.text)
    if not match or not fact.people or fact.kind not in ("meeting", "agreement"):
        return None
    holders = match["first"] or match["last"]
    classes = {post.post_class for post in sentence.facts.posts if post.person in fact.people}
    return None if class_of(holders[:-1] if holders[-1] == "s" else f"head{holders[5:]}") in classes else holders


_POST = re.compile(r"(?:['’]s?)?\s(president|prime minister|foreign minister|head of state)\b(?!\s[A-Z])")
"""A post behind its country, without the name of the holder."""


def other_post(sentence: ClaimSentence, fact: Fact) -> str | None:
    """The post of a country, as “Kazakhstan’s prime minister”, that nobody in the record of a meeting has."""
    if fact.kind != "meeting" or not fact.people:
        return None
    posts = {(str(post.post_class), post.party) for post in sentence.facts.posts if post.person in fact.people}
    for mention in sentence.passage.parties:
        post = _POST.match(sentence.text, mention.end)
        if post and (str(class_of(post[1])), mention.code) not in posts:
            return post[1]
    return None


def numbers_not_compared(sentence: ClaimSentence, facts: Sequence[Fact]) -> list[str]:
    """The ordinals, such as “second” visit, that no record has as its session or in its title.

    For a meeting or a mission also its counts, and for a meeting the day “until” which it lasts.
    """
    ranks = [(amount.start, amount.end) for amount in sentence.amounts if amount.unit == "rank"]
    counts = [
        (amount.value, amount.text)
        for amount in sentence.amounts
        if facts[0].kind in ("meeting", "mission") and amount.unit == "count" and amount.value > _SIDES
    ]
    ordinals = [
        (ordinal.value, sentence.text[ordinal.start : ordinal.end])
        for ordinal in sentence.passage.ordinals
        if not any(start <= ordinal.start < end for start, end in ranks)
        and not _DAY.match(sentence.text, ordinal.end)
        and not sentence.text[: ordinal.start].endswith("on the ")
    ]
    is_meeting = facts[0].kind == "meeting"
    ordinals += [
        (int(amount.value), amount.text)
        for amount in sentence.amounts
        if is_meeting and amount.unit == "rank" and amount.text.lower().startswith(("number", "no."))
    ]
    ends = [date.text for date in sentence.dates if is_meeting and date.relation == "until" and date.text.strip()]
    return ends + [
        text
        for value, text in (*counts, *ordinals)
        if text.strip() and not any(value in (fact.session, fact.count, *numbers(fact.title)) for fact in facts)
    ]


def words_of_facts(facts: Sequence[Fact], names: Names) -> frozenset[str]:
    """The stems of the words that records have, and of the names of their mechanisms."""
    mechanisms = {fact.mechanism for fact in facts}
    texts = [f"{fact.title} {fact.type or ''}" for fact in facts]
    texts += [
        " ".join((mechanism.name, *mechanism.spellings, *mechanism.family_spellings))
        for mechanism in names.mechanisms
        if mechanism.id in mechanisms
    ]
    return frozenset().union(*(fact.words for fact in facts), *map(content_words, texts))


def unexplained_party(sentence: ClaimSentence, facts: Sequence[Fact]) -> str | None:
    """The first party that a sentence names and that no record has; else None."""
    names = sentence.facts.names
    homes = {person.id: person.party for person in names.people}
    recorded_parties: set[str | None] = {mention.code for fact in facts for mention in parties_in(fact.title, names)}
    members = {mechanism.id: mechanism.members for mechanism in names.mechanisms}
    cities = {city.name: city.country for city in names.cities}
    for fact in facts:
        recorded_parties |= fact.parties | fact.actors | {fact.host, *(homes.get(person) for person in fact.people)}
        recorded_parties |= {cities.get(city) for city in fact.cities}
        if fact.kind != "agreement" and fact.mechanism:
            recorded_parties |= members.get(fact.mechanism, frozenset())
    for mention in sentence.passage.mechanisms if facts[0].kind == "statement" else ():
        is_party = mention.start in {party.start for party in sentence.passage.parties}
        if is_party and mention.id != facts[0].mechanism and not content_words(mention.name) <= facts[0].words:
            return sentence.text[mention.start : mention.end]
    for city in sentence.facts.names.cities if facts[0].kind == "meeting" else ():
        phrase = re.search(rf"\b{re.escape(city.name)} [A-Z]\w+", sentence.text)
        if phrase and city.name not in facts[0].cities:
            return phrase[0]  # “the Oslo Declaration”
    mechanisms = {mention.start for mention in sentence.passage.mechanisms}
    return next(
        (
            sentence.text[mention.start : mention.end]
            for mention in sentence.passage.parties
            if mention.code not in recorded_parties and mention.start not in mechanisms
        ),
        None,
    )
