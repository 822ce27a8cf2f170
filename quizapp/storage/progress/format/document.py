"""The progress file as one document: a head with the cached sums, the log, and a checksum."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.domain.memory import Day
from quizapp.domain.settings import settings_from
from quizapp.errors import InvalidStates
from quizapp.storage.progress.format.attempt_rows import attempt_rows, attempts_from
from quizapp.storage.progress.format.byte_range import ByteRange
from quizapp.storage.progress.format.frame import FORMAT, VERSION, read_frame
from quizapp.storage.progress.format.head import checked_columns, dump_head
from quizapp.study.log.calibration import calibration_from
from quizapp.study.log.day_sums import DAY_COLUMNS, DaySums, day_columns, days_from
from quizapp.study.log.progress import RECENT, Progress, UndoEntry
from quizapp.study.log.progress_view import RULES
from quizapp.study.log.state_rows import row_of, state_from
from quizapp.study.log.states import States

_REPLACED = ("id", "device", "at", "day", "what")


@dataclass(frozen=True, slots=True)
class Document:
    """An intact file: its log, and the sums cached in its head."""

    version: int
    log: ByteRange
    """The lines of the log, separated by commas and line ends."""
    progress: Progress | None
    """The cached sums; None if they were computed by other rules than the current ones."""


def read_document(file: ByteRange) -> Document | None:
    """The document; None if the checksum is wrong: the file is damaged or was edited."""
    frame = read_frame(file)
    if frame is None:
        return None
    progress = _cached(frame.head) if frame.version == VERSION else None
    return Document(frame.version, frame.log, progress)


def document_head(progress: Progress) -> bytes:
    """The text before the log."""
    return dump_head(
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
            "days": day_columns(progress.days),
            "recent": [_replaced_row(entry) for entry in progress.recent],
            "awaited": sorted(progress.awaited),
            "renamed": sorted(progress.renamed),
            "quizzes": attempt_rows(progress.attempts),
            "calibration": progress.calibration.rows(),
        },
    )


def _cached(head: Mapping[str, object]) -> Progress | None:
    """The sums in the head; None if anything is unexpected: they can be computed again."""
    if head.get("rules") != RULES:
        return None
    try:
        return _progress_from(head)
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, InvalidStates):
        return None


def _progress_from(head: Mapping[str, object]) -> Progress:
    states, days, settings = head["states"], head["days"], head["settings"]
    recent, newest, count = head["recent"], head["newest"], head["count"]
    awaited, renamed = head["awaited"], head["renamed"]
    calibration = head["calibration"]
    if not (isinstance(states, Mapping) and isinstance(days, dict) and isinstance(settings, dict)):
        raise TypeError("the sums are not objects")
    if not (isinstance(recent, list) and isinstance(newest, int) and isinstance(count, int)):
        raise TypeError("a field of the head has the wrong type")
    if not (
        isinstance(awaited, list) and isinstance(renamed, list) and isinstance(calibration, list)
    ):
        raise TypeError("a field of the head has the wrong type")
    return Progress(
        States(checked_columns(states)),
        days_from(days),
        deque((_replaced_from(row) for row in recent), maxlen=RECENT),
        settings_from(settings),
        newest,
        count,
        frozenset(map(str, awaited)),
        frozenset(map(str, renamed)),
        attempts_from(head["quizzes"]),
        calibration_from(calibration),
    )


def _replaced_row(entry: UndoEntry) -> list[object]:
    before = [[card, list(row_of(state))] for card, state in entry.before]
    sums = [getattr(entry.sums, name) for name in DAY_COLUMNS]
    return [*(getattr(entry, name) for name in _REPLACED), before, sums, entry.is_quiz]


def _replaced_from(row: list[object]) -> UndoEntry:
    event, device, at, day, what, before, sums, is_quiz = row
    if not (isinstance(at, int) and isinstance(day, int)):
        raise TypeError("the time is not an integer")
    if not (isinstance(before, list) and isinstance(sums, list)):
        raise TypeError("the states or sums are not a list")
    states = tuple((str(card), state_from(state)) for card, state in before)
    names = (str(event), str(device))
    return UndoEntry(*names, at, Day(day), str(what), states, DaySums(*sums), bool(is_quiz))
