"""The port through which a screen opens another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from quizapp.tui.keys import Key

if TYPE_CHECKING:
    from quizapp.domain.quiz_setup import QuizSetup
    from quizapp.study.editing import Editing, Saved
    from quizapp.study.log.attempts import Attempt
    from quizapp.study.quiz.plan import Quiz


class Navigator(Protocol):
    """Opens screens. Awaited instead of posted: keys typed ahead wait for the new screen."""

    async def go_home(self) -> None:
        """The home screen."""
        ...

    async def open_review(self, deck_ids: Sequence[str], tags: frozenset[str] = ...) -> None:
        """Review these decks, all if none is named; with tags, only cards that have one of them."""
        ...

    async def open_body(self) -> None:
        """The body map."""
        ...

    async def open_statistics(self) -> None:
        """The statistics."""
        ...

    async def open_settings(self) -> None:
        """The settings."""
        ...

    async def open_browser(self) -> None:
        """The card browser."""
        ...

    async def open_editor(self, editing: Editing, then: Callable[[Saved | None], None]) -> None:
        """The card editor over this screen; `then` is called with what was saved, if anything."""
        ...

    async def set_up_quiz(self, deck_ids: Sequence[str]) -> None:
        """The quiz setup: the last one, for these decks if any are named."""
        ...

    async def open_quiz(self, quiz: Quiz) -> None:
        """Start a quiz. Raises NotWritable."""
        ...

    async def resume_quiz(self) -> None:
        """Resume the newest unfinished attempt, if there is one. Raises NotWritable, UsageError."""
        ...

    async def open_results(self, quiz: Quiz, attempt: Attempt) -> None:
        """The results of an attempt."""
        ...

    async def open_last_results(self) -> None:
        """The results of the attempt finished last, if there is one."""
        ...

    async def open_history(self, setup: QuizSetup) -> None:
        """The attempts with this setup, over this screen."""
        ...

    def open_help(self, screen_name: str, keys: Sequence[Key]) -> None:
        """All keys of a screen, and all notices."""
        ...
