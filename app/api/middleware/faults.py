"""What every answer carries: request id, ETag, 304, HEAD, one log line. Pure ASGI, for speed."""

import os

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.middleware.responses import log
from app.api.problems import problem_response
from app.errors import Problem


class Faults:
    """Around all other middleware. What fails there is answered by a problem too, where nothing has been sent yet; what
    the application raises, its handlers have answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception:
            if begun:
                raise
            request_id = os.urandom(16).hex()
            log.exception("request failed", request_id=request_id)
            fault = problem_response(Problem("internal-error"), scope["path"], "")
            fault.headers.update({"X-Request-ID": request_id, "Access-Control-Allow-Origin": "*"})
            await fault(scope, receive, send)
