"""The line below a question: the feedback on the answer, and the next step."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class FeedbackLine(Widget):
    """Always one line high, so that feedback moves nothing; a click continues."""

    DEFAULT_CSS = """
    FeedbackLine { height: 1; text-align: center; margin: 0 1; }
    """

    words: reactive[Content] = reactive(Content(""))

    class Clicked(Message):
        """It was clicked."""

    def render(self) -> Content:
        """The line, cut to the width."""
        return self.words.truncate(max(self.content_size.width, 1), ellipsis=True)

    def on_click(self, event: events.Click) -> None:
        """Continue."""
        event.stop()
        self.post_message(self.Clicked())
