"""Bringing back whatever can be read anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from quizapp.domain.text import clean_line
from quizapp.scheduling.wording import plural
from quizapp.storage.disk import Disk
from quizapp.storage.progress.doctor.examination import examine
from quizapp.storage.progress.format.backups import DOCUMENT, JOURNAL, stem_of
from quizapp.storage.progress.format.paths import Places
from quizapp.storage.progress.sync.merging import at_rest
from quizapp.storage.progress.writing.lock import locked
from quizapp.storage.progress.writing.snapshot import add_lines, take_snapshot


def repair(disk: Disk, places: Places, now: datetime) -> tuple[str, ...]:
    """Union the file with all that lies beside it; a sentence about each thing that was done.

    A damaged file or backup is never removed, only renamed or given a second name. Raises what
    `load` raises for a file that is refused, OSError or ProgressError.
    """
    found = examine(disk, places)
    if disk.look(places.folder) is None:
        return ()
    with locked(disk, places):
        found = examine(disk, places)
        if found.elsewhere:
            add_lines(disk, places, found.elsewhere)
        notices = list(at_rest(disk, places, now).notices)
        if found.bad_backups:
            notices += _set_aside(disk, places, found.bad_backups)
            take_snapshot(disk, places, now, anew=True)
    back = len(found.elsewhere)
    said = f"{places.name}: {plural(back, 'event')} came back from files beside it"
    return (*((said,) if back else ()), *notices)


def _set_aside(disk: Disk, places: Places, bad: Iterable[Path]) -> Iterator[str]:
    """A backup that can't be relied on must not stand among those that can, nor half of it."""
    for name in sorted({stem_of(path) for path in bad}):
        for ending in (JOURNAL, DOCUMENT):
            path = places.backups / f"{name}{ending}"
            if disk.is_link(path) or disk.look(path) is not None:
                disk.replace(path, places.damaged(f"backup-{path.name}"))
        kept = clean_line(places.damaged(f"backup-{name}").name)
        yield f"{clean_line(name)}: a damaged backup, kept as {kept}"
    disk.sync_folder(places.folder)
    disk.sync_folder(places.backups)
