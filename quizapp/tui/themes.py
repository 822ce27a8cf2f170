"""The two looks of its own; the toolkit's other themes can be chosen in the command palette."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="runquiz-dark",
    primary="#7aa8ff",
    secondary="#c4a0ff",
    accent="#ff9f6b",
    warning="#e6b566",
    error="#ff7a93",
    success="#63d6b8",
    foreground="#dfe3f4",
    background="#14161f",
    surface="#1b1e2a",
    panel="#262a3b",
    dark=True,
    variables={"input-selection-background": "#7aa8ff 35%"},
)
LIGHT = Theme(
    name="runquiz-light",
    primary="#1f5fbf",
    secondary="#6f3fb8",
    accent="#b35000",
    warning="#8a5c00",
    error="#b3263f",
    success="#06765a",
    foreground="#22262f",
    background="#fbfaf6",
    surface="#f2f0e9",
    panel="#e2dfd5",
    dark=False,
    variables={"input-selection-background": "#1f5fbf 25%"},
)
SIXTEEN_COLOURS = "ansi-dark"
"""The theme for terminals with no more than sixteen."""
