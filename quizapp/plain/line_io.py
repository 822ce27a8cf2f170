"""The port of plain mode: lines in and lines out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from quizapp.domain.event import Event
from quizapp.study.ports import Receipt


class LineIO(Protocol):
    """A terminal, a pipe, or a test."""

    def say(self, text: str = "") -> None:
        """Print a line."""
        ...

    def ask(self, prompt: str, tick: Callable[[], None] | None = None) -> str | None:
        """Read a line; None at the end of input. `tick` is called repeatedly while waiting."""
        ...


class SavedLines:
    """Lines that are printed once their events are on the disk, now or together with later ones."""

    def __init__(self, io: LineIO) -> None:
        self._io = io
        self._waiting: dict[str, str] = {}

    def add(self, receipt: Receipt, line: str) -> None:
        """Keep a line until the event of the receipt is on the disk."""
        self._waiting[receipt.event.id] = line

    def show(self, receipt: Receipt) -> None:
        """Print the lines of all events that a receipt says are on the disk, or why it is not."""
        self.show_durable(receipt.durable)
        if not receipt.is_saved:
            self._io.say(f"Not saved: {receipt.problem}. Saving is tried again with each answer.")

    def show_durable(self, events: Iterable[Event]) -> None:
        """Print the lines of events that are on the disk now."""
        for event in events:
            line = self._waiting.pop(event.id, "")
            if line:
                self._io.say(line)


class Stopped(Exception):
    """The learner stops the session."""
