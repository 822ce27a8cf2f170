"""The app's own themes; Textual's others can be chosen in the command palette."""

from __future__ import annotations

from textual.app import App
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
COLOUR_BLIND = Theme(
    name="runquiz-colour-blind",
    primary="#b8a9ff",
    secondary="#8fd3ff",
    accent="#ffd166",
    warning="#ffe08a",
    error="#ff9f40",
    success="#5fb3ff",
    foreground="#e6e9f5",
    background="#13151d",
    surface="#1a1d28",
    panel="#25293a",
    dark=True,
    variables={"input-selection-background": "#5fb3ff 35%"},
)
"""Correct is blue and wrong is orange: no common form of colour blindness confuses them."""
HIGH_CONTRAST = Theme(
    name="runquiz-high-contrast",
    primary="#66d9ff",
    secondary="#e0b3ff",
    accent="#ffcc66",
    warning="#ffe066",
    error="#ff7b7b",
    success="#66ff99",
    foreground="#ffffff",
    background="#000000",
    surface="#0a0a0a",
    panel="#1a1a1a",
    dark=True,
    variables={"input-selection-background": "#66d9ff 40%"},
)
SIXTEEN_COLOURS = "ansi-dark"
"""The theme for terminals with only sixteen colours."""
OWN = (DARK, LIGHT, COLOUR_BLIND, HIGH_CONTRAST)
NAMES = {
    DARK.name: "dark",
    LIGHT.name: "light",
    COLOUR_BLIND.name: "dark, colour-blind friendly",
    HIGH_CONTRAST.name: "dark, high contrast",
    SIXTEEN_COLOURS: "the terminal's own colours",
}
"""The description of each in the settings."""


def has_shades(app: App[object]) -> bool:
    """Whether shades of a colour can be shown: not with sixteen colours, nor without any."""
    return not (app.no_color or app.current_theme.ansi)
