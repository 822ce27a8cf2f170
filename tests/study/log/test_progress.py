from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.event import (
    Aliased,
    Event,
    EventPayload,
    Marked,
    Reset,
    Suspended,
    Undone,
    Unknown,
)
from quizapp.domain.memory import NEW_STATE, Grade, New, Reviewing
from quizapp.study.log.day_sums import NOTHING
from quizapp.study.log.progress import Progress, folded
from quizapp.study.log.undo_log import RECENT, counting
from tests.study.events import FIRST, bodies, event, grown, logs, reviewed


def facts(progress: Progress) -> tuple[object, ...]:
    return (
        progress.states.columns(),
        progress.days,
        progress.settings,
        progress.count,
        progress.newest,
        progress.attempts,
        progress.recent,
        progress.calibration,
        progress.names,
        progress.awaited,
        progress.serials,
    )


@given(logs())
def test_replaying_a_log_gives_what_growing_it_gave(events: list[Event]) -> None:
    assert facts(folded(events)) == facts(grown(events))


@given(logs(), st.integers(0, 2**32))
def test_the_order_in_which_events_arrive_does_not_matter(events: list[Event], seed: int) -> None:
    shuffled = events.copy()
    Random(seed).shuffle(shuffled)
    assert facts(folded(shuffled)) == facts(folded(events)) == facts(grown(shuffled))


@given(logs())
def test_reading_an_event_twice_changes_nothing(events: list[Event]) -> None:
    assert facts(folded([*events, *events])) == facts(folded(events))


@given(logs(), bodies())
def test_undo_restores_exactly(events: list[Event], payload: EventPayload) -> None:
    before = facts(grown(events))[:2]
    progress = grown(events)
    last, undo = event(900, payload, 300), event(901, Undone(event(900, payload).id), 300)
    progress.apply(last)
    undoable = progress.recent.newest("dev")
    if undoable is not None and undoable.id == last.id:
        assert facts(grown([*events, last, undo]))[:2] == before
        assert not undoable.cards or progress.apply(undo)


def test_an_undone_undo_lets_the_answer_count_again() -> None:
    answer, undo, redo = (
        event(1, reviewed()),
        event(2, Undone("1".zfill(32))),
        event(3, Undone("2".zfill(32))),
    )
    assert folded([answer, undo]).states["a/1"] == NEW_STATE
    assert folded([answer, undo, redo]).states["a/1"].reps == 1
    assert facts(grown([answer, undo, redo])) == facts(folded([answer, undo, redo]))


def test_undos_that_name_each_other_in_a_ring_do_nothing() -> None:
    ring = [event(2, Undone("3".zfill(32))), event(3, Undone("2".zfill(32)))]
    answer = event(1, reviewed())
    assert folded([answer, *ring]).states["a/1"].reps == 1
    assert len(counting([answer, *ring])) == 3


def test_an_undo_of_an_unknown_event_does_nothing() -> None:
    events = [event(1, reviewed()), event(2, Undone("f" * 32))]
    assert folded(events).states["a/1"].reps == 1
    assert facts(grown(events)) == facts(folded(events))


def test_events_of_a_later_version_are_kept_without_effect() -> None:
    events = [event(1, reviewed()), event(2, Unknown("teleport", {"card": "a/1"}))]
    progress = folded(events)
    assert (progress.count, progress.states["a/1"].reps) == (2, 1)


def test_an_older_event_from_another_device_is_folded_in_at_its_place() -> None:
    events = [
        event(5, reviewed(grade=Grade.GOOD), 110),
        event(2, reviewed(grade=Grade.AGAIN), 100, "other"),
    ]
    assert facts(grown(events)) == facts(folded(events))
    assert folded(events).states["a/1"].reps == 2


def test_a_renamed_card_keeps_its_history() -> None:
    events = [
        event(1, reviewed("a/old")),
        event(2, Aliased("a/new", "a/old")),
        event(3, reviewed("a/new")),
    ]
    progress = folded(events)
    assert (progress.states["a/new"].reps, "a/old" in progress.states) == (2, False)
    assert facts(grown(events)) == facts(progress)


def test_a_ring_of_names_ends() -> None:
    events = [
        event(1, reviewed("x/1")),
        event(2, Aliased("x/1", "x/2")),
        event(3, Aliased("x/2", "x/1")),
    ]
    assert sum(state.reps for state in map(folded(events).states.__getitem__, ("x/1", "x/2"))) == 1


def test_a_lapse_is_again_on_a_learnt_card_only() -> None:
    again = Grade.AGAIN
    events = [
        event(1, reviewed(grade=again, phase="learning")),
        event(2, reviewed(phase="review")),
        event(3, reviewed(grade=again, phase="relearning"), 120),
        event(4, reviewed(grade=again, phase="relearning"), 120),
    ]
    state = folded(events).states["a/1"]
    assert (state.reps, state.lapses) == (4, 1)


def test_a_reset_makes_the_card_new_but_keeps_its_mark() -> None:
    events = [
        event(1, reviewed()),
        event(2, Marked("a/1")),
        event(3, Suspended("a/1")),
        event(4, Reset("a/1")),
    ]
    state = folded(events).states["a/1"]
    assert isinstance(state.memory, New)
    assert (state.marked, state.suspended, state.reps) == (True, False, 0)


def test_the_sums_of_a_day_tell_new_from_tested() -> None:
    events = [
        event(1, reviewed(phase="review")),
        event(2, reviewed(grade=Grade.AGAIN, phase="relearning"), 101),
        event(3, reviewed(grade=Grade.HARD, phase="review"), 102),
    ]
    progress = folded(events)
    first, second, third = (progress.sums(each.day) for each in events)
    assert (first.new, first.answers, first.tested) == (1, 1, 0)
    assert (second.new, second.answers, second.tested, second.recalled) == (0, 1, 1, 0)
    assert (third.hard, third.tested) == (1, 0)
    assert progress.sums(event(9, reviewed(), 500).day) == NOTHING


def test_a_second_answer_on_one_day_is_no_test_of_what_is_remembered() -> None:
    """Two machines may learn the same new cards on one day; of nothing, nothing is retained."""
    events = [event(1, reviewed()), event(2, reviewed(), 100, "other")]
    sums = folded(events).sums(events[0].day)
    assert (sums.answers, sums.tested, sums.recalled, sums.predicted) == (2, 0, 0, 0)


def test_old_events_leave_what_can_be_undone_at_once() -> None:
    progress = grown([event(number, reviewed(f"a/{number}")) for number in range(1, RECENT + 50)])
    assert len(progress.recent.entries) == RECENT
    assert not progress.apply(event(RECENT + 60, Undone("1".zfill(32))))


def test_a_clock_that_was_set_back_does_not_shorten_the_past() -> None:
    events = [event(1, reviewed(), 200), event(2, reviewed(), 100)]
    memory = folded(events).states["a/1"].memory
    assert isinstance(memory, Reviewing)
    assert memory.day == FIRST + 200


def test_an_undo_among_answers_of_one_millisecond_takes_back_the_right_one() -> None:
    answers = [replace(event(1, reviewed("a/1")), id=f"{number:032x}") for number in range(1, 4)]
    undo = event(5, Undone(answers[0].id))
    grown = folded(answers)
    if not grown.apply(undo):
        grown = folded([*answers, undo])
    assert grown.states.columns() == folded([*answers, undo]).states.columns()
    assert grown.states["a/1"].reps == 2
