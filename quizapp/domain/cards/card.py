"""A card: one question with its own memory state.

One entry of a deck file may make several cards (each gap of a cloze, each direction): siblings.
Each kind of card has exactly the fields it needs, so an invalid mix can't be expressed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from quizapp.domain.anatomy import muscle_of
from quizapp.domain.cards.card_id import deck_of, entry_of


@dataclass(frozen=True, slots=True)
class About:
    """The fields that cards of every kind have."""

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
    """The answer is recalled freely and judged by the learner."""

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
    """A text with a gap to fill by typing, or several gaps with one number."""

    about: About
    answers: tuple[str, ...]
    """The text of each gap, from left to right."""
    of: int = 1
    """How many gaps the text has, those with one number counted once."""
    hinted: bool = False
    """Whether the prompt gives a hint in the gap."""
    is_pinned: bool = False
    """Whether the text gives the gap its number."""
    accept: tuple[str, ...] = ()

    @property
    def answer(self) -> str:
        """The texts of all gaps, separated by commas."""
        return ", ".join(self.answers)


@dataclass(frozen=True, slots=True)
class Choice:
    """One right answer among wrong ones."""

    about: About
    answer: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure(Choice):
    """A choice about a muscle group that is highlighted on a figure."""

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
    """Items to put in order."""

    about: About
    items: tuple[str, ...]
    """In the right order."""


Card: TypeAlias = Basic | Typed | Gap | Choice | Choices | TrueFalse | Order

BACK = ":back"
"""The suffix of the id of a card that asks its entry the other way round."""

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

KIND_TITLES = {
    "basic": "Flashcard",
    "typed": "Typed answer",
    "cloze": "Fill the gap",
    "choice": "One answer",
    "choices": "Several answers",
    "true-false": "True or false",
    "order": "Put in order",
    "figure": "Muscle on a figure",
}
"""What the screens call each kind."""

_NAMES = {kind: name for name, kind in KINDS.items()}


def with_id(card: Card, name: str) -> Card:
    """The card with another id."""
    return card if card.about.id == name else replace(card, about=replace(card.about, id=name))


def kind_of(card: Card) -> str:
    """The name of a card's kind."""
    return _NAMES[type(card)]


def answer_text(card: Card) -> str:
    """The right answer as one text, for the screen and for the hash of the card's text."""
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
    """Whether the answer has several lines, such as code, and so must not be centred."""
    return "\n" in f"{answer_text(card)}{card.about.why}".strip()


def prompt_in_words(card: Card) -> str:
    """The question for learners who can't see the figure: it says where the muscle is."""
    muscle = muscle_of(card.muscle) if isinstance(card, Figure) else None
    return f"{card.about.prompt} ({muscle.place})" if muscle else card.about.prompt


def how_to_answer(card: Card, *, verb: str = "press") -> str:
    """A hint for the kinds that take more than one pick; empty for the others.

    `verb` is what the learner does with numbers: in plain lines they are typed.
    """
    match card:
        case Choices():
            return "choose all that apply"
        case Order():
            return f"{verb} the numbers in order"
        case _:
            return ""


def options_of(card: Card) -> tuple[str, ...]:
    """The options, the right ones first; empty for kinds without options."""
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
