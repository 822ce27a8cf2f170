"""`runquiz decks`: lists the decks, and the folder for your own."""

from __future__ import annotations

import json
from typing import NamedTuple

import click

from quizapp.cli.context import Context, context_of
from quizapp.cli.options import common_options
from quizapp.domain.clean_text import clean_line
from quizapp.scheduling.wording import plural


class Row(NamedTuple):
    """One deck, in the order of its JSON fields."""

    id: str
    title: str
    file: str
    cards: int
    errors: int


@click.command(epilog="Example: runquiz decks --json")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@common_options
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:  # noqa: FBT001
    """List the decks, and the folder for your own."""
    context = context_of(ctx)
    rows = _rows(context)
    context.warn(context.shelf.problems)
    folder = str(context.own_folder)
    if as_json:
        click.echo(
            json.dumps(
                {"folder": folder, "decks": [row._asdict() for row in rows]}, ensure_ascii=False
            )
        )
        return
    for row in rows:
        wrong = f", {plural(row.errors, 'error')}" if row.errors else ""
        click.echo(f"{row.id}: {clean_line(row.title)} ({plural(row.cards, 'card')}{wrong})")
        click.echo(f"    {clean_line(row.file)}")
    click.echo(f"Put your own decks in {clean_line(folder)}")


def _rows(context: Context) -> list[Row]:
    return [
        Row(
            file.deck.id,
            file.deck.title,
            str(file.path),
            len(file.deck.cards),
            sum(problem.severity == "error" for problem in file.problems),
        )
        for file in context.shelf.files()
        if file.deck is not None
    ]
