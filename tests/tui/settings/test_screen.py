"""The settings: each line, by keys and by mouse, and what is kept of it."""

from __future__ import annotations

from dataclasses import fields

import pytest

from quizapp.domain.cards.card import KIND_TITLES, KINDS
from quizapp.domain.event import SettingChanged
from quizapp.domain.memory import Day
from quizapp.domain.settings import Settings
from quizapp.tui.settings.rows import SETTINGS, next_theme, next_value, rows_of
from quizapp.tui.themes import NAMES
from tests.tui.looking import click, lines, text
from tests.tui.stage import app_with
from tests.world import MemoryStore, numbered_deck


def changes(store: MemoryStore) -> list[tuple[str, object]]:
    bodies = (event.payload for event in store.events)
    return [
        (payload.name, payload.value) for payload in bodies if isinstance(payload, SettingChanged)
    ]


def test_every_setting_has_a_line_and_every_value_of_it_is_one() -> None:
    assert set(SETTINGS) == {field.name for field in fields(Settings)}
    for name, line in SETTINGS.items():
        assert Settings().as_dict()[name] in line.values
        for value in line.values:
            assert Settings().with_value(name, value).as_dict()[name] == value
            assert line.say(value)
    assert len(rows_of(Settings(), "runquiz-dark")) == len(SETTINGS) + 1


@pytest.mark.parametrize("name", SETTINGS)
def test_a_step_on_and_back_ends_where_it_began(name: str) -> None:
    for value in SETTINGS[name].values:
        assert next_value(name, next_value(name, value, 1), -1) == value


def test_from_a_value_that_is_not_listed_it_goes_to_the_nearest() -> None:
    assert next_value("new_limit", 17, 1) == 20
    assert next_value("new_limit", 17, -1) == 15
    assert next_value("learning_steps", (7, 8), 1) in SETTINGS["learning_steps"].values


def test_themes_go_round() -> None:
    theme = "runquiz-dark"
    seen = []
    for _ in NAMES:
        seen.append(theme)
        theme = next_theme(theme, 1)
    assert (theme, set(seen)) == ("runquiz-dark", set(NAMES))
    assert next_theme("nord", 1) in NAMES


def test_every_kind_has_words_in_the_setup_of_a_quiz() -> None:
    assert set(KIND_TITLES) == set(KINDS)


async def test_a_change_is_one_event_when_the_line_is_left() -> None:
    app, desk, store = app_with(numbered_deck(30))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma", "right", "right", "left")
        await pilot.pause()
        assert changes(store) == []
        assert "‹ 30 a day ›" in text(app)
        await pilot.press("down", "space", "q")
        await pilot.pause()
        assert changes(store) == [("new_limit", 30), ("review_limit", 300)]
        assert desk.store.progress.settings.new_limit == 30
        assert "30 new" in text(app)


async def test_what_was_set_back_is_no_change() -> None:
    app, _, store = app_with(numbered_deck(3))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma", "right", "0", "q")
        await pilot.pause()
        assert store.events == []


async def test_the_mouse_changes_a_line_and_leaves() -> None:
    app, _, store = app_with(numbered_deck(3))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        await click(pilot, "Pass mark")
        await pilot.pause()
        await click(pilot, "Pass mark")
        await pilot.pause()
        await click(pilot, "q Home")
        await pilot.pause()
        await pilot.pause()
        assert changes(store) == [("pass_mark", 650)]
        assert "Decks" in text(app)


async def test_a_theme_is_seen_at_once_and_is_no_event() -> None:
    app, _, store = app_with(numbered_deck(3))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma", "end", "right", "right")
        await pilot.pause()
        assert app.theme == "runquiz-colour-blind"
        assert "dark, colour-blind friendly" in text(app)
        await pilot.press("q")
        assert store.events == []


async def test_where_nothing_can_be_kept_it_is_said() -> None:
    app, _, store = app_with(numbered_deck(3))
    store.read_only = "Read-only file system"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma", "right", "down")
        await pilot.pause()
        assert "Not saved: Read-only file system" in text(app)


async def test_the_smallest_screen_scrolls() -> None:
    app, _, _ = app_with(numbered_deck(3))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("comma", "end")
        await pilot.pause()
        assert any("Theme" in line for line in lines(app))
        for size in ((1, 1), (300, 100), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert "New cards" in text(app)


async def test_what_another_window_has_set_stays() -> None:
    app, desk, store = app_with(numbered_deck(3))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma", "right")
        store.elsewhere(Day(1), SettingChanged("pass_mark", 800))
        await pilot.press("down", "down", "q")
        await pilot.pause()
    assert changes(store) == [("pass_mark", 800), ("new_limit", 30)]
    assert desk.store.progress.settings.pass_mark == 800


async def test_due_dates_are_computed_again_only_when_that_is_confirmed() -> None:
    app, desk, store = app_with(numbered_deck(3), days=20)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        store.record(desk.today(), SettingChanged("desired_recall", 980))
        before = store.progress.states.columns()
        await pilot.press("comma", "p")
        assert "Reschedule" in text(app)
        assert "sooner" in text(app)
        await pilot.press("n")
        assert store.progress.states.columns() == before
        await pilot.press("p", "enter")
        assert "Rescheduled" in text(app)
        assert store.progress.states.columns() != before
        await pilot.press("p")
        assert "No due date would change" in text(app)
        await pilot.press("right")
        assert "No due date would change" not in text(app)
