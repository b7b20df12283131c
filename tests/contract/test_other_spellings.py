"""What other services write for parameters and values is refused, with how to write it here."""

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import LISTS, first_error
from tests.conftest import on_sqlite

pytestmark = on_sqlite

KZ_ELSEWHERE = ("eq.KZ", "in:KZ", "in.(KZ)", ">KZ")


@pytest.mark.parametrize(
    ("path", "query", "says", "suggestions"),
    [
        *[
            ("/meetings", f"country={value}", "none finds records without any", ["none"])
            for value in ("n/a", "N.A.", "null", "NaN", "unknown")
        ],
        ("/meetings", "topic=!null", "none finds records without any", ["!none"]),
        ("/trade-stats", "country=n/a", "no recorded party", []),
        *[("/meetings", f"country={value}", "leave the parameter out", []) for value in ("All", "any", "*")],
        *[
            ("/meetings", f"country={value}", "no recorded party", ["KZ"])
            for value in ("eq.KZ", "in:KZ", "in.(KZ)", ">KZ")
        ],
        *[("/meetings", f"country={value}", "repeat", ["KZ", "TR"]) for value in ("in.(KZ,TR)", "{KZ,TR}", "[KZ;TR]")],
    ],
)
def test_what_other_services_write_for_values_leads_to_how_they_are_written_here(
    client: TestClient, path: str, query: str, says: str, suggestions: list[str]
) -> None:
    error = first_error(client, f"{path}?{query}")
    assert says in error["message"]
    assert error["suggestions"] == suggestions


EXCEPT_SIGNS = ("!=", "<>", "≠", "[ne]=", "[$ne]=", "[not_in]=", "__ne=", "__nin=", "_except=", "__exclude=", ".not=")

EXCEPT_WORDS = ("-", "!", "not_", "exclude_", "no_", "non-", "without_", "exclude", "except_")

WITHOUT_EXCEPT = [
    *[("/meetings", name) for name in ("limit", "sort", "updated_since", "with", "between", "date")],
    ("/timeline", "shape"),
]
"""Lists, each with a parameter whose values cannot be excluded."""


@pytest.mark.parametrize(
    ("path", "query", "says", "suggestions"),
    [
        *[("/meetings", f"country{sign}KZ", "such as country=!KZ", []) for sign in EXCEPT_SIGNS],
        *[("/meetings", f"{sign}country=KZ", "such as country=!KZ", []) for sign in EXCEPT_WORDS],
        ("/meetings", "Country!=KZ", "such as country=!KZ", []),
        *[(path, f"{name}!=5", f"no value of {name} can be excluded", []) for path, name in WITHOUT_EXCEPT],
        *[(path, "without=KZ", "write ! before it", []) for path in LISTS],
        ("/meetings", "country~=KZ", "country=KZ finds what has the value, country=!KZ all others", []),
        *[
            ("/meetings", f"date{sign}2025", "no such", ["date_from"])
            for sign in (">=", ">", "[gte]=", "__gt=", "_min=")
        ],
        *[("/meetings", f"date{sign}2025", "no such", ["date_to"]) for sign in ("<=", "<", "[lte]=", ".before=")],
        ("/trade-stats", "value>1e9", "no such", ["value_from"]),
        ("/meetings", "published>=2026", "no such", ["published_from"]),
        *[
            ("/meetings", f"{name}=5", "no such", ["limit"])
            for name in ("$top", "pageSize", "page-size", "page[size]", "perPage", "PAGE_SIZE", "maxResults", "rows")
        ],
        *[
            (path, f"{name}=csv", "the end of the path", [])
            for path in LISTS
            for name in ("format", "f", "outputFormat")
        ],
        ("/meetings", "$format=JSON", "/meetings.json", []),
        ("/meetings/jspg-kz-tr-8", "format=ics", "/meetings.ics", []),
        ("/agreements", "ids=a,b", "an address of its own", []),
        ("/meetings.CSV", "", "not a format of this list", ["csv"]),
        ("/dataset.json", "", "not a description of the data set", ["jsonld", "dcat.jsonld", "croissant.json"]),
        ("/oembed", "url=/timeline&format=JSON", "not a format of oEmbed", ["json"]),
    ],
)
def test_a_parameter_with_an_operator_leads_to_how_it_is_written_here(
    client: TestClient, path: str, query: str, says: str, suggestions: list[str]
) -> None:
    error = first_error(client, f"{path}?{query}")
    assert says in error["message"]
    assert error["suggestions"] == suggestions
