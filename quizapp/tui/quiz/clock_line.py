"""The clock line: digits, a bar and words, the same in every mode."""

from __future__ import annotations

import math

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from quizapp.tui.safe import MUTED, joined
from quizapp.tui.shared.charts import thin_bar

HURRY = 5
"""Seconds left when the line starts to warn."""
WORDS_FROM = 50
"""Columns: a narrower line has no words."""


class ClockLine(Widget):
    """Redrawn only when what it shows changes, so that ten ticks a second cost almost nothing."""

    DEFAULT_CSS = """
    ClockLine { height: 1; padding: 0 1; }
    """

    seconds: reactive[int | None] = reactive(None)
    """Whole seconds left; None without a clock."""
    halves: reactive[int] = reactive(0)
    """Half cells of the bar that are filled."""
    words: reactive[str] = reactive("")
    """Words shown in place of the time."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0

    def on_resize(self) -> None:
        """The length of the bar has changed."""
        self._fill()

    def show(self, remaining: float | None, limit: float | None, words: str = "") -> None:
        """Show the time left of a limit, in seconds."""
        self.words = words
        if remaining is None or not limit:
            self.seconds = None
            return
        self.seconds = math.ceil(remaining)
        self._share = remaining / limit
        self._fill()

    def render(self) -> Content:
        """Digits, bar, words."""
        width = self.content_size.width
        if self.seconds is None:
            said = f"{self.words} " if self.words else ""
            rule = Content.styled("─" * max(width - len(said), 0), "$foreground 20%")
            return joined(Content.styled(said, MUTED), rule)
        is_late = self.seconds <= HURRY
        style = "$error" if is_late else "$warning" if self.seconds <= 2 * HURRY else "$success"
        minutes, seconds = divmod(self.seconds, 60)
        bar = self._bar_width()
        parts: list[Content | str] = [
            Content.styled(f"{minutes}:{seconds:02}", f"bold {style}"),
            "  ",
            thin_bar(self.halves / 2 / bar if bar else 0.0, bar, style),
        ]
        if width >= WORDS_FROM:
            left = f"{minutes} min {seconds} s" if minutes else f"{seconds} s left"
            left = f"! {left}" if is_late else left
            weight = f"bold {style}" if is_late else MUTED
            parts.append(Content.styled(f"{self.words or left:>{self._words_width()}}", weight))
        return joined(*parts)

    def _fill(self) -> None:
        self.halves = round(self._share * self._bar_width() * 2)

    def _words_width(self) -> int:
        return 14 if self.content_size.width >= WORDS_FROM else 0

    def _bar_width(self) -> int:
        return max(self.content_size.width - 8 - self._words_width(), 4)
