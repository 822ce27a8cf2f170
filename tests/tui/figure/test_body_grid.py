from __future__ import annotations

import pytest

from quizapp.domain.anatomy import MUSCLES
from quizapp.tui.body.layout import HEADING, layout_for
from quizapp.tui.figure.body_grid import EMPTY, NEUTRAL, REGIONS, load_grid

ALL = [(side, size) for side in ("front", "back") for size in ("small", "large")]
KEYS = tuple(muscle.key for muscle in MUSCLES)


@pytest.mark.parametrize(("side", "size"), ALL)
def test_the_figure_is_the_same_on_its_left_and_on_its_right(side: str, size: str) -> None:
    rows = load_grid(side, size).rows
    assert all(row == row[::-1] for row in rows)
    assert {len(row) for row in rows} == {load_grid(side, size).width}
    assert (len(rows) % 2, load_grid(side, size).width % 2) == (0, 1)


@pytest.mark.parametrize("size", ["small", "large"])
def test_every_letter_occurs_and_none_that_is_not_known(size: str) -> None:
    rows = [row for side in ("front", "back") for row in load_grid(side, size).rows]
    letters = {letter.upper() for row in rows for letter in row}
    assert letters == {EMPTY, *REGIONS, *NEUTRAL}


def test_every_region_is_a_muscle_that_can_be_taught() -> None:
    assert set(REGIONS.values()) == set(KEYS)


@pytest.mark.parametrize("size", [(80, 21), (120, 35), (200, 60)])
def test_each_muscle_has_a_name_in_a_row_of_its_own_side(size: tuple[int, int]) -> None:
    layout = layout_for(*size, KEYS)
    assert layout is not None
    assert sorted(label.key for label in layout.labels) == sorted(KEYS)
    for is_back in (False, True):
        rows = [label.row for label in layout.labels if label.is_at_the_back == is_back]
        assert len(rows) == len(set(rows))


@pytest.mark.parametrize("size", [(79, 21), (80, 20), (40, 7), (1, 1)])
def test_where_there_is_no_room_there_is_no_figure(size: tuple[int, int]) -> None:
    if size != (79, 21):
        assert layout_for(*size, KEYS) is None


def test_a_click_finds_the_muscle_or_the_name() -> None:
    layout = layout_for(80, 21, KEYS)
    assert layout is not None
    for label in layout.labels:
        figure, begins = (
            (layout.back, layout.back_at) if label.is_at_the_back else (layout.front, layout.left)
        )
        column = next(iter(figure.columns_of(label.key, label.row)))
        assert layout.key_at(begins + column, label.row + HEADING) == label.key
        assert layout.key_at(79 if label.is_at_the_back else 0, label.row + HEADING) == label.key
    assert layout.key_at(layout.left + layout.front.width + 2, 3) == ""


def test_the_name_across_is_on_the_other_side() -> None:
    layout = layout_for(80, 21, KEYS)
    assert layout is not None
    assert layout.beside("quadriceps") == "hamstrings"
    assert layout.beside("shins") == "calves"
