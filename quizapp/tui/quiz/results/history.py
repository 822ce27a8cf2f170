"""The attempts with one setup, as a text to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content

from quizapp.domain.memory import Day
from quizapp.domain.quiz_setup import QuizSetup
from quizapp.scheduling.wording import clock_time, long_date, plural
from quizapp.study.log.attempts import Attempts, CalibrationBin, PastAttempt
from quizapp.study.ports import Desk
from quizapp.study.quiz.results import rank
from quizapp.tui.safe import MUTED, joined
from quizapp.tui.shared.charts import braille_line, thin_bar
from quizapp.tui.shared.reading_screen import ReadingScreen

AXIS = 6
"""Columns for the labels left of the chart."""
MAX_LISTED = 8
"""Attempts that are listed one by one."""

DayOf = Callable[[int], Day]
"""The study day of an instant in seconds."""


def history_screen(desk: Desk, setup: QuizSetup, columns: int) -> ReadingScreen:
    """The history as a screen, over a screen that is this many columns wide."""
    width = min(max(columns - 5, 12), 64)
    attempts = desk.store.progress.attempts
    text = history_content(attempts, setup, desk.calendar().day_of, width)
    return ReadingScreen(Content(f"Quizzes like this · {setup.mode_title}"), text)


def history_content(attempts: Attempts, setup: QuizSetup, day_of: DayOf, width: int) -> Content:
    """A chart of these attempts, the best and newest ones, and how good the predictions are."""
    like = attempts.like(setup)
    rows = [Content.styled("No quiz like this has been finished yet.", MUTED)] if not like else []
    if len(like) > 1:
        best = joined(
            Content.styled("best  ", "bold $warning"), _attempt(max(like, key=rank), day_of)
        )
        rows.extend((_chart(like, 2 * (width - AXIS)), Content(""), best))
    newest = [*reversed(like)][:MAX_LISTED]
    rows.extend(joined(Content.styled("      ", MUTED), _attempt(past, day_of)) for past in newest)
    others = _last_ones(attempts.past, day_of)
    return Content("\n").join([*rows, *others, Content(""), *_calibration(attempts.calibration)])


def _attempt(past: PastAttempt, day_of: DayOf) -> Content:
    when = long_date(day_of(past.at // 1000))
    points = f" · {past.points} points" if past.setup.points else ""
    said = f" · {past.right} of {past.asked}{points} · {clock_time(past.used / 1000)}"
    return joined(
        Content.styled(f"{past.accuracy * 100:>3.0f} %", "bold $foreground"),
        Content.styled(f"{said} · {when}", MUTED),
    )


def _last_ones(past: Sequence[PastAttempt], day_of: DayOf) -> list[Content]:
    """The newest quizzes of any setup."""
    rows = [
        joined(_attempt(each, day_of), Content.styled(f" · {each.setup.mode_title}", MUTED))
        for each in [*reversed(past)][:MAX_LISTED]
    ]
    heading = [Content(""), Content.styled("Your latest quizzes", "bold $primary")]
    return [*heading, *rows] if rows else []


def _chart(like: Sequence[PastAttempt], points: int) -> Content:
    """Accuracy from attempt to attempt, from 0 to 100 %."""
    shares = [past.accuracy for past in like][-points:]
    drawn = braille_line(_stretched(shares, points), 4, 0.0).split("\n")
    labels = ("100 %", "", "", "  0 %")
    rows = [
        joined(Content.styled(f"{label:>5} ", MUTED), Content.styled(line, "$primary"))
        for label, line in zip(labels, drawn, strict=True)
    ]
    ends = f"{plural(len(shares), 'attempt')}, the newest on the right"
    return Content("\n").join([*rows, Content.styled(f"      {ends}", MUTED)])


def _stretched(values: Sequence[float], points: int) -> list[float]:
    """The values, interpolated to so many points."""
    if len(values) == 1:
        return [values[0]] * points
    found = []
    for point in range(points):
        at = point * (len(values) - 1) / (points - 1)
        left = min(int(at), len(values) - 2)
        found.append(values[left] + (values[left + 1] - values[left]) * (at - left))
    return found


def _calibration(bins: Sequence[CalibrationBin]) -> list[Content]:
    """Predicted against actual shares, in tenths."""
    rows = [Content.styled("Predicted and actual, all quizzes", "bold $primary")]
    for part in bins:
        if part.count:
            expected, actual = part.expected / part.count / 1000, part.credit / part.count / 1000
            said = f" {actual * 100:>3.0f} % of {plural(part.count, 'question')}"
            head = Content.styled(f"{expected * 100:>4.0f} %  ", MUTED)
            rows.append(joined(head, thin_bar(actual, 30), Content.styled(said, MUTED)))
    return rows if len(rows) > 1 else [Content.styled("No predictions to compare yet.", MUTED)]
