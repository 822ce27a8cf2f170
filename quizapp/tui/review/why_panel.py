"""Why this card, why now: the sentence, and the curve of forgetting."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from quizapp.tui.safe import MUTED, safe

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BLANK = 0x2800
CURVE_FROM = (60, 16)
"""Columns and lines of a screen that has room for the curve."""
LOWEST = 0.5
"""The bottom of the curve's axis; recall below half is a line at the bottom."""


class WhyPanel(Static):
    """A panel over the foot of the card; `w` shows and hides it."""

    DEFAULT_CSS = """
    WhyPanel {
        layer: above;
        dock: bottom;
        height: auto;
        margin: 0 2 5 2;
        padding: 0 2;
        border: round $primary;
        background: $panel;
        display: none;
        &.-shown { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.border_title = "Why now"

    def show(self, sentence: str, recalls: Sequence[float], until: str) -> None:
        """The sentence, with the curve when there is one; `until` is where it ends."""
        parts = [safe(sentence)]
        has_room = self.app.size.height >= CURVE_FROM[1] and self.app.size.width >= CURVE_FROM[0]
        if recalls and has_room:
            parts.append(Content.styled(braille_line(recalls, 3), "$primary"))
            width = (len(recalls) + 1) // 2
            ends = f"{'last answer':<{width - len(until)}}{until}"
            parts.append(Content.styled(f"{ends}   100 to 50 %", MUTED))
        self.update(Content("\n").join(parts))
        self.add_class("-shown")

    def hide(self) -> None:
        """Out of the way."""
        self.remove_class("-shown")


def braille_line(shares: Sequence[float], rows: int) -> str:
    """A line of dots through values between 0 and 1, two to a column, four to a row."""
    heights = [_height(share, rows * 4) for share in shares]
    lines = []
    for row in range(rows):
        cells = []
        for left in range(0, len(heights), 2):
            cell = 0
            for side, height in enumerate(heights[left : left + 2]):
                from_top = rows * 4 - 1 - height - row * 4
                if 0 <= from_top < 4:
                    cell |= _DOTS[from_top][side]
            cells.append(chr(_BLANK + cell))
        lines.append("".join(cells))
    return "\n".join(lines)


def _height(share: float, dots: int) -> int:
    above = (min(max(share, LOWEST), 1.0) - LOWEST) / (1 - LOWEST)
    return round(above * (dots - 1))
