"""The request headers that are lists: ``Accept`` and ``If-None-Match``, on one line or several, as clients and proxies
send them."""

import sys
from itertools import permutations

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from app.api.formats.jsonld import MEDIA_TYPE as JSON_LD
from app.api.formats.registry import FORMATS
from app.api.middleware.coding import accepted_coding
from app.api.middleware.conditions import _CODING, MAX_CONDITION
from app.api.negotiation import HTML, JSON, MAX_ACCEPT, preferred_type
from app.main import RESOURCES
from tests.api.test_appended_parameters import API
from tests.conftest import on_sqlite

pytestmark = on_sqlite

FILES = tuple(form.media_type for form in FORMATS.values())
MEDIA_TYPES = (JSON_LD, JSON, *FILES)
CASES = [
    ("text/csv", "text/csv"),
    ("TEXT/CSV;Q=0.3", "text/csv"),
    ("text/csv, */*;q=0.1", "text/csv"),
    ("text/csv, */*", "text/csv"),
    ("application/json, text/csv", None),
    ("application/json, application/ld+json", JSON_LD),
    ("text/csv;q=0.5, application/json", None),
    ("text/csv;q=0.5, */*", None),
    ("text/csv;q=0.5, application/*;q=0.4", "text/csv"),
    ("text/csv;q=0", None),
    ("text/csv;q=0.1, text/csv;q=0.9, application/json;q=0.5", "text/csv"),
    ("text/csv;q=0, text/*", "text/tab-separated-values"),
    ("text/*", "text/csv"),
    ("text/*, application/json", None),
    ("application/*", None),
    ("*/*", None),
    ("application/json;q=0, */*", JSON_LD),
    ("application/json;q=0, text/csv;q=0.1", "text/csv"),
    ("*/*;q=0", None),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", None),
    ("application/atom+xml, text/calendar;q=0.9", "application/atom+xml"),
    ("text/csv; charset=utf-8; header=present; q=0.7, application/json; q=0.6", "text/csv"),
    ('text/csv; note="a, application/json; q=1 \\" b"; q=0.7, application/json; q=0.6', "text/csv"),
    ('text/csv; note="not closed, application/json', "text/csv"),
    ("text/csv;q=x", None),
    ("text/csv;q=nan", None),
    ("text/csv;q=2", None),
    ("text/csv;q=1.0000000000", "text/csv"),
    (";;,,q=1;", None),
    ("", None),
]


@pytest.mark.parametrize(("accept", "expected"), CASES)
def test_what_a_client_prefers(accept: str, expected: str | None) -> None:
    assert preferred_type(accept, MEDIA_TYPES) == expected


RANGES = st.sampled_from([*MEDIA_TYPES, "text/*", "application/*", "*/*", "image/png"])
ELEMENTS = st.tuples(RANGES, st.sampled_from(["", ";q=1", ";q=0.5", "; q=0.25", ";q=0", ";charset=utf-8"])).map("".join)


@settings(derandomize=True, deadline=None, database=None)
@given(st.lists(ELEMENTS, max_size=4))
def test_the_order_of_a_list_has_no_meaning(elements: list[str]) -> None:
    assert len({preferred_type(",".join(order), MEDIA_TYPES) for order in permutations(elements)}) == 1


@settings(derandomize=True, deadline=None, database=None)
@given(st.text() | st.text('",;=q.*/\\ 01').map(lambda text: f"text/csv;{text}"))
def test_any_header_is_read(accept: str) -> None:
    assert preferred_type(accept, MEDIA_TYPES) in (None, *MEDIA_TYPES)


def test_a_long_header_is_read_in_part_and_not_remembered() -> None:
    padding = ",".join(f"x/{number}" for number in range(9_000))
    accept = f"text/csv,{padding}"
    assert len(accept) > 10 * MAX_ACCEPT
    before = sys.getrefcount(accept)
    assert preferred_type(accept, MEDIA_TYPES) == "text/csv"
    assert preferred_type(f"{padding},text/csv", MEDIA_TYPES) is None
    assert sys.getrefcount(accept) == before


def test_a_long_list_of_codings_is_read_in_part() -> None:
    padding = b",".join(b"x%d" % number for number in range(9_000))
    assert accepted_coding(b"gzip," + padding).name == "gzip"
    assert accepted_coding(padding + b",gzip").name == ""


@pytest.mark.parametrize("path", ["/meetings", "/meetings.csv", "/explore"])
def test_a_long_list_of_tags_is_not_read(client: TestClient, path: str) -> None:
    """Not even the date beside it is read: a client that sends both means the tags."""
    answer = client.get(path)
    tags, condition = answer.headers["etag"], {"If-Modified-Since": "Fri, 31 Dec 9999 23:59:59 GMT"}
    assert client.get(path, headers={"If-None-Match": tags}).status_code == 304
    for padding in ('"a"', '"a' + "-gzip" * 9 + '"', '"'):
        longest = tags + padding * ((MAX_CONDITION - len(tags)) // len(padding))
        assert client.get(path, headers={"If-None-Match": longest, **condition}).status_code == 304
        assert client.get(path, headers={"If-None-Match": longest + '"longer"' * 20, **condition}).status_code == 200


@pytest.mark.parametrize("codings", range(7))
def test_codings_that_proxies_append_to_a_tag(codings: int) -> None:
    """The service removes some of them but not any number: to look for the end of each would take quadratic time."""
    tag = b'"a' + b"-gzip" * codings + b'"'
    assert _CODING.sub(b"", tag) == b'"a' + b"-gzip" * max(0, codings - 4) + b'"'


ADDRESSES = [  # of some resources, as one function answers for all
    *(resource.path for resource in RESOURCES[::4]),
    *(f"{resource.path}/{resource.example}" for resource in RESOURCES[1::4] if not resource.address),
    "/trade-stats/series", "/trade-stats/chart.svg", "/timeline.svg", "/embed/timeline", "/meetings.csv",
    "/trade-stats/series.csv", "/meetings.xlsx", "/coverage", "/resolve?q=KZ", "/search?q=trade", "/guide", "/docs",
    "/meetings/conflicts", "/static/site.css", "/problems/not-found", "/openapi.json",
]  # fmt: skip


def _forms(tag: str) -> list[list[tuple[str, str]]]:
    """The headers in which clients, and proxies between them and us, may name a copy with that tag."""
    bare = tag.strip('"')
    values = [tag, f"W/{tag}", f'"other", {tag}', f'W/"other" , W/{tag},', "*"]
    values += [f'"{bare}-gzip"', f'W/"{bare}-br"', f'"{bare}--zstd"', f'"{bare};deflate"', f'"{bare};gzip"']
    lines = [[("If-None-Match", value)] for value in values]
    lines += [[("If-None-Match", first), ("If-None-Match", second)] for first, second in permutations([tag, '"other"'])]
    return [*lines, [("If-None-Match", '"other"'), ("If-None-Match", f'W/"{bare}-gzip"')]]


@pytest.mark.parametrize(
    ("address", "has_cache"),
    [*((address, False) for address in ADDRESSES), *((address, True) for address in ADDRESSES[::4])],
)
def test_a_copy_is_known_however_it_is_named(client: TestClient, address: str, has_cache: bool) -> None:
    front = client.app.front  # type: ignore[attr-defined]
    cache = front.cache
    front.cache = cache if has_cache else None
    try:
        tag = client.get(address).headers["etag"]
        for number, headers in enumerate(_forms(tag)):
            for ask in (client.get, client.head)[: 2 if number < 5 else 1]:  # HEAD goes the same way
                answer = ask(address, headers=headers)
                assert (answer.status_code, answer.content) == (304, b""), headers
                assert answer.headers["etag"] in (tag, f'{tag[:-1]}-gzip"'), headers  # of the copy that is named
        for wrong_tag in ('"other"', '"other-gzip"', f'"{tag[1:8]}"', f'"{tag[1:-1]}-other"', tag[1:-1]):
            assert client.get(address, headers={"If-None-Match": wrong_tag}).status_code == 200
    finally:
        front.cache = cache


LONG_AGO, FAR_FUTURE = "Sat, 01 Jan 2000 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"


@pytest.mark.parametrize("address", [*ADDRESSES, "/dump.zip"])
def test_another_version_than_the_client_wants_is_not_sent(client: TestClient, address: str) -> None:
    whole = client.get(address)
    tag, has_date = whole.headers["etag"], "last-modified" in whole.headers
    bare = tag.strip('"')
    misses = [{"If-Match": value} for value in ('"other"', f"W/{tag}", f'"other", "{bare[1:]}"')]
    misses += [{"If-Match": '"other"', "If-Unmodified-Since": FAR_FUTURE, "If-None-Match": tag}]
    misses += [
        {"If-Match": '"other"', "Range": "bytes=0-3"},
        *([{"If-Unmodified-Since": LONG_AGO}] if has_date else []),
    ]
    right = [{"If-Match": value} for value in (tag, "*", f'"other",{tag}', f'"{bare}-gzip"')]
    right += [{"If-Unmodified-Since": value} for value in (FAR_FUTURE, "yesterday")]
    right += [{"If-Match": tag, "If-Unmodified-Since": LONG_AGO}]
    for headers in misses:
        for ask in (client.get, client.head):
            answer = ask(address, headers=headers)
            assert (answer.status_code, answer.headers["content-type"]) == (412, "application/problem+json"), headers
            assert "etag" not in answer.headers
    for headers in right:
        assert client.get(address, headers=headers).content == whole.content, headers
    assert client.post("/check", json={"text": "x"}, headers={"If-Match": '"other"'}).status_code == 200


BAD_DATES = [
    "yesterday",
    "Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
    "Mon, 01 Jan 2001 00:00:00 +9999999999999999",
]


@pytest.mark.parametrize("name", ["If-Modified-Since", "If-Unmodified-Since"])
@pytest.mark.parametrize("date", BAD_DATES)
@pytest.mark.parametrize("address", [a for a in ADDRESSES if not a.startswith("/static/")] + ["/dump.zip"])
def test_a_date_that_cannot_be_read_is_ignored(client: TestClient, address: str, date: str, name: str) -> None:
    assert client.get(address, headers={name: date}).content == client.get(address).content


@pytest.mark.parametrize("address", ["/meetings.csv", "/static/site.css"])
def test_a_range_behind_the_end_is_no_other_version(client: TestClient, address: str) -> None:
    tag = client.get(address).headers["etag"]
    for if_match in (tag, "*"):
        headers = {"If-Match": if_match, "Range": "bytes=99999999-"}
        assert client.get(address, headers=headers).status_code == 416


def test_a_range_of_a_compressed_copy_is_not_continued(client: TestClient) -> None:
    tag = client.get("/meetings.csv").headers["etag"]
    headers = {"If-Match": f'{tag[:-1]}-gzip"', "Range": "bytes=100-200"}
    assert client.get("/meetings.csv", headers=headers).status_code == 412


LINES = [["text/csv;q=0.4", "application/ld+json"], ["application/json", "text/csv"], ["*/*;q=0.1", "text/csv"]]


@pytest.mark.parametrize("lines", LINES)
@pytest.mark.parametrize(
    "address", ["/meetings", "/meetings/jspg-kz-tr-8", "/trade-stats/series", "/problems/not-found"]
)
def test_several_lines_are_one_list(client: TestClient, address: str, lines: list[str]) -> None:
    together = client.get(address, headers={"Accept": ", ".join(lines)})
    assert together.status_code == 200
    for order in permutations(lines):
        answer = client.get(address, headers=[("Accept", line) for line in order])
        assert answer.headers["content-type"] == together.headers["content-type"]
        assert answer.content == together.content


@pytest.mark.thorough
@pytest.mark.parametrize("address", [address for _, address in API])
def test_every_address_answers_every_type(client: TestClient, address: str) -> None:
    """One without a form of that type answers in the form that it has, or says why not."""
    for accept in (JSON_LD, "text/csv", "text/calendar", HTML, "image/png", "*/*;q=0"):
        answer = client.get(address, headers={"Accept": accept}, follow_redirects=False)
        assert answer.status_code in (200, 303, 422), f"{accept}: {answer.status_code} {answer.text[:300]}"
