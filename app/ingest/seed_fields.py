"""Field types of the seed: texts, numbers, dates, ids and references, each with its limits."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from app.domain import edtf, free_text
from app.ingest import exact_values


@dataclass(frozen=True)
class RefTo:
    """Annotation of a field that holds the id, or a list of ids, of records of ``kind``. If that is None, the field
    ``kind`` beside the annotated one says the kind."""

    kind: str | None = None


def unique_items(values: list[Any]) -> list[Any]:
    """Refuse a list with duplicates. Delegates are duplicates if they are the same official,
    and parties if they have the same code."""
    names = set()
    for value in values:
        name = getattr(value, "official", None) or getattr(value, "country", value)
        if name in names:
            raise ValueError(f"{name!r} is there twice")
        names.add(name)
    return values


def edtf_validator(parse: Callable[[str], edtf.Span]) -> BeforeValidator:
    """A validator that takes a short text and reads it with ``parse``. YAML numbers and other values are refused."""

    def validate(value: object) -> edtf.Span:
        if not isinstance(value, str) or len(value) > MAX_DATE_LENGTH:
            raise ValueError(
                "it is not a day, month or year such as 2026-02-02, 2026-02 or 2026, nor two of these with a / between"
            )
        return parse(value)

    return BeforeValidator(validate)


def form_validator(pattern: str, form: str) -> AfterValidator:
    """A validator of texts that match a regular expression as a whole. ``form`` says in words what they are."""

    def validate(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"it is not {form}")
        return text

    return AfterValidator(validate)


MAX_DATE_LENGTH = 21
"""Characters of the longest date, ``2025-08-31/2025-09-01``."""

MAX_EXCERPT = 60
"""Characters of a quotation in the data. A few words suffice, and source texts are never served whole."""

SESSION_LIMIT = 100_000
"""Session numbers are below this limit, because a mechanism lists every number missing between its sessions."""

MAX_SPAN = 10_000

MAX_FOLDED_NAME = 2000
"""Letters of a folded name. It is indexed, and an index entry of PostgreSQL has 2,704 bytes at most."""

MAX_ITEMS = 1000
"""Items of a list in a record."""

Text = Annotated[
    str, Field(min_length=1, max_length=free_text.MAX_TEXT_LENGTH), AfterValidator(free_text.require_valid)
]

Excerpt = Annotated[str, Field(min_length=1, max_length=MAX_EXCERPT), AfterValidator(free_text.require_valid)]

Texts = Annotated[list[Text], Field(max_length=MAX_ITEMS)]

WebAddress = Annotated[
    str,
    Field(max_length=2000),
    form_validator(
        r"https?://[A-Za-z0-9_.~:/?#\[\]@!$&'()*+,;=%-]+", "an address that begins with http:// or https://"
    ),
]
"""An address of characters that RFC 3986 allows."""

SLUG_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"

Slug = Annotated[
    str, Field(max_length=100), form_validator(SLUG_PATTERN, "lower-case letters a to z, digits and single hyphens")
]

FieldName = Annotated[str, Field(max_length=40), form_validator("[a-z_]+", "the name of a field")]

SHA256_PATTERN = "[0-9a-f]{64}"

Sha256 = Annotated[str, form_validator(SHA256_PATTERN, "a SHA-256 of 64 digits and letters a to f")]

Code = Annotated[
    str,
    Field(max_length=100),
    form_validator("[A-Z][A-Z0-9]+(-[A-Z0-9]+)*", "a code of capital letters, digits and single hyphens, such as EU"),
]

Whole = Annotated[int, BeforeValidator(exact_values.parse_whole), Field(lt=exact_values.WHOLE_LIMIT)]

ExactNumber = Annotated[float, BeforeValidator(exact_values.parse_decimal)]

Readers = Annotated[int, BeforeValidator(exact_values.parse_readers)]
"""How many people checked something."""

Flag = Annotated[bool, BeforeValidator(exact_values.parse_flag)]

Edtf = Annotated[edtf.Span, edtf_validator(edtf.parse_event)]
"""The date of a record. It may have an open start: ``../1992-10`` is by October 1992."""

ClosedEdtf = Annotated[edtf.Span, edtf_validator(edtf.parse_closed)]
"""A date with both ends."""

OpenEdtf = Annotated[edtf.Span, edtf_validator(edtf.parse)]
"""A date that may have an open end: ``../2023-09`` is by September 2023."""

Reference = Annotated[str, Field(max_length=100)]

CountryId = Annotated[Reference, RefTo("country")]

PartyId = Annotated[Reference, RefTo("party")]

OptionalPartyId = Annotated[Reference | None, RefTo("party")]

PartyIds = Annotated[list[Reference], RefTo("party"), Field(max_length=MAX_ITEMS), AfterValidator(unique_items)]

AgreementIds = Annotated[list[Reference], RefTo("agreement"), Field(max_length=MAX_ITEMS), AfterValidator(unique_items)]

TopicIds = Annotated[list[Reference], RefTo("topic"), Field(max_length=MAX_ITEMS), AfterValidator(unique_items)]

MechanismId = Annotated[Reference | None, RefTo("mechanism")]

MeetingId = Annotated[Reference | None, RefTo("meeting")]

CityId = Annotated[Reference | None, RefTo("city")]

OfficialId = Annotated[Reference, RefTo("official")]

OptionalOfficialId = Annotated[Reference | None, RefTo("official")]

StatementIds = Annotated[list[Reference], RefTo("statement"), Field(max_length=MAX_ITEMS), AfterValidator(unique_items)]
