"""A receiver of webhooks on this machine, which answers as a test says."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from standardwebhooks import Webhook

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
HANG = 0
"""In the place of a status: the receiver does not answer."""

Answer = int | tuple[int, dict[str, str]]


@dataclass
class Receiver:
    """The messages it got in ``requests``, and in ``deliveries`` those that it answered with 2xx, by the path."""

    address: str
    answer: Callable[[str], Answer] = lambda path: 204
    requests: list[tuple[str, str]] = field(default_factory=list)
    deliveries: dict[str, list[tuple[str, Any]]] = field(default_factory=dict)
    release: Event = field(default_factory=Event)

    def answers(self, *answers: Answer) -> None:
        """Give these answers in turn, and then the last one again and again."""
        answers_left = list(answers)
        self.answer = lambda path: answers_left.pop(0) if len(answers_left) > 1 else answers_left[0]

    def items(self, path: str) -> list[dict[str, Any]]:
        """The changes of the messages that it accepted."""
        return [item for _, content in self.deliveries.get(path, []) for item in content["data"]["items"]]


@contextmanager
def receiving() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            content = Webhook(SECRET).verify(body, dict(self.headers))
            message_id = self.headers["webhook-id"]
            receiver.requests.append((self.path, message_id))
            answer = receiver.answer(self.path)
            status, headers = answer if isinstance(answer, tuple) else (answer, {})
            if status == HANG:
                receiver.release.wait(5)
                return
            if 200 <= status < 300:
                receiver.deliveries.setdefault(self.path, []).append((message_id, content))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver = Receiver(f"http://127.0.0.1:{server.server_address[1]}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.release.set()
        server.shutdown()
        server.server_close()
        thread.join()


def subscribers_file(*entries: dict[str, Any]) -> str:
    """The text of a file of subscribers. JSON is YAML."""
    return "\n".join(f"- {json.dumps({'secret': SECRET, **entry})}" for entry in entries)
