"""Every card of the shipped decks as a quiz asks it, with many seeds."""

from __future__ import annotations

from collections import Counter

import pytest

from quizapp.domain.cards.card import Basic, Card, Choice, Choices, Order, TrueFalse, options_of
from quizapp.domain.judging.judge import judge
from quizapp.domain.judging.typed_text import is_same, is_typo, normal
from quizapp.study.quiz.asking import Asked, ask
from quizapp.study.quiz.distractors import Neighbours, answers_of
from tests.decks.reviewed_options import REVIEWED
from tests.study.quiz.quizzing import right_answer, wrong_answer
from tests.tui.stage import shipped

DECKS = shipped()
CARDS = {card.about.id: card for deck in DECKS for card in deck.cards}
NEIGHBOURS = Neighbours(DECKS)
SEEDS = range(40)


def questions(card: Card) -> list[Asked]:
    return [ask(card, NEIGHBOURS, seed) for seed in SEEDS]


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_its_answer_is_right_and_nothing_else_is(card: Card) -> None:
    for asked in questions(card):
        shown = asked.question.shown
        right = judge(asked.card, right_answer(asked), shown)
        wrong = judge(asked.card, wrong_answer(asked), shown)
        assert right is not None
        assert right.right
        assert wrong is not None
        assert not wrong.right


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_no_wrong_option_says_what_a_right_one_says(card: Card) -> None:
    for asked in questions(card):
        if not isinstance(asked.card, Choice | Choices):
            continue
        wrong = set(asked.card.wrong)
        right = set(options_of(asked.card)) - wrong
        assert len(asked.question.shown) == len(right) + len(wrong)
        for text in wrong:
            said = normal(text)
            for answer in (*right, *answers_of(card)):
                assert not is_same(said, normal(answer)), text
                assert not is_typo(said, normal(answer)), text


@pytest.mark.parametrize(
    "card", [card for card in CARDS.values() if isinstance(card, Choice)], ids=lambda c: c.about.id
)
def test_a_choice_has_three_wrong_options_at_least(card: Choice) -> None:
    assert len(card.wrong) >= 3


@pytest.mark.parametrize(
    "card", [card for card in CARDS.values() if isinstance(card, Basic)], ids=lambda c: c.about.id
)
def test_a_borrowed_option_was_read_beside_its_question(card: Basic) -> None:
    for asked in questions(card):
        assert not asked.is_self_judged
        if isinstance(asked.card, Choice):
            assert len(asked.card.wrong) == 3
            assert set(asked.card.wrong) <= REVIEWED[card.about.id]


def test_every_option_that_was_read_is_used() -> None:
    used: dict[str, set[str]] = {}
    for name, card in CARDS.items():
        for asked in questions(card) if isinstance(card, Basic) else ():
            if isinstance(asked.card, Choice):
                used.setdefault(name, set()).update(asked.card.wrong)
    assert used == {name: set(options) for name, options in REVIEWED.items()}


def test_the_right_options_keep_no_pattern() -> None:
    positions: Counter[int] = Counter()
    for card in CARDS.values():
        if isinstance(card, Choice) and len(card.wrong) == 3:
            positions.update(asked.question.shown.index(card.answer) for asked in questions(card))
    mean = positions.total() / 4
    assert all(0.9 * mean < positions[index] < 1.1 * mean for index in range(4)), positions


def test_true_and_false_stay_where_they_are_and_are_both_right_at_times() -> None:
    verdicts = Counter(card.verdict for card in CARDS.values() if isinstance(card, TrueFalse))
    assert min(verdicts[True], verdicts[False]) * 3 > verdicts.total()


def test_an_order_never_stands_in_its_order() -> None:
    for card in CARDS.values():
        if isinstance(card, Order):
            assert all(asked.question.shown != card.items for asked in questions(card))
