"""Strategies and shorthands for events."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from quizapp.domain.event import (
    Buried,
    Event,
    EventPayload,
    Marked,
    QuizAnswered,
    QuizApplied,
    QuizChange,
    QuizClosed,
    QuizLeft,
    QuizOpened,
    Reset,
    Reviewed,
    SettingChanged,
    Suspended,
    Undone,
)
from quizapp.domain.memory import Day, Grade, Seconds
from quizapp.domain.quiz_setup import QuizSetup

CARDS = st.sampled_from(["a/1", "a/2", "b/1"])
PHASES = st.sampled_from([("learning", 0), ("learning", 1), ("review", None), ("relearning", 0)])


def reviewed(
    card: str = "a/1",
    grade: Grade = Grade.GOOD,
    phase: str = "review",
    due: int = 0,
    ms: int = 1000,
) -> Reviewed:
    step = None if phase == "review" else 0
    return Reviewed(card, grade, ms, Seconds(due), phase, "hash", step)


def event(number: int, payload: EventPayload, day: int = 100, device: str = "dev") -> Event:
    return Event(f"{number:032x}", number * 1000, Day(day), 0, device, payload)


@st.composite
def reviews(draw: st.DrawFn) -> Reviewed:
    phase, step = draw(PHASES)
    due = Seconds(draw(st.integers(0, 2**40)))
    ms = draw(st.integers(0, 60000))
    return Reviewed(draw(CARDS), draw(st.sampled_from(Grade)), ms, due, phase, "hash", step)


def opened(*cards: str, source: str = "") -> QuizOpened:
    setup = QuizSetup(source=source)
    return QuizOpened(setup, 7, cards, tuple("" for _ in cards), (250,) * len(cards), 600)


def answered(
    attempt: str, index: int, card: str, result: str = "right", **more: object
) -> QuizAnswered:
    fields: dict[str, Any] = {"points": 500 if result == "right" else 0, **more}
    credit = 1000 if result == "right" else 0
    return QuizAnswered(attempt, index, card, result, credit, 2000, 2000 * (index + 1), **fields)


ATTEMPTS = st.sampled_from([f"{number:032x}" for number in range(1, 9)])
"""Ids of the first events of a log, some of which open a quiz."""
PLACES = st.integers(0, 2)
RESULTS = st.sampled_from(["right", "wrong", "timeout", "skipped"])
CHANGES = st.builds(
    QuizChange,
    CARDS,
    st.integers(0, 2**33).map(Seconds),
    st.sampled_from([None, "review"]),
)


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
        st.builds(Buried, CARDS),
        st.builds(Marked, CARDS, st.booleans()),
        st.builds(Reset, CARDS),
        st.builds(SettingChanged, st.just("new_limit"), st.integers(0, 99)),
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
            payload = Undone(draw(st.sampled_from([event.id for event in found])))
        found.append(event(number, payload, day))
    return found
