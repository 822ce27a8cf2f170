"""The app as it opens on a real terminal, from each command that opens it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time

import pytest

from tests.cli.command import Home

SIZE = struct.pack("HHHH", 24, 80, 0, 0)
ESCAPES = re.compile(
    rb"\x1b(?:\[[0-9;?<>=:]*[a-zA-Z]|[()][A-Z0-9]|[\]P_][^\x07\x1b]*(?:\x07|\x1b\\))"
)
PATIENCE = 30.0
"""Seconds for a slow machine; usually one is enough."""


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ((), b"Browse"),
        (("review",), b"Show answer"),
        (("quiz", "--questions", "3"), b"1 / 3"),
        (("quiz", "muscles", "--mode", "survival"), b"question 1"),
    ],
    ids=["home", "review", "quiz", "survival"],
)
def test_the_app_opens_where_it_was_asked_to(
    home: Home, command: tuple[str, ...], shown: bytes
) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, SIZE)
    process = subprocess.Popen(
        [sys.executable, "-m", "quizapp", *command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=home.environment,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        seen = read_until(ours, shown)
        os.write(ours, b"\x03")
        read_until(ours, b"", process)
    finally:
        process.kill()
        os.close(ours)
    assert shown in seen
    assert b"Traceback" not in seen
    assert process.wait() == 130


def read_until(
    descriptor: int, shown: bytes, process: subprocess.Popen[bytes] | None = None
) -> bytes:
    """What the terminal has shown, until that is there, or the process has ended."""
    seen, deadline = b"", time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process is not None and process.poll() is not None:
            break
        if select.select([descriptor], [], [], 0.05)[0]:
            try:
                seen += os.read(descriptor, 65536)
            except OSError:
                break
        if process is None and shown in ESCAPES.sub(b"", seen):
            break
    return ESCAPES.sub(b"", seen)
