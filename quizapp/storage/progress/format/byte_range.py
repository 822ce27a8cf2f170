"""A stretch of a file: held in memory, or left where it lies until it is asked for.

The log of many years takes more memory than all else together, and mostly nobody reads it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from quizapp.domain.text import clean_line
from quizapp.errors import ProgressError
from quizapp.storage.disk import Disk, FileStamp

PIECE = 1 << 19
"""Bytes read at a time: a checksum is quicker over what is still in the processor's cache."""


class FileChanged(ProgressError):
    """The file is another than the one that was looked at."""


@dataclass(frozen=True, slots=True)
class InMemory:
    """In memory."""

    data: bytes = b""

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)

    def part(self, start: int, end: int) -> InMemory:
        """A stretch of it."""
        return InMemory(self.data[start:end])

    def pieces(self, size: int = PIECE) -> Iterator[bytes]:  # noqa: ARG002 (there is one)
        """All of it, in order."""
        yield self.data


@dataclass(frozen=True, slots=True)
class OnDisk:
    """Where it lies; reading it raises Moved, if it is not what was seen any more, or OSError."""

    disk: Disk
    path: Path
    stamp: FileStamp
    start: int
    end: int
    checksum: int | None = None
    """CRC-32 of these bytes, if they were summed up when they were seen."""

    @property
    def size(self) -> int:
        """Bytes."""
        return self.end - self.start

    def part(self, start: int, end: int) -> OnDisk:
        """A stretch of it."""
        return replace(self, start=self.start + start, end=self.start + end, checksum=None)

    def pieces(self, size: int = PIECE) -> Iterator[bytes]:
        """All of it, in order, so many bytes at a time.

        Another program may write into the file in the meantime: what was read by then is void.
        """
        checksum, at = 0, self.start
        descriptor = self.disk.open_to_read(self.path, follow=True)
        try:
            self._compare(descriptor)
            while piece := self.disk.read_at(descriptor, min(size, self.end - at), at):
                checksum = 0 if self.checksum is None else zlib.crc32(piece, checksum)
                at += len(piece)
                yield piece
            self._compare(descriptor)
        finally:
            self.disk.close(descriptor)
        if at < self.end or checksum != (self.checksum or 0):
            raise self._moved()

    def _compare(self, descriptor: int) -> None:
        if self.disk.stamp_of_open(descriptor) != self.stamp:
            raise self._moved()

    def _moved(self) -> FileChanged:
        return FileChanged(f"{clean_line(str(self.path))}: it changed while it was read")


ByteRange: TypeAlias = InMemory | OnDisk


def file_at(disk: Disk, path: Path, stamp: FileStamp) -> OnDisk:
    """A whole file."""
    return OnDisk(disk, path, stamp, 0, stamp.size)


def summed(byte_range: ByteRange, checksum: int) -> ByteRange:
    """The same, that must be these very bytes still whenever it is read."""
    return replace(byte_range, checksum=checksum) if isinstance(byte_range, OnDisk) else byte_range


def bytes_of(byte_range: ByteRange) -> bytes:
    """All of a stretch."""
    return b"".join(byte_range.pieces(max(byte_range.size, 1)))


def last_bytes(byte_range: ByteRange, size: int) -> bytes:
    """The end of a stretch."""
    return bytes_of(byte_range.part(max(byte_range.size - size, 0), byte_range.size))


def in_lines(byte_range: ByteRange) -> Iterator[bytes]:
    """A stretch in pieces that end where a line ends."""
    rest = b""
    for piece in byte_range.pieces():
        end = piece.rfind(b"\n") + 1
        if end:
            yield rest + piece[:end]
            rest = piece[end:]
        else:
            rest += piece
    if rest:
        yield rest
