from __future__ import annotations

import pytest

from quizapp.domain.cards.card import About, Basic, Choice, Choices, Order, TrueFalse, Typed
from quizapp.domain.judging.answer import Answer, ImpossibleAnswer, Picked, TypedAnswer
from quizapp.plain.answers import read_answer

ABOUT = About("d/c", "?")
CHOICE = Choice(ABOUT, "a", ("b", "c"))
CHOICES = Choices(ABOUT, ("a", "b"), ("c",))
ORDER = Order(ABOUT, ("a", "b", "c"))
VERDICT = TrueFalse(ABOUT, verdict=True)
SHOWN = ("b", "The Calves", "2")


def read(card: Basic | Choice | Choices | Order | TrueFalse | Typed, line: str) -> Answer | None:
    return read_answer(card, line, SHOWN)


@pytest.mark.parametrize("card", [CHOICE, CHOICES, ORDER, VERDICT, Basic(ABOUT, "x")])
def test_an_empty_line_leaves_every_kind_unanswered(card: Choice) -> None:
    assert read(card, "") is None


@pytest.mark.parametrize(
    ("card", "line", "indexes"),
    [
        (CHOICE, "2", (1,)),
        (CHOICE, "the  calves", (1,)),
        (CHOICES, "B", (0,)),
        (CHOICES, "1 3", (0, 2)),
        (CHOICES, "3,1", (2, 0)),
        (ORDER, "3 1 2", (2, 0, 1)),
        *((VERDICT, word, (0,)) for word in ("1", "y", "yes", "true", "TRUE")),
        *((VERDICT, word, (1,)) for word in ("2", "n", "no", "false")),
    ],
)
def test_possible_answers(card: Choice, line: str, indexes: tuple[int, ...]) -> None:
    assert read(card, line) == Picked(indexes)


@pytest.mark.parametrize(
    ("card", "line"),
    [
        (CHOICE, "4"),
        (CHOICE, "0"),
        (CHOICE, "1 2"),
        (CHOICE, "calves"),
        (ORDER, "b"),
        (CHOICE, "9" * 5000),
        (CHOICES, "1 1"),
        (CHOICES, "-1"),
        (ORDER, "1 2"),
        (ORDER, "1 2 2"),
        (VERDICT, "3"),
        (VERDICT, "maybe"),
    ],
)
def test_a_line_that_is_no_possible_answer_is_a_wrong_one(card: Choice, line: str) -> None:
    assert read(card, line) == ImpossibleAnswer(line)


def test_text_is_text() -> None:
    assert read(Typed(ABOUT, "x"), "1 2") == TypedAnswer("1 2")
    assert read(Basic(ABOUT, "x"), "anything") == TypedAnswer("anything")
