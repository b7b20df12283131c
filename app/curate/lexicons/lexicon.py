"""What a language needs so that its articles are read: its words for each concept, and how its names are inflected.

Words are in lower case, as :meth:`Lexicon.lower_case` makes them, and are written as phrases: parted by commas, with
``*`` for an ending of up to 20 letters, ``~`` for one of up to three, and ``…`` for up to five words between.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from app.curate.derivable import Derivable
from app.domain.figure_vocabulary import Flow, Indicator
from app.domain.vocabulary import AgreementType, MechanismKind, MeetingType, MilestoneType, PositionClass


def phrases(text: str) -> re.Pattern[str]:
    """A pattern for any of the phrases of a text. It matches nothing if there are none."""
    alternatives = [" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip()]
    patterns = sorted((_pattern(phrase) for phrase in alternatives), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)" if patterns else r"(?!)")


def phrase_lists(text: str) -> tuple[re.Pattern[str], ...]:
    """A pattern for each of the lists of phrases of a text, which bars part."""
    return tuple(map(phrases, text.split("|")))


def number_words(text: str) -> dict[str, int]:
    """The numbers of a text by their words: a number, its words with slashes between, a comma, the next number."""
    rows = (row.strip().partition(" ") for row in text.split(","))
    return {word: int(number) for number, _, words in rows for word in words.split("/")}


def _pattern(phrase: str) -> str:
    pattern = re.escape(phrase).replace(r"\*", r"\w{0,20}").replace(r"\~", r"\w{0,3}")
    return pattern.replace(r"\ …\ ", r"(?:\s\S{1,25}){0,5}?\s").replace(r"\ ", r"\s{1,2}")


@dataclass(frozen=True)
class MeasureWords:
    """What a figure measures, and the words for it. ``is_count`` says that it counts things, and is no money."""

    indicator: Indicator
    words: re.Pattern[str]
    flow: Flow | None = None
    is_count: bool = False


@dataclass(frozen=True)
class PostWord:
    """The head word of a post: its form in the nominative, a pattern for all forms, and the class of the post."""

    nominative: str
    words: re.Pattern[str]
    kind: PositionClass


def post_words(table: str) -> tuple[PostWord, ...]:
    """The posts of a table, whose lines have a class, a post in the nominative, and phrases for its forms."""
    rows = ([part.strip() for part in line.split("|")] for line in table.strip().splitlines())
    return tuple(PostWord(post, phrases(forms), PositionClass(kind)) for kind, post, forms in rows)


class PostOrder(Enum):
    """On which side of the head word of a post its country and its field stand: ``minister`` **of trade of Peru**, or
    **Peru’s trade** ``minister``. The name comes last in both."""

    behind = auto()
    before = auto()


@dataclass(frozen=True, eq=False)
class Lexicon(Derivable):
    """The words of a language. ``home`` is the country that is meant where a post has none."""

    language: str
    home: str | None
    letters: Mapping[str, str]
    """Capital letters whose lower-case forms are others than those of Unicode, and letters written in two ways."""

    country_names: str
    """A line ``CODE: name`` for each country."""

    country_words: str
    """A line ``CODE: names | words for its people | capitals`` for each country, each part a list with commas."""

    country_forms: Callable[[str], Iterable[str]]
    """The forms of a word of the name of a country. ``adjective_forms`` and ``capital_forms`` have those of a word for
    its people, and of its capital."""

    adjective_forms: Callable[[str], Iterable[str]]
    capital_forms: Callable[[str], Iterable[str]]
    common_words: frozenset[str]
    """Words that are a country only with a capital letter within a sentence."""

    posts: tuple[PostWord, ...]
    post_order: PostOrder
    post_joints: re.Pattern[str]
    """Words within a post, such as prepositions."""

    post_breaks: re.Pattern[str]
    """Words that no post has, such as verbs; where its country stands before it, words with which no post begins."""

    body_words: re.Pattern[str]
    """Words with a capital letter that are no names of people: ``Republic``, ``Council``."""

    conjunction: re.Pattern[str]
    """What stands between two people with posts of one country, with the ending of the first name."""

    name_particles: re.Pattern[str]
    nominative: Callable[[str, str], str]
    """The nominative of a name behind the words of a post in the form in which they stand."""

    is_nominative: Callable[[str, str, str], bool]
    """Whether a name is in the nominative for certain: the name, as it is written, and the words of its post."""

    delegations: re.Pattern[str]
    """What stands behind a country whose delegation the person of the next post leads."""

    at_capital: re.Pattern[str]
    """What stands between a capital and the post of somebody who is at home there."""

    former_posts: re.Pattern[str]

    scales: Mapping[float, re.Pattern[str]]
    currencies: Mapping[str, re.Pattern[str]]
    currency_countries: re.Pattern[str]
    """The beginning of a word before a currency that names its country: “US dollars”."""

    percent: re.Pattern[str]
    """What makes a number a percentage behind it; ``percent_before`` does so before it. All languages have the sign."""

    percent_before: re.Pattern[str]
    numbers: Mapping[str, int]
    ordinal_ending: str
    """A pattern for what stands behind the figures of an ordinal."""

    ordinals: Mapping[int, re.Pattern[str]]
    attributive: re.Pattern[str]
    """The end of an amount that belongs to the noun behind it: ``milyarlık``."""

    locative: re.Pattern[str]
    """The ending of the name of a country for what is in it: ``Peru’daki``."""

    in_place: re.Pattern[str]
    """The word before the name of a city, or the ending of the name, for what happens there: ``in Lima``."""

    genitive: re.Pattern[str]
    """The ending, or the word before, of the name of a country that something belongs to."""

    ablative: re.Pattern[str]
    """The ending, or the word before, of the name of a country that something comes from."""

    verb_is_last: bool
    """Whether the verb that says what an amount is follows it."""

    measures: tuple[MeasureWords, ...]
    ministries: re.Pattern[str]
    """Bodies that are named by what they are in charge of, as posts are."""

    ranks: re.Pattern[str]
    """Words behind an ordinal that make it a rank."""

    targets: re.Pattern[str]
    result_verbs: re.Pattern[str]
    """Verbs for what a figure was."""

    no_figure: re.Pattern[str]
    """Words that make an amount the value of something else: a loan, growth, a share."""

    change: re.Pattern[str]
    """Words before an amount by which something grew or fell."""

    rises: re.Pattern[str]
    falls: re.Pattern[str]
    """Words for growth and for its opposite, beside a percentage."""

    worth: re.Pattern[str]
    """Words that make an amount the value of agreements."""

    about: re.Pattern[str]
    over: re.Pattern[str]
    nearly: re.Pattern[str]

    relative_days: Mapping[int, re.Pattern[str]]
    """Words such as “yesterday”, by the days from the day of publication: -1."""

    weekdays: tuple[re.Pattern[str], ...]
    relative_years: Mapping[str, re.Pattern[str]]
    """Words for a year relative to another, by the English ones that :class:`app.curate.mentions.clock.Clock` has."""

    months: tuple[re.Pattern[str], ...]
    """The months in the forms that :mod:`app.domain.month_names` does not have."""

    parts_of_year: re.Pattern[str]
    """A number of months (group ``months``) or a part of a year (``number``, ``part``) with a year (``year``)."""

    part_months: Mapping[str, int]
    """The months of the parts of a year, by their first letters."""

    comparisons: re.Pattern[str]
    """Words beside a date that another time is compared with: before it, or behind it where the verb is last."""

    present: re.Pattern[str]
    since: re.Pattern[str]
    """Words beside the year from which a figure is counted: before it, or behind it where the verb is last."""

    time_words: re.Pattern[str]
    """Words that make a meeting a time: “after the talks”. They stand before it, or behind it if the verb is last."""

    future: re.Pattern[str]
    negations: re.Pattern[str]
    hypotheses: re.Pattern[str]
    """Words for a condition, a wish, a doubt or a denial: “if”, “would”, “allegedly”. They are searched in the text as
    it is written: with a capital letter, some are names.
    """

    meetings: Mapping[MeetingType, re.Pattern[str]]
    discussions: re.Pattern[str]
    """Those of the words for talks whose object may have the date of the sentence: “discussed the signing on 4 May”."""

    invitations: re.Pattern[str]
    """Verbs that make a visit one to come."""

    bodies: Mapping[MechanismKind, re.Pattern[str]]
    """Joint bodies that have sessions."""

    promises: re.Pattern[str]
    """Verbs of the future, or of a promise with another, for a definite thing: “will open”, “plans to invest”."""

    promisers: re.Pattern[str]
    """Nouns for who may act for a country: “government”, “side”, “embassy”."""

    signing: re.Pattern[str]
    agreements: Mapping[AgreementType, re.Pattern[str]]
    """Nouns for one text."""

    signers: re.Pattern[str]
    """Nouns for who signs: a number before one counts no texts."""

    packages: re.Pattern[str]
    """Nouns for several texts, also in the form behind a number."""

    plural_packages: re.Pattern[str]
    """Those of them that mean several texts without a number before them."""

    indefinite_numbers: re.Pattern[str]
    """Words before a noun for several texts that are not counted."""

    embassy: re.Pattern[str]
    embassy_sides: re.Pattern[str]
    """Words beside an embassy that is only the site of something: “beside the embassy”."""

    multilateral: re.Pattern[str]
    """Words for more than two sides."""

    contrast: re.Pattern[str]
    """What stands between two statements of a sentence."""

    visit_ends: re.Pattern[str]
    """Words beside the last day of a visit."""

    session_papers: re.Pattern[str]
    """Nouns for the papers of a session, which follow its name."""

    years_since: re.Pattern[str]
    """An anniversary, with the number of years as the group ``years``."""

    relations: re.Pattern[str]
    """Diplomatic relations, whose anniversary tells when they began."""

    partner_ranks: Mapping[Indicator, re.Pattern[str]]
    """Nouns for a country that may be the first of its kind."""

    first_ranks: re.Pattern[str]
    partitives: re.Pattern[str]
    """Words that make somebody only one of several: “among”."""

    further_texts: re.Pattern[str]
    """Words before a noun for one more text, or for one of those in the sentence before: “another”, “one of them”."""

    anniversary: re.Pattern[str]
    """Words for an anniversary beside the noun for an older text: before it, or behind it where the verb is last."""

    same_number: re.Pattern[str]
    """Words for the number of what the text counted before: “their number”."""

    independence: re.Pattern[str]
    milestones: Mapping[MilestoneType, re.Pattern[str]]

    def lower_case(self, text: str) -> str:
        """The text in lower case. Each character stays one, so that offsets stay."""
        plain = text.translate(self._table).lower()
        return plain if len(plain) == len(text) else text.translate(self._table)

    def is_nominative_country(self, words: str) -> bool:
        """Whether the name of a country, with the character behind it, has the form in which the tables have it."""
        return words[-1] != "'" and self.lower_case(words).rstrip(" ,.;:!?–—-)»") in self._country_names

    @cached_property
    def _country_names(self) -> frozenset[str]:
        rows = [*self.country_names.splitlines(), *self.country_words.splitlines()]
        names = (row.partition(":")[2].split("|")[0].split(",") for row in rows)
        return frozenset(self.lower_case(name.strip()) for parts in names for name in parts)

    @cached_property
    def _table(self) -> dict[int, str]:
        return str.maketrans(dict(self.letters))
