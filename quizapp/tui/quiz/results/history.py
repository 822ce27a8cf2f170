"""The attempts at one sort of quiz, to be read."""

from __future__ import annotations

from textual.content import Content

from quizapp.domain.quiz_setup import QuizSetup
from quizapp.study.agenda import calendar_of
from quizapp.study.ports import Desk
from quizapp.tui.quiz.results.words import history_content
from quizapp.tui.shared.reading_screen import ReadingScreen


def history_screen(desk: Desk, setup: QuizSetup, columns: int) -> ReadingScreen:
    """A screen over one that has so many columns."""
    progress = desk.store.progress
    calendar = calendar_of(progress, desk.zone)
    width = min(max(columns - 5, 12), 64)
    text = history_content(progress.attempts, setup, calendar.day_of, width)
    return ReadingScreen(Content(f"Quizzes like this · {setup.mode}"), text)
