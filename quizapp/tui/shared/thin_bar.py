"""A thin bar: `━━━━╸────`."""

from __future__ import annotations

from textual.content import Content

from quizapp.tui.safe import joined


def thin_bar(share: float, width: int, style: str = "$primary") -> Content:
    """A bar that is filled to a share between 0 and 1; half a cell is drawn as such."""
    halves = round(min(max(share, 0.0), 1.0) * width * 2)
    full, half = divmod(halves, 2)
    rest = width - full - half
    return joined(
        Content.styled("━" * full + "╸" * half, style),
        Content.styled("─" * rest, "$foreground 20%"),
    )
