"""What came of an answer in a quiz, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.event import QuizAnswered
from quizapp.domain.judging.answer import Answer, Judgement, TypedAnswer
from quizapp.domain.quiz_setup import RIGHT, WRONG
from quizapp.study.ports import Receipt
from quizapp.study.quiz.asking import Asked


@dataclass(frozen=True, slots=True)
class Feedback:
    """What came of an answer."""

    asked: Asked
    answer: Answer | None
    judgement: Judgement | None
    """None when nothing was answered."""
    payload: QuizAnswered
    receipt: Receipt
    bonus: int
    """Points more if it is right, for those right just before it."""

    @property
    def is_right(self) -> bool:
        """Whether all of it was right."""
        return self.payload.result == RIGHT

    @property
    def points(self) -> int:
        """Its points, those for a streak included."""
        return self.payload.points + self.bonus if self.is_right and self.payload.points else 0

    @property
    def may_be_overruled(self) -> bool:
        """Whether the learner may say that it was right: only text can be misjudged."""
        return self.payload.result == WRONG and isinstance(self.answer, TypedAnswer)
