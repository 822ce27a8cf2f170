"""Restores every event that can be read in any file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from quizapp.domain.clean_text import clean_line
from quizapp.scheduling.wording import plural
from quizapp.storage.progress.doctor.examination import examine
from quizapp.storage.progress.format.backups import DOCUMENT, JOURNAL, stem_of
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.storage.progress.sync.merging import bring_to_rest
from quizapp.storage.progress.writing.lock import locked
from quizapp.storage.progress.writing.snapshot import add_lines, take_snapshot


def repair(files: ProgressFiles, now: datetime) -> tuple[str, ...]:
    """Merge the file with all files beside it; returns one sentence for each thing done.

    A damaged file or backup is never removed, only renamed or given a second name. Raises what
    `load` raises for a file that is refused, OSError or ProgressError.
    """
    examine(files)  # raises for a file that must not be touched, before anything is created
    if files.disk.stamp(files.folder) is None:
        return ()
    with locked(files):
        found = examine(files)
        if found.elsewhere:
            add_lines(files, found.elsewhere)
        notices = list(bring_to_rest(files, now).notices)
        if found.bad_backups:
            notices += _set_aside(files, found.bad_backups)
            take_snapshot(files, now, rewrite=True)
    back = len(found.elsewhere)
    said = f"{files.name}: {plural(back, 'event')} restored from files beside it"
    return (*((said,) if back else ()), *notices)


def _set_aside(files: ProgressFiles, bad: Iterable[Path]) -> list[str]:
    """Move damaged backups out of the backup folder; returns a sentence about each."""
    notices = []
    for name in sorted({stem_of(path) for path in bad}):
        for ending in (JOURNAL, DOCUMENT):
            path = files.backups / f"{name}{ending}"
            if files.disk.is_link(path) or files.disk.stamp(path) is not None:
                files.disk.replace(path, files.damaged(f"backup-{path.name}"))
        kept = clean_line(files.damaged(f"backup-{name}").name)
        notices.append(f"{clean_line(name)}: a damaged backup, kept as {kept}")
    files.disk.sync_folder(files.folder)
    files.disk.sync_folder(files.backups)
    return notices
