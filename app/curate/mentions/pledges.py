"""The words by which somebody promises to do something."""

import re

from app.curate.mentions.context import SPEECH
from app.curate.mentions.words import word_set
from app.domain.prose import numbers

_VERBS = word_set("""
    build construct complete provide invest send open establish allocate supply deliver grant extend create finance fund
    train transfer donate lend contribute spend abolish lift introduce purchase buy accept launch install restore
    rebuild give offer modernise modernize expand increase raise double allow simplify ratify appoint return ship export
    set cut reduce remove join plant electrify upgrade lay reopen resume restart waive renovate repair reconstruct
    connect scrap halve triple issue procure cover pay sponsor equip dispatch deploy release admit recruit earmark hand
    phase drop finish award extend accredit enforce expedite form relaunch
""")
"""What a country can promise to do. Hosting, meeting, visiting and discussing are events, not commitments."""

_PARTICLES = {
    "set": r"\s+(?:up|aside)",
    "hand": r"\s+over",
    "phase": r"\s+out",
    "extend": r"(?=\s+(?:[\w-]+\s+){0,3}(?:grants?|loans?|aid|assistance|credit|line)\b)",
    "pay": r"(?!\s+(?:\w+\s+){0,3}(?:visits?|tribute|attention)\b)",
    "give": r"(?!\s+(?:\w+\s+){0,2}(?:impetus|momentum|boost|attention|impulse|priority)\b)",
}

_WITH_DOUBLE_LETTER = ("set", "cut", "ship", "scrap", "admit", "drop")


def _gerund(verb: str) -> str:
    if verb in _WITH_DOUBLE_LETTER:
        return f"{verb}{verb[-1]}ing"
    return f"{verb.removesuffix('e')}ing"


def _with_particle(verb: str, form: str) -> str:
    return form + _PARTICLES.get(verb, "")


_DEEDS = "|".join(_with_particle(verb, verb) for verb in sorted(_VERBS))

_BY_GERUND = {_gerund(verb): verb for verb in sorted(_VERBS)}

_GERUNDS = "|".join(_with_particle(verb, gerund) for gerund, verb in _BY_GERUND.items())


def infinitive(deed: str) -> str:
    """The words of a promise with their verb as it stands behind “will”: “open a bank” for “opening a bank”."""
    first, space, words_after = deed.partition(" ")
    return _BY_GERUND.get(first, first) + space + words_after


FURTHER = re.compile(rf"(?P<pledge>,|,?\sand)\s(?:to\s)?(?P<deed>(?:{_DEEDS}|(?:begin|start)\s(?:{_GERUNDS}|work))\b)")
"""A deed that goes on with a list: “agreed to open the pass, cut fees and form a committee”."""


def further_deeds(text: str) -> list[re.Match[str]]:
    """The deeds of a list of three and more behind the first."""
    first = next((match for match in PLEDGE.finditer(text) if is_promise(match)), None)
    further = [*FURTHER.finditer(text, first.end())] if first else []
    is_list = any("," in match["pledge"] for match in further)
    return further if is_list else [match for match in further if _YEAR_BEFORE.search(text, 0, match.start())]


_YEAR_BEFORE = re.compile(r"\d{4}\Z")
"""The time of the deed before: “will open a bank by July 2026 and cut fees”."""

PASSIVE = re.compile(
    r"\b(?P<pledge>will\s+be|is\s+to\s+be|are\s+to\s+be)\s+(?P<deed>given|provided|sent|allocated|delivered"
    r"|donated|supplied|granted|disbursed|transferred|directed|channell?ed|earmarked|invested|spent)\s+(?:to|for|in|on|towards?)\b"
)

SAYS = re.compile(
    rf"\b(?:{SPEECH}|confirmed|promised|pledged|assured|conveyed|indicated|declared|informed|emphasi[sz]ed)\b"
)

AMOUNT = re.compile(
    r"\b(?P<pledge>announce[sd]?|unveil(?:s|ed)|(?<!the\s)pledge[sd]?|promise[sd]?|earmarked|commit(?:s|ted)|(?:is|are)\s(?:giving|providing|lending|granting)"
    r"|gives?|gave|granted|provide[sd]|lent|donated|extend(?:s|ed)|allocate[sd]|sets?\sup"
    r"|(?:made|approved|offer(?:s|ed))(?=\s(?:an?|its|their)\s(?:[\w’-]+\s){0,4}?(?:loan|grant|donation|contribution|credit|package)\b))\s+"
    r"(?:(?!(?:a|an|the)\s)(?:[A-Z][\w’-]+|him|her|it|them)\s|the\s(?:[A-Z]\w+\s){1,3}){0,2}?"
    r"(?P<deed>(?:(?:an?|the|its|new|another|further|additional|fresh)\s+)?"
    r"(?:(?!(?:and|that|to|of|worth)\b)[\w’'-]+\s+){0,5}?(?:package|loan|grant|[Ll]ine\s+of\s+[Cc]redit|credit\s+line|credit|aid|contribution"
    r"|donation|assistance|tranche|support|fund)s?\s+(?:of|worth)\s+(?:\w+\s+){0,2}(?=(?:US|USD|EUR)?\s?[$€£¥\d])"
    r"|(?=(?:an?\s(?:further|additional|extra)\s|another\s|a\stotal\sof\s|up\sto\s|about\s|over\s|some\s|more\sthan\s)?(?:[A-Z]{0,2}[$€£¥]|[A-Z]{3}\s)\d)"
    r"|(?=(?:[a-z]+\s){0,3}\d[\d.,]*\s(?:(?:m|b|tr)illion|bn|mn|thousand)\s(?:US\s)?(?:dollars|euros?|yen|yuan|pounds|rupees|tenge|lira|[A-Z]{3}\b)))"
)
"""A sum that is promised: “announced a loan of €12 million”, “pledged $5 million”."""

_NO_DEEDS = "|".join(
    word_set("""
    host hosting meet meeting visit visiting discuss discussing hold holding attend attending participate participating
    take travel travelling go come arrive leave fly speak talk sign signing convene gather chair co-chair mark
    celebrate be being become becoming have having do remain remaining reach grow rise exceed amount total benefit need
    wait depend see look like hope try seek aim strive help consider considering explore exploring study continue
    continuing work working cooperate cooperating support supporting strengthen strengthening deepen deepening enhance
    enhancing intensify intensifying improve improving promote promoting encourage maintain maintaining keep respect
    respecting uphold get receive lose win elect vote compete play enter expire begin start happen follow also not soon
    then jointly further make mean feel know want still never only face serve represent lead now pay
    overtake surpass turn outpace expect more
    suffer mourn sleep wake beat collapse change die live fall drop decline shrink lag weaken starve drown burn flood
    rain win defeat dominate rank outgrow dwindle disappear vanish emerge evolve age grieve weep laugh dream worry
    fear doubt struggle fight rest stay sit stand run walk dance sing eat drink melt freeze dry cool warm thrive
    flourish prosper serious closer better greater full deeper peace dialogue the an this their its his her our
    boost facilitate foster advance develop accelerate coordinate consolidate step raise exchange widen broaden
    diversify increase expand convene assist ensure focus pursue build address combat jointly closely actively
""")
)
"""Verbs that tell of an event, an attitude or an effort, of which nobody can say on a day that it is done, and other
words that often follow “to” or “will”."""

_READY = r"(?=have\s(?:[^\s.;,]{1,30}\s){1,12}?(?:running|open|ready|operational|in\splace)\b)"
"""“Will have the office up and running” is a deed."""

_DEED = rf"(?:{_READY}|(?!(?:{_NO_DEEDS}|put\son|(?!(?:ap|com|sup)ply\b)[a-z]+ly)\b))"

_ASIDE = r"(?:,\s[^,.;]{3,60},)?"

_STATES = (
    r"(?:(?:reaffirm|confirm|express|voice|announce|recall|repeat|renew|reiterate|declare|state|signal|unveil)(?:e?[sd]|ed)?|gave|given|gives|made"
    r"|spoke\sof|stands\sby|has|have)\s(?:(?:its|their|his|her|an?|the)\s)?"
    r"(?:(?!no\b|not\b|never\b|few\b|little\b|abandon|shelv|dropp|scrapp|cancel|suspend|withdr|postpon)\w+\s)?"
)
"""“Reaffirmed its”, before the noun of a promise."""

_COMMITMENT = (
    rf"(?:pledge[sd]?|promise[sd]?|commit(?:s|ted|ting)?(?:\s+(?:itself|themselves))?|vow(?:s|ed)?|undert(?:ook|akes?|aken)"
    rf"|guarantee[sd]?|b(?:inds|ound)\s+itself|{_STATES}(?:commitment|pledge|promise|undertaking))"
    rf"(?:\s(?:one\sanother|on\s\w+|then))?{_ASIDE}\s+to"
)
"""Words that bind somebody, with any verb behind them: “undertook to waive”."""

_AGREEMENT = rf"(?:agreed|decided)(?:\s(?:on|in|last)\s\w+)?{_ASIDE}\s+to"

_PLAN = (
    rf"(?:will|shall|would|(?:is|are)(?=\s(?:{_GERUNDS})\b)|(?:is|are|’s|'s)\s+(?:(?:due|set|planning|going)\s+)?to|was\s(?:planning|going)\sto"
    rf"|(?:agrees?|intends?|plans?|resolved|offer(?:s|ed))(?:\s(?:on|in)\s\w+)?{_ASIDE}\s+to"
    r"|(?:is|are|was|were|stands?|stood|declare[sd]?\s+(?:it|him|her|them)sel(?:f|ves))\s+(?:ready|prepared|willing)"
    rf"(?:,\s(?:\w+\s){{0,2}}\w+,)?\s+to|{_STATES}(?:decision|intention|readiness|willingness|plans?)\sto)"
)

_SIDE = (
    r"(?:decision|intention|readiness|willingness|plans?|commitment|that)\sof\s(?:the\s)?(?:[A-Z][\w-]+\s){1,3}"
    r"(?:side\s|government\s)?to"
)
"""“The decision of the Kenyan Side to” has the country inside."""

PLEDGE = re.compile(
    rf"\b(?P<pledge>(?P<bound>{_COMMITMENT})|(?P<agreed>{_AGREEMENT})|(?P<side>{_SIDE})|{_PLAN}|to)\s+"
    r"(?:(?:also|soon|then|jointly|further|each|both|now)\s+){0,2}(?:be\s+(?=[a-z]+ing\b))?"
    rf"(?P<deed>(?P<known>(?:{_DEEDS})\b|(?<=\b(?:to|be|is)\s)(?:{_GERUNDS})\b|(?<=\bare\s)(?:{_GERUNDS})\b|(?:begin|start|continue)\s+(?:{_GERUNDS})\b"
    rf"|(?:begin|start)\s(?:work|construction|operations?|direct|regular|flights|deliver\w+|supply\w+|an?\s\w+)\b"
    rf"|(?:receive|host|take\sin|admit|welcome)(?=\s(?:[a-z]+\s){{0,2}}\d+\s(?:[\w’-]+\s){{0,2}}(?:students|trainees|doctors|nurses|teachers|specialists|officers|workers)\b)"
    rf"|(?:continue|go\son)\s+(?:to\s+)?(?:{_DEEDS}|{_GERUNDS})\b|make\s+available\b|make\s+(?:a|an|the)\s(?:\w+\s){{0,3}}?(?:grant|contribution|donation)\b)"
    rf"|{_DEED}[a-z-]{{2,25}}\b)"
)
"""A promise with its verb: “will build”, “committed to opening”, “to submit”. The subject stands before it. A verb that
is not ``known`` promises only with a day, a sum or a number. “Would” promises only in reported speech."""

WORD_GIVEN = re.compile(
    r"\b(?P<pledge>(?:gave|gives|given)\s(?:its|his|her|their)\s(?:word|assurances?|promise|pledge)\sthat"
    r"|(?:promised|pledged|guaranteed|vowed|assured(?:\s\w+){1,3}?)\sthat)\s"
    r"(?P<deed>(?!(?:it|they|he|she|we)\s)(?:[^\s.;,]{1,30}\s){1,10}?(?:would|will)\s+be\b"
    rf"|(?!(?:it|they|he|she|we)\s)(?:[^\s.;,]{{1,30}}\s){{1,10}}?(?:would|will)\b(?=\s{_DEED}))"
)
"""“Gave its word that the line would be open”: a clause with a subject of its own says what shall be so."""

SAID_SO = re.compile(
    r"\b(?P<pledge>(?:agreed|said|announced|confirmed|stated|added|told\s(?:\w+\s){1,4}?|reported|revealed)"
    r"(?:\s(?:on\s)?(?:\w+day|last\s\w+|yesterday|today|earlier))?(?:\sthat)?)\s"
    r"(?P<deed>(?!(?:it|they|he|she|we)\s)(?:(?!that\b)[^\s.;,“”]{1,30},?\s){1,24}?(?:(?:would|will|shall)\s|(?=be\s[a-z]+ed\b))"
    rf"(?:be\s(?:[a-z]{{2,15}}ed|laid|paid|built|rebuilt|sent|given|put|cut|set|done)\b|(?!be\b){_DEED}[a-z-]{{2,25}}\b))"
)
"""“Said that the cable would be laid”: what shall be done, in reported speech. It promises only with a day."""

_DATED_DEEDS = word_set("""
    submit notify name nominate publish inaugurate dredge conclude organise organize exempt disburse repay lease license
    register certify approve adopt enact accede withdraw evacuate return repatriate vaccinate print issue file table
    present commission demarcate demine dismantle digitise digitize translate recognise test pave widen deepen drill
    formulate second unblock unfreeze write forgive settle compensate subsidise subsidize insure bring
""")
"""What a country can promise to do by a day, besides the other deeds."""

_ALL_DEEDS = _VERBS | _DATED_DEEDS

_PARTICIPLES = {
    *(verb + ending for verb in _ALL_DEEDS for ending in ("d", "ed")),
    *(verb + verb[-1] + "ed" for verb in _ALL_DEEDS),
    *(verb[:-1] + "ied" for verb in _ALL_DEEDS if verb.endswith("y")),
    *word_set("built rebuilt given sent laid paid lent spent bought cut set put done made drawn written brought"),
}

BY_WHOM = re.compile(
    r"\b(?:will|would|shall|(?:is|are)\s+to)\s+(?P<pledge>be)\s+(?P<deed>(?:"
    + "|".join(sorted(_PARTICIPLES | word_set("financed funded covered donated fast-tracked")))
    + r")\b)\s+(?:jointly\s)?by\s+(?:the\s+)?"
)
"""Words before the country that does something: “will be built by Japan”."""


def is_deed(words: str) -> bool:
    """Whether the last word of a promise is a verb of what a country can promise to do."""
    last = words.split()[-1].lower()
    return last in _ALL_DEEDS or last in _PARTICIPLES or last in _BY_GERUND


def is_promise(match: re.Match[str]) -> bool:
    """Whether words promise something without a day or a number."""
    if match["pledge"] in ("to", "is", "are"):
        return False
    return bool(match["known"] or ((match["bound"] or match["agreed"]) and is_deed(match["deed"])))


_BUILDING = (
    r"(?:flights?|services?|routes?|lines?|railways?|roads?|bridges?|ports?|crossings?|checkpoints?|terminals?|airports?|pipelines?|plants?"
    r"|factory|factories|refinery|stations?|schools?|hospitals?|clinics?|campus|branch|cent(?:re|er)s?|embassy|consulate(?:\sgeneral)?|offices?"
    r"|zones?|parks?|corridor|scheme|cable|ferry|facility|units?|construction|deliveries|shipments|supplies|imports)"
)

DONE_BY_THEN = re.compile(
    r"\b(?P<pledge>(?:will|would|shall)\s+be|(?:is|are)\s+(?:due\s|set\s)?to\s+be)\s+(?P<deed>(?:fully\s+|jointly\s+)?(?:"
    + "|".join(sorted(_PARTICIPLES))
    + r"|put\s+into\s+\w+|brought\s+into\s+\w+)\b(?!\s+(?:by|at|up)\s+(?:the|an?)\s+[A-Z])"
    r"|(?:open|ready|operational|running|in\s(?:place|service|operation))\b)"
)
"""A deed in the passive that promises only with a day by which it is done: “will be completed by 2027”."""

OPENS_BY_THEN = re.compile(
    rf"\b{_BUILDING}\s(?:(?:in|to|between|from|of|for|at|on|with)\s[^.;]{{2,70}}?\s|,[^,;.]{{2,80}},\s)?"
    r"(?P<pledge>will|would|shall|(?:is|are)\s(?:due\s|set\s)?to)\s(?P<deed>(?:begin|start|open|reopen|resume|take\s(?:off|in)"
    r"|get\s(?:going|under)|go\s(?:into|live|on)|come\s(?:into|on)|become\soperational|enter\s(?:into\s)?(?:service|operation))\b)"
)
"""What opens or begins: “the embassy would begin work in May”."""

NUMBER_GIVEN = re.compile(r"\b(?P<pledge>promise[sd]|pledge[sd])\s+(?P<deed>(?=(?:\w+\s)?\d[\d,]*\s[a-z]))")
"""A number of things that is promised: “promised 15 scholarships a year”."""

PROMISES = re.compile(
    r"\W{0,4}(?:promise[sd]?|commitments?|pledge[sd]?|undertakings?|next\ssteps?|obligations?|what\swas\spromised)\W{0,3}",
    re.IGNORECASE,
)
"""A heading over a list of promises."""

OF_LIST = re.compile(r"\W{0,4}(?:The\s)?(?P<party>[A-Z][\w’' -]{1,30})(?P<pledge>:)\s(?P<deed>[“\"]?\w)")
"""An item of such a list: “Kenya: the pier repaired by May”."""


def promise_before(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The promise before “and to” or “and will”: “undertook to lift the ban and to submit it by May”."""
    if match.re is FURTHER:
        earlier = (m for m in PLEDGE.finditer(text, 0, match.start()) if is_promise(m))
        return next((m for m in earlier if not _LIST_END.search(text, m.end(), match.start())), None)
    verb = {"to": " to ", "will": "will "}.get(match["pledge"])
    if verb is None or not text.endswith((" and ", ", "), 0, match.start()):
        return None
    return next((m for m in PLEDGE.finditer(text, 0, match.start()) if m["pledge"] != "to" and verb in m.group()), None)


_LIST_END = re.compile(r"[.;:]|\b(?:which|who|that|while|but|as|said|so)\b")
"""What ends a list of deeds."""

_COUNT = re.compile(
    r"(?:\s(?:at\sthe\sdisposal\sof|available\s(?:to|for))\s(?:[\w’-]+\s){1,3}?|\s(?:the\s)?(?:number|quota)\sof\s[^.;,\d]{3,60}?\s(?:from\s\d+\s)?to\s|\s)"
    r"(?:(?:up\sto|about|around|some|over|at\sleast|another|an\s(?:additional|extra)|more\sthan|a\sfurther)\s)?"
    r"(?P<number>\d{1,3}(?:,\d{3})*(?![,.]?\d)|[a-z]{3,9})(?:(?<=to\s\d\d)|(?<=to\s\d\d\d)|\s"
    r"(?!(?:(?:square|cubic|metric)\s)?(?:km|kilomet\w+|met(?:er|re)s|tonn?e?s|hectares|[kKMG]W\w*|\w*watts?|litres|liters|barrels"
    r"|days|weeks|months|years|hours|dollars|euros|percent|per|million|billion|thousand)\b)"
    r"(?:(?!(?:and|or|of|in|to|for|with|by)\b)[\w’-]{1,25}\s){0,3}?[a-z-]{3,20}s\b)"
)
"""A number of things after a verb, but no measure: “grant 30 scholarships”, “raise the number of places to 60”."""


def number_of_things(text: str, end: int) -> tuple[int, tuple[int, int]] | None:
    """How many things are promised, by the words right behind the verb, and the offsets of these words."""
    match = _COUNT.match(text, end)
    value = next(iter(numbers(match["number"])), None) if match else None
    return (int(value), (match.start("number"), match.end())) if match and value and value > 1 else None


_END = re.compile(
    rf"[.;](?!\d)|,?\sand\s(?:(?:will|shall)\b|to\s(?={_DEED}[a-z]))"
    r"|,\s(?:(?:of\s)?which|who|while|but|and|as|Foreign|Deputy|President|Prime|Minister|he|she|the)\b|[”\"]"
    r"|,\s(?:(?:[A-Z][\w’.-]+|of|for)\s){1,8}(?:said|told|noted|added|announced)\b|,\s(?:[a-z]+\s){1,3}(?:said|say)\b"
    r"|,?\s(?:said|he\s+said|she\s+said)\b|\Z"
)

_TIME_ASIDE = re.compile(r",\s(?:before|by|until|no\slater\sthan|within)\s[^,;.]{3,30},\s")
"""A time between a verb and its object: “to complete, before May, the ratification”."""


def end_of_deed(text: str, match: re.Match[str]) -> int:
    """Where the words of a promise end: at the end of the clause, or at the next deed of a list."""
    aside = _TIME_ASIDE.match(text, match.end())
    end = _END.search(text, aside.end() if aside else match.end())
    last = end.start() if end else len(text)
    return next((deed.start() for deed in further_deeds(text) if match.end() < deed.start() < last), last)


_JOURNEY = re.compile(r"\b(?:official|state|working|first|day|his|her|their|a)\svisit\b", re.IGNORECASE)
"""A visit, which is an event and no promise: “will undertake a working visit”."""

_VAGUE = re.compile(
    r"(?:\s[\w’'-]+){0,5}?\s(?:impetus|momentum|cooperation|co-operation|relations|relationship|ties|interaction|contacts"
    r"|potential|dialogue|links|partnership|friendship|efforts)\b(?!\s(?:[A-Z]|agreement|council|fund|office|centre|center))"
)
"""Objects of which nobody can say that they are done: “establish cooperation in several fields”."""

_AT_EVENT = re.compile(r"[^.;,]*?\b(?:summit|forum|exhibition|conference|festival|fair|session|meeting|delegation)s?\b")

_LONGEST_OBJECT = 50
"""Characters behind a verb in which its object stands."""


def has_no_result(text: str, match: re.Match[str], last: int, *, is_measured: bool) -> bool:
    """Whether what is promised is a visit or an event, or is vague and without a day or a number."""
    if _AT_EVENT.match(text, match.end("deed"), min(last, match.end("deed") + _LONGEST_OBJECT)):
        return True
    if not is_measured and _VAGUE.match(text, match.end("deed"), last):
        return True
    return bool(_JOURNEY.search(text, match.start("deed"), min(last, match.end("deed") + _LONGEST_OBJECT)))
