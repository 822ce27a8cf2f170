"""A card as a row: its texts and its memory state, in plain values."""

from __future__ import annotations

import json
from datetime import UTC

import pytest

from quizapp.domain.cards.card import (
    About,
    Card,
    Choice,
    Choices,
    Figure,
    Gap,
    Order,
    TrueFalse,
    Typed,
)
from quizapp.domain.memory import CardState, Day, Days, Learning, Reviewing, Seconds
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.study.browse.card_rows import card_row
from tests.world import basic

TODAY = Day(100)
CALENDAR = StudyCalendar(4, UTC)
ABOUT = About("deck/card", "What is asked?", "It is so.", "A book", ("muscle:calves",))

ANSWERS: dict[str, tuple[Card, object, list[str] | None]] = {
    "typed": (Typed(ABOUT, "calves", ("calf",)), "calves", None),
    "cloze": (Gap(ABOUT, ("two", "three")), "two, three", None),
    "choice": (Choice(ABOUT, "right", ("wrong",)), "right", ["right", "wrong"]),
    "choices": (Choices(ABOUT, ("a", "b"), ("c",)), ["a", "b"], ["a", "b", "c"]),
    "figure": (Figure(ABOUT, "Calves", ("Quads",), "calves"), "Calves", ["Calves", "Quads"]),
    "true-false": (TrueFalse(ABOUT, verdict=False), False, None),
    "order": (Order(ABOUT, ("first", "second")), ["first", "second"], None),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_the_answer_of_each_kind_is_a_plain_value(kind: str) -> None:
    card, answer, choices = ANSWERS[kind]
    row = card_row(card, CardState(), CALENDAR, TODAY)
    assert (row.kind, row.answer, row.choices) == (kind, answer, choices)
    assert json.loads(json.dumps(row.value()))["answer"] == answer


def test_the_texts_of_a_card_are_all_there() -> None:
    row = card_row(Typed(ABOUT, "calves"), CardState(), CALENDAR, TODAY)
    assert (row.id, row.deck, row.prompt) == ("deck/card", "deck", "What is asked?")
    assert (row.explanation, row.source, row.tags) == ("It is so.", "A book", ["muscle:calves"])


def test_a_figure_is_described_in_words() -> None:
    row = card_row(ANSWERS["figure"][0], CardState(), CALENDAR, TODAY)
    assert "at the back of the lower legs" in row.prompt


def test_a_new_card_has_no_memory() -> None:
    row = card_row(basic("one"), CardState(), CALENDAR, TODAY)
    assert row.state == "new"
    assert (row.due, row.stability, row.difficulty, row.recall) == (None, None, None, None)
    assert not any((row.suspended, row.buried, row.marked, row.leech))


def test_an_answered_card_has_its_memory_as_of_today() -> None:
    memory = Reviewing(Days(10.0), 5.5, Day(90), Day(20_555))
    row = card_row(basic("one"), CardState(memory, reps=3, lapses=1), CALENDAR, TODAY)
    assert (row.state, row.due) == ("review", "2026-04-12T04:00:00Z")
    assert (row.stability, row.difficulty, row.reps, row.lapses) == (10.0, 5.5, 3, 1)
    assert row.recall == pytest.approx(0.9)


def test_what_the_learner_did_with_a_card_is_shown() -> None:
    memory = Learning(Days(1.0), 5.0, TODAY, Seconds(0), 0)
    state = CardState(memory, suspended=True, buried=TODAY, marked=True, lapses=8)
    row = card_row(basic("one"), state, CALENDAR, TODAY)
    assert (row.state, row.suspended, row.buried) == ("learning", True, True)
    assert (row.marked, row.leech) == (True, True)
    assert not card_row(basic("one"), state, CALENDAR, Day(TODAY + 1)).buried
