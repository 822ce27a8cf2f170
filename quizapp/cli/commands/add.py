"""`runquiz add`: adds a card to a deck."""

from __future__ import annotations

import click

from quizapp.cli.card_writing import save_card
from quizapp.cli.context import context_of
from quizapp.cli.options import common_options
from quizapp.domain.clean_text import clean_line
from quizapp.errors import UsageError
from quizapp.study.editing import new_card


@click.command(epilog='Example: runquiz add capitals "q=What is the capital of Norway?" a=Oslo')
@click.argument("deck")
@click.argument("text", nargs=-1, metavar="KEY=VALUE...", required=True)
@common_options
@click.pass_context
def command(ctx: click.Context, deck: str, text: tuple[str, ...]) -> None:
    """Add a card to the deck DECK. The keys are those of a deck file, such as q and a.

    A key given twice is a list. The keys decide the kind of the card.
    """
    context = context_of(ctx)
    there = [home.deck for home in context.shelf.editor.editable_decks()]
    if deck not in there:
        raise UsageError(f"no deck '{clean_line(deck)}'; choose from: {', '.join(there)}")
    with context.desk() as desk:
        save_card(new_card(desk, deck), text)
