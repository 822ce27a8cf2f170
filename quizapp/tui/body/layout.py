"""The positions of figures and names: pure, computed once for each size and set of groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from quizapp.domain.anatomy import MUSCLES
from quizapp.tui.figure.body_grid import EMPTY, Grid, load_grid

_BACKS = frozenset(muscle.key for muscle in MUSCLES if muscle.is_at_the_back)
_SIZES = (("large", 23, 8), ("small", 17, 4))
"""Columns for the names on either side, and between the figures."""
HEADING = 1
"""Lines above the figures."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside the figure."""

    key: str
    row: int
    is_at_the_back: bool
    leader: tuple[int, ...]
    """Columns of the figure between the name and the muscle."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything that depends only on the size and on which groups have cards."""

    front: Grid
    back: Grid
    top: int
    """The line of the heading."""
    left: int
    """The column in which the front begins."""
    back_at: int
    labels: tuple[Label, ...]

    def key_at(self, x: int, line: int) -> str:
        """The muscle at a position, on a figure or a name; empty elsewhere."""
        y = line - self.top - HEADING
        for figure, begins in ((self.front, self.left), (self.back, self.back_at)):
            found = figure.muscle_at(x - begins, y)
            if found in {label.key for label in self.labels}:
                return found or ""
        is_back = x >= self.back_at + self.back.width
        if self.left <= x and not is_back:
            return ""
        names = (label for label in self.labels if label.is_at_the_back == is_back)
        return next((label.key for label in names if label.row == y), "")

    def beside(self, key: str) -> str:
        """The name across from this one, on the other side of the figures."""
        own = next(label for label in self.labels if label.key == key)
        others = [each for each in self.labels if each.is_at_the_back != own.is_at_the_back]
        return min(others, key=lambda each: abs(each.row - own.row), default=own).key


@cache
def layout_for(width: int, height: int, keys: tuple[str, ...]) -> Layout | None:
    """The largest figures that fit; None if none do."""
    for size, gutter, gap in _SIZES:
        front, back = load_grid("front", size), load_grid("back", size)
        figures = front.width + gap + back.width
        if width >= figures + 2 * gutter and height >= front.height + HEADING:
            left = (width - figures) // 2
            top = (height - front.height - HEADING) // 2
            labels = (*_labels(front, keys, is_back=False), *_labels(back, keys, is_back=True))
            return Layout(front, back, top, left, left + front.width + gap, labels)
    return None


def _labels(figure: Grid, keys: Sequence[str], *, is_back: bool) -> Iterator[Label]:
    """A row for each name: near the middle of its muscle, with little body in between."""
    taken: set[int] = set()
    for key in keys:
        if (key in _BACKS) != is_back:
            continue
        rows = [y for y in range(figure.height) if any(figure.columns_of(key, y))]
        if not rows:
            continue
        middle = (rows[0] + rows[-1]) / 2
        free = [y for y in rows if y not in taken] or rows
        costs = {y: _cost(figure, key, y, middle, is_back=is_back) for y in free}
        row = min(free, key=lambda y: (costs[y], y))
        taken.add(row)
        yield Label(key, row, is_back, tuple(_between(figure, key, row, is_back=is_back)))


def _cost(figure: Grid, key: str, y: int, middle: float, *, is_back: bool) -> float:
    crossed = sum(
        figure.cell(x, y) != (EMPTY, EMPTY) for x in _between(figure, key, y, is_back=is_back)
    )
    return crossed + 2 * abs(y - middle)


def _between(figure: Grid, key: str, y: int, *, is_back: bool) -> range:
    """The columns from the edge of the figure to the muscle."""
    columns = list(figure.columns_of(key, y))
    return range(columns[-1] + 1, figure.width) if is_back else range(columns[0])
