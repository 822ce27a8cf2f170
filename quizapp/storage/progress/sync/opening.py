"""Opening the progress to write: what others left is taken in, damage repaired."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from quizapp.errors import NotKept
from quizapp.storage.disk import Disk, reason
from quizapp.storage.progress.format.paths import Places
from quizapp.storage.progress.reading.loading import Loaded, load
from quizapp.storage.progress.sync.merging import at_rest
from quizapp.storage.progress.writing.lock import Locked, locked
from quizapp.storage.progress.writing.stamper import Stamper
from quizapp.storage.progress.writing.store import ProgressFile
from quizapp.study.log.progress import CLOCK_SLACK

FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def open_to_write(disk: Disk, places: Places, stamper: Stamper) -> ProgressFile:
    """The store for a command that writes: repaired and at rest, or read-only with the reason.

    A full disk or a busy lock only puts the snapshot off. Raises UnreadableFile, ForeignFile or
    NewerFile.
    """
    refused = put_off = ""
    try:
        _refuse_before_writing(disk, places)
        disk.make_folder(places.folder)
        with locked(disk, places):
            loaded = at_rest(disk, places, stamper.clock.now())
        if not _may_write(disk, places):
            refused = f"not writable: {places.name}"
    except OSError as error:
        loaded = _load_or_nothing(disk, places)
        if error.errno in FORBIDDEN:
            refused = f"{reason(error)}: {places.name}"
        else:
            put_off = reason(error)
    except (Locked, NotKept) as error:
        loaded = load(disk, places)
        put_off = str(error)
    store = ProgressFile(disk, places, stamper, loaded)
    store.read_only = refused
    notices = (*_of_put_off(places, put_off), *_of_clock(places, loaded, stamper))
    store.notices = (*store.notices, *notices)
    return store


def _of_put_off(places: Places, reason: str) -> Iterator[str]:
    if reason:
        yield f"{places.name}: answers stay in the journal beside it for now: {reason}"


def _of_clock(places: Places, loaded: Loaded, stamper: Stamper) -> Iterator[str]:
    if loaded.progress.newest > stamper.clock.now().timestamp() * 1000 + CLOCK_SLACK:
        said = "an answer is dated over a day after this machine's clock; is the clock right?"
        yield f"{places.name}: {said}"


def _refuse_before_writing(disk: Disk, places: Places) -> None:
    """Where no program of ours has been, what lies there is looked at before anything is made."""
    if disk.look(places.file) is not None and disk.look(places.lock) is None:
        load(disk, places)


def _may_write(disk: Disk, places: Places) -> bool:
    if not disk.may_write(places.folder):
        return False
    return disk.look(places.file) is None or disk.may_write(places.file)


def _load_or_nothing(disk: Disk, places: Places) -> Loaded:
    """What can be read, for a store that may not write; nothing if not even that is allowed."""
    try:
        return load(disk, places)
    except OSError:
        return Loaded()
