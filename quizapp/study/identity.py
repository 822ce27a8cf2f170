"""Which progress belongs to which card of the decks.

Identity is resolved on reading, because decks change by hand, and a second machine may still have
an older file: a card under an older id, or a gap that others were added before, is the card that
has the progress.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.domain.cards.card_id import deck_of, entry_of
from quizapp.domain.cards.deck import Deck
from quizapp.domain.cards.names import Names
from quizapp.domain.memory import NEW_STATE
from quizapp.study.log.progress_view import ProgressView

if TYPE_CHECKING:
    from quizapp.domain.cards.card import Card


def identified(decks: Sequence[Deck], progress: ProgressView) -> list[Deck]:
    """The decks, with each card under the id that its progress has."""
    names, gaps = progress.names, progress.states.gaps()
    if not names and not gaps:
        return list(decks)
    ids = {card for deck in decks for card in deck.ids} if names else set()
    known = {deck.id for deck in decks}
    own = progress.states
    renamed = [_renamed(deck, names, ids, known, own) for deck in decks]
    if not gaps:
        return renamed
    from quizapp.study.gaps import with_gaps  # only if a gap was answered

    return [with_gaps(deck, progress.states, gaps) for deck in renamed]


def renamed_deck(deck: Deck, progress: ProgressView) -> Deck:
    """A deck of a session with the newest ids, after another window has renamed some."""
    ids = {card: progress.names.newest(card) for card in deck.ids if card not in progress.states}
    newest = {card: new for card, new in ids.items() if new != card}
    return replace(deck.relabelled(newest), id=progress.names.newest_deck(deck.id))


def earlier_ids(decks: Sequence[Deck], progress: ProgressView) -> Iterator[tuple[str, str]]:
    """The cards that a deck says had another id, which has progress: the new id and the old one."""
    if not any(deck.was for deck in decks):
        return
    taken = {card for deck in decks for card in deck.ids}
    for deck in decks:
        for card in deck.ids:
            entry = entry_of(card)
            for was in deck.was.get(entry, ()):
                old = progress.names.newest(was + card.removeprefix(entry))
                if old in progress.states and old not in taken:
                    taken.add(old)
                    yield card, old


def known_decks(decks: Sequence[Deck], progress: ProgressView) -> list[Deck]:
    """The same as `identified`, for a command that only reads: the progress of a card that a deck
    says had another id is given to it, but nothing is recorded.
    """
    for card, old in list(earlier_ids(identified(decks, progress), progress)):
        progress.states.put(card, progress.states[old])
        progress.states.put(old, NEW_STATE)
    return identified(decks, progress)


def deck_ids(
    decks: Sequence[Deck], progress: ProgressView, names: Sequence[str]
) -> tuple[str, ...]:
    """The ids of named decks: a name may be an older id of a deck."""
    known = {deck.id for deck in decks}
    return tuple(n if n in known else progress.names.newest_deck(n) for n in names)


def file_id(decks: Sequence[Deck], entry: str) -> str:
    """The id that an entry has in its file; its progress may have another."""
    return next((deck.file_ids[entry] for deck in decks if entry in deck.file_ids), entry)


def cards_of(decks: Sequence[Deck], entry: str) -> tuple[Card, ...]:
    """The cards of an entry, which is named by its id in the file, under the ids of their progress.

    Empty if the decks do not have it.
    """
    for deck in decks:
        newest = next((new for new, old in deck.file_ids.items() if old == entry), entry)
        places = [at for at, card in enumerate(deck.ids) if entry_of(card) == newest]
        if places:
            return tuple(deck.cards[at] for at in places)
    return ()


def file_deck_id(deck: Deck) -> str:
    """The id that a deck has in its file."""
    return next((deck_of(entry) for entry in deck.file_ids.values()), deck.id)


def _renamed(
    deck: Deck, names: Names, ids: Set[str], decks: Set[str], known: Container[str]
) -> Deck:
    """A deck under its newest id, its cards too, unless the decks have both the old and the new, or
    the old one has progress of its own.
    """
    newest = names.newest_deck(deck.id)
    if newest != deck.id and newest not in decks and not any(card in known for card in deck.ids):
        moved = {card: f"{newest}{card.removeprefix(deck.id)}" for card in deck.ids}
        deck = replace(deck.relabelled(moved), id=newest)
    older: dict[str, str] = {}
    for card in deck.ids if names.cards else ():
        new = names.in_its_deck(card)
        if new not in ids and deck_of(new) == deck.id and (new == card or card not in known):
            older.setdefault(new, card)
    return deck.relabelled({card: new for new, card in older.items()})
