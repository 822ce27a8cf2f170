"""Why this card is asked now: a sentence and the forgetting curve."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from quizapp.tui.safe import MUTED, safe
from quizapp.tui.shared.charts import braille_line

CURVE_FROM = (60, 16)
"""Columns and lines: a smaller screen shows no curve."""
LOWEST = 0.5
"""The bottom of the chart; lower recall is drawn there."""


class WhyPanel(Static):
    """A panel over the bottom of the card."""

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
        """Show the sentence and the curve, if there is one; `until` labels the end of its axis."""
        parts = [safe(sentence)]
        has_room = self.app.size.height >= CURVE_FROM[1] and self.app.size.width >= CURVE_FROM[0]
        if recalls and has_room:
            parts.append(Content.styled(braille_line(recalls, 3, LOWEST), "$primary"))
            width = (len(recalls) + 1) // 2
            ends = f"{'last answer':<{width - len(until)}}{until}"
            parts.append(Content.styled(f"{ends}   recall 100 to 50 %", MUTED))
        self.update(Content("\n").join(parts))
        self.add_class("-shown")

    def hide(self) -> None:
        """Hide the panel."""
        self.remove_class("-shown")
