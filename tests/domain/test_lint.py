"""Each rule with a card that breaks it and a near miss that does not."""

from __future__ import annotations

import pytest

from quizapp.domain.cards.card import (
    About,
    Basic,
    Card,
    Choice,
    Choices,
    Gap,
    Order,
    TrueFalse,
    Typed,
)
from quizapp.domain.cards.deck import Deck
from quizapp.domain.lint import Advice, lint


def about(prompt: str = "What?", name: str = "card", source: str = "Book") -> About:
    return About(f"deck/{name}", prompt, "", source)


def found(*cards: Card) -> list[Advice]:
    return lint(Deck("deck", "Deck", cards=cards))


LONG = " ".join(["word"] * 26)
BROKEN: dict[str, tuple[Card, str, str]] = {
    "a long answer": (Basic(about(), LONG), "a", "26 words"),
    "a long thing in order": (Order(about(), (LONG, "b")), "order", "26 words"),
    "a list": (Basic(about(), "Chest, shoulders and triceps"), "a", "a list of 3"),
    "a typed list": (Typed(about(), "one; two; three"), "a", "a list of 3"),
    "a long right choice": (
        Choice(about(), "The one that is explained at length", ("Short", "Brief")),
        "a",
        "clearly longer",
    ),
    "all of the above": (Choice(about(), "A", ("B", "All of the above")), "wrong", "shuffled"),
    "none of these": (
        Choice(about(), "None of the above", ("Something else", "B")),
        "a",
        "shuffled",
    ),
    "a wrong choice that is right": (
        Choice(about(), "Push-ups", ("push ups", "Rows")),
        "wrong",
        "accepted as right",
    ),
    "a wrong plural": (Choices(about(), ("Glute", "Calf"), ("the glutes",)), "wrong", "as right"),
    "a gap that can be read": (
        Gap(about("The calves push off: […] do"), ("Calf muscles", "calves")[1:]),
        "cloze",
        "in the rest of the text",
    ),
    "a hint that is the answer": (
        Gap(about("On the [left or right]"), ("left",)),
        "cloze",
        "in the rest",
    ),
    "yes or no": (Basic(about("Is it?"), "No, never"), "a", "verdict"),
    "just yes": (Typed(about("Is it?"), "Yes"), "a", "verdict"),
    "no source": (Basic(about(source=""), "x"), "", "no 'source'"),
}
NEAR: dict[str, Card] = {
    "25 words": Basic(about(), " ".join(["word"] * 25)),
    "two things": Basic(about(), "Balance and posture"),
    "a sentence with commas": Basic(
        about(), "It depends on the day of the week, on the weather that day, and on your mood then"
    ),
    "a little longer": Choice(about(), "A word more", ("A word", "Two words")),
    "long, and so are the others": Choice(
        about(), "The one that is explained at length", ("The other one that is explained", "B")
    ),
    "all of it": Choice(about(), "All of it", ("Half of it", "None")),
    "a like word": Choice(about(), "Push-ups", ("Pull-ups", "Press-ups")),
    "a part of a word": Gap(about("The backwards […]"), ("back",)),
    "known": Basic(about(), "Nobody knows"),
    "note": Basic(about(), "Notes"),
    "a verdict": TrueFalse(about(), verdict=True),
}


@pytest.mark.parametrize(("card", "key", "message"), BROKEN.values(), ids=BROKEN)
def test_a_card_that_breaks_a_rule_is_found_at_its_key(card: Card, key: str, message: str) -> None:
    (advice,) = found(card)
    assert (advice.entry, advice.key) == ("deck/card", key)
    assert message in advice.message


@pytest.mark.parametrize("card", NEAR.values(), ids=NEAR)
def test_a_near_miss_is_not(card: Card) -> None:
    assert found(card) == []


@pytest.mark.parametrize(
    "other",
    [
        "Which muscle extends the knee?",
        "What muscles extend knees",
        "The knee: which muscle extends?",
    ],
)
def test_the_same_question_twice_is_found_whatever_its_fillers(other: str) -> None:
    first = Basic(about("Which muscles extend the knee?", "one"), "x")
    (advice,) = found(first, Basic(about(other, "two"), "y"))
    assert advice == Advice("deck/two", "q", "asks the same question as card 'one'")


@pytest.mark.parametrize(
    "other", ["Which muscles lift the knee?", "Which muscles do not extend the knee?"]
)
def test_another_question_in_like_words_is_not(other: str) -> None:
    first = Basic(about("Which muscles extend the knee?", "one"), "x")
    assert found(first, Basic(about(other, "two"), "y")) == []


def test_gaps_of_one_text_and_the_other_direction_are_no_twins() -> None:
    gaps = [Gap(About(f"deck/gap:{n}", f"{n} […]", "", "S"), ("x",)) for n in (1, 2)]
    back = [Basic(about("x"), "y"), Basic(About("deck/card:back", "y", "", "S"), "Yes")]
    assert found(*gaps, *back) == []


def test_findings_come_in_the_order_of_the_file() -> None:
    cards = [Basic(about(f"Question {n}?", f"c{n}", ""), "Yes") for n in range(5)]
    assert [advice.entry for advice in found(*cards)] == [
        f"deck/c{n}" for n in range(5) for _ in range(2)
    ]
