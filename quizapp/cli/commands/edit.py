"""`runquiz edit`: changes a card in its deck file."""

from __future__ import annotations

import click

from quizapp.cli.card_writing import print_draft, save_card
from quizapp.cli.context import context_of
from quizapp.cli.options import common_options
from quizapp.domain.cards.card_id import entry_of
from quizapp.study.editing import open_card


@click.command(epilog='Example: runquiz edit muscles/glutes-job "why=They are the engine."')
@click.argument("card")
@click.argument("change", nargs=-1, metavar="[KEY=VALUE]...")
@common_options
@click.pass_context
def command(ctx: click.Context, card: str, change: tuple[str, ...]) -> None:
    """Change the card CARD in its deck file, and nothing else there; without KEY=VALUE, show it.

    A key given twice is a list. An empty value removes the key. kind=choice, for example, changes
    the kind of the card.
    """
    context = context_of(ctx)
    entry = entry_of(card)
    if not change:
        deck, _, name = entry.partition("/")
        print_draft(context.shelf.editor.draft(deck, name))
        return
    with context.desk() as desk:
        save_card(open_card(desk, entry), change)
