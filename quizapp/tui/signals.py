"""Signals that make Textual draw, on a terminal that may be gone."""

from __future__ import annotations

import sys
import termios
from collections.abc import Callable
from types import FrameType


def resume_on_a_terminal(
    resume: Callable[[int, FrameType | None], object], number: int, frame: FrameType | None
) -> None:
    """Draw again after a stop, unless the terminal is gone.

    A closing terminal sends SIGCONT along with SIGHUP. Drawing on it would block for ever, and
    SIGHUP would never be handled.
    """
    try:
        termios.tcgetattr(sys.stdin.fileno())
    except (termios.error, ValueError, OSError):
        return
    resume(number, frame)
