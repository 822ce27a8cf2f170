"""Lines in and lines out: what plain mode needs of a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class LineIO(Protocol):
    """Lines in and out."""

    def say(self, text: str = "") -> None:
        """Lines out."""
        ...

    def ask(self, prompt: str, tick: Callable[[], None] | None = None) -> str | None:
        """One line in, or None at the end of input; `tick` is called while it is waited for."""
        ...


class Stopped(Exception):
    """The learner stops."""
