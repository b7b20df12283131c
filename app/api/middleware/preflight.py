"""The answers to preflight requests, by which browsers ask whether a script on another site may send a request."""

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import Receive, Scope, Send


class Preflight(CORSMiddleware):
    """Starlette's middleware, for preflight requests alone.

    ``ResponseMiddleware`` adds the headers of all other responses, which are the same for every site. Starlette would
    also add ``Vary: Origin``, for which a cache stores a copy for each site.
    """

    async def simple_response(self, scope: Scope, receive: Receive, send: Send, request_headers: Headers) -> None:  # noqa: ARG002
        await self.app(scope, receive, send)
