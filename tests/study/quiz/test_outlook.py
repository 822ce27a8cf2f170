"""What a learner is told before a quiz."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.cards.card import Basic
from quizapp.domain.quiz_setup import PRACTICE, SPRINT, SURVIVAL, QuizSetup
from quizapp.errors import UsageError
from quizapp.study.quiz.outlook import opening_notes, outlook, outlook_of
from quizapp.study.quiz.session import QuizSession
from quizapp.study.quiz.start import resume
from tests.study.quiz.quizzing import Room, about, right_answer, room_with
from tests.world import deck_of

ALL = QuizSetup(PRACTICE, questions=50)


def resumed(room: Room) -> QuizSession:
    attempt = room.store.progress.attempts.newest_unfinished()
    assert attempt is not None
    return resume(room.desk, attempt, [room.deck], free=False)


def without(room: Room, card: str) -> None:
    cards = [each for each in room.deck.cards if each.about.id != card]
    room.deck = replace(room.deck, cards=tuple(cards))


def test_new_cards_can_only_be_guessed_and_that_is_said() -> None:
    room = room_with()
    # 1/4 + 1/3 + 3/16 (two of four ticked at random) + 1/2 + 1/6, and 1/4 for each long answer.
    assert outlook(room.desk, [room.deck], ALL, 7) == "All new: guessing gets about 2.4 of 14"


def test_a_card_that_was_answered_counts_by_its_recall() -> None:
    room = room_with(deck_of(Basic(about("short"), "Power")))
    room.learn("deck/short", days_ago=0, due_in=1)
    assert outlook(room.desk, [room.deck], ALL, 7) == "Expect 1.0 ± 0.0 of 1"


@pytest.mark.parametrize("mode", [SPRINT, SURVIVAL])
def test_a_quiz_of_open_length_is_expected_as_a_share(mode: str) -> None:
    room = room_with()
    assert outlook(room.desk, [room.deck], QuizSetup(mode), 7) == "Expect about 17 % right"


def test_an_impossible_quiz_has_no_outlook() -> None:
    room = room_with()
    with pytest.raises(UsageError, match="no card to ask"):
        outlook(room.desk, [room.deck], QuizSetup(tags=("none",)), 7)


def test_the_outlook_of_an_attempt_is_that_of_its_start() -> None:
    room = room_with()
    session = room.quiz(ALL)
    before = outlook_of(session)
    session.answer(right_answer(session.asked))
    assert outlook_of(session) == before
    assert outlook_of(resumed(room)) == before


def test_nothing_is_noted_of_an_ordinary_quiz() -> None:
    assert opening_notes(room_with().quiz(QuizSetup(PRACTICE, kinds=("choice",)))) == []


def test_a_resumed_quiz_says_how_much_is_answered() -> None:
    room = room_with()
    session = room.quiz(QuizSetup(PRACTICE, kinds=("choice",)))
    session.answer(right_answer(session.asked))
    assert opening_notes(resumed(room)) == ["Resumed: 1 question answered so far."]


def test_cards_gone_and_edited_since_the_start_are_noted() -> None:
    room = room_with()
    room.quiz(QuizSetup(PRACTICE, kinds=("choice", "typed")))
    without(room, "deck/choice-1")
    cards = [
        replace(card, about=replace(card.about, prompt="Edited?"))
        if card.about.id == "deck/typed-1"
        else card
        for card in room.deck.cards
    ]
    room.deck = replace(room.deck, cards=tuple(cards))
    assert opening_notes(resumed(room)) == [
        "1 card no longer in the decks: left out.",
        "1 card edited since: asked with the new text.",
    ]


def test_long_answers_without_wrong_options_are_left_to_the_learner() -> None:
    long_answer = "It carries the body over the foot"
    session = room_with(deck_of(Basic(about("long"), long_answer))).quiz(ALL)
    assert opening_notes(session) == [
        "1 long answer without enough wrong options: type what you recall, "
        "and answer y if you were right."
    ]
