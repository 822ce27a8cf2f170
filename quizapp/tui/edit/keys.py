"""The keys of the card editor."""

from __future__ import annotations

from dataclasses import replace

from quizapp.tui import keys as app_keys
from quizapp.tui.keys import APP_KEYS, SCROLL, Key

NEXT_FIELD = Key("edit.next", "tab", "field(1)", "Next", "The next field", "tab")
PREVIOUS_FIELD = Key(
    "edit.before", "shift+tab", "field(-1)", "Previous", "The previous field", "⇧tab"
)
SHORTCUTS = Key("edit.keys", "", "leave_field", "Shortcuts", "Use letters as shortcuts", "esc")
KEEP_TYPING = Key("edit.type", "enter", "keep_typing", "Keep typing", "Back into the field", "⏎")
SAVE = Key("edit.save", "s,ctrl+s", "save", "Save", "Write the card into its deck file", "s")
LEAVE_EDITOR = Key("edit.leave", "q,escape", "leave", "Back", "Back to where you were", "q")
SCROLL_FORM = replace(
    SCROLL, id="edit.scroll", keys="up,down", values=(-3, 3), tooltip="Scroll the form"
)
INTERRUPT = replace(app_keys.INTERRUPT, id="edit.interrupt", action="interrupt")
_OWN = (app_keys.INTERRUPT, app_keys.BACKGROUND)
"""The editor has its own ^c, and in a field ^z undoes typing."""
OTHERS = tuple(key for key in APP_KEYS if key not in _OWN)
EDIT_KEYS = (
    SAVE,
    NEXT_FIELD,
    PREVIOUS_FIELD,
    KEEP_TYPING,
    SCROLL_FORM,
    *OTHERS,
    INTERRUPT,
    LEAVE_EDITOR,
)
WHILE_TYPING = (NEXT_FIELD, replace(SAVE, shown="^s"), SHORTCUTS)
