from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.cards.card import About, Gap, Typed
from quizapp.domain.judging.answer import Judgement
from quizapp.domain.judging.typed_text import check_text, compare, differences

ABOUT = About("deck/card", "?")


def judged(answer: str, text: str, *accept: str) -> Judgement:
    return check_text(Typed(ABOUT, answer, accept), text)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("Hamstrings", "hamstrings"),
        ("Hamstrings", "the hamstring"),
        ("Gluteus médius", "gluteus medius"),
        ("Push-ups", "push ups"),
        ("Push-ups", "pushups"),
        ("IT band", "it-band!"),
        ("four to six", "4-6"),
        ("20 to 30", "20–30"),
        ("20-30 minutes", "20 to 30 minutes"),
        ("Two to three", "2 to 3"),
        ("bodies", "body"),
    ],
)
def test_what_does_not_matter_is_set_aside(answer: str, text: str) -> None:
    judgement = judged(answer, text)
    assert judgement.right
    assert judgement.credit == 1000


@pytest.mark.parametrize(
    ("answer", "text"),
    [("Quadriceps", "quadricpes"), ("Hypertrophy", "hypertrofy"), ("Hamstrings", "hamstrngs")],
)
def test_a_small_slip_counts_as_right_and_is_said(answer: str, text: str) -> None:
    judgement = judged(answer, text)
    assert (judgement.right, judgement.typo) == (True, True)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("Quadriceps", "biceps"),
        ("legs", "lens"),
        ("150", "15"),
        ("150 minutes", "160 minutes"),
        ("20 to 30", "20 to 40"),
        ("Two to three", "3 to 2"),
        ("Rowing", "Running"),
        ("back", ""),
        ("+", "-"),
        ("+", ""),
        ("150", "1 50"),
        ("abduction", "adduction"),
        ("adductors", "abductors"),
        ("hypertonic", "hypotonic"),
        ("ilium", "ileum"),
        ("-5", "5"),
        ("C++", "C"),
    ],
)
def test_another_answer_or_another_number_is_wrong(answer: str, text: str) -> None:
    assert not judged(answer, text).right


def test_accepted_answers_count() -> None:
    assert judged("Quadriceps", "quads", "quads").right


def test_gaps_pinned_to_one_number_may_be_given_in_any_order() -> None:
    gap = Gap(ABOUT, ("chest", "back"))
    assert check_text(gap, "back, chest").right
    assert not check_text(gap, "back").right


def test_the_difference_is_said_in_words_when_most_is_alike() -> None:
    assert differences("hamstrngs", "hamstrings") == ["missing: i"]
    assert differences("hamstriings", "hamstrings") == ["extra: i"]
    assert differences("quads", "hamstrings") == []


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_pieces_of_a_comparison_are_both_texts(given_text: str, expected: str) -> None:
    pieces = compare(given_text, expected)
    assert "".join(piece.given for piece in pieces) == given_text
    assert "".join(piece.expected for piece in pieces) == expected


@given(st.text(max_size=40))
def test_every_answer_is_right_when_it_is_typed_as_it_stands(answer: str) -> None:
    assert check_text(Typed(ABOUT, answer), answer).right
