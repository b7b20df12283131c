"""Communiqué: an API over a database of diplomatic events."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("communique")
except PackageNotFoundError:  # run from a tree that was never installed
    __version__ = "0.0.0"
