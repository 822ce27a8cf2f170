"""A figure with one highlighted muscle group: the picture of a question."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from quizapp.domain.anatomy import muscle_of
from quizapp.study.figures.muscles import Level
from quizapp.tui.figure.body_colours import half_blocks, palette_of, shade
from quizapp.tui.figure.body_grid import EMPTY, NEUTRAL, REGIONS, Grid, load_grid
from quizapp.tui.themes import has_shades

WIDTH = 23
"""Columns: the small figure, with a margin on both sides."""
LIT_GLYPH, BODY_GLYPH = "█", "·"


class LitFigure(Widget):
    """The front or the back, as much of it around the muscle as fits."""

    DEFAULT_CSS = f"""
    LitFigure {{ width: {WIDTH}; height: 100%; dock: left; display: none; }}
    """

    muscle: reactive[str] = reactive("")

    def render_line(self, y: int) -> Strip:
        """One line of the figure, centred vertically."""
        width, plain = self.size.width, self.rich_style
        figure = self._grid()
        row = y + self._first_row(figure)
        if not 0 <= row < figure.height:
            return Strip.blank(width, plain)
        cells = [self._cell(*figure.cell(x, row)) for x in range(figure.width)]
        line = Segment.apply_style([Segment(" "), *cells], plain)
        return Strip(line).simplify().adjust_cell_length(width, plain)

    def _grid(self) -> Grid:
        muscle = muscle_of(self.muscle)
        return load_grid(
            "back" if muscle is not None and muscle.is_at_the_back else "front", "small"
        )

    def _first_row(self, figure: Grid) -> int:
        """The first row shown: the muscle in the middle, without needless blank rows."""
        spare = figure.height - self.size.height
        if spare <= 0:
            return spare // 2
        lit = [y for y in range(figure.height) if any(figure.columns_of(self.muscle, y))]
        middle = (lit[0] + lit[-1]) // 2 if lit else 0
        return min(max(middle - self.size.height // 2, 0), spare)

    def _cell(self, above: str, below: str) -> Segment:
        theme = self.app.current_theme
        if not has_shades(self.app):
            return self._glyph(above, below)
        top, bottom = (
            None if letter == EMPTY else self._pixel(letter, is_dark=theme.dark)
            for letter in (above, below)
        )
        return half_blocks(top, bottom)

    def _pixel(self, letter: str, *, is_dark: bool) -> str:
        """A pixel's colour. All other groups look alike, so that none gives the answer away."""
        palette = palette_of(is_dark=is_dark)
        is_lit = self._is_lit(letter)
        kind = NEUTRAL.get(letter.upper(), "skin")
        colour = palette.levels[Level.WEAK] if is_lit else palette.neutral[kind]
        return shade(palette, colour, is_shaded=letter.islower(), chosen=None).hex

    def _glyph(self, above: str, below: str) -> Segment:
        if above == below == EMPTY:
            return Segment(" ")
        is_lit = self._is_lit(above) or self._is_lit(below)
        return Segment(LIT_GLYPH, Style(bold=True)) if is_lit else Segment(BODY_GLYPH)

    def _is_lit(self, letter: str) -> bool:
        return REGIONS.get(letter.upper()) == self.muscle
