"""The least that the toolkit can show: the floor of a start."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class MinimalApp(App[None]):
    """One text."""

    def compose(self) -> ComposeResult:
        """It."""
        yield Static("painted")


if __name__ == "__main__":
    MinimalApp().run()
