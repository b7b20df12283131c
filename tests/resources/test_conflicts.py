"""Conflicts of all kinds in one list: those between the documents of the seed, and those between made-up records."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.domain.vocabulary import Verdict
from app.main import create_app
from app.settings import Settings
from tests.api_requests import Params, ask, first_error, ids, items
from tests.conftest import SharedDatabases, fill, on_both, on_sqlite
from tests.seed_copies import copy_seed, editing

pytestmark = on_sqlite

WHOLE, PART = "trade-2025-01-11-jspg-8-erdogan-talks", "trade-2025-01-05-hlscc-5-preview"
FOUNDING = "value.milestone.ots-established.account"
SUPERSEDED_VALUES = [f"value.meeting.{meeting}.status" for meeting in ("hlscc-kz-tr-5", "jspg-kz-tr-8")]


def sides(conflict: Any) -> list[tuple[Any, str | None, int | None]]:
    return [(side["value"], side["document"], side["paragraph"]) for side in conflict["sides"]]


# --- the five documents --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conflict", "words"),
    [
        (FOUNDING, "the course of events"),
        ("value.mechanism.hlscc-kz-tr.established", "the date of establishment"),
        (SUPERSEDED_VALUES[0], "the status"),
    ],
)
def test_a_title_names_the_subject(client: TestClient, conflict: str, words: str) -> None:
    assert ask(client, f"/conflicts/{conflict}")["title"].endswith(f": documents differ on {words}")


def test_a_part_that_does_not_fit_the_whole(client: TestClient) -> None:
    (conflict,) = items(client, "/conflicts", {"kind": "implausible"})
    assert conflict["id"] == f"implausible.{WHOLE}.{PART}"
    assert conflict["explanation"] == (
        "1.9 billion in 5 months is 0.38 a month; the other 6 months of 8.95 would have 1.18 a month, 3.1 times as much"
    )
    assert conflict["subject"]["url"] == f"/trade-stats/{WHOLE}"
    # Two documents have 8.95, and both are shown.
    assert sides(conflict) == [
        (8950000000, "jspg-8-erdogan-talks", 7),
        (8950000000, "jspg-8-preview", 10),
        (1900000000, "hlscc-5-preview", 19),
    ]
    assert [side["date"] for side in conflict["sides"]] == ["2025-01/2025-11", "2025-01/2025-11", "2025-01/2025-05"]
    assert {source["document"] for source in conflict["sources"]} == {
        "jspg-8-erdogan-talks",
        "jspg-8-preview",
        "hlscc-5-preview",
    }


def test_growing_steadily_against_figures(client: TestClient) -> None:
    (conflict,) = items(client, "/conflicts", {"kind": "trend"})
    assert conflict["subject"]["id"] == "trade-growth-hlscc-5-preview"
    words = "said to be rising, but 6.3 billion in 2022 and 5 billion in 2024, 1.3 billion less (20.6 percent)"
    assert conflict["explanation"] == words
    assert sides(conflict) == [
        ("rising", "hlscc-5-preview", 17),
        (6300000000, "fidan-astana-visit", 9),
        (5000000000, "hlscc-5-preview", 31),
    ]


def test_the_founding_of_an_organisation_as_two_texts_tell_it(client: TestClient) -> None:
    conflict = ask(client, f"/conflicts/{FOUNDING}")
    assert (conflict["kind"], conflict["field"], conflict["verdict"]) == ("value", "account", "disagree")
    assert conflict["subject"]["url"] == "/milestones/ots-established"
    assert [place[1:] for place in sides(conflict)] == [("fidan-astana-visit", 4), ("hlscc-5-preview", 13)]
    assert sides(conflict)[1][0] == "At the initiative of Kazakhstan"
    assert conflict["mechanism"]["id"] == "ots"


def test_the_council_since_when(client: TestClient) -> None:
    conflict = ask(client, "/conflicts/value.mechanism.hlscc-kz-tr.established")
    assert sides(conflict) == [("2012", "hlscc-5-preview", 11), ("../2012", "hlscc-5-preview", 46)]
    assert conflict["verdict"] == Verdict.compatible
    assert conflict["mechanism"]["id"] == "hlscc-kz-tr"


def test_figures_are_those_of_the_list_of_figures(client: TestClient) -> None:
    by_url = {conflict["subject"]["url"]: conflict for conflict in items(client, "/conflicts", {"kind": "figures"})}
    groups = items(client, "/trade-stats/conflicts")
    assert groups
    assert by_url.keys() == {group["url"] for group in groups}
    for group in groups:
        conflict = by_url[group["url"]]
        assert conflict["verdict"] == group["verdict"]
        assert conflict["sources"] == group["sources"]
        sides = [(side["record"]["url"], side["value"]) for side in conflict["sides"]]
        assert sides == [(figure["url"], figure["value"]) for figure in group["figures"]]


@pytest.mark.parametrize("precision", ["day", "month", "year"])
def test_groups_of_figures_by_the_precision_of_their_periods(client: TestClient, precision: str) -> None:
    figures = {figure["id"]: figure["date_precision"] for figure in items(client, "/trade-stats")}
    groups = items(client, "/trade-stats/conflicts", {"verdict": [*Verdict]})
    matches = [group["id"] for group in groups if precision in {figures[side["id"]] for side in group["figures"]}]
    for value, expected in (
        (precision, matches),
        (f"!{precision}", [g["id"] for g in groups if g["id"] not in matches]),
    ):
        params: Params = {"verdict": [*Verdict], "precision": value}
        assert [group["id"] for group in items(client, "/trade-stats/conflicts", params)] == expected


def test_values_are_those_of_the_list_of_meetings_too(client: TestClient) -> None:
    conflicts = items(client, "/conflicts", {"record_kind": "meeting"})
    fields = ask(client, "/meetings/conflicts")["items"]
    of_meetings = {(field["meeting"]["id"], field["field"]): field for field in fields}
    assert {(conflict["subject"]["id"], conflict["field"]) for conflict in conflicts} == of_meetings.keys()
    for conflict in conflicts:
        meeting = of_meetings[conflict["subject"]["id"], conflict["field"]]
        assert (conflict["verdict"], conflict["sides"][0]["value"]) == (meeting["verdict"], meeting["value"])


def test_every_value_that_a_document_has_instead_is_listed(client: TestClient) -> None:
    accounts = {
        (place["record"]["kind"], place["record"]["id"], place["fields"][0], place["says"], place["document"])
        for place in items(client, "/evidence")
        if place["says"] is not None
    }
    listed_accounts = {
        (conflict["record_kind"], conflict["subject"]["id"], conflict["field"], side["value"], side["document"])
        for conflict in items(client, "/conflicts", {"kind": "value"})
        for side in conflict["sides"][1:]
    }
    assert accounts == listed_accounts != set()


@on_both
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"kind": "implausible"}, [f"implausible.{WHOLE}.{PART}"]),
        ({"kind": ["implausible", "trend"]}, [f"implausible.{WHOLE}.{PART}", "trend.trade-growth-hlscc-5-preview"]),
        ({"record_kind": "meeting"}, SUPERSEDED_VALUES),
        ({"verdict": "superseded", "kind": "value"}, SUPERSEDED_VALUES),
        ({"verdict": "none"}, [f"implausible.{WHOLE}.{PART}", "trend.trade-growth-hlscc-5-preview"]),
        ({"mechanism": "OTS"}, [FOUNDING]),
        ({"country": "TR", "record_kind": "meeting"}, SUPERSEDED_VALUES),
        ({"country": "AZ", "record_kind": "meeting"}, []),
        ({"document": "jspg-8-report", "kind": "value"}, SUPERSEDED_VALUES[1:]),
        ({"document": "jspg-8-preview", "kind": "implausible"}, [f"implausible.{WHOLE}.{PART}"]),
        ({"published_to": "2024", "kind": "value"}, [FOUNDING]),
        ({"q": "Turkic founded"}, []),
        ({"q": "Organization Turkic States", "kind": "value"}, [FOUNDING]),
    ],
)
def test_filters(client: TestClient, params: Params, expected: list[str]) -> None:
    assert ids(client, "/conflicts", params) == expected
    assert ask(client, "/conflicts", params)["total"] == len(expected)


@on_both
@pytest.mark.parametrize("key", ["kind", "record_kind", "verdict", "mechanism", "country"])
def test_groups(client: TestClient, key: str) -> None:
    for group in ask(client, "/conflicts", {"group_by": key})["items"]:
        value = group["value"] if group["value"] is not None else "none"
        assert ask(client, "/conflicts", {key: value})["total"] == group["count"]


@pytest.mark.parametrize(
    ("params", "suggestion"),
    [
        ({"kind": "implausable"}, "implausible"),
        ({"record_kind": "meetings"}, "meeting"),
        ({"country": "Turky"}, "Turkey"),
    ],
)
def test_refused(client: TestClient, params: Params, suggestion: str) -> None:
    assert suggestion in first_error(client, "/conflicts", params)["suggestions"]


# --- made-up records -----------------------------------------------------------------------


SPARED_FIELDS = ("product", "scope", "growth_percent", "trend", "meeting", "mechanism", "attributed_to")
CITED_FIELDS = ["value", "unit", "qualifier", "reporter", "partner", "date", "flow", "indicator", "trend", "as_written"]
FIGURES = {
    "tons-part": {"date": "2010-01/2010-05", "value": 19},
    "tons-whole": {"date": "2010-01/2010-11", "value": 89.5},
    "tons-more": {"date": "2011-01/2011-02", "value": 95},
    "tons-less": {"date": "2011", "value": 90},
    "tons-first": {"date": "2014", "value": 50},
    "tons-second": {"date": "2015", "value": 70},
}
ACCOUNTS = [
    ("meetings", "jspg-kz-tr-8", "date", "2026-02-03"),
    ("milestones", "kz-tr-recognition-1991", "title", "Something else"),
    ("officials", "hakan-fidan", "name", "Hakan Fiddan"),
    ("trade_stats", "tons-first", "value", "51"),
]


@pytest.fixture(scope="module")
def made_up(backend: str, databases: SharedDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A client of the seed with made-up figures and with other values from documents; its settings and its seed."""
    folder = copy_seed(tmp_path_factory.mktemp("conflicts") / "seed")
    with editing(folder / "trade_stats.yaml") as stats:
        like = stats["trade-2022-fidan-astana-visit"]
        for id, figure in FIGURES.items():
            evidence = [{**like["evidence"][0], "fields": CITED_FIELDS, "reason": "Made up."}]
            common_fields = {name: value for name, value in like.items() if name not in SPARED_FIELDS}
            stats[id] = {**common_fields, "id": id, "flow": "export", "unit": "count", **figure, "evidence": evidence}
        falling = {
            name: value for name, value in stats["tons-first"].items() if name not in ("value", "unit", "qualifier")
        }
        stats["tons-falling"] = {
            **falling,
            "evidence": [*falling["evidence"]],
            "id": "tons-falling",
            "date": "2013/2016",
            "trend": "falling",
        }
    for kind, record, field, says in ACCOUNTS:
        with editing(folder / f"{kind}.yaml") as entries:
            place = {"document": "fidan-astana-visit", "paragraph": 9, "quote": "$", "occurrence": 1}
            entries[record]["evidence"].append({**place, "fields": [field], "says": says, "reason": "Made up."})
    settings = databases.copy(backend, tmp_path_factory.mktemp("database"))
    fill(settings, folder)
    with TestClient(create_app(settings)) as client:
        yield client, settings, folder


OF_FIGURES = {
    "implausible.tons-whole.tons-part": "19 in 5 months is 3.8 a month; the other 6 months of 89.5 would have 11.8 a "
    "month, 3.1 times as much",
    "implausible.tons-less.tons-more": "95 in 2011-01/2011-02 is more than 90 in 2011, of which it is a part",
    "trend.tons-falling": "said to be falling, but 50 in 2014 and 70 in 2015, 20 more (40 percent)",
}  # fmt: skip


@pytest.mark.thorough
@on_both
def test_made_up_records(made_up: tuple[TestClient, Settings, Path]) -> None:
    client, settings, folder = made_up
    conflicts = {conflict["id"]: conflict for conflict in items(client, "/conflicts")}
    words = {id: conflict["explanation"] for id, conflict in conflicts.items() if "tons" in id}
    assert words == OF_FIGURES | {
        "value.trade-stat.tons-first.value": "the record has “50”; fidan-astana-visit has “51”"
    }
    for kind, record, field, says in ACCOUNTS:
        conflict = conflicts[f"value.{kind.removesuffix('s').replace('_', '-')}.{record}.{field}"]
        value = conflict["sides"][-1]["value"]
        assert str(value) == says
        assert isinstance(value, type(conflict["sides"][0]["value"]))  # a number beside a number
        assert conflict["subject"]["id"] == record
        body = ask(client, conflict["subject"]["url"])
        assert conflict["sides"][0]["value"] == body[field]
        assert (conflict["subject"]["title"], conflict["subject"]["label"]) == (body["title"], body["label"])
    # What is no longer said, and a figure that is gone, contradict nothing more.
    times_before = {id: conflict["updated_at"] for id, conflict in conflicts.items()}
    with editing(folder / "trade_stats.yaml") as stats:
        del stats["tons-part"]
        stats["tons-second"]["value"] = 45
    with editing(folder / "officials.yaml") as officials:
        officials["hakan-fidan"]["evidence"].pop()
    fill(settings, folder)
    times_after = {conflict["id"]: conflict["updated_at"] for conflict in items(client, "/conflicts")}
    removed_ids = {"implausible.tons-whole.tons-part", "trend.tons-falling", "value.official.hakan-fidan.name"}
    assert times_after.keys() == times_before.keys() - removed_ids
    assert {id: times_before[id] for id in times_after} == times_after
    assert not items(client, "/conflicts", {"q": "falling tons"})
