"""The past weeks: a square for each day, brighter for more answers."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from quizapp.domain.memory import Day
from quizapp.scheduling.study_day import date_of
from quizapp.tui.safe import MUTED, joined
from quizapp.tui.themes import has_shades

LEVELS = 4
_STYLES = ("$foreground 25%", "$primary 35%", "$primary 58%", "$primary 80%", "$primary")
_SQUARES = "·■■■■"
_SHADES = "·░▒▓█"
"""Without shades of colour, the shape shows the level."""
_NAMES = ("Mon", "", "Wed", "", "Fri", "", "Sun")


class Heatmap(Widget):
    """Seven rows; as many weeks as fit, the current one last."""

    DEFAULT_CSS = """
    Heatmap {
        height: 8;
        padding: 0 1;
    }
    """

    answers: reactive[Mapping[Day, int]] = reactive(dict)
    today: reactive[Day] = reactive(Day(0))

    def render(self) -> Content:
        """The squares and their legend."""
        weeks = max((self.content_size.width - 4) // 2, 1)
        monday = self.today - date_of(self.today).weekday()
        first = monday - 7 * (weeks - 1)
        most = max(
            (self.answers.get(Day(day), 0) for day in range(first, self.today + 1)), default=0
        )
        rows = [self._row(index, first, weeks, most) for index in range(7)]
        legend = [self._legend()] if self.content_size.height > len(rows) else []
        return Content("\n").join([*rows, *legend])

    def _row(self, weekday: int, first: int, weeks: int, most: int) -> Content:
        parts: list[Content | str] = [Content.styled(f"{_NAMES[weekday]:<4}", MUTED)]
        for week in range(weeks):
            day = Day(first + 7 * week + weekday)
            if day > self.today:
                break
            parts.extend((self._square(level(self.answers.get(day, 0), most)), " "))
        return joined(*parts)

    def _legend(self) -> Content:
        squares = [part for step in range(LEVELS + 1) for part in (self._square(step), " ")]
        muted = Content.styled("    less ", MUTED)
        return joined(muted, *squares, Content.styled("more", MUTED))

    def _square(self, step: int) -> Content:
        glyphs = _SQUARES if has_shades(self.app) else _SHADES
        return Content.styled(glyphs[step], _STYLES[step])


def level(count: int, most: int) -> int:
    """0 for nothing, then 1 to 4 by share of the busiest day."""
    return 0 if count <= 0 else min(-(-count * LEVELS // most), LEVELS)
