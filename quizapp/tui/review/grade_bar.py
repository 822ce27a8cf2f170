"""Four tiles: each grade, and when it brings the card back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from quizapp.domain.memory import Grade
from quizapp.tui.safe import MUTED, joined

_COLOURS = {
    Grade.AGAIN: "$error",
    Grade.HARD: "$warning",
    Grade.GOOD: "$success",
    Grade.EASY: "$primary",
}
_PROPOSED = " on $panel"
_HOVERED = " on $foreground 8%"
_CORNERS = (("╭", "╮"), ("╰", "╯"))
_HIGH = 4
"""Lines: with fewer, the tiles have no border."""


class GradeBar(Widget):
    """The row of tiles. It is empty until the answer is shown, but always keeps its height.

    One widget, not four: Textual would style and lay out each of them for every card.
    """

    DEFAULT_CSS = """
    GradeBar { height: 4; }
    """

    labels: reactive[Mapping[Grade, str] | None] = reactive(None)
    """When each grade brings the card back; None while the answer is hidden."""
    proposed: reactive[Grade | None] = reactive(None)
    hovered: reactive[Grade | None] = reactive(None)

    _pressed: Grade | None = None

    @dataclass
    class Chosen(Message):
        """A tile was clicked."""

        grade: Grade

    def show(self, labels: Mapping[Grade, str], proposed: Grade | None) -> None:
        """Show the tiles."""
        self.labels, self.proposed = labels, proposed

    def hide(self) -> None:
        """Hide the tiles until the next answer."""
        self.labels = None

    def render(self) -> Content:
        """The tiles, side by side."""
        if self.labels is None:
            return Content("")
        tiles = [self._tile(grade, self.labels.get(grade, "")) for grade in Grade]
        return Content("\n").join(joined(*row) for row in zip(*tiles, strict=True))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click counts only if it is released on the tile where it was pressed."""
        self._pressed = self._at(event.x) if event.button == 1 else None

    def on_click(self, event: events.Click) -> None:
        """Choose the grade."""
        grade, pressed = self._at(event.x), self._pressed
        self._pressed = None
        if grade is not None and grade is pressed:
            event.stop()
            self.post_message(self.Chosen(grade))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Highlight the tile under the mouse."""
        self.hovered = self._at(event.x)

    def on_leave(self) -> None:
        """Remove the highlight."""
        self.hovered = None

    def _tile(self, grade: Grade, when: str) -> list[Content]:
        start, end = self._span(grade)
        is_proposed, is_high = grade is self.proposed, self.size.height >= _HIGH
        ground = _PROPOSED if is_proposed else _HOVERED if grade is self.hovered else ""
        width = end - start - (2 if is_high else 0)
        name = f"{grade.value} {grade.label}"
        has_room = len(name) < width  # otherwise the background alone shows it
        mark = "▸" if is_proposed and has_room else ""
        lines = [
            (f"{mark}{name}", f"bold {_COLOURS[grade]}{ground}"),
            (when, f"{MUTED}{ground}"),
        ]
        inside = [_centred(text, style, width, ground) for text, style in lines]
        strength = "" if is_proposed else " 55%"
        return _boxed(inside, width, f"{_COLOURS[grade]}{strength}") if is_high else inside

    def _span(self, grade: Grade) -> tuple[int, int]:
        """The columns of a tile."""
        width, index = self.size.width, grade.value - 1
        return index * width // len(Grade), grade.value * width // len(Grade)

    def _at(self, column: int) -> Grade | None:
        """The tile at a column; None while the tiles are hidden."""
        spans = {grade: self._span(grade) for grade in Grade}
        found = (grade for grade, (start, end) in spans.items() if start <= column < end)
        return None if self.labels is None else next(found, None)


def _centred(text: str, style: str, width: int, ground: str) -> Content:
    shown = Content.styled(text, style).truncate(max(width, 0), ellipsis=True)
    left = (width - shown.cell_length) // 2
    spaces = (" " * left, " " * (width - left - shown.cell_length))
    before, after = (Content.styled(space, ground.strip()) for space in spaces)
    return joined(before, shown, after)


def _boxed(lines: list[Content], width: int, style: str) -> list[Content]:
    """Lines within a round border."""
    top, bottom = (Content.styled(f"{left}{'─' * width}{right}", style) for left, right in _CORNERS)
    side = Content.styled("│", style)
    return [top, *(joined(side, line, side) for line in lines), bottom]
