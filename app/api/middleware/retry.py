"""What every answer carries: request id, ETag, 304, HEAD, one log line. Pure ASGI, for speed."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.middleware.responses import log


class Again:
    """Asks once more, on another connection, where the database went away in the middle: reading may be repeated.

    Whoever makes the answer of a failure says so in ``scope["attempt"]``; of an answer that has begun to be sent
    there is no second.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        attempt: dict[str, bool] = {}

        async def first(message: Message) -> None:
            if not attempt:
                await send(message)

        await self.app({**scope, "attempt": attempt}, receive, first)
        if attempt:
            log.warning("asked the database again", path=scope["path"])
            await self.app(scope, receive, send)
