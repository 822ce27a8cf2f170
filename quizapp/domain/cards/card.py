"""A card as it is asked: one question with a memory of its own.

One entry of a deck file may make several cards (each gap of a cloze, each direction); those are
siblings. Wrong mixes can't be written down: each kind has just the fields it is asked with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from quizapp.domain.anatomy import muscle_of
from quizapp.domain.cards.card_id import deck_of, entry_of


@dataclass(frozen=True, slots=True)
class About:
    """What every card has, whatever its kind."""

    id: str
    """`deck/entry`, `deck/entry:2` for a gap, `deck/entry:back` for the other direction."""
    prompt: str
    why: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()

    @property
    def deck(self) -> str:
        """The id of its deck."""
        return deck_of(self.id)

    @property
    def entry(self) -> str:
        """The id shared by siblings."""
        return entry_of(self.id)


@dataclass(frozen=True, slots=True)
class Basic:
    """Recalled freely, then judged by the learner."""

    about: About
    answer: str


@dataclass(frozen=True, slots=True)
class Typed:
    """The answer is typed and judged."""

    about: About
    answer: str
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A cloze with one gap (or several pinned to one number) to fill by typing."""

    about: About
    answers: tuple[str, ...]
    """What stands in each gap, left to right."""
    hinted: bool = False
    """Whether the prompt gives a hint in the gap."""
    accept: tuple[str, ...] = ()

    @property
    def answer(self) -> str:
        """All the gaps as one line of text."""
        return ", ".join(self.answers)


@dataclass(frozen=True, slots=True)
class Choice:
    """One right answer among wrong ones."""

    about: About
    answer: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure(Choice):
    """A choice about a muscle group that is lit on a figure."""

    muscle: str
    """The key of the group."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Several right answers among wrong ones."""

    about: About
    answers: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """A statement to accept or reject."""

    about: About
    verdict: bool


@dataclass(frozen=True, slots=True)
class Order:
    """Things to put in order."""

    about: About
    items: tuple[str, ...]
    """In the right order."""


Card: TypeAlias = Basic | Typed | Gap | Choice | Choices | TrueFalse | Order

BACK = ":back"
"""The end of a card's id that asks an entry the other way round."""

KINDS: dict[str, type[Card]] = {
    "basic": Basic,
    "typed": Typed,
    "cloze": Gap,
    "choice": Choice,
    "choices": Choices,
    "true-false": TrueFalse,
    "order": Order,
    "figure": Figure,
}
"""The names of the kinds in JSON and on the command line."""

_NAMES = {kind: name for name, kind in KINDS.items()}


def kind_of(card: Card) -> str:
    """The kind's name."""
    return _NAMES[type(card)]


def answer_text(card: Card) -> str:
    """The right answer as one text, for the screen and for the hash of what was seen."""
    match card:
        case Choices():
            return "; ".join(card.answers)
        case Order():
            return " → ".join(card.items)
        case TrueFalse():
            return "True" if card.verdict else "False"
        case _:
            return card.answer


def has_lines(card: Card) -> bool:
    """Whether the answer is laid out in lines, such as code, so that it must not be centred."""
    return "\n" in f"{answer_text(card)}{card.about.why}".strip()


def prompt_in_words(card: Card) -> str:
    """The question for those who see no figure: where on the body the lit muscle is."""
    muscle = muscle_of(card.muscle) if isinstance(card, Figure) else None
    return f"{card.about.prompt} ({muscle.place})" if muscle else card.about.prompt


def how_to_answer(card: Card) -> str:
    """A word of advice for the kinds that take more than one pick; empty for the others."""
    match card:
        case Choices():
            return "choose all that fit"
        case Order():
            return "one after the other"
        case _:
            return ""


def options_of(card: Card) -> tuple[str, ...]:
    """What can be chosen from, the right ones first; empty for a card that is not chosen."""
    match card:
        case Choice():
            return (card.answer, *card.wrong)
        case Choices():
            return (*card.answers, *card.wrong)
        case Order():
            return card.items
        case TrueFalse():
            return ("True", "False")
        case _:
            return ()
