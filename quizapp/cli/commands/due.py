"""`runquiz due`: how many cards are left today."""

from __future__ import annotations

import json

import click

from quizapp.cli.context import context_of
from quizapp.cli.options import common_options
from quizapp.domain.clean_text import clean_line
from quizapp.domain.memory import Seconds
from quizapp.scheduling.study_day import iso_time
from quizapp.storage import gc
from quizapp.study.figures.overview import Counts, due_counts


@click.command(epilog="Example: runquiz due --short")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--short", is_flag=True, help="One short line, for a shell prompt.")
@common_options
@click.pass_context
def command(ctx: click.Context, as_json: bool, short: bool) -> None:  # noqa: FBT001
    """Show how many cards are due, new and in learning, within the day's limits."""
    context = context_of(ctx)
    now = context.clock.now()
    with gc.pause():
        decks = context.decks()
        total, parts = context.with_summary(
            decks, lambda known, sums: due_counts(known, sums, now, None)
        )
    if as_json:
        lines = [
            {"id": deck.id, "title": deck.title, **_counts(part)}
            for deck, part in zip(decks, parts, strict=True)
        ]
        at = iso_time(Seconds(int(now.timestamp())))
        value = {"now": at, "total": _counts(total), "decks": lines}
        click.echo(json.dumps(value, ensure_ascii=False))
    elif short:
        click.echo(_short(total))
    else:
        titles = [clean_line(deck.title) for deck in decks]
        for line in _table(total, list(zip(titles, parts, strict=True))):
            click.echo(line)


def _counts(counts: Counts) -> dict[str, float]:
    return {
        "due": counts.due,
        "new": counts.new,
        "learning": counts.learning,
        "minutes": counts.minutes,
    }


def _short(total: Counts) -> str:
    if not total.left:
        return "done"
    parts = ((total.due, "due"), (total.learning, "learning"), (total.new, "new"))
    return ", ".join(f"{count} {word}" for count, word in parts if count)


def _table(total: Counts, parts: list[tuple[str, Counts]]) -> list[str]:
    rows = [*parts, ("Total", total)]
    width = max(len(title) for title, _ in rows)
    lines = [
        f"{title:<{width}}  {counts.due:>4} due  {counts.learning:>4} learning  {counts.new:>4} new"
        for title, counts in rows
    ]
    return [*lines, f"about {max(round(total.minutes), 1)} min"] if total.left else lines
