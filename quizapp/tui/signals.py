"""Signals that the toolkit answers by drawing, on a terminal that may be gone."""

from __future__ import annotations

import sys
import termios
from collections.abc import Callable
from types import FrameType


def resume_on_a_terminal(
    resume: Callable[[int, FrameType | None], object], number: int, frame: FrameType | None
) -> None:
    """Draw again after a stop, unless the terminal is gone.

    A terminal that closes sends SIGCONT along with SIGHUP. To draw on it would wait for ever, and
    the other signal would never be seen.
    """
    try:
        termios.tcgetattr(sys.stdin.fileno())
    except (termios.error, ValueError, OSError):
        return
    resume(number, frame)
