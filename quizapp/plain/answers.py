"""A typed line as an answer to a card."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizapp.domain.cards.card import Card, Choice, Choices, Order, TrueFalse
from quizapp.domain.clean_text import clean_line
from quizapp.domain.judging.answer import Answer, ImpossibleAnswer, Picked, TypedAnswer

_TRUE = frozenset({"1", "y", "yes", "t", "true"})
_FALSE = frozenset({"2", "n", "no", "f", "false"})
_NUMBERS = re.compile(r"[0-9]+(?:[\s,;]+[0-9]+)*")


def read_answer(card: Card, line: str, shown: Sequence[str]) -> Answer | None:
    """The answer in a line: None if it is empty, ImpossibleAnswer if it can't be one.

    An option is chosen by its number as shown, or by its text.
    """
    if not line:
        return None
    match card:
        case Choice() | Choices() | Order():
            return _places(card, line, shown)
        case TrueFalse():
            return _verdict(line)
        case _:
            return TypedAnswer(line)


def _verdict(line: str) -> Answer:
    word = line.lower()
    if word in _TRUE:
        return Picked((0,))
    return Picked((1,)) if word in _FALSE else ImpossibleAnswer(line)


def _places(card: Card, line: str, shown: Sequence[str]) -> Answer:
    if not _NUMBERS.fullmatch(line):
        return _by_words(card, line, shown)
    numbers = [int(number[:3]) for number in re.findall(r"[0-9]+", line)]
    indexes = tuple(number - 1 for number in numbers)
    if not _is_possible(card, indexes, len(shown)):
        return ImpossibleAnswer(line)
    return Picked(indexes)


def _by_words(card: Card, line: str, shown: Sequence[str]) -> Answer:
    words = [clean_line(option).casefold() for option in shown]
    said = clean_line(line).casefold()
    if isinstance(card, Order) or words.count(said) != 1:
        return ImpossibleAnswer(line)
    return Picked((words.index(said),))


def _is_possible(card: Card, indexes: tuple[int, ...], options: int) -> bool:
    inside = all(0 <= index < options for index in indexes)
    distinct = len(set(indexes)) == len(indexes)
    match card:
        case Choice():
            return inside and len(indexes) == 1
        case Order():
            return inside and distinct and len(indexes) == options
        case _:
            return inside and distinct
