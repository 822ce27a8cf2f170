"""Rows with a name and a value that left and right change: settings, and the setup of a quiz."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from quizapp.tui.keys import Key
from quizapp.tui.safe import MUTED, joined, safe_line
from quizapp.tui.shared.row_list import RowList, edge

CHANGE_VALUE = Key(
    "setup.change",
    "left,right",
    "change",
    "Change",
    "The previous or next value",
    "←→",
    (-1, 1),
)
VALUE_WIDTH = 13
"""Columns that most values fit in; the notes start after them."""
NOTES_FROM = 60
"""Columns: a narrower list shows no notes."""


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A name, its value, and a note on it."""

    name: str
    label: str
    value: str
    note: str = ""
    is_list: bool = False
    """Whether it opens a list to pick from."""


class ValueList(RowList[ValueRow]):
    """Rows of labels and values."""

    def __init__(self, label_width: int = 11) -> None:
        super().__init__()
        self._label_width = label_width

    def draw(self, row: ValueRow, width: int, *, is_current: bool) -> Content:
        """`Mode   ‹ Practice ›   no clock`."""
        signs = ("", " …") if row.is_list else ("‹ ", " ›") if is_current else ("  ", "  ")
        value = joined(
            Content.styled(signs[0] or "  ", MUTED),
            safe_line(row.value, "bold $primary" if is_current else "$foreground"),
            Content.styled(signs[1], MUTED),
        )
        label = Content.styled(f"{row.label:<{self._label_width}}", "bold" if is_current else MUTED)
        note: Content | str = ""
        if row.note and width >= NOTES_FROM:
            gap = max(VALUE_WIDTH - len(row.value), 0) + 3
            note = Content.styled(f"{'':{gap}}{row.note}", MUTED)
        return joined(edge(is_current=is_current), " ", label, value, note)
