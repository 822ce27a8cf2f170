"""Due dates that the learner changes: of one card, or of all cards after a setting has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quizapp.domain.event import DueSet, Moved, Rescheduled
from quizapp.domain.memory import Day, Reviewing, phase_of
from quizapp.errors import UsageError
from quizapp.scheduling.study_day import EPOCH, iso_day
from quizapp.scheduling.wording import plural
from quizapp.study.agenda import load_ahead, scheduler_of
from quizapp.study.ports import Desk, Receipt
from quizapp.study.recording import record

MOST_MOVED = 5_000
"""Cards that one event moves at most: its line must not be too long."""


@dataclass(frozen=True, slots=True)
class Reschedule:
    """What computing all due days again would change."""

    moves: tuple[Moved, ...]
    sooner: int
    """Cards that would come back sooner; the others come back later."""
    due_before: int
    due_after: int
    """Cards due today, before and after."""

    @property
    def in_words(self) -> str:
        """`12 cards: 8 sooner, 4 later; due today: 3 before, 9 after`."""
        moved = f"{plural(len(self.moves), 'card')}: {self.sooner} sooner, {self.later} later"
        return f"{moved}; due today: {self.due_before} before, {self.due_after} after"

    @property
    def how_to_undo(self) -> str:
        """The command that undoes it; each event takes an undo of its own."""
        times = -(-len(self.moves) // MOST_MOVED)
        return (
            "'runquiz undo' undoes it"
            if times == 1
            else f"run 'runquiz undo' {times} times to undo it"
        )

    @property
    def later(self) -> int:
        """Cards that would come back later."""
        return len(self.moves) - self.sooner


def set_due_date(desk: Desk, card: str, when: date) -> Receipt:
    """Set the due date of a card in review. Raises UsageError if that makes no sense."""
    memory = desk.store.progress.states[card].memory
    if not isinstance(memory, Reviewing):
        phase = phase_of(memory)
        said = "new" if phase == "new" else f"in {phase}"
        raise UsageError(f"{card} is {said}: only a card in review has a due date")
    due_day, today = Day((when - EPOCH).days), desk.today()
    if due_day < today:
        raise UsageError(f"a due date can't be in the past; today is {iso_day(today)}")
    longest = desk.store.progress.settings.longest_interval
    if due_day - today > longest:
        raise UsageError(f"a due date can't be later than the longest interval, {longest} days")
    return record(desk, DueSet(card, due_day))


def reschedule(desk: Desk) -> Reschedule:
    """The due days that the settings of now would give to all cards in review of the decks.

    Recorded days are never changed by themselves: this is what the learner is asked about.
    """
    progress, today = desk.store.progress, desk.today()
    cards = [card for deck in desk.shelf.decks() for card in deck.ids if card in progress.states]
    scheduler = scheduler_of(progress, desk.zone)
    load = load_ahead(progress, frozenset(cards), today)
    due_before = load[today]
    moves: list[Moved] = []
    sooner = 0
    for card in cards:
        state = progress.states[card]
        memory = state.memory
        if not isinstance(memory, Reviewing) or state.suspended:
            continue
        before = max(memory.due_day, today)
        load[before] -= 1
        due_day = scheduler.rescheduled(memory, load)
        after = max(due_day, today)
        load[after] += 1
        if after != before:
            moves.append(Moved(card, due_day, state.last, state.history))
            sooner += after < before
    return Reschedule(tuple(moves), sooner, due_before, load[today])


def apply_reschedule(desk: Desk, planned: Reschedule) -> Sequence[Receipt]:
    """Record the new due days: one event, or a few for very many cards."""
    starts = range(0, len(planned.moves), MOST_MOVED)
    parts = (planned.moves[start : start + MOST_MOVED] for start in starts)
    return [record(desk, Rescheduled(part)) for part in parts]
