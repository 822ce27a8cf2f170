"""Help: all keys of a screen, from the same table as its bindings; and all notices."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from quizapp.tui.keys import HELP_KEYS, Key, bindings
from quizapp.tui.safe import MUTED, joined, safe_line
from quizapp.tui.widgets.keybar import KeyBar

WIDE = 60
"""Columns from which on a key has one line."""


class HelpScreen(ModalScreen[None]):
    """A table over the screen it is about."""

    BINDINGS = bindings(HELP_KEYS)

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
        """The table, and how to close it."""
        with VerticalScroll(id="help") as box:
            box.border_title = f"Keys · {self._title}"
            yield Static(id="keys", markup=False)
            for notice in self._notices:
                yield Static(safe_line(notice), classes="-notice", markup=False)
        bar = KeyBar()
        bar.keys = HELP_KEYS
        yield bar

    def on_resize(self) -> None:
        """On a small screen what a key does stands below its name."""
        row = _row if self.size.width >= WIDE else _row_of_two
        self.query_one("#keys", Static).update(Content("\n").join(map(row, self._keys)))

    def action_close(self) -> None:
        """Back to where it was called."""
        if self.is_current:
            self.dismiss(None)


def _row(key: Key) -> Content:
    return joined(
        Content.styled(f"{key.shown:>6}  ", "bold $primary"),
        Content.styled(f"{key.label:<16}", "$foreground"),
        Content.styled(key.tooltip, MUTED),
    )


def _row_of_two(key: Key) -> Content:
    return joined(
        Content.styled(f"{key.shown} ", "bold $primary"),
        Content.styled(f"{key.label}\n", "$foreground"),
        Content.styled(f"  {key.tooltip}", MUTED),
    )
