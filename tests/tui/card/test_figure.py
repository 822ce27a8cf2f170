"""Cards about a muscle that is lit on a figure, in review and in a quiz."""

from __future__ import annotations

import pytest

from quizapp.domain.anatomy import MUSCLES
from quizapp.domain.cards.card import About, Figure
from quizapp.domain.cards.deck import Deck
from quizapp.domain.quiz_setup import QuizSetup
from quizapp.plain.review import PlainReview
from quizapp.study.review.session import ReviewSession
from quizapp.tui.figure.lit_figure import LIT_GLYPH, LitFigure
from tests.plain.script import Script
from tests.tui.looking import lines, text
from tests.tui.quiz.test_screen import quiz_of
from tests.tui.stage import app_with
from tests.world import desk_for


def figure(muscle: str) -> Figure:
    about = About(f"deck/{muscle}", "Which muscle group is lit?")
    return Figure(about, "This one", ("That one", "Another", "None"), muscle)


def deck(*muscles: str) -> Deck:
    return Deck("deck", "Deck", cards=tuple(map(figure, muscles)))


@pytest.mark.parametrize("size", [(80, 24), (80, 18)])
async def test_every_muscle_is_lit_and_in_sight(size: tuple[int, int]) -> None:
    app, _, _ = app_with(deck(*(muscle.key for muscle in MUSCLES)), theme="ansi-dark")
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        seen = set()
        for _ in MUSCLES:
            await pilot.pause()
            figure = app.screen.query_one(LitFigure)
            seen.add(figure.muscle)
            assert figure.display
            assert LIT_GLYPH in text(app)
            assert "(" not in "".join(line for line in lines(app) if "lit?" in line)
            await pilot.press("space", "4")
        assert len(seen) == len(MUSCLES)


async def test_the_figure_gives_no_other_group_away() -> None:
    """All that is not lit is drawn alike, whatever is known of it."""
    app, _, _ = app_with(deck("calves"), theme="ansi-dark")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        drawn = {character for line in lines(app)[3:17] for character in line[2:23]}
    assert drawn <= {LIT_GLYPH, "·", " "}


async def test_where_there_is_no_room_words_tell_the_place() -> None:
    app, _, _ = app_with(deck("calves"))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "back of the lower legs" in text(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "back of the lower legs" not in text(app)
        assert app.screen.query_one(LitFigure).display


async def test_the_figure_goes_with_its_card() -> None:
    app, _, _ = app_with(deck("calves"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space", "4")
        await pilot.pause()
        assert "Done for now" in text(app)
        assert not app.screen.query_one(LitFigure).display


async def test_a_quiz_draws_it_too() -> None:
    async with quiz_of(QuizSetup(), kind="figure") as quiz:
        assert quiz.app.screen.query_one(LitFigure).display
        await quiz.press(quiz.digit_of("Right one"))
        assert "Correct" in quiz.text


def test_plain_mode_tells_the_place() -> None:
    desk, _, _ = desk_for(deck("glutes"))
    script = Script(["2", "3"])
    PlainReview(ReviewSession(desk, desk.shelf.decks()), script).run()
    assert "Question: Which muscle group is lit? (at the back of the hips)" in script.said
