"""Converts the attempts at quizzes to plain rows in the file's head, and back.

Only this program writes them, and a checksum covers them: anything unexpected is a cache miss.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass
from typing import Any

from quizapp.domain.memory import Day
from quizapp.domain.quiz_events import QuizAnswered, QuizOpened
from quizapp.domain.quiz_setup import QuizSetup
from quizapp.study.log.attempts import Attempt, Attempts, CalibrationBin, PastAttempt

Row = list[Any]


def attempt_rows(attempts: Attempts) -> dict[str, object]:
    """The rows of all attempts; a setup shared by several attempts is written once."""
    setups: dict[QuizSetup, int] = {}
    past = []
    for attempt in attempts.past:
        place = setups.setdefault(attempt.setup, len(setups))
        past.append([place if name == "setup" else getattr(attempt, name) for name in _PAST])
    return {
        "going": [_attempt_row(attempt) for attempt in attempts.unfinished.values()],
        "whole": [_attempt_row(attempt) for attempt in attempts.recent.values()],
        "setups": [_row(setup) for setup in setups],
        "past": past,
        "applied": {attempt: list(events) for attempt, events in attempts.applied.items()},
        "mistaken": [[*pair, count] for pair, count in attempts.mix_ups.items()],
        "calibration": [_row(part) for part in attempts.calibration],
        "setup": None if attempts.setup is None else _row(attempts.setup),
    }


def attempts_from(value: object) -> Attempts:
    """The attempts from the rows of `attempt_rows`. Anything else may raise any exception."""
    if not isinstance(value, dict):
        raise TypeError("the quizzes are not an object")
    setups = [_setup(row) for row in value["setups"]]
    unfinished = [_attempt(row) for row in value["going"]]
    recent = [_attempt(row) for row in value["whole"]]
    return Attempts(
        {attempt.id: attempt for attempt in unfinished},
        {attempt.id: attempt for attempt in recent},
        [_past(row, setups) for row in value["past"]],
        {str(name): tuple(map(str, events)) for name, events in value["applied"].items()},
        Counter({(str(one), str(other)): int(count) for one, other, count in value["mistaken"]}),
        [CalibrationBin(*map(int, row)) for row in value["calibration"]],
        None if value["setup"] is None else _setup(value["setup"]),
    )


_PAST = tuple(field.name for field in fields(PastAttempt))


def _row(value: object) -> Row:
    """A dataclass's values in the order of its fields; nested dataclasses become rows, too."""
    if not is_dataclass(value):
        raise TypeError("not a dataclass")
    found = (getattr(value, field.name) for field in fields(value))
    return [_row(each) if is_dataclass(each) else _plain(each) for each in found]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _attempt_row(attempt: Attempt) -> Row:
    return [
        *(attempt.id, attempt.at, attempt.day),
        _row(attempt.opened),
        [_row(answer) for answer in attempt.answers.values()],
        attempt.used,
        [[place, ms] for place, ms in attempt.left.items()],
        None if attempt.counted is None else list(attempt.counted),
    ]


def _attempt(row: Row) -> Attempt:
    name, at, day, opened, answers, used, left, counted = row
    found = [QuizAnswered(*answer) for answer in answers]
    return Attempt(
        str(name),
        int(at),
        Day(day),
        _opened(opened),
        {answer.place: answer for answer in found},
        int(used),
        {int(place): int(ms) for place, ms in left},
        None if counted is None else tuple(counted),
    )


def _opened(row: Row) -> QuizOpened:
    setup, *rest = row
    return QuizOpened(_setup(setup), *map(_tuple, rest))


def _setup(row: Row) -> QuizSetup:
    return QuizSetup(*map(_tuple, row))


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _past(row: Row, setups: list[QuizSetup]) -> PastAttempt:
    values = dict(zip(_PAST, row, strict=True))
    values["setup"] = setups[values["setup"]]
    return PastAttempt(**values)
