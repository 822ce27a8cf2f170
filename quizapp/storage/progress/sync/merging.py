"""Merges logs: set union by id. New events go through the journal, like all others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from quizapp.domain.clean_text import clean_line
from quizapp.errors import UnreadableFile, WriteMismatch
from quizapp.scheduling.wording import plural
from quizapp.storage.disk import Disk, reason
from quizapp.storage.progress.format.byte_range import FileChanged
from quizapp.storage.progress.format.event_lines import EventLine
from quizapp.storage.progress.format.progress_files import ProgressFiles, progress_files
from quizapp.storage.progress.format.union import union
from quizapp.storage.progress.reading.loading import FileCondition, LoadedProgress, load
from quizapp.storage.progress.sync.conflict_copies import (
    ConflictCopy,
    FoundCopy,
    UnreadableCopy,
    conflict_copies,
    rename_merged,
)
from quizapp.storage.progress.writing.lock import locked
from quizapp.storage.progress.writing.snapshot import add_lines, take_snapshot

_TRIES = 3
"""How often to begin again if another program touches the file meanwhile."""


@dataclass(frozen=True, slots=True)
class MergeSource:
    """Another progress file."""

    name: str
    """Its name, safe to show."""
    lines: tuple[EventLine, ...]
    is_damaged: bool
    """Whether some of its lines could not be read."""


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The result for one source."""

    name: str
    fresh: int
    """Events that were new here."""
    known: int
    """Events that were here already."""


def read_source(disk: Disk, path: Path) -> MergeSource:
    """Read a progress file to merge, with its journal and, if it is damaged, its backups.

    Raises UnreadableFile, ForeignFile or NewerFile.
    """
    files = progress_files(disk, path)
    try:
        if disk.stamp(files.file) is None and disk.stamp(files.journal) is None:
            raise UnreadableFile(f"{files.name}: no such file")
        loaded = load(files)
    except OSError as error:
        raise UnreadableFile(f"{files.name}: {reason(error)}") from None
    is_damaged = loaded.condition is FileCondition.DAMAGED or loaded.has_bad_journal
    return MergeSource(clean_line(str(path)), tuple(loaded.lines()), is_damaged)


def merge(
    files: ProgressFiles, sources: Sequence[MergeSource], now: datetime
) -> tuple[list[MergeResult], LoadedProgress]:
    """Merge other logs into this one, all or none; returns the results and the merged progress.

    Raises OSError or ProgressError: then nothing was added, or all of it will be at the next start.
    """
    files.disk.make_folder(files.folder)
    with locked(files):
        loaded = bring_to_rest(files, now)
        counts = _fresh_of_each(loaded, [source.lines for source in sources])
        merged = [
            MergeResult(source.name, count, len(source.lines) - count)
            for source, count in zip(sources, counts, strict=True)
        ]
        lines = union(line for source in sources for line in source.lines).values()
        whole = add_events(files, loaded, loaded.lacks(lines), now)
        return merged, replace(whole, notices=loaded.notices)


def bring_to_rest(files: ProgressFiles, now: datetime) -> LoadedProgress:
    """The progress, repaired, with its journal and the conflict copies merged in.

    The caller holds the lock. Raises OSError or ProgressError: then every event is still where it
    was, or is in the journal.
    """
    for _ in range(_TRIES):
        with suppress(FileChanged):
            return _bring_to_rest(files, now)
    return _bring_to_rest(files, now)


def _bring_to_rest(files: ProgressFiles, now: datetime) -> LoadedProgress:
    """Raises FileChanged if another program touched the file meanwhile."""
    loaded = take_snapshot(files, now)
    found = conflict_copies(files, loaded.ids)
    copies = [each for each in found if isinstance(each, ConflictCopy)]
    counts = _fresh_of_each(loaded, [copy.lines for copy in copies])
    lines = union(line for copy in copies for line in copy.lines).values()
    whole = add_events(files, loaded, loaded.lacks(lines), now)
    notices = [
        copy_message(copy, count, _rename_merged(files, copy))
        for copy, count in zip(copies, counts, strict=True)
    ]
    return replace(whole, notices=(*loaded.notices, *_left_alone(found), *notices))


def add_events(
    files: ProgressFiles, loaded: LoadedProgress, lines: Iterable[EventLine], now: datetime
) -> LoadedProgress:
    """Add lines to the file; returns the resulting progress. The caller holds the lock.

    Raises OSError if they could not be saved. Once they are in the journal they are saved: if they
    can't be folded into the file now, the next start does it.
    """
    fresh = tuple(lines)
    if not fresh:
        return loaded
    add_lines(files, fresh)
    try:
        return take_snapshot(files, now)
    except (OSError, WriteMismatch):
        return load(files)


def copy_message(copy: ConflictCopy, fresh: int, kept: str = "") -> str:
    """A sentence about a conflict copy; `kept` says what was done with it after the merge."""
    bad = f", {plural(copy.bad, 'line')} could not be read" if copy.bad else ""
    found = plural(fresh, "new event") if fresh else "nothing new"
    verb = "were" if fresh > 1 else "was"
    taken = f" {verb} merged" if kept and fresh else ""
    return f"{copy.name}: a conflict copy; {found}{taken}{bad}{kept}"


def _fresh_of_each(loaded: LoadedProgress, logs: Sequence[Sequence[EventLine]]) -> list[int]:
    """How many events of each log are new to the file and to the logs before it."""
    counted: set[str] = set()
    counts = []
    for lines in logs:
        fresh = {line.event.id for line in loaded.lacks(lines)} - counted
        counted |= fresh
        counts.append(len(fresh))
    return counts


def _rename_merged(files: ProgressFiles, copy: ConflictCopy) -> str:
    """Rename a merged copy. Its events are saved, so a failure is only reported."""
    try:
        return f"; kept as {rename_merged(files, copy)}"
    except OSError as error:
        return f"; it could not be renamed: {reason(error)}"


def _left_alone(found: Iterable[FoundCopy]) -> Iterator[str]:
    for each in found:
        if isinstance(each, UnreadableCopy):
            yield f"{each.name}: a conflict copy that was left alone: {each.why}"
