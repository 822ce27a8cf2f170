"""Every screen as text, at two sizes, kept in `tests/data/screens`.

    python -m tests.tui.goldens [NAME…]

writes them anew; look at what `git diff` says then. The clock and the seed are frozen, the history
is invented.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.tui.looking import text
from tests.tui.pictures import SCREENS, Picture, shown
from tests.tui.pictures import SIZES as ALL_SIZES

FOLDER = Path(__file__).parents[1] / "data" / "screens"
SIZES = {name: size for name, size in ALL_SIZES.items() if name != "40x10"}
GOLDENS = {
    f"{name}-{size}": replace(picture, size=SIZES[size])
    for name, picture in SCREENS.items()
    for size in SIZES
}


async def drawn(picture: Picture) -> str:
    """The screen as text, without the blanks at the ends of its lines."""
    async with shown(picture) as app:
        return "\n".join(line.rstrip() for line in text(app).split("\n")).rstrip() + "\n"


def main(names: Sequence[str]) -> None:
    """Write those that were asked for, or all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, picture in GOLDENS.items():
        if not names or name in names:
            (FOLDER / f"{name}.txt").write_text(asyncio.run(drawn(picture)), "utf-8")


if __name__ == "__main__":
    os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
    main(sys.argv[1:])
