"""Starts the app on the screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import click

from quizapp.cli.context import Context, context_of
from quizapp.errors import UsageError
from quizapp.study.ports import Desk

if TYPE_CHECKING:
    from quizapp.cli.quiz_request import QuizRequest
    from quizapp.study.quiz.session import QuizSession
    from quizapp.study.review.session import ReviewSession

Session: TypeAlias = "ReviewSession | QuizSession | None"
"""The session that the app starts with; None for home."""


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """A review requested on the command line."""

    decks: tuple[str, ...]
    tags: frozenset[str]
    limit: int | None
    ahead: int
    cram: bool


def open_app(ctx: click.Context) -> int:
    """Run the app, starting with its home screen; returns the exit code."""
    _refuse_without_terminal("runquiz review --plain")
    return _run(context_of(ctx))


def open_quiz(context: Context, request: QuizRequest) -> int:
    """Run the app, starting with a quiz; returns the exit code."""
    _refuse_without_terminal("--plain")
    from quizapp.cli.quiz_request import session_for  # only for a quiz

    context.require_decks(request.setup.decks)
    return _run(context, lambda desk: session_for(desk, desk.shelf.decks(), request, free=True))


def open_review(context: Context, request: ReviewRequest) -> int:
    """Run the app, starting with a review; returns the exit code."""
    _refuse_without_terminal("--plain")
    from quizapp.study.review.session import ReviewSession  # only for a review

    context.require_decks(request.decks, request.tags)

    def start(desk: Desk) -> ReviewSession:
        decks = context.chosen(desk.shelf.decks(), desk.store.progress, request.decks, request.tags)
        return ReviewSession(
            desk, decks, cram=request.cram, limit=request.limit, ahead=request.ahead
        )

    return _run(context, start)


def _run(context: Context, start: Callable[[Desk], Session] | None = None) -> int:
    from quizapp.storage import gc  # after the check of the terminal
    from quizapp.storage.preferences import read_preferences  # after the check of the terminal
    from quizapp.tui.app import RunquizApp  # after the check of the terminal

    preferences = read_preferences(context.disk, context.locations.preferences)
    context.decks()
    with context.desk() as desk:
        gc.freeze()
        session = start(desk) if start is not None else None
        app = RunquizApp(desk, preferences, session, colourless="NO_COLOR" in os.environ)
        app.run()
    return app.return_code or 0


def _refuse_without_terminal(instead: str) -> None:
    is_dumb = os.environ.get("TERM", "") in {"", "dumb"}
    if is_dumb or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(f"this is not a terminal that the app can draw on; try {instead}")
