"""The lines of the setup, and the things of a list that can be picked."""

from __future__ import annotations

from collections.abc import Collection

from textual.content import Content

from quizapp.scheduling.wording import plural
from quizapp.tui.quiz.setup.rows import Pickable, SetupRow
from quizapp.tui.safe import MUTED, joined, safe_line
from quizapp.tui.shared.row_list import RowList, edge

VALUES = 13
"""Columns that most values fit in; what stands behind them begins there."""
NOTES_FROM = 60
"""Columns: where there are fewer, a line says no more than its value."""


class SetupList(RowList[SetupRow]):
    """A line each: what it is, and what it is set to."""

    def __init__(self, label_width: int = 11) -> None:
        super().__init__()
        self._label_width = label_width

    def draw(self, row: SetupRow, width: int, *, is_current: bool) -> Content:
        """`Mode   ‹ question ›   a countdown for each question`."""
        signs = ("", " …") if row.is_list else ("‹ ", " ›") if is_current else ("  ", "  ")
        value = joined(
            Content.styled(signs[0] or "  ", MUTED),
            safe_line(row.value, "bold $primary" if is_current else "$foreground"),
            Content.styled(signs[1], MUTED),
        )
        label = Content.styled(f"{row.label:<{self._label_width}}", "bold" if is_current else MUTED)
        note: Content | str = ""
        if row.note and width >= NOTES_FROM:
            gap = max(VALUES - len(row.value), 0) + 3
            note = Content.styled(f"{'':{gap}}{row.note}", MUTED)
        return joined(edge(is_current=is_current), " ", label, value, note)


class PickList(RowList[Pickable]):
    """Things that can be picked, each with its number of cards."""

    CHOOSES_AT_ONCE = True

    def __init__(self, picked: Collection[str]) -> None:
        super().__init__()
        self.picked = set(picked)

    def draw(self, row: Pickable, width: int, *, is_current: bool) -> Content:
        """`● muscle:calves   12 cards`."""
        is_on = row.id in self.picked
        count = Content.styled(plural(row.count, "card"), MUTED)
        room = max(width - count.cell_length - 7, 4)
        label = safe_line(row.label, "bold" if is_on else "$foreground")
        mark = Content.styled("● " if is_on else "○ ", "$success" if is_on else MUTED)
        shown = label.truncate(room, ellipsis=True, pad=True)
        return joined(edge(is_current=is_current), " ", mark, shown, " ", count)

    def toggle(self, place: int) -> None:
        """Pick a thing, or take the pick back."""
        if 0 <= place < len(self.rows):
            self.picked ^= {self.rows[place].id}
            self.refresh()
