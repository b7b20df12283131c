"""Compressed answers: the same content, a tag for each coding, and never a range."""

import asyncio
import gzip
import sys
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.api.middleware.coding import SMALLEST_COMPRESSED, AcceptedCoding, CodedBodies, accepted_coding
from app.main import create_app
from tests.conftest import SharedDatabases, on_sqlite
from tests.quick_client import QuickClient

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

pytestmark = on_sqlite

DECODERS = {"gzip": gzip.decompress, "zstd": zstd.decompress}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, ("", False, False)),
        ("", ("", False, False)),
        ("gzip", ("gzip", False, False)),
        ("X-GZip", ("gzip", False, False)),
        ("gzip, deflate, br, zstd", ("zstd", False, False)),
        ("zstd;q=0.5, gzip;q=0.8", ("gzip", False, False)),
        ("gzip;q=0, zstd;q=0", ("", False, False)),
        ("gzip;q=0.5, identity", ("", False, False)),
        ("gzip;q=0.5, identity;q=0.5", ("gzip", False, False)),
        ("deflate, br", ("", False, False)),
        ("*", ("gzip", False, False)),
        ("gzip;q=0, *", ("zstd", False, False)),
        ("*;q=0", ("", False, True)),
        ("identity;q=0", ("", False, True)),
        ("br, identity;q=0.000", ("", False, True)),
        ("gzip ; q=1.000 , identity;q=0", ("gzip", True, False)),
        ("zstd, *;q=0", ("zstd", True, False)),
        ("gzip;q=2, zstd;q=x, ,;", ("", False, False)),
        ("identity", ("", False, False)),
    ],
)
def test_the_coding_that_the_client_prefers(header: str | None, expected: tuple[str, bool, bool]) -> None:
    assert accepted_coding(header.encode() if header is not None else None) == AcceptedCoding(*expected)


ADDRESSES = ["/meetings", "/openapi.json", "/meetings.csv", "/explore/meetings", "/static/site.css", "/guide"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("coding", DECODERS)
def test_the_content_is_the_same(client: TestClient, address: str, coding: str) -> None:
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    for _ in range(2):  # the second one is from the cache
        with client.stream("GET", address, headers={"Accept-Encoding": coding}) as answer:
            raw = b"".join(answer.iter_raw())
            assert answer.headers["content-encoding"] == coding
            assert answer.headers.get("content-length", str(len(raw))) == str(len(raw))
        assert DECODERS[coding](raw) == plain.content
        assert answer.headers["etag"] == f'{plain.headers["etag"][:-1]}-{coding}"'
        assert answer.headers["vary"] == plain.headers["vary"]
        assert "Accept-Encoding" in plain.headers["vary"]
        assert "accept-ranges" not in answer.headers
    head = client.head(address, headers={"Accept-Encoding": coding})
    assert (head.headers["etag"], head.content) == (answer.headers["etag"], b"")
    for tag in (plain.headers["etag"], answer.headers["etag"]):  # the 304 is for the copy that the client has
        copy = client.get(address, headers={"Accept-Encoding": coding, "If-None-Match": tag})
        assert (copy.status_code, copy.headers["etag"], copy.headers["vary"]) == (304, tag, plain.headers["vary"])
        assert "content-encoding" not in copy.headers


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("/meetings.csv", {"Range": "bytes=5-1999"}, 206),
        ("/static/site.css", {"Range": "bytes=5-1999"}, 206),
        ("/meetings.xlsx", {}, 200),
        ("/timeline.png", {}, 200),
        ("/livez", {}, 200),
        ("/meetings?mechanism=JSPG&fields=id", {}, 200),
    ],
)
def test_ranges_short_and_compressed_answers_stay_as_they_are(
    client: TestClient, address: str, headers: dict[str, str], status: int
) -> None:
    answer = client.get(address, headers={"Accept-Encoding": "zstd, gzip", **headers})
    assert (answer.status_code, answer.headers.get("content-encoding")) == (status, None)
    assert not answer.headers.get("etag", "").endswith('zstd"')
    assert len(answer.content) > SMALLEST_COMPRESSED or address in ("/livez", "/meetings?mechanism=JSPG&fields=id")


def test_a_client_may_refuse_bytes_without_a_coding(client: TestClient) -> None:
    for address in ("/livez", "/meetings.xlsx", "/meetings.csv"):
        answer = client.get(address, headers={"Accept-Encoding": "gzip, identity;q=0", "Range": "bytes=0-9"})
        assert (answer.status_code, answer.headers["content-encoding"]) == (200, "gzip")
        assert "Accept-Encoding" in answer.headers["vary"]
    refusal = client.get("/meetings", headers={"Accept-Encoding": "br, identity;q=0"})
    assert (refusal.status_code, refusal.json()["type"]) == (406, "/problems/not-acceptable")


async def _get_all(bodies: CodedBodies) -> int:
    gzip_coding = accepted_coding(b"gzip")
    results = await asyncio.gather(*(bodies.get(gzip_coding, b"x" * 100_000) for _ in range(5)))
    return len({id(result) for result in results})


def test_a_body_is_compressed_once_and_the_cache_is_bounded() -> None:
    bodies = CodedBodies(1000)
    assert asyncio.run(_get_all(bodies)) == 1
    for number in range(30):
        asyncio.run(bodies.get(accepted_coding(b"zstd"), str(number).encode() * 5000))
    assert 0 < bodies._bodies.currsize <= 1000
    assert bodies._in_progress == {}


@pytest.fixture(scope="module")
def reporting(databases: SharedDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a service that takes reports too."""
    settings = databases.settings("sqlite").model_copy(update={"reports": tmp_path_factory.mktemp("reports")})
    with QuickClient(create_app(settings)) as client:
        yield client


@pytest.mark.parametrize("path", ["/check", "/mcp", "/reconcile", "/reports"])
@pytest.mark.parametrize("coding", ["gzip", "GZIP", "br", "deflate", "x-unknown", "identity, gzip", "gzip,"])
def test_a_body_in_a_coding_is_refused(reporting: TestClient, path: str, coding: str) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": coding}
    for body in (b"{}", gzip.compress(b"{}")):
        answer = reporting.post(path, content=body, headers=headers)
        assert answer.status_code == 415, answer.text
        assert answer.headers["accept-encoding"] == "identity"
        (error,) = answer.json()["errors"]
        assert (error["parameter"], error["value"]) == ("Content-Encoding", coding)


@pytest.mark.parametrize("path", ["/check", "/mcp", "/reconcile", "/reports"])
@pytest.mark.parametrize("charset", ["utf-16", "UTF-16LE", "iso-8859-1", '"windows-1251"', "x-unknown"])
def test_a_body_in_another_charset_is_refused(reporting: TestClient, path: str, charset: str) -> None:
    """Read as UTF-8, its bytes would be other letters."""
    content_type = f"application/json; charset={charset}"
    answer = reporting.post(path, content=b"{}", headers={"Content-Type": content_type})
    assert answer.status_code == 415, answer.text
    (error,) = answer.json()["errors"]
    assert (error["parameter"], error["value"]) == ("Content-Type", content_type)
    assert error["suggestions"] == ["application/json; charset=utf-8"]


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf8"', "us-ascii"])
def test_a_body_in_utf_8_is_read(client: TestClient, charset: str) -> None:
    headers = {"Content-Type": f"application/json; charset={charset}"}
    answer = client.post("/check", content='{"text": "They met in Türkiye."}'.encode(), headers=headers)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("coding", ["", "identity", "Identity, identity"])
def test_a_body_without_a_coding_is_read(client: TestClient, coding: str) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": coding}
    assert client.post("/check", content=b'{"text": "They met in Ankara."}', headers=headers).status_code == 200
