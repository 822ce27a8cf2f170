"""Pictures of the app from the app itself: `python -m tests.tui.pictures FOLDER [NAME…]`.

Frozen clock, fixed seed, invented history: two runs draw the same. The README's pictures are
`python -m tests.tui.pictures .github/pictures home review`.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from quizapp.domain.deck import Deck
from tests.tui.stage import app_with, shipped

FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""A picture asks no host for a font; the reader's own monospace will do."""


@dataclass(frozen=True, slots=True)
class Picture:
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (80, 24)
    theme: str = "runquiz-dark"
    kind: str = ""
    """Only cards of this kind, so that it comes first."""
    days: int = 40
    decks: Sequence[Deck] | None = None


def pictures() -> dict[str, Picture]:
    """Every picture by name."""
    wide, small = (120, 40), (40, 10)
    shown = {
        "home": Picture(size=wide),
        "review": Picture(("enter", "1"), kind="choice", days=0),
        "home-80x24": Picture(),
        "home-80x24-light": Picture(theme="runquiz-light"),
        "home-first": Picture(days=0),
        "home-40x10": Picture(size=small),
        "home-ansi": Picture(theme="ansi-dark"),
        "home-light-wide": Picture(size=wide, theme="runquiz-light"),
        "help": Picture(("enter", "tab", "question_mark")),
        "why": Picture(("enter", "tab", "w")),
        "choice-ansi": Picture(("enter", "2"), theme="ansi-dark", kind="choice", days=0),
        "palette": Picture(("colon",), size=wide),
        "end": Picture(("enter", *("space", "4") * 22), days=0, kind="choice"),
    }
    answers: dict[str, tuple[str, ...]] = {
        "basic": ("space",),
        "typed": (*"hamstrngs", "enter"),
        "cloze": (*"quads", "enter"),
        "choice": ("2",),
        "choices": ("1", "2", "enter"),
        "true-false": ("y",),
        "order": ("2", "1", "3", "4", "enter"),
    }
    for kind, keys in answers.items():
        shown[f"{kind}-open"] = Picture(("enter",), kind=kind, days=0)
        shown[f"{kind}-shown"] = Picture(("enter", *keys), kind=kind, days=0)
        shown[f"{kind}-40x10"] = Picture(("enter", *keys), kind=kind, size=small, days=0)
        shown[f"{kind}-wide-light"] = Picture(
            ("enter", *keys), kind=kind, size=wide, theme="runquiz-light", days=0
        )
    return shown


async def draw(picture: Picture) -> str:
    """The picture as SVG."""
    from dataclasses import replace

    from quizapp.domain.card import kind_of

    decks = list(picture.decks or shipped())
    if picture.kind:
        decks = [
            replace(deck, cards=tuple(c for c in deck.cards if kind_of(c) == picture.kind))
            for deck in decks
        ]
        decks = [deck for deck in decks if deck.cards]
    app, _, _ = app_with(*decks, days=picture.days, theme=picture.theme)
    async with app.run_test(size=picture.size) as pilot:
        await _press(pilot, picture.keys)
        return FONT_FACE.sub("", app.export_screenshot(title="runquiz"))


async def _press(pilot: Pilot[None], keys: Sequence[str]) -> None:
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


def main(folder: Path, names: Sequence[str]) -> None:
    """Write the pictures that were asked for, or all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures().items():
        if not names or name in names:
            svg = asyncio.run(draw(picture))
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
    main(Path(sys.argv[1]), sys.argv[2:])
