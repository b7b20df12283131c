"""The filters of meetings, which their own list and that of a mechanism share."""

from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import aliased

from app.db.tables import AgendaTopic, Meeting, MeetingCountry, MeetingStop, MeetingTopic, Participant
from app.domain.vocabulary import MeetingFormat, MeetingStatus, MeetingType
from app.query.filters import any_of, each_of, either, flag, one_of
from app.query.list_query import with_officials
from app.query.parameter_types import Between, Choice, Maybe, Single, Spellings, Truth

DISCUSSED = any_of(Meeting.topics, MeetingTopic.topic_id, "topic")

AGENDA = any_of(Meeting.agenda, AgendaTopic.topic_id, "topic")

OFFICIAL = any_of(Meeting.participants, Participant.official_id, "official")


class MeetingFilters(with_officials(OFFICIAL)):  # type: ignore[misc]
    """The filters of meetings, except the one by mechanism."""

    country: Annotated[
        Maybe[Spellings],
        either(
            any_of(Meeting.countries, MeetingCountry.country_id, "party"),
            one_of(Meeting.country_id, "party"),
            any_of(Meeting.places, MeetingStop.country_id, "party"),
        ),
    ] = Field(
        None,
        description="This country takes part or is the host: code, name or alias. Repeat for any of several.",
        examples=[["Türkiye"]],
    )
    between: Annotated[Maybe[Between], each_of(any_of(Meeting.countries, MeetingCountry.country_id, "party"))] = Field(
        None,
        description="Two or more countries, separated by commas: all of them take part.",
        examples=[["KZ,TR"]],
    )
    official: Annotated[Maybe[Spellings], OFFICIAL] = Field(
        None,
        description="This official takes part: id, name or alias. Repeat for any of several; for meetings of all of "
        "them, use `with=Fidan,Kosherbayev`.",
        examples=[["Erdogan"]],
    )
    topic: Annotated[Maybe[Spellings], either(DISCUSSED, AGENDA)] = Field(
        None,
        description="This topic was discussed or expected to be. Repeat for any of several.",
        examples=[["trade"]],
    )
    discussed: Annotated[Maybe[Spellings], DISCUSSED] = Field(
        None,
        description="A document says that this topic was discussed. Repeat for any of several.",
        examples=[["trade"]],
    )
    agenda: Annotated[Maybe[Spellings], AGENDA] = Field(
        None,
        description="A document expects this topic to be discussed. Repeat for any of several.",
        examples=[["regional-affairs"]],
    )
    format: Annotated[Maybe[Choice[MeetingFormat | None]], one_of(Meeting.format)] = Field(
        None, description="How it was held. Repeat for any of several.", examples=[["closed-door"]]
    )
    part_of: Annotated[Maybe[Spellings], one_of(Meeting.part_of_id, "meeting")] = Field(
        None,
        description="Is a part of this meeting, by its id. `none` finds meetings that are a part of no other, so each "
        "occasion counts once.",
        examples=[["none"]],
    )
    type: Annotated[Maybe[Choice[MeetingType]], one_of(Meeting.type)] = Field(
        None, description="Type of the meeting. Repeat for any of several.", examples=[["session"]]
    )
    status: Annotated[Maybe[Choice[MeetingStatus]], one_of(Meeting.status)] = Field(
        None, description="Status, according to the sources. Repeat for any of several.", examples=[["planned"]]
    )
    overdue: Annotated[Maybe[Single[Truth]], flag(Meeting.overdue)] = Field(
        None,
        description="`true`: planned meetings before the newest document about their mechanism or countries, if no "
        "document after the meeting mentions it. `false`: all other meetings.",
        examples=["true"],
    )
    host: Annotated[
        Maybe[Spellings],
        either(one_of(Meeting.country_id, "party"), any_of(Meeting.places, MeetingStop.country_id, "party")),
    ] = Field(None, description="Takes place in this country. Repeat for any of several.", examples=[["Azerbaijan"]])
    venue: Annotated[Maybe[Spellings], one_of(Meeting.venue, "venue")] = Field(
        None, description="Takes place at this venue. Repeat for any of several.", examples=[["Presidential Complex"]]
    )
    city: Annotated[
        Maybe[Spellings],
        either(one_of(Meeting.city_id, "city"), any_of(Meeting.places, MeetingStop.city_id, "city")),
    ] = Field(None, description="Takes place in this city. Repeat for any of several.", examples=[["Ankara"]])


class AllMeetingFilters(MeetingFilters):
    """The filters of meetings."""

    mechanism: Annotated[Maybe[Spellings], one_of(Meeting.mechanism_id, "mechanism")] = Field(
        None,
        description="Meetings of this mechanism: id, acronym, name or alias. Repeat for any of several. A generic name "
        "finds the whole family.",
        examples=[["JSPG"]],
    )


FIRST_STOP = aliased(MeetingStop)


def further_stops(column: Any) -> Select[Any]:
    """Pairs of a meeting and a value of a later stop. The values of the first stop are in the meeting itself."""
    first = and_(FIRST_STOP.meeting_id == MeetingStop.meeting_id, FIRST_STOP.position == 0)
    further = column != func.coalesce(getattr(FIRST_STOP, column.key), "")
    return select(MeetingStop.meeting_id, column).join(FIRST_STOP, first).where(column.is_not(None), further)


TAKES_PART = exists(MeetingCountry.meeting_id).where(
    MeetingCountry.meeting_id == MeetingStop.meeting_id, MeetingCountry.country_id == MeetingStop.country_id
)
"""The country of a stop is one of those that take part in its meeting."""
