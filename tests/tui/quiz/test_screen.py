from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from textual.pilot import Pilot

from quizapp.domain.quiz_events import QuizAnswered, QuizLeft
from quizapp.domain.quiz_setup import (
    CLOCK,
    MODES,
    OPEN_ENDED,
    PRACTICE,
    QUESTION,
    SPRINT,
    SURVIVAL,
    QuizSetup,
)
from quizapp.study.quiz.start import new_quiz
from quizapp.tui.app import RunquizApp
from quizapp.tui.quiz.screen import QuizScreen
from tests.study.quiz.quizzing import mixed_deck
from tests.tui.looking import click, lines, text
from tests.tui.review.test_screen import KINDS
from tests.tui.stage import app_with
from tests.world import FakeClock, MemoryStore, deck_of

CHOICE = QuizSetup(PRACTICE, kinds=("choice",))
TYPED = QuizSetup(PRACTICE, kinds=("typed",), tags=("a",))


@dataclass(slots=True)
class Quizzing:
    pilot: Pilot[None]
    app: RunquizApp
    store: MemoryStore

    @property
    def clock(self) -> FakeClock:
        return self.store.clock

    async def press(self, *keys: str) -> None:
        """Keys that are pressed one after the other, each after a moment."""
        for key in keys:
            self.clock.pass_by(seconds=0.5)
            await self.pilot.press(key)
        await self.pilot.pause()

    async def click(self, words: str) -> None:
        self.clock.pass_by(seconds=0.5)
        await click(self.pilot, words)
        await self.pilot.pause()

    async def wait(self, seconds: float) -> None:
        """Time passes, with a tick every half a second."""
        for _ in range(round(seconds * 2)):
            self.clock.pass_by(seconds=0.5)
            screen = self.app.screen
            if isinstance(screen, QuizScreen):
                screen.tick()
        await self.pilot.pause()

    @property
    def text(self) -> str:
        return text(self.app)

    @property
    def results(self) -> list[str]:
        bodies = (event.payload for event in self.store.events)
        return [payload.result for payload in bodies if isinstance(payload, QuizAnswered)]

    def digit_of(self, words: str) -> str:
        """The digit that stands before an option."""
        (line,) = [line for line in lines(self.app) if words in line]
        return next(sign for sign in line[: line.index(words)] if sign.isdigit())


@asynccontextmanager
async def quiz_of(
    setup: QuizSetup, *, size: tuple[int, int] = (80, 24), kind: str = ""
) -> AsyncIterator[Quizzing]:
    """The app at the first question of a quiz of a mixed deck, or of one card of a kind."""
    deck = deck_of(KINDS[kind]) if kind else mixed_deck()
    app, desk, store = app_with(deck)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await app.navigator.open_quiz(new_quiz(desk, [deck], setup))
        await pilot.pause()
        yield Quizzing(pilot, app, store)


async def test_a_wrong_choice_shows_both_and_why() -> None:
    async with quiz_of(QuizSetup(PRACTICE), kind="choice") as quiz:
        await quiz.press(quiz.digit_of("Wrong one"))
        assert "✗   Wrong one" in quiz.text
        assert "✓   Right one" in quiz.text
        assert "It is so because." in quiz.text
        assert "✗ Wrong · " in quiz.text


@pytest.mark.parametrize("key", ["1", "enter", "space", "s"])
async def test_a_held_key_answers_one_question_at_most(key: str) -> None:
    """Thirty times a second, for one second; `test_quiz_clock` holds it for ten."""
    async with quiz_of(QuizSetup(PRACTICE, kinds=("choice", "true-false", "order"))) as quiz:
        for _ in range(30):
            quiz.clock.pass_by(seconds=1 / 30)
            await quiz.pilot.press(key)
        assert len(quiz.results) <= 1


async def test_a_key_that_comes_too_early_is_not_meant_for_the_question() -> None:
    async with quiz_of(CHOICE) as quiz:
        await quiz.press("1", "space")
        quiz.clock.pass_by(seconds=0.1)
        await quiz.pilot.press("1")
        assert len(quiz.results) == 1
        await quiz.press("1")
        assert len(quiz.results) == 2


async def test_time_up_is_told_and_the_next_question_waits() -> None:
    async with quiz_of(QuizSetup(QUESTION, seconds=20)) as quiz:
        await quiz.wait(14)
        assert "6 s left" in quiz.text
        await quiz.wait(2)
        assert "! 4 s left" in quiz.text
        await quiz.wait(5)
        assert quiz.results == ["timeout"]
        assert "◔ Time is up" in quiz.text
        await quiz.wait(60)
        assert quiz.results == ["timeout"]


async def test_what_is_half_typed_when_time_is_up_is_gone() -> None:
    async with quiz_of(QuizSetup(QUESTION, seconds=5, kinds=("typed",))) as quiz:
        await quiz.press(*"ham")
        await quiz.wait(5)
        assert quiz.results == ["timeout"]
        await quiz.press("space")
        assert "ham" not in quiz.text.replace("hamstrings", "")


async def test_a_pause_hides_the_question_and_stops_the_clock() -> None:
    async with quiz_of(QuizSetup(QUESTION, seconds=20, kinds=("choice",))) as quiz:
        await quiz.press("p")
        assert "What about" not in quiz.text
        assert "Paused" in quiz.text
        await quiz.wait(60)
        await quiz.press("1", "s", "space")
        assert quiz.results == []
        await quiz.press("p")
        assert "What about" in quiz.text
        assert "20 s left" in quiz.text or "19 s left" in quiz.text


async def test_help_over_a_question_stops_its_clock() -> None:
    async with quiz_of(QuizSetup(QUESTION, seconds=5, kinds=("choice",))) as quiz:
        await quiz.press("question_mark")
        quiz.clock.pass_by(seconds=0.9)
        await quiz.press("q")
        await quiz.wait(3)
        assert quiz.results == []


async def test_i_was_right() -> None:
    async with quiz_of(TYPED) as quiz:
        await quiz.press(*"rear thigh", "enter")
        assert "y I was right" in quiz.text
        await quiz.press("y")
        assert quiz.results == ["wrong", "right"]
        assert "✓ Counted as correct" in quiz.text


async def test_a_typo_is_right_and_shown() -> None:
    async with quiz_of(TYPED) as quiz:
        await quiz.press(*"hamstrngs", "enter")
        assert quiz.results == ["right"]
        assert "mind the spelling" in quiz.text


async def test_nothing_typed_is_no_answer_and_s_skips() -> None:
    async with quiz_of(TYPED) as quiz:
        await quiz.press("enter")
        assert quiz.results == []
        await quiz.press("tab", "s")
        assert quiz.results == ["skipped"]


async def test_how_sure_one_was_comes_before_the_feedback() -> None:
    async with quiz_of(QuizSetup(PRACTICE, kinds=("choice",), confidence=True)) as quiz:
        await quiz.press("1")
        assert "How sure were you?" in quiz.text
        assert "It is so" not in quiz.text
        assert "✗" not in quiz.text
        await quiz.press("3")
        assert "guess" in quiz.text
        assert "It is so" in quiz.text
        bodies = [event.payload for event in quiz.store.events]
        assert [payload.sure for payload in bodies if isinstance(payload, QuizAnswered)] == [
            None,
            "guess",
        ]


async def test_how_sure_one_was_can_be_left_open() -> None:
    async with quiz_of(QuizSetup(PRACTICE, kinds=("choice",), confidence=True)) as quiz:
        await quiz.press("1", "space")
        assert "It is so" in quiz.text
        assert len(quiz.results) == 1


async def test_one_clock_for_all_lets_answers_be_changed() -> None:
    setup = QuizSetup(CLOCK, kinds=("choice",), seconds=600)
    async with quiz_of(setup) as quiz:
        await quiz.press("1")
        assert "2 / 2" in quiz.text
        assert "✓" not in quiz.text
        await quiz.press("left")
        assert "your answer:" in quiz.text
        await quiz.press("2", "1")
        assert "All answered; press f to submit" in quiz.text
        await quiz.press("f")
        assert "Results" in quiz.text
        assert len(quiz.results) == 3


async def test_one_clock_for_all_hands_itself_in() -> None:
    async with quiz_of(QuizSetup(CLOCK, kinds=("choice",), seconds=5)) as quiz:
        await quiz.wait(6)
        assert "Results" in quiz.text
        assert "· 2 unanswered" in quiz.text
        assert "Time was up" in quiz.text


async def test_a_sprint_ends_with_its_clock() -> None:
    async with quiz_of(QuizSetup(SPRINT, kinds=("choice",), seconds=5)) as quiz:
        await quiz.press("1", "space")
        await quiz.wait(6)
        assert "Results" in quiz.text


async def test_a_survival_shows_its_lives() -> None:
    async with quiz_of(QuizSetup(SURVIVAL)) as quiz:
        assert "●●● 3 lives" in quiz.text
        await quiz.press("tab", "s")
        assert "●●○ 2 lives" in quiz.text


@pytest.mark.parametrize("mode", MODES)
async def test_leaving_and_going_on(mode: str) -> None:
    async with quiz_of(QuizSetup(mode, kinds=("choice", "true-false"))) as quiz:
        await quiz.press("1", "tab", "q")
        assert "Unfinished quiz: question 2 of 3" in quiz.text
        left = [event.payload for event in quiz.store.events if isinstance(event.payload, QuizLeft)]
        assert len(left) == (1 if mode == CLOCK else 0)
        await quiz.press("c")
        assert ("question 2" if mode in OPEN_ENDED else "2 / 3") in quiz.text


async def test_what_is_not_saved_is_told_and_tried_again() -> None:
    async with quiz_of(CHOICE) as quiz:
        quiz.store.fails = "no space left on device"
        await quiz.press("1")
        assert "1 answer not saved: no space left on device; free space and press r" in quiz.text
        quiz.store.fails = ""
        await quiz.press("r")
        assert "Saved" in quiz.text
        assert quiz.store.unsaved == 0


async def test_a_quiz_can_not_go_on_where_nothing_can_be_kept() -> None:
    async with quiz_of(CHOICE) as quiz:
        await quiz.press("1", "space", "q")
        quiz.store.read_only = "not writable"
        await quiz.press("c")
        assert "not writable" in quiz.text
        assert "Decks" in quiz.text


@pytest.mark.parametrize("key", ["z", "a", "c", "r", "enter", "question_mark"])
async def test_a_key_typed_ahead_of_the_end_opens_nothing(key: str) -> None:
    async with quiz_of(CHOICE) as quiz:
        await quiz.press("1", "space", "q")
        await quiz.pilot.press("q", key)
    assert quiz.app.return_code == 0


async def test_typed_text_counts_where_answers_can_change_and_is_shown_again() -> None:
    async with quiz_of(QuizSetup(CLOCK, kinds=("typed",), seconds=600)) as quiz:
        await quiz.press(*"ham", "tab", "right", "tab", "left")
        assert "ham" in quiz.text
        assert quiz.results == ["wrong"]
        await quiz.press("tab", "f")
        assert "1 unanswered; press f again to submit" in quiz.text
        await quiz.press("f")
        assert "Results" in quiz.text


async def test_a_paused_question_takes_no_typing() -> None:
    async with quiz_of(TYPED) as quiz:
        await quiz.press("tab", "p", "tab", "x", "p")
        assert "Paused" not in quiz.text
        assert "Keep typing" in quiz.text


async def test_a_quiz_that_can_not_be_kept_does_not_begin() -> None:
    app, _, store = app_with(mixed_deck())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        store.read_only = "not writable"
        await pilot.press("z")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "not writable" in text(app)
        assert store.events == []
