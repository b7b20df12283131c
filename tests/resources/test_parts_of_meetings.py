"""What was discussed and what was only expected to be; how a meeting was held; and the parts of an occasion."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import Params, ask, ids
from tests.conftest import on_both, on_sqlite
from tests.sample_seed import Example, citation, example

pytestmark = on_sqlite

MADE_UP = {"document": "made-up", "sort": "id"}


@on_both
@pytest.mark.parametrize("path", ["/meetings", "/timeline"])
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"topic": "space"}, ["made-up-1", "made-up-5"]),
        ({"topic": "media"}, ["made-up-1"]),
        ({"discussed": "space"}, ["made-up-1"]),
        ({"discussed": "media"}, []),
        ({"agenda": "space"}, ["made-up-1", "made-up-5"]),
        ({"format": "closed-door"}, ["made-up-2"]),
        ({"format": "!closed-door", "agenda": "none", "status": "held"}, ["made-up-3", "made-up-4", "made-up-8"]),
        ({"part_of": "made-up-1"}, ["made-up-2", "made-up-4"]),
        ({"part_of": "none", "date": "2024-05-01", "status": "held"}, ["made-up-1", "made-up-3"]),
        ({"q": "closed-door"}, ["made-up-2"]),
    ],
)
def test_list(wider: TestClient, path: str, params: Params, expected: list[str]) -> None:
    if path == "/meetings" or not {"discussed", "agenda", "format"} & params.keys():
        assert ids(wider, path, {**MADE_UP, **params}) == expected


def test_a_whole_and_its_parts(wider: TestClient) -> None:
    whole, part = (ask(wider, f"/meetings/made-up-{n}") for n in (1, 2))
    assert whole["parts"] == [
        {"id": "made-up-2", "title": "Second made-up meeting"},
        {"id": "made-up-4", "title": "A made-up meeting of some day in May"},
    ]
    assert (whole["part_of"], whole["topics"], whole["agenda"]) == (None, ["space"], ["space", "media"])
    assert part["part_of"] == {"id": "made-up-1", "title": "First made-up meeting"}
    assert (part["parts"], part["format"]) == ([], "closed-door")


@on_both
@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("topic", {"space": 2, "media": 1}),
        ("discussed", {"space": 1}),
        ("agenda", {"space": 2, "media": 1}),
        ("format", {"closed-door": 1}),
        ("part_of", {"made-up-1": 2}),
    ],
)
def test_counts(wider: TestClient, key: str, expected: dict[str, int]) -> None:
    groups = ask(wider, "/meetings", {"document": "made-up", "group_by": key})["items"]
    assert {group["value"]: group["count"] for group in groups if group["value"]} == expected


def test_linked_data(wider: TestClient) -> None:
    headers = {"Accept": "application/ld+json"}
    whole, part = (wider.get(f"/meetings/made-up-{n}", headers=headers).json() for n in (1, 2))
    assert part["superEvent"]["@id"] == whole["@id"]
    assert part["@id"] in [event["@id"] for event in whole["subEvent"]]


def test_page(wider: TestClient) -> None:
    page = wider.get("/explore/meetings/made-up-2").text
    part_of = page.split("<dt>Part of</dt>")[1].split("<dt>")[0]
    assert '<a href="/explore/meetings/made-up-1">First made-up meeting</a>' in part_of
    whole = wider.get("/explore/meetings/made-up-1").text
    assert "Space technologies, Media" in whole.split("<dt>Expected topics</dt>")[1].split("<dt>")[0]


def with_talk(folder: Path, whole: dict[str, Any], **fields: Any) -> Example:
    sample = example(folder)
    sample.entries["eg-9"] |= whole
    sample.entries["talk"] = {
        "id": "talk",
        "title": "A talk",
        "type": "bilateral",
        "status": "held",
        "date": "2021-05-03",
        "part_of": "eg-9",
        "countries": ["KZ", "TR"],
        "evidence": [
            citation("held", "status"),
            citation("May 3, 2021", "date"),
            citation("Example Group of Kazakhstan and Türkiye", "countries"),
        ],
    } | fields
    sample.files["talk"] = "meetings.yaml"
    return sample


def test_a_part_without_fault(tmp_path: Path) -> None:
    assert with_talk(tmp_path, {}).faults() == []


@pytest.mark.parametrize(
    ("whole", "part", "record", "field", "words"),
    [
        ({}, {"part_of": "eg-8"}, "talk", "part_of", "there is no meeting 'eg-8'; the nearest: eg-9"),
        ({"part_of": "talk"}, {}, "eg-9", "part_of", "it is a part of itself, through others"),
        (
            {},
            {"date": "2021-06"},
            "talk",
            "date",
            "it has no day in common with eg-9, of which it is a part (2021-05-03)",
        ),
        ({"status": "planned", "topics": ["trade"]}, {}, "eg-9", "", "a planned meeting has none"),
        ({"format": "secret"}, {}, "eg-9", "format", "closed-door"),
    ],
)
def test_faults(
    tmp_path: Path, whole: dict[str, Any], part: dict[str, Any], record: str, field: str, words: str
) -> None:
    faults = with_talk(tmp_path, whole, **part).faults()
    assert any((f.record, f.field) == (record, field) and words in f.message for f in faults), faults
