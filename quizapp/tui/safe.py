"""The one door from text to the screen: nothing that a deck holds is markup or an escape here."""

from __future__ import annotations

from textual.content import Content

from quizapp.domain.text import clean, clean_line

MUTED = "$foreground 62%"
"""The style of what matters less."""


def safe(text: str, style: str = "") -> Content:
    """Text as content, every bracket of it literal."""
    return Content.styled(clean(text), style)


def safe_line(text: str, style: str = "") -> Content:
    """The same, on one line."""
    return Content.styled(clean_line(text), style)


def joined(*parts: Content | str) -> Content:
    """Contents in a row; a plain string is one of ours, such as a space."""
    return Content.assemble(*parts)
