"""The box beside the decks on a wide screen: the days ahead, and how well the cards are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from quizapp.domain.cards.deck import Deck
from quizapp.scheduling.wording import plural
from quizapp.study.figures.deck_detail import DAYS_AHEAD, DeckDetail, detail_of
from quizapp.study.ports import Desk
from quizapp.tui.safe import MUTED, safe
from quizapp.tui.shared.charts import FAINT, column_chart, horizontal_bars, stage_rows

CHART_HEIGHT = 6


class DeckDetailBox(Widget):
    """The detail of the highlighted deck."""

    DEFAULT_CSS = """
    DeckDetailBox {
        height: 1fr;
        padding: 0 1;
    }
    """

    detail: reactive[DeckDetail | None] = reactive(None)

    def __init__(self) -> None:
        super().__init__()
        self._compute: Callable[[], DeckDetail] | None = None

    def show(self, decks: Sequence[Deck], desk: Desk) -> None:
        """Show these decks; the detail is computed only while the box is visible."""

        def compute() -> DeckDetail:
            return detail_of(decks, desk.store.progress, desk.clock.now(), desk.zone)

        self._compute = compute
        self.on_resize()

    def on_resize(self) -> None:
        """The box may have become visible, or hidden."""
        is_visible = self._compute is not None and self.size.width > 0
        self.detail = self._compute() if self._compute is not None and is_visible else None

    def render(self) -> Content:
        """Columns for the days ahead, then bars for the stages."""
        detail = self.detail
        if detail is None:
            return Content("")
        about = [safe(detail.about, MUTED), Content("")] if detail.about else []
        days = f"{'today':<{DAYS_AHEAD * 3 // 2}}+7 days"
        lines = [
            Content(""),
            *about,
            Content.styled(f"Due in the next {DAYS_AHEAD} days, peak {max(detail.ahead)}", MUTED),
            *(
                Content.styled(row, "$accent")
                for row in column_chart(detail.ahead, 3, CHART_HEIGHT)
            ),
            Content.styled("─" * (DAYS_AHEAD * 3 - 1), FAINT),
            Content.styled(days, MUTED),
            Content(""),
            Content.styled(f"How well you know {plural(detail.cards, 'card')}", MUTED),
            horizontal_bars(stage_rows(detail.counts), self.content_size.width),
        ]
        return Content("\n").join(lines)
