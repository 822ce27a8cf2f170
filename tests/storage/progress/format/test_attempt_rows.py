from __future__ import annotations

import json

from hypothesis import given

from quizapp.domain.event import Event, Undone
from quizapp.domain.memory import Day
from quizapp.domain.quiz_events import (
    QuizApplied,
    QuizChange,
    QuizClosed,
    QuizLeft,
)
from quizapp.storage.progress.format.attempt_rows import attempt_rows, attempts_from
from quizapp.storage.progress.format.byte_range import InMemory
from quizapp.storage.progress.format.document import read_document
from quizapp.study.log.progress import folded
from tests.storage.progress.keeping import Keeper, sealed, whole_file
from tests.study.events import answered, logs, opened, reviewed


@given(logs())
def test_every_attempt_survives_in_the_head_of_the_file(events: list[Event]) -> None:
    attempts = folded(events).attempts
    rows = json.loads(json.dumps(attempt_rows(attempts)))
    assert attempts_from(rows) == attempts


@given(logs())
def test_progress_survives_in_a_document(events: list[Event]) -> None:
    progress = folded(events)
    document = read_document(InMemory(whole_file(progress, b"")))
    assert document is not None
    assert document.progress is not None
    assert document.progress.attempts == progress.attempts
    assert document.progress.recent == progress.recent
    assert document.progress.states.columns() == progress.states.columns()


def test_a_quiz_that_was_cut_off_is_there_at_the_next_start(keeper: Keeper) -> None:
    (began,) = keeper.record(opened("a/1", "a/2"))
    attempt = began.event.id
    keeper.record(answered(attempt, 0, "a/1"), QuizLeft(attempt, 1, 1500, 3500))
    unfinished = keeper.load().progress.attempts.newest_unfinished()
    assert unfinished is not None
    assert (unfinished.id, unfinished.next_question, unfinished.used, unfinished.left) == (
        attempt,
        1,
        3500,
        {1: 1500},
    )


def test_a_finished_quiz_and_its_applying_are_there_and_can_be_undone(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    before = keeper.state("a/1")
    (began,) = keeper.record(opened("a/1"))
    attempt = began.event.id
    change = QuizChange("a/1", due_day=Day(20515))
    keeper.record(answered(attempt, 0, "a/1", "wrong"), QuizClosed(attempt, 2000, (0,)))
    keeper.record(QuizApplied(attempt, (change,)))
    assert keeper.state("a/1").memory != before.memory
    store = keeper.open()
    replaced = store.undoable()
    assert replaced is not None
    assert (replaced.what, replaced.cards, replaced.is_quiz) == (attempt, ("a/1",), True)
    store.close()
    keeper.record(Undone(replaced.id))
    assert keeper.state("a/1") == before
    assert keeper.load().progress.attempts.applied == {}


def test_an_attempt_without_its_setup_voids_the_sums_and_they_are_folded_again(
    keeper: Keeper,
) -> None:
    (began,) = keeper.record(opened("a/1"))
    attempt = began.event.id
    keeper.record(answered(attempt, 0, "a/1"), QuizClosed(attempt, 2000, (0,)))
    past = keeper.load().progress.attempts.past
    head, mark, log = keeper.file.read_bytes().partition(b'"events"')
    before, setups, rest = head.rpartition(b'"setups": [[')
    assert setups
    keeper.file.write_bytes(
        sealed(before + b'"setups": [' + rest[rest.index(b"]], ") + 1 :] + mark + log)
    )
    loaded = keeper.load()
    assert loaded.progress.attempts.past == past
    assert not loaded.notices
