"""Charts in characters: pure, each fitted to a width and a height."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from quizapp.domain.memory import Day
from quizapp.scheduling.study_day import date_of
from quizapp.study.figures.muscles import MuscleGroup
from quizapp.study.figures.statistics import CardCounts, Week
from quizapp.study.log.calibration import RecallBin
from quizapp.tui.safe import MUTED, joined

EIGHTHS = " ▁▂▃▄▅▆▇█"
AXIS = "$foreground 25%"
LOWEST, HIGHEST = 0.8, 1.0
"""Retention below the axis lies on its end."""
GRADES = (
    (1, "Again", "$error"),
    (2, "Hard", "$warning"),
    (3, "Good", "$success"),
    (4, "Easy", "$primary"),
)
_SORTS = (
    ("new", "$secondary"),
    ("learning", "$warning"),
    ("young", "$primary"),
    ("mature", "$success"),
    ("suspended", MUTED),
)


def upright_bars(
    values: Sequence[int], labels: Sequence[str], width: int, height: int, style: str
) -> Content:
    """A bar for each value, or for some together where there are more than columns."""
    # However the values are grouped, no group is more than all of them together.
    room = max(width - len(str(sum(values))) - 2, 1)
    together = max(-(-len(values) // room), 1)
    groups = [sum(values[at : at + together]) for at in range(0, len(values), together)]
    wide = max(min(room // max(len(groups), 1), 4), 1)
    top = max(groups, default=0)
    most = max(len(str(top)), 2)
    rows = []
    for row in range(height - 2, -1, -1):
        name = str(top) if row == height - 2 else "0" if row == 0 else ""
        bars = "".join(_bar(value, top, row, height - 1, wide) for value in groups)
        axis = joined(Content.styled(f"{name:>{most}}", MUTED), Content.styled("│", AXIS))
        rows.append(joined(axis, Content.styled(bars, style)))
    first, last = labels
    foot = f"{first:<{max(len(groups) * wide - len(last), len(first) + 1)}}{last}"
    rows.append(Content.styled(f"{'':{most + 1}}{foot}", MUTED))
    return Content("\n").join(rows)


def _bar(value: int, top: int, row: int, height: int, wide: int) -> str:
    """One bar's part of a row; some air between bars that are wide enough."""
    eighths = round(value * height * 8 / top) if top else 0
    eighths = max(eighths, 1) if value else 0
    glyph = EIGHTHS[min(max(eighths - row * 8, 0), 8)]
    return glyph * wide if wide < 3 else glyph * (wide - 1) + " "


def lying_bars(rows: Sequence[tuple[str, int, str]], width: int) -> Content:
    """A name, a bar and a number a row."""
    names = max((len(name) for name, _, _ in rows), default=0)
    numbers = max((len(str(count)) for _, count, _ in rows), default=1)
    room = max(width - names - numbers - 2, 1)
    most = max((count for _, count, _ in rows), default=0)
    return Content("\n").join(
        joined(
            Content.styled(f"{name:<{names}} ", MUTED),
            Content.styled("━" * _length(count, most, room), style),
            Content.styled(f" {count}", "bold $foreground"),
        )
        for name, count, style in rows
    )


def _length(count: int, most: int, room: int) -> int:
    return max(round(count * room / most), int(count > 0)) if most else 0


def grade_bars(by_grade: Mapping[int, int], width: int) -> Content:
    """Answers by grade."""
    return lying_bars([(name, by_grade[grade], style) for grade, name, style in GRADES], width)


def card_bars(cards: CardCounts, width: int) -> Content:
    """Cards by how far they have come."""
    return lying_bars([(name, getattr(cards, name), style) for name, style in _SORTS], width)


def retention_line(weeks: Mapping[Day, Week], width: int, height: int) -> Content:
    """What was recalled week by week as dots, and what was predicted as a dotted line."""
    room = max((width - 5) // 2, 1)
    shown = list(weeks.items())[-room:]
    if not any(week.retention is not None for _, week in shown):
        return Content.styled("Nothing that was in review has been answered yet.", MUTED)
    high = height - 1
    rows = []
    for row in range(high - 1, -1, -1):
        share = LOWEST + (HIGHEST - LOWEST) * row / max(high - 1, 1)
        name = f"{round(share * 100):>3}%" if row in {0, high - 1} else "    "
        axis = joined(Content.styled(name, MUTED), Content.styled("│", AXIS))
        rows.append(joined(axis, *(_dot(week, row, high) for _, week in shown)))
    begins, ends = (_short_date(day) for day in (shown[0][0], shown[-1][0]))
    gap = max(len(shown) * 2 - len(ends), len(begins) + 1)
    rows.append(Content.styled(f"     {begins:<{gap}}{ends}", MUTED))
    return Content("\n").join(rows)


def _dot(week: Week, row: int, height: int) -> Content:
    if week.retention is not None and _row_of(week.retention, height) == row:
        return Content.styled("● ", "$success")
    if week.predicted is not None and _row_of(week.predicted, height) == row:
        return Content.styled("┄┄", MUTED)
    return Content("  ")


def _row_of(share: float, height: int) -> int:
    place = (share - LOWEST) / (HIGHEST - LOWEST) * (height - 1)
    return min(max(round(place), 0), height - 1)


def calibration_rows(bins: Sequence[RecallBin], width: int, height: int) -> Content:
    """How often cards were recalled, by how likely that was said to be; the likeliest first."""
    if not bins:
        return Content.styled("Nothing that was in review has been answered yet.", MUTED)
    head = Content.styled("predicted  recalled", MUTED)
    rows = [_calibration_row(each, width) for each in reversed(bins)]
    return Content("\n").join([head, *rows[: height - 1]])


def _calibration_row(each: RecallBin, width: int) -> Content:
    predicted = each.predicted / each.answers / 1000
    recalled = each.recalled / each.answers
    room = max(width - 30, 4)
    filled = round(recalled * room)
    mark = min(round(predicted * room), room - 1)
    cells = [("━" if place < filled else " ") for place in range(room)]
    cells[mark] = "│"
    return joined(
        Content.styled(f"{predicted:>8.0%}   ", MUTED),
        Content.styled(f"{recalled:>7.0%} ", "bold $foreground"),
        Content.styled("".join(cells), "$primary"),
        Content.styled(f" of {each.answers}", MUTED),
    )


def muscle_rows(groups: Sequence[MuscleGroup], width: int, height: int) -> Content:
    """How well each muscle group is known, the weakest first."""
    if not groups:
        return Content.styled("No card is about a muscle group.", MUTED)
    ordered = sorted(groups, key=lambda group: (group.strength, group.muscle.name))
    met = [group for group in ordered if group.seen]
    ordered = [*met, *(group for group in ordered if not group.seen)]
    room = max(width - 19, 1)
    rows = [_muscle_row(group, room) for group in ordered]
    if len(rows) > height:
        more = Content.styled(f"and {len(rows) - height + 1} more, on the body map", MUTED)
        rows = [*rows[: height - 1], more]
    return Content("\n").join(rows)


def _muscle_row(group: MuscleGroup, room: int) -> Content:
    filled = round(group.strength * room)
    share = f"{group.strength:.0%}" if group.seen else "–"
    return joined(
        Content.styled(f"{group.muscle.name:<12} ", MUTED),
        Content.styled("━" * filled, "$success"),
        Content.styled("─" * (room - filled), AXIS),
        Content.styled(f"{share:>5}", "bold $foreground"),
    )


def _short_date(day: Day) -> str:
    when = date_of(day)
    return f"{when.day}.{when.month}."
