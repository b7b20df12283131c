"""An address that cannot be decoded is refused, and the error names what is wrong in it."""

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from tests.conftest import SharedDatabases, on_sqlite

pytestmark = on_sqlite

BARE = ["%", "%z", "%zz", "a%2", "100%", "%u0041", "%%20", "%2520%"]
NOT_UTF_8 = ["%ff", "%C3%28", "%ed%a0%80", "a%80b", "%F5%80%80%80", "T%FCrkiye"]
DECODABLE = ["%25zz", "%C3%B6", "a%20b", "T%C3%BCrkiye"]
MESSAGES = {**dict.fromkeys(BARE, "it is not percent-encoded"), **dict.fromkeys(NOT_UTF_8, "it is not UTF-8")}


@pytest.mark.parametrize(
    "path", ["/meetings", "/meetings.csv", "/timeline.ics", "/search", "/resolve", "/explore/meetings"]
)
@pytest.mark.parametrize("value", MESSAGES)
def test_a_value_that_cannot_be_decoded_is_named(client: TestClient, path: str, value: str) -> None:
    answer = client.get(f"{path}?q=x&q={value}", headers={"Accept": "application/json"})
    assert answer.status_code == 422
    if path.startswith("/explore"):
        assert MESSAGES[value] in answer.text
        return
    (error,) = answer.json()["errors"]
    assert (error["parameter"], error["value"]) == ("q", value)
    assert error["message"].startswith(MESSAGES[value])


@pytest.mark.parametrize("value", MESSAGES)
@pytest.mark.parametrize(
    "path",
    [
        "/meetings/{}/versions",
        "/{}",
        "/static/{}",
        "/livez/{}",
        "/mcp/{}",
        "/nothing/{}",
        "/search/{}",
        "/trade-stats/series/{}",
        "/meetings{}/jspg-kz-tr-8",
    ],
)
def test_a_path_that_cannot_be_decoded_is_named(client: TestClient, path: str, value: str) -> None:
    answer = client.get(path.format(value))
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["parameter"], error["value"]) == ("path", path.format(value))
    assert error["message"].startswith(MESSAGES[value])


@pytest.mark.parametrize("value", MESSAGES)
@pytest.mark.parametrize("id", ["{}", "jspg-kz-tr-8{}"])
def test_an_id_that_cannot_be_decoded_is_named(client: TestClient, id: str, value: str) -> None:
    answer = client.get(f"/meetings/{id.format(value)}")
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["parameter"], error["value"]) == ("id", id.format(value))


@pytest.mark.parametrize("value", MESSAGES)
@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/meetings/{}/history", "id"),
        ("/meetings/{}/citation", "id"),
        ("/mechanisms/{}/calendar.ics", "id"),
        ("/meetings.{}", "format"),
        ("/problems/{}", "kind"),
        ("/revisions/{}", "revision"),
    ],
)
def test_any_parameter_of_a_path_that_cannot_be_decoded_is_named(
    client: TestClient, path: str, parameter: str, value: str
) -> None:
    (error,) = client.get(path.format(value)).json()["errors"]
    assert (error["parameter"], error["value"]) == (parameter, value)
    assert error["message"].startswith(MESSAGES[value])


@pytest.mark.parametrize("prefix", ["", "/events/a"])
@pytest.mark.parametrize(
    ("path", "parameter", "value"),
    [("/meetings/%zz", "id", "%zz"), ("/meetings/%ff/versions", "path", "/meetings/%ff/versions")],
)
def test_an_id_below_a_prefix_is_named(
    databases: SharedDatabases, prefix: str, path: str, parameter: str, value: str
) -> None:
    settings = databases.settings("sqlite").model_copy(update={"public_url": "https://here.example/events/a"})
    with TestClient(create_app(settings)) as below:
        (error,) = below.get(prefix + path).json()["errors"]
    assert (error["parameter"], error["value"]) == (parameter, value)


def test_a_name_that_cannot_be_decoded_is_named(client: TestClient) -> None:
    errors = client.get("/meetings?%zz=1&%ff=2&q=x").json()["errors"]
    assert [(error["parameter"], error["value"]) for error in errors] == [("%zz", "1"), ("%ff", "2")]


@pytest.mark.parametrize(
    "path", ["/meetings?utm_source=%zz", "/explore/meetings?shared=%ff", "/timeline.atom?from=%zz"]
)
def test_a_parameter_that_others_append_is_dropped_whatever_its_value(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("value", DECODABLE)
def test_an_encoded_value_is_read(client: TestClient, value: str) -> None:
    assert client.get(f"/meetings?q={value}").status_code == 200


@pytest.mark.parametrize("value", BARE)
def test_a_form_that_cannot_be_decoded_names_the_field(client: TestClient, value: str) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.post("/check", content=f"published=2026&text={value}".encode(), headers=headers)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["parameter"], error["value"]) == (422, "text", value)
