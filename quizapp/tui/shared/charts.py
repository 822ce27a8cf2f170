"""Charts in characters, shared by several screens: pure, each fitted to a width and a height."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from quizapp.study.figures.mastery import CardCounts
from quizapp.tui.safe import MUTED, joined

AXIS = "$foreground 25%"
FAINT = "$foreground 20%"
_STAGE_STYLES = (
    ("new", "$secondary"),
    ("learning", "$warning"),
    ("young", "$primary"),
    ("mature", "$success"),
    ("suspended", MUTED),
)
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BLANK_BRAILLE = 0x2800


def thin_bar(share: float, width: int, style: str = "$primary") -> Content:
    """`━━━━╸────`: a bar filled to a share between 0 and 1, in half cells."""
    halves = round(min(max(share, 0.0), 1.0) * width * 2)
    full, half = divmod(halves, 2)
    filled = Content.styled("━" * full + "╸" * half, style)
    return joined(filled, Content.styled("─" * (width - full - half), FAINT))


def horizontal_bars(rows: Sequence[tuple[str, int, str]], width: int) -> Content:
    """A row each: a name, a bar in proportion to its count, and the count."""
    names = max((len(name) for name, _, _ in rows), default=0)
    numbers = max((len(str(count)) for _, count, _ in rows), default=1)
    most = max((count for _, count, _ in rows), default=0)
    room = max(width - names - numbers - 2, 1)
    return Content("\n").join(
        joined(
            Content.styled(f"{name:<{names}} ", MUTED),
            Content.styled("━" * _length(count, most, room), style),
            Content.styled(f" {count}", "bold $foreground"),
        )
        for name, count, style in rows
    )


def stage_rows(counts: CardCounts) -> list[tuple[str, int, str]]:
    """The stages of cards as rows for `horizontal_bars`, each in its colour."""
    return [(stage, getattr(counts, stage), style) for stage, style in _STAGE_STYLES]


def column_chart(values: Sequence[int], width: int, height: int) -> Iterator[str]:
    """A column for each value, the highest as high as the chart; rows from the top down.

    Any value above zero shows. Columns that are three cells wide or wider leave a gap.
    """
    top = max(values, default=0)
    for row in range(height - 1, -1, -1):
        yield "".join(_column_cell(value, top, row, height, width) for value in values)


def labelled_columns(
    values: Sequence[int], labels: tuple[str, str], width: int, height: int, style: str
) -> Content:
    """Columns with an axis; neighbours are added up where there are more values than cells."""
    # However the values are grouped, no group exceeds their sum.
    room = max(width - len(str(sum(values))) - 2, 1)
    together = max(-(-len(values) // room), 1)
    groups = [sum(values[at : at + together]) for at in range(0, len(values), together)]
    wide = max(min(room // max(len(groups), 1), 4), 1)
    top = str(max(groups, default=0))
    axis_width = max(len(top), 2)
    names = [top, *([""] * (height - 3)), "0"]
    rows = [
        joined(
            Content.styled(f"{name:>{axis_width}}", MUTED),
            Content.styled("│", AXIS),
            Content.styled(cells, style),
        )
        for name, cells in zip(names, column_chart(groups, wide, height - 1), strict=False)
    ]
    first, last = labels
    foot = f"{first:<{max(len(groups) * wide - len(last), len(first) + 1)}}{last}"
    return Content("\n").join([*rows, Content.styled(f"{'':{axis_width + 1}}{foot}", MUTED)])


def area_chart(shares: Sequence[float], height: int, lowest: float) -> Iterator[str]:
    """Values between `lowest` and 1 as filled columns, a cell wide each; rows from the top down."""
    for row in range(height - 1, -1, -1):
        yield "".join(
            _eighth(round((share - lowest) / (1 - lowest) * height * 8), row) for share in shares
        )


def braille_line(shares: Sequence[float], rows: int, lowest: float) -> str:
    """A dotted line through values between `lowest` and 1: two to a column, four dots to a row."""
    heights = [_dot_height(share, rows * 4, lowest) for share in shares]
    lines = []
    for row in range(rows):
        pairs = (heights[left : left + 2] for left in range(0, len(heights), 2))
        lines.append("".join(_braille_cell(pair, row, rows) for pair in pairs))
    return "\n".join(lines)


def _length(count: int, most: int, room: int) -> int:
    return max(round(count * room / most), int(count > 0)) if most else 0


def _column_cell(value: int, top: int, row: int, height: int, width: int) -> str:
    eighths = round(value * height * 8 / top) if top else 0
    glyph = _eighth(max(eighths, int(value > 0)), row)
    return glyph * width if width < 3 else glyph * (width - 1) + " "


def _eighth(eighths: int, row: int) -> str:
    """The part of a column of so many eighths that lies in a row, counted from the bottom."""
    return _EIGHTHS[min(max(eighths - row * 8, 0), 8)]


def _braille_cell(heights: Sequence[int], row: int, rows: int) -> str:
    cell = 0
    for side, height in enumerate(heights):
        from_top = rows * 4 - 1 - height - row * 4
        if 0 <= from_top < 4:
            cell |= _DOTS[from_top][side]
    return chr(_BLANK_BRAILLE + cell)


def _dot_height(share: float, dots: int, lowest: float) -> int:
    above = (min(max(share, lowest), 1.0) - lowest) / (1 - lowest)
    return round(above * (dots - 1))
