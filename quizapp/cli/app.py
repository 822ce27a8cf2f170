"""Opening the app on the screen."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

import click

from quizapp.cli.compose import Workshop, workshop
from quizapp.errors import UsageError


@dataclass(frozen=True, slots=True)
class Request:
    """A review that was asked for on the command line."""

    names: tuple[str, ...]
    tags: frozenset[str]
    limit: int | None
    cram: bool


def open_app(context: click.Context) -> int:
    """The app on its home screen; the exit code."""
    _refuse_without_terminal("runquiz review --plain")
    return _run(workshop(context))


def open_review(shop: Workshop, request: Request) -> int:
    """The app, straight into review; the exit code."""
    _refuse_without_terminal("--plain")
    return _run(shop, request)


def _run(shop: Workshop, request: Request | None = None) -> int:
    from quizapp.storage.preferences import read_preferences
    from quizapp.study.review import ReviewSitting
    from quizapp.tui.app import RunquizApp

    preferences = read_preferences(shop.disk, shop.locations.preferences)
    decks = shop.decks(request.names, request.tags) if request else shop.decks()
    with shop.desk() as desk:
        start = None
        if request is not None:
            start = ReviewSitting(desk, decks, cram=request.cram, limit=request.limit)
        app = RunquizApp(desk, preferences, start, colourless="NO_COLOR" in os.environ)
        app.run()
    return app.return_code or 0


def _refuse_without_terminal(instead: str) -> None:
    is_dumb = os.environ.get("TERM", "") in {"", "dumb"}
    if is_dumb or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(f"this is not a terminal that the app can draw on; try {instead}")
