"""`runquiz cards`: every card with what is remembered of it."""

from __future__ import annotations

import json
from datetime import datetime

import click

from quizapp.cli.context import workshop
from quizapp.cli.options import common
from quizapp.domain.cards.card import answer_text
from quizapp.domain.text import clean_line
from quizapp.study.agenda import calendar_of
from quizapp.study.browse.card_rows import CardRow, card_row
from quizapp.study.browse.search import Look, entries_of, parse, search


@click.command(epilog="Example: runquiz cards muscles --json")
@click.argument("deck", nargs=-1)
@click.option("--find", metavar="TERMS", default="", help="Only these, as the browser searches.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one card a line.")
@common
@click.pass_context
def command(
    context: click.Context,
    deck: tuple[str, ...],
    find: str,
    as_json: bool,  # noqa: FBT001 (click passes it by name)
) -> None:
    """List every card that can be asked (each gap, each direction) with its memory state."""
    shop = workshop(context)
    decks = shop.decks(deck)
    progress = shop.load().progress
    today = calendar_of(progress, None).day(shop.clock.now())
    look = Look(progress.states, shop.clock.now(), today)
    for entry in search(entries_of(decks), parse(find), look):
        row = card_row(entry.card, look.state(entry), today)
        if as_json:
            click.echo(json.dumps(row.value(), ensure_ascii=False))
        else:
            click.echo(_line(row, answer_text(entry.card)))


def _line(row: CardRow, answer: str) -> str:
    due = f", due {_local(row.due)}" if row.due else ""
    flags = {
        "suspended": row.suspended,
        "buried": row.buried,
        "marked": row.marked,
        "leech": row.leech,
    }
    said = "".join(f", {flag}" for flag, is_on in flags.items() if is_on)
    return f"{row.id} ({row.state}{due}{said}): {clean_line(row.prompt)} -> {clean_line(answer)}"


def _local(due: str) -> str:
    """A due time as a person's own clock shows it."""
    return f"{datetime.fromisoformat(due).astimezone():%Y-%m-%d %H:%M}"
