"""What no service can beat: the bytes of an answer without any work, through FastAPI and without it."""

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
    """An ASGI application that answers everything with the body."""
    if scope["type"] != "http":
        return
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": BODY})
