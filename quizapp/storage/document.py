"""The progress file as one document: a head with the cached sums, the log, and a checksum."""

from __future__ import annotations

import json
import re
import zlib
from collections import deque
from dataclasses import dataclass

from quizapp.domain.memory import Day
from quizapp.domain.settings import settings_from
from quizapp.storage.quiz_rows import quiz_rows, quizzes_from
from quizapp.study.calibration import calibration_from
from quizapp.study.fold import DAY_COLUMNS, RULES, DaySums
from quizapp.study.progress import RECENT, Progress, Replaced
from quizapp.study.states import COLUMNS, States, row_of, state_from

FORMAT = "runquiz-progress"
VERSION = 1

_EVENTS = b'\n"events": [\n'
_TAIL = re.compile(rb'\n\],\n"crc": "([0-9a-f]{8})"\}\n?\Z')
_END = re.compile(rb'\]\s*,\s*"crc"\s*:\s*"[^"]*"\s*\}\s*\Z')
_COUNT = re.compile(rb'"count": ?(\d{1,15})')
_REPLACED = ("id", "device", "at", "day", "what")


@dataclass(frozen=True, slots=True)
class Document:
    """A file whose last checksum fits."""

    version: int
    log: bytes
    """The lines of the log, with a comma and a line end between two."""
    progress: Progress | None
    """The cached sums, or None when the rules they were made by are not ours."""


def read_document(data: bytes) -> Document | None:
    """The document, or None if the checksum does not fit: then it is damage, or someone's edit."""
    tail = _TAIL.search(data, max(len(data) - 64, 0))
    start = data.find(_EVENTS)
    if tail is None or start < 0:
        return None
    covered = tail.start() + len(b"\n],\n")
    if f"{zlib.crc32(memoryview(data)[:covered]):08x}".encode() != tail[1]:
        return None
    try:
        head = json.loads(data[:start].rstrip(b",\n") + b"}")
    except (ValueError, RecursionError):
        return None
    version = head.get("version") if isinstance(head, dict) else None
    if not isinstance(version, int) or head.get("format") != FORMAT:
        return None
    log = data[start + len(_EVENTS) : tail.start()]
    return Document(version, log, _cached(head) if version == VERSION else None)


def write_document(progress: Progress, log: bytes) -> bytes:
    """The whole file."""
    head = _dump(
        {
            "format": FORMAT,
            "version": VERSION,
            "rules": RULES,
            "count": progress.count,
            "newest": progress.newest,
            "settings": progress.settings.as_dict(),
        }
    )
    lines = (
        head[:-1],
        b',\n"states": ' + _dump(progress.states.columns()),
        b',\n"days": ' + _dump(_day_columns(progress)),
        b', "recent": ' + _dump([_replaced_row(entry) for entry in progress.recent]),
        b', "awaited": ' + _dump(sorted(progress.awaited)),
        b', "renamed": ' + _dump(sorted(progress.renamed)),
        b', "quizzes": ' + _dump(quiz_rows(progress.quizzes)),
        b', "calibration": ' + _dump(progress.calibration.rows()),
        b"," + _EVENTS + log + b"\n],\n",
    )
    body = b"".join(lines)
    return body + b'"crc": "%08x"}\n' % zlib.crc32(body)


def is_ended(data: bytes) -> bool:
    """Whether a file ends as every whole one does, spacing aside."""
    return _END.search(data, max(len(data) - 200, 0)) is not None


def counted(data: bytes) -> int | None:
    """How many events a damaged file says it has."""
    found = _COUNT.search(data, 0, 400)
    return int(found[1]) if found else None


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _cached(head: dict[str, object]) -> Progress | None:
    """The sums in the head. They only save time, so that whatever is odd about them voids them."""
    if head.get("rules") != RULES:
        return None
    try:
        return _progress_from(head)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _progress_from(head: dict[str, object]) -> Progress:
    states, days, settings = head["states"], head["days"], head["settings"]
    recent, newest, count = head["recent"], head["newest"], head["count"]
    awaited, renamed = head["awaited"], head["renamed"]
    calibration = head["calibration"]
    if not (isinstance(states, dict) and isinstance(days, dict) and isinstance(settings, dict)):
        raise TypeError("the sums are no objects")
    if not (isinstance(recent, list) and isinstance(newest, int) and isinstance(count, int)):
        raise TypeError("the head is not ours")
    if not (
        isinstance(awaited, list) and isinstance(renamed, list) and isinstance(calibration, list)
    ):
        raise TypeError("the head is not ours")
    if len({len(states[name]) for name in ("card", *COLUMNS)}) != 1:
        raise ValueError("columns of unequal length")
    return Progress(
        States(states),
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
