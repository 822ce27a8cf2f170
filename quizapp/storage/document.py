"""The progress file as one document: a head with the cached sums, the log, and a checksum."""

from __future__ import annotations

import re
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from quizapp.domain.memory import Day
from quizapp.domain.settings import settings_from
from quizapp.storage.head import FiledColumns, OddStates, dump_head, head_from, whole
from quizapp.storage.quiz_rows import quiz_rows, quizzes_from
from quizapp.storage.stretch import Stretch, bytes_of, last_bytes
from quizapp.study.calibration import calibration_from
from quizapp.study.fold import DAY_COLUMNS, RULES, DaySums
from quizapp.study.progress import RECENT, Progress, Replaced
from quizapp.study.states import States, row_of, state_from

FORMAT = "runquiz-progress"
VERSION = 1

_EVENTS = b'\n"events": [\n'
_LOG_ENDS = b"\n],\n"
_TAIL = re.compile(rb'\n\],\n"crc": "([0-9a-f]{8})"\}\n?\Z')
_END = re.compile(rb'\]\s*,\s*"crc"\s*:\s*"[^"]*"\s*\}\s*\Z')
_COUNT = re.compile(rb'"count": ?(\d{1,15})')
_REPLACED = ("id", "device", "at", "day", "what")


@dataclass(frozen=True, slots=True)
class Document:
    """A file whose last checksum fits."""

    version: int
    log: Stretch
    """The lines of the log, with a comma and a line end between two."""
    progress: Progress | None
    """The cached sums, or None when the rules they were made by are not ours."""


def read_document(file: Stretch, *, glancing: bool = False) -> Document | None:
    """The document, or None if the checksum does not fit: then it is damage, or someone's edit.

    `glancing` leaves states unread until they are asked for; odd ones raise OddStates then.
    """
    end = last_bytes(file, 64)
    tail = _TAIL.search(end)
    if tail is None:
        return None
    covered = file.size - len(end) + tail.start() + len(_LOG_ENDS)
    start, checksum = _checked(file.part(0, covered))
    if start is None or b"%08x" % checksum != tail[1]:
        return None
    try:
        head = head_from(bytes_of(file.part(0, start)))
    except (ValueError, RecursionError):
        return None
    version = head.get("version")
    if not isinstance(version, int) or head.get("format") != FORMAT:
        return None
    log = file.part(start + len(_EVENTS), covered - len(_LOG_ENDS))
    return Document(version, log, _cached(head, glancing=glancing) if version == VERSION else None)


def _checked(file: Stretch) -> tuple[int | None, int]:
    """Where the log begins, and the checksum of it all."""
    start, checksum, before, passed = None, 0, b"", 0
    for piece in file.pieces():
        checksum = zlib.crc32(piece, checksum)
        if start is None:
            window = before + piece
            at = window.find(_EVENTS)
            start = passed - len(before) + at if at >= 0 else None
            before, passed = window[-len(_EVENTS) :], passed + len(piece)
    return start, checksum


def write_document(progress: Progress, log: bytes) -> bytes:
    """The whole file."""
    return b"".join(document_pieces(document_head(progress), [log]))


def document_pieces(head: bytes, log: Iterable[bytes]) -> Iterator[bytes]:
    """The whole file, piece by piece."""
    checksum = 0
    for piece in chain([head], log, [_LOG_ENDS]):
        checksum = zlib.crc32(piece, checksum)
        yield piece
    yield b'"crc": "%08x"}\n' % checksum


def log_in(file: Stretch, head: int) -> Stretch:
    """The log in a file that was just written with a head of so many bytes."""
    return file.part(head, file.size - len(_LOG_ENDS) - len(b'"crc": "01234567"}\n'))


def document_head(progress: Progress) -> bytes:
    """All that comes before the log."""
    head = dump_head(
        {
            "format": FORMAT,
            "version": VERSION,
            "rules": RULES,
            "count": progress.count,
            "newest": progress.newest,
            "settings": progress.settings.as_dict(),
        },
        progress.states.columns(),
        {
            "days": _day_columns(progress),
            "recent": [_replaced_row(entry) for entry in progress.recent],
            "awaited": sorted(progress.awaited),
            "renamed": sorted(progress.renamed),
            "quizzes": quiz_rows(progress.quizzes),
            "calibration": progress.calibration.rows(),
        },
    )
    return head + b"," + _EVENTS


def is_ended(data: bytes) -> bool:
    """Whether a file ends as every whole one does, spacing aside."""
    return _END.search(data, max(len(data) - 200, 0)) is not None


def counted(data: bytes) -> int | None:
    """How many events a damaged file says it has."""
    found = _COUNT.search(data, 0, 400)
    return int(found[1]) if found else None


def _cached(head: dict[str, object], *, glancing: bool) -> Progress | None:
    """The sums in the head. They only save time, so that whatever is odd about them voids them."""
    if head.get("rules") != RULES:
        return None
    try:
        return _progress_from(head, glancing=glancing)
    except (KeyError, TypeError, ValueError, AttributeError, OddStates):
        return None


def _progress_from(head: dict[str, object], *, glancing: bool) -> Progress:
    states, days, settings = head["states"], head["days"], head["settings"]
    recent, newest, count = head["recent"], head["newest"], head["count"]
    awaited, renamed = head["awaited"], head["renamed"]
    calibration = head["calibration"]
    if not (isinstance(states, Mapping) and isinstance(days, dict) and isinstance(settings, dict)):
        raise TypeError("the sums are no objects")
    if not (isinstance(recent, list) and isinstance(newest, int) and isinstance(count, int)):
        raise TypeError("the head is not ours")
    if not (
        isinstance(awaited, list) and isinstance(renamed, list) and isinstance(calibration, list)
    ):
        raise TypeError("the head is not ours")
    return Progress(
        States(states if glancing and isinstance(states, FiledColumns) else whole(states)),
        _days_from(days),
        deque((_replaced_from(row) for row in recent), maxlen=RECENT),
        settings_from(settings),
        newest,
        count,
        frozenset(map(str, awaited)),
        frozenset(map(str, renamed)),
        quizzes_from(head["quizzes"]),
        calibration_from(calibration),
    )


def _day_columns(progress: Progress) -> dict[str, list[int]]:
    days = sorted(progress.days)
    columns: dict[str, list[int]] = {"day": list(days)}
    for name in DAY_COLUMNS:
        columns[name] = [getattr(progress.days[day], name) for day in days]
    return columns


def _days_from(columns: dict[str, list[int]]) -> dict[Day, DaySums]:
    rows = zip(*(columns[name] for name in DAY_COLUMNS), strict=True)
    return {Day(day): DaySums(*row) for day, row in zip(columns["day"], rows, strict=True)}


def _replaced_row(entry: Replaced) -> list[object]:
    before = [[card, list(row_of(state))] for card, state in entry.before]
    sums = [getattr(entry.sums, name) for name in DAY_COLUMNS]
    return [*(getattr(entry, name) for name in _REPLACED), before, sums, entry.is_quiz]


def _replaced_from(row: list[object]) -> Replaced:
    event, device, at, day, what, before, sums, is_quiz = row
    if not (isinstance(at, int) and isinstance(day, int)):
        raise TypeError("no such time")
    if not (isinstance(before, list) and isinstance(sums, list)):
        raise TypeError("no such state")
    states = tuple((str(card), state_from(state)) for card, state in before)
    names = (str(event), str(device))
    return Replaced(*names, at, Day(day), str(what), states, DaySums(*sums), bool(is_quiz))
