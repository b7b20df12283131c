"""Facts that are derived from an object once, and live as long as it does."""

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any, Self, TypeVar

T = TypeVar("T")


class Derived:
    """A base of frozen dataclasses of which expensive facts are derived, such as an index of names."""

    @cached_property
    def _derived(self) -> dict[Hashable, Any]:
        return {}

    def derived(self, make: Callable[[Self], T]) -> T:
        """What a function makes of the object. It is called once."""
        if make not in self._derived:
            self._derived[make] = make(self)
        result: T = self._derived[make]
        return result
