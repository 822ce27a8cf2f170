"""The input for a typed answer; tab or escape leaves it, so that letters are shortcuts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual import events
from textual.widgets import Input

from quizapp.tui.card.keys import LEAVE_INPUT, SUBMIT

PLACEHOLDER = "type the answer and press ⏎"
LEFT = "press tab to type"


class AnswerInput(Input):
    """An input that can be left, and that accepts nothing more once its answer is submitted.

    Submitting is a call, not a message: keys typed right after it belong to the card, however fast
    they come.
    """

    DEFAULT_CSS = """
    AnswerInput {
        max-width: 84;
        height: 3;
        border: round $primary 60%;
        background: $surface;
        &:focus { border: round $primary; }
        &.-right { border: round $success; }
        &.-wrong { border: round $error; }
        &.-closed { color: $text-muted; }
    }
    """

    def __init__(self, submit: Callable[[], Awaitable[None]], leave: Callable[[], None]) -> None:
        super().__init__(placeholder=PLACEHOLDER, max_length=500, select_on_focus=False)
        self._submit = submit
        self._leave = leave
        self._is_closed = False

    def begin(self) -> None:
        """Clear it for the next answer."""
        self.value, self.placeholder, self._is_closed = "", PLACEHOLDER, False
        self.can_focus = True
        self.remove_class("-closed")

    def close(self) -> None:
        """Its answer was submitted: what is typed from now on is for the card."""
        self.placeholder, self._is_closed = "", True
        self.can_focus = False
        self.add_class("-closed")

    def rest(self) -> None:
        """Say that letters are shortcuts now, though it looks like an input."""
        self.placeholder = "" if self._is_closed else LEFT

    def on_blur(self) -> None:
        """Say how to get back."""
        self.rest()

    def on_focus(self) -> None:
        """Letters are typed again."""
        self.placeholder = PLACEHOLDER

    async def _on_key(self, event: events.Key) -> None:
        """Handle its own keys here, in the order of typing; a binding would come too late.

        Keys that were on their way when the answer was submitted go to the card.
        """
        if self._is_closed or not self.has_focus:
            event.prevent_default()
        elif event.key == "space" and not self.value:
            # No answer starts with a space; a key still held down would type a row of them.
            event.stop().prevent_default()
        elif event.key in SUBMIT.keys.split(","):
            event.stop().prevent_default()
            await self._submit()
        elif event.key in LEAVE_INPUT.keys.split(","):
            event.stop().prevent_default()
            self._leave()
        elif event.is_printable:
            self.scroll_visible(animate=False)
