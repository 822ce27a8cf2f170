"""The options of a card: each with a coloured edge that says what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from quizapp.tui.safe import MUTED, joined, safe_line

_SIGNS = {"right": "$success", "missed": "$warning", "wrong": "$error"}
_FRAME = 3
"""Columns of an option that its text can't have: the edge, and a space on both sides."""
_GAP = 2
"""Columns between two tiles; a line lies between two rows of them."""


@dataclass(frozen=True, slots=True)
class OptionLook:
    """How one option looks now."""

    text: str
    sign: str
    """Its digit, its place in the order, or ✓ or ✗."""
    state: str = ""
    """`picked`, `right`, `missed`, `wrong` or `other`; nothing while it is open."""


@dataclass(frozen=True, slots=True)
class _Colours:
    edge: str = "$primary"
    ground: str = "on $surface"
    text: str = ""


_LOOKS = {
    "picked": _Colours("$secondary", "on $secondary 22%", "bold"),
    "right": _Colours("$success", "on $success 22%", "bold"),
    "missed": _Colours("$warning", "on $warning 18%"),
    "wrong": _Colours("$error", "on $error 22%"),
    "other": _Colours("$foreground 20%", text=MUTED),
}
_OPEN = _Colours()
_HOVERED = _Colours(ground="on $panel")


class Options(Widget):
    """As many as a card has, one below the other, or as tiles where the sheet gives two columns.

    Drawn whole: a widget each would be styled and laid out anew at every answer.
    """

    DEFAULT_CSS = """
    Options { width: 1fr; height: auto; max-width: 84; }
    """

    looks: reactive[Sequence[OptionLook]] = reactive(())
    hovered: reactive[int] = reactive(-1)

    _pressed = -1

    @dataclass
    class Picked(Message):
        """An option was clicked."""

        place: int

    def watch_looks(self, before: Sequence[OptionLook], now: Sequence[OptionLook]) -> None:
        """Only other words can need other room."""
        if [(look.text, len(look.sign)) for look in before] != [
            (look.text, len(look.sign)) for look in now
        ]:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Lines that the options take."""
        return sum(1 for _ in self._lines(width))

    def render(self) -> Content:
        """Every option."""
        return Content("\n").join(self._lines(self.content_size.width))

    def bring_into_view(self, place: int) -> None:
        """Scroll to an option that was picked out of sight."""
        region = self._regions(self.content_size.width)[place]
        inner: Widget = self
        while isinstance(inner.parent, Widget):
            outer = inner.parent
            region = region.translate(inner.virtual_region.offset)
            outer.scroll_to_region(region, animate=False)
            region = region.translate(-outer.scroll_offset)
            inner = outer

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """What is pressed here and let go elsewhere is not meant."""
        self._pressed = self._at(event.x, event.y) if event.button == 1 else -1

    def on_click(self, event: events.Click) -> None:
        """A click is the option's digit."""
        place, pressed = self._at(event.x, event.y), self._pressed
        self._pressed = -1
        if place >= 0 and place == pressed:
            event.stop()
            self.post_message(self.Picked(place))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what would be picked."""
        self.hovered = self._at(event.x, event.y)

    def on_leave(self) -> None:
        """Nothing would be picked."""
        self.hovered = -1

    def _at(self, column: int, line: int) -> int:
        """The option at a place, or -1."""
        regions = self._regions(self.content_size.width)
        return next((at for at, region in enumerate(regions) if region.contains(column, line)), -1)

    @property
    def _columns(self) -> int:
        return self.styles.grid_size_columns or 1

    def _lines(self, width: int) -> Iterator[Content]:
        columns = self._columns
        tiles = [self._tile(place, self._width(width, place)) for place in range(len(self.looks))]
        for start in range(0, len(tiles), columns):
            if start and columns > 1:
                yield Content("")
            row = tiles[start : start + columns]
            for parts in zip_longest(*row, fillvalue=Content("")):
                yield Content(" " * _GAP).join(parts)

    def _regions(self, width: int) -> list[Region]:
        """Where each option lies."""
        columns, regions, top = self._columns, list[Region](), 0
        for start in range(0, len(self.looks), columns):
            places = range(start, min(start + columns, len(self.looks)))
            widths = [self._width(width, place) for place in places]
            heights = [len(self._tile(*each)) for each in zip(places, widths, strict=True)]
            for place, height in zip(places, heights, strict=True):
                left = sum(widths[: place - start]) + _GAP * (place - start)
                regions.append(Region(left, top, widths[place - start], height))
            top += max(heights) + (columns > 1)
        return regions

    def _width(self, width: int, place: int) -> int:
        """Of one option: the columns share what there is, the last has the rest."""
        columns = self._columns
        room = width - _GAP * (columns - 1)
        return room // columns if (place + 1) % columns else room - room // columns * (columns - 1)

    def _tile(self, place: int, width: int) -> list[Content]:
        look = self.looks[place]
        colours = _LOOKS.get(look.state, _HOVERED if place == self.hovered else _OPEN)
        ground = "" if self.app.current_theme.ansi else colours.ground
        sign = Content.styled(f"{look.sign:<3} ", f"bold {_SIGNS.get(look.state, '$primary')}")
        room = max(width - _FRAME, 1)
        words = joined(sign, safe_line(look.text)).wrap(room)
        air = [Content("")] if self._columns > 1 else []
        edge = Content.styled("▌", f"{colours.edge} {ground}")
        style = f"{colours.text} {ground}".strip()
        return [
            joined(edge, _within(line, room).stylize_before(style)) for line in (*air, *words, *air)
        ]


def _within(line: Content, width: int) -> Content:
    """A line with its space on both sides."""
    return joined(" ", line.pad_right(max(width - line.cell_length, 0)), " ")
