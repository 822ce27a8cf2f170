"""`runquiz body`: the body map in words."""

from __future__ import annotations

import json

import click

from quizapp.cli.context import context_of
from quizapp.cli.options import common_options
from quizapp.scheduling.wording import plural
from quizapp.study.figures.muscles import MuscleGroup, muscle_groups


@click.command(epilog="Example: runquiz body --json")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one muscle group per line.")
@common_options
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:  # noqa: FBT001
    """Show how well you know each muscle group, where it is and what it does.

    To study one of them: runquiz review --tags muscle:calves, or runquiz quiz --tags muscle:calves.
    """
    context = context_of(ctx)
    decks = context.decks()
    now = context.clock.now()
    groups = context.with_summary(decks, lambda known, sums: muscle_groups(known, sums, now, None))
    for group in groups:
        click.echo(json.dumps(_value(group), ensure_ascii=False) if as_json else _line(group))


def _value(group: MuscleGroup) -> dict[str, object]:
    muscle = group.muscle
    return {
        "muscle": muscle.key,
        "name": muscle.name,
        "tag": muscle.tag,
        "place": muscle.place,
        "job": muscle.job,
        "cards": group.cards,
        "seen": group.seen,
        "due": group.due,
        "strength": group.strength if group.seen else None,
        "level": group.level.word,
    }


def _line(group: MuscleGroup) -> str:
    muscle = group.muscle
    known = f"{group.strength:.0%} {group.level.word}" if group.seen else group.level.word
    counts = f"{plural(group.cards, 'card')}, {group.due} due"
    return f"{muscle.name} ({muscle.tag}): {known}, {counts}; {muscle.place}; {muscle.job}"
