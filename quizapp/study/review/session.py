"""A review session: question, answer, grade, next. It knows neither screen nor disk."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TypeAlias

from quizapp.domain.cards.card import Card, options_of
from quizapp.domain.cards.deck import Deck
from quizapp.domain.event import Buried, Marked, Suspended, Undone
from quizapp.domain.judging.answer import Answer
from quizapp.domain.judging.judge import judge
from quizapp.domain.memory import Grade
from quizapp.scheduling.queue import Finished, Later, Next
from quizapp.scheduling.wording import plural
from quizapp.study.agenda import scheduler_of
from quizapp.study.log.undo_log import CARD, UndoEntry
from quizapp.study.ports import Desk
from quizapp.study.question import (
    NO_OUTCOMES,
    Change,
    Graded,
    Question,
    Revealed,
    Tally,
    review_event,
    shuffled_options,
)
from quizapp.study.recording import record, state_of
from quizapp.study.review.lineup import CramLineup, Lineup

ReviewTurn: TypeAlias = Question | Later | Finished


class ReviewSession:
    """Asks the day's cards of some decks one by one, and records each answer."""

    def __init__(
        self,
        desk: Desk,
        decks: Sequence[Deck],
        *,
        cram: bool = False,
        limit: int | None = None,
        ahead: int = 0,
    ) -> None:
        self.desk = desk
        self.decks = decks
        self.is_cram = cram
        self.limit = limit
        self.ahead = ahead
        self._graded: list[str] = []
        """The card of each graded answer, without undone ones."""
        self.question: Question | None = None
        self.revealed: Revealed | None = None
        self._lineup = CramLineup(desk, decks) if cram else Lineup(desk, decks, ahead)
        self._shown_at = 0.0
        self._paused_at = 0.0

    @property
    def done(self) -> int:
        """Graded answers so far."""
        return len(self._graded)

    @property
    def cards_done(self) -> int:
        """Cards graded so far, each counted once."""
        return len(set(self._graded))

    @property
    def tally(self) -> Tally:
        """The cards left, the open question included."""
        return self._lineup.tally()

    def advance(self) -> ReviewTurn:
        """The next question, or why there is none."""
        self.question = self.revealed = None
        if self.limit is not None and self.done >= self.limit:
            return Finished()
        turn = self._lineup.turn(self.desk.clock.now())
        if not isinstance(turn, Next):
            return turn
        card = self._lineup.cards[turn.card]
        state = self.desk.store.progress.states[turn.card]
        self.question = Question(card, state, shuffled_options(card, self.desk.rng))
        self._shown_at = self.desk.clock.monotonic()
        return self.question

    def reveal(self, answer: Answer | None = None) -> Revealed:
        """Show the answer, and judge the given answer, if there is one."""
        question = self._open_question()
        judgement = None if answer is None else judge(question.card, answer, question.shown)
        now = self.desk.clock.now()
        scheduler = scheduler_of(self.desk.store.progress, self.desk.zone)
        outcomes = NO_OUTCOMES
        if not self.is_cram:
            outcomes = scheduler.outcomes(question.state.memory, now, self._lineup.load(now))
        day = scheduler.calendar.day(now)
        self.revealed = Revealed(question, answer, judgement, outcomes, day)
        return self.revealed

    def renew(self) -> Revealed:
        """The revealed card with current outcomes.

        They are computed again if the study day has changed since, or if an undo or another window
        has changed the memory of the card.
        """
        revealed = self._revealed()
        self.desk.store.refresh()
        state = state_of(self.desk, revealed.question.card.about.id)
        if state.memory == revealed.question.state.memory and revealed.day == self.desk.today():
            return revealed
        self.question = dataclasses.replace(revealed.question, state=state)
        return self.reveal(revealed.answer)

    def grade(self, grade: Grade) -> Graded:
        """Record a grade with the outcome that its tile showed, unless that is out of date.

        Then it is recorded with the current outcome; see `renew`.
        """
        card = self._revealed().question.card
        self._graded.append(card.about.id)
        if self.is_cram:
            self._lineup.skip(card.about.id)
            return Graded(card, grade, None, None)
        revealed = self.renew()
        ms = round((self.desk.clock.monotonic() - self._shown_at) * 1000)
        event = review_event(revealed, grade, ms, self.desk.store.progress.settings)
        receipt = record(self.desk, event)
        memory = revealed.outcomes[grade]
        if event.suspends:
            self._lineup.drop(card.about.id)
        else:
            self._lineup.answered(card.about.id, revealed.question.state.memory, memory)
        leech_lapses = revealed.question.state.lapses_after(grade) if event.leech else 0
        return Graded(card, grade, memory, receipt, leech_lapses)

    def undo(self) -> Change | None:
        """Undo this device's newest change; its card comes next.

        A rename stays: it changes a deck file, and the ids of the cards that are being asked.
        """
        entry = self.desk.store.undoable(renames=False)
        if entry is None:
            return None
        was_mark = self._was_mark(entry)
        receipt = record(self.desk, Undone(entry.id))
        if entry.sort != CARD:
            self._lineup.replan()
            if entry.is_quiz:
                words, what = "applying the quiz", f"quiz/{entry.what}"
            else:
                words = what = entry.in_words
            return Change("undone", what, receipt, moves=False, words=words)
        if entry.sums.answers and self._graded:
            self._graded.pop()
        comes_back = entry.what in self._lineup.cards and not was_mark
        if comes_back:
            self._lineup.put_first(entry.what)
        return Change("undone", entry.what, receipt, moves=comes_back)

    def _was_mark(self, entry: UndoEntry) -> bool:
        """Whether the change only set or removed the mark of a card."""
        states = self.desk.store.progress.states
        return any(states[card].marked != before.marked for card, before in entry.before)

    def suspend(self) -> Change:
        """Take the card out until it is unsuspended."""
        return self._set_aside("suspended", Suspended(self._open_id()))

    def bury(self) -> Change:
        """Take the card out until tomorrow."""
        return self._set_aside("buried", Buried(self._open_id()))

    def mark(self) -> Change:
        """Set or remove the mark of the card."""
        card = self._open_id()
        on = not self.desk.store.progress.states[card].marked
        what = "marked" if on else "unmarked"
        return Change(what, card, record(self.desk, Marked(card, on)), moves=False)

    def pause(self) -> None:
        """Stop timing the answer while the learner does something else."""
        self._paused_at = self.desk.clock.monotonic()

    def resume(self) -> None:
        """Continue timing the answer."""
        self._shown_at += self.desk.clock.monotonic() - self._paused_at

    def edited(self, entry: str, cards: Sequence[Card]) -> ReviewTurn:
        """Show the open card with its new text after an edit, or the next card if it is gone.

        If its answer was shown, it is shown again, with the given answer where that still fits.
        """
        ending = self._open_id().removeprefix(entry)
        self._lineup.edited(entry, cards)
        same = (card for card in cards if card.about.id.removeprefix(card.about.entry) == ending)
        card = next(same, None)
        if card is None:
            return self.advance()
        if card.about.entry != entry:
            self._lineup.put_first(card.about.id)
        before, revealed = self._open_question(), self.revealed
        has_same = sorted(before.shown) == sorted(options_of(card))
        shown = before.shown if has_same else shuffled_options(card, self.desk.rng)
        state = self.desk.store.progress.states[card.about.id]
        self.question, self.revealed = Question(card, state, shown), None
        if revealed is not None:
            fits = has_same and type(card) is type(before.card)
            self.reveal(revealed.answer if fits else None)
        return self.question

    def skip(self) -> None:
        """Leave the card ungraded; it is not shown again in this session."""
        self._lineup.skip(self._open_id())

    def _set_aside(self, what: str, payload: Suspended | Buried) -> Change:
        receipt = record(self.desk, payload)
        self._lineup.drop(payload.card)
        return Change(what, payload.card, receipt)

    def _revealed(self) -> Revealed:
        if self.revealed is None:
            raise AssertionError("a card can be graded only once its answer is shown")
        return self.revealed

    def _open_id(self) -> str:
        return self._open_question().card.about.id

    def _open_question(self) -> Question:
        if self.question is None:
            raise AssertionError("no card is open")
        return self.question


def nothing_due(session: ReviewSession) -> str:
    """What is said of a session without any card."""
    days = session.ahead
    return f"Nothing is due in the next {plural(days, 'day')}" if days else "Nothing is due"
