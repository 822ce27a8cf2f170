"""Home: today, the past weeks, and the decks."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from quizapp.errors import RunquizError
from quizapp.scheduling.wording import long_date, plural
from quizapp.study.figures.overview import Overview, overview
from quizapp.study.log.attempts import Attempts
from quizapp.study.ports import Desk
from quizapp.tui.home.deck_detail import DeckDetailBox
from quizapp.tui.home.deck_list import DeckList, DeckRow
from quizapp.tui.home.keys import (
    BODY,
    BROWSE,
    HOME_KEYS,
    QUIT,
    RESULTS,
    RESUME,
    RETRY_SAVE,
    REVIEW,
    SAME_QUIZ,
    SET_UP,
    SETTINGS,
    STATISTICS,
)
from quizapp.tui.home.quiz_line import QuizLine
from quizapp.tui.home.today import Today
from quizapp.tui.home.welcome import Welcome
from quizapp.tui.keys import COMMANDS, HELP, THEME, Key, bindings
from quizapp.tui.safe import MUTED, joined, safe_line
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.base_screen import BaseScreen
from quizapp.tui.shared.heatmap import Heatmap
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.navigator import Navigator
from quizapp.tui.shared.saving import read_only_words, unsaved_words
from quizapp.tui.shared.top_bar import TopBar

REFRESH = 60.0
"""Seconds: home may stay open overnight, and another window may be answering."""


class HomeScreen(BaseScreen[None]):
    """The screen that the app opens with, and returns to."""

    NAME = "Home"
    BINDINGS = bindings(HOME_KEYS)
    HELP_KEYS = HOME_KEYS

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._has_warned = False

    def compose(self) -> ComposeResult:
        """The boxes."""
        yield TopBar()
        yield Banner()
        with Horizontal(id="facts"):
            with Vertical(id="today", classes="box"):
                yield Today()
            with Vertical(id="weeks", classes="box"):
                yield Welcome()
                yield Heatmap()
        with Horizontal(id="below"):
            with Vertical(id="decks", classes="box -main"):
                yield DeckList()
            with Vertical(id="detail", classes="box"):
                yield DeckDetailBox()
        yield QuizLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Titles and the first numbers."""
        for name, title in (("today", "Today"), ("weeks", "Reviews"), ("decks", "Decks")):
            self.query_one(f"#{name}").border_title = title
        self.show_overview()
        self.set_interval(REFRESH, self.show_overview)

    def on_screen_resume(self) -> None:
        """The numbers may have changed."""
        if self.is_mounted:
            self.show_overview()

    def show_overview(self) -> None:
        """Update everything."""
        desk = self.desk
        desk.store.refresh()
        found = overview(desk.shelf.decks(), desk.store.progress, desk.clock.now(), desk.zone)
        top = self.query_one(TopBar)
        top.facts, top.brief = _date_and_streak(found), Content.styled(f"{found.total.left} today")
        self.query_one(Today).overview = found
        self._show_welcome(is_new=not found.answers)
        heatmap = self.query_one(Heatmap)
        heatmap.today, heatmap.answers = found.today, found.answers
        self.query_one(DeckList).rows = _rows(found)
        attempts = desk.store.progress.attempts
        self.query_one(QuizLine).show_attempts(attempts)
        self.query_one(KeyBar).keys = _keys(attempts, has_unsaved=bool(desk.store.unsaved))
        self.warn(_warning(desk))
        self._has_warned = False

    def show_saved(self) -> None:
        """Update everything."""
        self.show_overview()

    def _show_welcome(self, *, is_new: bool) -> None:
        """The welcome until the first answer, then the past weeks."""
        self.query_one(Welcome).display = is_new
        self.query_one(Heatmap).display = not is_new
        self.query_one("#weeks").border_title = "Welcome" if is_new else "Reviews"

    @on(DeckList.Highlighted)
    def _show_detail(self, event: DeckList.Highlighted) -> None:
        row = self.query_one(DeckList).at(event.index)
        if row is None:
            return
        decks = [
            deck for deck in self.desk.shelf.decks() if not row.deck_ids or deck.id in row.deck_ids
        ]
        self.query_one(DeckDetailBox).show(decks, self.desk)
        self.query_one("#detail").border_title = safe_line(row.title)

    @on(DeckList.Chosen)
    def _review_by_mouse(self, event: DeckList.Chosen) -> None:
        row = self.query_one(DeckList).at(event.index)
        if row is not None:
            self.app.call_later(self.navigator.open_review, row.deck_ids)

    async def action_review(self) -> None:
        """Review the deck under the cursor."""
        row = self.query_one(DeckList).row
        if row is not None:
            await self.navigator.open_review(row.deck_ids)

    async def action_set_up_quiz(self) -> None:
        """Set up a quiz on the deck under the cursor."""
        row = self.query_one(DeckList).row
        await self.navigator.set_up_quiz(row.deck_ids if row is not None else ())

    async def action_open_body(self) -> None:
        """The body map."""
        await self.navigator.open_body()

    async def action_open_statistics(self) -> None:
        """The statistics."""
        await self.navigator.open_statistics()

    async def action_open_settings(self) -> None:
        """The settings."""
        await self.navigator.open_settings()

    async def action_open_browser(self) -> None:
        """The card browser."""
        await self.navigator.open_browser()

    async def action_same_quiz(self) -> None:
        """A quiz with the last setup and new questions."""
        setup = self.desk.store.progress.attempts.setup
        if setup is None:
            await self.action_set_up_quiz()
            return
        from quizapp.study.quiz.start import new_quiz  # not for the first frame

        try:
            await self.navigator.open_quiz(new_quiz(self.desk, self.desk.shelf.decks(), setup))
        except RunquizError as error:
            self.warn(str(error))

    async def action_last_results(self) -> None:
        """The results of the last quiz; while answers are unsaved, save those first."""
        if self.desk.store.unsaved:
            self.action_retry()
        else:
            await self.navigator.open_last_results()

    def action_leave(self) -> None:
        """Quit. Answers that can't be saved would be lost: the first time, only warn."""
        store = self.desk.store
        store.retry()
        if store.unsaved and not self._has_warned:
            self._has_warned = True
            unsaved = plural(store.unsaved, "answer")
            self.warn(f"{unsaved} not saved; press r to try again, q to quit without saving")
        else:
            self.app.exit()

    async def action_resume_quiz(self) -> None:
        """Resume an unfinished quiz."""
        try:
            await self.navigator.resume_quiz()
        except RunquizError as error:
            self.warn(str(error))

    @on(QuizLine.Clicked)
    def _quiz_by_mouse(self) -> None:
        is_unfinished = bool(self.desk.store.progress.attempts.unfinished)
        self.app.call_later(self.action_resume_quiz if is_unfinished else self.action_same_quiz)

    def action_move(self, step: str) -> None:
        """Move the cursor."""
        self.query_one(DeckList).move(step)


def _keys(attempts: Attempts, *, has_unsaved: bool) -> tuple[Key, ...]:
    """The footer; keys that have nothing to open are left out."""
    resume = (RESUME,) if attempts.unfinished else ()
    same = (SAME_QUIZ,) if attempts.setup is not None else ()
    results = (RESULTS,) if attempts.recent else ()
    results = (RETRY_SAVE,) if has_unsaved else results
    more = (BODY, BROWSE, STATISTICS, SETTINGS, THEME, COMMANDS)
    return (REVIEW, SET_UP, *resume, *same, *results, *more, HELP, QUIT)


def _rows(found: Overview) -> tuple[DeckRow, ...]:
    decks = tuple(DeckRow((deck.id,), deck.title, deck.alone, deck.learnt) for deck in found.decks)
    cards = sum(deck.cards for deck in found.decks)
    learnt = sum(deck.learnt * deck.cards for deck in found.decks)
    every = DeckRow((), "All decks", found.total, learnt / cards if cards else 0.0)
    return (every, *decks) if len(decks) > 1 else decks


def _date_and_streak(found: Overview) -> Content:
    date = Content.styled(long_date(found.today), MUTED)
    if not found.streak.now:
        return date
    return joined(date, Content.styled(f" · ▲ {found.streak.now}-day streak", MUTED))


def _warning(desk: Desk) -> str:
    """The most important warning; empty if there is none."""
    store = desk.store
    if store.read_only:
        return read_only_words(store)
    if store.unsaved:
        return unsaved_words(store.unsaved)
    first = next(iter(store.notices), desk.shelf.summary)
    more = len(store.notices) - 1
    return f"(? shows {more} more) {first}" if more > 0 else first
