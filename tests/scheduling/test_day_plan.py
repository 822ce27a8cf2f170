from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.cards.card import About, Basic, Gap
from quizapp.domain.cards.deck import Deck
from quizapp.domain.memory import CardState, Day, Days, Learning, Relearning, Reviewing, Seconds
from quizapp.scheduling.day_plan import LimitsLeft, Plan, StudyDay, interleaved, plan
from quizapp.study.log.states import States
from tests.world import deck_of, numbered_deck

TODAY = Day(100)
ENDS = Seconds(1000)
OPEN = LimitsLeft(20, 200)


def planned(
    *decks: Deck,
    states: dict[str, CardState] | None = None,
    limits: LimitsLeft = OPEN,
    answered: frozenset[str] = frozenset(),
) -> Plan:
    known = States()
    for card, state in (states or {}).items():
        known.put(card, state)
    today = StudyDay(TODAY, ENDS, answered)
    return plan(decks, known.eligible(today), today, limits, Random(1))


def due(stability: float, day: int = 90, on: int = 100) -> CardState:
    return CardState(Reviewing(Days(stability), 5.0, Day(day), Day(on)))


def siblings(count: int) -> Deck:
    return deck_of(*(Gap(About(f"deck/gap:{n}", "…"), ("x",)) for n in range(1, count + 1)))


def test_reviews_come_with_the_lowest_recall_first() -> None:
    deck = numbered_deck(3)
    states = {"deck/card-0": due(50), "deck/card-1": due(5), "deck/card-2": due(20)}
    assert planned(deck, states=states).reviews == ("deck/card-1", "deck/card-2", "deck/card-0")


def test_new_cards_come_from_each_deck_in_turn_in_file_order() -> None:
    found = planned(numbered_deck(3, "a"), numbered_deck(1, "b"), numbered_deck(2, "c"))
    assert found.new == ("a/card-0", "b/card-0", "c/card-0", "a/card-1", "c/card-1", "a/card-2")


def test_the_limits_hold_for_all_decks_together() -> None:
    decks = (numbered_deck(30, "a"), numbered_deck(30, "b"))
    assert len(planned(*decks, limits=LimitsLeft(7, 0)).new) == 7
    states = {f"a/card-{number}": due(5) for number in range(30)}
    assert len(planned(*decks, states=states, limits=LimitsLeft(0, 4)).reviews) == 4


def test_limits_that_are_used_up_let_nothing_in() -> None:
    assert planned(numbered_deck(3), limits=LimitsLeft(-2, -5)).new == ()


def test_a_card_due_tomorrow_waits() -> None:
    assert planned(numbered_deck(1), states={"deck/card-0": due(5, on=101)}).line == ()


def test_suspended_and_buried_cards_stay_out_and_burying_ends_with_the_day() -> None:
    deck = numbered_deck(3)
    states = {
        "deck/card-0": CardState(suspended=True),
        "deck/card-1": CardState(buried=TODAY),
        "deck/card-2": CardState(buried=Day(TODAY - 1)),
    }
    assert planned(deck, states=states).new == ("deck/card-2",)


def test_of_new_siblings_only_the_first_comes_today() -> None:
    assert planned(siblings(3)).new == ("deck/gap:1",)


def test_a_due_sibling_goes_before_a_new_one_and_a_learning_one_before_both() -> None:
    states = {"deck/gap:2": due(5)}
    assert planned(siblings(3), states=states).line == ("deck/gap:2",)
    waits = CardState(Learning(Days(1), 5.0, Day(99), Seconds(10), 0))
    found = planned(siblings(3), states=states | {"deck/gap:3": waits})
    assert (found.line, [w.card for w in found.learning]) == ((), ["deck/gap:3"])


def test_of_due_siblings_the_one_goes_first_that_has_waited_longest_for_its_interval() -> None:
    """Otherwise a gap that fails every day would take every turn of the others."""
    fails = CardState(Relearning(Days(1), 9.0, Day(99), Seconds(10), 0))
    states = {"deck/gap:1": fails, "deck/gap:2": due(30, 60, 90), "deck/gap:3": due(200, 0, 99)}
    found = planned(siblings(3), states=states)
    assert (found.line, found.learning) == (("deck/gap:2",), ())
    on_time = states | {"deck/gap:2": due(30, 60, 100), "deck/gap:3": due(200, 0, 100)}
    assert [w.card for w in planned(siblings(3), states=on_time).learning] == ["deck/gap:1"]


def test_siblings_of_a_card_answered_today_wait_for_another_day() -> None:
    found = planned(siblings(3), answered=frozenset({"deck/gap:2"}), states={"deck/gap:2": due(9)})
    assert found.line == ("deck/gap:2",)
    done = planned(
        siblings(3), answered=frozenset({"deck/gap:2"}), states={"deck/gap:2": due(9, on=101)}
    )
    assert done.line == ()


def test_the_two_directions_of_an_entry_are_siblings() -> None:
    deck = deck_of(Basic(About("deck/a", "x"), "y"), Basic(About("deck/a:back", "y"), "x"))
    assert planned(deck).new == ("deck/a",)


@given(st.integers(0, 30), st.integers(0, 30))
def test_new_cards_are_spread_evenly_among_the_reviews(reviews: int, new: int) -> None:
    line = interleaved([f"r{n}" for n in range(reviews)], [f"n{n}" for n in range(new)])
    assert [card for card in line if card[0] == "r"] == [f"r{n}" for n in range(reviews)]
    assert [card for card in line if card[0] == "n"] == [f"n{n}" for n in range(new)]
    if new and reviews >= new:
        gaps = "".join(card[0] for card in line).split("n")
        assert max(map(len, gaps)) <= -(-reviews // new) + 1
