"""Officials: people who hold or held a public post."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.api.formats import jsonld
from app.db.engine import without_index
from app.db.tables import Meeting, Official, Participant, Position
from app.domain.model import Model
from app.domain.vocabulary import PositionClass
from app.query.facets import GroupBy, by_links, by_relation, group_by_field
from app.query.filters import Condition, any_of, between_days, by_lookup, either, one_of, overlaps
from app.query.list_parameters import DateMatch, ListQuery
from app.query.parameter_types import ChoiceOfMany, Interval, Maybe, Single, Spellings
from app.query.sorting import OrderBy, sort_field
from app.resource import Body, Card, ListPage, RecordOut, RecordPage, RelatedList, Resource
from app.resources.identifiers import Identifiers, identified_by, identifier_field
from app.resources.refs import EditorialAliases, PartyRef, names_and_identifiers, party_ref


class PositionOut(Model):
    """A public post, as the documents state it."""

    title: str = Field(description="The post.", examples=["Foreign Minister"])
    class_: PositionClass = Field(
        alias="class",
        description="Class of the post, read from its title. `other` if the title says none of these.",
        examples=["foreign-minister"],
    )
    party: PartyRef | None = Field(description="Whose post it is; null if no document says.")
    body: str | None = Field(description="The institution.", examples=["Ministry of Foreign Affairs of Türkiye"])
    start: str | None = Field(
        description="Start (EDTF); null if no document states it. `../2020` is by 2020.", examples=[None]
    )
    end: str | None = Field(
        description="End (EDTF); null if no document states it. `../2023-09` is by September 2023.", examples=[None]
    )
    as_of: str | None = Field(
        description="The latest date for which a document reports the official in this post (EDTF).",
        examples=["2026-02-02"],
    )
    former: bool = Field(
        description="True if a document says that the official no longer holds the post.", examples=[False]
    )


class ExternalIdsOut(Model):
    """Ids of an official in other data sets. They find the official as a name does."""

    wikidata: str | None = Field(description="Item of Wikidata; null if we added none.", examples=["Q39259"])


class OfficialOut(RecordOut):
    """A person who holds or held a public post."""

    name: str = Field(description="Name in Latin letters.", examples=["Recep Tayyip Erdoğan"])
    aliases: list[str] = Field(description="Other spellings.", examples=[["Recep Tayyip Erdogan", "Erdogan"]])
    editorial_aliases: EditorialAliases
    identifiers: Identifiers
    country: PartyRef | None = Field(
        description="The country or organisation that the official serves; null if neither, as for a company."
    )
    positions: list[PositionOut] = Field(description="Posts, newest first; empty if no document states any.")
    external_ids: ExternalIdsOut = Field(description="Ids in other data sets, which we added.")


class OfficialQuery(ListQuery[OfficialOut]):
    joint_filters = frozenset(("country", "position", "held_on"))

    mechanism: Annotated[
        Maybe[Spellings],
        by_lookup(
            lambda _model, criterion: Official.id.in_(select(Participant.official_id).join(Meeting).where(criterion)),
            Meeting.mechanism_id,
            "mechanism",
            scan=lambda _model, criterion: exists().where(
                Participant.official_id == Official.id, Participant.meeting_id == Meeting.id, criterion
            ),
        ),
    ] = Field(
        None, description="Took part in a meeting of this mechanism: id, acronym, name or alias.", examples=[["JSPG"]]
    )
    country: Annotated[
        Maybe[Spellings],
        either(one_of(Official.country_id, "party"), any_of(Official.positions, Position.party_id, "party")),
    ] = Field(
        None,
        description="Serves this country, or holds or held a post of it: code, name or alias. Repeat for any of "
        "several. With `position` or `held_on`, the country of that post.",
        examples=[["KZ"]],
    )
    position: Annotated[Maybe[ChoiceOfMany[PositionClass]], any_of(Official.positions, Position.class_)] = Field(
        None, description="Holds or held a post of this class.", examples=[["foreign-minister"]]
    )
    held_on: Annotated[Maybe[Interval], overlaps(Position.possible_first, Position.possible_last)] = Field(
        None,
        description="Held a post at some time in this day, month, year or EDTF interval; with `position`, a post of "
        "that class. Without a stated end, the post may still be held.",
        examples=["2026-02-02"],
    )
    date_match: Single[DateMatch] = Field(
        DateMatch.possible,
        description="How `held_on` matches. `possible`: documents allow that the post was held then. `certain`: it "
        "follows from the dates that they state.",
        examples=["certain"],
    )
    identifier: Annotated[Maybe[Spellings], identified_by(Official)] = identifier_field("none")
    group_by: Annotated[
        Maybe[str],
        GroupBy(
            "country position mechanism",
            has_date=False,
            country=by_links("party", (Official.id, Official.country_id), (Position.official_id, Position.party_id)),
            mechanism=by_relation(
                "mechanism",
                select(Participant.official_id, Meeting.mechanism_id)
                .join(Meeting, without_index(Meeting.id) == Participant.meeting_id)  # from index to index
                .where(Meeting.mechanism_id.is_not(None)),
            ),
        ),
    ] = group_by_field("country", "mechanism")
    sort: Annotated[str, OrderBy(id=Official.id, name=Official.name_key)] = sort_field("name", "-name")

    def criteria(self, ids: Mapping[str, Any]) -> dict[str, Any]:
        match = {"date_match": self.date_match} if self.held_on else {}
        return super().criteria(ids) | match

    @classmethod
    def conditions(cls, model: Any, criteria: Mapping[str, Any], *, scan: bool = False) -> Iterator[Condition]:
        """The conditions on a post, which are its class, time and country, must hold for one post."""
        of_posts = {"position", "held_on"} & criteria.keys()
        other_criteria = {name: value for name, value in criteria.items() if name not in of_posts}
        yield from super().conditions(model, other_criteria, scan=scan)
        if not of_posts:
            return
        post = [Position.official_id == Official.id]
        if "held_on" in criteria:
            possible = criteria["date_match"] is DateMatch.possible
            period = (Position.possible_first, Position.possible_last)
            period = period if possible else (Position.certain_first, Position.certain_last)
            post.append(between_days(*period, *criteria["held_on"]))
        if "country" in criteria:
            post.append(COUNTRY_OF_POST.condition(model, criteria["country"], scan=scan))
        some_post = by_lookup(lambda _model, criterion: exists().where(*post, criterion), Position.class_)
        if "position" in criteria:
            yield some_post.condition(model, criteria["position"], scan=scan)
        else:
            yield exists().where(*post)


COUNTRY_OF_POST = by_lookup(
    lambda _model, criterion: criterion, func.coalesce(Position.party_id, Official.country_id), "party"
)
"""The country whose post it is, else the country that the official serves."""


def prepare(session: Session, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    return names_and_identifiers(session, Official, ids)


def render(official: Official, names: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        **names[official.id],
        "country": party_ref(official.country),
        "positions": [_position(post) for post in official.positions],
        "external_ids": {"wikidata": official.external_ids_wikidata},
    }


def _position(post: Position) -> dict[str, Any]:
    fields = {name: getattr(post, name) for name in ("title", "body", "start", "end", "as_of", "former")}
    return fields | {"class": post.class_, "party": post.party and party_ref(post.party)}


def label(record: Body) -> str:
    """The name with the newest post and the country: "Hakan Fidan, Foreign Minister, Türkiye"."""
    post = next((post for post in record["positions"] if not post["former"]), None)
    parts = (record["name"], post and post["title"], record["country"] and record["country"]["name"])
    return ", ".join(filter(None, parts))


def linked_data(record: Body, base: str) -> dict[str, Any]:
    wikidata = record["external_ids"]["wikidata"]
    return {
        "@type": "Person",
        "alternateName": record["aliases"],
        "affiliation": record["country"] and jsonld.party(record["country"], base),
        "jobTitle": [post["title"] for post in record["positions"] if not post["former"]],
        "sameAs": wikidata and f"http://www.wikidata.org/entity/{wikidata}",
    }


resource = Resource(
    path="/officials",
    example="hakan-fidan",
    tag_description="People who hold or held a public post.",
    list_description="List officials with the posts that documents state.",
    item_description="One official, by id. A name or alias of only one official works too.",
    model=Official,
    out=OfficialOut,
    query=OfficialQuery,
    render=render,
    label=label,
    linked_data=linked_data,
    list_page=ListPage(facets=("position", "country", "mechanism")),
    card=Card((), facts=("positions",)),
    page=RecordPage(
        "Official",
        [
            RelatedList("Meetings", "meetings", "official"),
            RelatedList("Agreements signed", "agreements", "official"),
            RelatedList("Statements", "statements", "official"),
        ],
    ),
    prepare=prepare,
)
