"""Every screen looks as it did when somebody last looked at it."""

from __future__ import annotations

import pytest

from tests.tui.goldens import FOLDER, GOLDENS, drawn


@pytest.mark.parametrize("name", GOLDENS)
async def test_a_screen_looks_as_it_did(name: str) -> None:
    assert await drawn(GOLDENS[name]) == (FOLDER / f"{name}.txt").read_text("utf-8")


def test_no_golden_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(GOLDENS)
