"""The log, searched without parsing it: the same is found however many cards are looked for."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

import pytest

from quizapp.domain.event import Event, Undone
from quizapp.domain.quiz_events import QuizApplied, QuizChange
from quizapp.storage.progress.format.byte_range import InMemory
from quizapp.storage.progress.format.event_lines import write_line
from quizapp.storage.progress.format.union import join_lines
from quizapp.storage.progress.reading.card_log import FEW, CardLog
from quizapp.study.log.earlier_events import take_in
from quizapp.study.log.progress import folded
from tests.study.events import ListLog, answered, event, opened, reviewed

CARDS = [f"a/{number}" for number in range(40)]
MANY = [*CARDS[: FEW * 3]]


def some_log() -> list[Event]:
    events = [event(number, reviewed(card)) for number, card in enumerate(CARDS, 1)]
    attempt = event(100, opened("a/1", "a/30"))
    return [
        *events,
        attempt,
        event(101, answered(attempt.id, 0, "a/30", "wrong", like="a/2")),
        event(102, QuizApplied(attempt.id, (QuizChange("a/35"), QuizChange("a/3")))),
        event(103, Undone(events[5].id)),
    ]


def found(events: list[Event], cards: Set[str]) -> set[str]:
    log = CardLog([InMemory(join_lines(map(write_line, events)))])
    return {each.id for each in log.about(cards)}


def test_many_cards_are_found_as_few_are() -> None:
    events = some_log()
    one_by_one = set().union(*(found(events, {card}) for card in MANY))
    assert found(events, set(MANY)) == one_by_one
    assert {f"{number:032x}" for number in (100, 101, 102, 103)} <= one_by_one


def test_many_ids_are_found_as_few_are() -> None:
    events = some_log()
    log = CardLog([InMemory(join_lines(map(write_line, events)))])
    wanted = {each.id for each in events[::2]}
    assert {each.id for each in log.with_ids(wanted)} == wanted
    assert {each.id for each in log.with_ids({events[0].id})} == {events[0].id}


def test_many_changes_are_undone_at_once() -> None:
    events = some_log()
    undo = event(200, Undone(tuple(each.id for each in events[:40])))
    whole = [*events, undo]
    log = CardLog([InMemory(join_lines(map(write_line, whole)))])
    progress = take_in(folded(events), [undo], log)
    assert progress.states.columns() == folded(whole).states.columns()


def test_a_log_with_an_id_twice_is_folded_as_a_whole_only_if_need_be() -> None:
    class Guarded(ListLog):
        def everything(self) -> list[Event]:
            raise AssertionError("the whole log was read")

    events = some_log()[:40]
    twins = [*events, replace(events[3], payload=reviewed("a/20"))]
    progress = folded(twins)
    assert progress.has_twins
    answer = event(300, reviewed("a/9"))
    assert take_in(progress, [answer], Guarded([*twins, answer])).states["a/9"].reps == 2
    late = event(0, reviewed("a/9"), device="other")
    with pytest.raises(AssertionError, match="the whole log"):
        take_in(progress, [late], Guarded([*twins, answer, late]))
