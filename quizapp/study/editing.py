"""Editing one card: its draft is changed, checked, and saved without losing its progress."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quizapp.domain.cards.card import Card
from quizapp.domain.cards.card_draft import (
    CardDraft,
    DraftCheck,
    EditConflict,
    Remark,
    SavedFile,
    merged,
    name_for,
)
from quizapp.domain.cards.card_id import entry_of
from quizapp.domain.cards.entry import NO_ID_PREFIX
from quizapp.domain.clean_text import clean
from quizapp.domain.event import Aliased
from quizapp.errors import NotEdited, RunquizError
from quizapp.study.gaps import numbered
from quizapp.study.identity import cards_of, file_deck_id, file_id
from quizapp.study.ports import DeckEditor, Desk, EditableDeck
from quizapp.study.recording import record_before_write, undo_all


@dataclass(frozen=True, slots=True)
class Saved:
    """The card was saved."""

    cards: tuple[Card, ...]
    """The cards that the entry makes now."""
    file: SavedFile
    aliases: tuple[str, ...] = ()
    """The ids of the events that renamed its cards."""
    is_written: bool = True
    """Whether the file was written; False if nothing had changed."""


@dataclass(frozen=True, slots=True)
class DraftConflict:
    """Nothing was written: the card in the file had changed. The draft is merged with it."""

    both: tuple[str, ...]
    """The keys that both sides changed: there the draft keeps its own text."""
    theirs: CardDraft


class Editing:
    """A draft, and the card it was opened from."""

    def __init__(self, desk: Desk, base: CardDraft) -> None:
        self._desk = desk
        self.base = base
        """The card as the file had it when last read."""
        self.draft = base
        self.checked: DraftCheck = self._editor.check(base)
        """The cards that the draft would make, and its errors."""

    @property
    def is_changed(self) -> bool:
        """Whether saving would change the file."""
        return self.draft.values() != self.base.values() or self.draft.kind != self.base.kind

    def write(self, key: str, text: str) -> None:
        """Set the text of a key."""
        self._set(self.draft.with_text(key, clean(text)))

    def set_kind(self, kind: str) -> None:
        """Set the kind; all texts are kept."""
        self._set(self.draft.of_kind(kind))

    def set_deck(self, deck: str) -> None:
        """Set the deck of a new card."""
        self._set(self.draft.in_deck(deck))
        self.base = self.base.in_deck(deck)

    def save(self) -> Saved | DraftConflict:
        """Write the card into its file, if anything was changed. Raises RunquizError if that fails.

        A card without an id gets one, and keeps its progress: its new id is recorded just before
        the new file replaces the old one. If the program is killed in between, nothing is lost: the
        next edit finds the same id.
        """
        if self.checked.errors:
            raise NotEdited(f"not saved: {self.checked.errors[0].in_words}")
        if not self.is_changed:
            file = SavedFile(editable_deck(self._desk, self.base.deck).file)
            return Saved(self.checked.cards, file, is_written=False)
        named = replace(self.draft, name=self._name())
        aliases: list[str] = []
        try:
            outcome = self._editor.save(
                self.base, named, lambda text: self._record_new_id(named.name, text, aliases)
            )
        except RunquizError:
            undo_all(self._desk, aliases)
            raise
        if isinstance(outcome, EditConflict):
            return self._merge(outcome.theirs)
        self.base = self.draft = named
        self.checked = self._editor.check(named)
        known = cards_of(self._desk.shelf.decks(), f"{named.deck}/{named.name}")
        states = self._desk.store.progress.states
        return Saved(numbered(known or self.checked.cards, states), outcome, tuple(aliases))

    def _set(self, draft: CardDraft) -> None:
        if draft != self.draft:
            self.draft = draft
            checked = self._editor.check(draft)
            remarks = (*checked.remarks, *self._lost_progress(checked))
            self.checked = replace(checked, remarks=remarks)

    def _lost_progress(self, checked: DraftCheck) -> list[Remark]:
        """What becomes of the progress if the draft is of another kind, whose cards have other ids.

        Gaps need no remark: they keep their progress wherever they are.
        """
        if self.base.is_new or self.draft.kind == self.base.kind or not checked.cards:
            return []
        kept = {_ending(card) for card in checked.cards}
        states = self._desk.store.progress.states
        before = numbered(self._editor.check(self.base).cards, states)
        names = self._desk.store.progress.names
        lost = [
            card
            for card in before
            if _ending(card) not in kept and names.newest(card.about.id) in states
        ]
        said = "changing the kind makes this card new; change it back and its progress returns"
        return [Remark("kind", said)] if lost else []

    def _merge(self, theirs: CardDraft) -> DraftConflict:
        draft, both = merged(self.base, self.draft, theirs)
        self.base = theirs
        self._set(draft)
        return DraftConflict(both, theirs)

    def _name(self) -> str:
        """The entry's id: its own, or one made of the words of the question in the file."""
        if self.base.name and not self.base.name.startswith(NO_ID_PREFIX):
            return self.base.name
        if self.base.is_new and self.draft.text("id"):
            return self.draft.text("id")
        draft = self.draft if self.base.is_new else self.base
        text = draft.text("cloze") if draft.kind == "cloze" else draft.text("q")
        return name_for(text or draft.text("figure"), self._taken(draft.deck))

    def _taken(self, deck: str) -> set[str]:
        """The names that entries of a deck have or had: no card may inherit another's progress.

        An entry that was named by an interrupted edit finds its own name again, and takes it.
        """
        progress = self._desk.store.progress
        cards = (card for each in self._desk.shelf.decks() for card in each.ids)
        known = (*cards, *progress.states, *progress.names.cards)
        entries = {entry_of(card) for card in known if card.startswith(f"{deck}/")}
        own = progress.names.newest(f"{deck}/{self.base.name}") if self.base.name else ""
        return {entry.partition("/")[2] for entry in entries - {own}}

    def _record_new_id(self, name: str, text: int, aliases: list[str]) -> None:
        """Record the new id of an entry, and add the id of the event to `aliases`.

        `text` is the checksum of the card's new text. Raises NotEdited if the event can't be saved.
        """
        if not self.base.is_new and name != self.base.name:
            deck = self.base.deck
            renamed = Aliased(f"{deck}/{name}", f"{deck}/{self.base.name}", text=text)
            aliases.append(record_before_write(self._desk, renamed).event.id)

    @property
    def _editor(self) -> DeckEditor:
        return self._desk.shelf.editor


def undo_edit(desk: Desk, saved: Saved) -> str:
    """Restore the file and the ids to what they were before an edit; returns the file's name.

    Raises NotEdited if the file has changed since.
    """
    file = desk.shelf.editor.undo_save()
    undo_all(desk, saved.aliases)
    return file


def _ending(card: Card) -> str:
    """What the id of a card has after that of its entry: nothing, a gap's number or `:back`."""
    return card.about.id.removeprefix(card.about.entry)


def open_card(desk: Desk, entry: str) -> Editing:
    """Open an entry by its id, `deck/entry`. Raises NotEdited."""
    deck, _, name = file_id(desk.shelf.decks(), entry).partition("/")
    return Editing(desk, desk.shelf.editor.draft(deck, name))


def new_card(desk: Desk, deck: str = "") -> Editing:
    """Start a new card in a deck, or in the first one. Raises NotEdited."""
    editable_decks = list(desk.shelf.editor.editable_decks())
    if not editable_decks:
        raise NotEdited("there is no deck to add a card to; runquiz new NAME makes one")
    known = {home.deck for home in editable_decks}
    deck = next((file_deck_id(each) for each in desk.shelf.decks() if each.id == deck), deck)
    return Editing(desk, CardDraft(deck if deck in known else editable_decks[0].deck, ""))


def editable_deck(desk: Desk, deck: str) -> EditableDeck:
    """The title and the file of a deck."""
    editable_decks = (home for home in desk.shelf.editor.editable_decks() if home.deck == deck)
    return next(editable_decks, EditableDeck(deck, deck, ""))
