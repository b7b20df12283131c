"""The first errors of a fresh worker, whose threads may all need the OpenAPI document at once."""

from typing import Any

import pytest

from app.api import openapi
from app.api.answer_threads import IN_PROCESS_SHARE, AnswerThreads
from app.main import create_app
from tests.api.test_spooled_exports import asking
from tests.conftest import SharedDatabases, on_sqlite, serving
from tests.once_a_run import build_openapi

pytestmark = on_sqlite

WRONG_PATHS = (
    "/meetings?limt=2",
    "/none",
    "/meetings.cvs",
    "/meetings/none",
    "/documents/none/records?x=1",
    "/meetings?date=x",
)


@pytest.mark.thorough
def test_first_errors_at_once_are_answered(databases: SharedDatabases, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker is fresh: several threads need the document at once, or none needs it."""
    builds: list[int] = []

    def build_and_count(app: Any) -> Any:
        builds.append(1)
        return build_openapi(app)

    monkeypatch.setattr(openapi, "_build", build_and_count)
    settings = databases.settings("sqlite").model_copy(update={"answer_timeout_ms": 300_000})  # on a busy machine too
    app = create_app(settings)
    app.state.threads = AnswerThreads(IN_PROCESS_SHARE, seconds=300)
    with serving(app) as base:
        with asking(base, *[("GET", path, {}) for path in WRONG_PATHS * 6]) as answers:
            pass
        assert {answer.status_code for answer in answers} == {404, 422}
        assert builds == []
        needing = ("/openapi.json", "/guide/filters", "/guide/data-dictionary", *WRONG_PATHS)
        with asking(base, *[("GET", path, {}) for path in needing * 4]) as answers:
            pass
        assert len(answers) == len(needing) * 4
        assert {answer.status_code for answer in answers} == {200, 404, 422}
        assert builds == [1]
