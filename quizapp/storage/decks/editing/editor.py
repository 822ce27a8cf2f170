"""Implements the port `DeckEditor`: checks drafts and writes them into the files of a shelf."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from quizapp.domain.cards.card_draft import CardDraft, DraftCheck, EditConflict, Remark, SavedFile
from quizapp.domain.cards.deck import Deck
from quizapp.domain.cards.entry import cards_of
from quizapp.domain.clean_text import clean_line
from quizapp.domain.lint import EntriesByQuestion, entries_by_question, lint_entry
from quizapp.errors import NotEdited, UnreadableFile
from quizapp.storage.decks.deck_file import DeckFile
from quizapp.storage.decks.editing.deck_writer import DeckWriter, FileBusy, tried
from quizapp.storage.decks.editing.edits import (
    OpenedDeck,
    entry_of_draft,
    opened,
    text_sum,
    with_draft,
)
from quizapp.storage.decks.editing.renames import Renames
from quizapp.storage.disk import Disk, reason
from quizapp.study.ports import Before, EditableDeck


@dataclass(frozen=True, slots=True)
class SavedEdit:
    """The last write, so that it can be undone."""

    path: Path
    old: bytes | None
    """The bytes before; None if there was no file."""
    new: bytes


class DeckFiles(Protocol):
    """The files of a shelf."""

    def files(self) -> list[DeckFile]:
        """All of them, as last read."""
        ...

    def reload(self) -> None:
        """Read them again on the next access."""
        ...


class ShelfEditor:
    """Edits one card at a time. The file is read when a card is opened, and again on saving."""

    def __init__(
        self, disk: Disk, shelf: DeckFiles, *, shipped: Path | None = None, own: Path | None = None
    ) -> None:
        self._disk = disk
        self._writer = DeckWriter(disk)
        self._shelf = shelf
        self._shipped = shipped
        """The folder of the shipped decks, which are never written: an edit is saved in a copy."""
        self._own = own
        """The folder for such copies."""
        self._asked: dict[str, EntriesByQuestion] = {}
        self._last: SavedEdit | None = None

    def editable_decks(self) -> list[EditableDeck]:
        """The decks that cards can be added to."""
        return [
            EditableDeck(file.deck.id, file.deck.title, clean_line(file.path.name))
            for file in self._shelf.files()
            if file.deck is not None
        ]

    def draft(self, deck: str, name: str) -> CardDraft:
        """A card as its file has it now. Raises NotEdited if it can't be read."""
        return self.opened(deck).draft(deck, name)

    def check(self, draft: CardDraft) -> DraftCheck:
        """The cards that a draft would make, with all errors and advice."""
        entry, remarks = entry_of_draft(draft)
        if entry is None:
            return DraftCheck((), remarks)
        deck = self._deck(draft.deck)
        cards = cards_of(draft.deck, entry, deck.source if deck else "")
        if draft.deck not in self._asked:
            self._asked[draft.deck] = entries_by_question(deck.cards if deck else ())
        # A new card has no name yet; then this is `deck/`, which no card has as its id.
        own = f"{draft.deck}/{draft.name}"
        found = lint_entry(cards, own, self._asked[draft.deck])
        return DraftCheck(cards, tuple(Remark(each.key, each.message) for each in found))

    def save(
        self, base: CardDraft, draft: CardDraft, before_replace: Before | None = None
    ) -> SavedFile | EditConflict:
        """Replace the card that `base` was read from by a draft, or add a new card.

        `before_replace` is called when the new file is synced and before it replaces the old one;
        raising aborts the save. Raises NotEdited if the write fails; the file is as it was then.
        """
        return tried(lambda: self._save(base, draft, before_replace), self.reload)

    @property
    def renames(self) -> Renames:
        """Renames cards and decks in these files."""
        return Renames(self._disk, self._writer, self, self._shipped, self._own)

    def undo_save(self) -> str:
        """Restore the file as before the last save; returns its name.

        Raises NotEdited if nothing was saved, or if the file has changed since.
        """
        last = self._last
        if last is None:
            raise NotEdited("nothing was saved")
        name = clean_line(last.path.name)
        try:
            self._writer.replace(last.path, last.old, last.new)
        except FileBusy:
            raise NotEdited(f"{name} has changed since; nothing was changed") from None
        self._last = None
        self.reload()
        return name

    def _save(
        self, base: CardDraft, draft: CardDraft, before_replace: Before | None
    ) -> SavedFile | EditConflict:
        before = self.opened(draft.deck)
        if not base.is_new and (theirs := before.draft(base.deck, base.name)) != base:
            return EditConflict(theirs)
        data = with_draft(before, base, draft)
        is_copy = before.path.parent == self._shipped
        path = self._copy_of(before) if is_copy else before.path
        old = None if is_copy else before.data
        self._writer.replace(
            path, data, old, before_replace and (lambda: before_replace(text_sum(draft)))
        )
        self._last = SavedEdit(path, old, data)
        self.reload()
        return SavedFile(clean_line(path.name), is_copy=is_copy)

    def has_deck(self, deck: str) -> bool:
        """Whether there is a deck with this id."""
        return self._deck(deck) is not None

    def reload(self) -> None:
        """Read the files again on the next access: they were changed."""
        self._shelf.reload()
        self._asked = {}

    def _deck(self, deck: str) -> Deck | None:
        files = (file.deck for file in self._shelf.files())
        return next((each for each in files if each and each.id == deck), None)

    def opened(self, deck: str) -> OpenedDeck:
        """A deck's file as it is now. Raises NotEdited."""
        files = (file for file in self._shelf.files() if file.id == deck)
        path = next((file.path for file in files), None)
        if path is None:
            raise NotEdited(f"there is no deck '{clean_line(deck)}'")
        try:
            return opened(path, self._disk.read(path, follow=True))
        except OSError as error:
            raise NotEdited(f"{clean_line(path.name)}: {reason(error)}") from None
        except UnreadableFile as error:
            raise NotEdited(str(error)) from None

    def _copy_of(self, original: OpenedDeck) -> Path:
        """The path for an edited shipped deck. Raises NotEdited, or FileBusy if it is taken."""
        if self._own is None:
            raise NotEdited(f"{original.name} is a shipped deck; nothing was changed")
        copy = self._own / original.path.name
        if self._disk.stamp(copy) is not None:
            said = f"there is another {original.name} in your deck folder"
            raise FileBusy(f"{said}; give it another name first")
        return copy
