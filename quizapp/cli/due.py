"""`runquiz due`: how much there is to do."""

from __future__ import annotations

import json

import click

from quizapp.cli.compose import workshop
from quizapp.cli.options import common
from quizapp.domain.memory import Seconds
from quizapp.domain.text import clean_line
from quizapp.scheduling.day import iso_time
from quizapp.study.overview import Counts, Overview, overview


@click.command(epilog="Example: runquiz due --short")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--short", is_flag=True, help="One line, fit for a shell prompt.")
@common
@click.pass_context
def command(context: click.Context, as_json: bool, short: bool) -> None:  # noqa: FBT001
    """Say how much is due, new and being learnt, after the day's limits."""
    shop = workshop(context)
    decks = shop.decks()
    now = shop.clock.now()
    found = overview(decks, shop.load().progress, now, None)
    if as_json:
        click.echo(json.dumps(_value(found, Seconds(int(now.timestamp()))), ensure_ascii=False))
    elif short:
        click.echo(_short(found.total))
    else:
        for line in _table(found):
            click.echo(line)


def _value(found: Overview, now: Seconds) -> dict[str, object]:
    decks = [{"id": line.id, "title": line.title, **_counts(line.counts)} for line in found.decks]
    return {"now": iso_time(now), "total": _counts(found.total), "decks": decks}


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


def _table(found: Overview) -> list[str]:
    rows = [(clean_line(line.title), line.counts) for line in found.decks]
    rows.append(("Total", found.total))
    width = max(len(title) for title, _ in rows)
    lines = [
        f"{title:<{width}}  {counts.due:>4} due  {counts.learning:>4} learning  {counts.new:>4} new"
        for title, counts in rows
    ]
    return (
        [*lines, f"about {max(round(found.total.minutes), 1)} min"] if found.total.left else lines
    )
