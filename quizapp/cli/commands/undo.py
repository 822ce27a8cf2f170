"""`runquiz undo`: undoes the last change, or all changes dated after a time."""

from __future__ import annotations

import click

from quizapp.cli.clock import instant
from quizapp.cli.context import context_of
from quizapp.cli.options import common_options
from quizapp.domain.clean_text import clean_line
from quizapp.domain.event import MOST_UNDONE, Undone
from quizapp.errors import NotEdited, UsageError
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
@click.option("--no-renames", is_flag=True, help="Pass over renames, and undo what came before.")
@common_options
@click.pass_context
def command(ctx: click.Context, after: str | None, no_renames: bool) -> None:  # noqa: FBT001
    """Undo the last answer on this machine, or the last change, such as a mark or a rename.

    Changes to card texts are not undone, and those to settings only with --after. That is the cure
    for answers that a wrong clock has dated: it undoes everything dated later, except renames. TIME
    is a date, or a date and time such as 2026-11-28T09:00.
    """
    context = context_of(ctx)
    time = None if after is None else instant(after, "--after")
    with context.desk() as desk:
        if time is None:
            said = _undo_last(desk, renames=not no_renames)
        else:
            said = _undo_after(desk, int(time.timestamp() * 1000))
    click.echo(f"undone {clean_line(said)}")


def _undo_last(desk: Desk, *, renames: bool) -> str:
    found = desk.store.undoable(renames=renames)
    if found is None:
        raise UsageError("there is nothing to undo")
    try:
        undo_change(desk, found)
    except NotEdited as error:
        raise NotEdited(f"{error}; 'runquiz undo --no-renames' undoes what came before") from None
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
