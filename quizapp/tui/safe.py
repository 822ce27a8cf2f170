"""All text goes to the screen through here: none is treated as markup or escape sequences."""

from __future__ import annotations

from textual.content import Content

from quizapp.domain.clean_text import clean, clean_line

MUTED = "$foreground 62%"
"""The style of secondary text."""


def safe(text: str, style: str = "") -> Content:
    """Text as content, with every bracket literal."""
    return Content.styled(clean(text), style)


def safe_line(text: str, style: str = "") -> Content:
    """The same on one line."""
    return Content.styled(clean_line(text), style)


def joined(*parts: Content | str) -> Content:
    """Contents joined; a plain string must be the program's own, such as a space."""
    return Content.assemble(*parts)
