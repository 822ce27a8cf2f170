"""`runquiz undo`: undoes the last change, or all changes dated after a time."""

from __future__ import annotations

import click

from quizapp.cli.clock import instant
from quizapp.cli.context import context_of
from quizapp.cli.options import common_options
from quizapp.domain.clean_text import clean_line
from quizapp.domain.event import MOST_UNDONE, Undone
from quizapp.errors import UsageError
from quizapp.scheduling.wording import plural
from quizapp.study.ports import Desk
from quizapp.study.recording import record
from quizapp.study.renaming import undo_change


@click.command(epilog="Example: runquiz undo")
@click.option(
    "--after",
    metavar="TIME",
    help="Undo everything written on this machine that is dated after TIME, in one step.",
)
@common_options
@click.pass_context
def command(ctx: click.Context, after: str | None) -> None:
    """Undo the last answer on this machine, or the last change, such as a mark or a rename.

    Changes to settings and to card texts are not undone. --after is the cure for answers that a
    wrong clock has dated: it undoes everything dated later but renames. TIME is a date, also with a
    time: 2026-11-28T09:00.
    """
    context = context_of(ctx)
    time = None if after is None else instant(after, "--after")
    with context.desk() as desk:
        said = _undo_last(desk) if time is None else _undo_after(desk, int(time.timestamp() * 1000))
    click.echo(f"undone {clean_line(said)}")


def _undo_last(desk: Desk) -> str:
    found = desk.store.undoable()
    if found is None:
        raise UsageError("there is nothing to undo")
    undo_change(desk, found)
    return found.in_words


def _undo_after(desk: Desk, time: int) -> str:
    changes = tuple(desk.store.changes_after(time))
    if not changes:
        raise UsageError("nothing was written here after that time")
    starts = range(0, len(changes), MOST_UNDONE)
    for start in starts:
        record(desk, Undone(changes[start : start + MOST_UNDONE]))
    more = f"; run 'runquiz undo' {len(starts)} times to undo that" if len(starts) > 1 else ""
    return f"{plural(len(changes), 'change')}{more}"
