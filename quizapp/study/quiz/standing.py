"""How far an attempt at a quiz is."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.quiz_setup import RIGHT, SKIPPED
from quizapp.study.log.attempts import Attempt
from quizapp.study.quiz.plan import Quiz


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an attempt is; what is gone from the decks is not counted."""

    number: int
    """Of the open question, from 1."""
    total: int
    answered: int
    right: int
    misses: int

    @property
    def left(self) -> int:
        """Questions without an answer."""
        return self.total - self.answered


def standing_of(quiz: Quiz, attempt: Attempt, place: int) -> Standing:
    """How far an attempt is, with a question open."""
    places = sorted(quiz.asked)
    number = places.index(place) + 1 if place in quiz.asked else 0
    answers = attempt.answers.values()
    right = sum(answer.result == RIGHT for answer in answers)
    answered = sum(
        other in attempt.answers and attempt.answers[other].result != SKIPPED for other in places
    )
    return Standing(number, len(places), answered, right, len(answers) - right)
