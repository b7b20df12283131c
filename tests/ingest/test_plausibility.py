"""Warnings: each rule finds its cases, at the right record and field, and nothing that is plausible."""

import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli import cli
from app.ingest.findings import Finding
from app.ingest.plausibility import PLAUSIBILITY_RULES
from app.ingest.report import group_findings
from app.ingest.seed_reader import Seed
from tests.conftest import ROOT
from tests.sample_seed import Example, citation, example
from tests.seed_copies import SEED


@pytest.fixture
def sample(tmp_path: Path) -> Example:
    result = example(tmp_path)
    result.entries["promise"] = {
        "id": "promise", "title": "Sign ten agreements", "by": ["KZ"], "made": "2021-05-03", "due": "2022",
        "status": "open", "evidence": [citation("signed 40 agreements", "title", "by", "made", "due", "status")],
    }  # fmt: skip
    result.entries["turn"] = {
        "id": "turn", "title": "Embassy opened", "type": "embassy", "date": "2021-05-03", "countries": ["KZ"],
        "evidence": [citation("opened it", "title", "date", "countries")],
    }  # fmt: skip
    result.entries["AM"] = {
        "id": "AM", "alpha3": "ARM", "numeric": "051", "name": "Armenia", "evidence": [citation("held", "name")],
    }  # fmt: skip
    files = {"promise": "commitments.yaml", "turn": "milestones.yaml", "AM": "countries.yaml"}
    return Example(result.folder, result.entries, result.files | files)


def warnings(sample: Example) -> list[Finding]:
    return Seed(sample.write().seed).warnings()


def test_nothing_is_odd_in_what_is_likely(sample: Example) -> None:
    assert warnings(sample) == []
    assert Seed(SEED).warnings() == []


POST = {"title": "President"}
PLACE = {"geonames": 1, "latitude": 0, "longitude": 0}
DELEGATE = {"official": "ann-example", "country": "KZ", "role": "participant"}
BILATERAL = {"type": "bilateral", "city": None, "participants": [DELEGATE]}
ODD: list[tuple[str, str, dict[str, Any], str]] = [
    # rule, record, change, field
    ("before 1600", "eg-9", {"date": "0204-05-03"}, "date"),
    ("before 1600", "turn", {"date": "1599"}, "date"),
    ("before 1600", "eg", {"established": "0199-01"}, "established"),
    ("before 1600", "promise", {"made": "0021-05-03"}, "made"),
    ("before 1600", "ann-example", {"positions": [POST | {"start": "0204", "as_of": "2021"}]}, "positions.0.start"),
    ("before 1600", "trade-2020", {"date": "0202/2020"}, "date"),
    ("years after", "promise", {"due": "2204"}, "due"),
    ("years after", "eg-9-package", {"valid": "2021/3021"}, "valid"),
    ("years after", "eg-9", {"date": "2052", "status": "planned"}, "date"),
    ("is after 2021-05-31", "eg-9", {"date": "2021-06"}, "date"),
    ("is after 2021-05-31", "eg-9-package", {"date": "2021-12-01"}, "date"),
    ("is after 2021-05-31", "turn", {"date": "2022"}, "date"),
    ("is after 2021-05-31", "promise", {"made": "2021-06-01"}, "made"),
    ("is after 2021-05-31", "trade-2020", {"date": "2021-06/2021-07"}, "date"),
    ("before its start", "ann-example", {"positions": [POST | {"start": "2020", "end": "2002"}]}, "positions.0.end"),
    ("not between", "ann-example", {"positions": [POST | {"start": "2022", "as_of": "2021"}]}, "positions.0.as_of"),
    ("not between", "ann-example", {"positions": [POST | {"end": "2012", "as_of": "2021"}]}, "positions.0.as_of"),
    ("before it was made", "promise", {"due": "2012"}, "due"),
    ("ends before its date", "eg-9-package", {"date": "2021-05-03", "valid": "2012/2013"}, "valid"),
    ("over 500", "eg-9", {"session": 2021}, "session"),
    ("over 1000", "eg-9-package", {"count": 2021}, "count"),
    ("not from -100", "trade-2020", {"growth_percent": 1200.5}, "growth_percent"),
    ("not from -100", "trade-2020", {"growth_percent": -112}, "growth_percent"),
    ("not in the words", "trade-2020", {"value": 1_500_000}, "value"),
    ("not a whole count", "trade-2020", {"value": 1.5, "unit": "count", "as_written": "one and a half"}, "value"),
    ("not a whole rank", "promise", {"value": 1.5, "unit": "rank"}, "value"),
    ("is in TR, not in KZ", "eg-9", {"country": "KZ"}, "city"),
    ("is in TR, not in KZ", "eg-9", {"city": None, "places": [{"city": "ankara", "country": "KZ"}]}, "city"),
    ("no participant is from TR", "eg-9", BILATERAL | {"country": "TR", "countries": ["KZ", "AM", "TR"]}, "countries"),
    ("latitude and longitude are 0", "ankara", PLACE, "latitude"),
    ("latitude and longitude are 0", "ankara", PLACE | {"latitude": -0.001, "longitude": 0.0001}, "latitude"),
]  # fmt: skip


def warnings_after(sample: Example, record: str, change: dict[str, Any]) -> list[Finding]:
    """The warnings after a change. The first evidence of the record supports the new values."""
    entry = sample.entries[record]
    entry.update(change)
    for evidence in entry.get("evidence", [])[:1]:
        evidence["fields"] = sorted({*evidence["fields"], *change})
    return warnings(sample)


@pytest.mark.parametrize(("says", "record", "change", "field"), ODD)
def test_odd_value_is_warned_of(sample: Example, says: str, record: str, change: dict[str, Any], field: str) -> None:
    warnings_of_sample = warnings_after(sample, record, change)
    assert any(says in item.message for item in warnings_of_sample if (item.record, item.field) == (record, field)), (
        warnings_of_sample
    )
    assert all(item.message.endswith(tuple(rule.reason for rule in PLAUSIBILITY_RULES)) for item in warnings_of_sample)


def test_meeting_before_its_mechanism_is_warned_of(sample: Example) -> None:
    (warning,) = warnings_after(sample, "eg", {"established": "2021-05-04"})
    assert (warning.record, warning.field) == ("eg-9", "date")
    assert "before its mechanism was established" in warning.message


def test_value_as_it_is_written_is_not_warned_of(sample: Example) -> None:
    assert warnings_after(sample, "trade-2020", {"as_written": "1,5 млрд"}) == []


def test_value_without_its_scale_is_warned_of(sample: Example) -> None:
    (warning,) = warnings_after(sample, "trade-2020", {"value": 1.5})
    assert (warning.field, warning.value) == ("value", "1.5")


def test_a_page_that_was_added_to_is_not_warned_of(sample: Example) -> None:
    sample.entries["eg-9"]["date"] = "2021-06"
    assert [warning.record for warning in warnings(sample)] == ["eg-9"]
    sample.entries["turn"]["date"] = "2021-07"
    assert warnings(sample) == []


@pytest.mark.parametrize(
    ("name", "country", "has_warning"),
    [
        ("Example Ann", "TR", True),
        ("Anne Example", "TR", True),
        ("Ann Exampel", "TR", True),
        ("Annie Example", "TR", False),
        ("Example Ann", "KZ", False),
    ],
)
def test_officials_who_may_be_one_are_warned_of(sample: Example, name: str, country: str, has_warning: bool) -> None:
    citations = [citation("Ann Example", "name")]
    entry = {"id": "other", "name": name, "country": country, "positions": [], "evidence": citations}
    sample.entries["other"] = entry
    sample.files["other"] = "officials.yaml"
    name_warnings = [warning for warning in warnings(sample) if "nearly the name of “ann-example”" in warning.message]
    assert [(warning.record, warning.field) for warning in name_warnings] == (
        [("other", "name")] if has_warning else []
    )


def test_warnings_about_many_names_are_one_group(sample: Example) -> None:
    citations = [citation("Ann Example", "name")]
    for letter in "bcdefg":
        values = {"name": f"Ann Example{letter}", "country": "TR", "positions": [], "aliases": ["Chief"]}
        sample.entries[letter] = {"id": letter, **values, "evidence": citations}
        sample.files[letter] = "officials.yaml"
    groups = group_findings(warnings(sample))
    assert sorted((group[0].field, len(group)) for group in groups) == [("aliases", 5), ("name", 21)]


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli, arguments)


@pytest.mark.thorough
def test_warnings_are_counted_apart_and_stop_nothing(sample: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    del sample.entries["promise"], sample.entries["turn"]  # whose words are not those of their values
    sample.entries["ankara"].update(geonames=1, latitude=0, longitude=0)
    monkeypatch.chdir(sample.folder)
    result = run("check", str(sample.write().seed))
    assert result.exit_code == 0
    line = "cities.yaml:4: ankara: latitude: latitude and longitude are 0: that is in the sea; leave both out (0.0)"
    assert f"warnings: 1\n  {line}\n" in result.stderr
    assert result.stdout == f"{len(Seed(sample.seed))} entries, 0 errors, 1 warnings, 1 not checked\n"
    monkeypatch.setenv("COMMUNIQUE_DATABASE_URL", f"sqlite:///{sample.folder}/new.db")
    assert run("migrate").exit_code == 0
    load_result = run("load", str(sample.seed))
    assert (load_result.exit_code, load_result.stderr) == (0, f"warnings: 1\n  {line}\n")


def test_the_rules_stand_in_the_guide_and_in_the_help() -> None:
    help_text = " ".join(run("check", "--help").stdout.split())
    rows = re.findall(r"^\| (.*) \| (.*) \|$", (ROOT / "docs" / "seed.md").read_text("utf-8"), re.MULTILINE)
    for rule in PLAUSIBILITY_RULES:
        assert (rule.case, rule.reason) in rows
        assert rule.case in help_text
