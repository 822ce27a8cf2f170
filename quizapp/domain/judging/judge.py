"""Whether an answer is right. Picks are judged here, typed text in `typed_text`."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.cards.card import Card, Choice, Choices, Gap, Order, TrueFalse, Typed
from quizapp.domain.judging.answer import Answer, ImpossibleAnswer, Judgement, TypedAnswer
from quizapp.domain.judging.partial_credit import partial_credit


def judge(card: Card, answer: Answer, shown: Sequence[str]) -> Judgement | None:
    """The judgement on an answer; None if only the learner can judge it.

    `shown` are the options in the order in which the screen showed them.
    """
    if isinstance(answer, ImpossibleAnswer):
        return Judgement(False, answer.text, 0) if _is_judged(card) else None
    if isinstance(answer, TypedAnswer):
        return _judge_written(card, answer.text)
    if any(index >= len(shown) for index in answer.indexes):
        return Judgement(False, "?", 0)
    return _judge_picked(card, [shown[index] for index in answer.indexes])


def _is_judged(card: Card) -> bool:
    return isinstance(card, Choice | Choices | TrueFalse | Order | Typed | Gap)


def _judge_written(card: Card, text: str) -> Judgement | None:
    if not isinstance(card, Typed | Gap):
        return None
    from quizapp.domain.judging.typed_text import check_text  # only for typed answers

    return check_text(card, text)


def _judge_picked(card: Card, picked: list[str]) -> Judgement:
    given = "; ".join(picked)
    match card:
        case Choice():
            return _whole(given, right=picked == [card.answer])
        case TrueFalse():
            return _whole(given, right=picked == ["True" if card.verdict else "False"])
        case Order():
            return _whole(" → ".join(picked), right=picked == list(card.items))
        case Choices():
            right = set(picked) == set(card.answers)
            return Judgement(right, given, partial_credit(picked, card.answers))
        case _:
            return _whole(given, right=False)


def _whole(given: str, *, right: bool) -> Judgement:
    return Judgement(right, given, 1000 if right else 0)
