"""The command mcp: answers an agent on this machine."""

from app.cli.operating import application
from app.cli.program import cli, fail, settings


@cli.command(name="mcp")
def mcp_command() -> None:
    """Answer an agent by the Model Context Protocol, on standard input and output, until the input ends."""
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        fail(2, "the extra mcp is not installed: pip install 'communique[mcp]'")
    import asyncio

    from app.web.agents.stdio import serve_stdio

    app = application()
    values = settings()
    asyncio.run(serve_stdio(app.state, values.public_url or "", values.answer_timeout_ms / 1000))
