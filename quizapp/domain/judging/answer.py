"""What a learner answered, and what the judge made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Picked:
    """Positions picked from the options as they were shown, counted from 0, in order of picking."""

    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """Text that was typed."""

    text: str


@dataclass(frozen=True, slots=True)
class ImpossibleAnswer:
    """Something that is no answer to this card, such as the ninth of four choices; it is wrong."""

    text: str


Answer: TypeAlias = Picked | TypedAnswer | ImpossibleAnswer


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of an answer."""

    right: bool
    given: str
    """The answer as text."""
    credit: int
    """Thousandths of the card that were right."""
    typo: bool = False
    """Counted as right, though not spelt so."""
