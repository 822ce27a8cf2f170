"""One deck file of the shelf, with the result of reading it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quizapp.domain.cards.deck import Deck
from quizapp.storage.decks.problem import Problem


@dataclass(frozen=True, slots=True)
class DeckFile:
    """One deck file with its deck or its problems."""

    path: Path
    deck: Deck | None
    problems: tuple[Problem, ...]

    @property
    def id(self) -> str:
        """The deck's id; empty without a deck."""
        return self.deck.id if self.deck else ""

    @property
    def anonymous(self) -> int:
        """How many entries have no explicit id."""
        cards = self.deck.cards if self.deck else ()
        return len({card.about.entry for card in cards if "/~" in card.about.id})
