"""A client of Communiqué, an API over a database of diplomatic events.

``Communique`` blocks, ``AsyncCommunique`` is for asyncio. Records are plain dictionaries; ``communique_client.records``
has their types.
"""

from ._records import AsyncRecords, Page, Records, frame_of
from ._resource import Group
from ._resources import AsyncCommunique, Communique
from .errors import (
    AmbiguousError,
    CommuniqueError,
    InvalidParameterError,
    NotFoundError,
    ProblemError,
    RequestError,
    UnavailableError,
    UnreachableError,
    WithdrawnError,
)

__all__ = [
    "AmbiguousError",
    "AsyncCommunique",
    "AsyncRecords",
    "Communique",
    "CommuniqueError",
    "Group",
    "InvalidParameterError",
    "NotFoundError",
    "Page",
    "ProblemError",
    "Records",
    "RequestError",
    "UnavailableError",
    "UnreachableError",
    "WithdrawnError",
    "frame_of",
]
