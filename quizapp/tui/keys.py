"""A key, declared once: its bindings, footer, help and command palette entries are made from it.

The keys of a screen are in its own folder; here are those that every screen has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Key:
    """One action, and the key that runs it."""

    id: str
    """Stable: users may map another key to it."""
    keys: str
    """Textual's key names, separated by commas."""
    action: str
    label: str
    tooltip: str
    shown: str
    """The key as the screen shows it."""
    values: tuple[object, ...] = ()
    """The argument that each key passes to the action."""
    names: tuple[str, ...] = ()
    """The palette entry of each key; keys without names are not in the palette."""
    in_palette: bool = True

    @property
    def is_clickable(self) -> bool:
        """Whether a click can run it: it stands for exactly one action."""
        return not self.values

    def commands(self) -> list[tuple[str, str]]:
        """The palette entries: names and actions."""
        if not self.values:
            return [(self.label, self.action)] if self.in_palette else []
        actions = (f"{self.action}({value!r})" for value in self.values)
        return list(zip(self.names, actions, strict=False))

    def bindings(self) -> list[Binding]:
        """Textual bindings: one, or one for each value."""
        if not self.values:
            return [self._binding(self.keys, self.action, self.id)]
        return [
            self._binding(name, f"{self.action}({value!r})", f"{self.id}.{name}")
            for name, value in zip(self.keys.split(","), self.values, strict=True)
        ]

    def _binding(self, keys: str, action: str, name: str) -> Binding:
        return Binding(
            keys,
            action,
            self.label,
            show=False,
            key_display=self.shown,
            tooltip=self.tooltip,
            id=name,
        )


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """The bindings of these keys."""
    return [binding for key in keys for binding in key.bindings()]


HELP = Key("app.help", "question_mark", "help", "Help", "All keys on this screen", "?")
COMMANDS = Key(
    "app.commands",
    "colon,ctrl+p",
    "app.command_palette",
    "Commands",
    "Search all commands",
    ":",
    in_palette=False,
)
THEME = Key("app.theme", "t", "app.next_theme", "Theme", "Switch between dark and light", "t")
BACKGROUND = Key(
    "app.background",
    "ctrl+z",
    "app.suspend_process",
    "Background",
    "Return to the shell; fg brings the app back",
    "^z",
)
INTERRUPT = Key(
    "app.interrupt",
    "ctrl+c",
    "app.interrupt",
    "Quit now",
    "Quit at once; answers are already saved",
    "^c",
    in_palette=False,
)
APP_KEYS = (HELP, COMMANDS, THEME, BACKGROUND, INTERRUPT)

ROW = Key(
    "list.row",
    "up,down,k,j,pageup,pagedown,home,end",
    "move",
    "Choose",
    "Move to another row",
    "↑↓",
    ("up", "down", "up", "down", "pageup", "pagedown", "home", "end"),
)
SCROLL = Key(
    "text.scroll",
    "up,down,pageup,pagedown",
    "scroll",
    "Scroll",
    "Scroll the text",
    "↑↓",
    (-1, 1, -5, 5),
)
RETRY = Key("app.retry", "r", "retry", "Retry", "Try again to save unsaved answers", "r")
GO_HOME = Key("app.home", "q,escape", "go_home", "Home", "Back to the decks", "q")
