"""Applying a quiz: each card's due date before and after, then yes or no."""

from __future__ import annotations

from quizapp.tui.keys import bindings
from quizapp.tui.quiz.keys import APPLY_KEYS
from quizapp.tui.shared.reading_screen import ReadingScreen


class ApplyScreen(ReadingScreen):
    """The preview; nothing happens before it is confirmed."""

    BINDINGS = bindings(APPLY_KEYS)
    HELP_KEYS = APPLY_KEYS

    def action_confirm(self) -> None:
        """Let it count."""
        if self.is_current:
            self.dismiss(True)
