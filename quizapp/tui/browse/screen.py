"""The browser: every card, searched as you type; suspend, mark and reset from it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input

from quizapp.domain.event import EventPayload, Marked, Reset, Suspended, Undone
from quizapp.errors import RunquizError, SearchError
from quizapp.scheduling.wording import plural
from quizapp.study.agenda import calendar_of
from quizapp.study.browse.card_history import history
from quizapp.study.browse.orders import ORDERS
from quizapp.study.browse.search import SearchContext, entries_of, parse, search
from quizapp.study.editing import Editing, Saved, new_card, open_card, undo_edit
from quizapp.study.ports import Desk
from quizapp.study.recording import record
from quizapp.tui.browse.card_list import CardList
from quizapp.tui.browse.keys import (
    BROWSE_KEYS,
    LEAVE,
    MARK,
    RESET,
    SEARCH,
    SHOW,
    SORT,
    SUSPEND,
    TO_CARDS,
    UNDO,
)
from quizapp.tui.card.card_details import card_content
from quizapp.tui.edit.keys import ADD
from quizapp.tui.edit.words import saved_words
from quizapp.tui.keys import EDIT, HELP, bindings
from quizapp.tui.messages import ShowHelp
from quizapp.tui.navigation import Navigator
from quizapp.tui.review.words import unsaved_words
from quizapp.tui.safe import MUTED
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.reading_screen import ReadingScreen
from quizapp.tui.shared.row_list import RowList
from quizapp.tui.shared.top_bar import TopBar

EXAMPLE = "words, deck:faq tag:calves is:due recall<0.8 -is:new"
AT_A_TIME = 100
"""Cards that are made ready between two turns of the loop; a key takes several turns."""
PAUSE = 0.002
"""Seconds for all else in between."""


class SearchInput(Input):
    """What is looked for; down, enter, tab and escape go to the cards."""

    DEFAULT_CSS = """
    SearchInput { height: 1; border: none; padding: 0 1; background: $surface; }
    SearchInput:focus { border: none; }
    """

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__(placeholder=EXAMPLE, max_length=200, select_on_focus=False)
        self._leave = leave

    async def _on_key(self, event: events.Key) -> None:
        """Its own keys, in the order of typing."""
        if event.key in {"down", "enter", "tab", "escape"}:
            event.stop().prevent_default()
            self._leave()


class BrowseScreen(Screen[None]):
    """An input, and the cards that it finds.

    More methods than a class should have: each key is one.
    """

    BINDINGS = bindings(BROWSE_KEYS)
    HELP_KEYS = BROWSE_KEYS
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self._navigator = navigator
        self._entries = entries_of(desk.shelf.decks())
        self._sort = 0
        self._last_edit: Saved | None = None
        """The edit that `u` takes back; None once something else was done."""

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield TopBar()
        yield Banner()
        yield SearchInput(self.action_leave_input)
        yield CardList(self._search_context())
        yield KeyBar()

    def on_mount(self) -> None:
        """Every card."""
        self.query_one(TopBar).title = "Browse"
        self.action_search()
        self._find()
        self.call_after_refresh(self._prepare_soon)

    def _prepare_soon(self) -> None:
        self.run_worker(self._prepare(), exclusive=True)

    async def _prepare(self) -> None:
        """Make the cards ready for the first letter, some at a time, so that no key waits."""
        for start in range(0, len(self._entries), AT_A_TIME):
            self._entries.prepare(start, start + AT_A_TIME)
            await asyncio.sleep(PAUSE)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._find()

    def action_search(self) -> None:
        """Into the input. At once: keys typed ahead are for it."""
        self.set_focus(self.query_one(SearchInput))
        self.query_one(KeyBar).keys = (TO_CARDS,)

    def action_leave_input(self) -> None:
        """To the cards: letters are keys again."""
        self.set_focus(None)
        keys = (SHOW, SEARCH, EDIT, ADD, SUSPEND, MARK, RESET, UNDO, SORT, HELP, LEAVE)
        self.query_one(KeyBar).keys = keys

    def action_move(self, step: str) -> None:
        """To another card."""
        self.query_one(CardList).move(step)

    def action_sort(self) -> None:
        """The next order."""
        self._sort = (self._sort + 1) % len(ORDERS)
        self._find()

    def action_suspend(self) -> None:
        """Take the card out, or let it in again."""
        self._change(lambda card, context: Suspended(card, not context.states[card].suspended))

    def action_mark(self) -> None:
        """Put a mark on it, or take it off."""
        self._change(lambda card, context: Marked(card, not context.states[card].marked))

    def action_reset(self) -> None:
        """Make it new again."""
        self._change(lambda card, _: Reset(card))

    async def action_edit(self) -> None:
        """The card's entry in the editor."""
        entry = self.query_one(CardList).row
        if entry is not None:
            await self._open_editor(lambda: open_card(self._desk, entry.card.about.entry))

    async def action_add(self) -> None:
        """A new card, for the deck of the one under the cursor."""
        entry = self.query_one(CardList).row
        deck = entry.card.about.deck if entry is not None else ""
        await self._open_editor(lambda: new_card(self._desk, deck))

    async def _open_editor(self, opened: Callable[[], Editing]) -> None:
        try:
            editing = opened()
        except RunquizError as error:
            self.query_one(Banner).tell(str(error))
        else:
            await self._navigator.edit(editing, self._edited)

    def _edited(self, saved: Saved | None) -> None:
        self._last_edit = saved or self._last_edit
        self._look_anew(saved_words(saved) if saved else "")
        if saved is not None:
            cards = [entry.card.about.id for entry in self.query_one(CardList).rows]
            here = {card.about.id for card in saved.cards}
            at = next((place for place, card in enumerate(cards) if card in here), None)
            self.query_one(CardList).cursor = self.query_one(CardList).cursor if at is None else at

    def _look_anew(self, said: str) -> None:
        """At the decks, which were edited."""
        self._entries = entries_of(self._desk.shelf.decks())
        self._find()
        self._prepare_soon()
        if said:
            self.query_one(Banner).tell(said, is_warning=False)

    def action_undo(self) -> None:
        """Take the last change back, be it of a card's text or of what is known of it."""
        edit, self._last_edit = self._last_edit, None
        if edit is not None:
            try:
                self._look_anew(f"Taken back: {undo_edit(self._desk, edit)}")
            except RunquizError as error:
                self.query_one(Banner).tell(str(error))
            return
        found = self._desk.store.undoable()
        if found is None:
            self.query_one(Banner).tell("Nothing to undo", is_warning=False)
        else:
            self._record(Undone(found.id), f"Undone: {', '.join(found.cards)}")

    async def action_show(self) -> None:
        """The card with its answer, and what is remembered of it."""
        entry = self.query_one(CardList).row
        if entry is not None:
            context = self._search_context()
            calendar = calendar_of(self._desk.store.progress, self._desk.zone)
            card = entry.card.about.id
            past = history(card, self._desk.store.events_about(card))
            text = card_content(entry.card, context.state(entry), context.today, calendar, past)
            await self.app.push_screen(ReadingScreen(Content(entry.card.about.id), text))

    async def action_go_home(self) -> None:
        """Back to the decks."""
        await self._navigator.go_home()

    def action_help(self) -> None:
        """All keys."""
        self.post_message(ShowHelp("Browse"))

    @on(RowList.Chosen)
    def _opened(self) -> None:
        self.app.call_later(self.action_show)

    def on_descendant_focus(self) -> None:
        """A click into the input is a way there, too."""
        self.query_one(KeyBar).keys = (TO_CARDS,)

    @on(RowList.Highlighted)
    def _clicked(self) -> None:
        if self.focused is not None and self.query_one(CardList).is_mouse_over:
            self.action_leave_input()

    def _change(self, payload: Callable[[str, SearchContext], EventPayload]) -> None:
        entry = self.query_one(CardList).row
        if entry is not None:
            made = payload(entry.card.about.id, self._search_context())
            self._record(made, _said(made))

    def _record(self, payload: EventPayload, said: str) -> None:
        self._last_edit = None
        try:
            receipt = record(self._desk, payload)
        except RunquizError as error:
            self.query_one(Banner).tell(str(error))
            return
        unsaved = unsaved_words(self._desk.store.unsaved, receipt.problem)
        self._find()
        self.query_one(Banner).tell(unsaved or said, is_warning=bool(unsaved))

    def _search_context(self) -> SearchContext:
        progress, now = self._desk.store.progress, self._desk.clock.now()
        return SearchContext(progress.states, now, calendar_of(progress, self._desk.zone).day(now))

    def _find(self) -> None:
        """Search anew; what is not understood is said, and the cards stay as they are."""
        cards, context = self.query_one(CardList), self._search_context()
        try:
            found = search(self._entries, parse(self.query_one(SearchInput).value), context)
        except SearchError as error:
            self.query_one(Banner).tell(str(error))
            return
        name, key = ORDERS[self._sort]
        if key is not None:
            found = sorted(found, key=lambda entry: key(entry, context))
        cards.context, cards.rows = context, found
        cards.refresh()
        self.query_one(Banner).tell("" if found else "Nothing found", is_warning=False)
        top = self.query_one(TopBar)
        count = f"{len(found)} of {plural(len(self._entries), 'card')}"
        top.facts = Content.styled(f"{count} · {name}", MUTED)
        top.brief = Content.styled(str(len(found)), MUTED)


def _said(payload: EventPayload) -> str:
    match payload:
        case Suspended():
            return f"{'Suspended' if payload.on else 'No longer suspended'}: {payload.card}"
        case Marked():
            return f"{'Marked' if payload.on else 'No longer marked'}: {payload.card}"
        case Reset():
            return f"As new: {payload.card}; u undoes"
        case _:
            return ""
