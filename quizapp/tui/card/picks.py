"""The options picked before an answer is submitted, and how options look."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quizapp.domain.cards.card import Card, Choice, Choices, Order, TrueFalse, options_of
from quizapp.domain.judging.answer import Answer, Picked
from quizapp.study.question import Question, Revealed
from quizapp.tui.card.options import ShownOption


@dataclass(frozen=True, slots=True)
class Picks:
    """The options picked so far, by index, in the order of picking."""

    indexes: tuple[int, ...] = ()

    def picking(self, question: Question, index: int) -> Picks:
        """The picks after one more: several-choice toggles, order adds, other kinds replace."""
        if index >= len(question.shown):
            return self
        match question.card:
            case Choices() if index in self.indexes:
                return Picks(tuple(other for other in self.indexes if other != index))
            case Choices():
                return Picks((*self.indexes, index))
            case Order() if index in self.indexes:
                return self
            case Order():
                return Picks((*self.indexes, index))
            case _:
                return Picks((index,))

    def without_last(self) -> Picks:
        """Without the last pick."""
        return replace(self, indexes=self.indexes[:-1])

    def answer(self) -> Answer | None:
        """The answer to submit, if anything was picked."""
        return Picked(self.indexes) if self.indexes else None


def is_complete(card: Card, picks: Picks) -> bool:
    """Whether the picks are a complete answer, which is submitted without enter."""
    return isinstance(card, Choice | TrueFalse) and len(picks.indexes) == 1


def is_unfinished(card: Card, picks: Picks) -> bool:
    """Whether some items have not been put in order yet."""
    return isinstance(card, Order) and 0 < len(picks.indexes) < len(card.items)


def open_options(question: Question, picks: Picks) -> list[ShownOption]:
    """The options of an open card, each after the digit that picks it."""
    looks = []
    for index, text in enumerate(question.shown):
        is_picked = index in picks.indexes
        sign = str(index + 1)
        if isinstance(question.card, Order):
            position = f" → {picks.indexes.index(index) + 1}." if is_picked else ""
            sign = f"{sign}{position:<5}"
        elif isinstance(question.card, Choices):
            sign = f"{sign} {'●' if is_picked else '○'}"
        elif is_picked:
            sign = f"{sign} ●"
        looks.append(ShownOption(text, sign, "picked" if is_picked else ""))
    return looks


def revealed_options(revealed: Revealed) -> list[ShownOption]:
    """The options of a revealed card: ✓ right, ○ missed, ✗ wrongly picked."""
    question = revealed.question
    picked = revealed.answer.indexes if isinstance(revealed.answer, Picked) else ()
    if isinstance(question.card, Order):
        return _ordered_looks(question.card, question, picked)
    right = _right_ones(question.card)
    is_several = isinstance(question.card, Choices)
    looks = []
    for index, text in enumerate(question.shown):
        if text in right and is_several and picked and index not in picked:
            looks.append(ShownOption(f"{text} (missed)", "○", "missed"))
        elif text in right:
            looks.append(ShownOption(text, "✓", "right"))
        elif index in picked:
            looks.append(ShownOption(text, "✗", "wrong"))
        else:
            looks.append(ShownOption(text, str(index + 1), "other"))
    return looks


def _right_ones(card: Card) -> frozenset[str]:
    match card:
        case Choices():
            return frozenset(card.answers)
        case TrueFalse():
            return frozenset({"True" if card.verdict else "False"})
        case _:
            return frozenset(options_of(card)[:1])


def _ordered_looks(card: Order, question: Question, picked: tuple[int, ...]) -> list[ShownOption]:
    """The right order, each item marked by whether it was put there."""
    given = [question.shown[index] for index in picked]
    looks = []
    for index, text in enumerate(card.items):
        if not given:
            state = "right"
        else:
            state = "right" if index < len(given) and given[index] == text else "wrong"
        sign = f"{index + 1}{'✓' if state == 'right' else '✗'}" if given else f"{index + 1}."
        looks.append(ShownOption(text, sign, state))
    return looks
