"""The line at the top: the title and a few facts."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from quizapp.tui.safe import joined, safe_line


class TopBar(Widget):
    """A title on the left, and facts on the right that give way to it when space is short."""

    DEFAULT_CSS = """
    TopBar {
        height: 1;
        padding: 0 1;
        color: $text-muted;
    }
    """

    title: reactive[str] = reactive("runquiz")
    facts: reactive[Content] = reactive(Content(""))
    brief: reactive[Content] = reactive(Content(""))
    """A shorter form of the facts for a narrow screen."""

    def render(self) -> Content:
        """The title on the left, the facts on the right."""
        width = self.content_size.width
        left = joined(Content.styled("◆ ", "$primary"), safe_line(self.title, "bold $foreground"))
        left = left.truncate(width, ellipsis=True)
        room = width - left.cell_length - 2
        for facts in (self.facts, self.brief):
            if 0 < facts.cell_length <= room:
                return joined(left, " " * (room + 2 - facts.cell_length), facts)
        return left
