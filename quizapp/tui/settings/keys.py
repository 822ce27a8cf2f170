"""The keys of the settings."""

from __future__ import annotations

from dataclasses import replace

from quizapp.tui.keys import APP_KEYS, GO_HOME, ROW, Key
from quizapp.tui.shared.value_list import CHANGE_VALUE

SETTING = replace(ROW, id="settings.row")
CHANGE = replace(CHANGE_VALUE, id="settings.change", label="Values")
NEXT_VALUE = Key("settings.next", "space,enter", "change(1)", "Change", "The next value", "space")
DEFAULT = Key("settings.usual", "backspace,0", "default", "Default", "The default value", "0")
RESCHEDULE = Key(
    "settings.reschedule", "p", "reschedule", "Reschedule", "Compute all due dates again", "p"
)
LEAVE_SETTINGS = replace(
    GO_HOME, id="settings.home", tooltip="Save the changes and go back to the decks"
)
SETTINGS_KEYS = (CHANGE, NEXT_VALUE, SETTING, DEFAULT, RESCHEDULE, *APP_KEYS, LEAVE_SETTINGS)
