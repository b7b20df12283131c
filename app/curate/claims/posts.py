"""Judges the posts that a sentence gives to officials: “Turkish Foreign Minister Hakan Fidan”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.curate.claims.facts import PostHeld
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.verdicts import Claim, ClaimVerdict, ComparedRecord, Difference
from app.curate.claims.wording import content_words, stem
from app.curate.mentions.person_names import PersonMention
from app.curate.mentions.posts import posts as find_posts
from app.curate.mentions.words import word_set, words
from app.domain.edtf import Span
from app.domain.position_classes import class_of
from app.domain.vocabulary import PositionClass

_IS = re.compile(
    r" (?:is|was|has been|had been|became|remains|serves as|served as)(?: formerly| previously| once| earlier)?"
    r" (?:the |a )?"
)


_IS_NOT = re.compile(r" (?:(?:is|was|has been)(?: not|n[’']t)|has never been|never was) (?:the |an? )?")
_OF_NAME = re.compile(r"\sof\s(?:the\s)?([A-Z]\w{2,})")
_OF_BODY = re.compile(r"[\w-]+\sof\s([^,.;]{1,60}?)(?=[,.;]|\s(?:who|and|met|in|on|was|is|until|from)\b|$)")
_LEADER = re.compile(
    r"(?:[’']s?)?\s(?:\w+\s)?(?:leader|head\sof\sstate|(?:top|chief|senior)\sdiplomat|envoy|statesman|politician)"
)
"""Words for an official behind a country, which name no class of posts."""
_BESIDE = re.compile(r",?\s(?:the\s)?")
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


def _is_unknown(sentence: ClaimSentence, owner: re.Match[str]) -> bool:
    """Whether the owner of a post is no party and no body that is known: “the president of Ruritania”."""
    return not any(start <= owner.start(1) < end for start, end in sentence.names)


def judge_posts(sentence: ClaimSentence) -> Iterator[Claim]:
    """A claim for each known official beside whose name a post of a known class stands."""
    in_sentence = find_posts(sentence.text, sentence.passage.parties)
    for person in sentence.passage.people:
        predicate = next((post for post in in_sentence if _IS.fullmatch(sentence.text[person.end : post.start])), None)
        for post in dict.fromkeys(filter(None, (person.post, predicate))):
            yield from _judge_post(sentence, replace(person, post=post), is_predicate=post is predicate)


def _judge_post(sentence: ClaimSentence, mention: PersonMention, *, is_predicate: bool) -> Iterator[Claim]:
    """The claim of the post of a mention. ``is_predicate`` says that a verb states it: “Fidan is the minister”."""
    if mention.id is None or mention.post is None:
        return
    known_posts = [post for post in sentence.facts.posts if post.person == mention.id]
    post_class, party = class_of(mention.post.title), mention.post.party
    if post_class is PositionClass.other or not known_posts:
        return
    if party is None and (owner := _OF_NAME.match(sentence.text, mention.post.end)) and _is_unknown(sentence, owner):
        return
    values: dict[str, object] = {"official": mention.id, "class": str(post_class), "party": party}
    start, end = min(mention.post.start, mention.start), max(mention.post.end, mention.end)
    reference = ComparedRecord("official", mention.id, mention.name, ("positions",))
    matches = [post for post in known_posts if _is_same(mention.post.title, post) and party in (None, post.party)]
    candidates = matches or known_posts
    if sentence.spans and not any(_is_held(post, span) for post in candidates for span in sentence.spans):
        if is_predicate:  # beside a name, a post is often named for another day
            yield Claim("official", ClaimVerdict.not_recorded, start, end, values, [reference])
        return
    if matches and not _is_of_body(sentence.text, mention.post.start, matches):
        yield Claim("official", ClaimVerdict.not_recorded, start, end, values, [reference])
    elif matches and is_predicate:
        yield Claim("official", ClaimVerdict.supported, start, end, values, [reference])
    elif not matches and (is_predicate or _stands_beside(sentence.text, mention)):
        record_text = "; ".join(", ".join(filter(None, (post.title, post.party))) for post in known_posts)
        difference = Difference("positions", mention.post.title + (f", {party}" if party else ""), record_text)
        yield Claim("official", ClaimVerdict.contradicted, start, end, values, [reference], [difference])


def _is_of_body(text: str, start: int, posts: Sequence[PostHeld]) -> bool:
    """Whether the words of a post, from ``start`` on, name the body of a recorded head of one, or no body."""
    match = _OF_BODY.match(text, start)
    heads = [post for post in posts if post.post_class == PositionClass.head_of_organization]
    if not match or len(heads) < len(posts):
        return True
    return any(content_words(match[1]) <= content_words(post.title) for post in heads)


_POSTS_OF_ONE = (PositionClass.head_of_state, PositionClass.head_of_government, PositionClass.foreign_minister)
"""Posts that one person holds at a time."""

_PRESENT_DAYS = 62
"""The most days between the last document that names the holder of a post and the newest one. Up to then, “X is the
president” is contradicted if X is somebody else."""


def judge_other_holders(sentence: ClaimSentence) -> Iterator[Claim]:
    """The contradicted claim for each person to whom the sentence gives a post that somebody else is known to hold on
    its days: “X is the president of Kazakhstan”, “X came as foreign minister of Kazakhstan in February 2026”."""
    names = [(person.start, person.end, person.id) for person in sentence.passage.people]
    names += [(start, end, None) for start, end in sentence.runs()]
    for post in find_posts(sentence.text, sentence.passage.parties):
        if class_of(post.title) not in _POSTS_OF_ONE or post.party is None or len(names) != 1:
            continue
        ((start, end, person),) = names
        between = sentence.text[min(end, post.end) : max(start, post.start)]
        is_now = not sentence.passage.dates and re.fullmatch(r"(?:[’']s?)? is (?:the )?", between) is not None
        is_then = bool(sentence.spans) and (between == " " or re.search(r"\bas (?:the )?$", between) is not None)
        for record in sentence.facts.posts:
            if (record.post_class, record.party) != (class_of(post.title), post.party) or record.last is None:
                continue
            until = sentence.facts.until
            holds_now = is_now and until is not None and (until - record.last).days <= _PRESENT_DAYS
            holds_then = is_then and all(_is_held(record, span) for span in sentence.spans)
            if record.person != person and (holds_now or holds_then):
                holder = next(official.name for official in sentence.facts.names.people if official.id == record.person)
                yield Claim(
                    "official", ClaimVerdict.contradicted, min(start, post.start), max(end, post.end),
                    {"official": sentence.text[start:end], "class": str(record.post_class), "party": record.party},
                    [ComparedRecord("official", record.person, holder, ("positions",))],
                    [Difference("positions", f"{sentence.text[start:end]}, {post.title}", holder)],
                )  # fmt: skip
                break


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


def judge_leaders(sentence: ClaimSentence) -> Iterator[Claim]:
    """The contradicted claim for each known official whom the sentence calls the leader or a diplomat of a country
    other than that of the recorded posts."""
    text = sentence.text
    for party in sentence.passage.parties:
        leader = _LEADER.match(text, party.end)
        for person in sentence.passage.people if leader else ():
            is_before = leader is not None and _BESIDE.fullmatch(text, leader.end(), person.start)
            is_behind = _BESIDE.fullmatch(text, person.end, party.start)
            records = [post for post in sentence.facts.posts if post.person == person.id]
            homes = {post.party for post in records if post.party}
            if (
                leader
                and (is_before or is_behind)
                and homes
                and party.code not in homes
                and party.code in sentence.countries
            ):
                start, end = min(party.start, person.start), max(leader.end(), person.end)
                yield Claim(
                    "official", ClaimVerdict.contradicted, start, end, {"official": person.id, "party": party.code},
                    [ComparedRecord("official", str(person.id), person.name, ("positions",))],
                    [Difference("positions", text[party.start : leader.end()],
                                "; ".join(f"{post.title}, {post.party}" for post in records))],
                )  # fmt: skip
