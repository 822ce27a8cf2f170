"""Which gap of a text is which: a gap keeps the number that it was learnt with.

Others may come or go before it, in the editor or by hand, and no gap inherits another's progress.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from quizapp.domain.cards.card import Card, Gap, with_id
from quizapp.domain.cards.card_id import entry_of
from quizapp.domain.cards.deck import Deck
from quizapp.domain.event import GAP_LIMIT
from quizapp.domain.memory import AnsweredGap
from quizapp.study.log.states import States


def numbered(cards: Sequence[Card], states: States) -> tuple[Card, ...]:
    """The cards of one entry, its gaps under the numbers that they were learnt with."""
    return _numbered(cards, states, states.gaps())


def with_gaps(deck: Deck, states: States, gaps: Mapping[str, Set[int]]) -> Deck:
    """A deck with the gaps of its texts under the numbers that they were learnt with."""
    if not gaps:
        return deck
    indexes: dict[str, list[int]] = {}
    for index, card in enumerate(deck.ids):
        if entry_of(card) in gaps:
            indexes.setdefault(entry_of(card), []).append(index)
    changes: dict[str, str] = {}
    for own in indexes.values():
        cards = [deck.cards[index] for index in own]
        fresh = _numbered(cards, states, gaps)
        changes |= {card.about.id: new.about.id for card, new in zip(cards, fresh, strict=True)}
    return deck.relabelled({old: new for old, new in changes.items() if old != new})


def _numbered(
    cards: Sequence[Card], states: States, learnt: Mapping[str, Set[int]]
) -> tuple[Card, ...]:
    gaps = [card for card in cards if isinstance(card, Gap)]
    if not gaps:
        return tuple(cards)
    entry = gaps[0].about.entry
    known = {*range(1, len(gaps) + 1), *learnt.get(entry, ())}
    ids = {number: f"{entry}:{number}" for number in sorted(known)}
    numbers = _numbers(gaps, {n: states[card].gap for n, card in ids.items() if card in states})
    return tuple(with_id(card, numbers.get(card.about.id, card.about.id)) for card in cards)


def _numbers(gaps: Sequence[Gap], learnt: Mapping[int, AnsweredGap | None]) -> dict[str, str]:
    """The id of each gap: that of a learnt one with the same answer, or else with the same number
    if the number of gaps has not changed; or else one that was never used.
    """
    entry = gaps[0].about.entry
    found = {_number(gap): _number(gap) for gap in gaps if gap.is_pinned}
    free = dict(learnt)
    for number in found.values():
        free.pop(number, None)
    for rule in (_has_same_answer, _has_same_number):
        for gap in gaps:
            if _number(gap) not in found:
                for number in [each for each in free if rule(gap, each, free[each])][:1]:
                    found[_number(gap)] = number
                    del free[number]
    used = {*learnt, *found.values()}
    for gap in gaps:
        if _number(gap) not in found:
            number = _number(gap) if _number(gap) not in used else max(used | {len(gaps)}) + 1
            used.add(number)
            found[_number(gap)] = number
    return {f"{entry}:{place}": f"{entry}:{number}" for place, number in found.items()}


def _has_same_answer(gap: Gap, _: int, learnt: AnsweredGap | None) -> bool:
    return learnt is not None and learnt.answer == gap.answer[:GAP_LIMIT]


def _has_same_number(gap: Gap, number: int, learnt: AnsweredGap | None) -> bool:
    return number == _number(gap) and (learnt is None or learnt.of == gap.of)


def _number(gap: Gap) -> int:
    return int(gap.about.id.rpartition(":")[2])
