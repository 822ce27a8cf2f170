"""Looking at the screen as text, and finding things on it as a person with a mouse does."""

from __future__ import annotations

from textual.pilot import Pilot

from quizapp.tui.app import RunquizApp


def lines(app: RunquizApp) -> list[str]:
    """The screen, line by line, without trailing spaces."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def text(app: RunquizApp) -> str:
    return "\n".join(lines(app))


def styles(app: RunquizApp) -> list[list[str]]:
    """The style of each cell: colours and attributes, in words."""
    return [
        [str(segment.style) for segment in strip for _ in range(segment.cell_length)]
        for strip in app.screen._compositor.render_strips()
    ]


async def click(pilot: Pilot[None], words: str) -> None:
    """Click where these words stand."""
    app = pilot.app
    assert isinstance(app, RunquizApp)
    for row, line in enumerate(lines(app)):
        column = line.find(words)
        if column >= 0:
            await pilot.click(offset=(column, row))
            return
    raise AssertionError(f"{words!r} is not on the screen:\n{text(app)}")
