"""The definition of a picture: its paths, its queries and the function that draws it. See ``pictures`` for routes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

from pydantic import Field

from app.db.snapshot import Snapshot
from app.domain.model import Model
from app.query.coverage import DataState
from app.query.list_parameters import Filters
from app.query.parameter_types import WholeNumber
from app.web.pictures.drawing import Drawing, Look


class PictureSize(Model):
    """The width of a standalone picture. An inline one takes the width of its page."""

    width: Annotated[int, WholeNumber(320, 1600)] = Field(
        760,
        description="Pixels that the picture is wide. Text keeps its size: 360 is legible on a phone.",
        examples=[760],
    )


class VegaLite(Model):
    """A specification of Vega-Lite (vega.github.io/vega-lite)."""

    version: str = Field(
        alias="$schema", description="Schema of the specification, with the version of Vega-Lite.",
        examples=["https://vega.github.io/schema/vega-lite/v5.json"],
    )  # fmt: skip
    description: str = Field(description="What it shows.", examples=["Figures as reported."])
    data: dict[str, Any] = Field(
        description="Address of the data and their form.",
        examples=[{"url": "https://communique.example/trade-stats/series", "format": {"type": "json"}}],
    )
    transform: list[dict[str, Any]] = Field(description="What is computed from the data.", examples=[[]])
    vconcat: list[dict[str, Any]] = Field(description="The charts, one for each subject.", examples=[[]])
    config: dict[str, Any] = Field(description="Look of the charts.", examples=[{"view": {"stroke": None}}])


ReadSpecification: TypeAlias = Callable[[Snapshot, Any, str, str], tuple[dict[str, Any], DataState]]


@dataclass(frozen=True)
class Picture:
    """A picture of the data of a list.

    ``filters`` is its query model, and ``svg_query`` the same with the width. ``draw`` takes a snapshot, a query, the
    query string and a look. ``vega_lite`` gives a specification for the same data; it takes the address of the service
    in place of the look.
    """

    name: str
    path: str
    data: str
    filters: type[Filters]
    svg_query: type[Filters]
    draw: Callable[[Snapshot, Any, str, Look], tuple[Drawing, DataState]]
    description: str
    vega_lite: ReadSpecification | None = None

    @property
    def png(self) -> str:
        """The path of the PNG."""
        return f"{self.path.removesuffix('.svg')}.png"

    @property
    def specification(self) -> str:
        """The path of the Vega-Lite specification."""
        return f"{self.path.removesuffix('.svg')}.vl.json"

    @property
    def embed(self) -> str:
        return f"/embed/{self.name}"

    @property
    def paths(self) -> list[str]:
        """The paths of the picture in all its forms, and of its data."""
        specification = [self.specification] if self.vega_lite else []
        return [self.embed, self.path, self.png, *specification, self.data]
