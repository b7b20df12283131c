"""Says whether the verb beside a place in a sentence is about the past or the future."""

import re
from bisect import bisect_left, bisect_right
from enum import StrEnum


class Tense(StrEnum):
    """``unclear`` where no verb that the rules know stands in the sentence."""

    past = "past"
    future = "future"
    unclear = "unclear"


_FUTURE = re.compile(
    r"""\b(?:
        (?:will|shall|would|’ll|'ll)\b(?:\s+(?:also|then|now|not|be|have)\b){0,2}(?:\s+[a-z-]+)?
      | (?:is|are|was|were)\s+(?:also\s+)?(?:(?:set|due|expected|scheduled|planned|slated|anticipated)\b
        (?:\s+to\b(?:\s+be\b)?(?:\s+[a-z-]+)?)?|(?:going|about|likely)\s+to\b(?:\s+be\b)?(?:\s+[a-z-]+)?)
      | (?:is|are)\s+(?:(?:also|next|then|now|later|today|tomorrow|tonight|(?:on|this|next)\s\w+)\s+){0,2}
        to\s+(?:be\s+)?[a-z-]+
      | to\s+be\s+[a-z-]+
      | (?:plans?|intends?|hopes?|aims?|expects?|wants?|prepares?)\s+to\s+(?:be\s+)?[a-z-]+
      | (?:invit(?:es|ed)(?:\s[^.;,]{2,60}?)?|invitation)\s(?:to|for)\s[a-z]+
      | (?:agreed|decided|intend(?:ed)?|planned|promised|pledged|undert(?:ook|akes|aken)|committed|vowed|instructed
          |tasked|ordered|offered|resolved)(?:,\s[^,.;]{3,60},)?\s+to\s+[a-z]+(?:\s[^.;]{3,80}?\s+and\s+to\s+[a-z]+)?
      | follows\s+(?:in|on|at)
      | (?:has|have|had)\s+been\s+(?:set|scheduled|planned|slated|called|fixed)\s+for
      | scheduled | slated | upcoming | forthcoming | planned\s+for | ahead\s+of | (?:is|are)\s+preparing
    )\b""",
    re.VERBOSE,
)

_PAST = re.compile(
    r"""\b(?:
        was|were|had|has|have|did|said|told|held|met|took|signed|visited|arrived|attended|hosted|received|announced|noted
      | reported|agreed|discussed|added|paid|began|ended|concluded|launched|spoke|called|travelled|traveled|flew|came
      | became|left|opened|reached|stated|adopted|approved|ratified|joined|established|recognized|recognised|wrote
      | sent|made|gave|saw|won|went|rose|fell|grew|exceeded|amounted|totalled|totaled|declared|inaugurated|welcomed
      | addressed|co-chaired|chaired|congratulated|underlined|stressed|emphasized|emphasised|highlighted|confirmed
      | completed|invested|increased|decreased|submitted|participated|appointed|elected|resigned|died|founded|started
      | sat|convened|gathered|wrapped|closed|finished|struck|urged|vowed|pledged|praised|thanked|toured|inspected
      | unveiled|endorsed|inked|initialled|exchanged|reviewed|considered|phoned|presented|laid|greeted|backed|undertook
      | conducted|(?<!-)led|headed|commenced|resumed|kicked|hailed|lauded|departed|landed|witnessed|delivered|embarked
      | expressed|voiced|recalled|focused|explored|underscored|reaffirmed|reiterated|issued|published|rang|telephoned
      | put|spent|brought|talked|stayed|returned|sealed|followed|passed|set\soff|wound|assembled|reconvened|ran
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)


_HEADLINE = re.compile(
    r"(?<=\w\s)to\s(?:host|hold|visit|meet|sign|convene|attend|open|launch|receive|chair|join|head|travel|send|build)\b",
    re.IGNORECASE,
)
"""The future of headlines, which have no other verb: “Oslo to host the summit in December”."""


_PROMISE = re.compile(
    r"(?:agreed|decided|intended|promised|pledged|undertook|committed|vowed|instructed|tasked|ordered|offered|resolved)\b"
)
"""Verbs of the past that promise what shall be done."""

_MEANWHILE = re.compile(
    r",\s(?:during|in\sthe\scourse\sof|on\sthe\soccasion\sof)\b|\bduring\san?\b"
    r"|\bat\s(?:an?|the|their|its|this)\s(?!next|upcoming|coming)(?:[\w-]+\s){0,3}?(?:summit|meeting|talks|session|sitting|gathering|forum)\b"
)
"""Words after a promise that tell when it was made: “agreed to build a port, during a visit to Oslo”."""


class Tenses:
    """The verbs of a sentence. They are looked for once, for all places in it."""

    def __init__(self, sentence: str) -> None:
        futures = [match.span() for match in _FUTURE.finditer(sentence)]
        verbs = [(first, last, Tense.future) for first, last in futures]
        # “On Tuesday they agreed to build”: what stands before the verb is the time of the promise.
        verbs += [(first, first, Tense.past) for first, _ in futures if _PROMISE.match(sentence, first)]
        starts = [first for first, _, tense in verbs if tense is Tense.past]
        verbs += (
            [(m.start(), m.start(), Tense.past) for m in _MEANWHILE.finditer(sentence, starts[0])] if starts else []
        )
        ends = [last for _, last in futures]
        for match in _PAST.finditer(sentence):
            index = bisect_right(ends, match.start())
            if index == len(futures) or match.start() < futures[index][0]:
                verbs.append((*match.span(), Tense.past))
        if not verbs and (headline := _HEADLINE.search(sentence)):
            verbs.append((*headline.span(), Tense.future))
        self._verbs = sorted(verbs)
        self._starts = [first for first, _, _ in self._verbs]

    @property
    def has_verb(self) -> bool:
        """Whether a verb that the rules know stands in the sentence."""
        return bool(self._verbs)

    def at(self, start: int, end: int) -> Tense:
        """The tense of the words between two offsets: that of the nearest verb before them, else of the nearest after.

        The verb after a word such as “will” or “is set to” belongs to the future, whatever its form: “will be held”.
        """
        before = bisect_right(self._starts, start) - 1
        if before >= 0:
            return self._verbs[before][2]
        after = bisect_left(self._starts, end)
        return self._verbs[after][2] if after < len(self._verbs) else Tense.unclear
