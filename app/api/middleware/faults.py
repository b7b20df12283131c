"""The outermost middleware: an error in other middleware becomes a problem document too."""

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.logs import new_request_id
from app.api.problems import problem_response
from app.errors import Problem

log = structlog.get_logger("app.access")


class FaultBoundary:
    """ASGI middleware around all other middleware.

    It answers an exception with the problem ``internal-error``, and logs it. If a response has begun, it raises the
    exception again. Errors of routes do not come here: ``error_handlers`` has answered them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_begun = False

        async def send_and_note(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        except Exception:
            if has_begun:
                raise
            request_id = new_request_id()
            log.exception("request failed", request_id=request_id)
            response = problem_response(Problem("internal-error"), scope["path"], "")
            response.headers.update({"X-Request-ID": request_id, "Access-Control-Allow-Origin": "*"})
            await response(scope, receive, send)
