"""Implements the port `DeckRenames`: gives cards and decks other ids in their files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from zlib import crc32

from quizapp.domain.cards.card_id import deck_of
from quizapp.domain.cards.entry import NO_ID_PREFIX
from quizapp.domain.clean_text import clean_line
from quizapp.errors import NotEdited
from quizapp.storage.decks.checks import LONGEST_ID, is_id
from quizapp.storage.decks.editing.deck_writer import DeckWriter, tried
from quizapp.storage.decks.editing.edits import OpenedDeck, text_sum, with_card_id, with_deck_id
from quizapp.storage.decks.reader import id_of_stem
from quizapp.storage.disk import Disk
from quizapp.study.ports import Before, DeckRename, nothing


class OpenableDecks(Protocol):
    """The decks that can be renamed."""

    def opened(self, deck: str) -> OpenedDeck:
        """A deck's file as it is now. Raises NotEdited."""
        ...

    def has_deck(self, deck: str) -> bool:
        """Whether there is a deck with this id."""
        ...

    def reload(self) -> None:
        """Read the files again on the next access."""
        ...


@dataclass(frozen=True, slots=True)
class Renames:
    """Renames in the files of a shelf."""

    disk: Disk
    writer: DeckWriter
    decks: OpenableDecks
    shipped: Path | None
    own: Path | None

    def rename_card(
        self, entry: str, to: str, before_replace: Before = nothing, text: int | None = None
    ) -> str:
        """Give an entry (`deck/entry`) another id in its file; returns the file's name.

        `text` is the checksum that the card's text must have. Raises NotEdited if it has changed
        since, or if the write fails.
        """
        return self._tried(lambda: self._rename_card(entry, to, before_replace, text))

    def rename_deck(
        self, rename: DeckRename, before_replace: Before = nothing, text: int | None = None
    ) -> str:
        """Give a deck another id, and its file the name that goes with it; returns that name.

        `text` is the checksum that the file must have; errors are as for `rename_card`.
        """
        return self._tried(lambda: self._rename_deck(rename, before_replace, text))

    def _tried(self, attempt: Callable[[], str]) -> str:
        name = tried(attempt, self.decks.reload)
        self.decks.reload()
        return name

    def _rename_card(self, entry: str, to: str, before_replace: Before, text: int | None) -> str:
        _refuse_unless_id(to.removeprefix(NO_ID_PREFIX))
        before = self._own_file(deck_of(entry))
        draft = before.draft(*entry.split("/", 1))
        if text is not None and text_sum(draft) != text:
            raise NotEdited(f"the card has changed since in {before.name}; nothing was changed")
        data = with_card_id(before, draft, to)
        sum_of_text = text_sum(draft)
        self.writer.replace(before.path, data, before.data, lambda: before_replace(sum_of_text))
        return before.name

    def _rename_deck(self, rename: DeckRename, before_replace: Before, text: int | None) -> str:
        _refuse_unless_id(rename.new)
        before = self._own_file(rename.old)
        if text is not None and crc32(before.data) != text:
            raise NotEdited(f"{before.name} has changed since; nothing was changed")
        if self.decks.has_deck(rename.new):
            raise NotEdited(f"there is already a deck '{rename.new}'; nothing was changed")
        if before.path.parent == self.own and before.path.name in self._shipped_names():
            raise NotEdited(f"{before.name} is your copy of a shipped deck; nothing was changed")
        path = _path_for(before, rename)
        self.writer.refuse_if_taken(before.path, path)
        data = with_deck_id(before, rename.new, path)

        def ready() -> None:
            before_replace(crc32(data))

        if data == before.data:
            self.writer.move(before.path, path, ready)
            return clean_line(path.name)
        # The file states its deck's id, so that decides, and the file's name may stay if it has to.
        self.writer.replace(before.path, data, before.data, ready)
        with suppress(NotEdited):
            self.writer.move(before.path, path)
            return clean_line(path.name)
        return before.name

    def _own_file(self, deck: str) -> OpenedDeck:
        """The file of a deck that is not a shipped one."""
        before = self.decks.opened(deck)
        if before.path.parent == self.shipped:
            raise NotEdited(f"{before.name} is a shipped deck; nothing was changed")
        for problem in before.file.problems[:1]:
            said = f"{problem.message}; correct the file first"
            raise NotEdited(f"{before.name}:{problem.line}: {said}")
        return before

    def _shipped_names(self) -> list[str]:
        return self.disk.names(self.shipped) if self.shipped is not None else []


def _path_for(before: OpenedDeck, rename: DeckRename) -> Path:
    """The path of a renamed deck's file: a file that is not named after its deck stays."""
    if id_of_stem(before.path) != rename.old:
        return before.path
    known = Path(clean_line(rename.file))  # It comes from the log, and may be anything.
    is_for_it = rename.file and id_of_stem(known) == rename.new
    stem = known.stem if is_for_it else rename.new
    return before.path.with_name(f"{stem}{before.path.suffix}")


def _refuse_unless_id(text: str) -> None:
    if not is_id(text):
        said = "an id is up to 80 characters: a-z, 0-9 and '-'"
        raise NotEdited(f"'{clean_line(text)[:LONGEST_ID]}' can't be an id: {said}")
