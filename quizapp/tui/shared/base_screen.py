"""What the full screens share: help, the way home, saving again, and the banner."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.screen import Screen

from quizapp.study.ports import Desk
from quizapp.tui.keys import Key
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.navigator import Navigator
from quizapp.tui.shared.saving import unsaved_words

Result = TypeVar("Result")


class BaseScreen(Screen[Result]):
    """A full screen: it has a desk, a banner, a name for its help, and a list of its keys."""

    NAME: ClassVar[str]
    """Its name in the title of the help."""
    HELP_KEYS: ClassVar[tuple[Key, ...]]
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self.desk = desk
        self.navigator = navigator

    def action_help(self) -> None:
        """All keys of this screen."""
        self.navigator.open_help(self.NAME, self.HELP_KEYS)

    async def action_go_home(self) -> None:
        """Back to the decks."""
        await self.navigator.go_home()

    def action_retry(self) -> None:
        """Try again to save unsaved answers."""
        if self.desk.store.unsaved:
            self.desk.store.retry()
            self.report("Saved")
            self.show_saved()

    def show_saved(self) -> None:
        """Called after a retry, for screens that show what is unsaved."""

    def say(self, message: str) -> None:
        """Show a message."""
        self.query_one(Banner).show_message(message)

    def warn(self, message: str) -> None:
        """Show a warning."""
        self.query_one(Banner).show_message(message, is_warning=True)

    def report(self, message: str, problem: str = "") -> None:
        """Show a message; while answers are unsaved, the warning about them instead."""
        unsaved = unsaved_words(self.desk.store.unsaved, problem)
        self.query_one(Banner).show_message(unsaved or message, is_warning=bool(unsaved))
