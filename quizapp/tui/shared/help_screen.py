"""Help: all keys of a screen, and all notices about the progress file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from quizapp.tui.keys import INTERRUPT, Key, bindings
from quizapp.tui.safe import MUTED, joined, safe_line
from quizapp.tui.shared.key_bar import KeyBar

CLOSE = Key("help.close", "q,escape,question_mark,enter,space", "close", "Close", "Close this", "q")
WIDE = 60
"""Columns: from this width on each key takes one line."""


class KeyRow(Static):
    """One key; if it runs a single action, a click runs it."""

    DEFAULT_CSS = """
    KeyRow { height: auto; }
    KeyRow.-clickable:hover { background: $primary 16%; }
    """

    @dataclass
    class Chosen(Message):
        """It was clicked."""

        action: str

    def __init__(self, key: Key) -> None:
        super().__init__(markup=False, classes="-clickable" if key.is_clickable else "")
        self.key = key

    def on_click(self) -> None:
        """Run the key's action."""
        if self.key.is_clickable:
            self.post_message(self.Chosen(self.key.action))


class HelpScreen(ModalScreen[None]):
    """A table of keys over the screen that they belong to."""

    BINDINGS = bindings((CLOSE, INTERRUPT))

    DEFAULT_CSS = """
    HelpScreen {
        &.-tiny #help { max-width: 100%; padding: 0 1; }
        align: center middle;
        #help {
            width: 80;
            scrollbar-size-vertical: 1;
            max-width: 96%;
            height: auto;
            max-height: 90%;
            border: round $primary;
            background: $surface;
            padding: 1 2;
        }
        .-notice { margin-top: 1; color: $warning; }
    }
    """

    def __init__(self, title: str, keys: Sequence[Key], notices: Sequence[str] = ()) -> None:
        super().__init__()
        self._title = title
        self._keys = keys
        self._notices = notices

    def compose(self) -> ComposeResult:
        """The keys, then the notices."""
        with VerticalScroll(id="help") as box:
            box.border_title = f"Keys · {self._title}"
            yield from (KeyRow(key) for key in self._keys)
            for notice in self._notices:
                yield Static(safe_line(notice), classes="-notice", markup=False)
        bar = KeyBar()
        bar.keys = (CLOSE,)
        yield bar

    def on_resize(self) -> None:
        """On a narrow screen each key takes two lines."""
        draw = _row if self.size.width >= WIDE else _two_line_row
        for row in self.query(KeyRow):
            row.update(draw(row.key))

    @on(KeyRow.Chosen)
    def _chosen(self, event: KeyRow.Chosen) -> None:
        """Close, and run the action on the screen below."""
        below = self.app.screen_stack[-2]
        self.action_close()
        self.app.call_later(self.app.run_action, event.action, below)

    def action_close(self) -> None:
        """Back to the screen below."""
        if self.is_current:
            self.dismiss(None)


def _row(key: Key) -> Content:
    return joined(
        Content.styled(f"{key.shown:>6}  ", "bold $primary"),
        Content.styled(f"{key.label:<16}", "$foreground"),
        Content.styled(key.tooltip, MUTED),
    )


def _two_line_row(key: Key) -> Content:
    return joined(
        Content.styled(f"{key.shown} ", "bold $primary"),
        Content.styled(f"{key.label}\n", "$foreground"),
        Content.styled(f"  {key.tooltip}", MUTED),
    )
