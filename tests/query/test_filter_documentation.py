"""What the documentation of a filter says besides its own sentence: that values can be repeated and excluded."""

from typing import Annotated, Any

import pytest
from pydantic import Field

from app.db.tables import Meeting
from app.domain.vocabulary import MeetingType
from app.query.filters import Filter, at_least, one_of
from app.query.list_parameters import Filters
from app.query.parameter_types import Choice, Maybe


@pytest.mark.parametrize(
    ("filter_", "sentence", "documentation"),
    [
        (one_of(Meeting.type), "Its type.", "Its type. Repeat for any of several. `!visit` finds all others."),
        (
            one_of(Meeting.format),
            "Its type.",
            "Its type. Repeat for any of several. `none` finds records without any, `!visit` finds all others.",
        ),
        (
            one_of(Meeting.format),
            "Its type. Repeat for either.",
            "Its type. Repeat for either. `none` finds records without any, `!visit` finds all others.",
        ),
        (one_of(Meeting.format), "`none`: no type.", "`none`: no type. `!visit` finds all others."),
        (at_least(Meeting.type), "Its type.", "Its type."),
    ],
)
def test_documentation_says_how_often_a_filter_may_be_given(filter_: Filter, sentence: str, documentation: str) -> None:
    field: Any = Field(None, description=sentence, examples=[["visit"]])

    class TypeFilters(Filters):
        type: Annotated[Maybe[Choice[MeetingType]], filter_] = field

    assert TypeFilters.model_fields["type"].description == documentation
