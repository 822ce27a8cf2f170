"""Recording what happened, with the study day it happened on."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.cards.card_id import deck_of
from quizapp.domain.event import EventPayload, Undone
from quizapp.domain.memory import CardState
from quizapp.domain.quiz_events import Apart
from quizapp.errors import NotEdited
from quizapp.study.log.renames import marked_apart
from quizapp.study.ports import Desk, Receipt


def record(desk: Desk, payload: EventPayload) -> Receipt:
    """Record an event on today's study day."""
    if desk.store.progress.names:
        payload = marked_apart(payload, lambda card: apart_of(desk, card))
    return desk.store.record(desk.today(), payload)


def apart_of(desk: Desk, card: str) -> Apart:
    """Whether a card is another than the one to which its id leads since a rename: it has progress
    of its own, or the decks have both.
    """
    names, states = desk.store.progress.names, desk.store.progress.states
    newest, deck = names.newest(card), names.newest_deck(deck_of(card))
    if newest == card:
        return None
    decks = desk.shelf.decks()
    if deck != deck_of(card):
        is_apart = card in states or {deck, deck_of(card)} <= {each.id for each in decks}
        return "deck" if is_apart else None
    ids = [each.ids for each in decks if each.id == deck]
    is_apart = card in states or any(card in own and newest in own for own in ids)
    return "card" if is_apart else None


def state_of(desk: Desk, card: str) -> CardState:
    """The state of a card in a session; another window may have given it another id meanwhile."""
    progress = desk.store.progress
    is_own = not progress.names or apart_of(desk, card)
    return progress.states[card if is_own else progress.names.newest(card)]


def record_before_write(desk: Desk, payload: EventPayload) -> Receipt:
    """Record an event that a write to a deck file waits for.

    Raises NotEdited if it can't be saved.
    """
    receipt = record(desk, payload)
    if not receipt.is_saved:
        desk.store.withdraw(receipt.event.id)
        raise NotEdited(f"not saved: the progress can't be written: {receipt.problem}")
    return receipt


def undo_all(desk: Desk, events: Sequence[str]) -> None:
    """Undo events one by one, the last one first."""
    for event in reversed(events):
        record(desk, Undone(event))
