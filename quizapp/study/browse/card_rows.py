"""One card as a row: its texts and the state of its memory, for JSON and for the screen."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from quizapp.domain.cards.card import (
    Card,
    Choice,
    Choices,
    Order,
    TrueFalse,
    kind_of,
    prompt_in_words,
)
from quizapp.domain.memory import CardState, Day, New, phase_of
from quizapp.scheduling.memory_model import recall_on
from quizapp.scheduling.study_day import StudyCalendar, iso_time


@dataclass(frozen=True, slots=True)
class CardRow:
    """The fields of `cards --json`, in their order."""

    id: str
    deck: str
    kind: str
    prompt: str
    answer: str | bool | list[str]
    choices: list[str] | None
    explanation: str
    source: str
    tags: list[str]
    state: str
    due: str | None
    stability: float | None
    difficulty: float | None
    recall: float | None
    reps: int
    lapses: int
    suspended: bool
    buried: bool
    marked: bool
    leech: bool

    def value(self) -> dict[str, object]:
        """Plain values for JSON."""
        return asdict(self)


def card_row(card: Card, state: CardState, calendar: StudyCalendar, today: Day) -> CardRow:
    """The row of a card on a study day."""
    about, memory = card.about, state.memory
    seen = None if isinstance(memory, New) else memory
    return CardRow(
        id=about.id,
        deck=about.deck,
        kind=kind_of(card),
        prompt=prompt_in_words(card),
        answer=_answer(card),
        choices=_choices(card),
        explanation=about.why,
        source=about.source,
        tags=list(about.tags),
        state=phase_of(memory),
        due=iso_time(calendar.due_at(seen)) if seen else None,
        stability=seen.stability if seen else None,
        difficulty=seen.difficulty if seen else None,
        recall=recall_on(seen, today) if seen else None,
        reps=state.reps,
        lapses=state.lapses,
        suspended=state.suspended,
        buried=state.is_buried(today),
        marked=state.marked,
        leech=state.is_leech,
    )


def _answer(card: Card) -> str | bool | list[str]:
    match card:
        case TrueFalse():
            return card.verdict
        case Choices():
            return list(card.answers)
        case Order():
            return list(card.items)
        case _:
            return card.answer


def _choices(card: Card) -> list[str] | None:
    match card:
        case Choice():
            return [card.answer, *card.wrong]
        case Choices():
            return [*card.answers, *card.wrong]
        case _:
            return None


def flag_words(state: CardState, today: Day) -> tuple[str, ...]:
    """What was done to a card, and what became of it."""
    flags = {
        "suspended": state.suspended,
        "buried until tomorrow": state.is_buried(today),
        "marked": state.marked,
        "leech": state.is_leech,
    }
    return tuple(flag for flag, is_on in flags.items() if is_on)
