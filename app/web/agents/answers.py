"""What a call of a tool is answered with, whatever the transport: compact JSON, or a sentence about what was wrong."""

from collections.abc import Mapping
from typing import Any

import structlog
from sqlalchemy.exc import DatabaseError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.datastructures import State

from app.api.problems import body_of
from app.api.snapshots import open_snapshot, past_snapshot, read_as_of
from app.db.failures import FAULT, LATE, cause
from app.db.snapshot import SnapshotChangedError
from app.domain.deadline import DeadlineError
from app.domain.json_text import json_text
from app.domain.text import nearest
from app.errors import Problem, invalid_parameter, nearest_or_all
from app.web.agents.context import ToolContext
from app.web.agents.tools import TOOLS
from app.web.reader import PageReader

log = structlog.get_logger()

_BY_NAME = {tool.name: tool for tool in TOOLS}


def answer(state: State, base: str, name: str, arguments: Mapping[str, Any]) -> str:
    """The answer of a tool as JSON. ``state`` is that of the application, ``base`` the address of the service.

    Raises ``Problem`` for a tool, an argument or a value that there is not, with the nearest valid ones,
    ``PastAbsentError`` if the file of a past state has to be made first, and errors of the database.
    """
    if name not in _BY_NAME:
        fault = nearest_or_all("there is no such tool", nearest(name, _BY_NAME), _BY_NAME)
        raise invalid_parameter("tool", name, *fault)
    tool = _BY_NAME[name]
    # Models send null for what they do not need.
    tool_arguments = tool.parse({name: value for name, value in arguments.items() if value is not None})
    snapshot = open_snapshot(state)
    if tool_arguments.as_of is not None:
        snapshot = past_snapshot(state, read_as_of(tool_arguments.as_of), snapshot)
    with snapshot:
        content = tool.answer(ToolContext(PageReader(snapshot), state.resources, base), tool_arguments)
    return json_text(content)


def error_sentence(error: Exception) -> str:
    """What was wrong, for an agent to read. An error that nobody foresaw is logged."""
    if isinstance(error, Problem):
        return body_of(error, "", "").detail
    if isinstance(error, DeadlineError):
        return LATE
    if isinstance(error, SnapshotChangedError):
        return "the data changed again and again while it was read: try again shortly"
    if isinstance(error, (DatabaseError, InterfaceError, PoolTimeoutError)) and (reason := cause(error)) != FAULT:
        log.warning("a tool could not read the database", error=str(error)[:500])
        return reason
    log.exception("a tool failed", exc_info=error)
    return "the service has a fault, which its operator can read in the log"
