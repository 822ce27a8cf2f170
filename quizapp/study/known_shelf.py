"""The shelf of a session: each card is under the id that its progress has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.cards.deck import Deck
from quizapp.domain.event import Aliased
from quizapp.study.identity import earlier_ids, identified
from quizapp.study.ports import DeckEditor, DeckShelf, Desk, ProgressStore


@dataclass(slots=True)
class KnownShelf:
    """Implements the port `DeckShelf` on top of another shelf."""

    shelf: DeckShelf
    store: ProgressStore
    _found: Sequence[Deck] = ()
    """The decks as their files have them."""
    _seen: tuple[object, ...] = ()
    _decks: Sequence[Deck] = ()

    def decks(self) -> Sequence[Deck]:
        """Every deck, identified anew when a file or the progress has been changed elsewhere."""
        found = self.shelf.decks()
        seen = (*map(id, found), self.store.revision, self.store.progress.names)
        if seen != self._seen:
            self._found, self._seen = found, seen
            self._decks = identified(found, self.store.progress)
        return self._decks

    @property
    def problems(self) -> Sequence[str]:
        """What is wrong with deck files, one line each."""
        return self.shelf.problems

    @property
    def summary(self) -> str:
        """The problems in one short sentence; empty if there are none."""
        return self.shelf.summary

    @property
    def editor(self) -> DeckEditor:
        """The editor of these decks."""
        return self.shelf.editor


def record_earlier_ids(desk: Desk) -> None:
    """Record which cards a deck says had another id, so that every machine knows it."""
    if desk.store.read_only:
        return
    for card, old in list(earlier_ids(desk.shelf.decks(), desk.store.progress)):
        desk.store.record(desk.today(), Aliased(card, old, by_deck=True))
