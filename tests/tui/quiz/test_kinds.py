from __future__ import annotations

import pytest

from quizapp.domain.quiz_events import QuizClosed
from quizapp.domain.quiz_setup import PRACTICE, QuizSetup
from tests.tui.quiz.test_screen import quiz_of
from tests.tui.review.test_screen import KINDS, SIZES


@pytest.mark.parametrize("size", [SIZES[0], SIZES[2]])
@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_by_keys(kind: str, size: tuple[int, int]) -> None:
    async with quiz_of(QuizSetup(PRACTICE), size=size, kind=kind) as quiz:
        match kind:
            case "basic":
                await quiz.press(*"The answer", "enter")
            case "typed" | "cloze":
                await quiz.press(*"hamstrings", "enter")
            case "choice" | "figure":
                await quiz.press(quiz.digit_of("Right one"))
            case "choices":
                await quiz.press(quiz.digit_of("Right one"), quiz.digit_of("Good one"), "enter")
            case "true-false":
                await quiz.press("y")
            case _:
                digits = [quiz.digit_of(words) for words in ("First", "Second", "Third")]
                await quiz.press(*digits, "enter")
        assert quiz.results == ["right"]
        assert "✓ Correct" in quiz.text
        await quiz.press("space")
        assert "Results" in quiz.text
        assert isinstance(quiz.store.events[-1].payload, QuizClosed)


@pytest.mark.parametrize("size", SIZES[:2])
@pytest.mark.parametrize("kind", ["choice", "figure", "choices", "true-false", "order"])
async def test_every_kind_with_options_by_the_mouse(kind: str, size: tuple[int, int]) -> None:
    async with quiz_of(QuizSetup(PRACTICE), size=size, kind=kind) as quiz:
        picks = {
            "choice": ("Right one",),
            "figure": ("Right one",),
            "choices": ("Right one", "Good one"),
            "true-false": ("True",),
            "order": ("First", "Second", "Third"),
        }[kind]
        for words in picks:
            await quiz.click(words)
        if kind in {"choices", "order"}:
            await quiz.click("Answer")
        assert quiz.results == ["right"]
        await quiz.click("Next")
        assert "Results" in quiz.text
