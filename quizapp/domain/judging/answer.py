"""Answers, and judgements on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Picked:
    """Options picked, by index as they were shown, in the order of picking."""

    indexes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """Text that was typed."""

    text: str


@dataclass(frozen=True, slots=True)
class ImpossibleAnswer:
    """Something that can't answer this card, such as the ninth of four options; it is wrong."""

    text: str


Answer: TypeAlias = Picked | TypedAnswer | ImpossibleAnswer


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judgement on an answer."""

    right: bool
    given: str
    """The answer as text."""
    credit: int
    """The share of the card that was right, in thousandths."""
    typo: bool = False
    """Whether it counts as right in spite of a spelling mistake."""
