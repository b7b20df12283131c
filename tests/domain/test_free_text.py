"""Free text: every text of the seed is checked, and every format can write each valid text."""

import unicodedata
from typing import Annotated, Any, get_args, get_origin
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from app.domain.free_text import clean, fault
from app.ingest.seed_fields import RefTo
from app.ingest.seed_schema import SEED_MODELS, EvidenceSeed

ODD = [
    "\0", "\t", "\n", "\r", "\x0b", "\x1b", "\x7f", "\x85", "\x9b", "\u00ad", "\u061c", "\u180e", "\u2003", "\u200b",
    "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2060", "\u2066", "\u2069", "\u206f", "\ue000",
    "\ufdd0", "\ufeff", "\ufff9", "\ufffe", "\uffff", "\U0001fffe", "\U000e0041", "\U000f0000", "\ud800", "\udfff",
]  # fmt: skip
FINE = [
    "a b", "5\u00a0000", "5\u202f000", "5\u2009000", "می\u200cخواهم", "क्\u200dष", "👩\u200d👩\u200d👧", "山\u3000田",
    "İstanbul", "Қазақстан", "北京", "עברית", "المغرب", "\u0601 ١٤٤٥", "<b>", "[x](y)", "=1+1", "𐍈", "—",
]  # fmt: skip


def models(model: type[BaseModel]) -> set[type[BaseModel]]:
    """A model and the models of its fields."""
    result = {model}
    for field in model.model_fields.values():
        for inner in leaves(field.annotation):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                result |= models(inner)
    return result


def leaves(annotation: Any) -> list[Any]:
    inner = get_args(annotation)
    return [annotation] if get_origin(annotation) is None else [leaf for item in inner for leaf in leaves(item)]


STRINGS = [
    pytest.param(model, name, id=f"{model.__name__}.{name}")
    for model in sorted({inner for kind in SEED_MODELS for inner in models(kind)}, key=lambda model: model.__name__)
    for name, field in model.model_fields.items()
    if str in leaves(field.annotation)
    and (model, name) != (EvidenceSeed, "sha256")  # which the lock alone gives
    and name != "formerly"  # whose texts are ids of the kind
]


@pytest.mark.parametrize(("model", "name"), STRINGS)
def test_every_text_of_the_seed_is_an_id_a_code_or_free_text(model: type[BaseModel], name: str) -> None:
    """References must be existing ids. All other texts refuse what some format cannot write."""
    field = model.model_fields[name]
    if any(isinstance(mark, RefTo) for mark in field.metadata):
        return
    is_list = list in [get_origin(field.annotation), *map(get_origin, get_args(field.annotation))]
    field_type: Any = Annotated[(field.annotation, *field.metadata, "as in the model")]
    reads: TypeAdapter[Any] = TypeAdapter(field_type)
    for text in (*(f"a{character}b" for character in ODD), " a", "a ", "e\u0301", "\u0301e", "\u3164", "a" * 301, ""):
        with pytest.raises(ValidationError):
            reads.validate_python([text] if is_list else text)


def test_all_models_are_looked_at() -> None:
    assert {"EvidenceSeed.quote", "EvidenceSeed.reason", "ProductSeed.name", "MeetingSeed.occasion",
            "OfficialSeed.editorial_aliases", "PositionSeed.body"} <= {param.id for param in STRINGS}  # fmt: skip


@pytest.mark.parametrize("text", FINE)
def test_text_of_any_script_is_fine(text: str) -> None:
    assert fault(text) is None
    assert clean(text) == text


@pytest.mark.parametrize("character", ODD, ids=lambda character: f"U+{ord(character):04X}")
def test_odd_character_is_named(character: str) -> None:
    message = fault(f"ab{character}c") or ""
    assert message.startswith(f"character 3 is U+{ord(character):04X} ")
    assert fault(clean(f"ab{character}c")) is None


def test_names_of_characters() -> None:
    assert "U+202E RIGHT-TO-LEFT OVERRIDE, which changes the direction" in (fault("a\u202eb") or "")
    assert "U+000D CARRIAGE RETURN" in (fault("a\rb") or "")
    assert "character 2 on it is not in Unicode's composed form (NFC): write U+00E9" in (fault("xe\u0301") or "")


@given(st.text(max_size=20))
def test_what_passes_is_well_formed_everywhere(text: str) -> None:
    clean_text = clean(text)
    assert clean(clean_text) == clean_text
    if fault(text) is not None:
        return
    assert clean_text == text
    assert text.splitlines() == [text]
    assert unicodedata.normalize("NFC", text) == text
    element = ElementTree.Element("title")
    element.text = text
    assert ElementTree.fromstring(ElementTree.tostring(element)).text == text
