"""Closes the spools that tests make."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.api.spool import Spool


@pytest.fixture
def spools_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close each spool of a test when the test ends."""
    spools: list[Spool] = []
    original = Spool.__init__

    def init(self: Spool, **options: Any) -> None:
        original(self, **options)
        spools.append(self)

    monkeypatch.setattr(Spool, "__init__", init)
    yield
    for spool in spools:
        spool.close()
