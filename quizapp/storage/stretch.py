"""A stretch of a file: held in memory, or left where it lies until it is asked for.

The log of many years takes more memory than all else together, and mostly nobody reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from quizapp.domain.text import clean_line
from quizapp.errors import ProgressError
from quizapp.storage.disk import Disk, Seen

PIECE = 1 << 19
"""Bytes read at a time: a checksum is quicker over what is still in the processor's cache."""


class Moved(ProgressError):
    """The file is another than the one that was looked at."""


@dataclass(frozen=True, slots=True)
class Held:
    """In memory."""

    data: bytes = b""

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)

    def part(self, start: int, end: int) -> Held:
        """A stretch of it."""
        return Held(self.data[start:end])

    def pieces(self, size: int = PIECE) -> Iterator[bytes]:  # noqa: ARG002 (there is one)
        """All of it, in order."""
        yield self.data


@dataclass(frozen=True, slots=True)
class Filed:
    """Where it lies; reading it raises Moved, if another file lies there now, or OSError."""

    disk: Disk
    path: Path
    seen: Seen
    start: int
    end: int

    @property
    def size(self) -> int:
        """Bytes."""
        return self.end - self.start

    def part(self, start: int, end: int) -> Filed:
        """A stretch of it."""
        return replace(self, start=self.start + start, end=self.start + end)

    def pieces(self, size: int = PIECE) -> Iterator[bytes]:
        """All of it, in order, so many bytes at a time."""
        descriptor = self.disk.open_to_read(self.path, follow=True)
        try:
            if self.disk.look_into(descriptor) != self.seen:
                raise Moved(f"{clean_line(str(self.path))}: it changed while it was read")
            at = self.start
            while piece := self.disk.read_at(descriptor, min(size, self.end - at), at):
                yield piece
                at += len(piece)
        finally:
            self.disk.close(descriptor)


Stretch: TypeAlias = Held | Filed


def file_at(disk: Disk, path: Path, seen: Seen) -> Filed:
    """A whole file."""
    return Filed(disk, path, seen, 0, seen.size)


def bytes_of(stretch: Stretch) -> bytes:
    """All of a stretch."""
    return b"".join(stretch.pieces(max(stretch.size, 1)))


def last_bytes(stretch: Stretch, size: int) -> bytes:
    """The end of a stretch."""
    return bytes_of(stretch.part(max(stretch.size - size, 0), stretch.size))


def in_lines(stretch: Stretch) -> Iterator[bytes]:
    """A stretch in pieces that end where a line ends."""
    rest = b""
    for piece in stretch.pieces():
        end = piece.rfind(b"\n") + 1
        if end:
            yield rest + piece[:end]
            rest = piece[end:]
        else:
            rest += piece
    if rest:
        yield rest
