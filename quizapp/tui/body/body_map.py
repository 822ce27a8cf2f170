"""The figure, front and back: each muscle group coloured by how well its cards are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from quizapp.study.figures.muscles import Level, MuscleGroup
from quizapp.tui.body.layout import HEADING, Label, Layout, layout_for
from quizapp.tui.figure.body_colours import (
    GLYPHS,
    SKIN_GLYPH,
    FigureColours,
    half_blocks,
    palette_of,
    shade,
)
from quizapp.tui.figure.body_grid import EMPTY, NEUTRAL, REGIONS, Grid
from quizapp.tui.themes import has_shades

DOT = "●"


class BodyMap(Widget):
    """Draws line by line, and posts which group was clicked."""

    DEFAULT_CSS = """
    BodyMap { height: 1fr; }
    """

    groups: reactive[tuple[MuscleGroup, ...]] = reactive(())
    chosen: reactive[str] = reactive("")
    """The key of a muscle; empty if none is chosen."""

    @dataclass
    class Clicked(Message):
        """The map was clicked; `key` is the group at the mouse, or empty if there is none."""

        key: str

    def render_line(self, y: int) -> Strip:
        """A line of names, leaders and figures."""
        layout = self._layout()
        if layout is None:
            return Strip.blank(self.size.width, self.rich_style)
        painter = _Painter(self, layout)
        row = y - layout.top - HEADING
        if not -HEADING <= row < layout.front.height:
            return Strip.blank(self.size.width, self.rich_style)
        line = painter.heading() if row < 0 else painter.line(row)
        plain = self.rich_style
        segments = Segment.apply_style(line, plain)
        return Strip(segments).simplify().adjust_cell_length(self.size.width, plain)

    def on_click(self, event: events.Click) -> None:
        """The group under the mouse, at its muscle or its name."""
        layout = self._layout()
        if layout is not None:
            self.post_message(self.Clicked(layout.key_at(event.x, event.y)))

    def _layout(self) -> Layout | None:
        keys = tuple(group.muscle.key for group in self.groups)
        return layout_for(self.size.width, self.size.height, keys)

    @property
    def has_colours(self) -> bool:
        """Whether the terminal shows shades of colour."""
        return has_shades(self.app)

    @property
    def palette(self) -> FigureColours:
        """The colours on this background."""
        return palette_of(is_dark=self.app.current_theme.dark)


class _Painter:
    """Draws the lines of the map."""

    def __init__(self, map_: BodyMap, layout: Layout) -> None:
        self._layout = layout
        self._chosen = map_.chosen
        self._palette = map_.palette
        self._has_colours = map_.has_colours
        self._groups: Mapping[str, MuscleGroup] = {group.muscle.key: group for group in map_.groups}
        self._muted = Style(color=self._palette.muted) if self._has_colours else Style()

    def heading(self) -> Iterator[Segment]:
        """The headings of front and back."""
        layout = self._layout
        left = layout.left + layout.front.width // 2 - 2
        right = layout.back_at + layout.back.width // 2 - 2
        yield Segment(f"{'':{left}}front{'':{right - left - 5}}back", self._muted)

    def line(self, y: int) -> Iterator[Segment]:
        """One line of both figures, with the names beside them."""
        layout = self._layout
        names = [label for label in layout.labels if label.row == y]
        left = next((label for label in names if not label.is_at_the_back), None)
        right = next((label for label in names if label.is_at_the_back), None)
        yield from self._left_gutter(left)
        yield from self._figure(layout.front, y, left)
        yield Segment(" " * (layout.back_at - layout.left - layout.front.width), Style())
        yield from self._figure(layout.back, y, right)
        yield from self._right_gutter(right)

    def _left_gutter(self, label: Label | None) -> Iterator[Segment]:
        width = self._layout.left
        if label is None:
            yield Segment(" " * width, Style())
            return
        group = self._groups[label.key]
        text = [_number(group), " ", self._dot(group), " ", group.muscle.name, " "]
        room = width - sum(map(len, text))
        yield Segment(" " * max(room - 1, 0), Style())
        yield from self._name(group, text)
        yield Segment("─" if self._has_leader(label) else " ", self._line_style(label))

    def _right_gutter(self, label: Label | None) -> Iterator[Segment]:
        if label is None:
            return
        group = self._groups[label.key]
        yield Segment("─" if self._has_leader(label) else " ", self._line_style(label))
        yield from self._name(
            group, [" ", group.muscle.name, " ", self._dot(group), " ", _number(group)]
        )

    def _name(self, group: MuscleGroup, text: Sequence[str]) -> Iterator[Segment]:
        is_chosen = group.muscle.key == self._chosen
        plain = Style(bold=is_chosen, reverse=is_chosen and not self._has_colours)
        if self._has_colours and self._chosen and not is_chosen:
            plain = self._muted
        for part in text:
            is_dot = part == self._dot(group) and self._has_colours
            yield Segment(part, self._level_style(group) if is_dot else plain)

    def _dot(self, group: MuscleGroup) -> str:
        return DOT if self._has_colours else GLYPHS[group.level]

    def _has_leader(self, label: Label) -> bool:
        return not self._chosen or label.key == self._chosen

    def _line_style(self, label: Label) -> Style:
        is_chosen = label.key == self._chosen
        return Style(bold=True) if is_chosen and self._has_colours else self._muted

    def _figure(self, grid: Grid, y: int, label: Label | None) -> Iterator[Segment]:
        leader = set(label.leader) if label is not None and self._has_leader(label) else set()
        for x in range(grid.width):
            above, below = grid.cell(x, y)
            if x in leader and above == below == EMPTY and label is not None:
                yield Segment("─", self._line_style(label))
            else:
                yield self._cell(above, below)

    def _cell(self, above: str, below: str) -> Segment:
        if above == below == EMPTY:
            return Segment(" ", Style())
        if not self._has_colours:
            return self._glyph(above, below)
        top, bottom = (
            None if letter == EMPTY else self._pixel(letter) for letter in (above, below)
        )
        return half_blocks(top, bottom)

    def _pixel(self, letter: str) -> str:
        key = REGIONS.get(letter.upper())
        group = self._groups.get(key) if key else None
        base = NEUTRAL.get(letter.upper(), "skin")
        colour = self._palette.levels[group.level] if group else self._palette.neutral[base]
        chosen = None if not self._chosen else group is not None and key == self._chosen
        is_shaded = letter.islower()
        return shade(self._palette, colour, is_shaded=is_shaded, chosen=chosen).hex

    def _glyph(self, above: str, below: str) -> Segment:
        """Without colours: a pattern for each level, and a letter for the chosen group."""
        letters = [letter for letter in (above, below) if letter != EMPTY]
        keys = [REGIONS.get(letter.upper()) for letter in letters]
        groups = [self._groups[key] for key in keys if key and key in self._groups]
        if self._chosen and self._chosen in keys:
            return Segment(self._groups[self._chosen].muscle.name[0], Style(reverse=True))
        if not groups:
            return Segment(SKIN_GLYPH, Style())
        is_shaded = len(letters) == 2 and all(letter.islower() for letter in letters)
        is_border = len({group.muscle.key for group in groups}) == 2 and _are_alike(groups)
        if is_shaded or is_border:
            return Segment(" ", Style())
        return Segment(GLYPHS[groups[0].level], Style())

    def _level_style(self, group: MuscleGroup) -> Style:
        return Style(color=self._palette.levels[group.level])


def _are_alike(groups: Sequence[MuscleGroup]) -> bool:
    return len({group.level for group in groups}) == 1


def _number(group: MuscleGroup) -> str:
    """The strength in per cent, in two characters."""
    return " ·" if group.level is Level.NOT_SEEN else f"{min(round(group.strength * 100), 99):>2}"
