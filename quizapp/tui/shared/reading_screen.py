"""A text shown over the screen, to read and close."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from quizapp.tui.keys import INTERRUPT, SCROLL, Key, bindings
from quizapp.tui.shared.key_bar import KeyBar

CLOSE = Key("close", "q,escape,enter,space,o", "close", "Close", "Close this", "q")
READING_KEYS = (SCROLL, INTERRUPT, CLOSE)
CONFIRM = Key("apply.confirm", "enter,y,p", "confirm", "Apply", "Change these due dates", "⏎")
CANCEL = Key("apply.cancel", "q,escape,n", "close", "Not now", "Change nothing", "q")
CONFIRM_KEYS = (CONFIRM, SCROLL, INTERRUPT, CANCEL)


class ReadingScreen(ModalScreen[bool]):
    """A scrolling text. The result is whether it was confirmed, for subclasses that ask."""

    BINDINGS = bindings(READING_KEYS)
    HELP_KEYS: tuple[Key, ...] = READING_KEYS
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    ReadingScreen {
        align: center middle;
        #reading {
            width: 88;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 0 1;
            border: round $primary;
            border-title-color: $primary;
            border-title-style: bold;
            background: $surface;
            scrollbar-size-vertical: 1;
        }
        KeyBar { background: $surface; }
        #text { height: auto; width: 100%; }
    }
    """

    def __init__(self, title: Content, text: Content) -> None:
        super().__init__()
        self._heading = title
        self._text = text

    def compose(self) -> ComposeResult:
        """The text in a frame."""
        with VerticalScroll(id="reading", can_focus=False):
            yield Static(self._text, id="text", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """The title and the keys."""
        self.query_one("#reading").border_title = self._heading
        self.query_one(KeyBar).keys = tuple(key for key in self.HELP_KEYS if key is not INTERRUPT)

    def action_scroll(self, lines: int) -> None:
        """Scroll the text."""
        self.query_one("#reading").scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        """Back to the screen below."""
        if self.is_current:
            self.dismiss(False)


class ConfirmScreen(ReadingScreen):
    """A preview of changes to the schedule; nothing happens before it is confirmed."""

    BINDINGS = bindings(CONFIRM_KEYS)
    HELP_KEYS = CONFIRM_KEYS

    def action_confirm(self) -> None:
        """Go ahead."""
        if self.is_current:
            self.dismiss(True)
