"""The keys of the browser."""

from __future__ import annotations

from quizapp.tui.edit.keys import ADD
from quizapp.tui.keys import APP_KEYS, EDIT, Key

BROWSE = Key("home.browse", "b", "open_browser", "Browse", "Every card, searched as you type", "b")
ROW = Key(
    "browse.row",
    "up,down,k,j,pageup,pagedown,home,end",
    "move",
    "Choose",
    "To another card",
    "↑↓",
    ("up", "down", "up", "down", "pageup", "pagedown", "home", "end"),
)
SEARCH = Key("browse.search", "slash,tab", "search", "Search", "Type what to look for", "/")
SHOW = Key("browse.show", "enter,space", "show", "Show", "The card and its memory", "⏎")
SUSPEND = Key("browse.suspend", "s", "suspend", "Suspend", "Out, or in again", "s")
MARK = Key("browse.mark", "m", "mark", "Mark", "Mark it, or take the mark off", "m")
RESET = Key("browse.reset", "n", "reset", "As new", "Forget what is known of it; u undoes", "n")
UNDO = Key("browse.undo", "u", "undo", "Undo", "Take the last change back", "u")
SORT = Key("browse.sort", "o", "sort", "Sort", "By deck, due time, difficulty or lapses", "o")
TO_CARDS = Key("browse.cards", "", "leave_input", "To the cards", "Letters are keys again", "↓ tab")
LEAVE = Key("browse.home", "q,escape", "go_home", "Home", "Back to the decks", "q")
BROWSE_KEYS = (SHOW, SEARCH, EDIT, ADD, SUSPEND, MARK, RESET, UNDO, SORT, ROW, *APP_KEYS, LEAVE)
