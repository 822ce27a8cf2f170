"""Advice on cards that could be better. It never refuses a card; only the deck reader does.

The rules of good flashcards: one fact per card, a short answer, and no way to be right without
knowing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from quizapp.domain.cards.card import (
    BACK,
    Basic,
    Card,
    Choice,
    Choices,
    Gap,
    Order,
    Typed,
    prompt_in_words,
)
from quizapp.domain.cards.deck import Deck
from quizapp.domain.judging.typed_text import is_same, normal

MAX_WORDS = 25
"""An answer with more words is recited, not recalled."""
LIST_ITEMS = 3
"""An answer with this many items is a list."""
LONGER = 1.5
"""A right option this many times as long as the longest wrong one gives itself away."""
LONGER_BY = 12
"""Characters: a smaller difference is not noticed."""

_SEPARATORS = re.compile(r"\s*(?:[,;\n•]|\band\b)\s*")
_ALL = re.compile(
    r"\b(all|none|both|neither) of (the|these) (above|below|others?)\b", re.IGNORECASE
)
_YES_NO = re.compile(r"(yes|no|true|false)\b(?:[.,;:!]|\s*$)", re.IGNORECASE)
_FILLERS = frozenset(
    ["is", "are", "was", "do", "does", "did", "of", "to", "in", "on", "for", "which", "what", "who"]
)

EntriesByQuestion: TypeAlias = Mapping[tuple[str, ...], tuple[str, ...]]
"""The entries that ask each question, by the words of the question."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice about one entry of a deck."""

    entry: str
    """The id that siblings share."""
    key: str
    """The key in the deck file that it is about; empty for the whole card."""
    message: str


def lint(deck: Deck) -> list[Advice]:
    """All advice on a deck, in file order."""
    found = [advice for card in _once_an_entry(deck.cards) for advice in _about_card(card)]
    found.extend(_twins(deck.cards))
    place = {card.about.entry: number for number, card in enumerate(reversed(deck.cards))}
    return sorted(dict.fromkeys(found), key=lambda advice: -place[advice.entry])


def entries_by_question(cards: Iterable[Card]) -> EntriesByQuestion:
    """Which entries ask each question; computed once for many calls of `lint_entry`."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for card in _once_an_entry(cards):
        words = _words_asked(card)
        found[words] = (*found.get(words, ()), card.about.entry)
    return found


def lint_entry(cards: Iterable[Card], entry: str, asked: EntriesByQuestion) -> list[Advice]:
    """All advice on the cards of one entry, including that another entry asks the same."""
    found: list[Advice] = []
    for card in _once_an_entry(cards):
        found.extend(_about_card(card))
        others = (other for other in asked.get(_words_asked(card), ()) if other != entry)
        found.extend(_twin(card, other) for other in islice(others, 1))
    return list(dict.fromkeys(found))


def _about_card(card: Card) -> Iterator[Advice]:
    for rule in _RULES:
        for key, message in rule(card):
            yield Advice(card.about.entry, key, message)


def _once_an_entry(cards: Iterable[Card]) -> Iterator[Card]:
    """All cards but the reverse ones, which would only repeat the advice on their entry."""
    return (card for card in cards if not card.about.id.endswith(BACK))


def _too_long(card: Card) -> Iterator[tuple[str, str]]:
    for key, texts in _answers(card).items():
        for text in texts:
            words = len(text.split())
            if words > MAX_WORDS:
                yield key, f"an answer of {words} words; more than {MAX_WORDS} are hard to recall"


def _is_list(card: Card) -> Iterator[tuple[str, str]]:
    if isinstance(card, Basic | Typed):
        items = [item for item in _SEPARATORS.split(card.answer) if item]
        if len(items) >= LIST_ITEMS and max(len(item.split()) for item in items) <= 4:
            yield (
                "a",
                f"a list of {len(items)} items as an answer; use 'order', 'wrong' or several cards",
            )


def _gives_itself_away(card: Card) -> Iterator[tuple[str, str]]:
    """The right option stands out by its length."""
    if isinstance(card, Choice | Choices):
        right = [card.answer] if isinstance(card, Choice) else list(card.answers)
        shortest, longest = min(map(len, right)), max(map(len, card.wrong))
        if shortest > longest * LONGER and shortest - longest >= LONGER_BY:
            yield "a", "the right option is clearly longer than the wrong ones"


def _all_of_them(card: Card) -> Iterator[tuple[str, str]]:
    for key, texts in _options(card).items():
        if any(_ALL.search(text) for text in texts):
            yield key, "options are shuffled, so 'all of the above' means nothing"


def _also_right(card: Card) -> Iterator[tuple[str, str]]:
    if isinstance(card, Choice | Choices):
        right = [card.answer] if isinstance(card, Choice) else list(card.answers)
        for wrong in card.wrong:
            if any(is_same(normal(wrong), normal(answer)) for answer in right):
                yield "wrong", f"the wrong option '{wrong}' would be accepted as right"


def _readable(card: Card) -> Iterator[tuple[str, str]]:
    """The answer of a gap appears in the rest of the text, or in its hint."""
    if isinstance(card, Gap):
        words = normal(card.about.prompt).split()
        for answer in card.answers:
            if _contains(words, normal(answer).split()):
                yield "cloze", f"the answer to a gap, '{answer}', is in the rest of the text"


def _yes_no(card: Card) -> Iterator[tuple[str, str]]:
    if isinstance(card, Basic | Typed) and _YES_NO.match(card.answer):
        yield "a", "a yes-or-no question; use 'verdict'"


def _no_source(card: Card) -> Iterator[tuple[str, str]]:
    if not card.about.source:
        yield "", "no 'source' on the card or on its deck"


_RULES: tuple[Callable[[Card], Iterator[tuple[str, str]]], ...] = (
    _too_long,
    _is_list,
    _gives_itself_away,
    _all_of_them,
    _also_right,
    _readable,
    _yes_no,
    _no_source,
)


def _answers(card: Card) -> dict[str, tuple[str, ...]]:
    match card:
        case Basic() | Typed() | Choice():
            return {"a": (card.answer,)}
        case Choices():
            return {"a": card.answers}
        case Order():
            return {"order": card.items}
        case Gap():
            return {"cloze": card.answers}
        case _:
            return {}


def _options(card: Card) -> dict[str, tuple[str, ...]]:
    match card:
        case Choice():
            return {"a": (card.answer,), "wrong": card.wrong}
        case Choices():
            return {"a": card.answers, "wrong": card.wrong}
        case _:
            return {}


def _contains(words: list[str], part: list[str]) -> bool:
    size = len(part)
    return size > 0 and any(words[at : at + size] == part for at in range(len(words) - size + 1))


def _twins(cards: Iterable[Card]) -> Iterator[Advice]:
    """Entries that ask the same: the same words but for order, plurals and filler words."""
    first: dict[tuple[str, ...], str] = {}
    for card in _once_an_entry(cards):
        other = first.setdefault(_words_asked(card), card.about.entry)
        if other != card.about.entry:
            yield _twin(card, other)


def _twin(card: Card, other: str) -> Advice:
    key = "cloze" if isinstance(card, Gap) else "q"
    name = other.partition("/")[2]
    return Advice(card.about.entry, key, f"asks the same question as card '{name}'")


def _words_asked(card: Card) -> tuple[str, ...]:
    words = normal(prompt_in_words(card)).split()
    return tuple(sorted(word for word in words if word not in _FILLERS)) or tuple(words)
