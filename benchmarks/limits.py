"""Two servers that no service can beat: they send the same bytes each time, one with FastAPI and one without."""

import os
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Response

BODY = Path(os.environ["BENCH_BODY"]).read_bytes()
constant = FastAPI()


@constant.get("/meetings")
def answer() -> Response:
    return Response(BODY, media_type="application/json")


async def bare(scope: Any, receive: Any, send: Any) -> None:
    """An ASGI application that answers each request with the same body."""
    if scope["type"] != "http":
        return
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": BODY})
