"""The footer: the keys that do something now, each of them clickable."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from quizapp.tui.keys import Key
from quizapp.tui.safe import joined

GAP = 2


class KeyBar(Widget):
    """One line, drawn as a whole: changing the keys never mounts a widget."""

    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        dock: bottom;
        padding: 0 1;
        color: $text-muted;
    }
    """

    keys: reactive[tuple[Key, ...]] = reactive(())
    hovered: reactive[int] = reactive(-1)

    def render(self) -> Content:
        """As many keys as fit; the last two, usually help and the way out, are always shown."""
        parts: list[Content | str] = []
        for index, key in enumerate(self._fitting()):
            underline = " underline" if index == self.hovered else ""
            parts.append(Content.styled(key.shown, f"bold $primary{underline}"))
            parts.append(Content.styled(f" {key.label}", f"$foreground 62%{underline}"))
            parts.append(" " * GAP)
        return joined(*parts)

    def _fitting(self) -> list[Key]:
        if not self.keys:
            return []
        front, last = self.keys[:-2], self.keys[-2:]
        room = self.content_size.width - sum(_width(key) for key in last) - GAP
        kept: list[Key] = []
        for key in front:
            room -= _width(key) + GAP
            if room < 0:
                break
            kept.append(key)
        return [*kept, *last]

    def _at(self, column: int) -> int:
        """The index of the key at a column, or -1."""
        start = self.styles.padding.left
        for index, key in enumerate(self._fitting()):
            if start <= column < start + _width(key):
                return index
            start += _width(key) + GAP
        return -1

    def on_click(self, event: events.Click) -> None:
        """Run the clicked key.

        The app runs it, not this widget: a widget that waits for the removal of its own screen
        would wait for itself.
        """
        index = self._at(event.x)
        if index >= 0 and self._fitting()[index].is_clickable:
            event.stop()
            action = self._fitting()[index].action
            self.app.call_later(self.app.run_action, action, self.screen)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Highlight the key under the mouse."""
        index = self._at(event.x)
        self.hovered = index if index >= 0 and self._fitting()[index].is_clickable else -1

    def on_leave(self) -> None:
        """Remove the highlight."""
        self.hovered = -1


def _width(key: Key) -> int:
    return Content(f"{key.shown} {key.label}").cell_length
