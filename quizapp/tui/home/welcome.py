"""How reviews work: shown on home until the first answer."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from quizapp.tui.safe import MUTED, joined

_GRADES = (
    ("1 Again", "$error", "I did not know it"),
    ("2 Hard", "$warning", "I knew it, with effort"),
    ("3 Good", "$success", "I knew it"),
    ("4 Easy", "$primary", "I knew it at once"),
)


class Welcome(Widget):
    """A few lines of text; it needs no key."""

    DEFAULT_CSS = """
    Welcome { height: 8; padding: 0 1; }
    """

    def render(self) -> Content:
        """How a review works, and what the four grades mean."""
        key = "bold $primary"
        rows = [
            joined(
                Content.styled("⏎", key),
                " starts a review. Answer in your head,",
            ),
            joined(Content.styled("space", key), " shows the answer. Grade yourself:"),
            Content(""),
            *(
                joined(Content.styled(f"{name:<9}", f"bold {style}"), Content.styled(said, MUTED))
                for name, style, said in _GRADES
            ),
            Content.styled("Cards return before you forget them.", MUTED),
        ]
        return Content("\n").join(rows)
