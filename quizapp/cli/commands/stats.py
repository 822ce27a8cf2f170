"""`runquiz stats`: statistics of your learning."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from quizapp.cli.context import context_of
from quizapp.cli.options import common_options
from quizapp.scheduling.study_day import iso_day
from quizapp.scheduling.wording import minutes_in_words, plural
from quizapp.storage import gc
from quizapp.study.figures.statistics import Figures, figures

_GRADES = {1: "Again", 2: "Hard", 3: "Good", 4: "Easy"}


@click.command(epilog="Example: runquiz stats --json")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@common_options
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:  # noqa: FBT001
    """Show your answers, retention, streak and the days ahead."""
    context = context_of(ctx)
    decks = context.decks()
    now = context.clock.now()
    with gc.pause():
        found = context.with_summary(decks, lambda known, sums: figures(known, sums, now, None))
    if as_json:
        click.echo(json.dumps(_value(found), ensure_ascii=False))
        return
    for line in _lines(found):
        click.echo(line)


def _value(found: Figures) -> dict[str, object]:
    return {
        **asdict(found),
        "today": iso_day(found.today),
        "by_grade": {str(grade): count for grade, count in found.by_grade.items()},
        "by_day": {iso_day(day): count for day, count in found.by_day.items()},
        "forecast": {iso_day(day): count for day, count in found.forecast.items()},
        "weeks": {iso_day(monday): asdict(week) for monday, week in found.weeks.items()},
        "calibration": [
            {
                "answers": each.answers,
                "predicted": each.predicted / each.answers / 1000,
                "recalled": each.recalled / each.answers,
            }
            for each in found.calibration
        ],
        "muscles": {
            group.muscle.key: {
                "cards": group.cards,
                "seen": group.seen,
                "due": group.due,
                "strength": group.strength if group.seen else None,
            }
            for group in found.muscles
        },
    }


def _lines(found: Figures) -> list[str]:
    kept = "none yet"
    if found.retention is not None and found.predicted is not None:
        kept = f"{found.retention:.1%} ({found.predicted:.1%} predicted)"
    grades = ", ".join(f"{_GRADES[grade]} {count}" for grade, count in found.by_grade.items())
    week = list(found.forecast.values())[:7]
    return [
        f"Answers:    {found.reviews} ({grades})",
        f"Retention:  {kept}",
        f"Streak:     {plural(found.streak, 'day')} (best {found.best_streak})",
        f"Time:       {minutes_in_words(found.seconds)}",
        f"Next week:  {', '.join(str(count) for count in week)} due",
    ]
