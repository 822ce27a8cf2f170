"""What every screen says about saving."""

from __future__ import annotations

from quizapp.scheduling.wording import plural
from quizapp.study.editing import Saved
from quizapp.study.ports import ProgressStore


def unsaved_words(count: int, problem: str = "") -> str:
    """The warning while answers are not on the disk; empty when all are."""
    if not count:
        return ""
    reason = f": {problem}" if problem else ""
    advice = "free space and press r" if "space" in problem.lower() else "press r to try again"
    return f"{plural(count, 'answer')} not saved{reason}; {advice}"


def read_only_words(store: ProgressStore) -> str:
    """Why nothing can be saved; empty when it can."""
    return f"Read-only, nothing can be saved: {store.read_only}" if store.read_only else ""


def saved_words(saved: Saved) -> str:
    """Where an edited card was saved."""
    copy = ", your own copy of the deck" if saved.file.is_copy else ""
    return f"Saved in {saved.file.name}{copy}"
