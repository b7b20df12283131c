"""The definition of a picture: its paths, its queries and the function that draws it. See ``pictures`` for routes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, Field

from app.db.snapshot import Snapshot
from app.query.coverage import DataState
from app.query.list_query import Filters
from app.query.parameter_types import Digits
from app.web.drawing import Drawing, Look


class PictureSize(BaseModel):
    """The width of a standalone picture. An inline one takes the width of its page."""

    width: Annotated[int, Digits] = Field(
        760,
        ge=320,
        le=1600,
        description="Pixels that the picture is wide. Text keeps its size: 360 is legible on a phone.",
        examples=[760],
    )


@dataclass(frozen=True)
class Picture:
    """A picture of the data of a list.

    ``filters`` is its query model, and ``svg_query`` the same with the width. ``draw`` takes a snapshot, a query, the
    query string and a look.
    """

    name: str
    path: str
    data: str
    filters: type[Filters]
    svg_query: type[Filters]
    draw: Callable[[Snapshot, Any, str, Look], tuple[Drawing, DataState]]
    description: str

    @property
    def png(self) -> str:
        """The path of the PNG."""
        return f"{self.path.removesuffix('.svg')}.png"

    @property
    def embed(self) -> str:
        return f"/embed/{self.name}"
