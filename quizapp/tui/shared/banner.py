"""The line under the top bar: a thin rule, or something that has to be said."""

from __future__ import annotations

import re

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from quizapp.tui.safe import safe_line

_FOLDERS = re.compile(r"(?:(?<=\s)|^)/(?:[^/:;]+/)+")
"""A path up to its last name: on one short line the name must do."""


class Banner(Widget):
    """Always one line high, so that nothing jumps when it speaks."""

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

    def tell(self, text: str, *, is_warning: bool = True) -> None:
        """Say something, or nothing."""
        self.text = _FOLDERS.sub("", text)
        self.set_class(bool(text) and is_warning, "-warns")
        self.set_class(bool(text) and not is_warning, "-says")

    def render(self) -> Content:
        """The words, or the rule."""
        width = self.content_size.width
        if not self.text:
            return Content("─" * width)
        sign = "! " if self.has_class("-warns") else "· "
        return Content.assemble(sign, safe_line(self.text)).truncate(width, ellipsis=True)
