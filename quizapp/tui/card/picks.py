"""What is picked or typed before it is handed in. Values; the screen holds one at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quizapp.domain.cards.card import Card, Choice, Choices, Order, TrueFalse, options_of
from quizapp.domain.judging.answer import Answer, Picked
from quizapp.study.question import Question, Revealed
from quizapp.tui.card.options import OptionLook


@dataclass(frozen=True, slots=True)
class Picks:
    """The places picked so far, in the order of picking."""

    places: tuple[int, ...] = ()

    def picking(self, question: Question, place: int) -> Picks:
        """After a digit or a click: several-choice toggles, order adds, the rest replaces."""
        if place >= len(question.shown):
            return self
        match question.card:
            case Choices() if place in self.places:
                return Picks(tuple(other for other in self.places if other != place))
            case Choices():
                return Picks((*self.places, place))
            case Order() if place in self.places:
                return self
            case Order():
                return Picks((*self.places, place))
            case _:
                return Picks((place,))

    def without_last(self) -> Picks:
        """Without the last pick."""
        return replace(self, places=self.places[:-1])

    def answer(self) -> Answer | None:
        """The answer to hand in, if anything was picked."""
        return Picked(self.places) if self.places else None


def is_complete(card: Card, picks: Picks) -> bool:
    """Whether the picks are the whole answer, so that no `enter` is waited for."""
    return isinstance(card, Choice | TrueFalse) and len(picks.places) == 1


def is_unfinished(card: Card, picks: Picks) -> bool:
    """Whether some of the things to put in order have no place yet."""
    return isinstance(card, Order) and 0 < len(picks.places) < len(card.items)


def open_looks(question: Question, picks: Picks) -> list[OptionLook]:
    """The options while the card is open; the digit that picks one always stands before it."""
    looks = []
    for place, text in enumerate(question.shown):
        is_picked = place in picks.places
        sign = str(place + 1)
        if isinstance(question.card, Order):
            position = f" → {picks.places.index(place) + 1}." if is_picked else ""
            sign = f"{sign}{position:<5}"
        elif isinstance(question.card, Choices):
            sign = f"{sign} {'●' if is_picked else '○'}"
        elif is_picked:
            sign = f"{sign} ●"
        looks.append(OptionLook(text, sign, "picked" if is_picked else ""))
    return looks


def revealed_looks(revealed: Revealed) -> list[OptionLook]:
    """The options once the answer is shown: ✓ found, ○ missed, ✗ wrongly picked."""
    question = revealed.question
    picked = revealed.answer.places if isinstance(revealed.answer, Picked) else ()
    if isinstance(question.card, Order):
        return _ordered_looks(question.card, question, picked)
    right = _right_ones(question.card)
    is_several = isinstance(question.card, Choices)
    looks = []
    for place, text in enumerate(question.shown):
        if text in right and is_several and picked and place not in picked:
            looks.append(OptionLook(f"{text} (missed)", "○", "missed"))
        elif text in right:
            looks.append(OptionLook(text, "✓", "right"))
        elif place in picked:
            looks.append(OptionLook(text, "✗", "wrong"))
        else:
            looks.append(OptionLook(text, str(place + 1), "other"))
    return looks


def _right_ones(card: Card) -> frozenset[str]:
    match card:
        case Choices():
            return frozenset(card.answers)
        case TrueFalse():
            return frozenset({"True" if card.verdict else "False"})
        case _:
            return frozenset(options_of(card)[:1])


def _ordered_looks(card: Order, question: Question, picked: tuple[int, ...]) -> list[OptionLook]:
    """The right order, each thing marked by whether it was put there."""
    given = [question.shown[place] for place in picked]
    looks = []
    for place, text in enumerate(card.items):
        if not given:
            state = "right"
        else:
            state = "right" if place < len(given) and given[place] == text else "wrong"
        sign = f"{place + 1}{'✓' if state == 'right' else '✗'}" if given else f"{place + 1}."
        looks.append(OptionLook(text, sign, state))
    return looks
