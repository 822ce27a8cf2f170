"""The cards found, a line each; states are looked up only for visible lines."""

from __future__ import annotations

from textual.content import Content

from quizapp.domain.cards.card import prompt_in_words
from quizapp.domain.memory import Answered, CardState, New, Reviewing, phase_of
from quizapp.scheduling.memory_model import recall_on
from quizapp.scheduling.wording import days_in_words, minutes_in_words
from quizapp.study.browse.search import SearchContext, SearchEntry
from quizapp.tui.safe import MUTED, joined, safe_line
from quizapp.tui.shared.row_list import RowList, edge

FACTS_FROM = 50
"""Columns: a narrower line has only the question."""
_STYLES = {
    "new": "$secondary",
    "learning": "$warning",
    "relearning": "$warning",
    "review": "$success",
}


class CardList(RowList[SearchEntry]):
    """Question, state, due time and recall."""

    def __init__(self, context: SearchContext) -> None:
        super().__init__()
        self.context = context

    def draw(self, row: SearchEntry, width: int, *, is_current: bool) -> Content:
        """One card."""
        state = self.context.state(row)
        facts = self._facts(state) if width >= FACTS_FROM else Content("")
        room = max(width - facts.cell_length - 5, 4)
        weight = "bold $foreground" if is_current else MUTED if state.suspended else "$foreground"
        question = safe_line(prompt_in_words(row.card), weight).truncate(
            room, ellipsis=True, pad=True
        )
        mark = Content.styled("◆" if state.marked else " ", "$accent")
        return joined(edge(is_current=is_current), mark, " ", question, " ", facts, " ")

    def _facts(self, state: CardState) -> Content:
        memory = state.memory
        phase = phase_of(memory)
        word = Content.styled(f"{phase:<10}", _STYLES[phase])
        if state.suspended:
            word = Content.styled(f"{'suspended':<10}", MUTED)
        elif state.is_buried(self.context.today):
            word = Content.styled(f"{'buried':<10}", MUTED)
        if isinstance(memory, New):
            return joined(word, f"{'':16}")
        due = "" if state.suspended else self._due_in(memory)
        known = recall_on(memory, self.context.today)
        return joined(word, Content.styled(f"{due:>10} {known:>5.0%}", MUTED))

    def _due_in(self, memory: Answered) -> str:
        if isinstance(memory, Reviewing):
            days = memory.due_day - self.context.today
            return days_in_words(days) if days > 0 else "now"
        wait = memory.due - self.context.now.timestamp()
        return minutes_in_words(wait) if wait > 0 else "now"
