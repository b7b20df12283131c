"""The two countries of a meeting, by its mechanism or by those who met, each with the words that state it."""

from app.curate.events.event import Event, Stated
from app.curate.mentions.reading import Reading


def members_of(event: Event, reading: Reading) -> dict[str, Stated[str]]:
    """The two members of the mechanism that met, if one is an organisation."""
    mechanism = event.mechanism
    if mechanism is None or len(mechanism.value.members) != 2 or mechanism.value.members <= reading.countries.keys():
        return {}
    reason = f"A member of the {mechanism.value.name}."
    return {code: Stated(code, mechanism.spot, reason) for code in sorted(mechanism.value.members)}


def countries_of_guests(event: Event) -> dict[str, Stated[str]]:
    """The two countries of those who meet, of which one may be that of the place."""
    found: dict[str, Stated[str]] = {}
    for guest in event.guests.values():
        if guest.mention.post and guest.mention.post.party:
            code = guest.mention.post.party
            found.setdefault(code, Stated(code, guest.spot, "One of those who met is of this country."))
    if event.city and event.city.value.city.country not in found:
        code = event.city.value.city.country
        found[code] = Stated(code, event.city.spot, "The country in which they met.")
    return found if len(found) == 2 else {}
