"""The tools as a server of the Model Context Protocol. Import it only to answer agents: importing the SDK is slow."""

from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from typing import Any

import mcp_types as types
from mcp.server.lowlevel.server import Server

from app import __version__
from app.resource import Resource
from app.web.agents.tools import TOOLS

CallTool = Callable[[str, dict[str, Any]], Awaitable[str]]
"""Gives the answer of a tool to arguments, as JSON. Raises ``Problem``."""

INSTRUCTIONS = (
    "Diplomatic events: who met whom, under which mechanism, what was signed, reported trade, and which document says "
    "so. Answers are short: get_record and get_evidence have the rest. A url is a path of this service. Dates are "
    "EDTF. What no document states is left out, never guessed; an error names the nearest valid values. Cite document "
    "and paragraph."
)


@cache
def described_tools(lists: Sequence[str]) -> types.ListToolsResult:
    """The tools as agents are told of them, with the names of the ``lists`` that there are. All of them only read."""
    reads = types.ToolAnnotations(read_only_hint=True, open_world_hint=False)
    return types.ListToolsResult(
        tools=[
            types.Tool(name=tool.name, description=tool.description, input_schema=tool.schema(lists), annotations=reads)
            for tool in TOOLS
        ]
    )


def make_server(resources: Sequence[Resource], answer: CallTool, sentence: Callable[[Exception], str]) -> Server[Any]:
    """A server whose tools answer by ``answer``. ``sentence`` says what was wrong, for an agent to read."""
    tools = described_tools(tuple(resource.path[1:] for resource in resources))

    async def list_tools(_context: Any, _params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return tools

    async def call_tool(_context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            text, is_error = await answer(params.name, params.arguments or {}), False
        except Exception as error:  # noqa: BLE001 - every error is an answer
            text, is_error = sentence(error), True
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=is_error)

    return Server(
        "communique",
        version=__version__,
        title="Communiqué",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )
