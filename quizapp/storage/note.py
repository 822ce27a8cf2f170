"""A note that the progress file was whole when it was last left.

To sum up the log of many years takes a third of the time of `due` (benchmarks/README.md), and it
was just done when the file was written and read back. So the note names the file by what changes
when anything writes to it; should any of that differ, the file is summed up again.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path

from quizapp.errors import UnreadableFile
from quizapp.storage.disk import Disk, Seen, replace_with


class Notes:
    """One note a progress file, in the user's cache folder."""

    def __init__(self, disk: Disk, folder: Path) -> None:
        self._disk = disk
        self._folder = folder

    def keep(self, path: Path, seen: Seen) -> None:
        """Note that a file that looks like this is whole; a failure to write it is no failure."""
        with suppress(OSError):
            self._disk.make_folder(self._folder)
            replace_with(self._disk, self._place(path), _text(path, seen))

    def holds(self, path: Path, seen: Seen) -> bool:
        """Whether it was noted of this very file."""
        with suppress(OSError, UnreadableFile):
            return self._disk.read(self._place(path)) == _text(path, seen)
        return False

    def _place(self, path: Path) -> Path:
        return self._folder / f"{zlib.crc32(_name(path)):08x}.whole"


def _text(path: Path, seen: Seen) -> bytes:
    return b"%d %d %d\n%s\n" % (seen.inode, seen.size, seen.changed, _name(path))


def _name(path: Path) -> bytes:
    return str(path).encode("utf-8", "surrogateescape")
