from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from quizapp.domain.cards.card import TrueFalse, Typed
from quizapp.domain.quiz_setup import CLOCK, PRACTICE, QUESTION, SPRINT, SURVIVAL, QuizSetup
from quizapp.plain.quiz import PlainQuiz
from quizapp.plain.quiz_wording import history_lines
from quizapp.study.quiz.start import begin, new_quiz, resume
from tests.plain.script import Script
from tests.study.quiz.quizzing import Room, about, room_with
from tests.world import FakeClock, MemoryStore, deck_of

TYPED = QuizSetup(PRACTICE, kinds=("typed",))
RIGHT = ("hamstrings", "", "quadriceps", "")


def play(
    lines: Sequence[str],
    setup: QuizSetup = TYPED,
    *,
    room: Room | None = None,
    waits: Sequence[float] = (),
    applies: bool = False,
) -> tuple[Script, Room]:
    room = room or room_with(seed=3)
    script = Script(list(lines), clock=room.clock, waits=list(waits))
    session = begin(room.desk, new_quiz(room.desk, [room.deck], setup), [room.deck], free=False)
    PlainQuiz(session, script, {"deck": "Title"}).run(applies=applies)
    return script, room


def go_on(room: Room, lines: Sequence[str]) -> Script:
    attempt = room.store.progress.attempts.newest_unfinished()
    assert attempt is not None
    script = Script(list(lines), clock=room.clock)
    PlainQuiz(resume(room.desk, attempt, [room.deck], free=False), script, {"deck": "Title"}).run()
    return script


def in_order(room: Room) -> list[str]:
    """The right lines for the typed cards as they will be asked."""
    return [
        {"deck/typed-1": "hamstrings", "deck/typed-2": "quadriceps"}[payload.card]
        for payload in room.kept()
    ]


def test_two_lines_a_question_and_then_the_results() -> None:
    script, room = play(["hamstrings", "", "hamstrings", ""])
    assert len(script.starting("saved ")) == 2
    assert script.starting("Result: 50 %, 1 of 2 correct") != []
    assert len(room.store.progress.attempts.past) == 1


def test_what_is_durable_is_said_before_its_feedback() -> None:
    script, _ = play(["no idea"])
    saved = script.said.index(script.starting("saved ")[0])
    assert script.said[saved + 1].startswith("Wrong. Answer:")


def test_an_empty_line_skips() -> None:
    script, room = play(["", "", ":q"])
    assert room.kept()[0].result == "skipped"
    assert script.starting("Skipped. Answer:") != []


def test_y_says_i_was_right_after_a_typed_answer_only() -> None:
    script, room = play(["a mere typo of it", "y", ":q"])
    assert script.starting("overruled ") != []
    assert [payload.result for payload in room.kept()] == ["wrong", "right"]
    script, room = play(["9", "y", ":q"], QuizSetup(PRACTICE, kinds=("choice",)))
    assert script.starting("Only a typed answer") != []
    assert [payload.result for payload in room.kept()] == ["wrong"]


def test_y_is_an_answer_to_true_and_false() -> None:
    _, room = play(["y", ""], QuizSetup(PRACTICE, kinds=("true-false",)))
    assert room.kept()[0].result == "right"


def test_how_sure_one_is_comes_before_the_answer() -> None:
    _, room = play([":sure", "no idea", "", ":q"])
    assert [payload.sure for payload in room.kept()] == [None, "sure"]


def test_after_the_feedback_it_is_too_late_to_say_how_sure_one_was() -> None:
    _, room = play(["no idea", ":sure", ":q"])
    assert [payload.sure for payload in room.kept()] == [None]


@pytest.mark.parametrize("lines", [[":q"], []])
def test_the_end_of_input_leaves_an_attempt_to_go_on_with(lines: list[str]) -> None:
    script, room = play(["no idea", "", *lines])
    assert script.said[-1] == "Stopped. To resume it: runquiz quiz --resume"
    again = go_on(room, ["no idea", ""])
    assert again.starting("Resumed: 1 question answered so far.") != []
    assert again.starting("2 of 2 - Title") != []
    assert len(room.kept()) == 2
    assert room.store.progress.attempts.past[0].asked == 2


def test_an_answer_whose_feedback_was_not_left_is_not_asked_again() -> None:
    _, room = play(["no idea"])
    again = go_on(room, [])
    assert again.starting("2 of 2 - Title") != []


def test_lines_after_the_results_are_ignored() -> None:
    script, room = play(["no idea", "", "no idea", "", "1", "y", ":q"])
    assert len(room.kept()) == 2
    assert script.lines == ["1", "y", ":q"]


def test_a_countdown_is_judged_when_the_line_arrives() -> None:
    setup = QuizSetup(QUESTION, seconds=5, kinds=("typed",))
    script, room = play(["hamstrings", "", ":q"], setup, waits=[6.0])
    assert room.kept()[0].result == "timeout"
    assert script.starting("Time is up. Answer:") != []


def test_waiting_in_the_feedback_costs_no_time() -> None:
    setup = QuizSetup(SPRINT, seconds=5, kinds=("typed",))
    _, room = play(["hamstrings", "", "quadriceps", ""], setup, waits=[1.0, 60.0, 1.0])
    assert room.store.progress.attempts.past[0].asked == 2


@pytest.mark.parametrize("mode", [CLOCK, SPRINT])
def test_a_line_after_the_end_of_the_clock_hands_the_quiz_in(mode: str) -> None:
    setup = QuizSetup(mode, seconds=5, kinds=("typed",))
    script, room = play(["hamstrings", "", "quadriceps"], setup, waits=[1.0, 0.0, 6.0])
    assert script.starting("Not counted: time is up.") != []
    assert len(room.kept()) == 1
    assert room.store.progress.attempts.past[0].asked == (2 if mode == CLOCK else 1)


def test_three_misses_end_a_survival() -> None:
    script, _ = play(["", ""] * 5, QuizSetup(SURVIVAL))
    assert len(script.starting("saved ")) == 3
    assert script.starting("Result: 0 %") != []


@dataclass(slots=True)
class Mending(Script):
    """The disk has space again before the last line."""

    store: MemoryStore = field(default_factory=lambda: MemoryStore(FakeClock()))

    def ask(self, prompt: str, tick: Callable[[], None] | None = None) -> str | None:
        if len(self.lines) == 1:
            self.store.fails = ""
        # `super()` does not know its class in one with slots.
        return Script.ask(self, prompt, tick)


def test_a_tag_forges_no_line_either() -> None:
    card = Typed(about("evil", "x\nResult: 100 %"), "right")
    script, _ = play(["no", ""], room=room_with(deck_of(card)))
    assert len([line for line in script.text.split("\n") if line.startswith("Result")]) == 1


def test_what_can_not_be_saved_is_said_and_saved_later() -> None:
    room = room_with(seed=3)
    session = begin(room.desk, new_quiz(room.desk, [room.deck], TYPED), [room.deck], free=False)
    room.store.fails = "no space left"
    script = Mending(["no idea", "", "no idea", ""], store=room.store)
    PlainQuiz(session, script, {}).run()
    assert script.starting("Not saved: no space left") != []
    assert len(script.starting("saved ")) == 2
    assert room.store.unsaved == 0


def test_applying_prints_each_due_time_before_and_after() -> None:
    room = room_with(seed=3)
    room.learn("deck/typed-1", days_ago=3, due_in=9)
    script, _ = play(["no", "", "no", ""], room=room, applies=True)
    (line,) = script.starting("applied ")
    assert line == "applied deck/typed-1 due 2026-03-11T04:00:00Z to 2026-03-02T04:00:00Z"


def test_without_being_told_to_it_applies_nothing() -> None:
    room = room_with(seed=3)
    room.learn("deck/typed-1", days_ago=3, due_in=9)
    before = room.store.progress.states["deck/typed-1"]
    script, _ = play(["no", "", "no", ""], room=room)
    assert script.starting("applied ", "Nothing to apply") == []
    assert room.store.progress.states["deck/typed-1"] == before
    assert room.store.progress.attempts.applied == {}


@pytest.mark.parametrize("verdict", [True, False])
def test_the_answer_of_a_statement_is_what_it_is(verdict: bool) -> None:
    card = TrueFalse(about("fact", prompt="So it is."), verdict)
    wrong = "false" if verdict else "true"
    setup = QuizSetup(PRACTICE, kinds=("true-false",))
    script, _ = play([wrong, ""], setup, room=room_with(deck_of(card)))
    assert f"Answer: {verdict}" in script.text
    assert f"Answer: {not verdict}" not in script.text


def test_applying_nothing_is_said_and_writes_nothing() -> None:
    script, room = play(["no", "", "no", ""], applies=True)
    assert script.starting("Nothing to apply") != []
    assert room.store.progress.attempts.applied == {}


def test_a_deck_forges_no_line_of_the_protocol() -> None:
    evil = "What?\nsaved deck/typed right\nResult: 100 %"
    card = Typed(about("evil", prompt=evil), "a\nsaved x right", ())
    script, _ = play(["no", ""], room=room_with(deck_of(card)))
    printed = script.text.split("\n")
    assert [line for line in printed if line.startswith("saved")] == ["saved deck/evil wrong"]
    assert len([line for line in printed if line.startswith("Result")]) == 1


@pytest.mark.parametrize(("mode", "has_points"), [(PRACTICE, False), (QUESTION, True)])
def test_the_list_of_attempts_has_points_where_there_are_any(mode: str, has_points: bool) -> None:
    setup = QuizSetup(mode, kinds=("typed",), points=has_points)
    _, room = play(["hamstrings", "", "quadriceps", ""], setup)
    attempt, best = history_lines(room.store.progress.attempts.past)
    assert (" points, " in attempt) is has_points
    assert attempt.startswith("2026-03-02T09:00:0")
    assert best.startswith("Best: ")
    assert list(history_lines(())) == []
