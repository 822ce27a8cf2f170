"""Statistics: what was answered, what lies ahead, and how right the memory model is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from quizapp.domain.memory import Day
from quizapp.scheduling.wording import minutes_in_words, plural
from quizapp.study.figures.statistics import Figures, figures
from quizapp.study.ports import Desk
from quizapp.tui.keys import HELP, bindings
from quizapp.tui.messages import ShowHelp
from quizapp.tui.navigation import Navigator
from quizapp.tui.safe import MUTED, joined
from quizapp.tui.shared.charts import (
    calibration_rows,
    card_bars,
    grade_bars,
    muscle_rows,
    retention_line,
    upright_bars,
)
from quizapp.tui.shared.heatmap import Heatmap
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.top_bar import TopBar
from quizapp.tui.statistics.keys import LEAVE, NEXT_PAGE, NEXT_RANGE, STATISTICS_KEYS

RANGES = ((30, "last 30 days"), (90, "last 90 days"), (365, "last year"), (None, "all time"))
PANEL = (37, 9)
"""Columns and lines that a panel needs, its frame included."""
AROUND = 4
"""Lines above and below the panels."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart and its name."""

    title: str
    draw: Callable[[Figures, int, int], Content]


def _per_day(found: Figures, width: int, height: int) -> Content:
    days = found.by_day
    if not days:
        return Content.styled("No answers yet.", MUTED)
    values = [days.get(Day(day), 0) for day in range(min(days), found.today + 1)]
    ago = f"{plural(len(values) - 1, 'day')} ago" if len(values) > 1 else ""
    return upright_bars(values, (ago, "today"), width, height, "$primary")


def _ahead(found: Figures, width: int, height: int) -> Content:
    values = list(found.forecast.values())
    if not any(values):
        return Content.styled("Nothing comes back yet.", MUTED)
    return upright_bars(values, ("today", f"+{len(values) - 1}"), width, height, "$accent")


PANELS = (
    Panel("Reviews per day", _per_day),
    Panel("Due in the next 30 days", _ahead),
    Panel("Answers", lambda found, width, _: grade_bars(found.by_grade, width)),
    Panel("Recalled, by week", lambda found, *room: retention_line(found.weeks, *room)),
    Panel(
        "Predicted and recalled", lambda found, *room: calibration_rows(found.calibration, *room)
    ),
    Panel("Muscles, weakest first", lambda found, *room: muscle_rows(found.muscles, *room)),
    Panel("Cards", lambda found, width, _: card_bars(found.cards, width)),
)
COUNT = len(PANELS) + 1
"""The panels, and the days as squares."""


class StatisticsScreen(Screen[None]):
    """As many panels as there is room for; the others are further pages."""

    BINDINGS = bindings(STATISTICS_KEYS)
    HELP_KEYS = STATISTICS_KEYS
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    StatisticsScreen {
        #figures { height: 2; padding: 0 1; }
        #panels { layout: grid; height: 1fr; padding: 0; }
        #panels Static, #panels Heatmap { height: 100%; padding: 0 1; }
    }
    """

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self._navigator = navigator
        self._range = 0
        self._page = 0

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield TopBar()
        yield Static(id="figures", markup=False)
        with Container(id="panels"):
            for _ in PANELS:
                yield Static(classes="box", markup=False)
            yield Heatmap(classes="box")
        yield KeyBar()

    def on_mount(self) -> None:
        """The first look."""
        self.query_one(TopBar).title = "Statistics"
        self.query_one(Heatmap).border_title = "Days"

    def on_resize(self) -> None:
        """There is room for more panels, or for fewer."""
        self._show()

    def action_range(self, place: int) -> None:
        """Count another length of time."""
        self._range = place - 1
        self._show()

    def action_next_range(self) -> None:
        """The next longer one, and after the longest the shortest."""
        self.action_range((self._range + 1) % len(RANGES) + 1)

    def action_page(self, step: int) -> None:
        """The panels before or after."""
        self._page += step
        self._show()

    async def action_go_home(self) -> None:
        """Back to the decks."""
        await self._navigator.go_home()

    def action_help(self) -> None:
        """All keys."""
        self.post_message(ShowHelp("Statistics"))

    def _show(self) -> None:
        desk = self._desk
        days, name = RANGES[self._range]
        progress, now = desk.store.progress, desk.clock.now()
        found = figures(desk.shelf.decks(), progress, now, desk.zone, since=days)
        across = min(max(self.size.width // PANEL[0], 1), 2)
        down = max((self.size.height - AROUND) // PANEL[1], 1)
        pages = -(-COUNT // (across * down))
        self._page %= pages
        more = (NEXT_PAGE,) if pages > 1 else ()
        self.query_one(KeyBar).keys = (NEXT_RANGE, *more, HELP, LEAVE)
        page = f" · {self._page + 1}/{pages}" if pages > 1 else ""
        top = self.query_one(TopBar)
        top.facts = top.brief = Content.styled(f"{name}{page}", MUTED)
        self.query_one("#figures", Static).update(_figures_line(found))
        self._show_panels(found, across, down)

    def _show_panels(self, found: Figures, across: int, down: int) -> None:
        box = self.query_one("#panels")
        box.styles.grid_size_columns, box.styles.grid_size_rows = across, down
        width = self.size.width // across - 4
        height = max((self.size.height - AROUND) // down - 2, 2)
        first = self._page * across * down
        for place, widget in enumerate(box.children):
            widget.display = first <= place < first + across * down
        for panel, widget in zip(PANELS, box.query(Static), strict=True):
            if widget.display:
                widget.border_title = panel.title
                widget.update(panel.draw(found, width, height))
        days = self.query_one(Heatmap)
        sums = self._desk.store.progress.days.items()
        days.answers, days.today = {day: each.answers for day, each in sums}, found.today


def _figures_line(found: Figures) -> Content:
    """The four figures that matter most."""
    parts = [
        _figure(str(found.reviews), "answers" if found.reviews != 1 else "answer", "$primary"),
        _figure(
            _share(found.retention), f"recalled, {_share(found.predicted)} predicted", "$success"
        ),
        _figure(minutes_in_words(found.seconds), "", "$secondary"),
        _figure(f"▲ {plural(found.streak, 'day')}", f"best {found.best_streak}", "$accent"),
    ]
    return Content("   ").join(parts)


def _figure(number: str, word: str, style: str) -> Content:
    return joined(
        Content.styled(number, f"bold {style}"), Content.styled(f" {word}".rstrip(), MUTED)
    )


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"
