"""A standby takes over from its primary."""

import signal
import time
from pathlib import Path

from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.conftest import fill
from tests.postgres import running_pair
from tests.system.replica_pair import OFFICIAL, Pair, renamed_to


def test_the_revision_of_a_lost_load_is_not_used_again(tmp_path: Path, restored_logging: None) -> None:
    """A standby takes over that has not got the newest load; then other data is loaded."""
    with running_pair() as (primary, standby):
        hosts = f"host={primary.socket},{standby.socket}&port={primary.port},{standby.port}"
        url = f"postgresql://postgres@/postgres?{hosts}"
        settings = Settings.model_validate({"database_url": url, "log_level": "error", "cache_bytes": 0})
        pair = Pair(primary, standby, settings)
        fill(settings)
        pair.follow()
        with TestClient(create_app(settings)) as client:
            first = client.get(OFFICIAL).headers["x-data-revision"]
            pair.ask(standby, "SELECT pg_wal_replay_pause()")
            standby.stop(signal.SIGQUIT)
            lost = pair.bring(renamed_to("Lost", tmp_path / "lost"))
            answer = client.get(OFFICIAL)
            assert (answer.json()["name"], answer.headers["x-data-revision"]) == ("Lost", lost)
            primary.stop(signal.SIGQUIT)
            standby.start()
            pair.promote()
            after = client.get(OFFICIAL)
            assert (after.json()["name"], after.headers["x-data-revision"]) == ("Hakan Fidan", first)
            refused = client.get(OFFICIAL, headers={"X-Data-Revision": lost})
            assert (refused.status_code, refused.json()["errors"][0]["suggestions"]) == (422, [first])
            time.sleep(1)  # a revision is a second, and to take over takes longer
            other = pair.bring(renamed_to("Other", tmp_path / "other"))
            assert int(first) < int(lost) < int(other)
            kept = client.get(OFFICIAL, headers={"X-Data-Revision": lost})
            assert (kept.json()["name"], kept.headers["x-data-revision"]) == ("Other", other)
