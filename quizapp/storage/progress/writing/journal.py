"""The journal: new events, appended and synced one by one, beside the progress file."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from quizapp.storage.disk import FileStamp, write_new
from quizapp.storage.progress.format.event_lines import EventLine
from quizapp.storage.progress.format.progress_files import ProgressFiles


class Journal:
    """Appends whole lines, or nothing. After a failed write it continues in a new file.

    A descriptor whose sync failed is never synced again: the system may have dropped the bytes and
    would still report success.
    """

    def __init__(self, files: ProgressFiles) -> None:
        self._files = files
        self._descriptor: int | None = None
        self._has_failed = False
        self.stamp: FileStamp | None = None
        """Its stamp after our last write or read, counting only complete lines."""
        self.lines = 0
        """Roughly how many events it holds."""

    def append(self, data: bytes) -> None:
        """Make lines durable. Raises OSError: then none of them counts as written."""
        if self._has_failed:
            self._start_new_file(data)
        else:
            self._append(data)
        self.lines += data.count(b"\n")
        self.stamp = self._files.disk.stamp(self._files.journal)

    def let_go(self) -> None:
        """Close the open file; the next write opens the path again."""
        if self._descriptor is not None:
            with suppress(OSError):
                self._files.disk.close(self._descriptor)
        self._descriptor = None

    def _append(self, data: bytes) -> None:
        if self._descriptor is None:
            self._descriptor = self._files.disk.open_to_append(self._files.journal)
        descriptor = self._descriptor
        size = self._files.disk.size(descriptor)
        try:
            self._files.disk.write(descriptor, self._line_end_if_torn(descriptor, size) + data)
            self._files.disk.sync(descriptor)
            if size == 0:
                self._files.disk.sync_folder(self._files.folder)
        except OSError:
            self._has_failed = True
            with suppress(OSError):
                self._files.disk.truncate(descriptor, size)
            self.let_go()
            raise

    def _line_end_if_torn(self, descriptor: int, size: int) -> bytes:
        """A line end if a killed program left half a line; empty if the file is as we left it."""
        is_known = self.stamp is not None and self.stamp.size == size
        is_torn = (
            size > 0 and not is_known and self._files.disk.read_at(descriptor, 1, size - 1) != b"\n"
        )
        return b"\n" if is_torn else b""

    def _start_new_file(self, data: bytes) -> None:
        try:
            old = self._files.disk.read(self._files.journal)
        except FileNotFoundError:
            old = b""
        whole = old[: old.rfind(b"\n") + 1]
        _write_whole(self._files, whole + data)
        self._has_failed = False


def write_lines(files: ProgressFiles, lines: Iterable[EventLine]) -> None:
    """Replace the journal, if there is one, with a journal of these events."""
    _write_whole(files, b"".join(line.data + b"\n" for line in lines))


def _write_whole(files: ProgressFiles, data: bytes) -> None:
    write_new(files.disk, files.new_journal, [data])
    files.disk.replace(files.new_journal, files.journal)
    files.disk.sync_folder(files.folder)
