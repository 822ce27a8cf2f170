"""The line under the top bar: a thin rule, or a message."""

from __future__ import annotations

import re

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from quizapp.tui.safe import safe_line

_FOLDERS = re.compile(r"(?:(?<=\s)|^)/(?:[^/:;]+/)+")
"""The folders of a path: a short line shows only the last name."""


class Banner(Widget):
    """Always one line high, so that a message moves nothing."""

    DEFAULT_CSS = """
    Banner {
        height: 1;
        padding: 0 1;
        color: $foreground 20%;
        &.-says { color: $text-muted; }
        &.-warns { color: $warning; text-style: bold; }
    }
    """

    text: reactive[str] = reactive("")

    def show_message(self, text: str, *, is_warning: bool = False) -> None:
        """Show a message, or the rule if it is empty."""
        self.text = _FOLDERS.sub("", text)
        self.set_class(bool(text) and is_warning, "-warns")
        self.set_class(bool(text) and not is_warning, "-says")

    def render(self) -> Content:
        """The message, or the rule."""
        width = self.content_size.width
        if not self.text:
            return Content("─" * width)
        sign = "! " if self.has_class("-warns") else "· "
        return Content.assemble(sign, safe_line(self.text)).truncate(width, ellipsis=True)
