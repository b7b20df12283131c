"""HTTP as people type it: ``curl '…?country=Türkiye'`` sends the letters as they are, which HTTP leaves no room for."""

import re
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_OTHER = re.compile(rb"[\x80-\xff]")


class Forgiving(HttpToolsProtocol):
    """Reads an address with bytes that are not ASCII as if each had been percent-encoded, instead of answering 400."""

    def data_received(self, data: bytes) -> None:
        if not data.isascii() and data.startswith((b"GET ", b"HEAD ")):
            line, end, rest = data.partition(b"\r\n")
            data = _OTHER.sub(_encoded, line) + end + rest
        super().data_received(data)


def _encoded(byte: Any) -> bytes:
    return b"%%%02X" % ord(byte.group())
