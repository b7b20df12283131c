"""The comparison with the released API names the changes that break clients, and no others."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any, TypeAlias

import pytest

from clients import breaking
from clients.breaking import RELEASE, Comparison, current_document, main

Node: TypeAlias = dict[str, Any]
BEFORE: Node = current_document()
PART: Node = {
    **BEFORE,
    "paths": {path: BEFORE["paths"][path] for path in ("/meetings", "/meetings/{id}", "/countries")},
}
"""A small document for the changes, with one more path that does not change. Comparing all paths takes fifty times as
long."""


def parameter(document: Node, name: str) -> Node:
    parameters = document["paths"]["/meetings"]["get"]["parameters"]
    return next(item for item in parameters if item["name"] == name)


def operation(document: Node) -> Node:
    return document["paths"]["/meetings"]["get"]  # type: ignore[no-any-return]


def fields(document: Node, model: str = "MeetingOut") -> Node:
    return document["components"]["schemas"][model]["properties"]  # type: ignore[no-any-return]


def changes_after(change: Callable[[Node], object]) -> list[str]:
    after = deepcopy(PART)
    change(after)
    assert after != PART
    return list(Comparison(PART, after).changes())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda d: d["paths"].pop("/meetings"), "GET /meetings: it is gone"),
        (lambda d: operation(d)["parameters"].remove(parameter(d, "city")), "GET /meetings: parameter city is gone"),
        (lambda d: parameter(d, "city").update(required=True), "GET /meetings: parameter city is required now"),
        (
            lambda d: operation(d)["parameters"].append(
                {"name": "key", "in": "query", "required": True, "schema": {"type": "string"}}
            ),
            "GET /meetings: parameter key is required now",
        ),
        (lambda d: parameter(d, "limit")["schema"].update(maximum=10), "limit has maximum 10, and had 1000"),
        (lambda d: parameter(d, "limit")["schema"].update(minimum=2), "limit has minimum 2, and had 1"),
        (lambda d: parameter(d, "limit")["schema"].update(type="string"), "limit can no longer be integer"),
        (lambda d: parameter(d, "sort")["schema"]["enum"].remove("title"), "sort no longer takes title"),
        (lambda d: parameter(d, "date")["schema"].update(enum=["2025"]), "date no longer takes any other value"),
        (
            lambda d: d["components"]["schemas"]["MeetingStatus"]["enum"].remove("held"),
            "parameter status no longer takes held",
        ),
        (lambda d: operation(d)["responses"].pop("304"), "GET /meetings: answer 304 is gone"),
        (lambda d: operation(d)["responses"]["200"]["headers"].pop("ETag"), "GET /meetings: header ETag is gone"),
        (
            lambda d: operation(d)["responses"]["200"]["content"].pop("application/ld+json"),
            "GET /meetings: 200 as application/ld+json is gone",
        ),
        (lambda d: fields(d).pop("city"), "GET /meetings/{id}: 200 application/json: city is gone"),
        (lambda d: fields(d).pop("city"), "GET /meetings: 200 application/json.items[]: city is gone"),
        (lambda d: fields(d, "Source").pop("title"), "GET /meetings: 200 application/json.items[].sources[]: title"),
        (
            lambda d: d["components"]["schemas"]["MeetingOut"]["required"].remove("city"),
            "GET /meetings/{id}: 200 application/json: city may be missing now",
        ),
        (lambda d: fields(d).update(title={"type": "integer"}), ".title can be integer now, and was string"),
        (
            lambda d: fields(d).update(title={"anyOf": [{"type": "string"}, {"type": "null"}]}),
            ".title can be null now, and was string",
        ),
        (lambda d: fields(d).update(title={"type": ["string", "null"]}), ".title can be null now, and was string"),
        (lambda d: fields(d)["status"].update(enum=["held"]), ".status is one of a closed list now, and was open"),
        (lambda d: fields(d)["status"].update(const="held"), ".status is one of a closed list now, and was open"),
        (lambda d: fields(d)["title"].update(format="date"), ".title has format date now, and had None"),
        (lambda d: fields(d).update(country=fields(d)["mechanism"]), "called MechanismRef now, and was PartyRef"),
        (lambda d: parameter(d, "q")["schema"].update(pattern="^a"), "q has pattern ^a, and had none"),
        (lambda d: parameter(d, "date")["schema"].update(pattern=r"^(none|\d)$"), "date has pattern ^(none"),
        (lambda d: parameter(d, "limit")["schema"].update(default=10), "limit is 10 where it is left out, and was 50"),
        (lambda d: parameter(d, "limit")["schema"].update(exclusiveMinimum=1), "has exclusiveMinimum 1, and had none"),
        (lambda d: parameter(d, "city").update(explode=False), "city is written in another way"),
        (lambda d: parameter(d, "city").update({"in": "header"}), "GET /meetings: parameter city is gone"),
        (lambda d: operation(d).update(operationId="getAll"), "its operationId was listMeetings, and is getAll"),
        (lambda d: operation(d).update(tags=["others"]), "its tags was"),
    ],
)
def test_what_breaks_is_named(change: Callable[[Node], object], says: str) -> None:
    assert any(says in item for item in changes_after(change))


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["paths"].update({"/treaties": d["paths"]["/meetings"]}),
        lambda d: operation(d)["parameters"].append(
            {"name": "mood", "in": "query", "required": False, "schema": {"type": "string"}}
        ),
        lambda d: parameter(d, "limit")["schema"].update(maximum=2000),
        lambda d: parameter(d, "date")["schema"].update(
            pattern=f"^(today|{parameter(d, 'date')['schema']['pattern'][1:-1]})$"
        ),
        lambda d: parameter(d, "sort")["schema"]["enum"].append("city"),
        lambda d: parameter(d, "sort")["schema"].pop("enum"),
        lambda d: fields(d).update(weather={"type": "string"}),
        lambda d: fields(d).update(city={"type": "string"}),  # it was null at times
        lambda d: d["components"]["schemas"]["MeetingStatus"]["enum"].append("postponed"),
        lambda d: fields(d)["status"].update(description="Known values: `held`, `planned`, `postponed`."),
        lambda d: operation(d)["responses"].update({"429": {"description": "Too many."}}),
        lambda d: operation(d).update(summary="Others", description="Others."),
    ],
)
def test_what_is_added_breaks_nothing(change: Callable[[Node], object]) -> None:
    assert changes_after(change) == []


@pytest.mark.parametrize(
    ("values", "breaks"),
    [
        ({"enum": ["held", "planned", "postponed"]}, "status can be postponed now"),
        ({}, "status can be any other value now"),
        ({"enum": ["held"]}, None),
        ({"enum": ["planned", "held"]}, None),
    ],
)
def test_a_closed_list_of_an_answer_must_not_grow(values: Node, breaks: str | None) -> None:
    """Only the document before the change needs to have such a list."""
    before, after = deepcopy(PART), deepcopy(PART)
    fields(before)["status"] = {"type": "string", "enum": ["held", "planned"]}
    fields(after)["status"] = {"type": "string", **values}
    result = list(Comparison(before, after).changes())
    assert bool(result) is bool(breaks)
    assert all((breaks or "") in item for item in result)


def test_the_released_document() -> None:
    text = RELEASE.read_text("utf-8")
    document = json.loads(text)
    assert text == json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    assert [server["url"] for server in document["servers"]] == ["/"]
    for address_part in ("http://", "localhost", "127.0.0.1", "/tmp", "/home", "/work"):
        assert address_part not in re.sub(r'profile=\\"http://[^"]+"', "", text)  # the name of a standard
    assert list(Comparison(document, current_document()).changes()) == []


def test_the_command(tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "openapi.json"
    monkeypatch.setattr(breaking, "RELEASE", file)
    assert main(["--renew"]) == 0
    assert main([]) == 0
    document = deepcopy(BEFORE)
    document["paths"]["/treaties"] = document["paths"]["/meetings"]
    file.write_text(json.dumps(document), "utf-8")
    capsys.readouterr()
    assert main([]) == 1
    assert capsys.readouterr().out == "GET /treaties: it is gone\n"
