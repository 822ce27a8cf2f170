"""Whether the progress file was replaced by another one, and which events are then missing.

The newest backup and its journal are the file as this machine wrote it. A sync program may have
replaced it by an older file, or by another machine's. The events folded in last reveal that: they
are at the end of the log unless it is another file.
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
"""Bytes searched at the end of the log, besides the length of the events folded in last: the
spacing may have changed, and a few events from another program may follow."""


def has_latest(
    files: ProgressFiles, log: ByteRange, besides: Collection[str] = frozenset()
) -> bool:
    """Whether a log, together with some events, has the events folded in last."""
    journals = _last_journals(files)
    last = {name for data in journals for name in ids_in(data)}.difference(besides)
    size = sum(map(len, journals)) * 3 // 2 + _MARGIN
    return not last or last <= ids_in(last_bytes(log, size)) or last <= ids_of(log)


def _last_journals(files: ProgressFiles) -> list[bytes]:
    """The journals that were folded in last.

    Several, because with a wrong clock the newest name need not be the newest backup, and an
    interrupted snapshot leaves a document without a journal.
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
    """Every event that can be read in one file of a backup; empty if it is unreadable."""
    from quizapp.storage.progress.reading.salvage import (  # only for a damaged file
        salvage,
        salvage_journal,
    )

    try:
        data = disk.read(path)
    except (OSError, UnreadableFile):
        return ()
    return (salvage(data) if path.name.endswith(DOCUMENT) else salvage_journal(data)).lines


def lost_lines(
    files: ProgressFiles, log: ByteRange, journal: Sequence[EventLine]
) -> tuple[EventLine, ...]:
    """The backups' events that an intact file and its journal lack; usually none."""
    from quizapp.storage.progress.format.union import missing_from  # only when events are compared

    known = {line.event.id for line in journal}
    if has_latest(files, log, known):
        return ()
    lines = backup_lines(files)
    return tuple(line for line in missing_from(log, lines) if line.event.id not in known)
