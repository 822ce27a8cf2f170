"""Control of Python's garbage collector, which wastes time on values that are still in use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

STEP = 2_000
"""Objects created between two collections in the app, so that each is too short to notice."""


def freeze() -> None:
    """After the start: exempt everything loaded so far from later collections."""
    gc.freeze()
    gc.set_threshold(STEP)


@contextmanager
def pause() -> Iterator[None]:
    """Pause collections, which would take a third of the time of a long load."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
