"""The figure as letters: one letter for each pixel, two pixels for each terminal cell.

An upper-case letter is a pixel of a region in light, a lower-case one in shadow, and a dot is the
background. The data files are in this folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

EMPTY = "."
REGIONS = {
    "Q": "quadriceps",
    "R": "quadriceps",
    "H": "hamstrings",
    "G": "glutes",
    "C": "calves",
    "Z": "calves",
    "A": "core",
    "B": "back",
    "P": "chest",
    "D": "shoulders",
    "E": "biceps",
    "T": "triceps",
    "F": "forearms",
    "X": "hip-flexors",
    "S": "shins",
    "I": "it-band",
    "K": "knees",
}
"""The muscle of each letter. The inner thigh counts as quads, the Achilles tendon as calves."""
NEUTRAL = {"N": "skin", "U": "hair", "W": "shoe"}


@dataclass(frozen=True, slots=True)
class Grid:
    """One side of the figure."""

    rows: tuple[str, ...]

    @property
    def width(self) -> int:
        """In cells."""
        return len(self.rows[0])

    @property
    def height(self) -> int:
        """In cells."""
        return len(self.rows) // 2

    def cell(self, x: int, y: int) -> tuple[str, str]:
        """The letters of a cell, above and below."""
        return self.rows[2 * y][x], self.rows[2 * y + 1][x]

    def muscle_at(self, x: int, y: int) -> str | None:
        """The muscle in a cell, if there is one; a click can't tell the two halves apart."""
        if not (0 <= x < self.width and 0 <= y < self.height):
            return None
        found = (REGIONS.get(letter.upper()) for letter in self.cell(x, y))
        return next((muscle for muscle in found if muscle), None)

    def columns_of(self, muscle: str, y: int) -> Iterator[int]:
        """The columns in which a row of cells shows a muscle."""
        return (x for x in range(self.width) if self.muscle_at(x, y) == muscle)


@cache
def load_grid(side: str, size: str) -> Grid:
    """The `front` or the `back`, `small` or `large`."""
    text = files("quizapp.tui").joinpath("figure", f"{side}_{size}.txt").read_text("utf-8")
    return Grid(tuple(text.split()))
