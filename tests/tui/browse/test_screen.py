"""The browser: searching, changing, looking closer; keys, mouse and sizes."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Input

from quizapp.domain.event import Aliased, EventPayload, Marked, Reset, Suspended, Undone
from quizapp.domain.memory import Day
from tests.tui.looking import click, lines, text
from tests.tui.stage import app_on, app_with, shipped
from tests.tui.test_hostile import STRINGS, assert_clean, evil
from tests.world import MemoryStore, numbered_deck


def bodies(store: MemoryStore) -> list[EventPayload]:
    return [event.payload for event in store.events]


async def test_it_searches_as_you_type() -> None:
    app, _, _ = app_with(*shipped(), days=40)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert "of 210 cards · by deck" in lines(app)[0]
        await pilot.press(*"tag:glutes is:new")
        await pilot.pause()
        assert "What do the glutes supply" in text(app)
        count = int(lines(app)[0].split("Browse")[1].split()[0])
        assert 0 < count < 14


async def test_what_is_not_understood_is_said_in_its_place() -> None:
    app, _, _ = app_with(numbered_deck(3))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", *"is:hungry")
        await pilot.pause()
        assert "no 'is:hungry'; choose from:" in text(app)
        await pilot.press(*["backspace"] * 9)
        await pilot.pause()
        assert "hungry" not in text(app)
        assert "3 of 3 cards" in text(app)


async def test_a_card_is_suspended_marked_made_new_and_all_of_it_undone() -> None:
    app, desk, store = app_with(numbered_deck(3))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "tab", "down", "s", "m", "n")
        await pilot.pause()
        card = "deck/card-1"
        assert bodies(store) == [Suspended(card), Marked(card), Reset(card)]
        assert f"Reset: {card}; press u to undo" in text(app)
        await pilot.press("u", "s")
        await pilot.pause()
        assert isinstance(bodies(store)[3], Undone)
        assert bodies(store)[4] == Suspended(card, on=False)
        await pilot.press("u", "u", "u", "u")
        await pilot.pause()
        assert not desk.store.progress.states[card].suspended
        assert "Nothing to undo" in text(app)


async def test_a_buried_card_is_seen_to_be_buried() -> None:
    app, _, _ = app_with(numbered_deck(1))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "tab", "b")
        await pilot.pause()
        (row,) = [line for line in text(app).splitlines() if "What is card-0?" in line]
        assert "buried" in row
        await pilot.press("enter")
        await pilot.pause()
        assert "buried until tomorrow" in text(app)
        await pilot.press("q", "b")
        await pilot.pause()
        (row,) = [line for line in text(app).splitlines() if "What is card-0?" in line]
        assert "buried" not in row


async def test_a_card_that_another_window_renames_is_followed(tmp_path: Path) -> None:
    """And what is done to it is done to the card, whatever its id."""
    file = tmp_path / "d.yaml"
    file.write_text("deck: d\ncards:\n  - {id: old, q: Capital?, a: Oslo}\n")
    app, _, store = app_on(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "tab")
        file.write_text(file.read_text().replace("old", "new"))
        store.elsewhere(Day(20514), Aliased("d/new", "d/old"))
        await pilot.press("b")
        await pilot.pause()
        assert store.progress.states["d/new"].buried is not None
        (row,) = [line for line in text(app).splitlines() if "Capital?" in line]
        assert "buried" in row
        await pilot.press("m")
        await pilot.pause()
        assert "Marked: d/new" in text(app)
        assert store.progress.states["d/new"].marked


async def test_the_card_is_laid_open_with_its_curve() -> None:
    app, _, _ = app_with(*shipped(), days=40)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", *"is:review", "enter", "enter")
        await pilot.pause()
        shown = text(app)
        assert "Forecast recall" in shown
        assert "100%│" in shown
        assert "stability" in shown
        await pilot.press("q")
        await pilot.pause()
        assert "Browse" in lines(app)[0]


async def test_the_order_can_be_another() -> None:
    app, _, _ = app_with(*shipped(), days=40)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "tab", "o")
        await pilot.pause()
        assert "by due date" in lines(app)[0]
        assert " now " in lines(app)[3]
        await pilot.press("o")
        await pilot.pause()
        assert "hardest first" in lines(app)[0]


async def test_the_mouse_does_it_all() -> None:
    app, _, store = app_with(numbered_deck(3))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("b")
        await pilot.pause()
        await click(pilot, "What is card-2?")
        await pilot.pause()
        await click(pilot, "m Mark")
        await pilot.pause()
        await pilot.pause()
        assert bodies(store) == [Marked("deck/card-2")]
        await click(pilot, "What is card-2?")
        await pilot.pause()
        await pilot.pause()
        assert "It is card-2" in text(app)
        await click(pilot, "q Close")
        await pilot.pause()
        await click(pilot, "q Home")
        await pilot.pause()
        await pilot.pause()
        assert "Decks" in text(app)


async def test_where_nothing_can_be_kept_it_is_said() -> None:
    app, _, store = app_with(numbered_deck(3))
    store.read_only = "Read-only file system"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "tab", "s")
        await pilot.pause()
        assert "Read-only file system" in text(app)


@pytest.mark.parametrize("at", range(0, len(STRINGS), 14))
async def test_hostile_text_is_text(at: int) -> None:
    bad = [STRINGS[(at + step) % len(STRINGS)] for step in range(7)]
    app, _, _ = app_with(evil(*bad))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("b", *"[/]", *["backspace"] * 3, "tab")
        for _ in range(7):
            await pilot.press("enter")
            await pilot.pause()
            assert_clean(text(app))
            await pilot.press("q", "down")
        await pilot.pause()
        assert_clean(text(app))


async def test_many_cards_are_drawn_only_where_they_are_seen() -> None:
    app, _, _ = app_with(numbered_deck(20_000))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        await pilot.pause()
        await pilot.press(*"19999", "tab", "end")
        await pilot.pause()
        assert "What is card-19999?" in text(app)


async def test_no_size_breaks_it() -> None:
    app, _, _ = app_with(*shipped(), days=4)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "tab")
        for size in ((1, 1), (20, 5), (300, 100), (40, 10), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert "Browse" in text(app)


async def test_after_a_card_was_shown_the_list_has_the_keys_again() -> None:
    app, _, store = app_with(numbered_deck(3))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "tab", "down", "enter")
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("s", "question_mark")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("m")
        await pilot.pause()
        assert bodies(store) == [Suspended("deck/card-1"), Marked("deck/card-1")]


async def test_the_footer_says_what_the_keys_do_now() -> None:
    app, _, _ = app_with(numbered_deck(3))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert lines(app)[-1].strip() == "↓ tab To the cards"
        await pilot.press("tab")
        await pilot.pause()
        assert "s Suspend" in lines(app)[-1]
        await pilot.press("slash")
        await pilot.pause()
        assert "s Suspend" not in lines(app)[-1]


async def test_no_letter_typed_ahead_of_the_browser_is_lost() -> None:
    app, _, _ = app_with(numbered_deck(30))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key in ("b", *"card"):
            app.post_message(Key(key, key))
        for _ in range(6):
            await pilot.pause()
        assert app.screen.query_one(Input).value == "card"
