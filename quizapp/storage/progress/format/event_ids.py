"""The ids of events, found without parsing the events."""

from __future__ import annotations

import re

from quizapp.storage.progress.format.byte_range import ByteRange, in_lines

_ID = re.compile(rb'"id"\s*:\s*"([^"]+)"')


def ids_in(data: bytes) -> set[str]:
    """The ids of the events in these bytes."""
    return {found.decode("utf-8", "replace") for found in _ID.findall(data)}


def ids_of(log: ByteRange) -> set[str]:
    """The ids of a log's events."""
    return set().union(*map(ids_in, in_lines(log)))
