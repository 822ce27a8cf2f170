"""Pictures of the app from the app itself: `python -m tests.tui.pictures FOLDER [NAME…]`.

With `--every` in the place of names: every screen in three sizes and five looks. Frozen clock,
fixed seed, invented history: two runs draw the same. The README's pictures are
`python -m tests.tui.pictures .github/pictures home review quiz body statistics`.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from textual.pilot import Pilot

from quizapp.domain.cards.deck import Deck
from quizapp.domain.quiz_setup import QuizSetup
from quizapp.study.quiz.start import new_quiz
from quizapp.tui.app import RunquizApp
from tests.tui.stage import app_with, shipped
from tests.world import FakeClock

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
    setup: QuizSetup | None = None
    """Opens such a quiz first."""
    colourless: bool = False
    """As with `NO_COLOR`."""


_CHOICES = QuizSetup(questions=3, kinds=("choice",))


def pictures() -> dict[str, Picture]:
    """Every picture by name."""
    wide, small = (120, 40), (40, 10)
    shown = {
        "home": Picture(size=wide),
        "review": Picture(("enter", "1"), kind="choice", days=0),
        "quiz": Picture(("1",), setup=QuizSetup(questions=10, kinds=("choice",))),
        "body": Picture(("m",)),
        "statistics": Picture(("s", "4"), days=150),
        "browse": Picture(("b", *"is:review", "down", "down")),
        "browse-card": Picture(("b", *"is:review", "down", "enter"), size=(100, 30)),
        "browse-40x10": Picture(("b", "down"), size=small),
        "browse-light": Picture(("b", "down"), theme="runquiz-light"),
        "settings": Picture(("comma",)),
        "edit": Picture(("b", "tab", "e")),
        "edit-wide-light": Picture(
            ("b", "tab", "down", "down", "e"), size=wide, theme="runquiz-light"
        ),
        "edit-40x10": Picture(("b", "tab", "e"), size=small),
        "edit-ansi": Picture(("b", "tab", "e", "tab", *"x"), theme="ansi-dark"),
        "edit-new": Picture(("b", "tab", "a", *"Why?", "escape")),
        "settings-light": Picture(("comma", "down"), theme="runquiz-light"),
        "settings-40x10": Picture(("comma", "end"), size=small),
        "home-colour-blind": Picture(size=wide, theme="runquiz-colour-blind"),
        "home-high-contrast": Picture(size=wide, theme="runquiz-high-contrast"),
        "choice-colour-blind": Picture(
            ("enter", "2"), theme="runquiz-colour-blind", kind="choice", days=0
        ),
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
        "figure": ("2",),
    }
    for kind, keys in answers.items():
        shown[f"{kind}-open"] = Picture(("enter",), kind=kind, days=0)
        shown[f"{kind}-shown"] = Picture(("enter", *keys), kind=kind, days=0)
        shown[f"{kind}-40x10"] = Picture(("enter", *keys), kind=kind, size=small, days=0)
        shown[f"{kind}-wide-light"] = Picture(
            ("enter", *keys), kind=kind, size=wide, theme="runquiz-light", days=0
        )
    return {**shown, **body_pictures(), **statistics_pictures(), **quiz_pictures()}


def statistics_pictures() -> dict[str, Picture]:
    """The statistics in every size, first page and second."""
    sizes = {"80x24": (80, 24), "120x40": (120, 40), "40x10": (40, 10)}
    themes = {"": "runquiz-dark", "-light": "runquiz-light", "-ansi": "ansi-dark"}
    return {
        f"statistics{page}-{size}{theme}": Picture(
            ("s", "4", *(("right",) if page else ())),
            size=sizes[size],
            theme=themes[theme],
            days=150,
        )
        for page in ("", "-more")
        for size in sizes
        for theme in themes
    }


def body_pictures() -> dict[str, Picture]:
    """The body map in every size, all of it and with one muscle chosen."""
    chosen = ("m", *("down",) * 4)
    sizes = {"80x24": (80, 24), "120x40": (120, 40), "40x10": (40, 10)}
    themes = {"": "runquiz-dark", "-light": "runquiz-light", "-ansi": "ansi-dark"}
    return {
        f"body{kind}-{size}{theme}": Picture(keys, size=sizes[size], theme=themes[theme])
        for kind, keys in (("", ("m",)), ("-chosen", chosen))
        for size in sizes
        for theme in themes
    }


def quiz_pictures() -> dict[str, Picture]:
    """Setting up, answering, results and what lies over them."""
    looks = {
        "": ((80, 24), "runquiz-dark"),
        "-light": ((80, 24), "runquiz-light"),
        "-wide": ((120, 40), "runquiz-dark"),
        "-small": ((40, 10), "runquiz-dark"),
        "-ansi": ((80, 24), "ansi-dark"),
    }
    practice = QuizSetup("practice", questions=6)
    choice = QuizSetup(questions=5, kinds=("choice",))
    typed = QuizSetup(questions=5, kinds=("typed",), confidence=True)
    played = ("1", "space", "2", "space", "1", "space", "2", "space", "1", "space")
    steps: dict[str, tuple[QuizSetup | None, tuple[str, ...]]] = {
        "setup": (None, ("z",)),
        "setup-pick": (None, ("z", "down", "down", "space", "space", "down", "down", "space")),
        "quiz-open": (choice, ()),
        "quiz-right": (choice, ("2",)),
        "quiz-wrong": (choice, ("1",)),
        "quiz-sure": (typed, (*"hamstrings", "enter")),
        "quiz-typed": (replace(typed, confidence=False), (*"hamstrngs", "enter")),
        "quiz-clock": (QuizSetup("clock", kinds=("choice",)), ("1", "2", "left")),
        "quiz-survival": (QuizSetup("survival", kinds=("choice",)), ("1", "space", "2")),
        "quiz-paused": (choice, ("p",)),
        "results": (choice, played),
        "results-practice": (practice, ("s", "space") * 6),
        "results-card": (choice, (*played, "o")),
        "history": (choice, (*played, *(*("a",), *played) * 3, "h")),
        "quiz-again": (choice, (*played, "q")),
        "quiz-cut-off": (choice, ("1", "space", "q")),
    }
    return {
        f"{name}{look}": Picture(keys, size, theme, setup=setup)
        for name, (setup, keys) in steps.items()
        for look, (size, theme) in looks.items()
    }


SCREENS: dict[str, Picture] = {
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
    "edit": Picture(("b", "tab", "e")),
    "edit-new": Picture(("b", "tab", "a", *"Why?", "escape")),
    "settings": Picture(("comma", "down")),
    "help": Picture(("question_mark",)),
}
"""Every screen, at its most telling."""
SIZES = {"80x24": (80, 24), "120x40": (120, 40), "40x10": (40, 10)}


def every() -> dict[str, Picture]:
    """Every screen in every size and every look."""
    looks = {
        "dark": Picture(theme="runquiz-dark"),
        "light": Picture(theme="runquiz-light"),
        "colour-blind": Picture(theme="runquiz-colour-blind"),
        "no-colour": Picture(colourless=True),
        "16-colours": Picture(theme="ansi-dark"),
    }
    return {
        f"{name}-{size}-{look}": replace(
            picture, size=SIZES[size], theme=look_of.theme, colourless=look_of.colourless
        )
        for look, look_of in looks.items()
        for name, picture in SCREENS.items()
        for size in SIZES
    }


async def draw(picture: Picture) -> str:
    """The picture as SVG."""
    async with shown(picture) as app:
        return FONT_FACE.sub("", app.export_screenshot(title="runquiz"))


@asynccontextmanager
async def shown(picture: Picture) -> AsyncIterator[RunquizApp]:
    """The app, as the picture shows it."""
    from quizapp.domain.cards.card import kind_of

    decks = list(picture.decks or shipped())
    if picture.kind:
        decks = [
            replace(deck, cards=tuple(c for c in deck.cards if kind_of(c) == picture.kind))
            for deck in decks
        ]
        decks = [deck for deck in decks if deck.cards]
    app, desk, store = app_with(
        *decks, days=picture.days, theme=picture.theme, colourless=picture.colourless
    )
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause()
        if picture.setup is not None:
            await app.navigator.open_quiz(new_quiz(desk, decks, picture.setup))
        await _press(pilot, picture.keys, store.clock)
        yield app


async def _press(pilot: Pilot[None], keys: Sequence[str], clock: FakeClock) -> None:
    await pilot.pause()
    for key in keys:
        clock.pass_by(seconds=0.7)
        await pilot.press(key)
    await pilot.pause()


def main(folder: Path, names: Sequence[str]) -> None:
    """Write the pictures that were asked for, or all."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = every() if "--every" in names else pictures()
    for name, picture in wanted.items():
        if not names or name in names or "--every" in names:
            os.environ.pop("NO_COLOR", None)
            if picture.colourless:
                os.environ["NO_COLOR"] = "1"
            svg = asyncio.run(draw(picture))
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
    main(Path(sys.argv[1]), sys.argv[2:])
