"""Control of Python's garbage collector, which wastes time on values that are still in use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

STEP = 2_000
"""Objects created between two collections in the app: few enough that none is noticeable."""


def freeze() -> None:
    """Exempt everything loaded so far from later collections; called once, after the start."""
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
