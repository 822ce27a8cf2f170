"""Opening the app on the screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import click

from quizapp.cli.context import Workshop, workshop
from quizapp.errors import UsageError
from quizapp.study.ports import Desk

if TYPE_CHECKING:
    from quizapp.cli.quiz_request import QuizRequest
    from quizapp.study.quiz.session import QuizSitting
    from quizapp.study.review.session import ReviewSitting

Sitting: TypeAlias = "ReviewSitting | QuizSitting | None"
"""What the app begins with; None is home."""


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


def open_quiz(shop: Workshop, request: QuizRequest) -> int:
    """The app, straight into a quiz; the exit code."""
    _refuse_without_terminal("--plain")
    from quizapp.cli.quiz_request import sitting_for

    decks = shop.decks()
    shop.require_decks(request.setup.decks)
    return _run(shop, lambda desk: sitting_for(desk, decks, request, free=True))


def open_review(shop: Workshop, request: Request) -> int:
    """The app, straight into review; the exit code."""
    _refuse_without_terminal("--plain")
    from quizapp.study.review.session import ReviewSitting

    decks = shop.decks(request.names, request.tags)
    return _run(
        shop, lambda desk: ReviewSitting(desk, decks, cram=request.cram, limit=request.limit)
    )


def _run(shop: Workshop, start: Callable[[Desk], Sitting] | None = None) -> int:
    from quizapp.storage.gc import settle
    from quizapp.storage.preferences import read_preferences
    from quizapp.tui.app import RunquizApp

    preferences = read_preferences(shop.disk, shop.locations.preferences)
    shop.decks()
    with shop.desk() as desk:
        settle()
        sitting = start(desk) if start is not None else None
        app = RunquizApp(desk, preferences, sitting, colourless="NO_COLOR" in os.environ)
        app.run()
    return app.return_code or 0


def _refuse_without_terminal(instead: str) -> None:
    is_dumb = os.environ.get("TERM", "") in {"", "dumb"}
    if is_dumb or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(f"this is not a terminal that the app can draw on; try {instead}")
