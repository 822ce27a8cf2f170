"""Folds the journal into the file, in an order in which a power cut loses nothing."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import reduce
from pathlib import Path

from quizapp.errors import WriteMismatch
from quizapp.storage.disk import write_new
from quizapp.storage.progress.format.backups import (
    DOCUMENT,
    JOURNAL,
    LARGE,
    next_name,
    prune,
    stems,
)
from quizapp.storage.progress.format.byte_range import (
    PIECE,
    ByteRange,
    FileChanged,
    InMemory,
    file_at,
)
from quizapp.storage.progress.format.document import document_head
from quizapp.storage.progress.format.event_lines import EventLine
from quizapp.storage.progress.format.frame import framed, log_in
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.storage.progress.format.union import join_lines
from quizapp.storage.progress.reading.loading import FileCondition, LoadedProgress, load
from quizapp.storage.progress.writing.journal import Journal, write_lines

_TRIES = 3
_BETWEEN = b",\n"
"""Between two lines of the log."""


def take_snapshot(files: ProgressFiles, now: datetime, *, rewrite: bool = False) -> LoadedProgress:
    """Write the file with all its events, unless it is at rest. The caller holds the lock.

    The steps: write a temporary file, sync it and read it back; link the old file as a backup;
    replace the file and sync the folder; only then move the journal beside the backup. Events from
    backups or a damaged file are put into the journal first, so that the newest backup has them,
    too. With `rewrite` it gets all events, for the case that no earlier backup is left. Raises
    OSError or ProgressError; until the journal moves, every event is where it was.
    """
    for _ in range(_TRIES):
        with suppress(FileChanged):
            return _take_snapshot(files, now, rewrite=rewrite)
    raise WriteMismatch(f"{files.name}: another program keeps writing to it")


def _take_snapshot(files: ProgressFiles, now: datetime, *, rewrite: bool) -> LoadedProgress:
    """Raises FileChanged if another program wrote to the file since its checksum was computed."""
    loaded = load(files)
    if loaded.is_at_rest and not rewrite and files.disk.stamp(files.journal) is None:
        return loaded
    notices = (*loaded.notices, *_prepare_journal(files, loaded, now, rewrite=rewrite))
    fresh = join_lines((*loaded.journal, *loaded.restored))
    head = document_head(loaded.progress)
    log_size = loaded.log.size + len(fresh) + len(_BETWEEN) * bool(loaded.log.size and fresh)
    log, has_twins = _one_log(loaded.log, fresh), loaded.progress.has_twins
    size = _write_new(files, framed(head, log, log_size, has_twins=has_twins))
    files.disk.make_folder(files.backups)
    stem = _link_backup(files, loaded, now)
    files.disk.replace(files.new, files.file)
    files.disk.sync_folder(files.folder)
    files.disk.replace(files.journal, files.backups / f"{stem}{JOURNAL}")
    files.disk.sync_folder(files.backups)
    files.disk.sync_folder(files.folder)
    with suppress(OSError):
        prune(files, stem, is_large=size > LARGE, now=now)
    stamp = files.disk.stamp(files.file)
    if stamp is None:
        raise WriteMismatch(f"{files.name}: it disappeared while it was being written")
    written = log_in(file_at(files.disk, files.file, stamp), log_size)
    return LoadedProgress(loaded.progress, written, file_stamp=stamp, notices=notices, backup=stem)


def _one_log(log: ByteRange, fresh: bytes) -> Iterator[bytes]:
    """The log with the new events at its end."""
    yield from log.pieces()
    if log.size and fresh:
        yield _BETWEEN
    yield fresh


def add_lines(files: ProgressFiles, lines: Iterable[EventLine]) -> None:
    """Put events from elsewhere into the journal, through which every event reaches the file."""
    journal = Journal(files)
    try:
        journal.append(b"".join(line.data + b"\n" for line in lines))
    finally:
        journal.let_go()


def _link_backup(files: ProgressFiles, loaded: LoadedProgress, now: datetime) -> str:
    """Keep the file as a backup, if it is intact; returns the backup's name.

    If an earlier snapshot failed after this step, the backup that it left is used.
    """
    newest = next(iter(stems(files)), "")
    document = files.backups / f"{newest}{DOCUMENT}"
    has_journal = files.disk.stamp(files.backups / f"{newest}{JOURNAL}") is not None
    if newest and not has_journal and files.disk.stamp(document) == loaded.file_stamp:
        return newest
    stem = next_name(files, now)
    if loaded.file_stamp is not None and loaded.condition is FileCondition.WHOLE:
        files.disk.link(files.file, files.backups / f"{stem}{DOCUMENT}")
        files.disk.sync_folder(files.backups)
    return stem


def _prepare_journal(
    files: ProgressFiles, loaded: LoadedProgress, now: datetime, *, rewrite: bool
) -> tuple[str, ...]:
    """Make sure that the journal has every event that the backup beside it lacks."""
    notices: tuple[str, ...] = ()
    if loaded.condition is FileCondition.DAMAGED and loaded.file_stamp is not None:
        copy = _keep_copy(files, files.file, now)
        notices = (f"{files.name}: repaired; a copy of the damaged file is kept as {copy.name}",)
    if loaded.has_bad_journal:
        _keep_copy(files, files.journal, now)
    if loaded.condition is not FileCondition.WHOLE or rewrite:
        write_lines(files, loaded.lines())
    elif loaded.has_bad_journal:
        write_lines(files, (*loaded.journal, *loaded.restored))
    elif loaded.restored:
        add_lines(files, loaded.restored)
    return notices


def _keep_copy(files: ProgressFiles, path: Path, now: datetime) -> Path:
    """Give a second name to a file about to be replaced, unless it has one from an earlier try."""
    stamp = files.disk.stamp(path)
    for name in files.disk.names(files.folder):
        copy = files.folder / name
        if name.startswith(files.damaged("").name) and files.disk.stamp(copy) == stamp:
            return copy
    kind = "journal-" if path == files.journal else ""
    copy = files.damaged(f"{kind}{next_name(files, now)}")
    files.disk.link(path, copy)
    return copy


def _write_new(files: ProgressFiles, pieces: Iterable[bytes]) -> int:
    """Write the new file beside the old one and read it back; returns its size."""
    size = checksum = 0

    def noted() -> Iterator[bytes]:
        nonlocal size, checksum
        for piece in _gathered(pieces):
            size, checksum = size + len(piece), zlib.crc32(piece, checksum)
            yield piece

    write_new(files.disk, files.new, noted())
    stamp = files.disk.stamp(files.new)
    kept = file_at(files.disk, files.new, stamp) if stamp is not None else InMemory()
    if (kept.size, _checksum(kept)) != (size, checksum):
        files.disk.remove(files.new)
        raise WriteMismatch(f"{files.name}: what was read back differs from what was written")
    return size


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces joined into larger ones, so that few writes are needed."""
    waiting: list[bytes] = []
    for piece in pieces:
        waiting.append(piece)
        if sum(map(len, waiting)) >= PIECE:
            yield b"".join(waiting)
            waiting.clear()
    if waiting:
        yield b"".join(waiting)


def _checksum(byte_range: ByteRange) -> int:
    return reduce(lambda before, piece: zlib.crc32(piece, before), byte_range.pieces(), 0)
