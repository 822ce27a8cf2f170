"""Answers that an attempt has already, to be shown and changed where that is allowed."""

from __future__ import annotations

from quizapp.domain.cards.card import Order
from quizapp.domain.judging.answer import Answer, Picked, TypedAnswer
from quizapp.domain.text import clean_line
from quizapp.study.log.attempts import Attempt
from quizapp.study.quiz.plan import Quiz


def given_before(quiz: Quiz, attempt: Attempt) -> dict[int, Answer]:
    """The answers that an attempt has already, as they could be given again."""
    found: dict[int, Answer] = {}
    for place, answer in attempt.answers.items():
        asked = quiz.asked.get(place)
        if asked is None or answer.answer is None:
            continue
        if asked.is_typed:
            found[place] = TypedAnswer(answer.answer)
        else:
            shown = [clean_line(option) for option in asked.question.shown]
            picked = answer.answer.split(" → " if isinstance(asked.card, Order) else "; ")
            if set(picked) <= set(shown):
                found[place] = Picked(tuple(shown.index(text) for text in picked))
    return found
