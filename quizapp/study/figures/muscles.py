"""How well each muscle group is known: what the body map shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import IntEnum

from quizapp.domain.anatomy import MUSCLES, Muscle
from quizapp.domain.cards.deck import Deck
from quizapp.study.agenda import calendar_of
from quizapp.study.figures.mastery import RecallToday, recall_today
from quizapp.study.log.progress_view import ProgressView


class Level(IntEnum):
    """How well a group is known, in five levels."""

    NOT_SEEN = 0
    WEAK = 1
    SHAKY = 2
    GOOD = 3
    STRONG = 4

    @property
    def word(self) -> str:
        """The level as a word in lower case."""
        return self.name.lower().replace("_", " ")


_FROM = ((0.9, Level.STRONG), (0.75, Level.GOOD), (0.5, Level.SHAKY))
"""The least strength of each level."""


@dataclass(frozen=True, slots=True)
class MuscleGroup:
    """A muscle group and its cards."""

    muscle: Muscle
    cards: int
    seen: int
    due: int
    """Cards in review or in learning that are due."""
    strength: float
    """The expected share of its cards recalled now; a card never seen counts as 0."""

    @property
    def level(self) -> Level:
        """The level of this strength."""
        if not self.seen:
            return Level.NOT_SEEN
        return next((level for least, level in _FROM if self.strength >= least), Level.WEAK)


def muscle_groups(
    decks: Iterable[Deck], progress: ProgressView, now: datetime, zone: tzinfo | None
) -> list[MuscleGroup]:
    """The groups that have cards, from the top of the body down, the front first."""
    calendar = calendar_of(progress, zone)
    return groups_of(decks, recall_today(progress.states, calendar, calendar.day(now)))


def groups_of(decks: Iterable[Deck], known: RecallToday) -> list[MuscleGroup]:
    """The same, from recall figures that were computed before."""
    by_tag: dict[str, list[str]] = {}
    for deck in decks:
        for card, tags in zip(deck.ids, deck.tags, strict=True):
            for tag in tags:
                by_tag.setdefault(tag, []).append(card)
    found = ((muscle, by_tag.get(muscle.tag, [])) for muscle in MUSCLES)
    return [_group(muscle, cards, known) for muscle, cards in found if cards]


def _group(muscle: Muscle, cards: Sequence[str], known: RecallToday) -> MuscleGroup:
    seen = [card for card in cards if card in known.memory_summaries]
    due = sum(map(known.is_due, seen))
    strength = sum(known.recalls[card] for card in seen)
    return MuscleGroup(muscle, len(cards), len(seen), due, strength / len(cards))
