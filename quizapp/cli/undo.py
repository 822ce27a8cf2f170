"""`runquiz undo`: the last change taken back."""

from __future__ import annotations

import click

from quizapp.cli.compose import workshop
from quizapp.cli.options import common
from quizapp.domain.event import Undone
from quizapp.domain.text import clean_line
from quizapp.errors import NotSaved, UsageError
from quizapp.study.recording import record


@click.command(epilog="Example: runquiz undo")
@common
@click.pass_context
def command(context: click.Context) -> None:
    """Take back what was done last on this machine: an answer, or a change to a card."""
    with workshop(context).desk() as desk:
        found = desk.store.undoable()
        if found is None:
            raise UsageError("there is nothing to undo")
        receipt = record(desk, Undone(found.id))
        if not receipt.is_saved:
            raise NotSaved(f"not undone: {receipt.problem}")
        click.echo(f"undone {clean_line(', '.join(found.cards) or found.what)}")
