"""Where an answer is typed; `tab` or Esc leaves it, and letters are keys again."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class AnswerInput(Input):
    """An input that can be left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,escape", "leave", "Leave the input", show=False, id="input.leave")
    ]

    DEFAULT_CSS = """
    AnswerInput {
        max-width: 84;
        height: 3;
        border: round $primary 60%;
        background: $surface;
        &:focus { border: round $primary; }
        &.-right { border: round $success; }
        &.-wrong { border: round $error; }
    }
    """

    class Left(Message):
        """The learner wants the letters to be keys."""

    def action_leave(self) -> None:
        """Give the focus back."""
        self.post_message(self.Left())
