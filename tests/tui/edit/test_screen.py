"""The editor: by keys, by mouse, from the browser and from a review."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from quizapp.tui.edit.fields import TextField
from quizapp.tui.edit.screen import EditScreen
from tests.tui.looking import click, lines, text
from tests.tui.stage import app_on
from tests.tui.test_hostile import STRINGS, assert_clean

DECK = """\
deck: d
source: Here
cards:
  - id: one
    q: One?
    a: 1   # of course
  - id: two
    q: Two?
    a: Zwei
    wrong: [Drei, Vier]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "d.yaml"
    path.write_text(DECK)
    return path


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_a_card_is_edited_from_the_browser_with_keys(file: Path) -> None:
    app, _, _ = app_on(file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b", "tab", "down", "e")
        assert "Question     Two?" in text(app)
        await press(pilot, "backspace", *"!", "tab", *"!", "escape")
        assert "d.yaml · changed" in lines(app)[0]
        await press(pilot, "s")
        assert "Saved in d.yaml" in text(app)
        assert "Two!" in text(app)
    assert file.read_text() == DECK.replace("Two?", "Two!").replace("Zwei", "Zwei!")


async def test_a_card_is_edited_in_a_review_and_goes_on_as_it_was(file: Path) -> None:
    app, _, store = app_on(file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "space", "e", "tab", *"st", "ctrl+s")
        assert "1st" in text(app)
        assert "Saved in d.yaml" in text(app)
        await press(pilot, "4")
        assert "Two?" in text(app)
    assert [getattr(event.payload, "card", "") for event in store.events] == ["d/one"]
    assert "a: 1st   # of course" in file.read_text()


async def test_a_card_is_added_and_checked_at_every_key(file: Path) -> None:
    app, _, _ = app_on(file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b", "tab", "a")
        assert "✗ Question: still empty" in text(app)
        await press(pilot, *"Three?", "tab")
        assert "✗ Answer: still empty" in text(app)
        await press(pilot, "3")
        assert "✓ No problems: 1 card" in text(app)
        await press(pilot, "escape", "s")
        assert "3 of 3 cards" in text(app)
    assert file.read_text() == f"{DECK}  - id: three\n    q: Three?\n    a: 3\n"


async def test_the_mouse_does_it_as_well(file: Path) -> None:
    app, _, _ = app_on(file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b", "tab")
        await click(pilot, "Edit")
        await click(pilot, "Flashcard ›")
        await click(pilot, "Accepted")
        assert "‹ Typed answer ›" in text(app)
        await click(pilot, "Shortcuts")
        await click(pilot, "Save")
        assert "Saved in d.yaml" in text(app)
    assert "a: 1   # of course\n    typed: yes\n" in file.read_text()


async def test_what_is_not_saved_is_said_before_it_is_lost(file: Path) -> None:
    app, _, _ = app_on(file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b", "tab", "e", "x", "escape", "q")
        assert "Not saved: press s to save, or q again to discard" in text(app)
        await press(pilot, "q")
        assert "2 of 2 cards" in text(app)
    assert file.read_text() == DECK


async def test_a_change_on_the_disk_is_shown_and_not_overwritten(file: Path) -> None:
    app, _, _ = app_on(file.parent)
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "b", "tab", "e", "tab", *"st", "escape")
        file.write_text(DECK.replace("a: 1 ", "a: eins "))
        await press(pilot, "s")
        assert "in the file: eins" in text(app)
        assert "yours: 1st" in text(app)
        await press(pilot, "q")
        said = "d.yaml has changed in the same places meanwhile; press s to save yours"
        assert said in text(app)
        assert "a: eins " in file.read_text()
        await press(pilot, "s")
    assert "a: 1st   # of course" in file.read_text()


async def test_a_card_that_can_not_be_edited_is_said_in_its_place(file: Path) -> None:
    app, _, _ = app_on(file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b", "tab")
        file.unlink()
        await press(pilot, "e")
        assert "d.yaml: No such file or directory" in text(app)


async def test_tab_and_the_arrows_go_through_every_line_and_out(file: Path) -> None:
    app, _, _ = app_on(file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b", "tab", "down", "e")
        seen = []
        for key in ("tab", "down", "tab", "tab", "tab"):
            focused = app.screen.focused
            seen.append(focused.key if isinstance(focused, TextField) else "")
            await press(pilot, key)
        assert seen == ["q", "a", "wrong", "why", "source"]
        await press(pilot, "tab")
        assert app.screen.focused is None
        await press(pilot, "enter", "shift+tab", *["up"] * 6, "right")
        assert "‹ Several answers ›" in text(app)


async def test_what_is_pasted_is_harmless(file: Path) -> None:
    app, _, _ = app_on(file.parent)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "b", "tab", "e")
        assert isinstance(app.screen, EditScreen)
        for field in app.screen.query(TextField):
            field.post_message(Paste("\n".join(STRINGS)))
        await pilot.pause()
        assert_clean(text(app))
        await press(pilot, "ctrl+s")
        assert_clean(text(app))
    assert file.read_text().startswith("deck: d\nsource: Here\ncards:\n  - id: one\n")


async def test_it_can_be_made_tiny_and_large_again(file: Path) -> None:
    app, _, _ = app_on(file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b", "tab", "e")
        before = text(app)
        for size in ((1, 1), (40, 10), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert text(app) == before


async def test_an_edit_is_undone_before_anything_else(file: Path) -> None:
    app, _, store = app_on(file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "space", "e", *"!", "ctrl+s", "u")
        assert "Undone: the edit of d.yaml" in text(app)
        assert "One?!" not in text(app)
        await press(pilot, "4", "q", "b", "tab", "down", "e", *"!", "ctrl+s", "u")
        assert "Undone: the edit of d.yaml" in text(app)
        assert len(store.events) == 1
        await press(pilot, "u")
        assert "Undone: d/one" in text(app)
    assert file.read_text() == DECK


async def test_leaving_the_program_from_the_editor_is_warned_of(file: Path) -> None:
    app, _, _ = app_on(file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b", "tab", "e", "x", "ctrl+c")
        assert "Not saved: press s to save, or ^c again to discard" in text(app)
        await press(pilot, "ctrl+c")
    assert app.return_code == 130


async def test_after_a_save_the_cursor_is_on_that_card(file: Path) -> None:
    app, _, _ = app_on(file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b", "tab", "a", *"Three?", "tab", "3", "ctrl+s", "s")
        assert "Suspended: d/three" in text(app)


async def test_a_click_in_the_help_is_that_key(file: Path) -> None:
    app, _, _ = app_on(file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "b", "tab", "question_mark")
        await click(pilot, "By deck, due date")
        await pilot.pause()
        assert "by due date" in lines(app)[0]


NAMELESS = "deck: d\ncards:\n  - q: Capital?\n    a: Oslo\n"


async def test_a_review_leaves_the_id_that_an_edit_gave_and_the_browser_undoes_it(
    file: Path,
) -> None:
    file.write_text(NAMELESS)
    app, _, _ = app_on(file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "space", "e", *["down"] * 3, *"Yes", "ctrl+s", "4", "u", "u")
        assert "Nothing to undo" in text(app)
        assert "id: capital" in file.read_text()
        await press(pilot, "q", "b", "tab", "u")
        assert "Undone: the rename to d/capital" in text(app)
        assert "id:" not in file.read_text()
        await press(pilot, "u")
        assert "Nothing to undo" in text(app)


async def test_a_rename_whose_file_has_changed_since_is_not_undone(file: Path) -> None:
    file.write_text(NAMELESS)
    app, _, _ = app_on(file.parent)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "space", "e", *["down"] * 3, *"Yes", "ctrl+s", "q", "b", "tab")
        file.write_text(file.read_text().replace("a: Oslo", "a: Bergen"))
        await press(pilot, "u")
        assert "the card has changed since in d.yaml; nothing was changed" in text(app)
        assert "id: capital" in file.read_text()
