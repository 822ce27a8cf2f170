from __future__ import annotations

import json

from hypothesis import given

from quizapp.domain.event import Event
from quizapp.domain.memory import FRESH, CardState, Day
from quizapp.study.progress import folded
from quizapp.study.states import States
from tests.study.events import logs


@given(logs())
def test_states_survive_as_columns_of_plain_values(events: list[Event]) -> None:
    states = folded(events).states
    again = States(json.loads(json.dumps(states.columns())))
    assert {card: again[card] for card in again} == {
        card: states[card] for card in states if states[card] != FRESH
    }
    assert again.columns() == states.columns()


@given(logs())
def test_columns_and_changes_answer_alike(events: list[Event]) -> None:
    states = folded(events).states
    again = States(states.columns())
    for day in range(95, 180):
        assert sorted(again.answered_on(Day(day))) == sorted(states.answered_on(Day(day)))
    assert again.due_times() == states.due_times()


def test_a_card_that_nothing_happened_to_is_fresh() -> None:
    states = States()
    assert states["x"] == FRESH
    assert "x" not in states
    states.put("x", CardState(marked=True))
    assert ("x" in states, len(states), list(states)) == (True, 1, ["x"])
