"""The panels of the statistics: each a title and a chart fitted to a width and a height."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from quizapp.domain.memory import Day
from quizapp.scheduling.wording import plural, short_date
from quizapp.study.figures.muscles import MuscleGroup
from quizapp.study.figures.statistics import Figures, Week
from quizapp.study.log.calibration import RecallBin
from quizapp.tui.safe import MUTED, joined
from quizapp.tui.shared.charts import AXIS, horizontal_bars, labelled_columns, stage_rows

LOWEST, HIGHEST = 0.8, 1.0
"""The axis of retention; lower values are drawn at its bottom."""
_GRADES = (
    (1, "Again", "$error"),
    (2, "Hard", "$warning"),
    (3, "Good", "$success"),
    (4, "Easy", "$primary"),
)
_NO_REVIEWS = Content.styled("No card in review has been answered yet.", MUTED)


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart and its title."""

    title: str
    draw: Callable[[Figures, int, int], Content]


def reviews_per_day(found: Figures, width: int, height: int) -> Content:
    """Answers on each study day, from the first one on."""
    days = found.by_day
    if not days:
        return Content.styled("No answers yet.", MUTED)
    values = [days.get(Day(day), 0) for day in range(min(days), found.today + 1)]
    ago = f"{plural(len(values) - 1, 'day')} ago" if len(values) > 1 else ""
    return labelled_columns(values, (ago, "today"), width, height, "$primary")


def due_ahead(found: Figures, width: int, height: int) -> Content:
    """Cards due on each of the days ahead."""
    values = list(found.forecast.values())
    if not any(values):
        return Content.styled("Nothing is due in the next 30 days.", MUTED)
    return labelled_columns(values, ("today", f"+{len(values) - 1}"), width, height, "$accent")


def grade_bars(by_grade: Mapping[int, int], width: int) -> Content:
    """Answers by grade."""
    return horizontal_bars(
        [(name, by_grade[grade], style) for grade, name, style in _GRADES], width
    )


def retention_chart(weeks: Mapping[Day, Week], width: int, height: int) -> Content:
    """The share recalled in each week as dots, and the predicted share as a dotted line."""
    shown = list(weeks.items())[-max((width - 5) // 2, 1) :]
    if not any(week.retention is not None for _, week in shown):
        return _NO_REVIEWS
    rows = []
    for row in range(height - 2, -1, -1):
        share = LOWEST + (HIGHEST - LOWEST) * row / max(height - 2, 1)
        label = f"{round(share * 100):>3}%" if row in {0, height - 2} else "    "
        axis = joined(Content.styled(label, MUTED), Content.styled("│", AXIS))
        rows.append(joined(axis, *(_retention_cell(week, row, height - 1) for _, week in shown)))
    first, last = (short_date(day) for day in (shown[0][0], shown[-1][0]))
    gap = max(len(shown) * 2 - len(last), len(first) + 1)
    return Content("\n").join([*rows, Content.styled(f"     {first:<{gap}}{last}", MUTED)])


def calibration_rows(bins: Sequence[RecallBin], width: int, height: int) -> Content:
    """How often cards were recalled, by their predicted recall; the highest first."""
    if not bins:
        return _NO_REVIEWS
    head = Content.styled("predicted  recalled", MUTED)
    rows = [_calibration_row(each, width) for each in reversed(bins)]
    return Content("\n").join([head, *rows[: height - 1]])


def muscle_rows(groups: Sequence[MuscleGroup], width: int, height: int) -> Content:
    """How well each muscle group is known, the weakest first, those never seen last."""
    if not groups:
        return Content.styled("No card is about a muscle group.", MUTED)
    ordered = sorted(groups, key=lambda group: (not group.seen, group.strength, group.muscle.name))
    rows = [_muscle_row(group, max(width - 19, 1)) for group in ordered]
    if len(rows) > height:
        more = Content.styled(f"and {len(rows) - height + 1} more, on the body map", MUTED)
        rows = [*rows[: height - 1], more]
    return Content("\n").join(rows)


PANELS = (
    Panel("Reviews per day", reviews_per_day),
    Panel("Due in the next 30 days", due_ahead),
    Panel("Answers", lambda found, width, _: grade_bars(found.by_grade, width)),
    Panel("Recall by week", lambda found, *size: retention_chart(found.weeks, *size)),
    Panel(
        "Predicted and recalled", lambda found, *size: calibration_rows(found.calibration, *size)
    ),
    Panel("Muscles, weakest first", lambda found, *size: muscle_rows(found.muscles, *size)),
    Panel("Cards", lambda found, width, _: horizontal_bars(stage_rows(found.cards), width)),
)


def _retention_cell(week: Week, row: int, height: int) -> Content:
    if week.retention is not None and _row_of(week.retention, height) == row:
        return Content.styled("● ", "$success")
    if week.predicted is not None and _row_of(week.predicted, height) == row:
        return Content.styled("┄┄", MUTED)
    return Content("  ")


def _row_of(share: float, height: int) -> int:
    row = round((share - LOWEST) / (HIGHEST - LOWEST) * (height - 1))
    return min(max(row, 0), height - 1)


def _calibration_row(each: RecallBin, width: int) -> Content:
    predicted = each.predicted / each.answers / 1000
    recalled = each.recalled / each.answers
    room = max(width - 30, 4)
    filled = round(recalled * room)
    cells = [("━" if cell < filled else " ") for cell in range(room)]
    cells[min(round(predicted * room), room - 1)] = "│"
    return joined(
        Content.styled(f"{predicted:>8.0%}   ", MUTED),
        Content.styled(f"{recalled:>7.0%} ", "bold $foreground"),
        Content.styled("".join(cells), "$primary"),
        Content.styled(f" of {each.answers}", MUTED),
    )


def _muscle_row(group: MuscleGroup, room: int) -> Content:
    filled = round(group.strength * room)
    share = f"{group.strength:.0%}" if group.seen else "–"
    return joined(
        Content.styled(f"{group.muscle.name:<12} ", MUTED),
        Content.styled("━" * filled, "$success"),
        Content.styled("─" * (room - filled), AXIS),
        Content.styled(f"{share:>5}", "bold $foreground"),
    )
