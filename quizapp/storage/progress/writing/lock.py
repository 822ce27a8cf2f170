"""The lock that allows one writer at a time: held for each write, not for the whole session."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from quizapp.errors import ProgressError
from quizapp.storage.progress.format.progress_files import ProgressFiles

PATIENCE = 5.0
"""Seconds to wait for another program's write."""


class Locked(ProgressError):
    """Another program has held the lock too long."""


@contextmanager
def locked(files: ProgressFiles, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock. Its file is never deleted: two programs could then lock two different files.

    Raises Locked, or OSError if the lock file can't be created.
    """
    descriptor = files.disk.open_to_append(files.lock)
    try:
        if not files.disk.lock(descriptor, patience):
            raise Locked(f"{files.name}.lock: held by another program for over {patience:.0f} s")
        yield
    finally:
        files.disk.close(descriptor)
