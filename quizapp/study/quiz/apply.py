"""How a finished quiz changes the schedule, if the learner applies it.

Questions that were skipped or ran out of time change nothing. A wrong answer brings a card in
review back today. A right one counts as Good only if it was typed without a hint, and the card was
due and had not been answered today. New cards are not changed, and no card is changed more than
once a day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from quizapp.domain.event import Undone
from quizapp.domain.memory import (
    Answered,
    CardState,
    Day,
    Grade,
    New,
    Reviewing,
    phase_of,
)
from quizapp.domain.quiz_events import QuizAnswered, QuizApplied, QuizChange
from quizapp.domain.quiz_setup import RIGHT, WRONG
from quizapp.scheduling.scheduler import Scheduler
from quizapp.study.agenda import load_ahead, scheduler_of
from quizapp.study.log.attempts import Attempt
from quizapp.study.ports import Desk, Receipt
from quizapp.study.recording import record


@dataclass(frozen=True, slots=True)
class DueChange:
    """The memory of one card before and after."""

    before: Answered
    after: Answered
    change: QuizChange

    @property
    def is_good(self) -> bool:
        """Whether it counts as a grade of Good; if not, the card only becomes due today."""
        return self.change.phase is not None


def due_changes(desk: Desk, attempt: Attempt, cards: Collection[str]) -> tuple[DueChange, ...]:
    """The changes that applying an attempt would make now, for cards still in the decks."""
    progress = desk.store.progress
    if attempt.id in progress.attempts.applied:
        return ()
    now = desk.clock.now()
    scheduler = scheduler_of(progress, desk.zone)
    load = load_ahead(progress, cards, scheduler.calendar.day(now))
    found: dict[str, DueChange] = {}
    for index in sorted(attempt.answers):
        answer = attempt.answers[index]
        if answer.card in cards and answer.card not in found:
            state = progress.states[answer.card]
            if _was_answered_since(state, attempt):
                continue
            move = _move(answer, state, scheduler, now, load)
            if move is not None:
                found[answer.card] = move
    return tuple(found.values())


def apply_attempt(desk: Desk, attempt: Attempt, planned: tuple[DueChange, ...]) -> Receipt:
    """Apply the changes to the schedule, as one step that a single undo reverts."""
    return record(desk, QuizApplied(attempt.id, tuple(move.change for move in planned)))


def undo_apply(desk: Desk, attempt: Attempt) -> Receipt | None:
    """Undo applying an attempt, on any device; None if it was not applied."""
    receipt = None
    for event in desk.store.progress.attempts.applied.get(attempt.id, ()):
        receipt = record(desk, Undone(event))
    return receipt


def _was_answered_since(state: CardState, attempt: Attempt) -> bool:
    """Whether the card was reviewed after the quiz began, which makes the quiz out of date."""
    memory = state.memory
    if isinstance(memory, New):
        return False
    return memory.day > attempt.day or (memory.day == attempt.day and state.at > attempt.at)


def _move(
    answer: QuizAnswered,
    state: CardState,
    scheduler: Scheduler,
    now: datetime,
    load: Counter[Day],
) -> DueChange | None:
    today = scheduler.calendar.day(now)
    if state.suspended or isinstance(state.memory, New) or state.quizzed == today:
        return None
    if answer.result == WRONG:
        return _back_today(answer.card, state, today)
    if answer.result == RIGHT and answer.typed:
        return _good(answer.card, state, scheduler, now, load)
    return None


def _back_today(card: str, state: CardState, today: Day) -> DueChange | None:
    """Make a card in review due today, and change nothing else; None if that changes nothing."""
    memory = state.memory
    if not isinstance(memory, Reviewing) or memory.due_day <= today:
        return None
    change = QuizChange(card, due_day=today, after=state.last, history=state.history)
    return DueChange(memory, replace(memory, due_day=today), change)


def _good(
    card: str, state: CardState, scheduler: Scheduler, now: datetime, load: Counter[Day]
) -> DueChange | None:
    """Grade it Good; None unless it is due and was not answered today."""
    memory = state.memory
    calendar = scheduler.calendar
    today = calendar.day(now)
    if isinstance(memory, New) or memory.day >= today:
        return None
    if calendar.due_at(memory) > now.timestamp():
        return None
    after = scheduler.outcomes(memory, now, load)[Grade.GOOD]
    phase = phase_of(after)
    if isinstance(after, Reviewing):
        load[after.due_day] += 1
        change = QuizChange(card, None, phase, None, after.due_day, state.last, state.history)
    else:
        change = QuizChange(card, after.due, phase, after.step, None, state.last, state.history)
    return DueChange(memory, after, change)
