"""The search language: `deck:faq tag:calves is:due recall<0.8 -is:new "lower leg"`.

All terms must match. A word is searched in question, answer, tags and id; `-` negates a term. Terms
about the memory of a card are checked last, only for cards that match the others.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeAlias

from quizapp.domain.cards.card import KINDS, Card, answer_text, kind_of
from quizapp.domain.cards.deck import Deck
from quizapp.domain.lazy_sequence import LazySequence
from quizapp.domain.memory import CardState, Day, New, phase_of
from quizapp.errors import SearchError
from quizapp.scheduling.memory_model import recall_on
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.study.log.states import States

_TERM = re.compile(r'(-?)(?:([A-Za-z]+)(:|<=|>=|<|>|=))?(?:"([^"]*)"|(\S*))')
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A card and its searchable text."""

    card: Card
    text: str
    """Question, answer, tags and id, case-folded."""


@dataclass(frozen=True)
class SearchContext:
    """What terms need besides the card: its state and the time."""

    states: States
    now: datetime
    calendar: StudyCalendar
    planned: Callable[[], Set[str]] = frozenset
    """The cards that are due for review today; called only if a term asks for them."""

    @cached_property
    def today(self) -> Day:
        """The study day."""
        return self.calendar.day(self.now)

    @cached_property
    def due(self) -> Set[str]:
        """The cards that are due for review today: exactly those that `due` counts."""
        return self.planned()

    def state(self, entry: SearchEntry) -> CardState:
        """The card's state."""
        return self.states[entry.card.about.id]


Test: TypeAlias = Callable[[SearchEntry, SearchContext], bool]


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all match, the cheap ones first."""

    tests: tuple[Test, ...] = ()

    def holds(self, entry: SearchEntry, context: SearchContext) -> bool:
        """Whether a card matches."""
        return all(test(entry, context) for test in self.tests)


class Entries(LazySequence[SearchEntry]):
    """All cards; the searchable text of each is made on first use."""

    def __init__(self, decks: Iterable[Deck]) -> None:
        self._places = [(deck, index) for deck in decks for index in range(len(deck.cards))]
        super().__init__(len(self._places), self._entry)

    def _entry(self, number: int) -> SearchEntry:
        deck, index = self._places[number]
        card = deck.cards[index]
        return SearchEntry(card, _text(card))


def entries_of(decks: Iterable[Deck]) -> Entries:
    """All cards with their searchable text."""
    return Entries(decks)


def search(
    entries: Sequence[SearchEntry], query: Query, context: SearchContext
) -> Sequence[SearchEntry]:
    """The matching cards, in the order of the list."""
    if not query.tests:
        return entries
    if len(query.tests) == 1:  # The usual case while typing; this takes half the time.
        (test,) = query.tests
        return [entry for entry in entries if test(entry, context)]
    return [entry for entry in entries if query.holds(entry, context)]


def parse(text: str) -> Query:
    """The query for a typed text. Raises SearchError."""
    cheap: list[Test] = []
    costly: list[Test] = []
    for minus, field, sign, quoted, bare in _terms(text):
        value = quoted or bare
        if not field and not value:
            continue
        test, is_cheap = _test(field.lower(), sign, value)
        (cheap if is_cheap else costly).append(_not(test) if minus else test)
    return Query((*cheap, *costly))


def _terms(text: str) -> Iterator[Sequence[str]]:
    if text.count('"') % 2:
        raise SearchError('a quote is not closed: add another "')
    for found in _TERM.finditer(text):
        if found[0]:
            yield [part or "" for part in found.groups()]


def _test(field: str, sign: str, value: str) -> tuple[Test, bool]:
    """The test for one term, and whether it needs only the card."""
    if not field:
        wanted = value.casefold()
        return (lambda entry, _: wanted in entry.text), True
    if sign == ":" and field in _BY_WORD:
        if not value:
            raise SearchError(f"'{field}:' needs a word")
        return _BY_WORD[field](value.casefold())
    if sign != ":" and field in _BY_NUMBER:
        return _number_test(field, sign, value), False
    if field in _BY_WORD:
        raise SearchError(f"'{field}' takes a word: {field}:…")
    if field in _BY_NUMBER:
        raise SearchError(f"'{field}' is compared with a number: {field}<0.9")
    known = ", ".join((*_BY_WORD, *_BY_NUMBER))
    raise SearchError(f"no field '{field}'; choose from: {known}")


def _number_test(field: str, sign: str, value: str) -> Test:
    try:
        wanted = float(value.removesuffix("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        raise SearchError(f"'{field}{sign}' needs a number, not '{value}'") from None
    compare, measure = _COMPARE[sign], _BY_NUMBER[field]
    # `=` compares rounded numbers: `due=3` matches from two and a half to three and a half.
    digits = len(value.removesuffix("%").partition(".")[2]) + 2 * value.endswith("%")

    def test(entry: SearchEntry, context: SearchContext) -> bool:
        found = measure(context.state(entry), context)
        if found is None:
            return False
        return compare(round(found, digits) if sign == "=" else found, wanted)

    return test


def _not(test: Test) -> Test:
    return lambda entry, context: not test(entry, context)


def _by_deck(value: str) -> tuple[Test, bool]:
    return (lambda entry, _: entry.card.about.deck == value), True


def _by_tag(value: str) -> tuple[Test, bool]:
    """A tag, or the part after its colon: `tag:muscle:calves` or `tag:calves`."""

    def test(entry: SearchEntry, _: SearchContext) -> bool:
        tags = [tag.casefold() for tag in entry.card.about.tags]
        return any(value in {tag, tag.partition(":")[2]} for tag in tags)

    return test, True


def _by_kind(value: str) -> tuple[Test, bool]:
    if value not in KINDS:
        raise SearchError(f"no kind '{value}'; choose from: {', '.join(KINDS)}")
    return (lambda entry, _: kind_of(entry.card) == value), True


def _by_condition(value: str) -> tuple[Test, bool]:
    check = _CONDITIONS.get(value)
    if check is None:
        raise SearchError(f"no 'is:{value}'; choose from: {', '.join(_CONDITIONS)}")
    return check, False


def _in_phase(name: str) -> Test:
    return lambda entry, context: phase_of(context.state(entry).memory) == name


def _recall(state: CardState, context: SearchContext) -> float | None:
    memory = state.memory
    if isinstance(memory, New):
        return None
    return recall_on(memory, context.today)


def _days_until_due(state: CardState, context: SearchContext) -> float | None:
    memory = state.memory
    return None if isinstance(memory, New) else context.calendar.due_day(memory) - context.today


def _text(card: Card) -> str:
    about = card.about
    return "\n".join((about.prompt, answer_text(card), *about.tags, about.id)).casefold()


_BY_WORD: dict[str, Callable[[str], tuple[Test, bool]]] = {
    "deck": _by_deck,
    "tag": _by_tag,
    "kind": _by_kind,
    "is": _by_condition,
}
_BY_NUMBER: dict[str, Callable[[CardState, SearchContext], float | None]] = {
    "recall": _recall,
    "due": _days_until_due,
    "stability": lambda state, _: None if isinstance(state.memory, New) else state.memory.stability,
    "difficulty": lambda state, _: (
        None if isinstance(state.memory, New) else state.memory.difficulty
    ),
    "reps": lambda state, _: state.reps,
    "lapses": lambda state, _: state.lapses,
}
_CONDITIONS: dict[str, Test] = {
    **{name: _in_phase(name) for name in ("new", "learning", "review", "relearning")},
    "due": lambda entry, context: entry.card.about.id in context.due,
    "suspended": lambda entry, context: context.state(entry).suspended,
    "buried": lambda entry, context: context.state(entry).is_buried(context.today),
    "marked": lambda entry, context: context.state(entry).marked,
    "leech": lambda entry, context: context.state(entry).is_leech,
}
