"""A terminal that records when a program has painted some words, and how many bytes."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PATIENCE = 60.0
"""Seconds that a program may take to paint the expected words."""
QUIET = 0.06
"""Seconds without output after which painting counts as finished."""
_ASKED = b"\x1b[?2026$p"
"""The program's question whether the terminal knows markers of frames; the answer is yes."""
_THEY_CAN = b"\x1b[?2026;2$y"
_FRAME_BEGINS = b"\x1b[?2026h"
_FRAME_ENDS = b"\x1b[?2026l"


@dataclass(frozen=True, slots=True)
class Used:
    """The total cost of a process."""

    cpu: float
    """Seconds."""
    memory: int
    """Bytes at its peak."""


class Terminal:
    """A program on a pseudo-terminal, from its start to its end."""

    def __init__(
        self, arguments: Sequence[str], environment: Mapping[str, str], size: tuple[int, int]
    ) -> None:
        columns, rows = size
        self.painted = 0
        """Bytes since the last key."""
        self._seen = b""
        self._begun = time.perf_counter()
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            try:
                os.execve(arguments[0], list(arguments), dict(environment))
            finally:
                os._exit(127)  # Otherwise this child process would go on to run the benchmarks.
        where = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, where)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            self.end()

    def press(self, keys: str) -> None:
        """Type, once the effects of earlier keys are painted."""
        self.rest()
        self._seen, self.painted = b"", 0
        self._begun = time.perf_counter()
        os.write(self._terminal, keys.encode())

    def until(self, words: str) -> float:
        """Seconds from the last key, or the start, to the end of the frame with these words."""
        deadline = self._begun + PATIENCE
        while not self._is_painted(words.encode()):
            if not self._read(deadline - time.perf_counter()):
                raise TimeoutError(f"{words!r} was never painted: {self._seen[-300:]!r}")
        return time.perf_counter() - self._begun

    def rest(self) -> None:
        """Wait until nothing more is painted."""
        while self._read(QUIET):
            pass

    def watch(self, seconds: float) -> None:
        """Let the program run for a while."""
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            self._read(left)

    def end(self) -> Used:
        """End the program; returns its cost."""
        os.kill(self._process, signal.SIGTERM)
        try:
            while self._read(PATIENCE):
                pass
        except OSError:
            pass  # The program has exited.
        _, _, used = os.wait4(self._process, 0)
        os.close(self._terminal)
        self._process = 0
        unit = 1 if sys.platform == "darwin" else 1024
        return Used(used.ru_utime + used.ru_stime, used.ru_maxrss * unit)

    def _is_painted(self, words: bytes) -> bool:
        at = self._seen.find(words)
        is_marked = self._seen.find(_FRAME_BEGINS, 0, max(at, 0)) >= 0
        return at >= 0 and (not is_marked or self._seen.find(_FRAME_ENDS, at) >= 0)

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self._terminal], [], [], max(patience, 0))
        if not ready:
            return False
        data = os.read(self._terminal, 1 << 16)
        self._seen += data
        self.painted += len(data)
        if _ASKED in data:
            os.write(self._terminal, _THEY_CAN)
        return bool(data)
