"""Sentences about permissions, conflict copies and unusual events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quizapp.domain.clean_text import clean_line
from quizapp.scheduling.wording import plural
from quizapp.storage.progress.format.event_lines import EventLine
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.storage.progress.format.union import conflicting_ids
from quizapp.storage.progress.reading.notices import unusual_event_notices, wrongly_dated
from quizapp.storage.progress.sync.conflict_copies import (
    ConflictCopy,
    FoundCopy,
    OtherLog,
    UnreadableCopy,
)
from quizapp.storage.progress.sync.merging import copy_message


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one file, its name first."""

    text: str
    is_error: bool = False
    details: tuple[str, ...] = ()
    """Lines and ids, never answers."""


def of_permissions(files: ProgressFiles) -> Iterator[Finding]:
    """What can't be written: then no answer can be saved."""
    for path in (files.folder, files.file, files.lock, files.backups):
        if files.disk.stamp(path) is not None and not files.disk.may_write(path):
            yield Finding(
                f"{clean_line(str(path))}: not writable: no answer can be saved", is_error=True
            )


def of_copies(copies: Iterable[FoundCopy], held: Iterable[str]) -> Iterator[Finding]:
    """A sentence about each conflict copy, or file that may be one."""
    known = set(held)
    for copy in copies:
        match copy:
            case ConflictCopy():
                fresh = sum(line.event.id not in known for line in copy.lines)
                yield Finding(copy_message(copy, fresh), is_error=fresh > 0)
            case UnreadableCopy():
                yield Finding(f"{copy.name}: a conflict copy: {copy.why}", is_error=True)
            case OtherLog():
                said = f"{plural(copy.events, 'event')} of another log"
                yield Finding(f"{copy.name}: {said}; if it is yours, add it with 'runquiz merge'")


def of_events(files: ProgressFiles, lines: Sequence[EventLine]) -> Iterator[Finding]:
    """Sentences about intact events with unusual content."""
    names = [*conflicting_ids(lines), *wrongly_dated(lines)]
    about = tuple(f"event {clean_line(name)}" for name in names)
    texts = list(unusual_event_notices(files, lines))
    for text in texts:
        yield Finding(text, details=about if text == texts[-1] else ())
