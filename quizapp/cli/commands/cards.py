"""`runquiz cards`: every card with its memory state."""

from __future__ import annotations

import json
from datetime import datetime

import click

from quizapp.cli.context import context_of
from quizapp.cli.options import common_options
from quizapp.domain.cards.card import answer_text
from quizapp.domain.clean_text import clean_line
from quizapp.study.agenda import calendar_of, due_today
from quizapp.study.browse.card_rows import CardRow, card_row
from quizapp.study.browse.search import SearchContext, entries_of, parse, search
from quizapp.study.identity import known_decks


@click.command(epilog="Example: runquiz cards muscles --json")
@click.argument("deck", nargs=-1)
@click.option(
    "--find",
    metavar="TERMS",
    default="",
    help="Only cards that match a search, written as in the card browser.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one card per line.")
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    deck: tuple[str, ...],
    find: str,
    as_json: bool,  # noqa: FBT001 (click passes it by name)
) -> None:
    """List every card that can be asked (each gap, each direction) with its memory state."""
    context = context_of(ctx)
    progress = context.load().progress
    every = known_decks(context.decks(), progress)
    decks = context.chosen(every, progress, deck)
    calendar, now = calendar_of(progress, None), context.clock.now()

    def planned() -> frozenset[str]:
        """Of all decks, because the day's limits are shared."""
        return due_today(every, progress, calendar, now)

    searched = SearchContext(progress.states, now, calendar, planned)
    for entry in search(entries_of(decks), parse(find), searched):
        row = card_row(entry.card, searched.state(entry), calendar, searched.today)
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
    """A due time in local time."""
    return f"{datetime.fromisoformat(due).astimezone():%Y-%m-%d %H:%M}"
