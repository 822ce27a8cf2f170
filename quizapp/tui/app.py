"""The app: themes, signals, and which screen is open. What is learnt is none of its business."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import App, SystemCommand
from textual.screen import Screen

from quizapp.domain.cards.deck import Deck, chosen_decks
from quizapp.study.ports import Desk, Preferences
from quizapp.tui.driver import ForgivingDriver
from quizapp.tui.home.screen import HomeScreen
from quizapp.tui.keys import APP_KEYS, bindings
from quizapp.tui.messages import ShowHelp
from quizapp.tui.signals import resume_on_a_terminal
from quizapp.tui.themes import DARK, LIGHT, OWN, SIXTEEN_COLOURS

# What the first frame does not need is imported when it is asked for.
if TYPE_CHECKING:
    from quizapp.domain.quiz_setup import QuizSetup
    from quizapp.study.editing import Editing, Saved
    from quizapp.study.log.attempts import Attempt
    from quizapp.study.quiz.plan import Quiz
    from quizapp.study.quiz.session import QuizSession
    from quizapp.study.review.session import ReviewSession
    from quizapp.tui.palette import KeyCommands

PATIENCE = 10.0
"""Seconds that closing down may take after a signal."""
STOPPING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def _key_commands() -> type[KeyCommands]:
    from quizapp.tui.palette import KeyCommands

    return KeyCommands


class RunquizApp(App[None]):
    """Opens screens, and closes down in order on any signal."""

    TITLE = "runquiz"
    CSS_PATH = "app.tcss"
    BINDINGS = bindings(APP_KEYS)
    COMMANDS: ClassVar = {*App.COMMANDS, _key_commands}
    # The toolkit declares these two as instance variables, so they can't be ClassVar here.
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
        # With the terminal's own colours, NO_COLOR takes all of them away and not just the hues.
        super().__init__(ForgivingDriver, ansi_color=True if colourless else None)
        self._is_colourless = colourless
        self._desk = desk
        self._preferences = preferences
        self._start = start
        self._is_leaving = False
        self._is_ready = False
        self._stopped_by = 0
        self._watchdog: threading.Timer | None = None
        for theme in OWN:
            self.register_theme(theme)
        self.theme = self._first_theme()

    def get_default_screen(self) -> Screen[None]:
        """Home, or straight into a review or a quiz."""
        if self._start is None:
            return self._home_screen()
        from quizapp.study.review.session import ReviewSession

        if isinstance(self._start, ReviewSession):
            return self._review_screen(self._start)
        return self._quiz_screen(self._start)

    async def run_async(self, *arguments: Any, **more: Any) -> None:
        """Signals end the app as `q` does, with the shell's exit code, from before it draws on."""
        loop = asyncio.get_running_loop()
        for number in STOPPING:
            loop.add_signal_handler(number, partial(self._stop, number))
        try:
            await super().run_async(*arguments, **more)
        finally:
            if self._watchdog is not None:
                self._watchdog.cancel()

    def _stop(self, number: int) -> None:
        """Close down in order; where the terminal is gone and that never ends, end all the same.

        Every answer is on the disk before, and the journal is folded in at the next start.
        """
        self._stopped_by = number
        signal.signal(signal.SIGCONT, signal.SIG_DFL)  # the toolkit would start the screen anew
        if self._watchdog is None:
            self._watchdog = threading.Timer(PATIENCE, os._exit, (128 + number,))
            self._watchdog.daemon = True
            self._watchdog.start()
        if self._is_ready:
            self.exit(return_code=128 + number)

    def on_mount(self) -> None:
        """A theme chosen is kept; after `fg` all is drawn anew."""
        keep = self._preferences.keep_theme
        self.theme_changed_signal.subscribe(self, lambda theme: keep(theme.name))
        self.app_resume_signal.subscribe(self, lambda _: self._redraw())

    def on_ready(self) -> None:
        """A signal that came while the first screen was being made is obeyed now."""
        self._is_ready = True
        resume = signal.getsignal(signal.SIGCONT)
        if callable(resume):
            signal.signal(signal.SIGCONT, partial(resume_on_a_terminal, resume))
        if self._stopped_by:
            self._stop(self._stopped_by)

    def on_key(self, event: events.Key) -> None:
        """A letter that was typed ahead and went to the screen before is for the open input.

        An input stops every letter that reaches it, so that none comes here by another way.
        """
        from textual.widgets import Input, TextArea  # The first frame needs none.

        entry, letter = self.focused, event.character
        if not isinstance(entry, Input | TextArea) or not event.is_printable or not letter:
            return
        event.stop()
        insert = entry.insert_text_at_cursor if isinstance(entry, Input) else entry.insert
        insert(letter)

    async def open_review(self, names: tuple[str, ...], tags: frozenset[str] = frozenset()) -> None:
        """Review these decks, or all when there are none; of their cards those with a tag."""
        from quizapp.study.review.session import ReviewSession

        decks = chosen_decks(self._decks, names)
        decks = [deck.tagged(tags) for deck in decks] if tags else decks
        await self._open(self._review_screen(ReviewSession(self._desk, decks)))

    async def go_home(self) -> None:
        """To the home screen, whether it lies below or not."""
        is_below = isinstance(self.screen_stack[0], HomeScreen)
        if is_below and len(self.screen_stack) > 1:
            await self.pop_screen()
        elif not is_below:
            await self._open(self._home_screen())

    async def open_body(self) -> None:
        """The body map."""
        from quizapp.tui.body.screen import BodyScreen

        await self._open(BodyScreen(self._desk, self))

    async def open_statistics(self) -> None:
        """How the learning goes."""
        from quizapp.tui.statistics.screen import StatisticsScreen

        await self._open(StatisticsScreen(self._desk, self))

    async def open_settings(self) -> None:
        """Limits, steps and looks."""
        from quizapp.tui.settings.screen import SettingsScreen

        await self._open(SettingsScreen(self._desk, self))

    async def open_browser(self) -> None:
        """Every card."""
        from quizapp.tui.browse.screen import BrowseScreen

        await self._open(BrowseScreen(self._desk, self))

    async def edit(self, editing: Editing, then: Callable[[Saved | None], None]) -> None:
        """The editor, laid over the screen; afterwards what was saved is told, if anything was."""
        from quizapp.tui.edit.screen import EditScreen

        if not self._is_leaving:
            await self.push_screen(EditScreen(self._desk, editing), then)

    async def set_up_quiz(self, names: tuple[str, ...]) -> None:
        """Choose how a quiz is to be: as last time, of these decks if any are named."""
        from quizapp.domain.quiz_setup import QuizSetup
        from quizapp.tui.quiz.setup.rows import for_decks
        from quizapp.tui.quiz.setup.screen import SetupScreen

        setup = self._desk.store.progress.attempts.setup or QuizSetup()
        setup = for_decks(setup, names, self._decks) if names else setup
        await self._open(SetupScreen(self._desk, setup, self))

    async def open_quiz(self, quiz: Quiz) -> None:
        """Begin a quiz. Raises NotWritable."""
        from quizapp.study.quiz.start import begin

        await self._open(self._quiz_screen(begin(self._desk, quiz, self._decks, free=True)))

    async def continue_quiz(self) -> None:
        """Go on with the attempt that was cut off, if there is one. Raises NotWritable."""
        from quizapp.study.quiz.start import resume

        self._desk.store.refresh()
        attempt = self._desk.store.progress.attempts.newest_unfinished()
        if attempt is not None:
            await self._open(self._quiz_screen(resume(self._desk, attempt, self._decks, free=True)))

    async def open_results(self, quiz: Quiz, attempt: Attempt) -> None:
        """What an attempt came to."""
        from quizapp.tui.quiz.results.screen import ResultsScreen

        await self._open(ResultsScreen(self._desk, quiz, attempt, self._decks, self))

    async def open_last_results(self) -> None:
        """What the last finished attempt came to, if there is one."""
        from quizapp.study.quiz.plan import quiz_again

        attempt = self._desk.store.progress.attempts.newest_finished()
        if attempt is not None:
            await self.open_results(quiz_again(self._decks, attempt), attempt)

    async def open_history(self, setup: QuizSetup) -> None:
        """The attempts at such a quiz, laid over the screen."""
        from quizapp.tui.quiz.results.history import history_screen

        await self.push_screen(history_screen(self._desk, setup, self.size.width))

    def exit(self, *arguments: Any, **more: Any) -> None:
        """Leave; keys that were typed ahead open nothing more."""
        self._is_leaving = True
        super().exit(*arguments, **more)

    async def _open(self, screen: Screen[None]) -> None:
        """Show a screen in place of the open one; the first one stays below, for it can't go."""
        if self._is_leaving:
            return
        if len(self.screen_stack) > 1:
            await self.switch_screen(screen)
        else:
            await self.push_screen(screen)

    @on(ShowHelp)
    def _show_help(self, event: ShowHelp) -> None:
        from quizapp.tui.shared.help_screen import HelpScreen

        keys = getattr(self.screen, "HELP_KEYS", ())
        self.push_screen(HelpScreen(event.title, keys, self._desk.store.notices))

    def action_next_theme(self) -> None:
        """From dark to light and back."""
        self.theme = LIGHT.name if self.current_theme.dark else DARK.name

    def action_interrupt(self) -> None:
        """Leave as on a signal; everything is saved already."""
        self.exit(return_code=128 + signal.SIGINT)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Only the choice of themes; everything else comes from the table of keys."""
        yield SystemCommand("Choose a theme", "All themes there are", self.action_change_theme)

    def _review_screen(self, session: ReviewSession) -> Screen[None]:
        from quizapp.tui.review.screen import ReviewScreen

        return ReviewScreen(session, self)

    def _home_screen(self) -> Screen[None]:
        return HomeScreen(self._desk, self)

    def _quiz_screen(self, session: QuizSession) -> Screen[None]:
        from quizapp.tui.quiz.screen import QuizScreen

        titles = {deck.id: deck.title for deck in self._decks}
        return QuizScreen(session, titles, self)

    @property
    def _decks(self) -> Sequence[Deck]:
        return self._desk.shelf.decks()

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
