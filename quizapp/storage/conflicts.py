"""Conflict copies: what a program that keeps folders in step makes of two versions of one file.

Syncthing, Dropbox, Nextcloud and others say `conflict` in the copy's name. Google Drive writes
`progress (1).json` and OneDrive `progress-LAPTOP.json`, names that a person may also have given to
another learner's file: those are taken for a copy only if they share an event with the file. A file
with a lock or backups of its own is in use by itself, and is nobody's copy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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
    """A file beside the progress file that may hold some of its events."""

    path: Path
    belongs: bool = False
    """Whether its events are this log's."""
    lines: tuple[Line, ...] = ()
    bad: int = 0
    """Lines that could not be read."""
    strangers: int = 0
    """Events of another log, which were not read."""
    trouble: str = ""
    """Why it was not read at all."""

    @property
    def name(self) -> str:
        """Its name, fit to be shown."""
        return clean_line(self.path.name)

    @property
    def is_certain(self) -> bool:
        """Whether its name can mean nothing else."""
        return "conflict" in self.path.name.casefold()


def conflict_copies(disk: Disk, places: Places, ids: Callable[[], set[str]]) -> list[Copy]:
    """Every file that may be a conflict copy of the file or of its journal, read.

    `ids` are those of the log, asked for only if there is such a file.
    """
    paths = _candidates(disk, places)
    known = ids() if paths else set()
    return [_read(disk, path, known) for path in paths]


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


def _read(disk: Disk, path: Path, known: set[str]) -> Copy:
    from quizapp.storage.salvage import salvage

    try:
        data = disk.read(path)
    except OSError as error:
        return Copy(path, trouble=reason(error))
    except ProgressError:
        return Copy(path, trouble="not a regular file of a sane size")
    document = read_document(data)
    if document is not None and document.version > VERSION:
        return Copy(path, trouble="written by a newer runquiz")
    ids = ids_in(data)
    if not Copy(path).is_certain and known.isdisjoint(ids):
        return Copy(path, strangers=len(ids))
    found = salvage(data)
    return Copy(path, bool(found.lines), found.lines, len(found.bad))
