"""The progress file as one document: a head with the cached sums, the log, and a checksum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quizapp.domain.cards.names import names_from
from quizapp.domain.memory import Day
from quizapp.domain.settings import settings_from
from quizapp.errors import InvalidStates
from quizapp.storage.progress.format.attempt_rows import attempt_rows, attempts_from
from quizapp.storage.progress.format.byte_range import ByteRange
from quizapp.storage.progress.format.frame import FORMAT, VERSION, read_frame
from quizapp.storage.progress.format.head import checked_columns, dump_head
from quizapp.study.log.calibration import calibration_from
from quizapp.study.log.day_sums import DAY_COLUMNS, DaySums, day_columns, days_from
from quizapp.study.log.progress import Progress
from quizapp.study.log.progress_view import RULES
from quizapp.study.log.state_rows import integer, row_of, state_from
from quizapp.study.log.states import States
from quizapp.study.log.undo_log import UndoEntry, UndoLog

_STAMP = ("id", "device", "at", "serial")


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
    if progress is not None:
        progress.has_twins = frame.has_twins
    return Document(frame.version, frame.log, progress)


def document_head(progress: Progress) -> bytes:
    """The text before the log."""
    names = progress.names
    return dump_head(
        {
            "format": FORMAT,
            "version": VERSION,
            "rules": RULES,
            "count": progress.count,
            "newest": progress.newest,
            "settings_at": progress.settings_at,
            "settings": progress.settings.as_dict(),
        },
        progress.states.columns(),
        {
            "days": day_columns(progress.days),
            "recent": [_undo_row(entry) for entry in progress.recent.entries],
            "older": sorted(progress.recent.older),
            "awaited": sorted(progress.awaited),
            "names": [dict(sorted(each.items())) for each in (names.cards, names.decks)],
            "serials": dict(sorted(progress.serials.items())),
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
    """The sums. Raises all sorts of exceptions if they are not as `document_head` writes them."""
    states, days, settings = head["states"], head["days"], head["settings"]
    newest, settings_at, count = head["newest"], head["settings_at"], head["count"]
    if not (isinstance(states, Mapping) and isinstance(days, dict) and isinstance(settings, dict)):
        raise TypeError("the sums are not objects")
    return Progress(
        States(checked_columns(states)),
        days_from(days),
        UndoLog(list(map(_undo_entry, _list(head["recent"]))), set(map(str, _list(head["older"])))),
        settings_from(settings),
        integer(settings_at),
        integer(newest),
        integer(count),
        frozenset(map(str, _list(head["awaited"]))),
        names_from(head["names"]),
        attempts_from(head["quizzes"]),
        calibration_from(_list(head["calibration"])),
        {device: integer(serial) for device, serial in _object(head["serials"]).items()},
    )


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value


def _undo_row(entry: UndoEntry) -> list[object]:
    """An entry as plain values; of one that was undone only the stamp is kept."""
    stamp = [getattr(entry, name) for name in _STAMP]
    if entry.is_undone:
        return stamp
    before = [[card, list(row_of(state))] for card, state in entry.before]
    sums = [getattr(entry.sums, name) for name in DAY_COLUMNS]
    return [*stamp, entry.day, entry.what, before, sums, entry.sort]


def _undo_entry(row: list[Any]) -> UndoEntry:
    event, device, at, serial, *rest = row
    stamp = (str(event), str(device), integer(at), integer(serial))
    if not rest:
        return UndoEntry(*stamp, is_undone=True)
    day, what, before, sums, sort = rest
    states = tuple((str(card), state_from(state)) for card, state in _list(before))
    summed = DaySums(*map(integer, sums))
    return UndoEntry(*stamp, Day(integer(day)), str(what), states, summed, str(sort))
