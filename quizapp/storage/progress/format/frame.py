"""The frame of the progress file: a head with the cached sums, the log, and two checksums.

The head has a checksum of its own, so that `due` need not read a log of many years.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from quizapp.storage.progress.format.byte_range import ByteRange, last_bytes, summed
from quizapp.storage.progress.format.head import head_from

FORMAT = "runquiz-progress"
VERSION = 2

_EVENTS = b'\n"events": [\n'
"""Begins with a sequence that is rare in a head, so that it is found quickly."""
_LOG_ENDS = b"\n],\n"
_SEAL = re.compile(rb',\n"log": (\d{1,15}), "twins": (true|false), "head": "([0-9a-f]{8})",\Z')
"""The size of the log in bytes, whether it has an id twice, and the checksum of the head. Format 1
had no such line."""
_UNSEALED = b","
_LONGEST_SEAL = 80
_TAIL = re.compile(rb'\n\],\n"crc": "([0-9a-f]{8})"\}\n?\Z')
_TAIL_SIZE = len(_LOG_ENDS) + len(b'"crc": "01234567"}\n')
_END = re.compile(rb'\]\s*,\s*"crc"\s*:\s*"[^"]*"\s*\}\s*\Z')
_COUNT = re.compile(rb'"count": ?(\d{1,15})')


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of a file whose checksum is correct."""

    version: int
    head: Mapping[str, object]
    log: ByteRange
    """The lines of the log, separated by commas and line ends."""
    has_twins: bool = False
    """Whether the log has two different events with one id."""


def read_frame(file: ByteRange) -> Frame | None:
    """The frame; None if the checksum is wrong: the file is damaged or was edited."""
    end = last_bytes(file, 64)
    tail = _TAIL.search(end)
    if tail is None:
        return None
    covered = file.size - len(end) + tail.start() + len(_LOG_ENDS)
    front, checksum, log_sum = _checked(file.part(0, covered))
    if front is None or checksum != int(tail[1], 16):
        return None
    log = file.part(len(front) + len(_EVENTS), covered - len(_LOG_ENDS))
    return _frame(front, summed(log, log_sum))


def read_head(file: ByteRange) -> Frame | None:
    """The frame, if its head is intact and the log has its size; the log itself is not read."""
    front = _front(file)
    seal = None if front is None else _SEAL.search(front, max(len(front) - _LONGEST_SEAL, 0))
    if front is None or seal is None:
        return None
    begin, size = len(front) + len(_EVENTS), int(seal[1])
    if zlib.crc32(memoryview(front)[: seal.start()]) != int(seal[3], 16):
        return None
    if file.size != begin + size + _TAIL_SIZE:
        return None
    return _frame(front, file.part(begin, begin + size))


def _frame(front: bytes, log: ByteRange) -> Frame | None:
    """The frame of a file with this front: everything before the log."""
    seal = _SEAL.search(front, max(len(front) - _LONGEST_SEAL, 0))
    try:
        head = head_from(front[: seal.start()] if seal else front.removesuffix(_UNSEALED))
    except (ValueError, RecursionError):
        return None
    version = head.get("version")
    if not isinstance(version, int) or head.get("format") != FORMAT:
        return None
    return Frame(version, head, log, seal is not None and seal[2] == b"true")


def _front(file: ByteRange) -> bytes | None:
    """Everything before the log."""
    pieces: list[bytes] = []
    for piece in file.pieces():
        pieces.append(piece)
        at = _found(pieces[-2][-len(_EVENTS) :] if len(pieces) > 1 else b"", piece)
        if at is not None:
            return b"".join(pieces)[: sum(map(len, pieces[:-1])) + at]
    return None


def _checked(file: ByteRange) -> tuple[bytes | None, int, int]:
    """The front, the checksum of the file, and that of the log."""
    pieces: list[bytes] = []
    front: bytes | None = None
    checksum = log_sum = passed = 0
    end = file.size - len(_LOG_ENDS)
    for piece in file.pieces():
        checksum = zlib.crc32(piece, checksum)
        if front is None:
            at = _found(pieces[-1][-len(_EVENTS) :] if pieces else b"", piece)
            pieces.append(piece if at is None else piece[: max(at, 0)])
            if at is not None:
                front = b"".join(pieces)[: passed + at]
        if front is not None:
            start = max(len(front) + len(_EVENTS) - passed, 0)
            log_sum = zlib.crc32(memoryview(piece)[start : max(end - passed, 0)], log_sum)
        passed += len(piece)
    return front, checksum, log_sum


def _found(before: bytes, piece: bytes) -> int | None:
    """Where the log begins in a piece; the marker before it may straddle two pieces."""
    at = piece.find(_EVENTS)
    if at < 0:
        edge = (before + piece[: len(_EVENTS)]).find(_EVENTS)
        return edge - len(before) if edge >= 0 else None
    return at


def framed(
    head: bytes, log: Iterable[bytes], size: int, *, has_twins: bool = False
) -> Iterator[bytes]:
    """The whole file, piece by piece; `size` is that of the log in bytes."""
    checksum = 0
    twins = b"true" if has_twins else b"false"
    seal = b',\n"log": %d, "twins": %s, "head": "%08x",' % (size, twins, zlib.crc32(head))
    for piece in chain([head, seal, _EVENTS], log, [_LOG_ENDS]):
        checksum = zlib.crc32(piece, checksum)
        yield piece
    yield b'"crc": "%08x"}\n' % checksum


def log_in(file: ByteRange, size: int) -> ByteRange:
    """The log in a file that was just written with a log of this size."""
    end = file.size - _TAIL_SIZE
    return file.part(end - size, end)


def is_ended(data: bytes) -> bool:
    """Whether a file ends like every intact one, apart from spacing."""
    return _END.search(data, max(len(data) - 200, 0)) is not None


def counted(data: bytes) -> int | None:
    """How many events a file has according to its head, even if it is damaged."""
    found = _COUNT.search(data, 0, 400)
    return int(found[1]) if found else None
