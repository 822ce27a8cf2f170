from __future__ import annotations

from quizapp.domain.memory import Seconds
from quizapp.scheduling.day_plan import Waiting
from quizapp.scheduling.queue import LEARN_AHEAD, Finished, Later, Next, Queue

NOW = 10_000


def waiting(card: str, seconds: int) -> Waiting:
    return Waiting(Seconds(NOW + seconds), card)


def test_a_ripe_learning_card_goes_before_the_line() -> None:
    assert Queue(("a",), (waiting("b", -1),)).turn(NOW) == Next("b")
    assert Queue(("a",), (waiting("b", 1),)).turn(NOW) == Next("a")


def test_a_learning_card_may_come_twenty_minutes_early_when_nothing_else_is_left() -> None:
    assert Queue((), (waiting("b", LEARN_AHEAD),)).turn(NOW) == Next("b")


def test_later_learning_cards_are_counted_with_the_first_of_their_times() -> None:
    queue = Queue((), (waiting("a", LEARN_AHEAD + 1), waiting("b", LEARN_AHEAD + 9)))
    assert queue.turn(NOW) == Later(2, Seconds(NOW + LEARN_AHEAD + 1))


def test_nothing_left_is_the_end() -> None:
    assert Queue().turn(NOW) == Finished()


def test_a_card_just_answered_does_not_come_straight_back_while_another_waits() -> None:
    queue = Queue((), (waiting("a", 1), waiting("b", 600)), answered="a")
    assert queue.turn(NOW) == Next("b")
    assert Queue(("c",), (waiting("a", -1),), answered="a").turn(NOW) == Next("c")


def test_a_card_just_answered_comes_back_when_it_is_alone() -> None:
    assert Queue((), (waiting("a", 60),), answered="a").turn(NOW) == Next("a")
    far = Queue((), (waiting("a", 60), waiting("b", LEARN_AHEAD + 60)), answered="a")
    assert far.turn(NOW) == Next("a")


def test_a_card_put_first_comes_before_everything() -> None:
    queue = Queue(("a",), (waiting("b", -1),)).with_first("a").with_first("c")
    assert queue.turn(NOW) == Next("c")
    assert queue.after_answer("c").turn(NOW) == Next("a")


def test_a_card_is_never_in_two_places() -> None:
    queue = Queue(("a", "b")).waiting("a", Seconds(NOW)).with_first("a")
    assert (queue.line, queue.learning, queue.first, len(queue)) == (("b",), (), ("a",), 2)
