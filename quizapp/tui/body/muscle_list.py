"""The muscle groups as a list, where there is no room for a figure."""

from __future__ import annotations

from textual.content import Content

from quizapp.study.figures.muscles import Level, MuscleGroup
from quizapp.tui.figure.body_colours import GLYPHS
from quizapp.tui.safe import MUTED, joined
from quizapp.tui.shared.charts import thin_bar
from quizapp.tui.shared.row_list import RowList, edge

BAR_FROM = 50
"""Columns: a narrower list has no bars."""
LEVEL_STYLES = {
    Level.NOT_SEEN: MUTED,
    Level.WEAK: "$accent",
    Level.SHAKY: "$warning",
    Level.GOOD: "$primary",
    Level.STRONG: "$success",
}


class MuscleList(RowList[MuscleGroup]):
    """Name, level and strength of each group."""

    def draw(self, row: MuscleGroup, width: int, *, is_current: bool) -> Content:
        """One group."""
        style = LEVEL_STYLES[row.level]
        weight = "bold $foreground" if is_current else "$foreground"
        level = Content.styled(f"{GLYPHS[row.level]} {row.level.word:<8}", style)
        share = Content.styled(f"{percent(row):>5}", weight)
        bar = joined("  ", thin_bar(row.strength, 14)) if width >= BAR_FROM else Content("")
        name = Content.styled(f"{row.muscle.name:<12}", weight)
        return joined(edge(is_current=is_current), name, " ", level, share, bar)


def percent(group: MuscleGroup) -> str:
    """The strength in per cent; a dash for a group never seen."""
    return "–" if group.level is Level.NOT_SEEN else f"{round(group.strength * 100)} %"
