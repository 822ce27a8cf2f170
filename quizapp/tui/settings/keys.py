"""The keys of the settings."""

from __future__ import annotations

from dataclasses import replace

from quizapp.tui.keys import APP_KEYS, Key
from quizapp.tui.quiz.keys import LESS_MORE, ROW

SETTINGS = Key("home.settings", "comma", "open_settings", "Settings", "Limits, steps, looks", ",")
SETTING = replace(ROW, id="settings.row")
CHANGE = replace(LESS_MORE, id="settings.change", label="Values")
NEXT_VALUE = Key("settings.next", "space,enter", "change(1)", "Change", "The next value", "space")
USUAL = Key("settings.usual", "backspace,0", "usual", "Usual", "Back to the usual value", "0")
LEAVE = Key("settings.home", "q,escape", "go_home", "Home", "Keep it, and back to the decks", "q")
SETTINGS_KEYS = (CHANGE, NEXT_VALUE, SETTING, USUAL, *APP_KEYS, LEAVE)
