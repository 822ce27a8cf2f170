"""How well each muscle group is known: what the body map shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import IntEnum

from quizapp.domain.body import MUSCLES, Muscle
from quizapp.domain.card import Card
from quizapp.domain.deck import Deck
from quizapp.domain.memory import Day, New
from quizapp.scheduling.model import recall_on
from quizapp.study.agenda import calendar_of
from quizapp.study.progress import Progress


class Level(IntEnum):
    """How well a group is known, in words."""

    NOT_SEEN = 0
    WEAK = 1
    SHAKY = 2
    GOOD = 3
    STRONG = 4

    @property
    def word(self) -> str:
        """In lower case."""
        return self.name.lower().replace("_", " ")


_FROM = ((0.9, Level.STRONG), (0.75, Level.GOOD), (0.5, Level.SHAKY))
"""From which strength on a group has which level."""


@dataclass(frozen=True, slots=True)
class Group:
    """A muscle group and its cards."""

    muscle: Muscle
    cards: int
    seen: int
    due: int
    """Cards in review or being learnt whose time has come."""
    strength: float
    """The share of its cards that you would know now; a card never seen counts as not known."""

    @property
    def level(self) -> Level:
        """The strength in words."""
        if not self.seen:
            return Level.NOT_SEEN
        return next((level for least, level in _FROM if self.strength >= least), Level.WEAK)


def muscle_groups(
    decks: Iterable[Deck], progress: Progress, now: datetime, zone: tzinfo | None
) -> list[Group]:
    """The groups that any card is about, from the top of the body down, the front first."""
    today = calendar_of(progress, zone).day(now)
    by_tag: dict[str, list[Card]] = {}
    for deck in decks:
        for card in deck.cards:
            for tag in card.about.tags:
                by_tag.setdefault(tag, []).append(card)
    found = ((muscle, by_tag.get(muscle.tag, [])) for muscle in MUSCLES)
    return [_group(muscle, cards, progress, today, now) for muscle, cards in found if cards]


def _group(
    muscle: Muscle, cards: Sequence[Card], progress: Progress, today: Day, now: datetime
) -> Group:
    seen = due = 0
    known = 0.0
    for card in cards:
        state = progress.states[card.about.id]
        memory = state.memory
        if isinstance(memory, New):
            continue
        seen += 1
        due += memory.due <= now.timestamp() and not state.suspended
        known += recall_on(memory, today)
    return Group(muscle, len(cards), seen, due, known / len(cards))
