"""Card states as columns: each has one value per card, all in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

COLUMNS = (
    "phase",
    "stability",
    "difficulty",
    "day",
    "due",
    "due_day",
    "step",
    "reps",
    "lapses",
    "at",
    "last",
    "suspended",
    "buried",
    "marked",
    "quizzed",
    "announced",
    "leech_suspended",
    "gap",
)


class Columns(Mapping[str, list[object]]):
    """Card states by the name of the column, wherever the columns are kept."""

    def some(self, name: str, rows: Sequence[int]) -> list[object]:
        """The values of a column in some rows."""
        column = self[name]
        return [column[row] for row in rows]

    @property
    def cards(self) -> list[str]:
        """The ids of the cards."""
        return list(map(str, self["card"]))

    def may_hold(self, name: str, value: int | str) -> bool:
        """Whether some row of a column may have this value; False means certainly not."""
        return value in self[name]


class LoadedColumns(Columns):
    """Columns that are kept in memory."""

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
