"""Answers that never mislead: problems have one shape and name the parameter, the value and the nearest valid ones."""

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from app.api.error_handlers import _renamed_address
from app.errors import RenamedError
from tests.api_requests import ABOUT, LISTS, ask, every_list, first_error, parameters
from tests.conftest import on_sqlite

pytestmark = on_sqlite


@pytest.mark.parametrize(
    ("url", "status", "kind"),
    [
        ("/meetings?mechanism=JSPQ", 422, "invalid-parameter"),
        ("/meetings?limit=0&sort=x&foo=1", 422, "invalid-parameter"),
        ("/meetings/nothing-like-it", 404, "not-found"),
        ("/nowhere", 404, "not-found"),
        ("/problems/nothing", 404, "not-found"),
    ],
)
def test_the_shape_of_a_problem(client: TestClient, url: str, status: int, kind: str) -> None:
    response = client.get(url, headers={"Origin": "https://example.org"})
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" not in response.headers
    body = response.json()
    assert list(body) == ["type", "title", "status", "detail", "instance", "errors"]
    assert (body["type"], body["status"], body["instance"]) == (f"/problems/{kind}", status, url)
    assert body["errors"]
    for error in body["errors"]:
        assert list(error) == ["parameter", "value", "message", "suggestions"]
        assert error["parameter"] in body["detail"]
        assert error["message"] in body["detail"]
        assert all(suggestion in body["detail"] for suggestion in error["suggestions"])
    head = client.head(url)
    assert (head.status_code, head.content) == (status, b"")


def test_all_that_is_wrong_is_told_at_once(client: TestClient) -> None:
    response = client.get("/meetings?date=2025-13&type=sesion&foo=1&limit=0&country=TR")
    values = {error["parameter"]: error["value"] for error in response.json()["errors"]}
    assert values == {"date": "2025-13", "type": "sesion", "foo": "1", "limit": "0"}
    response = client.get("/meetings?mechanism=JSPQ&country=Türkiyee&country=KZ&official=Erdogann")
    values = {error["parameter"]: error["value"] for error in response.json()["errors"]}
    assert values == {"mechanism": "JSPQ", "country": "Türkiyee", "official": "Erdogann"}


@pytest.mark.parametrize(
    ("path", "parameter", "value", "suggestion"),
    [
        ("/meetings", "mechanism", "JSPQ", "JSPG"),
        ("/meetings", "mechanism", "Joint Strategic Planing Group", "Joint Strategic Planning Group"),
        ("/meetings", "country", "Türkiyee", "Türkiye"),
        ("/meetings", "country", "Kazakstan", "Kazakhstan"),
        ("/meetings", "official", "Erdogn", "Erdoğan"),
        ("/meetings", "topic", "trad", "Trade"),
        ("/meetings", "city", "Ankarra", "Ankara"),
        ("/meetings", "document", "jspg-8-reprot", "jspg-8-report"),
        ("/meetings", "type", "sesion", "session"),
        ("/meetings", "status", "plan", "planned"),
        ("/meetings", "sort", "dates", "date"),
        ("/meetings", "date", "2025-13", "2025-12"),
        ("/meetings", "date", "2025-02-30", "2025-02-28"),
        ("/meetings", "date", "2025/2024", "2024/2025"),
        ("/meetings", "date_from", "2025-00", "2025-01"),
        ("/meetings", "date_match", "posible", "possible"),
        ("/meetings", "limit", "1001", "1000"),
        ("/meetings", "limit", "0", "1"),
        ("/meetings", "mechanisms", "JSPG", "mechanism"),
        ("/meetings", "dateFrom", "2025", "date_from"),
        ("/meetings", "Country", "TR", "country"),
        ("/trade-stats", "indicator", "tourist", "tourists"),
        ("/trade-stats", "reporter", "Turky", "Turkey"),
        ("/trade-stats", "unit", "US", "USD"),
        ("/commitments", "due", "2026-13-01", "2026-01-13"),
        ("/timeline.svg", "date", "01.02.2025", "2025-02-01"),
        ("/trade-stats/series", "date_from", "2025-01-01T00:00:00Z", "2025-01-01"),
    ],
)
def test_the_nearest_is_suggested_first(
    client: TestClient, path: str, parameter: str, value: str, suggestion: str
) -> None:
    error = first_error(client, path, {parameter: value})
    assert (error["parameter"], error["value"], error["suggestions"][0]) == (parameter, value, suggestion)


POINTS = {"date_from", "date_to", "published_from", "published_to"}
INTERVALS = {"date", "due", "in_force", "held_on"}


@pytest.mark.parametrize("path", [*LISTS, *ABOUT])
def test_a_date_in_another_form_is_answered_with_ours(client: TestClient, path: str) -> None:
    """Every parameter that takes a date or a moment, in every form that other systems send."""
    date_parameters = {
        name
        for name, parameter in parameters(client, path).items()
        if parameter["schema"].get("pattern") or name == "updated_since"
    }
    assert date_parameters == parameters(client, path).keys() & (POINTS | INTERVALS | {"updated_since"})
    forms = ["2025-02-01T00:00:00.000Z", "01.02.2025", "2025/02/01", "2025-2-1", "1 Feb 2025", "1738368000", "2025-032"]
    for name in date_parameters:
        for form in forms if name != "updated_since" else forms[1:-1]:
            error = first_error(client, path, {name: form})
            assert (error["parameter"], error["value"]) == (name, form)
            assert error["suggestions"][0].removesuffix("T00:00:00Z") == "2025-02-01"
            ask(client, path, {name: error["suggestions"][0]})
        if name in INTERVALS:
            assert first_error(client, path, {name: "2025-Q1"})["suggestions"] == ["2025-01/2025-03"]


@every_list
def test_a_plus_that_became_a_blank_is_explained(client: TestClient, path: str) -> None:
    url = f"{path}?updated_since=2026-01-01T00:00:00"
    (error,) = client.get(f"{url}+03:00").json()["errors"]
    assert "%2B" in error["message"]
    assert error["suggestions"] == ["2025-12-31T21:00:00Z"]
    local_page, utc_page = (ask(client, f"{url}%2B03:00"), ask(client, path, {"updated_since": "2025-12-31T21:00:00Z"}))
    assert local_page == utc_page


@pytest.mark.parametrize("value", ["KZ", "KZ,", ",", "KZ,,TR", "KZ,KZ", "Turkey,TUR"])
def test_between_takes_two_different_countries(client: TestClient, value: str) -> None:
    error = first_error(client, "/meetings", {"between": value})
    assert (error["parameter"], error["value"]) == ("between", value)


def test_between_names_the_one_that_is_wrong(client: TestClient) -> None:
    error = first_error(client, "/meetings", {"between": "KZ,Turky"})
    assert (error["parameter"], error["value"], error["suggestions"]) == ("between", "Turky", ["Turkey"])


@pytest.mark.parametrize("value", ["1_0", "1e1", "0x1", "١"])
def test_a_number_is_digits(client: TestClient, value: str) -> None:
    assert first_error(client, "/meetings", {"limit": value})["value"] == value


@pytest.mark.parametrize(
    ("path", "suggestion"),
    [("/meeting", "/meetings"), ("/trade-stat", "/trade-stats"), ("/timeline/jspg-kz-tr-8", "/timeline")],
)
def test_an_unknown_path_gets_the_nearest(client: TestClient, path: str, suggestion: str) -> None:
    error = first_error(client, path, status=404)
    assert (error["parameter"], error["value"], error["suggestions"][0]) == ("path", path, suggestion)


@pytest.mark.parametrize("path", ["/reconcile/extend/propose", "/meetings/a/b", "/trade-stats/a/b", "/changes/a/b"])
def test_no_page_is_suggested_twice(client: TestClient, path: str) -> None:
    near = first_error(client, path, status=404)["suggestions"]
    assert near
    assert len(near) == len(set(near))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/meetings", "/meetings/jspg-kz-tr-8"])
def test_the_service_is_read_only(client: TestClient, method: str, path: str) -> None:
    response = client.request(method, path)
    assert response.status_code == 405
    assert response.json()["type"] == "/problems/method-not-allowed"
    methods = response.headers["Allow"].split(", ")
    assert {"GET", "HEAD"} <= set(methods)
    assert {verb: client.request(verb, path).is_success for verb in methods} == dict.fromkeys(methods, True)
    assert all(verb in response.json()["detail"] for verb in methods)


def test_a_path_for_the_evidence_of_a_record_names_those_that_have_it(client: TestClient) -> None:
    lists = ["/meetings", "/agreements", "/trade-stats", "/officials", "/countries", "/missions", "/documents"]
    for path in lists:
        url = client.get(path, params={"limit": 1}).json()["items"][0]["url"]
        near = client.get(f"{url}/evidence").json()["errors"][0]["suggestions"]
        assert near == [f"{url}?include=evidence", f"/evidence?record={url.rpartition('/')[2]}"]
        assert [client.get(address).status_code for address in near] == [200, 200]


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/meetings/jspg-kz-tr-8/histroy", "/meetings/jspg-kz-tr-8/history"),
        ("/meetings/jspg-kz-tr-8/History.csv", "/meetings/jspg-kz-tr-8/history"),
        ("/trade-conflicts/x/citatoin", "/trade-conflicts/x/citation"),
        ("/mechanisms/JSPG/meeting", "/mechanisms/JSPG/meetings"),
        ("/revisions/latest", "newest"),
        ("/countries/KZ/meetings", "/meetings?country=KZ"),
        ("/countries/KZ/trade-stats.csv", "/trade-stats.csv?country=KZ"),
        ("/officials/hakan-fidan/agreements", "/agreements?official=hakan-fidan"),
        ("/documents/jspg-8-report/statements", "/statements?document=jspg-8-report"),
        ("/mechanisms/jspg-kz-tr/officials", "/officials?mechanism=jspg-kz-tr"),
        ("/meetings/jspg-kz-tr-8/trade-stats", "/trade-stats?meeting=jspg-kz-tr-8"),
    ],
)
def test_a_slip_behind_an_id_is_answered_with_the_nearest(client: TestClient, path: str, near: str) -> None:
    assert first_error(client, path, status=404)["suggestions"][0] == near


@pytest.mark.parametrize("path", ["/conflicts", "/trade-conflicts", "/evidence", "/nowhere"])
def test_what_has_no_evidence_of_its_own_names_none(client: TestClient, path: str) -> None:
    near = client.get(f"{path}/x/evidence").json()["errors"][0]["suggestions"]
    assert not [address for address in near if "?" in address]


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/officials/OLD-ID?fields=id", "/officials/new?fields=id"),
        ("/officials/old-id.csv", "/officials/new.csv"),
        ("/old-id/old-id/history", "/old-id/new/history"),
        ("/reconcile/preview?id=officials/old-id&x=%26", "/reconcile/preview?id=officials/new&x=%26"),
        ("/reports?record=Old-Id", "/reports?record=new"),
        ("/briefings/old-id-tr", None),  # never back to itself
    ],
)
def test_a_former_id_is_replaced_where_it_stands(address: str, leads_to: str | None) -> None:
    path, _, query = address.partition("?")
    scope = {"type": "http", "path": path, "root_path": "", "headers": [], "query_string": query.encode()}
    assert _renamed_address(Request(scope), RenamedError("official", "old-id", "new")) == leads_to
