"""Messages about refused values: none comes from pydantic, and none contains a regular expression."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from app.ingest.seed_schema import SEED_MODELS
from app.ingest.value_faults import fault_sentences

VALUES: list[Any] = [None, "", " ", "x" * 3000, "-", "Ä", 0, -1, 10**20, 1.5, True, [], ["x"], [{}], {}, {"x": 1}, [[]]]
"""Values of every type and of unusual sizes. Each field refuses most of them."""


def messages(kind: type[BaseModel]) -> Iterator[tuple[str, str]]:
    for field in ["unheard_of", *(field.alias or name for name, field in kind.model_fields.items())]:
        for value in VALUES:
            try:
                kind.model_validate({field: value})
            except ValidationError as error:
                yield from ((".".join(map(str, path)), message) for path, message in fault_sentences(error, kind))


@pytest.mark.parametrize("kind", SEED_MODELS, ids=lambda kind: kind.kind)
def test_every_refusal_is_a_sentence_of_ours(kind: type[BaseModel]) -> None:
    messages_by_path = dict(messages(kind))
    assert messages_by_path["unheard_of"] == "there is no such field"
    foreign = re.compile(r"Input should|should have|should match|required|permitted|instance of|[\\^$]|\\{|_type")
    assert not {path: message for path, message in messages_by_path.items() if foreign.search(message)}


def test_the_nearest_field_of_an_inner_model_is_named() -> None:
    meeting = next(kind for kind in SEED_MODELS if kind.kind == "meeting")
    with pytest.raises(ValidationError) as failure:
        meeting.model_validate({"participants": [{"offical": "x"}], "places": [{"citty": "x"}]})
    messages_by_path = {".".join(map(str, path)): message for path, message in fault_sentences(failure.value, meeting)}
    assert messages_by_path["participants.0.offical"] == "there is no such field; the nearest: official"
    assert messages_by_path["places.0.citty"] == "there is no such field; the nearest: city"
