"""The body map: keys, mouse and every size."""

from __future__ import annotations

import pytest

from quizapp.domain.quiz_events import QuizOpened
from quizapp.tui.body.screen import BodyScreen
from quizapp.tui.quiz.screen import QuizScreen
from quizapp.tui.review.screen import ReviewScreen
from tests.tui.looking import click, lines, text
from tests.tui.stage import app_with, shipped
from tests.world import numbered_deck


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_muscle_of_the_decks_is_named_with_its_strength(size: tuple[int, int]) -> None:
    app, _, _ = app_with(*shipped(), days=40)
    async with app.run_test(size=size) as pilot:
        await pilot.press("m")
        await pilot.pause()
        shown = text(app)
    for name in ("Shoulders", "Chest", "Core", "Quadriceps", "Shins", "Back", "Glutes", "Calves"):
        assert f"● {name}" in shown or f"{name} ●" in shown
    assert "front" in shown
    assert "■ not seen  ■ weak  ■ shaky  ■ good  ■ strong" in shown
    assert "13 muscle groups" in shown


async def test_arrows_go_round_and_across_and_the_chosen_one_is_told() -> None:
    app, _, _ = app_with(*shipped(), days=40)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "down")
        await pilot.pause()
        assert lines(app)[-2].startswith(" Shoulders ● ")
        await pilot.press("up")
        await pilot.pause()
        assert lines(app)[-2].startswith(" Calves ● ")
        assert "push you off the ground" in text(app)
        await pilot.press("left")
        await pilot.pause()
        assert lines(app)[-2].startswith(" Shins ● ")
        await pilot.press("space")
        await pilot.pause()
        assert "choose one with the arrows or the mouse" in text(app)


async def test_a_click_on_a_name_chooses_and_another_one_reviews() -> None:
    app, _, _ = app_with(*shipped(), days=40)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        await pilot.pause()
        await click(pilot, "Glutes")
        await pilot.pause()
        assert lines(app)[-2].startswith(" Glutes ● ")
        await click(pilot, "Glutes ●")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)


async def test_a_click_on_a_muscle_chooses_it() -> None:
    app, _, _ = app_with(*shipped(), days=40)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        await pilot.pause()
        await pilot.click(offset=(53, 12))
        await pilot.pause()
        assert lines(app)[-2].startswith(" Glutes ● ")


async def test_enter_reviews_only_the_cards_of_the_muscle() -> None:
    app, _, store = app_with(*shipped())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "up", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press("tab", "space", "4")
        await pilot.pause()
        tags = {card.about.id: card.about.tags for deck in shipped() for card in deck.cards}
        bodies = [event.payload for event in store.events]
        assert [("muscle:calves" in tags[getattr(body, "card", "")]) for body in bodies] == [True]


async def test_z_quizzes_the_muscle_and_without_one_sets_a_quiz_up() -> None:
    app, _, store = app_with(*shipped())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "z")
        await pilot.pause()
        assert "Questions" in text(app)
        await pilot.press("q", "m", "up", "z")
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)
        opened = store.events[-1].payload
        assert isinstance(opened, QuizOpened)
        assert opened.setup.tags == ("muscle:calves",)


async def test_where_there_is_no_room_for_a_figure_there_is_a_list() -> None:
    app, _, _ = app_with(*shipped(), days=40)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("m")
        await pilot.pause()
        assert "weak" in text(app)
        await pilot.press("down", "down")
        await pilot.pause()
        assert "▌Biceps" in text(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "front" in text(app)
        await pilot.resize_terminal(1, 1)
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert isinstance(app.screen, BodyScreen)


async def test_without_colours_patterns_tell_the_levels() -> None:
    app, _, _ = app_with(*shipped(), days=40, theme="ansi-dark")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "up")
        await pilot.pause()
        shown = text(app)
    assert ": not seen  ░ weak  ▒ shaky  ▓ good  █ strong" in shown
    assert "CCCC" in shown
    assert "▀" not in shown


async def test_decks_about_no_muscle_say_so() -> None:
    app, _, _ = app_with(numbered_deck(3))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "down", "z", "q")
        await pilot.pause()
        await pilot.press("m")
        await pilot.pause()
        assert "No card has a tag such as muscle:calves" in text(app)


async def test_q_goes_home() -> None:
    app, _, _ = app_with(*shipped())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "q")
        await pilot.pause()
        assert "Decks" in text(app)
