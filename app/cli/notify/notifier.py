"""Brings all subscribers up to the newest revision, each in the order of publication, whatever the others do."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from httpx2 import AsyncClient

from app.cli.notify.delivery import DeliveryError, deliver, make_client
from app.cli.notify.messages import Message, Progress, next_message
from app.cli.notify.standings import Standing, Standings
from app.cli.notify.subscribers import Subscriber
from app.db.snapshot import Snapshot
from app.domain.text import nearest_hint
from app.errors import Problem
from app.query.revisions import revision_before
from app.resource import Resource

REQUEST_SECONDS = 15.0
"""Seconds that a subscriber has to answer, as the specification recommends."""

PAUSES = (1.0, 5.0)
"""Seconds before the second and the third attempt of a message in a run."""

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 300, 600, 1440))
"""How long a subscriber is left alone after the first run in which it took no message, the second, and so on."""

LONGEST_WAIT = WAITS[-1]
"""The longest wait for which a subscriber may ask with Retry-After."""


@dataclass
class DeliveryReport:
    """What a run did for a subscriber. ``incomplete``: the subscriber lacks changes. ``reason`` says why, or what
    else there is to say."""

    name: str
    progress: Progress = field(default_factory=lambda: Progress(0))
    messages: int = 0
    changes: int = 0
    incomplete: bool = False
    reason: str = ""


@dataclass
class Notifier:
    """Sends all changes up to the newest revision. ``open_snapshot`` begins a consistent read.

    After ``seconds`` no attempt begins; one that has begun may take ``request_seconds`` more.
    """

    open_snapshot: Callable[[], Snapshot]
    resources: Sequence[Resource]
    seconds: float
    pauses: Sequence[float] = PAUSES
    request_seconds: float = REQUEST_SECONDS

    def run(self, subscribers: Sequence[Subscriber], standings: Standings) -> list[DeliveryReport]:
        """Send each subscriber its messages. Raises ``StandingsError``, and the errors of the database."""

        async def run_all() -> list[DeliveryReport]:
            end = time.monotonic() + self.seconds
            return [
                *await asyncio.gather(*(self._send_messages(subscriber, standings, end) for subscriber in subscribers))
            ]

        return asyncio.run(run_all())

    def preview(self, subscribers: Sequence[Subscriber], standings: Standings) -> list[DeliveryReport]:
        """What a run would send, without sending or storing anything."""
        reports = []
        for subscriber in subscribers:
            report = DeliveryReport(subscriber.name)
            reports.append(report)
            standing = self._standing(subscriber, standings, report)
            while standing and (message := self._next(subscriber, standing, report)):
                standing.advance(message.progress)
                report.messages, report.changes = report.messages + 1, report.changes + message.count
            report.progress = standing.progress if standing else report.progress
        return reports

    def _standing(self, subscriber: Subscriber, standings: Standings, report: DeliveryReport) -> Standing | None:
        """How a subscriber stands; None if it gets nothing in this run. A new one begins here."""
        standing = standings.get(subscriber.name)
        if standing is None:
            try:
                standing = Standing(revision=self._begin(subscriber))
            except Problem as error:
                report.reason, report.incomplete = _sentence(error), True
                return None
            report.reason = f"new: it gets what is published after revision {standing.revision}"
            return standing
        report.progress = standing.progress
        if standing.disabled_at:
            report.reason = f"disabled since {standing.disabled_at:%Y-%m-%d}, as it answered 410"
            return None
        if standing.waits(datetime.now(UTC)):
            report.reason, report.incomplete = f"it failed before: the next attempt is {_retry_words(standing)}", True
            return None
        return standing

    def _begin(self, subscriber: Subscriber) -> int:
        with self.open_snapshot() as snapshot:
            if subscriber.since is None:
                return snapshot.revision.revision
            return revision_before(snapshot, subscriber.since, "since")

    def _next(self, subscriber: Subscriber, standing: Standing, report: DeliveryReport) -> Message | None:
        """The next message. If there is none, the subscriber is brought up to the newest revision."""
        try:
            with self.open_snapshot() as snapshot:
                newest = snapshot.revision.revision
                message = next_message(snapshot, self.resources, subscriber, standing.progress)
        except Problem as error:
            report.reason, report.incomplete = _sentence(error), True
            return None
        if message is None and newest > standing.revision:
            standing.advance(Progress(newest))
        return message

    async def _send_messages(self, subscriber: Subscriber, standings: Standings, end: float) -> DeliveryReport:
        report = DeliveryReport(subscriber.name)
        standing = self._standing(subscriber, standings, report)
        if standing is None:
            return report
        async with make_client(subscriber) as client:
            while message := self._next(subscriber, standing, report):
                if end <= time.monotonic():
                    report.incomplete, report.reason = True, "no time is left: the next run goes on from here"
                    break
                try:
                    await self._deliver(client, subscriber, message, end)
                except DeliveryError as error:
                    _note_failure(standing, report, error)
                    break
                standing.advance(message.progress)
                standings.put(subscriber.name, standing)
                report.messages, report.changes = report.messages + 1, report.changes + message.count
        if standing != standings.get(subscriber.name):
            standings.put(subscriber.name, standing)
        report.progress = standing.progress
        return report

    async def _deliver(self, client: AsyncClient, subscriber: Subscriber, message: Message, end: float) -> None:
        """Send a message until it is taken. Raises :class:`DeliveryError` if it is not. No attempt begins after
        ``end``."""
        for number, pause in enumerate((*self.pauses, None), 1):
            try:
                await deliver(client, subscriber, message, self.request_seconds)
                return
            except DeliveryError as error:
                wait = pause if error.pause is None else error.pause
                if not error.transient or pause is None or wait is None or time.monotonic() + wait >= end:
                    if number > 1:
                        error.args = (f"{error}, {number} times",)
                    raise
                await asyncio.sleep(wait)


def _note_failure(standing: Standing, report: DeliveryReport, error: DeliveryError) -> None:
    """Leave a subscriber alone for a while: for good if it said so."""
    moment = datetime.now(UTC)
    if error.is_gone:
        standing.disabled_at = moment
        report.reason = f"{error}: it is disabled"
        return
    wait = WAITS[min(standing.failures, len(WAITS) - 1)]
    if error.pause is not None:
        wait = min(max(wait, timedelta(seconds=error.pause)), LONGEST_WAIT)
    standing.failures += 1
    standing.retry_at = moment + wait
    report.incomplete, report.reason = True, f"{error}; the next attempt is {_retry_words(standing)}"


def _retry_words(standing: Standing) -> str:
    return f"after {standing.retry_at:%Y-%m-%d %H:%M} UTC"


def _sentence(problem: Problem) -> str:
    """What is wrong with a filter or ``since``."""
    fault = problem.errors[0]
    hint = nearest_hint(fault.suggestions)
    return f"{fault.parameter} {fault.value!r}: {fault.message}{hint}"
