"""The fields of the editor: texts to type and values to choose, each with a label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static, TextArea

from quizapp.domain.clean_text import clean
from quizapp.tui.safe import MUTED, joined, safe_line

Leave: TypeAlias = Callable[[int], None]
"""Called to leave a field: for the next one (1), the previous one (-1), or none (0)."""


class TextField(TextArea):
    """A text of any number of lines; up and down leave it at its first and last line."""

    DEFAULT_CSS = """
    TextField, TextField:focus {
        height: auto;
        min-height: 1;
        max-height: 9;
        border: none;
        padding: 0 1;
        background: $foreground 5%;
        scrollbar-size-vertical: 1;
        &:focus { background: $primary 16%; }
        &:ansi { background: transparent; }
        &:ansi .text-area--placeholder { text-style: dim italic; }
        & .text-area--cursor-line { background: transparent; }
    }
    """

    def __init__(self, key: str, leave: Leave, hint: str) -> None:
        super().__init__(
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=Content(hint),
        )
        self.key = key
        self._leave = leave

    def fill(self, text: str) -> None:
        """Set the text, with the cursor at its end."""
        if self.text != text:
            self.load_text(clean(text))
            self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        """Keys that leave the field; all others type."""
        at = self.cursor_location
        if event.key == "escape":
            step = 0
        elif event.key == "tab" or (
            event.key == "down" and self.navigator.is_last_wrapped_line(at)
        ):
            step = 1
        elif event.key == "shift+tab" or (
            event.key == "up" and self.navigator.is_first_wrapped_line(at)
        ):
            step = -1
        else:
            await super()._on_key(event)
            return
        event.stop().prevent_default()
        self._leave(step)

    async def _on_paste(self, event: events.Paste) -> None:
        """Pasted text is unsafe until cleaned."""
        event.stop().prevent_default()
        await super()._on_paste(events.Paste(clean(event.text)))


class ChoiceField(Widget, can_focus=True):
    """One of several values; left, right or a click changes it."""

    DEFAULT_CSS = """
    ChoiceField {
        height: 1;
        width: 1fr;
        padding: 0 1;
        &:focus { background: $primary 16%; }
        &:ansi:focus { background: transparent; text-style: reverse; }
    }
    """

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        key: str
        value: str

    value: reactive[str] = reactive("")

    def __init__(self, key: str, leave: Leave, values: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.key = key
        self._leave = leave
        self._values = values
        """Each value, and how it is shown."""

    def render(self) -> Content:
        """`‹ value ›`."""
        names = dict(self._values)
        shown = safe_line(names.get(self.value, self.value), "bold $primary")
        return joined(Content.styled("‹ ", MUTED), shown, Content.styled(" ›", MUTED))

    async def _on_key(self, event: events.Key) -> None:
        """Keys that change the value or leave the field."""
        turns = {"left": -1, "right": 1, "space": 1, "enter": 1}
        leaves = {"up": -1, "shift+tab": -1, "down": 1, "tab": 1, "escape": 0}
        if event.key in turns:
            self._turn(turns[event.key])
        elif event.key in leaves:
            self._leave(leaves[event.key])
        else:
            return
        event.stop().prevent_default()

    def on_click(self, event: events.Click) -> None:
        """The next value; a click on the left arrow, the previous one."""
        self._turn(-1 if event.x <= 2 else 1)

    def _turn(self, step: int) -> None:
        values = [value for value, _ in self._values]
        index = values.index(self.value) if self.value in values else 0
        self.value = values[(index + step) % len(values)]
        self.post_message(self.Changed(self.key, self.value))


class FieldLine(Horizontal):
    """A field beside its label; `-open` while it has the focus, `-wrong` while it has an error."""

    DEFAULT_CSS = """
    FieldLine {
        height: auto;
        padding: 0 1;
        Static { width: 12; height: 1; color: $text-muted; }
        &.-open Static { color: $primary; text-style: bold; }
        &.-wrong Static { color: $error; text-style: bold; }
    }
    """

    def __init__(self, label: str, field: TextField | ChoiceField) -> None:
        super().__init__()
        self._label = label
        self.field = field

    def compose(self) -> ComposeResult:
        """The label, then the field."""
        yield Static(self._label, markup=False)
        yield self.field

    def mark(self, *, is_wrong: bool) -> None:
        """Show at the label whether the field has an error."""
        self.set_class(is_wrong, "-wrong")
        sign = "✗ " if is_wrong else ""
        self.query_one(Static).update(Content(f"{sign}{self._label}"))
