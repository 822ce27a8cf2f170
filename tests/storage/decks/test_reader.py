"""Rows 45-57 of the list of bad inputs, and the format itself."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.cards.card import (
    Basic,
    Choice,
    Choices,
    Figure,
    Gap,
    Order,
    TrueFalse,
    Typed,
    prompt_in_words,
)
from quizapp.storage.decks.reader import ParsedDeck, read_deck
from quizapp.storage.decks.template import template

PATH = Path("my Deck.yaml")
TEN_MISTAKES = """\
deck: mistakes
cards:
  - id: Not-An-Id
    q: one
    a: x
  - qestion: two
    a: x
  - q: three
    a: ~
  - q: four
    wrong: [a, b]
  - q: five
    a: x
    order: [a, b]
  - q: six
    verdict: maybe
  - q: seven
    q: seven again
    a: x
  - cloze: no gap here
  - q: *alias
    a: x
  - id: ten
    q: ten
    a: [a, b]
  - id: good
    q: the good one
    a: stays
"""


def read(text: str | bytes) -> ParsedDeck:
    return read_deck(PATH, text.encode() if isinstance(text, str) else text)


def positions(file: ParsedDeck) -> list[tuple[int, int]]:
    return [(problem.line, problem.column) for problem in file.problems]


def said(text: str | bytes) -> str:
    """The one thing that is wrong, with its place."""
    (problem,) = read(text).problems
    return f"{problem.line}:{problem.column} {problem.message}"


def card(*lines: str) -> str:
    return "cards:\n  - " + "\n    ".join(lines) + "\n"


def test_every_kind_is_read() -> None:
    file = read(template("all", "All kinds"))
    assert file.problems == ()
    assert file.deck is not None
    kinds = {type(card) for card in file.deck.cards}
    assert kinds == {Basic, Typed, Choice, TrueFalse, Gap, Order}
    several = read(card("q: x", "a: [a, b]", "wrong: [c]")).deck
    assert several is not None
    assert isinstance(several.cards[0], Choices)


def test_a_figure_asks_for_the_muscle_that_is_lit() -> None:
    deck = read(card("figure: calves", "a: Calves", "wrong: [Shins]")).deck
    assert deck is not None
    (asked,) = deck.cards
    assert isinstance(asked, Figure)
    assert (asked.muscle, asked.about.prompt) == ("calves", "Which muscle group is lit?")
    assert asked.about.tags == ("muscle:calves",)
    assert prompt_in_words(asked) == "Which muscle group is lit? (at the back of the lower legs)"
    other = read(card("figure: calves", "q: What?", "a: Calves", "wrong: [Shins]")).deck
    assert other is not None
    assert other.cards[0].about.prompt == "What?"


def test_without_an_id_the_deck_is_called_by_its_file() -> None:
    deck = read(card("q: x", "a: y")).deck
    assert deck is not None
    assert (deck.id, deck.title) == ("my-deck", "my-deck")


def test_ten_mistakes_get_ten_messages_at_their_places_and_the_good_card_stays() -> None:
    file = read(TEN_MISTAKES)
    assert positions(file) == [
        (3, 9),
        (6, 5),
        (9, 8),
        (10, 5),
        (13, 5),
        (16, 14),
        (18, 5),
        (20, 12),
        (21, 8),
        (25, 8),
    ]
    assert file.deck is not None
    assert [card.about.id for card in file.deck.cards] == ["mistakes/good"]


@pytest.mark.parametrize(
    "value",
    ["NO", "on", "2024-01-02", "12:30:45", "0777", "1e3", "1.10", ".nan", "Null", "0x1F", "yes"],
)
def test_what_is_typed_is_what_is_shown(value: str) -> None:
    deck = read(card("q: x", f"a: {value}")).deck
    assert deck is not None
    assert isinstance(deck.cards[0], Basic)
    assert deck.cards[0].answer == value


@pytest.mark.parametrize("empty", ["~", "null", "", '""', "' '"])
def test_an_empty_answer_is_named_at_its_line(empty: str) -> None:
    assert said(card("q: x", f"a: {empty}")).endswith("answer is empty")
    assert said(card("q: x", f"a: {empty}")).startswith("3:")


SYNTAX = {
    "a tab": ("cards:\n\t- q: x\n", "2:1", "not with tabs"),
    "a quote not closed": ('cards:\n  - q: "abc\n    a: d\n', "2:8", "quote is not closed"),
    "a bad escape": (card('q: "a \\q b"', "a: c"), "2:11", "an unknown escape; double"),
    "a colon": (card("q: this: a test", "a: b"), "2:12", "double quotes"),
    "an at sign": (card("q: x", "a: @home"), "3:8", "double quotes"),
    "a backtick": (card("q: x", "a: `code`"), "3:8", "double quotes"),
    "a bare gap": (card("cloze: {{a}} is b"), "2:18", "double quotes"),
}


@pytest.mark.parametrize(("text", "place", "hint"), SYNTAX.values(), ids=SYNTAX)
def test_what_is_no_yaml_is_pointed_at_with_advice(text: str, place: str, hint: str) -> None:
    message = said(text)
    assert message.startswith(place)
    assert hint in message


REFUSED = {
    "an alias": (card("q: &a x", "a: y"), "anchors are not allowed"),
    "a merge key": (card("<<: *a", "q: x", "a: y"), "aliases are not allowed"),
    "a tag": (card("q: !!python/object/apply:os.system [id]", "a: y"), "tags are not allowed"),
    "deep lists": ("cards: " + "[" * 20_000, "nested deeper than 12"),
    "deep keys": ("cards: " + "{a: " * 20_000, "nested deeper than 12"),
    "a long text": (card("q: x", "a: " + "y" * 300_000), "longer than 64 KiB"),
    "a key twice": (card("q: x", "q: y", "a: z"), "duplicate key 'q'"),
    "a complex key": ("? [a]\n: b\n", "a key must be a word"),
    "two documents": (card("q: x", "a: y") + "---\na: b\n", "a second document"),
    "a text": ("just text\n", "not a text"),
    "a list": ("- a\n- b\n", "not a list"),
    "nothing": ("", "no cards"),
    "comments": ("# nothing here\n", "no cards"),
    "no cards": ("deck: x\n", "no cards"),
    "Latin-1": (b"deck: x\ncards: \xe9\n", "not UTF-8"),
    "a NUL byte": (b"deck: x\ncards: a\0b\n", "not UTF-8"),
    "a deck that is no word": ("deck: Über Uns\ncards:\n  - {q: x, a: y}\n", "a-z, 0-9"),
    "a blank question": (card('q: "\\u200b\\u2060"', "a: y"), "blank question"),
    "several answers, one expected": (card("q: x", "a: [b]", "typed: yes"), "not a list"),
    "an answer among the wrong ones": (card("q: x", "a: b", "wrong: [B, c]"), "contains a right"),
    "ten choices": (card("q: x", "a: j", "wrong: [a, b, c, d, e, f, g, h, i]"), "more than 9"),
    "one thing in order": (card("q: x", "order: [a]"), "at least two"),
    "a mapping for a text": (card("q: x", "a: {b: c}"), "must be text"),
    "a list in a list": (card("q: x", "a: y", "wrong: [[a]]"), "text was expected"),
    "accepted for every gap": (
        card('cloze: "{{a}} {{b}}"', "accept: [c]"),
        "used with a single gap",
    ),
    "an empty hint": (card('cloze: "The {{a::}} and {{b::hint}} end"'), "a gap is not closed"),
    "gaps that never close": (card('cloze: "' + "{{a::" * 2000 + '"'), "no gap"),
    "an empty gap": (card('cloze: "a {{ }} b"'), "a gap without an answer"),
    "a pinned gap without an answer": (card('cloze: "a {{3:}} b"'), "a gap without an answer"),
    "an empty list of cards": ("cards: []\n", "no cards"),
    "accept without typed": (card("q: x", "a: y", "accept: [z]"), "add 'typed: yes'"),
    "a figure of no muscle": (
        card("figure: calfs", "a: x", "wrong: [y]"),
        "no muscle 'calfs'; did you mean 'calves'?",
    ),
    "a figure without wrong answers": (card("figure: calves", "a: x"), "but no 'wrong'"),
    "a figure with a verdict": (
        card("figure: calves", "a: x", "wrong: [y]", "verdict: yes"),
        "'verdict' does not go with 'figure'",
    ),
    "a figure with several answers": (
        card("figure: calves", "a: [x, z]", "wrong: [y]"),
        "answer must be one text",
    ),
    "reverse with choices": (card("q: x", "a: y", "wrong: [z]", "reverse: yes"), "'reverse'"),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_what_a_deck_can_not_hold_is_refused_in_one_message(
    text: str | bytes, message: str
) -> None:
    assert message in said(text)


def test_not_utf8_is_placed() -> None:
    assert said(b"deck: x\ncards: \xe9\n").startswith("2:8")
    assert "not UTF-8" in said("cards:\n  - {q: x, a: y}\n".encode("utf-16"))


def test_a_billion_laughs_takes_no_memory() -> None:
    bomb = 'a: &a ["l","l"]\n' + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(20)
    )
    tracemalloc.start()
    problems = read(bomb).problems
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert any("aliases are not allowed" in problem.message for problem in problems)
    assert peak < 5_000_000


@pytest.mark.parametrize(
    ("key", "meant"),
    [("qestion", "q"), ("question", "q"), ("answer", "a"), ("tag", "tags"), ("acept", "accept")],
)
def test_a_misspelt_key_gets_a_guess(key: str, meant: str) -> None:
    assert f"did you mean '{meant}'?" in said(card(f"{key}: x", "q: y", "a: z"))


@pytest.mark.parametrize("word", ["no", "No", "FALSE"])
def test_typed_no_is_not_typed(word: str) -> None:
    deck = read(card("q: x", "a: y", f"typed: {word}")).deck
    assert deck is not None
    assert isinstance(deck.cards[0], Basic)


def test_a_long_file_name_makes_a_short_id() -> None:
    deck = read_deck(Path("x" * 200 + ".yaml"), card("q: x", "a: y").encode()).deck
    assert deck is not None
    assert len(deck.id) == 80


def test_two_cards_with_one_id_are_both_placed() -> None:
    message = said("cards:\n  - {id: x, q: a, a: b}\n  - {id: x, q: c, a: d}\n")
    assert message == "3:5 duplicate card 'x'; first on line 2, column 5"


def test_a_question_twice_without_ids_is_one_card_twice() -> None:
    assert "duplicate question" in said("cards:\n  - {q: a, a: b}\n  - {q: A, a: d}\n")


def test_hostile_text_is_made_safe_when_it_is_read() -> None:
    deck = read(card(r'q: "\e]0;owned\x07What\e[31m?"', "a: y")).deck
    assert deck is not None
    assert deck.cards[0].about.prompt == "What?"


def test_raw_control_characters_are_removed_and_the_card_stays() -> None:
    deck = read(card("q: \x1b[31mWhat\x1b[0m\x07?", "a: y")).deck
    assert deck is not None
    assert deck.cards[0].about.prompt == "What?"


def test_the_place_of_each_key_is_kept() -> None:
    file = read(card("id: x", "q: y", "a: z"))
    assert file.positions["my-deck/x"] == {"": (2, 5), "id": (2, 5), "q": (3, 5), "a": (4, 5)}


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    assert isinstance(read_deck(PATH, b"cards:\n  - " + data), ParsedDeck)


yaml_like = st.text(st.sampled_from(list("qa:-[]{}&*!#|>'\" \n\t~?,xyz")), max_size=120)


@given(yaml_like)
def test_no_text_raises(text: str) -> None:
    assert isinstance(read(text), ParsedDeck)
    assert isinstance(read("cards:\n  - q: x\n    a: " + text), ParsedDeck)
