"""Opening the app on the screen."""

from __future__ import annotations

import os
import sys

import click

from quizapp.cli.compose import Workshop, workshop
from quizapp.errors import UsageError


def open_app(context: click.Context) -> int:
    """The app on its home screen; the exit code."""
    _refuse_without_terminal("runquiz review --plain")
    workshop(context)
    raise UsageError("not yet")


def open_review(
    shop: Workshop, names: tuple[str, ...], tags: frozenset[str], limit: int | None, *, cram: bool
) -> int:
    """The app, straight into review; the exit code."""
    _refuse_without_terminal("--plain")
    raise UsageError("not yet")


def _refuse_without_terminal(instead: str) -> None:
    is_dumb = os.environ.get("TERM", "") in {"", "dumb"}
    if is_dumb or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(f"this is not a terminal that the app can draw on; try {instead}")
