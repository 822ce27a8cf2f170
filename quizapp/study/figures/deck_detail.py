"""One deck, or several, a little closer: what is known, and what the next days bring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from quizapp.domain.cards.deck import Deck
from quizapp.domain.memory import Learning, New, Relearning, Reviewing
from quizapp.study.agenda import calendar_of, days_ahead
from quizapp.study.figures.mastery import MATURE
from quizapp.study.log.progress import Progress

AHEAD = 14


@dataclass(frozen=True, slots=True)
class DeckDetail:
    """Cards by how well they are known, and cards due on each of the next days."""

    cards: int
    new: int
    learning: int
    young: int
    mature: int
    ahead: tuple[int, ...]
    about: str


def detail_of(
    decks: Iterable[Deck], progress: Progress, now: datetime, zone: tzinfo | None
) -> DeckDetail:
    """The detail of some decks together."""
    calendar = calendar_of(progress, zone)
    begins = calendar.begins(calendar.day(now))
    sorts = dict.fromkeys(("new", "learning", "young", "mature"), 0)
    ahead = [0] * AHEAD
    known = list(decks)
    for deck in known:
        for card in deck.ids:
            state = progress.states[card]
            memory = state.memory
            match memory:
                case New():
                    sorts["new"] += 1
                    continue
                case Learning() | Relearning():
                    sorts["learning"] += 1
                case _:
                    sorts["mature" if memory.stability >= MATURE else "young"] += 1
            day = days_ahead(memory.due, begins, in_days=isinstance(memory, Reviewing))
            if day < AHEAD and not state.suspended:
                ahead[day] += 1
    about = known[0].about if len(known) == 1 else ""
    return DeckDetail(sum(sorts.values()), **sorts, ahead=tuple(ahead), about=about)
