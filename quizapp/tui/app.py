"""The app: its themes, signals, and how it starts and ends."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.screen import Screen

from quizapp.study.ports import Desk, Preferences
from quizapp.tui.driver import ForgivingDriver
from quizapp.tui.keys import APP_KEYS, bindings
from quizapp.tui.navigation import AppNavigator
from quizapp.tui.signals import resume_on_a_terminal
from quizapp.tui.themes import DARK, LIGHT, OWN, SIXTEEN_COLOURS

if TYPE_CHECKING:
    from quizapp.study.quiz.session import QuizSession
    from quizapp.study.review.session import ReviewSession
    from quizapp.tui.command_palette import KeyCommands

PATIENCE = 10.0
"""Seconds that closing down may take after a signal."""
STOPPING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def _key_commands() -> type[KeyCommands]:
    from quizapp.tui.command_palette import KeyCommands  # only when the palette is opened

    return KeyCommands


class RunquizApp(App[None]):
    """Opens its first screen, and closes down in order on any signal."""

    TITLE = "runquiz"
    CSS_PATH = "app.tcss"
    BINDINGS = bindings(APP_KEYS)
    COMMANDS: ClassVar = {*App.COMMANDS, _key_commands}
    # Textual declares these two as instance variables, so they can't be ClassVar here.
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (80, "-normal"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]  # noqa: RUF012

    def __init__(
        self,
        desk: Desk,
        preferences: Preferences,
        start: ReviewSession | QuizSession | None = None,
        *,
        colourless: bool = False,
    ) -> None:
        # With the terminal's own colours, NO_COLOR removes all of them and not only the hues.
        super().__init__(ForgivingDriver, ansi_color=True if colourless else None)
        self.navigator = AppNavigator(self, desk)
        self._is_colourless = colourless
        self._preferences = preferences
        self._start = start
        self._is_ready = False
        self._stopped_by = 0
        self._watchdog: threading.Timer | None = None
        for theme in OWN:
            self.register_theme(theme)
        self.theme = self._first_theme()

    def get_default_screen(self) -> Screen[None]:
        """Home, or straight into a review or a quiz."""
        return self.navigator.first_screen(self._start)

    async def run_async(self, *arguments: Any, **more: Any) -> None:
        """From the start, signals end the app as `q` does, with exit code 128 plus their number."""
        loop = asyncio.get_running_loop()
        for number in STOPPING:
            loop.add_signal_handler(number, partial(self._stop, number))
        try:
            await super().run_async(*arguments, **more)
        finally:
            if self._watchdog is not None:
                self._watchdog.cancel()

    def _stop(self, number: int) -> None:
        """Close down in order; if that hangs because the terminal is gone, exit anyway.

        Every answer is on the disk already, and the next start folds in the journal.
        """
        self._stopped_by = number
        signal.signal(signal.SIGCONT, signal.SIG_DFL)  # Textual would redraw on it
        if self._watchdog is None:
            self._watchdog = threading.Timer(PATIENCE, os._exit, (128 + number,))
            self._watchdog.daemon = True
            self._watchdog.start()
        if self._is_ready:
            self.exit(return_code=128 + number)

    def on_mount(self) -> None:
        """Save the theme when it changes; redraw after `fg`."""
        keep = self._preferences.save_theme
        self.theme_changed_signal.subscribe(self, lambda theme: keep(theme.name))
        self.app_resume_signal.subscribe(self, lambda _: self._redraw())

    def on_ready(self) -> None:
        """Stop if a signal came meanwhile; from now on, draw after `fg` only on a live terminal."""
        self._is_ready = True
        resume = signal.getsignal(signal.SIGCONT)
        if callable(resume):
            signal.signal(signal.SIGCONT, partial(resume_on_a_terminal, resume))
        if self._stopped_by:
            self._stop(self._stopped_by)

    def on_key(self, event: events.Key) -> None:
        """Pass a letter that was typed ahead to the focused input.

        An input stops every letter that reaches it, so only letters that went to the screen before
        it had the focus arrive here.
        """
        from textual.widgets import Input, TextArea  # not for the first frame

        entry, letter = self.focused, event.character
        if not isinstance(entry, Input | TextArea) or not event.is_printable or not letter:
            return
        event.stop()
        insert = entry.insert_text_at_cursor if isinstance(entry, Input) else entry.insert
        insert(letter)

    def exit(self, *arguments: Any, **more: Any) -> None:
        """End the app; keys typed ahead no longer open anything."""
        self.navigator.close()
        super().exit(*arguments, **more)

    def action_next_theme(self) -> None:
        """Switch between dark and light."""
        self.theme = LIGHT.name if self.current_theme.dark else DARK.name

    def action_interrupt(self) -> None:
        """Quit as on SIGINT; everything is saved already."""
        self.exit(return_code=128 + signal.SIGINT)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """The choice of themes; all other commands come from the keys."""
        yield SystemCommand("Choose a theme", "All themes", self.action_change_theme)

    def _first_theme(self) -> str:
        if self._is_colourless:
            return SIXTEEN_COLOURS
        kept = self._preferences.theme
        if kept in self.available_themes:
            return kept
        return SIXTEEN_COLOURS if self.console.color_system == "standard" else DARK.name

    def _redraw(self) -> None:
        """After `fg` the terminal is blank."""
        self.refresh(layout=True)
        self.screen.refresh(layout=True)
