"""The names of people in one sentence: beside a post, in a list with others, or known from the seed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.curate.mentions.name_words import (
    ACRONYM,
    AFTER_INITIAL,
    APPOSITIONS,
    AT_BODY,
    BEFORE_NAME,
    BEFORE_POST,
    CLOSE,
    EXCELLENCIES,
    FIRM,
    HOLDS,
    HONORIFICS,
    INITIALS,
    LONGEST_ACRONYM,
    LONGEST_HALF,
    LONGEST_HONORIFICS,
    LONGEST_NAME,
    LONGEST_TAIL,
    NICKNAME,
    NO_HALVES,
    NO_NAMES,
    OF_COUNTRY,
    PARTICLES,
    RANKS,
    ROMAN,
    SECOND_POST,
)
from app.curate.mentions.parties import PartyMention
from app.curate.mentions.post_words import GIVEN_NAMES, POST_PLURALS
from app.curate.mentions.posts import Post, by_word
from app.curate.mentions.words import PhraseMatch, Word, words


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


_DAY_BEFORE, _DAY_BEHIND = re.compile(r"\d(?:st|nd|rd|th)?\s(?:of\s)?\Z"), re.compile(r",?\s\d")


def is_month(text: str, word: Word) -> bool:
    """Whether “May” is the month: a day or a year stands beside it."""
    beside = _DAY_BEFORE.search(text, max(0, word.start - 9), word.start) or _DAY_BEHIND.match(text, word.end)
    return word.text == "May" and beside is not None


class NameReader:
    """Reads the names of people in a sentence, in which posts and parties are found already."""

    def __init__(self, text: str, roles: list[Post], parties: Sequence[PartyMention]) -> None:
        self.text, self.posts, self.words = text, roles, words(text)
        self._parties = {*by_word(self.words, parties)}
        self._homes = dict(self._spans(parties))
        self._codes = {party.start: party.code for party in parties}
        self._post_words = {number for post in roles for number in range(post.first, post.last + 1)}

    def people(self, matches: list[PhraseMatch[frozenset[str]]], in_full: set[str]) -> list[PersonMention]:
        result = [mention for match in matches if (mention := self._of_seed(match, in_full))]
        numbers = {number for match in matches for number in range(match.first, match.last + 1)}
        for post in self.posts:
            before = (None, None) if self._is_after_holder(post) else self._name_before(post)
            of_next = before == (None, None) or self._gap_behind(post) == " "
            after = self._name_after(post) if of_next else (None, None)
            for first, last in (after, *self._more_after(post), before):
                if first is not None and last is not None and numbers.isdisjoint(range(first, last + 1)):
                    numbers.update(range(first, last + 1))
                    mention = self._mention(None, first, last)
                    main = self._main_post(post) if (first, last) == after else self._post_of(mention, first) or post
                    result.append(replace(mention, post=self._at_home(main, last)))
        result += self._in_list(result, numbers)
        result += self._of_countries(len(result), numbers)
        return sorted(result, key=lambda mention: mention.start)

    def _is_after_holder(self, post: Post) -> bool:
        """Whether the name before a post is that of the holder of another, and a name follows: “the President of Peru,
        A B, the President of Chile, C D, met”."""
        before = self._name_before(post)
        holders = (p for p in self.posts if before[0] is not None and p.last < before[0])
        return self._name_after(post) != (None, None) and any(self._name_after(p) == before for p in holders)

    def _gap_behind(self, post: Post) -> str:
        return self._gap(post.last) if post.last + 1 < len(self.words) else ""

    def _main_post(self, post: Post) -> Post:
        """The post before a name, or the one that it only adds a rank to: “the Secretary General, Ambassador X”."""
        before = next((p for p in self.posts if p.last == post.first - 1), None)
        is_rank = post.title == "Ambassador" and post.party is None and post.body is None
        return before if before and is_rank and self._gap(before.last) in (", ", " ") else post

    def _in_list(self, mentions: Sequence[PersonMention], numbers: set[int]) -> Iterator[PersonMention]:
        """The others of three and more whose names stand together: “X, Y and Z agreed”, where X is known."""
        for mention in [*mentions]:
            last = next((n for n, word in enumerate(self.words) if word.end == mention.end), None)
            spans: list[tuple[int, int]] = []
            while last is not None and (first := self._next_name(last)) is not None:
                last = self._run(first)
                spans.append((first, last))
            if last is None or len(spans) < 2 or self.words[spans[-1][0] - 1].key != "and":
                continue
            goes_on = last + 1 < len(self.words) and self.words[last + 1].text.islower() and self._gap(last) == " "
            if goes_on and all(1 <= end - start <= 2 for start, end in spans):
                for start, end in spans:
                    if numbers.isdisjoint(range(start, end + 1)):
                        numbers.update(range(start, end + 1))
                        yield self._mention(None, start, end)

    def _of_countries(self, count: int, numbers: set[int]) -> list[PersonMention]:
        """Those whom only their country introduces, “Oman’s Badr Salim”, beside others: alone it may be a firm."""
        result: list[PersonMention] = []
        for first, last in self._homes.items():
            start = last + 2
            if start < len(self.words) and self.words[last + 1].text == "s" and self._names(start):
                end = self._run(start)
                is_free = numbers.isdisjoint(range(start, end + 1))
                if 1 <= end - start <= 2 and is_free and not FIRM.search(self.words[end].text):
                    code = self._codes[self.words[first].start]
                    at, to = self.words[first].start, self.words[end].end
                    post = Post(OF_COUNTRY, code, at, to, first, last)
                    result.append(replace(self._mention(None, start, end), post=post))
        return result if count + len(result) > 1 else []

    def _spans(self, parties: Sequence[PartyMention]) -> Iterator[tuple[int, int]]:
        """The first and the last word of each party."""
        for party in parties:
            numbers = [n for n, word in enumerate(self.words) if party.start <= word.start and word.end <= party.end]
            if numbers:
                yield numbers[0], numbers[-1]

    def _is_plural(self, post: Post) -> bool:
        return any(self.words[number].key in POST_PLURALS for number in range(post.first, post.last + 1))

    def _at_home(self, post: Post, last: int) -> Post:
        """A post in the plural, of the country that stands after one of its holders: “Presidents A of Chile, …”."""
        end = self._end_of_home(last) if self._is_plural(post) else last
        homes = (self._codes.get(self.words[number].start) for number in range(last + 1, end + 1))
        code = next(filter(None, homes), None)
        return replace(post, party=code) if code else post

    def _of_seed(self, match: PhraseMatch[frozenset[str]], in_full: set[str]) -> PersonMention | None:
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
            and len(self.words[number].text) > 1
            and self.text[self.words[gap].end : self.words[gap + 1].start] in (" ", "-")
        )

    def _mention(self, person: str | None, first: int, last: int) -> PersonMention:
        start, end = self.words[first].start, self.words[last].end
        parts = self.text[start:end].split()
        name = " ".join(part.title() if part.isupper() and len(part) > LONGEST_ACRONYM else part for part in parts)
        return PersonMention(person, name, start, end)

    def _post_of(self, mention: PersonMention, first: int) -> Post | None:
        """The post beside a name: before it, “Foreign Minister X”, or after it, “X, Minister of Trade,”."""
        while first and self._is_title(first - 1):
            first -= 1
        for post in self.posts:
            last = self._end_of_seat(post)
            is_free = last == first - 1 and (self._gap(last) == " " or self._name_before(post) == (None, None))
            if is_free and self._gap(last) in BEFORE_NAME:
                return post
        for post in self.posts:
            between = self.text[mention.end : post.start].lower()
            if post.start > mention.end and between in APPOSITIONS and self._closes(post):
                return post
        return None

    def _closes(self, post: Post) -> bool:
        """Whether an apposition ends with its post: “X, the minister, said”, but not “for X, the minister went”."""
        second = next((p for p in self.posts if self.text[post.end : p.start] in (" and ", " & ", " – ")), post)
        is_one_of_many = self.text.endswith((", a ", ", an "), 0, post.start) and AT_BODY.match(self.text, post.end)
        return bool(is_one_of_many) or any(CLOSE.match(self.text, end) for end in (post.end, second.end))

    def _word(self, number: int) -> str:
        return self.words[number].key if number + 1 < len(self.words) else ""

    def _gap(self, number: int) -> str:
        return self.text[self.words[number].end : self.words[number + 1].start].replace("\u00a0", " ")

    def _names(self, number: int) -> bool:
        """Whether a word may be part of a person’s name."""
        word = self.words[number]
        return (
            word.text[0].isupper()
            and (word.key not in NO_NAMES - GIVEN_NAMES or self._is_name_said(number) or self._is_initial(word))
            and not is_month(self.text, word)
            and (number not in self._parties or self._is_surname(number))
            and number not in self._post_words
            and not (word.text.isupper() and len(word.text) > 1 and not self.text.isupper())
        ) or self._is_surname_in_capitals(number)

    def _is_surname(self, number: int) -> bool:
        """Whether a word that is a country as well ends the name behind a post: “Minister Ana Chad, …”."""
        is_behind = number > 1 and self._gap(number - 1) == self._gap(number - 2) == " "
        is_single = self._homes.get(number) == number and (
            number + 1 == len(self.words) or self._gap(number)[0] in ",.;"
        )
        return is_behind and is_single and number - 2 in self._post_words and self._is_first_name(number - 1)

    def _is_surname_in_capitals(self, number: int) -> bool:
        """Whether a word in capitals is the surname beside a first name: “KURODA Masanori”, “Jean DUPONT”."""
        word = self.words[number]
        if not (word.text.isupper() and word.text.isalpha() and len(word.text) > LONGEST_ACRONYM):
            return False
        free = word.key not in NO_NAMES and number not in self._parties and number not in self._post_words
        before = number > 0 and self._gap(number - 1) == " " and self._is_first_name(number - 1)
        after = number + 1 < len(self.words) and self._gap(number) == " " and self._is_first_name(number + 1)
        return free and (before or after)

    def _is_first_name(self, number: int) -> bool:
        word = self.words[number]
        is_title = word.text.istitle() and len(word.text) > 1 and word.key not in HONORIFICS
        return is_title and word.key not in NO_NAMES and number not in self._parties | self._post_words

    def _name_after(self, post: Post) -> tuple[int | None, int | None]:
        before = self._end_of_seat(post)
        first = before + 1
        while first + 1 < len(self.words) and first - before <= LONGEST_HONORIFICS and self._is_title(first):
            first += 1
        if first >= len(self.words) or self._gap(before) not in BEFORE_NAME or not self._names(first):
            return None, None
        last = self._run(first)
        if self._gap(before) != " " and last == first:
            return None, None
        return first, last

    def _is_title(self, number: int) -> bool:
        """Whether a word stands before a name as an honorific or a military rank does."""
        word = self.words[number]
        is_honorific = word.key in HONORIFICS and word.is_capitalized
        is_possessive = word.text in ("His", "Her", "Their", "Royal") and self._is_excellency(number + 1)
        return is_honorific or is_possessive or (word.is_capitalized and word.key in RANKS)

    def _is_excellency(self, number: int) -> bool:
        return number < len(self.words) and self.words[number].text in EXCELLENCIES

    def _end_of_seat(self, post: Post) -> int:
        """The last word of a second post, of the city of an ambassador, “ambassador in Oslo, X Y”, else of the post."""
        if second := SECOND_POST.match(self.text, self.words[post.last].end):
            return next(n for n, word in enumerate(self.words) if word.end == second.end("body"))
        if self.text.startswith(" to the country ", self.words[post.last].end):
            return post.last + 3
        if ACRONYM.match(self.text, self.words[post.last].end):
            return post.last + 1
        if self._word(post.last + 1) in ("is", "was") and self._gap(post.last + 1) == " " and post.party:
            return post.last + 1  # “the Ambassador of Japan is X”
        if self._is_plural(post) and self._word(post.last + 1) == "and" and post.last + 2 in self._homes:
            return self._homes[post.last + 2]  # “the Presidents of Chile and Peru A and B”
        city = post.last + 2
        is_seat = (
            city + 1 < len(self.words)
            and self.words[post.last].key in ("ambassador", "envoy", "consul")
            and self.words[city - 1].key in ("in", "to")
            and self.words[city].is_capitalized
            and self._gap(city) in (", ", " ")
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
        while (next_first := self._next_name(self._end_of_home(last))) is not None:
            last = self._run(next_first)
            yield next_first, last

    def _end_of_home(self, last: int) -> int:
        """The last word of the country after a name, “A of Chile” or “A (Chile)”, else of the name."""
        if last + 1 in self._homes and self._gap(last) == " (":
            return self._homes[last + 1]
        home = last + 2
        is_home = home < len(self.words) and self.words[last + 1].key == "of" and home in self._homes
        return self._homes[home] if is_home else last

    def _next_name(self, last: int) -> int | None:
        """The first word of the name that “and” or a comma joins to another."""
        if last + 1 >= len(self.words):
            return None
        has_comma = self._gap(last) in (", ", "), ")
        first = last + 1 if has_comma else last + 2
        is_list = first == last + 1 or self.words[last + 1].key == "and"
        if has_comma and self.words[last + 1].key == "and":
            first = last + 2
        home = self._homes.get(first)
        if home is not None and home + 1 < len(self.words) and self._gap(home) in (" ", ", "):
            first = home + 1  # “Presidents of Chile[,] A[,] and Peru[,] B”
        return first if is_list and first < len(self.words) and self._names(first) else None

    def _name_after_tail(self, post: Post) -> tuple[int | None, int | None]:
        """The first and the last word of A in “the ambassadors of the two countries, A and B”; None without such
        names."""
        for number in range(post.last + 1, min(post.last + LONGEST_TAIL, len(self.words) - 3)):
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
        longest = LONGEST_NAME
        while number + 1 < len(self.words) and number - first < longest and self._is_one_name(number):
            number += 1
            longest += self.words[number].key in PARTICLES
            if self._names(number) or self._is_second_half(number) or self._is_number(number, first):
                last = number
            elif self.words[number].key not in PARTICLES:
                break
        return last

    def _is_number(self, number: int, first: int) -> bool:
        """Whether a word is the number of a king or pope: “Haakon VII”."""
        return number == first + 1 and bool(ROMAN.fullmatch(self.words[number].text))

    def _is_initial(self, word: Word) -> bool:
        return len(word.text) == 1 and bool(AFTER_INITIAL.match(self.text, word.end))

    def _is_name_said(self, number: int) -> bool:
        """Whether “Said” is a name and not the verb: “Al”, “bin” or “ben” stands beside it."""
        beside = {self.words[n].key for n in (number - 1, number + 1) if 0 <= n < len(self.words)}
        return self.words[number].text == "Said" and bool(beside & {"al", "bin", "ben"})

    def _is_second_half(self, number: int) -> bool:
        """Whether a word is the second half of a name such as Min-jun."""
        word = self.words[number]
        return (
            self._gap(number - 1) == "-"
            and (self.words[number - 1].is_capitalized or self._is_second_half(number - 1))
            and word.text.isalpha()
            and len(word.text) < LONGEST_HALF
            and word.key not in NO_HALVES
        )

    def _is_one_name(self, number: int) -> bool:
        gap = self._gap(number)
        initial = len(self.words[number].text) == 1 or self.words[number].text in INITIALS
        apostrophe = gap in ("’", "'", "ʻ", "‘") and self.words[number + 1].text not in ("s", "S")
        before = self.words[number - 1] if number else self.words[number]
        nickname = any(NICKNAME.match(self.text, word.end) for word in (before, self.words[number]))
        return gap in (" ", "-", "‑") or nickname or (initial and gap in (". ", ".")) or apostrophe

    def _name_before(self, post: Post) -> tuple[int | None, int | None]:
        """The name before a post in apposition: “Taro Yamada, Japan’s foreign minister”."""
        last = post.first - 1
        while last >= 0 and self.words[last].text != "The" and BEFORE_POST.fullmatch(self.words[last].key):
            last -= 1
        opens = last >= 1 and self._gap(last).startswith((",", " (")) and self._closes(post)
        opens = opens or (last >= 1 and bool(HOLDS.fullmatch(self.text, self.words[last].end, post.start)))
        if not opens or not (self._names(last) or self._is_second_half(last)):
            return None, None
        first = last
        while first and last - first < LONGEST_NAME and self._is_one_name(first - 1):
            before = first - 1
            if not (self._names(before) or self._is_second_half(before) or self.words[before].text in PARTICLES):
                break
            first -= 1
        while self.words[first].text in PARTICLES or (last - first > 1 and self._is_title(first)):
            first += 1
        return (first, last) if last > first else (None, None)
