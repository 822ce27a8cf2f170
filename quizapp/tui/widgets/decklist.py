"""The decks to choose from: drawn line by line, so that it is as quick with a thousand."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from quizapp.study.overview import Counts
from quizapp.tui.safe import MUTED, joined, safe_line
from quizapp.tui.widgets.bar import thin_bar

BAR_FROM = 58
"""Columns: narrower than this the bar gives way to the title."""


@dataclass(frozen=True, slots=True)
class DeckRow:
    """One line of the list."""

    decks: tuple[str, ...]
    """The ids that choosing it reviews; none is all."""
    title: str
    counts: Counts
    learnt: float


class DeckList(ScrollView, can_focus=False):
    """A list with a cursor; it says when a deck is highlighted and when it is chosen."""

    DEFAULT_CSS = """
    DeckList {
        height: 1fr;
        padding: 0;
        scrollbar-size-vertical: 1;
    }
    """

    rows: reactive[tuple[DeckRow, ...]] = reactive((), layout=True)
    cursor: reactive[int] = reactive(0)

    @dataclass
    class Highlighted(Message):
        """The cursor is on another row."""

        row: DeckRow

    @dataclass
    class Chosen(Message):
        """A row was clicked that the cursor was on already."""

        row: DeckRow

    @property
    def row(self) -> DeckRow | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def move(self, step: str) -> None:
        """Move the cursor: `up`, `down`, `pageup`, `pagedown`, `home` or `end`."""
        page = max(self.size.height - 1, 1)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}
        last = len(self.rows) - 1
        to = {"home": 0, "end": last}.get(step, self.cursor + steps.get(step, 0))
        self.cursor = min(max(to, 0), max(last, 0))

    def watch_rows(self) -> None:
        """Keep the cursor on a row."""
        self.virtual_size = Size(0, len(self.rows))
        self.cursor = min(self.cursor, max(len(self.rows) - 1, 0))
        self._tell()

    def watch_cursor(self) -> None:
        """Keep the cursor in sight."""
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False)
        self.refresh()
        self._tell()

    def _tell(self) -> None:
        if self.row is not None:
            self.post_message(self.Highlighted(self.row))

    def on_click(self, event: events.Click) -> None:
        """The first click moves the cursor, the next one chooses."""
        place = event.y + self.scroll_offset.y
        if not 0 <= place < len(self.rows):
            return
        if place == self.cursor:
            self.post_message(self.Chosen(self.rows[place]))
        self.cursor = place

    def render_line(self, y: int) -> Strip:
        """One row, cut to the width."""
        place = y + self.scroll_offset.y
        width = self.size.width
        if not 0 <= place < len(self.rows):
            return Strip.blank(width, self.rich_style)
        is_current = place == self.cursor
        content = self._content(self.rows[place], width, is_current=is_current)
        if is_current:
            if self.app.current_theme.ansi:
                content = Content.styled(content.plain, "reverse")
            else:
                content = content.stylize("on $primary 22%")
        return Visual.to_strips(self, content, width, 1, self.visual_style)[0]

    def _content(self, row: DeckRow, width: int, *, is_current: bool) -> Content:
        counts = row.counts
        edge = Content.styled("▌" if is_current else " ", "$primary")
        learning = _number(counts.learning, "learn", "$warning")
        numbers = joined(
            _due(counts),
            *((" ", learning) if any(other.counts.learning for other in self.rows) else ()),
            " ",
            _number(counts.new, "new", "$secondary"),
        )
        if width >= BAR_FROM:
            bar = thin_bar(row.learnt, 14)
            share = Content.styled(f"{round(row.learnt * 100):>4}%", MUTED)
            numbers = joined(numbers, "  ", bar, " ", share)
        room = max(width - numbers.cell_length - 4, 4)
        weight = "bold $foreground" if is_current else "$foreground"
        title = safe_line(row.title, weight).truncate(room, ellipsis=True, pad=True)
        return joined(edge, title, "  ", numbers, " ")


def _due(counts: Counts) -> Content:
    if not counts.left:
        return Content.styled("  ✓ done", "$success")
    return _number(counts.due, "due", "$accent")


def _number(count: int, word: str, style: str) -> Content:
    text = f"{count:>4} {word}"
    return Content.styled(text, f"bold {style}" if count else MUTED)
