"""The line below a question: what came of the answer, and what comes next."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class FeedbackLine(Widget):
    """One line, always there, so that nothing jumps when it speaks; a click on it goes on."""

    DEFAULT_CSS = """
    FeedbackLine { height: 1; text-align: center; margin: 0 1; }
    """

    words: reactive[Content] = reactive(Content(""))

    class Clicked(Message):
        """It was clicked."""

    def render(self) -> Content:
        """The words."""
        return self.words.truncate(max(self.content_size.width, 1), ellipsis=True)

    def on_click(self, event: events.Click) -> None:
        """A click goes on."""
        event.stop()
        self.post_message(self.Clicked())
