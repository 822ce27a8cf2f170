"""`runquiz rename`: gives a deck or a card another id, in its file and in the progress."""

from __future__ import annotations

import click

from quizapp.cli.context import context_of
from quizapp.cli.options import common_options
from quizapp.domain.clean_text import clean_line
from quizapp.study.renaming import rename


@click.command(epilog="Example: runquiz rename capitals/oslo capitals/capital-of-norway")
@click.argument("old")
@click.argument("new")
@common_options
@click.pass_context
def command(ctx: click.Context, old: str, new: str) -> None:
    """Give the deck or card OLD the id NEW, in its file and in your progress.

    A deck is named by its id, such as capitals; a card by its deck and its own id. The shipped
    decks keep their ids. `runquiz undo` undoes a rename.
    """
    context = context_of(ctx)
    context.decks()
    with context.desk() as desk:
        file = rename(desk, old, new)
    click.echo(f"renamed {clean_line(old)} to {new}, in {file}")
