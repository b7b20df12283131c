"""Reads a sentence for its claims: mentions, amounts, and names that are not recorded."""

import re
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass, replace
from functools import cached_property

from app.curate.claims.amounts import Amount, amounts
from app.curate.claims.date_completion import in_year, with_months, with_order, with_year_of_month
from app.curate.claims.facts import Facts
from app.curate.claims.wording import TWO_COUNTRIES, blank, content_words, stem
from app.curate.mentions.cities import CityMention, cities
from app.curate.mentions.dates import DateMention
from app.curate.mentions.mechanisms import MechanismMention
from app.curate.mentions.months import CALENDAR_WORDS
from app.curate.mentions.parties import PartyForm, PartyMention
from app.curate.mentions.person_names import PersonMention
from app.curate.mentions.reading import Passage
from app.curate.mentions.words import Phrases, Word, word_set, words
from app.curate.names import MechanismNames, Names
from app.domain.edtf import Span
from app.domain.vocabulary import PositionClass

_MEETING_NOUN = re.compile(
    r"^\W{0,2}(?:[\w’'-]+[^\w’'-]{1,2}){0,9}?(?:meeting|session|round|summit|sitting|edition|gathering|conference|council)",
    re.IGNORECASE,
)
_NUMBER_BEHIND = re.compile(
    r"(?:meeting|session|round|summit|sitting|edition)\s(?:(?:number|n[or]\.?)\s?|#)?$", re.IGNORECASE
)
"""“Session eight”, “round no. 8”."""
_CODE_NUMBER = re.compile(r"[A-Z]{2,6}-([1-9]\d?)\b(?![.,-]\d|%)")
"""The number in “JSPG-8”."""
_LARGE = re.compile(r"[\s-](?:largest|biggest|place|most|time)", re.IGNORECASE)
_COMMON = CALENDAR_WORDS | word_set("""
    the in on at a an and or but for with by to from as during after before both two three this that these those trade
    last next over more under between according since while when where there then it he she they his her their its
    co turkic joint strategic planning group high level cooperation council economic commission political organization
    organisation states summit informal meeting session visit president prime foreign minister ministers ministry
    presidents republic middle corridor trans caspian route central asia europe european union north south east west
    northern southern eastern western usd us eur gdp million billion jspg hlscc ots
    deputy vice chief parliament embassy consulate consulates honorary general agreement plan declaration treaty
    partnership enhanced cop president's mr mrs ms dr fm pm exports imports bilateral turkish kazakh government
    diplomatic relations independence no not some all each every kazakhstan turkey turkiye official working state
    affairs cumhurbaskani bakani presidential complex palace we us you so if is was are were do did of no up how
    """)


@dataclass(frozen=True)
class ClaimSentence:
    """A sentence with all that it names. Offsets count characters in the sentence, from 0.

    With ``skips_telling``, a date that only says when somebody told it is left out, if there is another: “according to
    a count of July 2025”. ``implied_words`` are stems that count as words of the sentence; ``implied_session`` is what
    “the session” means: the id of a mechanism, and the number of its session. ``implied_countries`` are those that “the
    two countries” means. ``implied_year`` is the year of a day or month that the sentence names without one.
    """

    passage: Passage
    facts: Facts
    skips_telling: bool = False
    implied_words: frozenset[str] = frozenset()
    implied_session: tuple[str, int] | None = None
    implied_countries: frozenset[str] = frozenset()
    implied_year: int | None = None

    @property
    def text(self) -> str:
        return self.passage.text

    def without(self, spans: Iterable[tuple[int, int]]) -> "ClaimSentence":
        """The sentence with these spans blank."""
        return self.with_text(blank(self.text, spans))

    def only(self, start: int, end: int) -> "ClaimSentence":
        """The sentence with all but one span blank."""
        return self.without([(0, start), (end, len(self.text))])

    def with_text(self, text: str) -> "ClaimSentence":
        """The sentence with the mentions of another text, which is its own with some of it blank."""
        passage = self.passage

        def inside(mention: CityMention | MechanismMention | PartyMention | PersonMention) -> bool:
            return bool(text[mention.start : mention.end].strip())

        parties = [mention for mention in passage.parties if inside(mention)]
        codes = {mention.code for mention in parties}
        return replace(
            self,
            passage=replace(
                passage, text=text, parties=parties,
                people=[mention for mention in passage.people if inside(mention)],
                cities=[mention for mention in passage.cities if inside(mention)],
                mechanisms=[mention for mention in passage.mechanisms if inside(mention)],
                countries=tuple(code for code in passage.countries if code in codes),
            ),
        )  # fmt: skip

    @cached_property
    def dates(self) -> list[DateMention]:
        """The dates that can be worked out."""
        dates = [
            with_months(mention, self.passage)
            for mention in map(self._with_day, self.passage.dates)
            if mention.span is not None and self._holds(mention)
        ]
        return [date for date in dates if not (self.skips_telling and self._is_of_telling(date))] or dates

    def _with_day(self, mention: DateMention) -> DateMention:
        """A date with its year, and with the order of its day and month."""
        mention = in_year(with_year_of_month(mention, self.passage.dates), self.implied_year)
        return with_order(mention, self.facts.days)

    def _is_of_telling(self, mention: DateMention) -> bool:
        start, end = self.offsets(mention)
        report = _TOLD_BEFORE.search(self.text, max(0, start - 60), start)
        return mention.relation == "as of" or bool(
            (report and report.end() == start) or _TOLD_AFTER.match(self.text, end)
        )

    def _holds(self, mention: DateMention) -> bool:
        """Whether a date is in this part of the sentence: all other parts are blank."""
        start, end = self.offsets(mention)
        return bool(self.text[start:end].strip())

    @cached_property
    def open_dates(self) -> list[DateMention]:
        """The dates that cannot be worked out."""
        return [date for date in self.passage.dates if self._with_day(date).span is None and self._holds(date)]

    def open_dates_within(self, start: int, end: int) -> list[str]:
        """The words of the dates of events, from ``start`` to ``end``, that cannot be worked out."""
        dates = [date for date in self.open_dates if not self._is_of_telling(date)]
        return [date.text for date in dates if start <= self.offsets(date)[0] < end]

    def offsets(self, mention: DateMention) -> tuple[int, int]:
        """The start and the end of a date in the sentence."""
        first = self.passage.sentence.start
        return mention.start - first, mention.end - first

    @cached_property
    def spans(self) -> list[Span]:
        return [mention.span for mention in self.dates if mention.span]

    @cached_property
    def parties(self) -> frozenset[str]:
        """The codes of the parties, and of the countries whose capitals stand for them."""
        return frozenset(mention.code for mention in self.passage.parties) or self.countries

    @cached_property
    def people(self) -> frozenset[str]:
        """The ids of known people, and the names of others."""
        mentions = frozenset(
            mention.id or mention.name
            for mention in self.passage.people
            if mention.id or any(word.key not in _COMMON for word in words(mention.name))  # no “Presidential Complex”
        )
        return mentions | frozenset(self._strangers()) | self._holders()

    def _holders(self) -> frozenset[str]:
        """The ids of both people of “the presidents of Kazakhstan and Türkiye”, if one for each country is recorded."""
        match = _TWO_HOLDERS.search(self.text)
        if len(self.countries) != 2 or self.passage.people or not match:
            return frozenset()
        post_class = PositionClass.foreign_minister if match["foreign"] else PositionClass.head_of_state
        posts = [post for post in self.facts.posts if post.post_class == post_class and post.party in self.countries]
        people = {(post.party, post.person) for post in posts}
        each_one = len(people) == len({party for party, _ in people}) == 2
        return frozenset(person for _, person in people) if each_one else frozenset()

    @cached_property
    def cities(self) -> frozenset[str]:
        """The folded names of the cities."""
        governments = {
            mention.start
            for mention in self.passage.parties
            if mention.form is PartyForm.capital and not _BUILDING_OF.match(self.text, mention.end)
        }
        everywhere = frozenset(party.code for party in self.facts.names.parties)
        text_of_list = _LIST_JOINT.sub(lambda match: " in ".ljust(len(match[0])), self.text)  # as many characters
        return frozenset(
            mention.city.name
            for text in (self.text, text_of_list)
            for mention in cities(text, self.facts.names, everywhere)
            if (mention.start not in governments if text is self.text else mention.start - 6 in self._after_cities)
        ) | frozenset(self._unknown_places())

    @cached_property
    def _after_cities(self) -> range:
        """The offsets from the first known city on, where others may be listed."""
        first = min((mention.end for mention in self.passage.cities), default=len(self.text))
        return range(first - 6, len(self.text))

    @cached_property
    def mechanisms(self) -> frozenset[str]:
        if self.implied_session:
            return frozenset({self.implied_session[0]})
        ids = {mention.id for mention in self.passage.mechanisms if mention.is_known}
        if not ids and not any(not mention.is_known for mention in self.passage.mechanisms):
            for match in self.facts.names.derive(_families).find(self.text):
                candidates = [m for m in match.value if self.countries <= m.members or not self.countries]
                ids |= {candidates[0].id} if len(candidates) == 1 else set()
        return frozenset(ids)

    @cached_property
    def mechanism_starts(self) -> list[int]:
        families = self.facts.names.derive(_families).find(self.text)
        return [match.start for match in families] + [mention.start for mention in self.passage.mechanisms]

    @cached_property
    def countries(self) -> frozenset[str]:
        """The codes of the countries. A sentence that names no party, but “the two countries”, has those that the words
        mean."""
        is_implied = not self.passage.parties and TWO_COUNTRIES.search(self.text)
        return self.implied_countries if is_implied else frozenset(self.passage.countries)

    @cached_property
    def sessions(self) -> frozenset[int]:
        """The ordinals of meetings: “eighth meeting”, “for the eighth time”, “was the eighth”; not “third-biggest”."""
        if self.implied_session:
            return frozenset({self.implied_session[1]})
        times = [match.span() for match in _TIME.finditer(self.text)]
        codes = (_CODE_NUMBER.match(self.text, start) for start in self.mechanism_starts)
        return frozenset(int(match[1]) for match in codes if match) | frozenset(
            ordinal.value
            for ordinal in self.passage.ordinals
            if (self.mechanisms and any(start <= ordinal.start < end for start, end in times))
            or (
                not _LARGE.match(self.text[ordinal.end : ordinal.end + 10])
                and (
                    _MEETING_NOUN.match(self.text[ordinal.end : ordinal.end + 120])
                    or _NUMBER_BEHIND.search(self.text[max(0, ordinal.start - 30) : ordinal.start])
                    or any(0 <= start - ordinal.end <= 60 for start in self.mechanism_starts)
                )
            )
        )

    @cached_property
    def amounts(self) -> list[Amount]:
        """The amounts, without numbers that are parts of dates or of ordinals."""
        spans = [self.offsets(mention) for mention in self.passage.dates]
        numbers = [(ordinal.start, ordinal.end) for ordinal in self.passage.ordinals]
        return [
            amount
            for amount in amounts(self.text)
            if not any(start <= amount.start < end for start, end in spans)
            and not (amount.unit == "count" and (amount.start, amount.end) in numbers)
            and not (amount.unit == "count" and 1900 <= amount.value <= 2100 and len(amount.text) == 4)
        ]

    @cached_property
    def words(self) -> frozenset[str]:
        return content_words(self.text) | self.implied_words

    @cached_property
    def stems(self) -> frozenset[str]:
        """All words of the text, without their endings."""
        return frozenset(stem(word.key) for word in words(self.text))

    def _strangers(self) -> Iterator[str]:
        """Names that are not known, beside a verb of meeting or joined to a person: “Lavrov met Tokayev”."""
        people = [(mention.start, mention.end) for mention in self.passage.people]
        for start, end in self.runs():
            before = words(self.text[max(0, start - 30) : start])
            after = words(self.text[end : end + 30])
            is_beside_person = any(self.text[stop:start] == " and " for _, stop in people) or any(
                begin > end and _AND_PERSON.fullmatch(self.text[end:begin]) for begin, _ in people
            )
            verb = after and after[0].key in _VERBS
            is_agent = len(before) > 1 and before[-1].key == "by" and before[-2].key in _VERBS  # not “reported by”
            if is_beside_person or verb or is_agent or (before and before[-1].key in _BEFORE_NAMES):
                yield self.text[start:end]

    def runs(self) -> Iterator[tuple[int, int]]:
        """The offsets of the names in the sentence that are not recorded: runs of :attr:`_free` words."""
        start = end = None
        for word in self._free:
            if end is not None and start is not None and self.text[end : word.start] != " ":
                yield start, end
                start = None
            start, end = (word.start if start is None else start), word.end
        if start is not None and end is not None:
            yield start, end

    def _unknown_places(self) -> Iterator[str]:
        """Words with a capital letter that stand as a city does, though no city has that name: “in Aktobe and
        Karaganda”."""
        cities_end = [mention.end for mention in self.passage.cities]
        for word in self._free:
            before = self.text[max(0, word.start - 30) : word.start]
            is_in_list = _LIST_END.search(before) and any(word.start - 30 < end < word.start for end in cities_end)
            province = _PROVINCE.match(self.text, word.end)
            mission = _HAS_MISSION.match(self.text, word.end)
            if (
                is_in_list
                or province
                or mission
                or _IN.search(before)
                or (_FOR.search(before) and _BUILDING.search(self.text))
            ):
                yield word.text

    @cached_property
    def names(self) -> list[tuple[int, int]]:
        """The offsets of the parties, people, cities, mechanisms, ordinals and dates."""
        passage = self.passage
        spans = [
            (mention.start, mention.end)
            for mentions in (passage.parties, passage.people, passage.cities, passage.mechanisms, passage.ordinals)
            for mention in mentions
        ]
        return spans + [self.offsets(mention) for mention in passage.dates]

    def unknown_names(self, texts: Collection[str]) -> Iterator[str]:
        """The words among ``texts`` that have a capital letter and name nothing recorded. The first of the sentence
        counts only if a verb, a possessive or a second name follows it."""
        for word in self._free:
            if _INSTITUTION.search(self.text[max(0, word.start - 60) : word.end]):
                continue  # “the Ministry of Trade and Integration”
            if self.text[: word.start].endswith(", ") and _REPORTS.match(self.text, word.end):
                continue  # “they met 14 times, Kazinform counted”
            is_first = not self.text[: word.start].strip(" “\"'‘(")
            if (
                word.text in texts
                and not any(word.text == city.name for city in self.facts.names.cities)
                and (not is_first or _NAME_FIRST.match(self.text, word.end))
            ):
                yield word.text

    @cached_property
    def _free(self) -> list[Word]:
        """Capitalized words that are part of no mention and no common word."""
        all_words, spans = words(self.text), self.names

        def free(word: Word) -> bool:
            return (
                word.is_capitalized and not word.text.isdigit() and len(word.text) > 1 and word.key not in _COMMON
                and not word.text.isupper() and not any(start <= word.start < end for start, end in spans)
            )  # fmt: skip

        return [word for word in all_words if free(word)]


_INSTITUTION = re.compile(
    r"\b(?:Ministr(?:y|ies)|Minister|Institute|Department|Agency|University|Photo)\b(?:\s(?:of|and|for|the|credit:)|,?\s[A-Z]\w+)*$"
)
_REPORTS = re.compile(r"\s(?:counted|reported|wrote|noted|announced|said|says)\b")
_BUILDING_OF = re.compile(r"[’']s\s(?:presidential\s)?(?:complex|palace|airport|congress|residence)\b", re.IGNORECASE)
_NAME_FIRST = re.compile(
    r"[’']s?\s|[–-][A-Z]|\sand\s[A-Z]|\s[A-Z]|\s(?:is|was|has|had|will|said|says|plans?|keeps?|set|sold|sells|bought|met|told|also)\b"
)
_TWO_HOLDERS = re.compile(r"\b(?:presidents|heads of state|(?P<foreign>foreign ministers))\b(?![’'])", re.IGNORECASE)
_TOLD_BEFORE = re.compile(
    r"\b(?:according to|counted|count|tally|reported|report|wrote|said|told|announced|expected|known)\b[^,;.()]{0,25}"
    r"[ (]+(?:in|of|from|on|by)?\s?",
    re.IGNORECASE,
)
_TOLD_AFTER = re.compile(
    r",?\s(?:it was (?:expected|planned|said|announced|reported|known)|the plan was|there were plans"
    r"|\w+ (?:reported|counted|announced|wrote|said) that)\b",
    re.IGNORECASE,
)
_PROVINCE = re.compile(r"[’']?s?\s(?:province|region|district|oblast)\b")
_HAS_MISSION = re.compile(r"\s(?:has|have|hosts)\s(?:[a-z]+\s){0,3}(?:embass|consul)")
_FOR = re.compile(r"\bfor (?:the city of |the people of )?$")
_BUILDING = re.compile(r"\b(?:buil[dt]|construct|school|hospital)", re.IGNORECASE)
_TIME = re.compile(
    r"\bfor (?:the|its|their) [\w-]+ time\b"
    r"|\b(?:was|is|became|would be|will be) (?:already )?(?:the|its|their) [\w-]+"
    r"(?=[.,;:]|$| (?:of its kind|so far|in a row)\b)",
    re.IGNORECASE,
)
"""Words that count a meeting without its noun: “met for the third time”, “that in Oslo was the third”."""
_AND_PERSON = re.compile(r" and (?:[\w’']+ ){0,4}")
_LIST_END = re.compile(r"(?:,| and|, and) $")
_IN = re.compile(r"\b(?:in|at) $")
_LIST_JOINT = re.compile(r", and | and |, ")
_VERBS = word_set("""
    met meets received receives hosted hosts visited visits co welcomed welcomes signed chaired opened held arrived
    travelled traveled paid flew attended made came went spoke
    """)
_BEFORE_NAMES = word_set("met with received hosted welcomed between minister president hosts receives meets meet")


def party_names(sentence: ClaimSentence, codes: Set[str]) -> str:
    """The names of parties, joined."""
    names = {party.code: party.name for party in sentence.facts.names.parties}
    return " and ".join(sorted(names.get(code, code) for code in codes))


def _families(names: Names) -> Phrases[tuple[MechanismNames, ...]]:
    by_spelling: dict[str, list[MechanismNames]] = {}
    for mechanism in names.mechanisms:
        for spelling in mechanism.family_spellings:
            by_spelling.setdefault(spelling, []).append(mechanism)
    return Phrases((spelling, tuple(mechanisms)) for spelling, mechanisms in by_spelling.items())
