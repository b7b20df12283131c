"""Communiqué: an API over a database of diplomatic events."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

try:
    __version__ = version("communique")
except PackageNotFoundError:  # run from a tree that was never installed
    __version__ = "0.0.0"

_PACKAGE_DATA = Path(__file__).parent / "data"

DATA = _PACKAGE_DATA if _PACKAGE_DATA.is_dir() else Path(__file__).parent.parent
"""Folder of ``docs/``, ``migrations/``, ``seed/`` and the changelog: ``app/data`` in a wheel, else the top level.

``pyproject.toml`` says what goes into a wheel.
"""
