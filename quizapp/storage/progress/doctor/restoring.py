"""Lists the backups, and restores one.

Restoring removes nothing from the log, because a copy on another machine would bring it back.
Instead, every event that counts now and did not count then is undone, which can itself be undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from quizapp.domain.clean_text import clean_line
from quizapp.domain.event import MOST_UNDONE, Event, Undone
from quizapp.errors import UnreadableFile, UsageError
from quizapp.storage.progress.format.backups import DOCUMENT, JOURNAL, stems, when
from quizapp.storage.progress.format.byte_range import FileChanged, InMemory
from quizapp.storage.progress.format.document import read_document
from quizapp.storage.progress.format.event_lines import EventLine, write_line
from quizapp.storage.progress.format.frame import counted
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.storage.progress.format.union import read_lines, union
from quizapp.storage.progress.reading.loading import LoadedProgress, refuse_links
from quizapp.storage.progress.sync.merging import add_events, bring_to_rest
from quizapp.storage.progress.writing.lock import locked
from quizapp.storage.progress.writing.stamper import Stamper
from quizapp.study.agenda import calendar_of
from quizapp.study.log.undo_log import counting

_TRIES = 3
"""How often to begin again if another program touches the file meanwhile."""


@dataclass(frozen=True, slots=True)
class Backup:
    """The progress before the snapshot that made this backup."""

    name: str
    at: datetime
    events: int | None
    """None if the backup is damaged."""


@dataclass(frozen=True, slots=True)
class Restored:
    """The result of restoring a backup."""

    gone: int
    """Events that no longer count."""
    back: int
    """Events that count again."""
    before: str
    """The backup of the progress as it was before; empty if it could not be made yet."""
    notices: tuple[str, ...]


def backups_of(files: ProgressFiles) -> Iterator[Backup]:
    """The backups, even damaged ones, newest first; of two equal ones, only the newer."""
    refuse_links(files)
    newer: int | None = 0
    for name in stems(files):
        at, events = when(name), _count(files, name)
        if at is not None and (events is None or events != newer):
            yield Backup(name, at, events)
        newer = events


def restore(files: ProgressFiles, stamper: Stamper, name: str) -> Restored | None:
    """Make the progress what it was in a backup; None if nothing would change.

    Raises UsageError for an unknown name, UnreadableFile for a damaged backup, and OSError or
    ProgressError if nothing can be written.
    """
    refuse_links(files)
    if name not in stems(files):
        raise UsageError(f"no backup '{clean_line(name)}'; 'runquiz backup list' lists them")
    wanted = _lines(files, name)
    if wanted is None:
        raise UnreadableFile(f"the backup {clean_line(name)} is damaged; nothing was changed")
    then = _effective(line.event for line in wanted)
    with locked(files):
        for _ in range(_TRIES):
            with suppress(FileChanged):
                return _restore(files, stamper, wanted, then)
        return _restore(files, stamper, wanted, then)


def _restore(
    files: ProgressFiles, stamper: Stamper, wanted: Sequence[EventLine], then: set[str]
) -> Restored | None:
    """Raises FileChanged if another program touched the file before anything was added."""
    now = stamper.clock.now()
    loaded = bring_to_rest(files, now)
    fresh = loaded.lacks(wanted)
    here = [line.event for line in loaded.lines()]
    events = [*here, *(line.event for line in fresh)]
    before, today = _effective(here), _effective(events)
    if today == then and not fresh:
        return None
    undos = _undos(stamper, loaded, set(_in_the_way(events, today, then)))
    whole = add_events(files, loaded, (*fresh, *undos), now)
    return Restored(len(before - then), len(then - before), whole.backup, loaded.notices)


def _lines(files: ProgressFiles, name: str) -> list[EventLine] | None:
    """The events of a backup; None if it is damaged.

    The first snapshot replaced no file, and the snapshot of a damaged file replaced no intact one:
    then the journal of the same name has all events, and is the whole backup.
    """
    from quizapp.storage.progress.reading.salvage import salvage_journal  # only for a journal

    if files.disk.stamp(files.backups / f"{name}{DOCUMENT}") is None:
        found = salvage_journal(files.disk.read(files.backups / f"{name}{JOURNAL}"))
        return None if found.bad else list(union(found.lines).values())
    document = read_document(InMemory(files.disk.read(files.backups / f"{name}{DOCUMENT}")))
    return None if document is None else list(read_lines(document.log))


def _count(files: ProgressFiles, name: str) -> int | None:
    """How many events a backup has, from its head if it is intact; None if it is damaged."""
    with suppress(OSError, UnreadableFile):
        if files.disk.stamp(files.backups / f"{name}{DOCUMENT}") is None:
            lines = _lines(files, name)
            return None if lines is None else len(lines)
        data = files.disk.read(files.backups / f"{name}{DOCUMENT}")
        return counted(data) if read_document(InMemory(data)) is not None else None
    return None


def _effective(events: Iterable[Event]) -> set[str]:
    """The ids of the events that count; undos are left out."""
    return {event.id for event in counting(events) if not isinstance(event.payload, Undone)}


def _in_the_way(events: Iterable[Event], today: set[str], then: set[str]) -> Iterator[str]:
    """The events to undo: those that should not count, and undos of those that should."""
    yield from today - then
    back = then - today
    for event in counting(events):
        if isinstance(event.payload, Undone) and not back.isdisjoint(event.payload.ids):
            yield event.id
            yield from set(event.payload.ids) - then


def _undos(stamper: Stamper, loaded: LoadedProgress, names: set[str]) -> Iterator[EventLine]:
    """One event that undoes all of these, or a few if its line would be too long."""
    progress = loaded.progress
    day = calendar_of(progress, None).day(stamper.clock.now())
    ids = tuple(sorted(names))
    for start in range(0, len(ids), MOST_UNDONE):
        event = stamper.stamp(day, Undone(ids[start : start + MOST_UNDONE]), progress)
        progress.note(event)
        yield write_line(event)
