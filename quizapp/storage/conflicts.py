"""Conflict copies: what a program that keeps folders in step makes of two versions of one file.

Syncthing, Dropbox, Nextcloud and others say `conflict` in the copy's name. Google Drive writes
`progress (1).json` and OneDrive `progress-LAPTOP.json`, names that a person may also have given to
another learner's file or to a copy made by hand: those are taken for a conflict copy only if they
share an event with the file and have one that it lacks. A file with a lock or backups of its own
is in use by itself, and is nobody's copy.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from quizapp.domain.text import clean_line
from quizapp.errors import ProgressError
from quizapp.storage.disk import Disk, reason
from quizapp.storage.document import VERSION, read_document
from quizapp.storage.event_lines import Line
from quizapp.storage.places import Places
from quizapp.storage.union import ids_in

MERGED = ".merged"


@dataclass(frozen=True, slots=True)
class Copy:
    """A conflict copy, read."""

    path: Path
    lines: tuple[Line, ...]
    bad: int
    """Lines that could not be read."""

    @property
    def name(self) -> str:
        """Its name, fit to be shown."""
        return clean_line(self.path.name)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A conflict copy of which nothing can be read."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Stranger:
    """A progress file of another log, or so it seems."""

    name: str
    events: int


Found: TypeAlias = Copy | Unreadable | Stranger


def conflict_copies(disk: Disk, places: Places, ids: Callable[[], Collection[str]]) -> list[Found]:
    """Every file beside the progress that may be a conflict copy of it or of its journal.

    `ids` are those of the log, asked for only if there is such a file.
    """
    paths = _candidates(disk, places)
    known = set(ids()) if paths else set()
    found = (_look_at(disk, path, known) for path in paths)
    return [each for each in found if each is not None]


def put_away(disk: Disk, places: Places, copy: Copy) -> str:
    """Rename a copy whose events are safe, so that no one reads it again; its new name."""
    path = copy.path.with_name(f"{copy.path.name}{MERGED}")
    number = 1
    while disk.is_link(path) or disk.look(path) is not None:
        number += 1
        path = copy.path.with_name(f"{copy.path.name}{MERGED}-{number}")
    disk.replace(copy.path, path)
    disk.sync_folder(places.folder)
    return clean_line(path.name)


def _candidates(disk: Disk, places: Places) -> list[Path]:
    """The files beside ours whose names are one of ours with something put in."""
    name, journal = places.file.name, places.journal.name
    frames = ((places.file.stem, places.file.suffix), (name, journal.removeprefix(name)))
    names = set(disk.names(places.folder))
    used = {found for found in names if {f"{found}.lock", f"{found}.backups"} & names}
    alike = (
        places.folder / found
        for found in sorted(names - used)
        if any(_is_between(found, *frame) for frame in frames) and MERGED not in found
    )
    return [path for path in alike if not places.is_own(path) and not disk.is_link(path)]


def _is_between(name: str, stem: str, suffix: str) -> bool:
    """Whether a name is the stem and the suffix with something put between them."""
    middle = name[len(stem) : len(name) - len(suffix)]
    return bool(middle) and name == stem + middle + suffix and not middle[0].isalnum()


def _look_at(disk: Disk, path: Path, known: set[str]) -> Found | None:
    is_certain = "conflict" in path.name.casefold()
    name = clean_line(path.name)
    try:
        data = disk.read(path)
    except OSError as error:
        return Unreadable(name, reason(error)) if is_certain else None
    except ProgressError:
        return Unreadable(name, "not a regular file of a sane size") if is_certain else None
    document = read_document(data)
    if document is not None and document.version > VERSION:
        return Unreadable(name, "written by a newer runquiz") if is_certain else None
    ids = ids_in(data)
    if not is_certain and (ids <= known or known.isdisjoint(ids)):
        return Stranger(name, len(ids)) if ids - known else None
    return _read(path, data) or (Unreadable(name, "it has no events") if is_certain else None)


def _read(path: Path, data: bytes) -> Copy | None:
    from quizapp.storage.salvage import salvage, salvage_journal

    found = salvage_journal(data) if path.suffix == ".journal" else salvage(data)
    return Copy(path, found.lines, len(found.bad)) if found.lines else None
