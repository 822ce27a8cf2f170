"""What the backups hold and the file lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from quizapp.errors import UnreadableFile
from quizapp.storage.disk import Disk
from quizapp.storage.progress.format.backups import DOCUMENT, backup_files
from quizapp.storage.progress.format.byte_range import Stretch
from quizapp.storage.progress.format.event_lines import Line
from quizapp.storage.progress.format.paths import Places
from quizapp.storage.progress.format.union import not_in
from quizapp.storage.progress.reading.replaced_file import has_latest


def backup_lines(disk: Disk, places: Places) -> Iterator[Line]:
    """Every event that can be read in any backup."""
    with suppress(OSError):
        for path in backup_files(disk, places):
            yield from lines_in(disk, path)


def lines_in(disk: Disk, path: Path) -> Sequence[Line]:
    """Every event that can be read in one file of the backups; none if it can't be read at all."""
    from quizapp.storage.progress.reading.salvage import salvage, salvage_journal

    try:
        data = disk.read(path)
    except (OSError, UnreadableFile):
        return ()
    return (salvage(data) if path.name.endswith(DOCUMENT) else salvage_journal(data)).lines


def lost_lines(
    disk: Disk, places: Places, log: Stretch, journal: Sequence[Line]
) -> tuple[Line, ...]:
    """The backups' events that a whole file and its journal lack; mostly none."""
    known = {line.event.id for line in journal}
    if has_latest(disk, places, log, known):
        return ()
    lines = backup_lines(disk, places)
    return tuple(line for line in not_in(log, lines) if line.event.id not in known)
