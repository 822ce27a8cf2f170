"""The garbage collector, kept off while many values are made: it finds nothing in fresh ones."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

STEP = 2_000
"""Objects made between two looks for garbage in a session: each look is over before it is felt."""


def settle() -> None:
    """After a start: what was loaded stays for long, and no later look for garbage goes there."""
    gc.freeze()
    gc.set_threshold(STEP)


@contextmanager
def without_collector() -> Iterator[None]:
    """Off within, and as it was afterwards; it takes a third of the time of a long load."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
