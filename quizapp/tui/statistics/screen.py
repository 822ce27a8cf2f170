"""Statistics: what was answered, what is coming, and how accurate the memory model is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from quizapp.scheduling.wording import minutes_in_words, plural
from quizapp.study.figures.statistics import Figures, figures
from quizapp.study.ports import Desk
from quizapp.tui.keys import HELP, bindings
from quizapp.tui.safe import MUTED, joined
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.base_screen import BaseScreen
from quizapp.tui.shared.heatmap import Heatmap
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.navigator import Navigator
from quizapp.tui.shared.top_bar import TopBar
from quizapp.tui.statistics.keys import LEAVE_STATISTICS, NEXT_PAGE, NEXT_RANGE, STATISTICS_KEYS
from quizapp.tui.statistics.panels import PANELS

RANGES = ((30, "last 30 days"), (90, "last 90 days"), (365, "last year"), (None, "all time"))
PANEL_SIZE = (37, 9)
"""Columns and lines that a panel needs, its frame included."""
LINES_AROUND = 4
"""Lines above and below the panels."""
PANEL_COUNT = len(PANELS) + 1
"""The charts and the heatmap."""


class StatisticsScreen(BaseScreen[None]):
    """As many panels as fit; the others are on further pages."""

    NAME = "Statistics"
    BINDINGS = bindings(STATISTICS_KEYS)
    HELP_KEYS = STATISTICS_KEYS
    DEFAULT_CSS = """
    StatisticsScreen {
        Banner { display: none; }
        #figures { height: 2; padding: 0 1; }
        #panels { layout: grid; height: 1fr; padding: 0; }
        #panels Static, #panels Heatmap { height: 100%; padding: 0 1; }
    }
    """

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._range = 0
        self._page = 0

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield TopBar()
        yield Banner()
        yield Static(id="figures", markup=False)
        with Container(id="panels"):
            for _ in PANELS:
                yield Static(classes="box", markup=False)
            yield Heatmap(classes="box")
        yield KeyBar()

    def on_mount(self) -> None:
        """The titles; the charts follow once the size is known."""
        self.query_one(TopBar).title = "Statistics"
        self.query_one(Heatmap).border_title = "Reviews"

    def on_resize(self) -> None:
        """More panels may fit, or fewer."""
        self._show()

    def action_range(self, number: int) -> None:
        """Choose a time range by its number, from 1."""
        self._range = number - 1
        self._show()

    def action_next_range(self) -> None:
        """The next longer time range, wrapping around."""
        self.action_range((self._range + 1) % len(RANGES) + 1)

    def action_page(self, step: int) -> None:
        """The previous or next page."""
        self._page += step
        self._show()

    def _show(self) -> None:
        desk = self.desk
        days, name = RANGES[self._range]
        progress, now = desk.store.progress, desk.clock.now()
        found = figures(desk.shelf.decks(), progress, now, desk.zone, since=days)
        across = min(max(self.size.width // PANEL_SIZE[0], 1), 2)
        down = max((self.size.height - LINES_AROUND) // PANEL_SIZE[1], 1)
        pages = -(-PANEL_COUNT // (across * down))
        self._page %= pages
        more = (NEXT_PAGE,) if pages > 1 else ()
        self.query_one(KeyBar).keys = (NEXT_RANGE, *more, HELP, LEAVE_STATISTICS)
        page = f" · {self._page + 1}/{pages}" if pages > 1 else ""
        top = self.query_one(TopBar)
        top.facts = top.brief = Content.styled(f"{name}{page}", MUTED)
        self.query_one("#figures", Static).update(_figures_line(found))
        self._show_panels(found, across, down)

    def _show_panels(self, found: Figures, across: int, down: int) -> None:
        box = self.query_one("#panels")
        box.styles.grid_size_columns, box.styles.grid_size_rows = across, down
        width = self.size.width // across - 4
        height = max((self.size.height - LINES_AROUND) // down - 2, 2)
        first = self._page * across * down
        for index, widget in enumerate(box.children):
            widget.display = first <= index < first + across * down
        for panel, widget in zip(PANELS, box.query(Static), strict=True):
            if widget.display:
                widget.border_title = panel.title
                widget.update(panel.draw(found, width, height))
        heatmap = self.query_one(Heatmap)
        sums = self.desk.store.progress.days.items()
        heatmap.answers, heatmap.today = {day: each.answers for day, each in sums}, found.today


def _figures_line(found: Figures) -> Content:
    """The four most important figures."""
    recalled, predicted = _percent(found.retention), _percent(found.predicted)
    parts = [
        _figure(str(found.reviews), "answers" if found.reviews != 1 else "answer", "$primary"),
        _figure(recalled, f"recalled, {predicted} predicted", "$success"),
        _figure(minutes_in_words(found.seconds), "", "$secondary"),
        _figure(f"▲ {plural(found.streak, 'day')}", f"best {found.best_streak}", "$accent"),
    ]
    return Content("   ").join(parts)


def _figure(number: str, word: str, style: str) -> Content:
    return joined(
        Content.styled(number, f"bold {style}"), Content.styled(f" {word}".rstrip(), MUTED)
    )


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"
