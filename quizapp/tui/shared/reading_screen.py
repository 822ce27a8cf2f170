"""A text laid over the screen, to be read and closed."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from quizapp.tui.keys import INTERRUPT, Key, bindings
from quizapp.tui.quiz.keys import READING_KEYS
from quizapp.tui.shared.key_bar import KeyBar


class ReadingScreen(ModalScreen[bool]):
    """Scrolls a text; the answer is whether it was confirmed, for those that ask."""

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
        """The text in its frame."""
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
        """Back to where it was called."""
        if self.is_current:
            self.dismiss(False)
