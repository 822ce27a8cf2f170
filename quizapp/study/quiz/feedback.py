"""The feedback on an answer in a quiz."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.judging.answer import Answer, Judgement, TypedAnswer
from quizapp.domain.quiz_events import QuizAnswered
from quizapp.domain.quiz_setup import RIGHT, WRONG
from quizapp.study.ports import Receipt
from quizapp.study.quiz.asking import Asked


@dataclass(frozen=True, slots=True)
class Feedback:
    """The judged answer, its points, and the state of the streak."""

    asked: Asked
    answer: Answer | None
    judgement: Judgement | None
    """None when nothing was answered."""
    payload: QuizAnswered
    receipt: Receipt
    bonus: int
    """The bonus for a streak: extra points when the answers just before were right too."""

    @property
    def is_right(self) -> bool:
        """Whether it was fully right."""
        return self.payload.result == RIGHT

    @property
    def points(self) -> int:
        """Its points, the streak bonus included."""
        return self.payload.points + self.bonus if self.is_right and self.payload.points else 0

    @property
    def may_be_overruled(self) -> bool:
        """Whether the learner may overrule the judgement: only typed text can be misjudged."""
        return self.payload.result == WRONG and isinstance(self.answer, TypedAnswer)
