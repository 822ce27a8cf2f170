"""Card states as columns: each has one value per card, all in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quizapp.domain.memory import Day, Days, Probability, Seconds, is_buried
from quizapp.scheduling.day_plan import StudyDay
from quizapp.scheduling.memory_model import recall
from quizapp.study.log.state_rows import integer, positive

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
    "history",
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

    def may_hold_any(self, name: str) -> bool:
        """Whether some row of a column may have a value at all; False means certainly not."""
        return any(value is not None for value in self[name])


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


def without_memory(columns: Columns, cards: Sequence[str]) -> Iterator[str]:
    """The stored cards that have events, but were never answered."""
    if columns.may_hold("phase", "new"):
        phases = zip(cards, columns["phase"], strict=True)
        yield from (card for card, phase in phases if phase == "new")


def set_aside(columns: Columns, today: StudyDay) -> set[int]:
    """The rows of cards that are suspended, or buried on that day."""
    suspended, buried = columns["suspended"], columns["buried"]
    rows: set[int] = set()
    if True in suspended:
        rows.update(row for row, is_on in enumerate(suspended) if is_on)
    if buried.count(None) < len(buried):
        days = ((row, day) for row, day in enumerate(buried) if day is not None)
        rows.update(row for row, day in days if is_buried(Day(integer(day)), today.day))
    return rows


def cards_learning(
    columns: Columns, cards: Sequence[str], aside: set[int], today: StudyDay
) -> dict[str, Seconds]:
    """The stored cards on their steps that are due today, and when."""
    return {
        cards[row]: Seconds(due)
        for row, due in enumerate(columns["due"])
        if isinstance(due, int) and due < today.ends and row not in aside
    }


def cards_due(
    columns: Columns, cards: Sequence[str], aside: set[int], today: StudyDay, until: Day
) -> dict[str, Probability]:
    """The stored cards that are due for review by a day, and the recall of each today.

    A card that was answered today and is not due yet is not asked ahead.
    """
    dues, day = columns["due_day"], today.day
    rows = [row for row, due in enumerate(dues) if isinstance(due, int) and due <= until]
    rows = [row for row in rows if row not in aside] if aside else rows
    values = (columns.some(name, rows) for name in ("stability", "day", "due_day"))
    return {
        cards[row]: recall(Days(positive(stability)), day - integer(last))
        for row, stability, last, due in zip(rows, *values, strict=True)
        if until == day or integer(due) <= day or integer(last) < day
    }
