"""Wrong values of parameters, and the suggestions for each of them."""

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import first_error
from tests.conftest import on_sqlite

pytestmark = on_sqlite

SORTS = [sign + key for key in ("date", "title", "session", "id") for sign in ("", "-")]


@pytest.mark.parametrize(
    ("path", "parameter", "value", "says", "suggestions"),
    [
        ("/meetings", "country", "KZ,TR", "repeat the parameter: country=KZ&country=TR", ["KZ", "TR"]),
        ("/meetings", "country", "KZ,!TR", "repeat the parameter: country=KZ&country=!TR", ["KZ", "!TR"]),
        ("/meetings", "country", "!KZ,TR", "repeat the parameter: country=!KZ&country=!TR", ["!KZ", "!TR"]),
        ("/meetings", "country", "!KZ, !TR", "country=!KZ&country=!TR", ["!KZ", "!TR"]),
        ("/meetings", "mechanism", "JSPG,HLSCC", "mechanism=JSPG&mechanism=HLSCC", ["JSPG", "HLSCC"]),
        ("/meetings", "country", "KZ;TR", "repeat the parameter: country=KZ&country=TR", ["KZ", "TR"]),
        ("/meetings", "country", "Kazakstan|TR", "nor is any called 'Kazakstan'", ["Kazakhstan"]),
        ("/meetings", "status", "held; planned", "status=held&status=planned", ["held", "planned"]),
        ("/meetings", "mechanism", "JSPG,XXX", "nor is any called 'XXX'", ["JSPG"]),
        ("/meetings", "topic", "trade,energy", "topic=trade&topic=energy", ["trade", "energy"]),
        ("/meetings", "type", "session,summit", "type=session&type=summit", ["session", "summit"]),
        ("/meetings/facets", "type", "!Session,!visit", "type=!session", ["!session", "!visit"]),
        ("/officials", "position", "minister,ambassador", "position=minister", ["minister", "ambassador"]),
        ("/trade-stats", "indicator", "exports", "it is a flow of trade", ["trade"]),
        *[("/trade-stats", "unit", word, "codes of ISO 4217", ["USD"]) for word in ("dollars", "$", "US$", "US")],
        ("/trade-stats", "unit", "!us dollars", "codes of ISO 4217", ["!USD"]),
        ("/trade-stats", "unit", "lira", "codes of ISO 4217", ["TRY"]),
        ("/trade-stats", "unit", "camels", "which /openapi.json lists", []),
        ("/statements", "addressee", "KZ", "no recorded official is called 'KZ', which is the name of a country", []),
        ("/meetings", "city", "Fidan", "which is the name of an official", []),
        ("/meetings", "mechanism", "!Ankara", "which is the name of a city", []),
        *[(path, "mechanism", "jspq", "is called 'jspq'", ["JSPG"]) for path in ("/coverage", "/meetings")],
        ("/meetings", "limit", "5,000", "not a whole number", ["1000"]),
        ("/meetings", "sort", "relevanc", "not an order of this list", SORTS),
        *[("/meetings/facets", "sort", word, "it cannot be used with group_by", []) for word in ("", "relevance")],
        ("/meetings.csv", "vague", "x", "only ics has it", []),
        ("/meetings.ics", "vague", "", "not one of the values", ["leave-out", "include"]),
        ("/reconcile/suggest/type", "limit", "2", "no such parameter", []),
        ("/reconcile/suggest/entity", "prefx", "Fid", "no such parameter", ["prefix"]),
        ("/trade-stats", "value", "5", "value_from and value_to", ["stated", "none"]),
        ("/trade-stats", "value_from", "5,000", "not a number", ["5000"]),
        ("/trade-stats", "value_from", "5 billion", "not a number", ["5000000000"]),
        ("/trade-stats", "value_from", ".5", "not a number", ["0.5"]),
        ("/meetings", "updated_since", "1770120800", "is not a day", ["2026-02-03T12:13:20Z"]),
        ("/meetings", "updated_since", "202511291751", "is not a day", ["2025-11-29T17:51:00Z"]),
        ("/officials", "position", "head-of-stat", "not one of the values", ["head-of-state"]),
        ("/officials", "position", "ofreign-minister", "not one of the values", ["foreign-minister", "minister"]),
        ("/officials", "position", "Prime Minister", "the class of this post", ["head-of-government"]),
        ("/trade-stats", "value_from", "−.5", "not a number", ["-0.5"]),
        ("/trade-stats", "value_from", "−5", "not a number", ["-5"]),
        ("/trade-stats", "value_to", "US$ 1.5bn", "not a number", ["1500000000"]),
        ("/trade-stats", "value_to", "1_000.50", "not a number", ["1000.5"]),
        ("/trade-stats", "value_to", "5,0", "not a number", []),
        ("/trade-stats", "value_to", "5 camels", "not a number", []),
        ("/meetings", "limit", "5.0", "not a whole number", ["5"]),
        ("/meetings", "limit", "5.5", "not a whole number", ["5", "6"]),
        ("/meetings", "limit", "1e2", "not a whole number", ["100"]),
        ("/meetings", "limit", "5 camels", "not a whole number", []),
        ("/meetings", "date", "2026/02/02", "'2026/02/02' is not a day", ["2026-02-02"]),
        ("/meetings", "date", "2026-13/2026-02", "months run from 01 to 12", ["2026-02/2026-12"]),
        ("/meetings", "updated_since", "2026-02", "is not a day, a moment", ["2026-02-01T00:00:00Z"]),
        ("/meetings", "updated_since", "9998-02", "is not a day, a moment", []),
        ("/meetings", "updated_since", "2026-W05", "is not a day, a moment", ["2026-01-26T00:00:00Z"]),
        ("/changes", "since", "2026-02-01T24:00Z", "is not a day, a moment", ["2026-02-02T00:00:00Z"]),
        ("/meetings", "as_of", "9999-02", "is not a day, a moment", ["9999-02-28"]),
        ("/meetings", "as_of", "9998", "is not a day, a moment", ["9998-12-31"]),
        ("/meetings", "as_of", "9998-W05", "is not a day, a moment", ["9998-02-01"]),
        ("/meetings.csv", "as_of", "9998W05", "is not a day, a moment", ["9998-02-01"]),
        ("/timeline.svg", "as_of", "1 Feb 9998", "is not a day, a moment", ["9998-02-01"]),
        ("/coverage", "as_of", "9998-01-31T24:00:00Z", "is not a day, a moment", ["9998-02-01T00:00:00Z"]),
        ("/revisions", "as_of", "9998-02-30", "is not a day, a moment", ["9998-02-28"]),
        ("/meetings", "as_of", "9998-01-31T06:00 03:00", "write %2B", ["9998-01-31T03:00:00Z"]),
        ("/meetings", "as_of", "none", "is not a day, a moment", []),
        ("/meetings", "country", "Turkish", "is called", ["Türkiye"]),
        ("/meetings", "country", "Kazakhs", "is called", ["Kazakhstan"]),
        ("/meetings", "country", "England", "is called", ["United Kingdom"]),
        ("/meetings", "country", "Korean", "is called", ["North Korea", "South Korea"]),
        *[("/meetings", name, "", "it is empty", []) for name in ("country", "q", "mechanism", "document", "with")],
        ("/meetings", "country", "Turkia", "is called", ["Türkiye"]),
        ("/meetings", "type", "state-visit", "not one of the values", ["visit"]),
        ("/officials", "position", "presidnt", "the class of this post", ["head-of-state"]),
        ("/meetings/facets", "limt", "3", "there is no such parameter", []),
        ("/officials", "date", "2026", "no such parameter", ["held_on"]),
        ("/missions", "value", "5", "no such parameter", []),
        ("/missions", "opened", "1992", "no such parameter", ["date"]),
        ("/mechanisms", "established", "2012", "no such parameter", ["date"]),
        ("/meetings", "participants", "Fidan", "no such parameter", ["official"]),
        ("/meetings", "date_start", "2025", "no such parameter", ["date_from"]),
        ("/timeline", "end_date", "2025", "no such parameter", ["date_to"]),
        ("/statements", "speaker", "Fidan", "no such parameter", ["official", "party"]),
        ("/agreements", "parties", "KZ", "no such parameter", ["country"]),
        ("/agreements", "signed", "2026", "no such parameter", ["date"]),
        ("/commitments", "by", "KZ", "no such parameter", ["country"]),
        ("/commitments", "made_start", "2025", "no such parameter", ["date_from"]),
        ("/commitments", "due_end", "2025", "no such parameter", ["due"]),
        ("/statements", "by", "Fidan", "no such parameter", ["official", "party", "country"]),
        ("/trade-stats", "currency", "USD", "no such parameter", ["unit"]),
        ("/trade-stats", "hs", "2709", "no such parameter", ["product"]),
        ("/countries", "alpha3", "TUR", "no such parameter", ["country"]),
        ("/documents", "author", "Jaber", "no such parameter", ["q"]),
        ("/changes", "type", "meeting", "no such parameter", ["kind"]),
        ("/officials", "Name", "Fidan", "no such parameter", ["q"]),
        ("/meetings", "offset", "50", "no such parameter", ["cursor"]),
        ("/meetings", "per_page", "50", "no such parameter", ["limit"]),
        ("/meetings/facets", "page_size", "50", "no such parameter", []),
        ("/meetings", "orderby", "date", "no such parameter", ["sort"]),
        ("/meetings", "country", "KZ;country=TR", "repeat the parameter: country=KZ&country=TR", ["KZ", "TR"]),
        ("/meetings", "status", "held;status=!planned", "status=held&status=!planned", ["held", "!planned"]),
    ],
)
def test_a_wrong_value_leads_to_what_may_be_meant(
    client: TestClient, path: str, parameter: str, value: str, says: str, suggestions: list[str]
) -> None:
    required_values = (
        {"group_by": "year"} if path.endswith("/facets") else {"prefix": "a"} if "/suggest/" in path else {}
    )
    error = first_error(client, path, {parameter: value, **required_values})
    assert error["parameter"] == parameter
    assert says in error["message"]
    assert error["suggestions"] == suggestions


def test_a_missing_parameter_is_refused_with_its_values(client: TestClient) -> None:
    error = first_error(client, "/officials/facets")
    assert (error["parameter"], error["message"][:14]) == ("group_by", "it is required")
    for choice in error["suggestions"]:
        assert client.get("/officials/facets", params={"group_by": choice}).status_code == 200
    assert "country" in error["suggestions"]


@pytest.mark.parametrize("word", ["now", "latest", "Newest", "today", "2020-01", "1999", "01.02.2003"])
def test_as_of_suggests_only_states_that_there_are(client: TestClient, word: str) -> None:
    """Before the data begin, it is their first revision."""
    (suggestion,) = first_error(client, "/meetings", {"as_of": word})["suggestions"]
    assert client.get("/meetings", params={"as_of": suggestion}).status_code == 200


@pytest.mark.parametrize("path", ["/static/site.css", "/guide/images/review-page.png", "/meetings"])
def test_a_wrong_method_names_those_that_there_are(client: TestClient, path: str) -> None:
    answer = client.post(path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.json()["detail"] == "this address answers GET, HEAD, not POST"


@pytest.mark.parametrize("path", ["/meetings", "/agreements", "/trade-stats", "/milestones", "/timeline", "/missions"])
@pytest.mark.parametrize(
    "name", ["Repblic of Korea", "Plurinationl State of Bolivia", "Bolivia, Plurinationl State of"]
)
def test_no_name_with_a_comma_is_suggested_where_commas_separate_names(
    client: TestClient, path: str, name: str
) -> None:
    between = f"{name},KZ"
    suggestions = first_error(client, path, {"between": between})["suggestions"]
    assert suggestions[0] in ("South Korea", "Bolivia")
    for suggestion in suggestions:
        answer = client.get(path, params={"between": f"{suggestion},KZ"})
        assert answer.status_code == 200, answer.text
