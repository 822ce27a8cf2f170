"""Folding the journal into the file, in an order in which a power cut loses nothing."""

from __future__ import annotations

from datetime import datetime

from quizapp.errors import NotKept
from quizapp.storage.backups import (
    DOCUMENT,
    JOURNAL,
    LARGE,
    backup_name,
    prune,
)
from quizapp.storage.disk import Disk, write_new
from quizapp.storage.document import write_document
from quizapp.storage.journal import write_whole
from quizapp.storage.loading import Loaded, join_lines, load
from quizapp.storage.places import Places


def take_snapshot(disk: Disk, places: Places, now: datetime) -> Loaded:
    """Write the file anew with all its events; the caller holds the lock.

    Temporary file, sync, read back, link the old file as a backup, replace, sync the folder, and
    only then move the journal beside the backup. Raises OSError or ProgressError; until the journal
    moves, every event is where it was.
    """
    loaded = load(disk, places)
    if loaded.has_bad_journal:
        disk.link(places.journal, places.damaged(f"journal-{backup_name(now)}"))
    if loaded.repaired:
        _set_damage_aside(disk, places, loaded, now)
    if not loaded.repaired and disk.look(places.journal) is None:
        return loaded
    log = b",\n".join(part for part in (loaded.log, join_lines(loaded.journal)) if part)
    data = write_document(loaded.progress, log)
    _write_new(disk, places, data)
    stem = backup_name(now)
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
    return Loaded(loaded.progress, log, (), None, disk.look(places.file), notices=loaded.notices)


def _set_damage_aside(disk: Disk, places: Places, loaded: Loaded, now: datetime) -> None:
    """Keep a copy of the damaged file, and put every event that could be read into the journal.

    The journal becomes the newest backup, so that it alone is again as good as the file.
    """
    if loaded.file_seen is not None:
        disk.link(places.file, places.damaged(backup_name(now)))
    lines = loaded.lines()
    write_whole(disk, places, b"".join(line.data + b"\n" for line in lines))


def _write_new(disk: Disk, places: Places, data: bytes) -> None:
    """The new file beside the old one, read back before it may take its place."""
    write_new(disk, places.new, data)
    if disk.read(places.new) != data:
        disk.remove(places.new)
        raise NotKept(f"{places.name}: the disk did not keep what was written")
