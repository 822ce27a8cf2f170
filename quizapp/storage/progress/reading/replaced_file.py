"""Whether the progress file was replaced by another one, and which events it lacks then.

The newest backup and the journal beside it are the file as this machine left it. A program that
keeps folders in step may have put an older file in its place, or another machine's. That shows in
the events that were folded in last: they stand at the log's end, unless it is another file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.errors import UnreadableFile
from quizapp.storage.disk import Disk
from quizapp.storage.progress.format.backups import DOCUMENT, JOURNAL, backup_files, stems
from quizapp.storage.progress.format.byte_range import ByteRange, last_bytes

if TYPE_CHECKING:
    from quizapp.storage.progress.format.event_lines import EventLine
from quizapp.storage.progress.format.event_ids import ids_in, ids_of
from quizapp.storage.progress.format.progress_files import ProgressFiles

_JOURNALS = 6
_MARGIN = 4096
"""Bytes of the log's end that are looked at, beyond what was folded in last: it may have been
written with other spaces, and a few events of another program may follow it."""


def has_latest(
    files: ProgressFiles, log: ByteRange, besides: Collection[str] = frozenset()
) -> bool:
    """Whether a log, with some events besides, has what was folded into the file last."""
    tails = _last_journals(files)
    last = {name for data in tails for name in ids_in(data)}.difference(besides)
    size = sum(map(len, tails)) * 3 // 2 + _MARGIN
    return not last or last <= ids_in(last_bytes(log, size)) or last <= ids_of(log)


def _last_journals(files: ProgressFiles) -> list[bytes]:
    """The journals that were folded in last.

    Several, for by a clock that was wrong the newest name need not be the newest backup, and a
    snapshot that was cut off has left a document without a journal.
    """
    found: list[bytes] = []
    with suppress(OSError):
        for name in stems(files):
            with suppress(OSError, UnreadableFile):
                found.append(files.disk.read(files.backups / f"{name}{JOURNAL}"))
            if len(found) == _JOURNALS:
                break
    return found


def backup_lines(files: ProgressFiles) -> Iterator[EventLine]:
    """Every event that can be read in any backup."""
    with suppress(OSError):
        for path in backup_files(files):
            yield from lines_in(files.disk, path)


def lines_in(disk: Disk, path: Path) -> Sequence[EventLine]:
    """Every event that can be read in one file of the backups; none if it can't be read at all."""
    from quizapp.storage.progress.reading.salvage import salvage, salvage_journal

    try:
        data = disk.read(path)
    except (OSError, UnreadableFile):
        return ()
    return (salvage(data) if path.name.endswith(DOCUMENT) else salvage_journal(data)).lines


def lost_lines(
    files: ProgressFiles, log: ByteRange, journal: Sequence[EventLine]
) -> tuple[EventLine, ...]:
    """The backups' events that a whole file and its journal lack; mostly none."""
    from quizapp.storage.progress.format.union import missing_from  # only when events are compared

    known = {line.event.id for line in journal}
    if has_latest(files, log, known):
        return ()
    lines = backup_lines(files)
    return tuple(line for line in missing_from(log, lines) if line.event.id not in known)
