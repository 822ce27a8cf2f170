"""What the wide screen adds beside the decks: the days ahead, and how well the cards are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from quizapp.domain.cards.deck import Deck
from quizapp.study.figures.deck_detail import AHEAD, DeckDetail, detail_of
from quizapp.study.ports import Desk
from quizapp.tui.safe import MUTED, joined, safe
from quizapp.tui.shared.charts import EIGHTHS

BARS_HIGH = 6


class Detail(Widget):
    """The highlighted deck."""

    DEFAULT_CSS = """
    Detail {
        height: 1fr;
        padding: 0 1;
    }
    """

    facts: reactive[DeckDetail | None] = reactive(None)

    def __init__(self) -> None:
        super().__init__()
        self._look: Callable[[], DeckDetail] | None = None

    def show(self, decks: Sequence[Deck], desk: Desk) -> None:
        """The detail of these decks; computed only when it can be seen."""

        def look() -> DeckDetail:
            return detail_of(decks, desk.store.progress, desk.clock.now(), desk.zone)

        self._look = look
        self.on_resize()

    def on_resize(self) -> None:
        """Room was made, or taken."""
        self.facts = self._look() if self._look is not None and self.size.width > 0 else None

    def render(self) -> Content:
        """Bars of days, then bars of sorts."""
        facts = self.facts
        if facts is None:
            return Content("")
        width = self.content_size.width
        about = [safe(facts.about, MUTED), Content("")] if facts.about else []
        lines = [
            Content(""),
            *about,
            Content.styled(f"Due in the next {AHEAD} days, {max(facts.ahead)} at most", MUTED),
            *columns(facts.ahead, "$accent"),
            Content.styled(f"{'today':<{AHEAD * 3 // 2}}+1 wk", MUTED),
            Content(""),
            Content.styled(f"How well you know {facts.cards} cards", MUTED),
            *_sorts(facts, max(width - 16, 4)),
        ]
        return Content("\n").join(lines)


def columns(values: Sequence[int], style: str) -> list[Content]:
    """Values as upright bars, in eighths of a line; the highest fills them."""
    top = max(values, default=0)
    rows = []
    for row in range(BARS_HIGH - 1, -1, -1):
        cells = []
        for value in values:
            eighths = round(value * BARS_HIGH * 8 / top) if top else 0
            eighths = max(eighths, 1) if value else 0
            cells.append(EIGHTHS[min(max(eighths - row * 8, 0), 8)] * 2)
        rows.append(Content.styled(" ".join(cells), style))
    return [*rows, Content.styled("─" * (len(values) * 3 - 1), "$foreground 20%")]


def _sorts(facts: DeckDetail, width: int) -> list[Content]:
    rows = (
        ("new", facts.new, "$secondary"),
        ("learning", facts.learning, "$warning"),
        ("young", facts.young, "$primary"),
        ("mature", facts.mature, "$success"),
    )
    longest = max(*(count for _, count, _ in rows), 1)
    return [
        joined(
            Content.styled(f"{name:<9}", MUTED),
            Content.styled("━" * max(round(count * width / longest), int(count > 0)), style),
            Content.styled(f" {count}", "bold $foreground"),
        )
        for name, count, style in rows
    ]
