"""Folding the journal into the file, in an order in which a power cut loses nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from quizapp.errors import NotKept
from quizapp.storage.backups import (
    DOCUMENT,
    JOURNAL,
    LARGE,
    free_name,
    prune,
)
from quizapp.storage.disk import Disk, Seen, write_new
from quizapp.storage.document import write_document
from quizapp.storage.event_lines import Line
from quizapp.storage.journal import Journal, write_whole
from quizapp.storage.loading import Loaded, load
from quizapp.storage.places import Places
from quizapp.storage.union import join_lines


def take_snapshot(disk: Disk, places: Places, now: datetime) -> Loaded:
    """Write the file anew with all its events; the caller holds the lock.

    Temporary file, sync, read back, link the old file as a backup, replace, sync the folder, and
    only then move the journal beside the backup. Raises OSError or ProgressError; until the journal
    moves, every event is where it was.
    """
    loaded = load(disk, places)
    stem = free_name(disk, places, now)
    notices = loaded.notices
    if loaded.has_bad_journal:
        disk.link(places.journal, places.damaged(f"journal-{stem}"))
    if loaded.repaired:
        notices = (*notices, *_set_damage_aside(disk, places, loaded, stem))
    elif loaded.restored:
        add_lines(disk, places, loaded.restored)
    elif disk.look(places.journal) is None:
        return loaded
    fresh = join_lines((*loaded.journal, *loaded.restored))
    log = b",\n".join(part for part in (loaded.log, fresh) if part)
    data = write_document(loaded.progress, log)
    _write_new(disk, places, data)
    disk.make_folder(places.backups)
    if loaded.file_seen is not None and not loaded.repaired:
        disk.link(places.file, places.backups / f"{stem}{DOCUMENT}")
        disk.sync_folder(places.backups)
    disk.replace(places.new, places.file)
    disk.sync_folder(places.folder)
    disk.replace(places.journal, places.backups / f"{stem}{JOURNAL}")
    disk.sync_folder(places.backups)
    disk.sync_folder(places.folder)
    prune(disk, places, is_large=len(data) > LARGE, now=now)
    return Loaded(loaded.progress, log, file_seen=disk.look(places.file), notices=notices)


def add_lines(disk: Disk, places: Places, lines: Iterable[Line]) -> None:
    """Put events from elsewhere into the journal, which is how all come into the file."""
    journal = Journal(disk, places)
    try:
        journal.append(b"".join(line.data + b"\n" for line in lines))
    finally:
        journal.let_go()


def _set_damage_aside(disk: Disk, places: Places, loaded: Loaded, stem: str) -> tuple[str, ...]:
    """Keep a copy of the damaged file, and put every event that could be read into the journal.

    The journal becomes the newest backup, so that it alone is again as good as the file.
    """
    notices: tuple[str, ...] = ()
    if loaded.file_seen is not None:
        copy = _copy_of(disk, places, loaded.file_seen) or places.damaged(stem)
        if disk.look(copy) is None:
            disk.link(places.file, copy)
        notices = (f"{places.name}: repaired; a copy of the damaged one is kept as {copy.name}",)
    write_whole(disk, places, b"".join(line.data + b"\n" for line in loaded.lines()))
    return notices


def _copy_of(disk: Disk, places: Places, file: Seen) -> Path | None:
    """The copy that an earlier try made, if it got no further than that."""
    paths = (places.folder / name for name in disk.names(places.folder))
    copies = (path for path in paths if path.name.startswith(places.damaged("").name))
    return next((path for path in copies if disk.look(path) == file), None)


def _write_new(disk: Disk, places: Places, data: bytes) -> None:
    """The new file beside the old one, read back before it may take its place."""
    write_new(disk, places.new, data)
    if disk.read(places.new) != data:
        disk.remove(places.new)
        raise NotKept(f"{places.name}: the disk did not keep what was written")
