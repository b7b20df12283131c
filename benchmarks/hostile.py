"""A hostile client, which causes as much work as it can: ``python -m benchmarks.hostile URL SECONDS``.

It asks for hundreds of unknown names, for ranges of large files, and for counts of all records. It sends long headers,
and headers without an end. The benchmark measures how long another client waits meanwhile.
"""

import itertools
import socket
import sys
import time
from collections.abc import Callable, Iterator
from threading import Thread
from urllib.parse import urlencode, urlsplit

import httpx

ADDRESS = "127.0.0.2"
"""The address of the hostile client. The service can tell it from the client whose waits are measured."""
HALF_SENT = 200
"""How many connections send half of a header and no more."""


def client(base: str) -> httpx.Client:
    return httpx.Client(base_url=base, timeout=30, transport=httpx.HTTPTransport(local_address=ADDRESS))


def unknown_names(base: str, until: float) -> None:
    """Many unknown values: as many as a request may have, and far more."""
    with client(base) as session:
        for count in itertools.cycle((50, 400, 4_000)):
            if time.monotonic() > until:
                return
            names = [("official", f"Nobody {number} Nowhere") for number in range(count)]
            session.get(f"/meetings?{urlencode(names)}"[:60_000])


def ranges(base: str, until: float) -> None:
    """The first bytes of spreadsheets. The service has to make the whole file for them."""
    with client(base) as session:
        for number in itertools.count():
            if time.monotonic() > until:
                return
            year = 1992 + number % 30
            session.get(f"/meetings.xlsx?date={year}/{year + 1}", headers={"Range": "bytes=0-1"})


def counts(base: str, until: float) -> None:
    """Counts over all records, each time with another header, so that no cache has the answer."""
    paths = ("/meetings?group_by=official", "/meetings?group_by=country", "/coverage", "/meetings/nobody-at-all")
    with client(base) as session:
        for number, path in enumerate(itertools.cycle(paths)):
            if time.monotonic() > until:
                return
            session.get(path, headers={"Accept": ", ".join([f"text/x{number}"] * 500)})


def half_sent(base: str, until: float) -> None:
    """Connections whose request never ends. For each that the server closes, another is opened."""
    parts = urlsplit(base)
    address = (parts.hostname or "", parts.port or 80)
    open_connections: list[socket.socket] = []
    while time.monotonic() < until:
        try:
            connection = socket.create_connection(address, timeout=5, source_address=(ADDRESS, 0))
            connection.sendall(b"GET /meetings HTTP/1.1\r\nHost: a\r\nX-Half: ")
            open_connections.append(connection)
        except OSError:
            time.sleep(0.1)
        if len(open_connections) >= HALF_SENT:
            open_connections.pop(0).close()
            time.sleep(0.02)
    for connection in open_connections:
        connection.close()


def repeat(attack: Callable[[str, float], None], base: str, until: float) -> None:
    """Repeat an attack when the server refuses or drops it, as it may. Raises if the library refuses to send a request,
    which is a fault of the attack."""
    while time.monotonic() < until:
        try:
            attack(base, until)
        except (httpx.NetworkError, httpx.RemoteProtocolError, httpx.TimeoutException):
            time.sleep(0.05)


def threads(base: str, until: float) -> Iterator[Thread]:
    for attack, count in ((unknown_names, 4), (ranges, 40), (counts, 4), (half_sent, 1)):
        for _ in range(count):
            yield Thread(target=repeat, args=(attack, base, until), daemon=True)


def main(base: str, seconds: float) -> None:
    running = list(threads(base, time.monotonic() + seconds))
    for thread in running:
        thread.start()
    for thread in running:
        thread.join(seconds + 30)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
