"""What the rules for figures read of a whole article: parties, people, dates and figures of each sentence."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from app.curate.articles import Article, Sentence
from app.curate.mentions.clauses import Cue, cues
from app.curate.mentions.dates import DateMention, dates
from app.curate.mentions.figures import FigureMention, bare_amounts, bare_goal, figures, listed_count
from app.curate.mentions.listed_units import OTHER_COLUMN, in_unit, unit_of
from app.curate.mentions.months import MONTH_PATTERN
from app.curate.mentions.parties import PartyForm, PartyMention, parties
from app.curate.mentions.people import people
from app.curate.mentions.person_names import PersonMention
from app.curate.mentions.rows import ListLine, list_lines
from app.curate.mentions.words import SEARCHED_CHARACTERS
from app.curate.names import Names, PersonNames
from app.domain.edtf import Precision

_NEAR = 20
"""Sentences of one paragraph, before and behind a sentence, in which its speaker is looked for."""

SPEECH = (
    "said|says|noted|notes|added|stressed|underlined|emphasized|emphasised|stated|told|announced|highlighted"
    "|pointed out|reported|recalled|remarked|explained|mentioned|according to"
)

_SPEAKS = re.compile(rf"\b(?:{SPEECH})\b", re.IGNORECASE)

_SOURCE = re.compile(
    r"\b(?:[Aa]ccording to|[Rr]eported by|[Dd]ata (?:of|from)) (?:the )?"
    r"((?:[A-Z][\w.&-]*(?:’s|'s)?)(?:(?: of| and| for| the)? [A-Z][\w.&-]*(?:’s|'s)?){0,7})"
)


_POSSESSIVE = re.compile(r"[’']s?\s(?=\w)")

_UNION = "EU"
"""The organisation that trades as a country does: its members have one customs border."""

_UNION_WORDS = re.compile(
    r"\b(?:European(?=\s(?:companies|firms|businesses|investors?|investments?|capital|participation|exports?|imports?))"
    r"|(?<=[Tt]he\s)(?:Union|bloc)\b(?!\sof)|(?<=[Tt]he\s)Commission\b(?!\s(?:of|on|for|met|held|convened)))"
)


def _with_union(text: str, mentions: list[PartyMention]) -> list[PartyMention]:
    """The parties of a sentence of a text on the European Union, with “European firms” and “the bloc”."""
    union_mentions = [
        PartyMention(_UNION, PartyForm.people if match.group() == "European" else PartyForm.name, *match.span())
        for match in _UNION_WORDS.finditer(text)
        if not any(party.start < match.end() and match.start() < party.end for party in mentions)
    ]
    return sorted([*mentions, *union_mentions], key=lambda party: party.start)


_OTHER_TEXTS = re.compile(
    r"(?:related(?:\s(?:posts?|news|articles?|stories|topics?|content|links))?|(?:read|see)\s(?:also|more|next)|more\s(?:on|from)\b"
    r".{0,40}|most\s(?:read|popular|viewed)|you\smay\s(?:also\s)?like|recommended(?:\sfor\syou)?|tags|trending|latest\snews)"
    r"\s{0,2}(?:[:|–—]|\Z)",
    re.IGNORECASE,
)
"""A heading of a page over links to other texts."""


_DATELINE = re.compile(
    r"(?:\([^()]{3,40}\)\s)?[A-Z][A-Z’' .-]{2,25},\s(?:[A-Z]\w+\s?){1,3},\s"
    rf"(?:{MONTH_PATTERN}\.?\s\d{{1,2}}|\d{{1,2}}\s{MONTH_PATTERN})\b"
)
"""The place and the day of an agency’s report: “BAKU, Azerbaijan, May 20”. Its country is that of the agency."""

_LEAST_RATIO = 4
"""How many times as often as a country of the lead a text names another one, which then is one of its two."""

_BETWEEN = re.compile(r"\s?(?:[-–—/&]|and)\s?")

_HEAD_END = re.compile(r"\s?(?:[.:|]|[–—]\s|\Z)")
"""What stands behind the two countries that head an item."""


@dataclass(frozen=True)
class Speaker:
    """Who says a sentence. Offsets count characters in the sentence, from 0."""

    name: str
    start: int
    end: int
    paragraph: int
    official: bool
    expert: bool = False


def context_of(article: Article, names: Names) -> "Context":
    """The context of an article, which the rules share."""
    contexts = article.derive(_contexts)
    if not contexts or contexts[0].names is not names:
        contexts[:] = [Context(article, names)]
    return contexts[0]


def _contexts(_article: Article) -> "list[Context]":
    return []


class Context:
    """An article and the mentions in its sentences, each kind found once."""

    def __init__(self, article: Article, names: Names) -> None:
        self.article = article
        self.names = names
        self.sentences: list[Sentence] = [
            replace(sentence, text=sentence.text[:SEARCHED_CHARACTERS]) for sentence in article.sentences
        ]
        self.parties: list[list[PartyMention]] = [parties(sentence.text, names) for sentence in self.sentences]
        if any(party.code == _UNION for of_sentence in self.parties for party in of_sentence):
            self.parties = [
                _with_union(sentence.text, of_sentence)
                for sentence, of_sentence in zip(self.sentences, self.parties, strict=True)
            ]

    @cached_property
    def people(self) -> list[list[PersonMention]]:
        return people([sentence.text for sentence in self.sentences], self.parties, self.names)

    @cached_property
    def dates(self) -> list[list[DateMention]]:
        return [dates(self.article, sentence) for sentence in self.sentences]

    @cached_property
    def figures(self) -> list[list[FigureMention]]:
        of_sentences = [
            [] if sentence.paragraph in self.other_texts else figures(sentence.text, self._homes(number))
            for number, sentence in enumerate(self.sentences)
        ]
        for number, sentence in enumerate(self.sentences):
            before = (
                of_sentences[number - 1]
                if number and self.sentences[number - 1].paragraph == sentence.paragraph
                else []
            )
            figures_of_sentence = [*of_sentences[number], *self._listed_counts(number)]
            of_sentences[number] = self._with_bare_amounts(sentence.text, figures_of_sentence, before)
            if row := self.rows.get(sentence.paragraph):
                cells = [*self._of_cells(number, row)]
                percents = [figure for figure in of_sentences[number] if figure.unit == "percent"]
                of_sentences[number] = [*cells, *percents] if cells else of_sentences[number]
        return of_sentences

    def _listed_counts(self, number: int) -> Iterator[FigureMention]:
        """The bare numbers behind countries in a list: “the tourists came from Oman (113,800) and Peru (90,000)”."""
        text = self.sentences[number].text
        for party in self.states(number) if "(" in text else ():
            before = " ".join(sentence.text for sentence in self.sentences[max(0, number - 2) : number])
            words = before[-2_000:] + " " + text[: party.start]
            if count := listed_count(text, party.end, words):
                yield count

    @cached_property
    def rows(self) -> dict[int, ListLine]:
        """The lines of lists and tables, by the number of the paragraph."""
        return list_lines(self.article.paragraphs)

    def _of_cells(self, number: int, row: ListLine) -> Iterator[FigureMention]:
        """The numbers of a line whose unit stands in the head of their column, or over the list."""
        sentence, paragraphs = self.sentences[number], self.article.paragraphs
        over = next((unit for p in row.headings if (unit := unit_of(paragraphs[p - 1], self._homes(number)))), None)
        for cell in row.cells if len(self.by_paragraph[sentence.paragraph]) == 1 else ():
            column = paragraphs[row.header - 1][slice(*cell.column)] if row.header and cell.column else ""
            unit = unit_of(column, self._homes(number)) or (None if OTHER_COLUMN.search(column) else over)
            if unit:
                yield in_unit(sentence.text, cell.start - sentence.start, cell.end - sentence.start, unit)

    def _homes(self, number: int) -> list[str]:
        """The countries whose money a sentence may mean: those that it names, then all of the text."""
        return list(dict.fromkeys([*(party.code for party in self.states(number)), *self._codes]))

    @cached_property
    def _codes(self) -> list[str]:
        """The countries of the text, in its order."""
        numbers = range(len(self.sentences))
        return list(dict.fromkeys(party.code for number in numbers for party in self.states(number)))

    @staticmethod
    def _with_bare_amounts(text: str, figures: list[FigureMention], before: list[FigureMention]) -> list[FigureMention]:
        """The figures of a sentence, with those whose currency is that of a figure before them."""
        units = [(figure.end, figure.unit) for figure in figures if figure.unit not in ("count", "percent")]
        earlier = [figure.unit for figure in before if figure.unit not in ("count", "percent")]
        start, unit = (0, earlier[-1]) if earlier else units[0] if units else (0, "")
        if not unit:
            return figures
        goal = bare_goal(text, unit) if earlier and not figures else None
        amounts = [goal] if goal else bare_amounts(text, unit, start)
        new = [m for m in amounts if not any(f.start < m.end and m.number_start < f.end for f in figures)]
        return sorted([*figures, *new], key=lambda figure: figure.number_start)

    @cached_property
    def other_texts(self) -> set[int]:
        """The paragraphs that are headlines of other texts: behind “Related posts”, to the next whole sentence."""
        numbers: set[int] = set()
        inside = False
        for number, text in enumerate(self.article.paragraphs, 1):
            heading = _OTHER_TEXTS.match(text)
            inside = bool(heading) or (inside and not text.endswith((".", "”", '"', "!")))
            if inside:
                numbers.add(number)
        return numbers

    @cached_property
    def cues(self) -> list[list[Cue]]:
        return [cues(sentence.text) for sentence in self.sentences]

    @cached_property
    def by_paragraph(self) -> dict[int, list[int]]:
        """The numbers of the sentences of each paragraph."""
        numbers: dict[int, list[int]] = {}
        for number, sentence in enumerate(self.sentences):
            numbers.setdefault(sentence.paragraph, []).append(number)
        return numbers

    def around(self, number: int) -> range:
        """The numbers of a sentence and of those around it in its paragraph."""
        paragraph = self.by_paragraph[self.sentences[number].paragraph]
        return range(max(paragraph[0], number - _NEAR), min(paragraph[-1], number + _NEAR) + 1)

    @cached_property
    def _states(self) -> set[str]:
        return {party.code for party in self.names.parties if party.kind != "organization" or party.code == _UNION}

    def states(self, number: int) -> list[PartyMention]:
        """The countries that a sentence names."""
        dateline = _DATELINE.match(self.sentences[number].text)
        first = dateline.end() if dateline else 0
        return [party for party in self.parties[number] if party.code in self._states and party.start >= first]

    @cached_property
    def pair(self) -> tuple[str, ...]:
        """The two countries of which the text tells, the more frequent first; fewer if it names fewer.

        They are the two that its headline or its lead names, if it names two, else the two that it names most often.
        """
        count = Counter(party.code for number in range(len(self.sentences)) for party in self.states(number))
        lead = sorted(self._lead, key=lambda code: -count[code])
        often = [code for code, _ in count.most_common(2)]
        is_of_lead = len(lead) == 2 and all(count[code] < _LEAST_RATIO * count[lead[1]] for code in often)
        return tuple(lead if is_of_lead else often)

    @cached_property
    def has_clear_pair(self) -> bool:
        """Whether the text names two countries alone at its beginning, or any other one at most half as often."""
        count = Counter(party.code for number in range(len(self.sentences)) for party in self.states(number))
        numbers = [number for _, number in count.most_common(3)]
        return len(self._lead) == 2 or len(numbers) == 2 or (len(numbers) > 2 and numbers[2] * 2 <= numbers[1])

    def pair_of(self, number: int) -> tuple[str, ...]:
        """The two countries of the item of a review in which a sentence stands, “KENYA–PERU. …”, else :attr:`pair`."""
        first = self.by_paragraph[self.sentences[number].paragraph][0]
        countries, text = self.states(first)[:2], self.sentences[first].text
        item = (
            len(countries) == 2
            and countries[0].start == 0
            and _BETWEEN.fullmatch(text[countries[0].end : countries[1].start])
            and _HEAD_END.match(text, countries[1].end)
        )
        return (countries[0].code, countries[1].code) if item else self.pair

    @cached_property
    def home(self) -> str | None:
        """The only country that the first words name, of a text that tells of its relations with several."""
        return self._lead[0] if len(self._lead) == 1 and len(self._codes) > 2 else None

    @cached_property
    def _lead(self) -> tuple[str, ...]:
        """The countries of the first paragraph that names any."""
        for numbers in self.by_paragraph.values():
            if codes := dict.fromkeys(party.code for number in numbers for party in self.states(number)):
                return tuple(codes)
        return ()

    def in_order(self, pair: tuple[str, str]) -> tuple[str, str]:
        """Two countries in the order in which the text first names them."""
        first = next((code for code in self._codes if code in pair), pair[0])
        return pair if first == pair[0] else (pair[1], pair[0])

    @cached_property
    def event_day(self) -> DateMention | None:
        """The day of the event that the first paragraphs report, if they name one that has passed."""
        for sentence, of_sentence in zip(self.sentences, self.dates, strict=True):
            if sentence.paragraph > 4:
                break
            for mention in of_sentence:
                span = mention.span
                last_day = self.article.publication.end if self.article.publication else None
                is_past = span and span.end and (last_day is None or span.end <= last_day)
                if is_past and span and span.precision is Precision.day and mention.relation == "on":
                    return mention
        return None

    def posts_of(self, person: PersonMention) -> list[str]:
        """The titles of the posts of a person: of the one beside the name, else of those of the known official."""
        official = self._officials.get(person.id or "")
        return [person.post.title] if person.post else [*official.posts] if official else []

    def home_of(self, person: PersonMention) -> str | None:
        """The country of a person, by the post beside the name or as known."""
        official = self._officials.get(person.id or "")
        return (person.post and person.post.party) or (official.party if official else None)

    @cached_property
    def _officials(self) -> dict[str, PersonNames]:
        return {official.id: official for official in self.names.people}

    def speaker(self, number: int) -> Speaker | None:
        """Who says a sentence: somebody in it, or elsewhere in its paragraph if it is in quotation marks."""
        speaker_in_sentence = self._speaks(number)
        if speaker_in_sentence:
            return speaker_in_sentence
        sentence = self.sentences[number]
        text = self.article.paragraphs[sentence.paragraph - 1]
        if not re.search('[“”"]', text):
            return None
        before = text[max(0, sentence.start - SEARCHED_CHARACTERS) : sentence.start + len(sentence.text)]
        inside = before.count("“") > before.count("”") or "“" in sentence.text or before.count('"') % 2 == 1
        numbers = self.around(number)
        speakers = [speaker for n in numbers if (speaker := self._speaks(n))] if inside else []
        return speakers[0] if len({speaker.name for speaker in speakers}) == 1 else None

    def told_by_official(self, number: int) -> bool:
        """Whether a sentence, or one before it in its paragraph, reports what an official said."""
        numbers = [n for n in self.around(number) if n <= number]
        speaker = next((speaker for n in reversed(numbers) if (speaker := self.speaker(n))), None)
        return speaker is not None and speaker.official

    def speaks_in(self, number: int, speaker: Speaker) -> bool:
        """Whether a sentence itself has the words that name the speaker."""
        return self._speaks(number) == speaker

    def _speaks(self, number: int) -> Speaker | None:
        sentence = self.sentences[number]
        if match := _SOURCE.search(sentence.text):
            person = next((p for p in self.people[number] if p.start <= match.start(1) < p.end), None)
            is_adjective = any(
                p.form is PartyForm.people and (p.start, p.end) == match.span(1) for p in self.parties[number]
            )
            if is_adjective:
                return None  # “according to Kenyan figures” names nobody
            if person is None and not any(
                p.start <= match.end() + 30 and p.start >= match.start(1) for p in self.people[number]
            ):
                start, end = match.start(1), match.end(1) - match[1].endswith(".")
                owner = next((p for p in self.parties[number] if p.start == start), None)
                if owner and (of_owner := _POSSESSIVE.match(sentence.text, owner.end, end)):
                    start = of_owner.end()  # “Kenya’s Central Bank” is the Central Bank
                return Speaker(sentence.text[start:end], start, end, sentence.paragraph, official=False)
        verbs = [match.span() for match in _SPEAKS.finditer(sentence.text)]
        for person in self.people[number]:
            if any(-2 <= start - person.end < 30 or 0 <= person.start - end < 60 for start, end in verbs):
                posts = self.posts_of(person)
                expert = any(re.search("expert|analyst|professor|researcher|economist", post, re.I) for post in posts)
                return Speaker(
                    person.name, person.start, person.end, sentence.paragraph, official=not expert, expert=expert
                )
        return None
