"""Officials: people who hold or held a public post."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BaseModel, Field
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.api.formats import jsonld
from app.db.engine import without_index
from app.db.tables import Meeting, Official, Participant
from app.query.facets import GroupBy, by_column, by_relation, group_by_field
from app.query.filters import one_of, related
from app.query.list_query import ListQuery
from app.query.parameter_types import Maybe, Spellings
from app.query.sorting import OrderBy
from app.resource import Body, RecordOut, RecordPage, RelatedList, Resource
from app.resources.refs import CountryRef, EditorialAliases, all_aliases, country_ref


class PositionOut(BaseModel):
    """A public post, as the documents state it."""

    title: str = Field(description="The post.", examples=["Foreign Minister"])
    body: str | None = Field(description="The institution.", examples=["Ministry of Foreign Affairs of Türkiye"])
    start: str | None = Field(description="Start (EDTF); null if no document states it.", examples=[None])
    end: str | None = Field(description="End (EDTF); null if no document states it.", examples=[None])
    as_of: str | None = Field(
        description="The latest date for which a document reports the official in this post (EDTF).",
        examples=["2026-02-02"],
    )
    former: bool = Field(
        description="True if a document says that the official no longer holds the post.", examples=[False]
    )


class OfficialOut(RecordOut):
    """A person who holds or held a public post."""

    name: str = Field(description="Name in Latin letters.", examples=["Recep Tayyip Erdoğan"])
    aliases: list[str] = Field(description="Other spellings.", examples=[["Recep Tayyip Erdogan", "Erdogan"]])
    editorial_aliases: EditorialAliases
    country: CountryRef = Field(description="The country that the official serves.")
    positions: list[PositionOut] = Field(description="Posts, newest first.")


class OfficialQuery(ListQuery[OfficialOut]):
    mechanism: Annotated[
        Maybe[Spellings],
        related(
            lambda _model, criterion: Official.id.in_(select(Participant.official_id).join(Meeting).where(criterion)),
            Meeting.mechanism_id,
            "mechanism",
            scan=lambda _model, criterion: exists().where(
                Participant.official_id == Official.id, Participant.meeting_id == Meeting.id, criterion
            ),
        ),
    ] = Field(
        None,
        description="Took part in a meeting of this mechanism: id, acronym, name or alias. Repeat for any of several.",
        examples=[["JSPG"]],
    )
    country: Annotated[Maybe[Spellings], one_of(Official.country_id, "country")] = Field(
        None,
        description="Serves this country: code, name or alias. Repeat for any of several.",
        examples=[["KZ"]],
    )
    group_by: Annotated[
        Maybe[str],
        GroupBy(
            dated=False,
            country=by_column(Official.country_id, "country"),
            mechanism=by_relation(
                "mechanism",
                select(Participant.official_id, Meeting.mechanism_id)
                .join(Meeting, without_index(Meeting.id) == Participant.meeting_id)  # from index to index
                .where(Meeting.mechanism_id.is_not(None)),
            ),
        ),
    ] = group_by_field("country", "mechanism")
    sort: Annotated[str, OrderBy(id=Official.id, name=Official.name_key)] = Field(
        "name", description="Order. A leading minus reverses it.", examples=["-name"]
    )


def prepare(session: Session, ids: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    return all_aliases(session, Official, ids)


def render(official: Official, names: dict[str, dict[str, list[str]]]) -> dict[str, Any]:
    return {
        "name": official.name,
        **names[official.id],
        "country": country_ref(official.country),
        "positions": [{name: getattr(post, name) for name in PositionOut.model_fields} for post in official.positions],
    }


def linked_data(record: Body, base: str) -> dict[str, Any]:
    return {
        "@type": "Person",
        "alternateName": record["aliases"],
        "affiliation": jsonld.government(record["country"], base),
        "jobTitle": [post["title"] for post in record["positions"] if not post["former"]],
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
    linked_data=linked_data,
    page=RecordPage(
        "Official",
        [RelatedList("Meetings", "meetings", "official"), RelatedList("Agreements signed", "agreements", "official")],
    ),
    prepare=prepare,
    relationships=[Official.country, Official.positions],
)
