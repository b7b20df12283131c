"""What a picture of a list is: where it stands, what it takes and how it is made; the routes are in ``resources``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from app.query.coverage import Standing
from app.query.list_query import Filters
from app.query.parameter_types import Digits
from app.web.drawing import Drawing, Look


class Sized(BaseModel):
    """A picture by itself, which has a width."""

    width: Annotated[int, Digits] = Field(
        760,
        ge=320,
        le=1600,
        description="Pixels that the picture is wide. Text keeps its size: 360 is legible on a phone.",
        examples=[760],
    )


@dataclass(frozen=True)
class Picture:
    """A drawing of what a list finds.

    ``filters`` is what it can be asked for by, ``sized`` the same with the width. ``draw`` takes a session, such a
    query, the query as it was written and how it shall look.
    """

    name: str
    path: str
    data: str
    filters: type[Filters]
    sized: type[Filters]
    draw: Callable[[Session, Any, str, Look], tuple[Drawing, Standing]]
    about: str

    @property
    def embed(self) -> str:
        return f"/embed/{self.name}"
