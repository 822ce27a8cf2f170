"""One card in the editor: written, checked, and saved with its progress."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quizapp.domain.card import Card
from quizapp.domain.draft import Checked, Draft, Kept, Overtaken, merged, name_for
from quizapp.domain.event import Aliased, Undone
from quizapp.errors import NotEdited, RunquizError
from quizapp.study.ports import DeckEditor, Desk, Home
from quizapp.study.recording import record

NAMELESS = "~"
"""What the name of an entry begins with that has no id in its file."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The card is in its file."""

    cards: tuple[Card, ...]
    """What it asks now."""
    kept: Kept


@dataclass(frozen=True, slots=True)
class Conflict:
    """Nothing was written, for the card in the file had changed; the draft is merged with it."""

    both: tuple[str, ...]
    """The keys that both have changed: there the draft has what was written here."""
    theirs: Draft


class Editing:
    """A draft, and what it was when it was opened."""

    def __init__(self, desk: Desk, base: Draft) -> None:
        self._desk = desk
        self.base = base
        """The card as the file had it when it was last looked at."""
        self.draft = base
        self.checked: Checked = self._editor.check(base)
        """What the draft would ask, and what is wrong with it."""

    @property
    def is_changed(self) -> bool:
        """Whether saving would change the file."""
        return self.draft.values() != self.base.values() or self.draft.kind != self.base.kind

    def write(self, key: str, text: str) -> None:
        """Another text at a key."""
        self._take(self.draft.writing(key, text))

    def turn(self, kind: str) -> None:
        """Another kind; what is written stays."""
        self._take(self.draft.of_kind(kind))

    def move(self, deck: str) -> None:
        """Another deck for a new card."""
        self._take(self.draft.in_deck(deck))
        self.base = self.base.in_deck(deck)

    def save(self) -> Saved | Conflict:
        """Write the card into its file, with an id of its own. Raises RunquizError if it can't be.

        A card that had no id gets one, and what is known of it goes along: that is recorded first,
        so that being killed in between loses nothing, for the id is the same the next time.
        """
        if self.checked.errors:
            raise NotEdited(f"not saved: {self.checked.errors[0].message}")
        named = replace(self.draft, name=self._name())
        aliases = self._take_along(named.name)
        try:
            outcome = self._editor.save(self.base, named)
        except RunquizError:
            self._undo(aliases)
            raise
        if isinstance(outcome, Overtaken):
            self._undo(aliases)
            return self._merge(outcome.theirs)
        self.base = self.draft = named
        self.checked = self._editor.check(named)
        return Saved(self.checked.cards, outcome)

    def _take(self, draft: Draft) -> None:
        if draft != self.draft:
            self.draft = draft
            self.checked = self._editor.check(draft)

    def _merge(self, theirs: Draft) -> Conflict:
        draft, both = merged(self.base, self.draft, theirs)
        self.base = theirs
        self._take(draft)
        return Conflict(both, theirs)

    def _name(self) -> str:
        """The card's id: its own, or one of the words of the question as the file has it."""
        if self.base.name and not self.base.name.startswith(NAMELESS):
            return self.base.name
        draft = self.draft if self.base.is_new else self.base
        taken = {
            card.about.entry.partition("/")[2]
            for deck in self._desk.shelf.decks()
            if deck.id == draft.deck
            for card in deck.cards
        }
        text = draft.text("cloze") if draft.kind == "cloze" else draft.text("q")
        return name_for(text or draft.text("figure"), taken)

    def _take_along(self, name: str) -> list[str]:
        """Record that the cards of an entry have new ids; the events' ids."""
        if self.base.is_new or name == self.base.name:
            return []
        old, new = f"{self.base.deck}/{self.base.name}", f"{self.base.deck}/{name}"
        cards = [card.about.id for card in self._editor.check(self.base).cards]
        renamed = (Aliased(new + card.removeprefix(old), card) for card in cards)
        return [record(self._desk, body).event.id for body in renamed]

    def _undo(self, events: list[str]) -> None:
        for event in reversed(events):
            record(self._desk, Undone(event))

    @property
    def _editor(self) -> DeckEditor:
        return self._desk.shelf.editor


def open_card(desk: Desk, entry: str) -> Editing:
    """The editor on an entry, by its id with its deck's. Raises NotEdited."""
    deck, _, name = entry.partition("/")
    return Editing(desk, desk.shelf.editor.draft(deck, name))


def new_card(desk: Desk, deck: str = "") -> Editing:
    """The editor on an empty card, for a deck or the first there is. Raises NotEdited."""
    homes = list(desk.shelf.editor.homes())
    if not homes:
        raise NotEdited("there is no deck to add a card to; runquiz new NAME makes one")
    known = {home.deck for home in homes}
    return Editing(desk, Draft(deck if deck in known else homes[0].deck, ""))


def home_of(desk: Desk, deck: str) -> Home:
    """A deck's title and file."""
    homes = (home for home in desk.shelf.editor.homes() if home.deck == deck)
    return next(homes, Home(deck, deck, ""))
