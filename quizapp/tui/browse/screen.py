"""The card browser: every card, searched as you type; suspend, mark, reset and edit from it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence, Set

from textual import events, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from quizapp.domain.cards.deck import Deck
from quizapp.domain.event import Buried, EventPayload, Marked, Reset, Suspended
from quizapp.errors import RunquizError, SearchError
from quizapp.scheduling.wording import plural
from quizapp.study.agenda import due_today
from quizapp.study.browse.orders import ORDERS
from quizapp.study.browse.search import SearchContext, entries_of, parse, search
from quizapp.study.editing import Editing, Saved, new_card, open_card, undo_edit
from quizapp.study.ports import Desk, Receipt
from quizapp.study.recording import record
from quizapp.study.renaming import undo_change
from quizapp.tui.browse.card_list import CardList
from quizapp.tui.browse.keys import (
    ADD,
    BROWSE_KEYS,
    LEAVE_BROWSER,
    MARK,
    RESET,
    SEARCH,
    SHOW,
    SORT,
    SUSPEND,
    TO_CARDS,
    UNDO,
)
from quizapp.tui.card.card_details import details_screen
from quizapp.tui.card.keys import EDIT
from quizapp.tui.keys import HELP, bindings
from quizapp.tui.safe import MUTED
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.base_screen import BaseScreen
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.navigator import Navigator
from quizapp.tui.shared.row_list import RowList
from quizapp.tui.shared.saving import saved_words
from quizapp.tui.shared.top_bar import TopBar

EXAMPLE = "words, deck:faq tag:calves is:due recall<0.8 -is:new"
AT_A_TIME = 100
"""Cards prepared between two turns of the event loop."""
PAUSE = 0.002
"""Seconds left to everything else between two batches."""


class SearchInput(Input):
    """The search; down, enter, tab and escape leave it."""

    DEFAULT_CSS = """
    SearchInput { height: 1; border: none; padding: 0 1; background: $surface; }
    SearchInput:focus { border: none; }
    """

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__(placeholder=EXAMPLE, max_length=200, select_on_focus=False)
        self._leave = leave

    async def _on_key(self, event: events.Key) -> None:
        """Handle its own keys here, in the order of typing."""
        if event.key in {"down", "enter", "tab", "escape"}:
            event.stop().prevent_default()
            self._leave()


class BrowseScreen(BaseScreen[None]):
    """A search, and the cards that it finds."""

    NAME = "Browse"
    BINDINGS = bindings(BROWSE_KEYS)
    HELP_KEYS = BROWSE_KEYS

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._decks: Sequence[Deck] = ()
        self._entries = entries_of(())
        self._sort = 0
        self._last_edit: Saved | None = None  # what `u` undoes; None after any other change

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield TopBar()
        yield Banner()
        yield SearchInput(self.action_leave_input)
        yield CardList(self._search_context())
        yield KeyBar()

    def on_mount(self) -> None:
        """Show every card, with the focus on the search."""
        self.query_one(TopBar).title = "Browse"
        self.action_search()
        self._find()

    @work(exclusive=True)
    async def _prepare(self) -> None:
        """Prepare the cards for searching in small batches, so that no key has to wait."""
        for start in range(0, len(self._entries), AT_A_TIME):
            self._entries.prepare(start, start + AT_A_TIME)
            await asyncio.sleep(PAUSE)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._find()

    def action_search(self) -> None:
        """Focus the search at once: keys typed ahead belong to it."""
        self.set_focus(self.query_one(SearchInput))
        self.query_one(KeyBar).keys = (TO_CARDS,)

    def action_leave_input(self) -> None:
        """Leave the search; letters are shortcuts again."""
        self.set_focus(None)
        keys = (SHOW, SEARCH, EDIT, ADD, SUSPEND, MARK, RESET, UNDO, SORT, HELP, LEAVE_BROWSER)
        self.query_one(KeyBar).keys = keys

    def action_move(self, step: str) -> None:
        """Move to another card."""
        self.query_one(CardList).move(step)

    def action_sort(self) -> None:
        """Sort by the next order."""
        self._sort = (self._sort + 1) % len(ORDERS)
        self._find()

    def action_suspend(self) -> None:
        """Suspend or unsuspend the card."""
        self._change(lambda card, context: Suspended(card, not context.states[card].suspended))

    def action_mark(self) -> None:
        """Mark or unmark the card."""
        self._change(lambda card, context: Marked(card, not context.states[card].marked))

    def action_bury(self) -> None:
        """Bury the card until tomorrow, or bring it back."""
        self._change(
            lambda card, context: Buried(card, not context.states[card].is_buried(context.today))
        )

    def action_reset(self) -> None:
        """Make it a new card."""
        self._change(lambda card, _: Reset(card))

    async def action_edit(self) -> None:
        """Open the card's entry in the editor."""
        entry = self.query_one(CardList).row
        if entry is not None:
            await self._open_editor(lambda: open_card(self.desk, entry.card.about.entry))

    async def action_add(self) -> None:
        """Add a card to the deck of the one under the cursor."""
        entry = self.query_one(CardList).row
        deck = entry.card.about.deck if entry is not None else ""
        await self._open_editor(lambda: new_card(self.desk, deck))

    async def _open_editor(self, opened: Callable[[], Editing]) -> None:
        try:
            editing = opened()
        except RunquizError as error:
            self.warn(str(error))
        else:
            await self.navigator.open_editor(editing, self._edited)

    def _edited(self, saved: Saved | None) -> None:
        self._last_edit = saved or self._last_edit
        self._find()
        if saved is not None:
            self.say(saved_words(saved))
            cards = [entry.card.about.id for entry in self.query_one(CardList).rows]
            here = {card.about.id for card in saved.cards}
            at = next((index for index, card in enumerate(cards) if card in here), None)
            self.query_one(CardList).cursor = self.query_one(CardList).cursor if at is None else at

    def action_undo(self) -> None:
        """Undo the last change, whether of a card's text or of its memory state."""
        edit, self._last_edit = self._last_edit, None
        if edit is not None:
            try:
                file = undo_edit(self.desk, edit)
            except RunquizError as error:
                self.warn(str(error))
            else:
                self._find()
                self.say(f"Undone: the edit of {file}")
            return
        found = self.desk.store.undoable()
        if found is None:
            self.say("Nothing to undo")
        else:
            self._do(lambda: undo_change(self.desk, found), f"Undone: {found.in_words}")

    async def action_show(self) -> None:
        """The card in full."""
        entry = self.query_one(CardList).row
        if entry is not None:
            await self.app.push_screen(details_screen(self.desk, entry.card))

    @on(RowList.Chosen)
    def _opened(self) -> None:
        self.app.call_later(self.action_show)

    def on_descendant_focus(self) -> None:
        """The search was focused by mouse."""
        self.query_one(KeyBar).keys = (TO_CARDS,)

    @on(RowList.Highlighted)
    def _clicked(self) -> None:
        if self.focused is not None and self.query_one(CardList).is_mouse_over:
            self.action_leave_input()

    def _change(self, change: Callable[[str, SearchContext], EventPayload]) -> None:
        entry = self.query_one(CardList).row
        if entry is not None:
            payload = change(entry.card.about.id, self._search_context())
            self._record(payload, _message(payload))

    def _record(self, payload: EventPayload, message: str) -> None:
        self._last_edit = None
        self._do(lambda: record(self.desk, payload), message)

    def _do(self, change: Callable[[], Receipt], message: str) -> None:
        """Do something to a card, and show that it is done."""
        try:
            receipt = change()
        except RunquizError as error:
            self.warn(str(error))
            return
        self._find()
        self.report(message, receipt.problem)

    def _search_context(self) -> SearchContext:
        states, now = self.desk.store.progress.states, self.desk.clock.now()
        return SearchContext(states, now, self.desk.calendar(), self._due_today)

    def _due_today(self) -> Set[str]:
        desk = self.desk
        decks, progress = desk.shelf.decks(), desk.store.progress
        return due_today(decks, progress, desk.calendar(), desk.clock.now())

    def _stay_current(self) -> None:
        """Another window may have renamed cards, and an edit may have changed some."""
        self.desk.store.refresh()
        decks = self.desk.shelf.decks()
        if decks is not self._decks:
            self._decks, self._entries = decks, entries_of(decks)
            self.call_after_refresh(self._prepare)

    def _find(self) -> None:
        """Search; a query that is not understood leaves the list as it is."""
        self._stay_current()
        cards, context = self.query_one(CardList), self._search_context()
        try:
            found = search(self._entries, parse(self.query_one(SearchInput).value), context)
        except SearchError as error:
            self.warn(str(error))
            return
        name, key = ORDERS[self._sort]
        if key is not None:
            found = sorted(found, key=lambda entry: key(entry, context))
        cards.context, cards.rows = context, found
        cards.refresh()
        self.say("" if found else "Nothing found")
        top = self.query_one(TopBar)
        count = f"{len(found)} of {plural(len(self._entries), 'card')}"
        top.facts = Content.styled(f"{count} · {name}", MUTED)
        top.brief = Content.styled(str(len(found)), MUTED)


def _message(payload: EventPayload) -> str:
    match payload:
        case Suspended():
            return f"{'Suspended' if payload.on else 'Unsuspended'}: {payload.card}"
        case Marked():
            return f"{'Marked' if payload.on else 'Unmarked'}: {payload.card}"
        case Buried():
            return f"{'Buried until tomorrow' if payload.on else 'Unburied'}: {payload.card}"
        case Reset():
            return f"Reset: {payload.card}; press u to undo"
        case _:
            return ""
