"""A range of bytes, in memory or in a file that is read on demand.

The log of many years takes more memory than everything else together, and is rarely read.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from quizapp.domain.clean_text import clean_line
from quizapp.errors import ProgressError
from quizapp.storage.disk import Disk, FileStamp

PIECE = 1 << 19
"""Bytes read at a time: a checksum is faster over data in the processor's cache."""


class FileChanged(ProgressError):
    """The file has changed since it was examined."""


@dataclass(frozen=True, slots=True)
class InMemory:
    """A range in memory."""

    data: bytes = b""

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.data)

    def part(self, start: int, end: int) -> InMemory:
        """The bytes from `start` to `end` of this range."""
        return InMemory(self.data[start:end])

    def pieces(self, size: int = PIECE) -> Iterator[bytes]:  # noqa: ARG002 (there is one piece)
        """All of its bytes, in one piece."""
        yield self.data


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A range of a file. Reading raises OSError, or FileChanged if the file has changed."""

    disk: Disk
    path: Path
    stamp: FileStamp
    start: int
    end: int
    checksum: int | None = None
    """CRC-32 of these bytes, if it was computed when they were examined."""

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.end - self.start

    def part(self, start: int, end: int) -> OnDisk:
        """The bytes from `start` to `end` of this range."""
        return replace(self, start=self.start + start, end=self.start + end, checksum=None)

    def pieces(self, size: int = PIECE) -> Iterator[bytes]:
        """All of its bytes in pieces of this size, in order.

        If another program writes to the file meanwhile, the pieces read so far are invalid.
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
        return FileChanged(f"{clean_line(str(self.path))}: it changed while it was being read")


ByteRange: TypeAlias = InMemory | OnDisk


def file_at(disk: Disk, path: Path, stamp: FileStamp) -> OnDisk:
    """A whole file as a range."""
    return OnDisk(disk, path, stamp, 0, stamp.size)


def summed(byte_range: ByteRange, checksum: int) -> ByteRange:
    """This range with its checksum: reading it raises FileChanged if its bytes have changed."""
    return replace(byte_range, checksum=checksum) if isinstance(byte_range, OnDisk) else byte_range


def bytes_of(byte_range: ByteRange) -> bytes:
    """All bytes of a range."""
    return b"".join(byte_range.pieces(max(byte_range.size, 1)))


def last_bytes(byte_range: ByteRange, size: int) -> bytes:
    """The last bytes of a range."""
    return bytes_of(byte_range.part(max(byte_range.size - size, 0), byte_range.size))


def in_lines(byte_range: ByteRange) -> Iterator[bytes]:
    """The bytes of a range in pieces of whole lines."""
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
