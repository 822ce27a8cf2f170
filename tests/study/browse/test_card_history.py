"""The past of a card, as its log tells it."""

from __future__ import annotations

import pytest
from hypothesis import given

from quizapp.domain.event import (
    Aliased,
    Buried,
    DueSet,
    Event,
    EventPayload,
    Marked,
    Moved,
    Rescheduled,
    Reset,
    Suspended,
    Undone,
)
from quizapp.domain.memory import Day, Grade, New
from quizapp.domain.quiz_events import QuizApplied, QuizChange
from quizapp.study.browse.card_history import history, history_words
from quizapp.study.log.progress import folded
from tests.study.events import FIRST, event, logs, reviewed

SOON = Day(FIRST + 101)


def test_answers_tell_how_likely_they_were_and_when_the_card_was_to_come_back() -> None:
    """By hand: (1 + 0.98035 * 2 / 2.3065) ** -0.1542, two days after a first Good."""
    past = history(
        "a/1",
        [
            event(1, reviewed("a/1", due=(FIRST + 103) * 86400)),
            event(2, reviewed("a/2")),
            event(3, reviewed("a/1", Grade.AGAIN, due=FIRST * 86400 + 603, ms=2500), day=102),
        ],
    )
    assert [(each.what, each.day) for each in past] == [
        ("good", FIRST + 100),
        ("again", FIRST + 102),
    ]
    assert past[0].recall is None
    assert past[1].recall == pytest.approx(0.9095, abs=0.0001)
    assert history_words(past[0]) == "2025-01-12  good          1.0 s               back in 3 days"
    assert history_words(past[1]) == "2025-01-14  again         2.5 s  recall 91%   back in 10 min"


def test_everything_else_that_was_done_has_its_word() -> None:
    bodies: list[EventPayload] = [
        Suspended("a/1"),
        Suspended("a/1", on=False),
        Buried("a/1"),
        Marked("a/1"),
        Marked("a/1", on=False),
        reviewed("a/1"),
        QuizApplied("q", (QuizChange("a/1", due_day=SOON), QuizChange("a/2", due_day=SOON))),
        DueSet("a/1", Day(SOON + 9)),
        Rescheduled((Moved("a/1", SOON, after=f"{7:032x}"),)),
        Rescheduled((Moved("a/1", Day(SOON + 3), after="another event"),)),
        Buried("a/1", on=False),
        Reset("a/1"),
        Aliased("a/9", "a/8"),
    ]
    past = history("a/1", [event(number, payload) for number, payload in enumerate(bodies, 1)])
    said = [each.what for each in past]
    assert said == [
        "suspended",
        "let in",
        "buried",
        "marked",
        "unmarked",
        "good",
        "quiz",
        "due date set",
        "rescheduled",
        "unburied",
        "reset",
    ]


def test_what_was_undone_is_not_told_and_older_names_are() -> None:
    log = [
        event(1, reviewed("a/0")),
        event(2, reviewed("a/1", Grade.AGAIN)),
        event(3, Undone(f"{2:032x}")),
        event(4, Aliased("a/1", "a/0")),
    ]
    assert [each.what for each in history("a/1", log)] == ["good"]


@given(logs())
def test_the_last_of_it_is_the_state_of_the_card(log: list[Event]) -> None:
    memory = folded(log).states["a/1"].memory
    changes = [each for each in history("a/1", log) if each.memory or each.what == "reset"]
    last = changes[-1].memory if changes else None
    assert last == (None if isinstance(memory, New) else memory)
