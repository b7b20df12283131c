"""Requests as they come over the wire, byte by byte."""

import json
import socket
from urllib.parse import urlsplit

import pytest


def answer(address: str, *pieces: bytes) -> tuple[int, bytes]:
    """Status and body of what is answered to some bytes, sent a piece at a time."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        for piece in pieces:
            connection.sendall(piece)
        with connection.makefile("rb") as told:
            head, _, body = told.read().partition(b"\r\n\r\n")
    return int(head.split()[1]), body


END = b"HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nX-Of: \xc3\xbc\r\n\r\n"


@pytest.mark.parametrize("country", ["Türkiye", "T%C3%BCrkiye", "Турция", "T%c3%bcrkiye"])
def test_letters_may_be_sent_as_they_are(served: str, country: str) -> None:
    status, body = answer(served, f"GET /meetings?country={country}&mechanism=JSPG&fields=id ".encode() + END)
    assert status == 200
    assert [one["id"] for one in json.loads(body)["items"]] == ["jspg-kz-tr-8"]


def test_a_mistake_in_them_is_told_as_any_other(served: str) -> None:
    status, body = answer(served, "GET /meetings?country=Türkiyee ".encode() + END)
    assert status == 422
    (error,) = json.loads(body)["errors"]
    assert (error["value"], error["suggestions"][0]) == ("Türkiyee", "Türkiye")
    status, body = answer(served, b"GET /meetings?country=T\xfcrkiye " + END)  # no UTF-8
    assert (status, json.loads(body)["errors"][0]["parameter"]) == (422, "country")


def test_what_is_no_http_is_refused(served: str) -> None:
    assert answer(served, b"GET\xff /meetings " + END)[0] == 400
