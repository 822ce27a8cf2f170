"""The options of a card: one row each, with a coloured edge that says what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from quizapp.tui.safe import joined, safe_line

MOST = 9
STATES = ("picked", "right", "missed", "wrong", "other")
_SIGNS = {"right": "$success", "missed": "$warning", "wrong": "$error"}


@dataclass(frozen=True, slots=True)
class OptionLook:
    """How one option looks now."""

    text: str
    sign: str
    """Its digit, its place in the order, or ✓ or ✗."""
    state: str = ""
    """One of `STATES`; nothing while it is open."""


class OptionRow(Static):
    """One option; a click picks it."""

    DEFAULT_CSS = """
    OptionRow {
        height: auto;
        padding: 0 1;
        background: $surface;
        border-left: outer $primary;
        &:hover { background: $panel; }
        &.-picked { border-left: outer $secondary; background: $secondary 22%; text-style: bold; }
        &.-right { border-left: outer $success; background: $success 22%; text-style: bold; }
        &.-missed { border-left: outer $warning; background: $warning 18%; }
        &.-wrong { border-left: outer $error; background: $error 22%; }
        &:ansi, &:ansi.-picked { background: ansi_default; }
        &:ansi.-right, &:ansi.-missed, &:ansi.-wrong { background: ansi_default; }
        &.-other { border-left: outer $foreground 20%; color: $text-muted; }
    }
    """

    @dataclass
    class Picked(Message):
        """The row was clicked."""

        place: int

    def __init__(self, place: int) -> None:
        super().__init__("", markup=False)
        self._place = place
        self._look: OptionLook | None = None

    def look(self, look: OptionLook) -> None:
        """Show an option, if it does not look so already."""
        before, self._look = self._look, look
        if look == before:
            return
        is_new = before is None or before.text != look.text
        style = f"bold {_SIGNS.get(look.state, '$primary')}"
        self.update(
            joined(Content.styled(f"{look.sign:<3} ", style), safe_line(look.text)), layout=is_new
        )
        self.update_classes({f"-{state}": look.state == state for state in STATES})

    def on_click(self, event: events.Click) -> None:
        """A click is the option's digit."""
        event.stop()
        self.post_message(self.Picked(self._place))


class Options(Vertical):
    """Nine rows that are there from the start; a card shows as many as it needs."""

    DEFAULT_CSS = """
    Options {
        height: auto;
        max-width: 84;
    }
    """

    looks: reactive[Sequence[OptionLook]] = reactive(())

    def compose(self) -> ComposeResult:
        """All the rows there will ever be: nothing is mounted between two cards."""
        for place in range(MOST):
            yield OptionRow(place)

    def bring_into_view(self, place: int) -> None:
        """Scroll to an option that was picked out of sight."""
        self.query(OptionRow)[place].scroll_visible(animate=False)

    def watch_looks(self, looks: Sequence[OptionLook]) -> None:
        """Show the options, and hide the rows that are left over."""
        for row, look in zip(self.query(OptionRow), [*looks, *[None] * MOST], strict=False):
            row.display = look is not None
            if look is not None:
                row.look(look)
