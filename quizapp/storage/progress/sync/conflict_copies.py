"""Conflict copies: the second file that a sync program creates for two versions of one file.

Syncthing, Dropbox, Nextcloud and others put `conflict` in the name of the copy. Google Drive writes
`progress (1).json` and OneDrive `progress-LAPTOP.json`, which may also be another learner's file or
a copy made by hand: these count as conflict copies only if they share an event with the file and
have one that it lacks. A file with a lock or backups of its own is in use, and is never a copy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from quizapp.domain.clean_text import clean_line
from quizapp.errors import ProgressError
from quizapp.storage.disk import Disk, reason
from quizapp.storage.progress.format.byte_range import InMemory
from quizapp.storage.progress.format.document import read_document
from quizapp.storage.progress.format.event_ids import ids_in
from quizapp.storage.progress.format.event_lines import EventLine
from quizapp.storage.progress.format.frame import VERSION
from quizapp.storage.progress.format.progress_files import ProgressFiles

MERGED = ".merged"
_CONFLICT = re.compile(r"\.sync-conflict-\d|conflicted copy|_conflict-\d")
_COMPANIONS = (".lock", ".backups", ".journal")
MOST, TIMES = 64 << 20, 4
"""The largest size of a copy: this many bytes, plus this multiple of our own file's size."""


@dataclass(frozen=True, slots=True)
class ConflictCopy:
    """A readable conflict copy."""

    path: Path
    lines: tuple[EventLine, ...]
    bad: int
    """How many of its lines could not be read."""

    @property
    def name(self) -> str:
        """Its name, safe to show."""
        return clean_line(self.path.name)


@dataclass(frozen=True, slots=True)
class UnreadableCopy:
    """A conflict copy that can't be read."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class OtherLog:
    """A progress file that seems to belong to another log."""

    name: str
    events: int


FoundCopy: TypeAlias = ConflictCopy | UnreadableCopy | OtherLog


def conflict_copies(files: ProgressFiles, ids: Callable[[], Collection[str]]) -> list[FoundCopy]:
    """Every file beside the progress that may be a conflict copy of it or of its journal.

    `ids` returns those of the log; it is called only if there is such a file.
    """
    paths = _candidates(files)
    known = set(ids()) if paths else set()
    ours = files.disk.stamp(files.file)
    most = MOST + TIMES * (ours.size if ours is not None else 0)
    found = (_classify(files.disk, path, known, most) for path in paths)
    return [each for each in found if each is not None]


def rename_merged(files: ProgressFiles, copy: ConflictCopy) -> str:
    """Rename a merged copy, so that it is not read again; returns its new name."""
    path = copy.path.with_name(f"{copy.path.name}{MERGED}")
    number = 1
    while files.disk.is_link(path) or files.disk.stamp(path) is not None:
        number += 1
        path = copy.path.with_name(f"{copy.path.name}{MERGED}-{number}")
    files.disk.replace(copy.path, path)
    files.disk.sync_folder(files.folder)
    return clean_line(path.name)


def is_copy(name: str, files: ProgressFiles, names: Collection[str]) -> bool:
    """Whether a name is one of ours with something inserted, as in the name of a copy.

    `names` are all names in the folder: a name closer to another file belongs to a copy of that
    one, even if only its journal, lock or backups are left.
    """
    others = {*names, *(each.removesuffix(end) for each in names for end in _COMPANIONS)}
    journal = files.journal.name.removeprefix(files.file.name)
    frames = ((files.file.stem, files.file.suffix), (files.file.name, journal))
    return any(
        _is_between(name, *frame) and not _is_of_another(name, *frame, others) for frame in frames
    )


def _candidates(files: ProgressFiles) -> list[Path]:
    """The files named like copies of ours and not in use themselves."""
    names = set(files.disk.names(files.folder))
    used = {found for found in names if {f"{found}.lock", f"{found}.backups"} & names}
    alike = (
        files.folder / found
        for found in sorted(names - used)
        if MERGED not in found and is_copy(found, files, names)
    )
    return [path for path in alike if not files.is_own(path) and not files.disk.is_link(path)]


def _is_between(name: str, stem: str, suffix: str) -> bool:
    """Whether a name is the stem and the suffix with something between them."""
    middle = name[len(stem) : len(name) - len(suffix)]
    return bool(middle) and name == stem + middle + suffix and not middle[0].isalnum()


def _is_of_another(name: str, stem: str, suffix: str, names: Collection[str]) -> bool:
    """Whether a name is closer to another file's in the folder, such as `progress-ben.json`."""
    ends = range(len(stem) + 1, len(name) - len(suffix))
    return any(
        not name[end].isalnum() and name[:end] + suffix in names
        for end in ends
        if name[:end] + suffix != name
    )


def _is_certain(name: str) -> bool:
    """Whether a name is marked as a conflict copy by a sync program."""
    return _CONFLICT.search(name.casefold()) is not None


def _classify(disk: Disk, path: Path, known: set[str], most: int) -> FoundCopy | None:
    is_certain = _is_certain(path.name)
    name = clean_line(path.name)
    try:
        stamp = disk.stamp(path)
        if stamp is not None and stamp.size > most:
            return UnreadableCopy(name, "too large to be a copy") if is_certain else None
        data = disk.read(path)
    except OSError as error:
        return UnreadableCopy(name, reason(error)) if is_certain else None
    except ProgressError:
        return UnreadableCopy(name, "not a regular file, or too large") if is_certain else None
    if not data:
        return None
    document = read_document(InMemory(data))
    if document is not None and document.version > VERSION:
        return UnreadableCopy(name, "written by a newer runquiz") if is_certain else None
    ids = ids_in(data)
    if not is_certain and (ids <= known or known.isdisjoint(ids)):
        return OtherLog(name, len(ids)) if ids - known else None
    return _read(path, data) or (UnreadableCopy(name, "it has no events") if is_certain else None)


def _read(path: Path, data: bytes) -> ConflictCopy | None:
    from quizapp.storage.progress.reading.salvage import (  # only for a damaged file
        salvage,
        salvage_journal,
    )

    found = salvage_journal(data) if path.suffix == ".journal" else salvage(data)
    return ConflictCopy(path, found.lines, len(found.bad)) if found.lines else None
