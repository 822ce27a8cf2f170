"""Opens the screens: the one place where the features of the app meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

from quizapp.domain.cards.deck import Deck, chosen_decks, deck_titles
from quizapp.study.ports import Desk
from quizapp.tui.home.screen import HomeScreen
from quizapp.tui.keys import Key

# Every other screen is imported when it is opened: the first frame needs none of them.
if TYPE_CHECKING:
    from quizapp.domain.quiz_setup import QuizSetup
    from quizapp.study.editing import Editing, Saved
    from quizapp.study.log.attempts import Attempt
    from quizapp.study.quiz.plan import Quiz
    from quizapp.study.quiz.session import QuizSession
    from quizapp.study.review.session import ReviewSession


class AppNavigator:
    """The port `Navigator`. The first screen stays at the bottom, because it can't be removed."""

    def __init__(self, app: App[None], desk: Desk) -> None:
        self._app = app
        self._desk = desk
        self._is_closed = False

    def close(self) -> None:
        """Open nothing more, whatever keys were typed ahead."""
        self._is_closed = True

    def first_screen(self, start: ReviewSession | QuizSession | None) -> Screen[None]:
        """The screen that the app starts with: home, or straight into a session."""
        from quizapp.study.review.session import ReviewSession  # only to start with a session

        if start is None:
            return HomeScreen(self._desk, self)
        if isinstance(start, ReviewSession):
            return self._review_screen(start)
        return self._quiz_screen(start)

    async def go_home(self) -> None:
        """The home screen."""
        is_below = isinstance(self._app.screen_stack[0], HomeScreen)
        if is_below and len(self._app.screen_stack) > 1:
            await self._app.pop_screen()
        elif not is_below:
            await self._open(HomeScreen(self._desk, self))

    async def open_review(
        self, deck_ids: Sequence[str], tags: frozenset[str] = frozenset()
    ) -> None:
        """Review these decks, all if none is named; with tags, only cards that have one of them."""
        from quizapp.study.review.session import ReviewSession  # only when a review is opened

        decks = chosen_decks(self._decks, deck_ids)
        decks = [deck.tagged(tags) for deck in decks] if tags else decks
        await self._open(self._review_screen(ReviewSession(self._desk, decks)))

    async def open_body(self) -> None:
        """The body map."""
        from quizapp.tui.body.screen import BodyScreen  # only when it is opened

        await self._open(BodyScreen(self._desk, self))

    async def open_statistics(self) -> None:
        """The statistics."""
        from quizapp.tui.statistics.screen import StatisticsScreen  # only when it is opened

        await self._open(StatisticsScreen(self._desk, self))

    async def open_settings(self) -> None:
        """The settings."""
        from quizapp.tui.settings.screen import SettingsScreen  # only when it is opened

        await self._open(SettingsScreen(self._desk, self))

    async def open_browser(self) -> None:
        """The card browser."""
        from quizapp.tui.browse.screen import BrowseScreen  # only when it is opened

        await self._open(BrowseScreen(self._desk, self))

    async def open_editor(self, editing: Editing, then: Callable[[Saved | None], None]) -> None:
        """The card editor over this screen; `then` is called with what was saved, if anything."""
        from quizapp.tui.edit.screen import EditScreen  # only when it is opened

        if not self._is_closed:
            await self._app.push_screen(EditScreen(self._desk, editing, self), then)

    async def set_up_quiz(self, deck_ids: Sequence[str]) -> None:
        """The quiz setup: the last one, for these decks if any are named."""
        from quizapp.domain.quiz_setup import QuizSetup  # only when it is opened
        from quizapp.tui.quiz.setup.rows import for_decks  # only when it is opened
        from quizapp.tui.quiz.setup.screen import SetupScreen  # only when it is opened

        setup = self._desk.store.progress.attempts.setup or QuizSetup()
        setup = for_decks(setup, tuple(deck_ids), self._decks) if deck_ids else setup
        await self._open(SetupScreen(self._desk, setup, self))

    async def open_quiz(self, quiz: Quiz) -> None:
        """Start a quiz. Raises NotWritable."""
        from quizapp.study.quiz.start import begin  # only when a quiz starts

        session = begin(self._desk, quiz, self._decks, free=True)
        await self._open(self._quiz_screen(session))

    async def resume_quiz(self) -> None:
        """Resume the newest unfinished attempt, if there is one. Raises NotWritable, UsageError."""
        from quizapp.study.quiz.start import resume  # only when a quiz is resumed

        self._desk.store.refresh()
        attempt = self._desk.store.progress.attempts.newest_unfinished()
        if attempt is not None:
            session = resume(self._desk, attempt, self._decks, free=True)
            await self._open(self._quiz_screen(session))

    async def open_results(self, quiz: Quiz, attempt: Attempt) -> None:
        """The results of an attempt."""
        from quizapp.tui.quiz.results.screen import ResultsScreen  # only when it is opened

        await self._open(ResultsScreen(self._desk, quiz, attempt, self._decks, self))

    async def open_last_results(self) -> None:
        """The results of the attempt finished last, if there is one."""
        from quizapp.study.quiz.plan import rebuilt_quiz  # only for results

        attempt = self._desk.store.progress.attempts.newest_finished()
        if attempt is not None:
            await self.open_results(rebuilt_quiz(self._decks, attempt), attempt)

    async def open_history(self, setup: QuizSetup) -> None:
        """The attempts with this setup, over this screen."""
        from quizapp.tui.quiz.results.history import history_screen  # only when it is opened

        screen = history_screen(self._desk, setup, self._app.size.width)
        await self._app.push_screen(screen)

    def open_help(self, screen_name: str, keys: Sequence[Key]) -> None:
        """All keys of a screen, and all notices."""
        from quizapp.tui.shared.help_screen import HelpScreen  # only when it is opened

        self._app.push_screen(HelpScreen(screen_name, keys, self._desk.store.notices))

    async def _open(self, screen: Screen[None]) -> None:
        """Show a screen in place of the open one."""
        if self._is_closed:
            return
        if len(self._app.screen_stack) > 1:
            await self._app.switch_screen(screen)
        else:
            await self._app.push_screen(screen)

    def _review_screen(self, session: ReviewSession) -> Screen[None]:
        from quizapp.tui.review.screen import ReviewScreen  # only when it is opened

        return ReviewScreen(session, self)

    def _quiz_screen(self, session: QuizSession) -> Screen[None]:
        from quizapp.tui.quiz.screen import QuizScreen  # only when it is opened

        return QuizScreen(session, deck_titles(self._decks), self)

    @property
    def _decks(self) -> Sequence[Deck]:
        return self._desk.shelf.decks()
