"""A terminal that only watches: how long until a program has painted what is waited for."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Sequence

PATIENCE = 30.0
"""Seconds."""


def painted(
    arguments: Sequence[str], environment: dict[str, str], words: bytes
) -> Callable[[], float]:
    """From the start of a process until these words are on an 80x24 terminal."""

    def run() -> float:
        begun = time.perf_counter()
        process, terminal = pty.fork()
        if process == 0:
            os.execve(arguments[0], list(arguments), environment)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        try:
            _wait_for(terminal, words)
            return time.perf_counter() - begun
        finally:
            os.kill(process, signal.SIGTERM)
            _drain(terminal)
            os.waitpid(process, 0)
            os.close(terminal)

    return run


def _wait_for(terminal: int, words: bytes) -> None:
    seen = b""
    deadline = time.perf_counter() + PATIENCE
    while words not in seen:
        ready, _, _ = select.select([terminal], [], [], deadline - time.perf_counter())
        if not ready:
            raise TimeoutError(f"{words!r} was never painted: {seen[-300:]!r}")
        seen += os.read(terminal, 1 << 16)


def _drain(terminal: int) -> None:
    """Let the program end: one that can't write waits for ever."""
    try:
        while select.select([terminal], [], [], 2.0)[0] and os.read(terminal, 1 << 16):
            pass
    except OSError:
        return
