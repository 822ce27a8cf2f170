"""The due day of an answer: the recorded one, if it was chosen for the memory that the card had."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from quizapp.domain.event import Event, Reviewed, Undone
from quizapp.domain.memory import CardState, Day, Grade, Relearning, Reviewing, Seconds
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.study.log.earlier_events import take_in
from quizapp.study.log.fold import state_after
from quizapp.study.log.progress import folded
from tests.study.events import FIRST, ListLog, event, grown, reviewed

DAY = Day(FIRST + 100)


def reviewing(state: CardState) -> Reviewing:
    assert isinstance(state.memory, Reviewing), state
    return state.memory


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland"])
@pytest.mark.parametrize("rollover", [4, 6])
def test_a_due_time_of_format_1_is_the_day_on_which_it_was_due_where_it_was_written(
    zone: str, rollover: int
) -> None:
    """In summer and in winter, from one into the other, and under the rollover of then."""
    from zoneinfo import ZoneInfo

    calendar = StudyCalendar(rollover, ZoneInfo(zone))
    for month in range(1, 13):
        now = datetime(2025, month, 28, 12, tzinfo=UTC)
        today = calendar.day(now)
        for days in (2, 5, 12):
            due = calendar.begins(Day(today + days))
            payload = Reviewed("a/1", Grade.GOOD, 1, "review", "", Seconds(due))
            written = Event(
                "1", int(now.timestamp() * 1000), today, calendar.offset(now), "d", payload
            )
            assert reviewing(state_after(CardState(), written)).due_day == today + days


def test_a_day_of_format_1_that_no_target_recall_gives_is_computed_again() -> None:
    """Two machines held one card; what one of them recorded fits another memory."""
    first = state_after(CardState(), event(1, reviewed(), DAY))
    for days, expected in ((1, 1), (20, 20), (60, 60), (0, 14), (153, 14), (9000, 14)):
        due = Seconds((DAY + 3 + days) * 86_400)
        later = event(2, reviewed(due=due), Day(DAY + 3))
        memory = reviewing(state_after(first, later))
        assert memory.due_day - memory.day == expected


def test_an_answer_given_without_knowing_another_is_computed_from_both() -> None:
    known = event(1, replace(reviewed(), after=None, history=0), DAY)
    state = state_after(CardState(), known)
    forgot = event(2, reviewed(grade=Grade.AGAIN, phase="relearning", due=7), Day(DAY + 3), "other")
    between = state_after(state, forgot)
    answer = replace(reviewed(), due_day=Day(DAY + 153), after=state.last, history=state.history)
    late = event(3, answer, Day(DAY + 3))
    assert reviewing(state_after(state, late)).due_day == DAY + 153
    computed = reviewing(state_after(between, late))
    assert computed.due_day - computed.day == max(round(computed.stability), 1)
    assert isinstance(between.memory, Relearning)


def test_a_late_event_folds_its_card_only() -> None:
    class Guarded(ListLog):
        def everything(self) -> list[Event]:
            raise AssertionError("the whole log was read")

    events = [event(n, reviewed(f"a/{n % 5}"), Day(DAY + n)) for n in range(2, 40)]
    late = event(1, reviewed("a/1", Grade.AGAIN, "learning"), DAY, "other")
    progress = take_in(folded(events), [late], Guarded([*events, late]))
    assert progress.states.columns() == folded([*events, late]).states.columns()
    assert progress.days == folded([*events, late]).days


@pytest.mark.parametrize("ring", [("1",), ("1", "2"), ("1", "2", "3")])
def test_undos_that_name_each_other_do_nothing_one_by_one_either(ring: tuple[str, ...]) -> None:
    log = [
        event(int(own), Undone(f"{int(other):032x}"))
        for own, other in zip(ring, (*ring[1:], ring[0]), strict=True)
    ]
    log.append(event(9, reviewed()))
    assert grown(log).states["a/1"].reps == 1
