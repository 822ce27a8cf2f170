"""The port `DeckEditor`: drafts checked, and written into the files of a shelf."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from quizapp.domain.deck import Deck
from quizapp.domain.draft import Checked, Draft, Kept, Overtaken, Remark
from quizapp.domain.entry import cards_of
from quizapp.domain.lint import Askings, askings, lint_entry
from quizapp.domain.text import clean_line
from quizapp.errors import NotEdited, UnreadableFile
from quizapp.storage.deck_edits import Opened, entry_of_draft, opened, with_draft
from quizapp.storage.disk import Disk, reason, replace_with
from quizapp.storage.shelf import ShelfFile
from quizapp.study.ports import Home


@dataclass(frozen=True, slots=True)
class Written:
    """What was written last, so that it can be taken back."""

    path: Path
    old: bytes | None
    """What was there before; None if there was no file."""
    new: bytes


class Files(Protocol):
    """The files of a shelf."""

    def files(self) -> list[ShelfFile]:
        """All of them, as they were when they were read."""
        ...

    def read_anew(self) -> None:
        """Look at them again when next asked."""
        ...


class ShelfEditor:
    """Edits one card at a time. A file is read when a card is opened, and again on saving."""

    def __init__(
        self, disk: Disk, shelf: Files, *, shipped: Path | None = None, own: Path | None = None
    ) -> None:
        self._disk = disk
        self._shelf = shelf
        self._shipped = shipped
        """The folder of the decks that come with the program: never written, an edit is a copy."""
        self._own = own
        """The folder for such copies."""
        self._asked: dict[str, Askings] = {}
        self._last: Written | None = None

    def homes(self) -> list[Home]:
        """The decks that a card can be added to."""
        return [
            Home(file.deck.id, file.deck.title, clean_line(file.path.name))
            for file in self._shelf.files()
            if file.deck is not None
        ]

    def draft(self, deck: str, name: str) -> Draft:
        """A card as its file has it now. Raises NotEdited if it can't be read."""
        return self._opened(deck).draft(deck, name)

    def check(self, draft: Draft) -> Checked:
        """What a draft would ask, and all that is wrong with it or could be better."""
        entry, remarks = entry_of_draft(draft)
        if entry is None:
            return Checked((), remarks)
        deck = self._deck(draft.deck)
        cards = cards_of(draft.deck, entry, deck.source if deck else "")
        if draft.deck not in self._asked:
            self._asked[draft.deck] = askings(deck.cards if deck else ())
        # A new card has no name yet; no card has this one.
        own = f"{draft.deck}/{draft.name}"
        found = lint_entry(cards, own, self._asked[draft.deck])
        return Checked(cards, tuple(Remark(each.key, each.message) for each in found))

    def save(self, base: Draft, draft: Draft) -> Kept | Overtaken:
        """Write a draft over the card that `base` was read from, or add it if that is new.

        Raises NotEdited if it can't be written; then the file is as it was.
        """
        before = self._opened(draft.deck)
        if not base.is_new and (theirs := before.draft(base.deck, base.name)) != base:
            return Overtaken(theirs)
        data = with_draft(before, base, draft)
        is_copy = before.path.parent == self._shipped
        path = self._copy_of(before) if is_copy else before.path
        old = None if is_copy else before.data
        self._replace(path, data, old)
        self._last = Written(path, old, data)
        self._look_anew()
        return Kept(clean_line(path.name), is_copy=is_copy)

    def take_back(self) -> str:
        """Put the file of the last save back as it was, and say its name.

        Raises NotEdited if there is none, or if the file has changed since.
        """
        last = self._last
        if last is None:
            raise NotEdited("nothing was saved")
        if last.old is None:
            self._remove(last)
        else:
            self._replace(last.path, last.old, last.new)
        self._last = None
        self._look_anew()
        return clean_line(last.path.name)

    def _look_anew(self) -> None:
        self._shelf.read_anew()
        self._asked = {}

    def _remove(self, copy: Written) -> None:
        """Take a copy away again. Raises NotEdited if it is no longer the one that was made."""
        name = clean_line(copy.path.name)
        try:
            if self._disk.read(copy.path) != copy.new:
                raise NotEdited(f"{name} has changed since; nothing was changed")
            self._disk.remove(copy.path)
            self._disk.sync_folder(copy.path.parent)
        except OSError as error:
            raise NotEdited(f"{name}: {reason(error)}; nothing was changed") from None
        except UnreadableFile as error:
            raise NotEdited(f"{error}; nothing was changed") from None

    def _deck(self, deck: str) -> Deck | None:
        files = (file.deck for file in self._shelf.files())
        return next((each for each in files if each and each.id == deck), None)

    def _opened(self, deck: str) -> Opened:
        files = (file for file in self._shelf.files() if file.deck and file.deck.id == deck)
        path = next((file.path for file in files), None)
        if path is None:
            raise NotEdited(f"there is no deck '{clean_line(deck)}'")
        try:
            return opened(path, self._disk.read(path, follow=True))
        except OSError as error:
            raise NotEdited(f"{clean_line(path.name)}: {reason(error)}") from None
        except UnreadableFile as error:
            raise NotEdited(str(error)) from None

    def _copy_of(self, original: Opened) -> Path:
        """Where an edited deck of the program's goes. Raises NotEdited if nowhere."""
        if self._own is None:
            raise NotEdited(f"{original.name} came with the program")
        copy = self._own / original.path.name
        if self._disk.look(copy) is not None:
            raise NotEdited(
                f"there is another {original.name} in your deck folder; rename it first"
            )
        return copy

    def _replace(self, path: Path, data: bytes, expected: bytes | None) -> None:
        """Put an edited deck in its file's place, in one step; None expects that there is none.

        Raises NotEdited.
        """
        name = clean_line(path.name)
        try:
            target = path.resolve()
            if expected is None:
                self._disk.make_folder(target.parent)
            elif not self._disk.may_write(target):
                raise NotEdited(f"{name} is read-only; nothing was changed")
            if (self._disk.read(target) if self._disk.look(target) else None) != expected:
                said = "is just being changed by another program; nothing was changed, try again"
                raise NotEdited(f"{name} {said}")
            replace_with(self._disk, target, data, mode_of=None if expected is None else target)
            self._disk.sync_folder(target.parent)
        except OSError as error:
            raise NotEdited(f"{name}: {reason(error)}; nothing was changed") from None
        except UnreadableFile as error:
            raise NotEdited(f"{error}; nothing was changed") from None
