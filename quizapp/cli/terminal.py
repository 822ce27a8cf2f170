"""Reads and writes lines, and stops on a signal only between two steps."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from quizapp.domain.clean_text import clean
from quizapp.errors import Interrupted

TICK = 0.1
"""Seconds between two ticks."""
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Terminal:
    """The port `LineIO` on standard input and output."""

    def __init__(self) -> None:
        self._is_waiting = False
        self._stopped_by: int | None = None
        self._is_interactive = sys.stdin.isatty()

    def say(self, text: str = "") -> None:
        """Print text without control characters, and flush it."""
        encoding = sys.stdout.encoding or "utf-8"
        safe = clean(text).encode(encoding, "replace").decode(encoding)
        sys.stdout.write(safe + "\n")
        sys.stdout.flush()

    def ask(self, prompt: str, tick: Callable[[], None] | None = None) -> str | None:
        """Read a line; None at the end of input. `tick` is called repeatedly while waiting.

        Raises Interrupted after a signal.
        """
        if self._is_interactive:
            sys.stdout.write(f"{prompt} ")
            sys.stdout.flush()
        else:
            self.say(prompt)
        with _ticking(tick):
            line = self._read()
        if not line:
            return None
        return clean(line.decode("utf-8", "replace")).strip()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Make signals stop the program at the next line, never within a write."""
        before = {number: signal.signal(number, self._stop) for number in SIGNALS}
        try:
            yield
            self._stop_if_told()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _read(self) -> bytes:
        self._is_waiting = True
        try:
            self._stop_if_told()
            return sys.stdin.buffer.readline()
        finally:
            self._is_waiting = False

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        self._stopped_by = number
        if self._is_waiting:
            self._is_waiting = False
            self._stop_if_told()

    def _stop_if_told(self) -> None:
        if self._stopped_by is not None:
            if self._is_interactive:
                with suppress(OSError):
                    self.say()
            raise Interrupted(self._stopped_by)


@contextmanager
def _ticking(tick: Callable[[], None] | None) -> Iterator[None]:
    """Call `tick` ten times a second from another thread until the line has been read.

    Reading a line blocks. The clock must not count time in which the program was stopped or the
    machine slept, and only frequent ticks can detect that.
    """
    if tick is None:
        yield
        return
    done = threading.Event()

    def run() -> None:
        while not done.wait(TICK):
            tick()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
