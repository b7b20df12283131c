"""What countries and organisations have in common as parties: a filter, their names, and the lists on their pages."""

from enum import StrEnum
from typing import Annotated, Any, Generic

from pydantic import Field
from sqlalchemy import select

from app.db.names import PARTY
from app.db.tables import Party
from app.db.tables.publication import Coverage
from app.query.filters import Condition, Filter
from app.query.list_parameters import ListQuery
from app.query.name_choices import OutT
from app.query.parameter_types import Maybe, Single
from app.resource import RecordPage, RelatedList
from app.resources.refs import mechanism_ref


class Recorded(StrEnum):
    yes = "yes"
    no = "no"


def _is_recorded(model: Any, value: Recorded) -> Condition:
    """The condition for parties about which there is a document, or for all others."""
    is_covered: Condition = model.id.in_(select(Coverage.scope_id).where(Coverage.scope == PARTY))
    return is_covered if value is Recorded.yes else ~is_covered


class PartyQuery(ListQuery[OutT], Generic[OutT]):
    """The parameters of a list of parties."""

    recorded: Annotated[Maybe[Single[Recorded]], Filter(_is_recorded)] = Field(
        None, description="`yes`: only those that documents mention. `no`: only the others.", examples=["yes"]
    )


RECORDED_SWITCH = {("recorded", "yes"): "Mentioned in documents"}
"""The parties that documents mention: a filter of their lists, and what it selects in words."""


def party_fields(party: Party, names: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The fields that all parties have; ``names`` are the other names and identifiers of each, by id."""
    return {
        "code": party.id,
        "kind": party.kind_,
        "name": party.name,
        **names[party.id],
        "mechanisms": [mechanism_ref(mechanism) for mechanism in party.mechanisms],
    }


def party_page(kind: str) -> RecordPage:
    """The page of a party."""
    paths = ("meetings", "agreements", "commitments", "statements", "milestones")
    return RecordPage(kind, [RelatedList(path.capitalize(), path, "country") for path in paths])
