"""Every screen looks as it did when somebody last looked at it."""

from __future__ import annotations

import pytest

from tests.tui.goldens import COLOURED, COLOURS_FOLDER, FOLDER, GOLDENS, coloured, drawn


@pytest.mark.parametrize("name", GOLDENS)
async def test_a_screen_looks_as_it_did(name: str) -> None:
    assert await drawn(GOLDENS[name]) == (FOLDER / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", COLOURED)
async def test_a_screen_has_its_colours(name: str) -> None:
    assert await coloured(COLOURED[name]) == (COLOURS_FOLDER / f"{name}.txt").read_text("utf-8")


def test_no_golden_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(GOLDENS)
    assert {path.stem for path in COLOURS_FOLDER.glob("*.txt")} == set(COLOURED)
