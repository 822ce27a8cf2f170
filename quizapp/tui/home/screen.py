"""Home: today, the weeks behind, and the decks."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen

from quizapp.errors import RunquizError
from quizapp.study.figures.overview import Overview, overview
from quizapp.study.log.attempts import Attempts
from quizapp.study.ports import Desk
from quizapp.tui.body.keys import BODY
from quizapp.tui.browse.keys import BROWSE
from quizapp.tui.home.deck_detail import Detail
from quizapp.tui.home.deck_list import DeckList, DeckRow
from quizapp.tui.home.quiz_line import QuizLine
from quizapp.tui.home.today import Today
from quizapp.tui.home.welcome import Welcome
from quizapp.tui.keys import COMMANDS, HELP, HOME_KEYS, QUIT, REVIEW, THEME, Key, bindings
from quizapp.tui.messages import ShowHelp
from quizapp.tui.navigation import Navigator
from quizapp.tui.quiz.keys import (
    CONTINUE,
    HOME_QUIZ_KEYS,
    RESULTS,
    RETRY_SAVING,
    SAME_QUIZ,
    SET_UP,
)
from quizapp.tui.review.words import refusal, unsaved_words
from quizapp.tui.safe import MUTED, joined, safe_line
from quizapp.tui.settings.keys import SETTINGS
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.heatmap import Heatmap, long_date
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.top_bar import TopBar
from quizapp.tui.statistics.keys import STATISTICS

LOOK_AGAIN = 60.0
"""Seconds: home may stay open overnight, and another window may be answering."""


class HomeScreen(Screen[None]):
    """Where every morning begins.

    More methods than a class should have: each key is one.
    """

    BINDINGS = bindings((*HOME_KEYS, *HOME_QUIZ_KEYS, BODY, BROWSE, STATISTICS, SETTINGS))
    HELP_KEYS = (*HOME_QUIZ_KEYS, BODY, BROWSE, STATISTICS, SETTINGS, *HOME_KEYS)
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self._navigator = navigator
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
                yield Detail()
        yield QuizLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Titles and the first facts."""
        for name, title in (("today", "Today"), ("weeks", "Reviews"), ("decks", "Decks")):
            self.query_one(f"#{name}").border_title = title
        self.show_facts()
        self.set_interval(LOOK_AGAIN, self.show_facts)

    def on_screen_resume(self) -> None:
        """The facts anew, for a review may have changed them."""
        if self.is_mounted:
            self.show_facts()

    def show_facts(self) -> None:
        """Everything as it is now."""
        desk = self._desk
        desk.store.refresh()
        facts = overview(desk.shelf.decks(), desk.store.progress, desk.clock.now(), desk.zone)
        top = self.query_one(TopBar)
        top.facts, top.brief = _facts_line(facts), Content.styled(f"{facts.total.left} today")
        self.query_one(Today).overview = facts
        self._show_welcome(is_new=not facts.answers)
        heatmap = self.query_one(Heatmap)
        heatmap.today, heatmap.answers = facts.today, facts.answers
        self.query_one(DeckList).rows = _rows(facts)
        attempts = desk.store.progress.attempts
        self.query_one(QuizLine).tell(attempts)
        self.query_one(KeyBar).keys = _keys(attempts, has_unsaved=bool(desk.store.unsaved))
        self.query_one(Banner).tell(_notice(desk))
        self._has_warned = False

    def _show_welcome(self, *, is_new: bool) -> None:
        """How it goes, until the first answer; then the weeks behind have something to show."""
        self.query_one(Welcome).display = is_new
        self.query_one(Heatmap).display = not is_new
        self.query_one("#weeks").border_title = "Welcome" if is_new else "Reviews"

    @on(DeckList.Highlighted)
    def _show_detail(self, event: DeckList.Highlighted) -> None:
        row = self.query_one(DeckList).at(event.place)
        if row is None:
            return
        chosen = row.decks
        decks = [deck for deck in self._desk.shelf.decks() if not chosen or deck.id in chosen]
        detail = self.query_one(Detail)
        detail.show(decks, self._desk)
        box = self.query_one("#detail")
        box.border_title = safe_line(row.title)

    @on(DeckList.Chosen)
    def _start(self, event: DeckList.Chosen) -> None:
        row = self.query_one(DeckList).at(event.place)
        if row is not None:
            self.app.call_later(self._navigator.open_review, row.decks)

    async def action_review(self) -> None:
        """Review the deck under the cursor.

        Awaited, not asked for by a message: keys typed ahead then wait for the new screen.
        """
        row = self.query_one(DeckList).row
        if row is not None:
            await self._navigator.open_review(row.decks)

    async def action_set_up_quiz(self) -> None:
        """Choose how a quiz is to be, of the deck under the cursor or as last time."""
        row = self.query_one(DeckList).row
        await self._navigator.set_up_quiz(row.decks if row is not None else ())

    async def action_open_body(self) -> None:
        """What is known, on a body."""
        await self._navigator.open_body()

    async def action_open_statistics(self) -> None:
        """How the learning goes."""
        await self._navigator.open_statistics()

    async def action_open_settings(self) -> None:
        """Limits, steps and looks."""
        await self._navigator.open_settings()

    async def action_open_browser(self) -> None:
        """Every card."""
        await self._navigator.open_browser()

    async def action_same_quiz(self) -> None:
        """Like the last quiz, with new questions."""
        setup = self._desk.store.progress.attempts.setup
        if setup is None:
            await self.action_set_up_quiz()
            return
        try:
            from quizapp.study.quiz.start import new_quiz  # Not for the first frame.

            await self._navigator.open_quiz(new_quiz(self._desk, self._desk.shelf.decks(), setup))
        except RunquizError as error:
            self.query_one(Banner).tell(str(error))

    async def action_last_results(self) -> None:
        """What the last quiz came to; while something is not saved, try that first."""
        if self._desk.store.unsaved:
            self.action_retry()
        else:
            await self._navigator.open_last_results()

    def action_retry(self) -> None:
        """Try again to save what is not saved."""
        self._desk.store.retry()
        self.show_facts()

    def action_leave(self) -> None:
        """Leave. What is not saved and can't be would be lost by that: say so once."""
        store = self._desk.store
        store.retry()
        if store.unsaved and not self._has_warned:
            self._has_warned = True
            said = unsaved_words(store.unsaved)
            self.query_one(Banner).tell(f"{said}; q again leaves without saving")
        else:
            self.app.exit()

    async def action_continue_quiz(self) -> None:
        """Go on with a quiz that was cut off."""
        try:
            await self._navigator.continue_quiz()
        except RunquizError as error:
            self.query_one(Banner).tell(str(error))

    @on(QuizLine.Clicked)
    def _quiz_by_mouse(self) -> None:
        is_cut_off = bool(self._desk.store.progress.attempts.unfinished)
        self.app.call_later(self.action_continue_quiz if is_cut_off else self.action_same_quiz)

    def action_move(self, step: str) -> None:
        """Move the cursor."""
        self.query_one(DeckList).move(step)

    def action_help(self) -> None:
        """All keys."""
        self.post_message(ShowHelp("Home"))


def _keys(attempts: Attempts, *, has_unsaved: bool) -> tuple[Key, ...]:
    """The footer; what there is no quiz for is left out."""
    same = (SAME_QUIZ,) if attempts.setup is not None else ()
    unfinished = (CONTINUE,) if attempts.unfinished else ()
    results = (RESULTS,) if attempts.recent else ()
    results = (RETRY_SAVING,) if has_unsaved else results
    quizzing = (*unfinished, *same, *results)
    more = (BODY, BROWSE, STATISTICS, SETTINGS, THEME, COMMANDS)
    return (REVIEW, SET_UP, *quizzing, *more, HELP, QUIT)


def _rows(facts: Overview) -> tuple[DeckRow, ...]:
    decks = tuple(DeckRow((line.id,), line.title, line.alone, line.learnt) for line in facts.decks)
    cards = sum(line.cards for line in facts.decks)
    learnt = sum(line.learnt * line.cards for line in facts.decks)
    every = DeckRow((), "All decks", facts.total, learnt / cards if cards else 0.0)
    return (every, *decks) if len(decks) > 1 else decks


def _facts_line(facts: Overview) -> Content:
    date = Content.styled(long_date(facts.today), MUTED)
    if not facts.streak.now:
        return date
    return joined(date, Content.styled(f" · ▲ {facts.streak.now}-day streak", MUTED))


def _notice(desk: Desk) -> str:
    store = desk.store
    if store.read_only:
        return refusal(store)
    if store.unsaved:
        return unsaved_words(store.unsaved)
    first = next(iter(store.notices), desk.shelf.summary)
    more = len(store.notices) - 1
    return f"(? shows {more} more) {first}" if more > 0 else first
