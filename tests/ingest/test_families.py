"""Families: a generic name finds every mechanism of the family, and never just one of several."""

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.ingest.findings import SeedError
from app.ingest.seed_reader import Seed
from tests.api_requests import LISTS, ask, first_error, ids, items, spec
from tests.conftest import ROOT, on_sqlite
from tests.seed_copies import copy_seed, editing

pytestmark = on_sqlite

JSPG = ["jspg-kz-tr", "jspg-kz-uz", "jspg-tr-uz"]
HLSCC = ["hlscc-kz-tr", "hlscc-kz-uz", "hlscc-tr-uz"]
ROUND_TABLE = ["round-table-kz-uz", "round-table-tr-uz"]
NAMES_QUERY = {"next_cursor": None, "data": None, "absence": None}
"""The parts of an answer that contain the query, and so differ between two spellings of it: the cursor, the address of
a chart's data, and what an empty answer is based on."""
GENERIC = [
    ("JSPG", JSPG),
    ("jspg", JSPG),
    ("Joint Strategic Planning Group", JSPG),
    ("joint-strategic planning GROUP", JSPG),
    ("HLSCC", HLSCC),
    ("High-Level Strategic Cooperation Council", HLSCC),
    ("Strategic Council", HLSCC),
    ("RT", ROUND_TABLE),  # no family, but a name that two have
    ("Round Table", ROUND_TABLE),
]


def of_mechanism(client: TestClient) -> dict[str, bool]:
    """Every path that takes a mechanism, and whether its answer is the same for all spellings of it."""
    result = {}
    for path, methods in spec(client)["paths"].items():
        parameter_names = {item["name"] for item in methods["get"].get("parameters", ())}
        slow_or_counts = (".png", "/facets")  # made from the SVG, and from the list
        if "mechanism" in parameter_names and "{" not in path and not path.endswith(slow_or_counts):
            content = methods["get"]["responses"]["200"]["content"]
            result[path] = "application/json" in content
    return result


@pytest.mark.parametrize(("name", "members"), GENERIC)
def test_a_generic_name_finds_all_mechanisms_of_its_family(wider: TestClient, name: str, members: list[str]) -> None:
    """Wherever a parameter takes mechanisms, the generic name finds what all ids together find."""
    paths = of_mechanism(wider)
    assert paths.keys() >= {*LISTS, "/coverage", "/timeline.svg", "/embed/timeline"}
    for path, is_same_answer in paths.items():
        by_name, by_ids = (wider.get(path, params={"mechanism": spelling}) for spelling in (name, members))
        assert by_name.status_code == by_ids.status_code == 200, path
        if is_same_answer:
            assert by_name.json() | NAMES_QUERY == by_ids.json() | NAMES_QUERY, path
    assert sorted(ids(wider, "/mechanisms", {"mechanism": name})) == members


FILES = ["csv", "ndjson", "ics", "atom", "geojson"]


@pytest.mark.parametrize(("name", "members"), GENERIC)
def test_what_belongs_to_a_family_is_found_by_its_name(wider: TestClient, name: str, members: list[str]) -> None:
    expected = ids(wider, "/meetings", {"mechanism": members})
    assert ids(wider, f"/mechanisms/{name}/meetings") == expected
    for suffix in FILES:
        url = f"/mechanisms/{name}/meetings.{suffix}"
        text = wider.get(url)
        assert text.status_code == 200, url
        assert text.headers["X-Total-Count"] == str(len(expected))
    calendar = wider.get(f"/mechanisms/{name}/calendar.ics")
    assert (calendar.status_code, calendar.headers["X-Total-Count"]) == (200, str(len(expected)))


def test_a_calendar_of_a_family_has_one_name_however_many_members_there_are(
    client: TestClient, wider: TestClient
) -> None:
    """So that its subscribers see the same calendar with more meetings when the family grows."""
    for asker in (client, wider):
        for name in ("JSPG", "joint strategic planning group"):
            assert "\r\nNAME:Joint Strategic Planning Group\r\n" in asker.get(f"/mechanisms/{name}/calendar.ics").text
        calendar = asker.get("/mechanisms/jspg-kz-tr/calendar.ics").text
        assert "\r\nNAME:Kazakhstan–Türkiye Joint Strategic Planning Group\r\n" in calendar.replace("\r\n ", "")


@pytest.mark.parametrize(("name", "members"), [*GENERIC[:3], *GENERIC[4:]])
@pytest.mark.parametrize("below", ["", "/citation", "?include=evidence", "?fields=id"])
def test_one_of_several_is_not_chosen_silently(wider: TestClient, name: str, members: list[str], below: str) -> None:
    """Wherever a single record is requested, the answer is 300 (RFC 9110) with the candidates."""
    answer = wider.get(f"/mechanisms/{name}{below}")
    assert (answer.status_code, answer.headers["content-type"]) == (300, "application/problem+json")
    body = answer.json()
    assert body["type"] == "/problems/multiple-choices"
    assert body["errors"][0]["suggestions"] == members
    for member in members:
        record = ask(wider, f"/mechanisms/{member}")
        assert record["name"] in body["detail"]
        assert f'<{record["url"]}>; rel="alternate"' in answer.headers["Link"]


@pytest.mark.parametrize(
    ("path", "candidates"),
    [
        ("/officials/Example", ["anvar-example", "lola-example"]),
        ("/officials/Example/citation", ["anvar-example", "lola-example"]),
    ],
)
def test_other_names_of_several_records_are_answered_with_300(
    wider: TestClient, path: str, candidates: list[str]
) -> None:
    assert first_error(wider, path, status=300)["suggestions"] == candidates


def test_the_only_one_is_found_by_the_generic_name(client: TestClient) -> None:
    for name in ("JSPG", "Joint Strategic Planning Group"):
        record = ask(client, f"/mechanisms/{name}")
        assert record["id"] == "jspg-kz-tr"
        assert record["family"] == {
            "acronym": "JSPG", "name": "Joint Strategic Planning Group", "aliases": [], "editorial": False,
        }  # fmt: skip
        assert name not in record["aliases"]


def test_who_is_of_a_family(wider: TestClient) -> None:
    """The mechanism that describes the family, those with its acronym, and those whose name ends with its name."""
    families = {item["id"]: item["family"] and item["family"]["name"] for item in items(wider, "/mechanisms")}
    assert {families[item] for item in JSPG} == {"Joint Strategic Planning Group"}
    assert {families[item] for item in HLSCC} == {"High-Level Strategic Cooperation Council"}
    assert {families[item] for item in ("ots", "un", *ROUND_TABLE)} == {None}


def test_no_two_are_shown_under_one_name(wider: TestClient) -> None:
    names = {item["id"]: item["name"] for item in items(wider, "/mechanisms")}
    assert names["hlscc-tr-uz"] == "High-Level Strategic Cooperation Council (Türkiye, Uzbekistan)"
    assert names["round-table-kz-uz"] == "Round Table (Kazakhstan, Uzbekistan)"
    assert names["round-table-tr-uz"] == "Round table (Türkiye, Uzbekistan)"
    assert len(set(names.values())) == len(names)
    groups = ask(wider, "/countries", {"group_by": "mechanism"})["items"]
    assert {item["value"]: item["label"] for item in groups if item["value"]}.items() <= names.items()
    exact_names = {item["id"]: item["name"] for item in ask(wider, "/resolve", {"q": "JSPG"})["items"] if item["exact"]}
    assert exact_names == {item: names[item] for item in JSPG}
    result = ask(wider, "/search", {"q": "Joint Strategic Planning Group", "kind": "mechanism"})["items"]
    assert {item["id"]: item["title"] for item in result} == {item: names[item] for item in JSPG}


def test_the_pages_tell_them_apart(wider: TestClient) -> None:
    page = wider.get("/explore/mechanisms/JSPG", follow_redirects=False)
    assert (page.status_code, page.headers["content-type"]) == (300, "text/html; charset=utf-8")
    for member in JSPG:
        assert f'<a href="{member}">' in page.text
        assert wider.get(f"/explore/mechanisms/{member}").status_code == 200
    facet = wider.get("/explore/events").text.partition("<summary>Mechanism</summary>")[2].partition("</details>")[0]
    names = re.findall(r'<li><a href=".+?">(.+?)</a>', facet)
    assert len(set(names)) == len(names) > 2
    assert "Mechanism: JSPG <" in wider.get("/explore/events?mechanism=JSPG").text  # not one of several


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        (
            {"family": {"acronym": "JSPG", "name": "Another Group"}},
            "family",
            "several families: “Another Group, Joint Strategic Planning Group”",
        ),
        ({"acronym": "HLSCC"}, "family", "several families"),
        ({"id": "jspg"}, "id", "a name of the family"),
        ({"name": "High-Level Strategic Cooperation Council", "members": ["KZ", "TR"]}, "family", "several families"),
        ({"family": "jspg"}, "family", "it is not a mapping"),
        ({"family": {"acronym": "JSPG"}}, "family.name", "it is missing"),
        ({"acronym": None, "name": "Lone Group", "family": {"name": "Group"}}, "family", "no document is cited"),
    ],
)
def test_check_seed_refuses_what_is_of_no_one_family(
    tmp_path: Path, change: dict[str, Any], field: str, says: str
) -> None:
    sample = {
        "id": "jspg-tr-uz",
        "acronym": "JSPG",
        "name": "Made-up Joint Strategic Planning Group",
        "kind": "planning-group",
        **change,
    }
    copy_seed(tmp_path)
    with editing(tmp_path / "mechanisms.yaml") as entries:
        entries[sample["id"]] = {**sample, "evidence": entries["un"]["evidence"]}
    with pytest.raises(SeedError) as failure:
        Seed(tmp_path)
    assert any(fault.field == field and says in fault.message for fault in failure.value.faults), failure.value


def test_an_editorial_family_needs_no_document(tmp_path: Path) -> None:
    copy_seed(tmp_path)
    with editing(tmp_path / "mechanisms.yaml") as entries:
        entries["un"]["family"] = {"name": "World Organisation", "editorial": "true"}
    records = {record.id: record for record in Seed(tmp_path).records["mechanism"]}
    assert records["un"].model_dump()["family"]["editorial"] is True


def test_check_seed_refuses_two_of_one_name_and_the_same_members(tmp_path: Path) -> None:
    copy_seed(tmp_path)
    with editing(tmp_path / "mechanisms.yaml") as entries:
        entries["un-2"] = {**entries["un"], "id": "un-2"}
    with pytest.raises(SeedError, match="the name is taken, with the same members, by"):
        Seed(tmp_path)


def test_check_warns_of_old_names_that_mean_several_now(tmp_path: Path) -> None:
    """If a record joins a family without citing it, or takes a name that an earlier record has."""
    seed = Seed(copy_seed(tmp_path, ROOT / "tests" / "data"))
    warnings = {
        (warning.record, warning.field): warning.message
        for warning in seed.warnings()
        if "no longer leads to one" in warning.message
    }
    assert warnings.keys() == {
        ("jspg-tr-uz", "family"), ("jspg-kz-uz", "family"), ("hlscc-tr-uz", "family"),
        ("round-table-tr-uz", "acronym"), ("round-table-tr-uz", "aliases"), ("anvar-example", "aliases"),
    }  # fmt: skip
    assert warnings["jspg-kz-uz", "family"].startswith(
        "it joins the family “Joint Strategic Planning Group” by name, as “jspg-kz-tr, jspg-tr-uz”; cite `family`"
    )
    assert warnings["anvar-example", "aliases"].startswith("'Example' is a name of “lola-example” too:")
