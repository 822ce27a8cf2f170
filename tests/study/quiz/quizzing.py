"""Decks, learners and sessions for tests of the quiz."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from quizapp.domain.cards.card import (
    About,
    Basic,
    Card,
    Choice,
    Choices,
    Gap,
    Order,
    TrueFalse,
    Typed,
    options_of,
)
from quizapp.domain.cards.deck import Deck
from quizapp.domain.event import Event, Reviewed
from quizapp.domain.judging.answer import Answer, Picked, TypedAnswer
from quizapp.domain.memory import Day, Grade
from quizapp.domain.quiz_events import QuizAnswered
from quizapp.domain.quiz_setup import PRACTICE, QuizSetup
from quizapp.study.ports import Desk
from quizapp.study.quiz.asking import Asked
from quizapp.study.quiz.distractors import answers_of
from quizapp.study.quiz.session import QuizSession
from quizapp.study.quiz.start import begin, new_quiz
from tests.world import FakeClock, MemoryStore, deck_of, desk_for

TODAY = Day(20514)
"""The study day of a quiet Monday morning."""


def about(name: str, *tags: str, prompt: str = "") -> About:
    return About(f"deck/{name}", prompt or f"What about {name}?", "It is so.", "Section", tags)


def mixed_deck() -> Deck:
    """Every kind of card, some of them several times."""
    cards: list[Card] = [
        Choice(about("choice-1", "a"), "right", ("wrong", "bad", "false one")),
        Choice(about("choice-2", "b"), "yes", ("no", "perhaps")),
        Choices(about("choices", "a"), ("one", "two"), ("three", "four")),
        TrueFalse(about("verdict", "b"), verdict=True),
        Order(about("order", "a"), ("first", "second", "third")),
        Typed(about("typed-1", "a"), "hamstrings", ("the hams",)),
        Typed(about("typed-2", "b"), "quadriceps"),
        Gap(about("gap"), ("calves",)),
        Gap(about("hinted"), ("glutes",), hinted=True),
        Basic(about("short", "b"), "Power"),
        Basic(about("long-1", "a"), "It carries the body over the foot"),
        Basic(about("long-2", "a"), "It swings forward without any load"),
        Basic(about("long-3", "a"), "It breaks the fall at every landing"),
        Basic(about("long-4", "a"), "It steers the knee through the step"),
    ]
    return deck_of(*cards)


@dataclass(slots=True)
class Room:
    """A desk with its clock, its store and one deck."""

    desk: Desk
    clock: FakeClock
    store: MemoryStore
    deck: Deck

    def learn(self, card: str, *, days_ago: int, due_in: int) -> None:
        """The card was answered some days ago and is due in some days."""
        now = self.clock.time
        self.clock.pass_by(days=-days_ago)
        due_day, after = Day(TODAY + due_in), self.store.progress.states[card].last
        payload = Reviewed(card, Grade.GOOD, 3000, "review", "", due_day=due_day, after=after)
        self.store.record(Day(TODAY - days_ago), payload)
        self.clock.time = now

    def quiz(self, setup: QuizSetup | None = None, *, free: bool = False) -> QuizSession:
        """A session at its first question."""
        decks = [self.deck]
        quiz = new_quiz(self.desk, decks, setup or QuizSetup(PRACTICE, questions=50))
        session = begin(self.desk, quiz, decks, free=free)
        session.start()
        return session

    def kept(self) -> list[QuizAnswered]:
        """All answers in the store, in order."""
        bodies = (event.payload for event in self.store.events)
        return [payload for payload in bodies if isinstance(payload, QuizAnswered)]


def room_with(deck: Deck | None = None, seed: int = 1) -> Room:
    deck = deck or mixed_deck()
    desk, clock, store = desk_for(deck, seed=seed)
    return Room(desk, clock, store, deck)


def right_answer(asked: Asked) -> Answer:
    """What to pick or type to be right."""
    card, shown = asked.card, asked.question.shown
    match card:
        case Choices():
            return Picked(tuple(shown.index(text) for text in card.answers))
        case Order():
            return Picked(tuple(shown.index(text) for text in card.items))
        case TrueFalse():
            return Picked((0 if card.verdict else 1,))
        case Choice():
            return Picked((shown.index(card.answer),))
        case _:
            return TypedAnswer(answers_of(card)[0])


def wrong_answer(asked: Asked) -> Answer:
    """What to pick or type to be wrong."""
    card, shown = asked.card, asked.question.shown
    match card:
        case Choices():
            return Picked((shown.index(card.wrong[0]),))
        case Order():
            return Picked(tuple(shown.index(text) for text in reversed(card.items)))
        case TrueFalse():
            return Picked((1 if card.verdict else 0,))
        case Choice():
            return Picked((shown.index(card.wrong[0]),))
        case _:
            return TypedAnswer("something else")


def any_answer(asked: Asked, rng: Random) -> Answer:
    """A guess: a random pick, each of several with a chance of one half; nothing is typed right."""
    card, shown = asked.card, asked.question.shown
    indexes = list(range(len(shown)))
    match card:
        case Choices():
            return Picked(tuple(index for index in indexes if rng.random() < 0.5))
        case Order():
            # All orders but the one shown first are as likely as each other.
            items = list(card.items)
            rng.shuffle(items)
            return Picked(tuple(shown.index(text) for text in items))
        case Choice() | TrueFalse():
            return Picked((rng.randrange(len(shown)),))
        case _:
            return TypedAnswer("no idea")


def play(session: QuizSession, *, right: bool = True, clock: FakeClock | None = None) -> None:
    """Answer everything alike, a second a question."""
    while not session.is_over:
        if clock is not None:
            clock.pass_by(seconds=1)
        asked = session.asked
        session.answer(right_answer(asked) if right else wrong_answer(asked))
        session.advance()


def has_options(card: Card) -> bool:
    return bool(options_of(card))


def quiz_events(events: list[Event]) -> list[str]:
    return [type(event.payload).__name__ for event in events]
