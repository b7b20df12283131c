"""The two countries of a meeting, by its mechanism, each with the words that state it."""

from app.curate.events.event import Event, TextValue
from app.curate.mentions.mechanisms import MechanismMention
from app.curate.mentions.reading import Reading


def all_members(mechanism: TextValue[MechanismMention]) -> dict[str, TextValue[str]]:
    """The members of a mechanism, in the order of their codes."""
    reason = f"A member of the {mechanism.value.name}."
    return {code: TextValue(code, mechanism.spot, reason) for code in sorted(mechanism.value.members)}


def members_of(event: Event, reading: Reading) -> dict[str, TextValue[str]]:
    """The two members of the mechanism that met, if one is an organisation."""
    mechanism = event.mechanism
    if mechanism is None or len(mechanism.value.members) != 2 or mechanism.value.members <= reading.countries.keys():
        return {}
    return all_members(mechanism)
