"""The options of a card, each with a coloured edge that shows its state."""

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
"""Columns around the text of an option: the edge, and a space on both sides."""
_GAP = 2
"""Columns between two tiles; rows of tiles are a line apart."""


@dataclass(frozen=True, slots=True)
class ShownOption:
    """The look of one option."""

    text: str
    sign: str
    """Its digit, its position in the order, or a mark: ●, ○, ✓ or ✗."""
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
    """The options in one column, or as tiles where the style sheet sets two.

    One widget for all of them: Textual would style and lay out each one at every answer.
    """

    DEFAULT_CSS = """
    Options { width: 1fr; height: auto; max-width: 84; }
    """

    looks: reactive[Sequence[ShownOption]] = reactive(())
    hovered: reactive[int] = reactive(-1)

    _pressed = -1

    @dataclass
    class Picked(Message):
        """An option was clicked."""

        index: int

    def watch_looks(self, before: Sequence[ShownOption], now: Sequence[ShownOption]) -> None:
        """Lay out again only if the texts have changed."""
        if [(look.text, len(look.sign)) for look in before] != [
            (look.text, len(look.sign)) for look in now
        ]:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The lines that the options need."""
        return sum(1 for _ in self._lines(width))

    def render(self) -> Content:
        """Every option."""
        return Content("\n").join(self._lines(self.content_size.width))

    def bring_into_view(self, index: int) -> None:
        """Scroll until an option is visible."""
        region = self._regions(self.content_size.width)[index]
        inner: Widget = self
        while isinstance(inner.parent, Widget):
            outer = inner.parent
            region = region.translate(inner.virtual_region.offset)
            outer.scroll_to_region(region, animate=False)
            region = region.translate(-outer.scroll_offset)
            inner = outer

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click counts only if it is released on the option where it was pressed."""
        self._pressed = self._at(event.x, event.y) if event.button == 1 else -1

    def on_click(self, event: events.Click) -> None:
        """Pick the option."""
        index, pressed = self._at(event.x, event.y), self._pressed
        self._pressed = -1
        if index >= 0 and index == pressed:
            event.stop()
            self.post_message(self.Picked(index))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Highlight the option under the mouse."""
        self.hovered = self._at(event.x, event.y)

    def on_leave(self) -> None:
        """Remove the highlight."""
        self.hovered = -1

    def _at(self, column: int, line: int) -> int:
        """The option at a position, or -1."""
        regions = self._regions(self.content_size.width)
        return next((at for at, region in enumerate(regions) if region.contains(column, line)), -1)

    @property
    def _columns(self) -> int:
        return self.styles.grid_size_columns or 1

    def _lines(self, width: int) -> Iterator[Content]:
        columns = self._columns
        tiles = [self._tile(index, self._width(width, index)) for index in range(len(self.looks))]
        for start in range(0, len(tiles), columns):
            if start and columns > 1:
                yield Content("")
            row = tiles[start : start + columns]
            for parts in zip_longest(*row, fillvalue=Content("")):
                yield Content(" " * _GAP).join(parts)

    def _regions(self, width: int) -> list[Region]:
        """The region of each option."""
        columns, regions, top = self._columns, list[Region](), 0
        for start in range(0, len(self.looks), columns):
            indexes = range(start, min(start + columns, len(self.looks)))
            widths = [self._width(width, index) for index in indexes]
            heights = [len(self._tile(*each)) for each in zip(indexes, widths, strict=True)]
            for index, height in zip(indexes, heights, strict=True):
                left = sum(widths[: index - start]) + _GAP * (index - start)
                regions.append(Region(left, top, widths[index - start], height))
            top += max(heights) + (columns > 1)
        return regions

    def _width(self, width: int, index: int) -> int:
        """The width of an option: columns share the width, the last one gets the rest."""
        columns = self._columns
        room = width - _GAP * (columns - 1)
        return room // columns if (index + 1) % columns else room - room // columns * (columns - 1)

    def _tile(self, index: int, width: int) -> list[Content]:
        look = self.looks[index]
        colours = _LOOKS.get(look.state, _HOVERED if index == self.hovered else _OPEN)
        ground = "" if self.app.current_theme.ansi else colours.ground
        sign = Content.styled(f"{look.sign:<3} ", f"bold {_SIGNS.get(look.state, '$primary')}")
        room = max(width - _FRAME, 1)
        words = joined(sign, safe_line(look.text)).wrap(room)
        blank = [Content("")] if self._columns > 1 else []
        edge = Content.styled("▌", f"{colours.edge} {ground}")
        style = f"{colours.text} {ground}".strip()
        return [
            joined(edge, _within(line, room).stylize_before(style))
            for line in (*blank, *words, *blank)
        ]


def _within(line: Content, width: int) -> Content:
    """A line with a space on both sides."""
    return joined(" ", line.pad_right(max(width - line.cell_length, 0)), " ")
