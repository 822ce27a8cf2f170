"""The learning and relearning steps of a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.memory import Grade


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a card waits on its step."""

    seconds: int
    step: int


GRADUATES = None
"""The card leaves the steps and comes back after days."""


def first_wait(steps: Sequence[int]) -> Wait | None:
    """The first wait of a card that starts on the steps; without steps it graduates."""
    return Wait(steps[0], 0) if steps else GRADUATES


def next_wait(steps: Sequence[int], step: int, grade: Grade) -> Wait | None:
    """The wait of a card on a step after a grade, or None if it graduates.

    Hard on the first of several steps waits for the mean of the first two, on a single step for one
    and a half times that step, and on a later step for that step again.
    """
    if not steps:
        return GRADUATES
    step = min(max(step, 0), len(steps) - 1)
    match grade:
        case Grade.AGAIN:
            return Wait(steps[0], 0)
        case Grade.HARD:
            return Wait(_hard_seconds(steps, step), step)
        case Grade.GOOD if step + 1 < len(steps):
            return Wait(steps[step + 1], step + 1)
        case _:
            return GRADUATES


def _hard_seconds(steps: Sequence[int], step: int) -> int:
    if step > 0:
        return steps[step]
    if len(steps) == 1:
        return steps[0] * 3 // 2
    return (steps[0] + steps[1] + 1) // 2
