"""Proposes meetings: sessions, summits, conferences, visits, talks of two, and calls."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.curate.articles import Article
from app.curate.events.cues import meetings_of_people
from app.curate.events.dated_meetings import date_by_later_words, dated_meetings
from app.curate.events.details import add_details, locate
from app.curate.events.event import Event
from app.curate.events.lists import labels, mend_years, plan_items
from app.curate.events.merge import without_repetition
from app.curate.events.occasions import occasions
from app.curate.events.parts import is_of_session, is_visit_at_home, mend_visitor
from app.curate.events.persons import profiles
from app.curate.events.sidelines import take_gatherings
from app.curate.events.values import Writer
from app.curate.mentions.denials import is_denied
from app.curate.mentions.reading import reading_of
from app.curate.names import Names
from app.curate.proposals import Proposal
from app.curate.rules import rule
from app.domain.vocabulary import MeetingStatus, MeetingType

VERSION = 32


@rule("meetings", VERSION)
def propose(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each meeting in the article, in the order of the first mentions."""
    reading = reading_of(article, names)
    writer = Writer(reading, profiles(reading, names), f"rule:meetings/{VERSION}")
    return (writer.proposal(event) for event in events_of(article, names))


def events_of(article: Article, names: Names) -> list[Event]:
    """The events of a text. They are read once for each article and names."""
    return article.derive(_Events(names))


@dataclass(frozen=True)
class _Events:
    names: Names

    def __call__(self, article: Article) -> list[Event]:
        reading = reading_of(article, self.names)
        gatherings = [*occasions(reading)]
        visits = [event for event in gatherings if event.type is MeetingType.visit]
        mentions = sorted(
            [*gatherings, *meetings_of_people(reading, visits)],
            key=lambda event: reading.order[id(event.cues[0].passage)],
        )
        mentions = [
            event
            for event in mentions
            if event.cues[0].passage.sentence.paragraph not in reading.other_articles
            and not (_is_denied(event) or _is_no_event(event))
        ]
        locate(mentions)
        labels(mentions, reading)
        publication = reading.publication.start if reading.publication else None
        plan_items(mentions, reading, publication)
        mend_years(mentions, publication)
        people = profiles(reading, self.names)
        for event in mentions:
            mend_visitor(event, people)
        events = [event for event in without_repetition(mentions) if not is_visit_at_home(event, people)]
        date_by_later_words(events, reading, people)
        add_details(events, reading, people, self.names)
        events = [event for event in without_repetition(events) if not is_of_session(event, events, people)]
        take_gatherings(events, people)
        events_by_date = [event for event in dated_meetings(reading, people, events) if not _is_no_event(event)]
        locate(events_by_date)
        return [*events, *events_by_date]


_SEVERAL_TIMES = re.compile(r"(?:\s[a-z]+){0,3}?\s(?:(?:\d+|[a-z]+)\stimes|twice|repeatedly|regularly)\b")
"""Words behind “met” that tell of several meetings: “met four times”."""


def _is_no_event(event: Event) -> bool:
    """Whether a sentence only asks about a meeting, or counts several."""
    cue = event.cues[0]
    is_question = cue.passage.text.rstrip("”’) ").endswith("?")
    return is_question or (
        event.type is MeetingType.bilateral and bool(_SEVERAL_TIMES.match(cue.passage.text, cue.end))
    )


def _is_denied(event: Event) -> bool:
    """Whether the words say that the meeting did not happen. One that is called off is a record of its own."""
    cue = event.cues[0]
    is_open = event.status in (MeetingStatus.held, MeetingStatus.planned)
    return is_open and is_denied(cue.passage.text, cue.start, cue.end)
