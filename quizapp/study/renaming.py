"""Renaming a card or a deck, in its file and in the log, and undoing that."""

from __future__ import annotations

from collections.abc import Callable

from quizapp.domain.cards.card_id import deck_of, entry_of
from quizapp.domain.cards.deck import Deck
from quizapp.domain.clean_text import clean_line
from quizapp.domain.event import Aliased, DeckRenamed, EventPayload, Undone
from quizapp.errors import NotEdited, RunquizError, UsageError
from quizapp.study.identity import file_deck_id, file_id
from quizapp.study.log.undo_log import RENAME, UndoEntry
from quizapp.study.ports import Before, DeckName, Desk, Receipt
from quizapp.study.recording import record, record_before_write, undo_all


def rename(desk: Desk, old: str, new: str) -> str:
    """Rename a card (`deck/card`) or a deck, and record it; returns the name of its file.

    Raises RunquizError if nothing was renamed.
    """
    if ("/" in old) != ("/" in new):
        raise UsageError("give two cards, such as capitals/oslo, or two decks")
    if old == new:
        raise UsageError(f"'{clean_line(old)}' has that id already")
    if ":" in old or ":" in new:
        raise UsageError("a gap or a direction has no id of its own; rename its card")
    _refuse_if_taken(desk, old, new)
    return _rename_card(desk, old, new) if "/" in old else _rename_deck(desk, old, new)


def undo_change(desk: Desk, entry: UndoEntry) -> Receipt:
    """Undo a change; if it was a rename, its file gets the old id back. Raises RunquizError."""
    if entry.sort != RENAME:
        return record(desk, Undone(entry.id))
    done: list[Receipt] = []

    def undo(_: int) -> None:
        done.append(record_before_write(desk, Undone(entry.id)))

    found = (event for event in desk.store.events_about(entry.what) if event.id == entry.id)
    event, renames = next(found, None), desk.shelf.editor.renames
    try:
        match event and event.payload:
            case Aliased() as card:
                renames.rename_card(card.card, card.was.partition("/")[2], undo, card.text)
            case DeckRenamed() as deck:
                back = DeckName(deck.deck, deck.was, deck.file or "")
                renames.rename_deck(back, undo, deck.text)
            case _:
                raise NotEdited("the log can't be read; nothing was changed")
    except RunquizError:
        undo_all(desk, [receipt.event.id for receipt in done])
        raise
    return done[-1]


def _rename_card(desk: Desk, old: str, new: str) -> str:
    decks = desk.shelf.decks()
    if not any(entry_of(card) == entry_of(old) for deck in decks for card in deck.ids):
        raise UsageError(f"no card '{clean_line(old)}'; 'runquiz cards' lists them")
    entry = file_id(decks, entry_of(old))
    if deck_of(new) != deck_of(entry):
        raise UsageError("a rename keeps the card in its deck")
    return _recorded(
        desk,
        lambda text: Aliased(new, entry, text=text),
        lambda ready: desk.shelf.editor.renames.rename_card(entry, new.partition("/")[2], ready),
    )


def _rename_deck(desk: Desk, old: str, new: str) -> str:
    deck = next((deck for deck in desk.shelf.decks() if deck.id == old), Deck(old, old))
    was = file_deck_id(deck)
    return _recorded(
        desk,
        lambda text: DeckRenamed(new, was, text, deck.file),
        lambda ready: desk.shelf.editor.renames.rename_deck(DeckName(was, new), ready),
    )


def _recorded(
    desk: Desk, event: Callable[[int], EventPayload], write: Callable[[Before], str]
) -> str:
    """Write a file, and record the event just before; if the write fails, undo the event."""
    events: list[str] = []

    def ready(text: int) -> None:
        events.append(record_before_write(desk, event(text)).event.id)

    try:
        return write(ready)
    except RunquizError:
        undo_all(desk, events)
        raise


def _refuse_if_taken(desk: Desk, old: str, new: str) -> None:
    """No card may inherit the progress of another that has or had its id."""
    names = desk.store.progress.names
    newest = names.newest if "/" in new else names.newest_deck
    if newest(new) not in {new, newest(old)}:
        said = f"'{clean_line(new)}' is an earlier id of '{newest(new)}'"
        raise UsageError(f"{said}; choose another one")
    if any(deck.deck == new for deck in desk.shelf.editor.editable_decks()):
        raise UsageError(f"there is already a deck '{clean_line(new)}'")
    part_of = entry_of if "/" in new else deck_of
    if any(part_of(card) == new for card in desk.store.progress.states):
        raise UsageError(f"'{clean_line(new)}' has progress of its own; choose another id")
