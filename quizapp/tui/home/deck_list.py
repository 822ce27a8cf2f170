"""The decks to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from quizapp.study.figures.overview import Counts
from quizapp.tui.safe import MUTED, joined, safe_line
from quizapp.tui.shared.charts import thin_bar
from quizapp.tui.shared.row_list import RowList, edge

BAR_FROM = 58
"""Columns: a narrower list has no bar."""
LONG_BAR_FROM = 74
LEARNING_FROM = 48
"""Columns: a narrower list does not show how many cards are being learnt."""


@dataclass(frozen=True, slots=True)
class DeckRow:
    """One line of the list."""

    deck_ids: tuple[str, ...]
    """The decks that it stands for; empty means all."""
    title: str
    counts: Counts
    learnt: float


class DeckList(RowList[DeckRow]):
    """The decks, each with what is due and how much of it is learnt."""

    def draw(self, row: DeckRow, width: int, *, is_current: bool) -> Content:
        """Title, numbers, and a bar where there is room."""
        counts = row.counts
        learning = _number(counts.learning, "learn", "$warning")
        has_learning = width >= LEARNING_FROM and any(row.counts.learning for row in self.rows)
        numbers = joined(
            _due(counts),
            *((" ", learning) if has_learning else ()),
            " ",
            _number(counts.new, "new", "$secondary"),
        )
        if width >= BAR_FROM:
            bar = thin_bar(row.learnt, 14 if width >= LONG_BAR_FROM else 7)
            share = Content.styled(f"{round(row.learnt * 100):>4}%", MUTED)
            numbers = joined(numbers, "  ", bar, " ", share)
        room = max(width - numbers.cell_length - 4, 4)
        weight = "bold $foreground" if is_current else "$foreground"
        title = safe_line(row.title, weight).truncate(room, ellipsis=True, pad=True)
        return joined(edge(is_current=is_current), title, "  ", numbers, " ")


def _due(counts: Counts) -> Content:
    if not counts.left:
        return Content.styled("  ✓ done", "$success")
    return _number(counts.due, "due", "$accent")


def _number(count: int, word: str, style: str) -> Content:
    text = f"{count:>4} {word}"
    return Content.styled(text, f"bold {style}" if count else MUTED)
