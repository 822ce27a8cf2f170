"""Things that are many, and of which a session looks at few."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class OnDemand(Sequence[T]):
    """So many of them, each made when it is first asked for, and kept."""

    def __init__(self, size: int, make: Callable[[int], T]) -> None:
        self._size = size
        self._make = make
        self._made: dict[int, T] = {}

    def __len__(self) -> int:
        """How many there are."""
        return self._size

    def __iter__(self) -> Iterator[T]:
        """All of them; one that can't be made is not taken for the end."""
        return map(self._at, range(self._size))

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...
    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        """One of them, or several."""
        if isinstance(place, slice):
            return tuple(map(self._at, range(*place.indices(self._size))))
        return self._at(range(self._size)[place])

    def prepare(self, start: int, end: int) -> None:
        """Make some of them ahead of time."""
        for place in range(start, min(end, self._size)):
            self._at(place)

    def _at(self, place: int) -> T:
        found = self._made.get(place)
        if found is None:
            found = self._made[place] = self._make(place)
        return found
