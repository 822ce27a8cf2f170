"""A list with a cursor. Only visible rows are drawn, so a long list is as fast as a short one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

Row = TypeVar("Row")


class RowList(ScrollView, Generic[Row], can_focus=False):
    """Posts when the cursor moves to another row, and when a row is chosen with the mouse.

    Subclasses draw the rows.
    """

    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        padding: 0;
        scrollbar-size-vertical: 1;
    }
    """

    CHOOSES_AT_ONCE = False
    """Whether the first click on a row chooses it."""

    rows: reactive[Sequence[Row]] = reactive((), layout=True)
    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Highlighted(Message):
        """The cursor is on another row, or the row has changed."""

        index: int

    @dataclass
    class Chosen(Message):
        """A row was chosen with the mouse."""

        index: int

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.at(self.cursor)

    def at(self, index: int) -> Row | None:
        """The row at an index; None if there is none."""
        return self.rows[index] if 0 <= index < len(self.rows) else None

    def move(self, step: str) -> None:
        """Move the cursor: `up`, `down`, `pageup`, `pagedown`, `home` or `end`."""
        page = max(self.size.height - 1, 1)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}
        last = len(self.rows) - 1
        to = {"home": 0, "end": last}.get(step, self.cursor + steps.get(step, 0))
        self.cursor = min(max(to, 0), max(last, 0))

    def draw(self, row: Row, width: int, *, is_current: bool) -> Content:
        """One row, at most `width` cells wide."""
        raise NotImplementedError

    def watch_rows(self) -> None:
        """Keep the cursor on a row."""
        self.virtual_size = Size(0, len(self.rows))
        self.cursor = min(self.cursor, max(len(self.rows) - 1, 0))
        self._post_highlighted()

    def watch_cursor(self, before: int, now: int) -> None:
        """Keep the cursor visible; only the two changed lines are redrawn."""
        self.scroll_to_region(Region(0, now, 1, 1), animate=False)
        self.refresh_lines(before)
        self.refresh_lines(now)
        self._post_highlighted()

    def _post_highlighted(self) -> None:
        if self.row is not None:
            self.post_message(self.Highlighted(self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row; a click on the row under the cursor chooses it."""
        index = event.y + self.scroll_offset.y
        if not 0 <= index < len(self.rows):
            return
        if index == self.cursor or self.CHOOSES_AT_ONCE:
            self.post_message(self.Chosen(index))
        self.cursor = index

    def render_line(self, y: int) -> Strip:
        """One row, cut to the width."""
        index = y + self.scroll_offset.y
        width = self.size.width
        if not 0 <= index < len(self.rows):
            return Strip.blank(width, self.rich_style)
        is_current = index == self.cursor
        content = self.draw(self.rows[index], width, is_current=is_current)
        content = content.truncate(width, ellipsis=True, pad=True)
        if is_current:
            if self.app.current_theme.ansi:
                content = Content.styled(content.plain, "reverse")
            else:
                content = content.stylize("on $primary 22%")
        return Visual.to_strips(self, content, width, 1, self.visual_style)[0]


def edge(*, is_current: bool) -> Content:
    """The mark at the left of a row."""
    return Content.styled("▌" if is_current else " ", "$primary")
