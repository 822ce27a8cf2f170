"""The colours of the figure, and the glyphs for terminals without colours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from quizapp.study.figures.muscles import Level

GLYPHS = {
    Level.NOT_SEEN: ":",
    Level.WEAK: "░",
    Level.SHAKY: "▒",
    Level.GOOD: "▓",
    Level.STRONG: "█",
}
SKIN_GLYPH = "·"


@dataclass(frozen=True, eq=False)
class FigureColours:
    """The figure's colours on one kind of background."""

    background: str
    muted: str
    """Names of other muscles, and the lines to them."""
    neutral: dict[str, str]
    levels: dict[Level, str]
    shadow: str
    shadow_share: float
    """How much a pixel in shadow is mixed with the shadow colour."""
    bright: str
    bright_shares: tuple[float, float]
    """How much the chosen muscle is mixed with the bright colour: in light, and in shadow."""
    faded_share: float
    """How much everything else is mixed with the background while a muscle is chosen."""


DARK = FigureColours(
    "#10141b",
    "#7b8494",
    {"skin": "#4a5060", "hair": "#2f3440", "shoe": "#5d6577"},
    dict(zip(Level, ("#7b8494", "#f0803c", "#f0c274", "#7fcdbb", "#14b8a6"), strict=True)),
    "#0a0e18",
    0.36,
    "#ffffff",
    (0.84, 0.52),
    0.42,
)
LIGHT = FigureColours(
    "#fafaf7",
    "#757169",
    {"skin": "#d5d3cd", "hair": "#8b8781", "shoe": "#a5a19a"},
    dict(zip(Level, ("#a9adb5", "#e8702a", "#efb04e", "#63bdab", "#0b8f82"), strict=True)),
    "#1a2030",
    0.28,
    "#1f2d4d",
    (0.84, 0.52),
    0.55,
)


def half_blocks(top: str | None, bottom: str | None) -> Segment:
    """One cell of two pixels; None for the background.

    Two equal pixels are one full cell: with two halves, some terminals show a seam.
    """
    if top == bottom:
        return Segment(" ") if top is None else Segment("█", Style(color=top))
    if top is None:
        return Segment("▄", Style(color=bottom))
    return Segment("▀", Style(color=top, bgcolor=bottom))


@cache
def shade(palette: FigureColours, colour: str, *, is_shaded: bool, chosen: bool | None) -> Color:
    """The colour of a pixel; `chosen` says whether its muscle is chosen, None if none is."""
    base = Color.parse(colour)
    if chosen:
        lit, groove = palette.bright_shares
        return base.blend(Color.parse(palette.bright), groove if is_shaded else lit)
    if is_shaded:
        base = base.blend(Color.parse(palette.shadow), palette.shadow_share)
    if chosen is None:
        return base
    return base.blend(Color.parse(palette.background), palette.faded_share)


def palette_of(*, is_dark: bool) -> FigureColours:
    """The colours for a background."""
    return DARK if is_dark else LIGHT
