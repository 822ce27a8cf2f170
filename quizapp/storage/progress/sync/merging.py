"""Bringing logs together: set union by id. What is added goes through the journal, as all does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from quizapp.domain.text import clean_line
from quizapp.errors import NotKept, UnreadableFile
from quizapp.scheduling.wording import plural
from quizapp.storage.disk import Disk, reason
from quizapp.storage.progress.format.event_lines import Line
from quizapp.storage.progress.format.paths import Places, places_of
from quizapp.storage.progress.format.union import united
from quizapp.storage.progress.reading.loading import Form, Loaded, load
from quizapp.storage.progress.sync.conflict_copies import (
    Copy,
    Found,
    Unreadable,
    conflict_copies,
    put_away,
)
from quizapp.storage.progress.writing.lock import locked
from quizapp.storage.progress.writing.snapshot import add_lines, take_snapshot


@dataclass(frozen=True, slots=True)
class Source:
    """Another progress file, read."""

    name: str
    """Fit to be shown."""
    lines: tuple[Line, ...]
    is_damaged: bool
    """What could not be read of it is not among the lines."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of one source."""

    name: str
    fresh: int
    """Events that were new here."""
    known: int
    """Events that were here already."""


def read_source(disk: Disk, path: Path) -> Source:
    """A progress file to be merged, with its journal and, if it is damaged, its backups.

    Raises UnreadableFile, ForeignFile or NewerFile.
    """
    places = places_of(path)
    try:
        if disk.look(places.file) is None and disk.look(places.journal) is None:
            raise UnreadableFile(f"{places.name}: no such file")
        loaded = load(disk, places)
    except OSError as error:
        raise UnreadableFile(f"{places.name}: {reason(error)}") from None
    is_damaged = loaded.form is Form.DAMAGED or loaded.has_bad_journal
    return Source(clean_line(str(path)), tuple(loaded.lines()), is_damaged)


def merge(
    disk: Disk, places: Places, sources: Sequence[Source], now: datetime
) -> tuple[list[Merged], Loaded]:
    """Union other logs into this one, all or none; what came of each, and what is here then.

    Raises OSError or ProgressError; nothing was added then, or all will be at the next start.
    """
    disk.make_folder(places.folder)
    with locked(disk, places):
        loaded = at_rest(disk, places, now)
        counts = _fresh_of_each(loaded, [source.lines for source in sources])
        merged = [
            Merged(source.name, count, len(source.lines) - count)
            for source, count in zip(sources, counts, strict=True)
        ]
        lines = united(line for source in sources for line in source.lines).values()
        whole = put_in(disk, places, loaded, loaded.lacks(lines), now)
        return merged, replace(whole, notices=loaded.notices)


def at_rest(disk: Disk, places: Places, now: datetime) -> Loaded:
    """The progress, repaired, its journal folded in, and with what conflict copies have.

    The caller holds the lock. Raises OSError or ProgressError; every event is where it was then,
    or safe.
    """
    loaded = take_snapshot(disk, places, now)
    found = conflict_copies(disk, places, loaded.ids)
    copies = [each for each in found if isinstance(each, Copy)]
    counts = _fresh_of_each(loaded, [copy.lines for copy in copies])
    lines = united(line for copy in copies for line in copy.lines).values()
    whole = put_in(disk, places, loaded, loaded.lacks(lines), now)
    notices = [
        said_of(copy, count, _put_away(disk, places, copy))
        for copy, count in zip(copies, counts, strict=True)
    ]
    return replace(whole, notices=(*loaded.notices, *_left_alone(found), *notices))


def put_in(
    disk: Disk, places: Places, loaded: Loaded, lines: Iterable[Line], now: datetime
) -> Loaded:
    """What is here when these lines are in the file, too; the caller holds the lock.

    Raises OSError if they are not safe. Once they are in the journal, they are: if they can't be
    put into the file now, the next start does that.
    """
    fresh = tuple(lines)
    if not fresh:
        return loaded
    add_lines(disk, places, fresh)
    try:
        return take_snapshot(disk, places, now)
    except (OSError, NotKept):
        return load(disk, places)


def said_of(copy: Copy, fresh: int, kept: str = "") -> str:
    """A sentence about a conflict copy; `kept` says what became of it once it is taken in."""
    bad = f", {plural(copy.bad, 'line')} could not be read" if copy.bad else ""
    found = plural(fresh, "new event") if fresh else "nothing new"
    verb = "were" if fresh > 1 else "was"
    taken = f" {verb} taken in" if kept and fresh else ""
    return f"{copy.name}: a conflict copy; {found}{taken}{bad}{kept}"


def _fresh_of_each(loaded: Loaded, logs: Sequence[Sequence[Line]]) -> list[int]:
    """How many events each log brings that neither the file nor the logs before it have."""
    counted: set[str] = set()
    counts = []
    for lines in logs:
        fresh = {line.event.id for line in loaded.lacks(lines)} - counted
        counted |= fresh
        counts.append(len(fresh))
    return counts


def _put_away(disk: Disk, places: Places, copy: Copy) -> str:
    """Its events are safe already: that a copy can't be renamed is said, and stops nothing."""
    try:
        return f"; kept as {put_away(disk, places, copy)}"
    except OSError as error:
        return f"; it could not be renamed: {reason(error)}"


def _left_alone(found: Iterable[Found]) -> Iterator[str]:
    for each in found:
        if isinstance(each, Unreadable):
            yield f"{each.name}: a conflict copy that was left alone: {each.why}"
