"""The app: themes, signals, and which screen is open. What is learnt is none of its business."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.screen import Screen

from quizapp.study.ports import Desk, Preferences
from quizapp.study.review import ReviewSitting
from quizapp.tui.commands import KeyCommands
from quizapp.tui.keys import APP_KEYS, bindings
from quizapp.tui.messages import ShowHelp
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.themes import DARK, LIGHT, SIXTEEN_COLOURS

STOPPING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class RunquizApp(App[None]):
    """Opens screens, and closes down in order on any signal."""

    TITLE = "runquiz"
    CSS_PATH = "app.tcss"
    BINDINGS = bindings(APP_KEYS)
    COMMANDS: ClassVar = {*App.COMMANDS, KeyCommands}
    # The toolkit declares these two as instance variables, so they can't be ClassVar here.
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (80, "-normal"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-medium"), (22, "-high")]  # noqa: RUF012

    def __init__(
        self,
        desk: Desk,
        preferences: Preferences,
        start: ReviewSitting | None = None,
        *,
        colourless: bool = False,
    ) -> None:
        # With the terminal's own colours, NO_COLOR takes all of them away and not just the hues.
        super().__init__(ansi_color=True if colourless else None)
        self._is_colourless = colourless
        self._desk = desk
        self._preferences = preferences
        self._start = start
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = self._first_theme()

    def get_default_screen(self) -> Screen[None]:
        """Home, or straight into review."""
        return self._home_screen() if self._start is None else self._review_screen(self._start)

    def on_mount(self) -> None:
        """Signals end the app as `q` does, with the shell's exit code; a theme chosen is kept."""
        loop = asyncio.get_running_loop()
        for number in STOPPING:
            loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))
        self.theme_changed_signal.subscribe(self, lambda theme: self._keep_theme(theme.name))
        self.app_resume_signal.subscribe(self, lambda _: self._redraw())

    async def open_review(self, names: tuple[str, ...]) -> None:
        """Review these decks, or all when there are none."""
        decks = [deck for deck in self._desk.shelf.decks() if not names or deck.id in names]
        await self.push_screen(self._review_screen(ReviewSitting(self._desk, decks)))

    async def go_home(self) -> None:
        """To the home screen, whether it lies below or not."""
        if len(self.screen_stack) > 1:
            await self.pop_screen()
        else:
            # The toolkit can't switch away from a default screen: home is laid over it.
            await self.push_screen(self._home_screen())

    @on(ShowHelp)
    def _show_help(self, event: ShowHelp) -> None:
        from quizapp.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(event.title, getattr(self.screen, "HELP_KEYS", ())))

    def action_next_theme(self) -> None:
        """From dark to light and back."""
        self.theme = LIGHT.name if self.current_theme.dark else DARK.name

    def action_interrupt(self) -> None:
        """Leave as on a signal; everything is saved already."""
        self.exit(return_code=128 + signal.SIGINT)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Only the choice of themes; everything else comes from the table of keys."""
        yield SystemCommand("Choose a theme", "All themes there are", self.action_change_theme)

    def _review_screen(self, sitting: ReviewSitting) -> Screen[None]:
        from quizapp.tui.screens.review import ReviewScreen

        return ReviewScreen(sitting, self.go_home)

    def _home_screen(self) -> Screen[None]:
        return HomeScreen(self._desk, self.open_review)

    def _first_theme(self) -> str:
        if self._is_colourless:
            return SIXTEEN_COLOURS
        kept = self._preferences.theme
        if kept in self.available_themes:
            return kept
        return SIXTEEN_COLOURS if self.console.color_system == "standard" else DARK.name

    def _keep_theme(self, name: str) -> None:
        if name != self._preferences.theme:
            self._preferences.keep_theme(name)

    def _redraw(self) -> None:
        """After `fg` the terminal is blank."""
        self.refresh(layout=True)
        self.screen.refresh(layout=True)
