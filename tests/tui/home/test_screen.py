from __future__ import annotations

import asyncio
import os
import signal

import pytest

from quizapp.domain.event import Marked, Suspended
from quizapp.domain.memory import Day
from quizapp.tui.shared.heatmap import level
from tests.tui.looking import click, lines, text
from tests.tui.stage import app_with, shipped
from tests.world import numbered_deck


async def test_home_shows_today_the_weeks_and_the_decks() -> None:
    app, _, _ = app_with(*shipped(), days=40)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = text(app)
    for words in ("Today", "Reviews", "Decks", "Running muscles", "Tue 24 Nov", "q Quit", "20 new"):
        assert words in shown


async def test_the_wide_screen_adds_a_detail_panel() -> None:
    app, _, _ = app_with(*shipped(), days=40)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "down")
        await pilot.pause()
        shown = text(app)
    assert "Due in the next 14 days" in shown
    cards = len(next(deck for deck in shipped() if deck.id == "faq").cards)
    assert f"How well you know {cards} cards" in shown


async def test_a_suspended_card_is_counted_as_suspended_and_as_nothing_else() -> None:
    app, _, store = app_with(numbered_deck(3))
    store.record(Day(20514), Suspended("deck/card-0"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        stages = [line.split("│")[-2].split() for line in lines(app) if line.count("│") == 4]
    counts = {row[0]: row[-1] for row in stages if row and row[0] in {"new", "young", "suspended"}}
    assert counts == {"new": "2", "young": "0", "suspended": "1"}


async def test_the_smallest_screen_still_shows_decks_and_the_way_out() -> None:
    app, _, _ = app_with(*shipped())
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        shown = text(app)
    assert "Exercises" in shown
    assert "q Quit" in shown


async def test_the_cursor_chooses_what_is_reviewed() -> None:
    app, _, _ = app_with(numbered_deck(2, "alpha"), numbered_deck(2, "beta"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("j", "j", "enter")
        await pilot.pause()
        assert "◆ Beta" in text(app)
        assert "0 answered · 2 left" in text(app)


async def test_a_decks_row_says_what_reviewing_it_alone_brings() -> None:
    app, _, _ = app_with(numbered_deck(30, "alpha"), numbered_deck(8, "beta"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = [line for line in lines(app) if " new" in line and "due" in line]
        assert [row.split(" new")[0].split()[-1] for row in rows] == ["20", "20", "8"]
        await pilot.press("j", "enter")
        await pilot.pause()
        assert "0 answered · 20 left" in text(app)


async def test_the_detail_panel_is_filled_when_the_window_grows() -> None:
    app, _, _ = app_with(*shipped())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "Due in the next 14 days" in text(app)


async def test_control_c_leaves() -> None:
    app, _, _ = app_with(numbered_deck(2))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+c")
        await pilot.pause()
    assert app.return_code == 130


async def test_a_click_chooses_and_a_second_one_reviews() -> None:
    app, _, _ = app_with(numbered_deck(2, "alpha"), numbered_deck(2, "beta"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await click(pilot, " Beta")
        await pilot.pause()
        assert "Decks" in text(app)
        await click(pilot, "Beta")
        await pilot.pause()
        assert "◆ Beta" in text(app)


async def test_help_lists_every_key_of_its_screen() -> None:
    app, _, _ = app_with(numbered_deck(2))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Keys · Home" in text(app)
        assert "Switch between dark and light" in text(app)
        await pilot.press("q")
        await pilot.pause()
        assert "Keys · Home" not in text(app)


async def test_the_palette_offers_what_the_screen_can_do_and_themes() -> None:
    app, _, _ = app_with(numbered_deck(2))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        await pilot.press("colon")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        shown = text(app)
        for words in ("Review", "Help", "Browse", "Settings"):
            assert words in shown
        for words in ("Screenshot", "Maximize", "Keys"):
            assert words not in shown
        await pilot.press(*"theme")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Choose a theme" in text(app)


async def test_a_theme_is_changed_and_kept() -> None:
    app, _, _ = app_with(numbered_deck(2))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("t")
        await pilot.pause()
        assert app.theme == "runquiz-light"
        assert app._preferences.theme == "runquiz-light"
    again, _, _ = app_with(numbered_deck(2), theme="runquiz-light")
    assert again.theme == "runquiz-light"


async def test_a_theme_that_is_gone_is_not_missed() -> None:
    app, _, _ = app_with(numbered_deck(2), theme="no such theme")
    assert app.theme == "runquiz-dark"


async def test_without_colour_the_heatmap_speaks_by_shape() -> None:
    app, _, _ = app_with(*shipped(), days=40, colourless=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "░ ▒ ▓ █" in text(app)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
async def test_a_signal_closes_the_app_with_the_shells_code(number: int, code: int) -> None:
    app, _, _ = app_with(numbered_deck(2))

    async def stop(_: object) -> None:
        os.kill(os.getpid(), number)

    await asyncio.wait_for(app.run_async(headless=True, size=(80, 24), auto_pilot=stop), 10)
    assert app.return_code == code


async def test_a_signal_before_the_first_screen_closes_it_too() -> None:
    app, _, _ = app_with(numbered_deck(2))
    running = asyncio.create_task(app.run_async(headless=True, size=(80, 24)))
    await asyncio.sleep(0)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(running, 10)
    assert app.return_code == 143


def test_levels_of_the_heatmap_go_by_the_busiest_day() -> None:
    assert [level(count, 100) for count in (0, 1, 25, 26, 75, 76, 100)] == [0, 1, 1, 2, 3, 4, 4]


async def test_what_is_not_saved_is_tried_again_by_r_and_not_left_unsaid() -> None:
    app, desk, store = app_with(numbered_deck(3))
    store.fails = "No space left on device"
    store.record(Day(100), Marked("deck/card-0"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "1 answer not saved; press r to try again" in text(app)
        await pilot.press("q")
        await pilot.pause()
        assert app.is_running
        assert "q to quit without saving" in text(app)
        store.fails = ""
        await pilot.press("r")
        await pilot.pause()
        assert "not saved" not in text(app)
        assert desk.store.unsaved == 0
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running


async def test_a_second_q_leaves_whatever_is_not_saved() -> None:
    app, _, store = app_with(numbered_deck(3))
    store.fails = "No space left on device"
    store.record(Day(100), Marked("deck/card-0"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q", "q")
        await pilot.pause()
        assert not app.is_running


async def test_of_several_notices_the_first_is_shown_and_help_has_all() -> None:
    app, _, store = app_with(numbered_deck(3))
    store.notices = ("/data/progress.json was damaged", "[bold]a copy\x1b[31m was merged")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "(? shows 1 more) progress.json was damaged" in text(app)
        await pilot.press("question_mark", "end")
        await pilot.pause()
        assert "[bold]a copy was merged" in text(app)


async def test_a_new_learner_is_told_how_it_goes_until_the_first_answer() -> None:
    app, _, _ = app_with(*shipped())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = text(app)
        for words in ("Welcome", "1 Again", "I did not know it", "4 Easy", "before you forget"):
            assert words in shown
        await pilot.press("enter", "tab", "space", "4", "q")
        await pilot.pause()
        assert "Welcome" not in text(app)
        assert "less" in text(app)
