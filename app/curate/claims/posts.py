"""Judges the posts that a sentence gives to officials: “Turkish Foreign Minister Hakan Fidan”."""

import re
from collections.abc import Iterator
from dataclasses import replace

from app.curate.claims.facts import PostHeld
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.verdicts import Claim, ClaimVerdict, ComparedRecord, Difference
from app.curate.claims.wording import stem
from app.curate.mentions.person_names import PersonMention
from app.curate.mentions.posts import posts as find_posts
from app.curate.mentions.words import word_set, words
from app.domain.edtf import Span
from app.domain.position_classes import class_of
from app.domain.vocabulary import PositionClass

_IS = re.compile(r" (?:is|was|has been|became|remains|serves as|served as) (?:the |a )?")


_IS_NOT = re.compile(r" (?:(?:is|was|has been)(?: not|n[’']t)|has never been|never was) (?:the |an? )?")
_MINISTERS = (PositionClass.minister, PositionClass.deputy_minister)
_RANK = word_set("minister deputy vice first assistant secretary state affairs of for the and to")
"""Words of the title of a minister that do not say for what."""


def _is_same(title: str, record: PostHeld) -> bool:
    """Whether a title names a recorded post, or says less of it: a foreign minister may be called “Minister”. The field
    must not differ: a minister of energy is no minister of trade."""
    post_class = class_of(title)
    is_of_class = post_class == record.post_class or (
        post_class == PositionClass.minister and record.post_class == PositionClass.foreign_minister
    )
    return is_of_class and (post_class not in _MINISTERS or _ministry(title) <= _ministry(record.title))


def _ministry(title: str) -> set[str]:
    """The words of a title that say of what somebody is a minister."""
    return {stem(word.key) for word in words(title) if word.key not in _RANK}


def _stands_beside(text: str, mention: PersonMention) -> bool:
    """Whether the post belongs to the name: it is before it, or between commas behind it. “Fidan, the President …”
    without a second comma begins a clause."""
    post = mention.post
    return post is not None and (post.end <= mention.start or text[post.end : post.end + 1] in (",", ")"))


def _is_held(post: PostHeld, span: Span) -> bool:
    """Whether a span has a day on which a document shows the official in the post, or between two such days."""
    return bool(
        post.first and post.last
        and (span.start is None or span.start <= post.last) and (span.end is None or span.end >= post.first)
    )  # fmt: skip


def judge_posts(sentence: ClaimSentence) -> Iterator[Claim]:
    """A claim for each known official beside whose name a post of a known class stands."""
    posts = sentence.facts.posts
    in_sentence = find_posts(sentence.text, sentence.passage.parties)
    for person in sentence.passage.people:
        predicate = next((post for post in in_sentence if _IS.fullmatch(sentence.text[person.end : post.start])), None)
        mention = replace(person, post=person.post or predicate)
        if mention.id is None or mention.post is None:
            continue
        known_posts = [post for post in posts if post.person == mention.id]
        post_class, party = class_of(mention.post.title), mention.post.party
        if post_class is PositionClass.other or not known_posts:
            continue
        values: dict[str, object] = {"official": mention.id, "class": str(post_class), "party": party}
        start, end = min(mention.post.start, mention.start), max(mention.post.end, mention.end)
        reference = ComparedRecord("official", mention.id, mention.name, ("positions",))
        matches = [post for post in known_posts if _is_same(mention.post.title, post) and party in (None, post.party)]
        candidates = matches or known_posts
        if sentence.spans and not any(_is_held(post, span) for post in candidates for span in sentence.spans):
            if mention.post is predicate:  # beside a name, a post is often named for another day
                yield Claim("official", ClaimVerdict.not_recorded, start, end, values, [reference])
            continue
        if matches:
            yield Claim("official", ClaimVerdict.supported, start, end, values, [reference])
        elif mention.post is predicate or _stands_beside(sentence.text, mention):
            record_text = "; ".join(", ".join(filter(None, (post.title, post.party))) for post in known_posts)
            difference = Difference("positions", mention.post.title + (f", {party}" if party else ""), record_text)
            yield Claim("official", ClaimVerdict.contradicted, start, end, values, [reference], [difference])


def judge_denied_posts(sentence: ClaimSentence) -> Iterator[Claim]:
    """The contradicted claim for each known official of whom the sentence denies a recorded post."""
    in_sentence = find_posts(sentence.text, sentence.passage.parties)
    for person in sentence.passage.people:
        post = next((post for post in in_sentence if _IS_NOT.fullmatch(sentence.text[person.end : post.start])), None)
        posts = [record for record in sentence.facts.posts if post and record.person == person.id]
        for record in posts if post else ():
            spans = sentence.spans
            is_held = not sentence.open_dates and (not spans or any(_is_held(record, span) for span in spans))
            if post and is_held and _is_same(post.title, record) and post.party in (None, record.party):
                words = sentence.text[person.end : post.end].strip()
                yield Claim(
                    "official", ClaimVerdict.contradicted, person.start, post.end,
                    {"official": person.id, "class": record.post_class, "party": record.party},
                    [ComparedRecord("official", record.person, person.name, ("positions",))],
                    [Difference("positions", f"“{words}”", ", ".join(filter(None, (record.title, record.party))))],
                )  # fmt: skip
                break
