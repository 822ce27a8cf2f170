from __future__ import annotations

import json
from datetime import UTC

from hypothesis import given

from quizapp.domain.event import Event
from quizapp.domain.memory import NEW_STATE, CardState, Day, Days, Reviewing, Seconds
from quizapp.scheduling.day_plan import StudyDay
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.study.log.progress import folded
from quizapp.study.log.states import States
from tests.study.events import FIRST, logs

CALENDAR = StudyCalendar(4, UTC)


@given(logs())
def test_states_survive_as_columns_of_plain_values(events: list[Event]) -> None:
    states = folded(events).states
    again = States(json.loads(json.dumps(states.columns())))
    assert {card: again[card] for card in again} == {
        card: states[card] for card in states if states[card] != NEW_STATE
    }
    assert again.columns() == states.columns()


@given(logs())
def test_columns_and_changes_answer_alike(events: list[Event]) -> None:
    states = folded(events).states
    again = States(states.columns())
    for day in range(FIRST + 95, FIRST + 180):
        assert sorted(again.answered_on(Day(day))) == sorted(states.answered_on(Day(day)))
        today = StudyDay(Day(day), Seconds((day + 1) * 86400), frozenset())
        assert again.eligible(today) == states.eligible(today)
    assert again.due_days({"a/1", "b/1"}) == states.due_days({"a/1", "b/1"})
    assert again.memory_summaries(CALENDAR) == states.memory_summaries(CALENDAR)
    assert (again.learnt(), again.suspended()) == (states.learnt(), states.suspended())


def test_what_changed_counts_and_what_was_stored_of_it_no_longer() -> None:
    seen = CardState(Reviewing(Days(5), 5.0, Day(90), Day(100)))
    states = States(states_of({"a": seen, "b": seen, "c": seen}))
    states.put("a", CardState())
    states.put("b", CardState(seen.memory, suspended=True))
    today = StudyDay(Day(101), Seconds(102 * 86400), frozenset())
    assert states.eligible(today).known == {"b", "c"}
    assert set(states.eligible(today).reviews) == {"c"}
    assert set(states.memory_summaries(CALENDAR)) == {"b", "c"}
    assert sorted(states.learnt()) == ["b", "c"]
    assert sorted(states.suspended()) == ["b"]
    assert states.due_days({"a", "b", "c"}) == {100: 1}
    assert states.due_days({"a", "b"}) == {}


def test_a_new_card_that_was_only_marked_may_come_and_one_set_aside_may_not() -> None:
    states = States(
        states_of(
            {
                "marked": CardState(marked=True),
                "suspended": CardState(suspended=True),
                "buried": CardState(buried=Day(101)),
                "buried before": CardState(buried=Day(100)),
            }
        )
    )
    eligible = states.eligible(StudyDay(Day(101), Seconds(102 * 86400), frozenset()))
    cards = ["marked", "suspended", "buried", "buried before", "unheard of"]
    assert eligible.among(cards) == ["marked", "buried before", "unheard of"]


def states_of(states: dict[str, CardState]) -> dict[str, list[object]]:
    """The columns of some states."""
    made = States()
    for card, state in states.items():
        made.put(card, state)
    return made.columns()


def test_a_card_that_nothing_happened_to_is_fresh() -> None:
    states = States()
    assert states["x"] == NEW_STATE
    assert "x" not in states
    states.put("x", CardState(marked=True))
    assert ("x" in states, len(states), list(states)) == (True, 1, ["x"])
