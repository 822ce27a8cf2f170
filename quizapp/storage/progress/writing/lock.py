"""One writer at a time: held for each write, not for the whole sitting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from quizapp.errors import ProgressError
from quizapp.storage.disk import Disk
from quizapp.storage.progress.format.paths import Places

PATIENCE = 5.0
"""Seconds to wait for another program's write."""


class Locked(ProgressError):
    """Another program has held the lock too long."""


@contextmanager
def locked(disk: Disk, places: Places, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock; the file itself is never deleted, for two locks on two files are none.

    Raises Locked, or OSError when the lock file can't be made.
    """
    descriptor = disk.open_to_append(places.lock)
    try:
        if not disk.lock(descriptor, patience):
            raise Locked(f"{places.name}.lock: held by another program for over {patience:.0f} s")
        yield
    finally:
        disk.close(descriptor)
