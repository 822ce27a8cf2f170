"""Notices to the learner about an unusual or damaged file, one sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quizapp.scheduling.wording import plural
from quizapp.storage.progress.format.event_lines import EventLine
from quizapp.storage.progress.format.frame import counted
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.storage.progress.format.union import conflicting_ids

if TYPE_CHECKING:
    from quizapp.storage.progress.reading.salvage import Salvaged

EARLIEST, LATEST = 946_684_800_000, 4_102_444_800_000
"""Milliseconds: the years 2000 and 2100; no correct clock shows a time outside them."""


def damage_notice(
    files: ProgressFiles, data: bytes | None, found: Salvaged, restored: int, waiting: int
) -> str:
    """What was recovered from a damaged file.

    `restored` events came from backups; `waiting` ones are in the journal.
    """
    said = [f"{files.name} was {'missing' if data is None else 'damaged'}"]
    if found.has_markers:
        said.append("both sides of a conflict were kept")
    if restored:
        said.append(f"{plural(restored, 'event')} restored from backups")
    if found.bad:
        said.append(set_aside(len(found.bad)))
    elif restored and found.lines:
        said.append("to make a card new again, reset it")
    lost = (counted(data or b"") or 0) - len({line.event.id for line in found.lines}) - restored
    if lost > 0:
        said.append(f"{plural(lost, 'event')} could not be found anywhere")
    elif not found.lines and not restored and waiting:
        said.append(f"{plural(waiting, 'event')} read from its journal")
    elif not found.lines and not restored:
        said.append("nothing in it could be read, and no backup has any events")
    return "; ".join(said)


def set_aside(count: int) -> str:
    """A clause that says what was done with lines that are not events."""
    verb = "was" if count == 1 else "were"
    return f"{plural(count, 'line')} could not be read and {verb} set aside"


def unusual_event_notices(files: ProgressFiles, lines: Sequence[EventLine]) -> Iterator[str]:
    """Sentences about intact events with unusual content."""
    twins = len(conflicting_ids(lines))
    if twins:
        said = f"{plural(twins, 'id')} used for two different events; one event counts for each id"
        yield f"{files.name}: {said}"
    wrong = len(wrongly_dated(lines))
    if wrong:
        yield f"{files.name}: {plural(wrong, 'event')} dated by a wrong clock"


def wrongly_dated(lines: Sequence[EventLine]) -> list[str]:
    """The ids of events with a time that no correct clock shows."""
    return [line.event.id for line in lines if not EARLIEST <= line.event.at <= LATEST]
