"""Renaming a card or a deck, in its file and in the log, and undoing that."""

from __future__ import annotations

from collections.abc import Callable

from quizapp.domain.cards.card_id import deck_of, entry_of
from quizapp.domain.clean_text import clean_line
from quizapp.domain.event import Aliased, DeckRenamed, Event, EventPayload, Undone
from quizapp.errors import NotEdited, RunquizError, UsageError
from quizapp.study.identity import file_deck_id, file_id
from quizapp.study.log.undo_log import RENAME, UndoEntry
from quizapp.study.ports import Before, DeckRename, DeckRenames, Desk, Receipt
from quizapp.study.recording import record, record_before_write, undo_all


def rename(desk: Desk, old: str, new: str) -> str:
    """Rename a card (`deck/card`) or a deck, and record it; returns the name of its file.

    Raises RunquizError if nothing was renamed.
    """
    if ("/" in old) != ("/" in new):
        raise UsageError("give two cards, such as capitals/oslo, or two decks")
    if ":" in old or ":" in new:
        raise UsageError("a gap or a direction has no id of its own; rename its card")
    return _rename_card(desk, old, new) if "/" in old else _rename_deck(desk, old, new)


def undo_change(desk: Desk, entry: UndoEntry) -> Receipt:
    """Undo a change; if it was a rename, its file gets the old id back. Raises RunquizError.

    The file comes first: whenever the program is killed, the progress is found under either id.
    """
    if entry.sort == RENAME:
        found = (event for event in desk.store.events_about(entry.what) if event.id == entry.id)
        _rename_back(desk.shelf.editor.renames, next(found, None))
    return record(desk, Undone(entry.id))


def _rename_back(renames: DeckRenames, event: Event | None) -> None:
    match event and event.payload:
        case Aliased() as card:
            renames.rename_card(card.card, card.was.partition("/")[2], text=card.text)
        case DeckRenamed() as deck:
            back = DeckRename(deck.deck, deck.was, deck.file or "")
            renames.rename_deck(back, text=deck.text)
        case _:
            raise NotEdited("the log can't be read; nothing was changed")


def _rename_card(desk: Desk, old: str, new: str) -> str:
    decks, names = desk.shelf.decks(), desk.store.progress.names
    there = {entry_of(card) for deck in decks for card in deck.ids}
    known = old if old in there else names.newest(old)
    if known not in there:
        raise UsageError(f"no card '{clean_line(old)}'; 'runquiz cards' lists them")
    _refuse_if_taken(desk, known, new)
    entry = file_id(decks, known)
    if deck_of(new) not in {deck_of(entry), deck_of(known)}:
        raise UsageError("a rename keeps the card in its deck")
    name = new.partition("/")[2]
    return _recorded(
        desk,
        lambda text: Aliased(f"{deck_of(entry)}/{name}", entry, text=text),
        lambda ready: desk.shelf.editor.renames.rename_card(entry, name, ready),
    )


def _rename_deck(desk: Desk, old: str, new: str) -> str:
    decks = {deck.id: deck for deck in desk.shelf.decks()}
    known = old if old in decks else desk.store.progress.names.newest_deck(old)
    if known not in decks:
        raise UsageError(f"no deck '{clean_line(old)}'; choose from: {', '.join(sorted(decks))}")
    _refuse_if_taken(desk, known, new)
    deck, was = decks[known], file_deck_id(decks[known])
    return _recorded(
        desk,
        lambda text: DeckRenamed(new, was, text, deck.file),
        lambda ready: desk.shelf.editor.renames.rename_deck(DeckRename(was, new), ready),
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
    """No card may inherit the progress of another that has or had its id.

    A card may have its own newest or an older id again, which its file may lack.
    """
    progress = desk.store.progress
    newest = progress.names.newest if "/" in new else progress.names.newest_deck
    part_of = entry_of if "/" in new else deck_of
    if newest(old) != old:
        said = f"'{clean_line(old)}' is an earlier id of '{newest(old)}'; change it in the file"
        raise UsageError(said)
    if newest(new) == old:
        return
    if newest(new) != new:
        said = f"'{clean_line(new)}' is an earlier id of '{newest(new)}'"
        raise UsageError(f"{said}; choose another one")
    if any(part_of(card) == new for card in progress.states):
        raise UsageError(f"'{clean_line(new)}' has progress of its own; choose another id")
