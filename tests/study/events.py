"""Strategies and shorthands for events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from quizapp.domain.event import (
    Aliased,
    Buried,
    DeckRenamed,
    DueSet,
    Event,
    EventPayload,
    Marked,
    Moved,
    Rescheduled,
    Reset,
    Reviewed,
    SettingChanged,
    Suspended,
    Undone,
)
from quizapp.domain.memory import Day, Grade, Seconds
from quizapp.domain.quiz_events import (
    QuizAnswered,
    QuizApplied,
    QuizChange,
    QuizClosed,
    QuizLeft,
    QuizOpened,
)
from quizapp.domain.quiz_setup import QuizSetup
from quizapp.study.log.earlier_events import take_in
from quizapp.study.log.progress import Progress
from quizapp.study.log.renames import cards_named

SOON = Day(20516)
FIRST = 20_000
"""A day in 2024."""
ATTEMPTS = st.sampled_from([f"{number:032x}" for number in range(1, 9)])
"""Ids of the first events of a log, some of which open a quiz."""
DAYS = st.integers(FIRST + 100, FIRST + 200).map(Day)
CARDS = st.sampled_from(["a/1", "a/2", "b/1", "a/1:2"])
DECKS = st.sampled_from(["a", "b", "c"])
NAMES = st.sampled_from(["a/1", "a/2", "a/3", "a/1:2"])
TEXTS = st.none() | st.just(7)
PHASES = st.sampled_from([("learning", 0), ("learning", 1), ("review", None), ("relearning", 0)])


def reviewed(
    card: str = "a/1",
    grade: Grade = Grade.GOOD,
    phase: str = "review",
    due: int | None = None,
    ms: int = 1000,
) -> Reviewed:
    """As format 1 has it: the due time is in seconds, and it does not say what it came after.

    A card in review that was answered on 2026-03-02 is due two days later, unless `due` says when.
    """
    if phase == "review" and due is None:
        return Reviewed(card, grade, ms, phase, "hash", due_day=SOON)
    step = None if phase == "review" else 0
    return Reviewed(card, grade, ms, phase, "hash", Seconds(due or 0), step=step)


def event(number: int, payload: EventPayload, day: int = 100, device: str = "dev") -> Event:
    """The `number`-th event of a device, on a study day or on that day after `FIRST`."""
    day = day if day >= FIRST else FIRST + day
    at = FIRST * 86_400_000 + number * 1000
    if isinstance(payload, Reviewed) and payload.due_day == SOON:
        payload = replace(payload, due_day=Day(day + 2))
    return Event(f"{number:032x}", at, Day(day), 0, device, payload, number)


@st.composite
def reviews(draw: st.DrawFn) -> Reviewed:
    phase, step = draw(PHASES)
    ms, grade = draw(st.integers(0, 60000)), draw(st.sampled_from(Grade))
    due, due_day = (
        Seconds(draw(st.integers(0, 2**40))),
        draw(DAYS),
    )
    if draw(st.booleans()):
        return Reviewed(draw(CARDS), grade, ms, phase, "hash", due, step=step)
    dates = {"due_day": due_day} if step is None else {"due": due}
    after = draw(st.none() | ATTEMPTS)
    return Reviewed(draw(CARDS), grade, ms, phase, "hash", **dates, after=after, step=step)


def opened(*cards: str, source: str = "") -> QuizOpened:
    setup = QuizSetup(source=source)
    return QuizOpened(setup, 7, cards, tuple("" for _ in cards), (250,) * len(cards), 600)


def answered(
    attempt: str, index: int, card: str, result: str = "right", **more: object
) -> QuizAnswered:
    fields: dict[str, Any] = {"points": 500 if result == "right" else 0, **more}
    credit = 1000 if result == "right" else 0
    return QuizAnswered(attempt, index, card, result, credit, 2000, 2000 * (index + 1), **fields)


PLACES = st.integers(0, 2)
RESULTS = st.sampled_from(["right", "wrong", "timeout", "skipped"])
CHANGES = st.builds(
    QuizChange,
    CARDS,
    st.integers(0, 2**33).map(Seconds),
    st.sampled_from([None, "review"]),
) | st.builds(
    QuizChange,
    CARDS,
    phase=st.sampled_from([None, "review"]),
    due_day=DAYS,
    after=st.none() | ATTEMPTS,
)
MOVES = st.builds(Moved, CARDS, DAYS, st.none() | ATTEMPTS)


@cache
def quiz_bodies() -> st.SearchStrategy[EventPayload]:
    return st.one_of(
        st.builds(opened, CARDS, CARDS, CARDS),
        st.builds(
            answered, ATTEMPTS, PLACES, CARDS, RESULTS, like=st.none() | CARDS, typed=st.booleans()
        ),
        st.builds(QuizLeft, ATTEMPTS, PLACES, st.integers(0, 9), st.integers(0, 99)),
        st.builds(QuizClosed, ATTEMPTS, st.integers(0, 99), st.just((0, 1, 2))),
        st.builds(QuizApplied, ATTEMPTS, st.lists(CHANGES, max_size=3).map(tuple)),
    )


@cache
def bodies() -> st.SearchStrategy[EventPayload]:
    """Made once: to build all of these for each event of a log takes most of a test's time."""
    return st.one_of(
        reviews(),
        reviews(),
        st.builds(Suspended, CARDS, st.booleans()),
        st.builds(Buried, CARDS, st.booleans()),
        st.builds(DueSet, CARDS, DAYS),
        st.builds(Rescheduled, st.lists(MOVES, max_size=3).map(tuple)),
        st.builds(Marked, CARDS, st.booleans(), st.sampled_from([None, "card", "deck"])),
        st.builds(Reset, CARDS),
        st.builds(SettingChanged, st.just("new_limit"), st.integers(0, 99)),
        st.builds(Aliased, NAMES, NAMES, text=TEXTS) | st.builds(DeckRenamed, DECKS, DECKS),
        quiz_bodies(),
    )


@st.composite
def logs(draw: st.DrawFn, most: int = 25) -> list[Event]:
    """A log of one device: its events in order, with undos of what came before."""
    found: list[Event] = []
    day = 100
    for number in range(1, draw(st.integers(1, most)) + 1):
        day += draw(st.integers(0, 3))
        payload = draw(bodies())
        if found and draw(st.integers(0, 3)) == 0:
            earlier = st.sampled_from([event.id for event in found])
            payload = Undone(draw(earlier | st.lists(earlier, min_size=1, max_size=3).map(tuple)))
        found.append(event(number, payload, day))
    return found


class ListLog:
    """The port `Log` of events in memory."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events

    def about(self, cards: Set[str]) -> Sequence[Event]:
        always = Undone | Aliased | DeckRenamed | SettingChanged
        return [
            each
            for each in self._events
            if isinstance(each.payload, always) or not cards.isdisjoint(cards_named(each.payload))
        ]

    def with_ids(self, ids: Set[str]) -> Sequence[Event]:
        return [each for each in self._events if each.id in ids]

    def written_after(self, device: str, at: int) -> Sequence[Event]:
        return [each for each in self._events if each.device == device and each.at > at]

    def backwards(self, device: str) -> Iterable[Event]:
        return (each for each in reversed(self._events) if each.device == device)

    def everything(self) -> Iterable[Event]:
        return self._events


def grown(events: Sequence[Event]) -> Progress:
    """Event by event, as in a session; earlier events are read only where that is needed."""
    progress = Progress()
    for number, each in enumerate(events, 1):
        progress = take_in(progress, [each], ListLog(events[:number]))
    return progress
