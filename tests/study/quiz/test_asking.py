from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from quizapp.domain.cards.card import Basic, Card, Choice, Choices, Gap, Order, TrueFalse, Typed
from quizapp.domain.quiz_setup import CLOCK, QUESTION, QuizSetup
from quizapp.study.quiz.asking import allowed_seconds, ask, guess_credit, is_short
from quizapp.study.quiz.distractors import Neighbours
from quizapp.study.quiz.plan import quiz_of
from tests.study.quiz.quizzing import about, mixed_deck
from tests.world import deck_of

LONG = "It carries the body over the foot"
MATES = [
    Basic(about("mate-1", "t"), "It swings forward without any load"),
    Basic(about("mate-2", "t"), "It breaks the fall at every landing"),
    Basic(about("mate-3", "t"), "It steers the knee through the step"),
    Basic(about("mate-4", "t"), "It holds the trunk above the hips"),
]


def wrong_options(card: Card, *others: Card) -> set[str]:
    """Everything that any seed may put beside the right answer."""
    return {each.text for each in Neighbours([deck_of(card, *others)]).of(card)}


def test_cards_with_options_and_typed_cards_are_asked_as_they_are() -> None:
    deck = mixed_deck()
    neighbours = Neighbours([deck])
    for card in deck.cards:
        if not isinstance(card, Basic):
            assert ask(card, neighbours, 7).card is card


def test_a_short_answer_is_typed() -> None:
    card = Basic(about("card", "t"), "Power")
    asked = ask(card, Neighbours([deck_of(card, *MATES)]), 7)
    assert isinstance(asked.card, Typed)
    assert not asked.is_self_judged


@pytest.mark.parametrize("answer", ["Power", "Balance and posture", "a" * 30])
def test_three_words_or_thirty_letters_are_short(answer: str) -> None:
    assert is_short(Basic(about("card"), answer))
    assert not is_short(Basic(about("card"), f"{answer} and much more beside it"))


def test_a_long_answer_is_chosen_from_among_those_of_its_neighbours() -> None:
    card = Basic(about("card", "t"), LONG)
    asked = ask(card, Neighbours([deck_of(card, *MATES)]), 7)
    assert isinstance(asked.card, Choice)
    assert len(asked.card.wrong) == 3
    assert set(asked.card.wrong) <= {mate.answer for mate in MATES}
    assert {asked.owners[text] for text in asked.card.wrong} <= {mate.about.id for mate in MATES}


def test_a_deck_too_small_for_choices_lets_the_learner_judge() -> None:
    card = Basic(about("card", "t"), LONG)
    asked = ask(card, Neighbours([deck_of(card)]), 7)
    assert asked.is_self_judged


@pytest.mark.parametrize(
    "other",
    [
        Basic(about("same", "t"), "IT carries the bódy over the feet".replace("feet", "foot")),
        Basic(about("holds", "t"), "It carries the body over the foot and on"),
        Basic(about("held", "t"), "carries the body over"),
        Basic(about("asks-the-same", "t", prompt="What about card?"), "It does another thing too"),
        Basic(about("card:back", "t"), "What about this very entry of it"),
        Basic(about("elsewhere", "u"), "It has no tag in common with it"),
        Typed(about("typed", "t"), "It is of another kind than this"),
        Basic(about("tiny", "t"), "Yes"),
    ],
    ids=lambda card: card.about.entry,
)
def test_what_can_be_no_wrong_option(other: Card) -> None:
    card = Basic(about("card", "t"), LONG)
    assert wrong_options(card, other, MATES[0]) == {MATES[0].answer}


def test_what_stands_in_the_question_is_no_option() -> None:
    asked = about("card", "t", prompt=f"{MATES[1].answer}, and what about the hip?")
    assert wrong_options(Basic(asked, LONG), *MATES[:2]) == {MATES[0].answer}


def test_fronts_and_backs_are_not_mixed() -> None:
    back = Basic(about("other:back", "t"), "The job of some quite other muscle")
    assert wrong_options(Basic(about("card", "t"), LONG), back, MATES[0]) == {MATES[0].answer}


def test_cards_without_tags_are_neighbours_of_each_other() -> None:
    card = Basic(about("card"), LONG)
    assert wrong_options(card, Basic(about("bare"), MATES[0].answer), MATES[1]) == {MATES[0].answer}


def test_one_seed_asks_one_question_whatever_is_asked_beside_it() -> None:
    card = Basic(about("card", "t"), LONG)
    deck = deck_of(card, *MATES)
    neighbours = Neighbours([deck])
    alone = quiz_of([deck], QuizSetup(), [card], 7).asked[0]
    among_others = quiz_of([deck], QuizSetup(), [*MATES, card], 7).asked[len(MATES)]
    assert alone == among_others == ask(card, neighbours, 7)
    shown = {ask(card, neighbours, seed).question.shown for seed in range(50)}
    assert len(shown) > 20


def test_the_right_option_stands_anywhere() -> None:
    card = Choice(about("card"), "right", ("wrong", "bad", "false"))
    neighbours = Neighbours([deck_of(card)])
    indexes = Counter(
        ask(card, neighbours, seed).question.shown.index("right") for seed in range(2000)
    )
    assert all(400 < indexes[index] < 600 for index in range(4))


def test_a_hint_makes_a_gap_guessable() -> None:
    for hinted in (False, True):
        card = Gap(about("card"), ("calves",), hinted=hinted)
        assert ask(card, Neighbours([]), 7).rules_out_guessing is not hinted


def test_longer_questions_get_more_time_and_typing_most() -> None:
    neighbours = Neighbours([])
    short = ask(Choice(about("a"), "yes", ("no",)), neighbours, 1).seconds
    long = ask(Choice(about("a", prompt="word " * 40), "yes", ("no",)), neighbours, 1).seconds
    typed = ask(Typed(about("a"), "hamstrings"), neighbours, 1).seconds
    assert short < typed
    assert short < long <= 120
    assert ask(Typed(about("a"), "x" * 5000), neighbours, 1).seconds == 120


@pytest.mark.parametrize(
    ("setup", "factor"),
    [
        (QuizSetup(), 1.0),
        (QuizSetup(time=1500), 1.5),
        (QuizSetup(time=2000), 2.0),
        (QuizSetup(time=0), 1.0),
        (QuizSetup(CLOCK, seconds=600, time=2000), 2.0),
    ],
)
def test_time_is_multiplied(setup: QuizSetup, factor: float) -> None:
    asked = ask(Typed(about("a"), "hamstrings"), Neighbours([]), 1)
    assert allowed_seconds(asked, setup) == asked.seconds * factor


def test_seconds_that_were_set_count_for_each_question() -> None:
    asked = ask(Typed(about("a"), "hamstrings"), Neighbours([]), 1)
    assert allowed_seconds(asked, QuizSetup(QUESTION, seconds=20)) == 20.0


@pytest.mark.parametrize(
    ("card", "chance"),
    [
        (Choice(about("a"), "right", ("wrong", "bad", "false")), 1 / 4),
        (TrueFalse(about("a"), verdict=True), 1 / 2),
        (Order(about("a"), ("one", "two", "three")), 1 / 6),
        (Typed(about("a"), "hamstrings"), 0.0),
        # Two right, one wrong: of 8 ways to tick, the credits add up to 1 + 1/2 + 1/2 + 1/2.
        (Choices(about("a"), ("one", "two"), ("three",)), 2.5 / 8),
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_chance_of_guessing(card: Card, chance: float) -> None:
    asked = ask(card, Neighbours([]), 1)
    assert guess_credit(asked.question) == pytest.approx(chance)


def test_the_chance_of_guessing_several_is_what_guessing_brings() -> None:
    from quizapp.domain.judging.judge import judge
    from tests.study.quiz.quizzing import any_answer

    card = Choices(about("a"), ("one", "two", "three"), ("four", "five"))
    asked, rng = ask(card, Neighbours([]), 1), Random(5)
    credits_of = [
        judgement.credit
        for _ in range(5000)
        if (judgement := judge(card, any_answer(asked, rng), asked.question.shown)) is not None
    ]
    mean = sum(credits_of) / len(credits_of) / 1000
    assert mean == pytest.approx(guess_credit(asked.question), abs=0.02)
