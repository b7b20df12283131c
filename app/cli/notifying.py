"""The command notify: sends changes to subscribers."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.program import cli, err, explained_failures, fail, out, settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.cli.notify.notifier import DeliveryReport
    from app.cli.notify.standings import Standings
    from app.cli.notify.subscribers import Subscriber


@cli.command(name="notify")
def notify_command(
    file: Annotated[
        Path, typer.Argument(help="YAML file of the subscribers: name, url, secret, and kind, mechanism or country.")
    ],
    progress: Annotated[
        Path | None, typer.Option(help="File that says how far each has got; FILE with .progress.json if not given.")
    ] = None,
    seconds: Annotated[float, typer.Option(help="Seconds after which no attempt begins.", min=1, max=86400)] = 40,
    retry: Annotated[
        list[str] | None, typer.Option(help="Name of a subscriber that is disabled or left alone: try it now.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent, and send nothing.")] = False,
) -> None:
    """Send the changes that were published since the last run to all subscribers, as signed webhooks.

    The exit code is 3 if a subscriber did not get all of its changes. Run it after each load, and by cron.
    """
    from importlib.util import find_spec

    if not (find_spec("httpx2") and find_spec("standardwebhooks")):
        fail(2, "the extra notify is not installed: pip install 'communique[notify]'")
    from app.cli.notify.notifier import Notifier
    from app.cli.notify.standings import Standings, StandingsError, locked_standings
    from app.cli.notify.subscribers import SubscribersError, read_subscribers
    from app.db.revision import RevisionCache
    from app.db.snapshot import Snapshot
    from app.main import RESOURCES

    try:
        subscribers = read_subscribers(file)
    except SubscribersError as error:
        for fault in error.faults:
            err.say(fault, style="red")
        raise typer.Exit(2) from None
    path = progress or file.with_suffix(".progress.json")
    with _database() as engine, ExitStack() as stack:
        notifier = Notifier(lambda: Snapshot(engine, engine, RevisionCache(), fresh=True), RESOURCES, seconds)
        try:
            standings = Standings(path) if dry_run else stack.enter_context(locked_standings(path))
            if not dry_run:
                _reset(retry or (), subscribers, standings)
            reports = (notifier.preview if dry_run else notifier.run)(subscribers, standings)
        except StandingsError as error:
            fail(3, str(error))
    for report in reports:
        out.say(_line(report, dry_run=dry_run))
    if not dry_run and any(report.incomplete for report in reports):
        raise typer.Exit(3)


@contextmanager
def _database() -> "Iterator[Engine]":
    """An engine for reading, of the server that is written to: a standby may lack what was loaded just now."""
    from app.db import migrate
    from app.db.engine import make_engine

    with explained_failures():
        engine = make_engine(settings(), for_requests=True, primary=True)
        try:
            with engine.connect() as connection:
                reason = migrate.why_unusable(connection)
            if reason:
                fail(3, reason)
            yield engine
        finally:
            engine.dispose()


def _reset(names: Sequence[str], subscribers: "Sequence[Subscriber]", standings: "Standings") -> None:
    """Let subscribers be tried again."""
    from app.domain.text import hint_for

    present = [subscriber.name for subscriber in subscribers]
    for name in names:
        if name not in present:
            fail(2, f"there is no subscriber {name!r}{hint_for(name, present)}")
        standing = standings.get(name)
        if standing is not None:
            standing.advance(standing.progress)
            standings.put(name, standing)


def _line(report: "DeliveryReport", *, dry_run: bool) -> str:
    counts = f"{report.messages:>6} messages {report.changes:>8} changes  up to {report.progress.revision:<14}"
    return f"{report.name:<24} {'would get' if dry_run else 'got'} {counts}  {report.reason}".rstrip()
