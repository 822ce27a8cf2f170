"""Leeches, by whatever path a card became one."""

from __future__ import annotations

import pytest

from quizapp.domain.event import SettingChanged
from quizapp.domain.memory import (
    CardState,
    Day,
    Days,
    Grade,
    Learning,
    Memory,
    Relearning,
    Reviewing,
    Seconds,
)
from quizapp.study.question import Graded, Question
from quizapp.study.review.session import ReviewSession
from tests.world import MemoryStore, basic, deck_of, desk_for

CARD = "deck/x"
TODAY = Day(20514)


def graded(
    grade: Grade,
    lapses: int,
    announced: int = 0,
    leech_suspended: int = 0,
    *,
    suspends: bool = False,
) -> tuple[Graded, CardState, MemoryStore]:
    """One answer to a card in review with such lapses."""
    desk, _, store = desk_for(deck_of(basic("x")))
    if suspends:
        store.record(TODAY, SettingChanged("leech_suspends", value=True))
    memory = Reviewing(Days(3), 5.0, Day(TODAY - 3), TODAY)
    state = CardState(memory, 20, lapses, announced=announced, leech_suspended=leech_suspended)
    store.progress.states.put(CARD, state)
    session = ReviewSession(desk, desk.shelf.decks())
    assert isinstance(session.advance(), Question)
    session.reveal()
    return session.grade(grade), store.progress.states[CARD], store


@pytest.mark.parametrize("grade", [Grade.HARD, Grade.GOOD, Grade.EASY])
def test_an_answer_that_is_no_lapse_makes_no_leech(grade: Grade) -> None:
    done, state, _ = graded(grade, suspends=True, lapses=7)
    assert (done.leech_lapses, state.suspended, state.announced) == (0, False, 0)


def test_the_eighth_lapse_makes_one_and_the_ninth_is_not_announced_again() -> None:
    done, state, _ = graded(Grade.AGAIN, lapses=7)
    assert (done.leech_lapses, state.announced, state.suspended) == (8, 8, False)
    done, state, _ = graded(Grade.AGAIN, lapses=8, announced=8)
    assert (done.leech_lapses, state.announced) == (0, 8)


@pytest.mark.parametrize("grade", Grade)
def test_lapses_of_two_machines_that_add_up_to_one_are_announced(grade: Grade) -> None:
    done, state, _ = graded(grade, suspends=True, lapses=8)
    assert done.leech_lapses >= 8
    assert state.suspended


def test_a_setting_that_comes_late_suspends_a_leech_that_was_announced() -> None:
    done, state, _ = graded(Grade.GOOD, suspends=True, lapses=8, announced=8)
    assert (done.leech_lapses, state.suspended, state.leech_suspended) == (8, True, 8)


@pytest.mark.parametrize(("lapses", "is_suspended"), [(8, False), (10, False), (11, True)])
def test_let_in_again_it_is_suspended_after_four_more(lapses: int, *, is_suspended: bool) -> None:
    done, state, _ = graded(
        Grade.AGAIN, suspends=True, lapses=lapses, announced=8, leech_suspended=8
    )
    assert state.suspended is is_suspended
    assert bool(done.leech_lapses) is is_suspended


def test_nothing_is_suspended_unless_the_setting_says_so() -> None:
    done, state, _ = graded(Grade.AGAIN, lapses=11, announced=8)
    assert (done.leech_lapses, state.suspended) == (12, False)


@pytest.mark.parametrize(("phase", "lapses"), [("learning", 7), ("relearning", 7), ("review", 8)])
def test_only_a_card_in_review_can_be_forgotten(phase: str, lapses: int) -> None:
    steps: dict[str, type[Learning | Relearning]] = {
        "learning": Learning,
        "relearning": Relearning,
    }
    memory: Memory = Reviewing(Days(3), 5.0, TODAY, TODAY)
    if phase in steps:
        memory = steps[phase](Days(3), 5.0, TODAY, Seconds(0), 0)
    state = CardState(memory, 20, 7)
    assert state.lapses_after(Grade.AGAIN) == lapses
    assert state.lapses_after(Grade.HARD) == 7
