"""The filters of meetings, which their own list and that of a mechanism share."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field, create_model
from sqlalchemy import Select, and_, exists, func, select

from app.db.tables import (
    AgendaTopic,
    Meeting,
    MeetingCountry,
    MeetingStop,
    MeetingTopic,
    Official,
    Participant,
    Position,
)
from app.domain.vocabulary import MeetingFormat, MeetingStatus, MeetingType, PositionClass
from app.query.filters import Condition, Filter, any_of, between_days, by_lookup, each_of, either, flag, one_of
from app.query.list_parameters import DatedFilters
from app.query.parameter_types import AllNames, Between, Choice, ChoiceOfMany, Maybe, Single, Spellings, Truth
from app.resources.officials import COUNTRY_OF_POST

DISCUSSION = any_of(Meeting.topics, MeetingTopic.topic_id, "topic")

AGENDA = any_of(Meeting.agenda, AgendaTopic.topic_id, "topic")

OFFICIAL = any_of(Meeting.participants, Participant.official_id, "official")


# Aliases of tables: one of a class would configure all mappers at import (decision 015).
MEETING = Meeting.__table__.alias()

POSSIBLE_DAYS = (Position.possible_first, Position.possible_last)

OFFICE_AT_MEETINGS = (
    select(Participant.meeting_id)
    .join(MEETING, MEETING.c.id == Participant.meeting_id)
    .join(Official, Official.id == Participant.official_id)
    .join(Position, Position.official_id == Participant.official_id)
    .where(between_days(*POSSIBLE_DAYS, MEETING.c.date_start, MEETING.c.date_end))
)
"""The meetings in which somebody took part who may have held an office on the day. Select it with a condition on the
office."""


def _office(of_office: Sequence[Condition] = ()) -> Filter:
    """Somebody took part who may have held an office on the day: one of a class, for which ``of_office`` holds too."""

    def by_row(_model: Any, criterion: Condition) -> Condition:
        offices = (Position.official_id == Participant.official_id, Official.id == Participant.official_id)
        in_office = between_days(*POSSIBLE_DAYS, Meeting.date_start, Meeting.date_end)
        of_meeting = exists().where(Participant.meeting_id == Meeting.id, *offices, in_office, *of_office, criterion)
        return of_meeting.correlate(Meeting)

    def lookup(_model: Any, criterion: Condition) -> Condition:
        return Meeting.id.in_(OFFICE_AT_MEETINGS.where(*of_office, criterion))

    return by_lookup(lookup, Position.class_, scan=by_row)


def with_officials(filter_: Filter) -> Any:
    """A base class with the parameter ``with``, a keyword of Python, which no body of a class can declare."""
    field = Field(
        None,
        description="Officials, separated by commas: all of them take part. For meetings of any of them, repeat "
        "`official`.",
        examples=[["Fidan,Kosherbayev"]],
    )
    kind = Annotated[Maybe[AllNames], each_of(filter_, min_values=1)]
    return create_model("WithOfficials", __base__=DatedFilters, **{"with": (kind, field)})  # type: ignore[call-overload]


class MeetingFilters(with_officials(OFFICIAL)):  # type: ignore[misc]
    """The filters of meetings, except the one by mechanism."""

    joint_filters = frozenset(("country", "position"))

    country: Annotated[
        Maybe[Spellings],
        either(
            any_of(Meeting.countries, MeetingCountry.country_id, "party"),
            one_of(Meeting.country_id, "party"),
            any_of(Meeting.places, MeetingStop.country_id, "party"),
        ),
    ] = Field(
        None,
        description="This country takes part or is the host: code, name or alias. Repeat for any of several. With "
        "`position`, the country or organisation of that office.",
        examples=[["Türkiye"]],
    )
    between: Annotated[Maybe[Between], each_of(any_of(Meeting.countries, MeetingCountry.country_id, "party"))] = Field(
        None, description="Two or more countries, separated by commas: all of them take part.", examples=[["KZ,TR"]]
    )
    official: Annotated[Maybe[Spellings], OFFICIAL] = Field(
        None,
        description="This official takes part: id, name or alias. Repeat for any of several; for meetings of all of "
        "them, use `with=Fidan,Kosherbayev`.",
        examples=[["Erdogan"]],
    )
    position: Annotated[Maybe[ChoiceOfMany[PositionClass]], _office()] = Field(
        None,
        description="Somebody takes part who holds an office of this class on the day, whoever that is. With "
        "`country`, it is the office of that country. If no document states when somebody began or ceased to hold it, "
        "they may have held it on the day, and the meeting is found.",
        examples=[["foreign-minister"]],
    )
    topic: Annotated[Maybe[Spellings], either(DISCUSSION, AGENDA)] = Field(
        None, description="This topic was discussed or expected to be.", examples=[["trade"]]
    )
    discussed: Annotated[Maybe[Spellings], DISCUSSION] = Field(
        None, description="A document says that this topic was discussed.", examples=[["trade"]]
    )
    agenda: Annotated[Maybe[Spellings], AGENDA] = Field(
        None, description="A document expects this topic to be discussed.", examples=[["regional-affairs"]]
    )
    format: Annotated[Maybe[Choice[MeetingFormat | None]], one_of(Meeting.format)] = Field(
        None, description="How it was held.", examples=[["closed-door"]]
    )
    part_of: Annotated[Maybe[Spellings], one_of(Meeting.part_of_id, "meeting")] = Field(
        None,
        description="Is a part of this meeting, by its id. `none` finds meetings that are a part of no other, so each "
        "occasion counts once.",
        examples=[["none"]],
    )
    type: Annotated[Maybe[Choice[MeetingType]], one_of(Meeting.type)] = Field(
        None, description="Type of the meeting.", examples=[["session"]]
    )
    status: Annotated[Maybe[Choice[MeetingStatus]], one_of(Meeting.status)] = Field(
        None, description="Status, according to the sources.", examples=[["planned"]]
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
    ] = Field(None, description="Takes place in this country.", examples=[["Azerbaijan"]])
    venue: Annotated[Maybe[Spellings], one_of(Meeting.venue, "venue")] = Field(
        None, description="Takes place at this venue.", examples=[["Presidential Complex"]]
    )
    city: Annotated[
        Maybe[Spellings],
        either(one_of(Meeting.city_id, "city"), any_of(Meeting.places, MeetingStop.city_id, "city")),
    ] = Field(None, description="Takes place in this city.", examples=[["Ankara"]])

    @classmethod
    def conditions(cls, model: Any, criteria: Mapping[str, Any], *, scan: bool = False) -> Iterator[Condition]:
        """The conditions on an office, which are its class and country, must hold for one office."""
        if "position" not in criteria:
            yield from super().conditions(model, criteria, scan=scan)
            return
        other_criteria = {name: value for name, value in criteria.items() if name not in cls.joint_filters}
        yield from super().conditions(model, other_criteria, scan=scan)
        of_office = []
        if "country" in criteria:
            of_office.append(COUNTRY_OF_POST.condition(model, criteria["country"], scan=scan))
        yield _office(of_office).condition(model, criteria["position"], scan=scan)


class AllMeetingFilters(MeetingFilters):
    """The filters of meetings."""

    mechanism: Annotated[Maybe[Spellings], one_of(Meeting.mechanism_id, "mechanism")] = Field(
        None,
        description="Meetings of this mechanism: id, acronym, name or alias. Repeat for any of several. A generic name "
        "finds the whole family.",
        examples=[["JSPG"]],
    )


FIRST_STOP = MeetingStop.__table__.alias()


def further_stops(column: Any) -> Select[Any]:
    """Pairs of a meeting and a value of a later stop. The values of the first stop are in the meeting itself."""
    first = and_(FIRST_STOP.c.meeting_id == MeetingStop.meeting_id, FIRST_STOP.c.position == 0)
    further = column != func.coalesce(FIRST_STOP.c[column.key], "")
    return select(MeetingStop.meeting_id, column).join(FIRST_STOP, first).where(column.is_not(None), further)


TAKES_PART = exists(MeetingCountry.meeting_id).where(
    MeetingCountry.meeting_id == MeetingStop.meeting_id, MeetingCountry.country_id == MeetingStop.country_id
)
"""The country of a stop is one of those that take part in its meeting."""
