"""Judges the posts that a sentence gives to officials: “Turkish Foreign Minister Hakan Fidan”."""

from collections.abc import Iterator

from app.curate.claims.readings import Reading
from app.curate.claims.verdicts import Claim, Difference, Reference, Verdict
from app.curate.mentions.posts import class_of
from app.domain.vocabulary import PositionClass


def _same(claimed: str, recorded: str) -> bool:
    """Whether one class of posts is the other, or a more general word for it: “Minister Fidan”."""
    return claimed == recorded or (claimed == PositionClass.minister and recorded == PositionClass.foreign_minister)


def judge_posts(reading: Reading) -> Iterator[Claim]:
    """A claim for each known official beside whom a post of a known class stands."""
    posts = reading.facts.posts
    for mention in reading.passage.people:
        if mention.id is None or mention.post is None:
            continue
        own = [post for post in posts if post.person == mention.id]
        post_class, party = class_of(mention.post.title), mention.post.party
        if post_class is PositionClass.other or not own:
            continue
        values: dict[str, object] = {"official": mention.id, "class": str(post_class), "party": party}
        start, end = min(mention.post.start, mention.start), max(mention.post.end, mention.end)
        reference = Reference("official", mention.id, mention.name, ("positions",))
        if any(_same(post_class, post.post_class) and party in (None, post.party) for post in own):
            yield Claim("official", Verdict.supported, start, end, values, [reference])
        elif mention.post.end <= mention.start:  # behind the name, “Fidan, the President …” may begin another clause
            recorded = "; ".join(f"{post.post_class.replace('-', ' ')}, {post.party}" for post in own)
            difference = Difference("positions", mention.post.title + (f", {party}" if party else ""), recorded)
            yield Claim("official", Verdict.contradicted, start, end, values, [reference], [difference])
