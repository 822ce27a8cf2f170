"""States as columns: a value a card in each, all in one order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

COLUMNS = (
    "phase",
    "stability",
    "difficulty",
    "day",
    "due",
    "step",
    "reps",
    "lapses",
    "at",
    "suspended",
    "buried",
    "marked",
    "quizzed",
)


class Columns(Mapping[str, list[object]]):
    """States by what they consist of: a value a card in each column, all in one order."""

    def some(self, name: str, rows: Sequence[int]) -> list[object]:
        """Some values of a column."""
        column = self[name]
        return [column[row] for row in rows]

    @property
    def cards(self) -> list[str]:
        """The first column."""
        return list(map(str, self["card"]))

    def may_hold(self, name: str, value: int) -> bool:
        """False if no row of a column has a value, and that is quickly told."""
        return value in self[name]


class LoadedColumns(Columns):
    """In memory."""

    def __init__(self, columns: Mapping[str, list[object]]) -> None:
        self._columns = columns

    def __getitem__(self, name: str) -> list[object]:
        """A column."""
        return self._columns[name]

    def __iter__(self) -> Iterator[str]:
        """The names of the columns."""
        return iter(self._columns)

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self._columns)


def empty_columns() -> dict[str, list[object]]:
    """Columns without a row."""
    return {name: [] for name in ("card", *COLUMNS)}
