from __future__ import annotations

from quizapp.domain.cards.card import About, Basic, Choice, Choices, Order, TrueFalse, Typed
from quizapp.domain.judging.answer import Answer, ImpossibleAnswer, Judgement, Picked, TypedAnswer
from quizapp.domain.judging.judge import judge
from quizapp.domain.judging.partial_credit import partial_credit

ABOUT = About("deck/card", "?")
SHOWN = ("a", "b", "c", "d")
CHOICE = Choice(ABOUT, "b", ("a", "c", "d"))
CHOICES = Choices(ABOUT, ("a", "b"), ("c", "d"))
ORDER = Order(ABOUT, ("b", "a", "c"))


def right(judgement: Judgement | None) -> bool:
    assert judgement is not None
    return judgement.right


def credit(*indexes: int) -> int:
    judgement = judge(CHOICES, Picked(indexes), SHOWN)
    assert judgement is not None
    return judgement.credit


def test_a_choice_is_judged_by_what_was_shown_at_its_place() -> None:
    assert right(judge(CHOICE, Picked((1,)), SHOWN))
    assert not right(judge(CHOICE, Picked((0,)), SHOWN))


def test_several_choices_are_right_only_all_together() -> None:
    assert right(judge(CHOICES, Picked((1, 0)), SHOWN))
    assert not right(judge(CHOICES, Picked((0,)), SHOWN))


def test_a_wrong_choice_takes_a_right_one_away() -> None:
    assert [credit(0, 1), credit(0), credit(0, 2), credit(2, 3), credit(0, 1, 2)] == [
        1000,
        500,
        0,
        0,
        500,
    ]


def test_true_and_false() -> None:
    card = TrueFalse(ABOUT, verdict=False)
    assert right(judge(card, Picked((1,)), ("True", "False")))
    assert not right(judge(card, Picked((0,)), ("True", "False")))


def test_an_order_is_right_in_its_one_order() -> None:
    assert right(judge(ORDER, Picked((1, 0, 2)), SHOWN))
    assert not right(judge(ORDER, Picked((0, 1, 2)), SHOWN))


def test_what_is_no_possible_answer_is_wrong() -> None:
    for card in (CHOICE, CHOICES, ORDER, TrueFalse(ABOUT, verdict=True)):
        for answer in (ImpossibleAnswer("7"), Picked((9,)), TypedAnswer("x")):
            verdict = judge(card, answer, SHOWN[:3])
            assert verdict is None or not verdict.right


def test_only_the_learner_judges_a_free_answer() -> None:
    basic = Basic(ABOUT, "x")
    answers: tuple[Answer, ...] = (TypedAnswer("x"), ImpossibleAnswer("x"))
    assert [judge(basic, answer, ()) for answer in answers] == [None, None]


def test_typed_text_is_judged() -> None:
    assert right(judge(Typed(ABOUT, "Oslo"), TypedAnswer("oslo"), ()))


def test_each_wrong_choice_costs_one_right_one() -> None:
    answers = ("a", "b", "c")
    assert partial_credit(("a", "b", "c"), answers) == 1000
    assert partial_credit(("a", "b"), answers) == 666
    assert partial_credit(("a", "b", "x"), answers) == 333
    assert partial_credit(("a", "x"), answers) == partial_credit(("x", "y"), answers) == 0
