"""Finds numbered meetings of heads of state or ministers that have a name of their own and are no known mechanism."""

import re
from collections.abc import Iterator

from app.curate.events.event import Event, Spot, TextValue
from app.curate.events.summits import ORGANIZATIONS, PLACE_VERB
from app.curate.events.timing import event_at
from app.curate.mentions.reading import Passage
from app.curate.mentions.regional import members_of_regions
from app.domain.vocabulary import MeetingType

_NAME_BEHIND = re.compile(
    r"\s(?P<name>(?:[A-Z][\w-]+\s){0,3}(?:Meeting|Gathering|Congress))\b"
    r"(?P<of>\sof\s(?:the\s)?(?:(?P<heads>Heads\sof\sState(?:\sand\sGovernment)?|Leaders|Presidents|Prime\sMinisters)"
    r"|(?:[A-Z][\w-]+\s){0,2}Ministers)(?:\sof\s(?:the\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,3})?)?"
)
"""“Eighth Consultative Meeting of the Heads of State of Central Asia”. Later sentences repeat a part of the name."""

_ANOTHER_OF_THEM = re.compile(r"\ssuch\s(?:meeting|gathering|summit|congress)\b")
"""“The first such meeting”: of the series of which the text tells."""


def gatherings(passage: Passage, latest: Event | None) -> Iterator[Event]:
    """The named meetings of a sentence that says when they are held. ``latest`` is the last one before in the text."""
    if not (passage.dates and PLACE_VERB.search(passage.text)) or any(
        m.kind not in ORGANIZATIONS for m in passage.mechanisms
    ):
        return
    for ordinal in passage.ordinals:
        name, repeat = _NAME_BEHIND.match(passage.text, ordinal.end), _ANOTHER_OF_THEM.match(passage.text, ordinal.end)
        is_part = name and latest and not name["of"] and name["name"] in (latest.subject or "")
        earlier = latest if repeat or is_part else None
        if not (earlier or (name and name["of"])):
            continue
        end = name.end() if name else repeat.end() if repeat else ordinal.end
        cue = Spot(passage, ordinal.start, end)
        kind = MeetingType.summit if name and name["heads"] else MeetingType.conference
        event = event_at(earlier.type if earlier else kind, cue, is_direct=False)
        event.subject = f"{passage.text[ordinal.start : ordinal.end]} {_bare_name(earlier)}" if earlier else cue.words
        event.sides = [*members_of_regions(event.subject)]
        event.session = TextValue(ordinal.value, Spot.of(passage, ordinal))
        yield event


def _bare_name(event: Event) -> str:
    """The name of a meeting without its number."""
    return (event.subject or "").split(" ", 1)[-1]
