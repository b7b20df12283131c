"""The words by which somebody promises to do something."""

import re

from app.curate.mentions.words import word_set

_VERBS = word_set("""
    build construct complete provide invest send open establish allocate supply deliver grant extend create finance fund
    train transfer donate lend contribute spend abolish lift introduce purchase buy accept launch install restore
    rebuild give offer modernise modernize expand increase raise double allow simplify ratify appoint return ship export
    set cut reduce remove join plant electrify upgrade lay reopen resume restart waive renovate repair reconstruct
    connect scrap halve triple issue procure cover pay sponsor equip dispatch deploy release admit recruit earmark hand
    phase drop finish
""")
"""What a country can promise to do. Hosting, meeting, visiting and discussing are events, not commitments."""

_PARTICLES = {"set": "up", "hand": "over", "phase": "out"}

_DOUBLED = ("set", "cut", "ship", "scrap", "admit", "drop")


def _gerund(verb: str) -> str:
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ing"
    return f"{verb.removesuffix('e')}ing"


def _with_particle(verb: str, form: str) -> str:
    return rf"{form}\s+{_PARTICLES[verb]}" if verb in _PARTICLES else form


_DEEDS = "|".join(_with_particle(verb, verb) for verb in sorted(_VERBS))

_BY_GERUND = {_gerund(verb): verb for verb in sorted(_VERBS)}

_GERUNDS = "|".join(_with_particle(verb, gerund) for gerund, verb in _BY_GERUND.items())

PLEDGE = re.compile(
    rf"\b(?P<pledge>will|shall|(?:is|are)\s+to|plans?\s+to|pledge[sd]?\s+(?:on\s+\w+\s+)?to|promise[sd]?\s+(?:then\s+)?to"
    rf"|commit(?:s|ted)?\s+(?:itself\s+|themselves\s+)?to|agreed\s+(?:on\s+\w+\s+)?to|vow(?:s|ed)\s+to"
    rf"|undert(?:ook|akes?|aken)\s+to|intends\s+to|decided\s+to|guarantee[sd]\s+to|offered\s+to|b(?:inds|ound)\s+itself\s+to)\s+"
    rf"(?:(?:also|soon|then|jointly|further)\s+)?(?P<deed>(?:{_DEEDS})\b|(?<=to\s)(?:{_GERUNDS})\b|(?:begin|start)\s+(?:{_GERUNDS})\b)"
)
"""A promise with a verb behind it: “will build”, “committed to opening”. The subject stands before it."""


def infinitive(deed: str) -> str:
    """The words of a promise with their verb as it stands behind “will”: “open a bank” for “opening a bank”."""
    first, space, rest = deed.partition(" ")
    return _BY_GERUND.get(first, first) + space + rest


PASSIVE = re.compile(
    r"\b(?P<pledge>will\s+be|is\s+to\s+be|are\s+to\s+be)\s+(?P<deed>given|provided|sent|allocated|delivered"
    r"|donated|supplied)\s+to\b"
)

SAYS_OF_ITSELF = re.compile(
    r"\b(?:said|announced|confirmed|promised|pledged|added|stated|assured(?:\s\w+)?)\s(?:that\s)?it\s\Z"
)
"""Words before a promise whose “it” is the country that speaks."""

BY_WHOM = re.compile(
    r"\bwill\s+(?P<pledge>be)\s+(?P<deed>built|constructed|completed|financed|funded|provided|supplied|delivered|opened"
    r"|donated|paid|covered|renovated|restored|lifted|abolished|established|installed|trained)\s+by\s+(?:the\s+)?"
)
"""Words before the country that does something: “will be built by Japan”."""

REPORTED = re.compile(rf"\b(?P<pledge>would)\s+(?:also\s+)?(?P<deed>{_DEEDS})\b")
"""A promise in reported speech: “Japan would build a bridge, Sato said”."""

SAYS = re.compile(r"\b(?:said|told|announced|confirmed|promised|pledged|added|stated|assured)\b")

AMOUNT = re.compile(
    r"\b(?P<pledge>announce[sd]|unveil(?:s|ed)|pledge[sd]?|promise[sd]?|earmarked|committed)\s+"
    r"(?P<deed>(?:(?:an?|the|its|new|another|further|additional|fresh)\s+)?"
    r"(?:(?!(?:and|that|to|of|worth)\b)[\w’'-]+\s+){0,5}?(?:package|loan|grant|credit\s+line|credit|aid|contribution"
    r"|donation|assistance|tranche|support|fund)\s+(?:of|worth)\s+(?:\w+\s+){0,2}(?=[$€£¥\d])|(?=[$€£¥]\d))"
)
"""A sum that is promised: “announced a loan of €12 million”, “pledged $5 million”."""
