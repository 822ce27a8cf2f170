"""Opens the progress for writing: merges what other programs left, and repairs damage."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from quizapp.errors import WriteMismatch
from quizapp.storage.disk import reason, refuser
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.storage.progress.reading.loading import LoadedProgress, load
from quizapp.storage.progress.sync.merging import bring_to_rest
from quizapp.storage.progress.writing.lock import Locked, locked
from quizapp.storage.progress.writing.stamper import Stamper
from quizapp.storage.progress.writing.store import ProgressFile
from quizapp.study.figures.clock_words import clock_words

FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def open_to_write(files: ProgressFiles, stamper: Stamper) -> ProgressFile:
    """The store for a command that writes: repaired and at rest, or read-only with the reason.

    A full disk or a busy lock only postpones the snapshot. Raises UnreadableFile, ForeignFile or
    NewerFile.
    """
    refused = put_off = ""
    try:
        _refuse_before_writing(files)
        files.disk.make_folder(files.folder)
        with locked(files):
            loaded = bring_to_rest(files, stamper.clock.now())
        if not _may_write(files):
            refused = f"not writable: {files.name}"
    except OSError as error:
        loaded = _load_or_nothing(files)
        if error.errno in FORBIDDEN:
            refused = f"{reason(error)}: {refuser(error) or files.name}"
        else:
            put_off = reason(error)
    except (Locked, WriteMismatch) as error:
        loaded = load(files)
        put_off = str(error)
    store = ProgressFile(files, stamper, loaded)
    store.read_only = refused
    notices = (*_of_put_off(files, put_off), *_of_clock(files, loaded, stamper))
    store.notices = (*store.notices, *notices)
    return store


def _of_put_off(files: ProgressFiles, reason: str) -> Iterator[str]:
    if reason:
        yield f"{files.name}: answers stay in the journal beside it for now: {reason}"


def _of_clock(files: ProgressFiles, loaded: LoadedProgress, stamper: Stamper) -> Iterator[str]:
    said = clock_words(loaded.progress.days, stamper.calendar.day(stamper.clock.now()))
    if said:
        yield f"{files.name}: {said}"


def _refuse_before_writing(files: ProgressFiles) -> None:
    """Check the path before creating anything, if no lock file exists there yet."""
    if files.disk.stamp(files.file) is not None and files.disk.stamp(files.lock) is None:
        load(files)


def _may_write(files: ProgressFiles) -> bool:
    if not files.disk.may_write(files.folder):
        return False
    return files.disk.stamp(files.file) is None or files.disk.may_write(files.file)


def _load_or_nothing(files: ProgressFiles) -> LoadedProgress:
    """The readable progress, for a store that may not write; empty without permission."""
    try:
        return load(files)
    except OSError:
        return LoadedProgress()
