"""People in a text: known officials in any spelling, and others by post and name.

A known surname alone counts where only one official has it, or the full name stands in the text. Somebody who is not
known needs a post beside the full name, or a title before the surname; so no place, council or headline is a person.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.curate.mentions.parties import PartyMention
from app.curate.mentions.posts import CORES, PLURALS, Post, adjacent, by_word, posts
from app.curate.mentions.words import Match, Phrases, Word, word_set, words
from app.curate.names import Names, Person
from app.domain.text import fold


@dataclass(frozen=True)
class PersonMention:
    """A person in a sentence. Offsets count characters in the sentence, from 0; ``end`` is exclusive.

    ``id`` is None for somebody who is not known. ``post`` is the one that stands beside the name. ``is_inferred`` says
    that nothing beside the name states it: the person is the counterpart of another, or is named by post alone.
    """

    id: str | None
    name: str
    start: int
    end: int
    post: Post | None = None
    is_inferred: bool = False


_PARTICLES = word_set("von der van den de del della da di dos du la le el al bin ibn ben ter zu af oglu uulu kyzy")

_NO_NAMES = CORES | word_set("""
    the a an and of in on at for with to by from as his her their its this that is was will has had met republic kingdom
    meets met visits visited hosts hosted holds held says said receives received arrives arrived signs signed welcomes
    welcomed discusses discussed calls called urges urged thanks thanked congratulates praises vows warns pays paid
    talks meeting session summit visit council commission committee group forum ministry department institute
    university union organization organisation agreement treaty memorandum declaration statement government parliament
    assembly senate congress bank company press service agency news center centre conference consultations dialogue
    january february march april june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday photo source credit north south east west central strategic joint economic high
    foreign prime deputy vice first minister affairs trade energy state states united european international national
    excellency mr mrs ms dr prof sir lady lord between after before during following while when ahead also both two
    earlier later meanwhile however yesterday today tomorrow since although then now according moreover if he she they
    it we you i our last next this these those there here but because speaking asked
    """)
"""Words that are in no name of a person, or end it, as the verbs of headlines do."""

_APPOSITIONS = (", ", ", the ", ", a ", ", an ", " (", ", who is the ", " as ")
"""What stands between a name and the post after it."""

_HONORIFICS = frozenset("H E HE Mr Mrs Ms Dr Mme Mlle Madame Monsieur Shri Smt Prof Sr Sra Herr Frau".split())  # noqa: SIM905

_RANKS = word_set("general lieutenant major colonel brigadier captain commander admiral marshal rear vice")
"""Military ranks, which stand before a name and are no part of it."""

_LONGEST_NAME = 5

_LONGEST_TAIL = 12
"""Words between a post in the plural and the names of its holders."""

_LONGEST_HALF = 7

_NO_HALVES = word_set("led based born backed elect chaired in to and the at era style")
"""Words after a hyphen that are no half of a name: “Park-led”."""


def _surnames(names: Names) -> Phrases[frozenset[str]]:
    ids: dict[str, set[str]] = defaultdict(set)
    spellings: dict[str, str] = {}
    for person in names.people:
        for spelling in _spellings(person):
            key = fold(spelling)
            ids[key].add(person.id)
            spellings.setdefault(key, spelling)
    return Phrases((spellings[key], frozenset(holders)) for key, holders in ids.items())


def _spellings(person: Person) -> Iterator[str]:
    for spelling in (person.name, *person.spellings):
        if not CORES.isdisjoint(fold(spelling).split()):
            continue  # “President Tokayev”: the title is not part of the name
        yield spelling
        if len(parts := spelling.split()) == 2:
            yield f"{parts[1]} {parts[0]}"
    if len(parts := person.name.split()) > 1:
        yield parts[-1]


def people(
    sentences: Sequence[str], parties: Sequence[Sequence[PartyMention]], names: Names
) -> list[list[PersonMention]]:
    """The people in each sentence of a text. ``parties`` are those of each sentence."""
    mentions: list[list[PersonMention]] = []
    titles: list[str] = []
    roles = [posts(text, of_text) for text, of_text in zip(sentences, parties, strict=True)]
    matches = [[*names.derived(_surnames).find(text)] for text in sentences]
    in_full = {next(iter(m.value)) for of_text in matches for m in of_text if len(m.value) == 1 and m.last > m.first}
    for text, of_text, of_parties, matches_of in zip(sentences, roles, parties, matches, strict=True):
        reader = _Sentence(text, of_text, of_parties)
        mentions.append(_with_counterparts(reader.people(matches_of, in_full), titles[-1] if titles else None))
        titles += [mention.post.title for mention in mentions[-1] if mention.post]
    return _with_bare_posts(_with_surnames(sentences, mentions), roles, {p.id: p.party for p in names.people})


def _with_bare_posts(
    mentions: list[list[PersonMention]], roles: list[list[Post]], parties: Mapping[str, str | None]
) -> list[list[PersonMention]]:
    """The mentions, with those by post alone: “the Turkish President”, if one person of the text has the post."""
    holders: dict[tuple[str, str], dict[str, PersonMention]] = defaultdict(dict)
    for mention in (mention for of_text in mentions for mention in of_text):
        party = (mention.post and mention.post.party) or parties.get(mention.id or "")
        if mention.post and party and not mention.post.former:
            holders[mention.post.title.lower(), party][mention.name.split()[-1].lower()] = mention
    of_party: dict[str, dict[str, PersonMention]] = defaultdict(dict)
    for mention in (mention for of_text in mentions for mention in of_text):
        if party := (mention.post and mention.post.party) or parties.get(mention.id or ""):
            of_party[party][mention.name.split()[-1].lower()] = mention
    for of_text, posts_of in zip(mentions, roles, strict=True):
        for post in posts_of:
            candidates = holders.get((post.title.lower(), post.party or ""), {})
            if post.title.lower() == "minister" and post.party and not candidates:
                candidates = of_party.get(post.party, {})
            is_free = not any((m.start < post.end and post.start < m.end) or m.post == post for m in of_text)
            if len(candidates) == 1 and is_free:
                (holder,) = candidates.values()
                of_text.append(PersonMention(holder.id, holder.name, post.start, post.end, post, is_inferred=True))
        of_text.sort(key=lambda mention: mention.start)
    return mentions


class _Sentence:
    def __init__(self, text: str, roles: list[Post], parties: Sequence[PartyMention]) -> None:
        self.text, self.posts, self.words = text, roles, words(text)
        self._parties = by_word(self.words, parties).keys()
        self._homes = dict(self._spans(parties))
        self._codes = {party.start: party.code for party in parties}
        self._post_words = {number for post in roles for number in range(post.first, post.last + 1)}

    def people(self, matches: list[Match[frozenset[str]]], in_full: set[str]) -> list[PersonMention]:
        result = [mention for match in matches if (mention := self._of_seed(match, in_full))]
        numbers = {number for match in matches for number in range(match.first, match.last + 1)}
        for post in self.posts:
            after = self._name_after(post)
            for first, last in (after, *self._more_after(post), self._name_before(post)):
                if first is not None and last is not None and numbers.isdisjoint(range(first, last + 1)):
                    numbers.update(range(first, last + 1))
                    mention = self._mention(None, first, last)
                    own = post if (first, last) == after else self._post_of(mention, first) or post
                    result.append(replace(mention, post=self._at_home(own, last)))
        result += self._in_list(result, numbers)
        return sorted(result, key=lambda mention: mention.start)

    def _in_list(self, mentions: Sequence[PersonMention], numbers: set[int]) -> Iterator[PersonMention]:
        """The others of three and more whose names stand together: “X, Y and Z agreed”, where X is known."""
        for mention in [*mentions]:
            last = next((n for n, word in enumerate(self.words) if word.end == mention.end), None)
            spans: list[tuple[int, int]] = []
            while last is not None and (first := self._next_name(last)) is not None:
                last = self._run(first)
                spans.append((first, last))
            if last is None or len(spans) < 2 or self.words[spans[-1][0] - 1].folded != "and":
                continue
            goes_on = last + 1 < len(self.words) and self.words[last + 1].text.islower() and self._gap(last) == " "
            if goes_on and all(1 <= end - start <= 2 for start, end in spans):
                for start, end in spans:
                    if numbers.isdisjoint(range(start, end + 1)):
                        numbers.update(range(start, end + 1))
                        yield self._mention(None, start, end)

    def _spans(self, parties: Sequence[PartyMention]) -> Iterator[tuple[int, int]]:
        """The first and the last word of each party."""
        for party in parties:
            numbers = [n for n, word in enumerate(self.words) if party.start <= word.start and word.end <= party.end]
            if numbers:
                yield numbers[0], numbers[-1]

    def _is_plural(self, post: Post) -> bool:
        return any(self.words[number].folded in PLURALS for number in range(post.first, post.last + 1))

    def _at_home(self, post: Post, last: int) -> Post:
        """A post in the plural, of the country that stands after one of its holders: “Presidents A of Chile, …”."""
        end = self._end_of_home(last) if self._is_plural(post) else last
        code = self._codes.get(self.words[last + 2].start) if end > last else None
        return replace(post, party=code) if code else post

    def _of_seed(self, match: Match[frozenset[str]], in_full: set[str]) -> PersonMention | None:
        ids = match.value if len(match.value) == 1 else match.value & in_full
        before, after = match.first - 1, match.last + 1
        single = match.first == match.last
        if len(ids) != 1 or (single and (self._is_part(before, before) or self._is_part(after, match.last))):
            return None
        mention = self._mention(next(iter(ids)), match.first, match.last)
        return replace(mention, post=self._post_of(mention, match.first))

    def _is_part(self, number: int, gap: int) -> bool:
        """Whether a word beside a surname makes another name of it: “Bilal Erdoğan”."""
        return (
            0 <= number < len(self.words)
            and self._names(number)
            and self.text[self.words[gap].end : self.words[gap + 1].start] in (" ", "-")
        )

    def _mention(self, person: str | None, first: int, last: int) -> PersonMention:
        start, end = self.words[first].start, self.words[last].end
        return PersonMention(person, " ".join(self.text[start:end].split()), start, end)

    def _post_of(self, mention: PersonMention, first: int) -> Post | None:
        """The post beside a name: before it, “Foreign Minister X”, or after it, “X, Minister of Trade,”."""
        for post in self.posts:
            if post.last == first - 1 and self._gap(post.last) in (" ", ", ", ": "):
                return post
        for post in self.posts:
            between = self.text[mention.end : post.start].lower()
            if post.start > mention.end and between in _APPOSITIONS and self._closes(post):
                return post
        return None

    def _closes(self, post: Post) -> bool:
        """Whether an apposition ends with its post: “X, the minister, said”, but not “for X, the minister went”."""
        return self.text[post.end : post.end + 1] in ("", ",", ".", ";", ")", ":", "—", "–")

    def _gap(self, number: int) -> str:
        return self.text[self.words[number].end : self.words[number + 1].start].replace("\u00a0", " ")

    def _names(self, number: int) -> bool:
        """Whether a word may be part of a person’s name."""
        word = self.words[number]
        return (
            word.text[0].isupper()
            and (word.folded not in _NO_NAMES or self._is_al_said(number) or self._is_initial(word))
            and number not in self._parties
            and number not in self._post_words
            and not (word.text.isupper() and len(word.text) > 1 and not self.text.isupper())
        )

    def _name_after(self, post: Post) -> tuple[int | None, int | None]:
        before = self._end_of_seat(post)
        first = before + 1
        while first + 1 < len(self.words) and first - before < 4 and self._is_title(first):
            first += 1
        if first >= len(self.words) or self._gap(before) not in (" ", ", ", ": ") or not self._names(first):
            return None, None
        last = self._run(first)
        if self._gap(before) != " " and last == first:
            return None, None
        return first, last

    def _is_title(self, number: int) -> bool:
        """Whether a word stands before a name as an honorific or a military rank does."""
        word = self.words[number]
        return word.text in _HONORIFICS or (word.is_capitalized and word.folded in _RANKS)

    def _end_of_seat(self, post: Post) -> int:
        """The last word of the city of an ambassador, “the ambassador in Oslo, X Y”, else of the post."""
        city = post.last + 2
        is_seat = (
            city + 1 < len(self.words)
            and self.words[post.last].folded in ("ambassador", "envoy", "consul")
            and self.words[city - 1].folded == "in"
            and self.words[city].is_capitalized
            and self._gap(city) == ", "
        )
        return city if is_seat else post.last

    def _more_after(self, post: Post) -> Iterator[tuple[int, int]]:
        """The names after the first behind a post in the plural: “Presidents A and B”, “Ministers A, B and C”."""
        if not self._is_plural(post):
            return
        first, last = self._name_after(post)
        if first is None or last is None:
            first, last = self._name_after_tail(post)
            if first is None or last is None:
                return
            yield first, last
        while (following := self._next_name(self._end_of_home(last))) is not None:
            last = self._run(following)
            yield following, last

    def _end_of_home(self, last: int) -> int:
        """The last word of the country after a name, “A of Chile, B of Peru”, else of the name."""
        home = last + 2
        is_home = home < len(self.words) and self.words[last + 1].folded == "of" and home in self._homes
        return self._homes[home] if is_home else last

    def _next_name(self, last: int) -> int | None:
        """The first word of the name that “and” or a comma joins to another."""
        if last + 1 >= len(self.words):
            return None
        following = last + 1 if self._gap(last) == ", " else last + 2
        is_list = following == last + 1 or self.words[last + 1].folded == "and"
        if self._gap(last) == ", " and self.words[last + 1].folded == "and":
            following = last + 2
        return following if is_list and following < len(self.words) and self._names(following) else None

    def _name_after_tail(self, post: Post) -> tuple[int | None, int | None]:
        """The first of two names after a post and whose it is: “the ambassadors of the two countries, A and B”."""
        for number in range(post.last + 1, min(post.last + _LONGEST_TAIL, len(self.words) - 3)):
            if self._gap(number - 1) != " ":
                return None, None
            if self._gap(number) == ", ":
                first = number + 1
                last = self._run(first) if self._names(first) else first
                second = self._next_name(last) if last > first else None
                return (first, last) if second is not None and self._run(second) > second else (None, None)
        return None, None

    def _run(self, first: int) -> int:
        """The last word of a name that begins with a word."""
        last = number = first
        while number + 1 < len(self.words) and number - first < _LONGEST_NAME and self._is_one_name(number):
            number += 1
            if self._names(number) or self._is_second_half(number):
                last = number
            elif self.words[number].folded not in _PARTICLES:
                break
        return last

    def _is_initial(self, word: Word) -> bool:
        return len(word.text) == 1 and self.text[word.end : word.end + 1] == "."

    def _is_al_said(self, number: int) -> bool:
        """Whether “Said” is a family name and not the verb: it has a capital letter, and “Al” before it."""
        return self.words[number].text == "Said" and number > 0 and self.words[number - 1].folded == "al"

    def _is_second_half(self, number: int) -> bool:
        """Whether a word is the second half of a name such as Min-jun."""
        word = self.words[number]
        return (
            self._gap(number - 1) == "-"
            and self.words[number - 1].is_capitalized
            and word.text.isalpha()
            and len(word.text) < _LONGEST_HALF
            and word.folded not in _NO_HALVES
        )

    def _is_one_name(self, number: int) -> bool:
        gap = self._gap(number)
        initial = len(self.words[number].text) == 1
        apostrophe = gap in ("’", "'", "ʻ", "‘") and self.words[number + 1].text not in ("s", "S")
        return gap in (" ", "-", "‑", "\u00a0") or (initial and gap == ". ") or apostrophe

    def _name_before(self, post: Post) -> tuple[int | None, int | None]:
        """The name before a post in apposition: “Taro Yamada, Japan’s foreign minister”."""
        last = post.first - 1
        while last >= 0 and self.words[last].folded in ("the", "a", "an"):
            last -= 1
        opens = last >= 1 and self._gap(last).startswith((",", " (")) and self._closes(post)
        if not opens or not (self._names(last) or self._is_second_half(last)):
            return None, None
        first = last
        while first and last - first < _LONGEST_NAME and self._is_one_name(first - 1):
            before = first - 1
            if not (self._names(before) or self._is_second_half(before) or self.words[before].text in _PARTICLES):
                break
            first -= 1
        while self.words[first].text in _PARTICLES:
            first += 1
        return (first, last) if last > first else (None, None)


def _with_counterparts(mentions: list[PersonMention], title: str | None) -> list[PersonMention]:
    """The mentions; each counterpart has the title of the person before. ``title`` is the last of the text so far."""
    result: list[PersonMention] = []
    for mention in mentions:
        post = mention.post
        if post and post.title.lower().endswith(("counterpart", "colleague", "opposite number")):
            mention = replace(mention, post=replace(post, title=title) if title else None, is_inferred=True)
        elif post:
            title = post.title
        result.append(mention)
    return result


def _with_surnames(sentences: Sequence[str], of_texts: list[list[PersonMention]]) -> list[list[PersonMention]]:
    """The mentions. Somebody new has one name in all of them, and is also found where the surname stands alone."""
    full: dict[str, str] = {}
    for mention in (mention for of_text in of_texts for mention in of_text):
        if mention.id is None and " " in mention.name:
            full.setdefault(fold(_surname(mention.name)), mention.name)
    surnames = Phrases((_surname(name), name) for name in full.values())
    result = []
    for text, of_text in zip(sentences, of_texts, strict=True):
        mentions = [replace(m, name=full.get(fold(m.name), m.name)) if m.id is None else m for m in of_text]
        surnames_alone = [
            PersonMention(None, match.value, match.start, match.end)
            for match in (surnames.find(text) if full else ())
            if not any(m.start < match.end and match.start < m.end for m in mentions)
            and not _has_first_name(text, match)
        ]
        result.append(sorted([*mentions, *surnames_alone], key=lambda mention: mention.start))
    return result


def _surname(name: str) -> str:
    """The surname, which is the first of a name such as Cho Min-jun."""
    first, *_, last = name.split()
    return first if "-" in last and last.split("-")[1].islower() else last


def _has_first_name(text: str, match: Match[str]) -> bool:
    """Whether another word of a name is before a surname."""
    if not match.first:
        return False
    before: Word = words(text)[match.first - 1]
    return (
        before.is_capitalized and before.folded not in _NO_NAMES and before.start > 0
        and adjacent(text, words(text), match.first - 1) and text[before.end] != "-"
        and fold(before.text) not in fold(match.value).split()
    )  # fmt: skip
