"""Messages to subscribers are signed, in order and never sent twice, whatever the receivers do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

from app.cli import cli
from app.cli.notify import messages, standings
from app.cli.notify.messages import Message, Progress
from app.cli.notify.notifier import DeliveryReport, Notifier
from app.cli.notify.standings import BusyError, Standings, StandingsError, locked_standings
from app.cli.notify.subscribers import Subscriber, SubscribersError, read_subscribers
from app.db.engine import make_engine
from app.db.revision import RevisionCache
from app.db.snapshot import Snapshot
from app.main import RESOURCES
from app.query.changes import ChangeFilter, read_changes
from app.resources.changes import ChangeOut
from app.settings import Settings
from tests.cli.notify.receiver import HANG, SECRET, Answer, Receiver, receiving, subscribers_file
from tests.conftest import ROOT, SharedDatabases, on_sqlite
from tests.histories import Histories, store

pytestmark = on_sqlite

VALID = {"name": "news", "url": "https://news.example/hook"}


def subscribers(tmp_path: Path, *entries: dict[str, Any]) -> list[Subscriber]:
    path = tmp_path / "subscribers.yaml"
    path.write_text(subscribers_file(*entries), "utf-8")
    return read_subscribers(path)


# --- the file of subscribers ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (
            {"url": "http://news.example/hook"},
            "url: an address begins with https://; http:// is for this machine alone",
        ),
        ({"url": "https://me:pass@news.example"}, "url: an address has no user and no password"),
        ({"url": "news.example"}, "url: 'news.example' is not an address such as https://"),
        ({"url": None}, "url: "),
        ({"name": "a name"}, "name: a name has up to 64 letters"),
        ({"secret": "whsec_c2hvcnQ="}, "secret: a secret is whsec_ and 24 to 64 random bytes in Base64: it has 5"),
        ({"secret": ["s3cret"]}, "secret: a secret is whsec_ and 24 to 64 random bytes in Base64: it does not begin"),
        ({"secret": []}, "news: it has neither secret nor secret_env"),
        ({"secret_env": "NOT_SET"}, "secret_env: the environment has no variable 'NOT_SET'"),
        ({"kind": "meetings"}, "kind: 'meetings' is not one of the values; the nearest: meeting"),
        ({"kinds": "meeting"}, "kinds: a subscriber has no 'kinds'; the nearest: kind"),
        ({"since": "lately"}, "since: 'lately' is not a day"),
    ],
)
def test_a_fault_has_its_line(tmp_path: Path, entry: dict[str, Any], fault: str) -> None:
    with pytest.raises(SubscribersError) as failure:
        subscribers(tmp_path, VALID, {**VALID, **entry} if "name" in entry else {**VALID, "name": "news2", **entry})
    sentence = str(failure.value).replace("news2", "news")
    assert sentence.startswith(f"{tmp_path}/subscribers.yaml:2: {fault}")
    assert "s3cret" not in sentence
    assert "pass@" not in sentence


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name: news", ":1: it is not a list of subscribers"),
        ("- name: news\n- }", ":2: "),
        (f"- name: news\n  secret: {SECRET}\n", ":1: url: it is missing"),
        (
            f"- {{name: n, secret: {SECRET}, url: 'https://a.example'}}\n" * 2,
            ":2: name: there is another subscriber 'n'",
        ),
        (f"- {{secret: {SECRET}}}\n" * 101, ": it has 101 subscribers: 100 are possible"),
    ],
)
def test_a_fault_of_the_whole_file(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "subscribers.yaml"
    path.write_text(text)
    with pytest.raises(SubscribersError) as failure:
        read_subscribers(path)
    assert failure.value.faults[0].startswith(f"{path}{fault}")
    with pytest.raises(SubscribersError, match=r"none\.yaml: it cannot be read"):
        read_subscribers(tmp_path / "none.yaml")


def test_what_a_file_may_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_SECRET", SECRET)
    (reader,) = subscribers(
        tmp_path,
        {**VALID, "secret": [SECRET], "secret_env": "NEWS_SECRET", "kind": "!evidence", "country": ["KZ", "TR"]},
    )
    assert reader.secrets == [SECRET, SECRET]
    assert reader.country == ["KZ", "TR"]
    assert SECRET not in repr(reader)


def test_the_signature_is_that_of_the_specification() -> None:
    message = Message("msg_p5jXN8AQM9LWM0D4loKWxJek", '{"test": 2432232314}', Progress(0), 1)
    moment = datetime.fromtimestamp(1614265330, UTC)
    headers = message.headers([SECRET, SECRET], moment)
    signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert headers["webhook-signature"] == f"{signature} {signature}"
    assert headers["webhook-timestamp"] == "1614265330"


def test_the_file_of_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "webhooks.md").read_text("utf-8")
    monkeypatch.setenv("NEWSROOM_SECRET", SECRET)
    (tmp_path / "subscribers.yaml").write_text(re.findall(r"```yaml\n(.*?)```", page, re.S)[0])
    assert [reader.name for reader in read_subscribers(tmp_path / "subscribers.yaml")] == ["newsroom", "archive"]
    message = Message("msg_1", re.findall(r"```json\n(.*?)```", page, re.S)[0], Progress(0), 1)
    scope: dict[str, Any] = {}
    exec(re.findall(r"```python\n(.*?)```", page, re.S)[0], scope)
    content = scope["received"](message.body.encode(), message.headers([SECRET], datetime.now(UTC)))
    assert set(content["data"]["items"][0]) == set(ChangeOut.model_fields) - {"record"}


# --- the messages --------------------------------------------------------------------------


@dataclass
class Data:
    """A database with three revisions."""

    settings: Settings
    engine: Engine
    histories: Histories

    def read(self) -> Snapshot:
        return Snapshot(self.engine, self.engine, RevisionCache(), fresh=True)

    def notify(self, subscriber_list: list[Subscriber], path: Path, seconds: float = 20) -> list[DeliveryReport]:
        notifier = Notifier(self.read, RESOURCES, seconds, pauses=(0.01, 0.01), request_seconds=0.3)
        with locked_standings(path) as standings:
            return notifier.run(subscriber_list, standings)

    def load(self) -> None:
        store(self.engine, self.histories.meetings, self.histories.reasons)
        self.histories.step()

    def changes(self, *kinds: str, since: int = 0) -> list[dict[str, Any]]:
        with self.read() as snapshot:
            return [row.entry() for row in read_changes(snapshot, RESOURCES, ChangeFilter(since, kinds=kinds), 10_000)]


@pytest.fixture(scope="module")
def data(databases: SharedDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Data]:
    settings = databases.empty_copy("sqlite", tmp_path_factory.mktemp("notify"))
    engine = make_engine(settings)
    data = Data(settings, engine, Histories(Random(3)))
    for _ in range(3):
        data.load()
    yield data
    engine.dispose()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.mark.parametrize(
    ("answers", "requests", "reason"),
    [
        ([204], 1, ""),
        ([500, 503, 204], 3, ""),
        ([(429, {"Retry-After": "0"}), 204], 2, ""),
        ([HANG, 204], 2, ""),
        ([500], 3, "status 500, 3 times; the next attempt is after "),
        ([HANG], 3, "no answer within 0 seconds, 3 times; "),
        ([(503, {"Retry-After": "3600"})], 1, "status 503; the next attempt is after "),
        ([404], 1, "status 404; the next attempt is after "),
        ([(302, {"Location": "/other"})], 1, "it redirects (status 302), which is not followed: change its url; "),
        ([410], 1, "it wants no more messages (status 410): it is disabled"),
    ],
)
def test_a_receiver_that_fails(
    data: Data, receiver: Receiver, tmp_path: Path, answers: list[Answer], requests: int, reason: str
) -> None:
    receiver.answers(*answers)
    news, other_entry = (
        {"name": name, "url": f"{receiver.address}/{name}", "kind": "mechanism", "since": "0"}
        for name in ("news", "other")
    )
    path = tmp_path / "progress.json"
    (report,) = data.notify(subscribers(tmp_path, news), path)
    assert report.reason.startswith(reason)
    attempts = [message_id for _, message_id in receiver.requests]
    assert attempts.count(attempts[0]) == requests
    assert not reason or len(set(attempts)) == 1
    expected = data.changes("mechanism")
    assert receiver.items("/news") == ([] if reason else expected)
    assert report.changes == len(receiver.items("/news"))

    receiver.answers(204)
    receiver.requests.clear()
    again, second = data.notify(subscribers(tmp_path, news, other_entry), path)  # one that fails does not stop others
    assert {address for address, _ in receiver.requests} == {"/other"}
    assert again.incomplete == (bool(reason) and answers != [410])
    assert (second.incomplete, receiver.items("/other")) == (False, expected)
    if reason:
        assert ("disabled since" if answers == [410] else "the next attempt is after") in again.reason
    standing = Standings(path).get("news")
    assert standing
    wait = (standing.retry_at or datetime.now(UTC)) - datetime.now(UTC)
    assert (wait > timedelta(minutes=50)) == ("3600" in str(answers))


def test_each_change_once_and_in_order(
    data: Data, receiver: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loads are random, receivers fail, and a run may end after a message before it is noted."""
    chance, path = Random(5), tmp_path / "progress.json"
    monkeypatch.setattr(messages, "MAX_CHANGES", 7)
    monkeypatch.setattr("app.cli.notify.notifier.WAITS", (timedelta(0),))
    monkeypatch.setattr("app.cli.notify.notifier.LONGEST_WAIT", timedelta(0))
    answers: list[Answer] = [204, 204, 200, 500, (429, {"Retry-After": "0"}), 404]
    receiver.answer = lambda address: chance.choice(answers)
    subscriber_list = subscribers(
        tmp_path,
        {"name": "all", "url": f"{receiver.address}/all", "kind": "!agreement", "since": "0"},
        {"name": "meetings", "url": f"{receiver.address}/meetings", "kind": ["meeting"]},
    )
    newest = data.changes()[-1]["revision"]
    put_standing, puts, kills = Standings.put, 0, 0

    def put_or_end(self: Standings, name: str, standing: Any) -> None:
        nonlocal puts, kills
        puts += 1
        if puts % 4 == 0:
            kills += 1
            raise StandingsError("the process ends")
        put_standing(self, name, standing)

    def run_or_end() -> bool:
        try:
            return not any(report.incomplete for report in data.notify(subscriber_list, path))
        except StandingsError:
            return False

    assert data.notify([subscriber_list[1]], path)[0].messages == 0  # it is new
    monkeypatch.setattr(Standings, "put", put_or_end)
    for _ in range(3):
        data.load()
        run_or_end()
    for _ in range(200):
        if run_or_end():
            break
    assert kills > 2
    kinds = {entry["kind"] for entry in data.changes()}
    for address, expected in (
        ("/all", data.changes(*kinds - {"agreement"})),
        ("/meetings", data.changes("meeting", since=newest)),
    ):
        deliveries = receiver.deliveries[address]
        once = [next(group) for _, group in groupby(deliveries, key=lambda message: message[0])]
        assert len(deliveries) - len(once) <= kills
        assert len({message_id for message_id, _ in once}) == len(once)
        assert [item for _, content in once for item in content["data"]["items"]] == expected
        assert all(len({item["revision"] for item in content["data"]["items"]}) == 1 for _, content in once)
        revisions = [(content["data"]["revision"], content["data"]["more"]) for _, content in once]
        last = [number == len(revisions) - 1 or revisions[number + 1][0] != revision
                for number, (revision, _) in enumerate(revisions)]  # fmt: skip
        assert [has_more for _, has_more in revisions] == [not is_last for is_last in last]


def test_no_attempt_begins_when_the_time_is_over(data: Data, receiver: Receiver, tmp_path: Path) -> None:
    subscriber_list = subscribers(tmp_path, {"name": "news", "url": receiver.address, "since": "0"})
    (report,) = data.notify(subscriber_list, tmp_path / "progress.json", seconds=0)
    assert (report.reason, report.incomplete) == ("no time is left: the next run goes on from here", True)
    assert receiver.requests == []


def test_one_process_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    with locked_standings(path) as first:
        first.put("news", standings.Standing(revision=7))
        with pytest.raises(BusyError, match="another process has the lock"), locked_standings(path):
            pass
    with locked_standings(path) as second:
        assert second.get("news") == standings.Standing(revision=7)
    path.write_text("{")
    with pytest.raises(StandingsError, match="it is not what notify writes; restore it, or delete it"):
        Standings(path)


# --- the command ---------------------------------------------------------------------------


def run(data: Data, *arguments: str | Path) -> Result:
    url = data.settings.database_url.get_secret_value()
    return CliRunner().invoke(cli, ["notify", *map(str, arguments)], env={"COMMUNIQUE_DATABASE_URL": url})


def test_the_command(data: Data, receiver: Receiver, tmp_path: Path) -> None:
    path = tmp_path / "subscribers.yaml"
    news = {"name": "news", "url": receiver.address + "/news", "kind": "country", "since": "0"}
    subscribers(tmp_path, news, {"name": "wrong", "url": receiver.address, "mechanism": "councl"})
    dry = run(data, path, "--dry-run")
    assert dry.exit_code == 0, dry.output
    assert dry.stdout.split()[:6] == ["news", "would", "get", "1", "messages", "3"]
    assert "mechanism 'councl': " in dry.stdout
    assert "the nearest: Council" in dry.stdout
    assert (receiver.requests, [*tmp_path.glob("*.json")]) == ([], [])

    result = run(data, path)
    assert (result.exit_code, len(receiver.items("/news"))) == (3, 3), result.output  # the other one gets nothing
    receiver.answers(410)
    subscribers(tmp_path, {**news, "name": "second"})
    assert run(data, path).exit_code == 0
    receiver.answers(204)
    assert "disabled since" in run(data, path).stdout
    unknown = run(data, path, "--retry", "secnd")
    assert (unknown.exit_code, "the nearest: second" in unknown.stderr) == (2, True)
    assert run(data, path, "--retry", "second").stdout.split()[:5] == ["second", "got", "1", "messages", "3"]

    with locked_standings(path.with_suffix(".progress.json")):
        busy = run(data, path)
    assert (busy.exit_code, "another process has the lock" in busy.stderr) == (3, True)
    path.write_text("- name: x y")
    faulty = run(data, path)
    assert (faulty.exit_code, "subscribers.yaml:1: name: a name has" in faulty.stderr) == (2, True)


def test_without_the_extra(data: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = run(data, tmp_path)
    assert (result.exit_code, "pip install 'communique[notify]'" in result.stderr) == (2, True)
