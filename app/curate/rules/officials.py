"""Proposes the officials of a text: known ones, whom the text then supports, and new ones by post and name."""

from collections.abc import Iterator
from typing import Any

from app.curate.articles import Article
from app.curate.events.event import Spot
from app.curate.events.persons import profiles
from app.curate.events.profile import Profile
from app.curate.mentions.posts import Post
from app.curate.mentions.reading import reading_of
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal, Quote
from app.curate.rules import rule
from app.domain.position_classes import class_of
from app.domain.text import fold
from app.domain.vocabulary import PositionClass

VERSION = 31

BY = f"rule:officials/{VERSION}"


@rule("officials", VERSION)
def propose(article: Article, names: Names) -> Iterator[Proposal]:
    """Each official that the text names, once."""
    for profile in profiles(reading_of(article, names), names).values():
        quotes = [*_quotes(profile)]
        if " " not in profile.name and not profile.id and _is_of_headline(profile):
            continue  # in “Foreign Ministers Gather” the last word is a verb
        if quotes:
            yield _of_seed(profile, quotes) if profile.id else _new(profile, article, quotes)


def _is_of_headline(profile: Profile) -> bool:
    return all(passage.sentence.paragraph == 1 for _, passage in profile.mentions)


def _of_seed(profile: Profile, quotes: list[Quote]) -> Proposal:
    values = {"id": profile.key, "name": profile.name}
    reason = "The text names a known official."
    return Proposal(
        kind="official", confidence=Confidence.high, values=values, quotes=quotes, why=reason, by=BY, record=profile.id
    )


def _new(profile: Profile, article: Article, quotes: list[Quote]) -> Proposal:
    values: dict[str, Any] = {"id": profile.key, "name": profile.name}
    if profile.party:
        values["country"] = profile.party
    posts: dict[str, Post] = {}
    for post, _, _ in sorted(profile.posts, key=lambda entry: entry[1].is_inferred):
        posts.setdefault(post.title, post)
    if profile.title in posts:
        values["positions"] = [_position(profile, posts[profile.title], article)]
    is_sure = " " in profile.name and bool(profile.posts and profile.party)
    is_sure = is_sure and not profile.is_party_guessed
    is_sure = is_sure and not _may_have_name_of_body(profile)
    reason = "A post stands beside the name, which no known official has."
    return Proposal(kind="official", confidence=Confidence.of(is_sure), values=values, quotes=quotes, why=reason, by=BY)


def _may_have_name_of_body(profile: Profile) -> bool:
    """Whether the name of a person may begin with that of an organisation: in “Director of Kenya Post Ali Salim”,
    “Kenya Post” is no part of it."""
    is_head = class_of(profile.title or "") is PositionClass.head_of_organization
    return is_head and any(not p.body and " of " in t.text[p.start : p.end] for p, _, t in profile.posts)


def _position(profile: Profile, post: Post, article: Article) -> dict[str, Any]:
    position = {
        "title": post.title,
        "class": class_of(post.title, post.body).value,
        "party": profile.party,
        "body": post.body.removeprefix("the ") if post.body else None,
        "as_of": article.publication.text if article.publication and not post.former else None,
        "former": post.former or None,
    }
    return {name: value for name, value in position.items() if value is not None}


def _quotes(profile: Profile) -> Iterator[Quote]:
    """The first words with a post, and the first with the full name if the former do not have it."""
    with_surname = next((spot for spot in profile.spots() if fold(profile.surname) in fold(spot.words)), None)
    for post, mention, passage in profile.posts:
        if post.title == profile.title or profile.id:
            start, end = min(post.start, mention.start), max(post.end, mention.end)
            spot = Spot(passage, start, end)
            reason = (
                "The post is that of the counterpart." if mention.is_inferred and mention.start != post.start else None
            )
            full = fold(profile.name) in fold(spot.words)
            yield spot.quote(*(["name", "positions"] if full and not reason else ["positions"]), reason=reason)
            if full and not reason:
                return
            break
    if with_surname:
        full_name = next((spot for spot in profile.spots() if fold(spot.words) == fold(profile.name)), with_surname)
        yield full_name.quote("name", reason=profile.reason(full_name.words))
