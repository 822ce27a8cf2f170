"""A sequence whose items are built on first access."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class LazySequence(Sequence[T]):
    """For many items of which a session needs few: each is built on first access and kept."""

    def __init__(self, size: int, make: Callable[[int], T]) -> None:
        self._size = size
        self._make = make
        self._made: dict[int, T] = {}

    def __len__(self) -> int:
        """How many there are."""
        return self._size

    def __iter__(self) -> Iterator[T]:
        """All items. An IndexError from building one is raised, not taken for the end."""
        return map(self._at, range(self._size))

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        """One item, or a slice of them."""
        if isinstance(index, slice):
            return tuple(map(self._at, range(*index.indices(self._size))))
        return self._at(range(self._size)[index])

    def prepare(self, start: int, end: int) -> None:
        """Build some items ahead of time."""
        for index in range(start, min(end, self._size)):
            self._at(index)

    def _at(self, index: int) -> T:
        found = self._made.get(index)
        if found is None:
            found = self._made[index] = self._make(index)
        return found
