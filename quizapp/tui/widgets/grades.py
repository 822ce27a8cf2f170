"""The four tiles: a grade, and when it brings the card back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from quizapp.domain.memory import Grade
from quizapp.tui.safe import MUTED, joined

_STYLES = {
    Grade.AGAIN: "$error",
    Grade.HARD: "$warning",
    Grade.GOOD: "$success",
    Grade.EASY: "$primary",
}


class GradeTile(Static):
    """One grade; a click gives it."""

    DEFAULT_CSS = """
    GradeTile {
        width: 1fr;
        height: 4;
        content-align: center middle;
        text-align: center;
        border: round $foreground 30%;
        &.-again { border: round $error 55%; }
        &.-hard { border: round $warning 55%; }
        &.-good { border: round $success 55%; }
        &.-easy { border: round $primary 55%; }
        &:hover { background: $panel; }
        &.-proposed { background: $panel; }
        &.-proposed.-again { border: round $error; }
        &.-proposed.-good { border: round $success; }
    }
    """

    @dataclass
    class Chosen(Message):
        """The tile was clicked."""

        grade: Grade

    def __init__(self, grade: Grade) -> None:
        super().__init__("", classes=f"-{grade.label.lower()}", markup=False)
        self.grade = grade

    def show(self, when: str, *, is_proposed: bool) -> None:
        """The grade, and its outcome below."""
        mark = "▸" if is_proposed else ""
        name = f"{mark}{self.grade.value} {self.grade.label}"
        head = Content.styled(name, f"bold {_STYLES[self.grade]}")
        self.update(joined(head, "\n", Content.styled(when, MUTED)))
        self.set_class(is_proposed, "-proposed")

    def on_click(self, event: events.Click) -> None:
        """A click is the grade's digit."""
        event.stop()
        self.post_message(self.Chosen(self.grade))


class GradeBar(Horizontal):
    """The row of tiles; unseen until the answer is, but always there, so that nothing jumps."""

    DEFAULT_CSS = """
    GradeBar {
        height: 4;
        align-horizontal: center;
        visibility: hidden;
        &.-shown { visibility: visible; }
    }
    """

    def compose(self) -> ComposeResult:
        """Four tiles."""
        for grade in Grade:
            yield GradeTile(grade)

    def show(self, labels: Mapping[Grade, str], proposed: Grade | None) -> None:
        """Show what each grade would do."""
        for tile in self.query(GradeTile):
            when = labels.get(tile.grade, "")
            tile.show(when, is_proposed=tile.grade is proposed)
        self.add_class("-shown")

    def hide(self) -> None:
        """Hide the tiles until the next answer."""
        self.remove_class("-shown")
