"""The orders of the browser's list."""

from __future__ import annotations

from datetime import UTC

from quizapp.domain.event import Event
from quizapp.domain.memory import Day, Grade
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.study.browse.orders import ORDERS
from quizapp.study.browse.search import SearchContext, entries_of
from quizapp.study.log.progress import folded
from tests.study.events import event, reviewed
from tests.world import MONDAY, basic, deck_of

TODAY = Day(20514)
"""The study day of MONDAY."""
NOW = int(MONDAY.timestamp())
LOG: list[Event] = [
    event(1, reviewed("deck/easy", Grade.EASY, due=NOW + 3 * 86400), TODAY - 9),
    event(2, reviewed("deck/hard", Grade.HARD, due=NOW - 86400), TODAY - 9),
    event(3, reviewed("deck/lapsed", Grade.GOOD, due=NOW - 3 * 86400), TODAY - 9),
    event(4, reviewed("deck/lapsed", Grade.AGAIN, "relearning", due=NOW - 2 * 86400), TODAY - 1),
]


def listed(order: str) -> list[str]:
    key = dict(ORDERS)[order]
    deck = deck_of(*(basic(name) for name in ("new", "easy", "hard", "lapsed")))
    entries = list(entries_of([deck]))
    context = SearchContext(folded(LOG).states, MONDAY, StudyCalendar(4, UTC))
    if key is not None:
        entries.sort(key=lambda entry: key(entry, context))
    return [entry.card.about.id.partition("/")[2] for entry in entries]


def test_the_first_order_is_that_of_the_decks() -> None:
    assert ORDERS[0][0] == "by deck"
    assert listed("by deck") == ["new", "easy", "hard", "lapsed"]


def test_by_due_time_the_earliest_comes_first_and_new_cards_last() -> None:
    assert listed("by due date") == ["lapsed", "hard", "easy", "new"]


def test_by_difficulty_the_hardest_comes_first_and_new_cards_last() -> None:
    states = folded(LOG).states
    difficulty = {
        name: getattr(states[f"deck/{name}"].memory, "difficulty")  # noqa: B009 (a New has none)
        for name in ("easy", "hard", "lapsed")
    }
    assert listed("hardest first") == [
        *sorted(difficulty, key=lambda name: -difficulty[name]),
        "new",
    ]
    assert listed("hardest first")[-2] == "easy"


def test_by_lapses_the_most_forgotten_comes_first_and_others_keep_their_order() -> None:
    assert listed("most lapses first") == ["lapsed", "new", "easy", "hard"]
