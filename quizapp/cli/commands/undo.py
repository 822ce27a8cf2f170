"""`runquiz undo`: undoes the last answer, or the last change to a card."""

from __future__ import annotations

import click

from quizapp.cli.context import context_of
from quizapp.cli.options import common_options
from quizapp.domain.clean_text import clean_line
from quizapp.domain.event import Undone
from quizapp.errors import UsageError
from quizapp.study.recording import record


@click.command(epilog="Example: runquiz undo")
@common_options
@click.pass_context
def command(ctx: click.Context) -> None:
    """Undo the last answer on this machine, or the last change to a card, such as a mark.

    Changes to settings and to card texts are not undone.
    """
    with context_of(ctx).desk() as desk:
        found = desk.store.undoable()
        if found is None:
            raise UsageError("there is nothing to undo")
        record(desk, Undone(found.id))
    click.echo(f"undone {clean_line(', '.join(found.cards) or found.what)}")
