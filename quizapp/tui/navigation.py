"""Where one can go from a screen; the app opens the doors."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from quizapp.domain.quiz_setup import QuizSetup
    from quizapp.study.editing import Editing, Saved
    from quizapp.study.log.attempts import Attempt
    from quizapp.study.quiz.plan import Quiz


class Navigator(Protocol):
    """Awaited, not asked for by a message: keys typed ahead then wait for the new screen."""

    async def go_home(self) -> None:
        """To the decks."""
        ...

    async def open_review(self, names: tuple[str, ...], tags: frozenset[str] = ...) -> None:
        """Review these decks, or all when there are none; of their cards those with a tag."""
        ...

    async def open_body(self) -> None:
        """The body map."""
        ...

    async def open_statistics(self) -> None:
        """How the learning goes."""
        ...

    async def open_settings(self) -> None:
        """Limits, steps and looks."""
        ...

    async def open_browser(self) -> None:
        """Every card."""
        ...

    async def edit(self, editing: Editing, then: Callable[[Saved | None], None]) -> None:
        """The editor, laid over the screen; afterwards what was saved is told, if anything was."""
        ...

    async def set_up_quiz(self, names: tuple[str, ...]) -> None:
        """Choose how a quiz is to be, of these decks or as last time."""
        ...

    async def open_quiz(self, quiz: Quiz) -> None:
        """Begin a quiz. Raises NotWritable."""
        ...

    async def continue_quiz(self) -> None:
        """Go on with the attempt that was cut off."""
        ...

    async def open_results(self, quiz: Quiz, attempt: Attempt) -> None:
        """What an attempt came to."""
        ...

    async def open_last_results(self) -> None:
        """What the last finished attempt came to, if there is one."""
        ...

    async def open_history(self, setup: QuizSetup) -> None:
        """The attempts at such a quiz."""
        ...
