"""The keys of the editor."""

from __future__ import annotations

from dataclasses import replace

from quizapp.tui import keys as app_keys
from quizapp.tui.keys import APP_KEYS, Key

ADD = Key("card.add", "a", "add", "Add", "Add a card to this deck", "a")
NEXT_FIELD = Key("edit.next", "tab", "field(1)", "Next", "To the next line", "tab")
FIELD_BEFORE = Key("edit.before", "shift+tab", "field(-1)", "Before", "To the line before", "⇧tab")
TO_KEYS = Key("edit.keys", "", "leave_field", "Done", "Letters are keys again", "esc")
TYPE_ON = Key("edit.type", "enter", "type_on", "Type on", "Back into the line", "⏎")
SAVE = Key("edit.save", "s,ctrl+s", "save", "Save", "Write the card into its file", "s")
LEAVE = Key("edit.leave", "q,escape", "leave", "Back", "Back to where you were", "q")
SCROLL = Key("edit.scroll", "up,down", "scroll", "Scroll", "Scroll the form", "↑↓", (-3, 3))
INTERRUPT = replace(app_keys.INTERRUPT, id="edit.interrupt", action="interrupt")
_TYPING = (app_keys.INTERRUPT, app_keys.BACKGROUND)
"""In a line ^z takes typing back."""
OTHERS = tuple(key for key in APP_KEYS if key not in _TYPING)
EDIT_KEYS = (SAVE, NEXT_FIELD, FIELD_BEFORE, TYPE_ON, SCROLL, *OTHERS, INTERRUPT, LEAVE)
WHILE_TYPING = (NEXT_FIELD, replace(SAVE, shown="^s"), TO_KEYS)
