"""The port of plain mode: lines in and lines out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class LineIO(Protocol):
    """A terminal, a pipe, or a test."""

    def say(self, text: str = "") -> None:
        """Print a line."""
        ...

    def ask(self, prompt: str, tick: Callable[[], None] | None = None) -> str | None:
        """Read a line; None at the end of input. `tick` is called repeatedly while waiting."""
        ...


class Stopped(Exception):
    """The learner stops the session."""
