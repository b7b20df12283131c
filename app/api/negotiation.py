"""Content negotiation by ``Accept`` (RFC 9110, 12.5.1): which of the media types on offer a client prefers."""

import re
from collections.abc import Sequence

JSON = "application/json"

HTML = "text/html"

FORM = "application/x-www-form-urlencoded"

MAX_ACCEPT = 4_096
"""Characters of ``Accept`` that are read: no client lists so many types."""

_QUOTED_STRING = r'"(?:[^"\\]|\\.)*"?'

_ELEMENT = re.compile(rf'(?:[^,"]|{_QUOTED_STRING})+')

_PARAMETER = re.compile(rf'(?:[^;"]|{_QUOTED_STRING})+')

_WEIGHT = re.compile(r"q=(0(?:\.\d*)?|1(?:\.0*)?)")


def preferred_type(accept: str, offers: Sequence[str]) -> str | None:
    """The media type of ``offers`` that the client prefers; None for JSON, also if no type matches.

    A type has the weight of the most specific range that matches it, and the greatest weight wins. Among equal weights
    a type that is named wins over one that only a wildcard matches, and then the first of ``offers``. The order of the
    header does not count.
    """
    if accept in ("", "*/*", JSON):  # as most clients send: to parse it would take a tenth of the time of an item
        return None
    types = offers if JSON in offers else [JSON, *offers]
    weights = _weights(accept, types)
    type_weights = {name: _weight(name, weights) for name in types}
    greatest = max(type_weights.values())
    best = [name for name in types if type_weights[name] == greatest]
    explicit = [name for name in best if name in weights]
    if greatest == 0 or (JSON in best and not explicit):
        return None
    choice = (explicit or best)[0]
    return None if choice == JSON else choice


def is_form_of_page(content_type: str, accept: str) -> bool:
    """Whether a browser sent a form, so that the answer is a page. ``curl -d`` names the type of a form too, but asks
    for no HTML."""
    return content_type.partition(";")[0].strip().lower() == FORM and preferred_type(accept, [HTML]) == HTML


def _weights(accept: str, types: Sequence[str]) -> dict[str, float]:
    """The weight of each media range that matches a type; the greatest if a range is repeated. Malformed ranges are
    left out."""
    ranges = {media_range for name in types for media_range in _ranges(name)}
    weights: dict[str, float] = {}
    text = accept[:MAX_ACCEPT].lower()
    if not any(media_range in text for media_range in ranges):  # to take 500 other types apart holds up the event loop
        return weights
    for element in _ELEMENT.findall(text):
        if element.partition(";")[0].strip() in ranges:  # to parse all others would hold up the event loop
            name, *parameters = (part.strip() for part in _PARAMETER.findall(element))
            quality = next((part for part in parameters if part.startswith("q=")), "q=1")
            if weight := _WEIGHT.fullmatch(quality):
                weights[name] = max(float(weight[1]), weights.get(name, 0.0))
    return weights


def _ranges(name: str) -> tuple[str, str, str]:
    """The media ranges that match a type, the most specific first."""
    return name, f"{name.partition('/')[0]}/*", "*/*"


def _weight(name: str, weights: dict[str, float]) -> float:
    return next((weights[media_range] for media_range in _ranges(name) if media_range in weights), 0.0)
