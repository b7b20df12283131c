"""Proposes the mechanisms of a text: known ones, and new ones by their members and name."""

import re
from collections.abc import Iterator
from typing import Any

from app.curate.articles import Article
from app.curate.events.event import Spot
from app.curate.mentions.mechanisms import MechanismMention
from app.curate.mentions.reading import Passage, Reading, reading_of
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal, Quote, stated_values
from app.curate.rules import rule

VERSION = 14

BY = f"rule:mechanisms/{VERSION}"


@rule("mechanisms", VERSION)
def propose(article: Article, names: Names) -> Iterator[Proposal]:
    """Each mechanism that the text names, once."""
    reading = reading_of(article, names)
    by_id: dict[str, list[tuple[MechanismMention, Passage]]] = {}
    for passage in reading.passages:
        for mention in passage.mechanisms:
            by_id.setdefault(mention.id, []).append((mention, passage))
    for mentions in by_id.values():
        mention, passage = min(mentions, key=lambda entry: _NEARNESS.index(entry[0].near))
        yield _proposal(reading, mention, passage)


_NEARNESS = ("name", "sentence", "paragraph", "officials", "headline")


def _proposal(reading: Reading, mention: MechanismMention, passage: Passage) -> Proposal:
    spot = Spot.of(passage, mention)
    if mention.is_known:
        values: dict[str, Any] = {"id": mention.id, "name": mention.name}
        quotes = [spot.quote("name")]
        reason = (
            "The text has a name of the mechanism"
            + ("" if mention.near == "name" else ", and its members near it")
            + "."
        )
    else:
        members = sorted(mention.members)
        spot_of_acronym = _spot_of(mention.acronym, reading) if mention.acronym else None
        values = {
            "id": mention.id,
            "acronym": mention.acronym if spot_of_acronym else None,
            "name": mention.name,
            "kind": mention.kind,
            "members": members,
        }
        values = stated_values(values)
        family = ["family"] if mention.is_of_family else []
        quotes = [spot.quote("name", "kind", *family, reason="Named by its members, which stand near the name.")]
        if spot_of_acronym:
            quotes.append(spot_of_acronym.quote("acronym"))
        quotes += _of_members(reading, mention, passage)
        if mention.is_of_organization and members:
            quotes.append(spot.quote("members", reason="The members of the organisation."))
        if mention.is_regional:
            quotes.append(spot.quote("members", reason="The countries of the region and the partner."))
        near = "posts of officials" if mention.near == "officials" else mention.near
        reason = f"The text names an unknown mechanism, and these members in its {near}."
    return Proposal(
        kind="mechanism", confidence=Confidence.of(mention.is_clear), values=values, quotes=quotes, why=reason, by=BY,
        record=mention.id if mention.is_known else None,
    )  # fmt: skip


def _spot_of(acronym: str, reading: Reading) -> Spot | None:
    """Where the text has an acronym."""
    word = re.compile(rf"\b{re.escape(acronym)}\b")
    spots = (Spot(p, *match.span()) for p in reading.passages if (match := word.search(p.text)))
    return next(spots, None)


def _of_members(reading: Reading, mention: MechanismMention, passage: Passage) -> Iterator[Quote]:
    """Where the members stand: in the sentence, the paragraph, the headline, or the post of an official."""
    near = [passage, *reading.of_paragraph(passage.sentence.paragraph), *reading.of_paragraph(1)]
    for code in sorted(mention.members):
        spots = (Spot.of(p, party) for p in near for party in p.parties if party.code == code)
        if spot := next(spots, None):
            yield spot.quote("members")
        elif official := next((m for m in passage.people if m.post and mention.near == "officials"), None):
            place = Spot.of(passage, official)
            yield place.quote("members", reason="The country of one of the officials.")
