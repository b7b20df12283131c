"""Content negotiation by ``Accept`` (RFC 9110, 12.5.1): which of the media types on offer a client prefers."""

import re
from collections.abc import Iterator, Sequence

JSON = "application/json"

MOST_CHARACTERS = 4_096
"""Of a longer ``Accept`` the rest is not read: no client lists so many types."""

_QUOTED = r'"(?:[^"\\]|\\.)*"?'

_ELEMENT = re.compile(rf'(?:[^,"]|{_QUOTED})+')

_PARAMETER = re.compile(rf'(?:[^;"]|{_QUOTED})+')

_WEIGHT = re.compile(r"q=(0(?:\.\d*)?|1(?:\.0*)?)")


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The media type to answer with; None for JSON, which every address has and which answers what fits nothing.

    The greatest weight counts, by the most particular range that fits a type. Of several with that weight, one that
    is named goes before one that only a wildcard fits, and then the earlier of ``offered``. The order within the
    header has no meaning.
    """
    weights = _weights(accept)
    types = offered if JSON in offered else [JSON, *offered]
    found = {name: _weight(name, weights) for name in types}
    most = max(found.values())
    best = [name for name in types if found[name] == most]
    named = [name for name in best if name in weights]
    if most == 0 or (JSON in best and not named):
        return None
    choice = (named or best)[0]
    return None if choice == JSON else choice


def _weights(accept: str) -> dict[str, float]:
    """Each range of the header with its weight, the greatest where it is repeated. What is malformed is left out."""
    found: dict[str, float] = {}
    for name, weight in _ranges(accept.lower()):
        found[name] = max(weight, found.get(name, 0.0))
    return found


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for element in _ELEMENT.findall(accept[:MOST_CHARACTERS]):
        name, *parameters = (part.strip() for part in _PARAMETER.findall(element) or [""])
        quality = next((part for part in parameters if part.startswith("q=")), "q=1")
        weight = _WEIGHT.fullmatch(quality)
        if weight:
            yield name, float(weight[1])


def _weight(name: str, weights: dict[str, float]) -> float:
    ranges = (name, f"{name.partition('/')[0]}/*", "*/*")
    return next((weights[one] for one in ranges if one in weights), 0.0)
