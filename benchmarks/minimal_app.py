"""A minimal Textual app, the reference for starting, repainting and opening a screen."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static


class SecondScreen(Screen[None]):
    """A second screen."""

    def compose(self) -> ComposeResult:
        """Another text."""
        yield Static("second")


class MinimalApp(App[None]):
    """One text. `space` writes another, as large as a card; `b` opens a second screen."""

    BINDINGS = [("space", "repaint", "Repaint"), ("b", "open", "Open")]  # noqa: RUF012
    CSS = "Static { width: 100%; height: 20; border: round $accent; }"

    def __init__(self) -> None:
        super().__init__()
        self._number = 0

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static("painted")

    def action_repaint(self) -> None:
        """Change every line of the panel."""
        self._number += 1
        lines = "\n".join(f"This is line {line} of a card" for line in range(16))
        self.query_one(Static).update(f"panel {self._number} is here\n{lines}")

    def action_open(self) -> None:
        """Open the second screen."""
        self.push_screen(SecondScreen())


if __name__ == "__main__":
    sys.exit(MinimalApp().run())
