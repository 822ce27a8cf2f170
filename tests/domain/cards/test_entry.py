from __future__ import annotations

import pytest

from quizapp.domain.cards.card import Gap, answer_text
from quizapp.domain.cards.entry import (
    BasicEntry,
    ClozeEntry,
    TypedEntry,
    cards_of,
    entry_id,
    gaps_of,
)


def gap(cloze: str) -> list[tuple[int, str, tuple[str, ...]]]:
    return [(number, prompt, answers) for number, prompt, answers, _ in gaps_of(cloze)]


def test_each_gap_is_a_card_and_the_others_are_filled() -> None:
    assert gap("The {{Seine::river}} flows through {{Paris}}.") == [
        (1, "The [river] flows through Paris.", ("Seine",)),
        (2, "The Seine flows through […].", ("Paris",)),
    ]


def test_a_pinned_gap_keeps_its_number_and_the_others_take_the_lowest_free_ones() -> None:
    assert [(n, a) for n, _, a in gap("{{2:b}} {{a}} {{c}}")] == [
        (1, ("a",)),
        (2, ("b",)),
        (3, ("c",)),
    ]


def test_gaps_pinned_to_one_number_are_one_card() -> None:
    assert gap("{{1:a}} and {{1:b}}, {{c}}") == [
        (1, "[…] and […], c", ("a", "b")),
        (2, "a and b, […]", ("c",)),
    ]


@pytest.mark.parametrize("cloze", ["{{12:00}}", "at {{10:30::time}}"])
def test_a_time_in_a_gap_is_read_as_a_number_only_where_it_can_be_one(cloze: str) -> None:
    assert len(gap(cloze)) == 1


def test_the_other_direction_asks_for_the_question() -> None:
    front, back = cards_of("d", BasicEntry(q="front", a="back", reverse=True, id="x"), "")
    assert (front.about.id, back.about.id) == ("d/x", "d/x:back")
    assert (back.about.prompt, answer_text(back)) == ("back", "front")
    assert front.about.entry == back.about.entry


def test_a_typed_entry_has_a_typed_other_direction_without_its_accepted_answers() -> None:
    _, back = cards_of("d", TypedEntry(q="q", a="a", accept=("b",), reverse=True), "")
    assert getattr(back, "accept", None) == ()


def test_an_entry_without_an_id_is_known_by_its_question_whatever_the_spacing() -> None:
    first, second = (entry_id(BasicEntry(q=q, a="x")) for q in ("What  is\nit?", " what is IT? "))
    assert first == second
    assert first.startswith("~")
    assert len(first) == 11


def test_a_card_without_a_source_has_its_decks() -> None:
    (card,) = cards_of("d", BasicEntry(q="q", a="a"), "the deck's")
    assert card.about.source == "the deck's"


def test_cards_of_a_cloze_know_whether_they_hint() -> None:
    hinted, bare = cards_of("d", ClozeEntry(cloze="{{a::b}} {{c}}"), "")
    assert isinstance(hinted, Gap)
    assert isinstance(bare, Gap)
    assert (hinted.hinted, bare.hinted) == (True, False)
