"""Every screen as text at two sizes, and six of them in their colours, kept in `tests/data`.

    python -m tests.tui.goldens [NAME…]

writes them again; then look at `git diff`. The clock and the seed are frozen, the history is
invented.

A screen in colours has a letter for each cell, below a list of what each letter stands for.
"""

from __future__ import annotations

import asyncio
import os
import string
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from tests.tui.looking import styles, text
from tests.tui.pictures import SCREENS, Picture, shown
from tests.tui.pictures import SIZES as ALL_SIZES

FOLDER = Path(__file__).parents[1] / "data" / "screens"
COLOURS_FOLDER = FOLDER.with_name("colours")
SIZES = {name: size for name, size in ALL_SIZES.items() if name != "40x10"}
GOLDENS = {
    f"{name}-{size}": replace(picture, size=SIZES[size])
    for name, picture in SCREENS.items()
    for size in SIZES
}

COLOURED = {
    name: GOLDENS[f"{name}-80x24"]
    for name in ("home", "review-shown", "quiz-shown", "body-chosen", "browse", "statistics")
}
LETTERS = string.ascii_letters + string.digits


async def drawn(picture: Picture) -> str:
    """The screen as text, without the blanks at the ends of its lines."""
    async with shown(picture) as app:
        return "\n".join(line.rstrip() for line in text(app).split("\n")).rstrip() + "\n"


async def coloured(picture: Picture) -> str:
    """A letter for each cell of the screen, below the style of each letter."""
    async with shown(picture) as app:
        cells = styles(app)
    legend = dict(zip(dict.fromkeys(chain.from_iterable(cells)), LETTERS, strict=False))
    rows = ["".join(legend[style] for style in row) for row in cells]
    return "\n".join([*(f"{letter} {style}" for style, letter in legend.items()), "", *rows, ""])


def main(names: Sequence[str]) -> None:
    """Write those that were asked for, or all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, picture in GOLDENS.items():
        if not names or name in names:
            (FOLDER / f"{name}.txt").write_text(asyncio.run(drawn(picture)), "utf-8")
    COLOURS_FOLDER.mkdir(exist_ok=True)
    for name, picture in COLOURED.items():
        if not names or name in names:
            (COLOURS_FOLDER / f"{name}.txt").write_text(asyncio.run(coloured(picture)), "utf-8")


if __name__ == "__main__":
    os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
    main(sys.argv[1:])
