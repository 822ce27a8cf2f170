"""What home, `due` and `stats` say: counts, streaks and sums. Pure; one source for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, tzinfo
from random import Random

from quizapp.domain.cards.card_id import deck_of
from quizapp.domain.cards.deck import Deck
from quizapp.domain.memory import Day, New, Reviewing
from quizapp.scheduling.day_plan import Eligible, Plan, StudyDay, plan
from quizapp.study.agenda import calendar_of, limits_left, study_day_of
from quizapp.study.log.day_sums import DaySums
from quizapp.study.log.progress_view import ProgressView

DEFAULT_SECONDS = 8.0
"""The time that an answer is assumed to take until some have been measured."""
ANSWERS_A_NEW_CARD = 2
"""A new card is answered at least twice on its first day."""
PACE_DAYS = 30
"""The pace is measured over this many days."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Cards left today, after the limits, and the minutes they will take."""

    due: int
    new: int
    learning: int
    minutes: float

    @property
    def left(self) -> int:
        """Cards of every sort."""
        return self.due + self.new + self.learning


@dataclass(frozen=True, slots=True)
class DeckSummary:
    """One deck on the home screen."""

    id: str
    title: str
    cards: int
    counts: Counts
    """Its share of the day, when all decks are reviewed together."""
    alone: Counts
    """What reviewing it alone would bring: it then has the day's limits to itself."""
    learnt: float
    """The share of its cards that have left learning."""


@dataclass(frozen=True, slots=True)
class Streak:
    """Study days in a row with an answer."""

    now: int
    best: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The numbers of the home screen."""

    today: Day
    total: Counts
    decks: tuple[DeckSummary, ...]
    done: int
    """Cards answered today that are not asked again today."""
    streak: Streak
    answers: Mapping[Day, int]
    """Answers by study day."""


def overview(
    decks: Sequence[Deck], progress: ProgressView, now: datetime, zone: tzinfo | None
) -> Overview:
    """Everything that the home screen shows."""
    today = study_day_of(progress, calendar_of(progress, zone), now)
    pace = seconds_per_answer(progress.days, today.day)
    eligible, learnt = progress.states.eligible(today), progress.states.learnt()
    every = _plan(decks, progress, eligible, today)
    lines = tuple(
        _line(deck, learnt, every, _plan([deck], progress, eligible, today), pace) for deck in decks
    )
    answers = {
        day: sums.answers
        for day, sums in progress.days.items()
        if sums.answers and day <= today.day
    }
    return Overview(
        today.day,
        counts(every, pace),
        lines,
        _done(decks, progress, today),
        streak(answers, today.day),
        answers,
    )


def due_counts(
    decks: Sequence[Deck], progress: ProgressView, now: datetime, zone: tzinfo | None
) -> tuple[Counts, list[Counts]]:
    """What there is to do today, and each deck's share of it: all that `due` needs."""
    today = study_day_of(progress, calendar_of(progress, zone), now)
    pace = seconds_per_answer(progress.days, today.day)
    every = _plan(decks, progress, progress.states.eligible(today), today)
    return counts(every, pace), [counts(_part(deck, every), pace) for deck in decks]


def counts(plan: Plan, pace: float) -> Counts:
    """A plan in numbers; `pace` is the seconds an answer takes."""
    due, new, learning = len(plan.reviews), len(plan.new), len(plan.learning)
    return Counts(due, new, learning, (due + learning + ANSWERS_A_NEW_CARD * new) * pace / 60)


def seconds_per_answer(days: Mapping[Day, DaySums], today: Day) -> float:
    """How long an answer took on average lately."""
    lately = [sums for day, sums in days.items() if today - PACE_DAYS < day <= today]
    answers = sum(sums.answers for sums in lately)
    return sum(sums.ms for sums in lately) / answers / 1000 if answers else DEFAULT_SECONDS


def streak(days: Iterable[Day], today: Day) -> Streak:
    """The streak up to today, or to yesterday while today has no answer; and the longest ever."""
    answered = set(days)
    last = today if today in answered else Day(today - 1)
    now = 0
    while last - now in answered:
        now += 1
    starts = [day for day in answered if day - 1 not in answered]
    return Streak(now, max((_run(start, answered) for start in starts), default=0))


def _run(start: Day, answered: set[Day]) -> int:
    length = 0
    while start + length in answered:
        length += 1
    return length


def _plan(
    decks: Sequence[Deck], progress: ProgressView, eligible: Eligible, today: StudyDay
) -> Plan:
    """The day's cards, only for counting, so their order does not matter."""
    limits = limits_left(progress, today.day)
    return plan(decks, eligible, today, limits, Random(0))  # noqa: S311


def _line(deck: Deck, learnt: Set[str], every: Plan, alone: Plan, pace: float) -> DeckSummary:
    part, size = _part(deck, every), len(deck.ids)
    share = sum(card in learnt for card in deck.ids) / size if size else 0.0
    return DeckSummary(deck.id, deck.title, size, counts(part, pace), counts(alone, pace), share)


def _part(deck: Deck, every: Plan) -> Plan:
    """The part of a plan that belongs to one deck; a card's id says which deck it is in."""
    return Plan(
        tuple(waiting for waiting in every.learning if deck_of(waiting.card) == deck.id),
        tuple(card for card in every.reviews if deck_of(card) == deck.id),
        tuple(card for card in every.new if deck_of(card) == deck.id),
    )


def _done(decks: Sequence[Deck], progress: ProgressView, today: StudyDay) -> int:
    return sum(
        _is_done(card, progress, today)
        for deck in decks
        for card in deck.ids
        if card in today.answered
    )


def _is_done(card: str, progress: ProgressView, today: StudyDay) -> bool:
    match progress.states[card].memory:
        case New():
            return False
        case Reviewing() as memory:
            return memory.due_day > today.day
        case memory:
            return memory.due >= today.ends
