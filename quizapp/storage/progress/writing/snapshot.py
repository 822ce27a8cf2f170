"""Folding the journal into the file, in an order in which a power cut loses nothing."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import reduce
from pathlib import Path

from quizapp.errors import NotKept
from quizapp.storage.disk import Disk, write_new
from quizapp.storage.progress.format.backups import (
    DOCUMENT,
    JOURNAL,
    LARGE,
    next_name,
    prune,
    stems,
)
from quizapp.storage.progress.format.byte_range import PIECE, Held, Moved, Stretch, file_at
from quizapp.storage.progress.format.document import document_head
from quizapp.storage.progress.format.event_lines import Line
from quizapp.storage.progress.format.frame import framed, log_in
from quizapp.storage.progress.format.paths import Places
from quizapp.storage.progress.format.union import join_lines
from quizapp.storage.progress.reading.loading import Form, Loaded, load
from quizapp.storage.progress.writing.journal import Journal, write_lines

_TRIES = 3


def take_snapshot(disk: Disk, places: Places, now: datetime, *, anew: bool = False) -> Loaded:
    """Write the file anew with all its events, if it is not at rest; the caller holds the lock.

    Temporary file, sync, read back, link the old file as a backup, replace, sync the folder, and
    only then move the journal beside the backup. Whatever comes from elsewhere, from backups or out
    of a damaged file, is put into the journal first, so that it is in the newest backup as well.
    `anew` puts all of it there, for when no earlier backup is left. Raises OSError or
    ProgressError; until the journal moves, every event is where it was.
    """
    for _ in range(_TRIES):
        with suppress(Moved):
            return _take_snapshot(disk, places, now, anew=anew)
    raise NotKept(f"{places.name}: another program writes into it all the time")


def _take_snapshot(disk: Disk, places: Places, now: datetime, *, anew: bool) -> Loaded:
    """Raises Moved when something else wrote to the file after it was summed up."""
    loaded = load(disk, places)
    if loaded.is_at_rest and not anew and disk.look(places.journal) is None:
        return loaded
    notices = (*loaded.notices, *_prepare_journal(disk, places, loaded, now, anew=anew))
    fresh = join_lines((*loaded.journal, *loaded.restored))
    head = document_head(loaded.progress)
    size = _write_new(disk, places, framed(head, _one_log(loaded.log, fresh)))
    disk.make_folder(places.backups)
    stem = _link_backup(disk, places, loaded, now)
    disk.replace(places.new, places.file)
    disk.sync_folder(places.folder)
    disk.replace(places.journal, places.backups / f"{stem}{JOURNAL}")
    disk.sync_folder(places.backups)
    disk.sync_folder(places.folder)
    with suppress(OSError):
        prune(disk, places, stem, is_large=size > LARGE, now=now)
    seen = disk.look(places.file)
    if seen is None:
        raise NotKept(f"{places.name}: it vanished while it was written")
    log = log_in(file_at(disk, places.file, seen), head)
    return Loaded(loaded.progress, log, file_seen=seen, notices=notices, backup=stem)


def _one_log(log: Stretch, fresh: bytes) -> Iterator[bytes]:
    """The log with what is new at its end."""
    yield from log.pieces()
    if log.size and fresh:
        yield b",\n"
    yield fresh


def add_lines(disk: Disk, places: Places, lines: Iterable[Line]) -> None:
    """Put events from elsewhere into the journal, which is how all come into the file."""
    journal = Journal(disk, places)
    try:
        journal.append(b"".join(line.data + b"\n" for line in lines))
    finally:
        journal.let_go()


def _link_backup(disk: Disk, places: Places, loaded: Loaded, now: datetime) -> str:
    """Keep the file as a backup, if it is whole; the backup's name.

    A snapshot that failed further on has left a link already: then that one serves.
    """
    newest = next(iter(stems(disk, places)), "")
    document = places.backups / f"{newest}{DOCUMENT}"
    has_journal = disk.look(places.backups / f"{newest}{JOURNAL}") is not None
    if newest and not has_journal and disk.look(document) == loaded.file_seen:
        return newest
    stem = next_name(disk, places, now)
    if loaded.file_seen is not None and loaded.form is Form.WHOLE:
        disk.link(places.file, places.backups / f"{stem}{DOCUMENT}")
        disk.sync_folder(places.backups)
    return stem


def _prepare_journal(
    disk: Disk, places: Places, loaded: Loaded, now: datetime, *, anew: bool
) -> tuple[str, ...]:
    """See that the journal has, line by line, all that the backup beside it will not have."""
    notices: tuple[str, ...] = ()
    if loaded.form is Form.DAMAGED and loaded.file_seen is not None:
        copy = _keep_copy(disk, places, places.file, now)
        notices = (f"{places.name}: repaired; a copy of the damaged one is kept as {copy.name}",)
    if loaded.has_bad_journal:
        _keep_copy(disk, places, places.journal, now)
    if loaded.form is not Form.WHOLE or anew:
        write_lines(disk, places, loaded.lines())
    elif loaded.has_bad_journal:
        write_lines(disk, places, (*loaded.journal, *loaded.restored))
    elif loaded.restored:
        add_lines(disk, places, loaded.restored)
    return notices


def _keep_copy(disk: Disk, places: Places, path: Path, now: datetime) -> Path:
    """Another name for a file that is about to be replaced; that of an earlier try, if any."""
    seen = disk.look(path)
    for name in disk.names(places.folder):
        copy = places.folder / name
        if name.startswith(places.damaged("").name) and disk.look(copy) == seen:
            return copy
    kind = "journal-" if path == places.journal else ""
    copy = places.damaged(f"{kind}{next_name(disk, places, now)}")
    disk.link(path, copy)
    return copy


def _write_new(disk: Disk, places: Places, pieces: Iterable[bytes]) -> int:
    """The new file beside the old one, read back before it may take its place; its size."""
    size = checksum = 0

    def noted() -> Iterator[bytes]:
        nonlocal size, checksum
        for piece in _gathered(pieces):
            size, checksum = size + len(piece), zlib.crc32(piece, checksum)
            yield piece

    write_new(disk, places.new, noted())
    seen = disk.look(places.new)
    kept = file_at(disk, places.new, seen) if seen is not None else Held()
    if (kept.size, _checksum(kept)) != (size, checksum):
        disk.remove(places.new)
        raise NotKept(f"{places.name}: the disk did not keep what was written")
    return size


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same in as few writes as is sane: mostly in one."""
    waiting: list[bytes] = []
    for piece in pieces:
        waiting.append(piece)
        if sum(map(len, waiting)) >= PIECE:
            yield b"".join(waiting)
            waiting.clear()
    if waiting:
        yield b"".join(waiting)


def _checksum(stretch: Stretch) -> int:
    return reduce(lambda before, piece: zlib.crc32(piece, before), stretch.pieces(), 0)
