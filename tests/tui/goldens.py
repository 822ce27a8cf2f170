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

from quizapp.domain.quiz import QuizSetup
from tests.tui.looking import text
from tests.tui.pictures import Picture, shown

FOLDER = Path(__file__).parents[1] / "data" / "screens"
SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
_CHOICES = QuizSetup(questions=3, kinds=("choice",))
_SCREENS = {
    "home": Picture(),
    "home-first-day": Picture(days=0),
    "review-open": Picture(("enter",), kind="choice", days=0),
    "review-shown": Picture(("enter", "2"), kind="choice", days=0),
    "review-figure": Picture(("enter",), kind="figure", days=0),
    "review-why": Picture(("enter", "tab", "w")),
    "review-done": Picture(("enter", *("space", "4") * 6), days=0, kind="figure"),
    "quiz-setup": Picture(("z",)),
    "quiz-open": Picture(setup=_CHOICES),
    "quiz-shown": Picture(("1",), setup=_CHOICES),
    "quiz-results": Picture((*("1", "space") * 3,), setup=_CHOICES),
    "body": Picture(("m",)),
    "body-chosen": Picture(("m", "down")),
    "statistics": Picture(("s",)),
    "browse": Picture(("b", *"is:review", "down")),
    "browse-card": Picture(("b", *"is:review", "down", "enter")),
    "settings": Picture(("comma", "down")),
    "edit": Picture(("b", "tab", "e")),
    "edit-new": Picture(("b", "tab", "a", *"Why?", "escape")),
    "help": Picture(("question_mark",)),
}
GOLDENS = {
    f"{name}-{size}": replace(picture, size=SIZES[size])
    for name, picture in _SCREENS.items()
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
