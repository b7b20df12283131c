"""The check of the seed finds all faults at once, each with its file, record and field."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml

from app.ingest.findings import Finding, SeedError
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import SEED_MODELS
from tests.seed_copies import SEED, editing, lock_made_up

CITATION = "evidence: [{document: jspg-8-report, paragraph: 1, quote: x}]"
WITHOUT_CITATION = "no document is cited for it"


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    return copytree(SEED, tmp_path / "seed")


def add(path: Path, text: str) -> None:
    """Add an entry to the file of its kind, which also gets the entries from documents/."""
    with editing(path):
        pass
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(f"{before}\n- {{{text}}}\n", "utf-8")
    lock_made_up(path.parent)


def faults(seed: Path) -> list[Finding]:
    with pytest.raises(SeedError) as failure:
        Seed(seed)
    for fault in failure.value.faults:
        assert str(fault) in str(failure.value)
    return failure.value.faults


def assert_only(findings: list[Finding], file: str, record: str, field: str, says: str) -> None:
    """Findings about a missing citation are ignored, because a changed citation causes them, unless the case is about
    one."""
    findings = [fault for fault in findings if fault.message != WITHOUT_CITATION or says in WITHOUT_CITATION]
    assert [(fault.file, fault.record, fault.field) for fault in findings] == [(file, record, field)]
    assert says in findings[0].message


def test_the_seed_has_no_fault() -> None:
    seed = Seed(SEED)
    assert len(seed) == len(list(seed)) > 150
    assert all(seed.records[kind.kind] for kind in SEED_MODELS)


MEETING = ("meetings.yaml", "jspg-kz-tr-8")
VISIT = ("meetings.yaml", "tokayev-visit-turkiye-2025")
SUMMIT = ("meetings.yaml", "ots-summit-13")
AGREEMENT = ("agreements.yaml", "mfa-cooperation-plan-kz-tr-2026")
TRADE = ("trade_stats.yaml", "trade-2025-01-11-jspg-8-preview")
COMMITMENT = ("commitments.yaml", "gaziantep-school")
MECHANISM = ("mechanisms.yaml", "jspg-kz-tr")
OFFICIAL = ("officials.yaml", "hakan-fidan")
EMBASSY = ("missions.yaml", "kz-embassy-tr")
DOCUMENT = ("documents/jspg-8-report.yaml", "jspg-8-report")
FIDAN = {"official": "hakan-fidan", "country": "TR", "role": "guest"}


def citing(**place: Any) -> dict[str, Any]:
    return {"evidence": [{"document": "jspg-8-report", "paragraph": 1, "quote": "x", **place}]}


CASES: list[tuple[tuple[str, str], dict[str, Any], str, str]] = [
    (MEETING, {"mechanism": "jspq-kz-tr"}, "mechanism", "no mechanism 'jspq-kz-tr'; the nearest: jspg-kz-tr"),
    (VISIT, {"countries": ["KZ", "XX"]}, "countries.1", "there is no party 'XX'"),
    (VISIT, {"participants": [FIDAN | {"official": "fida"}]}, "participants.0.official", "no official 'fida'"),
    (VISIT, {"participants": [FIDAN | {"country": "XX"}]}, "participants.0.country", "there is no party 'XX'"),
    (VISIT, {"topics": ["trade", "trades"]}, "topics.1", "there is no topic 'trades'; the nearest: trade"),
    (MEETING, {"city": "ankora"}, "city", "there is no city 'ankora'; the nearest: ankara"),
    (AGREEMENT, {"meeting": "jspg-kz-tr-9"}, "meeting", "no meeting 'jspg-kz-tr-9'; the nearest: jspg-kz-tr-8"),
    (VISIT, {"date": "2026-02-30"}, "date", "no such day: 2026-02 has 28 days"),
    (VISIT, {"date": "2026-2-3"}, "date", "is not a day, month or year"),
    (VISIT, {"date": "2026-02-03/2026-02-02"}, "date", "ends before it starts"),
    (VISIT, {"date": "2026/.."}, "date", "has an open end"),
    (AGREEMENT, {"valid": "2027/2026"}, "valid", "ends before it starts"),
    (COMMITMENT, {"due": "2026-13"}, "due", "no such month"),
    (OFFICIAL, {"positions": [{"title": "T", "as_of": "soon"}]}, "positions.0.as_of", "is not a day"),
    (MEETING, citing(paragraph=12), "evidence.0.paragraph", "jspg-8-report has 11 paragraphs, not 12"),
    (SUMMIT, citing(paragraph=0), "evidence.0.paragraph", "it is less than 1"),
    (SUMMIT, citing(document="jspg-9-report"), "evidence.0.document", "the nearest: jspg-8-report"),
    (SUMMIT, citing(fields=["date", "venu"]), "evidence.0.fields", "it has no field 'venu'; the nearest: venue"),
    (SUMMIT, citing(method="inferred"), "evidence.0.method", "there is no such field"),
    (SUMMIT, citing(says="planned", fields=["date", "status"]), "evidence.0", "exactly one name in `fields`"),
    (SUMMIT, citing(says="planned", fields=["status"]), "evidence.0.says", "the value of the record: leave `says` out"),
    (SUMMIT, citing(says="2026", fields=["date"]), "evidence.0.says", "the value of the record: leave `says` out"),
    (MEETING, citing(says="8", fields=["session"]), "evidence.0.says", "the value of the record: leave `says` out"),
    (MEETING, citing(says="ankara", fields=["city"]), "evidence.0.says", "the value of the record: leave `says` out"),
    (TRADE, citing(says="8950000000", fields=["value"]), "evidence.0.says", "leave `says` out"),
    (SUMMIT, citing(quote="w" * 61), "evidence.0.quote", "more than 60 characters"),
    (SUMMIT, citing(occurrence=0), "evidence.0.occurrence", "it is less than 1"),
    (SUMMIT, citing(start=5), "evidence.0", "leave start, end and sha256 out, which are in the lock"),
    (("cities.yaml", "ankara"), citing(quote="Feb. 2"), "evidence", "take no evidence"),
    (MEETING, {"venue": "Palace"}, "venue", "no document is cited"),
    (MEETING, {"venu": "Palace"}, "venu", "there is no such field; the nearest: venue"),
    (MEETING, {"status": "hold"}, "status", "not one of held, planned, postponed, cancelled; the nearest: held"),
    (MEETING, {"session": 0}, "session", "it is less than 1"),
    (MEETING, {"session": 2**31}, "session", "it is not below"),
    (MEETING, {"session": 100_000}, "session", "it is not below 100000"),
    (AGREEMENT, {"count": 2**31}, "count", "it is not below"),
    (DOCUMENT, {"paragraphs": 2**31}, "paragraphs", "it is not below"),
    (MEETING, {"title": " Eighth meeting"}, "title", "begins or ends with white space"),
    (MEETING, {"title": ""}, "title", "it is empty"),
    (MEETING, {"title": "Eighth\0meeting"}, "title", "character 7 is U+0000 NULL"),
    (VISIT, {"countries": ["KZ", "TR", "KZ"]}, "countries", "twice"),
    (VISIT, {"topics": ["trade", "trade"]}, "topics", "twice"),
    (VISIT, {"participants": [FIDAN, FIDAN]}, "participants", "twice"),
    (AGREEMENT, {"parties": ["KZ", "TR", "KZ"]}, "parties", "twice"),
    (COMMITMENT, {"by": ["KZ", "KZ"]}, "by", "twice"),
    (MECHANISM, {"members": ["KZ", "KZ"]}, "members", "twice"),
    (EMBASSY, {"host": "KZ"}, "", "same country"),
    (TRADE, {"value": -1}, "value", "a net, which trade is not"),
    (TRADE, {"value": float("nan")}, "value", "finite number"),
    (TRADE, {"value": float("inf")}, "value", "finite number"),
    (TRADE, {"growth_percent": float("nan")}, "growth_percent", "finite number"),
    (TRADE, {"value": "8.95 billion"}, "value", "valid number"),
    (TRADE, {"unit": "EURO"}, "unit", "the nearest: EUR"),
    (TRADE, {"partner": "TR"}, "", "reporter and partner are the same country"),
    (TRADE, {"kind": "target"}, "", "record promised trade as a commitment"),
    (TRADE, {"indicator": "trade-target"}, "", "write `kind: target`"),
    (TRADE, {"product": {"name": "Oil", "hs": "270"}}, "product.hs", "two, four or six digits"),
    (COMMITMENT, {"value": 5}, "", "value and unit go together"),
    (COMMITMENT, {"unit": "count"}, "", "value and unit go together"),
    (DOCUMENT, {"sha256": "0" * 63}, "sha256", "64 digits and letters a to f"),
]  # fmt: skip


def rounds() -> Iterator[list[int]]:
    """The numbers of the cases in rounds, so that each round changes a record at most once.

    The first two rounds change the document, and the check then looks for no faults in its places.
    """
    waiting = [*range(len(CASES))]
    while waiting:
        by_record = {CASES[number][0]: number for number in reversed(waiting)}
        yield [*by_record.values()]
        waiting = [number for number in waiting if number not in by_record.values()]


@pytest.fixture(scope="module")
def case_faults(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[Finding]]:
    """The faults of the changed record, by the number of the case. No other record of its seed has faults."""
    faults_by_case: dict[int, list[Finding]] = {}
    for numbers in rounds():
        seed = copytree(SEED, tmp_path_factory.mktemp("changed") / "seed")
        for file in {CASES[number][0][0] for number in numbers}:
            with editing(seed / (file if "/" not in file else "documents.yaml")) as entries:
                for (place, record), fields, _, _ in (CASES[number] for number in numbers):
                    if place == file:
                        entries[record].update(fields)
        by_record: dict[str, list[Finding]] = {}
        for fault in faults(seed):
            by_record.setdefault(fault.record, []).append(fault)
        faults_by_case |= {number: by_record.pop(CASES[number][0][1], []) for number in numbers}
        assert not by_record
    return faults_by_case


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: f"{CASES[number][0][1]}-{number}")
def test_a_changed_record(case_faults: dict[int, list[Finding]], number: int) -> None:
    (file, record), _, field, says = CASES[number]
    assert_only(case_faults[number], file, record, field, says)


NEW = f"title: T, type: session, status: held, {CITATION}"
TURN = f"title: T, type: embassy, {CITATION}"
LAND = f"numeric: '999', name: Elsewhere, {CITATION}"


@pytest.mark.parametrize(
    ("file", "entry", "record", "field", "says"),
    [
        ("meetings.yaml", f"id: jspg-kz-tr-8, {NEW}", "jspg-kz-tr-8", "id",
         "the id is taken by meetings.yaml jspg-kz-tr-8"),
        ("milestones.yaml", f"id: jspg-kz-tr-8, countries: [KZ], {TURN}", "jspg-kz-tr-8", "id",
         "the id is taken on the timeline by documents/jspg-8-report.yaml jspg-kz-tr-8"),
        ("agreements.yaml", f"id: jspg-kz-tr-8, title: T, type: plan, status: signed, {CITATION}", "jspg-kz-tr-8", "id",
         "the id is taken on the timeline by documents/jspg-8-report.yaml jspg-kz-tr-8"),
        ("meetings.yaml", f"id: other, mechanism: jspg-kz-tr, session: 8, {NEW}", "other", "session",
         "the session is taken by meetings.yaml jspg-kz-tr-8"),
        ("countries.yaml", f"id: XT, alpha3: XTX, aliases: [TURKEY], {LAND}", "XT", "aliases",
         "a name is taken by countries.yaml TR"),
        ("countries.yaml", f"id: XT, alpha3: TUR, {LAND}", "XT", "aliases", "a name is taken by countries.yaml TR"),
        ("countries.yaml", f"id: XT, alpha3: XTX, {LAND.replace('999', '792')}", "XT", "aliases",
         "a name is taken by countries.yaml TR"),
        ("countries.yaml", f"id: xt, alpha3: XTX, {LAND}", "xt", "id", "a code of ISO 3166"),
        ("countries.yaml", f"id: XT, alpha3: XTX, {LAND}".replace("'999'", "51"), "XT", "numeric", "three digits"),
        ("countries.yaml", f"id: XT, alpha3: XTX, official_name: false, {LAND}", "XT", "official_name", "not text"),
        ("milestones.yaml", f"id: Other, countries: [KZ], {TURN}", "Other", "id", "lower-case letters"),
        ("milestones.yaml", f"id: other, countries: [], {TURN}", "other", "countries", "it is empty"),
        ("meetings.yaml", f"id: other, formerly: [jspg-kz-tr-8], {NEW}", "other", "formerly",
         "jspg-kz-tr-8 is the id of a meeting: an id is never reused"),
        ("milestones.yaml", f"id: other, countries: [KZ], formerly: [jspg-kz-tr-8], {TURN}", "other", "formerly",
         "jspg-kz-tr-8 is the id of a meeting"),
        ("meetings.yaml", f"id: other, formerly: [Other Meeting], {NEW}", "other", "formerly", "lower-case letters"),
        ("withdrawn.yaml", "id: jspg-kz-tr-8, kind: meeting, reason: It was a mistake.", "jspg-kz-tr-8", "id",
         "the seed has it as a record of kind meeting"),
        ("withdrawn.yaml", "id: other, kind: meetings, reason: It was a mistake.", "other", "kind",
         "there is no such kind; the nearest: meeting"),
        ("withdrawn.yaml", "id: other, kind: meeting", "other", "reason", "it is missing"),
    ],
)  # fmt: skip
def test_an_added_record(seed: Path, file: str, entry: str, record: str, field: str, says: str) -> None:
    add(seed / file, entry)
    assert_only(faults(seed), file, record, field, says)


def test_one_text_for_two_documents(seed: Path) -> None:
    path = seed / "documents" / "jspg-8-report.yaml"
    path.with_stem("zzz").write_text(path.read_text("utf-8").partition("records:")[0], "utf-8")
    lock_made_up(seed)
    says = "the text is the same as that of documents/jspg-8-report.yaml jspg-8-report"
    assert_only(faults(seed), "documents/zzz.yaml", "zzz", "sha256", says)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"- {id: [", "while parsing"),
        (b"- {id: a, name: A, id: b}", "'id' is given twice"),
        (b"- {id: a, name: A, id: a}", "'id' is given twice"),
        (b"- {id: a,\n name: \xff}", "it is not in UTF-8: line 2 has the byte 0xff"),
        ("- {id: a, name: A}".encode("utf-16"), "it is not in UTF-8"),
        (b"- {id: a, name: !!python/name:os.system ''}", "the tag 'tag:yaml.org,2002:python/name:os.system'"),
        (b"- {id: a, name: !!int 5}", "the tag 'tag:yaml.org,2002:int' is not supported"),
        (b"- !!set {id: a}", "the tag 'tag:yaml.org,2002:set' is not supported"),
        (b"- {id: a, name: A\0}", "control characters are not allowed"),
        (b"- id: a\n\tname: A", "violates indentation"),
        (b"- &a [*a]", "the alias *a refers to a value that contains it"),
        (b"- {id: *a}", "the alias *a has no anchor before it"),
        (b"- {<<: {id: a}}", "a merge key (<<) is not supported"),
        (b"- {[a]: b}", "the name of a field is a word"),
        (b"- {? {a: b} : c}", "the name of a field is a word"),
        (b"- []\n---\n- []", "a second document begins"),
        (b"[" * 200_000, "nested more than 20 deep"),
        (b"- " * 200_000, "nested more than 20 deep"),
        (b"{a: " * 200_000, "nested more than 20 deep"),
        (b"? " * 200_000, "the name of a field is a word"),
        (b"- {" + b", ".join(b"k%d: 1" % n for n in range(100_000)) + b"}", "a record has more than 100,000 values"),
        (b"a: {name: A}", "it is not a list of records"),
        (b"{}", "it is not a list of records"),
        (b"text", "it is not a list of records"),
    ],
)
def test_a_broken_file(seed: Path, text: bytes, says: str) -> None:
    (seed / "missions.yaml").write_bytes(text)
    assert_only(faults(seed), "missions.yaml", "", "", says)


@pytest.mark.parametrize("field", ["id", "sender", "host", "type"])
def test_a_missing_field(seed: Path, field: str) -> None:
    entry = {"id": "new", "sender": "KZ", "host": "TR", "type": "embassy", **citing()}
    del entry[field]
    (seed / "missions.yaml").write_text(yaml.safe_dump([entry]), "utf-8")
    lock_made_up(seed)
    assert_only(faults(seed), "missions.yaml", "record 1" if field == "id" else "new", field, "it is missing")


def test_a_record_that_is_none(seed: Path) -> None:
    (seed / "missions.yaml").write_text("- just a text", "utf-8")
    assert_only(faults(seed), "missions.yaml", "record 1", "", "it is not a mapping of fields")


def test_a_folder_without_a_seed(tmp_path: Path) -> None:
    assert_only(faults(tmp_path), "", "", "", f"there is no seed in {tmp_path}")


@pytest.mark.parametrize("name", ["mission.yaml", "missions.yml"])
def test_a_file_that_nothing_reads(seed: Path, name: str) -> None:
    (seed / name).write_text("[]")
    assert_only(faults(seed), name, "", "", "agreements.yaml, cities.yaml, commitments.yaml,")


def test_a_folder_that_nothing_reads(seed: Path) -> None:
    (seed / "documents" / "2026").mkdir()
    (seed / "documents" / "2026" / "more.yaml").write_text("{}")
    assert_only(faults(seed), "documents/2026/more.yaml", "", "", "move it to documents/")


def test_all_faults_are_told_at_once(seed: Path) -> None:
    (seed / "mission.yaml").write_text("[]")
    with editing(seed / "meetings.yaml") as meetings:
        meetings["jspg-kz-tr-8"].update(mechanism="jspq", session=0, titel="T")
    with editing(seed / "trade_stats.yaml") as stats:
        stats[TRADE[1]].update(partner="XX", meeting="never")
    add(seed / "countries.yaml", f"id: XT, alpha3: TUR, {LAND}")
    assert {(f.file, f.record, f.field) for f in faults(seed) if f.message != WITHOUT_CITATION} == {
        ("mission.yaml", "", ""),
        ("meetings.yaml", "jspg-kz-tr-8", "session"),
        ("meetings.yaml", "jspg-kz-tr-8", "titel"),
        ("trade_stats.yaml", TRADE[1], "partner"),
        ("trade_stats.yaml", TRADE[1], "meeting"),
        ("countries.yaml", "XT", "aliases"),
    }


@pytest.mark.thorough
def test_yaml_without_its_surprises(seed: Path) -> None:
    add(seed / "countries.yaml", f"id: NO, alpha3: NOR, {LAND}")
    citation = NEW.replace("}]", ", fields: [status, date, venue, country]}]")
    add(seed / "meetings.yaml", f"id: other, date: 2025-01-02, country: NO, venue: on, {citation}")
    add(
        seed / "officials.yaml",
        "id: other, name: O, country: NO, positions: [{title: T, former: true, end: 2009}], "
        + CITATION.replace("}]", ", fields: [name, positions]}]"),
    )
    records = Seed(seed).records
    country, meeting, official = (records[kind][-1].model_dump() for kind in ("country", "meeting", "official"))
    assert (country["id"], meeting["country"], official["country"]) == ("NO", "NO", "NO")
    assert (meeting["venue"], meeting["date"]["text"]) == ("on", "2025-01-02")
    (post,) = official["positions"]
    assert (post["former"], post["end"]["text"]) == (True, "2009")
