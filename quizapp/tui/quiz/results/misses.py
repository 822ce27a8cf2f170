"""The missed questions, one below another, with a cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from quizapp.study.quiz.results import ResultRow

MAX_SHOWN = 100
"""Misses that are listed; further ones are only counted, and can be asked again."""


class Miss(Static):
    """One question."""

    DEFAULT_CSS = """
    Miss {
        height: auto;
        padding: 0 1;
        margin-bottom: 1;
        border-left: outer $background;
        &.-current { border-left: outer $primary; background: $primary 12%; }
        &:ansi, &:ansi.-current { background: ansi_default; }
    }
    """

    @dataclass
    class Clicked(Message):
        """It was clicked."""

        index: int

    def __init__(self, index: int, content: Content) -> None:
        super().__init__(content, markup=False)
        self.index = index

    def on_click(self, event: events.Click) -> None:
        """Choose it."""
        event.stop()
        self.post_message(self.Clicked(self.index))


class Misses(VerticalScroll, can_focus=False):
    """All missed questions, below a head that scrolls with them."""

    DEFAULT_CSS = """
    Misses { height: 1fr; scrollbar-size-vertical: 1; }
    """

    cursor: reactive[int] = reactive(0)

    class Opened(Message):
        """The question under the cursor was clicked."""

    def __init__(self, head: Content, rows: Sequence[tuple[ResultRow, Content]]) -> None:
        super().__init__()
        self._head = head
        self._rows = rows[:MAX_SHOWN]

    def compose(self) -> ComposeResult:
        """The head, and the questions."""
        if self._head.plain:
            yield Static(self._head, markup=False, classes="head")
        for index, (_, content) in enumerate(self._rows):
            yield Miss(index, content)

    def on_mount(self) -> None:
        """Put the cursor on the first question."""
        self.watch_cursor()

    @property
    def row(self) -> ResultRow | None:
        """The question under the cursor."""
        return self._rows[self.cursor][0] if self._rows else None

    def move(self, step: str) -> None:
        """Move the cursor; where it can't move, scroll."""
        last = len(self._rows) - 1
        steps = {"up": -1, "down": 1, "pageup": -5, "pagedown": 5, "home": -last, "end": last}
        to = min(max(self.cursor + steps.get(step, 0), 0), max(last, 0))
        if to == self.cursor:
            ends = {"home": self.scroll_home, "end": self.scroll_end}
            scroll = ends.get(step, partial(self.scroll_relative, y=steps.get(step, 0)))
            scroll(animate=False)
        self.cursor = to

    def watch_cursor(self) -> None:
        """Show where the cursor is."""
        for row in self.query(Miss):
            row.set_class(row.index == self.cursor, "-current")
            if row.index == self.cursor and self.cursor:
                row.scroll_visible(animate=False)
        if not self.cursor:
            self.scroll_home(animate=False)

    @on(Miss.Clicked)
    def _choose_by_mouse(self, event: Miss.Clicked) -> None:
        """The first click moves the cursor, the next one opens the card."""
        event.stop()
        if event.index == self.cursor:
            self.post_message(self.Opened())
        self.cursor = event.index
