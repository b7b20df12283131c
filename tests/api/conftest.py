"""The end of the spools that tests make."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.api.spool import Spool


@pytest.fixture
def spools_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each spool of a test is closed at its end."""
    spools: list[Spool] = []
    original = Spool.__init__

    def init(self: Spool, **options: Any) -> None:
        original(self, **options)
        spools.append(self)

    monkeypatch.setattr(Spool, "__init__", init)
    yield
    for spool in spools:
        spool.close()
