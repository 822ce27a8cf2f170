"""A disk that fails at one chosen system call: it crashes, it is full, or it has an error.

Calls are counted, so that a test can make every single one of them fail and say how many it tried.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from quizapp.storage.disk import Disk, FileStamp

T = TypeVar("T")


class Crash(BaseException):
    """The program is gone; nothing that it would have done comes any more."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens, and at which call."""

    at: int
    """From 1; 0 is never."""
    error: int = 0
    """An `errno`; 0 is a crash."""
    partly: bool = False
    """A write leaves half of its bytes behind."""
    lasting: bool = False
    """Every later call that changes something fails as well."""

    def strike(self) -> None:
        """Raise it."""
        if not self.error:
            raise Crash
        raise OSError(self.error, f"injected {errno.errorcode[self.error]}")


@dataclass(slots=True)
class FaultyDisk(Disk):
    """The real disk, up to the call that fails. Only calls that change something are counted."""

    fault: Fault = field(default_factory=lambda: Fault(0))
    calls: int = 0
    struck: int = 0

    def _is_due(self) -> bool:
        self.calls += 1
        fault = self.fault
        is_due = self.calls == fault.at or (fault.lasting and 0 < fault.at < self.calls)
        self.struck += is_due
        return is_due

    def _call(self, do: Callable[[], T]) -> T:
        if self._is_due():
            self.fault.strike()
        return do()

    def open_to_append(self, path: Path) -> int:
        return self._call(lambda: Disk.open_to_append(self, path))

    def open_new(self, path: Path) -> int:
        return self._call(lambda: Disk.open_new(self, path))

    def write(self, descriptor: int, data: bytes) -> None:
        if self._is_due():
            if self.fault.partly:
                Disk.write(self, descriptor, data[: len(data) // 2])
            self.fault.strike()
        Disk.write(self, descriptor, data)

    def sync(self, descriptor: int) -> None:
        self._call(lambda: Disk.sync(self, descriptor))

    def truncate(self, descriptor: int, size: int) -> None:
        self._call(lambda: Disk.truncate(self, descriptor, size))

    def replace(self, source: Path, target: Path) -> None:
        self._call(lambda: Disk.replace(self, source, target))

    def link(self, source: Path, target: Path) -> None:
        self._call(lambda: Disk.link(self, source, target))

    def remove(self, path: Path) -> None:
        self._call(lambda: Disk.remove(self, path))

    def make_folder(self, folder: Path) -> None:
        self._call(lambda: Disk.make_folder(self, folder))

    def stamp(self, path: Path) -> FileStamp | None:
        return Disk.stamp(self, path)
