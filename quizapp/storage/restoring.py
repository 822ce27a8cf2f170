"""Backups as a learner sees them: which there are, and how to go back to one.

Going back takes nothing out of the log, or a copy on another machine would bring it back: whatever
is not in the backup is undone, event by event, and can be brought back the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from quizapp.domain.event import Body, Event, Undone
from quizapp.domain.text import clean_line
from quizapp.errors import UnreadableFile, UsageError
from quizapp.storage.backups import DOCUMENT, JOURNAL, stems, when
from quizapp.storage.disk import Disk
from quizapp.storage.document import counted, read_document
from quizapp.storage.event_lines import Line, write_line
from quizapp.storage.gaps import lines_in
from quizapp.storage.loading import Loaded, refuse_planted
from quizapp.storage.lock import locked
from quizapp.storage.merging import added, at_rest
from quizapp.storage.places import Places
from quizapp.storage.stamper import Stamper
from quizapp.storage.union import united
from quizapp.study.agenda import calendar_of
from quizapp.study.fold import counting


@dataclass(frozen=True, slots=True)
class Backup:
    """The progress as it was before it was written at some time."""

    name: str
    at: datetime
    events: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What going back did."""

    undone: int
    """Events that no longer count."""
    returned: int
    """Events that were no longer there."""
    before: str
    """The backup of what was there until then; empty if nothing had to be done."""


def backups_of(disk: Disk, places: Places) -> Iterator[Backup]:
    """The backups that can be gone back to, newest first; of two that are the same, the newer."""
    refuse_planted(disk, places)
    newer = 0
    for name in stems(disk, places):
        at, events = when(name), _count(disk, places, name)
        if at is not None and events and events != newer:
            yield Backup(name, at, events)
        newer = events


def restore(disk: Disk, places: Places, stamper: Stamper, name: str) -> Restored:
    """Make the progress what it is in a backup.

    Raises UsageError for a name that is none, OSError or ProgressError if it can't be written.
    """
    refuse_planted(disk, places)
    wanted = united(_lines(disk, places, name) if name in stems(disk, places) else ())
    if not wanted:
        raise UsageError(f"no backup '{clean_line(name)}'; 'runquiz backup list' names them")
    with locked(disk, places):
        now = stamper.clock.now()
        loaded = at_rest(disk, places, now)
        lines = loaded.lines()
        if _effective(lines) == _effective(wanted.values()):
            return Restored(0, 0, "")
        later = [line.event for line in lines if line.event.id not in wanted]
        returned = loaded.lacks(wanted.values())
        undos = list(_undos(stamper, loaded, later))
        added(disk, places, loaded, (*returned, *undos), now)
        return Restored(len(later), len(returned), stems(disk, places)[0])


def _lines(disk: Disk, places: Places, name: str) -> Iterable[Line]:
    """The file that a snapshot replaced. The first replaced none: its journal is all there is."""
    document = lines_in(disk, places.backups / f"{name}{DOCUMENT}")
    return document or lines_in(disk, places.backups / f"{name}{JOURNAL}")


def _count(disk: Disk, places: Places, name: str) -> int:
    """How many events a backup has; of a whole document, its head says it."""
    with suppress(OSError, UnreadableFile):
        data = disk.read(places.backups / f"{name}{DOCUMENT}")
        if read_document(data) is not None:
            return counted(data) or 0
    return len(united(_lines(disk, places, name)))


def _effective(lines: Iterable[Line]) -> set[str]:
    """The ids of the events that count; undos only say which those are."""
    events = counting(line.event for line in lines)
    return {event.id for event in events if not isinstance(event.body, Undone)}


def _undos(stamper: Stamper, loaded: Loaded, later: Iterable[Event]) -> Iterator[Line]:
    """An undo of each later event, undos included: then those of the backup alone count."""
    progress = loaded.progress
    day = calendar_of(progress, None).day(stamper.clock.now())
    newest = progress.newest
    for event in later:
        body: Body = Undone(event.id)
        line = write_line(stamper.stamp(day, body, newest))
        newest = max(newest, line.event.at)
        yield line
