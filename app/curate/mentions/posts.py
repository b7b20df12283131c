"""Public posts in a sentence: “Kazakh Foreign Minister”, “Minister of Trade of Georgia”, “chief expert at …”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.curate.mentions.parliaments import PARLIAMENT_WORDS, PARLIAMENTS
from app.curate.mentions.parties import PartyForm, PartyMention
from app.curate.mentions.post_titles import JOINS, post_title, title_end
from app.curate.mentions.post_words import (
    ABBREVIATIONS,
    BODIES,
    CORES,
    GIVEN_NAMES,
    MODIFIERS,
    NAME_OF_SITE,
    OF_BODIES,
    OF_SUPERIOR,
    ONLY_COUNTRIES,
    PORTFOLIOS,
    SECRETARIES,
)
from app.curate.mentions.words import Word, word_set, words
from app.domain.text import fold


@dataclass(frozen=True)
class Post:
    """A post in a sentence, with its party. Offsets count characters from 0; ``end`` is exclusive.

    ``first`` and ``last`` are the numbers of its words. ``title`` has no party; ``body`` is the organisation of a post
    such as chief expert. ``former`` says that the holder has left it.
    """

    title: str
    party: str | None
    start: int
    end: int
    first: int
    last: int
    former: bool = False
    body: str | None = None


_FORMER = word_set("former ex previously late then outgoing")

_QUALIFIERS = word_set("then former current new newly-elected outgoing incumbent late visiting own")
"""Words that may stand between a country and a post: “Kenya’s then President”."""

_TAILS = {"secretary": ("general",), "director": ("general",), "ambassador": ("extraordinary",), "consul": ("general",)}


_GAP = re.compile(r"[ \u00a0-]|’s |'s |’ |' |\. ")
"""What may stand between two words of a post."""


def posts(text: str, parties: Sequence[PartyMention]) -> list[Post]:
    """The posts in a sentence, from left to right. ``parties`` are those of the sentence."""
    all_words = words(text)
    parties_of = by_word(all_words, parties)
    result: list[Post] = []
    for number, word in enumerate(all_words):
        is_opposite = word.key == "number" and number and all_words[number - 1].key == "opposite"
        is_charge = word.key == "affaires" and number > 1 and all_words[number - 2].key == "charge"
        is_honorific = word.key == "prince" and result and result[-1].last == number - 1
        is_core = _is_core(all_words, number) or word.text in ABBREVIATIONS or is_opposite or is_charge
        is_core = is_core and not is_honorific and not _is_given_name(text, all_words, number)
        is_core = is_core and not NAME_OF_SITE.match(text, word.end)
        if is_core and (not result or number > result[-1].last):
            is_prefix = (
                number + 1 < len(all_words)
                and _is_core(all_words, number + 1)
                and all_words[number + 1].key != "prince"
                and not _is_given_name(text, all_words, number + 1)
                and adjacent(text, all_words, number)
            )
            if not is_prefix:
                post = _post(text, all_words, parties_of, number)
                superior = OF_SUPERIOR.search(text, 0, post.start)
                if superior and result and result[-1].end > superior.start():
                    last = result.pop()
                    first = text.find(last.title, last.start, superior.end())
                    first = superior.start() if first < 0 else min(first, superior.start())
                    post = replace(post, title=text[first : post.start] + post.title, party=last.party or post.party,
                                   start=last.start, first=last.first)  # fmt: skip
                is_joint = bool(result) and text[result[-1].end : post.start] in _BETWEEN_POSTS
                if is_joint and post.party is None and text[result[-1].end : post.start] == " and ":
                    post = replace(post, party=result[-1].party)
                elif is_joint and result[-1].party is None and text.startswith(post.title.split()[0], post.start):
                    result[-1] = replace(result[-1], party=post.party)
                result.append(post)
    return result


_BETWEEN_POSTS = (" and ", " & ", " – ", " - ", ", ")
"""What joins two posts of one person, as in “Deputy Prime Minister – Minister of Economy of Peru”."""


def _is_core(all_words: Sequence[Word], number: int) -> bool:
    """Whether a word names a post, alone or as “Executive” and “Officer” do in “Chief Executive Officer”."""
    before = _BEFORE_CORE.get(all_words[number].key)
    return all_words[number].key in CORES or (number > 0 and all_words[number - 1].key == before)


def _is_given_name(text: str, all_words: Sequence[Word], number: int) -> bool:
    """Whether a word such as Amir is the first name of who holds the post before it: “Minister Amir Salim”."""
    is_name = all_words[number].key in GIVEN_NAMES and number > 0 and adjacent(text, all_words, number - 1)
    return is_name and all_words[number - 1].key in CORES - GIVEN_NAMES


_BEFORE_CORE = {"executive": "chief", "officer": "executive"}


def by_word(all_words: Sequence[Word], parties: Sequence[PartyMention]) -> dict[int, PartyMention]:
    """The party to which each word belongs."""
    result, index = {}, 0
    for party in parties:
        while index < len(all_words) and all_words[index].start < party.start:
            index += 1
        while index < len(all_words) and all_words[index].end <= party.end:
            result[index] = party
            index += 1
    return result


def adjacent(text: str, all_words: Sequence[Word], number: int) -> bool:
    """Whether a space, a hyphen or a possessive ’s is all that stands between a word and the next."""
    return bool(_GAP.fullmatch(text, all_words[number].end, all_words[number + 1].start))


def _post(text: str, all_words: Sequence[Word], by_word: dict[int, PartyMention], core: int) -> Post:
    first = core - 2 if all_words[core].key == "affaires" else core
    while first and _qualifies(text, all_words, by_word, first - 1, core):
        first -= 1
    while first < core and all_words[first].key in JOINS:
        first += 1
    first = _of_modifier(text, all_words, by_word, first)
    party, start = _party_before(text, all_words, by_word, first)
    last, party_after, body_start = _after(text, all_words, by_word, core)
    body_end = last
    if body_start is None and _is_european(all_words, start) and start == first - 2:
        body_start, body_end = start, start + 1  # “European Commission President X”
    long_form, only_country = ABBREVIATIONS.get(all_words[core].text, (None, None))
    former = any(all_words[number].key in _FORMER for number in range(max(0, start - 2), first))
    end_of_title = all_words[
        last
        if body_end != last or (body_start is None and party_after is None)
        else title_end(all_words, by_word, core, last)
    ].end
    before = text[all_words[first].start : all_words[core].start]
    title = post_title(f"{before}{long_form}" if long_form else text[all_words[first].start : end_of_title])
    in_full = " ".join(text[all_words[first].start : all_words[last].end].split())
    only_country = ONLY_COUNTRIES.get(in_full.split(" for Foreign Affairs and Sec")[0], only_country)
    return Post(
        title=title,
        party=party or party_after or only_country,
        start=all_words[start].start,
        end=all_words[last].end,
        first=start,
        last=last,
        former=former,
        body=text[all_words[body_start].start : all_words[body_end].end] if body_start is not None else None,
    )


def _of_modifier(text: str, all_words: Sequence[Word], by_word: dict[int, PartyMention], first: int) -> int:
    """The first word of a title before its word number ``first``: “Deputy” before the words of any field."""
    for number in range(first - 1, max(-1, first - _LONGEST_FIELD - 2), -1):
        word = all_words[number]
        if not (word.is_capitalized and adjacent(text, all_words, number)) or number in by_word or word.key in CORES:
            break
        if word.key in _DEPUTIES:
            return number
    return first


_DEPUTIES = word_set("deputy vice first assistant under senior")

_LONGEST_FIELD = 3
"""Words of a field before a post: “Deputy Zebra Care Secretary”."""


_OF_PORTFOLIOS = word_set("minister ministers secretary commissioner adviser advisor envoy")
"""Posts with a portfolio before them: “Energy Adviser”."""


def _qualifies(text: str, all_words: Sequence[Word], by_word: dict[int, PartyMention], number: int, core: int) -> bool:
    """Whether a word before the core belongs to the title, as in “Trade and Integration Minister”."""
    word = all_words[number]
    if number in by_word or not adjacent(text, all_words, number):
        return False
    if word.key in ("and",):
        return all_words[number + 1].key in PORTFOLIOS and number > 0 and all_words[number - 1].key in PORTFOLIOS
    is_of_title = word.key in MODIFIERS or (word.key in PORTFOLIOS and all_words[core].key in _OF_PORTFOLIOS)
    if all_words[core].key.startswith("spokes"):
        is_of_title = word.key == "ministry" or (word.key in PORTFOLIOS and all_words[number + 1].text == "Ministry")
    return is_of_title and (word.is_capitalized or not all_words[core].is_capitalized or word.key in MODIFIERS)


_EUROPEAN_BODIES = word_set("council commission parliament")


def _is_european(all_words: Sequence[Word], number: int) -> bool:
    """Whether a word begins the name of a body of the European Union: “European Council”."""
    return (
        0 <= number < len(all_words) - 1
        and all_words[number].text in ("European", "EU")
        and all_words[number + 1].key in _EUROPEAN_BODIES
        and all_words[number + 1].is_capitalized
    )


def _party_before(
    text: str, all_words: Sequence[Word], by_word: dict[int, PartyMention], first: int
) -> tuple[str | None, int]:
    """The party before a title, and the number of its first word: “Kazakh”, “Japan’s”, “EU Council”."""
    number = first - 1
    if (
        _is_european(all_words, first - 2)
        and adjacent(text, all_words, first - 2)
        and adjacent(text, all_words, first - 1)
    ):
        return "EU", first - 2
    next_word = first
    if number > 0 and all_words[number].key in _QUALIFIERS and adjacent(text, all_words, number):
        next_word, number = number, number - 1  # “Kenya’s then President”
    if number >= 0 and all_words[number].text == "s" and number - 1 in by_word:
        number -= 1
    if number not in by_word or not _GAP.fullmatch(text, all_words[number].end, all_words[next_word].start):
        return None, first
    party = by_word[number]
    while number and by_word.get(number - 1) is party:
        number -= 1
    return (party.code, number) if party.form is not PartyForm.capital else (None, first)


def _after(
    text: str, all_words: Sequence[Word], by_word: dict[int, PartyMention], core: int
) -> tuple[int, str | None, int | None]:
    """The last word of a post that goes on after its core, the party in it, and the first word of its body."""
    last, party, body = core, None, None
    tails = (*_TAILS.get(all_words[core].key, ()), "designate", "elect")
    if last + 1 < len(all_words) and all_words[last + 1].key in tails and adjacent(text, all_words, last):
        last += 1
    if [word.key for word in all_words[last + 1 : last + 3]] == ["and", "plenipotentiary"]:
        last += 2
    while last + 2 < len(all_words) and adjacent(text, all_words, last):
        preposition = all_words[last + 1].key
        is_from = preposition == "from" and all_words[core].key in ("counterpart", "colleague")
        is_treasury = all_words[core].key in SECRETARIES and text.startswith(_GOVERNMENT, all_words[last].end)
        if not (preposition in ("of", "for", "at", "to", "in") or is_from) or not adjacent(text, all_words, last + 1):
            break
        number = last + 2
        end, code, is_body = _object(text, all_words, by_word, number)
        if end is None and (field := _FIELD.match(text, all_words[last].end)):
            number = next(n for n, word in enumerate(all_words) if word.start == field.end())
            end, code, is_body = _object(text, all_words, by_word, number)
        if end is None and all_words[core].key in _HEADS and (name := _NAMED_BODY.match(text, all_words[last].end)):
            end = next(n for n, word in enumerate(all_words) if word.end == name.end("name"))
            code = next((by_word[n].code for n in range(last + 2, end + 1) if n in by_word), None)
            is_body = True
        if end is None or (preposition in ("to", "in", "from") and code is None and not is_treasury):
            break
        if is_body and body is None and not is_treasury:
            body = number
        is_abroad = preposition in ("to", "in") and all_words[core].key in _ENVOYS and not is_body
        party = party or (None if is_abroad else code)
        last = end
    return last, party, body


_ENVOYS = word_set("ambassador ambassadors envoy consul representative")
"""Posts in another country than their own: “Ambassador to Japan”."""

_GOVERNMENT = (" to the Treasury", " to the Cabinet", " to the Government")
"""What a secretary may be secretary to."""

_FIELD = re.compile(
    r"\s(?:of|for)\s(?:the\s)?[A-Z][\w-]{1,20}(?:,?\s(?:[A-Z][\w-]{1,20}|and|of|the)){0,6}\s(?:at|in|of)\s(?:the\s)?(?=[A-Z])"
)
"""The field of a post before its organisation: “Director for Eastern Africa at the Ministry of Trade”."""


_HEADS = word_set("president chairman chairwoman chairperson director head chief officer")

_NAMED_BODY = re.compile(
    r"\sof\s(?:the\s)?(?P<name>(?!Delegation|Mission)[A-Z][\w-]{1,20}(?:\s(?:[A-Z][\w-]{1,20}|d(?:[aeou]|el)|of|for|and)){0,5}),"
    r"\s(?:(?:Mr|Mrs|Ms|Dr)\.?\s)?[A-Z][\w’'-]+\s[A-Z]"
)
"""An organisation that no noun shows to be one, before the name of its head: “the President of Adria Ports, X Y”."""


def _object(
    text: str, all_words: Sequence[Word], by_word: dict[int, PartyMention], number: int
) -> tuple[int | None, str | None, bool]:
    """The last word of what follows “of”: a party, a portfolio, or a body, which is in capitals."""
    while all_words[number].key in ("the", "republic", "kingdom", "of") and number + 1 < len(all_words):
        if number in by_word or not adjacent(text, all_words, number):
            break
        number += 1
    is_union = number in by_word and all_words[number].text == "EU" and all_words[number + 1].key in PORTFOLIOS
    if is_union and all_words[number - 2].key in ("minister", *SECRETARIES):
        return _portfolio(text, all_words, number), None, False  # “Minister for EU Integration”
    if number in by_word:
        end = number
        while end + 1 in by_word and by_word[end + 1] is by_word[number]:
            end += 1
        is_country = by_word[number].form is PartyForm.name or all_words[number - 1].key == "from"
        if is_country and not _has_noun_behind(text, all_words, end):
            return end, by_word[number].code, False
        if end + 1 < len(all_words) and all_words[end + 1].text in ("people", "nation"):
            return end + 1, by_word[number].code, False  # “Leader of the Kenyan people”
    is_state = all_words[number].key == "state" and all_words[number - 2].key in SECRETARIES
    if _is_european(all_words, number):
        return number + 1, "EU", True
    if is_state or (all_words[number].key in PORTFOLIOS and all_words[number].key not in OF_BODIES):
        end = _portfolio(text, all_words, number)
        if not _has_noun_behind(text, all_words, end):
            return end, None, False
    body = _body(text, all_words, by_word, number)
    if body[0] is None and all_words[number].key in PORTFOLIOS:
        return _portfolio(text, all_words, number), None, False  # “Minister of National Economy”
    return body


def _has_noun_behind(text: str, all_words: Sequence[Word], party: int) -> bool:
    """Whether a country begins the name of an organisation: “Kenya Ports Authority”."""
    number = party
    while number + 1 < len(all_words) and number < party + 4 and adjacent(text, all_words, number):
        number += 1
        if not all_words[number].is_capitalized or all_words[number].text == "s":
            return False
        if all_words[number].key in BODIES:
            return True
    return False


_PARLIAMENTARY = BODIES | PARLIAMENT_WORDS


def _portfolio(text: str, all_words: Sequence[Word], number: int) -> int:
    end = number
    while end + 1 < len(all_words) and (
        adjacent(text, all_words, end) or text[all_words[end].end : all_words[end + 1].start] == ", "
    ):
        next_key = all_words[end + 1].key
        if next_key in PORTFOLIOS:
            end += 1
        elif next_key in ("and", "the") and end + 2 < len(all_words) and all_words[end + 2].key in PORTFOLIOS:
            end += 2
        elif next_key == "and" and end + 3 < len(all_words) and all_words[end + 3].key == "expatriates":
            end += 3  # “and Moroccan Expatriates”
        else:
            break
    return end


def _body(
    text: str, all_words: Sequence[Word], by_word: dict[int, PartyMention], number: int
) -> tuple[int | None, str | None, bool]:
    """An organisation: a run of capitalized words, joined by of, for, and, the, with a word such as Institute."""
    end, last, has_noun = number, None, False
    code = None
    while end < len(all_words) and (all_words[end].is_capitalized or all_words[end].key in JOINS | {"under", "s"}):
        if all_words[end].is_capitalized:
            last = end
            has_noun = has_noun or all_words[end].key in _PARLIAMENTARY
            if all_words[end].key in _PARLIAMENTARY and not _goes_on(text, all_words, end):
                break
        if end in by_word and code is None:
            code = by_word[end].code
        if has_noun and end in by_word and by_word[end].form is PartyForm.name and end + 1 not in by_word:
            break  # “the Grand National Assembly of Türkiye”, before the name of its speaker
        is_ministry = all_words[number].key in ("ministry", "department")
        if is_ministry and all_words[end].key in PORTFOLIOS and _ends_ministry(all_words, by_word, end):
            break
        if end + 1 < len(all_words) and not adjacent(text, all_words, end):
            break
        if has_noun and end + 2 < len(all_words) and all_words[end + 1].key == "and" and _is_core(all_words, end + 2):
            break  # “Chairman of the Cabinet of Ministers and Minister of Trade”
        end += 1
    name = fold(text[all_words[number].start : all_words[last].end]) if last is not None else ""
    return (last, code or PARLIAMENTS.get(name), True) if has_noun else (None, None, False)


def _ends_ministry(all_words: Sequence[Word], by_word: dict[int, PartyMention], end: int) -> bool:
    """Whether the field of a ministry ends, before the name of its official: “the Ministry of Trade and Water X”."""
    next_word = all_words[end + 1] if end + 1 < len(all_words) else None
    is_field = next_word and (next_word.key in PORTFOLIOS | JOINS | BODIES or end + 1 in by_word)
    return not is_field


def _goes_on(text: str, all_words: Sequence[Word], end: int) -> bool:
    """Whether an organisation goes on after its noun, with “of”, “for” or “under”."""
    next_word = all_words[end + 1] if end + 2 < len(all_words) and adjacent(text, all_words, end) else None
    is_noun = next_word and next_word.key in BODIES and next_word.is_capitalized
    return next_word is not None and (bool(is_noun) or next_word.key in ("of", "for", "under", "on"))
