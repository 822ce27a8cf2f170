"""The system calls that touch the learner's files, in one place, so that tests can make them fail.

Files are opened without following a link in the last part of the path, unless `follow` is given:
a journal, a lock or a temporary file that is a link is refused, and its target stays untouched.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from quizapp.domain.clean_text import clean_line
from quizapp.errors import RunquizError, UnreadableFile

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_NO_LINKS = frozenset(
    {
        *(errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP),
        *(errno.EXDEV, errno.EMLINK, errno.ENOSYS, errno.EINVAL),
    }
)
"""Errors of file systems, and of what guards them, that have no hard links."""
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
"""Errors of file systems that can't sync a folder, and do not need it."""
LARGEST = 2 << 30
"""Bytes: a progress file larger than this is refused."""


@dataclass(frozen=True, slots=True)
class FileStamp:
    """The metadata of a file when it was last read or written; any difference means a change."""

    inode: int
    size: int
    modified: int
    """Nanoseconds since 1970."""


class Disk:
    """The real disk. Each method is one system call, or a loop around one."""

    def stamp(self, path: Path) -> FileStamp | None:
        """The stamp of the file at a path (links are followed), or None if there is none."""
        try:
            return _stamp_of(os.stat(path))  # noqa: PTH116 (twice as fast; called often)
        except FileNotFoundError:
            return None

    def stamp_of_open(self, descriptor: int) -> FileStamp:
        """The stamp of an open file."""
        return _stamp_of(os.fstat(descriptor))

    def is_link(self, path: Path) -> bool:
        """Whether a path is a link, even a broken one."""
        return path.is_symlink()

    def may_write(self, path: Path) -> bool:
        """Whether the system allows writing to a file or folder."""
        return os.access(path, os.W_OK)

    def size(self, descriptor: int) -> int:
        """The size of an open file in bytes."""
        return os.fstat(descriptor).st_size

    def read_at(self, descriptor: int, size: int, start: int) -> bytes:
        """At most `size` bytes of an open file, from an offset."""
        return os.pread(descriptor, size, start)

    def read(self, path: Path, *, follow: bool = False) -> bytes:
        """The bytes of a regular file. Never blocks on a pipe or a device.

        Raises FileNotFoundError, OSError, or UnreadableFile if it is no regular file or too large.
        """
        with os.fdopen(self.open_to_read(path, follow=follow), "rb") as file:
            return file.read()

    def open_to_read(self, path: Path, *, follow: bool = False) -> int:
        """A descriptor of a regular file. Never blocks on a pipe or a device.

        Raises FileNotFoundError, OSError, or UnreadableFile if it is no regular file or too large.
        """
        flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW)
        descriptor = os.open(path, flags)
        try:
            _refuse_unless_regular(path, os.fstat(descriptor))
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def open_to_append(self, path: Path) -> int:
        """A descriptor that appends to a private file, created if necessary."""
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
        descriptor = os.open(path, flags, PRIVATE_FILE)
        try:
            _refuse_unless_regular(path, os.fstat(descriptor))
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def open_new(self, path: Path) -> int:
        """A descriptor of a new private file; a leftover from an earlier run is removed."""
        self.remove(path)
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        return os.open(path, flags, PRIVATE_FILE)

    def write(self, descriptor: int, data: bytes) -> None:
        """Write all of the bytes, in as many calls as it takes."""
        view = memoryview(data)
        while view:
            view = view[self._write_some(descriptor, view) :]

    def _write_some(self, descriptor: int, data: memoryview) -> int:
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Flush a file to the physical disk; on macOS only `F_FULLFSYNC` does that."""
        if sys.platform == "darwin":
            try:
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            except OSError as error:
                if error.errno not in {errno.ENOTSUP, errno.EINVAL, errno.ENOTTY}:
                    raise
            else:
                return
        os.fsync(descriptor)

    def sync_folder(self, folder: Path) -> None:
        """Flush the names in a folder to the physical disk."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            self.sync(descriptor)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(descriptor)

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut an open file to this many bytes."""
        os.ftruncate(descriptor, size)

    def close(self, descriptor: int) -> None:
        """Close a descriptor."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Rename a file atomically, replacing any file that has the new name."""
        source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name, or make a private copy if there are no hard links."""
        try:
            self._hard_link(source, target)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            write_new(self, target, [self.read(source)])

    def _hard_link(self, source: Path, target: Path) -> None:
        target.hardlink_to(source)

    def remove(self, path: Path) -> None:
        """Remove a file, if it exists."""
        path.unlink(missing_ok=True)

    def copy_mode(self, source: Path, target: Path) -> None:
        """Copy the permissions of one file to another."""
        target.chmod(stat.S_IMODE(source.stat().st_mode))

    def open_folder(self, folder: Path) -> int:
        """A descriptor of a folder, with which to lock it."""
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    def make_folder(self, folder: Path) -> None:
        """Create a private folder and its parents, which are private as well."""
        missing = [parent for parent in folder.parents if not parent.exists()]
        for each in (*reversed(missing), folder):
            each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)

    def names(self, folder: Path) -> list[str]:
        """The names in a folder, sorted; empty if it does not exist."""
        try:
            return sorted(entry.name for entry in folder.iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []

    def lock(self, descriptor: int, patience: float) -> bool:
        """Lock an open file, waiting at most this many seconds; returns whether that succeeded."""
        deadline = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    return False
                time.sleep(0.01)
            else:
                return True


def _stamp_of(found: os.stat_result) -> FileStamp:
    return FileStamp(found.st_ino, found.st_size, found.st_mtime_ns)


def _refuse_unless_regular(path: Path, found: os.stat_result) -> None:
    name = clean_line(str(path))
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableFile(f"{name}: not a regular file")
    if found.st_size > LARGEST:
        raise UnreadableFile(f"{name}: too large ({found.st_size >> 30} GiB; the limit is 2 GiB)")


def write_new(disk: Disk, path: Path, pieces: Iterable[bytes]) -> None:
    """Create a private, synced file with these bytes, or no file at all. Raises OSError."""
    descriptor = disk.open_new(path)
    try:
        for piece in pieces:
            disk.write(descriptor, piece)
        disk.sync(descriptor)
    except (OSError, RunquizError):
        disk.remove(path)
        raise
    finally:
        disk.close(descriptor)


def replace_with(
    disk: Disk,
    path: Path,
    data: bytes,
    *,
    mode_of: Path | None = None,
    before_replace: Callable[[], None] | None = None,
) -> None:
    """Replace a file atomically: readers see the old bytes or the new. Raises OSError.

    `before_replace` is called after the temporary file is synced and before the rename; raising
    aborts.
    """
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    write_new(disk, new, [data])
    try:
        if mode_of is not None:
            disk.copy_mode(mode_of, new)
        if before_replace is not None:
            before_replace()
        disk.replace(new, path)
    except BaseException:
        disk.remove(new)
        raise


def refuser(error: OSError) -> str:
    """The file or folder that refused: where a file could not be created, that is its folder."""
    name = error.filename2 or error.filename
    if name is None:
        return ""
    path = Path(os.fsdecode(name))
    return clean_line(str(path if os.path.lexists(path) else path.parent))


def reason(error: OSError) -> str:
    """The operating system's text for an error."""
    return error.strerror or type(error).__name__
