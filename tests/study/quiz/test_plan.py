from __future__ import annotations

import math
from random import Random

import pytest

from quizapp.domain.cards.card import Basic
from quizapp.domain.judging.judge import judge
from quizapp.domain.memory import Day, Reviewing
from quizapp.domain.quiz_setup import MODES, PRACTICE, QUESTION, SPRINT, SURVIVAL, QuizSetup
from quizapp.errors import UsageError
from quizapp.scheduling.memory_model import recall
from quizapp.study.log.states import States
from quizapp.study.quiz.plan import expected_credit, plan_quiz, predict, shuffled
from quizapp.study.quiz.start import again, look_alikes, misses, new_quiz
from tests.study.quiz.quizzing import (
    TODAY,
    about,
    any_answer,
    mixed_deck,
    play,
    right_answer,
    room_with,
    wrong_answer,
)
from tests.world import deck_of, numbered_deck

EVERYTHING = QuizSetup(PRACTICE, questions=500)


def asked(setup: QuizSetup, seed: int = 7, states: States | None = None) -> list[str]:
    return list(plan_quiz([mixed_deck()], setup, states or States(), TODAY, seed).cards)


def test_decks_setup_and_seed_alone_say_which_questions_come() -> None:
    room = room_with()
    room.learn("deck/typed-1", days_ago=3, due_in=1)
    for setup in (QuizSetup(), QuizSetup(tags=("a",)), QuizSetup(kinds=("choice", "typed"))):
        one = plan_quiz([room.deck], setup, States(), TODAY, 7)
        two = plan_quiz([room.deck], setup, room.store.progress.states, Day(TODAY + 9), 7)
        assert one == two
    assert len({tuple(asked(QuizSetup(), seed)) for seed in range(20)}) > 15


def test_tags_and_kinds_choose_cards_and_any_one_is_enough() -> None:
    assert set(asked(QuizSetup(questions=500, kinds=("choice", "order")))) == {
        *("deck/choice-1", "deck/choice-2", "deck/order")
    }
    assert len(asked(QuizSetup(questions=500, tags=("a", "b")))) == 12


def test_ten_questions_are_asked_where_nothing_is_said() -> None:
    assert len(asked(QuizSetup())) == 10
    assert len(asked(QuizSetup(SPRINT))) == len(asked(QuizSetup(SURVIVAL))) == 14
    assert len(asked(QuizSetup(questions=3))) == 3


def test_the_weakest_come_first_and_new_ones_last() -> None:
    room = room_with()
    room.learn("deck/typed-1", days_ago=60, due_in=-50)
    room.learn("deck/gap", days_ago=2, due_in=5)
    quiz = asked(QuizSetup(questions=3, weak=True), states=room.store.progress.states)
    assert quiz[:2] == ["deck/typed-1", "deck/gap"]


def test_only_seen_cards_where_that_is_asked() -> None:
    room = room_with()
    room.learn("deck/gap", days_ago=2, due_in=5)
    quiz = asked(QuizSetup(seen=True), states=room.store.progress.states)
    assert quiz == ["deck/gap"]


def test_siblings_come_only_when_nothing_else_is_left() -> None:
    cards = [
        Basic(about(f"card-{number}{side}"), f"Answer {number}")
        for number in range(6)
        for side in ("", ":back")
    ]
    for seed in range(30):
        quiz = plan_quiz([deck_of(*cards)], QuizSetup(questions=8), States(), TODAY, seed)
        entries = [card.partition(":")[0] for card in quiz.cards]
        assert len(set(entries[:6])) == 6
        assert len(quiz.cards) == 8


@pytest.mark.parametrize(
    ("setup", "said"),
    [
        (QuizSetup(tags=("nothing",)), "none is tagged nothing"),
        (QuizSetup(kinds=("figure",)), "none is of kind figure"),
        (QuizSetup(seen=True), "none was ever answered"),
        (QuizSetup(questions=0), "1 to 500 questions, not 0"),
        (QuizSetup(questions=-3), "1 to 500 questions, not -3"),
        (QuizSetup(questions=501), "1 to 500 questions, not 501"),
        (QuizSetup(seconds=0), "at least one second, not 0"),
        (QuizSetup(seconds=-1), "at least one second, not -1"),
        (QuizSetup(SPRINT, seconds=86_401), "at most a day"),
        (QuizSetup(PRACTICE, seconds=9), "practice has no clock"),
        (QuizSetup(SURVIVAL, seconds=9), "survival has no clock"),
        (QuizSetup(QUESTION, seconds=9, time=0), "while the clock is off"),
        (QuizSetup(SPRINT, time=0), "a sprint needs its clock"),
    ],
)
def test_what_can_not_be_played_is_said_in_a_sentence(setup: QuizSetup, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        asked(setup)


def test_an_empty_deck_is_said_in_a_sentence() -> None:
    with pytest.raises(UsageError, match="the decks are empty"):
        plan_quiz([deck_of()], QuizSetup(), States(), TODAY, 1)


@pytest.mark.parametrize("mode", MODES)
def test_a_deck_of_one_card_makes_a_quiz_of_one_question(mode: str) -> None:
    quiz = plan_quiz([numbered_deck(1)], QuizSetup(mode), States(), TODAY, 1)
    assert len(quiz.asked) == 1


def test_shuffling_takes_every_card_once_and_every_order_alike() -> None:
    cards = mixed_deck().cards[:3]
    orders = [tuple(card.about.id for card in shuffled(cards, Random(seed))) for seed in range(600)]
    assert {len(set(order)) for order in orders} == {3}
    assert all(70 < orders.count(order) < 130 for order in set(orders))
    assert len(set(orders)) == 6


def test_what_is_known_counts_and_what_is_not_is_guessed() -> None:
    room = room_with()
    room.learn("deck/choice-1", days_ago=5, due_in=1)
    states = room.store.progress.states
    memory = states["deck/choice-1"].memory
    assert isinstance(memory, Reviewing)
    known = recall(memory.stability, 5)
    quiz = plan_quiz([room.deck], EVERYTHING, states, TODAY, 1)
    shares = {each.id: expected_credit(each, states, TODAY) for each in quiz.asked.values()}
    assert shares["deck/choice-1"] == pytest.approx(known + (1 - known) / 4)
    assert shares["deck/choice-2"] == pytest.approx(1 / 3)
    assert shares["deck/typed-1"] == 0.0


def test_the_prediction_in_words() -> None:
    assert predict([0.5] * 4).in_words() == "2.0 ± 1.0 of 4"
    assert predict([]).in_words() == "0.0 ± 0.0 of 0"


def test_the_prediction_is_calibrated_over_500_attempts() -> None:
    """A learner who knows each card with its recall, and guesses what is not known.

    The mean error lies within the interval of that mean: 1.96 standard errors.
    """
    rng = Random(20)
    error = variance = 0.0
    for attempt in range(500):
        room = room_with(seed=attempt)
        for card in room.deck.cards:
            if rng.random() < 0.8:
                room.learn(card.about.id, days_ago=rng.randint(0, 40), due_in=1)
        states = room.store.progress.states
        quiz = new_quiz(room.desk, [room.deck], QuizSetup(PRACTICE, questions=10))
        shares, actual = [], 0.0
        for question in quiz.asked.values():
            memory = states[question.id].memory
            known = (
                recall(memory.stability, TODAY - memory.day) if isinstance(memory, Reviewing) else 0
            )
            is_known = rng.random() < known
            answer = right_answer(question) if is_known else any_answer(question, rng)
            judgement = judge(question.card, answer, question.question.shown)
            assert judgement is not None
            shares.append(expected_credit(question, states, TODAY))
            actual += judgement.credit / 1000
        prediction = predict(shares)
        error += actual - prediction.mean
        variance += prediction.spread**2
    assert abs(error / 500) <= 1.96 * math.sqrt(variance) / 500


def test_the_misses_of_an_attempt_are_asked_again() -> None:
    room = room_with()
    session = room.quiz()
    missed: list[str] = []
    while not session.is_over:
        is_right = len(missed) >= 3
        if not is_right:
            missed.append(session.asked.id)
        answer = right_answer if is_right else wrong_answer
        session.answer(answer(session.asked))
        session.advance()
    quiz = misses(room.desk, [room.deck], session.attempt)
    assert sorted(quiz.cards) == sorted(missed)
    assert quiz.setup.source == "misses"


def test_without_misses_there_is_nothing_to_ask_again() -> None:
    room = room_with()
    session = room.quiz()
    play(session)
    with pytest.raises(UsageError, match="nothing was missed"):
        misses(room.desk, [room.deck], session.attempt)


def test_all_of_an_attempt_can_be_asked_again_and_is_not_compared_with_it() -> None:
    room = room_with()
    session = room.quiz()
    play(session)
    quiz = again(room.desk, [room.deck], session.attempt)
    assert sorted(quiz.cards) == sorted(session.quiz.cards)
    assert room.store.progress.attempts.like(quiz.setup) == []


def test_look_alikes_are_asked_side_by_side() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(PRACTICE, kinds=("basic",), tags=("a",)))
    wrong = wrong_answer(session.asked)
    session.answer(wrong)
    payload = room.kept()[0]
    quiz = look_alikes(room.desk, [room.deck])
    assert set(quiz.cards) == {payload.card, payload.like}
    shown = [frozenset(each.question.shown) for each in quiz.asked.values()]
    assert len(set(shown)) == 1
    assert len(shown[0]) == 2


def test_without_a_confusion_there_is_nothing_to_drill() -> None:
    room = room_with()
    with pytest.raises(UsageError, match="mixed up"):
        look_alikes(room.desk, [room.deck])
