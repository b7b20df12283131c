"""Lets an object remember what is expensive to work out from it, for as long as the object lives."""

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any, Self, TypeVar

T = TypeVar("T")


class Derivable:
    """A base of frozen dataclasses that remember what functions make of them, such as an index of names."""

    @cached_property
    def _derivatives(self) -> dict[Hashable, Any]:
        return {}

    def derive(self, make: Callable[[Self], T]) -> T:
        """What a function makes of the object. Later calls with the same function return the first result."""
        if make not in self._derivatives:
            self._derivatives[make] = make(self)
        result: T = self._derivatives[make]
        return result
