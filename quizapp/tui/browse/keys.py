"""The keys of the card browser."""

from __future__ import annotations

from dataclasses import replace

from quizapp.tui.card.keys import EDIT
from quizapp.tui.keys import APP_KEYS, GO_HOME, ROW, Key

CHOOSE_CARD = replace(ROW, id="browse.row", tooltip="Move to another card")
SEARCH = Key("browse.search", "slash,tab", "search", "Search", "Type a search", "/")
SHOW = Key("browse.show", "enter,space", "show", "Show", "The card and its memory state", "⏎")
ADD = Key("card.add", "a", "add", "Add", "Add a card to this deck", "a")
SUSPEND = Key("browse.suspend", "s", "suspend", "Suspend", "Suspend or unsuspend it", "s")
MARK = Key("browse.mark", "m", "mark", "Mark", "Mark or unmark it", "m")
BURY = Key("browse.bury", "b", "bury", "Bury", "Bury it until tomorrow, or bring it back", "b")
RESET = Key("browse.reset", "n", "reset", "Reset", "Make it new again; u undoes this", "n")
UNDO = Key("browse.undo", "u", "undo", "Undo", "Undo the last change", "u")
SORT = Key("browse.sort", "o", "sort", "Sort", "By deck, due date, difficulty or lapses", "o")
TO_CARDS = Key(
    "browse.cards", "", "leave_input", "To the cards", "Use letters as shortcuts", "↓ tab"
)
LEAVE_BROWSER = replace(GO_HOME, id="browse.home")
BROWSE_KEYS = (
    SHOW,
    SEARCH,
    EDIT,
    ADD,
    SUSPEND,
    MARK,
    BURY,
    RESET,
    UNDO,
    SORT,
    CHOOSE_CARD,
    *APP_KEYS,
    LEAVE_BROWSER,
)
