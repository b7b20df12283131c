"""YAML without conversions: what each form of a scalar is in each kind of field. No file exhausts the reader."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from app.ingest import plain_yaml
from app.ingest.files import FileError, decode
from app.ingest.findings import SeedError
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import SEED_MODELS
from tests import sample_seed
from tests.sample_seed import Example

NO = object()
"""Stands for a value that the field refuses."""
CITATION = "- {document: example, paragraph: 1, quote: Ninth meeting of the Example Group, fields: [FIELD]}"
STAT = """
  reporter: KZ
  partner: TR
  indicator: students
  value: 1
  unit: count
  qualifier: exact
  authority: press
  as_written: one"""
# The file, the field, and an entry of which all that is not looked at is as it should be.
FIELDS = {
    "text": ("meetings.yaml", "occasion", "title: T\n  type: visit\n  status: held\n  occasion: {}"),
    "code": ("trade_stats.yaml", "product.hs", f"product:\n    name: P\n    hs: {{}}{STAT}"),
    "whole": ("meetings.yaml", "session", "title: T\n  type: visit\n  status: held\n  session: {}"),
    "decimal": ("trade_stats.yaml", "growth_percent", f"growth_percent: {{}}{STAT}"),
    "date": ("milestones.yaml", "date", "title: T\n  type: embassy\n  countries: [KZ]\n  date: {}"),
    "flag": ("officials.yaml", "positions.0.former",
             "name: N\n  country: KZ\n  positions:\n  - title: T\n    former: {}"),
}  # fmt: skip
# What is written, and what it is as a text, a code, a whole number, a decimal number, a date, and true or false.
SCALARS: dict[str, tuple[Any, ...]] = {
    "8": ("8", NO, 8, 8.0, NO, NO),
    "010": ("010", NO, NO, NO, NO, NO),
    "0901": ("0901", "0901", NO, NO, "0901", NO),
    "2709": ("2709", "2709", 2709, 2709.0, "2709", NO),
    "090112": ("090112", "090112", NO, NO, NO, NO),
    "0o10": ("0o10", NO, NO, NO, NO, NO),
    "0x10": ("0x10", NO, NO, NO, NO, NO),
    "0x7E9": ("0x7E9", NO, NO, NO, NO, NO),
    "0b101": ("0b101", NO, NO, NO, NO, NO),
    "1_000": ("1_000", NO, NO, NO, NO, NO),
    "1,000": ("1,000", NO, NO, NO, NO, NO),
    "1:30": ("1:30", NO, NO, NO, NO, NO),
    "1:30:00": ("1:30:00", NO, NO, NO, NO, NO),
    "1e3": ("1e3", NO, NO, 1000.0, NO, NO),
    "1.5e+3": ("1.5e+3", NO, NO, 1500.0, NO, NO),
    ".5": (".5", NO, NO, NO, NO, NO),
    "5.": ("5.", NO, NO, NO, NO, NO),
    "0.5": ("0.5", NO, NO, 0.5, NO, NO),
    "8.0": ("8.0", NO, NO, 8.0, NO, NO),
    "+5": ("+5", NO, NO, NO, NO, NO),
    "-4.5": ("-4.5", NO, NO, -4.5, NO, NO),
    "-0": ("-0", NO, NO, 0.0, NO, NO),
    ".inf": (".inf", NO, NO, NO, NO, NO),
    ".nan": (".nan", NO, NO, NO, NO, NO),
    "NaN": ("NaN", NO, NO, NO, NO, NO),
    "８": ("８", NO, NO, NO, NO, NO),
    "1992": ("1992", "1992", 1992, 1992.0, "1992", NO),
    "2026-02-02": ("2026-02-02", NO, NO, NO, "2026-02-02", NO),
    "2026-02-02 10:00:00": ("2026-02-02 10:00:00", NO, NO, NO, NO, NO),
    "=": ("=", NO, NO, NO, NO, NO),
    "yes": ("yes", NO, NO, NO, NO, NO),
    "no": ("no", NO, NO, NO, NO, NO),
    "on": ("on", NO, NO, NO, NO, NO),
    "off": ("off", NO, NO, NO, NO, NO),
    "y": ("y", NO, NO, NO, NO, NO),
    "True": ("True", NO, NO, NO, NO, NO),
    "true": (NO, NO, NO, NO, NO, True),
    "false": (NO, NO, NO, NO, NO, False),
    "~": (None, None, None, None, None, NO),
    "null": (None, None, None, None, None, NO),
    "": (None, None, None, None, None, NO),
    "9007199254740993": ("9007199254740993", NO, NO, NO, NO, NO),
    "1" * 5000: (NO, NO, NO, NO, NO, NO),
}  # fmt: skip
QUOTED_SCALARS = {"true": ("true", *SCALARS["true"][1:]), "false": ("false", *SCALARS["false"][1:]), "": (NO,) * 6,
          "~": ("~", *[NO] * 5), "null": ("null", *[NO] * 5)}  # fmt: skip


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Example:
    return sample_seed.example(tmp_path_factory.mktemp("made")).write()


def read_scalar(sample: Example, scalar: str) -> Iterator[Any]:
    """The value of each field if a file gives it this scalar in YAML."""
    texts = {sample.seed / file: (sample.seed / file).read_text("utf-8") for file, _, _ in FIELDS.values()}
    kinds = {kind.file: kind for kind in SEED_MODELS}
    for field, (file, _, entry) in FIELDS.items():
        citation = CITATION.replace("FIELD", ", ".join(kinds[file].cited_fields))
        before = (sample.seed / file).read_text("utf-8").replace("[]", "")
        after = f"{before}\n- id: new-{field}\n  {entry.format(scalar)}\n  evidence:\n  {citation}\n"
        (sample.seed / file).write_text(after, "utf-8")
    faults: set[tuple[str, str]] = set()
    seed: Seed | None = None
    try:
        seed = Seed(sample.seed)
    except SeedError as error:
        faults, seed = {(fault.record, fault.field) for fault in error.faults}, error.partial_seed
    finally:
        for path, text in texts.items():
            path.write_text(text, "utf-8")
    assert seed
    for field, (file, field_path, _) in FIELDS.items():
        field_faults = {fault for fault in faults if fault[0] == f"new-{field}"}
        if field_faults:
            yield NO if field_faults == {(f"new-{field}", field_path)} else field_faults
            continue
        result: Any = next(record for record in seed.records[kinds[file].kind] if record.id == f"new-{field}")
        for part in field_path.split("."):
            result = result[int(part)] if part.isdigit() else getattr(result, part)
        yield getattr(result, "text", result)


@pytest.mark.parametrize("style", ["plain", "single", "double"])
@pytest.mark.parametrize("scalar", SCALARS, ids=lambda scalar: scalar[:20])
def test_scalar_is_read_as_it_is_written_or_refused(sample: Example, scalar: str, style: str) -> None:
    quote = {"plain": "", "single": "'", "double": '"'}[style]
    expected = SCALARS[scalar] if style == "plain" else QUOTED_SCALARS.get(scalar, SCALARS[scalar])
    result = tuple(read_scalar(sample, f"{quote}{scalar}{quote}"))
    assert result == expected
    assert [type(value) for value in result] == [type(value) for value in expected]


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"), max_size=9)
values = st.recursive(
    st.none() | st.booleans() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_what_is_written_is_read(value: Any) -> None:
    assert plain_yaml.parse_yaml(yaml.safe_dump(value, allow_unicode=True)) == value


def test_an_alias_is_what_it_names() -> None:
    assert plain_yaml.parse_yaml("- &a {x: [1, &b two]}\n- *a\n- [*b, *b]") == [{"x": ["1", "two"]}] * 2 + [
        ["two", "two"]
    ]


PAIRS = zip("abcdefghijkl", "bcdefghijklm", strict=True)
LAUGHS = "- &a [x, x]\n" + "".join(f"- &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in PAIRS)
CHAIN = "- &a0 [x]\n" + "".join(f"- &a{n + 1} [*a{n}]\n" for n in range(50))


@pytest.mark.parametrize("text", [LAUGHS, CHAIN], ids=["laughs", "chain"])
def test_aliases_count_as_what_they_name(text: str) -> None:
    """So they allow neither more values nor deeper nesting than a file without aliases."""
    with pytest.raises(plain_yaml.YamlError, match="more than"):
        plain_yaml.parse_yaml(text)


def test_values_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_yaml, "MAX_FILE_VALUES", 100)
    assert len(plain_yaml.parse_yaml("- x\n" * 98)) == 98
    with pytest.raises(plain_yaml.YamlError, match="more than 100 values"):
        plain_yaml.parse_yaml("- x\n" * 101)
    with pytest.raises(plain_yaml.YamlError, match="more than 100 values"):
        plain_yaml.parse_yaml("- &a [1, 2, 3, 4, 5]\n" + "- *a\n" * 20)


marks = st.sampled_from(
    [b"[", b"]", b"{", b"}", b"- ", b": ", b"&a ", b"*a ", b"!!x ", b"'", b'"', b"\\", b"|\n", b"\n", b"\t", b"? ",
     b"<<: ", b"---\n", b"%YAML 1.1\n", b"#", b"\0", b"\xff", b"\xef\xbb\xbf", b"@", b"`", b"id", b"~"]
)  # fmt: skip


@given(st.lists(marks | st.binary(max_size=4), max_size=30).map(b"".join))
@example(b"\xef\xbb\xbf- a\r\n- b")
def test_any_bytes_are_read_or_refused_with_a_sentence(raw: bytes) -> None:
    try:
        plain_yaml.parse_yaml(decode(raw))
    except (plain_yaml.YamlError, FileError) as error:
        assert str(error)  # noqa: PT017 - most bytes are refused, some are not


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_a_break_that_only_some_parsers_know_is_refused(character: str) -> None:
    with pytest.raises(plain_yaml.YamlError, match=r"^U\+\w{4} [A-Z ]+ ends a line for some parsers only") as refusal:
        plain_yaml.parse_yaml(f"- id: a\n  session: 8{character}  city: b\n")
    assert refusal.value.line == 2
    assert plain_yaml.parse_yaml(f'- "\\u{ord(character):04x}"') == [character]
