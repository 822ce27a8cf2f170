"""Strategies and shorthands for events."""

from __future__ import annotations

from hypothesis import strategies as st

from quizapp.domain.event import (
    Body,
    Buried,
    Event,
    Marked,
    Reset,
    Reviewed,
    SettingChanged,
    Suspended,
    Undone,
)
from quizapp.domain.memory import Day, Grade, Seconds

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


def event(number: int, body: Body, day: int = 100, device: str = "dev") -> Event:
    return Event(f"{number:032x}", number * 1000, Day(day), 0, device, body)


@st.composite
def reviews(draw: st.DrawFn) -> Reviewed:
    phase, step = draw(PHASES)
    due = Seconds(draw(st.integers(0, 2**40)))
    ms = draw(st.integers(0, 60000))
    return Reviewed(draw(CARDS), draw(st.sampled_from(Grade)), ms, due, phase, "hash", step)


def bodies() -> st.SearchStrategy[Body]:
    return st.one_of(
        reviews(),
        reviews(),
        st.builds(Suspended, CARDS, st.booleans()),
        st.builds(Buried, CARDS),
        st.builds(Marked, CARDS, st.booleans()),
        st.builds(Reset, CARDS),
        st.builds(SettingChanged, st.just("new_limit"), st.integers(0, 99)),
    )


@st.composite
def logs(draw: st.DrawFn, most: int = 25) -> list[Event]:
    """A log of one device: its events in order, with undos of what came before."""
    found: list[Event] = []
    day = 100
    for number in range(1, draw(st.integers(1, most)) + 1):
        day += draw(st.integers(0, 3))
        body = draw(bodies())
        if found and draw(st.integers(0, 3)) == 0:
            body = Undone(draw(st.sampled_from([event.id for event in found])))
        found.append(event(number, body, day))
    return found
