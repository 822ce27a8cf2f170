"""Where an answer is typed; `tab` or Esc leaves it, and letters are keys again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual import events
from textual.widgets import Input

from quizapp.tui.keys import HAND_IN, LEAVE_INPUT

PLACEHOLDER = "type the answer, ⏎ hands it in"
LEFT = "letters are keys now; tab types the answer"


class AnswerInput(Input):
    """An input that can be left, and that takes nothing more once its answer is handed in.

    Handing in is a call and not a message: keys typed right after it are then keys of the card,
    however fast they come.
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

    def __init__(self, hand_in: Callable[[], Awaitable[None]], leave: Callable[[], None]) -> None:
        super().__init__(placeholder=PLACEHOLDER, max_length=500, select_on_focus=False)
        self._hand_in = hand_in
        self._leave = leave
        self._is_closed = False

    def begin(self) -> None:
        """Empty, and ready for the next answer."""
        self.value, self.placeholder, self._is_closed = "", PLACEHOLDER, False
        self.can_focus = True
        self.remove_class("-closed")

    def close(self) -> None:
        """Its answer was handed in; what is typed from now on is for the card."""
        self.placeholder, self._is_closed = "", True
        self.can_focus = False
        self.add_class("-closed")

    def rest(self) -> None:
        """Letters are keys, though it looks as if one could type: that has to be said."""
        self.placeholder = "" if self._is_closed else LEFT

    def on_blur(self) -> None:
        """It was left."""
        self.rest()

    def on_focus(self) -> None:
        """What is typed goes here again."""
        self.placeholder = PLACEHOLDER

    async def _on_key(self, event: events.Key) -> None:
        """Its own keys are obeyed here, in the order of typing; a binding would come too late.

        Keys that were on their way here when the answer was handed in go on to the card.
        """
        if self._is_closed or not self.has_focus:
            event.prevent_default()
        elif event.key == "space" and not self.value:
            # No answer begins with a space; a key that is still held would type a row of them.
            event.stop().prevent_default()
        elif event.key in HAND_IN.keys.split(","):
            event.stop().prevent_default()
            await self._hand_in()
        elif event.key in LEAVE_INPUT.keys.split(","):
            event.stop().prevent_default()
            self._leave()
        elif event.is_printable:
            self.scroll_visible(animate=False)
