"""Every key, declared once: bindings, footer, help and command palette are all made from these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that can be done, and the key that does it."""

    id: str
    """Stable, for re-mapping."""
    keys: str
    """The toolkit's names, separated by commas."""
    action: str
    label: str
    tooltip: str
    shown: str
    """The key as it is written on the screen."""
    values: tuple[object, ...] = ()
    """What each of the keys hands to the action."""
    names: tuple[str, ...] = ()
    """What each of the keys is called in the palette; without names they are not in it."""
    in_palette: bool = True

    @property
    def is_clickable(self) -> bool:
        """Whether the footer's entry stands for one action, and not for one of several."""
        return not self.values

    def commands(self) -> list[tuple[str, str]]:
        """Names and actions for the palette."""
        if not self.values:
            return [(self.label, self.action)] if self.in_palette else []
        actions = (f"{self.action}({value!r})" for value in self.values)
        return list(zip(self.names, actions, strict=False))

    def bindings(self) -> list[Binding]:
        """The toolkit's bindings: one, or one for each value."""
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
    """The bindings of some keys."""
    return [binding for key in keys for binding in key.bindings()]


HELP = Key("app.help", "question_mark", "help", "Help", "All keys of this screen", "?")
COMMANDS = Key(
    "app.commands",
    "colon,ctrl+p",
    "app.command_palette",
    "Commands",
    "Search everything that can be done",
    ":",
    in_palette=False,
)
THEME = Key("app.theme", "t", "app.next_theme", "Theme", "Switch between dark and light", "t")
BACKGROUND = Key(
    "app.background",
    "ctrl+z",
    "app.suspend_process",
    "Background",
    "Back to the shell; fg returns here",
    "^z",
)
INTERRUPT = Key(
    "app.interrupt",
    "ctrl+c",
    "app.interrupt",
    "Leave",
    "Leave at once; answers are saved already",
    "^c",
    in_palette=False,
)
APP_KEYS = (HELP, COMMANDS, THEME, BACKGROUND, INTERRUPT)

REVIEW = Key("home.review", "enter", "review", "Review", "Review the chosen deck", "⏎")
MOVE = Key(
    "home.move",
    "up,down,k,j,home,end,pageup,pagedown",
    "move",
    "Choose",
    "Choose a deck",
    "↑↓",
    ("up", "down", "up", "down", "home", "end", "pageup", "pagedown"),
)
QUIT = Key("home.quit", "q", "leave", "Quit", "Leave; everything is saved already", "q")
HOME_KEYS = (REVIEW, MOVE, *APP_KEYS, QUIT)

REVEAL = Key("review.reveal", "space", "reveal", "Show answer", "Show the answer", "space")
GRADE = Key(
    "review.grade",
    "1,2,3,4",
    "digit",
    "Grade",
    "1 Again, 2 Hard, 3 Good, 4 Easy",
    "1-4",
    (1, 2, 3, 4),
    ("Grade Again", "Grade Hard", "Grade Good", "Grade Easy"),
)
CHOOSE = Key(
    "review.choose",
    "5,6,7,8,9",
    "digit",
    "Choose",
    "Pick an option, or the next thing in order",
    "1-9",
    (5, 6, 7, 8, 9),
)
VERDICT = Key(
    "review.verdict",
    "y,n",
    "verdict",
    "True, false",
    "Answer true or false",
    "y n",
    (0, 1),
    ("Answer true", "Answer false"),
)
ANSWER = Key(
    "review.answer",
    "enter",
    "answer",
    "Answer",
    "Hand in; then take the grade marked ▸",
    "⏎",
)
BACK = Key("review.back", "backspace", "unpick", "Take back", "Take the last pick back", "⌫")
LEAVE = Key(
    "review.leave",
    "tab,escape",
    "type_on",
    "Leave the input",
    "Letters become keys; once more to type on",
    "tab",
)
LEAVE_INPUT = Key(
    "input.leave", "tab,escape", "leave", "Leave the input", "Let the letters be keys", "tab"
)
HAND_IN = Key("input.hand_in", "enter", "hand_in", "Answer", "Hand in what is typed", "⏎")
UNDO = Key(
    "review.undo",
    "u",
    "change('undo')",
    "Undo",
    "Take back the last answer, and more",
    "u",
)
SUSPEND = Key(
    "review.suspend", "s", "change('suspend')", "Suspend", "Never ask this card again", "s"
)
BURY = Key("review.bury", "b", "change('bury')", "Bury", "Not today", "b")
MARK = Key(
    "review.mark", "m", "change('mark')", "Mark", "Mark this card, or take the mark off", "m"
)
EDIT = Key("card.edit", "e", "edit", "Edit", "Edit this card in its file", "e")
WHY = Key("review.why", "w", "why", "Why now", "Why this card, why now", "w")
RETRY = Key("review.retry", "r", "retry", "Retry", "Try again to save what is not saved", "r")
SCROLL = Key(
    "review.scroll",
    "up,down,pageup,pagedown",
    "scroll",
    "Scroll",
    "Scroll a long card",
    "↑↓",
    (-1, 1, -5, 5),
)
GO_HOME = Key("review.home", "q", "go_home", "Home", "Back to the decks", "q")
REVIEW_KEYS = (
    REVEAL,
    GRADE,
    CHOOSE,
    VERDICT,
    ANSWER,
    BACK,
    LEAVE,
    UNDO,
    SUSPEND,
    BURY,
    MARK,
    EDIT,
    WHY,
    RETRY,
    SCROLL,
    *APP_KEYS,
    GO_HOME,
)

CLOSE = Key("help.close", "q,escape,question_mark,enter,space", "close", "Close", "Close this", "q")
HELP_KEYS = (CLOSE, INTERRUPT)
