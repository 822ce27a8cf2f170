"""The rows of the quiz setup: their values, and how left and right change them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from quizapp.domain.cards.card import KIND_TITLES, KINDS, kind_of
from quizapp.domain.cards.deck import Deck, chosen_decks, deck_titles
from quizapp.domain.cards.tags import tag_title
from quizapp.domain.quiz_setup import (
    CLOCK,
    DEFAULT_QUESTIONS,
    DEFAULT_SPRINT_SECONDS,
    MODES,
    NO_CLOCK,
    OPEN_ENDED,
    QUESTION,
    SPRINT,
    UNTIMED,
    QuizSetup,
)
from quizapp.scheduling.wording import plural
from quizapp.tui.shared.value_list import ValueRow

T = TypeVar("T")
COUNTS = (5, 15, 20, 30, 50, 100)
EACH = (None, 5, 10, 15, 20, 30, 45, 60, 90)
IN_ALL = (None, 30, 60, 90, 120, 180, 300, 600, 1200, 1800, 3600)
TIMES = {1000: "× 1", 1500: "× 1.5", 2000: "× 2", NO_CLOCK: "no clock"}
CARDS = {
    (False, False): "all, at random",
    (True, False): "weakest first",
    (False, True): "seen before, at random",
    (True, True): "seen before, weakest first",
}
POINTS = {
    (True, True): "with a bonus for a streak",
    (True, False): "without a bonus",
    (False, False): "none",
}


@dataclass(frozen=True, slots=True)
class Pickable:
    """One row of a list to pick from."""

    id: str
    label: str
    count: int
    """Cards."""


def rows_of(setup: QuizSetup, decks: Sequence[Deck]) -> tuple[ValueRow, ...]:
    """Every row with its value."""
    titles = deck_titles(decks)
    chosen = [titles.get(name, name) for name in setup.decks]
    return (
        ValueRow("mode", "Mode", setup.mode_title, MODES.get(setup.mode, "")),
        ValueRow("decks", "Decks", ", ".join(chosen) or "all", is_list=True),
        ValueRow("tags", "Tags", _titles(setup.tags, tag_title), is_list=True),
        ValueRow("kinds", "Kinds", _titles(setup.kinds, KIND_TITLES.get), is_list=True),
        ValueRow("cards", "Cards", CARDS[setup.weak, setup.seen]),
        ValueRow("questions", "Questions", _questions(setup)),
        ValueRow("seconds", "Clock", _seconds(setup)),
        ValueRow("time", "Time", _time(setup)),
        ValueRow("confidence", "How sure?", _confidence(setup)),
        ValueRow("points", "Points", POINTS.get((setup.points, setup.bonus), "none")),
    )


def changed(setup: QuizSetup, name: str, step: int) -> QuizSetup:
    """The setup with one row a step further, wrapping around at the ends."""
    match name:
        case "mode":
            mode = _next(list(MODES), setup.mode, step)
            is_asked = setup.confidence and mode != CLOCK
            return replace(setup, mode=mode, seconds=None, confidence=is_asked)
        case "cards":
            weak, seen = _next(list(CARDS), (setup.weak, setup.seen), step)
            return replace(setup, weak=weak, seen=seen)
        case "questions":
            return replace(setup, questions=_next(_counts(setup), setup.questions, step))
        case "seconds" if setup.has_clock:
            choices = list(IN_ALL if setup.has_shared_clock else EACH)
            return replace(setup, seconds=_next(choices, setup.seconds, step))
        case "time" if setup.mode not in UNTIMED:
            times = [time for time in TIMES if time or setup.mode != SPRINT]
            time = _next(times, setup.time, step)
            return replace(setup, time=time, seconds=setup.seconds if time else None)
        case "confidence" if setup.mode != CLOCK:
            return replace(setup, confidence=not setup.confidence)
        case "points":
            points, bonus = _next(list(POINTS), (setup.points, setup.bonus), step)
            return replace(setup, points=points, bonus=bonus)
        case _:
            return setup


def pickable(name: str, setup: QuizSetup, decks: Sequence[Deck]) -> tuple[Pickable, ...]:
    """What can be picked: decks, or the tags and kinds in the chosen decks."""
    if name == "decks":
        return tuple(Pickable(deck.id, deck.title, len(deck.cards)) for deck in decks)
    cards = [card for deck in chosen_decks(decks, setup.decks) for card in deck.cards]
    if name == "kinds":
        kinds = Counter(kind_of(card) for card in cards)
        return tuple(
            Pickable(kind, KIND_TITLES[kind], kinds[kind]) for kind in KINDS if kinds[kind]
        )
    tags = Counter(tag for card in cards for tag in card.about.tags)
    return tuple(Pickable(tag, tag_title(tag), tags[tag]) for tag in sorted(tags))


def with_picked(
    setup: QuizSetup, name: str, picked: Iterable[str], decks: Sequence[Deck]
) -> QuizSetup:
    """The setup with this list picked; tags and kinds that the decks lack are dropped."""
    ids = tuple(sorted(picked))
    match name:
        case "tags":
            return replace(setup, tags=ids)
        case "kinds":
            return replace(setup, kinds=ids)
        case _:
            return for_decks(setup, ids, decks)


def for_decks(setup: QuizSetup, names: tuple[str, ...], decks: Sequence[Deck]) -> QuizSetup:
    """The setup for these decks, without tags and kinds that none of their cards has."""
    chosen = replace(setup, decks=names)
    tags, kinds = (
        {each.id for each in pickable(name, chosen, decks)} for name in ("tags", "kinds")
    )
    return replace(
        chosen,
        tags=tuple(tag for tag in setup.tags if tag in tags),
        kinds=tuple(kind for kind in setup.kinds if kind in kinds),
    )


def _titles(names: Sequence[str], title_of: Callable[[str], str | None]) -> str:
    return " or ".join(title_of(name) or name for name in names) or "any"


def _confidence(setup: QuizSetup) -> str:
    if setup.mode == CLOCK:
        return "not asked in an exam"
    return "asked after each answer" if setup.confidence else "not asked"


def _next(choices: Sequence[T], now: T, step: int) -> T:
    index = choices.index(now) if now in choices else 0
    return choices[(index + step) % len(choices)]


def _counts(setup: QuizSetup) -> list[int | None]:
    usual = () if setup.mode in OPEN_ENDED else (DEFAULT_QUESTIONS,)
    return [None, *(count for count in COUNTS if count not in usual)]


def _questions(setup: QuizSetup) -> str:
    if setup.questions is not None:
        return f"up to {setup.questions}"
    if setup.mode in OPEN_ENDED:
        return "as many as you can"
    return f"up to {DEFAULT_QUESTIONS}"


def _seconds(setup: QuizSetup) -> str:
    if not setup.has_clock:
        return "no clock"
    if setup.seconds is not None:
        where = "for each question" if setup.mode == QUESTION else "in all"
        return f"{plural(setup.seconds, 'second')} {where}"
    if setup.mode == SPRINT:
        return f"{DEFAULT_SPRINT_SECONDS} seconds in all"
    return "set by the length of each question"


def _time(setup: QuizSetup) -> str:
    return (
        "no clock" if setup.mode in UNTIMED else TIMES.get(setup.time, f"× {setup.time / 1000:g}")
    )
