"""A note that the progress file was intact when last written, with the checksum of its head.

Computing the checksum of a log of many years would take much of the time of `due`, and it was
already verified when the file was written and read back. So the note identifies the file by the
metadata that every write changes; if any of it differs, the whole checksum is verified again. The
checksum of the head, which holds the cached totals, is always verified.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path

from quizapp.errors import ProgressError
from quizapp.storage.disk import Disk, FileStamp, replace_with
from quizapp.storage.progress.format.byte_range import file_at
from quizapp.storage.progress.format.frame import head_sum


class IntactNotes:
    """One note for each progress file, in the user's cache folder."""

    def __init__(self, disk: Disk, folder: Path) -> None:
        self._disk = disk
        self._folder = folder

    def keep(self, path: Path, stamp: FileStamp) -> None:
        """Note that the file with this stamp is intact. A failure to write the note is ignored."""
        with suppress(OSError, ProgressError):
            checksum = head_sum(file_at(self._disk, path, stamp))
            if checksum is not None:
                self._disk.make_folder(self._folder)
                note = b"%08x %s" % (checksum, self._text(path, stamp))
                replace_with(self._disk, self._place(path), note)

    def of(self, path: Path, stamp: FileStamp) -> int | None:
        """The noted checksum of the head, if there is a note for exactly this file."""
        with suppress(OSError, ProgressError, ValueError):
            checksum, _, text = self._disk.read(self._place(path)).partition(b" ")
            return int(checksum, 16) if text == self._text(path, stamp) else None
        return None

    def _text(self, path: Path, stamp: FileStamp) -> bytes:
        """The stamp with the time of the last change of any kind, which no program can set."""
        change_time = self._disk.change_time(path)
        return b"%d %d %d %d\n%s\n" % (
            stamp.inode,
            stamp.size,
            stamp.modified,
            change_time,
            _name(path),
        )

    def _place(self, path: Path) -> Path:
        return self._folder / f"{zlib.crc32(_name(path)):08x}.whole"


def _name(path: Path) -> bytes:
    return str(path).encode("utf-8", "surrogateescape")
