"""The frame of the progress file: a head with the cached sums, the log, and a checksum."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from quizapp.storage.progress.format.byte_range import ByteRange, last_bytes, summed
from quizapp.storage.progress.format.head import head_from

FORMAT = "runquiz-progress"
VERSION = 1

_EVENTS = b'\n"events": [\n'
"""Begins with a sequence that is rare in a head, so that it is found quickly."""
LOG_BEGINS = b"," + _EVENTS
_LOG_ENDS = b"\n],\n"
_TAIL = re.compile(rb'\n\],\n"crc": "([0-9a-f]{8})"\}\n?\Z')
_END = re.compile(rb'\]\s*,\s*"crc"\s*:\s*"[^"]*"\s*\}\s*\Z')
_COUNT = re.compile(rb'"count": ?(\d{1,15})')


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of a file whose final checksum is correct."""

    version: int
    head: Mapping[str, object]
    log: ByteRange
    """The lines of the log, separated by commas and line ends."""


def read_frame(file: ByteRange, *, noted: int | None = None) -> Frame | None:
    """The frame; None if the checksum is wrong: the file is damaged or was edited.

    `noted` is the checksum of the head, for a file whose other bytes are known to be intact.
    """
    end = last_bytes(file, 64)
    tail = _TAIL.search(end)
    if tail is None:
        return None
    covered = file.size - len(end) + tail.start() + len(_LOG_ENDS)
    data, checksum, log_sum = _checked(file.part(0, covered), only_head=noted is not None)
    expected = int(tail[1], 16) if noted is None else noted
    if data is None or checksum != expected:
        return None
    try:
        head = head_from(data)
    except (ValueError, RecursionError):
        return None
    version = head.get("version")
    if not isinstance(version, int) or head.get("format") != FORMAT:
        return None
    log = file.part(len(data) + len(LOG_BEGINS), covered - len(_LOG_ENDS))
    return Frame(version, head, log if noted is not None else summed(log, log_sum))


def head_sum(file: ByteRange) -> int | None:
    """The checksum of a file's head, if it has one."""
    data, checksum, _ = _checked(file, only_head=True)
    return None if data is None else checksum


def _checked(file: ByteRange, *, only_head: bool) -> tuple[bytes | None, int, int]:
    """The head, the checksum of the file (or only of the head), and that of the log."""
    pieces: list[bytes] = []
    head: bytes | None = None
    checksum = log_sum = passed = 0
    end = file.size - len(_LOG_ENDS)
    for piece in file.pieces():
        checksum = zlib.crc32(piece, checksum)
        if head is None:
            at = _found(pieces[-1][-len(_EVENTS) :] if pieces else b"", piece)
            pieces.append(piece if at is None else piece[: max(at - len(b","), 0)])
            if at is not None:
                head = b"".join(pieces)[: passed + at - len(b",")]
                if only_head:
                    return head, zlib.crc32(head), 0
        if head is not None:
            start = max(len(head) + len(LOG_BEGINS) - passed, 0)
            log_sum = zlib.crc32(memoryview(piece)[start : max(end - passed, 0)], log_sum)
        passed += len(piece)
    return head, checksum, log_sum


def _found(before: bytes, piece: bytes) -> int | None:
    """Where the log begins in a piece; the marker before it may straddle two pieces."""
    at = piece.find(_EVENTS)
    if at < 0:
        edge = (before + piece[: len(_EVENTS)]).find(_EVENTS)
        return edge - len(before) if edge >= 0 else None
    return at


def framed(head: bytes, log: Iterable[bytes]) -> Iterator[bytes]:
    """The whole file, piece by piece."""
    checksum = 0
    for piece in chain([head + LOG_BEGINS], log, [_LOG_ENDS]):
        checksum = zlib.crc32(piece, checksum)
        yield piece
    yield b'"crc": "%08x"}\n' % checksum


def log_in(file: ByteRange, head: bytes) -> ByteRange:
    """The log in a file that was just written with a head."""
    end = file.size - len(_LOG_ENDS) - len(b'"crc": "01234567"}\n')
    return file.part(len(head) + len(LOG_BEGINS), end)


def is_ended(data: bytes) -> bool:
    """Whether a file ends like every intact one, apart from spacing."""
    return _END.search(data, max(len(data) - 200, 0)) is not None


def counted(data: bytes) -> int | None:
    """How many events a file has according to its head, even if it is damaged."""
    found = _COUNT.search(data, 0, 400)
    return int(found[1]) if found else None
